// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/image.h"
#include "engine/core/random.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace imago::test {

/// Clouds of many sizes and discs with sharp edges, as dense in detail as photographs.
inline Image landscape(Size size, std::uint64_t seed = 1)
{
    Random random(seed);
    std::vector<double> light(3 * static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height), 128.0);
    const auto at = [&](int x, int y) {
        return 3 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(size.width) + static_cast<std::size_t>(x));
    };
    for (int cell = 96; cell >= 3; cell /= 2) {
        const int columns = size.width / cell + 2;
        std::vector<double> knots(3 * static_cast<std::size_t>(columns) *
                                  static_cast<std::size_t>(size.height / cell + 2));
        for (double &knot : knots)
            knot = (random.uniform() - 0.5) * 6.0 * std::sqrt(cell);
        for (int y = 0; y < size.height; ++y) {
            for (int x = 0; x < size.width; ++x) {
                const double fx = static_cast<double>(x % cell) / cell;
                const double fy = static_cast<double>(y % cell) / cell;
                for (std::size_t c = 0; c < 3; ++c) {
                    const auto knot = [&](int i, int k) {
                        return knots[3 * static_cast<std::size_t>((y / cell + k) * columns + x / cell + i) + c];
                    };
                    light[at(x, y) + c] += (1 - fy) * ((1 - fx) * knot(0, 0) + fx * knot(1, 0)) +
                                           fy * ((1 - fx) * knot(0, 1) + fx * knot(1, 1));
                }
            }
        }
    }
    for (int i = 0; i < size.width * size.height / 2000; ++i) {
        const double cx = random.uniform(0, size.width);
        const double cy = random.uniform(0, size.height);
        const double radius = random.uniform(3, 20);
        const std::array<double, 3> shift{random.uniform(-60, 60), random.uniform(-60, 60), random.uniform(-60, 60)};
        for (int y = std::max(0, static_cast<int>(cy - radius)); y < std::min<double>(size.height, cy + radius); ++y) {
            for (int x = std::max(0, static_cast<int>(cx - radius)); x < std::min<double>(size.width, cx + radius);
                 ++x) {
                for (std::size_t c = 0; c < 3 && std::hypot(x - cx, y - cy) < radius; ++c)
                    light[at(x, y) + c] += shift[c];
            }
        }
    }
    Image picture(size);
    for (std::size_t i = 0; i < light.size() / 3; ++i) {
        for (std::size_t c = 0; c < 3; ++c)
            picture.bytes()[4 * i + c] = static_cast<std::uint8_t>(std::clamp(light[3 * i + c], 0.0, 255.0));
        picture.bytes()[4 * i + 3] = 255;
    }
    return picture;
}

/// A camera that pans and zooms over a still picture: where each pixel was in the frame before is known exactly.
class MovingScene
{
public:
    explicit MovingScene(Size size, double pan = 2.6, double zoom = 1.004)
        : m_size(size)
        , m_pan(pan)
        , m_zoom(zoom)
        , m_scene(landscape({4 * size.width, 3 * size.height}))
    {
    }

    Image frame(int index) const
    {
        Image picture(m_size);
        for (int y = 0; y < m_size.height; ++y) {
            for (int x = 0; x < m_size.width; ++x) {
                const auto [u, v] = scenePlace(index, x, y);
                std::uint8_t *pixel = picture.row(y) + 4 * x;
                for (int c = 0; c < 3; ++c)
                    pixel[c] = static_cast<std::uint8_t>(sampled(m_scene, u, v, c) + 0.5);
                pixel[3] = 255;
            }
        }
        return picture;
    }

    /// Where the pixel of frame `index` was in the frame before.
    std::array<double, 2> before(int index, double x, double y) const
    {
        const auto [u, v] = scenePlace(index, x, y);
        const double scale = std::pow(m_zoom, index - 1);
        return {(u - m_size.width - m_pan * (index - 1)) * scale + m_size.width / 2.0,
                (v - m_size.height) * scale + m_size.height / 2.0};
    }

    /// Bilinear; channel c of an Rgba8 picture.
    static double sampled(const Image &picture, double x, double y, int c)
    {
        x = std::clamp(x, 0.0, picture.width() - 1.0);
        y = std::clamp(y, 0.0, picture.height() - 1.0);
        const int x0 = std::min(static_cast<int>(x), picture.width() - 2);
        const int y0 = std::min(static_cast<int>(y), picture.height() - 2);
        const double fx = x - x0;
        const double fy = y - y0;
        const auto at = [&](int px, int py) { return static_cast<double>(picture.row(py)[4 * px + c]); };
        return (1 - fy) * ((1 - fx) * at(x0, y0) + fx * at(x0 + 1, y0)) +
               fy * ((1 - fx) * at(x0, y0 + 1) + fx * at(x0 + 1, y0 + 1));
    }

    /// The temporal warping error of styled frames (Lai et al. 2018, section 3.3): how much a pixel differs from what
    /// it was in the frame before, in levels of 255, over pixels that were there.
    double warpingError(const std::vector<Image> &frames) const
    {
        double sum = 0;
        double count = 0;
        for (std::size_t i = 1; i < frames.size(); ++i) {
            for (int y = 0; y < m_size.height; ++y) {
                for (int x = 0; x < m_size.width; ++x) {
                    const auto [u, v] = before(static_cast<int>(i), x, y);
                    if (u < 0 || v < 0 || u > m_size.width - 1 || v > m_size.height - 1)
                        continue;
                    for (int c = 0; c < 3; ++c)
                        sum += std::abs(sampled(frames[i - 1], u, v, c) - frames[i].row(y)[4 * x + c]);
                    count += 3;
                }
            }
        }
        return sum / count;
    }

private:
    std::array<double, 2> scenePlace(int index, double x, double y) const
    {
        const double scale = std::pow(m_zoom, index);
        return {(x - m_size.width / 2.0) / scale + m_size.width + m_pan * index,
                (y - m_size.height / 2.0) / scale + m_size.height};
    }

    Size m_size;
    double m_pan;
    double m_zoom;
    Image m_scene;
};

/// Mean step between neighbours, in levels of 255, of all but the first frames.
inline double sharpness(const std::vector<Image> &frames)
{
    double sum = 0;
    double count = 0;
    for (std::size_t i = frames.size() / 3; i < frames.size(); ++i) {
        for (int y = 0; y < frames[i].height(); ++y) {
            const std::uint8_t *row = frames[i].row(y);
            for (int x = 4; x < 4 * frames[i].width(); ++x) {
                sum += x % 4 == 3 ? 0 : std::abs(row[x] - row[x - 4]);
                count += 3.0 / 4;
            }
        }
    }
    return sum / count;
}

} // namespace imago::test
