// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/picture_maker.h"
#include "app/cli/picture_preparation.h"
#include "app/cli/picture_size.h"
#include "app/cli/preflight_sheet.h"
#include "app/cli/recipe_options.h"
#include "app/cli/training_estimate.h"
#include "app/cli/verb.h"
#include "engine/dataset/preflight.h"
#include "engine/files/image_file.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <array>
#include <memory>
#include <optional>
#include <string>

namespace imago::cli {

namespace {

using Json = nlohmann::ordered_json;
using dataset::Finding;
using dataset::Preflight;

constexpr std::size_t kNamesShown = 5;
constexpr std::size_t kFindingWidth = 19;

struct CheckOptions
{
    std::string folder;
    std::string labels;
    bool noLabels = false;
    std::string size; ///< As sizeWish() reads it.
    bool pad = false;
    bool hasTheRight = false;
    train::LeaveOut leaveOut;
    bool onWhite = false;
    std::string sheet;
    std::size_t examined = 0;
    bool estimate = false;
    std::string kind = "vae";
    int threads = 0;
};

/// What a finding means and what to do.
std::string advice(const dataset::PreflightNote &note, const CheckOptions &options, bool ownSplit)
{
    const bool one = note.count == 1;
    const auto outlier = [](const std::string &what, bool leftOut, const std::string &otherwise) {
        return what + "; " + (leftOut ? "left out, as --leave-out says" : otherwise);
    };
    switch (note.finding) {
    case Finding::CannotTrain:
        break;
    case Finding::Broken:
        return "can't be read; training leaves them out";
    case Finding::Reserved:
        return options.hasTheRight ? "their metadata forbids training; you said that you have the right"
                                   : "their metadata forbids training; left out unless you say --i-have-the-right";
    case Finding::Duplicate:
        return "the same file as another one; left out";
    case Finding::NearDuplicate:
        return std::string(one ? "looks" : "look") +
               (ownSplit ? " like another one; kept, where the data set's own parts have them"
                         : " like another one; kept, and on one side of the held-out split");
    case Finding::TooSmall:
        return outlier("smaller than the model's pictures", options.leaveOut.small,
                       "blurred by enlarging; --leave-out too-small does without them");
    case Finding::OddAspect:
        return outlier("much wider or higher than the frame", options.leaveOut.odd,
                       "much is lost by a crop; --pad keeps all of them, --leave-out odd-aspect does without them");
    case Finding::MixedColor:
        return outlier("grey among coloured pictures, or the reverse", options.leaveOut.rareColor,
                       "--leave-out mixed-color does without them");
    case Finding::MixedAlpha:
        return outlier("transparent among opaque pictures, or the reverse", options.leaveOut.rareAlpha,
                       options.onWhite ? "all are put on white"
                                       : "--on-white puts all on white, --leave-out mixed-alpha does without these");
    case Finding::SmallClasses:
        return std::string(one ? "class has" : "classes have") +
               " fewer than 10 pictures, too few to learn what a class is and to find sliders inside it; "
               "--no-labels trains on all of them together";
    case Finding::ClassImbalance:
        return std::string(one ? "class" : "classes") + " with less than a tenth of the largest one's pictures";
    case Finding::Unlabelled:
        return one ? "has no label" : "have no label";
    case Finding::LabelMismatch:
        return one ? "label names no picture" : "labels name no picture";
    case Finding::UnusedColumn:
        return one ? "column of the labels is not used" : "columns of the labels are not used";
    case Finding::OneSided:
        return "told from their mirror images, so training does not mirror them (--mirror does all the same)";
    case Finding::TooFew:
        return "pictures are few: below 100 a model learns them by heart";
    case Finding::UnreadableFolder:
        return one ? "folder can't be read (no permission)" : "folders can't be read (no permission)";
    }
    return {};
}

std::string megabytes(std::uint64_t bytes)
{
    return number(static_cast<double>(bytes) / 1e6, bytes < 10'000'000 ? 1 : 0) + " MB";
}

std::string words(Size size)
{
    return std::to_string(size.width) + " x " + std::to_string(size.height);
}

void print(const Preflight &report, const CheckOptions &options, Console &console)
{
    const std::string looked =
        report.examined < report.pictures ? ", of which " + counted(report.examined, "was", "were") + " looked at" : "";
    console.line(counted(report.pictures, "picture") + looked + ", " + words(report.smallest) + " to " +
                 words(report.largest) + " pixels; " + std::to_string(report.usable) + " can be used");
    if (!report.classes.empty()) {
        console.line(counted(report.classes.size(), "class", "classes") + " (" +
                     std::string(dataset::name(report.labels)) + ")");
    }
    if (!report.attributes.empty())
        console.line(counted(report.attributes.size(), "attribute") + ": " +
                     CLI::detail::join(report.attributes, ", "));
    if (report.heldOutByData > 0)
        console.line(counted(report.heldOutByData, "is", "are") + " set apart by the data set itself, to measure on");
    console.line("the model's pictures: " + describe(report.size));
    console.line("prepared at " + words(report.size.size) + ": " + megabytes(report.cacheBytes) +
                 " on disk; preparing takes " + megabytes(report.memoryBytes) + " of memory");
    for (const dataset::PreflightNote &note : report.notes) {
        const std::string what =
            dataset::isError(note.finding)
                ? note.words.front()
                : std::to_string(note.count) + " " + advice(note, options, report.heldOutByData > 0);
        console.line("\n" + padded(dataset::name(note.finding), kFindingWidth) + what);
        for (std::size_t i = 0; i < std::min(note.names.size(), kNamesShown); ++i) {
            const std::string why = i < note.words.size() && !note.words[i].empty() ? " (" + note.words[i] + ")" : "";
            console.line(std::string(kFindingWidth, ' ') + note.names[i] + why);
        }
        if (note.count > kNamesShown && !note.names.empty())
            console.line(std::string(kFindingWidth, ' ') + "... and " + std::to_string(note.count - kNamesShown) +
                         " more");
    }
    if (report.find(Finding::Reserved) == nullptr)
        console.line("\nNo picture's metadata forbids training.");
    console.line("Of metadata only the words are read: signatures are not checked.");
}

// What the training to come would cost.
Result<std::optional<MeasuredCosts>> costsOf(const CheckOptions &options, const std::stop_token &stop)
{
    PictureOptions pictures;
    pictures.folder = options.folder;
    pictures.labels = options.labels;
    pictures.noLabels = options.noLabels;
    pictures.size = options.size;
    pictures.pad = options.pad;
    pictures.leaveOut = options.leaveOut;
    pictures.onWhite = options.onWhite;
    pictures.kind = options.kind;
    TrainingOptions common;
    common.threads = options.threads;
    return measureCosts(pictures, common, stop);
}

Status check(const CheckOptions &options, Console &console, const std::stop_token &stop)
{
    const Result<dataset::SizeWish> size = sizeWish(options.size);
    if (!size)
        return tl::unexpected(size.error());
    const auto found = [&console](std::size_t count) { console.progress("listing", static_cast<int>(count), 0); };
    const Result<dataset::Dataset> set = dataset::openDataset(
        options.folder, {.labels = options.labels, .useLabels = !options.noLabels, .found = found});
    if (!set)
        return tl::unexpected(set.error());
    dataset::PreflightOptions order;
    order.size = *size;
    order.fit = options.pad ? dataset::Fit::Pad : dataset::Fit::Crop;
    order.hasTheRight = options.hasTheRight;
    order.leaveOut = options.leaveOut;
    order.threads = threadCount(options.threads);
    order.examined = options.examined;
    const Result<Preflight> report = dataset::preflight(
        *set, order,
        [&console](std::size_t done, std::size_t total) {
            console.progress("picture", static_cast<int>(done), static_cast<int>(total));
        },
        stop);
    if (!report)
        return tl::unexpected(report.error());
    if (stop.stop_requested())
        return {};
    Json json = Json::parse(dataset::toJson(*report));
    print(*report, options, console);
    if (!options.sheet.empty()) {
        const PreflightSheet sheet = preflightSheet(*set, *report);
        if (const Status written = files::writeImage(options.sheet, sheet.picture); !written)
            return written;
        console.line("\n" + options.sheet + ", from the top: " + CLI::detail::join(sheet.rows, ", "));
        json["sheet"] = {{"file", options.sheet}, {"rows", sheet.rows}};
    }
    const dataset::PreflightNote *obstacle = report->find(Finding::CannotTrain);
    Status ending = obstacle == nullptr ? Status{} : fail(ErrorCode::BadInput, obstacle->words.front(), options.folder);
    if (options.estimate && ending) {
        const Result<std::optional<MeasuredCosts>> costs = costsOf(options, stop);
        if (!costs) {
            ending = tl::unexpected(costs.error());
        } else if (*costs) {
            console.line("\nA training (" + options.kind + "), measured here by a few steps:");
            print(**costs, console);
            json["estimate"] = toJson(**costs);
        }
    }
    console.result(json);
    return ending;
}

} // namespace

Action addDataset(CLI::App &verb)
{
    auto options = std::make_shared<CheckOptions>();
    CLI::App *command =
        verb.add_subcommand("check", "What is in a folder of pictures, and what is wrong with it before training");
    verb.require_subcommand(0, 1); // so that a misspelt one is what is complained about
    command->fallthrough(); // --json
    command->add_option("FOLDER", options->folder, "A folder with its sub-folders, or IDX files")
        ->required()
        ->type_name("");
    auto *labels =
        command
            ->add_option("--labels", options->labels,
                         "Table of labels, CSV or JSON (labels.csv or .json in the folder, else sub-folders)")
            ->type_name("FILE");
    command->add_flag("--no-labels", options->noLabels, "Pass over labels, as imago train --no-labels does")
        ->excludes(labels);
    command->add_option("--size", options->size, "Of the training to come, as imago train takes it (by the pictures)")
        ->type_name("PX|WxH");
    command->add_flag("--pad", options->pad, "Show all of each picture instead of cropping it");
    command->add_flag("--i-have-the-right", options->hasTheRight,
                      "Use pictures whose metadata forbids training: you may");
    addOutlierOptions(*command, options->leaveOut, options->onWhite);
    command->add_option("--sheet", options->sheet, "Write a picture with a row of examples for each finding")
        ->type_name("PNG");
    command->add_option("--look-at", options->examined, "Look at so many pictures, evenly spread, instead of all")
        ->check(CLI::Range(std::size_t{1}, std::size_t{50'000'000}));
    auto *estimate = command->add_flag(
        "--estimate", options->estimate,
        "Also do a few steps of the training to come: how many minutes and how much memory it takes here");
    command->add_option("--kind", options->kind, "Of model that --estimate measures: vae or gan (vae)")
        ->check(CLI::IsMember({"vae", "gan"}))
        ->needs(estimate);
    addThreadsOption(*command, options->threads);
    command->footer("Ends with 2 where no training can be made of the pictures. Near-duplicates are found by "
                    "perceptual hash; signatures of metadata are not checked.");
    return [options, command](Console &console, const std::stop_token &stop) -> Status {
        if (!command->parsed())
            return fail(ErrorCode::BadInput, "what is to be done with which pictures? \"imago dataset --help\" tells");
        return check(*options, console, stop);
    };
}

} // namespace imago::cli
