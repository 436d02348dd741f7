// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/explore.h"
#include "engine/train/picture_source.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string_view>

namespace imago::train {

/// What becomes of the pictures that a model is asked to place.
enum class PictureUse {
    Placed,
    NoEncoder,   ///< Not used: the model, a GAN, reads no pictures.
    OtherClasses ///< Not used: the model has to be told their class, and they have other classes or none.
};

/// "placed", "no-encoder", "other-classes"
constexpr std::string_view name(PictureUse use) noexcept
{
    switch (use) {
    case PictureUse::Placed:
        return "placed";
    case PictureUse::NoEncoder:
        return "no-encoder";
    case PictureUse::OtherClasses:
        return "other-classes";
    }
    return "";
}

/// The order to find the sliders of a trained model; they are stored in its package.
struct SliderSearch
{
    std::filesystem::path package;
    /// Pictures of the model's size that it is asked to place: those it was trained on are best. Null, or where they
    /// can't be placed: its own random ones. Attributes that come with them become sliders; transparency that the model
    /// does not know is dropped.
    std::shared_ptr<const PictureSource> pictures;
    std::function<void(PictureUse)> onPictures = {}; ///< Told once, before the search, where there are pictures.
    int components = 10; ///< 0 to 32.
    int factors = 4;     ///< 0 to 32; those that repeat a component are left out.
    int samples = 2000;  ///< Pictures that are looked at, at most; 100 or more.
    std::uint64_t seed = 1;
    int threads = 1;
};

} // namespace imago::train
