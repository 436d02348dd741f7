// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/point.h"

#include <span>

namespace imago::latent {

/// One attribute carrying another along: moving `driver` from a to b adds curve(b) - curve(a) to `follower`.
struct Link
{
    std::size_t driver;
    std::size_t follower;
    /// Piecewise linear: pairs of (driver's value, amount), rising in the driver's value.
    std::span<const std::pair<float, float>> curve;
};

/// What people expect gender and age to bring: brows, lips, stubble, hair line, greying, wrinkles, make-up.
std::span<const Link> links() noexcept;

/// The amount that a link adds at one value of its driver.
float amount(const Link &link, float driverValue) noexcept;

/// Moves an attribute and what it carries along; everything stays in its range.
Point movedWithLinks(Point point, std::size_t attribute, float value) noexcept;

} // namespace imago::latent
