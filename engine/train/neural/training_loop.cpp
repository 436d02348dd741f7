// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/neural/training_loop.h"

#include "engine/files/image_file.h"
#include "engine/jobs/time_left.h"
#include "engine/tensor/device.h"
#include "engine/tensor/guard.h"

#include <algorithm>
#include <chrono>

namespace imago::train::neural {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::int64_t kReportEvery = 50;
constexpr double kLongestSilence = 10.0; // seconds; of one process alone, as several report together
static_assert(Trainer::kHealthEvery % kReportEvery == 0, "what a look finds goes into the report of its step");

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
        const auto now = Clock::now();
        const Clock::duration taken = now - m_last;
        const bool paused = jobs::isPause(taken, m_usual);
        if (paused)
            m_since += taken;
        m_usual = paused ? kUnknown : taken; // so that a slower pace is no endless pause
        m_last = now;
        ++m_steps;
    }

    double seconds() const { return secondsSince(m_since); }

    StepReport take(const Trainer &trainer)
    {
        const StepFacts facts = trainer.facts(trainer.done() - 1);
        StepReport report;
        report.step = trainer.done();
        report.total = trainer.total();
        report.side = facts.side;
        for (const Sum &sum : m_sums)
            report.losses.emplace_back(sum.name, sum.value / sum.count);
        report.learningRate = facts.learningRate;
        report.imagesPerSecond = m_steps * facts.batch / std::max(secondsSince(m_since), 1e-6);
        m_sums.clear();
        m_steps = 0;
        m_since = Clock::now();
        return report;
    }

private:
    static constexpr Clock::duration kUnknown = std::chrono::hours(24 * 365);
    struct Sum
    {
        std::string name;
        double value = 0;
        int count = 0;
    };

    std::vector<Sum> m_sums;
    int m_steps = 0;
    Clock::time_point m_since = Clock::now();
    Clock::time_point m_last = m_since; ///< When the latest step had ended.
    Clock::duration m_usual = kUnknown; ///< A step's time.
};

Status checkpoint(Trainer &trainer, const RunFiles &files, const std::string &trainingJson)
{
    Status saved = trainer.save(files.newCheckpoint(trainer.done()));
    if (!saved)
        return saved;
    files.removeOldCheckpoints();
    const Result<Image> sheet = trainer.preview();
    if (!sheet)
        return tl::unexpected(sheet.error());
    if (!sheet->empty()) {
        if (Status written = files::writeImage(files.preview(trainer.done()), *sheet); !written)
            return written;
    }
    return trainer.writePackage(files.package(), trainingJson);
}

/// What ends a training before its last step; all processes agree on it.
struct Wishes
{
    bool stop = false;
    bool endEarly = false;
};

Result<Wishes> ofAny(const tensor::Peers &peers, const Wishes &own)
{
    const torch::Tensor wishes = torch::tensor({own.stop ? 1.0F : 0.0F, own.endEarly ? 1.0F : 0.0F});
    if (const Status averaged = peers.average(wishes); !averaged)
        return tl::unexpected(averaged.error());
    return Wishes{wishes[0].item<float>() > 0.0F, wishes[1].item<float>() > 0.0F};
}

Status average(Losses &losses, const tensor::Peers &peers)
{
    if (losses.empty()) // then nobody's steps had any
        return {};
    const torch::Tensor values = torch::empty({static_cast<std::int64_t>(losses.size())}, torch::kDouble);
    for (std::size_t i = 0; i < losses.size(); ++i)
        values.data_ptr<double>()[i] = losses[i].second;
    if (Status averaged = peers.average(values); !averaged)
        return averaged;
    for (std::size_t i = 0; i < losses.size(); ++i)
        losses[i].second = values.data_ptr<double>()[i];
    return {};
}

} // namespace

Result<Workplace> Workplace::open(const std::string &device, const std::filesystem::path &output, bool resume)
{
    const Result<torch::Device> found = tensor::device(device);
    if (!found)
        return tl::unexpected(found.error());
    Result<tensor::Peers> peers = tensor::guard([&] { return tensor::Peers::fromEnvironment(*found); });
    if (!peers)
        return tl::unexpected(peers.error());
    const std::filesystem::path folder =
        peers->isFirst() ? output : output / ("worker-" + std::to_string(peers->rank()));
    Result<RunFiles> files = RunFiles::open(folder, resume && peers->isFirst());
    if (!files)
        return tl::unexpected(files.error());
    return Workplace{*std::move(peers), folder, *std::move(files)};
}

Result<std::string> Workplace::agreed(std::string plan) const
{
    if (const Status copied = peers.copyFromFirst(plan); !copied)
        return tl::unexpected(copied.error());
    return plan;
}

double secondsSince(Clock::time_point begin)
{
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

Result<jobs::Ending> runSteps(Trainer &trainer, const Workplace &place, RunReporter &reporter,
                              const LoopOptions &options, jobs::JobContext &context)
{
    const tensor::Peers &peers = place.peers;
    const RunFiles &files = place.files;
    Average means;
    StepReport last;
    auto savedAt = Clock::now();
    bool warned = false;
    while (!trainer.finished()) {
        const Result<Losses> losses = trainer.step();
        if (!losses)
            return tl::unexpected(losses.error());
        means.add(*losses);
        reporter.step(trainer.done(), trainer.total());
        Health health;
        if (peers.isFirst() && trainer.done() % Trainer::kHealthEvery == 0) {
            Result<Health> looked = trainer.health();
            if (!looked)
                return tl::unexpected(looked.error());
            health = *std::move(looked);
            if (health.warning || warned) // what was said before the steps stays
                reporter.notice(health.warning);
            warned = health.warning.has_value();
        }
        const Result<Wishes> ends = ofAny(peers, {context.stopAtCheckpoint(), health.endEarly});
        if (!ends)
            return tl::unexpected(ends.error());
        const bool ending = ends->stop || ends->endEarly || trainer.finished();
        const bool silent = peers.alone() && means.seconds() > kLongestSilence;
        if (trainer.done() % kReportEvery == 0 || ending || silent) {
            last = means.take(trainer);
            if (const Status averaged = average(last.losses, peers); !averaged)
                return tl::unexpected(averaged.error());
            last.losses.insert(last.losses.end(), health.measures.begin(), health.measures.end());
            last.drawn = options.drawn ? options.drawn() : 0;
            if (const Status logged = files.log(last); !logged)
                return tl::unexpected(logged.error());
            if (options.onReport)
                options.onReport(last);
            context.report(jobs::Stage::Training, static_cast<int>(trainer.done()), static_cast<int>(last.total));
        }
        if (peers.isFirst() && (ending || secondsSince(savedAt) > 60.0 * options.checkpointMinutes)) {
            if (const Status saved = checkpoint(trainer, files, options.trainingJson(last)); !saved)
                return tl::unexpected(saved.error());
            savedAt = Clock::now();
        }
        if (ends->stop)
            return jobs::Ending::Stopped;
        if (ends->endEarly)
            break;
    }
    return jobs::Ending::Completed;
}

} // namespace imago::train::neural
