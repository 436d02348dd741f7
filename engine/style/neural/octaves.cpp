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

// Every second place of a low pass along one side. With a gradient of its own: that of a strided convolution takes
// seven times as long, and more when it is asked for the first time.
class Halved : public torch::autograd::Function<Halved>
{
public:
    static Tensor forward(torch::autograd::AutogradContext *context, const Tensor &padded, std::int64_t side)
    {
        context->saved_data["side"] = side;
        context->saved_data["sizes"] = padded.sizes();
        Tensor result = every(padded, side, 0) * kLowPass[0];
        for (std::size_t i = 1; i < kLowPass.size(); ++i)
            result.add_(every(padded, side, i), kLowPass[i]);
        return result;
    }

    static torch::autograd::variable_list backward(torch::autograd::AutogradContext *context,
                                                   torch::autograd::variable_list gradients)
    {
        const std::int64_t side = context->saved_data["side"].toInt();
        Tensor result = torch::zeros(context->saved_data["sizes"].toIntVector(), gradients[0].options());
        for (std::size_t i = 0; i < kLowPass.size(); ++i)
            every(result, side, i).add_(gradients[0], kLowPass[i]);
        return {result, {}};
    }

private:
    // What the weight `i` is for: every second place from there on.
    static Tensor every(const Tensor &padded, std::int64_t side, std::size_t i)
    {
        const auto from = static_cast<std::int64_t>(i);
        return padded.slice(side, from, padded.size(side) - static_cast<std::int64_t>(kLowPass.size()) + from + 1, 2);
    }
};

// To half the size, rounded up.
Tensor halved(const Tensor &picture)
{
    const std::int64_t height = picture.size(2);
    const std::int64_t width = picture.size(3);
    return Halved::apply(
        Halved::apply(torch::reflection_pad2d(picture, {1, 1 + width % 2, 1, 1 + height % 2}), 2), 3);
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
