// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/core/image.h"
#include "engine/dataset/training_size.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace imago::cli {

/// "640" or "640x480"; nothing for another text.
std::optional<Size> sizeFrom(std::string_view text);

/// Of a model's pictures: "64" is the longer side, "96x64" both, nothing is said by an empty text; `from`: the package
/// that is gone on from, or empty. Errors: BadInput for sides that no model can have.
Result<dataset::SizeWish> sizeWish(const std::string &text, const std::filesystem::path &from = {});

/// "64 x 96, because 97 % of the pictures are about 1.50 times as high as wide"
std::string describe(const dataset::TrainingSize &size);

} // namespace imago::cli
