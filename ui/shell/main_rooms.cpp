// SPDX-License-Identifier: GPL-3.0-or-later
// The rooms of MainWindow: what changes when another one is entered, and what belongs to the canvas in sight.
#include "ui/canvas/canvas_bar.h"
#include "ui/canvas/canvas_view.h"
#include "ui/preview/frame_driver.h"
#include "ui/session/undo_history.h"
#include "ui/shell/history_strip.h"
#include "ui/shell/main_window.h"
#include "ui/shell/notice.h"
#include "ui/shell/studio_status.h"
#include "ui/widgets/segmented_switch.h"

#include <QAbstractButton>
#include <QDockWidget>
#include <QMenu>
#include <QMenuBar>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <utility>

namespace imago::ui {

namespace {

/// What the status bar says of the picture in sight; null: none.
void showPicture(StudioStatus &status, const CanvasView *canvas)
{
    const bool isPicture = canvas != nullptr && !canvas->isEmpty();
    status.showPicture(isPicture);
    if (!isPicture)
        return;
    const CanvasGeometry &geometry = canvas->geometryOfPicture();
    status.setPicture(geometry.pictureSize().width(), geometry.pictureSize().height());
    status.setZoom(geometry.zoom(), geometry.isFitting());
}

} // namespace

void MainWindow::addRoom(Room room, const RoomOffer &offer)
{
    RoomParts &parts = m_rooms[index(room)];
    parts.title = offer.title;
    parts.purpose = offer.purpose;
    parts.stack = &offer.stack;
    parts.history = offer.history;
    parts.driver = offer.driver;
    parts.middle = offer.stage;
    if (offer.stage == nullptr) {
        parts.canvas = new CanvasView(m_middle);
        new CanvasBar(*parts.canvas);
        parts.middle = parts.canvas;
        connectCanvas(room);
    }
    if (offer.footer != nullptr) {
        auto *column = new QWidget(m_middle);
        auto *layout = new QVBoxLayout(column);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(0);
        layout->addWidget(parts.middle, 1);
        layout->addWidget(offer.footer);
        column->setFocusProxy(parts.middle);
        parts.middle = column;
    }
    m_middle->addWidget(parts.middle);
    m_notice->setEdge(parts.canvas != nullptr ? Qt::TopEdge : Qt::BottomEdge); // a stage has its buttons above
    m_notice->raise();
    m_undo.addStack(parts.stack);
    if (parts.driver != nullptr)
        connectDriver(room);
    m_roomSwitch->segment(static_cast<int>(room)).show();
    parts.action->setVisible(true);
    retranslateRooms();
}

void MainWindow::retranslateRooms()
{
    QStringList words;
    QStringList purposes;
    for (const RoomParts &room : m_rooms) {
        const QString word = room.title ? room.title() : QString();
        room.action->setText(word);
        words << word;
        purposes << (room.purpose ? QStringLiteral("%1 (%2)").arg(room.purpose(),
                                                                  room.action->shortcut().toString(
                                                                      QKeySequence::NativeText))
                                  : QString());
    }
    m_roomSwitch->setWords(words, purposes);
    m_roomSwitch->setAccessibleName(tr("Room"));
    menuBar()->cornerWidget(Qt::TopLeftCorner)->adjustSize();
}

void MainWindow::setRoom(Room room)
{
    if (room == m_room)
        return;
    setFullScreen(false);
    here().layout = saveState(kLayoutVersion);
    m_room = room;
    followRoom();
    arrangePanels();
    Q_EMIT roomChanged(room);
}

void MainWindow::followRoom()
{
    const RoomParts &parts = here();
    m_middle->setCurrentWidget(parts.middle);
    m_notice->raise();
    m_undo.setActiveStack(parts.stack);
    if (parts.history != nullptr)
        m_strip->setModel(*parts.history);
    m_roomSwitch->setCurrent(static_cast<int>(m_room));
    parts.action->setChecked(true);
    m_status->setBusy(parts.driver != nullptr && parts.driver->isBusy());
    if (parts.driver != nullptr && !parts.driver->shown().image.isNull())
        m_status->setFrame(parts.driver->shown().quality, parts.driver->shown().took);

    const bool portraits = m_room == Room::Portraits;
    for (const Command command : {Command::NewFace, Command::AddFavourite, Command::FocusFilter})
        m_actions[command].setEnabled(portraits);
    m_actions[Command::StylePortrait].setVisible(portraits);
    for (QWidget *control : m_portraitControls)
        control->setVisible(portraits);
    // The menu bar asks no more for its corner's size, and places it when its menus change.
    menuBar()->cornerWidget()->adjustSize();
    for (const Menu &menu : m_menus) {
        if (menu.room)
            menu.menu->menuAction()->setVisible(menu.room == m_room);
    }
    followCanvas();
    followUndo();
}

void MainWindow::followCanvas()
{
    const CanvasView *canvas = here().canvas;
    for (const Command command : {Command::ZoomIn, Command::ZoomOut, Command::Fit, Command::ActualSize})
        m_actions[command].setEnabled(canvas != nullptr);
    const bool hasReference = canvas != nullptr && canvas->hasReference();
    m_actions[Command::HoldReference].setEnabled(canvas != nullptr && !canvas->isReferenceGiven());
    m_actions[Command::HoldReference].setChecked(hasReference);
    m_actions[Command::SplitView].setEnabled(hasReference);
    m_actions[Command::SplitView].setChecked(hasReference && canvas->compare() == Compare::Split);
    showPicture(*m_status, canvas);
}

bool MainWindow::isHere(const Panel &panel) const
{
    if (panel.dock->widget() == m_strip)
        return here().history != nullptr;
    return panel.rooms.contains(m_room);
}

void MainWindow::arrangePanels()
{
    for (const Panel &panel : m_panels)
        panel.dock->toggleViewAction()->setVisible(isHere(panel));
    if (!here().layout.isEmpty() && restoreState(here().layout, kLayoutVersion)) {
        for (const Panel &panel : m_panels) {
            if (!isHere(panel))
                panel.dock->hide(); // a layout knows nothing of panels that came after it
        }
        return;
    }
    QList<QDockWidget *> left;
    QList<QDockWidget *> right;
    for (const Panel &panel : m_panels) {
        const bool lives = isHere(panel);
        panel.dock->setVisible(lives);
        if (lives && panel.side == Qt::LeftDockWidgetArea)
            left << panel.dock;
        else if (lives && panel.side == Qt::RightDockWidgetArea)
            right << panel.dock;
    }
    for (const auto &[docks, width] : {std::pair(left, kLeftWidth), std::pair(right, kRightWidth)}) {
        if (!docks.isEmpty()) {
            docks.front()->raise();
            resizeDocks({docks.front()}, {width}, Qt::Horizontal);
        }
    }
}

void MainWindow::connectDriver(Room room)
{
    const RoomParts &parts = m_rooms[index(room)];
    connect(parts.driver, &FrameDriver::frameShown, this, [this, room](const ShownFrame &frame) {
        if (room == m_room)
            m_status->setFrame(frame.quality, frame.took);
    });
    connect(parts.driver, &FrameDriver::busyChanged, this, [this, room](bool busy) {
        if (room == m_room)
            m_status->setBusy(busy);
    });
}

void MainWindow::connectCanvas(Room room)
{
    CanvasView *canvas = m_rooms[index(room)].canvas;
    connect(canvas, &CanvasView::zoomChanged, this, [this, room] {
        if (room == m_room)
            showPicture(*m_status, here().canvas);
    });
    connect(canvas, &CanvasView::referenceChanged, this, [this, room](bool held) {
        if (room != m_room)
            return;
        m_actions[Command::HoldReference].setChecked(held);
        m_actions[Command::SplitView].setEnabled(held);
    });
    connect(canvas, &CanvasView::compareChanged, this, [this, room](Compare compare) {
        if (room == m_room)
            m_actions[Command::SplitView].setChecked(compare == Compare::Split);
    });
    connect(canvas, &CanvasView::menuRequested, this, [this, room](const QPoint &position) {
        QMenu menu;
        menu.addActions({&m_actions[Command::Copy], &m_actions[Command::Paste], &m_actions[Command::Export]});
        menu.addSeparator();
        if (room == Room::Portraits)
            menu.addActions({&m_actions[Command::StylePortrait], &m_actions[Command::AddFavourite],
                             &m_actions[Command::HoldReference]});
        menu.addAction(&m_actions[Command::SplitView]);
        menu.addSeparator();
        menu.addActions(
            {&m_actions[Command::Fit], &m_actions[Command::ActualSize], &m_actions[Command::FullScreen]});
        menu.exec(position);
    });
}

void MainWindow::connectCanvasActions()
{
    const auto when = [this](Command command, auto act) {
        connect(&m_actions[command], &QAction::triggered, this,
                [this, act](bool on) {
                    if (here().canvas != nullptr)
                        act(*here().canvas, on);
                });
    };
    when(Command::ZoomIn, [](CanvasView &canvas, bool) { canvas.zoomIn(); });
    when(Command::ZoomOut, [](CanvasView &canvas, bool) { canvas.zoomOut(); });
    when(Command::Fit, [](CanvasView &canvas, bool) { canvas.fit(); });
    when(Command::ActualSize, [](CanvasView &canvas, bool) { canvas.setZoom(1.0); });
    when(Command::HoldReference, [](CanvasView &canvas, bool hold) {
        if (hold)
            canvas.holdReference();
        else
            canvas.clearReference();
    });
    when(Command::SplitView, [](CanvasView &canvas, bool split) {
        canvas.setCompare(split ? Compare::Split : Compare::Off);
    });
    connect(&m_actions[Command::FullScreen], &QAction::triggered, this, &MainWindow::setFullScreen);
    connect(&m_actions[Command::PanelTitles], &QAction::toggled, this, &MainWindow::showPanelTitles);
}

} // namespace imago::ui
