// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/files/exif.h"

#include <cstring>
#include <string_view>
#include <utility>

namespace imago::files {

namespace {

constexpr std::string_view kPrefix("Exif\0\0", 6);
constexpr std::uint32_t kOrientationTag = 0x0112;
constexpr std::uint32_t kShortType = 3;
constexpr std::size_t kEntryBytes = 12;

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
