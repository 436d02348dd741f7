// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace imago {

/// Whether a text is valid UTF-8: no overlong forms, no surrogates.
bool isUtf8(std::string_view text);

/// The text with U+FFFD in place of every byte that belongs to no valid character.
std::string asUtf8(std::string_view bytes);

/// As much of the beginning of a valid text as fits into so many bytes without parting a character.
std::string_view utf8Prefix(std::string_view text, std::size_t bytes);

} // namespace imago
