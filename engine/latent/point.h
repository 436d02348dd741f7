// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/latent/attribute.h"

#include <array>
#include <cstddef>
#include <string_view>

namespace imago::latent {

/// Numbers in the residual latent z: who this person is, apart from every attribute.
inline constexpr std::size_t kIdentitySize = 48;

/// The ones of them that say what is left and right in a head.
inline constexpr std::size_t kAsymmetryAt = 36;
inline constexpr std::size_t kAsymmetrySize = 4;

using Identity = std::array<float, kIdentitySize>;
using Attributes = std::array<float, PortraitAttributeCount>;

/// A place in the portraits' latent space: what the sliders say, and who it is.
///
/// `z` is standard normal over the population. Its first kShapeSize numbers are the principal components of the
/// heads' shapes, largest first; the rest are asymmetry and appearance (see engine/faces/identity.h).
struct Point
{
    Attributes attributes{};
    Identity z{};

    bool operator==(const Point &) const = default;
};

/// Every attribute neutral, the mean identity.
Point neutralPoint() noexcept;

/// Sets one attribute after checking it. Errors: BadInput for an unknown name (the detail lists the nearest
/// known one), a value that is not finite, or one outside the attribute's range.
Status setAttribute(Point &point, std::string_view name, double value);

/// Puts every attribute into its range and every z into [-4, 4]; what is not finite becomes neutral.
Point clamped(Point point) noexcept;

/// The same person in a mirror: the point of the picture that is flipped left to right. Not to a hair: some of the
/// shape's components also lean to one side a little (z[3] at 2 most: by 3 % of the picture's width), and stay so.
Point mirrored(Point point) noexcept;

/// The straight way from one point to another; `amount` in [0, 1].
Point blend(const Point &from, const Point &to, float amount) noexcept;

} // namespace imago::latent
