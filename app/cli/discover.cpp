// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/console_work.h"
#include "app/cli/explore_words.h"
#include "app/cli/model_summary.h"
#include "app/cli/picture_maker.h"
#include "app/cli/picture_name.h"
#include "app/cli/picture_preparation.h"
#include "app/cli/recipe_options.h"
#include "app/cli/style_files.h"
#include "app/cli/verb.h"
#include "app/cli/work_folder.h"
#include "app/neural_module.h"
#include "engine/dataset/picture_samples.h"
#include "engine/files/save_file.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace imago::cli {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

struct DiscoverOptions
{
    train::SliderSearch order;
    std::string package;
    std::string pictures;
    PreparationWishes form; ///< Of the pictures.
    std::vector<std::string> names; ///< ID=NAME
    bool list = false;
    std::string read;
    std::string output;
    int threads = 0;
};

Status rename(const NeuralFactory &module, const DiscoverOptions &options)
{
    for (const std::string &each : options.names) {
        const std::size_t equals = each.find('=');
        if (equals == std::string::npos)
            return fail(ErrorCode::BadInput, "write it as ID=NAME", each);
        const Status done =
            module.renameSlider(packageOf(options.package), each.substr(0, equals), each.substr(equals + 1));
        if (!done)
            return done;
    }
    return {};
}

// A table of where the model puts pictures: a row each, a column a slider.
Status readPlaces(latent::ExplorableModel &model, const DiscoverOptions &options, Console &console,
                  const std::stop_token &stop)
{
    const std::string labels = (fs::path(options.read) / "labels.csv").string(); // of a training's pictures
    if (const Status keeps = checkKeepsInputs({options.output}, {options.read, labels}); !keeps)
        return keeps;
    const Result<std::vector<std::string>> pictures = photosFrom({options.read});
    if (!pictures)
        return tl::unexpected(pictures.error());
    std::string table = "file";
    for (const latent::ExploreSlider &slider : model.sliders())
        table += "," + slider.id;
    table += "\n";
    int done = 0;
    for (const std::string &file : *pictures) {
        if (stop.stop_requested())
            return {};
        const Result<Image> picture = readPicture(file);
        if (!picture)
            return tl::unexpected(picture.error());
        const Result<latent::ExplorePoint> point = model.encode(*picture, 0, {}, stop);
        if (!point)
            return tl::unexpected(point.error());
        table += fs::path(file).filename().string();
        for (const double value : model.coordinates(*point))
            table += "," + number(value, 4);
        table += "\n";
        console.progress("picture", ++done, static_cast<int>(pictures->size()));
    }
    return files::saveFile(options.output, table);
}

/// What the model is asked to place.
struct AskedPictures
{
    std::shared_ptr<const dataset::PictureSamples> pictures; ///< None: its own.
    std::optional<bool> trainedOnThese; ///< Nothing where that is not known.
};

// Prepared as in the model's training. Without pictures after a stop, too.
Result<AskedPictures> picturesFor(const latent::ExplorableModel &model, const DiscoverOptions &options,
                                  const fs::path &cache, Console &console, const std::stop_token &stop)
{
    if (options.pictures.empty())
        return AskedPictures{};
    const Result<FolderForm> prepared = formFor(packageOf(options.package), options.pictures, options.form, false);
    if (!prepared)
        return tl::unexpected(prepared.error());
    const Result<dataset::Dataset> opened =
        dataset::openDataset(options.pictures, {.labels = prepared->labels, .useLabels = prepared->useLabels});
    if (!opened)
        return tl::unexpected(opened.error());
    warnOfOtherLabels(*prepared, *opened, console);
    dataset::PictureSamplesOptions samples = prepared->samples;
    samples.size = model.pictureSize();
    samples.threads = threadCount(options.threads);
    const auto pictures = dataset::PictureSamples::open(*opened, samples, cache, {}, stop);
    if (!pictures)
        return tl::unexpected(pictures.error());
    return AskedPictures{*pictures, *pictures ? prepared->trainedOn(**pictures) : std::nullopt};
}

/// What became of the pictures that the model was asked to place.
struct Asked
{
    std::optional<bool> trainedOnThese; ///< As AskedPictures::trainedOnThese.
    std::optional<train::PictureUse> use; ///< Nothing where it was asked to place none.
};

Result<Asked> search(const NeuralFactory &module, const DiscoverOptions &options, Console &console,
                     const std::stop_token &stop)
{
    const auto model = module.openExplorable(packageOf(options.package));
    if (!model)
        return tl::unexpected(model.error());
    const Result<WorkFolder> work = WorkFolder::make();
    if (!work)
        return tl::unexpected(work.error());
    const Result<AskedPictures> asked = picturesFor(**model, options, work->path() / "pictures", console, stop);
    if (!asked)
        return tl::unexpected(asked.error());
    if (stop.stop_requested())
        return Asked{};
    Asked result{asked->trainedOnThese, {}};
    train::SliderSearch order = options.order;
    order.package = packageOf(options.package);
    order.pictures = asked->pictures;
    order.onPictures = [&result](train::PictureUse use) { result.use = use; };
    order.threads = threadCount(options.threads);
    jobs::JobContext context = consoleWork(console, "picture", stop);
    if (const auto found = module.searchSliders(order, context); !found)
        return tl::unexpected(found.error());
    return result;
}

// What was made of the pictures, where it is not what one expects.
void printAsked(const Asked &asked, const latent::ExplorableModel &model, const std::string &folder, Console &console)
{
    constexpr std::size_t kNamed = 5;
    if (!asked.use)
        return;
    const std::string unused = "\n" + folder + " was not used, but pictures that the model drew: ";
    switch (*asked.use) {
    case train::PictureUse::Placed:
        if (asked.trainedOnThese == false)
            console.line(std::string("\nThe model was asked to place ") + kOtherPictures + ".");
        return;
    case train::PictureUse::NoEncoder:
        console.line(unused + "it is a GAN, which can place no others.");
        return;
    case train::PictureUse::OtherClasses:
        break;
    }
    std::vector<std::string> classes = model.classNames();
    if (classes.size() > kNamed) {
        classes.resize(kNamed);
        classes.emplace_back("...");
    }
    console.line(unused + "it has to be told their class, and they have other classes than its own (" +
                 CLI::detail::join(classes, ", ") + "), or none; a table with those can be named as --labels.");
}

Status discover(const DiscoverOptions &options, Console &console, const std::stop_token &stop)
{
    if (!options.read.empty() && options.output.empty())
        return fail(ErrorCode::BadInput, "it says where the table goes, and is missing", "-o");
    if (options.read.empty() && !options.output.empty()) // not only after the sliders were replaced
        return fail(ErrorCode::BadInput, "only --read writes a table", "-o");
    const Result<const NeuralFactory *> module = openNeuralModule();
    if (!module)
        return tl::unexpected(module.error());
    Asked asked;
    if (!options.list && options.names.empty() && options.read.empty()) {
        const Result<Asked> searched = search(**module, options, console, stop);
        if (!searched)
            return tl::unexpected(searched.error());
        asked = *searched;
    }
    if (stop.stop_requested())
        return {};
    if (const Status renamed = rename(**module, options); !renamed)
        return renamed;
    const auto model = (*module)->openExplorable(packageOf(options.package));
    if (!model)
        return tl::unexpected(model.error());
    if (!options.read.empty()) {
        if (const Status read = readPlaces(**model, options, console, stop); !read)
            return read;
        console.line(options.output);
        console.result({{"file", options.output}});
        return {};
    }
    printSliders((*model)->sliders(), console);
    printAsked(asked, **model, options.pictures, console);
    console.result({{"package", packageOf(options.package).string()},
                    {"sliders", slidersJson((*model)->sliders())},
                    {"pictures", asked.use ? Json(name(*asked.use)) : Json(nullptr)},
                    {"trainedOnThese", asked.trainedOnThese ? Json(*asked.trainedOnThese) : Json(nullptr)}});
    return {};
}

} // namespace

Action addDiscover(CLI::App &verb)
{
    auto options = std::make_shared<DiscoverOptions>();
    train::SliderSearch &order = options->order;
    verb.add_option("MODEL", options->package, "A trained model's package, or the folder of its training")
        ->required()
        ->type_name("MODEL");
    verb.add_option("--pictures", options->pictures,
                    "The pictures that the model is asked to place; those it was trained on are best, and are prepared "
                    "as for that (its own, as always of a GAN)")
        ->type_name("FOLDER");
    verb.add_option("--labels", options->form.labels,
                    "Table of their labels (the one in FOLDER that the model was trained with, else as for train)")
        ->type_name("CSV");
    addChoice(verb, "--pad,!--crop", options->form.pad,
              "Show all of each of them, or crop it (as in the model's training)");
    verb.add_option("--components", order.components, "So many from the components of the pictures' looks (10)")
        ->check(CLI::Range(0, 32));
    verb.add_option("--factors", order.factors, "So many from the network's weights (4)")->check(CLI::Range(0, 32));
    verb.add_option("--samples", order.samples, "Pictures that are looked at, at most (2000)")
        ->check(CLI::Range(100, 100'000));
    verb.add_option("--seed", order.seed, "Of the pictures that are drawn (1)")->check(wholeNumber());
    verb.add_flag("--list", options->list, "Only list the sliders that the model has");
    verb.add_option("--name", options->names, "Call a slider something else; may be repeated")->type_name("ID=NAME");
    verb.add_option("--read", options->read, "Write where the model puts these pictures on its sliders, as a table")
        ->type_name("FOLDER");
    verb.add_option("-o,--output", options->output, "The table of --read")->type_name("CSV");
    addThreadsOption(verb, options->threads);
    return [options](Console &console, const std::stop_token &stop) { return discover(*options, console, stop); };
}

} // namespace imago::cli
