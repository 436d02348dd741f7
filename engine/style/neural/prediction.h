// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/style/neural/quantised.h"

#include <optional>
#include <vector>

namespace imago::style::neural {

/// The style prediction network: MobileNet-v2 (Sandler et al. 2018, table 2), averaged over the picture, then one
/// linear layer. Float, one picture of any size at a time.
class StylePrediction
{
public:
    /// Errors: as QuantisedReader.
    static Result<StylePrediction> load(const files::SafeTensors &file);

    /// `picture`: 1 x 3 x H x W in [0, 1]. The style: 1 x kStyleSize.
    torch::Tensor style(const torch::Tensor &picture) const;

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
