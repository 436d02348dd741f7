// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/video/ffmpeg/posters.h"
#include "engine/video/ffmpeg/reader.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"
#include "tests/video/clip_maker.h"

using namespace imago;
using namespace imago::test;
using namespace imago::video;
using Catch::Matchers::WithinAbs;

namespace {

std::vector<Frame> all(Reader &reader)
{
    std::vector<Frame> frames;
    for (;;) {
        Result<std::optional<Frame>> next = reader.next();
        if (!next)
            FAIL(describe(next.error()));
        if (!*next)
            return frames;
        frames.push_back(*std::move(*next));
    }
}

Reader opened(const std::filesystem::path &file)
{
    Result<Reader> reader = Reader::open(file);
    if (!reader)
        FAIL(describe(reader.error()));
    return *std::move(reader);
}

} // namespace

TEST_CASE("a clip's frames come with the pictures and times they were written with")
{
    const TempDir folder;
    ClipPlan plan;
    for (const char *name : {"clip.mp4", "clip.mov", "clip.webm"}) {
        INFO(name);
        plan.timeBase = std::string(name) == "clip.webm" ? Fraction{1, 1000} : Fraction{1, 600};
        plan.times = {0, 20, 33, 90, 91, 130}; // no regular beat
        makeClip(folder / name, plan);
        Reader reader = opened(folder / name);
        CHECK(reader.info().size == plan.size);
        CHECK(reader.info().soundStreams == 0);
        CHECK(reader.info().colors == plan.colors);
        const std::vector<Frame> frames = all(reader);
        REQUIRE(frames.size() == plan.times.size());
        for (std::size_t i = 0; i < frames.size(); ++i) {
            const Fraction base = reader.info().timeBase;
            CHECK_THAT(base.seconds(frames[i].time), WithinAbs(plan.timeBase.seconds(plan.times[i]), 1e-9));
            CHECK(difference(frames[i].picture, plannedFrame(plan, i)) < 4.0);
        }
    }
}

TEST_CASE("clips of ten bits become pictures of sixteen")
{
    const TempDir folder;
    ClipPlan plan;
    plan.bitsPerChannel = 10;
    plan.colors = {9, 16, 9, false}; // BT.2020 with PQ, as HDR cameras write
    makeClip(folder / "clip.mp4", plan);
    Reader reader = opened(folder / "clip.mp4");
    CHECK(reader.info().bitsPerChannel == 10);
    CHECK(reader.info().colors == plan.colors);
    const std::vector<Frame> frames = all(reader);
    REQUIRE(frames.size() == 5);
    CHECK(frames[2].picture.format() == PixelFormat::Rgba16);
    CHECK(difference(frames[2].picture, plannedFrame(plan, 2)) < 4.0);
}

TEST_CASE("a phone's turned clip comes upright")
{
    const TempDir folder;
    const ClipPlan plan;
    makeClip(folder / "clip.mp4", plan);
    const Image stored = plannedFrame(plan, 0);
    makeTurned(folder / "clip.mp4", folder / "turned.mov", 90);
    Reader reader = opened(folder / "turned.mov");
    CHECK(reader.info().size == Size{48, 64});
    const std::vector<Frame> frames = all(reader);
    REQUIRE(frames.size() == 5);
    REQUIRE(frames[0].picture.size() == Size{48, 64});
    // Red grew to the right and grows downwards now; green grew downwards and shrinks to the right now.
    const Image &turned = frames[0].picture;
    CHECK(turned.row(60)[4 * 24] > turned.row(4)[4 * 24] + 80);
    CHECK(turned.row(32)[4 * 4 + 1] > turned.row(32)[4 * 44 + 1] + 80);
    makeTurned(folder / "clip.mp4", folder / "half.mp4", 180);
    reader = opened(folder / "half.mp4");
    CHECK(reader.info().size == plan.size);
    CHECK(all(reader)[0].picture.row(4)[4 * 4] > 150);
}

TEST_CASE("a moment's frame is the one that is shown then")
{
    const TempDir folder;
    ClipPlan plan;
    plan.times.clear();
    for (int i = 0; i < 300; ++i) // with several key frames
        plan.times.push_back(20 * i + (i % 3));
    makeClip(folder / "clip.mp4", plan);
    Reader reader = opened(folder / "clip.mp4");
    for (const std::size_t wanted : {250U, 3U, 0U, 299U, 121U}) {
        const std::int64_t time = reader.info().timeBase.ticks(plan.timeBase.seconds(plan.times[wanted]) + 0.005);
        REQUIRE(reader.seek(time));
        for (std::size_t i = wanted; i < std::min<std::size_t>(wanted + 3, 300); ++i) {
            const auto frame = reader.next();
            REQUIRE(frame);
            REQUIRE(*frame);
            CHECK_THAT(reader.info().timeBase.seconds((*frame)->time),
                       WithinAbs(plan.timeBase.seconds(plan.times[i]), 1e-9));
        }
    }
}

TEST_CASE("frames can come in another size, and posters are small")
{
    const TempDir folder;
    ClipPlan plan;
    plan.pixelAspect = {2, 1};
    makeClip(folder / "clip.mp4", plan);
    Reader reader = opened(folder / "clip.mp4");
    CHECK(reader.info().pixelAspect == Fraction{2, 1});
    reader.scaleTo({32, 24});
    CHECK(all(reader)[1].picture.size() == Size{32, 24});
    const auto posters = readPosters(folder / "clip.mp4", {0.0, 0.1}, 40);
    REQUIRE(posters);
    REQUIRE(posters->size() == 2);
    CHECK((*posters)[1].picture.size() == Size{40, 15}); // its pixels are twice as wide as high
    CHECK((*posters)[1].time == (*posters)[0].time + reader.info().timeBase.ticks(0.1));
}

TEST_CASE("a stop ends reading")
{
    const TempDir folder;
    makeClip(folder / "clip.mp4", {});
    Reader reader = opened(folder / "clip.mp4");
    std::stop_source stop;
    stop.request_stop();
    const auto frame = reader.next(stop.get_token());
    REQUIRE(frame);
    CHECK_FALSE(*frame);
}
