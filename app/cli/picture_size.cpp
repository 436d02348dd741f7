// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/picture_size.h"

#include "app/cli/console.h"
#include "engine/train/picture_source.h"

#include <algorithm>
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

Result<dataset::SizeWish> sizeWish(const std::string &text, const std::filesystem::path &from)
{
    dataset::SizeWish wish;
    if (!text.empty()) {
        const std::optional<Size> size = sizeFrom(text);
        if (!size || !train::isModelSide(size->width) || !train::isModelSide(size->height))
            return fail(ErrorCode::BadInput,
                        "\"" + text + "\" is no size; PX or WxH, multiples of 8 from 16 to 1024", "--size");
        if (text.find('x') == std::string::npos)
            wish.longer = size->width;
        else
            wish.exact = *size;
    }
    return dataset::withModel(wish, from);
}

std::string describe(const dataset::TrainingSize &size)
{
    std::string text = std::to_string(size.size.width) + " x " + std::to_string(size.size.height);
    if (size.median > 0)
        text += " (small, as half of the pictures have " + std::to_string(size.median) +
                " px or less; --size says another)";
    const std::string whose = size.lookedAt > 0 ? std::to_string(size.lookedAt) + " pictures that were looked at"
                                                : std::string("the pictures");
    const std::string share = number(100 * size.agreeing, 0) + " % of " + whose + " are about ";
    switch (size.reason) {
    case dataset::SizeReason::Asked:
        return text;
    case dataset::SizeReason::Model:
        return text + ", as the model that it goes on from";
    case dataset::SizeReason::Common:
        return text + ", because " + share + number(std::max(size.aspect, 1 / size.aspect), 2) +
               (size.aspect < 1 ? " times as high as wide" : " times as wide as high");
    case dataset::SizeReason::Square:
        return text + ", because " + share + "square";
    case dataset::SizeReason::Mixed:
        return text + ", because the pictures agree in no shape";
    }
    return text;
}

} // namespace imago::cli
