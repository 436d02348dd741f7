// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/files/manifest.h"

#include <string>
#include <string_view>

namespace imago::files {

/// That a package's network is the one that this studio computes with. Error: Incompatible, whose detail says whether
/// the package is older or newer than this studio and what to do; `package` names it.
Status checkNetwork(const ManifestNetwork &network, std::string_view architecture, int version,
                    const std::string &package);

} // namespace imago::files
