// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/core/image.h"
#include "engine/jobs/job_context.h"
#include "engine/style/style_vector.h"

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

    /// The picture's style; its transparency is ignored. Some 30 ms whatever the size. Errors: BadInput below
    /// kLeastSide, ModelFailed, OutOfMemory.
    virtual Result<StyleVector> styleOf(const Image &picture) = 0;

    /// The photo painted in the style, in its own size: Rgba16, opaque (the photo's transparency is ignored). Empty
    /// when the context's stop came first; it is looked at at least every 100 ms. Reports Stage::Rendering.
    ///
    /// The same pixels on any number of threads. Memory grows with the photo: 16 bytes a pixel above 4 megapixels
    /// beside photo and result. Errors: BadInput below kLeastSide, ModelFailed, OutOfMemory.
    virtual Result<Image> paint(const Image &photo, const StyleVector &style, int threads,
                                jobs::JobContext &context) = 0;
};

} // namespace imago::style
