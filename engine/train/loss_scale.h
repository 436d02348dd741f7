// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

namespace imago::train {

/// What losses are multiplied by in float16, so that small gradients do not vanish, and gradients divided by
/// (Micikevicius et al. 2018, section 3.2): as large as goes, found by trying. Powers of two: neither rounds.
class LossScale
{
public:
    static constexpr float kFirst = 65536;
    static constexpr float kLargest = 1 << 24; ///< No gradient of ours needs more.
    static constexpr int kGoodSteps = 2000;    ///< In a row, after which twice as much is tried.

    float value() const noexcept { return m_numbers[0]; }

    /// After a step with finite gradients.
    void succeeded() noexcept;
    /// After gradients that are not: half of it is tried. False: it was 1, so scaling is not what makes them so.
    bool overflowed() noexcept;

    /// All that a checkpoint has to keep: the value, and good steps since it changed.
    std::array<float, 2> &numbers() noexcept { return m_numbers; }

private:
    std::array<float, 2> m_numbers{kFirst, 0};
};

} // namespace imago::train
