// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/other_model.h"
#include "app/cli/picture_maker.h"
#include "app/cli/picture_name.h"
#include "app/cli/recipe_options.h"
#include "app/cli/sheet.h"
#include "app/cli/verb.h"
#include "engine/files/save_file.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <functional>
#include <memory>

namespace imago::cli {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr int kMostPortraits = 1'000'000;
constexpr int kMostOnASheet = 400;
constexpr int kSheetGap = 4;

struct PortraitOptions
{
    RecipeOptions recipe;
    int count = 1;
    bool sheet = false;
    std::string output;
};

Json describe(const fs::path &file, const latent::Recipe &recipe)
{
    return {{"file", file.string()},
            {"seed", recipe.seed},
            {"size", recipe.size.width},
            {"decoder", recipe.decoder == latent::Decoder::Final ? "final" : "neural"}};
}

Status check(const PortraitOptions &options)
{
    if (options.count > 1 && options.recipe.from)
        return fail(ErrorCode::BadInput, "it draws other people, and --from names one", "--count");
    if (options.sheet && options.count > kMostOnASheet)
        return fail(ErrorCode::BadInput, "a sheet holds at most " + std::to_string(kMostOnASheet), "--count");
    if (options.recipe.linked && options.recipe.settings.empty())
        return fail(ErrorCode::BadInput, "it is for what --set changes", "--linked");
    if (const Status keeps = checkKeepsInputs({options.output}, {options.recipe.from.value_or("")}); !keeps)
        return keeps;
    if (const Status shows = checkTransparency(options.recipe, options.output); !shows)
        return shows;
    const bool folder = meansFolder(options.output);
    if (options.sheet && folder)
        return fail(ErrorCode::BadInput, "a sheet is one picture; this is a folder", options.output);
    if (options.count > 1 && !options.sheet && !folder && fs::path(options.output).has_extension())
        return fail(ErrorCode::BadInput, "several portraits need a folder, or --sheet", options.output);
    return !folder && (options.count == 1 || options.sheet) ? checkPictureOrFolderName(options.output) : Status{};
}

using Take = std::function<Status(const latent::Recipe &, Image)>;

// Draws one after another and hands each to `take`; a stop ends it before the next. `result` is told whose model the
// recipe of --from is, where it is not the one that draws.
Status drawAll(const PortraitOptions &options, Console &console, const std::stop_token &stop, Json &result,
               const Take &take)
{
    PictureMaker maker(options.recipe.threads);
    for (int i = 0; i < options.count; ++i) {
        console.progress("portrait", i + 1, options.count);
        auto recipe = makeRecipe(options.recipe, static_cast<std::uint64_t>(i));
        if (!recipe)
            return tl::unexpected(recipe.error());
        if (options.recipe.from)
            tellOtherModel(console, *recipe, files::subjectOf(*options.recipe.from), result);
        const Status completed = maker.complete(*recipe, !options.recipe.size && !options.recipe.from);
        if (!completed)
            return completed;
        Result<Image> picture = maker.make(*recipe, stop);
        if (!picture)
            return tl::unexpected(picture.error());
        if (picture->empty() || stop.stop_requested())
            return {};
        const Status taken = take(*recipe, *std::move(picture));
        if (!taken)
            return taken;
    }
    return {};
}

Status drawSheet(const PortraitOptions &options, Console &console, const std::stop_token &stop)
{
    std::vector<Image> pictures;
    latent::Recipe first;
    Json result = {{"sheet", options.output}, {"portraits", options.count}};
    const Status drawn =
        drawAll(options, console, stop, result, [&](const latent::Recipe &recipe, Image picture) -> Status {
            if (pictures.empty())
                first = recipe;
            pictures.push_back(std::move(picture));
            return {};
        });
    if (!drawn || stop.stop_requested())
        return drawn;
    const Image sheet = contactSheet(pictures, sheetColumns(options.count), kSheetGap);
    const Status written = writePicture(options.output, sheet, first);
    if (!written)
        return written;
    console.line(options.output);
    console.result(result);
    return {};
}

Status drawFiles(const PortraitOptions &options, Console &console, const std::stop_token &stop)
{
    const bool folder = options.count > 1 || meansFolder(options.output);
    if (folder) {
        const Status made = makeFolder(options.output);
        if (!made)
            return made;
    }
    Json pictures = Json::array();
    Json result = Json::object();
    const Status drawn =
        drawAll(options, console, stop, result, [&](const latent::Recipe &recipe, Image picture) -> Status {
            const fs::path file =
                folder ? fs::path(options.output) / ("portrait-" + std::to_string(recipe.seed) + ".png")
                       : fs::path(options.output);
            const Status written = writePicture(file, picture, recipe);
            if (!written)
                return written;
            console.line(file.string());
            pictures.push_back(describe(file, recipe));
            return {};
        });
    if (!drawn)
        return drawn;
    result["portraits"] = pictures;
    console.result(result);
    return {};
}

} // namespace

Action addPortrait(CLI::App &verb)
{
    auto options = std::make_shared<PortraitOptions>();
    addRecipeOptions(verb, options->recipe);
    verb.add_option("--count", options->count, "So many people, with the seeds that follow")
        ->check(CLI::Range(1, kMostPortraits));
    verb.add_flag("--sheet", options->sheet, "All of them on one picture");
    verb.add_option("-o,--output", options->output, "A picture file (.png .jpg .webp .tif), or a folder")
        ->type_name("FILE-OR-DIR")
        ->required();
    verb.footer("Attributes for --set:\n" + attributeTable());
    return [options](Console &console, const std::stop_token &stop) -> Status {
        const Status checked = check(*options);
        if (!checked)
            return checked;
        return options->sheet ? drawSheet(*options, console, stop) : drawFiles(*options, console, stop);
    };
}

} // namespace imago::cli
