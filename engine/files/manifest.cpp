// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/files/manifest.h"

#include "engine/files/strict_json.h"

#include <algorithm>
#include <limits>
#include <set>

namespace imago::files {

namespace {

constexpr std::string_view kFormat = "imago.model";
constexpr std::uint64_t kFormatVersion = 1;
constexpr std::size_t kLongestPath = 240;
constexpr std::size_t kMostNetworks = 32;

/// Leaves the parsing functions below at the first broken rule; none leaves this file.
struct Broken
{
    std::string rule;
};

/// Reads one object key by key; what nobody asked for is left for `others`.
class Fields
{
public:
    Fields(const Json &json, std::string place)
        : m_place(std::move(place))
    {
        if (!json.is_object())
            throw Broken{m_place + " must be an object"};
        m_left = json;
    }

    std::string text(const char *key, bool isNeeded)
    {
        const Json value = take(key, isNeeded, "");
        if (!value.is_string() || (isNeeded && value.get_ref<const std::string &>().empty()))
            throw Broken{m_place + "." + key + " must be a text"};
        return value.get<std::string>();
    }

    std::uint64_t number(const char *key)
    {
        const Json value = take(key, true, 0);
        if (!value.is_number_unsigned())
            throw Broken{m_place + "." + key + " must be a whole number, 0 or more"};
        return value.get<std::uint64_t>();
    }

    Json object(const char *key)
    {
        Json value = take(key, false, Json::object());
        if (!value.is_object())
            throw Broken{m_place + "." + key + " must be an object"};
        return value;
    }

    Json list(const char *key, std::size_t most)
    {
        Json value = take(key, true, Json::array());
        if (!value.is_array() || value.size() > most)
            throw Broken{m_place + "." + key + " must be a list of at most " + std::to_string(most)};
        return value;
    }

    Json others() { return std::move(m_left); }

private:
    Json take(const char *key, bool isNeeded, Json otherwise)
    {
        const auto found = m_left.find(key);
        if (found == m_left.end() && isNeeded)
            throw Broken{m_place + "." + key + " is missing"};
        if (found == m_left.end())
            return otherwise;
        Json value = std::move(*found);
        m_left.erase(found);
        return value;
    }

    std::string m_place;
    Json m_left;
};

ManifestFile readFileEntry(const Json &json, std::size_t index)
{
    Fields fields(json, "files[" + std::to_string(index) + "]");
    ManifestFile file;
    file.path = fields.text("path", true);
    if (const std::string rule = brokenPathRule(file.path); !rule.empty())
        throw Broken{rule};
    if (file.path == kManifestName)
        throw Broken{"manifest.json lists itself"};
    file.bytes = fields.number("bytes");
    file.sha256 = fields.text("sha256", true);
    const auto isDigit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    if (file.sha256.size() != 64 || !std::ranges::all_of(file.sha256, isDigit))
        throw Broken{file.path + ": sha256 must be 64 lower-case hexadecimal digits"};
    file.others = fields.others();
    return file;
}

ManifestNetwork readNetwork(const Json &json, std::size_t index)
{
    Fields fields(json, "networks[" + std::to_string(index) + "]");
    ManifestNetwork network;
    network.role = fields.text("role", true);
    network.architecture = fields.text("architecture", true);
    const std::uint64_t version = fields.number("version");
    if (version == 0 || version > std::numeric_limits<int>::max())
        throw Broken{"networks: version must be 1 or more"};
    network.version = static_cast<int>(version);
    network.options = fields.object("options");
    network.file = fields.text("file", true);
    network.others = fields.others();
    return network;
}

Manifest readManifest(Fields &fields)
{
    Manifest manifest;
    manifest.id = fields.text("id", true);
    manifest.version = fields.text("version", true);
    const Json title = fields.object("title");
    for (const auto &[language, text] : title.items()) {
        if (!text.is_string())
            throw Broken{"title may hold texts only"};
        manifest.title.emplace(language, text.get<std::string>());
    }
    manifest.kind = fields.text("kind", true);
    manifest.output = fields.object("output");
    manifest.training = fields.object("training");
    manifest.license = fields.text("license", false);
    manifest.provenance = fields.object("provenance");

    const Json files = fields.list("files", kMostPackageFiles - 1);
    std::set<std::string> paths;
    for (std::size_t i = 0; i < files.size(); ++i) {
        manifest.files.push_back(readFileEntry(files[i], i));
        if (!paths.insert(manifest.files.back().path).second)
            throw Broken{"the file " + manifest.files.back().path + " is listed twice"};
    }

    for (const std::string &path : paths) {
        for (std::size_t at = path.find('/'); at != std::string::npos; at = path.find('/', at + 1)) {
            if (paths.contains(path.substr(0, at)))
                throw Broken{path.substr(0, at) + " is listed as a file and as a folder"};
        }
    }

    const Json networks = fields.list("networks", kMostNetworks);
    std::set<std::string> roles;
    for (std::size_t i = 0; i < networks.size(); ++i) {
        manifest.networks.push_back(readNetwork(networks[i], i));
        const ManifestNetwork &network = manifest.networks.back();
        if (!roles.insert(network.role).second)
            throw Broken{"there are two networks of the role " + network.role};
        if (!paths.contains(network.file))
            throw Broken{"the network " + network.role + " names a file that is not listed: " + network.file};
    }
    manifest.others = fields.others();
    return manifest;
}

} // namespace

const ManifestNetwork *Manifest::network(std::string_view role) const noexcept
{
    const auto found = std::ranges::find(networks, role, &ManifestNetwork::role);
    return found == networks.end() ? nullptr : &*found;
}

const ManifestFile *Manifest::file(std::string_view path) const noexcept
{
    const auto found = std::ranges::find(files, path, &ManifestFile::path);
    return found == files.end() ? nullptr : &*found;
}

std::string toJson(const Manifest &manifest)
{
    using Ordered = nlohmann::ordered_json;
    const auto append = [](Ordered &to, const Json &others) {
        for (const auto &[key, value] : others.items())
            to[key] = value;
    };
    Ordered json = {{"format", kFormat},       {"formatVersion", kFormatVersion},
                    {"id", manifest.id},       {"version", manifest.version},
                    {"title", manifest.title}, {"kind", manifest.kind}};
    json["networks"] = Ordered::array();
    for (const ManifestNetwork &network : manifest.networks) {
        Ordered entry = {{"role", network.role},
                         {"architecture", network.architecture},
                         {"version", network.version},
                         {"options", network.options},
                         {"file", network.file}};
        append(entry, network.others);
        json["networks"].push_back(std::move(entry));
    }
    append(json, manifest.others);
    json["output"] = manifest.output;
    json["training"] = manifest.training;
    json["license"] = manifest.license;
    json["files"] = Ordered::array();
    for (const ManifestFile &file : manifest.files) {
        Ordered entry = {{"path", file.path}, {"bytes", file.bytes}, {"sha256", file.sha256}};
        append(entry, file.others);
        json["files"].push_back(std::move(entry));
    }
    json["provenance"] = manifest.provenance;
    return json.dump(2, ' ', false, Ordered::error_handler_t::replace) + "\n";
}

Result<Manifest> parseManifest(std::string_view text, const std::string &subject)
{
    if (text.size() > kLargestManifest)
        return fail(ErrorCode::FileTooLarge, "manifest.json is larger than 1 MB", subject);
    const Result<Json> json = parseStrictJson(text, subject);
    if (!json)
        return fail(ErrorCode::FileDamaged, "manifest.json: " + json.error().detail, subject);
    Manifest manifest;
    try {
        if (const auto format = json->find("format"); format == json->end() || *format != kFormat)
            return fail(ErrorCode::NotAModel, "manifest.json does not say that this is a model", subject);
        Fields fields(*json, "manifest");
        fields.text("format", true);
        const std::uint64_t version = fields.number("formatVersion");
        if (version == 0)
            throw Broken{"formatVersion must be 1 or more"};
        if (version > kFormatVersion) {
            return fail(ErrorCode::Incompatible,
                        "the model is newer than this studio (format version " + std::to_string(version) +
                            ", this one reads " + std::to_string(kFormatVersion) + "): update the studio",
                        subject);
        }
        manifest = readManifest(fields);
    } catch (const Broken &broken) {
        return fail(ErrorCode::FileDamaged, "manifest.json: " + broken.rule, subject);
    }
    std::uint64_t total = 0;
    for (const ManifestFile &file : manifest.files) {
        if (file.bytes > kLargestPackage - total)
            return fail(ErrorCode::FileTooLarge, "the model's files are larger than 16 GB together", subject);
        total += file.bytes;
    }
    return manifest;
}

std::string brokenPathRule(std::string_view path)
{
    const std::string quoted = "\"" + std::string(path) + "\"";
    if (path.empty() || path.size() > kLongestPath)
        return "a file name must have 1 to 240 bytes: " + quoted;
    if (path.front() == '/')
        return "a file name may not be absolute: " + quoted;
    const auto isForbidden = [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7F || c == '\\' || c == ':';
    };
    if (std::ranges::any_of(path, isForbidden))
        return "a file name may not contain control characters, \\ or : " + quoted;
    for (std::size_t begin = 0; begin <= path.size();) {
        const std::size_t end = std::min(path.find('/', begin), path.size());
        const std::string_view part = path.substr(begin, end - begin);
        if (part.empty() || part == "." || part == "..")
            return "a file name may not contain empty parts, . or .. : " + quoted;
        begin = end + 1;
    }
    return {};
}

} // namespace imago::files
