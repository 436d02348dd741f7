// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/picture_maker.h"
#include "app/cli/verb.h"
#include "app/neural_module.h"
#include "app/resources.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace imago::cli {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kNameWidth = 24;
constexpr std::size_t kFigureWidth = 12;

struct EvaluateOptions
{
    std::string package;
    int people = 24;
};

std::string row(const std::string &name, std::initializer_list<double> figures)
{
    std::string text = padded(name, kNameWidth);
    for (const double figure : figures)
        text += padded(number(figure, 3), kFigureWidth);
    return text;
}

void print(const train::PortraitQuality &quality, Console &console)
{
    console.line("over " + std::to_string(quality.people) + " people");
    console.line(row("PSNR, dB", {quality.psnr}));
    console.line(row("PSNR after encoding, dB", {quality.psnrEncoded}));
    console.line(row("gradient energy", {quality.gradientEnergy}));
    console.line(row("identity, cosine", {quality.identityCosine}));
    console.line("\n" + padded("slider", kNameWidth) + padded("effect", kFigureWidth) +
                 padded("cosine", kFigureWidth) + "off target");
    for (const train::SliderQuality &slider : quality.sliders)
        console.line(row(slider.attribute, {slider.effect, slider.cosine, slider.offTarget}));
    console.line("\n" + padded("encoder", kNameWidth) + "error in standard deviations");
    for (const auto &[attribute, error] : quality.attributeError)
        console.line(row(attribute, {error}));
}

Json toJson(const train::PortraitQuality &quality)
{
    Json sliders = Json::object();
    for (const train::SliderQuality &slider : quality.sliders) {
        sliders[slider.attribute] = {
            {"effect", slider.effect}, {"cosine", slider.cosine}, {"offTarget", slider.offTarget}};
    }
    Json errors = Json::object();
    for (const auto &[attribute, error] : quality.attributeError)
        errors[attribute] = error;
    return {{"people", quality.people},
            {"psnr", quality.psnr},
            {"psnrEncoded", quality.psnrEncoded},
            {"gradientEnergy", quality.gradientEnergy},
            {"identityCosine", quality.identityCosine},
            {"sliders", sliders},
            {"attributeError", errors}};
}

Status evaluate(const EvaluateOptions &options, Console &console, const std::stop_token &stop)
{
    train::PortraitEvaluation order;
    order.people = options.people;
    order.package = options.package;
    if (options.package.empty()) {
        const auto package = findResources().and_then(findPortraitModel);
        if (!package)
            return tl::unexpected(package.error());
        order.package = *package;
    }
    PictureMaker maker(0);
    const auto renderer = maker.renderer();
    if (!renderer)
        return tl::unexpected(renderer.error());
    order.renderer = *renderer;
    const Result<const NeuralFactory *> module = openNeuralModule();
    if (!module)
        return tl::unexpected(module.error());

    jobs::JobContext::Controls controls;
    controls.now = stop;
    controls.reported = [&console](const jobs::Progress &progress) {
        console.progress("person", progress.done, progress.total);
    };
    jobs::JobContext context(
        jobs::Ticket{1}, [](jobs::Event) {}, std::move(controls));
    const Result<train::PortraitQuality> quality = (*module)->evaluatePortraits(order, context);
    if (!quality)
        return tl::unexpected(quality.error());
    if (stop.stop_requested())
        return {};
    print(*quality, console);
    console.result(toJson(*quality));
    return {};
}

} // namespace

Action addEvaluate(CLI::App &verb)
{
    auto options = std::make_shared<EvaluateOptions>();
    verb.add_option("PACKAGE", options->package, "A model package (the one that comes with the studio)");
    verb.add_option("--people", options->people, "So many people (24)")->check(CLI::Range(2, 10'000));
    return [options](Console &console, const std::stop_token &stop) {
        return evaluate(*options, console, stop);
    };
}

} // namespace imago::cli
