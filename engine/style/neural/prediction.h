// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/style/neural/quantised.h"

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

namespace imago::style::neural {

/// How many numbers the prediction network reads from a painting (Ghiasi et al. 2017, section 3).
inline constexpr std::size_t kStyleSize = 100;

/// The style prediction network: MobileNet-v2 (Sandler et al. 2018, table 2), averaged over the picture, then one
/// linear layer. Float, one picture of any size at a time.
class StylePrediction
{
public:
    /// Errors: as QuantisedReader.
    static Result<StylePrediction> load(const files::SafeTensors &file);

    /// `picture`: 1 x 3 x H x W in [0, 1]. The style: 1 x kStyleSize.
    torch::Tensor style(const torch::Tensor &picture) const;

    /// How far a feature is from the next, in pixels of the picture.
    static constexpr std::array kFeatureStrides = {2, 2, 4, 4, 8, 8};

    /// The first `count` of the activations whose statistics make a style: those of the first convolution and what the
    /// blocks 1, 2, 3, 4 and 6 expand to (kStatisticsChannels names their channels), each between 0 and 6. `picture`:
    /// sides a multiple of 8. Gradients flow.
    std::vector<torch::Tensor> features(const torch::Tensor &picture, std::size_t count = kFeatureStrides.size()) const;

private:
    struct Block // an inverted residual
    {
        std::optional<Convolution> expand; ///< The first block has none.
        Convolution depthwise;
        Convolution project;
    };

    Convolution m_stem;
    std::vector<Block> m_blocks;
    Convolution m_head;
    Convolution m_style;
};

} // namespace imago::style::neural
