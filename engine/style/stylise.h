// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/style/color_keeping.h"
#include "engine/style/style_model.h"

#include <optional>
#include <vector>

namespace imago::style {

/// How a photo is to be painted.
struct StyleOrder
{
    std::vector<WeightedStyle> styles; ///< Mixed by weight; at least one.
    /// 0 leaves the photo, 1 is the full style. In between the style itself moves from the photo's own to the mix (see
    /// `paintedShare` for the rest), which keeps strokes where a plain fade shows a double picture.
    double strength = 1.0;
    ColorKeeping colors = ColorKeeping::None;
    /// Where it is white (and opaque) the styles apply, where black `outside`; greys are in between. Any size with the
    /// photo's proportions.
    std::optional<Image> mask;
    std::vector<WeightedStyle> outside; ///< Empty: the photo.
    std::optional<int> longerSide;      ///< Of the result, in pixels; nothing: as the photo.
    int threads = 1;                    ///< Changes no pixel.
};

/// How much of the painted picture shows at a strength, the photo showing through for the rest: a style of strength
/// near 0 is the photo's own, but even that the networks do not paint exactly as it was.
double paintedShare(double strength) noexcept;

/// The styled photo (hand it over: pictures of print size are large) in the photo's format, with its transparency. Empty when the context's stop came first. Reports
/// Stage::Rendering. Errors: BadInput (no styles, strength outside [0, 1], sides, a mask of other proportions), those of
/// StyleModel.
Result<Image> stylise(StyleModel &model, Image photo, const StyleOrder &order, jobs::JobContext &context);

} // namespace imago::style
