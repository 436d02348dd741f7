// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/image.h"
#include "engine/style/oklab.h"
#include "engine/style/style_statistics.h"

#include <array>
#include <cstdint>
#include <stop_token>
#include <vector>

namespace imago::style {

/// The symmetric linear map of colours around their mean that takes one covariance to another with the least motion
/// (Monge-Kantorovich: Pitie and Kokaram 2007, section 4.3).
Matrix3 colorTransport(Matrix3 from, Matrix3 to);

/// A symmetric map with its eigenvalues clamped.
Matrix3 limited(const Matrix3 &map, double least, double most);

/// Moves the colours of one picture until they are distributed as another's, in OKLab: first colorTransport()
/// and the mean, then the histogram of each channel.
class PaletteMap
{
public:
    /// From a sample of at most some 300,000 pixels of each; their transparency is ignored. Both Rgba16.
    static PaletteMap between(const Image &from, const Image &to, const std::stop_token &stop);

    /// One Rgba16 pixel, in place.
    void apply(std::uint16_t *pixel) const;

private:
    struct Curve
    {
        float low = 0;
        float step = 1;
        std::vector<float> values; ///< At low, low + step, ...
        float at(float value) const;
    };

    Color moved(const Color &lab) const;

    Color m_fromMean{};
    Color m_toMean{};
    std::array<Color, 3> m_matrix{};
    std::array<Curve, 3> m_curves;
};

/// The colour of an Rgba16 pixel as linear light.
Color linearColor(const std::uint16_t *pixel) noexcept;
void setLinearColor(std::uint16_t *pixel, const Color &linear) noexcept;

} // namespace imago::style
