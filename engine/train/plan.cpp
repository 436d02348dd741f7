// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/plan.h"

#include "engine/core/random.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace imago::train {

namespace {

constexpr int kAdversarialSide = 128;

} // namespace

std::int64_t totalSteps(const Plan &plan) noexcept
{
    std::int64_t total = 0;
    for (const Stage &stage : plan.stages)
        total += stage.steps;
    return total;
}

double scheduledRate(const RateSchedule &schedule, std::int64_t step, std::int64_t steps) noexcept
{
    const auto total = static_cast<double>(std::max<std::int64_t>(steps, 1));
    const auto at = static_cast<double>(step);
    const double rise = std::min(1.0, (at + 1.0) / static_cast<double>(std::max<std::int64_t>(schedule.warmUp, 1)));
    const double cosine = 0.5 + 0.5 * std::cos(std::numbers::pi * std::min(1.0, at / total));
    return schedule.peak * rise * (schedule.finalShare + (1.0 - schedule.finalShare) * cosine);
}

double learningRate(const Plan &plan, std::int64_t step) noexcept
{
    return scheduledRate({plan.learningRate, plan.finalShare, plan.warmUp}, step, totalSteps(plan));
}

StepShape shapeAt(const Plan &plan, std::int64_t step) noexcept
{
    std::int64_t begin = 0;
    for (std::size_t i = 0; i < plan.stages.size(); ++i) {
        const Stage &stage = plan.stages[i];
        if (step < begin + stage.steps || i + 1 == plan.stages.size()) {
            const double into =
                static_cast<double>(step - begin) / std::max(1.0, 0.1 * static_cast<double>(stage.steps));
            return {stage.side, i == 0 ? 1.0 : std::clamp(into, 0.05, 1.0),
                    stage.side == kAdversarialSide ? plan.adversarial * std::clamp(into, 0.0, 1.0) : 0.0};
        }
        begin += stage.steps;
    }
    return {};
}

bool trainsEncoder(const Plan &plan, std::int64_t step) noexcept
{
    return plan.encoderEvery > 0 && step % plan.encoderEvery == 0;
}

Window windowAt(const Plan &plan, std::int64_t step) noexcept
{
    const auto fresh = static_cast<std::int64_t>(static_cast<double>(step) * plan.freshPerStep);
    const std::int64_t last = (plan.firstWindow + fresh) / 2 * 2;
    const std::int64_t first = std::max<std::int64_t>(0, last - plan.window) / 2 * 2;
    return {plan.firstSample + static_cast<std::uint64_t>(first), plan.firstSample + static_cast<std::uint64_t>(last)};
}

std::vector<std::uint64_t> batchAt(const Plan &plan, std::int64_t step)
{
    const Window window = windowAt(plan, step);
    Random random(mixSeed(plan.seed, 0x6261746368ULL + static_cast<std::uint64_t>(step)));
    std::vector<std::uint64_t> batch;
    for (int i = 0; i < plan.batch / 2; ++i) {
        const std::uint64_t pair = window.first + 2 * random.below((window.last - window.first) / 2);
        batch.push_back(pair);
        batch.push_back(pair + 1);
    }
    return batch;
}

double secondsWithDrawing(double seconds, double fresh, double meanwhile, double perSecond) noexcept
{
    return perSecond > 0.0 ? seconds + std::max(0.0, fresh - meanwhile) / perSecond : seconds;
}

std::vector<Stage> stagesForBudget(double seconds, const std::vector<int> &sides,
                                   const std::vector<double> &secondsPerStep, const std::vector<double> &shares)
{
    std::vector<Stage> stages;
    for (std::size_t i = 0; i < sides.size(); ++i) {
        const double steps = seconds * shares[i] / std::max(secondsPerStep[i], 1e-4);
        stages.push_back({sides[i], std::max<std::int64_t>(1, static_cast<std::int64_t>(steps))});
    }
    return stages;
}

} // namespace imago::train
