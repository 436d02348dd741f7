// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace imago::files {

/// What is around the compressed bytes (RFC 1950, RFC 1952).
enum class Wrapping { Zlib, Gzip };

/// The bytes that were compressed. What a stream says of its own size is not believed: the memory grows with what
/// really comes.
/// Errors: FileDamaged for a stream that is corrupt or ends early; FileTooLarge beyond `limit`; OutOfMemory.
Result<std::vector<std::uint8_t>> inflated(std::span<const std::uint8_t> packed, Wrapping wrapping, std::size_t limit,
                                           const std::string &subject);

} // namespace imago::files
