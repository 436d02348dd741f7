// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/train/precision.h"

#include <cstdint>
#include <vector>

namespace imago::train {

/// Matrices that move by orthogonalised momentum (Muon: Jordan et al. 2024) move so many times as fast as the rest by
/// Adam.
inline constexpr double kMatrixPace = 5.0;

/// One stretch of training at one picture size.
struct Stage
{
    int side = 32;
    std::int64_t steps = 0;
};

/// The whole course of a training, fixed once at its start and stored with it: what is drawn and how large a step is
/// follow from the step's number alone, so that a resumed run goes exactly where an unbroken one would.
struct Plan
{
    std::uint64_t seed = 1;
    int batch = 32; ///< Even: samples come in pairs.
    std::vector<Stage> stages;
    double learningRate = 2e-3; ///< Peak.
    double finalShare = 0.02;   ///< Of the peak, at the end.
    std::int64_t warmUp = 200;  ///< Steps of linear rise.
    double emaDecay = 0.999;
    std::int64_t window = 32768;    ///< Samples in use at a time.
    std::int64_t firstWindow = 4096; ///< Samples before the first step.
    double freshPerStep = 6.0;       ///< New samples a step; batch / freshPerStep is how often each is seen.
    /// Steps from one that trains the encoder too to the next, as it needs fewer than the decoder; 0: it stays as it is.
    int encoderEvery = 4;
    double adversarial = 0.0; ///< Pull of a discriminator at 128 px, as a share of the other losses' pull; 0 for none.
    Precision precision = Precision::Float32;
    std::uint64_t firstSample = 0;   ///< A continued training goes on with samples that nobody has seen.

    bool operator==(const Plan &) const = default;
};

inline bool operator==(const Stage &a, const Stage &b) { return a.side == b.side && a.steps == b.steps; }

std::int64_t totalSteps(const Plan &plan) noexcept;

/// A learning rate's course.
struct RateSchedule
{
    double peak = 2e-3;
    double finalShare = 0.02; ///< Of the peak, at the end.
    std::int64_t warmUp = 200; ///< Steps of linear rise.
};
/// Linear rise, then half a cosine (Loshchilov and Hutter 2017, equation 5).
double scheduledRate(const RateSchedule &schedule, std::int64_t step, std::int64_t total) noexcept;
double learningRate(const Plan &plan, std::int64_t step) noexcept;

/// The picture size of a step.
struct StepShape
{
    int side = 32;
    double fade = 1.0;        ///< How far the newest level has faded in: 0 to 1 over the stage's first tenth.
    double adversarial = 0.0; ///< The discriminator's share: 0 to the plan's over the first tenth at 128 px.
};
StepShape shapeAt(const Plan &plan, std::int64_t step) noexcept;

/// Whether a step trains the encoder beside the decoder.
bool trainsEncoder(const Plan &plan, std::int64_t step) noexcept;

/// Samples [first, last) may be drawn from at a step; both are even and never fall.
struct Window
{
    std::uint64_t first = 0;
    std::uint64_t last = 0;
};
Window windowAt(const Plan &plan, std::int64_t step) noexcept;

/// The samples of one step: pairs (2n, 2n + 1), batch numbers in all.
std::vector<std::uint64_t> batchAt(const Plan &plan, std::int64_t step);

/// Seconds of a step whose `fresh` samples are drawn beside it: `meanwhile` of them came while `seconds` were measured,
/// the others are waited for, so many `perSecond` when nothing else works (0: unknown; none are waited for).
double secondsWithDrawing(double seconds, double fresh, double meanwhile, double perSecond) noexcept;

/// Turns a time budget into stages: `secondsPerStep` was measured for each of `sides`; `shares` of the time, summing
/// to 1, go to each.
std::vector<Stage> stagesForBudget(double seconds, const std::vector<int> &sides,
                                   const std::vector<double> &secondsPerStep, const std::vector<double> &shares);

} // namespace imago::train
