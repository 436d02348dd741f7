// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/files/half.h"
#include "tests/support/catch.h"

#include <bit>
#include <cmath>
#include <limits>

using namespace imago::files;

TEST_CASE("every half value survives the way through float")
{
    int wrong = 0;
    for (std::uint32_t bits = 0; bits < 65536; ++bits) {
        const float value = fromHalf(static_cast<std::uint16_t>(bits));
        if (std::isnan(value))
            wrong += std::isnan(fromHalf(toHalf(value))) ? 0 : 1;
        else
            wrong += toHalf(value) == bits ? 0 : 1;
    }
    CHECK(wrong == 0);
    CHECK(fromHalf(0x3C00) == 1.0F);
    CHECK(fromHalf(0xC000) == -2.0F);
    CHECK(fromHalf(0x7BFF) == 65504.0F);
    CHECK(fromHalf(0x0001) == 0x1p-24F);
    CHECK(std::signbit(fromHalf(0x8000)));
}

TEST_CASE("half rounds to nearest, ties to even, also among the smallest")
{
    // Between each two neighbours the middle goes to the even one, a hair beside it to the nearer one.
    int wrong = 0;
    for (std::uint32_t bits = 0; bits < 0x7BFF; ++bits) {
        const auto low = static_cast<std::uint16_t>(bits);
        const auto high = static_cast<std::uint16_t>(bits + 1);
        const float middle = (fromHalf(low) + fromHalf(high)) / 2.0F;
        wrong += toHalf(middle) == (bits % 2 == 0 ? low : high) ? 0 : 1;
        wrong += toHalf(std::nextafter(middle, 0.0F)) == low ? 0 : 1;
        wrong += toHalf(std::nextafter(middle, 1e9F)) == high ? 0 : 1;
        wrong += toHalf(-middle) == (toHalf(middle) | 0x8000) ? 0 : 1;
    }
    CHECK(wrong == 0);
    CHECK(toHalf(65519.99F) == 0x7BFF);
    CHECK(toHalf(65520.0F) == 0x7C00);
    CHECK(toHalf(1e30F) == 0x7C00);
    CHECK(toHalf(-std::numeric_limits<float>::infinity()) == 0xFC00);
    CHECK(toHalf(1e-30F) == 0);
}

TEST_CASE("bfloat16 rounds to nearest, ties to even")
{
    const auto rounded = [](std::uint32_t bits) { return toBfloat16(std::bit_cast<float>(bits)); };
    CHECK(rounded(0x3F800000) == 0x3F80);
    CHECK(rounded(0x3F808000) == 0x3F80);
    CHECK(rounded(0x3F808001) == 0x3F81);
    CHECK(rounded(0x3F818000) == 0x3F82);
    CHECK(rounded(0x7F7FFFFF) == 0x7F80); // beyond the largest: infinity
    CHECK(std::isnan(fromBfloat16(rounded(0x7F800001))));
    CHECK(fromBfloat16(0xC020) == -2.5F);
}
