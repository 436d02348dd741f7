// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>

namespace imago::files {

/// Texts by keyword, both UTF-8. A keyword has 1 to 79 Latin letters, digits, inner spaces and punctuation
/// marks.
using PngText = std::map<std::string, std::string>;

/// The keyword of the recipe (JSON, latent::toJson) and of the model package's hash in exported pictures.
inline constexpr std::string_view kRecipeText = "imago:recipe";
inline constexpr std::string_view kModelText = "imago:model";

/// The texts of a PNG (tEXt, zTXt, iTXt) without decoding its pixels. Of several with one keyword the first
/// counts. Errors: FileMissing, FileUnreadable, UnsupportedFormat (no PNG), FileDamaged, FileTooLarge above
/// 16 MB of text.
Result<PngText> readPngText(const std::filesystem::path &path);
Result<PngText> readPngText(std::span<const std::uint8_t> png, std::string subject);

/// Sets these texts in a PNG file and leaves its pixels, its other texts and other chunks as they are;
/// replaces the file in one step. Errors: those above, BadInput for a bad keyword or text that is not UTF-8,
/// DiskFull, FileUnwritable.
Status writePngText(const std::filesystem::path &path, const PngText &text);

/// Ok, or BadInput naming the first keyword or text that no PNG can hold.
Status checkPngText(const PngText &text);

} // namespace imago::files
