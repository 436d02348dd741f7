// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/core/image.h"

#include <optional>
#include <string>
#include <string_view>

namespace imago::cli {

/// "640" or "640x480"; nothing for another text.
std::optional<Size> sizeFrom(std::string_view text);

/// "64" or "96x64": sides that a model can have, multiples of 8 from 16 to 1024. Errors: BadInput.
Result<Size> pictureSize(const std::string &text);

} // namespace imago::cli
