// SPDX-License-Identifier: GPL-3.0-or-later
// What is read from a camera and painted, one picture after the other in this thread.
#include "app/studio/camera_work.h"
#include "engine/core/random.h"
#include "engine/style/live_blend.h"
#include "engine/video/ffmpeg/reader.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"
#include "tests/support/test_pictures.h"
#include "tests/video/clip_maker.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <variant>
#include <vector>

using namespace imago;
using Catch::Matchers::WithinAbs;

namespace {

constexpr Size kSize{64, 48};
constexpr int kPictures = 8;

/// Dark at the left, bright at the right.
Image leftDark()
{
    Image picture = test::plain(kSize, 30, 30, 30);
    for (int y = 0; y < kSize.height; ++y)
        std::fill_n(picture.row(y) + 2 * kSize.width, 2 * kSize.width, std::uint8_t{220});
    for (std::size_t i = 3; i < picture.bytes().size(); i += 4)
        picture.bytes()[i] = 255;
    return picture;
}

bool isLeftDark(const Image &picture)
{
    return picture.row(20)[4 * 10] < picture.row(20)[4 * 50];
}

/// Sends a few pictures and is switched off.
class FewPictures final : public video::LiveSource
{
public:
    FewPictures() { m_info.size = kSize; }
    const video::ClipInfo &info() const override { return m_info; }
    Result<std::optional<video::Frame>> next(const std::stop_token &) override
    {
        if (m_sent == kPictures)
            return std::nullopt;
        return video::Frame{leftDark(), 40 * m_sent++, 0};
    }

private:
    video::ClipInfo m_info;
    int m_sent = 0;
};

app::CameraTools fewPictures()
{
    app::CameraTools tools;
    tools.list = [] { return std::vector<video::CameraInfo>{{"few", "Few"}}; };
    tools.open = [](const std::string &) -> Result<std::unique_ptr<video::LiveSource>> {
        return std::make_unique<FewPictures>();
    };
    return tools;
}

/// What comes of a recording of them.
Image recorded(bool mirrored, const std::shared_ptr<app::CameraView> &view)
{
    const test::TempDir folder;
    view->mirror(mirrored);
    view->record(folder / "camera.mp4");
    app::CameraNews news;
    news.found = [](auto) {};
    news.opened = [](auto) {};
    news.sample = [](auto) {};
    news.recorded = [](const Result<std::filesystem::path> &file) { REQUIRE(file); };
    jobs::JobContext job({}, [](const jobs::Event &) {});
    const Result<jobs::Ending> ending = app::cameraWork(fewPictures(), {}, view, news)(job);
    REQUIRE(ending);
    CHECK(*ending == jobs::Ending::Stopped);
    auto reader = video::Reader::open(folder / "camera.mp4");
    REQUIRE(reader);
    const auto frame = reader->next();
    REQUIRE(frame);
    REQUIRE(*frame);
    return (*frame)->picture.converted(PixelFormat::Rgba8);
}

/// A painter whose strokes fall elsewhere in each picture.
class RestlessModel final : public style::StyleModel
{
public:
    std::string id() const override { return "restless"; }
    std::string hash() const override { return std::string(64, 'b'); }
    std::string networkHash() const override { return std::string(64, 'c'); }
    Result<style::Style> styleOf(const Image &) override { return style::Style(); }
    Result<Image> paint(const Image &photo, const style::Style &, double, int, jobs::JobContext &) override
    {
        Image picture = photo.converted(PixelFormat::Rgba8);
        for (int y = 0; y < picture.height(); ++y) {
            for (int x = 0; x < picture.width(); ++x) {
                const double shift = 20 * (m_random.uniform() - 0.5);
                for (int c = 0; c < 3; ++c) {
                    std::uint8_t &value = picture.row(y)[4 * x + c];
                    value = static_cast<std::uint8_t>(std::clamp(value + shift, 0.0, 255.0));
                }
            }
        }
        return picture.converted(PixelFormat::Rgba16);
    }
    Result<Image> refine(const Image &, const style::Refinement &, jobs::JobContext &) override { return Image(); }
    Result<std::optional<style::LearnedStyle>> learn(const Image &, const style::Learning &,
                                                     jobs::JobContext &) override
    {
        return std::optional<style::LearnedStyle>();
    }

private:
    Random m_random{1};
};

/// How much the painted pictures of a still scene differ, one from the next, in levels of 255: a camera with some noise
/// that sends one every `step` seconds.
double flicker(double smooth, double step)
{
    Random random(2);
    const auto seen = [&] {
        Image picture = leftDark();
        for (std::size_t i = 0; i < picture.bytes().size(); ++i) {
            if (i % 4 != 3)
                picture.bytes()[i] = static_cast<std::uint8_t>(picture.bytes()[i] + random.normal());
        }
        return std::make_shared<const Image>(std::move(picture));
    };
    ui::StyleState look;
    look.styles = {{test::painting(20)}};
    look.stroke = ui::StyleState::kLeastStroke;
    look.video.smooth = smooth;
    const auto view = std::make_shared<app::CameraView>();
    view->put(seen(), 0.0);
    std::vector<ImagePtr> painted;
    std::stop_source stop;
    const auto follow = [&](const jobs::Event &event) {
        const auto *frame = std::get_if<jobs::Frame>(&event);
        if (frame == nullptr)
            return;
        painted.push_back(frame->image);
        if (painted.size() == kPictures)
            stop.request_stop();
        else
            view->put(seen(), step * static_cast<double>(painted.size()));
    };
    jobs::JobContext job({}, follow, {stop.get_token(), {}, {}, {}});
    const auto painter = std::make_shared<app::StylePainter>(std::make_shared<RestlessModel>());
    const Result<jobs::Ending> ending = app::livePaintWork(painter, look, view, 1)(job);
    REQUIRE(ending);
    CHECK(*ending == jobs::Ending::Stopped);
    REQUIRE(painted.size() == kPictures);
    double sum = 0;
    for (std::size_t i = 1; i < painted.size(); ++i)
        sum += test::difference(*painted[i - 1], *painted[i]);
    return sum / (kPictures - 1);
}

} // namespace

TEST_CASE("a mirrored camera is mirrored for all: what is painted and what is recorded")
{
    const auto view = std::make_shared<app::CameraView>();
    CHECK(isLeftDark(recorded(false, view)));
    CHECK(isLeftDark(*view->newer(0, {}).photo));
    CHECK_FALSE(isLeftDark(recorded(true, view)));
    CHECK(*view->newer(0, {}).photo == leftDark().mirrored());
    CHECK_THAT(view->newer(0, {}).seconds, WithinAbs(0.04 * (kPictures - 1), 1e-9));
}

TEST_CASE("live pictures flicker less where they are smoothed, if they come often enough")
{
    const double apart = flicker(0.0, 0.04);
    CHECK(apart > 5.0);
    CHECK(flicker(0.85, 0.04) < 0.6 * apart);
    CHECK(flicker(0.85, 2 * style::LiveBlend::kOldest) == apart);
}
