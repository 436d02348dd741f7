// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/catch.h"
#include "tests/support/test_pictures.h"
#include "ui/canvas/canvas_view.h"
#include "ui/session/style_session.h"
#include "ui/style/gallery_panel.h"
#include "ui/style/face_bar.h"
#include "ui/style/region_bar.h"
#include "ui/style/style_export.h"
#include "ui/style/style_mixer.h"
#include "ui/style/style_panel.h"
#include "ui/style/style_thumbnails.h"
#include "ui/widgets/drop_zone.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/labelled_slider.h"
#include "ui/widgets/segmented_switch.h"
#include "ui/widgets/slider_track.h"
#include "ui/widgets/thumbnail_grid.h"

#include <QAbstractButton>
#include <QDropEvent>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QUrl>

using namespace imago;
using test::painting;
using test::photo;

namespace {

/// Notes what it is asked for; the test answers.
class FakeThumbnails : public ui::StyleThumbnails
{
public:
    void setPhoto(const ui::SourcePtr &photo) override
    {
        if (photo != m_photo)
            asked.clear();
        m_photo = photo;
        shown = photo ? photo->id : 0;
    }
    void request(const ui::StyleSourcePtr &style) override { asked.push_back(style->id); }

    std::vector<std::uint64_t> asked;
    std::uint64_t shown = 0; ///< What the pictures are of.

private:
    ui::SourcePtr m_photo;
};

void drop(QWidget &on, const QMimeData &mime)
{
    QDragEnterEvent enter({20, 20}, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&on, &enter);
    QDropEvent event({20, 20}, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&on, &event);
}

} // namespace

TEST_CASE("the panel says what to do while there is nothing and shows what was brought")
{
    ui::StyleSession session;
    ui::StylePanel panel(session);
    CHECK_FALSE(panel.zone(ui::StylePart::Photo).accessibleName().isEmpty());
    CHECK_FALSE(panel.zone(ui::StylePart::Painting).accessibleDescription().isEmpty());
    CHECK_FALSE(panel.swapButton().isEnabled());
    CHECK_FALSE(panel.region().paintButton().isEnabled());

    session.setPhoto(photo(1));
    session.setStyle(painting(2));
    CHECK(panel.zone(ui::StylePart::Photo).accessibleName().contains(QStringLiteral("photo 1")));
    CHECK(panel.zone(ui::StylePart::Painting).accessibleName().contains(QStringLiteral("painting 2")));
    CHECK(panel.mixer().count() == 1);
    panel.swapButton().click();
    CHECK(panel.zone(ui::StylePart::Photo).accessibleName().contains(QStringLiteral("painting 2")));
}

TEST_CASE("files, folders and pictures that are dropped on a field are told with the field")
{
    ui::StyleSession session;
    ui::StylePanel panel(session);
    QSignalSpy files(&panel, &ui::StylePanel::filesDropped);
    QSignalSpy pictures(&panel, &ui::StylePanel::pictureDropped);
    QSignalSpy asked(&panel, &ui::StylePanel::chooseRequested);

    QMimeData two;
    two.setUrls({QUrl::fromLocalFile(QStringLiteral("/a.png")), QUrl(QStringLiteral("https://example.org/b.png")),
                 QUrl::fromLocalFile(QStringLiteral("/folder"))});
    drop(panel.zone(ui::StylePart::Painting), two);
    REQUIRE(files.size() == 1);
    CHECK(files[0][0].value<ui::StylePart>() == ui::StylePart::Painting);
    CHECK(files[0][1].toStringList() == QStringList{QStringLiteral("/a.png"), QStringLiteral("/folder")});

    QMimeData pixels;
    pixels.setImageData(QImage(8, 8, QImage::Format_RGB32));
    drop(panel.zone(ui::StylePart::Photo), pixels);
    REQUIRE(pictures.size() == 1);
    CHECK(pictures[0][0].value<ui::StylePart>() == ui::StylePart::Photo);

    QTest::keyClick(&panel.zone(ui::StylePart::Photo), Qt::Key_Return);
    CHECK(asked.size() == 1);
}

TEST_CASE("sliders and switches of the look are undoable")
{
    ui::StyleSession session;
    ui::StylePanel panel(session);
    panel.strength().track().moveTo(40.0);
    CHECK(session.state().strength == 0.4);
    panel.colors().segment(3).click();
    CHECK(session.state().colors == style::ColorKeeping::Oklab);
    session.undoStack().undo();
    CHECK(panel.colors().current() == 0);
    session.undoStack().undo();
    CHECK(panel.strength().value() == 100.0);
    CHECK(session.undoStack().count() == 2);
}

TEST_CASE("the structure is chosen by a slider, for photos and for clips")
{
    ui::StyleSession session;
    ui::StylePanel panel(session);
    panel.structure().track().moveTo(80.0);
    CHECK(session.state().structure == 0.8);
    session.undoStack().undo();
    CHECK(panel.structure().value() == 50.0);
    panel.setForClips(true);
    CHECK(panel.structure().isVisibleTo(&panel));
    CHECK_FALSE(panel.stroke().isVisibleTo(&panel));
    panel.structure().track().moveTo(20.0);
    CHECK(session.state().structure == 0.2);
}

TEST_CASE("the mixer weighs several styles and lets any of them go")
{
    ui::StyleSession session;
    ui::StylePanel panel(session);
    session.setStyle(painting(1));
    CHECK_FALSE(panel.mixer().weight(0).isEnabled()); // alone it has the whole say
    session.addStyle(painting(2));
    REQUIRE(panel.mixer().count() == 2);
    panel.mixer().weight(1).track().moveTo(30.0);
    CHECK(session.state().styles[1].weight == 0.3);
    panel.mixer().removeButton(0).click();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    REQUIRE(panel.mixer().count() == 1);
    CHECK(session.state().styles[0].weight == 0.3);
    session.undoStack().undo();
    CHECK(panel.mixer().count() == 2);
    CHECK(panel.mixer().weight(1).value() == 30.0);
}

TEST_CASE("a style can be worn outside of the region once there is one")
{
    ui::StyleSession session;
    ui::StylePanel panel(session);
    session.setPhoto(photo(1));
    session.setStyle(painting(1));
    CHECK(panel.mixer().sideButton(0).isHidden());
    panel.region().invert();
    CHECK_FALSE(panel.mixer().sideButton(0).isHidden());
    panel.mixer().sideButton(0).click();
    CHECK(session.state().styles[0].outside);
    session.undoStack().undo();
    CHECK_FALSE(panel.mixer().sideButton(0).isChecked());
}

TEST_CASE("the brush paints on the canvas, one press one step, and Shift turns it around")
{
    ui::StyleSession session;
    ui::StylePanel panel(session);
    ui::CanvasView canvas;
    canvas.resize(400, 300);
    session.setPhoto(photo(1, {200, 100}));
    QImage shown(200, 100, QImage::Format_RGB32);
    shown.fill(Qt::gray);
    canvas.showFrame(shown, shown.size(), false, 1);
    panel.maskTool().setRadiusShare(0.1);
    panel.region().setBrush(ui::RegionBar::Brush::Erases);
    canvas.setTool(&panel.maskTool());
    canvas.show();

    const QRectF place = canvas.geometryOfPicture().pictureRect();
    const auto at = [&](double x, double y) {
        return (place.topLeft() + QPointF(x * place.width(), y * place.height())).toPoint();
    };
    QTest::mousePress(&canvas, Qt::LeftButton, {}, at(0.25, 0.5));
    QTest::mouseMove(&canvas, at(0.4, 0.5));
    QTest::mouseMove(&canvas, at(0.5, 0.5));
    QTest::mouseRelease(&canvas, Qt::LeftButton, {}, at(0.5, 0.5));
    REQUIRE(session.undoStack().count() == 2);
    CHECK(session.state().mask.at(70, 50) == 0);
    CHECK(session.state().mask.at(180, 50) == 255);

    QTest::mouseClick(&canvas, Qt::LeftButton, Qt::ShiftModifier, at(0.35, 0.5));
    CHECK(session.state().mask.at(70, 50) == 255);
    CHECK(session.undoStack().count() == 3);
    session.undoStack().setIndex(1);
    CHECK(session.state().mask.isNone());
    CHECK_FALSE(canvas.grab().isNull()); // the veil and the ring are painted
    canvas.setTool(nullptr);
}

TEST_CASE("the region is inverted, cleared and put away, and needs a photo")
{
    ui::StyleSession session;
    ui::StylePanel panel(session);
    ui::RegionBar &region = panel.region();
    region.setBrush(ui::RegionBar::Brush::Paints);
    CHECK(region.brush() == ui::RegionBar::Brush::Away);
    region.invert();
    CHECK(session.undoStack().count() == 0);

    session.setPhoto(photo(1));
    region.paintButton().click();
    CHECK(region.brush() == ui::RegionBar::Brush::Paints);
    region.eraseButton().click();
    CHECK(region.brush() == ui::RegionBar::Brush::Erases);
    CHECK_FALSE(region.paintButton().isChecked());
    region.eraseButton().click();
    CHECK(region.brush() == ui::RegionBar::Brush::Away);

    region.invert();
    CHECK(session.state().mask.at(3, 3) == 0); // of the whole picture nothing is left
    region.invert();
    CHECK(session.state().mask.at(3, 3) == 255);
    region.clearRegion();
    CHECK(session.state().mask.isNone());

    const double before = panel.maskTool().radiusShare();
    region.stepSize(3);
    CHECK(panel.maskTool().radiusShare() > before);
    region.stepSize(500);
    CHECK(panel.maskTool().radiusShare() <= 0.15);
}

TEST_CASE("the gallery asks for pictures of the user's photo and wears a style at a press")
{
    ui::StyleSession session;
    FakeThumbnails thumbnails;
    ui::GalleryPanel gallery(session, thumbnails);
    const auto one = painting(1);
    const auto two = painting(2);
    gallery.setStyles({one, two});
    CHECK(thumbnails.asked.empty());
    CHECK_FALSE(gallery.sheetButton().isEnabled());

    session.setPhoto(photo(1));
    CHECK(thumbnails.asked == std::vector<std::uint64_t>{one->id, two->id});
    CHECK(gallery.sheetButton().isEnabled());
    QImage worn(192, 192, QImage::Format_RGB32);
    worn.fill(Qt::green);
    Q_EMIT thumbnails.ready(two->id, worn);
    const auto shown = [&](int row) {
        return gallery.grid().model()->index(row, 0).data(Qt::DecorationRole).value<QImage>();
    };
    CHECK(shown(1).pixelColor(5, 5) == QColor(Qt::green));

    Q_EMIT gallery.grid().chosen(1);
    CHECK(session.state().styles[0].source->id == two->id);
    CHECK(shown(1).pixelColor(5, 5) == QColor(Qt::green)); // the photo is the same
    CHECK(gallery.grid().model()->index(1, 0).data(ui::ThumbnailModel::CurrentRole).toBool());

    session.setPhoto(photo(2));
    CHECK(thumbnails.asked.size() == 2);
    CHECK(shown(1).pixelColor(5, 5) != QColor(Qt::green)); // until it is painted anew
}

TEST_CASE("the gallery shows its styles on another picture than the photo while it is told to")
{
    ui::StyleSession session;
    FakeThumbnails thumbnails;
    ui::GalleryPanel gallery(session, thumbnails);
    gallery.setStyles({painting(1)});
    session.setPhoto(photo(1));
    REQUIRE(thumbnails.shown == photo(1)->id);

    gallery.showOn(photo(2));
    CHECK(thumbnails.shown == photo(2)->id);
    CHECK(gallery.sheetButton().isHidden()); // the sheet is the photo's
    session.setPhoto(photo(3));
    CHECK(thumbnails.shown == photo(2)->id);
    gallery.showOn(ui::SourcePtr()); // a clip whose frame is not read yet
    CHECK(thumbnails.shown == 0);
    gallery.showOn(std::nullopt);
    CHECK(thumbnails.shown == photo(3)->id);
    CHECK_FALSE(gallery.sheetButton().isHidden());
}

TEST_CASE("the gallery keeps the user's paintings in front, each once, and lets them go again")
{
    ui::StyleSession session;
    FakeThumbnails thumbnails;
    ui::GalleryPanel gallery(session, thumbnails);
    gallery.setStyles({painting(1)});
    gallery.addStyle(painting(2));
    gallery.addStyle(painting(3));
    gallery.addStyle(painting(2));
    REQUIRE(gallery.styles().size() == 3);
    CHECK(gallery.styles()[0]->id == painting(2)->id);
    Q_EMIT gallery.grid().removeRequested(2); // what the studio comes with stays
    CHECK(gallery.styles().size() == 3);
    Q_EMIT gallery.grid().removeRequested(0);
    CHECK(gallery.styles().size() == 2);
    for (std::uint8_t shade = 100; shade < 140; ++shade)
        gallery.addStyle(painting(shade));
    CHECK(gallery.styles().size() == ui::GalleryPanel::kMostOwn + 1);
}

TEST_CASE("an export is what the dialog says, and it needs what it is made of")
{
    ui::StyleExportRequest start;
    start.folder = QStringLiteral("/out");
    start.name = QStringLiteral("my/picture");
    start.longerSide = 2048;
    start.file.format = ui::ExportFormat::Tiff;
    start.file.sixteenBit = true;
    ui::StyleExportDialog dialog({640, 480}, true, start);
    CHECK(dialog.request().file == start.file);
    CHECK(dialog.request().longerSide == 2048);
    CHECK(dialog.request().name == QStringLiteral("my_picture"));
    CHECK(dialog.exportButton().isEnabled());

    QSignalSpy wanted(&dialog, &ui::StyleExportDialog::exportRequested);
    QSignalSpy stopped(&dialog, &ui::StyleExportDialog::stopRequested);
    dialog.exportButton().click();
    REQUIRE(wanted.size() == 1);
    CHECK(dialog.isWorking());
    dialog.reject();
    CHECK(stopped.size() == 1);
    dialog.showStopped(1);
    CHECK_FALSE(dialog.isWorking());
    CHECK_FALSE(dialog.message().isEmpty());

    start.kind = ui::StyleExportKind::Folder;
    ui::StyleExportDialog folder({}, true, start);
    CHECK_FALSE(folder.exportButton().isEnabled()); // which photos?
    start.kind = ui::StyleExportKind::Picture;
    ui::StyleExportDialog nothing({640, 480}, false, start);
    CHECK_FALSE(nothing.exportButton().isEnabled()); // in which style?
}

TEST_CASE("faces are protected by a slider that says how many there are and shows where")
{
    ui::StyleSession session;
    ui::StylePanel panel(session);
    ui::FaceBar &faces = panel.faces();
    QSignalSpy veil(&faces, &ui::FaceBar::veilToggled);
    CHECK(faces.hint().isEmpty());
    CHECK_FALSE(faces.veilButton().isEnabled());
    faces.setFaces(ui::FaceBar::Search::Done, 2);
    CHECK(faces.hint().contains(QLatin1Char('2')));
    faces.veilButton().click();
    REQUIRE(veil.size() == 1);
    CHECK(veil[0][0].toBool());
    faces.setFaces(ui::FaceBar::Search::Done, 0); // another photo
    CHECK(veil.size() == 2);
    CHECK_FALSE(faces.hint().isEmpty());
    faces.setFaces(ui::FaceBar::Search::Failed, 0, QStringLiteral("no detector"));
    CHECK(faces.hint() == QStringLiteral("no detector"));

    QTest::keyClick(&faces.strength().track(), Qt::Key_Right);
    CHECK(session.state().faceProtection == 0.05);
    session.undoStack().undo();
    CHECK(faces.strength().value() == 0.0);
}

TEST_CASE("every control of the style room has an accessible name or a text")
{
    ui::StyleSession session;
    FakeThumbnails thumbnails;
    ui::StylePanel panel(session);
    ui::GalleryPanel gallery(session, thumbnails);
    session.setPhoto(photo(1));
    session.setStyle(painting(1));
    session.addStyle(painting(2));
    panel.region().setBrush(ui::RegionBar::Brush::Paints);
    ui::StyleExportDialog dialog({640, 480}, true, {});
    for (QWidget *root : {static_cast<QWidget *>(&panel), static_cast<QWidget *>(&gallery),
                          static_cast<QWidget *>(&dialog)}) {
        for (const QWidget *widget : root->findChildren<QWidget *>()) {
            if (!widget->isVisibleTo(root) || widget->focusPolicy() == Qt::NoFocus ||
                widget->inherits("QScrollBar") || widget->objectName().startsWith(QLatin1String("qt_")))
                continue;
            INFO(widget->metaObject()->className() << " in " << widget->parent()->metaObject()->className());
            CHECK((!widget->accessibleName().isEmpty() || !widget->property("text").toString().isEmpty()));
        }
    }
}
