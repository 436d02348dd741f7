// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/faces/renderer.h"
#include "tests/support/catch.h"

#include <cmath>
#include <cstdlib>
#include <filesystem>

namespace imago::test {

inline std::filesystem::path faceData()
{
    const char *resources = std::getenv("IMAGO_RESOURCES");
    return std::filesystem::path(resources ? resources : IMAGO_SOURCE_DIR "/resources") / "faces" /
           "faces.bin";
}

inline std::shared_ptr<faces::Renderer> sharedRenderer()
{
    static const auto opened = faces::Renderer::open(faceData());
    REQUIRE(opened.has_value());
    return *opened;
}

inline const faces::Renderer &renderer()
{
    return *sharedRenderer();
}

inline faces::Drawing drawn(const latent::Point &point, int side, const faces::DrawOptions &options = {})
{
    auto drawing = renderer().draw(point, side, options);
    if (!drawing)
        throw std::runtime_error(describe(drawing.error()));
    return *std::move(drawing);
}

/// Mean difference of the colours as seen on black, and of alpha, in steps of 255.
inline double meanDifference(const Image &a, const Image &b)
{
    REQUIRE(a.size() == b.size());
    double sum = 0;
    for (std::size_t i = 0; i < a.bytes().size(); i += 4) {
        const double alphaA = a.bytes()[i + 3] / 255.0, alphaB = b.bytes()[i + 3] / 255.0;
        for (std::size_t c = 0; c < 3; ++c)
            sum += std::abs(a.bytes()[i + c] * alphaA - b.bytes()[i + c] * alphaB);
        sum += std::abs(alphaA - alphaB) * 255.0;
    }
    return sum / static_cast<double>(a.bytes().size());
}

/// The mean of every square of factor x factor pixels, weighted by alpha.
inline Image reduced(const Image &image, int factor)
{
    Image result({image.width() / factor, image.height() / factor});
    for (int y = 0; y < result.height(); ++y) {
        for (int x = 0; x < result.width(); ++x) {
            double sums[4] = {};
            for (int v = 0; v < factor; ++v) {
                const std::uint8_t *pixel = image.row(y * factor + v) + 4 * x * factor;
                for (int u = 0; u < factor; ++u, pixel += 4) {
                    for (int c = 0; c < 3; ++c)
                        sums[c] += pixel[c] * (pixel[3] / 255.0);
                    sums[3] += pixel[3];
                }
            }
            const double cover = sums[3] / 255.0;
            std::uint8_t *target = result.row(y) + 4 * x;
            for (int c = 0; c < 3; ++c)
                target[c] = static_cast<std::uint8_t>(cover > 0 ? sums[c] / cover + 0.5 : 0.0);
            target[3] = static_cast<std::uint8_t>(sums[3] / (factor * factor) + 0.5);
        }
    }
    return result;
}

} // namespace imago::test
