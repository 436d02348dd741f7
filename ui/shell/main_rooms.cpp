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
#include <QStackedWidget>

#include <utility>

namespace imago::ui {

void MainWindow::addRoom(Room room, FrameDriver &driver, QUndoStack &stack, UndoHistory &history)
{
    auto *canvas = new CanvasView(m_canvases);
    new CanvasBar(*canvas);
    m_rooms[index(room)] = {canvas, &driver, &stack, &history, {}};
    m_canvases->addWidget(canvas);
    m_notice->raise();
    m_undo.addStack(&stack);
    m_roomSwitch->segment(static_cast<int>(room)).setEnabled(true);
    connectCanvas(room);
    connect(&driver, &FrameDriver::settled, this, [&history](const ShownFrame &frame) {
        history.setThumbnail(frame.recipeHash, frame.image);
    });
    connect(&driver, &FrameDriver::frameShown, this, [this, room](const ShownFrame &frame) {
        if (room != m_room)
            return;
        m_status->setFrame(frame.quality, frame.took);
        const QSize picture = m_rooms[index(room)].canvas->geometryOfPicture().pictureSize();
        m_status->setPicture(picture.width(), picture.height());
    });
    connect(&driver, &FrameDriver::busyChanged, this, [this, room](bool busy) {
        if (room == m_room)
            m_status->setBusy(busy);
    });
    retranslate();
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
    m_canvases->setCurrentWidget(parts.canvas);
    m_notice->raise();
    m_undo.setActiveStack(parts.stack);
    m_strip->setModel(*parts.history);
    m_roomSwitch->setCurrent(static_cast<int>(m_room));
    m_status->setBusy(parts.driver->isBusy());
    if (!parts.driver->shown().image.isNull())
        m_status->setFrame(parts.driver->shown().quality, parts.driver->shown().took);
    const QSize picture = parts.canvas->geometryOfPicture().pictureSize();
    m_status->setPicture(picture.width(), picture.height());
    m_status->setZoom(parts.canvas->geometryOfPicture().zoom(), parts.canvas->geometryOfPicture().isFitting());

    const bool portraits = m_room == Room::Portraits;
    m_portraitMenu->menuAction()->setVisible(portraits);
    m_styleMenu->menuAction()->setVisible(!portraits);
    for (const Command command : {Command::NewFace, Command::AddFavourite, Command::FocusFilter})
        m_actions[command].setEnabled(portraits);
    m_actions[Command::StylePortrait].setVisible(portraits);
    for (QWidget *control : m_portraitControls)
        control->setVisible(portraits);
    m_actions[portraits ? Command::PortraitRoom : Command::StyleRoom].setChecked(true);
    // The photo is what the style room compares with.
    m_actions[Command::HoldReference].setEnabled(portraits);
    m_actions[Command::HoldReference].setChecked(parts.canvas->hasReference());
    m_actions[Command::SplitView].setEnabled(parts.canvas->hasReference());
    m_actions[Command::SplitView].setChecked(parts.canvas->compare() == Compare::Split);
    followUndo();
}

void MainWindow::arrangePanels()
{
    for (const Panel &panel : m_panels)
        panel.dock->toggleViewAction()->setVisible(!panel.room || panel.room == m_room);
    if (!here().layout.isEmpty() && restoreState(here().layout, kLayoutVersion))
        return;
    QList<QDockWidget *> left;
    QList<QDockWidget *> right;
    for (const Panel &panel : m_panels) {
        const bool lives = !panel.room || panel.room == m_room;
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

void MainWindow::connectCanvas(Room room)
{
    CanvasView *canvas = m_rooms[index(room)].canvas;
    connect(canvas, &CanvasView::zoomChanged, this, [this, room](double zoom, bool fitting) {
        if (room == m_room)
            m_status->setZoom(zoom, fitting);
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
                [this, act](bool on) { act(*here().canvas, on); });
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
