// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/train_pictures.h"

#include "app/cli/console_work.h"
#include "app/cli/evaluate_pictures.h"
#include "app/cli/picture_maker.h"
#include "app/cli/picture_origin.h"
#include "app/cli/picture_preparation.h"
#include "app/cli/recipe_options.h"
#include "app/cli/training_estimate.h"
#include "app/cli/training_set.h"
#include "app/neural_module.h"
#include "app/resources.h"
#include "engine/core/utf8.h"
#include "engine/files/descriptor.h"
#include "engine/files/package_edit.h"
#include "engine/files/save_file.h"
#include "engine/train/run_folder.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <string_view>
#include <sys/resource.h>
#include <unistd.h>

namespace imago::cli {

namespace {

namespace fs = std::filesystem;

constexpr int kPriority = 10; // the window and what else a person does come first

/// Where the run's files go, and the single file that the package becomes at the end, if one was asked for.
struct Destination
{
    fs::path folder;
    fs::path package;
};

Destination destinationOf(const std::string &output)
{
    const fs::path path(output);
    if (path.extension() != ".imagomodel")
        return {path, {}};
    fs::path folder = path;
    return {folder.replace_extension(".training"), path};
}

// The package is made of the run's files at the end: a place where that can't be done is refused before hours are
// spent.
Status checkPackage(const fs::path &package, bool resume)
{
    std::error_code error;
    if (package.empty())
        return {};
    if (fs::is_directory(package, error))
        return fail(ErrorCode::FileUnwritable, "it is a folder; choose another name for the model", package.string());
    if (!resume && fs::exists(package, error)) { // hours of somebody's work
        return fail(ErrorCode::BadInput, "there is a file of this name already; choose another name for the model",
                    package.string());
    }
    const fs::path place = package.has_parent_path() ? package.parent_path() : fs::path(".");
    if (fs::exists(place, error) && access(place.c_str(), W_OK) != 0)
        return files::failWriting(errno, package.string());
    return {};
}

// What would be refused later is refused before a picture is read and a file of another training is replaced. Others
// than the first process find the first one's files where they share its disk.
Status checkDestination(const Destination &destination, const fs::path &pictures, bool resume)
{
    if (!isFirstProcess())
        return {};
    std::error_code none;
    if (!resume && fs::equivalent(pictures, destination.folder, none)) {
        return fail(ErrorCode::BadInput, "the training's files would lie among the pictures; choose another folder",
                    destination.folder.string());
    }
    if (train::isRunAlive(destination.folder))
        return fail(ErrorCode::BadInput, "a training is running in this folder", destination.folder.string());
    if (const Status free = train::checkRunFolder(destination.folder, resume); !free)
        return free;
    return checkPackage(destination.package, resume);
}

Status estimate(const PictureOptions &options, const TrainingOptions &common, Console &console,
                const std::stop_token &stop)
{
    const Result<std::optional<MeasuredCosts>> costs = measureCosts(options, common, stop);
    if (!costs)
        return tl::unexpected(costs.error());
    if (!*costs)
        return {};
    print(**costs, console);
    console.result(toJson(**costs));
    return {};
}

// A package that is gone on from is opened before anything that takes long: a model of one's own, or the portraits'.
Status checkFrom(const std::string &package)
{
    const Result<const NeuralFactory *> module = openNeuralModule();
    if (!module)
        return tl::unexpected(module.error());
    const auto own = (*module)->openExplorable(package);
    return own || (*module)->loadModel(package) ? Status{} : tl::unexpected(own.error());
}

// Also what takes no picture to be known.
Status checkArithmetic(const TrainingOptions &common)
{
    const std::string precision = common.resume ? "auto" : common.precision; // that of a plan is fixed
    if (common.device == "auto" && precision == "auto")
        return {};
    const Result<const NeuralFactory *> module = openNeuralModule();
    return module ? (*module)->checkArithmetic(common.device, precision) : Status(tl::unexpected(module.error()));
}

// A training that never began needs no pictures.
void forgetPictures(const fs::path &folder)
{
    std::error_code none;
    if (isFirstProcess() && !fs::exists(folder / "plan.json", none))
        fs::remove(folder / kPictureCache, none);
}

// The first sliders come with the training.
Status findSliders(const NeuralFactory &module, const train::PictureTraining &order, jobs::JobContext &context)
{
    train::SliderSearch search;
    search.package = order.output / "package";
    search.pictures = order.pictures;
    search.seed = order.plan.seed;
    search.threads = order.threads;
    const auto found = module.searchSliders(search, context);
    return found ? Status{} : tl::unexpected(found.error());
}

} // namespace

fs::path trainingFolder(const std::string &output)
{
    return destinationOf(output).folder;
}

Result<train::ModelPlan> storedPlan(const fs::path &folder)
{
    const Result<std::string> text = files::readFile(folder / "plan.json", 1 << 20);
    if (!text)
        return fail(ErrorCode::BadInput, "there is no training in this folder to resume", folder.string());
    return train::modelPlanFromJson(*text, "plan.json");
}

train::ModelPlan modelPlan(const PictureOptions &options, const TrainingOptions &common, const train::PictureSet &set,
                           bool mirror)
{
    train::ModelPlan plan =
        train::planFor(options.kind == "gan" ? train::ModelKind::Gan : train::ModelKind::Vae, set);
    plan.title =
        asUtf8(options.title.empty() ? fs::path(options.folder).lexically_normal().filename().string() : options.title);
    plan.seed = common.seed;
    plan.steps = common.steps.value_or(0);
    plan.batch = common.batch.value_or(plan.batch);
    plan.augmentation = {mirror, options.colour};
    plan.learningRate = options.rate.value_or(plan.learningRate);
    plan.vae.kl = options.kl.value_or(plan.vae.kl);
    plan.vae.perceptual = options.perceptual.value_or(plan.vae.perceptual);
    plan.vae.adversarial = options.adversarial.value_or(plan.vae.adversarial);
    plan.gan.r1 = options.r1.value_or(plan.gan.r1);
    plan.gan.modeSeeking = options.modeSeeking.value_or(plan.gan.modeSeeking);
    plan.gan.projected = options.projected.value_or(plan.gan.projected);
    plan.gan.diffAugment = options.diffAugment.value_or(plan.gan.diffAugment);
    return plan;
}

std::string describe(const train::StepReport &report)
{
    std::string text = "step " + std::to_string(report.step) + " of " + std::to_string(report.total) +
                       "  side " + std::to_string(report.side);
    for (const auto &[name, loss] : report.losses)
        text += "  " + name + " " + number(loss, 4);
    return text + "  " + number(report.imagesPerSecond, 0) + " images/s";
}

Status trainOnPictures(const PictureOptions &options, const TrainingOptions &common, Console &console,
                       const std::stop_token &stop)
{
    const Result<fs::path> resources = findResources();
    if (!resources)
        return tl::unexpected(resources.error());
    const Result<fs::path> trunk = findStylePackage(*resources);
    if (!trunk)
        return tl::unexpected(trunk.error());
    const Destination destination = destinationOf(common.output);
    const int threads = threadCount(common.threads);
    // before the first thread: they inherit it
    setpriority(PRIO_PROCESS, 0, std::max(kPriority, getpriority(PRIO_PROCESS, 0)));
    if (const Status works = checkArithmetic(common); !works)
        return works;
    if (!common.from.empty() && isFirstProcess()) {
        if (const Status opened = checkFrom(common.from); !opened)
            return opened;
    }
    if (options.estimate)
        return estimate(options, common, console, stop);
    if (const Status fine = checkDestination(destination, options.folder, common.resume); !fine)
        return fine;
    const Result<Pictures> pictures = openPictures(options, destination.folder, common, threads, console, stop);
    if (!pictures || *pictures == nullptr)
        forgetPictures(destination.folder);
    if (!pictures)
        return tl::unexpected(pictures.error());
    if (*pictures == nullptr)
        return {};
    if (!common.resume && isFirstProcess())
        tellLeftOut(**pictures, console);
    const Result<const NeuralFactory *> module = openNeuralModule();
    if (!module)
        return tl::unexpected(module.error());

    train::PictureTraining order;
    order.plan = modelPlan(options, common, (*pictures)->set(), mirrors(options, **pictures, console));
    order.plan.preparation = preparationBy(options, (*pictures)->dataset());
    order.output = destination.folder;
    order.from = common.from;
    order.trunk = *trunk;
    order.resume = common.resume;
    order.minutes = common.minutes.value_or(order.minutes);
    order.precision = common.precision;
    order.device = common.device;
    order.threads = threads;
    order.checkpointMinutes = common.checkpointMinutes.value_or(order.checkpointMinutes);
    order.pictures = *pictures;
    order.dataset = options.folder;
    std::optional<train::RunMessage> told;
    const auto tellNoticed = [&] { // the trainer says it in its status
        const Result<train::RunStatus> status = train::readRunStatus(destination.folder);
        if (status && status->message && status->message != told)
            console.warn(status->message->text + "; what helps: " + status->message->remedy);
        if (status)
            told = status->message;
    };
    order.onReport = [&](const train::StepReport &report) {
        console.line(describe(report));
        tellNoticed();
    };
    order.onPlan = [&](const train::ModelPlan &plan) { // by now the folder is this training's
        const bool begins = !common.resume && isFirstProcess();
        if (const Status noted = begins ? writeOrigin(destination.folder, options) : Status{}; !noted)
            console.warn("--resume will have to be told the pictures' folder: " + sentence(noted.error()));
        console.line(counted(plan.set.training, "picture") + " of " + std::to_string(plan.set.size.width) + " x " +
                     std::to_string(plan.set.size.height) + ", " +
                     counted(plan.set.classes.size(), "class", "classes") + ", " +
                     counted(static_cast<std::size_t>(plan.steps), "step") + " of " + std::to_string(plan.batch));
        tellNoticed();
    };

    // Ctrl-C is "at the next checkpoint": a stopped training loses nothing.
    jobs::JobContext context = consoleWork(console, "step", {}, stop);
    Result<jobs::Ending> ending = (*module)->trainOnPictures(order, context);
    forgetPictures(destination.folder);
    if (!ending) {
        const Result<train::Run> left = train::readRun(destination.folder);
        const ErrorCode why = ending.error().code;
        const bool again = common.resume && why == ErrorCode::FileDamaged; // it was the newest checkpoint
        if (left && left->canGoOn && why != ErrorCode::BadInput && !again)
            ending.error().detail += "; --resume goes on from the newest checkpoint";
        return tl::unexpected(ending.error());
    }
    const bool completed = *ending == jobs::Ending::Completed;
    if (completed && isFirstProcess()) {
        if (const Status found = findSliders(**module, order, context); !found)
            console.warn("no sliders: " + sentence(found.error()));
        const Status measured =
            options.noQuality ? Status{} : measureTrained(order.output / "package", **pictures, console, stop);
        if (!measured)
            console.warn("no quality report: " + sentence(measured.error()));
    }
    fs::path package = destination.folder / "package";
    if (completed && !destination.package.empty()) {
        const Result<files::Package> opened = files::openPackage(package);
        if (!opened)
            return tl::unexpected(opened.error());
        if (const Status copied = files::rewritePackage(*opened, destination.package, opened->manifest(), {}); !copied)
            return copied;
        package = destination.package;
    }
    std::error_code none;
    if (completed && isFirstProcess()) // others may share its disk
        fs::remove(destination.folder / kPictureCache, none); // --resume reads the pictures again
    if (completed || fs::exists(destination.folder / "plan.json", none))
        console.line((completed ? "trained: " : "stopped; --resume goes on: ") + package.string());
    else
        console.line("stopped before the first step; start it again");
    console.result({{"output", destination.folder.string()}, {"package", package.string()}, {"completed", completed}});
    return {};
}

void addPictureOptions(CLI::App &verb, PictureOptions &options)
{
    verb.add_option("FOLDER", options.folder, "Pictures of one's own (a folder, or IDX files) to learn a model from");
    verb.add_option("--kind", options.kind,
                    "vae: every picture gets a place, soft; gan: crisp (vae)")
        ->check(CLI::IsMember({"vae", "gan"}));
    verb.add_option("--size", options.size,
                    "Of the model's pictures, multiples of 8 from 16 to 1024: both sides, or the longer one, and the "
                    "other follows the pictures where most have one shape (64; of smaller pictures 32 or 48)")
        ->type_name("PX|WxH");
    verb.add_flag("--pad", options.pad, "Show all of pictures of another shape instead of cropping them");
    auto *labels = verb.add_option("--labels", options.labels,
                                   "A table with a column of file names; the others are classes or numbers (labels.csv "
                                   "in the folder)")
                       ->type_name("CSV");
    verb.add_flag("--no-labels", options.noLabels,
                  "Learn from the pictures alone: pass over tables of labels, and sub-folders as classes")
        ->excludes(labels);
    verb.add_option("--title", options.title, "The model's name (the folder's)");
    verb.add_option("--held-out", options.heldOut, "Share of the pictures that are only measured on (0.1)")
        ->check(between(0.0, 0.5));
    addChoice(verb, "--mirror,!--no-mirror", options.mirror,
              "Swap left and right half of the time, or never: for text and logos (where the pictures' own sides do "
              "not differ)");
    verb.add_flag("--vary-colour", options.colour, "Vary brightness, saturation and contrast");
    verb.add_flag("--i-have-the-right", options.hasTheRight,
                  "Also train on pictures whose metadata forbids it: you have the right to");
    addOutlierOptions(verb, options.leaveOut, options.onWhite);
    verb.add_flag("--no-quality", options.noQuality,
                  "Leave out the quality report at the end (a few seconds; imago evaluate --store makes one later)");
    verb.add_flag("--estimate", options.estimate,
                  "Only measure a few steps: how many minutes and how much memory a training takes here");
    verb.add_option("--kl", options.kl, "vae: weight of the KL term, its beta (1)")->check(between(0.0, 1000.0));
    verb.add_option("--perceptual", options.perceptual, "vae: weight of the difference of features (0.4)")
        ->check(between(0.0, 100.0));
    verb.add_option("--adversarial", options.adversarial,
                    "vae: weight of a discriminator's opinion; portraits: its pull, of that of all other losses (0)")
        ->check(between(0.0, 100.0));
    verb.add_option("--r1", options.r1, "gan: weight of the gradient penalty (0)")->check(between(0.0, 1000.0));
    verb.add_option("--mode-seeking", options.modeSeeking,
                    "gan: weight of two pictures with equal labels being different (0)")
        ->check(between(0.0, 100.0));
    verb.add_option("--projected", options.projected,
                    "gan: whether a discriminator on a frozen network's features helps (true or false)");
    verb.add_option("--augment", options.diffAugment,
                    "gan: share of the pictures that the discriminator sees shifted and with a hole")
        ->check(between(0.0, 1.0));
    verb.add_option("--rate", options.rate, "Learning rate at its peak")->check(between(1e-6, 1.0));
}

bool isFirstProcess()
{
    const char *rank = std::getenv("RANK");
    return rank == nullptr || std::string_view(rank) == "0";
}

} // namespace imago::cli
