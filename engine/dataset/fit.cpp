// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dataset/fit.h"

#include "engine/files/resample.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <vector>

namespace imago::dataset {

namespace {

bool isOpaque(const Image &picture)
{
    for (std::size_t at = 3; at < picture.bytes().size(); at += 4) {
        if (picture.bytes()[at] != 255)
            return false;
    }
    return true;
}

// The median of each channel along the rim: the backdrop of a product shot, whatever stands before it.
std::array<std::uint8_t, 4> rimTone(const Image &picture)
{
    std::array<std::uint8_t, 4> tone{0, 0, 0, 255};
    std::vector<std::uint8_t> values;
    for (std::size_t channel = 0; channel < 3; ++channel) {
        values.clear();
        for (int y = 0; y < picture.height(); ++y) {
            const bool wholeRow = y == 0 || y == picture.height() - 1;
            for (int x = 0; x < picture.width(); x += wholeRow ? 1 : std::max(1, picture.width() - 1))
                values.push_back(picture.row(y)[static_cast<std::size_t>(x) * 4 + channel]);
        }
        const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
        std::ranges::nth_element(values, middle);
        tone[channel] = *middle;
    }
    return tone;
}

Size scaledSize(Size from, Size to, Fit fit)
{
    const double wide = static_cast<double>(to.width) / from.width;
    const double high = static_cast<double>(to.height) / from.height;
    if (fit == Fit::Pad && from.width <= to.width && from.height <= to.height && 4 * from.width >= 3 * to.width &&
        4 * from.height >= 3 * to.height)
        return from;
    const double scale = fit == Fit::Crop ? std::max(wide, high) : std::min(wide, high);
    const auto side = [scale, fit](int length, int frame) {
        const int scaled = static_cast<int>(std::lround(length * scale));
        return fit == Fit::Crop ? std::max(scaled, frame) : std::clamp(scaled, 1, frame);
    };
    return {side(from.width, to.width), side(from.height, to.height)};
}

// Cuts what a crop would throw away before scaling, so that a panorama is not scaled as a whole.
Image middle(const Image &picture, Size frame)
{
    const double wide = static_cast<double>(frame.width) / picture.width();
    const double high = static_cast<double>(frame.height) / picture.height();
    const double scale = std::max(wide, high);
    const Size keep{std::clamp(static_cast<int>(std::lround(frame.width / scale)), 1, picture.width()),
                    std::clamp(static_cast<int>(std::lround(frame.height / scale)), 1, picture.height())};
    if (keep == picture.size())
        return picture;
    Image cut(keep);
    const int left = (picture.width() - keep.width) / 2;
    const int top = (picture.height() - keep.height) / 2;
    for (int y = 0; y < keep.height; ++y)
        std::memcpy(cut.row(y), picture.row(top + y) + static_cast<std::size_t>(left) * 4, cut.bytesPerRow());
    return cut;
}

} // namespace

void fitPicture(const Image &original, Size size, Fit fit, std::span<std::uint8_t> out)
{
    const Image eight = original.format() == PixelFormat::Rgba8 ? original : original.converted(PixelFormat::Rgba8);
    const Image source = fit == Fit::Crop ? middle(eight, size) : eight;
    const Size scaled = fit == Fit::Crop ? size : scaledSize(source.size(), size, fit);
    const Image picture = scaled == source.size() ? source : files::resample(source, scaled);
    const std::array<std::uint8_t, 4> beside =
        isOpaque(picture) ? rimTone(picture) : std::array<std::uint8_t, 4>{0, 0, 0, 0};
    if (picture.size() != size) {
        for (std::size_t at = 0; at < out.size(); at += 4)
            std::ranges::copy(beside, out.begin() + static_cast<std::ptrdiff_t>(at));
    }
    const int left = (size.width - picture.width()) / 2;
    const int top = (size.height - picture.height()) / 2;
    for (int y = 0; y < picture.height(); ++y) {
        const std::uint8_t *from = picture.row(y);
        std::uint8_t *to = out.data() + (static_cast<std::size_t>(top + y) * static_cast<std::size_t>(size.width) +
                                         static_cast<std::size_t>(left)) * 4;
        for (int x = 0; x < picture.width(); ++x, from += 4, to += 4) {
            for (int channel = 0; channel < 3; ++channel)
                to[channel] = static_cast<std::uint8_t>((from[channel] * from[3] + 127) / 255);
            to[3] = from[3];
        }
    }
}

void putOnWhite(std::span<std::uint8_t> premultiplied) noexcept
{
    for (std::size_t at = 0; at < premultiplied.size(); at += 4) {
        const int behind = 255 - premultiplied[at + 3];
        for (std::size_t channel = 0; channel < 4; ++channel)
            premultiplied[at + channel] = static_cast<std::uint8_t>(premultiplied[at + channel] + behind);
    }
}

Image straight(std::span<const std::uint8_t> premultiplied, Size size)
{
    Image image(size);
    for (std::size_t at = 0; at < premultiplied.size(); at += 4) {
        const int alpha = premultiplied[at + 3];
        for (std::size_t channel = 0; alpha > 0 && channel < 3; ++channel) {
            const int value = (premultiplied[at + channel] * 255 + alpha / 2) / alpha;
            image.bytes()[at + channel] = static_cast<std::uint8_t>(std::min(value, 255));
        }
        image.bytes()[at + 3] = static_cast<std::uint8_t>(alpha);
    }
    return image;
}

Image fitted(const Image &picture, Size size, Fit fit)
{
    std::vector<std::uint8_t> pixels(4 * static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height));
    fitPicture(picture, size, fit, pixels);
    return straight(pixels, size);
}

} // namespace imago::dataset
