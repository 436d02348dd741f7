// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/neural/laplacian_bands.h"

namespace imago::train::neural {

namespace fn = torch::nn::functional;
using torch::Tensor;

std::vector<Tensor> laplacianBands(Tensor picture, int levels)
{
    std::vector<Tensor> bands;
    for (int i = 0; i < levels; ++i) {
        const Tensor half = torch::avg_pool2d(picture, 2);
        const Tensor coarse = fn::interpolate(half, fn::InterpolateFuncOptions()
                                                        .scale_factor(std::vector<double>{2, 2})
                                                        .mode(torch::kNearest));
        bands.push_back(picture - coarse);
        picture = half;
    }
    bands.push_back(picture);
    return bands;
}

} // namespace imago::train::neural
