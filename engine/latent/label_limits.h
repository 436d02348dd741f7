// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace imago::latent {

/// Classes, and also attributes, that a model on the user's own pictures can have.
inline constexpr std::size_t kMostLabels = 4096;
/// Bytes of a slider's name or id.
inline constexpr std::size_t kLongestSliderName = 80;

} // namespace imago::latent
