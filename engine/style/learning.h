// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/image.h"
#include "engine/style/style.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace imago::style {

/// How a style is to be learned (StyleModel::learn).
struct Learning
{
    /// What is painted while learning: the more and the more different, the better; never what the style will be judged
    /// on. Each side at least kLearningSide, at least one picture.
    std::vector<Image> content;

    /// Where learning begins, as a card has it; nothing: what the network reads from the painting.
    std::optional<StyleParameters> start;

    int steps = 400;     ///< Of the parameters; 0 leaves them as they begin.
    int weightSteps = 0; ///< Of all weights after that, gently: the larger kind of card.

    /// As Refinement::structure.
    double structure = 0.5;
    /// As Refinement::strokeSide.
    std::optional<int> strokeSide;

    /// Painted now and then and published (Quality::Preview), to see how it goes. Empty: nothing is published.
    Image preview;

    std::uint64_t seed = 1; ///< Of the order of pieces of the content.
    int threads = 1;        ///< To read the painting; the steps take one. Changes nothing of the style.
};

/// The side of the pieces that are learned on, in pixels.
inline constexpr int kLearningSide = 192;

struct LearnedStyle
{
    Style style; ///< With its painting and the statistics that a card keeps.

    /// Distances on a few pieces of the content that are measured before and after: of the moments from the painting's,
    /// and of the deeper features from the content's.
    struct Distance
    {
        double style = 0;
        double content = 0;
    };
    Distance before;
    Distance after;
    int steps = 0; ///< Done; fewer than ordered if it was stopped.
    int weightSteps = 0;
};

} // namespace imago::style
