// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/picture_maker.h"
#include "app/cli/recipe_options.h"
#include "app/cli/style_arguments.h"
#include "app/cli/style_files.h"
#include "app/cli/verb.h"
#include "engine/style/stylise.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <chrono>
#include <memory>

namespace imago::cli {

namespace {

using Json = nlohmann::ordered_json;

constexpr int kLargestSide = 16384;

struct StyleOptions
{
    std::vector<std::string> photos;
    std::vector<std::string> styles;
    std::vector<std::string> outside;
    std::string mask;
    std::string colors = "none";
    std::string output;
    style::StyleOrder order;
};

Status check(const StyleOptions &options, const Console &console)
{
    if (!options.outside.empty() && options.mask.empty())
        return fail(ErrorCode::BadInput, "it says what is outside of a mask, and there is no --mask", "--outside");
    if (options.output == kStandardStream && console.json())
        return fail(ErrorCode::BadInput, "standard output can't take both the picture and --json", "-o");
    return {};
}

// Everything that all photos share.
Status prepare(const StyleOptions &options, style::StyleModel &model, style::StyleOrder &order)
{
    auto styles = readStyles(model, options.styles);
    if (!styles)
        return tl::unexpected(std::move(styles).error());
    order.styles = std::move(*styles);
    auto outside = readStyles(model, options.outside);
    if (!outside)
        return tl::unexpected(std::move(outside).error());
    order.outside = std::move(*outside);
    if (!options.mask.empty()) {
        Result<Image> mask = readPicture(options.mask);
        if (!mask)
            return tl::unexpected(std::move(mask).error());
        order.mask = std::move(*mask);
    }
    order.colors = style::colorKeepingFromName(options.colors).value_or(style::ColorKeeping::None);
    order.threads = threadCount(order.threads);
    return {};
}

// One photo into one file; nothing when `stop` came first.
Result<Json> paintOne(style::StyleModel &model, const style::StyleOrder &order, const std::string &photo,
                      const std::string &output, const std::stop_token &stop,
                      const std::function<void(const jobs::Progress &)> &progress)
{
    Result<Image> picture = readPicture(photo);
    if (!picture)
        return tl::unexpected(picture.error());
    jobs::JobContext context(jobs::nextTicket(), [](const jobs::Event &) {}, {stop, {}, {}, progress});
    const auto begun = std::chrono::steady_clock::now();
    Result<Image> styled = style::stylise(model, *std::move(picture), order, context);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
    if (!styled) {
        styled.error().subject = photo;
        return tl::unexpected(std::move(styled).error());
    }
    if (styled->empty())
        return Json();
    if (Status written = writePictureTo(output, *styled); !written)
        return tl::unexpected(std::move(written).error());
    return Json{{"photo", photo},
                {"file", output},
                {"width", styled->width()},
                {"height", styled->height()},
                {"seconds", took.count()}};
}

Status paint(const StyleOptions &options, Console &console, const std::stop_token &stop)
{
    if (Status fine = check(options, console); !fine)
        return fine;
    const auto photos = photosFrom(options.photos);
    if (!photos)
        return tl::unexpected(photos.error());
    const auto outputs = outputsFor(*photos, options.output);
    if (!outputs)
        return tl::unexpected(outputs.error());
    const auto model = openStyleModel();
    if (!model)
        return tl::unexpected(model.error());
    style::StyleOrder order = options.order;
    if (Status ready = prepare(options, **model, order); !ready)
        return ready;
    if (options.output != kStandardStream && meansFolder(options.output)) {
        if (Status made = makeFolder(options.output); !made)
            return made;
    }

    Json pictures = Json::array();
    std::size_t failures = 0;
    for (std::size_t i = 0; i < photos->size() && !stop.stop_requested(); ++i) {
        const std::string what = photos->size() == 1
                                     ? std::string("painting")
                                     : "photo " + std::to_string(i + 1) + " of " + std::to_string(photos->size());
        Result<Json> painted =
            paintOne(**model, order, (*photos)[i], (*outputs)[i], stop, [&](const jobs::Progress &progress) {
                console.progress(what, 100 * progress.done / std::max(progress.total, 1), 100);
            });
        if (!painted && photos->size() == 1)
            return tl::unexpected(std::move(painted).error());
        if (!painted) { // the others are none the worse for it
            console.warn(sentence(painted.error()));
            ++failures;
        } else if (!painted->is_null()) {
            if (options.output != kStandardStream)
                console.line((*outputs)[i]);
            pictures.push_back(*std::move(painted));
        }
    }
    if (failures > 0) {
        return fail(ErrorCode::BadInput, std::to_string(failures) + " of " + std::to_string(photos->size()) +
                                             " photos could not be painted; the others are");
    }
    console.result({{"pictures", pictures},
                    {"styles", options.styles},
                    {"strength", order.strength},
                    {"keepColors", options.colors},
                    {"model", (*model)->id()},
                    {"modelHash", (*model)->hash()}});
    return {};
}

} // namespace

Action addStyle(CLI::App &verb)
{
    auto options = std::make_shared<StyleOptions>();
    verb.add_option("PHOTO", options->photos, "Photos, folders of photos, or - for standard input")->required();
    addStyleOption(verb, options->styles);
    verb.add_option("--strength", options->order.strength, "From 0, the photo, to 1, all style (1)")
        ->type_name("S")
        ->check(CLI::Range(0.0, 1.0));
    addColorKeepingOption(verb, options->colors);
    verb.add_option("--mask", options->mask, "A grey picture: paint where it is white")->type_name("FILE");
    verb.add_option("--outside", options->outside, "With --mask: the style where it is black, instead of the photo")
        ->type_name("PAINTING[:WEIGHT]")
        ->allow_extra_args(false);
    verb.add_option("--size", options->order.longerSide, "Longer side of the result in pixels (as the photo)")
        ->type_name("PX")
        ->check(CLI::Range(style::kLeastSide, kLargestSide));
    addThreadsOption(verb, options->order.threads);
    verb.add_option("-o,--output", options->output,
                    "A picture file (.png .jpg .webp .tif), a folder, or - for standard output")
        ->type_name("FILE-OR-DIR")
        ->required();
    return [options](Console &console, const std::stop_token &stop) { return paint(*options, console, stop); };
}

} // namespace imago::cli
