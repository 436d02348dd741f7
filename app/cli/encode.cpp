// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/picture_maker.h"
#include "app/cli/picture_name.h"
#include "app/cli/recipe_options.h"
#include "app/cli/verb.h"
#include "app/framed_portrait.h"
#include "engine/files/image_file.h"
#include "engine/files/save_file.h"
#include "engine/latent/likeness.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <memory>

namespace imago::cli {

namespace {

using Json = nlohmann::ordered_json;

constexpr int kMostRefineSteps = 10'000;

struct EncodeOptions
{
    std::string picture;
    std::string output;
    std::string render;
    int refine = 0;
    int size = 512;
    int threads = 0;
};

// What was read: of a cut-out, nothing of its backdrop.
Json attributesOf(const latent::Encoding &encoding)
{
    Json json = Json::object();
    const auto table = latent::portraitAttributes();
    const std::size_t count = encoding.backdrop ? table.size() : latent::networkAttributeCount();
    for (std::size_t i = 0; i < count; ++i)
        json[std::string(table[i].name)] = encoding.point.attributes[i];
    return json;
}

// What is written is nowhere where a picture is, or should be.
Status checkNames(const EncodeOptions &options)
{
    if (files::formatFromEnding(options.output)) {
        return fail(ErrorCode::BadInput, "the recipe is JSON; --render draws the picture, and -o wants a name in .json",
                    options.output);
    }
    if (const Status keeps = checkKeepsInputs({options.output, options.render}, {options.picture}); !keeps)
        return keeps;
    return options.render.empty() ? Status{} : checkPictureName(options.render);
}

Status encode(const EncodeOptions &options, Console &console, const std::stop_token &stop)
{
    if (const Status named = checkNames(options); !named)
        return named;
    const Result<Image> picture = files::readImage(options.picture);
    if (!picture)
        return tl::unexpected(picture.error());
    PictureMaker maker(options.threads);
    const auto model = maker.model();
    if (!model)
        return tl::unexpected(model.error());
    const auto progress = [&](int done, int total, const ImagePtr &) {
        console.progress("refining", done, total);
        return !stop.stop_requested();
    };
    const std::optional<Image> framed = framedPortrait(**model, *picture);
    const Result<latent::Encoding> encoding =
        (*model)->encode(framed ? *framed : *picture, options.refine, progress, stop);
    if (!encoding)
        return tl::unexpected(encoding.error());
    if (stop.stop_requested())
        return {};

    latent::Recipe recipe;
    recipe.point = encoding->point;
    recipe.size = {options.size, options.size};
    const Status saved = files::saveFile(options.output, latent::toJson(recipe) + "\n");
    if (!saved)
        return saved;
    if (!options.render.empty()) {
        const Result<Image> redrawn = maker.make(recipe, stop);
        if (!redrawn)
            return tl::unexpected(redrawn.error());
        if (redrawn->empty())
            return {};
        const Status written = writePicture(options.render, *redrawn, recipe);
        if (!written)
            return written;
    }
    console.line(options.output + ": mean error " + number(encoding->reconstruction, 3) + ", distance " +
                 number(encoding->distance) +
                 (encoding->distance >= latent::kFarDistance
                      ? " (this is outside what the model knows: its nearest portrait)"
                      : ""));
    Json result = {{"recipe", options.output},
                   {"reconstruction", encoding->reconstruction},
                   {"unexplained", encoding->unexplained},
                   {"distance", encoding->distance},
                   {"attributes", attributesOf(*encoding)}};
    if (!options.render.empty())
        result["render"] = options.render;
    console.result(result);
    return {};
}

} // namespace

Action addEncode(CLI::App &verb)
{
    auto options = std::make_shared<EncodeOptions>();
    verb.add_option("PICTURE", options->picture,
                    "A portrait, or a photo whose largest face is framed first: PNG, JPEG, WebP, TIFF, HEIF, AVIF or "
                    "GIF")
        ->required();
    verb.add_option("-o,--output", options->output, "The recipe of its nearest portrait, as JSON")
        ->type_name("RECIPE")
        ->required();
    verb.add_option("--render", options->render, "Also draw that portrait")->type_name("FILE");
    verb.add_option("--size", options->size, "Side of the recipe's picture in pixels (512)")
        ->type_name("PX")
        ->check(CLI::Range(16, latent::kLargestSide));
    verb.add_option("--refine", options->refine, "Improve it by so many steps of optimisation (0)")
        ->type_name("STEPS")
        ->check(CLI::Range(0, kMostRefineSteps));
    addThreadsOption(verb, options->threads);
    return
        [options](Console &console, const std::stop_token &stop) { return encode(*options, console, stop); };
}

} // namespace imago::cli
