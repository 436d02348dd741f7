// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/core/image.h"

#include <string>

namespace imago::cli {

/// "64" or "96x64": sides that a model can have, multiples of 8 from 16 to 1024. Errors: BadInput.
Result<Size> pictureSize(const std::string &text);

} // namespace imago::cli
