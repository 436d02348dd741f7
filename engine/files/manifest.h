// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace imago::files {

using Json = nlohmann::json;

inline constexpr std::string_view kManifestName = "manifest.json";
inline constexpr std::string_view kPreviewFile = "preview.png"; ///< A package's picture of itself, where it has one.
inline constexpr std::size_t kMostPackageFiles = 256; ///< manifest.json counts.
inline constexpr std::uint64_t kLargestManifest = 1U << 20;
inline constexpr std::uint64_t kLargestPackage = std::uint64_t{16} << 30; ///< All files together.

struct ManifestNetwork
{
    std::string role; ///< "encoder", "decoder", "parameters"; one of each at most.
    std::string architecture;
    int version = 1;
    Json options = Json::object();
    std::string file; ///< One of Manifest::files.
    Json others = Json::object();
};

struct ManifestFile
{
    std::string path; ///< Relative, '/' between its parts.
    std::uint64_t bytes = 0;
    std::string sha256; ///< 64 lower-case hexadecimal digits.
    Json others = Json::object();
};

/// What manifest.json says. `others` holds, at every level, the keys that this version does not know: they
/// are written back as they were.
struct Manifest
{
    std::string id;
    std::string version;
    std::map<std::string, std::string> title; ///< By language: "en", "zh_CN".
    std::string kind;                         ///< "generator", ...
    std::vector<ManifestNetwork> networks;
    Json output = Json::object();
    Json training = Json::object();
    std::string license;
    std::vector<ManifestFile> files;
    Json provenance = Json::object();
    Json others = Json::object(); ///< Also "attributes" and "effects", which name files of the package.

    /// Null when there is none.
    const ManifestNetwork *network(std::string_view role) const noexcept;
    const ManifestFile *file(std::string_view path) const noexcept;
};

/// The text of manifest.json. Equal manifests give equal text.
std::string toJson(const Manifest &manifest);

/// Rungs 2 to 5 of the ladder, as far as the manifest alone can climb them. Errors: FileDamaged, NotAModel,
/// Incompatible, FileTooLarge; `subject` names the package.
Result<Manifest> parseManifest(std::string_view text, const std::string &subject);

/// Why no package may contain a file of this name; empty for a good one.
std::string brokenPathRule(std::string_view path);

} // namespace imago::files
