// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/style/color_keeping.h"
#include "engine/style/style_model.h"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace imago::style {

/// How much time a painting may take.
enum class Tier {
    Instant, ///< The networks paint once.
    Refined, ///< The picture is optimised up to kRefinedSide, and what is finer comes from the networks: seconds.
    Print    ///< As Refined, up to kPrintRefinedSide: a minute or two, for large pictures.
};

/// "instant", "refined", "print".
std::string_view name(Tier tier) noexcept;
std::optional<Tier> tierFromName(std::string_view name) noexcept;
std::span<const Tier> tiers() noexcept;

inline constexpr int kPrintRefinedSide = 2048;

/// How a photo is to be painted.
struct StyleOrder
{
    std::vector<WeightedStyle> styles; ///< Mixed by weight; at least one. Refining needs such as canBeRefined().
    Tier tier = Tier::Instant;
    /// 0 leaves the photo, 1 is the full style. In between the style itself moves from the photo's own to the mix (see
    /// `paintedShare` for the rest), which keeps strokes where a plain fade shows a double picture.
    double strength = 1.0;
    ColorKeeping colors = ColorKeeping::None;
    /// Where it is white (and opaque) the styles apply, where black `outside`; greys are in between. Any size with the
    /// photo's proportions.
    std::optional<Image> mask;
    std::vector<WeightedStyle> outside; ///< Empty: the photo.
    std::optional<int> longerSide;      ///< Of the result, in pixels; nothing: as the photo.
    /// Strokes as large as the networks paint them in a picture of so many pixels: smaller is bolder. Nothing: as fine
    /// as the picture is large (Instant), as in the painting (the others).
    std::optional<int> strokeSide;
    /// White (and opaque) where the photo's shapes are to be kept more than elsewhere, as faces are: as in Refinement;
    /// Instant paints these places with a gentler style. Any size with the photo's proportions.
    std::optional<Image> protection;
    double protectionStrength = 0.5; ///< 0: the mask does nothing.
    double structure = 0.5; ///< As in Refinement; Instant: as StyleModel::paint().
    std::uint64_t seed = 1; ///< Of Refined and Print, as in Refinement.
    int threads = 1; ///< Changes no pixel.
};

/// How much of the painted picture shows at a strength, the photo showing through for the rest: a style of strength
/// near 0 is the photo's own, but even that the networks do not paint exactly as it was.
double paintedShare(double strength) noexcept;

/// The styled photo (hand it over: pictures of print size are large) in the photo's format, with its transparency.
/// Empty when the context's stop came first; after a stop at its checkpoint refining ends where it is. Refining
/// publishes previews (Quality::Preview; smaller than the result, with its colours, mask and transparency). Reports
/// Stage::Rendering. Errors: BadInput (no styles, numbers out of range, sides, a mask of other proportions), those of
/// StyleModel.
Result<Image> stylise(StyleModel &model, Image photo, const StyleOrder &order, jobs::JobContext &context);

} // namespace imago::style
