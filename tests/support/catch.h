// SPDX-License-Identifier: GPL-3.0-or-later
// Both generations of Catch2 behind one include. Write only what both know: TEST_CASE, SECTION, REQUIRE, CHECK,
// INFO, GENERATE, Approx, and REQUIRE_THAT with Catch::Matchers::WithinAbs / WithinRel.
#pragma once

#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
using Catch::Approx;
#else
#include <catch2/catch.hpp>
#endif

#ifndef SKIP // unknown before Catch2 3.3
#define SKIP(why)                                                                                                   \
    do {                                                                                                            \
        WARN("SKIPPED: " why);                                                                                      \
        return;                                                                                                     \
    } while (false)
#endif
