// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dataset/perceptual_hash.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <stop_token>
#include <vector>

namespace imago::dataset {

/// For each of `count` pictures the first one of its group of near-duplicates, itself where it stands alone. Pictures
/// that `use` leaves out stand alone. Equal input gives equal groups. `appearance` may be asked in any order, from one
/// thread. After a stop, which is heard within milliseconds, some are still apart. Takes about 50 bytes a picture.
std::vector<std::uint32_t> nearDuplicateGroups(std::size_t count,
                                               const std::function<const Appearance &(std::size_t)> &appearance,
                                               const std::function<bool(std::size_t)> &use,
                                               const std::stop_token &stop = {});

} // namespace imago::dataset
