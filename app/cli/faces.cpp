// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/picture_maker.h"
#include "app/cli/recipe_options.h"
#include "app/cli/verb.h"
#include "engine/faces/dataset.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace imago::cli {

namespace {

constexpr int kMostPictures = 1'000'000;

struct FacesOptions
{
    faces::DatasetOptions dataset;
    bool independent = false;
    int threads = 0;
    std::string output;
};

Status drawFaces(const FacesOptions &options, Console &console, const std::stop_token &stop)
{
    PictureMaker maker(options.threads);
    const auto renderer = maker.renderer();
    if (!renderer)
        return tl::unexpected(renderer.error());
    faces::DatasetOptions dataset = options.dataset;
    dataset.coupling = options.independent ? latent::Coupling::Independent : latent::Coupling::Natural;
    dataset.threads = threadCount(options.threads);
    const auto progress = [&](int done) { console.progress("picture", done, dataset.count); };
    const Status written = faces::writeDataset(**renderer, options.output, dataset, progress, stop);
    if (!written || stop.stop_requested())
        return written;
    console.line(counted(static_cast<std::size_t>(dataset.count), "picture") + " and labels.csv in " + options.output);
    console.result({{"folder", options.output},
                    {"count", dataset.count},
                    {"size", dataset.side},
                    {"seed", dataset.seed},
                    {"independent", options.independent}});
    return {};
}

} // namespace

Action addFaces(CLI::App &verb)
{
    auto options = std::make_shared<FacesOptions>();
    faces::DatasetOptions &dataset = options->dataset;
    verb.add_option("--count", dataset.count, "So many pictures (100)")->check(CLI::Range(1, kMostPictures));
    verb.add_option("--size", dataset.side, "Side in pixels (256)")
        ->type_name("PX")
        ->check(CLI::Range(16, latent::kLargestSide));
    verb.add_option("--seed", dataset.seed, "The same number gives the same set (1)")->check(wholeNumber());
    verb.add_flag("--independent", options->independent,
                  "Every attribute on its own, so that none tells another; else as in a crowd");
    verb.add_flag("--transparent", dataset.transparent, "No background");
    addThreadsOption(verb, options->threads);
    verb.add_option("-o,--output", options->output, "Folder for the pictures, labels.csv and a README.md")
        ->type_name("DIR")
        ->required();
    return [options](Console &console, const std::stop_token &stop) {
        return drawFaces(*options, console, stop);
    };
}

} // namespace imago::cli
