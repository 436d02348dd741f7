// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/files/manifest.h"
#include "engine/style/style_card.h"

#include <span>
#include <string>
#include <vector>

namespace imago::style {

/// What the manifest of a style card says: everything but the numbers and the thumbnail.
struct CardDescription
{
    StyleCard card;
    bool withWeights = false;
    std::vector<int> sides;   ///< Of the statistics, smallest first.
    StatisticsDetail detail = kMostDetail; ///< Of the statistics.
};

/// Errors: UnsupportedFormat for a package that is no card, Incompatible for a newer version, FileDamaged.
Result<CardDescription> fromManifest(const files::Manifest &manifest);

/// Without the list of files. `styleFile` names the tensors, whose sum makes the card's id.
files::Manifest toManifest(const StyleCard &card, const std::string &styleFile, std::span<const std::uint8_t> tensors);

} // namespace imago::style
