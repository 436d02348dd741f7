// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/console_work.h"
#include "app/cli/judge_verbs.h"
#include "app/cli/picture_maker.h"
#include "app/cli/recipe_options.h"
#include "app/cli/work_folder.h"
#include "app/judges.h"
#include "engine/dataset/picture_samples.h"
#include "engine/train/model_plan.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <memory>
#include <string>

namespace imago::cli {

namespace {

constexpr int kSide = 32; // what the judge reads

struct LearnOptions
{
    std::string folder;
    std::string labels;
    bool hasTheRight = false;
    bool noMirror = false;
    int threads = 0;
    train::ClassifierTraining order;
};

Status learn(const LearnOptions &options, Console &console, const std::stop_token &stop)
{
    const Result<dataset::Dataset> set = dataset::openDataset(options.folder, {.labels = options.labels});
    if (!set)
        return tl::unexpected(set.error());
    if (set->classNames().size() < 2) {
        return fail(ErrorCode::BadInput,
                    "to tell classes it needs two at least: sub-folders with their names, or a table as --labels",
                    options.folder);
    }
    if (const Status fits = train::checkLabels(set->classNames().size(), 0); !fits)
        return fits;
    const std::filesystem::path output = options.order.output;
    const Result<WorkFolder> work = WorkFolder::make();
    if (!work)
        return tl::unexpected(work.error());
    dataset::PictureSamplesOptions form;
    form.size = {kSide, kSide};
    form.fit = dataset::Fit::Pad;
    form.useReserved = options.hasTheRight;
    form.threads = threadCount(options.threads);
    const auto samples = dataset::PictureSamples::open(
        *set, form, work->path() / "pictures",
        [&console](std::size_t done, std::size_t total) {
            console.progress("picture", static_cast<int>(done), static_cast<int>(total));
        },
        stop);
    if (!samples)
        return tl::unexpected(samples.error());
    if (*samples == nullptr)
        return {};
    const Result<const Judges *> module = openJudges();
    if (!module)
        return tl::unexpected(module.error());
    train::ClassifierTraining order = options.order;
    order.pictures = *samples;
    order.mirror = !options.noMirror;
    order.threads = threadCount(options.threads);
    jobs::JobContext context = consoleWork(console, "step", stop);
    const Result<std::optional<train::ClassifierQuality>> quality = (*module)->trainClassifier(order, context);
    if (!quality)
        return tl::unexpected(quality.error());
    if (!*quality)
        return {};
    const train::ClassifierQuality &q = **quality;
    console.line(output.string() + ": tells " +
                 counted((*samples)->set().classes.size(), "class", "classes") + ", right for " +
                 number(100 * q.accuracy) + " % of " + counted(q.measured, "picture") +
                 (q.onHeldOut ? " that it never saw" : " that it was trained on"));
    console.result({{"output", output.string()},
                    {"classes", (*samples)->set().classes},
                    {"steps", q.steps},
                    {"accuracy", q.accuracy},
                    {"measured", q.measured},
                    {"heldOut", q.onHeldOut}});
    return {};
}

} // namespace

Action addLearnClasses(CLI::App &verb)
{
    auto options = std::make_shared<LearnOptions>();
    verb.add_option("FOLDER", options->folder, "Labelled pictures: sub-folders, a table, or IDX files")
        ->required()
        ->type_name("");
    verb.add_option("-o,--output", options->order.output, "The judge's package")->required()->type_name("DIR");
    verb.add_option("--labels", options->labels, "Table of labels, CSV or JSON")->type_name("FILE");
    verb.add_option("--epochs", options->order.epochs, "Times through the pictures (6)")->check(CLI::Range(1, 1000));
    verb.add_flag("--no-mirror", options->noMirror, "A mirrored picture is another class, as with letters");
    verb.add_flag("--i-have-the-right", options->hasTheRight, "Use pictures whose metadata forbids training: you may");
    verb.add_option("--id", options->order.id, "Of the package (imago.picture-judge)")->type_name("ID");
    verb.add_option("--title", options->order.title, "Of the package (Picture judge)")->type_name("TEXT");
    verb.add_option("--license", options->order.license, "Of the package")->type_name("TEXT");
    verb.add_option("--seed", options->order.seed, "Of the first weights and the order of pictures (1)")
        ->check(wholeNumber());
    addThreadsOption(verb, options->threads);
    verb.footer("imago evaluate --judge PACKAGE measures other models' pictures with it.");
    return [options](Console &console, const std::stop_token &stop) { return learn(*options, console, stop); };
}

} // namespace imago::cli
