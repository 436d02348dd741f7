// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/neural/training_run.h"

#include "engine/files/package.h"
#include "engine/tensor/device.h"
#include "engine/tensor/guard.h"
#include "engine/train/neural/portrait_trainer.h"
#include "engine/train/neural/precision_choice.h"
#include "engine/train/neural/reader_trainers.h"
#include "engine/train/neural/training_loop.h"
#include "engine/train/plan_file.h"
#include "engine/train/portrait_sample.h"
#include "engine/train/run_log.h"
#include "engine/train/run_status.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <optional>

namespace imago::train::neural {

namespace {

using Json = nlohmann::ordered_json;
using Clock = std::chrono::steady_clock;

// How often each sample is seen, about: readers learn what a picture tells in fewer looks (one as it is and one in
// the mirror).
constexpr double kSeenTimes = 8.0, kSeenByReaders = 2.0;
constexpr int kMeasuredSteps = 4;
constexpr std::chrono::milliseconds kBetweenLooks{200};
constexpr std::size_t kAhead = 4096; // samples that the workers may draw before they are needed

/// What differs between the networks that can be trained.
struct Course
{
    std::vector<int> sides;
    std::vector<double> shares; ///< Of the time.
    std::unique_ptr<Trainer> (*trainer)(const Plan &plan, SamplePool &pool, torch::Device device);
};

template <typename T>
std::unique_ptr<Trainer> make(const Plan &plan, SamplePool &pool, torch::Device device)
{
    return std::make_unique<T>(plan, pool, device);
}

Course courseOf(const PortraitTraining &order)
{
    if (order.networks == PortraitNetworks::Judge)
        return {{128}, {1.0}, &make<JudgeTrainer>};
    if (order.networks == PortraitNetworks::Encoder)
        return {{128}, {1.0}, &make<EncoderTrainer>};
    // Trained weights need no coarse stages.
    if (!order.from.empty())
        return {{128}, {1.0}, &make<PortraitTrainer>};
    return {{32, 64, 128}, {0.20, 0.40, 0.40}, &make<PortraitTrainer>};
}

// Seconds of a real step at each size, measured on throw-away networks while samples are drawn ahead. `drawnPerSecond`:
// how fast they come when no step is in their way.
Result<std::vector<double>> measureSteps(const Course &course, const Plan &plan, torch::Device device,
                                         SamplePool &pool, double drawnPerSecond, jobs::JobContext &context)
{
    std::vector<double> result;
    for (const int side : course.sides) {
        Plan probe = plan;
        probe.stages = {{side, 1000}};
        if (probe.encoderEvery > 0)
            probe.encoderEvery = kMeasuredSteps; // one of them trains the encoder, as in the training
        const std::unique_ptr<Trainer> trainer = course.trainer(probe, pool, device);
        double total = 0.0;
        std::uint64_t drawn = 0;
        for (int i = 0; i <= kMeasuredSteps; ++i) {
            const auto begin = Clock::now();
            const std::uint64_t drawnBefore = pool.drawn();
            if (const Result<Losses> losses = trainer->step(); !losses)
                return tl::unexpected(losses.error());
            if (context.stopAtCheckpoint())
                return result;
            if (i > 0) { // the first one warms up
                total += secondsSince(begin);
                drawn += pool.drawn() - drawnBefore;
            }
        }
        result.push_back(secondsWithDrawing(total / kMeasuredSteps, plan.freshPerStep,
                                            static_cast<double>(drawn) / kMeasuredSteps, drawnPerSecond));
    }
    return result;
}

// Waits for what a step draws from, so that the wait shows and can be stopped; a step waits deaf. False: stopped.
Result<bool> drawWindow(SamplePool &pool, const Window &window, jobs::JobContext &context)
{
    const auto total = static_cast<int>(window.last - window.first);
    for (;;) {
        const Result<std::size_t> missing = pool.await(window.first, window.last, kBetweenLooks);
        if (!missing)
            return tl::unexpected(missing.error());
        if (*missing == 0)
            return true;
        context.report(jobs::Stage::Loading, total - static_cast<int>(*missing), total);
        if (context.stopAtCheckpoint())
            return false;
    }
}

// The first sample that nobody has seen after the training of a package.
std::uint64_t nextSampleOf(const files::Package &package)
{
    const files::Json &training = package.manifest().training;
    const auto next = training.find("nextSample");
    return next != training.end() && next->is_number_unsigned() ? next->get<std::uint64_t>() : 0;
}

Plan newPlan(const PortraitTraining &order, const std::optional<files::Package> &from)
{
    Plan plan;
    plan.seed = order.seed;
    plan.batch = order.batch;
    plan.window = order.window;
    plan.firstWindow = std::min<std::int64_t>(plan.firstWindow, order.window);
    const bool reads = order.networks == PortraitNetworks::Encoder || order.networks == PortraitNetworks::Judge;
    plan.freshPerStep = order.batch / (reads ? kSeenByReaders : kSeenTimes);
    if (order.networks == PortraitNetworks::Decoder)
        plan.encoderEvery = 0;
    plan.adversarial = order.adversarial;
    if (from) {
        // Trained weights need a gentler start, and people that they have not seen.
        plan.learningRate = 1e-3;
        plan.warmUp = 400;
        plan.firstSample = nextSampleOf(*from);
    }
    return plan;
}

// Without stages where it was stopped while it measured.
Result<Plan> measuredPlan(const PortraitTraining &order, Plan plan, const Course &course, torch::Device device,
                          SamplePool &pool, jobs::JobContext &context)
{
    const Result<Precision> precision = wishedPrecision(order.precision, device);
    if (!precision)
        return tl::unexpected(precision.error());
    plan.precision = *precision;
    if (order.steps > 0) {
        const auto each = static_cast<std::int64_t>(course.sides.size());
        for (const int side : course.sides)
            plan.stages.push_back({side, std::max<std::int64_t>(1, order.steps / each)});
        plan.stages.back().steps = std::max<std::int64_t>(1, order.steps - (each - 1) * plan.stages.front().steps);
        return plan;
    }
    const auto begin = Clock::now();
    const Result<bool> drawn = drawWindow(pool, windowAt(plan, 0), context);
    if (!drawn)
        return tl::unexpected(drawn.error());
    if (!*drawn)
        return plan;
    const double drawnPerSecond = static_cast<double>(pool.drawn()) / std::max(secondsSince(begin), 1e-3);
    using Seconds = std::vector<double>;
    const Result<Seconds> measured = choosePrecision(
        plan, order.precision, device, context,
        [&](const Plan &each) { return measureSteps(course, each, device, pool, drawnPerSecond, context); },
        [](const Seconds &a, const Seconds &b) { return a.size() == b.size() && a.back() < b.back(); });
    if (!measured)
        return tl::unexpected(measured.error());
    if (context.stopAtCheckpoint())
        return plan;
    const double budget = std::max(30.0, order.minutes * 60.0 - secondsSince(begin));
    plan.stages = stagesForBudget(budget, course.sides, *measured, course.shares);
    return plan;
}

std::string trainingJson(PortraitNetworks networks, const Plan &plan, const StepReport &last)
{
    const Window window = windowAt(plan, last.step);
    return Json{{"command", "imago train --builtin " + std::string(name(networks))},
                {"plan", Json::parse(toJson(plan))},
                {"nextSample", window.last},
                {"differentRenders", window.last},
                {"imagesSeen", last.step * plan.batch},
                {"last", Json::parse(logLine(last))}}
        .dump(2);
}

Result<Plan> storedPlan(const RunFiles &files)
{
    const Result<std::string> text = files.readPlan();
    if (!text)
        return tl::unexpected(text.error());
    return planFromJson(*text, "plan.json");
}

// The first process's.
Result<Plan> toldPlan(const Workplace &place)
{
    const Result<std::string> told = place.agreed({});
    if (!told)
        return tl::unexpected(told.error());
    return planFromJson(*told, "plan.json");
}

Result<jobs::Ending> run(const PortraitTraining &order, const Workplace &place, RunReporter &reporter,
                         jobs::JobContext &context)
{
    const RunFiles &files = place.files;
    const bool first = place.peers.isFirst();
    tensor::keepFreedMemory();
    tensor::setThreads(order.threads);
    const Result<torch::Device> device = tensor::device(order.device);
    if (!device)
        return tl::unexpected(device.error());
    const bool begins = first && !order.resume;
    std::optional<files::Package> from;
    if (begins && !order.from.empty()) {
        Result<files::Package> opened = files::openPackage(order.from);
        if (!opened)
            return tl::unexpected(opened.error());
        from = *std::move(opened);
    }
    // The first process measures steps, with portraits, before it can tell its plan; the others wait for that.
    Result<Plan> plan = !first ? toldPlan(place) : order.resume ? storedPlan(files) : newPlan(order, from);
    if (!plan)
        return tl::unexpected(plan.error());
    const std::size_t capacity = static_cast<std::size_t>(plan->window) + kAhead;
    const auto pool = SamplePool::open(order.samples, files.cache(), capacity, order.drawThreads);
    if (!pool)
        return tl::unexpected(pool.error());

    const Course course = courseOf(order);
    if (begins)
        plan = measuredPlan(order, *plan, course, *device, **pool, context);
    if (!plan)
        return tl::unexpected(plan.error());
    if (first && plan->stages.empty()) // stopped before there was anything to write
        return jobs::Ending::Stopped;
    if (first) {
        if (const Result<std::string> told = place.agreed(toJson(*plan)); !told)
            return tl::unexpected(told.error());
    }
    const std::unique_ptr<Trainer> trainer = course.trainer(*plan, **pool, *device);
    if (begins) {
        if (const Status adopted = from ? trainer->adopt(*from) : Status{}; !adopted)
            return tl::unexpected(adopted.error());
        // Whoever finds a plan finds what to go on from, whenever the training ended.
        if (const Status saved = trainer->save(files.newCheckpoint(trainer->done())); !saved)
            return tl::unexpected(saved.error());
        if (const Status saved = files.writePlan(toJson(*plan)); !saved)
            return tl::unexpected(saved.error());
    } else if (first) {
        if (const Status loaded = files.loadNewestCheckpoint(*trainer, reporter); !loaded)
            return tl::unexpected(loaded.error());
    }
    if (place.peers.alone()) { // others know where to begin only when they have joined
        const Result<bool> drawn = drawWindow(**pool, windowAt(*plan, trainer->done()), context);
        if (!drawn)
            return tl::unexpected(drawn.error());
        if (!*drawn)
            return jobs::Ending::Stopped;
    }
    if (const Status joined = trainer->join(place.peers); !joined)
        return tl::unexpected(joined.error());
    LoopOptions options;
    options.checkpointMinutes = order.checkpointMinutes;
    options.onReport = order.onReport;
    options.trainingJson = [&](const StepReport &last) { return trainingJson(order.networks, *plan, last); };
    options.drawn = [&] { return (*pool)->drawn(); };
    return runSteps(*trainer, place, reporter, options, context);
}

} // namespace

Result<jobs::Ending> trainPortraits(const PortraitTraining &order, jobs::JobContext &context)
{
    const bool alone = order.networks == PortraitNetworks::Decoder || order.networks == PortraitNetworks::Encoder;
    if (alone && order.from.empty() && !order.resume) {
        return fail(ErrorCode::BadInput,
                    "a network alone is trained for a model that is there (" + std::string(name(order.networks)) +
                        "); name it",
                    "--from");
    }
    const Result<Workplace> place = Workplace::open(order.device, order.output, order.resume);
    if (!place)
        return tl::unexpected(place.error());
    RunStatus about;
    about.kind = name(order.networks);
    Result<RunReporter> reporter = RunReporter::open(place->folder, about);
    if (!reporter)
        return tl::unexpected(reporter.error());
    const Result<jobs::Ending> ending = tensor::guard([&] { return run(order, *place, *reporter, context); });
    reporter->end(ending);
    return ending;
}

} // namespace imago::train::neural
