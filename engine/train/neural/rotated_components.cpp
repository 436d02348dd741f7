// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/neural/rotated_components.h"

#include <algorithm>
#include <tuple>

namespace imago::train::neural {

using torch::Tensor;

namespace {

constexpr int kMostRounds = 400;
constexpr double kStill = 1e-8;          // how little a round may turn to be the last
constexpr double kLeastVariance = 1e-10; // of the first component's
// of a column's loadings squared, in their mean: what hardly varies stays quiet
constexpr double kLeastLength = 1e-3;

/// Scores with variance 1, N x count, of centred rows.
Tensor principalScores(const Tensor &centred, std::int64_t count)
{
    const auto n = static_cast<double>(centred.size(0));
    const auto [values, vectors] = torch::linalg_eigh(torch::mm(centred.t(), centred) / n, "L");
    const std::int64_t width = values.size(0);
    const std::int64_t usable = (values > values[width - 1] * kLeastVariance).sum().item<std::int64_t>();
    const std::int64_t kept = std::max<std::int64_t>(1, std::min(count, usable));
    const Tensor scale = values.narrow(0, width - kept, kept).clamp_min(1e-30).sqrt();
    return (torch::mm(centred, vectors.narrow(1, width - kept, kept)) / scale).flip(1);
}

/// The rotation that makes the squares of each component's loadings vary most; loadings: columns x components.
Tensor varimax(const Tensor &loadings)
{
    const Tensor lengths = loadings.square().sum(1, true);
    const Tensor level = loadings / (lengths + kLeastLength * lengths.mean()).clamp_min(1e-30).sqrt();
    Tensor turn = torch::eye(loadings.size(1), torch::kDouble);
    for (int round = 0; round < kMostRounds; ++round) {
        const Tensor turned = torch::mm(level, turn);
        const Tensor slope = torch::mm(level.t(), turned.pow(3) - turned * turned.square().mean(0));
        const auto [u, s, v] = torch::linalg_svd(slope, false);
        const Tensor next = torch::mm(u, v);
        const double still = 1.0 - (next * turn).sum(0).abs().min().item<double>();
        turn = next;
        if (still < kStill)
            break;
    }
    return turn;
}

} // namespace

Tensor rotatedComponents(const Tensor &rows, std::int64_t count)
{
    const Tensor centred = (rows - rows.mean(0, true)).to(torch::kDouble);
    const Tensor scores = principalScores(centred, count);
    const Tensor loadings = torch::mm(centred.t(), scores);
    const Tensor turn = varimax(loadings);
    const Tensor sign = torch::where(torch::mm(loadings, turn).sum(0) < 0.0, -1.0, 1.0);
    return (torch::mm(scores, turn) * sign).to(torch::kFloat);
}

} // namespace imago::train::neural
