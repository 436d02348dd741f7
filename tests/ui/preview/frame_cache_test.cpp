// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/catch.h"
#include "ui/preview/frame_cache.h"

using namespace imago;
using jobs::Quality;

namespace {

constexpr qsizetype kBytes = 16 * 16 * 4;

ui::FrameCache::Entry entry(Quality quality)
{
    return {QImage(16, 16, QImage::Format_RGBA8888), quality};
}

} // namespace

TEST_CASE("the cache never takes more than its limit and drops the least recently used")
{
    ui::FrameCache cache(3 * kBytes);
    for (std::uint64_t hash = 1; hash <= 3; ++hash)
        cache.insert(hash, entry(Quality::Final));
    CHECK(cache.find(1));
    cache.insert(4, entry(Quality::Final));
    CHECK(cache.bytes() == 3 * kBytes);
    CHECK(cache.find(1));
    CHECK_FALSE(cache.find(2));
    CHECK(cache.find(3));

    for (std::uint64_t hash = 100; hash < 1000; ++hash) {
        cache.insert(hash, entry(Quality::Final));
        REQUIRE(cache.bytes() <= 3 * kBytes);
    }
    cache.setLimit(kBytes);
    CHECK(cache.count() == 1);
    CHECK(cache.find(999));
    cache.clear();
    CHECK(cache.bytes() == 0);
    CHECK(cache.count() == 0);
}

TEST_CASE("a coarser picture never replaces a finer one")
{
    ui::FrameCache cache(3 * kBytes);
    cache.insert(1, entry(Quality::Preview));
    cache.insert(1, entry(Quality::Final));
    cache.insert(1, entry(Quality::Draft));
    REQUIRE(cache.find(1));
    CHECK(cache.find(1)->quality == Quality::Final);
    CHECK(cache.bytes() == kBytes);
}

TEST_CASE("a picture larger than the limit is not kept and drops nothing")
{
    ui::FrameCache cache(kBytes);
    cache.insert(1, entry(Quality::Final));
    cache.insert(2, {QImage(64, 64, QImage::Format_RGBA8888), Quality::Final});
    CHECK(cache.find(1));
    CHECK_FALSE(cache.find(2));
}
