// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/catch.h"
#include "tests/support/fake_explorable.h"
#include "ui/explore/around_panel.h"
#include "ui/explore/explore_export.h"
#include "ui/explore/explore_panel.h"
#include "ui/explore/model_shelf.h"
#include "ui/explore/sweeps_panel.h"
#include "ui/session/explore_session.h"
#include "ui/widgets/labelled_slider.h"
#include "ui/widgets/seed_edit.h"
#include "ui/widgets/thumbnail_grid.h"
#include "ui/widgets/thumbnail_model.h"

#include <QComboBox>
#include <QContextMenuEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QUndoStack>

using namespace imago;
using namespace imago::ui;

namespace {

ExploreModel modelOf(const test::FakeExplorable &fake)
{
    return {fake.hash(), "Fake", fake.pictureSize(), false, fake.classNames(), fake.sliders()};
}

} // namespace

TEST_CASE("the panel's sliders are the model's own, and move its point")
{
    ExploreSession session;
    ExplorePanel panel(session);
    CHECK(panel.sliders().empty());
    CHECK(panel.randomiseButton().isHidden());
    session.setModel(modelOf(test::FakeExplorable()));
    REQUIRE(panel.sliders().size() == 2);
    CHECK(panel.sliders()[0]->spec().title == QStringLiteral("Light"));
    QContextMenuEvent press(QContextMenuEvent::Mouse, {}, {});
    QCoreApplication::sendEvent(panel.sliders()[0], &press);
    const QMenu *menu = panel.sliders()[0]->findChild<QMenu *>();
    REQUIRE(menu != nullptr);
    CHECK(menu->actions().size() == 5); // its own four, and to rename it
    CHECK(panel.classBox().count() == 3);

    Q_EMIT panel.sliders()[1]->gestureStarted();
    Q_EMIT panel.sliders()[1]->valueChanged(1.5);
    Q_EMIT panel.sliders()[1]->gestureEnded();
    CHECK(session.point().values[1] == 1.5);
    session.undoStack().undo();
    CHECK(panel.sliders()[1]->value() == 0.0);

    Q_EMIT panel.sliders()[0]->lockToggled(true);
    CHECK(session.locks()[0]);
    panel.randomiseButton().click();
    CHECK(session.point().values[0] == 0.0);
    CHECK(panel.seedEdit().seed() == session.point().seed);
    Q_EMIT panel.varietySlider().valueChanged(0.4);
    CHECK(session.point().variety == 0.4);
}

TEST_CASE("a model without sliders offers to find them")
{
    ExploreSession session;
    ExplorePanel panel(session);
    QSignalSpy searches(&panel, &ExplorePanel::searchRequested);
    session.setModel(modelOf(test::FakeExplorable("bare", true)));
    const QList<QPushButton *> buttons = panel.findChildren<QPushButton *>();
    const auto search = std::ranges::find_if(
        buttons, [&](const QPushButton *button) { return button != &panel.randomiseButton() && !button->isHidden(); });
    REQUIRE(search != buttons.end());
    (*search)->click();
    CHECK(searches.size() == 1);
    panel.setSearching(true);
    CHECK_FALSE((*search)->isEnabled());
}

TEST_CASE("nine pictures lie around, and a click adopts one")
{
    ExploreSession session;
    AroundPanel panel(session);
    panel.resize(240, 320);
    panel.show();
    QSignalSpy wanted(&panel, &AroundPanel::picturesWanted);
    session.setModel(modelOf(test::FakeExplorable()));
    REQUIRE(QTest::qWaitFor([&] { return !wanted.isEmpty() && panel.grid().model()->rowCount() == 9; }, 5000));
    Q_EMIT panel.grid().chosen(4); // the middle is this one
    CHECK(session.undoStack().count() == 0);
    Q_EMIT panel.grid().chosen(0);
    CHECK(session.undoStack().count() == 1);
    CHECK(session.point().values != std::vector<double>{0.0, 0.0});
}

TEST_CASE("a row of pictures for each slider shows its travel, and a click takes the slider there")
{
    ExploreSession session;
    SweepsPanel panel(session);
    panel.resize(300, 400);
    panel.show();
    QSignalSpy wanted(&panel, &SweepsPanel::picturesWanted);
    session.setModel(modelOf(test::FakeExplorable()));
    REQUIRE(QTest::qWaitFor([&] { return !wanted.isEmpty(); }, 5000));
    REQUIRE(panel.rowCount() == 2);
    const auto points = wanted.back().at(0).value<std::vector<latent::ExplorePoint>>();
    REQUIRE(points.size() == 2 * SweepsPanel::kColumns);
    const latent::ExploreSlider &light = session.model().sliders[0];
    CHECK(points[0].values == std::vector{light.low, 0.0});
    CHECK(points[4].values == std::vector{light.high, 0.0});

    // A picture that is there is not asked for again.
    QImage picture(8, 8, QImage::Format_RGB32);
    picture.fill(Qt::red);
    for (const latent::ExplorePoint &point : points)
        panel.setPicture(hash(point, session.model().hash), picture);
    wanted.clear();
    Q_EMIT panel.grid(0).chosen(4);
    CHECK(session.undoStack().count() == 1);
    CHECK(session.point().values == std::vector{light.high, 0.0});
    REQUIRE(QTest::qWaitFor([&] { return !wanted.isEmpty(); }, 5000));
    CHECK(wanted.back().at(0).value<std::vector<latent::ExplorePoint>>().size() == SweepsPanel::kColumns);
    CHECK(panel.grid(0).model()->index(4, 0).data(ThumbnailModel::CurrentRole).toBool());

    QSignalSpy renamed(&panel, &SweepsPanel::renameRequested);
    const QList<QLabel *> names = panel.findChildren<QLabel *>();
    const auto red = std::ranges::find(names, QStringLiteral("Red"), &QLabel::text);
    REQUIRE(red != names.end());
    QTest::mouseDClick(*red, Qt::LeftButton);
    REQUIRE(renamed.size() == 1);
    CHECK(renamed[0][0].value<std::size_t>() == 1);
    session.setModel({});
    CHECK(panel.rowCount() == 0);
}

TEST_CASE("the shelf filters by name and tag, and says what the models take of the disk")
{
    ModelShelf shelf;
    ModelEntry tiles;
    tiles.package = QStringLiteral("/m/a/package");
    tiles.title = QStringLiteral("Tiles");
    tiles.tags = {QStringLiteral("texture")};
    tiles.bytes = 3'000'000;
    ModelEntry shoes = tiles;
    shoes.package = QStringLiteral("/m/b/package");
    shoes.title = QStringLiteral("Shoes");
    shoes.tags.clear();
    shelf.setModels({tiles, shoes});
    CHECK(shelf.grid().model()->rowCount() == 2);
    CHECK(shelf.diskUse().contains(QStringLiteral("2")));
    shelf.filterField().setText(QStringLiteral("TEXT"));
    REQUIRE(shelf.grid().model()->rowCount() == 1);
    QSignalSpy opened(&shelf, &ModelShelf::openRequested);
    Q_EMIT shelf.grid().chosen(0);
    CHECK(opened.at(0).at(0).toString() == tiles.package);
    shelf.filterField().setText(QStringLiteral("shoe"));
    QSignalSpy deleted(&shelf, &ModelShelf::deleteRequested);
    Q_EMIT shelf.grid().removeRequested(0);
    CHECK(deleted.at(0).at(0).value<ModelEntry>().title == QStringLiteral("Shoes"));
}

TEST_CASE("an export of the explorer is a value: a series has a file for each seed, a found picture has none")
{
    ExploreExportRequest start;
    start.file.format = ExportFormat::WebP;
    start.count = 3;
    start.enlargement = 2;
    start.folder = QStringLiteral("/pictures");
    start.name = QStringLiteral("tiles");
    latent::ExplorePoint point;
    point.seed = 41;
    CHECK(fileNames(start, point).join(QLatin1Char(' ')) == QStringLiteral("tiles-41.webp tiles-42.webp tiles-43.webp"));
    const ExploreExportDialog series({64, 48}, true, start);
    CHECK(series.request() == start);
    ExploreExportRequest one = start;
    one.count = 1;
    CHECK(fileNames(one, point) == QStringList{QStringLiteral("tiles-41.webp")});
    point.style = {0.5F};
    CHECK(fileNames(one, point) == QStringList{QStringLiteral("tiles.webp")});
    const ExploreExportDialog found({64, 48}, false, start);
    CHECK(found.request() == one);
}
