// SPDX-License-Identifier: GPL-3.0-or-later
// The explorer in a real window with a model of the test's, and the shelf with real packages.
#include "app/studio/explore_room.h"
#include "app/studio/model_store.h"
#include "app/studio/trash.h"
#include "engine/files/image_file.h"
#include "engine/files/package.h"
#include "tests/support/catch.h"
#include "tests/support/fake_explorable.h"
#include "tests/support/temp_dir.h"
#include "tests/support/test_pictures.h"
#include "ui/canvas/canvas_view.h"
#include "ui/explore/explore_export.h"
#include "ui/explore/explore_panel.h"
#include "ui/explore/model_shelf.h"
#include "ui/preview/preview_driver.h"
#include "ui/session/history_model.h"
#include "ui/session/session.h"
#include "ui/shell/main_window.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/labelled_slider.h"
#include "ui/widgets/thumbnail_grid.h"

#include <QDir>
#include <QFile>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>

#include <fstream>

using namespace imago;

namespace {

QString pathOf(const std::filesystem::path &path)
{
    return QString::fromStdString(path.string());
}

struct Explorer
{
    explicit Explorer(const test::TempDir &folder)
        : settings(pathOf(folder / "settings.ini"))
        , room(tasks, settings, tools(), pathOf(folder / "models"), pathOf(folder / "trainings"))
        , window(std::make_unique<ui::MainWindow>(portraits, portraitDriver, portraitHistory))
    {
        room.join(*window);
        window->setRoom(ui::Room::Explore);
        window->resize(1000, 700);
        window->show();
    }

    app::ExploreTools tools()
    {
        app::ExploreTools made;
        made.open = [](const std::filesystem::path &package) -> Result<std::shared_ptr<latent::ExplorableModel>> {
            if (package.filename() == "broken")
                return fail(ErrorCode::FileDamaged, "it is broken", "broken");
            return std::make_shared<test::FakeExplorable>();
        };
        made.rename = [](const std::filesystem::path &, const std::string &, const std::string &) { return Status{}; };
        return made;
    }
    QColor middle()
    {
        const QImage picture = room.driver().shown().image;
        return picture.isNull() ? QColor() : picture.pixelColor(8, 8);
    }

    ui::Session portraits;
    ui::HistoryModel portraitHistory{portraits};
    ui::PreviewBridge bridge;
    jobs::InteractiveLane lane{bridge.sink()};
    ui::PreviewDriver portraitDriver{portraits, bridge, lane};
    app::TaskRunner tasks;
    app::Settings settings;
    app::ExploreRoom room;
    std::unique_ptr<ui::MainWindow> window;
};

/// A package that the ladder accepts.
void writeModel(const std::filesystem::path &path, const std::string &kind = "generator")
{
    files::Manifest manifest;
    manifest.id = "org.example.tiles";
    manifest.version = "1.0.0";
    manifest.title = {{"en", "Tiles"}};
    manifest.kind = kind;
    manifest.license = "CC0-1.0";
    const std::string text = "{}";
    const std::vector<std::uint8_t> bytes(text.begin(), text.end());
    const auto preview = files::encodeImage(test::plain({8, 8}, 200, 30, 30), files::PictureFormat::Png);
    REQUIRE(preview);
    const files::PackageFile inside[] = {{"notes.json", bytes}, {std::string(files::kPreviewFile), *preview}};
    REQUIRE(files::writePackage(path, manifest, inside));
}

} // namespace

TEST_CASE("a model that is opened is drawn, and follows its sliders")
{
    const test::TempDir folder;
    Explorer explorer(folder);
    explorer.room.explore(pathOf(folder / "model"));
    REQUIRE(QTest::qWaitFor([&] { return explorer.room.session().hasModel() && explorer.room.isSettled(); }, 30'000));
    CHECK(explorer.middle() == QColor(128, 128, 128));
    REQUIRE(explorer.room.panel().sliders().size() == 2);
    Q_EMIT explorer.room.panel().sliders()[0]->valueChanged(1.0);
    REQUIRE(QTest::qWaitFor([&] { return explorer.middle() == QColor(168, 168, 168); }, 30'000));
    explorer.room.session().undoStack().undo();
    REQUIRE(QTest::qWaitFor([&] { return explorer.middle() == QColor(128, 128, 128); }, 30'000));
    CHECK(explorer.settings.exploredModel() == pathOf(folder / "model"));

    explorer.room.rename(0, QStringLiteral("Brightness"));
    REQUIRE(QTest::qWaitFor([&] { return explorer.room.session().model().sliders[0].name == "Brightness"; }, 30'000));
    CHECK(explorer.room.panel().sliders()[0]->spec().title == QStringLiteral("Brightness"));
    QSignalSpy told(&explorer.room, &app::ExploreRoom::told);
    explorer.room.rename(1, QStringLiteral("Brightness")); // two of a name could not be told apart
    CHECK(told.size() == 1);
}

TEST_CASE("a model that can't be opened is told, and what was there stays")
{
    const test::TempDir folder;
    Explorer explorer(folder);
    explorer.room.explore(pathOf(folder / "model"));
    REQUIRE(QTest::qWaitFor([&] { return explorer.room.session().hasModel(); }, 30'000));
    QSignalSpy failures(&explorer.room, &app::StudioRoom::failed);
    explorer.room.explore(pathOf(folder / "broken"));
    REQUIRE(QTest::qWaitFor([&] { return !failures.isEmpty(); }, 30'000));
    CHECK(explorer.room.session().hasModel());
}

TEST_CASE("a picture is found in the model as one step that undo takes back")
{
    const test::TempDir folder;
    Explorer explorer(folder);
    QSignalSpy told(&explorer.room, &app::StudioRoom::told);
    explorer.room.encode(Image({8, 8})); // there is no model yet
    CHECK(told.size() == 1);
    explorer.room.explore(pathOf(folder / "model"));
    REQUIRE(QTest::qWaitFor([&] { return explorer.room.session().hasModel(); }, 30'000));
    explorer.room.encode(Image({8, 8}));
    REQUIRE(QTest::qWaitFor([&] { return explorer.room.session().point().style.size() == 4; }, 30'000));
    explorer.room.session().undoStack().undo();
    CHECK(explorer.room.session().point().style.empty());
}

TEST_CASE("states of the explorer have thumbnails from the first on")
{
    const test::TempDir folder;
    Explorer explorer(folder);
    explorer.room.explore(pathOf(folder / "model"));
    REQUIRE(QTest::qWaitFor([&] { return explorer.room.session().hasModel() && explorer.room.isSettled(); }, 30'000));
    const auto picture = [&](int row) {
        return qvariant_cast<QImage>(
            explorer.room.history().data(explorer.room.history().index(row), Qt::DecorationRole));
    };
    CHECK_FALSE(picture(0).isNull());
    explorer.room.session().setValue(0, 1.0);
    explorer.room.session().endGesture();
    REQUIRE(QTest::qWaitFor([&] { return explorer.room.isSettled() && !picture(1).isNull(); }, 30'000));
}

TEST_CASE("a picture that the explorer drew leads back to its place, one of another model is told")
{
    const test::TempDir folder;
    Explorer explorer(folder);
    explorer.room.explore(pathOf(folder / "model"));
    REQUIRE(QTest::qWaitFor([&] { return explorer.room.session().hasModel(); }, 30'000));
    const auto save = [&](const std::string &name, const std::string &model) {
        latent::ExploreRecipe recipe;
        recipe.modelHash = model;
        recipe.point.seed = 77;
        recipe.className = "dogs";
        recipe.values = {{"component-2", 1.5}};
        files::WriteOptions options;
        options.text[std::string(latent::kExploreText)] = latent::toText(recipe);
        REQUIRE(files::writeImage(folder / name, Image({8, 8}), options));
        return pathOf(folder / name);
    };
    QSignalSpy told(&explorer.room, &app::StudioRoom::told);
    explorer.room.readPicture(save("other.png", "def"));
    REQUIRE(QTest::qWaitFor([&] { return told.size() == 1; }, 30'000));
    CHECK(explorer.room.session().point().seed == 1);

    explorer.room.readPicture(save("own.png", "abc"));
    REQUIRE(QTest::qWaitFor([&] { return explorer.room.session().point().seed == 77; }, 30'000));
    CHECK(explorer.room.session().point().classIndex == 1);
    CHECK(explorer.room.session().point().values == std::vector<double>{0.0, 1.5});
    explorer.room.session().undoStack().undo();
    CHECK(explorer.room.session().point().seed == 1);
}

TEST_CASE("pictures are exported in other sizes and depths, and nothing that is there is replaced")
{
    const test::TempDir folder;
    Explorer explorer(folder);
    explorer.room.explore(pathOf(folder / "model"));
    REQUIRE(QTest::qWaitFor([&] { return explorer.room.isSettled() && explorer.middle().isValid(); }, 30'000));
    explorer.room.exportResult();
    auto *dialog = explorer.window->findChild<ui::ExploreExportDialog *>();
    REQUIRE(dialog != nullptr);
    ui::ExploreExportRequest request = dialog->request();
    CHECK(request.name == QStringLiteral("Fake"));
    request.folder = pathOf(folder / "out");
    request.file.sixteenBit = true;
    request.enlargement = 4;
    const auto carriedOut = [&] {
        dialog->showProgress(0, request.count);
        Q_EMIT dialog->exportRequested(request);
        REQUIRE(QTest::qWaitFor([&] { return !dialog->isWorking() && !dialog->message().isEmpty(); }, 30'000));
    };
    carriedOut();
    const Result<Image> large = files::readImage(folder / "out" / "Fake-1.png");
    REQUIRE(large);
    CHECK(large->width() == 64);
    CHECK(large->format() == PixelFormat::Rgba16);

    request.count = 3;
    request.enlargement = 1;
    carriedOut();
    request.count = 1;
    carriedOut();
    CHECK(files::readImage(folder / "out" / "Fake-1.png")->width() == 64);
    CHECK(QDir(request.folder).entryList(QDir::Files).join(QLatin1Char(' ')) ==
          QStringLiteral("Fake-1-2.png Fake-1-3.png Fake-1.png Fake-2.png Fake-3.png"));
    explorer.room.readPicture(request.folder + QStringLiteral("/Fake-3.png"));
    CHECK(QTest::qWaitFor([&] { return explorer.room.session().point().seed == 3; }, 30'000));
}

TEST_CASE("models are imported through the ladder, named, tagged, and come back from the trash")
{
    const test::TempDir folder;
    writeModel(folder / "tiles.imagomodel");
    writeModel(folder / "style.imagomodel", "style");
    std::ofstream(folder / "rubbish.imagomodel") << "rubbish";
    const QString shelf = pathOf(folder / "models");
    REQUIRE(app::importModel(shelf, pathOf(folder / "tiles.imagomodel")));
    CHECK_FALSE(app::importModel(shelf, pathOf(folder / "rubbish.imagomodel")));
    CHECK(app::importModel(shelf, pathOf(folder / "style.imagomodel")).error().code == ErrorCode::NotAModel);

    std::vector<ui::ModelEntry> models = app::readModels({shelf});
    REQUIRE(models.size() == 1);
    CHECK(models[0].title == QStringLiteral("Tiles"));
    CHECK(models[0].bytes > 0);
    REQUIRE_FALSE(models[0].picture.isNull()); // the package's own
    CHECK(models[0].picture.pixelColor(4, 4) == QColor(200, 30, 30));
    models[0].title = QStringLiteral("Bathroom");
    models[0].tags = {QStringLiteral("blue")};
    REQUIRE(app::describeModel(models[0]));
    models = app::readModels({shelf, pathOf(folder / "nothing")});
    REQUIRE(models.size() == 1);
    CHECK(models[0].title == QStringLiteral("Bathroom"));
    CHECK(models[0].tags == QStringList{QStringLiteral("blue")});

    Explorer explorer(folder);
    const auto rows = [&] { return explorer.room.shelf().grid().model()->rowCount(); };
    REQUIRE(QTest::qWaitFor([&] { return rows() == 1; }, 30'000));
    explorer.room.explore(models[0].package);
    REQUIRE(QTest::qWaitFor([&] { return explorer.room.session().hasModel() && explorer.room.isSettled(); }, 30'000));
    CHECK(explorer.room.session().model().title == "Bathroom");
    models[0].title = QStringLiteral("Kitchen");
    Q_EMIT explorer.room.shelf().describeRequested(models[0]);
    CHECK(QTest::qWaitFor([&] { return explorer.room.session().model().title == "Kitchen"; }, 30'000));
    Q_EMIT explorer.room.shelf().grid().removeRequested(0);
    REQUIRE(QTest::qWaitFor([&] { return rows() == 0; }, 30'000));
    CHECK(app::readModels({shelf}).empty());

    ui::IconButton &trash = explorer.room.shelf().trashButton();
    REQUIRE_FALSE(trash.isHidden());
    Q_EMIT trash.menu()->aboutToShow();
    REQUIRE(trash.menu()->actions().value(0)->text().contains(QStringLiteral("Kitchen")));
    trash.menu()->actions().value(0)->trigger();
    REQUIRE(QTest::qWaitFor([&] { return rows() == 1; }, 30'000));
    CHECK(trash.isHidden());
    CHECK(app::readModels({shelf}).at(0).folder == models[0].folder);

    REQUIRE(app::moveToTrash(models[0].folder));
    REQUIRE(QDir(shelf).mkpath(QStringLiteral(".trash/20260101-000000-000 no model")));
    const std::vector<ui::DeletedModel> deleted = app::deletedModels({shelf});
    REQUIRE(deleted.size() == 1);
    Q_EMIT explorer.room.shelf().deleteForGoodRequested({deleted[0].folder});
    CHECK(QTest::qWaitFor([&] { return app::deletedModels({shelf}).empty(); }, 30'000));
    CHECK(app::inTrash(shelf).size() == 1); // what is no model stays
}
