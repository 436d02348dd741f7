// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/neural/training_run.h"

#include "engine/files/image_file.h"
#include "engine/files/save_file.h"
#include "engine/tensor/device.h"
#include "engine/tensor/guard.h"
#include "engine/tensor/precision.h"
#include "engine/train/neural/judge_trainer.h"
#include "engine/train/neural/portrait_trainer.h"
#include "engine/train/neural/run_files.h"
#include "engine/train/plan_file.h"
#include "engine/train/portrait_sample.h"
#include "engine/train/run_status.h"

#include <algorithm>
#include <chrono>

namespace imago::train::neural {

namespace {

using Clock = std::chrono::steady_clock;

constexpr double kSeenTimes = 8.0; // each sample, about
constexpr int kMeasuredSteps = 4;
constexpr std::int64_t kReportEvery = 50;
constexpr std::size_t kAhead = 4096; // samples that the workers may draw before they are needed

double seconds(Clock::duration duration)
{
    return std::chrono::duration<double>(duration).count();
}

/// Means of the losses since the last report.
class Average
{
public:
    void add(const Losses &losses)
    {
        for (const auto &[name, value] : losses) {
            auto found = std::ranges::find(m_sums, name, &Sum::name);
            if (found == m_sums.end())
                found = m_sums.insert(found, {name});
            found->value += value;
            ++found->count;
        }
        ++m_steps;
    }

    StepReport take(const Plan &plan, std::int64_t done)
    {
        StepReport report;
        report.step = done;
        report.total = totalSteps(plan);
        report.side = shapeAt(plan, done - 1).side;
        for (const Sum &sum : m_sums)
            report.losses.emplace_back(sum.name, sum.value / sum.count);
        report.learningRate = learningRate(plan, done - 1);
        const auto now = Clock::now();
        report.imagesPerSecond = m_steps * plan.batch / std::max(seconds(now - m_since), 1e-6);
        m_sums.clear();
        m_steps = 0;
        m_since = now;
        return report;
    }

private:
    struct Sum
    {
        std::string name;
        double value = 0;
        int count = 0;
    };

    std::vector<Sum> m_sums;
    int m_steps = 0;
    Clock::time_point m_since = Clock::now();
};

/// What differs between the networks that can be trained.
struct Course
{
    std::vector<int> sides;
    std::vector<double> shares; ///< Of the time.
    std::unique_ptr<Trainer> (*trainer)(const Plan &plan, torch::Device device);
};

template <typename T>
std::unique_ptr<Trainer> make(const Plan &plan, torch::Device device)
{
    return std::make_unique<T>(plan, device);
}

Course courseOf(const PortraitTraining &order)
{
    if (order.networks == PortraitNetworks::Judge)
        return {{128}, {1.0}, &make<JudgeTrainer>};
    // Trained weights need no coarse stages.
    if (!order.from.empty())
        return {{128}, {1.0}, &make<PortraitTrainer>};
    return {{32, 64, 128}, {0.20, 0.40, 0.40}, &make<PortraitTrainer>};
}

// Seconds of a real step at each size, measured on throw-away networks.
Result<std::vector<double>> measureSteps(const Course &course, const Plan &plan, torch::Device device,
                                         SamplePool &pool, jobs::JobContext &context)
{
    std::vector<double> result;
    for (const int side : course.sides) {
        Plan probe = plan;
        probe.stages = {{side, 1000}};
        probe.encoderEvery = kMeasuredSteps; // one of them trains the encoder, as in the training
        const std::unique_ptr<Trainer> trainer = course.trainer(probe, device);
        double total = 0.0;
        for (int i = 0; i <= kMeasuredSteps; ++i) {
            const auto begin = Clock::now();
            if (const Result<Losses> losses = trainer->step(pool); !losses)
                return tl::unexpected(losses.error());
            if (context.stopRequested())
                return result;
            if (i > 0) // the first one warms up
                total += seconds(Clock::now() - begin);
        }
        result.push_back(total / kMeasuredSteps);
    }
    return result;
}

Result<Plan> newPlan(const PortraitTraining &order)
{
    Plan plan;
    plan.seed = order.seed;
    plan.batch = order.batch;
    plan.window = order.window;
    plan.firstWindow = std::min<std::int64_t>(plan.firstWindow, order.window);
    plan.freshPerStep = order.batch / kSeenTimes;
    if (!order.from.empty()) {
        // Trained weights need a gentler start, and people that they have not seen.
        plan.learningRate = 1e-3;
        plan.warmUp = 400;
        const Result<std::uint64_t> next = nextSampleOf(order.from);
        if (!next)
            return tl::unexpected(next.error());
        plan.firstSample = *next;
    }
    return plan;
}

// Sets the plan's precision, by measuring where it is left open; returns seconds of a step at each size.
Result<std::vector<double>> choosePrecision(Plan &plan, const std::string &wish, const Course &course,
                                            torch::Device device, SamplePool &pool, jobs::JobContext &context)
{
    const bool works = tensor::bfloat16Works(device);
    if (wish == "bfloat16" && !works)
        return fail(ErrorCode::BadInput, "bfloat16 needs LibTorch 2.4 or newer and a device that has it");
    plan.bfloat16 = wish == "bfloat16";
    Result<std::vector<double>> measured = measureSteps(course, plan, device, pool, context);
    if (!measured || wish != "auto" || !works || context.stopRequested())
        return measured;
    plan.bfloat16 = true;
    Result<std::vector<double>> mixed = measureSteps(course, plan, device, pool, context);
    if (!mixed || mixed->back() < measured->back())
        return mixed;
    plan.bfloat16 = false;
    return measured;
}

Result<Plan> measuredPlan(const PortraitTraining &order, const Course &course, torch::Device device, SamplePool &pool,
                          jobs::JobContext &context)
{
    Result<Plan> made = newPlan(order);
    if (!made)
        return made;
    Plan plan = *made;
    if (order.steps > 0) {
        const auto each = static_cast<std::int64_t>(course.sides.size());
        for (const int side : course.sides)
            plan.stages.push_back({side, std::max<std::int64_t>(1, order.steps / each)});
        plan.stages.back().steps = std::max<std::int64_t>(1, order.steps - (each - 1) * plan.stages.front().steps);
        plan.bfloat16 = order.precision == "bfloat16" && tensor::bfloat16Works(device);
        return plan;
    }
    const auto begin = Clock::now();
    const Result<std::vector<double>> measured = choosePrecision(plan, order.precision, course, device, pool, context);
    if (!measured)
        return tl::unexpected(measured.error());
    if (context.stopRequested())
        return plan;
    const double budget = std::max(30.0, order.minutes * 60.0 - seconds(Clock::now() - begin));
    plan.stages = stagesForBudget(budget, course.sides, *measured, course.shares);
    return plan;
}

Status checkpoint(Trainer &trainer, SamplePool &pool, const RunFiles &files)
{
    Status saved = trainer.save(files.newCheckpoint(trainer.done()));
    if (!saved)
        return saved;
    files.removeOldCheckpoints();
    const Result<Image> sheet = trainer.preview(pool);
    if (!sheet)
        return tl::unexpected(sheet.error());
    return sheet->empty() ? Status{} : files::writeImage(files.preview(trainer.done()), *sheet);
}

Result<jobs::Ending> run(const PortraitTraining &order, const RunFiles &files, RunReporter &reporter,
                         jobs::JobContext &context)
{
    tensor::keepFreedMemory();
    tensor::setThreads(order.threads);
    const Result<torch::Device> device = tensor::device(order.device);
    if (!device)
        return tl::unexpected(device.error());
    const std::size_t capacity = static_cast<std::size_t>(order.window) + kAhead;
    const auto pool = SamplePool::open(order.samples, files.cache(), capacity, order.drawThreads);
    if (!pool)
        return tl::unexpected(pool.error());

    const Course course = courseOf(order);
    const Result<Plan> plan = order.resume ? files.readPlan() : measuredPlan(order, course, *device, **pool, context);
    if (!plan)
        return tl::unexpected(plan.error());
    if (context.stopRequested())
        return jobs::Ending::Stopped;
    const std::unique_ptr<Trainer> owned = course.trainer(*plan, *device);
    Trainer &trainer = *owned;
    if (order.resume) {
        const Status loaded = files.loadNewestCheckpoint(trainer);
        if (!loaded)
            return tl::unexpected(loaded.error());
    } else {
        if (const Status saved = files.writePlan(*plan); !saved)
            return tl::unexpected(saved.error());
        if (!order.from.empty()) {
            if (const Status adopted = trainer.adopt(order.from); !adopted)
                return tl::unexpected(adopted.error());
        }
    }

    Average average;
    StepReport last;
    const auto begin = Clock::now();
    auto savedAt = begin;
    while (!trainer.finished()) {
        const Result<Losses> losses = trainer.step(**pool);
        if (!losses)
            return tl::unexpected(losses.error());
        average.add(*losses);
        reporter.step(trainer.done(), totalSteps(trainer.plan()));
        const bool stop = context.stopAtCheckpoint();
        if (trainer.done() % kReportEvery == 0 || trainer.finished()) {
            last = average.take(trainer.plan(), trainer.done());
            last.drawn = (*pool)->drawn();
            if (const Status logged = files.log(last); !logged)
                return tl::unexpected(logged.error());
            if (order.onReport)
                order.onReport(last);
            context.report(jobs::Stage::Training, static_cast<int>(trainer.done()), static_cast<int>(last.total));
        }
        if (stop || trainer.finished() || seconds(Clock::now() - savedAt) > 60.0 * order.checkpointMinutes) {
            if (const Status saved = checkpoint(trainer, **pool, files); !saved)
                return tl::unexpected(saved.error());
            if (const Status written = trainer.writePackage(files.package(), files.trainingJson(order.networks, trainer.plan(), last)); !written)
                return tl::unexpected(written.error());
            savedAt = Clock::now();
        }
        if (stop)
            return jobs::Ending::Stopped;
    }
    return jobs::Ending::Completed;
}

} // namespace

Result<jobs::Ending> trainPortraits(const PortraitTraining &order, jobs::JobContext &context)
{
    const Result<RunFiles> files = RunFiles::open(order.output, order.resume);
    if (!files)
        return tl::unexpected(files.error());
    RunStatus about;
    about.kind = order.networks == PortraitNetworks::Judge ? "judge" : "portraits";
    Result<RunReporter> reporter = RunReporter::open(order.output, about);
    if (!reporter)
        return tl::unexpected(reporter.error());
    const Result<jobs::Ending> ending = tensor::guard([&] { return run(order, *files, *reporter, context); });
    reporter->end(ending);
    return ending;
}

} // namespace imago::train::neural
