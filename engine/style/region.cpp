// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/region.h"

#include "engine/files/resample.h"
#include "engine/style/pixels.h"
#include "engine/style/strips.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace imago::style {

namespace {

constexpr double kProportions = 0.02;
constexpr int kRows = 256; // of a strip

template <typename Value>
void mix(std::uint16_t *pixel, const Value *other, float share)
{
    constexpr float kScale = static_cast<float>(kFull<std::uint16_t>) / static_cast<float>(kFull<Value>);
    for (int c = 0; c < 3; ++c) {
        const auto to = kScale * static_cast<float>(other[c]);
        pixel[c] = static_cast<std::uint16_t>(to + share * (static_cast<float>(pixel[c]) - to) + 0.5F);
    }
}

template <typename Value>
void blendRows(Image &picture, const Image &other, float share, int begin, int end)
{
    for (int y = begin; y < end; ++y) {
        std::uint16_t *row = pixels<std::uint16_t>(picture, y);
        const Value *from = pixels<Value>(other, y);
        for (int x = 0; x < picture.width(); ++x)
            mix(row + 4 * x, from + 4 * x, share);
    }
}

} // namespace

Status checkMask(Size mask, Size photo)
{
    const double ratio =
        static_cast<double>(mask.width) * photo.height / (static_cast<double>(mask.height) * photo.width);
    if (std::abs(ratio - 1.0) > kProportions) {
        return fail(ErrorCode::BadInput,
                    "the mask (" + std::to_string(mask.width) + " x " + std::to_string(mask.height) +
                        " px) has other proportions than the photo (" + std::to_string(photo.width) + " x " +
                        std::to_string(photo.height) + " px)");
    }
    return {};
}

void blendByMask(Image &inside, const Image &outside, const Image &mask)
{
    const Image fitting = (mask.size() == inside.size() ? mask : files::resample(mask, inside.size()))
                              .converted(PixelFormat::Rgba8);
    for (int y = 0; y < inside.height(); ++y) {
        std::uint16_t *row = pixels<std::uint16_t>(inside, y);
        const std::uint16_t *other = pixels<std::uint16_t>(outside, y);
        const std::uint8_t *grey = fitting.row(y);
        for (int x = 0; x < inside.width(); ++x, row += 4, other += 4, grey += 4) {
            const int sum = grey[0] + grey[1] + grey[2];
            mix(row, other, static_cast<float>(sum * grey[3]) / (3.0F * 255.0F * 255.0F));
        }
    }
}

bool blend(Image &picture, const Image &other, double share, int threads, const std::stop_token &stop)
{
    const auto part = static_cast<float>(share);
    if (part >= 1.0F) // each pixel would become what it is
        return !stop.stop_requested();
    return forEachStrip((picture.height() + kRows - 1) / kRows, threads, stop, [&](int strip) {
        const int begin = strip * kRows;
        const int end = std::min(begin + kRows, picture.height());
        if (other.format() == PixelFormat::Rgba16)
            blendRows<std::uint16_t>(picture, other, part, begin, end);
        else
            blendRows<std::uint8_t>(picture, other, part, begin, end);
    });
}

} // namespace imago::style
