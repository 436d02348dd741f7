// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/point.h"

#include <cstddef>
#include <span>
#include <utility>

namespace imago::latent {

/// Piecewise linear: pairs of (an attribute's value, an amount), rising in the value; constant outside them.
using Curve = std::span<const std::pair<float, float>>;

/// One attribute carrying another along: moving `driver` from a to b adds curve(b) - curve(a) to `follower`,
/// times what `scale` says about the attribute `scaledBy` (stubble comes with gender, but only in adults).
struct Link
{
    std::size_t driver;
    std::size_t follower;
    Curve curve;
    std::size_t scaledBy; ///< The driver itself where nothing scales.
    Curve scale;          ///< Empty: 1.
};

/// The most of a follower that people expect at a driver's value: moving the driver there takes away what is
/// more (a feminine face loses its beard), moving it back gives nothing back.
struct Limit
{
    std::size_t driver;
    std::size_t follower;
    Curve most;
};

/// What people expect gender and age to bring: brows, lips, stubble, hair line, greying, wrinkles, make-up.
/// A follower that depends on both has two links, whose amounts are the same product.
std::span<const Link> links() noexcept;

/// What people expect gender and age to rule out: beards and bald crowns of women, make-up of men, all of
/// them and grey hair in children.
std::span<const Limit> limits() noexcept;

/// What links have put on a follower in all, compared with a person of neutral gender and age: the mark that
/// its slider shows. 0 for an attribute that follows nothing.
float linkedAmount(const Attributes &attributes, std::size_t follower) noexcept;

/// Moves an attribute and what it carries along; everything stays in its range. Going back on the same way
/// returns to the start unless something met a limit or the end of its range: a gesture therefore applies
/// every step of a drag to the point that it began with.
Point movedWithLinks(Point point, std::size_t attribute, float value) noexcept;

} // namespace imago::latent
