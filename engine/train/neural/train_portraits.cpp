// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/files/image_file.h"
#include "engine/files/save_file.h"
#include "engine/tensor/device.h"
#include "engine/tensor/guard.h"
#include "engine/train/neural/portrait_trainer.h"
#include "engine/train/neural/run_files.h"
#include "engine/train/plan_file.h"
#include "engine/train/portrait_sample.h"

#include <algorithm>
#include <chrono>

namespace imago::train::neural {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int kSides[] = {32, 64, 128};
constexpr double kShares[] = {0.30, 0.35, 0.35}; // of the time
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
    void add(const PortraitLoss &loss)
    {
        m_sum.l1 += loss.l1;
        m_sum.pyramid += loss.pyramid;
        m_sum.delta += loss.delta;
        m_sum.parts += loss.parts;
        m_sum.anchor += loss.anchor;
        m_sum.attributes += loss.attributes;
        m_sum.kl += loss.kl;
        ++m_count;
    }

    StepReport take(const Plan &plan, std::int64_t done)
    {
        const double scale = 1.0 / std::max(m_count, 1);
        StepReport report;
        report.step = done;
        report.total = totalSteps(plan);
        report.side = shapeAt(plan, done - 1).side;
        report.l1 = m_sum.l1 * scale;
        report.pyramid = m_sum.pyramid * scale;
        report.delta = m_sum.delta * scale;
        report.parts = m_sum.parts * scale;
        report.anchor = m_sum.anchor * scale;
        report.attributes = m_sum.attributes * scale;
        report.kl = m_sum.kl * scale;
        report.learningRate = learningRate(plan, done - 1);
        const auto now = Clock::now();
        report.imagesPerSecond = m_count * plan.batch / std::max(seconds(now - m_since), 1e-6);
        m_sum = {};
        m_count = 0;
        m_since = now;
        return report;
    }

private:
    PortraitLoss m_sum;
    int m_count = 0;
    Clock::time_point m_since = Clock::now();
};

// A few real steps at each size on throw-away networks.
Result<std::vector<double>> measureSteps(const Plan &plan, torch::Device device, SamplePool &pool,
                                         jobs::JobContext &context)
{
    std::vector<double> result;
    for (const int side : kSides) {
        Plan probe = plan;
        probe.stages = {{side, 1000}};
        PortraitTrainer trainer(probe, device);
        double total = 0.0;
        for (int i = 0; i <= kMeasuredSteps; ++i) {
            const auto begin = Clock::now();
            const Result<PortraitLoss> loss = trainer.step(pool);
            if (!loss)
                return tl::unexpected(loss.error());
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
    plan.freshPerStep = order.batch / 5.0;
    if (!order.from.empty()) {
        // Trained weights need no coarse stage, but a gentler start; and people that nobody has seen.
        plan.learningRate = 1e-3;
        plan.warmUp = 400;
        const Result<std::uint64_t> next = nextSampleOf(order.from);
        if (!next)
            return tl::unexpected(next.error());
        plan.firstSample = *next;
    }
    return plan;
}

Result<Plan> measuredPlan(const PortraitTraining &order, torch::Device device, SamplePool &pool,
                          jobs::JobContext &context)
{
    Result<Plan> made = newPlan(order);
    if (!made)
        return made;
    Plan plan = *made;
    const bool continued = !order.from.empty();
    if (order.steps > 0) {
        const std::int64_t third = std::max<std::int64_t>(1, order.steps / 3);
        plan.stages = continued ? std::vector<Stage>{{128, order.steps}}
                                : std::vector<Stage>{{32, third}, {64, third}, {128, std::max<std::int64_t>(1, order.steps - 2 * third)}};
        return plan;
    }
    const auto begin = Clock::now();
    const Result<std::vector<double>> measured = measureSteps(plan, device, pool, context);
    if (!measured)
        return tl::unexpected(measured.error());
    if (context.stopRequested())
        return plan;
    const double budget = std::max(30.0, order.minutes * 60.0 - seconds(Clock::now() - begin));
    plan.stages = continued ? stagesForBudget(budget, {128}, {measured->back()}, {1.0})
                            : stagesForBudget(budget, {std::begin(kSides), std::end(kSides)}, *measured,
                                              {std::begin(kShares), std::end(kShares)});
    return plan;
}

Status checkpoint(PortraitTrainer &trainer, SamplePool &pool, const RunFiles &files)
{
    Status saved = trainer.save(files.newCheckpoint(trainer.done()));
    if (!saved)
        return saved;
    files.removeOldCheckpoints();
    const Result<Image> sheet = trainer.preview(pool, 6);
    return sheet ? files::writeImage(files.preview(trainer.done()), *sheet) : tl::unexpected(sheet.error());
}

Result<jobs::Ending> run(const PortraitTraining &order, jobs::JobContext &context)
{
    tensor::keepFreedMemory();
    tensor::setThreads(order.threads);
    const Result<torch::Device> device = tensor::device(order.device);
    if (!device)
        return tl::unexpected(device.error());
    const Result<RunFiles> files = RunFiles::open(order.output, order.resume);
    if (!files)
        return tl::unexpected(files.error());

    const std::size_t capacity = static_cast<std::size_t>(order.window) + kAhead;
    const auto pool = SamplePool::open(order.samples, files->cache(), capacity, order.drawThreads);
    if (!pool)
        return tl::unexpected(pool.error());

    const Result<Plan> plan = order.resume ? files->readPlan() : measuredPlan(order, *device, **pool, context);
    if (!plan)
        return tl::unexpected(plan.error());
    if (context.stopRequested())
        return jobs::Ending::Stopped;
    PortraitTrainer trainer(*plan, *device);
    if (order.resume) {
        const Status loaded = files->loadNewestCheckpoint(trainer);
        if (!loaded)
            return tl::unexpected(loaded.error());
    } else {
        if (const Status saved = files->writePlan(*plan); !saved)
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
        const Result<PortraitLoss> loss = trainer.step(**pool);
        if (!loss)
            return tl::unexpected(loss.error());
        average.add(*loss);
        const bool stop = context.stopAtCheckpoint();
        if (trainer.done() % kReportEvery == 0 || trainer.finished()) {
            last = average.take(trainer.plan(), trainer.done());
            last.drawn = (*pool)->drawn();
            if (const Status logged = files->log(last); !logged)
                return tl::unexpected(logged.error());
            if (order.onReport)
                order.onReport(last);
            context.report(jobs::Stage::Training, static_cast<int>(trainer.done()), static_cast<int>(last.total));
        }
        if (stop || trainer.finished() || seconds(Clock::now() - savedAt) > 60.0 * order.checkpointMinutes) {
            if (const Status saved = checkpoint(trainer, **pool, *files); !saved)
                return tl::unexpected(saved.error());
            if (const Status written = trainer.writePackage(files->package(), files->trainingJson(trainer.plan(), last)); !written)
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
    return tensor::guard([&] { return run(order, context); });
}

} // namespace imago::train::neural
