// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/latent/presets.h"

#include "engine/core/utf8.h"
#include "engine/files/json_fields.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace imago::latent {

namespace {

using Json = nlohmann::ordered_json;

constexpr files::JsonFormat kFormat{.name = "imago.presets",
                                    .version = 1,
                                    .foreign = "these are not presets of the studio",
                                    .newer = "the presets come from",
                                    .foreignCode = ErrorCode::UnsupportedFormat};
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
    if (!isUtf8(name))
        return fail(ErrorCode::BadInput, "a preset's name is UTF-8", subject);
    return {};
}

/// As a file says it, before its values are checked.
struct WrittenPreset
{
    std::string name;
    std::string kind;
    std::vector<std::pair<std::string, double>> values;
};

WrittenPreset writtenPreset(files::JsonFields fields)
{
    WrittenPreset preset{fields.get<std::string>("name"), fields.get<std::string>("kind"), {}};
    files::JsonFields values = fields.object("values");
    for (const auto &[attribute, value] : values.json().items())
        preset.values.emplace_back(attribute, values.get<double>(attribute));
    return preset;
}

Result<Preset> checkedPreset(const WrittenPreset &written, const std::string &subject)
{
    Preset preset;
    preset.name = written.name;
    if (Status named = checkName(preset.name, subject); !named)
        return tl::unexpected(std::move(named).error());
    if (written.kind != name(PresetKind::Expression) && written.kind != name(PresetKind::Look))
        return fail(ErrorCode::BadInput, "a preset's kind is \"expression\" or \"look\"", subject);
    preset.kind = written.kind == name(PresetKind::Look) ? PresetKind::Look : PresetKind::Expression;

    Point checked = neutralPoint();
    for (const auto &[attribute, value] : written.values) {
        const Status set = setAttribute(checked, attribute, value);
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
    Json list = Json::array();
    for (const Preset &preset : presets) {
        Json values = Json::object();
        for (const PresetValue &value : preset.values)
            values[std::string(portraitAttributes()[value.attribute].name)] = value.value;
        list.push_back({{"name", preset.name}, {"kind", name(preset.kind)}, {"values", std::move(values)}});
    }
    const Json json = {
        {"format", kFormat.name}, {"formatVersion", kFormat.version}, {"presets", std::move(list)}};
    return json.dump(2);
}

Result<std::vector<Preset>> presetsFromJson(std::string_view text, std::string subject)
{
    if (text.size() > kLongestText)
        return fail(ErrorCode::FileTooLarge, "a file of presets is at most 4 MB", subject);
    Result<files::JsonDocument> document = files::JsonDocument::parse(text, kFormat, subject);
    if (!document)
        return tl::unexpected(std::move(document).error());
    files::JsonFields fields = document->fields();
    std::vector<WrittenPreset> written;
    for (const files::JsonFields &entry : fields.objects("presets"))
        written.push_back(writtenPreset(entry));
    if (Status read = document->check(); !read)
        return tl::unexpected(std::move(read).error());
    if (written.size() > kMostPresets)
        return fail(ErrorCode::BadInput, "too many presets", subject);
    std::vector<Preset> presets;
    for (const WrittenPreset &each : written) {
        Result<Preset> preset = checkedPreset(each, subject);
        if (!preset)
            return tl::unexpected(std::move(preset).error());
        presets.push_back(*std::move(preset));
    }
    return presets;
}

} // namespace imago::latent
