// SPDX-License-Identifier: GPL-3.0-or-later
// What is read from a camera, one picture after the other in this thread.
#include "app/studio/camera_work.h"
#include "engine/video/ffmpeg/reader.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"
#include "tests/support/test_pictures.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

using namespace imago;

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

} // namespace

TEST_CASE("a mirrored camera is mirrored for all: what is painted and what is recorded")
{
    const auto view = std::make_shared<app::CameraView>();
    CHECK(isLeftDark(recorded(false, view)));
    CHECK(isLeftDark(*view->newer(0, {}).photo));
    CHECK_FALSE(isLeftDark(recorded(true, view)));
    CHECK(*view->newer(0, {}).photo == leftDark().mirrored());
}
