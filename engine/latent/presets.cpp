// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/latent/presets.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace imago::latent {

namespace {

using Json = nlohmann::json;
using OrderedJson =
    nlohmann::ordered_json; // for writing only: it searches all keys for each key that it reads

constexpr int kFormatVersion = 1;
constexpr std::size_t kLongestText = 4 << 20;

// Every built-in expression says everything that a face does, so that one replaces another; the gaze stays.
Preset expression(std::string name, float smile, float mouthOpen, float surprise, float anger, float sadness,
                  float eyesClosed, float browHeight)
{
    return {std::move(name),
            PresetKind::Expression,
            {{Smile, smile},
             {MouthOpen, mouthOpen},
             {Surprise, surprise},
             {Anger, anger},
             {Sadness, sadness},
             {EyesClosed, eyesClosed},
             {BrowHeight, browHeight}}};
}

std::vector<Preset> makeBuiltIn()
{
    constexpr auto kLook = PresetKind::Look;
    std::vector<Preset> presets = {
        expression("Calm", 0, 0, 0, 0, 0, 0, 0),
        expression("Joy", 0.8F, 0.15F, 0, 0, 0, 0.08F, 0.15F),
        expression("Laugh", 1, 0.6F, 0, 0, 0, 0.35F, 0.2F),
        expression("Surprise", 0, 0.35F, 0.95F, 0, 0, 0, 0.5F),
        expression("Anger", 0, 0, 0, 0.95F, 0, 0, -0.5F),
        expression("Sadness", 0, 0, 0, 0, 0.95F, 0.12F, 0.1F),
        expression("Asleep", 0.05F, 0.08F, 0, 0, 0, 1, 0),
        {"Bare face", kLook, {{BeardLength, 0}, {Stubble, 0}, {MakeUp, 0}, {Glasses, 0}}},
        {"Shaved head", kLook, {{HairLength, 0}, {HairRecede, 0}}},
        {"Short and neat",
         kLook,
         {{HairLength, 0.16F}, {HairVolume, 0.25F}, {HairPart, 0.5F}, {HairSweep, 0.3F}, {HairCurl, 0.05F}}},
        {"Long and straight",
         kLook,
         {{HairLength, 0.9F}, {HairVolume, 0.3F}, {HairCurl, 0}, {HairPart, 0.1F}}},
        {"Long waves", kLook, {{HairLength, 0.85F}, {HairVolume, 0.5F}, {HairCurl, 0.4F}, {HairPart, 0.4F}}},
        {"Full curls", kLook, {{HairLength, 0.5F}, {HairVolume, 0.8F}, {HairCurl, 0.95F}}},
        {"Fringe", kLook, {{HairLength, 0.6F}, {HairVolume, 0.35F}, {HairCurl, 0.05F}, {HairSweep, -0.55F}}},
        {"Designer stubble", kLook, {{BeardLength, 0}, {Stubble, 0.75F}}},
        {"Full beard", kLook, {{BeardLength, 0.6F}, {Stubble, 0.8F}}},
        {"Silver", kLook, {{HairGrey, 1}}},
        {"Copper", kLook, {{HairDarkness, 0.4F}, {HairRedness, 0.95F}, {HairGrey, 0}, {Freckles, 0.5F}}},
        {"Day make-up", kLook, {{MakeUp, 0.35F}}},
        {"Evening make-up", kLook, {{MakeUp, 0.95F}, {BrowThickness, 0.4F}}},
        {"Scholar", kLook, {{Glasses, 1}, {HairSweep, 0.5F}, {BeardLength, 0.15F}, {Stubble, 0.7F}}},
    };
    for (Preset &preset : presets)
        std::ranges::sort(preset.values, {}, &PresetValue::attribute);
    return presets;
}

bool belongsTo(PresetKind kind, const Attribute &attribute)
{
    if (kind == PresetKind::Expression)
        return attribute.group == Group::Expression;
    return attribute.group == Group::Hair || attribute.group == Group::Details;
}

Status checkName(const std::string &name, const std::string &subject)
{
    if (name.empty() || name.size() > kLongestPresetName)
        return fail(ErrorCode::BadInput, "a preset's name has 1 to 120 bytes", subject);
    if (std::ranges::any_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }))
        return fail(ErrorCode::BadInput, "a preset's name holds no control characters", subject);
    try {
        Json(name).dump(); // refuses what is not UTF-8
    } catch (const Json::exception &) {
        return fail(ErrorCode::BadInput, "a preset's name is UTF-8", subject);
    }
    return {};
}

Result<Preset> presetFromJson(const Json &json, const std::string &subject)
{
    Preset preset;
    preset.name = json.at("name").get<std::string>();
    if (Status named = checkName(preset.name, subject); !named)
        return tl::unexpected(std::move(named).error());
    const auto kind = json.at("kind").get<std::string>();
    if (kind != name(PresetKind::Expression) && kind != name(PresetKind::Look))
        return fail(ErrorCode::BadInput, "a preset's kind is \"expression\" or \"look\"", subject);
    preset.kind = kind == name(PresetKind::Look) ? PresetKind::Look : PresetKind::Expression;

    Point checked = neutralPoint();
    for (const auto &[attribute, value] : json.at("values").get_ref<const Json::object_t &>()) {
        const Status set = setAttribute(checked, attribute, value.get<double>());
        if (!set)
            return fail(set.error().code, set.error().subject + ": " + set.error().detail, subject);
        const std::size_t index = *findAttribute(attribute);
        preset.values.push_back({index, checked.attributes[index]});
    }
    std::ranges::sort(preset.values, {}, &PresetValue::attribute);
    return preset;
}

} // namespace

std::string_view name(PresetKind kind) noexcept
{
    return kind == PresetKind::Expression ? "expression" : "look";
}

std::span<const Preset> builtInPresets()
{
    static const std::vector<Preset> presets = makeBuiltIn();
    return presets;
}

Result<Preset> makePreset(std::string name, PresetKind kind, const Point &point)
{
    if (Status named = checkName(name, name); !named)
        return tl::unexpected(std::move(named).error());
    Preset preset{std::move(name), kind, {}};
    const auto table = portraitAttributes();
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (belongsTo(kind, table[i]))
            preset.values.push_back({i, point.attributes[i]});
    }
    return preset;
}

Point applied(const Preset &preset, Point point) noexcept
{
    for (const PresetValue &value : preset.values)
        point.attributes[value.attribute] = value.value;
    return point;
}

std::string toJson(std::span<const Preset> presets)
{
    OrderedJson list = OrderedJson::array();
    for (const Preset &preset : presets) {
        OrderedJson values = OrderedJson::object();
        for (const PresetValue &value : preset.values)
            values[std::string(portraitAttributes()[value.attribute].name)] = value.value;
        list.push_back({{"name", preset.name}, {"kind", name(preset.kind)}, {"values", std::move(values)}});
    }
    const OrderedJson json = {
        {"format", "imago.presets"}, {"formatVersion", kFormatVersion}, {"presets", std::move(list)}};
    return json.dump(2);
}

Result<std::vector<Preset>> presetsFromJson(std::string_view text, std::string subject)
{
    if (text.size() > kLongestText)
        return fail(ErrorCode::FileTooLarge, "a file of presets is at most 4 MB", subject);
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object())
        return fail(ErrorCode::FileDamaged, "this is not a JSON object", subject);
    try {
        if (json.value("format", "") != "imago.presets")
            return fail(ErrorCode::UnsupportedFormat, "these are not presets of the studio", subject);
        if (json.value("formatVersion", 0) > kFormatVersion)
            return fail(ErrorCode::Incompatible, "the presets come from a newer version of the studio: update this one",
                        subject);
        const auto &list = json.at("presets").get_ref<const Json::array_t &>();
        if (list.size() > kMostPresets)
            return fail(ErrorCode::BadInput, "too many presets", subject);
        std::vector<Preset> presets;
        for (const Json &entry : list) {
            Result<Preset> preset = presetFromJson(entry, subject);
            if (!preset)
                return tl::unexpected(std::move(preset).error());
            presets.push_back(*std::move(preset));
        }
        return presets;
    } catch (const Json::exception &error) {
        return fail(ErrorCode::FileDamaged, error.what(), subject);
    }
}

} // namespace imago::latent
