// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/image.h"
#include "engine/style/octave_quantiles.h"
#include "engine/style/style_statistics.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace imago::style {

/// The turn from red, green and blue to what octaves are made of. Rows: lightness, red against blue, both against
/// green; orthonormal.
inline constexpr std::array<std::array<float, 3>, 3> kOctaveBasis = {{{0.577350269F, 0.577350269F, 0.577350269F},
                                                                      {0.707106781F, 0.0F, -0.707106781F},
                                                                      {0.408248290F, -0.816496581F, 0.408248290F}}};

/// A strip of a picture: its own rows [begin, end), and those that are read for it, more than an octave's value
/// reaches.
struct OctaveStrip
{
    static constexpr int kRows = 256; ///< A multiple of 2^kStatisticsOctaves, as kAround is.
    static constexpr int kAround = 3 << kStatisticsOctaves;

    int begin = 0;
    int end = 0;
    int readBegin = 0;
    int readEnd = 0;

    OctaveStrip(int index, int height);
    static int count(int height) { return (height + kRows - 1) / kRows; }
};

/// Three planes of numbers: a picture in the colours of kOctaveBasis, or an octave of it.
struct OctavePlanes
{
    int width = 0;
    int height = 0;
    std::array<std::vector<float>, 3> values;

    OctavePlanes(int w, int h);
    float *row(std::size_t plane, int y) { return values[plane].data() + std::ptrdiff_t{y} * width; }
    const float *row(std::size_t plane, int y) const { return values[plane].data() + std::ptrdiff_t{y} * width; }

    /// Row `y` from a row of RGBA pixels.
    void read(const std::uint8_t *pixel, int y);
    void read(const std::uint16_t *pixel, int y);
};

/// Sums over one strip: those of the products of colours in each octave and in what remains, and of the latter's
/// colours.
struct OctaveSums
{
    std::array<Matrix3, kStatisticsOctaves + 1> products{};
    std::array<double, 3> rest{};
    std::array<double, kStatisticsOctaves + 1> places{};

    OctaveSums &operator+=(const OctaveSums &other);
};

/// The Laplacian pyramid (Burt and Adelson 1983) of a strip: the octaves, finest first, then what remains.
class StripPyramid
{
public:
    /// `planes`: the rows that are read for the strip.
    StripPyramid(const OctaveStrip &strip, OctavePlanes planes);

    /// Over the strip's own rows.
    OctaveSums sums() const;
    /// Of its own rows.
    void count(OctaveHistograms &histograms) const;
    /// Maps each level's colours; what remains also moves by `shift`.
    void map(const std::array<Matrix3, kStatisticsOctaves + 1> &maps, const std::array<double, 3> &shift);
    void bend(const OctaveCurves &curves);
    /// Adds the levels up and writes the strip's own rows, keeping opacity; ends the pyramid. Requires: Rgba16.
    void write(Image &picture);

private:
    std::pair<int, int> own(int level) const;

    OctaveStrip m_strip;
    std::vector<OctavePlanes> m_levels;
};

} // namespace imago::style
