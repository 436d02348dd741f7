// SPDX-License-Identifier: GPL-3.0-or-later
// A whole clip through all stages, with a model whose pictures are easy to foresee.
#include "engine/files/save_file.h"
#include "engine/style/pixels.h"
#include "engine/style/video/stylise_video.h"
#include "engine/video/ffmpeg/reader.h"
#include "tests/style/video/moving_scene.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"
#include "tests/video/clip_maker.h"

#include <atomic>
#include <fstream>

using namespace imago;
using namespace imago::style;
using namespace imago::test;
using imago::style::video::styliseVideo;
using imago::style::video::workFolderOf;
using imago::video::Reader;
using Catch::Matchers::WithinAbs;

namespace {

constexpr int kMany = 150; // frames: more than a stretch

/// Paints the negative; every picture's own style is the same.
class NegativeModel final : public StyleModel
{
public:
    std::string id() const override { return "negative"; }
    std::string hash() const override { return "00"; }
    std::string networkHash() const override { return "11"; }
    Result<Image> refine(const Image &, const Refinement &, jobs::JobContext &) override { return Image(); }
    Result<std::optional<LearnedStyle>> learn(const Image &, const Learning &, jobs::JobContext &) override
    {
        return std::optional<LearnedStyle>();
    }
    Result<decltype(WeightedStyle::style)> styleOf(const Image &) override
    {
        ++read;
        return decltype(WeightedStyle::style){};
    }
    Result<Image> paint(const Image &photo, const decltype(WeightedStyle::style) &, double structure, int,
                        jobs::JobContext &context) override
    {
        asked = structure;
        if (++painted == stopAt)
            stop.request_stop();
        if (painted == failAt)
            return fail(ErrorCode::ModelFailed, "no paint left");
        if (context.stopRequested())
            return Image();
        Image picture = photo.converted(PixelFormat::Rgba16);
        for (int y = 0; y < picture.height(); ++y) {
            auto *row = pixels<std::uint16_t>(picture, y);
            for (int x = 0; x < 4 * picture.width(); ++x)
                row[x] = static_cast<std::uint16_t>(x % 4 == 3 ? 65535 : 65535 - row[x]);
        }
        return picture;
    }

    std::atomic<int> read = 0;
    int painted = 0;
    double asked = -1; ///< The structure, last.
    int stopAt = -1;
    int failAt = -1;
    std::stop_source stop;
};

struct Outcome
{
    std::optional<VideoReport> report;
    std::optional<Error> error;
    std::vector<jobs::Progress> told;
};

Outcome run(NegativeModel &model, VideoOrder order)
{
    if (order.styles.empty())
        order.styles = {WeightedStyle{}};
    Outcome outcome;
    jobs::JobContext context(jobs::nextTicket(), [](const jobs::Event &) {},
                             {model.stop.get_token(), {}, {},
                              [&](const jobs::Progress &progress) { outcome.told.push_back(progress); }});
    Result<std::optional<VideoReport>> report = styliseVideo(model, order, context);
    if (report)
        outcome.report = *std::move(report);
    else
        outcome.error = std::move(report).error();
    return outcome;
}

Outcome runWell(const VideoOrder &order)
{
    NegativeModel model;
    Outcome outcome = run(model, order);
    if (outcome.error)
        FAIL(describe(*outcome.error));
    REQUIRE(outcome.report);
    return outcome;
}

std::vector<imago::video::Frame> framesOf(const std::filesystem::path &clip)
{
    Result<Reader> reader = Reader::open(clip);
    if (!reader)
        FAIL(describe(reader.error()));
    std::vector<imago::video::Frame> frames;
    for (;;) {
        auto frame = reader->next();
        if (!frame)
            FAIL(describe(frame.error()));
        if (!*frame)
            return frames;
        frames.push_back(*std::move(*frame));
    }
}

std::string bytesOf(const std::filesystem::path &file)
{
    return *files::readFile(file, 1 << 24);
}

/// A clip of many frames with no regular beat and sound.
struct Clip
{
    TempDir folder;
    ClipPlan plan;
    std::filesystem::path file = folder / "clip.mov";

    explicit Clip(int count = kMany)
    {
        makeSound(folder / "sound.mov", "aac");
        plan.sound = folder / "sound.mov";
        plan.times.clear();
        for (int i = 0; i < count; ++i)
            plan.times.push_back(20 * i + (i * i) % 7);
        makeClip(file, plan);
    }

    VideoOrder order(const std::string &name) const
    {
        VideoOrder order;
        order.clip = file;
        order.output = folder / name;
        return order;
    }
};

} // namespace

TEST_CASE("a styled clip has the clip's frames, times, colour tags and sound")
{
    const Clip clip;
    const Outcome outcome = runWell(clip.order("styled.mov"));
    CHECK(outcome.report->frames == kMany);
    CHECK(outcome.report->soundsCopied == 1);
    const auto before = framesOf(clip.file);
    const auto after = framesOf(clip.folder / "styled.mov");
    REQUIRE(after.size() == before.size());
    for (std::size_t i = 0; i < after.size(); ++i)
        CHECK(after[i].time == before[i].time);
    CHECK_THAT(mean(after[70].picture, 0), WithinAbs(255 - mean(before[70].picture, 0), 4.0));
    const Result<Reader> styled = Reader::open(clip.folder / "styled.mov");
    CHECK(styled->info().colors == clip.plan.colors);
    // The container sums up steps of decoding, which differ a little where frames have no regular beat.
    CHECK_THAT(styled->info().seconds, WithinAbs(Reader::open(clip.file)->info().seconds, 0.01));
    CHECK_THAT(outcome.report->seconds, WithinAbs(styled->info().seconds, 0.01));
    const auto soundBefore = soundOf(clip.file);
    const auto soundAfter = soundOf(clip.folder / "styled.mov");
    REQUIRE(soundBefore.size() == soundAfter.size());
    for (std::size_t i = 0; i < soundBefore.size(); ++i) {
        CHECK(soundBefore[i].bytes == soundAfter[i].bytes);
        CHECK_THAT(soundAfter[i].time, WithinAbs(soundBefore[i].time, 1e-6));
    }
    CHECK_FALSE(std::filesystem::exists(workFolderOf(clip.folder / "styled.mov")));
    REQUIRE(outcome.told.size() == kMany + 1);
    CHECK(outcome.told[kMany - 1].done == kMany);
    CHECK(outcome.told[kMany - 1].total == kMany);
    CHECK(outcome.told[kMany].stage == jobs::Stage::Saving);
}

TEST_CASE("every container can become every other")
{
    const Clip clip(12);
    for (const char *first : {"a.mp4", "a.webm", "a.gif"}) {
        INFO(first);
        CHECK(runWell(clip.order(first)).report->frames == 12);
        VideoOrder order = clip.order("b.mov");
        order.clip = clip.folder / first;
        CHECK(runWell(order).report->frames == 12);
        const auto frames = framesOf(clip.folder / "b.mov"); // the negative of the negative
        REQUIRE(frames.size() == 12);
        CHECK(std::abs(mean(frames[5].picture, 1) - mean(plannedFrame(clip.plan, 5), 1)) < 12.0);
    }
}

TEST_CASE("after a stop a run goes on where it was, and the clip is that of an unbroken run")
{
    const Clip clip;
    for (const double strength : {1.0, 0.6}) {
        std::filesystem::remove(clip.folder / "resumed.mp4");
        VideoOrder order = clip.order("whole.mp4");
        order.strength = strength;
        runWell(order);

        order.output = clip.folder / "resumed.mp4";
        NegativeModel stopping;
        stopping.stopAt = 140;
        const Outcome stopped = run(stopping, order);
        CHECK_FALSE(stopped.error);
        CHECK_FALSE(stopped.report);
        CHECK_FALSE(std::filesystem::exists(order.output));
        CHECK(std::filesystem::exists(workFolderOf(order.output)));

        order.resume = true;
        const Outcome resumed = runWell(order);
        CHECK(resumed.report->resumed > 0);
        CHECK(resumed.report->resumed < 140);
        CHECK(resumed.report->frames == kMany);
        CHECK(resumed.told.front().done == resumed.report->resumed + 1);
        CHECK(bytesOf(clip.folder / "whole.mp4") == bytesOf(clip.folder / "resumed.mp4"));
        CHECK_FALSE(std::filesystem::exists(workFolderOf(order.output)));
    }
}

TEST_CASE("a stretch of a clip that was stopped goes on, too")
{
    const Clip clip;
    VideoOrder order = clip.order("whole.mp4");
    order.from = 0.3;
    order.to = 4.9;
    const Outcome whole = runWell(order);
    order.output = clip.folder / "resumed.mp4";
    NegativeModel stopping;
    stopping.stopAt = 130;
    CHECK_FALSE(run(stopping, order).report);
    order.resume = true;
    CHECK(runWell(order).report->frames == whole.report->frames);
    CHECK(bytesOf(clip.folder / "whole.mp4") == bytesOf(clip.folder / "resumed.mp4"));
    // It begins with the frame that is shown at 0.3 s, with the sound of that moment.
    const auto frames = framesOf(clip.folder / "whole.mp4");
    CHECK(frames.front().time == 0);
    const auto seconds = [](std::int64_t time) { return static_cast<double>(time) / 600; };
    std::size_t first = 0;
    while (seconds(clip.plan.times[first + 1]) <= 0.3)
        ++first;
    CHECK(frames[1].time == clip.plan.times[first + 1] - clip.plan.times[first]);
    const auto sound = soundOf(clip.folder / "whole.mp4");
    const auto all = soundOf(clip.file);
    REQUIRE_FALSE(sound.empty());
    CHECK(sound.size() < all.size());
    CHECK(sound.back().bytes == all.back().bytes);
    CHECK_THAT(sound.back().time, WithinAbs(all.back().time - seconds(clip.plan.times[first]), 0.001));
}

TEST_CASE("an unfinished clip is used only for what it was begun for, and only if it is unharmed")
{
    const Clip clip;
    VideoOrder order = clip.order("styled.mp4");
    NegativeModel stopping;
    stopping.stopAt = 140;
    CHECK_FALSE(run(stopping, order).report);
    const std::filesystem::path work = workFolderOf(order.output);

    SECTION("another order is refused")
    {
        order.resume = true;
        VideoOrder calmer = order, another = order;
        calmer.smooth = 0.2;
        another.structure = 0.6;
        for (const VideoOrder &other : {calmer, another}) {
            NegativeModel model;
            const Outcome refused = run(model, other);
            REQUIRE(refused.error);
            CHECK(refused.error->code == ErrorCode::Incompatible);
            CHECK(model.painted == 0);
        }
        calmer.resume = false; // unless it is to begin anew
        CHECK(runWell(calmer).report->resumed == 0);
    }
    SECTION("what is damaged is painted again")
    {
        std::fstream file(work / "0.stretch", std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(-1, std::ios::end);
        file.put('\x55');
        file.close();
        order.resume = true;
        CHECK(runWell(order).report->resumed == 0);
    }
    SECTION("another end is fine")
    {
        order.resume = true;
        order.to = 4.5;
        const Outcome resumed = runWell(order);
        CHECK(resumed.report->resumed > 0);
        CHECK(resumed.report->frames < kMany);
    }
}

TEST_CASE("a disk that is full at the end costs no painted frame")
{
    if (!std::filesystem::exists("/dev/full"))
        return;
    const Clip clip(12);
    VideoOrder order = clip.order("styled.mp4");
    std::filesystem::create_symlink("/dev/full", order.output);
    NegativeModel model;
    const Outcome full = run(model, order);
    REQUIRE(full.error);
    CHECK(full.error->code == ErrorCode::DiskFull);
    std::filesystem::remove(order.output);
    order.resume = true;
    NegativeModel idle;
    const Outcome resumed = run(idle, order);
    REQUIRE(resumed.report);
    CHECK(resumed.report->frames == 12);
    CHECK(idle.painted == 0);
}

TEST_CASE("two runs do not write one clip")
{
    const Clip clip(12);
    const VideoOrder order = clip.order("styled.mp4");
    NegativeModel outer;
    VideoOrder watching = order;
    std::optional<Error> refused;
    watching.shown = [&](const style::PaintedFrame &) {
        NegativeModel inner;
        if (!refused)
            refused = run(inner, order).error;
    };
    CHECK(run(outer, watching).report);
    REQUIRE(refused);
    CHECK(refused->code == ErrorCode::BadInput);
}

TEST_CASE("a preview tells its frames and writes nothing")
{
    const Clip clip;
    VideoOrder order = clip.order("");
    order.output.clear();
    order.from = 1.0;
    order.to = 1.0 + kPreviewSeconds;
    order.longerSide = 32;
    std::vector<style::PaintedFrame> shown;
    order.shown = [&](const style::PaintedFrame &frame) { shown.push_back(frame); };
    const Outcome outcome = runWell(order);
    REQUIRE(static_cast<std::int64_t>(shown.size()) == outcome.report->frames);
    CHECK(shown.size() >= 59);
    CHECK(shown.size() <= 61);
    CHECK(shown[3].frame.picture.size() == Size{32, 24});
    CHECK(shown[3].photo->size() == Size{32, 24});
    for (std::size_t i = 1; i < shown.size(); ++i)
        CHECK(shown[i].frame.time > shown[i - 1].frame.time);
    std::filesystem::remove(clip.folder / "sound.mov");
    CHECK(std::distance(std::filesystem::directory_iterator(clip.folder.path()), {}) == 1);
}

TEST_CASE("below full strength each shot's own style is read once")
{
    const Clip clip(20);
    VideoOrder order = clip.order("styled.mp4");
    order.strength = 0.5;
    NegativeModel model;
    const Outcome outcome = run(model, order);
    REQUIRE(outcome.report);
    CHECK(model.read == outcome.report->shots);
}

TEST_CASE("the model is asked for the structure that is ordered")
{
    const Clip clip(12);
    VideoOrder order = clip.order("styled.mp4");
    order.structure = 0.8;
    NegativeModel model;
    REQUIRE(run(model, order).report);
    CHECK(model.asked == 0.8);
}

TEST_CASE("what fails ends the clip with one error and keeps an old file")
{
    const Clip clip(20);
    REQUIRE(files::saveFile(clip.folder / "styled.mp4", "old"));
    NegativeModel model;
    model.failAt = 7;
    const Outcome failed = run(model, clip.order("styled.mp4"));
    REQUIRE(failed.error);
    CHECK(failed.error->code == ErrorCode::ModelFailed);
    CHECK(bytesOf(clip.folder / "styled.mp4") == "old");

    const auto refused = [&](const VideoOrder &order, ErrorCode code) {
        NegativeModel idle;
        const Outcome outcome = run(idle, order);
        REQUIRE(outcome.error);
        CHECK(outcome.error->code == code);
        CHECK(idle.painted == 0);
    };
    refused(clip.order("styled.avi"), ErrorCode::UnsupportedFormat);
    refused(clip.order("clip.mov"), ErrorCode::BadInput);
    VideoOrder order = clip.order("new.mp4");
    order.from = 2.0;
    order.to = 1.0;
    refused(order, ErrorCode::BadInput);
    order.from = 1000.0;
    order.to.reset();
    refused(order, ErrorCode::BadInput);
    order = clip.order("new.mp4");
    order.strength = 1.5;
    refused(order, ErrorCode::BadInput);
    order = clip.order("new.mp4");
    order.structure = 1.5;
    refused(order, ErrorCode::BadInput);
    order = clip.order("new.mp4");
    order.clip = clip.folder / "missing.mp4";
    refused(order, ErrorCode::FileMissing);
    CHECK_FALSE(std::filesystem::exists(clip.folder / "new.mp4"));
}
