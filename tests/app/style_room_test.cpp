// SPDX-License-Identifier: GPL-3.0-or-later
// The style room of the whole studio, with networks that a file beside this test plays.
#include "app/studio/style_room.h"
#include "engine/files/image_file.h"
#include "engine/project/project_file.h"
#include "tests/app/fake_studio.h"
#include "tests/support/test_pictures.h"
#include "ui/canvas/canvas_view.h"
#include "ui/preview/to_qimage.h"
#include "ui/shell/notice.h"
#include "ui/style/gallery_panel.h"
#include "ui/style/quality_bar.h"
#include "ui/style/region_bar.h"
#include "ui/widgets/segmented_switch.h"
#include "ui/widgets/thumbnail_grid.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QDropEvent>
#include <QFileInfo>
#include <QMimeData>
#include <QPushButton>
#include <QUrl>

using namespace imago;
using test::FakeStudio;
using ui::Command;
using ui::Room;

namespace {

struct Styled : FakeStudio
{
    app::StyleRoom &room = app.styleRoom();
    ui::CanvasView &canvas = app.window().canvas(Room::Style);

    Styled() { app.window().setRoom(Room::Style); }
    QString file(const char *name, const Image &picture) const
    {
        REQUIRE(files::writeImage(folder / name, picture));
        return QString::fromStdString((folder / name).string());
    }
    bool settle()
    {
        return QTest::qWaitFor([this] { return room.isSettled(); }, 60'000);
    }
    QColor shown() const { return canvas.image().pixelColor(canvas.image().rect().center()); }
    QAction &action(Command command) { return app.window().actions()[command]; }
    void bringBoth()
    {
        room.bring(ui::StylePart::Photo, QStringList{file("photo.png", test::plain({90, 60}, 10, 20, 30)),
                                                     file("painting.png", test::plain({50, 50}, 250, 128, 0))});
        REQUIRE(settle());
    }
    void dropOnCanvas(const QMimeData &mime, double share)
    {
        QDragEnterEvent enter(QPoint(static_cast<int>(share * canvas.width()), 50), Qt::CopyAction, &mime,
                              Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&canvas, &enter);
        QDropEvent event(QPointF(share * canvas.width(), 50), Qt::CopyAction, &mime, Qt::LeftButton,
                         Qt::NoModifier);
        QCoreApplication::sendEvent(&canvas, &event);
    }
};

} // namespace

TEST_CASE("the rooms have each their canvas, panels, history and menus")
{
    FakeStudio studio;
    ui::MainWindow &window = studio.app.window();
    studio.app.session().randomise(ui::Randomise::Everything, 5);
    auto *style = window.findChild<QWidget *>(QStringLiteral("style"));
    auto *portrait = window.findChild<QWidget *>(QStringLiteral("portrait"));
    REQUIRE(style != nullptr);
    CHECK(style->isHidden());
    CHECK(window.actions()[Command::Undo].isEnabled());

    window.roomAction(Room::Style).trigger();
    CHECK(window.room() == Room::Style);
    CHECK_FALSE(style->isHidden());
    CHECK(portrait->isHidden());
    CHECK_FALSE(window.actions()[Command::Undo].isEnabled());
    CHECK_FALSE(window.actions()[Command::NewFace].isEnabled());

    window.roomAction(Room::Portraits).trigger();
    CHECK(style->isHidden());
    CHECK_FALSE(portrait->isHidden());
    CHECK(window.actions()[Command::Undo].isEnabled());
}

TEST_CASE("a photo and a painting that are dropped wear each other at once")
{
    Styled studio;
    CHECK(studio.canvas.isEmpty());
    QMimeData mime;
    mime.setUrls({QUrl::fromLocalFile(studio.file("photo.png", test::plain({90, 60}, 10, 20, 30)))});
    studio.dropOnCanvas(mime, 0.1);
    REQUIRE(QTest::qWaitFor([&] { return studio.room.session().state().photo != nullptr; }, 60'000));
    REQUIRE(studio.settle());
    CHECK(studio.shown() == QColor(10, 20, 30));
    CHECK(studio.canvas.hasReference());

    QMimeData painting;
    painting.setImageData(ui::toQImage(std::make_shared<const Image>(test::plain({50, 50}, 250, 128, 0))));
    studio.dropOnCanvas(painting, 0.9);
    REQUIRE(QTest::qWaitFor([&] { return studio.room.session().state().isStyled(); }, 60'000));
    REQUIRE(studio.settle());
    CHECK(studio.shown() == QColor(250, 128, 0));
    CHECK(studio.room.gallery().styles().size() == 1);

    studio.action(Command::SplitView).trigger();
    CHECK(studio.canvas.compare() == ui::Compare::Split);
    studio.action(Command::Undo).trigger();
    REQUIRE(studio.settle());
    CHECK(studio.shown() == QColor(10, 20, 30));
    studio.action(Command::Undo).trigger();
    CHECK(studio.canvas.isEmpty());
    CHECK_FALSE(studio.canvas.hasReference());
    studio.action(Command::Redo).trigger();
    studio.action(Command::Redo).trigger();
    REQUIRE(studio.settle());
    CHECK(studio.shown() == QColor(250, 128, 0));
}

TEST_CASE("a bad picture gets a sentence and nothing is lost")
{
    Styled studio;
    studio.bringBoth();
    const ui::StyleState before = studio.room.session().state();
    REQUIRE(files::saveFile(studio.folder / "broken.png", "this is no picture"));
    const QString good = studio.file("good.png", test::plain({40, 40}, 0, 0, 99));
    studio.room.bring(ui::StylePart::Photo,
                      QStringList{QString::fromStdString((studio.folder / "broken.png").string())});
    REQUIRE(QTest::qWaitFor([&] { return !studio.app.window().notice().sentence().isEmpty(); }, 60'000));
    CHECK(studio.app.window().notice().sentence().contains(QStringLiteral("broken.png")));
    CHECK(studio.room.session().state() == before);

    // Too small, missing, an empty folder: the same.
    for (const QString &path : {studio.file("dot.png", test::plain({3, 3}, 1, 1, 1)), QStringLiteral("/nowhere.png"),
                                QString::fromStdString((studio.folder / "profile").string())}) {
        studio.room.bring(ui::StylePart::Painting, QStringList{path});
        REQUIRE(studio.settle());
        CHECK(studio.room.session().state() == before);
    }
    studio.room.bring(ui::StylePart::Painting,
                      QStringList{QString::fromStdString((studio.folder / "broken.png").string()), good});
    REQUIRE(studio.settle());
    CHECK(studio.shown() == QColor(0, 0, 99)); // the good one of the two
    const ui::SourcePtr kept = studio.room.session().state().photo;
    studio.room.bring(ui::StylePart::Photo,
                      QStringList{QString::fromStdString((studio.folder / "broken.png").string()), good});
    REQUIRE(studio.settle());
    CHECK(studio.room.session().state().photo == kept); // a painting is no photo in its place
}

TEST_CASE("a portrait is styled with one press, in a size with room for strokes")
{
    FakeStudio studio;
    studio.app.window().actions()[Command::StylePortrait].trigger();
    CHECK(studio.app.window().room() == Room::Style);
    app::StyleRoom &room = studio.app.styleRoom();
    REQUIRE(QTest::qWaitFor([&] { return room.session().state().photo != nullptr; }, 60'000));
    CHECK(room.session().state().photo->size() == Size{1024, 1024});
    CHECK(studio.app.session().undoStack().count() == 0);
}

TEST_CASE("copy gives the picture and its file; paste brings the photo and then a painting")
{
    Styled studio;
    const QImage pasted = ui::toQImage(std::make_shared<const Image>(test::plain({70, 40}, 1, 200, 1)));
    QApplication::clipboard()->setImage(pasted);
    studio.action(Command::Paste).trigger();
    REQUIRE(studio.settle());
    REQUIRE(studio.room.session().state().photo != nullptr);
    QApplication::clipboard()->setImage(ui::toQImage(std::make_shared<const Image>(test::plain({30, 30}, 99, 0, 0))));
    studio.action(Command::Paste).trigger();
    REQUIRE(studio.settle());
    CHECK(studio.shown() == QColor(99, 0, 0));

    studio.action(Command::Copy).trigger();
    const QMimeData *mime = QApplication::clipboard()->mimeData();
    CHECK(mime->hasImage());
    REQUIRE(mime->urls().size() == 1);
    const Result<Image> file = files::readImage(mime->urls().front().toLocalFile().toStdString());
    REQUIRE(file);
    CHECK(file->size() == Size{70, 40});

    QApplication::clipboard()->setText(QStringLiteral("words"));
    studio.action(Command::Paste).trigger();
    CHECK_FALSE(studio.app.window().notice().sentence().isEmpty());
}

TEST_CASE("the brush comes with its command, paints the region and goes with Escape")
{
    Styled studio;
    CHECK_FALSE(studio.action(Command::MaskPaint).isEnabled());
    studio.bringBoth();
    studio.action(Command::MaskErase).trigger();
    CHECK(studio.canvas.tool() != nullptr);
    const QPoint centre = studio.canvas.geometryOfPicture().pictureRect().center().toPoint();
    QTest::mouseClick(&studio.canvas, Qt::LeftButton, {}, centre);
    REQUIRE(studio.settle());
    CHECK(studio.shown() == QColor(10, 20, 30)); // the photo shows through
    QTest::keyClick(&studio.canvas, Qt::Key_Escape);
    CHECK(studio.canvas.tool() == nullptr);
    CHECK_FALSE(studio.action(Command::MaskErase).isChecked());
    studio.action(Command::MaskClear).trigger();
    REQUIRE(studio.settle());
    CHECK(studio.shown() == QColor(250, 128, 0));
}

TEST_CASE("refining can be told that it is enough and keeps what is there")
{
    Styled studio;
    studio.bringBoth();
    ui::QualityBar &quality = studio.room.panel().quality();
    quality.tiers().segment(1).click();
    REQUIRE(studio.settle());
    CHECK(studio.shown() == QColor(250, 128, 0));
    CHECK(quality.enoughButton().isHidden());
    studio.action(Command::Undo).trigger();
    REQUIRE(studio.settle());
    CHECK(quality.tiers().current() == 0);
}

TEST_CASE("a learned style takes its painting's place, and the next start finds its card")
{
    Styled studio;
    studio.bringBoth();
    REQUIRE_FALSE(studio.room.panel().learnButton().isHidden());
    studio.room.setDrawContent([](const std::stop_token &) -> Result<std::vector<Image>> {
        return std::vector<Image>(2, test::plain({200, 200}, 7, 7, 7));
    });
    studio.room.panel().learnButton().click();
    REQUIRE(QTest::qWaitFor(
        [&] { return studio.room.session().state().styles[0].source->card != nullptr; }, 60'000));
    REQUIRE(studio.settle());
    CHECK(studio.shown() == QColor(250, 128, 0));
    CHECK(studio.room.gallery().styles().size() == 2); // the painting and its card
    CHECK(studio.room.panel().learnButton().isHidden());
    const QString card = studio.room.session().state().styles[0].source->file();
    CHECK(QFileInfo::exists(card));
    studio.action(Command::Undo).trigger();
    CHECK(studio.room.session().state().styles[0].source->painting != nullptr);

    app::StudioApp again(*qApp, studio.options());
    again.start();
    REQUIRE(QTest::qWaitFor([&] { return !again.styleRoom().gallery().styles().empty(); }, 60'000));
    CHECK(again.styleRoom().gallery().styles()[0]->file() == card);
}

TEST_CASE("gallery pictures of an earlier photo never come late")
{
    Styled studio;
    studio.bringBoth();
    const auto *model = studio.room.gallery().grid().model();
    REQUIRE(QTest::qWaitFor(
        [&] {
            const auto picture = model->index(0, 0).data(Qt::DecorationRole).value<QImage>();
            return picture.width() == 90; // painted on the photo, not the painting itself
        },
        60'000));
    studio.room.bring(ui::StylePart::Photo, test::plain({64, 64}, 5, 5, 5), QStringLiteral("other"));
    REQUIRE(QTest::qWaitFor(
        [&] {
            const auto picture = model->index(0, 0).data(Qt::DecorationRole).value<QImage>();
            return picture.width() == 64;
        },
        60'000));
}

TEST_CASE("without networks the room still shows the photo and says why nothing is painted")
{
    const test::FakeResources resources;
    const test::TempDir folder;
    app::StudioOptions options;
    options.profile = QString::fromStdString((folder / "profile").string());
    options.language = QStringLiteral("en");
    options.room = Room::Style;
    std::filesystem::create_directories(folder / "profile");
    ui::Preferences without;
    without.loadModel = false;
    app::Settings(options.profile + QStringLiteral("/settings.ini")).setPreferences(without);
    app::StudioApp app(*qApp, options);
    app.start();
    REQUIRE(QTest::qWaitFor([&] { return app.isLoaded(); }, 60'000));
    app.styleRoom().bring(ui::StylePart::Photo, test::plain({64, 64}, 5, 6, 7), QStringLiteral("face"));
    app.styleRoom().bring(ui::StylePart::Painting, test::plain({64, 64}, 50, 60, 70), QStringLiteral("art"));
    REQUIRE(QTest::qWaitFor([&] { return app.styleRoom().session().state().isStyled(); }, 60'000));
    REQUIRE(QTest::qWaitFor([&] { return app.styleRoom().isSettled(); }, 60'000));
    const ui::CanvasView &canvas = app.window().canvas(Room::Style);
    CHECK(canvas.image().pixelColor(9, 9) == QColor(5, 6, 7));
}

TEST_CASE("a project brings the styled photo back, and says what is not there any more")
{
    const test::TempDir folder;
    project::Project project;
    project.recipe = latent::recipeFromSeed(3, 0.8);
    {
        Styled studio;
        studio.bringBoth();
        studio.room.session().setStrength(0.5);
        studio.room.session().setStroke(2.0);
        studio.room.session().setTier(style::Tier::Refined);
        studio.room.session().setSeed(77);
        studio.room.session().brush({10, 10}, {20, 20}, {});
        project.style = studio.room.work();
        REQUIRE(project.style);
        CHECK(project.style->styles.size() == 1);
        for (const char *name : {"photo.png", "painting.png"})
            std::filesystem::copy(studio.folder / name, folder / name);
        project.style->photo = (folder / "photo.png").string();
        project.style->styles[0].file = (folder / "painting.png").string();
        project.style->styles.push_back({(folder / "gone.png").string(), 0.5, false});
    }
    REQUIRE(project::writeProject(folder / "work.imago", project));
    FakeStudio studio;
    studio.app.open(QString::fromStdString((folder / "work.imago").string()));
    app::StyleRoom &room = studio.app.styleRoom();
    REQUIRE(QTest::qWaitFor([&] { return room.session().state().isStyled() && room.isSettled(); }, 60'000));
    CHECK(room.session().state().strength == 0.5);
    CHECK(room.session().state().stroke == 2.0);
    CHECK(room.session().state().tier == style::Tier::Refined);
    CHECK(room.session().state().seed == 77);
    CHECK(room.session().state().mask.at(15, 15) == 255);
    CHECK(room.session().state().mask.at(85, 5) == 0);
    CHECK(room.session().state().styles.size() == 1);
    CHECK(room.session().undoStack().count() == 0);
    CHECK(studio.app.window().notice().sentence().contains(QStringLiteral("gone.png")));
    CHECK_FALSE(studio.app.window().isWindowModified());
    room.session().setStrength(0.25);
    CHECK(studio.app.window().isWindowModified());
}

TEST_CASE("pictures without a file come back with the project, the look and the paintings with the next start")
{
    const test::FakeResources resources;
    const test::TempDir folder;
    app::StudioOptions options;
    options.profile = QString::fromStdString((folder / "profile").string());
    options.language = QStringLiteral("en");
    project::Project project;
    project.recipe = latent::recipeFromSeed(3, 0.8);
    {
        app::StudioApp app(*qApp, options);
        app.start();
        app::StyleRoom &room = app.styleRoom();
        room.bring(ui::StylePart::Photo, test::plain({90, 60}, 10, 20, 30), QStringLiteral("Pasted picture"));
        room.bring(ui::StylePart::Painting, test::plain({50, 50}, 250, 128, 0), QStringLiteral("Dropped picture"));
        REQUIRE(QTest::qWaitFor([&] { return room.session().state().isStyled(); }, 60'000));
        room.session().setStrength(0.25);
        project.style = room.work();
        REQUIRE(project.style);
        CHECK(project.style->photo.empty());
        CHECK_FALSE(project.style->photoItself.isNone());
        CHECK(QFileInfo::exists(QString::fromStdString(project.style->styles.at(0).file)));
        REQUIRE(project::writeProject(folder / "work.imago", project));
        Q_EMIT qApp->aboutToQuit({});
    }
    options.open = QString::fromStdString((folder / "work.imago").string());
    // Only what is opened and the settings count: work that came back would be asked for first.
    REQUIRE(std::filesystem::remove(folder / "profile" / "last-session.imago"));
    app::StudioApp app(*qApp, options);
    app::StyleRoom &room = app.styleRoom();
    CHECK(room.session().state().strength == 0.25);
    app.start();
    REQUIRE(QTest::qWaitFor([&] { return room.session().state().isStyled(); }, 60'000));
    CHECK(room.session().state().photo->name == QStringLiteral("Pasted picture"));
    CHECK(room.session().state().photo->size() == Size{90, 60});
    REQUIRE(QTest::qWaitFor([&] { return !room.gallery().ownStyles().empty(); }, 60'000));
    const QString file = room.gallery().ownStyles().front()->file();
    CHECK(QFileInfo::exists(file));
}

TEST_CASE("the studio comes back in the room where it was left")
{
    const test::FakeResources resources;
    const test::TempDir folder;
    app::StudioOptions options;
    options.profile = QString::fromStdString((folder / "profile").string());
    options.language = QStringLiteral("en");
    {
        app::StudioApp app(*qApp, options);
        app.start();
        app.window().setRoom(Room::Style);
        Q_EMIT qApp->aboutToQuit({});
    }
    app::StudioApp app(*qApp, options);
    CHECK(app.window().room() == Room::Style);
}
