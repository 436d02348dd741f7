// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/core/image.h"

#include <optional>
#include <span>
#include <stop_token>
#include <string_view>

namespace imago::style {

/// Which colours of the photo a styled picture keeps.
enum class ColorKeeping {
    None,      ///< The painting's colours.
    Luminance, ///< Lightness of the styled picture, colour differences (Y'CbCr, BT.709) of the photo's pixels.
    Histogram, ///< The photo's palette: the styled picture's colours moved until their distribution is the photo's.
    /// As Luminance in OKLab (Ottosson 2020): hues hold better, and chroma fades where it is too dark for it.
    Oklab
};

/// "none", "luminance", "histogram", "oklab".
std::string_view name(ColorKeeping keeping) noexcept;
std::optional<ColorKeeping> colorKeepingFromName(std::string_view name) noexcept;
std::span<const ColorKeeping> colorKeepings() noexcept;

/// Gives `styled` the photo's colours. Transparency of both is ignored. False when `stop` came first; the picture is
/// then partly done. The same pixels on any number of threads. Requires: equal sizes, both Rgba16.
bool keepColors(Image &styled, const Image &photo, ColorKeeping keeping, int threads, const std::stop_token &stop);

} // namespace imago::style
