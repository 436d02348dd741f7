// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tensor/bridge.h"

#include <algorithm>

namespace imago::tensor {

torch::Tensor toTensor(const Image &image)
{
    const Image narrow = image.converted(PixelFormat::Rgba8);
    torch::Tensor result = torch::empty({1, narrow.height(), narrow.width(), 4});
    float *to = result.data_ptr<float>();
    const std::uint8_t *from = narrow.bytes().data();
    for (std::size_t i = 0; i < narrow.bytes().size(); i += 4) {
        const float alpha = static_cast<float>(from[i + 3]) / 255.0F;
        for (std::size_t c = 0; c < 3; ++c)
            to[i + c] = static_cast<float>(from[i + c]) * alpha / 127.5F - 1.0F;
        to[i + 3] = 2.0F * alpha - 1.0F;
    }
    return result.permute({0, 3, 1, 2});
}

Image toImage(const torch::Tensor &tensor)
{
    torch::Tensor picture = tensor.dim() == 4 ? tensor[0] : tensor;
    picture = picture.to(torch::kCPU, torch::kFloat).permute({1, 2, 0}).contiguous();
    Image result({static_cast<int>(picture.size(1)), static_cast<int>(picture.size(0))});
    const float *from = picture.data_ptr<float>();
    std::uint8_t *to = result.bytes().data();
    for (std::size_t i = 0; i < result.bytes().size(); i += 4) {
        const float alpha = std::clamp(0.5F + 0.5F * from[i + 3], 0.0F, 1.0F);
        const float spread = alpha > 1.0F / 512.0F ? 1.0F / alpha : 0.0F;
        for (std::size_t c = 0; c < 3; ++c) {
            const float colour = std::clamp((0.5F + 0.5F * from[i + c]) * spread, 0.0F, 1.0F);
            to[i + c] = static_cast<std::uint8_t>(colour * 255.0F + 0.5F);
        }
        to[i + 3] = static_cast<std::uint8_t>(alpha * 255.0F + 0.5F);
    }
    return result;
}

} // namespace imago::tensor
