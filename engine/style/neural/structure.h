// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/style/neural/octaves.h"

#include <vector>

namespace imago::style::neural {

/// What a photo's subject is recognised by: where its light goes up and down, in the octaves from 2 pixels on. A loss
/// for pictures that are painted from it; the finest octave, the brush's, is free.
class PhotoStructure
{
public:
    /// `octaves`: of the photo (octavesOf()). `emphasis`: 1 x 1 x H x W, how much more than usual each place counts, of
    /// any size; may be undefined.
    explicit PhotoStructure(const std::vector<torch::Tensor> &octaves, const torch::Tensor &emphasis = {});

    /// How far octaves of a picture of the photo's size are from the photo's structure. Gradients flow. Two things are
    /// summed over the octaves: how little the light goes with the photo's in windows of 7 x 7, whatever its strength
    /// there (1 - local correlation), where the photo has structure; and, weighing less, what share of the octave's
    /// energy lies where the photo has none, since a painting's texture turns to ripples in a flat sky.
    torch::Tensor distance(const std::vector<torch::Tensor> &octaves) const;
    /// What one of them adds to that.
    torch::Tensor distance(std::size_t index, const torch::Tensor &octave) const;

private:
    struct Octave
    {
        torch::Tensor light; ///< Without its local mean, of local strength 1.
        torch::Tensor salience;
        torch::Tensor flatness;
    };
    std::vector<Octave> m_octaves;
};

} // namespace imago::style::neural
