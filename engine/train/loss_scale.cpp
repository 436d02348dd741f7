// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/loss_scale.h"

#include <algorithm>

namespace imago::train {

void LossScale::succeeded() noexcept
{
    auto &[value, good] = m_numbers;
    if (++good < kGoodSteps)
        return;
    value = std::min(2 * value, kLargest);
    good = 0;
}

bool LossScale::overflowed() noexcept
{
    auto &[value, good] = m_numbers;
    good = 0;
    if (value <= 1)
        return false;
    value /= 2;
    return true;
}

} // namespace imago::train
