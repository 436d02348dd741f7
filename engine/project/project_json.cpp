// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/project/project_json.h"

#include "engine/files/json_fields.h"
#include "engine/files/strict_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <span>
#include <string_view>
#include <utility>

namespace imago::project {

namespace {

using Json = nlohmann::json;

constexpr files::JsonFormat kFormat{.name = "imago.project",
                                    .version = 1,
                                    .foreign = "this is not a project of the studio",
                                    .newer = "the project comes from",
                                    .foreignCode = ErrorCode::UnsupportedFormat};
constexpr std::size_t kLongestDocument = 16 << 10; // four times the longest path
constexpr double kBoldestStroke = 64.0;
constexpr double kLongestClip = 1e9; // seconds
constexpr std::array<std::string_view, 14> kKnownKeys = {
    "format",  "formatVersion", "createdWith", "recipe", "history", "historyCurrent", "favourites",
    "presets", "reference",     "linked",      "locked", "spread",  "document",       "style"};

// Not longer than `limit` bytes, and never in the middle of a character.
std::string cut(const std::string &text, std::size_t limit)
{
    if (text.size() <= limit)
        return text;
    std::size_t end = limit;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
        --end;
    return text.substr(0, end);
}

Json listOf(std::span<const NamedRecipe> recipes)
{
    Json list = Json::array();
    for (const NamedRecipe &named : recipes)
        list.push_back({{"title", cut(named.title, kLongestTitle)},
                        {"recipe", Json::parse(latent::toJson(named.recipe))}});
    return list;
}

Result<latent::Recipe> recipeOf(const files::JsonFields &fields, const std::string &subject)
{
    return latent::recipeFromJson(fields.json().dump(), subject);
}

Result<std::vector<NamedRecipe>> recipesOf(const std::vector<files::JsonFields> &entries, std::size_t most,
                                           const std::string &subject)
{
    if (entries.size() > most)
        return fail(ErrorCode::BadInput, "too many entries in the history or the favourites", subject);
    std::vector<NamedRecipe> recipes;
    for (files::JsonFields entry : entries) {
        Result<latent::Recipe> recipe = recipeOf(entry.object("recipe"), subject);
        if (!recipe)
            return tl::unexpected(std::move(recipe).error());
        recipes.push_back({cut(entry.get<std::string>("title"), kLongestTitle), *std::move(recipe)});
    }
    return recipes;
}

Json namesOf(const latent::Locks &locks)
{
    Json names = Json::array();
    for (std::size_t i = 0; i < locks.size(); ++i) {
        if (locks[i])
            names.push_back(latent::portraitAttributes()[i].name);
    }
    return names;
}

Json jsonOf(const StyleWork &work)
{
    Json styles = Json::array();
    for (const StyleWork::Source &source : work.styles)
        styles.push_back({{"file", source.file}, {"weight", source.weight}, {"outside", source.outside}});
    Json clips = Json::array();
    for (const StyleWork::Clip &clip : work.clips)
        clips.push_back({{"file", clip.file}, {"from", clip.from}, {"to", clip.to}});
    return {{"photo", work.photo},
            {"photoName", cut(work.photoName, kLongestTitle)},
            {"styles", std::move(styles)},
            {"strength", work.strength},
            {"colors", work.colors},
            {"stroke", work.stroke},
            {"quality", work.tier},
            {"structure", work.structure},
            {"seed", work.seed},
            {"faceProtection", work.faceProtection},
            {"clips", std::move(clips)},
            {"currentClip", work.currentClip},
            {"smooth", work.smooth}};
}

bool isShare(double value)
{
    return value >= 0.0 && value <= 1.0;
}

Result<StyleWork> styleWorkOf(files::JsonFields fields, const std::string &subject)
{
    StyleWork work;
    work.photo = fields.get("photo", work.photo);
    work.strength = fields.get("strength", work.strength);
    work.colors = fields.get("colors", work.colors);
    work.photoName = cut(fields.get("photoName", work.photoName), kLongestTitle);
    work.stroke = fields.get("stroke", work.stroke);
    work.tier = fields.get("quality", work.tier);
    work.structure = fields.get("structure", work.structure);
    work.seed = fields.get("seed", work.seed);
    work.faceProtection = fields.get("faceProtection", work.faceProtection);
    work.smooth = fields.get("smooth", work.smooth);
    work.currentClip = fields.get("currentClip", work.currentClip);
    bool fine = isShare(work.strength) && work.photo.size() <= kLongestDocument &&
                work.colors.size() <= kLongestTitle && work.tier.size() <= kLongestTitle && work.stroke > 0.0 &&
                work.stroke <= kBoldestStroke && isShare(work.structure) && isShare(work.faceProtection) &&
                isShare(work.smooth);
    for (files::JsonFields entry : fields.objectsIfAny("clips")) {
        const StyleWork::Clip clip{entry.get<std::string>("file"), entry.get("from", 0.0), entry.get("to", 0.0)};
        fine = fine && clip.file.size() <= kLongestDocument && clip.from >= 0.0 && clip.to > clip.from &&
               clip.to < kLongestClip;
        work.clips.push_back(clip);
    }
    for (files::JsonFields entry : fields.objectsIfAny("styles")) {
        work.styles.push_back({entry.get<std::string>("file"), entry.get("weight", 1.0), entry.get("outside", false)});
        fine = fine && isShare(work.styles.back().weight) && work.styles.back().file.size() <= kLongestDocument;
    }
    fine = fine && work.clips.size() <= kMostClips &&
           work.currentClip <= std::max<std::size_t>(work.clips.size(), 1) - 1;
    if (!fine || work.styles.size() > kMostStyles)
        return fail(ErrorCode::BadInput, "the styled photo has values out of range", subject);
    return work;
}

Status readValues(Project &project, files::JsonFields &fields, const std::string &subject)
{
    const auto current = fields.get("historyCurrent", std::int64_t{0});
    if (current < 0 || current >= static_cast<std::int64_t>(std::max<std::size_t>(project.history.size(), 1)))
        return fail(ErrorCode::BadInput, "\"historyCurrent\" is not in the history", subject);
    project.historyCurrent = static_cast<std::size_t>(current);
    project.linked = fields.get("linked", project.linked);
    project.spread = fields.get("spread", project.spread);
    if (!(project.spread >= 0.0 && project.spread <= 1.0))
        return fail(ErrorCode::BadInput, "\"spread\" must be from 0 to 1", subject);
    for (const std::string &entry : fields.get("locked", std::vector<std::string>())) {
        const auto attribute = latent::findAttribute(entry);
        if (!attribute)
            return fail(ErrorCode::BadInput, "unknown locked attribute " + cut(entry, kLongestTitle), subject);
        project.locks.set(*attribute);
    }
    if (fields.has("style")) {
        Result<StyleWork> work = styleWorkOf(fields.object("style"), subject);
        if (!work)
            return tl::unexpected(std::move(work).error());
        project.style = *std::move(work);
    }
    project.document = fields.get("document", std::string());
    if (project.document.size() > kLongestDocument)
        return fail(ErrorCode::BadInput, "the document's path is too long", subject);
    return {};
}

// The parts that have parts themselves.
Status readLists(Project &project, files::JsonFields &fields, const std::string &subject)
{
    Result<latent::Recipe> recipe = recipeOf(fields.object("recipe"), subject);
    if (!recipe)
        return tl::unexpected(std::move(recipe).error());
    project.recipe = *std::move(recipe);

    if (fields.has("reference")) {
        recipe = recipeOf(fields.object("reference"), subject);
        if (!recipe)
            return tl::unexpected(std::move(recipe).error());
        project.reference = *std::move(recipe);
    }

    auto history = recipesOf(fields.objectsIfAny("history"), kMostHistory, subject);
    if (!history)
        return tl::unexpected(std::move(history).error());
    project.history = *std::move(history);

    auto favourites = recipesOf(fields.objectsIfAny("favourites"), kMostFavourites, subject);
    if (!favourites)
        return tl::unexpected(std::move(favourites).error());
    project.favourites = *std::move(favourites);

    if (fields.has("presets")) {
        auto presets = latent::presetsFromJson(fields.object("presets").json().dump(), subject);
        if (!presets)
            return tl::unexpected(std::move(presets).error());
        project.presets = *std::move(presets);
    }
    return {};
}

// What newer versions wrote.
std::string otherKeysOf(const Json &json)
{
    Json others = Json::object();
    for (const auto &[key, value] : json.items()) {
        if (std::ranges::find(kKnownKeys, key) == kKnownKeys.end())
            others[key] = value;
    }
    return others.dump();
}

Result<std::string> writeProject(const Project &project)
{
    // A longer history keeps its newest states, and the one on the canvas in any case.
    const std::size_t current =
        std::min(project.historyCurrent, std::max<std::size_t>(project.history.size(), 1) - 1);
    std::size_t first = project.history.size() - std::min(project.history.size(), kMostHistory);
    first = std::min(first, current);
    const std::size_t count = std::min(project.history.size() - first, kMostHistory);

    Result<Json> others = files::parseStrictJson(project.otherKeys, "otherKeys");
    if (!others)
        return fail(ErrorCode::BadInput, others.error().detail);
    Json json = *std::move(others);
    json["format"] = kFormat.name;
    json["formatVersion"] = kFormat.version;
    json["createdWith"] = "Imago Studio " IMAGO_VERSION;
    json["recipe"] = Json::parse(latent::toJson(project.recipe));
    json["history"] = listOf(std::span(project.history).subspan(first, count));
    json["historyCurrent"] = current - first;
    json["favourites"] = listOf(project.favourites);
    json["presets"] = Json::parse(latent::toJson(project.presets));
    json["linked"] = project.linked;
    json["locked"] = namesOf(project.locks);
    json["spread"] = project.spread;
    if (project.reference)
        json["reference"] = Json::parse(latent::toJson(*project.reference));
    if (project.style)
        json["style"] = jsonOf(*project.style);
    if (!project.document.empty())
        json["document"] = project.document;
    return json.dump(1);
}

} // namespace

Result<std::string> toJson(const Project &project)
{
    try {
        Result<std::string> text = writeProject(project);
        if (!text)
            return text;
        // What could not be read again must not replace what can.
        if (const Result<Project> back = fromJson(*text, "project"); !back)
            return fail(ErrorCode::BadInput, back.error().detail);
        return text;
    } catch (const Json::exception &) {
        return fail(ErrorCode::BadInput, "a text in the project is not UTF-8");
    }
}

Result<Project> fromJson(std::string_view text, const std::string &subject)
{
    if (text.size() > kLongestProjectJson)
        return fail(ErrorCode::FileTooLarge, "a project's JSON is at most 16 MB", subject);
    Result<files::JsonDocument> document = files::JsonDocument::parse(text, kFormat, subject);
    if (!document)
        return tl::unexpected(std::move(document).error());
    files::JsonFields fields = document->fields();
    Project project;
    Status read = readLists(project, fields, subject);
    if (read)
        read = readValues(project, fields, subject);
    // First of all what is missing: values that were not there are read as zero and then out of range.
    if (Status there = document->check(); !there)
        return tl::unexpected(std::move(there).error());
    if (!read)
        return tl::unexpected(std::move(read).error());
    project.otherKeys = otherKeysOf(fields.json());
    return project;
}

} // namespace imago::project
