// SPDX-License-Identifier: GPL-3.0-or-later
// The video room of the whole studio: real clips, and networks that a file beside this test plays.
#include "app/studio/live_size.h"
#include "app/studio/style_room.h"
#include "app/studio/video_room.h"
#include "engine/files/image_file.h"
#include "engine/video/ffmpeg/reader.h"
#include "tests/app/fake_studio.h"
#include "tests/support/test_pictures.h"
#include "tests/video/clip_maker.h"
#include "ui/canvas/canvas_view.h"
#include "ui/shell/notice.h"
#include "ui/style/gallery_panel.h"
#include "ui/video/camera_bar.h"
#include "ui/video/video_bar.h"
#include "ui/video/video_export.h"
#include "ui/widgets/thumbnail_grid.h"

#include <QCheckBox>
#include <QDir>
#include <QFileInfo>
#include <QMimeData>
#include <QPushButton>
#include <QUrl>

using namespace imago;
using test::FakeStudio;
using ui::Room;

namespace {

struct Filming : FakeStudio
{
    app::VideoRoom &room = app.videoRoom();
    ui::StyleSession &session = app.styleRoom().session();
    ui::CanvasView &canvas = app.window().canvas(Room::Video);

    Filming() { app.window().setRoom(Room::Video); }
    /// 25 frames a second.
    QString clip(const char *name, std::size_t frames, Size size = {64, 48}) const
    {
        test::ClipPlan plan;
        plan.size = size;
        plan.times.clear();
        for (std::size_t i = 0; i < frames; ++i)
            plan.times.push_back(static_cast<std::int64_t>(i) * 24);
        plan.lastDuration = 24;
        test::makeClip(folder / name, plan);
        return QString::fromStdString((folder / name).string());
    }
    QString painting() const
    {
        REQUIRE(files::writeImage(folder / "painting.png", test::plain({50, 50}, 250, 128, 0)));
        return QString::fromStdString((folder / "painting.png").string());
    }
    bool settle() { return QTest::qWaitFor([this] { return room.isSettled(); }, 60'000); }
    void bring(const QStringList &files)
    {
        room.bring(files);
        REQUIRE(settle());
    }
    template <typename Condition>
    bool becomes(Condition condition)
    {
        return QTest::qWaitFor(condition, 60'000);
    }
    void wear()
    {
        app.styleRoom().bring(ui::StylePart::Painting, QStringList{painting()});
        REQUIRE(becomes([&] { return !session.state().styles.empty(); }));
    }
    ui::VideoExportDialog *exportDialog()
    {
        room.exportResult();
        auto *dialog = app.window().findChild<ui::VideoExportDialog *>();
        REQUIRE(dialog != nullptr);
        return dialog;
    }
    /// As its button does.
    static void start(ui::VideoExportDialog &dialog, const ui::VideoExportRequest &request)
    {
        dialog.showProgress(0, 0);
        Q_EMIT dialog.exportRequested(request);
    }
    void stop(ui::VideoExportDialog &dialog)
    {
        dialog.reject();
        REQUIRE(becomes([&] { return !dialog.isWorking(); }));
    }
    static std::size_t framesOf(const std::filesystem::path &file)
    {
        auto reader = video::Reader::open(file);
        REQUIRE(reader);
        std::size_t count = 0;
        while (true) {
            const auto frame = reader->next();
            REQUIRE(frame);
            if (!*frame)
                return count;
            ++count;
        }
    }
};

} // namespace

TEST_CASE("a clip that is dropped shows its first frame, and wears what the style room wears")
{
    Filming studio;
    CHECK(studio.canvas.isEmpty());
    studio.bring({studio.clip("a.mp4", 30)});
    REQUIRE(studio.session.state().video.shown() != nullptr);
    CHECK_FALSE(studio.canvas.isEmpty());
    CHECK(studio.canvas.hasReference());
    const QImage plain = studio.canvas.image();

    studio.app.styleRoom().bring(ui::StylePart::Painting, QStringList{studio.painting()});
    REQUIRE(studio.becomes([&] { return !studio.session.state().styles.empty() && studio.room.isSettled(); }));
    CHECK(studio.canvas.image() != plain);

    studio.app.window().setRoom(Room::Style);
    CHECK(studio.session.state().styles.size() == 1);
    studio.app.window().setRoom(Room::Video);
    studio.session.undoStack().undo(); // of either room
    REQUIRE(studio.settle());
    CHECK(studio.canvas.image() == plain);
}

TEST_CASE("the canvas follows the playhead")
{
    Filming studio;
    studio.bring({studio.clip("a.mp4", 50)});
    const QImage first = studio.canvas.image();
    Q_EMIT studio.room.bar().playheadMoved(1.0);
    CHECK_FALSE(studio.room.isSettled());
    REQUIRE(studio.settle());
    CHECK(studio.canvas.image() != first);
    Q_EMIT studio.room.bar().playheadMoved(0.0);
    REQUIRE(studio.settle());
    CHECK(studio.canvas.image() == first);
}

TEST_CASE("the gallery shows its styles on the frame at the playhead while the video room is in sight")
{
    Filming studio;
    ui::GalleryPanel &gallery = studio.app.styleRoom().gallery();
    const auto sample = [&] { return gallery.grid().model()->index(0, 0).data(Qt::DecorationRole).value<QImage>(); };
    const auto painted = [&] { return !gallery.styles().empty() && sample() != gallery.styles()[0]->thumbnail; };
    REQUIRE(files::writeImage(studio.folder / "photo.png", test::plain({48, 48}, 10, 200, 30)));
    studio.app.window().setRoom(Room::Style);
    studio.app.styleRoom().bring(ui::StylePart::Painting, QStringList{studio.painting()});
    studio.app.styleRoom().bring(ui::StylePart::Photo,
                                 {QString::fromStdString((studio.folder / "photo.png").string())});
    REQUIRE(studio.becomes(painted));
    const QImage onPhoto = sample();

    studio.app.window().setRoom(Room::Video);
    CHECK_FALSE(painted()); // no clip, nothing to show it on
    studio.bring({studio.clip("a.mp4", 50)});
    REQUIRE(studio.becomes(painted));
    const QImage onFirst = sample();
    CHECK(onFirst.size() != onPhoto.size()); // the frame's proportions
    studio.app.window().setRoom(Room::Style);
    REQUIRE(studio.becomes(painted));
    CHECK(sample() == onPhoto);
}

TEST_CASE("several clips queue, pictures among them are worn, and what cannot be read is told")
{
    Filming studio;
    const QString broken = QString::fromStdString((studio.folder / "broken.mp4").string());
    REQUIRE(files::saveFile(broken.toStdString(), "this is no clip"));
    studio.room.bring({studio.clip("a.mp4", 10), broken, studio.clip("b.webm", 10), studio.painting()});
    REQUIRE(studio.becomes([&] {
        return studio.session.state().video.clips.size() == 2 && !studio.session.state().styles.empty();
    }));
    CHECK(studio.session.state().video.shown()->clip->name == QStringLiteral("a"));
    CHECK(studio.app.window().notice().sentence().contains(QStringLiteral("broken.mp4")));
}

TEST_CASE("a preview plays painted frames in a loop until something changes")
{
    Filming studio;
    studio.bring({studio.clip("a.mp4", 75)});
    studio.app.styleRoom().bring(ui::StylePart::Painting, QStringList{studio.painting()});
    REQUIRE(studio.becomes([&] { return !studio.session.state().styles.empty() && studio.room.isSettled(); }));
    const QImage still = studio.canvas.image();
    studio.room.bar().previewButton().click();
    // Two seconds at 25 frames a second.
    REQUIRE(studio.becomes([&] { return studio.room.previewFrames() >= 50; }));
    CHECK(studio.room.previewFrames() <= 51);
    REQUIRE(studio.becomes([&] { return studio.room.bar().playhead() > 1.0; }));
    REQUIRE(studio.becomes([&] { return studio.room.bar().playhead() < 1.0; })); // again from the begin
    studio.session.setStrength(0.5);
    CHECK(studio.room.previewFrames() == 0);
    CHECK(studio.room.bar().playhead() == 0.0);
    REQUIRE(studio.settle());
    CHECK(studio.canvas.image() != still);
}

TEST_CASE("an export paints every clip between its begin and end, and goes on in the background")
{
    Filming studio;
    studio.bring({studio.clip("a.mp4", 50)});
    studio.session.setClipFrom(0.4);
    studio.session.setClipTo(1.2);
    studio.bring({studio.clip("b.webm", 10)});
    studio.wear();
    const std::filesystem::path out = studio.folder / "out";

    ui::VideoExportDialog *dialog = studio.exportDialog();
    ui::VideoExportRequest request;
    request.folder = QString::fromStdString(out.string());
    Filming::start(*dialog, request);
    dialog->close(); // the work does not mind
    REQUIRE(studio.becomes([&] {
        return studio.app.window().notice().sentence().contains(QString::fromStdString(out.string()));
    }));
    CHECK(Filming::framesOf(out / "a-styled.mp4") == 20);
    CHECK(Filming::framesOf(out / "b-styled.webm") == 10);
    CHECK_FALSE(std::filesystem::exists(out / ".a-styled.mp4.imagovideo"));
    CHECK(app::Settings(studio.options().profile + QStringLiteral("/settings.ini")).videoExport().folder ==
          request.folder);
}

TEST_CASE("an export that is stopped goes on where it ended")
{
    Filming studio;
    studio.bring({studio.clip("a.mp4", 200, {160, 120})});
    studio.session.setSmooth(0.0); // sooner done
    studio.wear();
    const std::filesystem::path out = studio.folder / "out";
    ui::VideoExportRequest request;
    request.folder = QString::fromStdString(out.string());

    ui::VideoExportDialog *dialog = studio.exportDialog();
    Filming::start(*dialog, request);
    const std::filesystem::path kept = out / ".a-styled.mp4.imagovideo";
    REQUIRE(studio.becomes([&] { return std::filesystem::exists(kept / "state.json"); }));
    studio.stop(*dialog);
    CHECK(dialog->message().contains(QStringLiteral("kept")));
    CHECK_FALSE(std::filesystem::exists(out / "a-styled.mp4"));

    Filming::start(*dialog, request);
    REQUIRE(studio.becomes([&] { return !dialog->isWorking(); }));
    CHECK(Filming::framesOf(out / "a-styled.mp4") == 200);
    CHECK_FALSE(std::filesystem::exists(kept));

    Filming::start(*dialog, request); // another one, which replaces nothing
    REQUIRE(studio.becomes([&] { return std::filesystem::exists(out / ".a-styled-2.mp4.imagovideo"); }));
    studio.stop(*dialog);
}

TEST_CASE("of an export of several clips that is stopped the finished ones are not painted again")
{
    Filming studio;
    studio.bring({studio.clip("a.mp4", 5)});
    studio.bring({studio.clip("b.mp4", 200, {160, 120})});
    studio.session.setSmooth(0.0); // sooner done
    studio.wear();
    const std::filesystem::path out = studio.folder / "out";
    ui::VideoExportRequest request;
    request.folder = QString::fromStdString(out.string());
    request.all = true;

    ui::VideoExportDialog *dialog = studio.exportDialog();
    Filming::start(*dialog, request);
    REQUIRE(studio.becomes([&] { return std::filesystem::exists(out / ".b-styled.mp4.imagovideo" / "state.json"); }));
    studio.stop(*dialog);
    const auto written = std::filesystem::last_write_time(out / "a-styled.mp4");

    Filming::start(*dialog, request);
    REQUIRE(studio.becomes([&] { return !dialog->isWorking(); }));
    CHECK(Filming::framesOf(out / "b-styled.mp4") == 200);
    CHECK(std::filesystem::last_write_time(out / "a-styled.mp4") == written);
    CHECK_FALSE(std::filesystem::exists(out / "a-styled-2.mp4"));
}

TEST_CASE("a project brings the clips back with their stretches")
{
    std::optional<project::StyleWork> work;
    Filming studio;
    studio.bring({studio.clip("a.mp4", 50), studio.clip("b.webm", 10)});
    studio.session.setClipFrom(0.4);
    studio.session.setSmooth(0.5);
    work = studio.app.styleRoom().work();
    REQUIRE(work);
    work->clips.push_back({"/nowhere/gone.mp4", 0.0, 1.0});
    studio.app.styleRoom().restore(std::nullopt);
    CHECK(studio.session.state().video.clips.empty());
    CHECK(studio.canvas.isEmpty());
    studio.app.styleRoom().restore(work);
    REQUIRE(studio.becomes([&] { return studio.session.state().video.clips.size() == 2; }));
    CHECK(studio.session.state().video.shown()->from == 0.4);
    CHECK(studio.session.state().video.smooth == 0.5);
    CHECK(studio.app.window().notice().sentence().contains(QStringLiteral("gone.mp4")));
    REQUIRE(studio.settle());
}

TEST_CASE("a camera is seen live in the chosen style, and is off outside its room")
{
    Filming studio;
    studio.room.camera().setTools(app::clipAsCamera(studio.clip("camera.mp4", 50).toStdString()));
    int pictures = 0;
    QObject::connect(&studio.room.camera(), &app::CameraShow::pictureCame, &studio.canvas, [&] { ++pictures; });
    ui::CameraBar &bar = studio.room.bar().camera();
    bar.switchButton().click();
    CHECK(bar.state() == ui::CameraBar::State::Opening);
    REQUIRE(studio.becomes([&] { return pictures >= 3; }));
    CHECK(bar.state() == ui::CameraBar::State::On);
    CHECK(studio.canvas.hasReference());
    CHECK(studio.room.isSettled());

    studio.app.styleRoom().bring(ui::StylePart::Painting, QStringList{studio.painting()});
    const auto isOrange = [&] {
        const QColor middle = studio.canvas.image().pixelColor(20, 20);
        return std::abs(middle.red() - 250) < 3 && std::abs(middle.green() - 128) < 3 && middle.blue() < 3;
    };
    REQUIRE(studio.becomes(isOrange)); // as the painting
    const int before = pictures;
    REQUIRE(studio.becomes([&] { return pictures >= before + 3; }));

    studio.app.window().setRoom(Room::Style);
    CHECK_FALSE(studio.room.camera().isOn());
    CHECK(bar.state() == ui::CameraBar::State::Off);
    studio.app.window().setRoom(Room::Video);
    CHECK(studio.canvas.isEmpty()); // no clip
}

TEST_CASE("a camera is shown as in a mirror until somebody chooses otherwise, which is remembered")
{
    Filming studio;
    studio.room.camera().setTools(app::clipAsCamera(studio.clip("camera.mp4", 50).toStdString()));
    studio.room.camera().switchOn();
    const auto redder = [&] {
        const QImage shown = studio.canvas.image();
        return shown.pixelColor(shown.width() - 4, 20).red() - shown.pixelColor(3, 20).red();
    };
    REQUIRE(studio.becomes([&] { return studio.room.camera().isShown(); }));
    CHECK(redder() < -50); // the clip grows red to the right
    QCheckBox &mirror = studio.room.bar().camera().mirrorBox();
    CHECK(mirror.isChecked());
    mirror.click();
    REQUIRE(studio.becomes([&] { return redder() > 50; }));
    CHECK_FALSE(mirror.isChecked());
    CHECK_FALSE(app::Settings(studio.options().profile + QStringLiteral("/settings.ini")).mirrorsCamera());
    studio.room.camera().switchOff();
    studio.room.camera().switchOn();
    REQUIRE(studio.becomes([&] { return studio.room.camera().isShown(); }));
    CHECK(redder() > 50);
}

TEST_CASE("what a camera sees is recorded as a clip of the queue")
{
    Filming studio;
    studio.room.camera().setTools(app::clipAsCamera(studio.clip("camera.mp4", 50).toStdString()));
    studio.room.camera().switchOn();
    REQUIRE(studio.becomes([&] { return studio.room.camera().isShown(); }));
    QPushButton &record = studio.room.bar().camera().recordButton();
    record.click();
    QTest::qWait(300);
    record.click();
    REQUIRE(studio.becomes([&] { return studio.session.state().video.clips.size() == 1; }));
    const QString file = studio.session.state().video.shown()->clip->file;
    CHECK(file.startsWith(studio.options().profile));
    CHECK(Filming::framesOf(file.toStdString()) >= 2);
    CHECK(studio.room.camera().isOn()); // one may go on

    record.click();
    QTest::qWait(200);
    Q_EMIT studio.room.bar().clipChosen(); // switches it off: what is there by then is kept
    CHECK_FALSE(studio.room.camera().isOn());
    REQUIRE(studio.settle());
    CHECK_FALSE(studio.canvas.isEmpty());
    REQUIRE(studio.becomes([&] { return QDir(QFileInfo(file).path()).entryList(QDir::Files).size() == 2; }));
}

TEST_CASE("no camera, or one that does not open, is told and changes nothing")
{
    Filming studio;
    studio.bring({studio.clip("a.mp4", 10)});
    app::CameraTools tools;
    tools.list = [] { return std::vector<video::CameraInfo>(); };
    studio.room.camera().setTools(tools);
    studio.room.camera().switchOn();
    REQUIRE(studio.becomes([&] { return !studio.room.camera().isOn(); }));
    CHECK(studio.app.window().notice().sentence().contains(QStringLiteral("No camera")));
    REQUIRE(studio.settle());
    CHECK_FALSE(studio.canvas.isEmpty());

    tools.list = [] { return std::vector<video::CameraInfo>{{"x", "Lens"}}; };
    tools.open = [](const std::string &id) -> Result<std::unique_ptr<video::LiveSource>> {
        return fail(ErrorCode::FileUnreadable, "another program uses the camera", id);
    };
    studio.room.camera().setTools(tools);
    studio.room.camera().switchOn();
    REQUIRE(studio.becomes([&] { return !studio.room.camera().isOn(); }));
    CHECK(studio.app.window().notice().sentence().contains(QStringLiteral("Lens")));
}

TEST_CASE("live pictures become as large as they are fast enough")
{
    app::LiveSize size;
    const auto paint = [&](double secondsPerMegapixel, int pictures) {
        for (int i = 0; i < pictures; ++i)
            size.took(secondsPerMegapixel * size.side() * size.side() * 0.75e-6);
    };
    CHECK(size.side() == app::LiveSize::kFirst);
    paint(0.05, 200); // a fast machine
    CHECK(size.side() == app::LiveSize::kMost);
    paint(1.0, 200);
    CHECK(size.side() < app::LiveSize::kFirst);
    const int steady = size.side();
    CHECK(0.75e-6 * steady * steady <= 1.3 / app::LiveSize::kWanted);
    paint(1.0, 200);
    CHECK(size.side() == steady);
    paint(50.0, 200); // a slow one
    CHECK(size.side() == app::LiveSize::kLeast);
}
