// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/picture_maker.h"
#include "app/cli/recipe_options.h"
#include "app/cli/verb.h"
#include "app/neural_module.h"
#include "engine/core/random.h"
#include "engine/faces/portrait_samples.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace imago::cli {

namespace {

using Json = nlohmann::ordered_json;

struct TrainOptions
{
    std::string builtin;
    train::PortraitTraining order;
    std::string output = "imago-training";
    std::string from;
    int threads = 0;
    int drawThreads = 0;
};

std::string describe(const train::StepReport &report)
{
    std::string text = "step " + std::to_string(report.step) + " of " + std::to_string(report.total) +
                       "  side " + std::to_string(report.side);
    for (const auto &[name, loss] : report.losses)
        text += "  " + name + " " + number(loss, 4);
    return text + "  " + number(report.imagesPerSecond, 0) + " images/s";
}

Status trainPortraits(const TrainOptions &options, Console &console, const std::stop_token &stop)
{
    PictureMaker maker(options.drawThreads);
    const auto renderer = maker.renderer();
    if (!renderer)
        return tl::unexpected(renderer.error());
    const Result<const NeuralFactory *> module = openNeuralModule();
    if (!module)
        return tl::unexpected(module.error());

    train::PortraitTraining order = options.order;
    order.output = options.output;
    order.from = options.from;
    if (options.builtin == "judge")
        order.networks = train::PortraitNetworks::Judge;
    order.threads = threadCount(options.threads);
    order.drawThreads = threadCount(options.drawThreads);
    // The judge learns from other people than those it is going to judge.
    const bool judge = order.networks == train::PortraitNetworks::Judge;
    order.samples = std::make_shared<faces::PortraitSamples>(*renderer, judge ? mixSeed(order.seed, 1) : order.seed);
    order.onReport = [&console](const train::StepReport &report) { console.line(describe(report)); };

    // Ctrl-C is "at the next checkpoint": a stopped training loses nothing.
    jobs::JobContext::Controls controls;
    controls.atCheckpoint = stop;
    controls.reported = [&console](const jobs::Progress &progress) {
        console.progress("step", progress.done, progress.total);
    };
    jobs::JobContext context(
        jobs::Ticket{1}, [](jobs::Event) {}, std::move(controls));
    const Result<jobs::Ending> ending = (*module)->trainPortraits(order, context);
    if (!ending)
        return tl::unexpected(ending.error());
    const bool completed = *ending == jobs::Ending::Completed;
    console.line((completed ? "trained: " : "stopped; --resume goes on: ") + options.output);
    console.result({{"output", options.output}, {"completed", completed}});
    return {};
}

} // namespace

Action addTrain(CLI::App &verb)
{
    auto options = std::make_shared<TrainOptions>();
    train::PortraitTraining &order = options->order;
    verb.add_option("--builtin", options->builtin,
                    "What to train on the renderer's portraits: portraits (the model behind the sliders) or judge "
                    "(what evaluate measures with)")
        ->required()
        ->check(CLI::IsMember({"portraits", "judge"}));
    verb.add_option("-o,--output", options->output,
                    "Folder of the plan, the log, the checkpoints and the package (imago-training)")
        ->type_name("DIR");
    auto *resume =
        verb.add_flag("--resume", order.resume, "Go on exactly where the newest checkpoint stopped");
    verb.add_option("--from", options->from, "Go on from a package's weights with a fresh optimiser")
        ->type_name("PACKAGE")
        ->excludes(resume);
    verb.add_option("--minutes", order.minutes, "Time to spend; turned into steps once, by measuring (60)")
        ->check(CLI::Range(0.1, 100'000.0));
    verb.add_option("--steps", order.steps, "So many steps instead")->check(CLI::Range(1, 100'000'000));
    verb.add_option("--batch", order.batch, "Portraits a step, an even number (16)")
        ->check(CLI::Range(2, 1024));
    verb.add_option("--window", order.window, "Portraits in use at a time, 71 KB of disk each (32768)")
        ->check(CLI::Range(64, 4'000'000));
    verb.add_option("--seed", order.seed, "Of the portraits and the first weights (1)")->check(wholeNumber());
    verb.add_option("--device", order.device, "auto, cpu, cuda, ... (auto)");
    verb.add_option("--checkpoint-minutes", order.checkpointMinutes, "Time between checkpoints (5)")
        ->check(CLI::Range(0.1, 1000.0));
    verb.add_option("--precision", order.precision,
                    "Of the layers' arithmetic; bfloat16 needs LibTorch 2.4 and a processor or GPU that has it "
                    "(auto: the faster one)")
        ->check(CLI::IsMember({"auto", "float32", "bfloat16"}));
    addThreadsOption(verb, options->threads);
    verb.add_option("--draw-threads", options->drawThreads, "Processors that draw portraits")
        ->check(CLI::Range(1, 256));
    verb.footer("Ctrl-C saves a checkpoint and ends; --resume goes on from it with the same result as "
                "without the stop.");
    return [options](Console &console, const std::stop_token &stop) {
        return trainPortraits(*options, console, stop);
    };
}

} // namespace imago::cli
