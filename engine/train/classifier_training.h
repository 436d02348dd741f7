// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/train/picture_source.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

namespace imago::train {

/// The order to train a small network that tells the classes of pictures: a judge of other models' pictures, that none
/// of them was trained with.
struct ClassifierTraining
{
    std::shared_ptr<const PictureSource> pictures; ///< 32 x 32, with two classes at least.
    std::filesystem::path output;                  ///< The package's folder.
    std::string id = "imago.picture-judge";
    std::string title = "Picture judge";
    std::string license;
    int epochs = 6; ///< Times through the pictures.
    std::uint64_t seed = 1;
    int threads = 1;
    /// Mirrored pictures are of the same class: not so for letters.
    bool mirror = true;
};

struct ClassifierQuality
{
    std::int64_t steps = 0;
    double accuracy = 0;      ///< On the pictures held out; without any, on those trained on.
    bool onHeldOut = false;
    std::size_t measured = 0; ///< So many pictures.
};

} // namespace imago::train
