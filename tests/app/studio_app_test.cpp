// SPDX-License-Identifier: GPL-3.0-or-later
// The whole studio in one process: the real renderer, no neural module.
#include "app/studio/export_work.h"
#include "app/studio/studio_app.h"
#include "engine/files/image_file.h"
#include "engine/files/save_file.h"
#include "engine/project/project_file.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"
#include "ui/canvas/canvas_view.h"
#include "ui/portrait/encode_panel.h"
#include "ui/shell/history_strip.h"
#include "ui/shell/notice.h"
#include "ui/shell/studio_status.h"
#include "ui/widgets/thumbnail_grid.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QScopeGuard>
#include <QTest>
#include <QTimer>
#include <QUrl>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>

using namespace imago;
using ui::Command;

namespace {

struct Studio
{
    explicit Studio(const test::TempDir &folder, const QString &open = {})
        : app(*qApp, optionsFor(folder, open))
    {
        app.start();
    }
    static app::StudioOptions optionsFor(const test::TempDir &folder, const QString &open)
    {
        app::StudioOptions options;
        options.profile = QString::fromStdString((folder / "profile").string());
        options.language = QStringLiteral("en");
        options.open = open;
        options.size = QSize(1280, 720);
        return options;
    }
    bool settle()
    {
        return QTest::qWaitFor([this] { return app.isLoaded() && app.driver().isSettled(); }, 60'000);
    }
    bool waitForSeed(std::uint64_t seed)
    {
        return QTest::qWaitFor([this, seed] { return app.session().recipe().seed == seed; }, 60'000);
    }
    /// Opens a project and answers the question what is to become of the work that is there. False: it was not asked.
    bool openAndAnswer(const std::filesystem::path &project, QMessageBox::StandardButton button)
    {
        bool asked = false;
        QTimer watch;
        QObject::connect(&watch, &QTimer::timeout, &watch, [&] {
            if (auto *question = qobject_cast<QMessageBox *>(QApplication::activeModalWidget())) {
                watch.stop();
                asked = true;
                question->button(button)->click();
            }
        });
        watch.start(20);
        app.open(QString::fromStdString(project.string()));
        return QTest::qWaitFor([&] { return asked; }, 60'000);
    }
    /// As when the event loop ends.
    void quit() { Q_EMIT qApp->aboutToQuit({}); }

    app::StudioApp app;
};

QString pathOf(const std::filesystem::path &path)
{
    return QString::fromStdString(path.string());
}

/// A project of one face, and perhaps another that is pinned.
void writeFace(const std::filesystem::path &file, std::uint64_t seed, std::optional<latent::Recipe> pinned = {})
{
    project::Project project;
    project.recipe = latent::recipeFromSeed(seed, 0.8);
    project.history.push_back({"step", project.recipe});
    project.reference = std::move(pinned);
    REQUIRE(project::writeProject(file, project));
}

} // namespace

TEST_CASE("the window is there before anything is loaded, and the first face follows")
{
    const test::TempDir folder;
    Studio studio(folder);
    CHECK(studio.app.window().isVisible());
    CHECK(studio.app.window().canvas().isEmpty());
    REQUIRE(studio.settle());
    CHECK_FALSE(studio.app.window().canvas().isEmpty());
    CHECK(studio.app.window().notice().sentence().isEmpty());
}

TEST_CASE("opening a picture of the studio brings its face back as one undo step")
{
    const test::TempDir folder;
    const latent::Recipe recipe = latent::recipeFromSeed(4711, 0.6);
    REQUIRE(app::writePicture(folder / "face.png", Image({16, 16}), recipe, ui::ExportRequest()));
    Studio studio(folder, pathOf(folder / "face.png"));
    REQUIRE(studio.waitForSeed(4711));
    CHECK(studio.app.session().recipe() == recipe);
    CHECK(studio.app.session().undoStack().count() == 1);
}

TEST_CASE("what cannot be opened is told in a sentence and changes nothing")
{
    const test::TempDir folder;
    REQUIRE(files::saveFile(folder / "broken.imago", "this is no project"));
    Studio studio(folder);
    const latent::Recipe before = studio.app.session().recipe();
    studio.app.open(pathOf(folder / "broken.imago"));
    REQUIRE(QTest::qWaitFor([&] { return !studio.app.window().notice().sentence().isEmpty(); }, 60'000));
    CHECK(studio.app.window().notice().sentence().contains(QStringLiteral("broken.imago")));
    CHECK(studio.app.session().recipe() == before);
}

TEST_CASE("a model package is opened where models are, not read as a picture")
{
    const test::TempDir folder;
    std::filesystem::create_directories(folder / "mine.imagomodel"); // a damaged one: nothing is in it
    Studio studio(folder);
    const latent::Recipe before = studio.app.session().recipe();
    studio.app.open(pathOf(folder / "mine.imagomodel"));
    CHECK(studio.app.window().room() == ui::Room::Explore);
    REQUIRE(QTest::qWaitFor([&] { return !studio.app.window().notice().sentence().isEmpty(); }, 60'000));
    CHECK_FALSE(studio.app.window().notice().sentence().contains(QStringLiteral("PNG")));
    CHECK(studio.app.session().recipe() == before);
    CHECK(QTest::qWaitFor([&] { return studio.app.isLoaded(); }, 60'000)); // though no portrait was painted
}

TEST_CASE("a project comes back with its history and its locks")
{
    const test::TempDir folder;
    project::Project project;
    for (std::uint64_t seed = 1; seed <= 4; ++seed)
        project.history.push_back({"step", latent::recipeFromSeed(seed, 0.8)});
    project.historyCurrent = 2;
    project.recipe = project.history[2].recipe;
    project.locks.set(latent::Age);
    project.linked = false;
    project.reference = project.history[0].recipe;
    REQUIRE(project::writeProject(folder / "work.imago", project));

    Studio studio(folder, pathOf(folder / "work.imago"));
    REQUIRE(studio.waitForSeed(3));
    const ui::Session &session = studio.app.session();
    CHECK(session.undoStack().count() == 3);
    CHECK(session.undoStack().index() == 2);
    CHECK(session.locks().test(latent::Age));
    CHECK_FALSE(session.linked());
    CHECK_FALSE(studio.app.window().isWindowModified());
    CHECK(QTest::qWaitFor([&] { return studio.app.window().canvas().hasReference(); }, 60'000));
    CHECK_FALSE(studio.app.window().isWindowModified());

    const auto *strip = studio.app.window().findChild<ui::HistoryStrip *>();
    const QAbstractItemModel &steps = *strip->findChild<ui::ThumbnailGrid *>()->model();
    REQUIRE(steps.rowCount() == 4);
    for (int row = 0; row < 4; ++row) {
        CHECK(QTest::qWaitFor(
            [&] { return !steps.index(row, 0).data(Qt::DecorationRole).value<QImage>().isNull(); }, 60'000));
    }
}

TEST_CASE("the next start goes on where this one left off")
{
    const test::TempDir folder;
    latent::Recipe left;
    {
        Studio studio(folder);
        studio.app.session().randomise(ui::Randomise::Everything, 77);
        studio.app.session().setAttribute(latent::Age, 60);
        left = studio.app.session().recipe();
        studio.quit();
    }
    Studio studio(folder);
    CHECK(studio.app.session().recipe() == left);
    CHECK(studio.app.session().undoStack().count() == 2);
}

TEST_CASE("a picture that the studio is started with lies on top of work that has no file")
{
    const test::TempDir folder;
    const latent::Recipe recipe = latent::recipeFromSeed(4711, 0.6);
    REQUIRE(app::writePicture(folder / "face.png", Image({16, 16}), recipe, ui::ExportRequest()));
    latent::Recipe left;
    {
        Studio studio(folder);
        studio.app.session().randomise(ui::Randomise::Everything, 77);
        left = studio.app.session().recipe();
        studio.quit();
    }
    Studio studio(folder, pathOf(folder / "face.png"));
    REQUIRE(studio.waitForSeed(4711));
    studio.app.session().undoStack().undo();
    CHECK(studio.app.session().recipe() == left);
}

TEST_CASE("opening a project asks before it takes the place of work that has no file")
{
    const test::TempDir folder;
    writeFace(folder / "work.imago", 3);
    Studio studio(folder);
    studio.app.session().randomise(ui::Randomise::Everything, 77);
    const latent::Recipe mine = studio.app.session().recipe();

    CHECK(studio.openAndAnswer(folder / "work.imago", QMessageBox::Cancel));
    CHECK(studio.app.session().recipe() == mine);
    CHECK(studio.openAndAnswer(folder / "work.imago", QMessageBox::Discard));
    CHECK(studio.waitForSeed(3));
}

TEST_CASE("work that came back at the start is asked for too, also where all of it is a pinned face")
{
    const test::TempDir folder;
    writeFace(folder / "work.imago", 3);
    {
        Studio studio(folder);
        studio.app.session().randomise(ui::Randomise::Everything, 77);
        studio.quit();
    }
    const auto left = folder / "profile/last-session.imago";
    REQUIRE(std::filesystem::exists(left));
    writeFace(left, 5, latent::recipeFromSeed(6, 0.8));
    Studio studio(folder);
    REQUIRE(studio.waitForSeed(5));
    CHECK(studio.openAndAnswer(folder / "work.imago", QMessageBox::Discard));
    CHECK(studio.waitForSeed(3));
}

TEST_CASE("steps beside the face are not kept for the next start")
{
    const test::TempDir folder;
    latent::Recipe left;
    {
        Studio studio(folder);
        ui::Session &session = studio.app.session();
        session.randomise(ui::Randomise::Everything, 77);
        session.addStep(QStringLiteral("Tidy up"), [] {}, [] {});
        session.setAttribute(latent::Age, 60);
        left = session.recipe();
        session.setAttribute(latent::Smile, 0.9F);
        session.undoStack().undo();
        studio.quit();
    }
    Studio studio(folder);
    CHECK(studio.app.session().recipe() == left);
    CHECK(studio.app.session().undoStack().count() == 3);
    CHECK(studio.app.session().undoStack().index() == 2);
}

TEST_CASE("a portrait that is opened without a model gets an honest answer")
{
    const test::TempDir folder;
    REQUIRE(files::writeImage(folder / "photo.png", Image({64, 64})));
    std::filesystem::create_directories(folder / "resources");
    std::filesystem::create_directory_symlink(std::filesystem::path(IMAGO_SOURCE_DIR) / "resources/faces",
                                              folder / "resources" / "faces");
    const auto restore = qScopeGuard([was = qgetenv("IMAGO_RESOURCES")] { qputenv("IMAGO_RESOURCES", was); });
    qputenv("IMAGO_RESOURCES", pathOf(folder / "resources").toUtf8());
    Studio studio(folder, pathOf(folder / "photo.png")); // before anybody knows that there is no model
    auto *panel = studio.app.window().findChild<ui::EncodePanel *>();
    REQUIRE(panel != nullptr);
    const latent::Recipe before = studio.app.session().recipe();
    CHECK(QTest::qWaitFor(
        [&] { return panel->verdict().contains(QStringLiteral("The neural model could not be loaded.")); }, 60'000));
    CHECK(studio.app.session().recipe() == before);
}

TEST_CASE("copy and paste carry the face with its recipe")
{
    const test::TempDir folder;
    Studio studio(folder);
    REQUIRE(studio.settle());
    const latent::Recipe copied = studio.app.session().recipe();
    studio.app.window().actions()[Command::Copy].trigger();
    const QMimeData *mime = QApplication::clipboard()->mimeData();
    CHECK(mime->hasImage());
    REQUIRE(mime->urls().size() == 1);
    const auto file = files::readPngText(mime->urls().front().toLocalFile().toStdString());
    REQUIRE(file);
    CHECK(file->contains(std::string(files::kRecipeText)));

    studio.app.newFace();
    CHECK(studio.app.session().recipe() != copied);
    studio.app.window().actions()[Command::Paste].trigger();
    CHECK(studio.app.session().recipe() == copied);
}

TEST_CASE("the language changes while the studio runs")
{
    const test::TempDir folder;
    Studio studio(folder);
    const QString english = studio.app.window().actions()[Command::Save].text();
    studio.app.session().setAttribute(latent::Smile, 0.5F);
    const QAction &undo = studio.app.window().actions()[Command::Undo];
    CHECK(undo.text() == QStringLiteral("&Undo: Change Smile"));
    Q_EMIT studio.app.window().languageChosen(QStringLiteral("zh_CN"));
    QCoreApplication::processEvents();
    CHECK(studio.app.window().actions()[Command::Save].text() != english);
    CHECK(undo.text().contains(QString::fromUtf8("更改微笑")));
    const auto saysPixels = [&studio](const QString &word) {
        const ui::MainWindow &window = studio.app.window();
        return std::ranges::any_of(window.status().findChildren<QLabel *>(),
                                   [&](const QLabel *label) { return label->text().contains(word); }) ||
               std::ranges::any_of(window.findChildren<QAction *>(),
                                   [&](const QAction *action) { return action->text().contains(word); });
    };
    CHECK(saysPixels(QString::fromUtf8("像素")));
    CHECK_FALSE(saysPixels(QStringLiteral("512 px")));
    Q_EMIT studio.app.window().languageChosen(QStringLiteral("en"));
    QCoreApplication::processEvents();
    CHECK(studio.app.window().actions()[Command::Save].text() == english);
    CHECK(undo.text() == QStringLiteral("&Undo: Change Smile"));
}
