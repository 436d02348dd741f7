// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window.h"

#include "ui/canvas/canvas_bar.h"
#include "ui/canvas/canvas_view.h"
#include "ui/preview/preview_driver.h"
#include "ui/session/history_model.h"
#include "ui/session/session.h"
#include "ui/shell/history_strip.h"
#include "ui/shell/notice.h"
#include "ui/shell/preferences.h"
#include "ui/shell/shortcuts_dialog.h"
#include "ui/shell/studio_status.h"

#include <QActionGroup>
#include <QCloseEvent>
#include <QDockWidget>
#include <QFileInfo>
#include <QKeyEvent>
#include <QMenuBar>
#include <QMessageBox>

#include <utility>

namespace imago::ui {

namespace {

/// Raised when docks are renamed or removed: an older layout is then not restored.
constexpr int kLayoutVersion = 1;
constexpr int kLeftWidth = 340;
constexpr int kRightWidth = 290;
constexpr int kHistoryHeight = 92;

} // namespace

MainWindow::MainWindow(Session &session, PreviewDriver &driver, HistoryModel &history)
    : m_session(session)
    , m_driver(driver)
    , m_history(history)
    , m_canvas(new CanvasView(this))
    , m_status(new StudioStatus(this))
    , m_notice(new Notice(*m_canvas))
{
    setObjectName(QStringLiteral("studio"));
    setDockOptions(AnimatedDocks | AllowTabbedDocks | AllowNestedDocks);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    setCentralWidget(m_canvas);
    setStatusBar(m_status);
    new CanvasBar(*m_canvas);
    m_notice->raise();

    buildMenus();
    buildCorner();
    connectCanvas();
    connectSession();
    addPanel(
        QStringLiteral("history"), [] { return tr("History"); }, new HistoryStrip(m_history),
        Qt::BottomDockWidgetArea);
    m_actions.recolour(palette());
    retranslate();
    followUndo();
    followRecipe();
    resize(1280, 800);
}

MainWindow::~MainWindow() = default;

void MainWindow::addPanel(const QString &key, const Words &title, QWidget *panel, Qt::DockWidgetArea side)
{
    auto *dock = new QDockWidget(title(), this);
    dock->setObjectName(key);
    dock->setWidget(panel);
    QDockWidget *neighbour = nullptr;
    for (const Panel &other : m_panels) {
        if (neighbour == nullptr && dockWidgetArea(other.dock) == side)
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
    m_panels.push_back({dock, title});
    showPanelTitles(m_actions[Command::PanelTitles].isChecked());
    m_panelMenu->addAction(dock->toggleViewAction());
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

void MainWindow::connectCanvas()
{
    connect(m_canvas, &CanvasView::zoomChanged, m_status, &StudioStatus::setZoom);
    connect(m_canvas, &CanvasView::referenceChanged, this, [this](bool held) {
        m_actions[Command::HoldReference].setChecked(held);
        m_actions[Command::SplitView].setEnabled(held);
    });
    connect(m_canvas, &CanvasView::compareChanged, this,
            [this](Compare compare) { m_actions[Command::SplitView].setChecked(compare == Compare::Split); });
    m_actions[Command::SplitView].setEnabled(false);

    const auto when = [this](Command command, auto act) {
        connect(&m_actions[command], &QAction::triggered, m_canvas, act);
    };
    when(Command::ZoomIn, [this] { m_canvas->zoomIn(); });
    when(Command::ZoomOut, [this] { m_canvas->zoomOut(); });
    when(Command::Fit, [this] { m_canvas->fit(); });
    when(Command::ActualSize, [this] { m_canvas->setZoom(1.0); });
    when(Command::HoldReference, [this](bool hold) {
        if (hold)
            m_canvas->holdReference();
        else
            m_canvas->clearReference();
    });
    when(Command::SplitView,
         [this](bool split) { m_canvas->setCompare(split ? Compare::Split : Compare::Off); });
    connect(&m_actions[Command::FullScreen], &QAction::triggered, this, &MainWindow::setFullScreen);
    connect(&m_actions[Command::PanelTitles], &QAction::toggled, this, &MainWindow::showPanelTitles);
    connect(m_canvas, &CanvasView::menuRequested, this, [this](const QPoint &position) {
        QMenu menu;
        menu.addActions({&m_actions[Command::Copy], &m_actions[Command::Paste], &m_actions[Command::Export]});
        menu.addSeparator();
        menu.addActions({&m_actions[Command::AddFavourite], &m_actions[Command::HoldReference],
                         &m_actions[Command::SplitView]});
        menu.addSeparator();
        menu.addActions(
            {&m_actions[Command::Fit], &m_actions[Command::ActualSize], &m_actions[Command::FullScreen]});
        menu.exec(position);
    });
}

void MainWindow::connectSession()
{
    connect(&m_driver, &PreviewDriver::frameShown, this, [this](const ShownFrame &frame) {
        const latent::Recipe &recipe = m_session.recipe();
        m_canvas->showFrame(frame.image, {recipe.size.width, recipe.size.height}, recipe.transparent,
                            frame.recipeHash);
        m_status->setFrame(frame.quality, frame.took);
    });
    connect(&m_driver, &PreviewDriver::settled, this,
            [this](const ShownFrame &frame) { m_history.setThumbnail(frame.recipeHash, frame.image); });
    connect(&m_driver, &PreviewDriver::busyChanged, m_status, &StudioStatus::setBusy);

    QUndoStack &stack = m_session.undoStack();
    connect(&stack, &QUndoStack::indexChanged, this, &MainWindow::followUndo);
    connect(&m_actions[Command::Undo], &QAction::triggered, &stack, &QUndoStack::undo);
    connect(&m_actions[Command::Redo], &QAction::triggered, &stack, &QUndoStack::redo);
    connect(&m_session, &Session::recipeChanged, this, &MainWindow::followRecipe);
    connect(&m_session, &Session::linkedChanged, &m_actions[Command::LinkedSliders], &QAction::setChecked);
    connect(&m_actions[Command::LinkedSliders], &QAction::triggered, &m_session, &Session::setLinked);
    connect(&m_actions[Command::NeuralPicture], &QAction::triggered, this, [this](bool neural) {
        m_session.changeApart(neural ? tr("Show the network's picture") : tr("Show the drawn picture"),
                              [neural](latent::Recipe &recipe) {
                                  recipe.decoder = neural ? latent::Decoder::Neural : latent::Decoder::Final;
                              });
    });
    m_actions[Command::LinkedSliders].setChecked(m_session.linked());
}

void MainWindow::followUndo()
{
    const QUndoStack &stack = m_session.undoStack();
    QAction &undo = m_actions[Command::Undo];
    QAction &redo = m_actions[Command::Redo];
    undo.setEnabled(stack.canUndo());
    redo.setEnabled(stack.canRedo());
    undo.setText(stack.canUndo() ? tr("&Undo: %1").arg(stack.undoText()) : tr("&Undo"));
    redo.setText(stack.canRedo() ? tr("&Redo: %1").arg(stack.redoText()) : tr("&Redo"));
}

void MainWindow::followRecipe()
{
    const latent::Recipe &recipe = m_session.recipe();
    m_status->setPicture(recipe.size.width, recipe.size.height);
    m_actions[Command::NeuralPicture].setChecked(recipe.decoder == latent::Decoder::Neural);
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

QByteArray MainWindow::layoutState() const
{
    return m_layoutBeforeFullScreen.isEmpty() ? saveState(kLayoutVersion) : m_layoutBeforeFullScreen;
}

void MainWindow::restoreLayout(const QByteArray &state)
{
    restoreState(state, kLayoutVersion);
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
        m_canvas->setFocus();
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
    for (const auto &[menu, title] : m_menus)
        listed += menu->actions();
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
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::PaletteChange)
        m_actions.recolour(palette());
    QMainWindow::changeEvent(event);
}

} // namespace imago::ui
