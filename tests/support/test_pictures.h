// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/image.h"
#include "ui/session/style_state.h"

#include <cstdint>

namespace imago::test {

/// An opaque picture of one colour.
inline Image plain(Size size, std::uint8_t red, std::uint8_t green, std::uint8_t blue)
{
    Image picture(size);
    for (std::size_t i = 0; i < picture.bytes().size(); i += 4) {
        picture.bytes()[i] = red;
        picture.bytes()[i + 1] = green;
        picture.bytes()[i + 2] = blue;
        picture.bytes()[i + 3] = 255;
    }
    return picture;
}

/// The same as it is brought into the style room. Another `shade`, another picture.
inline ui::SourcePtr photo(std::uint8_t shade, Size size = {64, 48})
{
    return ui::makeSourcePicture(plain(size, shade, 40, 90), QStringLiteral("photo %1").arg(shade));
}
inline ui::StyleSourcePtr painting(std::uint8_t shade)
{
    return ui::styleOfPainting(
        ui::makeSourcePicture(plain({32, 32}, 200, shade, 10), QStringLiteral("painting %1").arg(shade)));
}

} // namespace imago::test
