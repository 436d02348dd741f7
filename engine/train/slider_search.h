// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/explore.h"
#include "engine/train/picture_source.h"

#include <cstdint>
#include <filesystem>
#include <memory>

namespace imago::train {

/// The order to find the sliders of a trained model; they are stored in its package.
struct SliderSearch
{
    std::filesystem::path package;
    /// Pictures that the model is asked to place: those it was trained on are best. Null: its own random ones.
    /// Attributes that come with them become sliders.
    std::shared_ptr<const PictureSource> pictures;
    int components = 10; ///< 0 to 32.
    int factors = 4;     ///< 0 to 32; those that repeat a component are left out.
    int samples = 2000;  ///< Pictures that are looked at, at most; 100 or more.
    std::uint64_t seed = 1;
    int threads = 1;
};

} // namespace imago::train
