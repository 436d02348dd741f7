// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"
#include "tests/ui/portrait/fake_thumbnail_source.h"
#include "ui/portrait/decoder_switch.h"
#include "ui/portrait/encode_panel.h"
#include "ui/portrait/favourites_panel.h"
#include "ui/portrait/look_around_panel.h"
#include "ui/portrait/presets_panel.h"
#include "ui/session/favourites.h"
#include "ui/widgets/labelled_slider.h"
#include "ui/widgets/segmented_switch.h"
#include "ui/widgets/slider_track.h"
#include "ui/widgets/thumbnail_grid.h"

#include <QAbstractButton>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <set>

using namespace imago;

namespace {

void showActive(QWidget &widget)
{
    widget.resize(340, 600);
    widget.show();
    widget.activateWindow();
    REQUIRE(QTest::qWaitForWindowActive(&widget));
}

} // namespace

TEST_CASE("look around asks for nine faces with this one in the middle")
{
    ui::Session session;
    session.reset(latent::recipeFromSeed(3, 0.8));
    FakeThumbnailSource source;
    ui::LookAroundPanel panel(session, source);
    CHECK(source.requests == 0); // nobody looks yet
    showActive(panel);
    REQUIRE(QTest::qWaitFor([&] { return source.requests == 9; }, 5000));
    CHECK(source.waiting.size() == 9);
    CHECK(panel.recipeAt(ui::LookAroundPanel::kMiddle) == session.recipe());
    std::set<std::uint64_t> faces;
    for (int i = 0; i < ui::LookAroundPanel::kCells; ++i)
        faces.insert(latent::hash(panel.recipeAt(i)));
    CHECK(faces.size() == 9);
    source.deliverAll();
    CHECK_FALSE(panel.grid().model()->index(4, 0).data(Qt::DecorationRole).value<QImage>().isNull());

    SECTION("adopting one is undoable and looks around it")
    {
        const latent::Recipe before = session.recipe();
        const latent::Recipe wanted = panel.recipeAt(0);
        Q_EMIT panel.grid().chosen(0);
        CHECK(session.recipe().point == wanted.point);
        CHECK(panel.recipeAt(ui::LookAroundPanel::kMiddle).point == wanted.point);
        // Its picture is known already, and so it is not asked for again.
        CHECK(source.waiting.count(latent::hash(wanted)) == 0);
        CHECK(session.undoStack().count() == 1);
        session.undoStack().undo();
        CHECK(session.recipe() == before);
    }
    SECTION("the middle is adopted already")
    {
        Q_EMIT panel.grid().chosen(ui::LookAroundPanel::kMiddle);
        CHECK(session.undoStack().count() == 0);
    }
    SECTION("other neighbours are others")
    {
        const latent::Recipe before = panel.recipeAt(0);
        panel.moreButton().click();
        CHECK(panel.recipeAt(0) != before);
        CHECK(session.undoStack().count() == 0);
    }
    SECTION("what is not seen is not drawn")
    {
        panel.moreButton().click();
        CHECK_FALSE(source.waiting.empty());
        panel.hide();
        CHECK(source.waiting.empty());
        const int requests = source.requests;
        panel.moreButton().click();
        CHECK(source.requests == requests);
    }
}

TEST_CASE("no neighbours are drawn while a hand moves a slider")
{
    ui::Session session;
    FakeThumbnailSource source;
    ui::LookAroundPanel panel(session, source);
    session.beginGesture();
    session.setAttribute(latent::Smile, 0.4F);
    showActive(panel);
    CHECK_FALSE(QTest::qWaitFor([&] { return source.requests > 0; }, 500));
    session.endGesture();
    CHECK(QTest::qWaitFor([&] { return source.requests == 9; }, 5000));
}

TEST_CASE("a preset goes on any face as one step")
{
    ui::Session session;
    session.reset(latent::recipeFromSeed(8, 0.8));
    FakeThumbnailSource source;
    ui::PresetsPanel panel(session, source);
    const latent::Recipe before = session.recipe();
    const latent::Preset joy = panel.presetAt(latent::PresetKind::Expression, 1);
    Q_EMIT panel.grid(latent::PresetKind::Expression).chosen(1);
    CHECK(session.recipe().point == latent::applied(joy, before.point));
    CHECK(session.undoStack().count() == 1);
    session.undoStack().undo();
    CHECK(session.recipe() == before);
}

TEST_CASE("own presets are saved, replaced, applied and removed; the studio's stay")
{
    ui::Session session;
    FakeThumbnailSource source;
    ui::PresetsPanel panel(session, source);
    showActive(panel);
    QSignalSpy changed(&panel, &ui::PresetsPanel::userPresetsChanged);
    auto &grid = panel.grid(latent::PresetKind::Look);
    const int builtIn = grid.model()->rowCount();

    session.setAttribute(latent::HairCurl, 0.9F);
    panel.kindSwitch().segment(1).click();
    CHECK_FALSE(panel.saveButton().isEnabled());
    panel.nameField().setFocus();
    QTest::keyClicks(&panel.nameField(), QStringLiteral(" Grandma "));
    QTest::keyClick(&panel.nameField(), Qt::Key_Return);
    REQUIRE(panel.userPresets().size() == 1);
    CHECK(panel.userPresets()[0].name == "Grandma");
    CHECK(panel.nameField().text().isEmpty());
    CHECK(grid.model()->rowCount() == builtIn + 1);
    CHECK(grid.model()->index(builtIn, 0).data().toString() == QStringLiteral("Grandma"));

    session.setAttribute(latent::HairCurl, 0.2F);
    const QString save = panel.saveButton().text();
    panel.nameField().setText(QStringLiteral("Grandma"));
    CHECK(panel.saveButton().text() != save); // it says that it replaces
    panel.kindSwitch().segment(0).click();
    CHECK(panel.saveButton().text() == save); // no expression has this name
    panel.kindSwitch().segment(1).click();
    panel.saveButton().click();
    CHECK(panel.userPresets().size() == 1);
    CHECK(changed.count() == 2);
    session.setAttribute(latent::HairCurl, 1.0F);
    Q_EMIT grid.chosen(builtIn);
    CHECK(session.recipe().point.attributes[latent::HairCurl] == 0.2F);

    Q_EMIT grid.removeRequested(0);
    CHECK(grid.model()->rowCount() == builtIn + 1);
    Q_EMIT grid.removeRequested(builtIn);
    CHECK(panel.userPresets().empty());
    CHECK(grid.model()->rowCount() == builtIn);
}

TEST_CASE("a preset that was removed comes back where it was, and undo names what it takes back")
{
    ui::Session session;
    FakeThumbnailSource source;
    ui::PresetsPanel panel(session, source);
    for (const char *name : {"First", "Second", "Third"})
        REQUIRE(panel.saveCurrent(QString::fromLatin1(name), latent::PresetKind::Look));
    const std::vector<latent::Preset> all = panel.userPresets();
    const latent::Recipe face = session.recipe();
    auto &grid = panel.grid(latent::PresetKind::Look);
    const int second = grid.model()->rowCount() - 2;
    QSignalSpy changed(&panel, &ui::PresetsPanel::userPresetsChanged);

    Q_EMIT grid.removeRequested(second);
    REQUIRE(panel.userPresets().size() == 2);
    CHECK(session.undoStack().undoText().contains(QStringLiteral("Second")));
    session.undoStack().undo();
    CHECK(panel.userPresets() == all);
    CHECK(grid.model()->index(second, 0).data().toString() == QStringLiteral("Second"));
    CHECK(session.recipe() == face);
    session.undoStack().redo();
    CHECK(panel.userPresets().size() == 2);
    CHECK(changed.count() == 3); // so that the app saves each of them

    session.undoStack().undo();
    session.undoStack().undo(); // the saving of the third
    CHECK(panel.userPresets().size() == 2);
    CHECK(panel.userPresets().back().name == "Second");
}

TEST_CASE("a bad preset name is an error, not a preset")
{
    ui::Session session;
    FakeThumbnailSource source;
    ui::PresetsPanel panel(session, source);
    CHECK_FALSE(panel.saveCurrent(QStringLiteral("  "), latent::PresetKind::Look));
    CHECK(panel.userPresets().empty());
}

TEST_CASE("presets show this face, once the hand rests")
{
    ui::Session session;
    FakeThumbnailSource source;
    ui::PresetsPanel panel(session, source);
    showActive(panel);
    const auto presets = static_cast<int>(latent::builtInPresets().size());
    REQUIRE(QTest::qWaitFor([&] { return source.requests >= presets; }, 5000));
    source.deliverAll();
    session.setAttribute(latent::Age, 60.0F);
    REQUIRE(QTest::qWaitFor([&] { return source.requests >= 2 * presets; }, 5000));
    // The old pictures stay until the new ones come, and are asked for again after they were not drawn.
    auto *model = panel.grid(latent::PresetKind::Look).model();
    CHECK_FALSE(model->index(0, 0).data(Qt::DecorationRole).value<QImage>().isNull());
    panel.hide();
    CHECK(source.waiting.empty());
    panel.show();
    CHECK(QTest::qWaitFor([&] { return !source.waiting.empty(); }, 5000));
}

TEST_CASE("favourites are kept with their picture and opened undoably")
{
    const test::TempDir dir;
    ui::Session session;
    session.reset(latent::recipeFromSeed(12, 0.8));
    ui::Favourites favourites(QString::fromStdString(dir.path().string()));
    FakeThumbnailSource source;
    ui::FavouritesPanel panel(session, favourites, source);
    const latent::Recipe kept = session.recipe();
    panel.addButton().click();
    CHECK(favourites.rowCount() == 0);
    source.deliverAll();
    REQUIRE(favourites.rowCount() == 1);
    panel.addButton().click(); // already there
    CHECK(source.waiting.empty());

    session.change(QStringLiteral("elsewhere"), [](latent::Recipe &recipe) {
        recipe = latent::recipeFromSeed(13, 0.5);
        recipe.decoder = latent::Decoder::Neural;
    });
    Q_EMIT panel.grid().chosen(0);
    CHECK(session.recipe().point == kept.point);
    CHECK(session.recipe().seed == kept.seed);
    CHECK(session.recipe().decoder == latent::Decoder::Neural); // belongs to the canvas, not to the face
    CHECK(session.undoStack().count() == 3); // kept, elsewhere, opened

    Q_EMIT panel.grid().removeRequested(0);
    CHECK(favourites.rowCount() == 0);
}

TEST_CASE("removing and keeping favourites can be undone, among the steps of the face")
{
    const test::TempDir dir;
    const QString folder = QString::fromStdString(dir.path().string());
    ui::Session session;
    session.reset(latent::recipeFromSeed(12, 0.8));
    ui::Favourites favourites(folder);
    FakeThumbnailSource source;
    ui::FavouritesPanel panel(session, favourites, source);
    std::vector<latent::Recipe> kept;
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        session.randomise(ui::Randomise::Everything, seed);
        panel.addCurrent();
        panel.addCurrent(); // already on its way
        source.deliverAll();
        kept.insert(kept.begin(), session.recipe());
    }
    REQUIRE(favourites.rowCount() == 3);
    REQUIRE(session.undoStack().count() == 6);

    Q_EMIT panel.grid().removeRequested(1);
    REQUIRE(favourites.rowCount() == 2);
    const QString text = session.undoStack().undoText();
    session.setAttribute(latent::Smile, 0.9F);
    session.undoStack().undo();
    CHECK(favourites.rowCount() == 2);
    CHECK(session.undoStack().undoText() == text);
    session.undoStack().undo();
    REQUIRE(favourites.rowCount() == 3);
    for (int row = 0; row < 3; ++row)
        CHECK(favourites.recipeAt(row) == kept[static_cast<std::size_t>(row)]);
    CHECK(ui::Favourites(folder).contains(kept[1]));
    CHECK(session.recipe() == kept[0]);

    session.undoStack().redo();
    CHECK_FALSE(favourites.contains(kept[1]));
    session.undoStack().undo();

    session.undoStack().undo(); // the keeping of the newest
    CHECK_FALSE(favourites.contains(kept[0]));
    session.undoStack().redo();
    source.deliverAll();
    CHECK(favourites.recipeAt(0) == kept[0]);
}

TEST_CASE("keeping a face can be undone before its picture is there")
{
    const test::TempDir dir;
    ui::Session session;
    session.reset(latent::recipeFromSeed(12, 0.8));
    ui::Favourites favourites(QString::fromStdString(dir.path().string()));
    FakeThumbnailSource source;
    ui::FavouritesPanel panel(session, favourites, source);
    panel.addCurrent();
    session.undoStack().undo();
    source.deliverAll();
    CHECK(favourites.rowCount() == 0);
}

TEST_CASE("the decoder switch is undoable and knows when there is no model")
{
    ui::Session session;
    ui::DecoderSwitch decoder(session);
    decoder.segments().segment(1).click();
    CHECK(session.recipe().decoder == latent::Decoder::Neural);
    session.undoStack().undo();
    CHECK(decoder.segments().current() == 0);
    decoder.setNeuralAvailable(false, QStringLiteral("No model"));
    CHECK_FALSE(decoder.segments().segment(1).isEnabled());
    CHECK(decoder.segments().segment(1).toolTip() == QStringLiteral("No model"));
}

TEST_CASE("the encoder's verdict has a word for every distance")
{
    latent::Encoding encoding;
    encoding.reconstruction = 0.043;
    const QImage picture(64, 64, QImage::Format_RGB32);
    ui::EncodePanel panel;
    showActive(panel);
    QSignalSpy refine(&panel, &ui::EncodePanel::refineRequested);
    QSignalSpy stop(&panel, &ui::EncodePanel::stopRequested);

    panel.showWorking(picture, false);
    CHECK(panel.stopButton().isVisible());
    CHECK_FALSE(panel.refineButton().isVisible());
    panel.stopButton().click();
    CHECK(stop.count() == 1);

    encoding.distance = 0.0;
    panel.showResult(encoding, picture, picture);
    CHECK(panel.verdict().startsWith(QStringLiteral("Inside")));
    encoding.distance = 0.6;
    panel.showResult(encoding, picture, picture);
    CHECK(panel.verdict().startsWith(QStringLiteral("Near")));
    encoding.distance = 1.4;
    panel.showResult(encoding, picture, picture);
    CHECK(panel.verdict().startsWith(QStringLiteral("Far away")));
    panel.refineButton().click();
    CHECK(refine.count() == 1);

    panel.showWorking(picture, true);
    panel.showStopped(); // what was there before refining still stands
    CHECK(panel.refineButton().isVisible());
    panel.showError({ErrorCode::FileDamaged, "a.png", "ends early", {}});
    CHECK(panel.verdict().contains(QStringLiteral("a.png")));
    CHECK_FALSE(panel.refineButton().isVisible());
}
