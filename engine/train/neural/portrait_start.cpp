// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/neural/portrait_start.h"

#include "engine/latent/neural/portrait_package.h"

#include <algorithm>

namespace imago::train::neural {

using latent::neural::PyramidDecoder;
using torch::Tensor;

namespace {

constexpr int kNarrowest = 8;
constexpr std::int64_t kSubPixels = 4; // each output of a detail layer is

void take(torch::nn::Module &to, const torch::nn::Module &from)
{
    const auto source = from.named_parameters();
    for (const auto &each : to.named_parameters())
        Tensor(each.value()).copy_(source[each.key()]);
}

// Sub-pixels of red, green, blue and alpha as those of the planes that a model draws: without alpha, or grey.
Tensor asPlanes(const Tensor &rows, const latent::neural::PictureShape &shape)
{
    const Tensor planes = rows.unflatten(0, {-1, kSubPixels});
    const Tensor colours = shape.grey ? planes.narrow(0, 0, 3).mean(0, true) : planes.narrow(0, 0, 3);
    return (shape.alpha ? torch::cat({colours, planes.narrow(0, 3, 1)}) : colours).flatten(0, 1);
}

} // namespace

int portraitStyle()
{
    return latent::neural::DecoderOptions().style;
}

std::vector<int> portraitWidths(std::size_t levels)
{
    std::vector<int> widths = latent::neural::DecoderOptions().channels;
    while (widths.size() < levels)
        widths.push_back(std::max(kNarrowest, widths.back() / 2 / kNarrowest * kNarrowest));
    widths.resize(levels);
    return widths;
}

Status startFromPortraits(latent::neural::PicturePyramidImpl &decoder, const files::Package &package)
{
    PyramidDecoder portraits = latent::neural::newDecoder();
    if (Status loaded = latent::neural::loadDecoder(package, portraits); !loaded)
        return loaded;
    const torch::NoGradGuard noGrad;
    take(*decoder.map2, *portraits->map2);
    take(*decoder.map3, *portraits->map3);
    take(*decoder.first, *portraits->first);
    decoder.constant.zero_();
    take(*decoder.base, *portraits->base);
    decoder.detail[0]->weight.zero_(); // the portraits' coarsest level draws nothing
    decoder.detail[0]->bias.zero_();
    for (std::size_t i = 0; i < std::min(decoder.subPixelUp.size(), portraits->up.size()); ++i) {
        take(*decoder.keep[i], *portraits->keep[i]);
        take(*decoder.subPixelUp[i], *portraits->up[i]);
        decoder.detail[i + 1]->weight.copy_(asPlanes(portraits->detail[i]->weight, decoder.shape));
        decoder.detail[i + 1]->bias.copy_(asPlanes(portraits->detail[i]->bias, decoder.shape));
    }
    return {};
}

} // namespace imago::train::neural
