// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/neural/picture_tensor.h"

#include "engine/files/resample.h"
#include "engine/style/pixels.h"

#include <algorithm>

namespace imago::style::neural {

using torch::Tensor;

namespace {

template <typename Value>
void fill(Image &picture, const Tensor &colours)
{
    const auto from = colours.accessor<float, 4>();
    constexpr auto kScale = static_cast<float>(kFull<Value>);
    for (int y = 0; y < picture.height(); ++y) {
        Value *to = pixels<Value>(picture, y);
        for (int x = 0; x < picture.width(); ++x, to += 4) {
            for (int c = 0; c < 3; ++c)
                to[c] = static_cast<Value>(std::clamp(from[0][c][y][x], 0.0F, 1.0F) * kScale + 0.5F);
            to[3] = kFull<Value>;
        }
    }
}

} // namespace

Image toPicture(const Tensor &colours, PixelFormat format)
{
    const Tensor values = colours.detach();
    Image picture({static_cast<int>(values.size(3)), static_cast<int>(values.size(2))}, format);
    if (format == PixelFormat::Rgba8)
        fill<std::uint8_t>(picture, values);
    else
        fill<std::uint16_t>(picture, values);
    return picture;
}

Tensor protectionOf(const Image &mask, Size size)
{
    const Image fitting =
        (mask.size() == size ? mask : files::resample(mask, size)).converted(PixelFormat::Rgba8);
    Tensor result = torch::empty({1, 1, size.height, size.width});
    float *to = result.data_ptr<float>();
    for (int y = 0; y < size.height; ++y) {
        const std::uint8_t *from = fitting.row(y);
        for (int x = 0; x < size.width; ++x, from += 4)
            *to++ = static_cast<float>((from[0] + from[1] + from[2]) * from[3]) / (3.0F * 255.0F * 255.0F);
    }
    return result;
}

} // namespace imago::style::neural
