// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/image.h"

#include <cstring>

namespace imago {

Image::Image(Size size, PixelFormat format)
    : m_size(size)
    , m_format(format)
    , m_pixels(bytesPerRow() * static_cast<std::size_t>(size.height))
{
}

Image Image::converted(PixelFormat format) const
{
    if (format == m_format)
        return *this;
    Image result(m_size, format);
    const std::size_t samples = m_pixels.size() / (m_format == PixelFormat::Rgba8 ? 1 : 2);
    for (std::size_t i = 0; i < samples; ++i) {
        if (format == PixelFormat::Rgba16) {
            const auto wide = static_cast<std::uint16_t>(m_pixels[i] * 257);
            std::memcpy(result.m_pixels.data() + 2 * i, &wide, 2);
        } else {
            std::uint16_t wide = 0;
            std::memcpy(&wide, m_pixels.data() + 2 * i, 2);
            result.m_pixels[i] = static_cast<std::uint8_t>((wide + 128) / 257);
        }
    }
    return result;
}

Image Image::mirrored() const
{
    Image result(m_size, m_format);
    const std::size_t pixel = bytesPerPixel();
    for (int y = 0; y < height(); ++y) {
        const std::uint8_t *from = row(y) + bytesPerRow();
        std::uint8_t *to = result.row(y);
        for (int x = 0; x < width(); ++x, to += pixel)
            std::memcpy(to, from -= pixel, pixel);
    }
    return result;
}

} // namespace imago
