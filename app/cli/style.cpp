// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/picture_maker.h"
#include "app/cli/picture_name.h"
#include "app/cli/recipe_options.h"
#include "app/cli/style_arguments.h"
#include "app/cli/style_files.h"
#include "app/cli/verb.h"
#include "app/neural_module.h"
#include "app/video_module.h"
#include "engine/style/face_protection.h"
#include "engine/style/stylise.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <chrono>
#include <memory>

namespace imago::cli {

namespace {

using Json = nlohmann::ordered_json;

constexpr int kLargestSide = 16384;
constexpr int kPrintSide = 4096;

struct StyleOptions
{
    std::vector<std::string> photos;
    std::vector<std::string> styles;
    std::vector<std::string> outside;
    std::string mask;
    std::string protection;
    std::optional<double> protectFaces; ///< How much.
    std::string colors = "none";
    std::string tier = "instant";
    bool invert = false;
    std::string output;
    style::StyleOrder order;
};

std::vector<std::string> filesRead(const StyleOptions &options, const std::vector<std::string> &photos)
{
    std::vector<std::string> files = photos;
    for (const std::vector<std::string> &more :
         {filesOf(options.styles), filesOf(options.outside), {options.mask, options.protection}})
        files.insert(files.end(), more.begin(), more.end());
    return files;
}

Status check(const StyleOptions &options, const Console &console)
{
    if (!options.outside.empty() && options.mask.empty())
        return fail(ErrorCode::BadInput, "it says what is outside of a mask, and there is no --mask", "--outside");
    if (options.invert && (options.styles.size() > 1 || !options.outside.empty()))
        return fail(ErrorCode::BadInput, "only one painting can change places with the photo", "--invert");
    if (options.output == kStandardStream && console.json())
        return fail(ErrorCode::BadInput, "standard output can't take both the picture and --json", "-o");
    return {};
}

Status readMask(const std::string &file, std::optional<Image> &mask)
{
    if (file.empty())
        return {};
    Result<Image> picture = readPicture(file);
    if (!picture)
        return tl::unexpected(std::move(picture).error());
    mask = std::move(*picture);
    return {};
}

// Everything that all photos share.
Status prepare(const StyleOptions &options, style::StyleModel &model, style::StyleOrder &order)
{
    if (!options.invert) {
        auto styles = readStyles(model, options.styles);
        if (!styles)
            return tl::unexpected(std::move(styles).error());
        order.styles = std::move(*styles);
    }
    auto outside = readStyles(model, options.outside);
    if (!outside)
        return tl::unexpected(std::move(outside).error());
    order.outside = std::move(*outside);
    if (Status read = readMask(options.mask, order.mask); !read)
        return read;
    if (Status read = readMask(options.protection, order.protection); !read)
        return read;
    order.colors = style::colorKeepingFromName(options.colors).value_or(style::ColorKeeping::None);
    order.tier = style::tierFromName(options.tier).value_or(style::Tier::Instant);
    order.threads = threadCount(order.threads);
    return {};
}

// What is to be painted: the photo or, with --invert, the painting, in the photo's style.
Result<Image> subjectOf(const StyleOptions &options, const std::string &photo, style::StyleModel &model,
                        style::StyleOrder &order)
{
    Result<Image> picture = readPicture(photo);
    if (!picture || !options.invert)
        return picture;
    Result<style::Style> style = model.styleOf(*picture);
    if (!style)
        return tl::unexpected(std::move(style).error());
    order.styles = {{*std::move(style), 1.0}};
    return readPicture(options.styles.front());
}

// Finds the photo's faces and protects them; how many there are.
Result<std::size_t> protectFaces(const Image &photo, double strength, style::StyleOrder &order)
{
    const Result<const VideoFactory *> factory = openVideoModule();
    if (!factory)
        return tl::unexpected(factory.error());
    const Result<std::vector<style::FaceBox>> faces = (*factory)->findFaces(photo);
    if (!faces)
        return tl::unexpected(faces.error());
    if (!faces->empty()) {
        order.protection = style::faceMask(photo.size(), *faces);
        order.protectionStrength = strength;
    }
    return faces->size();
}

// One photo into one file; nothing when `stop` came first. Refining keeps what it has when it is stopped.
Result<Json> paintOne(const StyleOptions &options, style::StyleModel &model, style::StyleOrder order,
                      const std::string &photo, const std::string &output, const std::stop_token &stop,
                      Console &console, const std::function<void(const jobs::Progress &)> &progress)
{
    Result<Image> picture = subjectOf(options, photo, model, order);
    if (!picture) {
        picture.error().subject = picture.error().subject.empty() ? photo : picture.error().subject;
        return tl::unexpected(std::move(picture).error());
    }
    Json faces;
    if (options.protectFaces) {
        const Result<std::size_t> found = protectFaces(*picture, *options.protectFaces, order);
        if (!found)
            return tl::unexpected(found.error());
        if (*found == 0)
            console.warn(photo + ": no face found; all of it is painted alike");
        faces = *found;
    }
    if (order.tier == style::Tier::Print && !order.longerSide)
        order.longerSide = std::max({kPrintSide, picture->width(), picture->height()});
    const bool keeps = order.tier != style::Tier::Instant;
    jobs::JobContext context(
        jobs::nextTicket(), [](const jobs::Event &) {},
        {keeps ? std::stop_token() : stop, keeps ? stop : std::stop_token(), {}, progress});
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
    Json told{{"photo", photo},
              {"file", output},
              {"width", styled->width()},
              {"height", styled->height()},
              {"seconds", took.count()}};
    if (!faces.is_null())
        told["faces"] = faces;
    return told;
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
    if (const Status keeps = checkKeepsInputs(*outputs, filesRead(options, *photos)); !keeps)
        return keeps;
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
        Result<Json> painted = paintOne(
            options, **model, order, (*photos)[i], (*outputs)[i], stop, console, [&](const jobs::Progress &progress) {
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
                    {"quality", options.tier},
                    {"strength", order.strength},
                    {"structure", order.structure},
                    {"keepColors", options.colors},
                    {"model", (*model)->id()},
                    {"modelHash", (*model)->hash()}});
    return {};
}

template <typename Values>
std::vector<std::string> namesOf(const Values &values)
{
    std::vector<std::string> names;
    for (const auto value : values)
        names.emplace_back(name(value));
    return names;
}

void addControls(CLI::App &verb, StyleOptions &options)
{
    style::StyleOrder &order = options.order;
    verb.add_option("--strength", order.strength, "From 0, the photo, to 1, all style (1)")
        ->type_name("S")
        ->check(between(0.0, 1.0));
    addColorKeepingOption(verb, options.colors);
    verb.add_option("--mask", options.mask, "A grey picture: paint where it is white")->type_name("FILE");
    verb.add_option("--outside", options.outside, "With --mask: the style where it is black, instead of the photo")
        ->type_name("STYLE[:WEIGHT]")
        ->allow_extra_args(false);
    verb.add_option("--stroke", order.strokeSide,
                    "Strokes as large as in a picture of PX pixels: smaller is bolder; 512 is the painting's own size")
        ->type_name("PX")
        ->check(CLI::Range(style::kLeastStrokeSide, kLargestSide));
    verb.add_option("--structure", order.structure, "From 0, the brush leads, to 1, the photo's shapes (0.5)")
        ->type_name("S")
        ->check(between(0.0, 1.0));
    auto *mask =
        verb.add_option("--protect", options.protection, "A grey picture: white where shapes are kept, as faces")
            ->type_name("FILE");
    verb.add_option("--protect-faces", options.protectFaces, "Find the faces and keep their shapes, from 0 to 1 (0.5)")
        ->type_name("S")
        ->expected(0, 1)
        ->default_str("0.5")
        ->check(between(0.0, 1.0))
        ->excludes(mask);
    verb.add_option("--seed", order.seed, "Refined: another seed is another hand (1)")->check(wholeNumber());
    verb.add_flag("--invert", options.invert, "Change places: paint the painting in the photo's style");
}

} // namespace

Action addStyle(CLI::App &verb)
{
    auto options = std::make_shared<StyleOptions>();
    verb.add_option("PHOTO", options->photos, "Photos, folders of photos, or - for standard input")->required();
    addStyleOption(verb, options->styles);
    verb.add_option("--quality", options->tier,
                    "instant; refined: optimised, some seconds; print: larger and longer, 4096 px or more (instant)")
        ->type_name("TIER")
        ->check(CLI::IsMember(namesOf(style::tiers())));
    addControls(verb, *options);
    verb.add_option("--size", options->order.longerSide, "Longer side of the result in pixels (as the photo)")
        ->type_name("PX")
        ->check(CLI::Range(style::kLeastSide, kLargestSide));
    addThreadsOption(verb, options->order.threads);
    verb.add_option("-o,--output", options->output,
                    "A picture file (.png .jpg .webp .tif), a folder, or - for standard output")
        ->type_name("FILE-OR-DIR")
        ->required();
    verb.footer("Ctrl-C while it refines ends there and keeps the picture as it is by then. Refined pictures are equal "
                "for equal seeds and numbers of threads.");
    return [options](Console &console, const std::stop_token &stop) { return paint(*options, console, stop); };
}

} // namespace imago::cli
