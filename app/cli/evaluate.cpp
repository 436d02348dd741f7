// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/console_work.h"
#include "app/cli/evaluate_pictures.h"
#include "app/cli/model_summary.h"
#include "app/cli/picture_maker.h"
#include "app/cli/quality_file.h"
#include "app/cli/recipe_options.h"
#include "app/cli/refused_options.h"
#include "app/cli/verb.h"
#include "app/neural_module.h"
#include "app/resources.h"
#include "engine/files/package.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <memory>
#include <vector>

namespace imago::cli {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::array kPictureOptions{"--labels", "--count", "--pad", "--held-out", "--sheet", "--seed", "--threads"};
constexpr std::array kPortraitOptions{"--people", "--portraits", "--strangers"};
constexpr std::size_t kNameWidth = 26;
constexpr std::size_t kFigureWidth = 13;

struct EvaluateOptions
{
    std::string package;
    int people = 24;
    int portraits = 200;
    int strangers = 1000;
    std::string judge;
    bool store = false;
    PictureEvaluation pictures;
};

std::string row(const std::string &name, std::initializer_list<double> figures)
{
    std::string text = padded(name, kNameWidth);
    for (const double figure : figures)
        text += padded(number(figure, 3), kFigureWidth);
    return text;
}

std::string heads(const std::string &name, std::initializer_list<const char *> titles)
{
    std::string text = padded(name, kNameWidth);
    for (const char *title : titles)
        text += padded(title, kFigureWidth);
    return text;
}

// The largest change of an attribute that has nothing to do with the slider.
double worstLeak(const std::string &slider, const std::vector<double> &leaks)
{
    const auto index = latent::findAttribute(slider);
    double worst = 0;
    for (std::size_t i = 0; index && i < leaks.size(); ++i) {
        if (!latent::belongTogether(*index, i))
            worst = std::max(worst, std::abs(leaks[i]));
    }
    return worst;
}

void print(const train::PortraitQuality &quality, Console &console)
{
    console.line(row("PSNR, dB", {quality.psnr}));
    console.line(row("PSNR after encoding, dB", {quality.psnrEncoded}));
    console.line(row("gradient energy", {quality.gradientEnergy}));
    console.line(row("identity, cosine", {quality.identityCosine}));
    console.line("found among " + std::to_string(quality.strangers) + " people, of " +
                 std::to_string(quality.searches));
    console.line(row("  with a slider moved", {quality.identity.movedSlider}));
    console.line(row("  encoded, drawn again", {quality.identity.redrawn}));
    console.line(row("  drawn by the decoder", {quality.identity.neural}));
    console.line("\n" + heads("slider, " + std::to_string(quality.people) + " people",
                              {"effect", "cosine", "off target", "leak neural", "leak final"}));
    for (const train::SliderQuality &slider : quality.sliders) {
        console.line(row(slider.attribute, {slider.effect, slider.cosine, slider.offTarget,
                                            worstLeak(slider.attribute, slider.leakNeural),
                                            worstLeak(slider.attribute, slider.leakFinal)}));
    }
    console.line("\n" + heads("reading " + std::to_string(quality.portraits) + " pictures",
                              {"R2", "error, sd", "judge's R2", "judge's error"}));
    for (const train::ReadingQuality &reading : quality.reading)
        console.line(row(reading.attribute,
                         {reading.r2, reading.meanError, reading.judgeR2, reading.judgeError}));
}

Status evaluate(const EvaluateOptions &options, Console &console, const std::stop_token &stop)
{
    train::PortraitEvaluation order;
    order.people = options.people;
    order.portraits = options.portraits;
    order.strangers = options.strangers;
    order.judge = options.judge;
    if (options.judge.empty()) {
        const auto judge = findResources().and_then(findPortraitJudge);
        if (judge)
            order.judge = *judge;
        else
            console.warn("no judge comes with this studio: the model's own encoder measures leakage and identity");
    }
    order.package = packageOf(options.package);
    if (options.package.empty()) {
        const auto package = findResources().and_then(findPortraitModel);
        if (!package)
            return tl::unexpected(package.error());
        order.package = *package;
    }
    if (options.store) { // not only after minutes of measuring
        if (const Status place = files::checkPackagePlace(order.package); !place)
            return place;
    }
    const Result<const NeuralFactory *> module = openNeuralModule();
    if (!module)
        return tl::unexpected(module.error());
    if (!options.package.empty() && (*module)->openExplorable(order.package))
        return fail(ErrorCode::BadInput, "its pictures are held against others: name their FOLDER", options.package);
    PictureMaker maker(0);
    const auto renderer = maker.renderer();
    if (!renderer)
        return tl::unexpected(renderer.error());
    order.renderer = *renderer;

    jobs::JobContext context = consoleWork(console, "person", stop);
    const Result<train::PortraitQuality> quality = (*module)->evaluatePortraits(order, context);
    if (!quality)
        return tl::unexpected(quality.error());
    if (stop.stop_requested())
        return {};
    print(*quality, console);
    const std::string figures = train::toJson(*quality);
    console.result(Json::parse(figures));
    return options.store ? storeQuality(order.package, figures) : Status{};
}

} // namespace

Action addEvaluate(CLI::App &verb)
{
    auto options = std::make_shared<EvaluateOptions>();
    PictureEvaluation &pictures = options->pictures;
    verb.add_option("PACKAGE", options->package, "A model package (the one that comes with the studio)");
    verb.add_option("--people", options->people, "So many people for the sliders (24)")
        ->check(CLI::Range(2, 10'000));
    verb.add_option("--portraits", options->portraits, "So many pictures for the encoder (200)")
        ->check(CLI::Range(2, 100'000));
    verb.add_option("--strangers", options->strangers, "Among so many people a person is looked for (1000)")
        ->check(CLI::Range(2, 100'000));
    verb.add_option("--judge", options->judge,
                    "Package of a network that measures: from imago train --builtin judge for portraits, from imago "
                    "learn-classes for pictures (the style networks' trunk; the portraits' encoder where a loss of the "
                    "model used that)");
    verb.add_flag("--store", options->store, "Write the figures into the package as quality.json");
    verb.add_option("--samples", pictures.samples, "Pictures that some model made")->type_name("FOLDER");
    verb.add_option(
            "FOLDER,--real", pictures.real,
            "What a picture model's pictures, or --samples, are held against: a folder of pictures, or IDX files")
        ->type_name("FOLDER");
    verb.add_option("--labels", pictures.form.labels,
                    "Table of the real pictures' labels, CSV or JSON (the one in FOLDER that the model was trained "
                    "with, else as for train)")
        ->type_name("FILE");
    verb.add_option("--count", pictures.count, "So many samples (all; of a model 2000)")
        ->check(CLI::Range(10, 1'000'000));
    addChoice(verb, "--pad,!--crop", pictures.form.pad,
              "Show all of each real picture, or crop it (as in the model's training; --crop)");
    verb.add_option("--held-out", pictures.form.heldOut,
                    "Share of the real pictures that training did not see (as in the model's training; 0.1)")
        ->check(between(0.0, 0.5));
    verb.add_option("--sheet", pictures.sheet, "Write the samples that resemble training pictures most, beside those")
        ->type_name("PNG");
    verb.add_option("--seed", pictures.seed, "Of the random choices in the figures (1)")->check(wholeNumber());
    addThreadsOption(verb, pictures.threads);
    verb.footer("PACKAGE and FOLDER, or --samples and --real, measure pictures: Frechet and kernel distance, precision "
                "and recall, diversity, classes, and whether they are copies.");
    return [options, &verb](Console &console, const std::stop_token &stop) -> Status {
        PictureEvaluation &order = options->pictures;
        if (order.real.empty() && !order.samples.empty())
            return fail(ErrorCode::BadInput, "--samples are held against pictures that --real names", "evaluate");
        const bool portraits = order.real.empty();
        const Status fine =
            portraits ? refuseOptions(verb, kPictureOptions,
                                      "it is for pictures that are held against a FOLDER, and changes nothing here")
                      : refuseOptions(verb, kPortraitOptions,
                                      "it is for models of portraits, and changes nothing with a FOLDER");
        if (!fine)
            return fine;
        if (portraits)
            return evaluate(*options, console, stop);
        if (order.samples.empty() == options->package.empty())
            return fail(ErrorCode::BadInput, "pictures come from PACKAGE or from --samples, one of the two",
                        "evaluate");
        order.model = options->package.empty() ? std::filesystem::path() : packageOf(options->package);
        order.judge = options->judge;
        order.store = options->store;
        if (order.store && order.model.empty())
            return fail(ErrorCode::BadInput, "--store needs a PACKAGE to write the figures into", "evaluate");
        return evaluatePictures(order, console, stop);
    };
}

} // namespace imago::cli
