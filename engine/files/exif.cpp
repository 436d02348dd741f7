// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/files/exif.h"

#include <cmath>
#include <cstring>
#include <string_view>
#include <utility>

namespace imago::files {

namespace {

constexpr std::string_view kPrefix("Exif\0\0", 6);
constexpr std::uint32_t kOrientationTag = 0x0112;
constexpr std::uint32_t kXResolutionTag = 0x011A;
constexpr std::uint32_t kYResolutionTag = 0x011B;
constexpr std::uint32_t kResolutionUnitTag = 0x0128;
constexpr std::uint32_t kInch = 2;
constexpr std::uint32_t kShortType = 3;
constexpr std::uint32_t kRationalType = 5;
constexpr std::uint32_t kEntryBytes = 12;

/// Numbers of a TIFF structure, whose first two letters tell the byte order. Outside the block everything is
/// 0.
class TiffNumbers
{
public:
    explicit TiffNumbers(std::span<const std::uint8_t> block) noexcept
        : m_block(block)
        , m_isBigEndian(!block.empty() && block[0] == 'M')
    {
    }

    std::uint32_t at(std::size_t place, std::size_t bytes) const noexcept
    {
        if (place > m_block.size() || bytes > m_block.size() - place)
            return 0;
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < bytes; ++i)
            value = (value << 8) | m_block[place + (m_isBigEndian ? i : bytes - 1 - i)];
        return value;
    }

private:
    std::span<const std::uint8_t> m_block;
    bool m_isBigEndian;
};

} // namespace

int exifOrientation(std::span<const std::uint8_t> exif) noexcept
{
    if (exif.size() > kPrefix.size() && std::memcmp(exif.data(), kPrefix.data(), kPrefix.size()) == 0)
        exif = exif.subspan(kPrefix.size());
    const TiffNumbers numbers(exif);
    if (numbers.at(2, 2) != 42)
        return 1;
    const std::size_t directory = numbers.at(4, 4);
    const std::uint32_t count = numbers.at(directory, 2);
    for (std::uint32_t i = 0; i < count; ++i) {
        const std::size_t entry = directory + 2 + i * kEntryBytes;
        if (numbers.at(entry, 2) != kOrientationTag)
            continue;
        const std::uint32_t value = numbers.at(entry + 8, 2);
        return numbers.at(entry + 2, 2) == kShortType && value >= 1 && value <= 8 ? static_cast<int>(value)
                                                                                  : 1;
    }
    return 1;
}

std::vector<std::uint8_t> exifWithResolution(double dpi)
{
    constexpr std::uint32_t kHundredth = 100;
    constexpr std::uint32_t kEntries = 3;
    constexpr std::uint32_t kDirectory = 8; // behind the header
    constexpr std::uint32_t kValues = kDirectory + 2 + kEntries * kEntryBytes + 4;
    std::vector<std::uint8_t> block;
    const auto put = [&block](std::uint32_t value, int bytes) {
        for (int i = 0; i < bytes; ++i)
            block.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
    };
    const auto putEntry = [&put](std::uint32_t tag, std::uint32_t type, std::uint32_t value) {
        put(tag, 2);
        put(type, 2);
        put(1, 4); // of them
        put(value, 4);
    };
    put('I' | 'I' << 8, 2); // the smallest byte first
    put(42, 2);
    put(kDirectory, 4);
    put(kEntries, 2);
    putEntry(kXResolutionTag, kRationalType, kValues);
    putEntry(kYResolutionTag, kRationalType, kValues + 8);
    putEntry(kResolutionUnitTag, kShortType, kInch);
    put(0, 4); // no other directory
    for (int side = 0; side < 2; ++side) {
        put(static_cast<std::uint32_t>(std::lround(dpi * kHundredth)), 4);
        put(kHundredth, 4);
    }
    return block;
}

Image upright(Image image, int orientation)
{
    if (orientation < 2 || orientation > 8)
        return image;
    // Every orientation is a reflection along the diagonal, if any, and then mirrors of the two sides.
    const bool isTransposed = orientation >= 5;
    const bool mirrorsX = orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
    const bool mirrorsY = orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
    const Size from = image.size();
    const Size to = isTransposed ? Size{from.height, from.width} : from;
    Image result(to, image.format());
    const std::size_t pixel = image.bytesPerPixel();
    for (int y = 0; y < to.height; ++y) {
        std::uint8_t *out = result.row(y);
        for (int x = 0; x < to.width; ++x) {
            int sourceX = mirrorsX ? to.width - 1 - x : x;
            int sourceY = mirrorsY ? to.height - 1 - y : y;
            if (isTransposed)
                std::swap(sourceX, sourceY);
            std::memcpy(out, image.row(sourceY) + pixel * static_cast<std::size_t>(sourceX), pixel);
            out += pixel;
        }
    }
    return result;
}

} // namespace imago::files
