// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/picture_size.h"

#include <charconv>
#include <string_view>

namespace imago::cli {

Result<Size> pictureSize(const std::string &text)
{
    const auto side = [](std::string_view digits) {
        int value = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        const bool good = error == std::errc() && end == digits.data() + digits.size() && value >= 16 && value <= 1024;
        return good && value % 8 == 0 ? value : 0;
    };
    const std::string_view whole = text;
    const std::size_t cross = whole.find('x');
    const Size size{side(whole.substr(0, cross)), side(cross == std::string_view::npos ? whole : whole.substr(cross + 1))};
    if (size.width == 0 || size.height == 0)
        return fail(ErrorCode::BadInput, "\"" + text + "\" is no size; PX or WxH, multiples of 8 from 16 to 1024", "--size");
    return size;
}

} // namespace imago::cli
