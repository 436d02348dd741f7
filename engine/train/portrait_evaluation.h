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
    /// Package of the network that reads attributes and identity. Empty: the model's own encoder, which knows its
    /// decoder's habits and may be too kind to them.
    std::filesystem::path judge;
    std::shared_ptr<latent::Generator> renderer; ///< The truth.
    int people = 24;     ///< For the sliders.
    int portraits = 200; ///< For what the encoder and the judge read.
    int strangers = 1000; ///< Among whom a person is looked for.
    int searches = 200;   ///< How many of them are looked for.
    std::uint64_t seed = 0x65766172ULL; ///< Another stream than any training's.
};

/// How one slider of the neural decoder compares with the same person drawn again, and what else both decoders
/// change when it goes through its safe range, as the judge reads it.
struct SliderQuality
{
    std::string attribute;
    double effect = 0;    ///< Projection of the drawn change on the true one; 1 is exact.
    double cosine = 0;    ///< Of the two changes' directions.
    double offTarget = 0; ///< What is left of the drawn change, against the true one.
    std::vector<double> leakNeural; ///< Per attribute: mean change in its standard deviations over the full travel.
    std::vector<double> leakFinal;  ///< The same of the renderer's pictures.
};

/// How well a network reads one attribute from unseen renders whose attributes are independent.
struct ReadingQuality
{
    std::string attribute;
    double r2 = 0;
    double meanError = 0;  ///< Absolute, in standard deviations.
    double judgeR2 = 0;    ///< The same of the judge, from the same pictures: what can be read at all.
    double judgeError = 0;
};

/// How often the nearest of all strangers, by the judge's estimate of z, is the person looked for (0 to 1).
struct IdentityQuality
{
    double movedSlider = 0; ///< The final picture with one attribute at an end of its range.
    double redrawn = 0;     ///< The final picture of what the encoder read.
    double neural = 0;      ///< The neural picture of the same point.
};

/// Every figure is a mean; 128 px; changes are compared after a 3 x 3 blur.
struct PortraitQuality
{
    bool ownJudge = false; ///< The model's own encoder was the judge.
    int people = 0;
    int portraits = 0;
    std::vector<SliderQuality> sliders;
    std::vector<ReadingQuality> reading;
    double psnr = 0;           ///< dB over a grey backdrop, decoded from the true point, against the render.
    double psnrEncoded = 0;    ///< The same from the encoder's point.
    double gradientEnergy = 0; ///< Of decoded pictures against that of the renders; 1 is as sharp.
    double identityCosine = 0; ///< Between the encoder's mean z and the true z.
    int strangers = 0;
    int searches = 0;
    IdentityQuality identity;
};

/// As quality.json in the package.
std::string toJson(const PortraitQuality &quality);

} // namespace imago::train
