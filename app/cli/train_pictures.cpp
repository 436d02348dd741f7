// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/train_pictures.h"

#include "app/cli/picture_maker.h"
#include "app/cli/picture_size.h"
#include "app/neural_module.h"
#include "app/resources.h"
#include "engine/dataset/picture_samples.h"
#include "engine/files/package.h"
#include "engine/files/save_file.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <memory>

namespace imago::cli {

namespace {

namespace fs = std::filesystem;

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

Result<std::shared_ptr<const dataset::PictureSamples>> openPictures(const PictureOptions &options, const fs::path &folder,
                                                                    int threads, Console &console,
                                                                    const std::stop_token &stop)
{
    const Result<Size> size = pictureSize(options.size);
    if (!size)
        return tl::unexpected(size.error());
    const Result<dataset::Dataset> opened =
        dataset::openDataset(options.folder, {.labels = options.labels, .found = {}});
    if (!opened)
        return tl::unexpected(opened.error());
    dataset::PictureSamplesOptions samples;
    samples.size = *size;
    samples.fit = options.fit == "pad" ? dataset::Fit::Pad : dataset::Fit::Crop;
    samples.heldOut = options.heldOut;
    samples.useReserved = options.useReserved;
    samples.threads = threads;
    std::error_code error;
    fs::create_directories(folder, error);
    if (error)
        return fail(ErrorCode::FileUnwritable, error.message(), folder.string());
    return dataset::PictureSamples::open(
        *opened, samples, folder / "pictures.cache",
        [&console](std::size_t done, std::size_t total) {
            console.progress("picture", static_cast<int>(done), static_cast<int>(total));
        },
        stop);
}

train::ModelPlan planOf(const PictureOptions &options, const TrainingOptions &common, const train::PictureSet &set)
{
    train::ModelPlan plan =
        train::planFor(options.kind == "gan" ? train::ModelKind::Gan : train::ModelKind::Vae, set);
    plan.title = options.title.empty() ? fs::path(options.folder).lexically_normal().filename().string() : options.title;
    plan.seed = common.seed;
    plan.steps = common.steps.value_or(0);
    plan.batch = common.batch.value_or(plan.batch);
    plan.augmentation = {!options.noMirror, options.colour};
    plan.learningRate = options.rate.value_or(plan.learningRate);
    plan.vae.kl = options.kl.value_or(plan.vae.kl);
    plan.vae.perceptual = options.perceptual.value_or(plan.vae.perceptual);
    plan.vae.adversarial = options.adversarial.value_or(plan.vae.adversarial);
    plan.gan.r1 = options.r1.value_or(plan.gan.r1);
    plan.gan.projected = options.projected.value_or(plan.gan.projected);
    plan.gan.diffAugment = options.diffAugment.value_or(plan.gan.diffAugment);
    return plan;
}

// The run's package as the one file that was asked for.
Status copyPackage(const fs::path &from, const fs::path &to)
{
    const Result<files::Package> opened = files::openPackage(from);
    if (!opened)
        return tl::unexpected(opened.error());
    std::vector<std::vector<std::uint8_t>> contents;
    std::vector<files::PackageFile> views;
    contents.reserve(opened->manifest().files.size());
    for (const files::ManifestFile &file : opened->manifest().files) {
        Result<std::vector<std::uint8_t>> bytes = opened->read(file.path);
        if (!bytes)
            return tl::unexpected(bytes.error());
        contents.push_back(*std::move(bytes));
        views.push_back({file.path, contents.back()});
    }
    return files::writePackage(to, opened->manifest(), views);
}

} // namespace

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
    const auto pictures = openPictures(options, destination.folder, threads, console, stop);
    if (!pictures)
        return tl::unexpected(pictures.error());
    if (*pictures == nullptr)
        return {};
    const Result<const NeuralFactory *> module = openNeuralModule();
    if (!module)
        return tl::unexpected(module.error());

    train::PictureTraining order;
    order.plan = planOf(options, common, (*pictures)->set());
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
    order.onReport = [&console](const train::StepReport &report) { console.line(describe(report)); };
    order.onPlan = [&console](const train::ModelPlan &plan) {
        console.line(std::to_string(plan.set.training) + " pictures of " + std::to_string(plan.set.size.width) + " x " +
                     std::to_string(plan.set.size.height) + ", " + std::to_string(plan.set.classes.size()) +
                     " classes, " + std::to_string(plan.steps) + " steps of " + std::to_string(plan.batch));
    };

    // Ctrl-C is "at the next checkpoint": a stopped training loses nothing.
    jobs::JobContext::Controls controls;
    controls.atCheckpoint = stop;
    controls.reported = [&console](const jobs::Progress &progress) {
        console.progress("step", progress.done, progress.total);
    };
    jobs::JobContext context(
        jobs::Ticket{1}, [](jobs::Event) {}, std::move(controls));
    const Result<jobs::Ending> ending = (*module)->trainOnPictures(order, context);
    if (!ending)
        return tl::unexpected(ending.error());
    const bool completed = *ending == jobs::Ending::Completed;
    fs::path package = destination.folder / "package";
    if (completed && !destination.package.empty()) {
        if (const Status copied = copyPackage(package, destination.package); !copied)
            return copied;
        package = destination.package;
    }
    console.line((completed ? "trained: " : "stopped; --resume goes on: ") + package.string());
    console.result({{"output", destination.folder.string()}, {"package", package.string()}, {"completed", completed}});
    return {};
}

void addPictureOptions(CLI::App &verb, PictureOptions &options)
{
    verb.add_option("FOLDER", options.folder, "Pictures of one's own (a folder, or IDX files) to learn a model from");
    verb.add_option("--kind", options.kind,
                    "vae: every picture gets a place, soft; gan: crisp (vae)")
        ->check(CLI::IsMember({"vae", "gan"}));
    verb.add_option("--size", options.size, "Of the model's pictures, multiples of 8 from 16 to 1024 (64)")
        ->type_name("PX|WxH");
    verb.add_option("--fit", options.fit, "How pictures of another shape get into the frame: crop or pad (crop)")
        ->check(CLI::IsMember({"crop", "pad"}));
    verb.add_option("--labels", options.labels,
                    "A table with a column of file names; the others are classes or numbers (labels.csv in the folder)")
        ->type_name("CSV");
    verb.add_option("--title", options.title, "The model's name (the folder's)");
    verb.add_option("--held-out", options.heldOut, "Share of the pictures that are only measured on (0.1)")
        ->check(CLI::Range(0.0, 0.5));
    verb.add_flag("--no-mirror", options.noMirror, "Never swap left and right: for text and logos");
    verb.add_flag("--vary-colour", options.colour, "Vary brightness, saturation and contrast");
    verb.add_flag("--use-reserved", options.useReserved,
                  "Also train on pictures whose metadata forbids it: you have the right to");
    verb.add_option("--kl", options.kl, "vae: weight of the KL term, its beta (1)")->check(CLI::Range(0.0, 1000.0));
    verb.add_option("--perceptual", options.perceptual, "vae: weight of the difference of features (0.4)")
        ->check(CLI::Range(0.0, 100.0));
    verb.add_option("--adversarial", options.adversarial, "vae: weight of a discriminator's opinion (0)")
        ->check(CLI::Range(0.0, 100.0));
    verb.add_option("--r1", options.r1, "gan: weight of the gradient penalty")->check(CLI::Range(0.0, 1000.0));
    verb.add_option("--projected", options.projected,
                    "gan: whether a discriminator on a frozen network's features helps (true or false)");
    verb.add_option("--augment", options.diffAugment,
                    "gan: share of the pictures that the discriminator sees shifted and with a hole")
        ->check(CLI::Range(0.0, 1.0));
    verb.add_option("--rate", options.rate, "Learning rate at its peak")->check(CLI::Range(1e-6, 1.0));
}

} // namespace imago::cli
