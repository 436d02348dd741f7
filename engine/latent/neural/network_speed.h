// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace imago::latent {

/// How fast one network computes one picture on one thread.
struct NetworkSpeed
{
    std::string name; ///< "convolution", "decoder", "encoder".
    double gflop = 0; ///< Of its convolutions and matrix products, 10^9 operations; an addition counts as one.
    double medianMs = 0;
    double p95Ms = 0;
    double fastestMs = 0;
    /// Operations a second over those of "convolution", which was measured in turn with it; both at their fastest, as
    /// a busy machine interrupts the longer one more often.
    double share = 0;
};

namespace neural {

/// Measures a portraits' package for so many seconds. First in the list is one large convolution (3x3, 256 to 256
/// channels, 64 x 64 pixels, channels last): what this machine can do. Errors: as openPortraitModel(). A stop gives
/// an empty list.
Result<std::vector<NetworkSpeed>> measureNetworks(const std::filesystem::path &package, double seconds,
                                                  const std::stop_token &stop);

} // namespace neural

} // namespace imago::latent
