// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/core/image.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace imago::art {

inline constexpr int kLeastSide = 16;
inline constexpr int kLargestSide = 4096;

enum class Kind {
    Painting, ///< In a technique of its own: what styles are learned from.
    Scene     ///< As plain as a photo: what styles are learned on.
};

/// "painting", "scene".
std::string_view name(Kind kind) noexcept;

/// A picture that the studio draws by itself, from nothing but a seed.
struct Work
{
    std::string_view name;  ///< As on the command line: "stained-glass".
    std::string_view about; ///< One line in English.
    Kind kind = Kind::Painting;
};
/// All of them, paintings first.
std::span<const Work> works() noexcept;

/// Draws a work. The same name, seed and size give the same bytes (on one machine and build); at another size it is the
/// same picture, coarser or finer, as long as the proportions are the same. Rgba8, opaque. Threads: any number of calls
/// at once, each on one.
/// Errors: BadInput for a name that is not in the list, and for sides outside of kLeastSide to kLargestSide.
Result<Image> draw(std::string_view name, Size size, std::uint64_t seed);

} // namespace imago::art
