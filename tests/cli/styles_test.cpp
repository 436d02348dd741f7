// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/run_imago.h"

using namespace imago::test;

namespace {

bool hasModule()
{
    return std::filesystem::exists(std::filesystem::path(IMAGO_PROGRAM).parent_path() / "libimago_neural.so");
}

} // namespace

TEST_CASE("styles lists the gallery, or what the cards that are named say")
{
    const auto gallery = runImagoJson({"styles"})["styles"];
    REQUIRE(gallery.size() >= 24);
    for (const auto &style : gallery) {
        CHECK(style["titles"].contains("zh_CN"));
        CHECK(!style["license"].get<std::string>().empty());
        CHECK(style["canBeRefined"] == true);
    }
    CHECK(lineCount(runImago({"styles"}).out) == gallery.size());
    const auto one = runImagoJson({"styles", gallery[3]["file"]})["styles"];
    REQUIRE(one.size() == 1);
    CHECK(one[0] == gallery[3]);

    const TempDir folder;
    checkRefused({"styles", folder / "none.imagostyle"}, "none.imagostyle");
    writeText(folder / "text.imagostyle", "no card");
    checkRefused({"styles", folder / "text.imagostyle"}, "text.imagostyle");
}

TEST_CASE("a style of the gallery paints by its name")
{
    const TempDir folder;
    const std::string photo = folder / "photo.png";
    REQUIRE(runImago({"art", "village", "--size", "64", "-o", photo}).exitCode == 0);
    checkRefused({"style", photo, "--style", "gallery:nothing", "-o", folder / "x.png"},
                 hasModule() ? "nothing" : "module");
    if (!hasModule())
        return;
    const auto first = runImagoJson({"styles"})["styles"][0];
    const std::string name = "gallery:" + first["name"].get<std::string>();
    const auto painted = [&](const std::string &style, const std::string &file) {
        const Outcome outcome = runImago({"style", photo, "--style", style, "-o", folder / file});
        INFO(outcome.err);
        REQUIRE(outcome.exitCode == 0);
        return bytesOf(folder / file);
    };
    const std::string byName = painted(name, "a.png");
    CHECK(byName == painted(first["file"], "b.png"));
    CHECK(byName == painted(name + ":2", "c.png"));
}
