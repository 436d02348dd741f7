// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/picture_maker.h"
#include "app/cli/picture_name.h"
#include "app/cli/recipe_options.h"
#include "app/cli/style_arguments.h"
#include "app/cli/verb.h"
#include "app/clip_files.h"
#include "app/neural_module.h"
#include "app/video_module.h"
#include "engine/jobs/time_left.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <chrono>
#include <cstdio>
#include <memory>

namespace imago::cli {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
using style::VideoOrder;
using style::VideoReport;

constexpr int kLargestSide = 8192;

struct VideoOptions
{
    std::vector<std::string> clips;
    std::vector<std::string> styles;
    std::string colors = "none";
    std::string output;
    std::optional<double> preview;
    VideoOrder order;
};

// "1:05" or "12 s".
std::string words(std::chrono::seconds time)
{
    const auto count = time.count();
    if (count < 60)
        return std::to_string(count) + " s";
    char text[40];
    if (count < 3600)
        std::snprintf(text, sizeof text, "%lld:%02lld", count / 60LL, count % 60LL);
    else
        std::snprintf(text, sizeof text, "%lld:%02lld:%02lld", count / 3600LL, count / 60LL % 60LL, count % 60LL);
    return text;
}

Result<std::vector<fs::path>> clipsFrom(const std::vector<std::string> &arguments)
{
    std::vector<fs::path> clips;
    for (const std::string &argument : arguments) {
        std::error_code ignored;
        if (!fs::is_directory(argument, ignored)) {
            clips.emplace_back(argument);
            continue;
        }
        Result<std::vector<fs::path>> inside = clipsIn(argument);
        if (!inside)
            return inside;
        clips.insert(clips.end(), inside->begin(), inside->end());
    }
    return clips;
}

// Into a folder, or the one file.
Result<std::vector<fs::path>> outputsFor(const std::vector<fs::path> &clips, const std::string &output)
{
    if (meansFolder(output))
        return styledClips(clips, output);
    if (clips.size() > 1)
        return fail(ErrorCode::BadInput, "several clips need a folder; end its name in /", output);
    return std::vector<fs::path>{output};
}

Json toJson(const VideoReport &report, const VideoOrder &order, double took)
{
    const auto painted = static_cast<double>(report.frames - report.resumed);
    return Json{{"clip", order.clip.string()},
                {"file", order.output.string()},
                {"width", report.size.width},
                {"height", report.size.height},
                {"frames", report.frames},
                {"resumed", report.resumed},
                {"shots", report.shots},
                {"length", report.seconds},
                {"soundsCopied", report.soundsCopied},
                {"soundsReencoded", report.soundsReencoded},
                {"seconds", took},
                {"framesPerSecond", took > 0 ? painted / took : 0.0}};
}

// One clip; nothing when `stop` came first.
Result<Json> paintOne(const VideoFactory &factory, style::StyleModel &model, const VideoOrder &order,
                      const std::string &what, Console &console, const std::stop_token &stop)
{
    jobs::TimeLeft timeLeft;
    const auto progress = [&](const jobs::Progress &told) {
        const auto left = timeLeft.update(told.done, told.total, jobs::TimeLeft::Clock::now());
        const std::string text = told.stage == jobs::Stage::Saving ? what + ": saving"
                                 : left ? what + " (" + words(*left) + " left): frame"
                                        : what + ": frame";
        console.progress(text, told.done, told.total);
    };
    jobs::JobContext context(jobs::nextTicket(), [](const jobs::Event &) {}, {stop, {}, {}, progress});
    const auto begun = std::chrono::steady_clock::now();
    Result<std::optional<VideoReport>> report = factory.styliseVideo(model, order, context);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
    if (!report) {
        if (report.error().subject.empty())
            report.error().subject = order.clip.string();
        return tl::unexpected(std::move(report).error());
    }
    if (!*report)
        return Json();
    return toJson(**report, order, took.count());
}

// Everything that all clips share.
Result<VideoOrder> prepare(const VideoOptions &options, style::StyleModel &model)
{
    VideoOrder order = options.order;
    auto styles = readStyles(model, options.styles);
    if (!styles)
        return tl::unexpected(std::move(styles).error());
    order.styles = std::move(*styles);
    order.colors = style::colorKeepingFromName(options.colors).value_or(style::ColorKeeping::None);
    order.threads = threadCount(order.threads);
    if (options.preview) {
        order.from = *options.preview;
        order.to = *options.preview + style::kPreviewSeconds;
    }
    return order;
}

Status paint(const VideoOptions &options, Console &console, const std::stop_token &stop)
{
    const auto clips = clipsFrom(options.clips);
    if (!clips)
        return tl::unexpected(clips.error());
    const auto outputs = outputsFor(*clips, options.output);
    if (!outputs)
        return tl::unexpected(outputs.error());
    std::vector<std::string> read = filesOf(options.styles);
    read.insert(read.end(), clips->begin(), clips->end());
    if (const Status keeps = checkKeepsInputs({outputs->begin(), outputs->end()}, read); !keeps)
        return keeps;
    const Result<const VideoFactory *> factory = openVideoModule();
    if (!factory)
        return tl::unexpected(factory.error());
    if (clips->size() == 1) { // a clip that can't be read is told before the networks are loaded
        if (const auto info = (*factory)->readClipInfo(clips->front()); !info)
            return tl::unexpected(info.error());
    }
    const auto model = openStyleModel();
    if (!model)
        return tl::unexpected(model.error());
    Result<VideoOrder> order = prepare(options, **model);
    if (!order)
        return tl::unexpected(std::move(order).error());
    if (meansFolder(options.output)) {
        if (Status made = makeFolder(options.output); !made)
            return made;
    }

    Json done = Json::array();
    std::size_t failures = 0;
    for (std::size_t i = 0; i < clips->size() && !stop.stop_requested(); ++i) {
        order->clip = (*clips)[i];
        order->output = (*outputs)[i];
        const std::string what = clips->size() == 1
                                     ? std::string("painting")
                                     : "clip " + std::to_string(i + 1) + " of " + std::to_string(clips->size());
        Result<Json> painted = paintOne(**factory, **model, *order, what, console, stop);
        if (!painted && clips->size() == 1)
            return tl::unexpected(std::move(painted).error());
        if (!painted) { // the others are none the worse for it
            console.warn(sentence(painted.error()));
            ++failures;
        } else if (painted->is_null()) {
            console.warn((*outputs)[i].string() + ": what is painted is kept; the same command with --resume goes on");
        } else {
            console.line((*outputs)[i].string());
            done.push_back(*std::move(painted));
        }
    }
    if (failures > 0) {
        return fail(ErrorCode::BadInput, std::to_string(failures) + " of " + std::to_string(clips->size()) +
                                             " clips could not be painted; the others are");
    }
    console.result({{"clips", done},
                    {"styles", options.styles},
                    {"strength", order->strength},
                    {"structure", order->structure},
                    {"smooth", order->smooth},
                    {"keepColors", options.colors},
                    {"model", (*model)->id()},
                    {"modelHash", (*model)->hash()}});
    return {};
}

} // namespace

Action addVideo(CLI::App &verb)
{
    auto options = std::make_shared<VideoOptions>();
    verb.add_option("CLIP", options->clips, "Clips (.mp4 .mov .webm .gif) or folders of clips")->required();
    addStyleOption(verb, options->styles);
    verb.add_option("--structure", options->order.structure, "From 0, the brush leads, to 1, the clip's shapes (0.5)")
        ->type_name("S")
        ->check(between(0.0, 1.0));
    verb.add_option("--strength", options->order.strength, "From 0, the clip, to 1, all style (1)")
        ->type_name("S")
        ->check(between(0.0, 1.0));
    verb.add_option("--smooth", options->order.smooth,
                    "How calm strokes are over time, from 0, every frame for itself, to 1 (0.85)")
        ->type_name("S")
        ->check(between(0.0, 1.0));
    addColorKeepingOption(verb, options->colors);
    verb.add_option("--size", options->order.longerSide, "Longer side of the result in pixels (as the clip)")
        ->type_name("PX")
        ->check(CLI::Range(style::kLeastSide, kLargestSide));
    auto *from = verb.add_option("--from", options->order.from, "Begin at this second of the clip")->type_name("T");
    auto *to = verb.add_option("--to", options->order.to, "End at this second of the clip")->type_name("T");
    verb.add_option("--preview", options->preview, "Only the two seconds from here")
        ->type_name("T")
        ->excludes(from)
        ->excludes(to);
    verb.add_flag("--resume", options->order.resume, "Go on with what a run that was stopped has painted");
    addThreadsOption(verb, options->order.threads);
    verb.add_option("-o,--output", options->output, "A clip file (.mp4 .mov .webm .gif) or a folder")
        ->type_name("FILE-OR-DIR")
        ->required();
    return [options](Console &console, const std::stop_token &stop) { return paint(*options, console, stop); };
}

} // namespace imago::cli
