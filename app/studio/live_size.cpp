// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/live_size.h"

#include <algorithm>
#include <cmath>

namespace imago::app {

namespace {

constexpr int kStep = 32;
constexpr int kPatience = 6;     // pictures before the size may change: a first one also warms up
constexpr double kCalm = 0.25;   // share of the newest in the mean
constexpr double kTooMuch = 1.2; // by how much the size must miss before it changes

} // namespace

void LiveSize::took(double seconds) noexcept
{
    ++m_known;
    m_seconds = m_known <= 1 ? seconds : m_seconds + kCalm * (seconds - m_seconds);
    if (m_known < kPatience || m_seconds <= 0.0)
        return;
    const double fitting = m_side * std::sqrt(1.0 / (kWanted * m_seconds)); // time goes with the pixels
    if (fitting > m_side / kTooMuch && fitting < m_side * kTooMuch)
        return;
    const int side = std::clamp(static_cast<int>(fitting) / kStep * kStep, kLeast, kMost);
    if (side == m_side)
        return;
    m_side = side;
    m_known = 0;
}

} // namespace imago::app
