// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/neural/structure.h"

#include <array>

namespace imago::style::neural {

using torch::Tensor;

namespace {

constexpr int kReach = 3; // of a window, in an octave's pixels
constexpr double kLeastEnergy = 1e-6;
// Relative to an octave's mean energy: where half of the full weight is reached, where a place is half flat, and what
// keeps the correlation calm where a picture is flat.
constexpr double kHalfSalient = 0.3;
constexpr double kHalfFlat = 0.05;
constexpr double kCalm = 0.05;
// Finest first, then what remains.
constexpr std::array<double, kOctaves + 1> kShapeShare = {0.0, 0.5, 1.0, 1.0, 1.0};
constexpr std::array<double, kOctaves + 1> kRippleShare = {0.3, 0.3, 0.3, 0.3, 0.0};

Tensor windowMean(const Tensor &plane)
{
    constexpr int kSide = 2 * kReach + 1;
    return torch::avg_pool2d(plane, {kSide, kSide}, {1, 1}, {kReach, kReach}, false, false);
}

struct LocalLight
{
    Tensor light; ///< Without the window's mean.
    Tensor energy;

    explicit LocalLight(const Tensor &octave)
    {
        const Tensor plane = octave.narrow(1, 0, 1);
        light = plane - windowMean(plane);
        energy = windowMean(light.square());
    }
};

} // namespace

PhotoStructure::PhotoStructure(const std::vector<Tensor> &octaves, const Tensor &emphasis)
{
    const torch::NoGradGuard noGradients;
    for (const Tensor &octave : octaves) {
        const LocalLight local(octave);
        const Tensor mean = local.energy.mean() + kLeastEnergy;
        Octave own;
        own.light = local.light / (local.energy + kLeastEnergy).sqrt();
        own.salience = local.energy / (local.energy + kHalfSalient * mean);
        own.flatness = kHalfFlat * mean / (local.energy + kHalfFlat * mean);
        if (emphasis.defined())
            own.salience =
                own.salience * (1.0 + torch::adaptive_avg_pool2d(emphasis, {octave.size(2), octave.size(3)}));
        m_octaves.push_back(std::move(own));
    }
}

Tensor PhotoStructure::distance(const std::vector<Tensor> &octaves) const
{
    Tensor total = torch::zeros({});
    for (std::size_t i = 0; i < octaves.size(); ++i)
        total = total + distance(i, octaves[i]);
    return total;
}

Tensor PhotoStructure::distance(std::size_t index, const Tensor &octave) const
{
    const Octave &photo = m_octaves[index];
    Tensor total = torch::zeros({});
    if (kShapeShare[index] > 0.0) {
        const LocalLight own(octave);
        const Tensor strength = (own.energy + kCalm * own.energy.detach().mean() + kLeastEnergy).sqrt();
        const Tensor correlation = windowMean(own.light * photo.light) / strength;
        total = total + kShapeShare[index] * (photo.salience * (1.0 - correlation)).mean();
    }
    if (kRippleShare[index] > 0.0) {
        const Tensor energy = octave.narrow(1, 0, 1).square();
        const Tensor share = (energy * photo.flatness).mean() / (energy.detach().mean() + kLeastEnergy);
        total = total + kRippleShare[index] * share;
    }
    return total;
}

} // namespace imago::style::neural
