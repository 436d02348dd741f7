// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/catch.h"
#include "tests/support/fake_clip.h"
#include "ui/session/style_session.h"
#include "ui/video/camera_bar.h"
#include "ui/video/timeline.h"
#include "ui/video/video_bar.h"
#include "ui/video/video_export.h"
#include "ui/widgets/labelled_slider.h"
#include "ui/widgets/segmented_switch.h"
#include "ui/widgets/slider_track.h"
#include "ui/widgets/thumbnail_grid.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace imago;
using Catch::Matchers::WithinAbs;
using test::fakeClip;
using ui::Timeline;

namespace {

struct Bar
{
    ui::StyleSession session;
    ui::VideoBar bar{session};
    Timeline &timeline = bar.timeline();

    Bar()
    {
        bar.resize(900, 160);
        session.addClips({fakeClip(1, 8.0)});
        bar.show();
        bar.setCanPaint(true);
    }
    const ui::ChosenClip &shown() const { return *session.state().video.shown(); }
    int y() const { return timeline.height() / 2; }
    void drag(double fromX, double toX)
    {
        const QPoint from(static_cast<int>(fromX), y());
        const QPoint to(static_cast<int>(toX), y());
        QTest::mousePress(&timeline, Qt::LeftButton, {}, from);
        QMouseEvent half(QEvent::MouseMove, QPointF(from + to) / 2, timeline.mapToGlobal((from + to) / 2),
                         Qt::NoButton, Qt::LeftButton, {});
        QCoreApplication::sendEvent(&timeline, &half);
        QMouseEvent move(QEvent::MouseMove, QPointF(to), timeline.mapToGlobal(to), Qt::NoButton, Qt::LeftButton, {});
        QCoreApplication::sendEvent(&timeline, &move);
        QTest::mouseRelease(&timeline, Qt::LeftButton, {}, to);
    }
};

} // namespace

TEST_CASE("what is the clip's is there while there is one and the camera is off")
{
    ui::StyleSession session;
    ui::VideoBar bar(session);
    CHECK(bar.timeline().isHidden());
    CHECK_FALSE(bar.camera().isHidden());
    CHECK_FALSE(bar.camera().switchButton().text().isEmpty());
    session.addClips({fakeClip(1, 3.0)});
    CHECK_FALSE(bar.timeline().isHidden());
    CHECK(bar.camera().switchButton().text().isEmpty()); // it steps back
    CHECK(bar.clips().isHidden()); // one needs no list
    session.addClips({fakeClip(2, 3.0)});
    CHECK_FALSE(bar.clips().isHidden());
    bar.setLive(true);
    CHECK(bar.timeline().isHidden());
    CHECK(bar.exportButton().isHidden());
    CHECK_FALSE(bar.smooth().isHidden()); // live pictures are smoothed too
    CHECK_FALSE(bar.clips().isHidden()); // the way back to them
    bar.setLive(false);
    session.undoStack().undo();
    session.undoStack().undo();
    CHECK(bar.timeline().isHidden());
}

TEST_CASE("the camera's bar shows what it is told and asks by signals")
{
    ui::CameraBar bar;
    QSignalSpy switched(&bar, &ui::CameraBar::switchRequested);
    QSignalSpy recorded(&bar, &ui::CameraBar::recordRequested);
    QSignalSpy chosen(&bar, &ui::CameraBar::cameraChosen);
    QSignalSpy mirrored(&bar, &ui::CameraBar::mirrorRequested);
    CHECK(bar.mirrorBox().isHidden());
    CHECK(bar.recordButton().isHidden());
    bar.switchButton().click();
    REQUIRE(switched.size() == 1);
    CHECK(switched[0][0].toBool());
    CHECK_FALSE(bar.switchButton().isChecked()); // not before it is told

    bar.setCameras({{"a", "One"}});
    bar.setState(ui::CameraBar::State::On);
    CHECK(bar.switchButton().isChecked());
    CHECK(bar.cameras().isHidden()); // one needs no choice
    bar.setCameras({{"a", "One"}, {"b", "Two"}});
    bar.setCamera(QStringLiteral("b"));
    CHECK_FALSE(bar.cameras().isHidden());
    CHECK(bar.cameras().currentText() == QStringLiteral("Two"));
    CHECK(chosen.isEmpty());

    bar.setMirrored(true);
    CHECK(bar.mirrorBox().isChecked());
    CHECK(mirrored.isEmpty());
    bar.mirrorBox().click();
    REQUIRE(mirrored.size() == 1);
    CHECK_FALSE(mirrored[0][0].toBool());

    bar.recordButton().click();
    REQUIRE(recorded.size() == 1);
    bar.setRecording(true);
    bar.setRecorded(std::chrono::seconds(12));
    CHECK(bar.words().text().contains(QStringLiteral("12")));
    bar.setState(ui::CameraBar::State::Off);
    CHECK(bar.recordButton().isHidden());
    bar.setState(ui::CameraBar::State::On);
    CHECK_FALSE(bar.recordButton().isChecked());
}

TEST_CASE("the ends of the stretch are dragged, each drag is one step, and they stay on whole frames")
{
    Bar studio;
    const int steps = studio.session.undoStack().count();
    studio.drag(studio.timeline.xOf(0.0) - 5, studio.timeline.xOf(2.03));
    CHECK_THAT(studio.shown().from, WithinAbs(2.0, 1e-9));
    CHECK(studio.session.undoStack().count() == steps + 1);
    studio.drag(studio.timeline.xOf(8.0) + 5, studio.timeline.xOf(5.0));
    CHECK_THAT(studio.shown().to, WithinAbs(5.0, 0.05));
    CHECK(studio.bar.playhead() == 0.0);

    studio.drag(studio.timeline.xOf(2.0) - 5, studio.timeline.xOf(7.9));
    CHECK(studio.shown().from < studio.shown().to); // a frame is left
    studio.session.undoStack().undo();
    studio.session.undoStack().undo();
    studio.session.undoStack().undo();
    CHECK(studio.shown().isWhole());
}

TEST_CASE("anywhere else the playhead comes to the mouse, and that is no step")
{
    Bar studio;
    const int steps = studio.session.undoStack().count();
    QSignalSpy moved(&studio.bar, &ui::VideoBar::playheadMoved);
    studio.drag(studio.timeline.xOf(3.0), studio.timeline.xOf(6.0));
    CHECK_THAT(studio.bar.playhead(), WithinAbs(6.0, 0.051));
    CHECK(moved.size() >= 2);
    CHECK(studio.session.undoStack().count() == steps);
}

TEST_CASE("keys step by frames and seconds and take the ends in hand")
{
    Bar studio;
    QTest::keyClick(&studio.timeline, Qt::Key_Right);
    CHECK_THAT(studio.bar.playhead(), WithinAbs(0.1, 1e-9));
    QTest::keyClick(&studio.timeline, Qt::Key_Right, Qt::ShiftModifier);
    CHECK_THAT(studio.bar.playhead(), WithinAbs(1.1, 1e-9));
    QTest::keyClick(&studio.timeline, Qt::Key_End);
    CHECK_THAT(studio.bar.playhead(), WithinAbs(7.9, 1e-9)); // the last frame
    QTest::keyClick(&studio.timeline, Qt::Key_Home);
    CHECK(studio.bar.playhead() == 0.0);

    QTest::keyClick(&studio.timeline, Qt::Key_Down);
    CHECK(studio.timeline.inHand() == Timeline::Handle::From);
    QTest::keyClick(&studio.timeline, Qt::Key_Right, Qt::ShiftModifier);
    CHECK_THAT(studio.shown().from, WithinAbs(1.0, 1e-9));
    QTest::keyClick(&studio.timeline, Qt::Key_Down);
    QTest::keyClick(&studio.timeline, Qt::Key_Left);
    CHECK_THAT(studio.shown().to, WithinAbs(7.9, 1e-9));
}

TEST_CASE("the stretch begins and ends with the frame at the playhead")
{
    Bar studio;
    studio.bar.setPlayhead(2.0);
    studio.bar.beginHere();
    studio.bar.setPlayhead(4.0);
    studio.bar.endHere();
    CHECK_THAT(studio.shown().from, WithinAbs(2.0, 1e-9));
    CHECK_THAT(studio.shown().to, WithinAbs(4.1, 1e-9));
}

TEST_CASE("another clip is shown from its own begin")
{
    Bar studio;
    studio.session.setClipFrom(3.0);
    studio.session.addClips({fakeClip(2, 2.0)});
    CHECK(studio.shown().clip->id == 2);
    CHECK(studio.bar.playhead() == 0.0);
    QSignalSpy moved(&studio.bar, &ui::VideoBar::playheadMoved);
    Q_EMIT studio.bar.clips().chosen(0);
    CHECK(studio.shown().clip->id == 1);
    CHECK(studio.bar.playhead() == 3.0);
    CHECK(moved.size() == 1);
    Q_EMIT studio.bar.clips().removeRequested(0);
    CHECK(studio.shown().clip->id == 2);
}

TEST_CASE("preview and export wait for a style")
{
    Bar studio;
    CHECK_FALSE(studio.bar.previewButton().isEnabled());
    CHECK_FALSE(studio.bar.exportButton().isEnabled());
    Image paint(Size{32, 32});
    studio.session.setStyle(ui::styleOfPainting(ui::makeSourcePicture(std::move(paint), QStringLiteral("art"))));
    CHECK(studio.bar.previewButton().isEnabled());
    QSignalSpy asked(&studio.bar, &ui::VideoBar::previewRequested);
    QSignalSpy stopped(&studio.bar, &ui::VideoBar::previewStopRequested);
    studio.bar.previewButton().click();
    CHECK(asked.size() == 1);
    studio.bar.setPreview(ui::VideoBar::Preview::Playing);
    studio.bar.previewButton().click();
    CHECK(stopped.size() == 1);
}

TEST_CASE("smoothness is a step of its own that can be undone")
{
    Bar studio;
    CHECK(studio.bar.smooth().value() == 85.0);
    QTest::keyClick(&studio.bar.smooth().track(), Qt::Key_Left);
    CHECK_THAT(studio.session.state().video.smooth, WithinAbs(0.8, 1e-9));
    studio.session.undoStack().undo();
    CHECK(studio.bar.smooth().value() == 85.0);
}

TEST_CASE("an export of clips is what the dialog says")
{
    ui::VideoState clips;
    clips.clips = {{fakeClip(1, 8.0), 0.0, 8.0}, {fakeClip(2, 2.0), 0.5, 1.0}};
    ui::VideoExportRequest start;
    start.container = video::Container::WebM;
    start.longerSide = 1280;
    start.folder = QStringLiteral("/out");
    ui::VideoExportDialog dialog(clips, start);
    CHECK(dialog.request() == start);
    CHECK(dialog.exportButton().isEnabled());
    QSignalSpy wanted(&dialog, &ui::VideoExportDialog::exportRequested);
    dialog.exportButton().click();
    REQUIRE(wanted.size() == 1);
    CHECK(dialog.isWorking());
    dialog.showProgress(3, 10, QStringLiteral("frame 3 of 10"));
    CHECK(dialog.message() == QStringLiteral("frame 3 of 10"));
    dialog.showDone(2);
    CHECK(dialog.message().contains(QStringLiteral("/out")));

    clips.clips.pop_back();
    start.folder.clear();
    ui::VideoExportDialog one(clips, start);
    CHECK_FALSE(one.request().all);
    CHECK_FALSE(one.exportButton().isEnabled()); // where to?
}

TEST_CASE("every control of the video room has an accessible name or a text")
{
    Bar studio;
    studio.session.addClips({fakeClip(2, 2.0)});
    ui::VideoExportDialog dialog(studio.session.state().video, {});
    for (QWidget *root : {static_cast<QWidget *>(&studio.bar), static_cast<QWidget *>(&dialog)}) {
        for (const QWidget *widget : root->findChildren<QWidget *>()) {
            if (!widget->isVisibleTo(root) || widget->focusPolicy() == Qt::NoFocus ||
                widget->inherits("QScrollBar") || widget->objectName().startsWith(QLatin1String("qt_")))
                continue;
            INFO(widget->metaObject()->className() << " in " << widget->parent()->metaObject()->className());
            CHECK((!widget->accessibleName().isEmpty() || !widget->property("text").toString().isEmpty()));
        }
    }
}
