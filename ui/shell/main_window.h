// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/action_set.h"
#include "ui/shell/room.h"
#include "ui/shell/theme.h"

#include <QMainWindow>
#include <QUndoGroup>

#include <array>
#include <functional>
#include <optional>
#include <vector>

class QActionGroup;
class QStackedWidget;

namespace imago::ui {

class CanvasView;
class FrameDriver;
class HistoryModel;
class HistoryStrip;
class Notice;
class PreviewDriver;
class SegmentedSwitch;
class Session;
class StudioStatus;
class UndoHistory;

/// The studio's window: canvas in the middle, panels around it, history below.
///
/// Each room has a canvas (or something else in the middle), an undo stack with its history, panels, a menu and
/// an arrangement of its own; the switch in the upper left corner and Ctrl+1, Ctrl+2, ... lead from one to the
/// other. The window starts with the room of portraits.
/// It shows and asks; documents, settings and long work belong to whoever listens to its signals.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    using Words = std::function<QString()>; ///< A text in the current language.

    MainWindow(Session &session, PreviewDriver &driver, HistoryModel &history);
    ~MainWindow() override;

    /// What a room brings along. All but the stage outlive the window.
    struct RoomOffer
    {
        Words title;   ///< A word for the switch and the menu View.
        Words purpose; ///< A line for the switch's tool tip.
        QUndoStack &stack;
        UndoHistory *history = nullptr; ///< Null: the room has no history strip.
        FrameDriver *driver = nullptr;  ///< Null: the room paints no frames.
        /// In the middle of the window, which owns it; null: a canvas of the window's own.
        QWidget *stage = nullptr;
        QWidget *footer = nullptr; ///< Below the canvas; the window's.
    };
    /// A room beside that of portraits.
    void addRoom(Room room, const RoomOffer &offer);
    /// The room's own menu, which is there while it is in sight; groups are parted by lines.
    void addRoomMenu(Room room, const Words &title, const std::vector<std::vector<Command>> &groups);
    /// What enters the room.
    QAction &roomAction(Room room) const { return *m_rooms[index(room)].action; }
    Room room() const { return m_room; }
    /// Requires: the room was added.
    void setRoom(Room room);

    /// The canvas of portraits.
    CanvasView &canvas() const { return canvas(Room::Portraits); }
    /// Requires: the room was added without a stage.
    CanvasView &canvas(Room room) const { return *m_rooms[index(room)].canvas; }
    StudioStatus &status() const { return *m_status; }
    Notice &notice() const { return *m_notice; }
    ActionSet &actions() { return m_actions; }

    /// A dock for a panel; docks of one side share their place as tabs. `key` is stable: the layout is
    /// remembered by it.
    void addPanel(const QString &key, const Words &title, QWidget *panel, Qt::DockWidgetArea side,
                  RoomSet rooms = Room::Portraits);
    /// A control of the portraits' room beside the buttons in the window's upper corner.
    void addToCorner(QWidget *control);
    /// Entries of the menu Portrait, Randomise; a panel owns them.
    void addRandomiseActions(const QList<QAction *> &actions);

    void setDocument(const QString &path, bool modified);
    void setRecentFiles(const QStringList &paths);
    void setChoices(Theme theme, const QString &language);
    /// Asked before the window closes; false keeps it open.
    void setMayClose(std::function<bool()> mayClose) { m_mayClose = std::move(mayClose); }

    /// How a room's panels are arranged; empty for one that was never seen.
    QByteArray layoutState(Room room) const;
    void restoreLayout(Room room, const QByteArray &state);
    void setFullScreen(bool on);

Q_SIGNALS:
    void openRequested();
    void recentRequested(const QString &path);
    void clearRecentRequested();
    void themeChosen(imago::ui::Theme theme);
    void languageChosen(const QString &language);
    void roomChanged(imago::ui::Room room);

protected:
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    /// Raised when docks are renamed or removed: an older layout is then not restored.
    static constexpr int kLayoutVersion = 2;
    static constexpr int kLeftWidth = 340;
    static constexpr int kRightWidth = 290;

    struct Panel
    {
        QDockWidget *dock;
        Words title;
        RoomSet rooms;
        Qt::DockWidgetArea side;
    };
    struct Menu
    {
        QMenu *menu;
        Words title;
        std::optional<Room> room; ///< None: in every room.
    };
    struct RoomParts
    {
        QAction *action = nullptr;
        Words title;              ///< Null: the room was not added.
        Words purpose;
        QWidget *middle = nullptr;
        CanvasView *canvas = nullptr; ///< What is in the middle, unless the room brought a stage.
        QUndoStack *stack = nullptr;
        UndoHistory *history = nullptr;
        FrameDriver *driver = nullptr;
        QByteArray layout; ///< As it was left.
    };

    RoomParts &here() { return m_rooms[index(m_room)]; }
    const RoomParts &here() const { return m_rooms[index(m_room)]; }
    bool isHere(const Panel &panel) const;
    void arrangePanels();
    void followCanvas();
    void followRoom();

    void showPanelTitles(bool shown);
    void buildMenus();
    void buildCorner();
    void buildRoomSwitch();
    void connectCanvasActions();
    void connectCanvas(Room room);
    void connectDriver(Room room);
    void connectSession();
    void followUndo();
    void followRecipe();
    void showShortcuts();
    void showAbout();
    void retranslate();
    QMenu *addMenu(const Words &title, QMenu *parent = nullptr, std::optional<Room> room = {});
    void retranslateRooms();

    Session &m_session;
    PreviewDriver &m_driver;
    ActionSet m_actions;
    QUndoGroup m_undo;
    std::array<RoomParts, kRooms> m_rooms;
    Room m_room = Room::Portraits;
    QStackedWidget *m_middle;
    HistoryStrip *m_strip;
    SegmentedSwitch *m_roomSwitch;
    StudioStatus *m_status;
    Notice *m_notice;
    std::vector<Panel> m_panels;

    std::vector<Menu> m_menus;
    QMenu *m_helpMenu = nullptr;
    QMenu *m_randomiseMenu = nullptr;
    QMenu *m_recentMenu = nullptr;
    QMenu *m_panelMenu = nullptr;
    QActionGroup *m_themes = nullptr;
    QActionGroup *m_languages = nullptr;
    QActionGroup *m_sides = nullptr;
    QList<QWidget *> m_portraitControls;
    QStringList m_recent;
    QString m_document;
    std::function<bool()> m_mayClose;
    QByteArray m_layoutBeforeFullScreen;
};

} // namespace imago::ui
