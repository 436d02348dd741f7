// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/video/ffmpeg/gif.h"
#include "engine/video/ffmpeg/gif_palette.h"
#include "engine/video/ffmpeg/reader.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"
#include "tests/video/clip_maker.h"

#include <set>

using namespace imago;
using namespace imago::test;
using namespace imago::video;

TEST_CASE("a GIF comes back with its pictures, times and transparency")
{
    const TempDir folder;
    const ClipPlan plan;
    const auto frameAt = [&](std::size_t index) -> Result<Image> {
        Image frame = plannedFrame(plan, index);
        for (int x = 0; x < 10; ++x)
            frame.row(3)[4 * x + 3] = 0;
        return frame;
    };
    const auto written = writeGif(folder / "clip.gif", {{1, 600}, {0, 30, 60, 240}, 300}, frameAt);
    if (!written)
        FAIL(describe(written.error()));
    Result<Reader> reader = Reader::open(folder / "clip.gif");
    REQUIRE(reader);
    CHECK(reader->info().size == plan.size);
    const std::vector<std::int64_t> times{0, 5, 10, 40}; // hundredths
    for (std::size_t i = 0; i < times.size(); ++i) {
        const auto frame = reader->next();
        REQUIRE(frame);
        REQUIRE(*frame);
        CHECK((*frame)->time == times[i]);
        CHECK((*frame)->picture.row(3)[4 * 5 + 3] == 0);
        CHECK((*frame)->picture.row(8)[4 * 5 + 3] == 255);
        Image seen = (*frame)->picture;
        const Image wanted = plannedFrame(plan, i);
        for (int c = 0; c < 3; ++c)
            CHECK(std::abs(mean(seen, c) - mean(wanted, c)) < 6.0);
    }
    const auto end = reader->next();
    REQUIRE(end);
    CHECK_FALSE(*end);
}

TEST_CASE("a palette of few colours is exact, and the same pixel always gets the same entry")
{
    Image picture({16, 16});
    for (int y = 0; y < 16; ++y) {
        for (int x = 0; x < 16; ++x) {
            std::uint8_t *pixel = picture.row(y) + 4 * x;
            pixel[0] = x < 8 ? 250 : 10;
            pixel[1] = y < 8 ? 200 : 30;
            pixel[2] = 90;
            pixel[3] = 255;
        }
    }
    GifPalette palette;
    palette.add(picture);
    palette.choose();
    const auto indices = palette.indices(picture);
    CHECK(std::set<std::uint8_t>(indices.begin(), indices.end()).size() == 4);
    CHECK(palette.entries()[indices[0]] == 0xFFFAC85AU);
    CHECK(palette.entries()[GifPalette::kTransparent] == 0);
    CHECK(indices == palette.indices(picture));
}

TEST_CASE("a GIF without frames is refused, and a stop leaves nothing")
{
    const TempDir folder;
    const auto none = writeGif(folder / "clip.gif", {}, [](std::size_t) -> Result<Image> { return Image({8, 8}); });
    REQUIRE_FALSE(none);
    CHECK(none.error().code == ErrorCode::BadInput);
    std::stop_source stop;
    stop.request_stop();
    const auto stopped = writeGif(
        folder / "clip.gif", {{1, 100}, {0, 5}, 10}, [](std::size_t) -> Result<Image> { return Image({8, 8}); },
        stop.get_token());
    REQUIRE(stopped);
    CHECK_FALSE(*stopped);
    CHECK(std::filesystem::is_empty(folder.path()));
}
