// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/neural/diff_augment.h"

#include <algorithm>

namespace imago::train::neural {

namespace fn = torch::nn::functional;
using torch::Tensor;

namespace {

constexpr double kHoles = 0.5; // of the share: a hole hides much

} // namespace

DiffAugment::DiffAugment(torch::IntArrayRef sizes, double share)
    : m_height(sizes[2])
    , m_width(sizes[3])
    , m_share(share)
{
}

Tensor DiffAugment::operator()(const Tensor &picture, at::Generator &noise) const
{
    if (m_share <= 0.0)
        return picture;
    const std::int64_t count = picture.size(0);
    const Tensor draw = torch::rand({count, 6}, noise);
    const float *r = draw.data_ptr<float>();
    const std::int64_t reachY = std::max<std::int64_t>(1, m_height / 8),
                       reachX = std::max<std::int64_t>(1, m_width / 8);
    // Mirrored beyond its edges: an edge of any other kind would come to be drawn.
    const Tensor padded = fn::pad(picture, fn::PadFuncOptions({reachX, reachX, reachY, reachY}).mode(torch::kReflect));
    std::vector<Tensor> shifted;
    Tensor kept = torch::ones({count, 1, m_height, m_width});
    for (std::int64_t i = 0; i < count; ++i, r += 6) {
        const auto within = [](float u, std::int64_t size) {
            return std::min<std::int64_t>(static_cast<std::int64_t>(u * static_cast<float>(size)), size - 1);
        };
        const bool shift = static_cast<double>(r[0]) < m_share;
        const std::int64_t y = shift ? within(r[1], 2 * reachY + 1) : reachY;
        const std::int64_t x = shift ? within(r[2], 2 * reachX + 1) : reachX;
        shifted.push_back(padded[i].narrow(1, y, m_height).narrow(2, x, m_width));
        if (static_cast<double>(r[3]) >= kHoles * m_share)
            continue;
        const std::int64_t centerY = within(r[4], m_height), centerX = within(r[5], m_width);
        const std::int64_t top = std::max<std::int64_t>(0, centerY - m_height / 4);
        const std::int64_t left = std::max<std::int64_t>(0, centerX - m_width / 4);
        kept[i].narrow(1, top, std::min(m_height, centerY + m_height / 4) - top)
            .narrow(2, left, std::min(m_width, centerX + m_width / 4) - left)
            .zero_();
    }
    return (torch::stack(shifted) * kept.to(picture.device())).contiguous(torch::MemoryFormat::ChannelsLast);
}

} // namespace imago::train::neural
