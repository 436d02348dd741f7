// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/console_work.h"
#include "app/cli/picture_maker.h"
#include "app/cli/picture_origin.h"
#include "app/cli/recipe_options.h"
#include "app/cli/train_pictures.h"
#include "app/cli/training_checks.h"
#include "app/cli/verb.h"
#include "app/neural_module.h"
#include "engine/core/random.h"
#include "engine/faces/portrait_samples.h"
#include "engine/files/save_file.h"
#include "engine/train/plan_file.h"
#include "engine/train/run_folder.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace imago::cli {

namespace {

struct TrainOptions
{
    std::string builtin;
    std::int64_t window = 32768;
    int drawThreads = 0;
    TrainingOptions common;
    PictureOptions pictures;
};

// That nobody believes they trained otherwise.
void tellFixed(const std::vector<std::string> &fixed, std::int64_t steps, Console &console)
{
    if (!fixed.empty())
        console.warn("a training that goes on keeps its plan (" + counted(static_cast<std::size_t>(steps), "step") +
                     "), so this changes nothing: " + CLI::detail::join(fixed, ", "));
}

// What a training of the built-in networks goes on with; one that can't be read is refused where it is gone on with.
std::optional<train::Plan> storedPortraitPlan(const std::filesystem::path &folder)
{
    const Result<std::string> text = files::readFile(folder / "plan.json", 1 << 20);
    const Result<train::Plan> plan = text ? train::planFromJson(*text, "plan.json") : tl::unexpected(text.error());
    return plan ? std::optional(*plan) : std::nullopt;
}

// Another network's training is refused before this one's status stands in its folder.
Status checkKind(const std::filesystem::path &folder, const std::string &builtin)
{
    const Result<train::RunStatus> status = train::readRunStatus(folder);
    if (!status || status->kind == builtin)
        return {};
    return fail(ErrorCode::BadInput, "the training in this folder is of another kind (" + status->kind + ")",
                "--builtin " + builtin);
}

Status trainPortraits(const CLI::App &verb, const TrainOptions &options, Console &console, const std::stop_token &stop)
{
    const train::PortraitNetworks networks = *train::portraitNetworksFrom(options.builtin);
    const bool resume = options.common.resume;
    if (const Status same = resume ? checkKind(options.common.output, options.builtin) : Status{}; !same)
        return same;
    const bool draws = networks == train::PortraitNetworks::Generator || networks == train::PortraitNetworks::Decoder;
    if (!draws && options.pictures.adversarial) {
        return fail(ErrorCode::BadInput, "the " + options.builtin + " draws nothing that a discriminator could judge",
                    "--adversarial");
    }
    PictureMaker maker(options.drawThreads);
    const auto renderer = maker.renderer();
    if (!renderer)
        return tl::unexpected(renderer.error());
    const Result<const NeuralFactory *> module = openNeuralModule();
    if (!module)
        return tl::unexpected(module.error());

    const TrainingOptions &common = options.common;
    train::PortraitTraining order;
    order.output = common.output;
    order.from = common.from;
    order.resume = common.resume;
    order.minutes = common.minutes.value_or(order.minutes);
    order.steps = common.steps.value_or(0);
    order.batch = common.batch.value_or(order.batch);
    order.window = options.window;
    order.seed = common.seed;
    order.device = common.device;
    order.precision = common.precision;
    order.adversarial = options.pictures.adversarial.value_or(order.adversarial);
    order.checkpointMinutes = common.checkpointMinutes.value_or(order.checkpointMinutes);
    order.networks = networks;
    order.threads = threadCount(common.threads);
    order.drawThreads = threadCount(options.drawThreads);
    const std::optional<train::Plan> plan = resume ? storedPortraitPlan(order.output) : std::nullopt;
    if (plan)
        tellFixed(fixedOptions(verb, *plan, order), train::totalSteps(*plan), console);
    const std::uint64_t people = plan ? plan->seed : order.seed;
    // The judge learns from other people than those it is going to judge.
    const bool judge = networks == train::PortraitNetworks::Judge;
    order.samples = std::make_shared<faces::PortraitSamples>(
        *renderer, judge ? mixSeed(people, 1) : people,
        draws ? faces::Pairing::OneChange : faces::Pairing::Strangers);
    order.onReport = [&console](const train::StepReport &report) { console.line(describe(report)); };

    // Ctrl-C is "at the next checkpoint": a stopped training loses nothing.
    jobs::JobContext context = consoleWork(console, "step", {}, stop);
    const Result<jobs::Ending> ending = (*module)->trainPortraits(order, context);
    if (!ending)
        return tl::unexpected(ending.error());
    const bool completed = *ending == jobs::Ending::Completed;
    const bool resumable = train::checkRunFolder(order.output, true).has_value();
    console.line((completed   ? "trained: "
                  : resumable ? "stopped; --resume goes on: "
                              : "stopped before the first step; begin again: ") +
                 common.output);
    console.result({{"output", common.output}, {"completed", completed}});
    return {};
}

Status trainModel(const CLI::App &verb, const TrainOptions &options, Console &console, const std::stop_token &stop)
{
    const bool resume = options.common.resume;
    if (const Status fine = checkOptions(verb, options.builtin, options.pictures, resume); !fine)
        return fine;
    PictureOptions pictures = options.pictures;
    if (resume && options.builtin.empty()) {
        const Status known = readOrigin(trainingFolder(options.common.output), pictures);
        if (!known && pictures.folder.empty()) {
            // Naming a folder helps, but for the first process only where there is a training to go on with.
            const Status begun =
                isFirstProcess() ? train::checkRunFolder(trainingFolder(options.common.output), true) : Status();
            return begun ? known : begun;
        }
    }
    if (options.builtin.empty() == pictures.folder.empty())
        return fail(ErrorCode::BadInput, "train on which pictures? Name a folder, or --builtin portraits");
    if (!options.builtin.empty())
        return trainPortraits(verb, options, console, stop);
    if (resume) {
        if (const auto plan = storedPlan(trainingFolder(options.common.output)))
            tellFixed(fixedOptions(verb, *plan, options.pictures, pictures, options.common), plan->steps, console);
    }
    return trainOnPictures(pictures, options.common, console, stop);
}

} // namespace

Action addTrain(CLI::App &verb)
{
    auto options = std::make_shared<TrainOptions>();
    TrainingOptions &common = options->common;
    addPictureOptions(verb, options->pictures);
    verb.add_option("--builtin", options->builtin,
                    "Instead of a folder, the renderer's portraits: portraits (the model behind the sliders), decoder "
                    "or encoder (what draws or reads, alone, of the model that --from names) or judge (what evaluate "
                    "measures with)")
        ->check(CLI::IsMember({"portraits", "decoder", "encoder", "judge"}));
    verb.add_option(
            "-o,--output", common.output,
            "Folder of the plan, the log, the checkpoints and the package (imago-training), or NAME.imagomodel, whose "
            "training lies beside it")
        ->type_name("MODEL|DIR");
    auto *resume =
        verb.add_flag("--resume", common.resume,
                      "Go on exactly where the newest checkpoint stopped; the pictures are found again by themselves");
    verb.add_option("--from", common.from, "Go on from a package's weights with a fresh optimiser")
        ->type_name("PACKAGE")
        ->excludes(resume);
    auto *minutes = verb.add_option("--minutes", common.minutes,
                                    "Time to spend; turned into steps once, by measuring (10; portraits: 60)")
                        ->check(between(0.1, 100'000.0));
    verb.add_option("--steps", common.steps, "So many steps instead")
        ->check(CLI::Range(1, 100'000'000))
        ->excludes(minutes);
    verb.add_option("--batch", common.batch,
                    "Pictures a step, an even number (by the size; portraits: 16); of a folder's, fewer where the "
                    "memory does not suffice")
        ->check(CLI::Range(2, 1024))
        ->check(CLI::Validator(
            [](const std::string &number) {
                return (number.back() - '0') % 2 == 0 ? std::string() : number + " is odd; samples come in pairs";
            },
            ""));
    verb.add_option("--window", options->window, "Portraits in use at a time, 71 KB of disk each (32768)")
        ->check(CLI::Range(64, 4'000'000));
    verb.add_option("--seed", common.seed, "Of the pictures' order and the first weights (1)")->check(wholeNumber());
    verb.add_option("--device", common.device, "auto, cpu, cuda, ... (auto)");
    verb.add_option("--checkpoint-minutes", common.checkpointMinutes,
                    "Time between checkpoints (2; portraits: 5)")
        ->check(between(0.0, 1000.0));
    verb.add_option("--precision", common.precision,
                    "Of the layers' arithmetic: float32, bfloat16 (LibTorch 2.4 and a processor or GPU that has it) or "
                    "float16 (a GPU; LibTorch 2.4 on a processor, slowly) (auto: the fastest; with --steps float32)")
        ->check(CLI::IsMember({"auto", "float32", "bfloat16", "float16"}));
    addThreadsOption(verb, common.threads);
    verb.get_option("--threads")->description("Processors that the network learns on; another number rounds otherwise");
    verb.add_option("--draw-threads", options->drawThreads, "Processors that draw portraits")
        ->check(CLI::Range(1, 256));
    verb.footer("Ctrl-C saves a checkpoint and ends; --resume goes on from it with the same result as "
                "without the stop.");
    return [options, &verb](Console &console, const std::stop_token &stop) {
        return trainModel(verb, *options, console, stop);
    };
}

} // namespace imago::cli
