// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/catch.h"
#include "ui/widgets/collapsible_section.h"
#include "ui/widgets/drop_zone.h"
#include "ui/widgets/file_edit.h"
#include "ui/widgets/folder_edit.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/seed_edit.h"
#include "ui/widgets/segmented_switch.h"
#include "ui/widgets/thumbnail_grid.h"
#include "ui/widgets/thumbnail_model.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QUrl>
#include <QVBoxLayout>
#include <QWheelEvent>

using namespace imago::ui;

namespace {

std::vector<Thumbnail> cells(int count)
{
    std::vector<Thumbnail> result;
    for (int i = 0; i < count; ++i)
        result.push_back({static_cast<quint64>(i), QStringLiteral("Cell %1").arg(i), {}, {}, false, false});
    return result;
}

void showActive(QWidget &widget)
{
    widget.show();
    widget.activateWindow();
    REQUIRE(QTest::qWaitForWindowActive(&widget));
}

} // namespace

TEST_CASE("a file is typed, dropped or cleared, and told once")
{
    FileEdit edit;
    QSignalSpy chosen(&edit, &FileEdit::chosen);
    edit.setFile(QStringLiteral("/home/me/a.csv"));
    CHECK(chosen.isEmpty());
    auto *field = edit.findChild<QLineEdit *>();
    field->setText(QStringLiteral("/home/me/b.csv"));
    QTest::keyClick(field, Qt::Key_Return);
    QTest::keyClick(field, Qt::Key_Return);
    REQUIRE(chosen.size() == 1);
    CHECK(chosen[0][0] == QStringLiteral("/home/me/b.csv"));
    field->setText(QStringLiteral("/home/me/half a na"));
    edit.setFile(QStringLiteral("/home/me/b.csv")); // as it is told again and again
    CHECK(field->text() == QStringLiteral("/home/me/half a na"));

    QMimeData mime;
    mime.setUrls({QUrl::fromLocalFile(QStringLiteral("/home/me/c.csv"))});
    QDragEnterEvent enter({4, 4}, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&edit, &enter);
    QDropEvent drop(QPointF(4, 4), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&edit, &drop);
    REQUIRE(chosen.size() == 2);
    CHECK(edit.file() == QStringLiteral("/home/me/c.csv"));

    field->clear(); // as its button does
    REQUIRE(chosen.size() == 3);
    CHECK(chosen[2][0].toString().isEmpty());
}

TEST_CASE("a typed seed is chosen once, a bad one is taken back")
{
    SeedEdit edit;
    edit.setSeed(7);
    QSignalSpy chosen(&edit, &SeedEdit::seedChosen);
    showActive(edit);
    edit.field().setFocus();
    edit.field().selectAll();
    QTest::keyClicks(&edit.field(), QStringLiteral("18446744073709551615"));
    QTest::keyClick(&edit.field(), Qt::Key_Return);
    REQUIRE(chosen.count() == 1);
    CHECK(edit.seed() == std::numeric_limits<quint64>::max());

    edit.field().setText(QStringLiteral("a seed"));
    QTest::keyClick(&edit.field(), Qt::Key_Return);
    CHECK(chosen.count() == 1);
    CHECK(edit.field().text() == QStringLiteral("18446744073709551615"));
}

TEST_CASE("a face of no seed shows none, and any seed can be typed for it")
{
    SeedEdit edit;
    edit.setSeed(7);
    edit.setSeed(std::nullopt);
    CHECK(edit.field().text().isEmpty());
    CHECK(!edit.field().placeholderText().isEmpty());

    QSignalSpy chosen(&edit, &SeedEdit::seedChosen);
    edit.field().setText(QStringLiteral("7"));
    QTest::keyClick(&edit.field(), Qt::Key_Return);
    REQUIRE(chosen.count() == 1);
    CHECK(chosen.front().front().toULongLong() == 7);
}

TEST_CASE("undo belongs to the seed's field while something is typed there, else to the window")
{
    SeedEdit edit;
    edit.setSeed(7);
    const auto isTheFields = [&edit] {
        QKeyEvent undo(QEvent::ShortcutOverride, Qt::Key_Z, Qt::ControlModifier);
        undo.ignore();
        QApplication::sendEvent(&edit.field(), &undo);
        return undo.isAccepted();
    };
    CHECK_FALSE(isTheFields());
    edit.field().setText(QStringLiteral("42"));
    CHECK(isTheFields());
}

TEST_CASE("a folder that is typed is in the user's home where it does not begin at the root")
{
    FolderEdit edit;
    for (const char *typed : {"~/pictures", "pictures", "pictures/"}) {
        edit.setFolder(QString::fromLatin1(typed));
        CHECK(edit.folder() == QDir::homePath() + QStringLiteral("/pictures"));
    }
    edit.setFolder(QStringLiteral("/tmp/pictures"));
    CHECK(edit.folder() == QStringLiteral("/tmp/pictures"));
    edit.setFolder({});
    CHECK(edit.folder().isEmpty());
}

TEST_CASE("the dice roll another seed and copy hands it out")
{
    SeedEdit edit;
    edit.setSeed(7);
    QSignalSpy chosen(&edit, &SeedEdit::seedChosen);
    edit.diceButton().click();
    CHECK(chosen.count() == 1);
    CHECK(edit.seed() < (quint64{1} << 32));
    const auto buttons = edit.findChildren<IconButton *>();
    buttons.back()->click();
    CHECK(QApplication::clipboard()->text() == QString::number(*edit.seed()));
}

TEST_CASE("a drop zone takes files and bare pictures, and presses by key")
{
    DropZone zone;
    zone.setWords(QStringLiteral("Drop"), QStringLiteral("or press"));
    zone.resize(200, 120);
    QSignalSpy files(&zone, &DropZone::fileDropped);
    QSignalSpy pictures(&zone, &DropZone::pictureDropped);
    QSignalSpy pressed(&zone, &DropZone::pressed);
    const auto drop = [&zone](const QMimeData &mime) {
        QDragEnterEvent enter({10, 10}, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&zone, &enter);
        QDropEvent event(QPointF(10, 10), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&zone, &event);
    };

    QMimeData file;
    file.setUrls({QUrl(QStringLiteral("https://example.org/a.png")),
                  QUrl::fromLocalFile(QStringLiteral("/tmp/ä.png"))});
    drop(file);
    REQUIRE(files.count() == 1);
    CHECK(files[0][0].toString() == QStringLiteral("/tmp/ä.png"));

    QMimeData bare;
    QImage picture(4, 4, QImage::Format_RGB32);
    picture.fill(Qt::red);
    bare.setImageData(picture);
    drop(bare);
    CHECK(pictures.count() == 1);

    QMimeData words;
    words.setText(QStringLiteral("hello"));
    drop(words);
    CHECK(files.count() + pictures.count() == 2);

    QTest::keyClick(&zone, Qt::Key_Return);
    QTest::mouseClick(&zone, Qt::LeftButton);
    CHECK(pressed.count() == 2);
}

TEST_CASE("a section folds by click and by key and tells it once")
{
    QWidget window;
    QVBoxLayout column(&window);
    auto *section = new CollapsibleSection(&window);
    column.addWidget(section);
    auto *inside = new QLabel(QStringLiteral("inside"), section);
    section->body().addWidget(inside);
    section->setTitle(QStringLiteral("Face"));
    QSignalSpy folded(section, &CollapsibleSection::collapsedChanged);
    showActive(window);
    CHECK(inside->isVisible());
    QTest::mouseClick(&section->header(), Qt::LeftButton);
    CHECK_FALSE(inside->isVisible());
    QTest::keyClick(&section->header(), Qt::Key_Right);
    CHECK(inside->isVisible());
    QTest::keyClick(&section->header(), Qt::Key_Right);
    QTest::keyClick(&section->header(), Qt::Key_Left);
    CHECK_FALSE(inside->isVisible());
    CHECK(folded.count() == 3);
    section->setCollapsed(true);
    CHECK(folded.count() == 3);
}

TEST_CASE("a grid chooses by click and by key, and asks before it removes")
{
    QWidget window;
    window.resize(310, 400);
    QVBoxLayout column(&window);
    auto *grid = new ThumbnailGrid(&window);
    ThumbnailModel model;
    model.setCells(cells(9));
    grid->setShape(ThumbnailGrid::Shape::Columns, 3);
    grid->setModel(&model);
    column.addWidget(grid);
    column.addStretch();
    QSignalSpy chosen(grid, &ThumbnailGrid::chosen);
    QSignalSpy removed(grid, &ThumbnailGrid::removeRequested);
    showActive(window);

    // Three columns: the fourth cell begins the second row, and nothing is cut off.
    CHECK(grid->visualRect(model.index(3)).top() > grid->visualRect(model.index(2)).top());
    CHECK(grid->visualRect(model.index(2)).left() > grid->visualRect(model.index(1)).left());
    CHECK(grid->viewport()->rect().contains(grid->visualRect(model.index(8))));

    QTest::mouseClick(grid->viewport(), Qt::LeftButton, {}, grid->visualRect(model.index(4)).center());
    REQUIRE(chosen.count() == 1);
    CHECK(chosen[0][0].toInt() == 4);
    grid->setFocus();
    grid->setCurrentIndex(model.index(4));
    QTest::keyClick(grid, Qt::Key_Right);
    QTest::keyClick(grid, Qt::Key_Return);
    REQUIRE(chosen.count() == 2);
    CHECK(chosen[1][0].toInt() == 5);
    QTest::keyClick(grid, Qt::Key_Delete);
    REQUIRE(removed.count() == 1);
    CHECK(removed[0][0].toInt() == 5);
}

TEST_CASE("a strip leaves the wheel to the panel around it where it has nothing to scroll")
{
    QWidget window;
    window.resize(310, 200);
    QVBoxLayout column(&window);
    auto *grid = new ThumbnailGrid(&window);
    ThumbnailModel model;
    model.setCells(cells(2));
    grid->setShape(ThumbnailGrid::Shape::Strip, 84);
    grid->setModel(&model);
    column.addWidget(grid);
    column.addStretch();
    showActive(window);
    const auto turn = [grid](int notches) {
        QWheelEvent wheel({20, 20}, {20, 20}, {}, {0, 120 * notches}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(grid->viewport(), &wheel);
        return wheel.isAccepted();
    };
    CHECK_FALSE(turn(-1)); // all of it is in sight

    model.setCells(cells(9));
    QCoreApplication::processEvents();
    grid->doItemsLayout();
    CHECK(turn(-1));
    CHECK(grid->horizontalScrollBar()->value() == 120);
    CHECK(turn(-20));
    CHECK_FALSE(turn(-1));
    CHECK(turn(20));
    CHECK_FALSE(turn(1));
}

TEST_CASE("a flowing grid has the same columns with its scroll bar and without")
{
    QWidget window;
    window.resize(290, 300);
    QVBoxLayout column(&window);
    auto *grid = new ThumbnailGrid(&window);
    ThumbnailModel model;
    grid->setShape(ThumbnailGrid::Shape::Flow, 120);
    grid->setModel(&model);
    column.addWidget(grid);
    showActive(window);
    const auto columns = [&](int count) {
        model.setCells(cells(count));
        QCoreApplication::processEvents();
        int inFirstRow = 0;
        for (int row = 0; row < count; ++row)
            inFirstRow += grid->visualRect(model.index(row)).top() == grid->visualRect(model.index(0)).top() ? 1 : 0;
        return inFirstRow;
    };
    for (int width = 250; width < 320; ++width) {
        window.resize(width, 300);
        CAPTURE(width);
        CHECK(columns(30) == columns(3));
        CHECK(columns(3) == columns(30));
    }
}

TEST_CASE("an empty grid says what it is for")
{
    ThumbnailGrid grid;
    grid.resize(200, 120);
    ThumbnailModel model;
    grid.setModel(&model);
    const QImage blank = grid.grab().toImage();
    grid.setEmptyText(QStringLiteral("Keep a face"));
    CHECK(grid.grab().toImage() != blank);
}

TEST_CASE("a picture finds every cell that waits for it")
{
    ThumbnailModel model;
    std::vector<Thumbnail> two = cells(3);
    two[2].key = two[0].key;
    two[2].stale = true;
    model.setCells(std::move(two));
    const QImage picture(8, 8, QImage::Format_RGB32);
    CHECK(model.setPicture(0, picture));
    CHECK_FALSE(model.cell(0).picture.isNull());
    CHECK_FALSE(model.cell(2).stale);
    CHECK(model.cell(1).picture.isNull());
    CHECK_FALSE(model.setPicture(99, picture));
    CHECK(model.setPicture(0, QImage(4, 4, QImage::Format_RGB32)));
    CHECK(model.cell(0).picture.width() == 8); // a smaller one never replaces it
}

TEST_CASE("a segmented switch walks with the arrow keys and tells only what the user chose")
{
    SegmentedSwitch segments(3);
    segments.setWords({QStringLiteral("One"), QStringLiteral("Sweep"), QStringLiteral("Around")}, {});
    QSignalSpy chosen(&segments, &SegmentedSwitch::chosen);
    showActive(segments);
    segments.setCurrent(1);
    CHECK(chosen.count() == 0);
    segments.segment(1).setFocus();
    QTest::keyClick(&segments.segment(1), Qt::Key_Right);
    CHECK(segments.current() == 2);
    QTest::mouseClick(&segments.segment(0), Qt::LeftButton, {}, segments.segment(0).rect().center());
    CHECK(segments.current() == 0);
    CHECK(chosen.count() == 2);
}
