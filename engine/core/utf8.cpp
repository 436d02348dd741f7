// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/utf8.h"

#include <cstdint>

namespace imago {

namespace {

// Bytes of the character that the text begins with; 0 where it begins with none.
std::size_t lengthOfFirst(std::string_view text)
{
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t more = lead < 0x80 ? 0 : lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
    if (lead > 0xF4 || (lead >= 0x80 && lead < 0xC2) || more >= text.size())
        return 0;
    std::uint32_t point = lead & (0x7FU >> more);
    for (std::size_t i = 1; i <= more; ++i) {
        const auto next = static_cast<unsigned char>(text[i]);
        if ((next & 0xC0) != 0x80)
            return 0;
        point = point << 6 | (next & 0x3FU);
    }
    const bool isOverlong = (more == 2 && point < 0x800) || (more == 3 && point < 0x10000);
    return isOverlong || point > 0x10FFFF || (point >= 0xD800 && point < 0xE000) ? 0 : more + 1;
}

} // namespace

bool isUtf8(std::string_view text)
{
    while (!text.empty()) {
        const std::size_t length = lengthOfFirst(text);
        if (length == 0)
            return false;
        text.remove_prefix(length);
    }
    return true;
}

std::string asUtf8(std::string_view bytes)
{
    constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
    std::string text;
    while (!bytes.empty()) {
        const std::size_t length = lengthOfFirst(bytes);
        text += length == 0 ? kReplacement : bytes.substr(0, length);
        bytes.remove_prefix(length == 0 ? 1 : length);
    }
    return text;
}

std::string_view utf8Prefix(std::string_view text, std::size_t bytes)
{
    if (text.size() <= bytes)
        return text;
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80)
        --bytes;
    return text.substr(0, bytes);
}

} // namespace imago
