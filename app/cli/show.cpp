// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/model_summary.h"
#include "app/cli/other_model.h"
#include "app/cli/recipe_options.h"
#include "app/cli/style_card_summary.h"
#include "app/cli/verb.h"
#include "engine/files/image_file.h"
#include "engine/files/save_file.h"
#include "engine/latent/explore_recipe.h"
#include "engine/latent/presets.h"
#include "engine/project/project_file.h"
#include "engine/train/run_folder.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <cmath>
#include <memory>
#include <optional>
#include <span>

namespace imago::cli {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::uint64_t kLargestFile = 2'000'000'000;
constexpr float kWorthNaming = 0.005F; // of an attribute's range

// What differs from the neutral face; the rest is in --json.
std::string movedAttributes(const latent::Point &point)
{
    std::string text;
    const auto table = latent::portraitAttributes();
    for (std::size_t i = 0; i < table.size(); ++i) {
        const float distance = std::abs(point.attributes[i] - table[i].neutral);
        if (distance > kWorthNaming * (table[i].high - table[i].low)) {
            text += "\n    " + padded(table[i].name, 23) + number(static_cast<double>(point.attributes[i]));
        }
    }
    return text;
}

void showRecipe(Console &console, const latent::Recipe &recipe, const std::string &subject, Json about)
{
    const std::string seed = latent::isOfItsSeed(recipe) ? "seed " + std::to_string(recipe.seed) : "no seed";
    console.line("  recipe of " + recipe.modelId + ", " + seed + ", truncation " +
                 number(recipe.truncation) + ", " +
                 (recipe.decoder == latent::Decoder::Final ? "final" : "neural") + " picture of " +
                 std::to_string(recipe.size.width) + " px" + (recipe.transparent ? ", no background" : "") +
                 movedAttributes(recipe.point));
    about["recipe"] = Json::parse(latent::toJson(recipe));
    tellOtherModel(console, recipe, subject, about);
    console.result(about);
}

// A picture of the explorer: where it lies in which model.
void showPlace(Console &console, const latent::ExploreRecipe &place, Json about)
{
    std::string text = "  place in a model of one's own, seed " + std::to_string(place.point.seed) + ", variety " +
                       number(place.point.variety);
    if (!place.className.empty())
        text += ", class " + place.className;
    if (!place.point.style.empty())
        text += ", with a style of its own";
    for (const auto &[slider, value] : place.values) {
        if (value != 0.0)
            text += "\n    " + padded(slider, 23) + number(value);
    }
    console.line(text + "\n  model " + place.modelHash);
    about["explore"] = Json::parse(latent::toText(place));
    console.result(about);
}

/// What a PNG says of itself.
struct Inside
{
    std::string model;
    std::optional<latent::ExploreRecipe> place;
    std::optional<latent::Recipe> recipe;
};

Result<Inside> insideOf(std::span<const std::uint8_t> png, const std::string &subject)
{
    const auto texts = files::readPngText(png, subject);
    if (!texts)
        return tl::unexpected(texts.error());
    const auto text = [&](std::string_view key) {
        const auto found = texts->find(std::string(key));
        return found == texts->end() ? std::string() : found->second;
    };
    Inside inside{text(files::kModelText), {}, {}};
    if (const std::string written = text(latent::kExploreText); !written.empty()) {
        const Result<latent::ExploreRecipe> place = latent::parseExploreRecipe(written, subject);
        if (!place)
            return tl::unexpected(place.error());
        inside.place = *place;
    } else if (const std::string own = text(files::kRecipeText); !own.empty()) {
        const Result<latent::Recipe> recipe = latent::recipeFromJson(own, subject);
        if (!recipe)
            return tl::unexpected(recipe.error());
        inside.recipe = *recipe;
    }
    return inside;
}

Status showPicture(Console &console, const std::string &file, const std::string &bytes)
{
    const std::string subject = files::subjectOf(file);
    const std::span<const std::uint8_t> data(reinterpret_cast<const std::uint8_t *>(bytes.data()),
                                             bytes.size());
    const auto format = files::formatOf(data);
    const Result<Size> size = files::readImageSize(data, subject);
    if (!size)
        return tl::unexpected(size.error());
    const Result<Inside> inside = *format == files::PictureFormat::Png ? insideOf(data, subject) : Inside{};
    if (!inside)
        return tl::unexpected(inside.error());
    console.line(subject + ": " + std::string(files::name(*format)) + " picture, " +
                 std::to_string(size->width) + " x " + std::to_string(size->height) + " px");
    Json about = {{"kind", "picture"},
                  {"file", file},
                  {"format", files::name(*format)},
                  {"width", size->width},
                  {"height", size->height}};
    if (!inside->model.empty())
        about["model"] = inside->model;
    if (inside->place) {
        showPlace(console, *inside->place, about);
    } else if (inside->recipe) {
        showRecipe(console, *inside->recipe, subject, about);
    } else {
        console.line("  no recipe inside");
        console.result(about);
    }
    return {};
}

Status showProject(Console &console, const std::string &file)
{
    const Result<project::Project> read = project::readProject(file);
    if (!read)
        return tl::unexpected(read.error());
    console.line(files::subjectOf(file) + ": project with " + counted(read->history.size(), "step") +
                 " of history, " + counted(read->favourites.size(), "favourite") + ", " +
                 counted(read->presets.size(), "preset"));
    showRecipe(console, read->recipe, files::subjectOf(file),
               {{"kind", "project"},
                {"file", file},
                {"history", read->history.size()},
                {"favourites", read->favourites.size()},
                {"presets", read->presets.size()}});
    return {};
}

Status showStyleCard(Console &console, const std::string &file)
{
    const Result<style::StyleCard> card = style::readStyleCard(file);
    if (!card)
        return tl::unexpected(card.error());
    console.line(files::subjectOf(file) + ": " + summary(*card));
    Json about;
    about["kind"] = "style-card";
    about.update(summaryJson(file, *card));
    console.result(about);
    return {};
}

Status showTraining(Console &console, const std::string &file)
{
    const Result<train::RunStatus> status = train::readRunStatus(file);
    if (!status)
        return tl::unexpected(status.error());
    // One that was killed can't say so itself.
    const bool hasEnded = status->state != train::RunState::Preparing && status->state != train::RunState::Running;
    const std::string state =
        hasEnded || train::isRunAlive(file) ? std::string(train::name(status->state)) : "died";
    console.line(files::subjectOf(file) + ": training" + (status->title.empty() ? "" : " of " + status->title) + " (" +
                 status->kind + "), " + state + ", step " + std::to_string(status->step) +
                 (status->total > 0 ? " of " + std::to_string(status->total) : ""));
    console.result({{"kind", "training"},
                    {"file", file},
                    {"title", status->title},
                    {"trains", status->kind},
                    {"dataset", status->dataset.string()},
                    {"state", state},
                    {"step", status->step},
                    {"total", status->total}});
    return {};
}

void showPresets(Console &console, const std::string &file, const std::vector<latent::Preset> &presets)
{
    std::string text = files::subjectOf(file) + ": " + std::to_string(presets.size()) + " presets";
    for (const latent::Preset &preset : presets)
        text += "\n    " + padded(preset.name, 23) + std::string(latent::name(preset.kind)) + ", " +
                std::to_string(preset.values.size()) + " sliders";
    console.line(text);
    console.result({{"kind", "presets"}, {"file", file}, {"presets", Json::parse(latent::toJson(presets))["presets"]}});
}

// A recipe or presets, as the file says itself.
Status showJson(Console &console, const std::string &file, const std::string &text)
{
    const std::string subject = files::subjectOf(file);
    const auto recipe = latent::recipeFromJson(text, subject);
    if (recipe) {
        console.line(subject);
        showRecipe(console, *recipe, subject, {{"kind", "recipe"}, {"file", file}});
        return {};
    }
    const ErrorCode wrong = recipe.error().code;
    if (wrong != ErrorCode::UnsupportedFormat && wrong != ErrorCode::FileTooLarge)
        return tl::unexpected(recipe.error());
    const auto presets = latent::presetsFromJson(text, subject);
    if (presets) {
        showPresets(console, file, *presets);
        return {};
    }
    if (presets.error().code != ErrorCode::UnsupportedFormat)
        return tl::unexpected(presets.error());
    return fail(ErrorCode::UnsupportedFormat, "this is neither a recipe nor presets of the studio", subject);
}

bool isProject(const fs::path &path)
{
    std::error_code ignored;
    return path.extension() == ".imago" || fs::exists(path / "project.json", ignored);
}

Status show(const std::string &file, Console &console)
{
    if (isProject(file))
        return showProject(console, file);
    std::error_code ignored;
    if (style::isStyleCard(file) && !fs::is_directory(file, ignored))
        return showStyleCard(console, file);
    if (train::isRunFolder(file))
        return showTraining(console, file);
    if (fs::is_directory(file, ignored) || fs::path(file).extension() == ".imagomodel") {
        const Result<files::Package> package = files::openPackage(file);
        if (!package)
            return tl::unexpected(package.error());
        console.line(summary(*package));
        console.result(summaryJson(*package));
        return {};
    }
    const Result<std::string> bytes = files::readFile(file, kLargestFile);
    if (!bytes)
        return tl::unexpected(bytes.error());
    const std::string subject = files::subjectOf(file);
    const std::span<const std::uint8_t> data(reinterpret_cast<const std::uint8_t *>(bytes->data()),
                                             bytes->size());
    if (files::formatOf(data))
        return showPicture(console, file, *bytes);
    if (bytes->empty())
        return fail(ErrorCode::FileDamaged, "this file is empty", subject);
    if (bytes->find_first_not_of(" \t\r\n") == bytes->find('{'))
        return showJson(console, file, *bytes);
    return fail(ErrorCode::UnsupportedFormat,
                "this is no picture, recipe, presets, project, style card or model package that is known here",
                subject);
}

} // namespace

Action addShow(CLI::App &verb)
{
    auto file = std::make_shared<std::string>();
    verb.add_option("FILE", *file,
                    "A picture, a recipe, presets, a project, a style card, a model package, or a training's folder")
        ->required();
    return [file](Console &console, const std::stop_token &) { return show(*file, console); };
}

} // namespace imago::cli
