// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/generator.h"
#include "engine/latent/recipe.h"

#include <memory>
#include <string>
#include <utility>

namespace imago::test {

/// Its picture is one grey that the smile sets; every picture that it reads is a smile of its first pixel's
/// red, and where that pixel is opaque before a backdrop as light as its green.
class FakePortraitModel final : public latent::NeuralModel
{
public:
    Size nativeSize() const override { return {16, 16}; }
    bool anySize() const override { return false; }
    std::string id() const override { return std::string(latent::kPortraitModel); }
    std::string hash() const override { return "0123456789abcdef"; }

    Result<ImagePtr> render(const latent::Point &point, Size size, std::stop_token) override
    {
        Image image(size);
        const auto grey = static_cast<std::uint8_t>(point.attributes[latent::Smile] * 255.0F);
        for (std::uint8_t &byte : image.bytes())
            byte = grey;
        for (std::size_t i = 3; i < image.bytes().size(); i += 4)
            image.bytes()[i] = 255;
        return std::make_shared<const Image>(std::move(image));
    }

    Result<latent::Encoding> encode(const Image &picture, int refineSteps, const EncodeProgress &progress,
                                    std::stop_token) override
    {
        for (int step = 1; step <= refineSteps; ++step) {
            if (!progress(step, refineSteps, nullptr))
                break;
        }
        latent::Encoding encoding;
        encoding.point = latent::neutralPoint();
        encoding.point.attributes[latent::Smile] = static_cast<float>(picture.row(0)[0]) / 255.0F;
        encoding.backdrop = picture.row(0)[3] == 255;
        if (encoding.backdrop)
            encoding.point.attributes[latent::BackgroundLightness] = static_cast<float>(picture.row(0)[1]) / 255.0F;
        encoding.distance = refineSteps > 0 ? 0.0 : 0.5;
        return encoding;
    }
};

} // namespace imago::test
