// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/core/image.h"
#include "engine/train/feature_table.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace imago::train {

/// A network that sees pictures as numbers and perhaps tells their class: what quality is measured in. Torch-free; the
/// neural module opens it (NeuralFactory::openPictureReader).
/// Threads: one call at a time.
class PictureReader
{
public:
    virtual ~PictureReader() = default;

    /// Which network, for reports: "fashion-judge 1.0.0, 128 features".
    virtual std::string description() const = 0;
    /// SHA-256 of its package's manifest.
    virtual std::string hash() const = 0;
    /// SHA-256 of its weights' file: what models say of the networks that their losses used (loss_networks.h).
    virtual std::string weightsHash() const = 0;
    /// What pictures are brought to (padded, dataset::Fit::Pad) before it reads them.
    virtual Size pictureSize() const = 0;
    virtual std::size_t featureSize() const = 0;
    /// Empty: it tells no classes.
    virtual const std::vector<std::string> &classNames() const = 0;

    struct Reading
    {
        FeatureTable features;
        std::vector<int> classes; ///< The likeliest class of each; empty where it tells none.
    };
    /// `pixels`: pictures of pictureSize(), RGBA8, colour premultiplied by alpha, one after the other. Errors:
    /// OutOfMemory, ModelFailed.
    virtual Result<Reading> read(std::span<const std::uint8_t> pixels) = 0;
};

} // namespace imago::train
