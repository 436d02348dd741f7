// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/neural/octaves.h"

#include <array>
#include <cmath>

namespace imago::style::neural {

using torch::Tensor;

namespace {

constexpr double kLeastVariance = 1e-7; // well below what rounding to 256 levels adds
constexpr std::array<float, 4> kLowPass = {0.125F, 0.375F, 0.375F, 0.125F};

// Rows: lightness, red against blue, both against green.
Tensor basis()
{
    const double a = 1.0 / std::sqrt(3.0);
    const double b = 1.0 / std::sqrt(2.0);
    const double c = 1.0 / std::sqrt(6.0);
    return torch::tensor({a, a, a, b, 0.0, -b, c, -2.0 * c, c}, torch::kFloat).view({3, 3});
}

Tensor turned(const Tensor &picture, const Tensor &matrix)
{
    return torch::mm(matrix, picture.reshape({3, -1})).view(picture.sizes());
}

// To half the size, rounded up: every second of the means of four.
Tensor halved(const Tensor &picture)
{
    const Tensor kernel = torch::tensor(at::ArrayRef<float>(kLowPass));
    const std::int64_t height = picture.size(2);
    const std::int64_t width = picture.size(3);
    const Tensor planes = torch::reflection_pad2d(picture, {1, 1 + width % 2, 1, 1 + height % 2}).transpose(0, 1);
    const Tensor rows = torch::conv2d(planes, kernel.view({1, 1, 4, 1}), {}, torch::IntArrayRef{2, 1});
    return torch::conv2d(rows, kernel.view({1, 1, 1, 4}), {}, torch::IntArrayRef{1, 2}).transpose(0, 1);
}

Tensor doubled(const Tensor &picture, const Tensor &like)
{
    const Tensor large = torch::upsample_bilinear2d(picture, {2 * picture.size(2), 2 * picture.size(3)}, false);
    return large.narrow(2, 0, like.size(2)).narrow(3, 0, like.size(3));
}

} // namespace

std::vector<Tensor> octavesOf(const Tensor &picture)
{
    std::vector<Tensor> octaves;
    Tensor rest = turned(picture, basis());
    for (int i = 0; i < kOctaves; ++i) {
        const Tensor small = halved(rest);
        octaves.push_back(rest - doubled(small, rest));
        rest = small;
    }
    octaves.push_back(rest);
    return octaves;
}

Tensor fromOctaves(const std::vector<Tensor> &octaves)
{
    Tensor picture = octaves.back();
    for (std::size_t i = octaves.size() - 1; i-- > 0;)
        picture = octaves[i] + doubled(picture, octaves[i]);
    return turned(picture, basis().t());
}

Tensor octaveCovariances(const Tensor &picture)
{
    return octaveCovariances(octavesOf(picture));
}

Tensor octaveCovariances(const std::vector<Tensor> &octaves)
{
    std::vector<Tensor> covariances;
    for (std::size_t i = 0; i < kOctaves; ++i) {
        const Tensor flat = octaves[i].reshape({3, -1});
        covariances.push_back(torch::mm(flat, flat.t()) / static_cast<double>(flat.size(1)));
    }
    return torch::stack(covariances);
}

OctaveTarget::OctaveTarget(const Tensor &covariances)
{
    const torch::NoGradGuard noGradients;
    const auto [values, vectors] = at::linalg_eigh(covariances.to(torch::kDouble));
    const Tensor scales = values.clamp_min(kLeastVariance).rsqrt();
    m_whitening = (torch::matmul(vectors * scales.unsqueeze(1), vectors.transpose(1, 2))).to(torch::kFloat);
    m_target = torch::matmul(torch::matmul(m_whitening, covariances), m_whitening);
}

Tensor OctaveTarget::distance(const Tensor &covariances) const
{
    const Tensor whitened = torch::matmul(torch::matmul(m_whitening, covariances), m_whitening);
    return torch::log1p((whitened - m_target).square()).mean();
}

} // namespace imago::style::neural
