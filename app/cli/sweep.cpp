// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/picture_maker.h"
#include "app/cli/recipe_options.h"
#include "app/cli/sheet.h"
#include "app/cli/verb.h"
#include "engine/files/image_file.h"
#include "engine/latent/links.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <memory>

namespace imago::cli {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr int kFewestSteps = 2;
constexpr int kMostSteps = 400;
constexpr int kSheetSide = 256;
constexpr int kSheetGap = 4;

struct SweepOptions
{
    RecipeOptions recipe;
    std::string attribute;
    std::optional<double> begin;
    std::optional<double> end;
    int steps = 7;
    std::string output;
};

Result<std::vector<double>> valuesOf(const SweepOptions &options, std::size_t index)
{
    const latent::Attribute &attribute = latent::portraitAttributes()[index];
    const double begin = options.begin.value_or(static_cast<double>(attribute.safeLow));
    const double end = options.end.value_or(static_cast<double>(attribute.safeHigh));
    for (const double value : {begin, end}) {
        latent::Point probe;
        const Status fits = latent::setAttribute(probe, attribute.name, value);
        if (!fits)
            return tl::unexpected(fits.error());
    }
    std::vector<double> values;
    for (int i = 0; i < options.steps; ++i)
        values.push_back(std::lerp(begin, end, static_cast<double>(i) / (options.steps - 1)));
    return values;
}

// "age-003-42.png": sorts in the order of the sweep.
std::string fileName(const SweepOptions &options, std::size_t step, double value)
{
    const std::string place = std::to_string(step + 1);
    return options.attribute + "-" + std::string(3 - std::min<std::size_t>(place.size(), 3), '0') + place +
           "-" + number(value, 3) + ".png";
}

Status sweep(const SweepOptions &options, Console &console, const std::stop_token &stop)
{
    const bool folder = meansFolder(options.output) || !fs::path(options.output).has_extension();
    if (!folder && !files::formatFromEnding(options.output)) {
        return fail(ErrorCode::UnsupportedFormat,
                    "the name must end in .png, .jpg, .webp or .tif, or in / for a folder", options.output);
    }
    latent::Point probe;
    const auto index = latent::findAttribute(options.attribute);
    if (!index)
        return latent::setAttribute(probe, options.attribute, 0.0);
    const auto values = valuesOf(options, *index);
    if (!values)
        return tl::unexpected(values.error());
    auto base = makeRecipe(options.recipe);
    if (!base)
        return tl::unexpected(base.error());
    if (!folder && !options.recipe.size)
        base->size = {kSheetSide, kSheetSide};
    PictureMaker maker(options.recipe.threads);
    const Status completed = maker.complete(*base, !options.recipe.size);
    if (!completed)
        return completed;
    if (folder) {
        const Status made = makeFolder(options.output);
        if (!made)
            return made;
    }

    std::vector<Image> pictures;
    Json list = Json::array();
    for (std::size_t i = 0; i < values->size(); ++i) {
        console.progress("picture", static_cast<int>(i) + 1, options.steps);
        latent::Recipe recipe = *base;
        const auto value = static_cast<float>((*values)[i]);
        if (options.recipe.linked)
            recipe.point = latent::movedWithLinks(recipe.point, *index, value);
        else
            recipe.point.attributes[*index] = value;
        Result<Image> picture = maker.make(recipe, stop);
        if (!picture)
            return tl::unexpected(picture.error());
        if (picture->empty() || stop.stop_requested())
            return {};
        Json entry = {{"value", (*values)[i]}};
        if (folder) {
            const fs::path file = fs::path(options.output) / fileName(options, i, (*values)[i]);
            const Status written = writePicture(file, *picture, recipe);
            if (!written)
                return written;
            console.line(file.string());
            entry["file"] = file.string();
        } else {
            pictures.push_back(*std::move(picture));
        }
        list.push_back(entry);
    }
    Json result = {{"attribute", options.attribute}, {"seed", base->seed}, {"pictures", list}};
    if (!folder) {
        const Image sheet = contactSheet(pictures, sheetColumns(options.steps), kSheetGap);
        const Status written = writePicture(options.output, sheet, *base);
        if (!written)
            return written;
        console.line(options.output);
        result["sheet"] = options.output;
    }
    console.result(result);
    return {};
}

} // namespace

Action addSweep(CLI::App &verb)
{
    auto options = std::make_shared<SweepOptions>();
    verb.add_option("NAME", options->attribute, "The attribute that moves; the list is below")->required();
    // --from is this verb's own here: where the attribute starts.
    addRecipeOptions(verb, options->recipe, "--portrait");
    verb.add_option("--from", options->begin, "The first value (the safe range's lower end)");
    verb.add_option("--to", options->end, "The last value (the safe range's upper end)");
    verb.add_option("--steps", options->steps, "So many pictures (7)")
        ->check(CLI::Range(kFewestSteps, kMostSteps));
    verb.add_option("-o,--output", options->output,
                    "One picture with all of them, or a folder for each its own")
        ->type_name("SHEET-OR-DIR")
        ->required();
    verb.footer("Attributes:\n" + attributeTable());
    return
        [options](Console &console, const std::stop_token &stop) { return sweep(*options, console, stop); };
}

} // namespace imago::cli
