// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/image.h"
#include "engine/latent/label_limits.h"
#include "engine/train/sample_source.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace imago::train {

/// Classes, and also attributes, that a model can learn; bytes of the name of one.
inline constexpr std::size_t kMostLabels = latent::kMostLabels;
inline constexpr std::size_t kLongestLabel = latent::kLongestSliderName; // an attribute becomes a slider

/// Whether a model's pictures can have a side of so many pixels: levels halve both sides, three times at least.
constexpr bool isModelSide(int side) noexcept
{
    return side >= 16 && side <= 1024 && side % 8 == 0;
}

/// What a training needs to know of a folder of pictures before the first one is drawn.
struct PictureSet
{
    Size size;                           ///< Of every sample; both sides isModelSide().
    bool alpha = false;                  ///< False: every picture is opaque.
    bool grey = false;                   ///< True: no picture has colours.
    std::vector<std::string> classes;    ///< Empty: no classes.
    std::vector<std::string> attributes; ///< Names of numbers that some pictures carry.
    std::size_t training = 0;            ///< Samples [0, training) are trained on;
    std::size_t heldOut = 0;             ///< [training, training + heldOut) are only measured on.
};

/// The head of a picture's sample; attributes().size() floats follow (quiet NaN: not known), then the pixels: size()
/// rows from the top, RGBA8, colour premultiplied by alpha, sRGB.
struct PictureHead
{
    std::int32_t classIndex = -1; ///< Of PictureSet::classes; -1: none.
    std::uint32_t item = 0;       ///< Its number in the data set, for reports.
};

/// Pictures of one size with their labels, each a pure function of its number.
class PictureSource : public SampleSource
{
public:
    virtual const PictureSet &set() const = 0;

    std::size_t sampleBytes() const override
    {
        return sizeof(PictureHead) + sizeof(float) * set().attributes.size() +
               4 * static_cast<std::size_t>(set().size.width) * static_cast<std::size_t>(set().size.height);
    }
};

} // namespace imago::train
