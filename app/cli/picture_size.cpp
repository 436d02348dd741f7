// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/picture_size.h"

#include <charconv>
#include <system_error>

namespace imago::cli {

std::optional<Size> sizeFrom(std::string_view text)
{
    const auto side = [](std::string_view digits) -> std::optional<int> {
        int value = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        if (digits.empty() || error != std::errc() || end != digits.data() + digits.size())
            return {};
        return value;
    };
    const std::size_t cross = text.find('x');
    const auto width = side(text.substr(0, cross));
    const auto height = cross == std::string_view::npos ? width : side(text.substr(cross + 1));
    if (!width || !height)
        return {};
    return Size{*width, *height};
}

Result<Size> pictureSize(const std::string &text)
{
    const std::optional<Size> size = sizeFrom(text);
    const auto good = [](int side) { return side >= 16 && side <= 1024 && side % 8 == 0; };
    if (!size || !good(size->width) || !good(size->height))
        return fail(ErrorCode::BadInput, "\"" + text + "\" is no size; PX or WxH, multiples of 8 from 16 to 1024", "--size");
    return *size;
}

} // namespace imago::cli
