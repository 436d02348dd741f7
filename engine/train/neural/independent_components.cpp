// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/neural/independent_components.h"

#include <algorithm>
#include <tuple>

namespace imago::train::neural {

using torch::Tensor;

namespace {

constexpr int kMostRounds = 400;
constexpr double kStill = 1e-7; // how little a round may turn to be the last
constexpr double kLeastVariance = 1e-10; // of the first component's

} // namespace

Tensor principalScores(const Tensor &rows, std::int64_t count)
{
    const Tensor centred = (rows - rows.mean(0, true)).to(torch::kDouble);
    const auto n = static_cast<double>(rows.size(0));
    const auto [values, vectors] = torch::linalg_eigh(torch::mm(centred.t(), centred) / n, "L");
    const std::int64_t width = values.size(0);
    const std::int64_t usable = (values > values[width - 1] * kLeastVariance).sum().item<std::int64_t>();
    const std::int64_t kept = std::max<std::int64_t>(1, std::min(count, usable));
    const Tensor scale = values.narrow(0, width - kept, kept).clamp_min(1e-30).sqrt();
    return (torch::mm(centred, vectors.narrow(1, width - kept, kept)) / scale).flip(1).to(torch::kFloat);
}

Tensor independentScores(const Tensor &scores, std::uint64_t seed)
{
    const Tensor x = scores.to(torch::kDouble);
    const std::int64_t size = x.size(1);
    const auto n = static_cast<double>(x.size(0));
    at::Generator random = at::detail::createCPUGenerator(seed);
    Tensor turn = std::get<0>(torch::linalg_qr(torch::randn({size, size}, random, torch::kDouble)));
    for (int round = 0; round < kMostRounds; ++round) {
        const Tensor bent = torch::tanh(torch::mm(x, turn.t()));
        const Tensor slope = (1.0 - bent.square()).mean(0);
        const Tensor moved = torch::mm(bent.t(), x) / n - slope.unsqueeze(1) * turn;
        const auto [u, s, v] = torch::linalg_svd(moved, false); // symmetric decorrelation
        const Tensor next = torch::mm(u, v);
        const double still = 1.0 - (next * turn).sum(1).abs().min().item<double>();
        turn = next;
        if (still < kStill)
            break;
    }
    return torch::mm(x, turn.t()).to(torch::kFloat);
}

} // namespace imago::train::neural
