// SPDX-License-Identifier: GPL-3.0-or-later
// Cameras: FFmpeg's own capture, from a device that a file beside this test plays.
#include "engine/video/ffmpeg/camera.h"
#include "engine/video/ffmpeg/reader.h"
#include "engine/video/ffmpeg/recorder.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"
#include "tests/video/clip_maker.h"
#include "tests/video/fake_camera.h"

#include <algorithm>
#include <thread>

using namespace imago;
using test::FakeCamera;
using video::LiveSource;

namespace {

std::unique_ptr<LiveSource> opened(const std::string &id = FakeCamera::kId)
{
    auto live = video::openCamera(id);
    if (!live)
        FAIL(describe(live.error()));
    return std::move(*live);
}

video::Frame nextOf(LiveSource &live)
{
    auto frame = live.next({});
    if (!frame)
        FAIL(describe(frame.error()));
    REQUIRE(*frame);
    return **std::move(frame);
}

bool knows(const std::vector<video::CameraInfo> &cameras)
{
    return std::ranges::find(cameras, video::CameraInfo{FakeCamera::kId, "Fake camera"}) != cameras.end();
}

} // namespace

TEST_CASE("cameras are found by their names, and gone when they are gone")
{
    {
        const FakeCamera camera;
        const auto found = video::cameras();
        REQUIRE(found);
        CHECK(knows(*found));
    }
    const auto found = video::cameras();
    CHECK((!found || !knows(*found)));
}

TEST_CASE("a camera's pictures come one after the other, in their colours")
{
    const FakeCamera camera;
    const auto live = opened();
    CHECK(live->info().size == Size{640, 480}); // it does not do what was asked for first
    CHECK(live->info().framesPerSecond == 30.0);
    const video::Frame first = nextOf(*live);
    const video::Frame second = nextOf(*live);
    CHECK(first.picture.size() == Size{640, 480});
    CHECK(first.picture.format() == PixelFormat::Rgba8);
    // Grey 40 of 16 to 235.
    for (int channel = 0; channel < 3; ++channel)
        CHECK(std::abs(test::mean(first.picture, channel) - (40 - 16) * 255.0 / 219.0) < 1.5);
    CHECK(test::mean(second.picture, 0) > test::mean(first.picture, 0) + 3.0);
    CHECK(std::abs(live->info().timeBase.seconds(second.time - first.time) - 1.0 / 30) < 0.001);
}

TEST_CASE("a camera that is in use, forbidden or not there says so")
{
    const auto detailOf = [](const std::string &id) {
        const auto live = video::openCamera(id);
        REQUIRE_FALSE(live);
        CHECK(live.error().code == ErrorCode::FileUnreadable);
        CHECK(live.error().subject == id);
        return live.error().detail;
    };
    {
        const FakeCamera busy(test::CameraManner{.isBusy = true});
        CHECK(detailOf(FakeCamera::kId).find("another program") != std::string::npos);
    }
    {
        const FakeCamera forbidden(test::CameraManner{.isForbidden = true});
        CHECK(detailOf(FakeCamera::kId).find("group \"video\"") != std::string::npos);
        const auto found = video::cameras();
        CHECK((!found || !knows(*found)));
    }
    CHECK_FALSE(detailOf(FakeCamera::kId).empty());
}

TEST_CASE("a camera that is unplugged ends with an error, a silent one lets itself be stopped")
{
    {
        const FakeCamera camera(test::CameraManner{.unplugAfter = 2});
        const auto live = opened();
        nextOf(*live);
        nextOf(*live);
        const auto gone = live->next({});
        REQUIRE_FALSE(gone);
        CHECK(gone.error().code == ErrorCode::FileUnreadable);
    }
    const FakeCamera camera(test::CameraManner{.silentAfter = 1});
    const auto live = opened();
    nextOf(*live);
    std::stop_source stop;
    std::jthread later([&] { stop.request_stop(); });
    const auto none = live->next(stop.get_token());
    REQUIRE(none);
    CHECK_FALSE(*none);
}

TEST_CASE("a clip plays the camera over and over, its times go on growing")
{
    const test::TempDir folder;
    test::ClipPlan plan; // five frames, 30 a second
    test::makeClip(folder / "a.mp4", plan);
    auto live = video::playAsCamera(folder / "a.mp4");
    REQUIRE(live);
    CHECK((*live)->info().seconds == 0.0);
    std::int64_t last = -1;
    for (std::size_t i = 0; i < 12; ++i) {
        const video::Frame frame = nextOf(**live);
        CHECK(frame.time > last);
        last = frame.time;
        CHECK(test::difference(frame.picture, test::plannedFrame(plan, i % 5)) < 12.0);
    }
    CHECK((*live)->info().timeBase.seconds(last) < 1.0);
}

TEST_CASE("what a camera sees is recorded with its own times, and is nothing until it is finished")
{
    const test::TempDir folder;
    const std::filesystem::path file = folder / "camera.mp4";
    const FakeCamera camera;
    const auto live = opened();
    {
        auto dropped = video::recordClip(file, live->info());
        REQUIRE(dropped);
        REQUIRE((*dropped)->add(nextOf(*live)));
    }
    CHECK(std::filesystem::is_empty(folder.path()));

    auto recorder = video::recordClip(file, live->info());
    REQUIRE(recorder);
    CHECK_FALSE((*recorder)->finish()); // no picture
    recorder = video::recordClip(file, live->info());
    REQUIRE(recorder);
    std::vector<video::Frame> frames;
    for (int i = 0; i < 10; ++i) {
        frames.push_back(nextOf(*live));
        REQUIRE((*recorder)->add(frames.back()));
    }
    const auto written = (*recorder)->finish();
    REQUIRE(written);
    CHECK(*written == 10);

    auto reader = video::Reader::open(file);
    REQUIRE(reader);
    CHECK(reader->info().size == Size{640, 480});
    for (const video::Frame &expected : frames) {
        const auto frame = reader->next();
        REQUIRE(frame);
        REQUIRE(*frame);
        CHECK(std::abs(test::mean((*frame)->picture, 1) - test::mean(expected.picture, 1)) < 2.5);
        const double seen = reader->info().timeBase.seconds((*frame)->time - reader->info().begin);
        CHECK(std::abs(seen - live->info().timeBase.seconds(expected.time - frames.front().time)) < 0.002);
    }
    const auto end = reader->next();
    REQUIRE(end);
    CHECK_FALSE(*end);
}
