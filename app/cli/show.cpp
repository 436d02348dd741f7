// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/model_summary.h"
#include "app/cli/other_model.h"
#include "app/cli/recipe_options.h"
#include "app/cli/verb.h"
#include "engine/files/image_file.h"
#include "engine/files/save_file.h"
#include "engine/project/project_file.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <cmath>
#include <memory>

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
    console.line("  recipe of " + recipe.modelId + ", seed " + std::to_string(recipe.seed) + ", truncation " +
                 number(recipe.truncation) + ", " +
                 (recipe.decoder == latent::Decoder::Final ? "final" : "neural") + " picture of " +
                 std::to_string(recipe.size.width) + " px" + (recipe.transparent ? ", no background" : "") +
                 movedAttributes(recipe.point));
    about["recipe"] = Json::parse(latent::toJson(recipe));
    tellOtherModel(console, recipe, subject, about);
    console.result(about);
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
    console.line(subject + ": " + std::string(files::name(*format)) + " picture, " +
                 std::to_string(size->width) + " x " + std::to_string(size->height) + " px");
    Json about = {{"kind", "picture"},
                  {"file", file},
                  {"format", files::name(*format)},
                  {"width", size->width},
                  {"height", size->height}};
    if (*format == files::PictureFormat::Png) {
        const auto texts = files::readPngText(data, subject);
        if (!texts)
            return tl::unexpected(texts.error());
        if (const auto model = texts->find(std::string(files::kModelText)); model != texts->end())
            about["model"] = model->second;
        if (const auto text = texts->find(std::string(files::kRecipeText)); text != texts->end()) {
            const auto recipe = latent::recipeFromJson(text->second, subject);
            if (!recipe)
                return tl::unexpected(recipe.error());
            showRecipe(console, *recipe, subject, about);
            return {};
        }
    }
    console.line("  no recipe inside");
    console.result(about);
    return {};
}

Status showProject(Console &console, const std::string &file)
{
    const Result<project::Project> read = project::readProject(file);
    if (!read)
        return tl::unexpected(read.error());
    console.line(files::subjectOf(file) + ": project with " + std::to_string(read->history.size()) +
                 " steps of history, " + std::to_string(read->favourites.size()) + " favourites, " +
                 std::to_string(read->presets.size()) + " presets");
    showRecipe(console, read->recipe, files::subjectOf(file),
               {{"kind", "project"},
                {"file", file},
                {"history", read->history.size()},
                {"favourites", read->favourites.size()},
                {"presets", read->presets.size()}});
    return {};
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
    if (bytes->find_first_not_of(" \t\r\n") == bytes->find('{')) {
        const auto recipe = latent::recipeFromJson(*bytes, subject);
        if (!recipe)
            return tl::unexpected(recipe.error());
        console.line(subject);
        showRecipe(console, *recipe, subject, {{"kind", "recipe"}, {"file", file}});
        return {};
    }
    return fail(ErrorCode::UnsupportedFormat,
                "this is no picture, recipe, project or model package that is known here", subject);
}

} // namespace

Action addShow(CLI::App &verb)
{
    auto file = std::make_shared<std::string>();
    verb.add_option("FILE", *file, "A picture, a recipe, a project, or a model package")->required();
    return [file](Console &console, const std::stop_token &) { return show(*file, console); };
}

} // namespace imago::cli
