// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/neural/held_out_looks.h"

#include <algorithm>
#include <cmath>

namespace imago::train::neural {

int inARow(torch::Tensor &looks, bool seen)
{
    seen ? looks.add_(1.0) : looks.zero_();
    return static_cast<int>(looks.item<float>());
}

HeldOutLooks::HeldOutLooks(double worse, double least)
    : m_worse(worse)
    , m_least(least)
{
}

bool HeldOutLooks::give(double distance)
{
    if (!std::isfinite(distance))
        return inARow(m_badLooks, true) >= kPatience;
    distance = std::max(distance, m_least);
    const double best = m_best.item<double>();
    if (best < 0.0 || distance < best)
        m_best.fill_(distance);
    return inARow(m_badLooks, best >= 0.0 && distance > m_worse * best) >= kPatience;
}

} // namespace imago::train::neural
