// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/core/image.h"

namespace imago::style {

/// Takes the flicker out of pictures that are painted while they come: strokes travel with what they are painted on,
/// as in painted clips. Threads: one at a time.
class LiveBlend
{
public:
    virtual ~LiveBlend() = default;

    /// `painted`, mixed with what this returned before. It stays as it is where a shot begins: with the first picture,
    /// after a cut, in another size, and when the picture before is older than kOldest. `photo`: what it was painted
    /// from, its transparency is ignored; `seconds`: when that was taken. Requires: equal sizes, times that grow.
    /// Returns Rgba16. Errors: OutOfMemory, Internal.
    virtual Result<Image> next(const Image &photo, Image painted, double seconds) = 0;

    static constexpr double kOldest = 0.5; ///< Seconds.
};

} // namespace imago::style
