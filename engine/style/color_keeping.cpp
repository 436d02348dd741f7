// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/color_keeping.h"

#include "engine/core/find_by_name.h"
#include "engine/style/oklab.h"
#include "engine/style/palette.h"
#include "engine/style/pixels.h"
#include "engine/style/strips.h"

#include <algorithm>
#include <array>

namespace imago::style {

namespace {

constexpr int kStripRows = 16;

constexpr std::array kKeepings = {ColorKeeping::None, ColorKeeping::Luminance, ColorKeeping::Histogram,
                                  ColorKeeping::Oklab};

// Keeps Y' of the styled pixel; where the photo's colour differences leave the screen's range, less of them.
void keepDifferences(std::uint16_t *styled, const std::uint16_t *photo)
{
    const float y = pixelLuma(styled);
    const float own = pixelLuma(photo);
    float share = 1.0F;
    for (int c = 0; c < 3; ++c) {
        const float difference = static_cast<float>(photo[c]) - own;
        const float room = difference > 0 ? 65535.0F - y : y;
        const float size = difference > 0 ? difference : -difference;
        if (size > room)
            share = std::min(share, room / size);
    }
    for (int c = 0; c < 3; ++c)
        styled[c] = static_cast<std::uint16_t>(y + share * (static_cast<float>(photo[c]) - own) + 0.5F);
}

void keepHue(std::uint16_t *styled, const std::uint16_t *photo)
{
    const float lightness = toOklab(linearColor(styled))[0];
    const Color lab = toOklab(linearColor(photo));
    setLinearColor(styled, fromOklabInGamut({lightness, lab[1], lab[2]}));
}

} // namespace

std::string_view name(ColorKeeping keeping) noexcept
{
    switch (keeping) {
    case ColorKeeping::None:
        return "none";
    case ColorKeeping::Luminance:
        return "luminance";
    case ColorKeeping::Histogram:
        return "histogram";
    case ColorKeeping::Oklab:
        return "oklab";
    }
    return "";
}

std::optional<ColorKeeping> colorKeepingFromName(std::string_view text) noexcept
{
    return findByName(kKeepings, text);
}

std::span<const ColorKeeping> colorKeepings() noexcept
{
    return kKeepings;
}

bool keepColors(Image &styled, const Image &photo, ColorKeeping keeping, int threads, const std::stop_token &stop)
{
    if (keeping == ColorKeeping::None)
        return true;
    std::optional<PaletteMap> map;
    if (keeping == ColorKeeping::Histogram)
        map = PaletteMap::between(styled, photo, stop);
    if (stop.stop_requested())
        return false;
    const auto strip = [&](int index) {
        const int end = std::min(styled.height(), (index + 1) * kStripRows);
        for (int y = index * kStripRows; y < end; ++y) {
            std::uint16_t *to = pixels<std::uint16_t>(styled, y);
            const std::uint16_t *from = pixels<std::uint16_t>(photo, y);
            for (int x = 0; x < styled.width(); ++x, to += 4, from += 4) {
                if (map)
                    map->apply(to);
                else if (keeping == ColorKeeping::Oklab)
                    keepHue(to, from);
                else
                    keepDifferences(to, from);
            }
        }
    };
    return forEachStrip((styled.height() + kStripRows - 1) / kStripRows, threads, stop, strip);
}

} // namespace imago::style
