// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/core/image.h"
#include "engine/jobs/job_context.h"
#include "engine/style/learning.h"
#include "engine/style/refinement.h"
#include "engine/style/style.h"

#include <optional>
#include <string>

namespace imago::style {

/// The shortest side of a photo or painting, in pixels.
inline constexpr int kLeastSide = 16;

/// The networks of a style package: one reads styles, one paints. Torch-free on purpose; the back room implements it.
/// Threads: one call at a time, from any.
class StyleModel
{
public:
    virtual ~StyleModel() = default;

    virtual std::string id() const = 0;
    /// SHA-256 of the package's manifest, hexadecimal.
    virtual std::string hash() const = 0;

    /// SHA-256 of the weights that paint, hexadecimal: what the styles of cards must have been learned for.
    virtual std::string networkHash() const = 0;

    /// The picture's style; its transparency is ignored. Some 30 ms whatever the size. The style keeps the picture.
    /// Errors: BadInput below kLeastSide, ModelFailed, OutOfMemory.
    virtual Result<Style> styleOf(const Image &picture) = 0;

    /// The photo painted in the style and given its octaves, in its own size: Rgba16, opaque (the photo's transparency
    /// is ignored). `structure` in [0, 1]: how much of the photo shines through before the octaves make it the
    /// painting's; at 0 the brush alone. Empty when the context's stop came first; it is looked at at least every
    /// 100 ms. Reports Stage::Rendering.
    ///
    /// The same pixels on any number of threads. Memory grows with the photo: 16 bytes a pixel above 4 megapixels
    /// beside photo and result. Errors: BadInput below kLeastSide or for another structure, ModelFailed, OutOfMemory.
    virtual Result<Image> paint(const Image &photo, const Style &style, double structure, int threads,
                                jobs::JobContext &context) = 0;

    /// The photo painted by optimising the picture itself, in its own size: Rgba16, opaque. From coarse to fine, up to
    /// Refinement::longestSide; what is finer in a larger photo comes from paint(). Publishes previews (Rgba8, smaller
    /// than the photo at first) at least every 500 ms, reports Stage::Rendering and looks at stops at least every
    /// 250 ms. Empty when the context's stop came first; at its checkpoint's stop the picture as it is by then.
    /// Errors: BadInput (sides, no styles, one that cannot be refined, numbers out of range, a mask of other
    /// proportions), ModelFailed, OutOfMemory.
    virtual Result<Image> refine(const Image &photo, const Refinement &order, jobs::JobContext &context) = 0;

    /// Learns the painting's style, so that paint() comes near to what refine() makes: about a minute of one processor
    /// for 400 steps of the parameters, twice that a step for all weights. Reports Stage::Training, publishes
    /// Learning::preview. Nothing when the context's stop came first; at its checkpoint's stop what is learned by then.
    /// Errors: BadInput (sides, no content, numbers out of range), ModelFailed, OutOfMemory.
    virtual Result<std::optional<LearnedStyle>> learn(const Image &painting, const Learning &order,
                                                      jobs::JobContext &context) = 0;
};

} // namespace imago::style
