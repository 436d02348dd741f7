// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/core/image.h"
#include "engine/style/style.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace imago::style {

/// The ending of a style card's file.
inline constexpr std::string_view kStyleCardEnding = ".imagostyle";

/// Where a style was learned from; what is not known stays empty.
struct StyleSource
{
    std::string title;
    std::string author;
    std::string year;        ///< As it is written: "1889", "about 1830".
    std::string attribution; ///< The line that goes with the picture: where it is from, why it is free.
    std::string sha256;      ///< Of the picture's file, 64 lower-case hexadecimal digits.
    bool operator==(const StyleSource &) const = default;
};

/// How a style was learned.
struct StyleTraining
{
    int steps = 0;       ///< Of the parameters.
    int weightSteps = 0; ///< Of all weights.
    std::uint64_t seed = 0;
    bool operator==(const StyleTraining &) const = default;
};

/// A learned style as it is kept and given on: one file, some 200 KB, that holds no part of the painting. The larger
/// kind also carries weights of its own (Style::weights, another 210 KB).
struct StyleCard
{
    std::map<std::string, std::string> name; ///< By language; "en" is there.
    Style style;                             ///< Without its painting.
    std::string networkHash;                 ///< StyleModel::networkHash() of the network that it was learned for.
    Image thumbnail;                         ///< A picture painted in the style; at most kThumbnailSide. May be empty.
    std::string license;                     ///< Of the card itself, best as an SPDX expression.
    StyleSource source;
    StyleTraining training;
};

inline constexpr int kThumbnailSide = 512;

/// The card's name in a language ("zh_CN"), else in English.
const std::string &nameIn(const StyleCard &card, const std::string &language);

/// Whether a file wants to be a card rather than a picture: by its ending.
bool isStyleCard(const std::filesystem::path &path);

/// Climbs the ladder of docs/formats.md. Errors: FileMissing, FileUnreadable; UnsupportedFormat for what is no card;
/// FileTooLarge; FileDamaged for what is cut off, contradicts itself or is no number; ChecksumMismatch; Incompatible
/// for one from a newer version.
Result<StyleCard> readStyleCard(const std::filesystem::path &path);

/// Incompatible for a card that was learned for another network.
Status checkFits(const StyleCard &card, const std::string &networkHash);

/// Whole or not at all: the old file stays until the new one is complete. Own weights are rounded to half precision,
/// statistics to some 0.3 %. Equal cards give equal bytes. Errors: BadInput for a card that readStyleCard would refuse
/// or a name without the ending, DiskFull, FileUnwritable.
Status writeStyleCard(const std::filesystem::path &path, const StyleCard &card);

} // namespace imago::style
