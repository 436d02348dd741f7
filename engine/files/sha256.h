// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>

namespace imago::files {

/// SHA-256 (FIPS 180-4) of bytes that come in pieces.
class Sha256
{
public:
    Sha256();
    ~Sha256();

    void add(std::span<const std::uint8_t> bytes);
    /// The last call: 64 lower-case hexadecimal digits.
    std::string finish();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// All at once.
std::string sha256(std::span<const std::uint8_t> bytes);

} // namespace imago::files
