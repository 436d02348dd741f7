// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window.h"

#include "ui/canvas/canvas_view.h"
#include "ui/preview/preview_driver.h"
#include "ui/session/history_model.h"
#include "ui/session/session.h"
#include "ui/shell/history_strip.h"
#include "ui/shell/notice.h"
#include "ui/shell/preferences.h"
#include "ui/shell/shortcuts_dialog.h"
#include "ui/shell/studio_status.h"
#include "ui/widgets/segmented_switch.h"

#include <QActionGroup>
#include <QCloseEvent>
#include <QDockWidget>
#include <QFileInfo>
#include <QKeyEvent>
#include <QMenuBar>
#include <QMessageBox>
#include <QStackedWidget>

#include <utility>

namespace imago::ui {

namespace {

constexpr int kHistoryHeight = 92;

} // namespace

MainWindow::MainWindow(Session &session, PreviewDriver &driver, HistoryModel &history)
    : m_session(session)
    , m_driver(driver)
    , m_middle(new QStackedWidget(this))
    , m_strip(new HistoryStrip(history))
    , m_roomSwitch(new SegmentedSwitch(static_cast<int>(kRooms), this))
    , m_status(new StudioStatus(this))
    , m_notice(new Notice(*m_middle))
{
    setObjectName(QStringLiteral("studio"));
    setDockOptions(AnimatedDocks | AllowTabbedDocks | AllowNestedDocks);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    setCentralWidget(m_middle);
    setStatusBar(m_status);

    buildRoomSwitch();
    buildMenus();
    buildCorner();
    addRoom(Room::Portraits, {.title = [] { return tr("Portraits"); },
                              .purpose = [] { return tr("Shape a face with sliders"); },
                              .stack = session.undoStack(),
                              .history = &history,
                              .driver = &driver});
    connect(&driver, &FrameDriver::settled, &history, [&history](const ShownFrame &frame) {
        history.setThumbnail(frame.recipeHash, frame.image);
    });
    connectCanvasActions();
    connectSession();
    addPanel(
        QStringLiteral("history"), [] { return tr("History"); }, m_strip, Qt::BottomDockWidgetArea,
        RoomSet::all());
    m_actions.recolour(palette());
    followRoom();
    retranslate();
    followRecipe();
    resize(1280, 800);
}

MainWindow::~MainWindow() = default;

void MainWindow::addPanel(const QString &key, const Words &title, QWidget *panel, Qt::DockWidgetArea side,
                          RoomSet rooms)
{
    auto *dock = new QDockWidget(title(), this);
    dock->setObjectName(key);
    dock->setWidget(panel);
    QDockWidget *neighbour = nullptr;
    for (const Panel &other : m_panels) {
        if (neighbour == nullptr && other.rooms == rooms && dockWidgetArea(other.dock) == side)
            neighbour = other.dock;
    }
    addDockWidget(side, dock);
    if (neighbour != nullptr) {
        tabifyDockWidget(neighbour, dock);
        neighbour->raise();
    } else {
        const bool below = side == Qt::BottomDockWidgetArea;
        const int width = side == Qt::LeftDockWidgetArea ? kLeftWidth : kRightWidth;
        resizeDocks({dock}, {below ? kHistoryHeight : width}, below ? Qt::Vertical : Qt::Horizontal);
    }
    m_panels.push_back({dock, title, rooms, side});
    showPanelTitles(m_actions[Command::PanelTitles].isChecked());
    m_panelMenu->addAction(dock->toggleViewAction());
    dock->setVisible(isHere(m_panels.back()));
    dock->toggleViewAction()->setVisible(isHere(m_panels.back()));
}

void MainWindow::showPanelTitles(bool shown)
{
    for (const Panel &panel : m_panels) {
        QWidget *before = panel.dock->titleBarWidget();
        if (shown == (before == nullptr))
            continue;
        panel.dock->setTitleBarWidget(shown ? nullptr : new QWidget(panel.dock));
        delete before;
    }
}

void MainWindow::addRandomiseActions(const QList<QAction *> &actions)
{
    m_randomiseMenu->addActions(actions);
}

void MainWindow::connectSession()
{
    connect(&m_driver, &PreviewDriver::frameShown, this, [this](const ShownFrame &frame) {
        const latent::Recipe &recipe = m_session.recipe();
        canvas().showFrame(frame.image, {recipe.size.width, recipe.size.height}, recipe.transparent,
                           frame.recipeHash);
    });

    connect(&m_undo, &QUndoGroup::indexChanged, this, &MainWindow::followUndo);
    connect(&m_actions[Command::Undo], &QAction::triggered, &m_undo, &QUndoGroup::undo);
    connect(&m_actions[Command::Redo], &QAction::triggered, &m_undo, &QUndoGroup::redo);
    connect(&m_session, &Session::recipeChanged, this, &MainWindow::followRecipe);
    connect(&m_session, &Session::linkedChanged, &m_actions[Command::LinkedSliders], &QAction::setChecked);
    connect(&m_actions[Command::LinkedSliders], &QAction::triggered, &m_session, &Session::setLinked);
    connect(&m_actions[Command::NeuralPicture], &QAction::triggered, this, [this](bool neural) {
        const auto text = [neural] {
            return neural ? tr("Show the network's picture") : tr("Show the drawn picture");
        };
        m_session.changeApart(text, [neural](latent::Recipe &recipe) {
            recipe.decoder = neural ? latent::Decoder::Neural : latent::Decoder::Final;
        });
    });
    connect(&m_actions[Command::TransparentBackdrop], &QAction::triggered, this, [this](bool transparent) {
        const auto text = [transparent] {
            return transparent ? tr("Take the background away") : tr("Bring the background back");
        };
        m_session.changeApart(text, [transparent](latent::Recipe &recipe) { recipe.transparent = transparent; });
    });
    m_actions[Command::LinkedSliders].setChecked(m_session.linked());
}

void MainWindow::followUndo()
{
    QAction &undo = m_actions[Command::Undo];
    QAction &redo = m_actions[Command::Redo];
    undo.setEnabled(m_undo.canUndo());
    redo.setEnabled(m_undo.canRedo());
    undo.setText(m_undo.canUndo() ? tr("&Undo: %1").arg(m_undo.undoText()) : tr("&Undo"));
    redo.setText(m_undo.canRedo() ? tr("&Redo: %1").arg(m_undo.redoText()) : tr("&Redo"));
}

void MainWindow::followRecipe()
{
    const latent::Recipe &recipe = m_session.recipe();
    if (m_room == Room::Portraits)
        m_status->setPicture(recipe.size.width, recipe.size.height);
    m_actions[Command::NeuralPicture].setChecked(recipe.decoder == latent::Decoder::Neural);
    m_actions[Command::TransparentBackdrop].setChecked(recipe.transparent);
    for (QAction *side : m_sides->actions())
        side->setChecked(side->data().toInt() == recipe.size.width);
}

void MainWindow::setDocument(const QString &path, bool modified)
{
    m_document = path;
    setWindowModified(modified);
    setWindowFilePath(path);
    const QString name = path.isEmpty() ? tr("Untitled") : QFileInfo(path).completeBaseName();
    setWindowTitle(tr("%1[*] – Imago Studio").arg(name));
}

void MainWindow::setChoices(Theme theme, const QString &language)
{
    for (QAction *action : m_themes->actions())
        action->setChecked(action->data().toInt() == static_cast<int>(theme));
    for (QAction *action : m_languages->actions())
        action->setChecked(action->data().toString() == language);
}

QByteArray MainWindow::layoutState(Room room) const
{
    if (room != m_room)
        return m_rooms[index(room)].layout;
    return m_layoutBeforeFullScreen.isEmpty() ? saveState(kLayoutVersion) : m_layoutBeforeFullScreen;
}

void MainWindow::restoreLayout(Room room, const QByteArray &state)
{
    m_rooms[index(room)].layout = state;
    if (room == m_room && !state.isEmpty())
        arrangePanels();
}

void MainWindow::setFullScreen(bool on)
{
    m_actions[Command::FullScreen].setChecked(on);
    if (on == isFullScreen())
        return;
    if (on) {
        m_layoutBeforeFullScreen = saveState(kLayoutVersion);
        for (const Panel &panel : m_panels)
            panel.dock->hide();
        menuBar()->setMaximumHeight(0); // Hiding it would take its shortcuts away.
        m_status->hide();
        showFullScreen();
        here().middle->setFocus();
    } else {
        showNormal();
        menuBar()->setMaximumHeight(QWIDGETSIZE_MAX);
        m_status->show();
        restoreState(m_layoutBeforeFullScreen, kLayoutVersion);
        m_layoutBeforeFullScreen.clear();
    }
}

void MainWindow::showShortcuts()
{
    QList<QAction *> listed;
    for (const Menu &menu : m_menus) {
        if (!menu.room || menu.room == m_room)
            listed += menu.menu->actions();
    }
    auto *dialog = new ShortcutsDialog(listed, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

void MainWindow::showAbout()
{
    QMessageBox box(this);
    box.setWindowTitle(tr("About Imago Studio"));
    box.setText(tr("Imago Studio %1").arg(QStringLiteral(IMAGO_VERSION)));
    box.setInformativeText(
        tr("Shape faces with sliders: a renderer and a neural model of our own follow under your hand.\n\n"
           "Free software under the GNU General Public License, version 3 or later. The head's shape comes "
           "from the "
           "MakeHuman community's CC0 data. No picture of a real person was used."));
    box.exec();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    event->setAccepted(!m_mayClose || m_mayClose());
}

void MainWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && isFullScreen())
        setFullScreen(false);
    else
        QMainWindow::keyPressEvent(event);
}

void MainWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        for (const QUndoStack *stack : m_undo.stacks())
            ui::retranslate(*stack);
        retranslate();
    } else if (event->type() == QEvent::PaletteChange)
        m_actions.recolour(palette());
    QMainWindow::changeEvent(event);
}

} // namespace imago::ui
