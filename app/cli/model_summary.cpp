// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/model_summary.h"

#include "app/cli/console.h"

#include <nlohmann/json.hpp>

#include <numeric>

namespace imago::cli {

namespace {

constexpr std::size_t kLabel = 12;

std::string row(const std::string &label, const std::string &text)
{
    return "\n  " + padded(label, kLabel) + text;
}

// "imagesSeen 94160, steps 4500": what is nested is for programs.
std::string scalars(const files::Json &json)
{
    std::string text;
    for (const auto &[key, value] : json.items()) {
        if (value.is_primitive())
            text += (text.empty() ? "" : ", ") + key + " " +
                    (value.is_string() ? value.get<std::string>() : value.dump());
    }
    return text;
}

std::uint64_t totalBytes(const files::Manifest &manifest)
{
    return std::accumulate(
        manifest.files.begin(), manifest.files.end(), std::uint64_t{0},
        [](std::uint64_t sum, const files::ManifestFile &file) { return sum + file.bytes; });
}

} // namespace

std::string summary(const files::Package &package)
{
    const files::Manifest &manifest = package.manifest();
    std::string text = manifest.id + " " + manifest.version;
    if (const auto title = manifest.title.find("en"); title != manifest.title.end())
        text += " (" + title->second + ")";
    for (const files::ManifestNetwork &network : manifest.networks)
        text += row(network.role, network.architecture + " " + std::to_string(network.version));
    text += row("training", scalars(manifest.training));
    text += row("licence", manifest.license);
    text += row("size", number(static_cast<double>(totalBytes(manifest)) / 1e6) + " MB");
    text += row("sha256", package.hash());
    return text + row("path", package.path().string());
}

files::Json summaryJson(const files::Package &package)
{
    const files::Manifest &manifest = package.manifest();
    files::Json networks = files::Json::array();
    for (const files::ManifestNetwork &network : manifest.networks)
        networks.push_back(
            {{"role", network.role}, {"architecture", network.architecture}, {"version", network.version}});
    return {{"kind", "model"},
            {"id", manifest.id},
            {"version", manifest.version},
            {"title", manifest.title},
            {"networks", networks},
            {"output", manifest.output},
            {"training", manifest.training},
            {"license", manifest.license},
            {"bytes", totalBytes(manifest)},
            {"sha256", package.hash()},
            {"path", package.path().string()}};
}

std::filesystem::path packageOf(const std::filesystem::path &path)
{
    std::error_code ignored;
    return std::filesystem::exists(path / "package" / "manifest.json", ignored) ? path / "package" : path;
}

} // namespace imago::cli
