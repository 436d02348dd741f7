// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dataset/dataset.h"

#include <cstddef>
#include <functional>
#include <stop_token>

namespace imago::dataset {

/// Calls `each` with every number below `count` on so many threads, in no order. It returns false where its picture is
/// gone; when then the data set's folder is gone too, the rest is left.
///
/// Ends early, and well, after a stop. `progress` is told now and then (done, count), one call at a time, from any
/// thread.
/// Errors: FileMissing when the folder went away; OutOfMemory when `each` threw std::bad_alloc.
Status forEachPicture(const Dataset &dataset, std::size_t count, int threads,
                      const std::function<bool(std::size_t)> &each,
                      const std::function<void(std::size_t, std::size_t)> &progress, const std::stop_token &stop);

} // namespace imago::dataset
