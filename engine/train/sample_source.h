// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace imago::train {

/// Where training samples come from: each is a fixed number of bytes and a pure function of its number.
class SampleSource
{
public:
    virtual ~SampleSource() = default;

    virtual std::size_t sampleBytes() const = 0;
    /// Changes whenever the same number would give other bytes (another seed, another renderer, other data).
    virtual std::uint64_t fingerprint() const = 0;
    /// Fills `out`, which has sampleBytes(). Threads: several at a time.
    virtual Status draw(std::uint64_t index, std::span<std::uint8_t> out) const = 0;
};

} // namespace imago::train
