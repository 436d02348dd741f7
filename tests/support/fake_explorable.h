// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/explore.h"

#include <algorithm>
#include <cmath>

namespace imago::test {

/// A model of two sliders: the first makes its grey picture lighter, the second redder.
class FakeExplorable : public latent::ExplorableModel
{
public:
    explicit FakeExplorable(std::string hash = "abc", bool bare = false)
        : m_hash(std::move(hash))
    {
        if (bare)
            return;
        latent::ExploreSlider light;
        light.id = "component-1";
        light.name = "Light";
        light.effect = 0.2;
        light.leakage = {4.0, 0.1};
        latent::ExploreSlider red = light;
        red.id = "component-2";
        red.name = "Red";
        red.leakage = {0.2, 3.0};
        m_sliders = {light, red};
    }

    std::string id() const override { return "org.example.fake"; }
    std::string hash() const override { return m_hash; }
    std::string title(const std::string &) const override { return "Fake"; }
    Size pictureSize() const override { return {16, 16}; }
    bool hasAlpha() const override { return false; }
    std::size_t styleSize() const override { return 4; }
    bool canEncode() const override { return true; }
    const std::vector<std::string> &classNames() const override { return m_classes; }
    const std::vector<latent::ExploreSlider> &sliders() const override { return m_sliders; }

    Result<ImagePtr> render(const latent::ExplorePoint &point, std::stop_token) override
    {
        if (point.classIndex > 1)
            return fail(ErrorCode::BadInput, "no such class");
        const auto value = [&](std::size_t slider) {
            return slider < point.values.size() ? point.values[slider] : 0.0;
        };
        const auto byte = [](double grey) { return static_cast<std::uint8_t>(std::clamp(grey, 0.0, 255.0)); };
        Image image({16, 16});
        for (int y = 0; y < 16; ++y) {
            for (int x = 0; x < 16; ++x) {
                std::uint8_t *pixel = image.row(y) + 4 * x;
                pixel[0] = byte(128 + 40 * value(0) + 40 * value(1));
                pixel[1] = pixel[2] = byte(128 + 40 * value(0));
                pixel[3] = 255;
            }
        }
        return std::make_shared<const Image>(std::move(image));
    }

    Result<latent::ExplorePoint> encode(const Image &, int steps, const EncodeProgress &progress, std::stop_token,
                                        double *error) override
    {
        for (int step = 1; step <= steps; ++step)
            progress(step, steps, nullptr);
        if (error != nullptr)
            *error = 0.05;
        latent::ExplorePoint point;
        point.style = {1.0F, 2.0F, 3.0F, 4.0F};
        return point;
    }

    std::vector<double> coordinates(const latent::ExplorePoint &point) override { return point.values; }

private:
    std::string m_hash;
    std::vector<std::string> m_classes{"cats", "dogs"};
    std::vector<latent::ExploreSlider> m_sliders;
};

} // namespace imago::test
