// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dataset/dataset.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

namespace imago::dataset {

/// What a data set knows of its pictures without reading them (names, labels, parts), as bytes for the same kind of
/// machine.
std::vector<std::uint8_t> listingOf(const Dataset &dataset);

/// A data set of `count` pictures from such bytes, with that fingerprint: knows what they are called and labelled,
/// wherever their files are by now. Errors: FileDamaged.
Result<Dataset> datasetFrom(std::span<const std::uint8_t> listing, std::size_t count, std::uint64_t fingerprint,
                            const std::filesystem::path &path);

} // namespace imago::dataset
