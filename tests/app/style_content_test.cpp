// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/style_content.h"
#include "tests/support/catch.h"

using namespace imago;

namespace {

const std::filesystem::path kResources = std::filesystem::path(IMAGO_SOURCE_DIR) / "resources";

} // namespace

TEST_CASE("styles are learned on many different pictures, the same on any number of threads")
{
    const auto pictures = styleContent(kResources, 48, 2, {});
    REQUIRE(pictures);
    CHECK(pictures->size() >= 24);
    for (std::size_t i = 0; i < pictures->size(); ++i) {
        CHECK((*pictures)[i].size() == Size{48, 48});
        CHECK((*pictures)[i].format() == PixelFormat::Rgba8);
        for (std::size_t k = 0; k < i; ++k)
            CHECK_FALSE((*pictures)[i] == (*pictures)[k]);
    }
    const auto again = styleContent(kResources, 48, 1, {});
    REQUIRE(again);
    CHECK(*again == *pictures);
}

TEST_CASE("what styles are learned on needs the heads, and ends early when it is stopped")
{
    const auto missing = styleContent(kResources / "nowhere", 48, 1, {});
    REQUIRE(!missing);
    CHECK(missing.error().code == ErrorCode::FileMissing);
    const auto tiny = styleContent(kResources, 4, 1, {});
    REQUIRE(!tiny);
    CHECK(tiny.error().code == ErrorCode::BadInput);
    std::stop_source stop;
    stop.request_stop();
    const auto stopped = styleContent(kResources, 48, 2, stop.get_token());
    REQUIRE(stopped);
    CHECK(stopped->empty());
}
