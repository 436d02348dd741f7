// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/run_imago.h"

using namespace imago::test;

TEST_CASE("art draws a work at the size that is asked for")
{
    const TempDir folder;
    const auto result =
        runImagoJson({"art", "stained-glass", "--size", "80x48", "--seed", "3", "-o", folder / "a.png"});
    CHECK(result["width"] == 80);
    CHECK(result["height"] == 48);
    CHECK(result["seed"] == 3);
    const auto about = runImagoJson({"show", folder / "a.png"});
    CHECK(about["width"] == 80);
    CHECK(about["height"] == 48);
    runImagoJson({"art", "stained-glass", "--size", "80x48", "--seed", "3", "-o", folder / "b.png"});
    CHECK(bytesOf(folder / "a.png") == bytesOf(folder / "b.png"));
    runImagoJson({"art", "stained-glass", "--size", "80x48", "--seed", "4", "-o", folder / "c.png"});
    CHECK(bytesOf(folder / "a.png") != bytesOf(folder / "c.png"));
}

TEST_CASE("art lists its works")
{
    const auto result = runImagoJson({"art", "--list"});
    CHECK(result["works"].size() >= 24);
    CHECK(result["works"][0]["kind"] == "painting");
    const Outcome plain = runImago({"art", "--list"});
    CHECK(lineCount(plain.out) == result["works"].size());
}

TEST_CASE("what art can't do is said in one line")
{
    const TempDir folder;
    checkRefused({"art"}, "--list");
    checkRefused({"art", "mosaic"}, "-o");
    checkRefused({"art", "nothing", "-o", folder / "x.png"}, "nothing");
    checkRefused({"art", "mosaic", "--size", "8", "-o", folder / "x.png"}, "16");
    checkRefused({"art", "mosaic", "--size", "64x", "-o", folder / "x.png"}, "64x");
    checkRefused({"art", "mosaic", "--size", "wide", "-o", folder / "x.png"}, "wide");
    checkRefused({"art", "mosaic", "--size", "5000", "-o", folder / "x.png"}, "4096");
    checkRefused({"art", "mosaic", "--seed", "-1", "-o", folder / "x.png"}, "seed");
    checkRefused({"art", "mosaic", "-o", folder / "x.bmp"}, ".png");
    checkRefused({"art", "mosaic", "-o", folder / "no/x.png"}, "x.png");
    CHECK(std::filesystem::is_empty(folder.path()));
}
