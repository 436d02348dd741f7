// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace imago {

struct Size
{
    int width = 0;
    int height = 0;
    auto operator<=>(const Size &) const = default;
};

enum class PixelFormat {
    Rgba8, ///< 8 bits a channel
    Rgba16 ///< 16 bits a channel, native byte order
};

/// A picture in memory: interleaved R, G, B, A, straight (not premultiplied) alpha, sRGB-encoded, rows from
/// the top without padding. Owns its pixels.
class Image
{
public:
    Image() = default;
    /// A transparent black picture. Requires: positive sides, product below 2^31.
    explicit Image(Size size, PixelFormat format = PixelFormat::Rgba8);

    Size size() const noexcept { return m_size; }
    int width() const noexcept { return m_size.width; }
    int height() const noexcept { return m_size.height; }
    PixelFormat format() const noexcept { return m_format; }
    bool empty() const noexcept { return m_pixels.empty(); }

    std::size_t bytesPerPixel() const noexcept { return m_format == PixelFormat::Rgba8 ? 4 : 8; }
    std::size_t bytesPerRow() const noexcept { return bytesPerPixel() * static_cast<std::size_t>(m_size.width); }

    std::span<std::uint8_t> bytes() noexcept { return m_pixels; }
    std::span<const std::uint8_t> bytes() const noexcept { return m_pixels; }
    std::uint8_t *row(int y) noexcept { return m_pixels.data() + bytesPerRow() * static_cast<std::size_t>(y); }
    const std::uint8_t *row(int y) const noexcept
    {
        return m_pixels.data() + bytesPerRow() * static_cast<std::size_t>(y);
    }

    /// The same picture in another format; Rgba16 to Rgba8 rounds to nearest.
    Image converted(PixelFormat format) const;
    /// What is left is right.
    Image mirrored() const;

    bool operator==(const Image &) const = default;

private:
    Size m_size;
    PixelFormat m_format = PixelFormat::Rgba8;
    std::vector<std::uint8_t> m_pixels;
};

/// Shared, therefore never changed after publishing.
using ImagePtr = std::shared_ptr<const Image>;

} // namespace imago
