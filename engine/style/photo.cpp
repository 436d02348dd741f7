// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/photo.h"

#include "engine/style/pixels.h"
#include "engine/style/style_model.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace imago::style {

namespace {

template <typename Value>
bool allOpaque(const Image &picture)
{
    for (int y = 0; y < picture.height(); ++y) {
        const Value *row = pixels<Value>(picture, y);
        for (int x = 0; x < picture.width(); ++x) {
            if (row[4 * x + 3] != kFull<Value>)
                return false;
        }
    }
    return true;
}

template <typename Value>
std::array<double, 3> visibleMean(const Image &picture)
{
    std::array<double, 3> sum{};
    double weight = 0;
    for (int y = 0; y < picture.height(); ++y) {
        const Value *row = pixels<Value>(picture, y);
        for (int x = 0; x < picture.width(); ++x) {
            const double alpha = row[4 * x + 3];
            for (std::size_t c = 0; c < 3; ++c)
                sum[c] += alpha * row[4 * static_cast<std::size_t>(x) + c];
            weight += alpha;
        }
    }
    for (double &value : sum)
        value = weight > 0 ? value / weight : kFull<Value>;
    return sum;
}

template <typename Value>
void fillTransparent(Image &picture)
{
    const std::array<double, 3> mean = visibleMean<Value>(picture);
    for (int y = 0; y < picture.height(); ++y) {
        Value *row = pixels<Value>(picture, y);
        for (int x = 0; x < picture.width(); ++x) {
            Value *pixel = row + 4 * x;
            const double alpha = static_cast<double>(pixel[3]) / kFull<Value>;
            for (std::size_t c = 0; c < 3; ++c)
                pixel[c] = static_cast<Value>(alpha * pixel[c] + (1.0 - alpha) * mean[c] + 0.5);
            pixel[3] = kFull<Value>;
        }
    }
}

template <typename Value>
void copyAlpha(const Image &from, Image &to)
{
    for (int y = 0; y < to.height(); ++y) {
        const Value *source = pixels<Value>(from, y);
        Value *row = pixels<Value>(to, y);
        for (int x = 0; x < to.width(); ++x)
            row[4 * x + 3] = source[4 * x + 3];
    }
}

} // namespace

Status checkSides(Size size)
{
    if (std::min(size.width, size.height) < kLeastSide) {
        return fail(ErrorCode::BadInput, "a picture of " + std::to_string(size.width) + " x " +
                                             std::to_string(size.height) + " px is too small; both sides need " +
                                             std::to_string(kLeastSide) + " px");
    }
    return {};
}

Size fitted(Size size, int longerSide)
{
    const double scale = static_cast<double>(longerSide) / std::max(size.width, size.height);
    const auto side = [scale](int before) {
        return std::max(kLeastSide, static_cast<int>(std::lround(before * scale)));
    };
    return {side(size.width), side(size.height)};
}

bool isOpaque(const Image &picture)
{
    return picture.format() == PixelFormat::Rgba8 ? allOpaque<std::uint8_t>(picture)
                                                  : allOpaque<std::uint16_t>(picture);
}

Image opaque(Image picture)
{
    if (isOpaque(picture))
        return picture;
    if (picture.format() == PixelFormat::Rgba8)
        fillTransparent<std::uint8_t>(picture);
    else
        fillTransparent<std::uint16_t>(picture);
    return picture;
}

void copyTransparency(const Image &photo, Image &picture)
{
    if (picture.format() == PixelFormat::Rgba8)
        copyAlpha<std::uint8_t>(photo, picture);
    else
        copyAlpha<std::uint16_t>(photo, picture);
}

} // namespace imago::style
