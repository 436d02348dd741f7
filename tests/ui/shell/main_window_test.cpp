// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/catch.h"
#include "ui/canvas/canvas_view.h"
#include "ui/preview/preview_bridge.h"
#include "ui/preview/preview_driver.h"
#include "ui/session/history_model.h"
#include "ui/session/session.h"
#include "ui/shell/action_set.h"
#include "ui/shell/history_strip.h"
#include "ui/shell/main_window.h"
#include "ui/shell/notice.h"
#include "ui/shell/preferences_dialog.h"
#include "ui/shell/shortcuts_dialog.h"
#include "ui/shell/studio_status.h"
#include "ui/shell/theme.h"
#include "ui/widgets/segmented_switch.h"
#include "ui/widgets/thumbnail_grid.h"

#include <QApplication>
#include <QCheckBox>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QProgressBar>
#include <QScrollBar>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>

#include <algorithm>
#include <memory>
#include <set>

using namespace imago;
using ui::Command;

namespace {

/// Draws one grey pixel for any recipe.
jobs::Work makeWork(const latent::Recipe &, jobs::Quality)
{
    return [](jobs::JobContext &job) -> Result<jobs::Ending> {
        job.publish(jobs::Quality::Final, std::make_shared<const Image>(Size{1, 1}));
        return jobs::Ending::Completed;
    };
}

struct Studio
{
    ui::Session session;
    ui::PreviewBridge bridge;
    jobs::InteractiveLane lane{bridge.sink()};
    ui::PreviewDriver driver{session, bridge, lane};
    ui::HistoryModel history{session};
    ui::MainWindow window{session, driver, history};

    Studio()
    {
        window.addPanel(
            QStringLiteral("panel"), [] { return QStringLiteral("Panel"); }, new QLabel,
            Qt::LeftDockWidgetArea);
        window.show();
        driver.setMaker(makeWork);
        REQUIRE(QTest::qWaitFor([this] { return driver.isSettled(); }, 20'000));
    }
    QAction &action(Command command) { return window.actions()[command]; }
};

} // namespace

TEST_CASE("the window shows what the driver draws, and its thumbnail")
{
    Studio studio;
    CHECK_FALSE(studio.window.canvas().isEmpty());
    CHECK_FALSE(studio.history.data(studio.history.index(0), Qt::DecorationRole).value<QImage>().isNull());
}

TEST_CASE("a history that was opened gets its pictures where it is in sight")
{
    Studio studio;
    constexpr int kStates = 60;
    std::set<int> asked;
    QObject::connect(&studio.history, &ui::HistoryModel::pictureWanted, &studio.history, [&](int row) {
        asked.insert(row);
        QImage picture(96, 96, QImage::Format_RGB32);
        picture.fill(Qt::red);
        const std::uint64_t hash = latent::hash(studio.history.recipeAt(row));
        QMetaObject::invokeMethod(
            &studio.history, [&studio, hash, picture] { studio.history.deliver(hash, picture); },
            Qt::QueuedConnection);
    });
    std::vector<ui::Session::State> states;
    for (std::uint64_t seed = 0; seed < kStates; ++seed)
        states.push_back({QStringLiteral("step"), latent::recipeFromSeed(seed, 0.8)});
    studio.session.restore(states, kStates - 1);

    auto *grid = studio.window.findChild<ui::HistoryStrip *>()->findChild<ui::ThumbnailGrid *>();
    const auto sightIsFull = [&] {
        const auto seen = grid->rowsInSight();
        for (int row = seen.first; row <= seen.second; ++row) {
            if (studio.history.data(studio.history.index(row), Qt::DecorationRole).value<QImage>().isNull())
                return false;
        }
        return seen.first <= seen.second;
    };
    REQUIRE(QTest::qWaitFor([&] { return grid->rowsInSight().second == kStates - 1 && sightIsFull(); }, 20'000));
    CHECK_FALSE(asked.empty());
    CHECK(asked.size() < kStates / 2);

    grid->horizontalScrollBar()->setValue(0);
    REQUIRE(QTest::qWaitFor([&] { return grid->rowsInSight().first == 0 && sightIsFull(); }, 20'000));
    studio.window.resize(studio.window.width() - 200, studio.window.height());
    CHECK(QTest::qWaitFor([&] { return grid->rowsInSight().second == kStates - 1; }, 20'000));
    CHECK(asked.contains(0));
}

TEST_CASE("undo and redo are offered by name when there is something to undo")
{
    Studio studio;
    CHECK_FALSE(studio.action(Command::Undo).isEnabled());
    studio.session.randomise(ui::Randomise::Everything, 7);
    CHECK(studio.action(Command::Undo).isEnabled());
    CHECK(studio.action(Command::Undo).text().contains(studio.session.undoStack().undoText()));
    studio.action(Command::Undo).trigger();
    CHECK_FALSE(studio.action(Command::Undo).isEnabled());
    CHECK(studio.action(Command::Redo).isEnabled());
}

TEST_CASE("a reference makes the split view available, and losing it takes it away")
{
    Studio studio;
    CHECK_FALSE(studio.action(Command::SplitView).isEnabled());
    studio.action(Command::HoldReference).trigger();
    REQUIRE(studio.action(Command::SplitView).isEnabled());
    studio.action(Command::SplitView).trigger();
    CHECK(studio.window.canvas().compare() == ui::Compare::Split);
    studio.action(Command::HoldReference).trigger();
    CHECK(studio.window.canvas().compare() == ui::Compare::Off);
    CHECK_FALSE(studio.action(Command::SplitView).isEnabled());
}

TEST_CASE("the network's picture is a switch that can be undone")
{
    Studio studio;
    studio.action(Command::NeuralPicture).trigger();
    CHECK(studio.session.recipe().decoder == latent::Decoder::Neural);
    studio.session.undoStack().undo();
    CHECK(studio.session.recipe().decoder == latent::Decoder::Final);
    CHECK_FALSE(studio.action(Command::NeuralPicture).isChecked());
}

TEST_CASE("the background is taken away and brought back by a switch that can be undone")
{
    Studio studio;
    studio.action(Command::TransparentBackdrop).trigger();
    CHECK(studio.session.recipe().transparent);
    studio.session.undoStack().undo();
    CHECK_FALSE(studio.session.recipe().transparent);
    CHECK_FALSE(studio.action(Command::TransparentBackdrop).isChecked());
    studio.session.undoStack().redo();
    studio.action(Command::TransparentBackdrop).trigger();
    CHECK_FALSE(studio.session.recipe().transparent);
}

TEST_CASE("the window closes only when its owner allows it")
{
    Studio studio;
    studio.window.setMayClose([] { return false; });
    CHECK_FALSE(studio.window.close());
    CHECK(studio.window.isVisible());
    studio.window.setMayClose([] { return true; });
    CHECK(studio.window.close());
}

TEST_CASE("the layout comes back, also from full screen")
{
    Studio studio;
    auto *dock = studio.window.findChild<QDockWidget *>(QStringLiteral("history"));
    REQUIRE(dock != nullptr);
    dock->hide();
    const QByteArray layout = studio.window.layoutState(ui::Room::Portraits);
    dock->show();
    studio.window.restoreLayout(ui::Room::Portraits, layout);
    CHECK(dock->isHidden());

    auto *panel = studio.window.findChild<QDockWidget *>(QStringLiteral("panel"));
    studio.window.setFullScreen(true);
    CHECK(panel->isHidden());
    QTest::keyClick(&studio.window, Qt::Key_Escape);
    CHECK_FALSE(panel->isHidden());
    CHECK_FALSE(studio.window.isFullScreen());
}

namespace {

/// A window with a second room, which has no canvas and no history.
struct TwoRooms : Studio
{
    QUndoStack stack;
    QLabel *stage = new QLabel(QStringLiteral("stage"));
    QLabel *panel = new QLabel(QStringLiteral("panel of the second room"));

    TwoRooms()
    {
        window.addRoom(ui::Room::Style, {.title = [] { return QStringLiteral("Second"); },
                                         .purpose = [] { return QStringLiteral("Do other things"); },
                                         .stack = stack,
                                         .stage = stage});
        window.addPanel(
            QStringLiteral("second"), [] { return QStringLiteral("Panel"); }, panel, Qt::RightDockWidgetArea,
            ui::Room::Style);
        window.addRoomMenu(ui::Room::Style, [] { return QStringLiteral("Second"); },
                           {{Command::SwapPhoto}, {Command::ContactSheet}});
    }
    QDockWidget &dock(const char *key) const
    {
        return *window.findChild<QDockWidget *>(QLatin1String(key));
    }
    bool hasMenu(const QString &title) const
    {
        const QList<QAction *> menus = window.menuBar()->actions();
        return std::ranges::any_of(
            menus, [&](const QAction *menu) { return menu->isVisible() && menu->text() == title; });
    }
};

} // namespace

TEST_CASE("a room brings its middle, panels and menu, and takes along what it lacks")
{
    TwoRooms studio;
    CHECK(studio.window.roomAction(ui::Room::Style).text() == QStringLiteral("Second"));
    CHECK(studio.stage->isHidden());
    CHECK(studio.dock("second").isHidden());
    CHECK_FALSE(studio.hasMenu(QStringLiteral("Second")));

    QTest::keyClick(&studio.window, Qt::Key_2, Qt::ControlModifier);
    REQUIRE(studio.window.room() == ui::Room::Style);
    CHECK(studio.stage->isVisible());
    CHECK_FALSE(studio.dock("second").isHidden());
    CHECK(studio.dock("panel").isHidden());
    CHECK(studio.dock("history").isHidden());
    CHECK(studio.hasMenu(QStringLiteral("Second")));
    CHECK_FALSE(studio.action(Command::ZoomIn).isEnabled());
    CHECK_FALSE(studio.action(Command::HoldReference).isEnabled());
    studio.action(Command::ZoomIn).trigger();
    studio.window.setFullScreen(true);
    studio.window.setFullScreen(false);

    QTest::keyClick(&studio.window, Qt::Key_1, Qt::ControlModifier);
    CHECK(studio.window.room() == ui::Room::Portraits);
    CHECK(studio.window.canvas().isVisible());
    CHECK_FALSE(studio.dock("history").isHidden());
    CHECK_FALSE(studio.dock("panel").isHidden());
    CHECK(studio.action(Command::ZoomIn).isEnabled());
    CHECK_FALSE(studio.hasMenu(QStringLiteral("Second")));
}

TEST_CASE("the portraits' controls in the corner have their whole width also when they come back")
{
    Studio studio;
    QUndoStack stack;
    auto *stage = new QLabel;
    studio.window.addRoom(ui::Room::Style, {.title = [] { return QStringLiteral("Second"); },
                                            .purpose = [] { return QString(); },
                                            .stack = stack,
                                            .stage = stage});
    studio.window.setRoom(ui::Room::Style);
    auto *control = new QLabel(QStringLiteral("a control with many words"));
    studio.window.addToCorner(control);
    control->hide();
    studio.window.menuBar()->cornerWidget()->adjustSize();
    studio.window.setRoom(ui::Room::Portraits);
    REQUIRE(control->isVisible());
    QCoreApplication::processEvents();
    CHECK(control->width() >= control->sizeHint().width());
    const QWidget &corner = *studio.window.menuBar()->cornerWidget();
    CHECK(studio.window.menuBar()->rect().contains(corner.geometry()));
}

TEST_CASE("a layout from before a room was there does not let the room's panels in")
{
    const QByteArray old = Studio().window.layoutState(ui::Room::Portraits);
    TwoRooms studio;
    studio.window.restoreLayout(ui::Room::Portraits, old);
    CHECK(studio.dock("second").isHidden());
    studio.window.setRoom(ui::Room::Style);
    CHECK_FALSE(studio.dock("second").isHidden());
    studio.dock("second").hide();
    studio.window.setRoom(ui::Room::Portraits);
    CHECK_FALSE(studio.dock("panel").isHidden());
    studio.window.setRoom(ui::Room::Style);
    CHECK(studio.dock("second").isHidden()); // as it was left
}

TEST_CASE("rooms are found by the names that they are stored under")
{
    for (std::size_t i = 0; i < ui::kRooms; ++i)
        CHECK(ui::roomFromName(ui::name(static_cast<ui::Room>(i))) == static_cast<ui::Room>(i));
    CHECK_FALSE(ui::roomFromName("kitchen"));
}

TEST_CASE("no two commands share a shortcut and every one has words")
{
    TwoRooms studio;
    const ui::ActionSet &actions = studio.window.actions();
    std::set<QString> used;
    for (const ui::Room room : {ui::Room::Portraits, ui::Room::Style}) {
        for (const QKeySequence &keys : studio.window.roomAction(room).shortcuts())
            used.insert(keys.toString());
    }
    for (std::size_t i = 0; i < static_cast<std::size_t>(Command::Count); ++i) {
        const QAction &action = actions[static_cast<Command>(i)];
        CHECK_FALSE(action.text().isEmpty());
        for (const QKeySequence &keys : action.shortcuts()) {
            INFO(keys.toString().toStdString());
            CHECK_FALSE(keys.isEmpty());
            CHECK(used.insert(keys.toString()).second);
        }
    }
}

TEST_CASE("every control of the window has an accessible name or a text")
{
    Studio studio;
    for (const QWidget *widget : studio.window.findChildren<QWidget *>()) {
        if (!widget->isVisibleTo(&studio.window) || widget->focusPolicy() == Qt::NoFocus ||
            widget->inherits("QScrollBar") || widget->inherits("QTabBar") || widget->inherits("QMenu") ||
            widget->inherits("QMenuBar"))
            continue;
        INFO(widget->metaObject()->className() << " in " << widget->parent()->metaObject()->className());
        const bool named = !widget->accessibleName().isEmpty() ||
                           !widget->property("text").toString().isEmpty() || !widget->windowTitle().isEmpty();
        const bool ofQt = widget->objectName().startsWith(QLatin1String("qt_"));
        CHECK((named || ofQt));
    }
}

TEST_CASE("the window fits a small screen")
{
    Studio studio;
    CHECK(studio.window.minimumSizeHint().width() <= 1280);
    CHECK(studio.window.minimumSizeHint().height() <= 720);
}

TEST_CASE("both themes keep text readable")
{
    for (const ui::Theme theme : {ui::Theme::Dark, ui::Theme::Light}) {
        const QPalette colours = ui::palette(theme);
        const auto luminance = [](const QColor &colour) {
            return 0.2126 * colour.redF() * colour.redF() + 0.7152 * colour.greenF() * colour.greenF() +
                   0.0722 * colour.blueF() * colour.blueF();
        };
        const auto contrast = [&](QPalette::ColorRole text, QPalette::ColorRole ground) {
            const double a = luminance(colours.color(text));
            const double b = luminance(colours.color(ground));
            return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
        };
        CHECK(contrast(QPalette::WindowText, QPalette::Window) > 7.0);
        CHECK(contrast(QPalette::Text, QPalette::Base) > 7.0);
        CHECK(contrast(QPalette::HighlightedText, QPalette::Highlight) > 2.8);
        CHECK(contrast(QPalette::PlaceholderText, QPalette::Window) > 3.0);
        const QString sheet = ui::styleSheet(colours);
        CHECK_FALSE(sheet.contains(QLatin1Char('%')));

        ui::applyTheme(*qApp, theme);
        ui::SegmentedSwitch segments(2);
        segments.setWords({QStringLiteral("Final"), QStringLiteral("Neural")}, {});
        segments.resize(segments.sizeHint());
        const QImage chosen = segments.segment(0).grab().toImage();
        const double ground = luminance(chosen.pixelColor(chosen.width() / 2, 4));
        const double words = luminance(colours.color(QPalette::WindowText));
        CHECK((std::max(words, ground) + 0.05) / (std::min(words, ground) + 0.05) > 4.0);
    }
}

TEST_CASE("a notice lies at the edge that it is told, also when its place grows")
{
    QWidget host;
    host.resize(600, 400);
    host.show();
    ui::Notice notice(host);
    notice.say(ui::NoticeKind::Warning, QStringLiteral("The training ended early."));
    CHECK(notice.geometry().center().y() < 100);
    notice.setEdge(Qt::BottomEdge);
    CHECK(notice.geometry().center().y() > 300);
    host.resize(600, 800);
    CHECK(QTest::qWaitFor([&] { return notice.geometry().center().y() > 700; }, 5'000));
    notice.hideProblem();
    CHECK_FALSE(notice.isHidden()); // a warning is none
    notice.say(ui::NoticeKind::Problem, QStringLiteral("It cannot be saved."));
    notice.hideProblem();
    CHECK(notice.isHidden());
}

TEST_CASE("a notice says its sentence and goes when it is closed")
{
    Studio studio;
    ui::Notice &notice = studio.window.notice();
    CHECK(notice.sentence().isEmpty());
    bool acted = false;
    notice.ask(ui::NoticeKind::Warning, QStringLiteral("Something."), QStringLiteral("Mend it"),
               [&] { acted = true; });
    CHECK(notice.sentence() == QStringLiteral("Something."));
    CHECK(notice.accessibleName() == QStringLiteral("Something."));
    for (QToolButton *button : notice.findChildren<QToolButton *>()) {
        if (button->text() == QStringLiteral("Mend it"))
            button->click();
    }
    CHECK(acted);
    CHECK(notice.sentence().isEmpty());
}

TEST_CASE("the status bar shows a task only while there is one")
{
    Studio studio;
    const auto *bar = studio.window.status().findChild<QProgressBar *>();
    CHECK(bar->isHidden());
    studio.window.status().showTask(QStringLiteral("Reading"), 3, 10);
    CHECK_FALSE(bar->isHidden());
    CHECK(bar->value() == 3);
    studio.window.status().hideTask();
    CHECK(bar->isHidden());
}

TEST_CASE("preferences start with what is set and tell each change")
{
    ui::Preferences before;
    before.theme = ui::Theme::Light;
    before.language = QStringLiteral("zh_CN");
    before.pictureSide = 1024;
    before.loadModel = false;
    ui::PreferencesDialog dialog(before);
    CHECK(dialog.preferences() == before);

    int told = 0;
    QObject::connect(&dialog, &ui::PreferencesDialog::changed, [&](const ui::Preferences &now) {
        ++told;
        CHECK(now.loadModel);
    });
    for (QCheckBox *box : dialog.findChildren<QCheckBox *>())
        box->setChecked(true);
    CHECK(told == 1);
}

TEST_CASE("a menu's words lose the mark of their key in every language")
{
    CHECK(ui::plainWords(QStringLiteral("&Open…")) == QStringLiteral("Open"));
    CHECK(ui::plainWords(QStringLiteral("打开(&O)…")) == QStringLiteral("打开"));
    CHECK(ui::plainWords(QStringLiteral("仅表情(X)")) == QStringLiteral("仅表情"));
}

TEST_CASE("the list of shortcuts names the commands, not what they would do at the moment")
{
    Studio studio;
    studio.session.randomise(ui::Randomise::Everything, 7);
    studio.action(Command::Shortcuts).trigger();
    auto *dialog = studio.window.findChild<ui::ShortcutsDialog *>();
    REQUIRE(dialog != nullptr);
    QStringList words;
    const QTreeWidgetItem *everywhere = dialog->findChild<QTreeWidget *>()->topLevelItem(0);
    for (int i = 0; i < everywhere->childCount(); ++i)
        words << everywhere->child(i)->text(0);
    CHECK(words.contains(QStringLiteral("Undo")));
    CHECK(words.contains(QStringLiteral("Redo")));
    CHECK(words.contains(QStringLiteral("Open")));
    CHECK_FALSE(words.join(QLatin1Char('\n')).contains(studio.session.undoStack().undoText()));
}

TEST_CASE("the list of shortcuts finds words and keys")
{
    ui::ActionSet actions;
    ui::ShortcutsDialog dialog({&actions[Command::Save], &actions[Command::Undo]});
    auto *tree = dialog.findChild<QTreeWidget *>();
    REQUIRE(tree->topLevelItemCount() == 3);
    CHECK(tree->topLevelItem(0)->childCount() == 2);
    dialog.findChild<QLineEdit *>()->setText(QStringLiteral("ctrl+s"));
    CHECK_FALSE(tree->topLevelItem(0)->child(0)->isHidden());
    CHECK(tree->topLevelItem(0)->child(1)->isHidden());
    CHECK(tree->topLevelItem(1)->isHidden());
}
