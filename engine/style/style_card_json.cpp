// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/style_card_json.h"

#include "engine/files/sha256.h"
#include "engine/style/style_tensors.h"

#include <algorithm>
#include <array>
#include <limits>

namespace imago::style {

namespace {

using files::Json;

constexpr const char *kKind = "style-card";
constexpr const char *kKindWithWeights = "style-card-with-weights";
constexpr const char *kRole = "style";
constexpr const char *kArchitecture = "imago.style-transform";
constexpr int kNetworkVersion = 1;
constexpr auto kCardVersion = static_cast<unsigned>(kMostDetail);
constexpr std::size_t kLongestName = 120;
constexpr std::size_t kLongestText = 2000;
constexpr std::size_t kMostSides = 8;
constexpr int kLeastStatisticsSide = 16;
constexpr int kMostStatisticsSide = 4096;
constexpr std::size_t kIdDigits = 16;

// Leaves the reading below at the first broken rule; never leaves this file.
struct Broken
{
    std::string rule;
};

std::string text(const Json &json, const char *key, std::size_t longest = kLongestText)
{
    const auto found = json.find(key);
    if (found == json.end())
        return {};
    if (!found->is_string() || found->get_ref<const std::string &>().size() > longest)
        throw Broken{std::string(key) + " must be a text of at most " + std::to_string(longest) + " bytes"};
    const std::string value = *found;
    if (std::ranges::any_of(value, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7F; }))
        throw Broken{std::string(key) + " holds control characters"};
    return value;
}

std::string sum(const Json &json, const char *key, bool isNeeded)
{
    const std::string value = text(json, key);
    const auto isDigit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    const bool fine = value.size() == 64 && std::ranges::all_of(value, isDigit);
    if (!fine && (isNeeded || !value.empty()))
        throw Broken{std::string(key) + " must be 64 lower-case hexadecimal digits"};
    return value;
}

std::uint64_t count(const Json &json, const char *key, std::uint64_t most)
{
    const auto found = json.find(key);
    if (found == json.end())
        return 0;
    if (!found->is_number_unsigned() || found->get<std::uint64_t>() > most)
        throw Broken{std::string(key) + " must be a whole number, 0 or more"};
    return found->get<std::uint64_t>();
}

const Json &object(const Json &json, const char *key, const Json &otherwise)
{
    const auto found = json.find(key);
    if (found == json.end())
        return otherwise;
    if (!found->is_object())
        throw Broken{std::string(key) + " must be an object"};
    return *found;
}

std::vector<int> sidesOf(const Json &about)
{
    const auto found = about.find("statistics");
    if (found == about.end())
        return {};
    if (!found->is_array() || found->size() > kMostSides)
        throw Broken{"statistics must be a list of at most 8 sizes"};
    std::vector<int> sides;
    for (const Json &side : *found) {
        if (!side.is_number_unsigned() || side < kLeastStatisticsSide || side > kMostStatisticsSide ||
            (!sides.empty() && side <= sides.back()))
            throw Broken{"the sizes of the statistics must be growing whole numbers from 16 to 4096"};
        sides.push_back(side.get<int>());
    }
    return sides;
}

void readName(const files::Manifest &manifest, StyleCard &card)
{
    for (const auto &[language, name] : manifest.title) {
        const Json json = {{"name", name}};
        card.name[language] = text(json, "name", kLongestName);
        if (name.empty())
            throw Broken{"a card's name may not be empty"};
    }
    if (!card.name.contains("en"))
        throw Broken{"the card has no English name"};
}

CardDescription read(const files::Manifest &manifest, const Json &about)
{
    static const Json kNothing = Json::object();
    CardDescription result;
    StyleCard &card = result.card;
    readName(manifest, card);
    card.license = manifest.license;
    card.networkHash = sum(about, "networkSha256", true);
    result.withWeights = manifest.kind == kKindWithWeights;
    result.sides = sidesOf(about);
    result.detail = static_cast<StatisticsDetail>(about.at("cardVersion").get<unsigned>());
    const Json &source = object(about, "source", kNothing);
    card.source = {text(source, "title"), text(source, "author"), text(source, "year"), text(source, "attribution"),
                   sum(source, "sha256", false)};
    constexpr int kMost = std::numeric_limits<int>::max();
    card.training.steps = static_cast<int>(count(manifest.training, "steps", kMost));
    card.training.weightSteps = static_cast<int>(count(manifest.training, "weightSteps", kMost));
    card.training.seed = count(manifest.training, "seed", std::numeric_limits<std::uint64_t>::max());
    return result;
}

Status checkVersions(const files::Manifest &manifest, const Json &about)
{
    const files::ManifestNetwork *network = manifest.network(kRole);
    const auto version = about.find("cardVersion");
    if (network == nullptr || version == about.end() || !version->is_number_unsigned() || *version == 0)
        return fail(ErrorCode::FileDamaged, "the card does not say what it steers, or its version");
    if (*version > kCardVersion) {
        return fail(ErrorCode::Incompatible,
                    "the card has version " + version->dump() + "; this studio reads " + std::to_string(kCardVersion));
    }
    if (network->architecture != kArchitecture || network->version != kNetworkVersion)
        return fail(ErrorCode::Incompatible, "the card steers a network that this studio does not know");
    return {};
}

} // namespace

Result<CardDescription> fromManifest(const files::Manifest &manifest)
{
    const auto about = manifest.others.find("style");
    if ((manifest.kind != kKind && manifest.kind != kKindWithWeights) || about == manifest.others.end() ||
        !about->is_object())
        return fail(ErrorCode::UnsupportedFormat, "this is not a style card");
    if (Status known = checkVersions(manifest, *about); !known)
        return tl::unexpected(std::move(known).error());
    try {
        return read(manifest, *about);
    } catch (const Broken &broken) {
        return fail(ErrorCode::FileDamaged, "manifest.json: " + broken.rule);
    }
}

files::Manifest toManifest(const StyleCard &card, const std::string &styleFile, std::span<const std::uint8_t> tensors)
{
    files::Manifest manifest;
    manifest.id = "style-" + files::sha256(tensors).substr(0, kIdDigits);
    manifest.version = "1";
    manifest.title = card.name;
    manifest.kind = card.style.hasOwnWeights() ? kKindWithWeights : kKind;
    manifest.license = card.license;
    manifest.networks = {{kRole, kArchitecture, kNetworkVersion, Json::object(), styleFile, Json::object()}};
    manifest.training = {{"steps", static_cast<unsigned>(card.training.steps)},
                         {"weightSteps", static_cast<unsigned>(card.training.weightSteps)},
                         {"seed", card.training.seed}};
    manifest.provenance = {{"createdWith", "Imago Studio " IMAGO_VERSION}};
    Json source = Json::object();
    const auto put = [&source](const char *key, const std::string &value) {
        if (!value.empty())
            source[key] = value;
    };
    put("title", card.source.title);
    put("author", card.source.author);
    put("year", card.source.year);
    put("attribution", card.source.attribution);
    put("sha256", card.source.sha256);
    Json sides = Json::array();
    if (card.style.statistics) {
        for (const StyleMoments &moments : *card.style.statistics) {
            sides.push_back(static_cast<unsigned>(std::max(0, moments.side)));
        }
    }
    const StatisticsDetail detail =
        card.style.statistics ? detailOf(*card.style.statistics).value_or(StatisticsDetail::Layers) : kMostDetail;
    manifest.others["style"] = {{"cardVersion", static_cast<unsigned>(detail)},
                                {"networkSha256", card.networkHash},
                                {"statistics", std::move(sides)},
                                {"source", std::move(source)}};
    return manifest;
}

} // namespace imago::style
