// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/project/project_json.h"

#include "engine/files/strict_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace imago::project {

namespace {

using Json = nlohmann::json;

constexpr int kFormatVersion = 1;
constexpr std::size_t kLongestDocument = 16 << 10; // four times the longest path
constexpr double kBoldestStroke = 64.0;
constexpr double kLongestClip = 1e9; // seconds
constexpr std::array kKnownKeys = {"format",         "formatVersion", "createdWith", "recipe",    "history",
                                   "historyCurrent", "favourites",    "presets",     "reference", "linked",
                                   "locked",         "spread",        "document",    "style"};

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

Result<latent::Recipe> recipeOf(const Json &json, const std::string &subject)
{
    return latent::recipeFromJson(json.dump(), subject);
}

Result<std::vector<NamedRecipe>> recipesOf(const Json &list, std::size_t most, const std::string &subject)
{
    const auto &entries = list.get_ref<const Json::array_t &>();
    if (entries.size() > most)
        return fail(ErrorCode::BadInput, "too many entries in the history or the favourites", subject);
    std::vector<NamedRecipe> recipes;
    for (const Json &entry : entries) {
        Result<latent::Recipe> recipe = recipeOf(entry.at("recipe"), subject);
        if (!recipe)
            return tl::unexpected(std::move(recipe).error());
        recipes.push_back({cut(entry.at("title").get<std::string>(), kLongestTitle), *std::move(recipe)});
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

// Throws Json::exception.
Result<StyleWork> styleWorkOf(const Json &json, const std::string &subject)
{
    StyleWork work;
    work.photo = json.value("photo", "");
    work.strength = json.value("strength", work.strength);
    work.colors = json.value("colors", work.colors);
    work.photoName = cut(json.value("photoName", ""), kLongestTitle);
    work.stroke = json.value("stroke", work.stroke);
    work.tier = json.value("quality", work.tier);
    work.structure = json.value("structure", work.structure);
    work.seed = json.value("seed", work.seed);
    work.faceProtection = json.value("faceProtection", work.faceProtection);
    work.smooth = json.value("smooth", work.smooth);
    work.currentClip = json.value("currentClip", work.currentClip);
    bool fine = isShare(work.strength) && work.photo.size() <= kLongestDocument &&
                work.colors.size() <= kLongestTitle && work.tier.size() <= kLongestTitle && work.stroke > 0.0 &&
                work.stroke <= kBoldestStroke && isShare(work.structure) && isShare(work.faceProtection) &&
                isShare(work.smooth);
    for (const Json &entry : json.value("clips", Json::array())) {
        const StyleWork::Clip clip{entry.at("file").get<std::string>(), entry.value("from", 0.0),
                                   entry.value("to", 0.0)};
        fine = fine && clip.file.size() <= kLongestDocument && clip.from >= 0.0 && clip.to > clip.from &&
               clip.to < kLongestClip;
        work.clips.push_back(clip);
    }
    for (const Json &entry : json.value("styles", Json::array())) {
        work.styles.push_back({entry.at("file").get<std::string>(), entry.value("weight", 1.0),
                               entry.value("outside", false)});
        fine = fine && isShare(work.styles.back().weight) && work.styles.back().file.size() <= kLongestDocument;
    }
    fine = fine && work.clips.size() <= kMostClips &&
           work.currentClip <= std::max<std::size_t>(work.clips.size(), 1) - 1;
    if (!fine || work.styles.size() > kMostStyles)
        return fail(ErrorCode::BadInput, "the styled photo has values out of range", subject);
    return work;
}

Status readValues(Project &project, const Json &json, const std::string &subject)
{
    const Json current = json.value("historyCurrent", Json(0U));
    if (!current.is_number_unsigned() || current > std::max<std::size_t>(project.history.size(), 1) - 1)
        return fail(ErrorCode::BadInput, "historyCurrent is not in the history", subject);
    project.historyCurrent = current.get<std::size_t>();
    project.linked = json.value("linked", project.linked);
    project.spread = json.value("spread", project.spread);
    if (!(project.spread >= 0.0 && project.spread <= 1.0))
        return fail(ErrorCode::BadInput, "spread must be from 0 to 1", subject);
    for (const Json &entry : json.value("locked", Json::array())) {
        const auto attribute = latent::findAttribute(entry.get_ref<const std::string &>());
        if (!attribute)
            return fail(ErrorCode::BadInput, "unknown locked attribute " + entry.dump(), subject);
        project.locks.set(*attribute);
    }
    if (const auto style = json.find("style"); style != json.end()) {
        Result<StyleWork> work = styleWorkOf(*style, subject);
        if (!work)
            return tl::unexpected(std::move(work).error());
        project.style = *std::move(work);
    }
    project.document = json.value("document", "");
    if (project.document.size() > kLongestDocument)
        return fail(ErrorCode::BadInput, "the document's path is too long", subject);
    return {};
}

// The parts that have parts themselves. Throws Json::exception.
Status readLists(Project &project, const Json &json, const std::string &subject)
{
    Result<latent::Recipe> recipe = recipeOf(json.at("recipe"), subject);
    if (!recipe)
        return tl::unexpected(std::move(recipe).error());
    project.recipe = *std::move(recipe);

    if (const auto reference = json.find("reference"); reference != json.end()) {
        recipe = recipeOf(*reference, subject);
        if (!recipe)
            return tl::unexpected(std::move(recipe).error());
        project.reference = *std::move(recipe);
    }

    const Json none = Json::array();
    auto history = recipesOf(json.value("history", none), kMostHistory, subject);
    if (!history)
        return tl::unexpected(std::move(history).error());
    project.history = *std::move(history);

    auto favourites = recipesOf(json.value("favourites", none), kMostFavourites, subject);
    if (!favourites)
        return tl::unexpected(std::move(favourites).error());
    project.favourites = *std::move(favourites);

    if (const auto list = json.find("presets"); list != json.end()) {
        auto presets = latent::presetsFromJson(list->dump(), subject);
        if (!presets)
            return tl::unexpected(std::move(presets).error());
        project.presets = *std::move(presets);
    }
    return {};
}

Result<Project> readProject(Json json, const std::string &subject)
{
    if (json.value("format", "") != "imago.project")
        return fail(ErrorCode::UnsupportedFormat, "this is not a project of the studio", subject);
    const Json version = json.value("formatVersion", Json());
    if (!version.is_number_integer() || version < 1)
        return fail(ErrorCode::FileDamaged, "the format's version is missing", subject);
    if (version > kFormatVersion)
        return fail(ErrorCode::Incompatible, "the project comes from a newer version of the studio: update this one",
                    subject);

    Project project;
    if (Status read = readLists(project, json, subject); !read)
        return tl::unexpected(std::move(read).error());
    if (Status read = readValues(project, json, subject); !read)
        return tl::unexpected(std::move(read).error());
    for (const char *key : kKnownKeys)
        json.erase(key);
    project.otherKeys = json.dump();
    return project;
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
    json["format"] = "imago.project";
    json["formatVersion"] = kFormatVersion;
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
    } catch (const Json::exception &error) {
        return fail(ErrorCode::BadInput, error.what());
    }
}

Result<Project> fromJson(std::string_view text, const std::string &subject)
{
    if (text.size() > kLongestProjectJson)
        return fail(ErrorCode::FileTooLarge, "a project's JSON is at most 16 MB", subject);
    Result<Json> json = files::parseStrictJson(text, subject);
    if (!json)
        return tl::unexpected(std::move(json).error());
    try {
        return readProject(*std::move(json), subject);
    } catch (const Json::exception &error) {
        return fail(ErrorCode::FileDamaged, error.what(), subject);
    }
}

} // namespace imago::project
