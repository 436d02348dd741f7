// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/neural/octave_picture.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace imago::style::neural {

using torch::Tensor;

namespace {

constexpr double kMomentum = 0.9;
constexpr double kSquares = 0.99;
constexpr double kEpsilon = 1e-8;
constexpr std::array<double, kOctaves + 1> kColorPace = {0.05, 0.1, 0.3, 0.5, 1.0}; // beside the light's
constexpr double kLeastVariance = 1e-8;
constexpr int kAlignment = 1 << kOctaves;

// The part of an octave that belongs to a part of the picture which starts at `origin`.
Tensor cut(const Tensor &octave, const Tile &tile, int index, const Tile &origin = {})
{
    const auto side = [index](int at, int begin) { return octaveSide(at, index) - octaveSide(begin, index); };
    return octave.narrow(2, side(tile.top, origin.top), side(tile.bottom, tile.top))
        .narrow(3, side(tile.left, origin.left), side(tile.right, tile.left));
}

std::vector<Tensor> cut(const std::vector<Tensor> &octaves, const Tile &tile)
{
    std::vector<Tensor> parts;
    for (std::size_t i = 0; i < octaves.size(); ++i)
        parts.push_back(cut(octaves[i], tile, static_cast<int>(i)));
    return parts;
}

} // namespace

OctavePicture::OctavePicture(const Tensor &picture, const Tensor &covariances)
    : m_picture(picture.clone())
{
    const torch::NoGradGuard noGradients;
    m_octaves = octavesOf(m_picture);
    for (std::size_t i = 0; i < m_octaves.size(); ++i) {
        m_momentum.push_back(torch::zeros_like(m_octaves[i]));
        m_squares.push_back(torch::zeros_like(m_octaves[i]));
        Tensor pace = torch::tensor({1.0, kColorPace[i], kColorPace[i]}, torch::kFloat);
        if (covariances.defined() && i < kOctaves) {
            const Tensor variances = covariances[static_cast<std::int64_t>(i)].diagonal().clamp_min(kLeastVariance);
            pace = torch::maximum(pace, (variances / variances[0]).sqrt()).clamp_max(1.0);
        }
        m_pace.push_back(pace.view({1, 3, 1, 1}));
    }
}

void OctavePicture::refresh()
{
    const torch::NoGradGuard noGradients;
    m_picture = fromOctaves(m_octaves).clamp_(0.0, 1.0);
}

Tile OctavePicture::around(const Tile &own) const
{
    const auto before = [](int at) { return std::max(0, at - kOctaveReach) / kAlignment * kAlignment; };
    const auto after = [](int at, std::int64_t side) {
        return std::min(static_cast<int>(side), (at + kOctaveReach + kAlignment - 1) / kAlignment * kAlignment);
    };
    return {before(own.top), before(own.left), after(own.bottom, m_picture.size(2)),
            after(own.right, m_picture.size(3))};
}

void OctavePicture::move(const Tile &own, const Tensor &gradient, int step, double rate)
{
    const Tile wide = around(own);
    std::vector<Tensor> leaves = cut(m_octaves, wide);
    for (Tensor &leaf : leaves)
        leaf = leaf.clone().set_requires_grad(true);
    {
        const torch::AutoGradMode gradients(true);
        fromOctaves(leaves).backward(gradient); // as if nothing had been clamped: what left the range can come back
    }
    const torch::NoGradGuard noGradients;
    const double unbiased = rate / (1.0 - std::pow(kMomentum, step + 1));
    for (std::size_t i = 0; i < m_octaves.size(); ++i) {
        const auto index = static_cast<int>(i);
        const Tensor slope = cut(leaves[i].grad(), own, index, wide);
        Tensor momentum = cut(m_momentum[i], own, index);
        Tensor squares = cut(m_squares[i], own, index);
        momentum.mul_(kMomentum).add_(slope, 1.0 - kMomentum);
        squares.mul_(kSquares).addcmul_(slope, slope, 1.0 - kSquares);
        const Tensor scale = (squares / (1.0 - std::pow(kSquares, step + 1))).sqrt_().add_(kEpsilon);
        cut(m_octaves[i], own, index).addcdiv_(momentum * m_pace[i], scale, -unbiased);
    }
    const auto part = [&own](const Tensor &picture, const Tile &origin) {
        return picture.narrow(2, own.top - origin.top, own.bottom - own.top)
            .narrow(3, own.left - origin.left, own.right - own.left);
    };
    part(m_picture, {}).copy_(part(fromOctaves(cut(m_octaves, wide)), wide).clamp(0.0, 1.0));
}

} // namespace imago::style::neural
