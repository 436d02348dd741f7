// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/other_model.h"
#include "app/cli/picture_maker.h"
#include "app/cli/picture_name.h"
#include "app/cli/recipe_options.h"
#include "app/cli/sheet.h"
#include "app/cli/verb.h"
#include "engine/files/save_file.h"
#include "engine/latent/links.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <functional>
#include <memory>

namespace imago::cli {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr int kFewestSteps = 2;
constexpr int kMostSteps = 400;
constexpr std::size_t kMostPictures = 2000;
constexpr int kSheetSide = 256;
constexpr int kSheetGap = 4;

struct SweepOptions
{
    RecipeOptions recipe;
    std::vector<std::string> attributes;
    std::optional<double> begin;
    std::optional<double> end;
    int steps = 7;
    std::string output;
};

/// One picture of the sweep.
struct Stop
{
    std::size_t attribute;
    int place; ///< From 0, within its attribute's row.
    double value;
};

Status addRow(std::vector<Stop> &stops, const SweepOptions &options, const std::string &name)
{
    latent::Point probe;
    const auto index = latent::findAttribute(name);
    if (!index)
        return latent::setAttribute(probe, name, 0.0);
    const latent::Attribute &attribute = latent::portraitAttributes()[*index];
    const double begin = options.begin.value_or(static_cast<double>(attribute.safeLow));
    const double end = options.end.value_or(static_cast<double>(attribute.safeHigh));
    for (const double value : {begin, end}) {
        if (const Status fits = latent::setAttribute(probe, name, value); !fits)
            return fits;
    }
    for (int i = 0; i < options.steps; ++i)
        stops.push_back({*index, i, std::lerp(begin, end, static_cast<double>(i) / (options.steps - 1))});
    return {};
}

latent::Recipe movedTo(const Stop &stop, latent::Recipe recipe, bool linked)
{
    const auto value = static_cast<float>(stop.value);
    if (linked)
        recipe.point = latent::movedWithLinks(recipe.point, stop.attribute, value);
    else
        recipe.point.attributes[stop.attribute] = value;
    return recipe;
}

// "age-003-42.png": sorts in the order of the sweep.
std::string fileName(const Stop &stop)
{
    const std::string place = std::to_string(stop.place + 1);
    return std::string(latent::portraitAttributes()[stop.attribute].name) + "-" +
           std::string(3 - std::min<std::size_t>(place.size(), 3), '0') + place + "-" +
           number(stop.value, 3) + ".png";
}

/// Draws every stop and hands it to `take`; a stop of the work ends it before the next.
Status drawAll(const std::vector<Stop> &stops, const latent::Recipe &base, bool linked, PictureMaker &maker,
               Console &console, const std::stop_token &stop,
               const std::function<Status(const Stop &, const latent::Recipe &, Image)> &take)
{
    for (std::size_t i = 0; i < stops.size(); ++i) {
        console.progress("picture", static_cast<int>(i) + 1, static_cast<int>(stops.size()));
        const latent::Recipe recipe = movedTo(stops[i], base, linked);
        Result<Image> picture = maker.make(recipe, stop);
        if (!picture)
            return tl::unexpected(picture.error());
        if (picture->empty() || stop.stop_requested())
            return {};
        if (const Status taken = take(stops[i], recipe, *std::move(picture)); !taken)
            return taken;
    }
    return {};
}

Json toJson(const Stop &stop)
{
    return {{"attribute", latent::portraitAttributes()[stop.attribute].name}, {"value", stop.value}};
}

Status sweep(const SweepOptions &options, Console &console, const std::stop_token &stop)
{
    const bool folder = meansFolder(options.output) || !fs::path(options.output).has_extension();
    if (const Status named = folder ? Status{} : checkPictureOrFolderName(options.output); !named)
        return named;
    if (const Status keeps = checkKeepsInputs({options.output}, {options.recipe.from.value_or("")}); !keeps)
        return keeps;
    if (const Status shows = checkTransparency(options.recipe, options.output); !shows)
        return shows;
    std::vector<Stop> stops;
    for (const std::string &name : options.attributes) {
        if (std::ranges::count(options.attributes, name) > 1)
            return fail(ErrorCode::BadInput, "it is named twice", name);
        if (const Status added = addRow(stops, options, name); !added)
            return added;
    }
    if (stops.size() > kMostPictures)
        return fail(ErrorCode::BadInput, "at most " + std::to_string(kMostPictures) + " pictures, please",
                    "--steps");
    auto base = makeRecipe(options.recipe);
    if (!base)
        return tl::unexpected(base.error());
    if (!folder && !options.recipe.size)
        base->size = {kSheetSide, kSheetSide};
    Json result = {{"seed", base->seed}, {"pictures", Json::array()}};
    if (options.recipe.from)
        tellOtherModel(console, *base, files::subjectOf(*options.recipe.from), result);
    PictureMaker maker(options.recipe.threads);
    if (const Status completed = maker.complete(*base, !options.recipe.size); !completed)
        return completed;
    if (folder) {
        if (const Status made = makeFolder(options.output); !made)
            return made;
    }

    std::vector<Image> pictures;
    const auto take = [&](const Stop &at, const latent::Recipe &recipe, Image picture) -> Status {
        Json entry = toJson(at);
        if (folder) {
            const fs::path file = fs::path(options.output) / fileName(at);
            if (const Status written = writePicture(file, picture, recipe); !written)
                return written;
            console.line(file.string());
            entry["file"] = file.string();
        } else {
            pictures.push_back(std::move(picture));
        }
        result["pictures"].push_back(entry);
        return {};
    };
    const Status drawn = drawAll(stops, *base, options.recipe.linked, maker, console, stop, take);
    if (!drawn || stop.stop_requested())
        return drawn;
    if (!folder) {
        const int columns = options.attributes.size() > 1 ? options.steps : sheetColumns(options.steps);
        if (const Status written =
                writePicture(options.output, contactSheet(pictures, columns, kSheetGap), *base);
            !written)
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
    verb.add_option("NAME", options->attributes,
                    "The attribute that moves; of several each is a row. The list is below")
        ->required();
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
