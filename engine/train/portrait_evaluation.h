// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/generator.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace imago::train {

/// The order to measure a portraits' model on people that its training never saw.
struct PortraitEvaluation
{
    std::filesystem::path package;
    std::shared_ptr<latent::Generator> renderer; ///< The truth.
    int people = 24;
    std::uint64_t seed = 0x65766172ULL; ///< Another stream than any training's.
};

/// How one slider of the neural decoder compares with the same person drawn again.
struct SliderQuality
{
    std::string attribute;
    double effect = 0;    ///< Projection of the drawn change on the true one; 1 is exact.
    double cosine = 0;    ///< Of the two changes' directions.
    double offTarget = 0; ///< What is left of the drawn change, against the true one.
};

/// Every figure is a mean over the people; 128 px, changes compared after a 3 x 3 blur.
struct PortraitQuality
{
    int people = 0;
    std::vector<SliderQuality> sliders;
    double psnr = 0;           ///< dB, decoded from the true point, over the backdrop, against the render.
    double psnrEncoded = 0;    ///< The same from the encoder's point.
    double gradientEnergy = 0; ///< Of decoded pictures against that of the renders; 1 is as sharp.
    double identityCosine = 0; ///< Between the encoder's mean z and the true z.
    std::vector<std::pair<std::string, double>> attributeError; ///< Encoder: mean absolute error in standard deviations.
};

} // namespace imago::train
