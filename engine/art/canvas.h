// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/art/color.h"
#include "engine/art/geometry.h"
#include "engine/core/image.h"

#include <vector>

namespace imago::art {

/// What a picture is painted on: colours in linear light, and how thickly they lie. Lengths are in shorter sides of the
/// canvas, so a painting is the same at every size, only finer. Threads: one.
class Canvas
{
public:
    explicit Canvas(Size size, Rgb ground = {});

    int columns() const { return m_size.width; }
    int rows() const { return m_size.height; }
    float width() const { return real(m_size.width) * m_pixel; }
    float height() const { return real(m_size.height) * m_pixel; }
    /// The side of a pixel.
    float pixel() const { return m_pixel; }

    Vec at(int x, int y) const { return {(real(x) + 0.5F) * m_pixel, (real(y) + 0.5F) * m_pixel}; }
    Rgb &color(int x, int y) { return m_colors[index(x, y)]; }
    const Rgb &color(int x, int y) const { return m_colors[index(x, y)]; }
    float &relief(int x, int y) { return m_relief[index(x, y)]; }
    float relief(int x, int y) const { return m_relief[index(x, y)]; }

    /// The colour at a place, between the pixels; outside, that of the border.
    Rgb sample(Vec p) const;
    /// Smaller and blurred: each pixel the mean of some. A guide for broad brushes.
    Canvas reduced(int factor) const;

    /// work(Vec place, Rgb &color, float &relief) for each pixel of the box.
    template <typename Work>
    void touch(const Box &box, Work work)
    {
        const int left = std::max(whole(box.low.x / m_pixel - 0.5F), 0);
        const int right = std::min(whole(box.high.x / m_pixel + 1.5F), columns());
        const int top = std::max(whole(box.low.y / m_pixel - 0.5F), 0);
        const int bottom = std::min(whole(box.high.y / m_pixel + 1.5F), rows());
        for (int y = top; y < bottom; ++y) {
            for (int x = left; x < right; ++x)
                work(at(x, y), color(x, y), relief(x, y));
        }
    }
    template <typename Work>
    void touchAll(Work work)
    {
        touch({{0, 0}, {width(), height()}}, work);
    }

    /// How much of a pixel lies inside a shape whose edge is `distance` away (negative inside).
    float cover(float distance) const { return clamp01(0.5F - distance / m_pixel); }

    void disc(Vec center, float radius, Rgb paint, float opacity = 1.0F);
    void line(Vec a, Vec b, float width, Rgb paint, float opacity = 1.0F);
    /// Convex or not, filled by the even-odd rule.
    void polygon(const std::vector<Vec> &corners, Rgb paint, float opacity = 1.0F);

    /// Light from the upper left on the relief; `gloss` adds highlights. The relief is flat afterwards.
    void lit(float strength, float gloss = 0.0F);
    /// Each pixel of the image is the mean of factor x factor of the canvas. Rgba8, opaque.
    Image toImage(int factor) const;

private:
    std::size_t index(int x, int y) const
    {
        return static_cast<std::size_t>(y) * static_cast<std::size_t>(m_size.width) + static_cast<std::size_t>(x);
    }

    Size m_size;
    float m_pixel;
    std::vector<Rgb> m_colors;
    std::vector<float> m_relief;
};

} // namespace imago::art
