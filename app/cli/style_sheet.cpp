// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/picture_maker.h"
#include "app/cli/picture_name.h"
#include "app/cli/recipe_options.h"
#include "app/cli/sheet.h"
#include "app/cli/style_arguments.h"
#include "app/cli/style_files.h"
#include "app/cli/verb.h"
#include "app/neural_module.h"
#include "app/resources.h"
#include "engine/files/resample.h"
#include "engine/style/photo.h"
#include "engine/style/stylise.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace imago::cli {

namespace {

using Json = nlohmann::ordered_json;

constexpr int kGap = 8;

struct SheetOptions
{
    std::string photo;
    std::vector<std::string> styles;
    std::string output;
    int cell = 320;
    int columns = 0;
    int threads = 0;
};

// What was named, or every card that comes with the studio.
Result<std::vector<std::string>> stylesOf(const SheetOptions &options)
{
    if (!options.styles.empty())
        return options.styles;
    const auto resources = findResources();
    if (!resources)
        return tl::unexpected(resources.error());
    std::vector<std::string> styles;
    for (const std::filesystem::path &card : styleCards(*resources))
        styles.push_back(card.string());
    if (styles.empty())
        return fail(ErrorCode::FileMissing, "there are no style cards in the resources; name styles with --style");
    return styles;
}

Status draw(const SheetOptions &options, Console &console, const std::stop_token &stop)
{
    const auto styles = stylesOf(options);
    if (!styles)
        return tl::unexpected(styles.error());
    const auto outputs = outputsFor({options.photo}, options.output);
    if (!outputs)
        return tl::unexpected(outputs.error());
    std::vector<std::string> read = filesOf(*styles);
    read.push_back(options.photo);
    if (const Status keeps = checkKeepsInputs(*outputs, read); !keeps)
        return keeps;
    const Result<Image> photo = readPicture(options.photo);
    if (!photo)
        return tl::unexpected(photo.error());
    if (Status fine = style::checkSides(photo->size()); !fine)
        return fine;
    const auto model = openStyleModel();
    if (!model)
        return tl::unexpected(model.error());
    const Image small =
        files::resample(*photo, style::fitted(photo->size(), options.cell)).converted(PixelFormat::Rgba8);
    std::vector<Image> cells{small};
    for (const std::string &file : *styles) {
        auto style = readStyles(**model, {file});
        if (!style)
            return tl::unexpected(std::move(style).error());
        style::StyleOrder order;
        order.styles = std::move(*style);
        order.threads = threadCount(options.threads);
        jobs::JobContext context(jobs::nextTicket(), [](const jobs::Event &) {}, {stop, {}, {}, {}});
        Result<Image> painted = style::stylise(**model, small, order, context);
        if (!painted)
            return tl::unexpected(std::move(painted).error());
        if (painted->empty())
            return {};
        cells.push_back(std::move(*painted));
        console.progress("style", static_cast<int>(cells.size()) - 1, static_cast<int>(styles->size()));
    }
    const int count = static_cast<int>(cells.size());
    const int columns = options.columns > 0 ? options.columns : sheetColumns(count);
    if (Status written = writePictureTo(outputs->front(), contactSheet(cells, columns, kGap)); !written)
        return written;
    if (options.output != kStandardStream)
        console.line(outputs->front());
    console.result({{"file", outputs->front()}, {"columns", columns}, {"styles", *styles}});
    return {};
}

} // namespace

Action addStyleSheet(CLI::App &verb)
{
    auto options = std::make_shared<SheetOptions>();
    verb.add_option("PHOTO", options->photo, "A photo, or - for standard input")->required();
    verb.add_option("--style", options->styles,
                    "A painting or style card; repeat it for each (every card that comes with the studio)")
        ->type_name("STYLE")
        ->allow_extra_args(false);
    verb.add_option("--size", options->cell, "Longer side of each picture in pixels (320)")
        ->type_name("PX")
        ->check(CLI::Range(style::kLeastSide, 2048));
    verb.add_option("--columns", options->columns, "Pictures in a row (as suits their number)")
        ->check(CLI::Range(1, 64));
    addThreadsOption(verb, options->threads);
    verb.add_option("-o,--output", options->output, "A picture file (.png .jpg .webp .tif), or - for standard output")
        ->type_name("SHEET")
        ->required();
    verb.footer("The photo itself comes first, then it in each style, in their order.");
    return [options](Console &console, const std::stop_token &stop) { return draw(*options, console, stop); };
}

} // namespace imago::cli
