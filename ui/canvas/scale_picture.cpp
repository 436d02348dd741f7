// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/scale_picture.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <vector>

namespace imago::ui {

namespace {

constexpr int kChannels = 4;

/// Between which two source pixels a pixel of the result lies; `share` of 256 is the second one's.
struct Tap
{
    int first = 0;
    int second = 0;
    std::uint16_t share = 0;
};

std::vector<Tap> taps(int source, double from, double length, int begin, int count, Filter filter)
{
    std::vector<Tap> all(static_cast<std::size_t>(count));
    const double perPixel = source / length;
    for (int i = 0; i < count; ++i) {
        const double place = (begin + i + 0.5 - from) * perPixel;
        Tap &tap = all[static_cast<std::size_t>(i)];
        if (filter == Filter::Sharp) {
            tap.first = tap.second = std::clamp(static_cast<int>(std::floor(place)), 0, source - 1);
            continue;
        }
        const double left = std::floor(place - 0.5);
        tap.first = std::clamp(static_cast<int>(left), 0, source - 1);
        tap.second = std::clamp(static_cast<int>(left) + 1, 0, source - 1);
        tap.share = static_cast<std::uint16_t>(std::lround((place - 0.5 - left) * 256.0));
    }
    return all;
}

/// The picture with its pixels as the screen wants them; those that need no more than another order of the
/// channels keep theirs and are ordered on the way.
QImage prepared(const QImage &picture, bool transparent, bool &swapChannels)
{
    swapChannels = !transparent && picture.format() == QImage::Format_RGBA8888;
    if (swapChannels)
        return picture;
    return picture.convertToFormat(transparent ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32);
}

/// Half as wide and high: means of two by two pixels. An odd last row or column is left out.
QImage halved(const QImage &picture)
{
    QImage half(picture.width() / 2, picture.height() / 2, picture.format());
    const int bytes = half.width() * kChannels;
    std::vector<std::uint16_t> sums(static_cast<std::size_t>(2 * bytes));
    for (int y = 0; y < half.height(); ++y) {
        const std::uint8_t *upper = picture.constScanLine(2 * y);
        const std::uint8_t *lower = picture.constScanLine(2 * y + 1);
        for (int i = 0; i < 2 * bytes; ++i)
            sums[static_cast<std::size_t>(i)] = static_cast<std::uint16_t>(upper[i] + lower[i]);
        std::uint8_t *out = half.scanLine(y);
        for (int x = 0; x < half.width(); ++x) {
            const std::uint16_t *two = sums.data() + 2 * kChannels * x;
            for (int c = 0; c < kChannels; ++c)
                out[kChannels * x + c] = static_cast<std::uint8_t>((two[c] + two[c + kChannels] + 2) >> 2);
        }
    }
    return half;
}

std::uint32_t pixelAt(const std::uint8_t *row, int x)
{
    std::uint32_t pixel;
    std::memcpy(&pixel, row + kChannels * x, sizeof pixel);
    return pixel;
}

std::uint32_t mixed(std::uint32_t first, std::uint32_t second, std::uint32_t share)
{
    // Two channels at a time.
    constexpr std::uint32_t kOdd = 0x00FF00FF;
    const std::uint32_t odd = ((first & kOdd) * (256 - share) + (second & kOdd) * share) >> 8 & kOdd;
    const std::uint32_t even =
        ((first >> 8 & kOdd) * (256 - share) + (second >> 8 & kOdd) * share) & ~kOdd;
    return odd | even;
}

std::uint32_t opaqueSwapped(std::uint32_t pixel)
{
    return 0xFF000000 | (pixel & 0x0000FF00) | (pixel >> 16 & 0xFF) | (pixel & 0xFF) << 16;
}

void scaleRow(const std::uint8_t *source, const std::vector<Tap> &columns, bool swapChannels,
              std::vector<std::uint32_t> &row)
{
    for (std::size_t x = 0; x < columns.size(); ++x) {
        const Tap &tap = columns[x];
        row[x] = mixed(pixelAt(source, tap.first), pixelAt(source, tap.second), tap.share);
    }
    if (swapChannels)
        std::ranges::transform(row, row.begin(), opaqueSwapped);
}

} // namespace

QImage scaled(const QImage &picture, bool transparent, const QRectF &place, const QRect &seen, Filter filter)
{
    if (picture.isNull() || seen.isEmpty() || place.isEmpty())
        return {};
    bool swapChannels = false;
    QImage source = prepared(picture, transparent, swapChannels);
    if (filter == Filter::Smooth) {
        while (source.width() >= 2 * place.width() && source.height() >= 2 * place.height() &&
               source.width() > 1 && source.height() > 1)
            source = halved(source);
    }
    const std::vector<Tap> columns =
        taps(source.width(), place.left(), place.width(), seen.left(), seen.width(), filter);
    const std::vector<Tap> rows =
        taps(source.height(), place.top(), place.height(), seen.top(), seen.height(), filter);

    QImage result(seen.size(),
                  transparent ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32);
    const auto width = static_cast<std::size_t>(seen.width());
    std::vector<std::uint32_t> upper(width);
    std::vector<std::uint32_t> lower(width);
    int upperIs = -1; // Which source rows the two hold.
    int lowerIs = -1;
    for (int y = 0; y < seen.height(); ++y) {
        const Tap &tap = rows[static_cast<std::size_t>(y)];
        if (tap.first != upperIs) {
            if (tap.first == lowerIs) {
                std::swap(upper, lower);
                lowerIs = upperIs;
            } else {
                scaleRow(source.constScanLine(tap.first), columns, swapChannels, upper);
            }
            upperIs = tap.first;
        }
        if (tap.second != lowerIs) {
            scaleRow(source.constScanLine(tap.second), columns, swapChannels, lower);
            lowerIs = tap.second;
        }
        const auto *from = reinterpret_cast<const std::uint8_t *>(upper.data());
        const auto *to = reinterpret_cast<const std::uint8_t *>(lower.data());
        std::uint8_t *out = result.scanLine(y);
        const auto first = static_cast<std::uint16_t>(256 - tap.share);
        const std::uint16_t second = tap.share;
        for (std::size_t i = 0; i < kChannels * width; ++i) {
            const auto sum = static_cast<std::uint16_t>(from[i] * first + to[i] * second);
            out[i] = static_cast<std::uint8_t>(sum >> 8);
        }
    }
    return result;
}

} // namespace imago::ui
