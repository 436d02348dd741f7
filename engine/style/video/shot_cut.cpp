// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/video/shot_cut.h"

#include <array>
#include <cmath>
#include <cstddef>
#include <utility>

namespace imago::style::video {

namespace {

constexpr double kAlike = 8.0;   // levels: where hardly anything changes motion is hard to find, and there is no cut
constexpr double kCertain = 0.3; // of the pixels matched: nothing but a cut
constexpr double kLikely = 0.7;  // a cut if the light is distributed otherwise, too
constexpr double kOtherLight = 0.25;
constexpr std::size_t kBins = 32;

std::array<double, kBins> histogram(const Plane &plane)
{
    std::array<double, kBins> bins{};
    for (const std::uint8_t value : plane.values)
        bins[value * kBins / 256] += 1.0 / static_cast<double>(plane.values.size());
    return bins;
}

// The earth mover's distance of the two distributions, 1 being from black to white.
double otherLight(const Plane &a, const Plane &b)
{
    const auto first = histogram(a);
    const auto second = histogram(b);
    double carried = 0;
    double total = 0;
    for (std::size_t i = 0; i < kBins; ++i) {
        carried += first[i] - second[i];
        total += std::abs(carried);
    }
    return total / (kBins - 1);
}

double meanDifference(const Plane &a, const Plane &b)
{
    double sum = 0;
    for (std::size_t i = 0; i < a.values.size(); ++i)
        sum += std::abs(a.values[i] - b.values[i]);
    return sum / static_cast<double>(a.values.size());
}

} // namespace

bool isCut(const Plane &before, const Plane &after, const Motion &motion)
{
    if (meanDifference(before, after) < kAlike)
        return false;
    if (motion.matched < kCertain)
        return true;
    return motion.matched < kLikely &&
           otherLight(before, after) > kOtherLight * (motion.matched - kCertain) / (kLikely - kCertain);
}

std::shared_ptr<const Motion> ShotTracker::next(const Image &frame)
{
    Plane now = luma(frame);
    const std::optional<Plane> before = std::exchange(m_before, std::nullopt);
    std::shared_ptr<const Motion> motion;
    if (before && before->size == now.size) {
        motion = std::make_shared<const Motion>(m_estimator.between(*before, now));
        if (isCut(*before, now, *motion))
            motion.reset();
    }
    m_before = std::move(now);
    return motion;
}

} // namespace imago::style::video
