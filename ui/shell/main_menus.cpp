// SPDX-License-Identifier: GPL-3.0-or-later
// The menus of MainWindow and their words; what they do is in main_window.cpp.
#include "ui/canvas/canvas_view.h"
#include "ui/session/session.h"
#include "ui/shell/main_window.h"
#include "ui/shell/preferences.h"
#include "ui/text/units.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/segmented_switch.h"

#include <QAbstractButton>
#include <QActionGroup>
#include <QDir>
#include <QDockWidget>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QMenuBar>

namespace imago::ui {

QMenu *MainWindow::addMenu(const Words &title, QMenu *parent, std::optional<Room> room)
{
    auto *menu = new QMenu(this);
    if (parent != nullptr)
        parent->addMenu(menu);
    else
        menuBar()->insertMenu(m_helpMenu == nullptr ? nullptr : m_helpMenu->menuAction(), menu);
    menu->setTitle(title());
    m_menus.push_back({menu, title, room});
    return menu;
}

void MainWindow::addRoomMenu(Room room, const Words &title, const std::vector<std::vector<Command>> &groups)
{
    QMenu *menu = addMenu(title, nullptr, room);
    for (const std::vector<Command> &group : groups) {
        if (!menu->isEmpty())
            menu->addSeparator();
        for (const Command command : group)
            menu->addAction(&m_actions[command]);
    }
    menu->menuAction()->setVisible(room == m_room);
}

void MainWindow::buildMenus()
{
    const auto add = [this](QMenu *menu, std::initializer_list<Command> commands) {
        for (const Command command : commands)
            menu->addAction(&m_actions[command]);
        menu->addSeparator();
    };
    QMenu *file = addMenu([] { return tr("&File"); });
    add(file, {Command::NewFace});
    file->addAction(&m_actions[Command::Open]);
    m_recentMenu = addMenu([] { return tr("Open &recent"); }, file);
    file->addSeparator();
    add(file, {Command::Save, Command::SaveAs});
    add(file, {Command::Export});
    add(file, {Command::Quit});

    QMenu *edit = addMenu([] { return tr("&Edit"); });
    add(edit, {Command::Undo, Command::Redo});
    add(edit, {Command::Copy, Command::Paste});
    add(edit, {Command::AddFavourite, Command::FocusFilter});
    add(edit, {Command::Preferences});

    QMenu *view = addMenu([] { return tr("&View"); });
    for (const RoomParts &room : m_rooms)
        view->addAction(room.action);
    view->addSeparator();
    add(view, {Command::ZoomIn, Command::ZoomOut, Command::Fit, Command::ActualSize});
    add(view, {Command::HoldReference, Command::SplitView});
    m_panelMenu = addMenu([] { return tr("&Panels"); }, view);
    m_panelMenu->addAction(&m_actions[Command::PanelTitles]);
    m_panelMenu->addSeparator();
    QMenu *themes = addMenu([] { return tr("&Theme"); }, view);
    QMenu *languages = addMenu([] { return tr("&Language"); }, view);
    view->addSeparator();
    add(view, {Command::FullScreen});

    m_themes = new QActionGroup(this);
    for (const Theme theme : {Theme::Dark, Theme::Light}) {
        QAction *action = m_themes->addAction(themes->addAction(QString()));
        action->setCheckable(true);
        action->setData(static_cast<int>(theme));
        connect(action, &QAction::triggered, this, [this, theme] { Q_EMIT themeChosen(theme); });
    }
    m_languages = new QActionGroup(this);
    const auto addLanguage = [&](const QString &code, const QString &name) {
        QAction *action = m_languages->addAction(languages->addAction(name));
        action->setCheckable(true);
        action->setData(code);
        connect(action, &QAction::triggered, this, [this, code] { Q_EMIT languageChosen(code); });
    };
    addLanguage({}, {});
    for (const Language &language : kLanguages)
        addLanguage(QString::fromLatin1(language.code), QString::fromUtf8(language.name));

    QMenu *portrait = addMenu([] { return tr("&Portrait"); }, nullptr, Room::Portraits);
    add(portrait, {Command::StylePortrait});
    m_randomiseMenu = addMenu([] { return tr("&Randomise"); }, portrait);
    portrait->addSeparator();
    add(portrait, {Command::LinkedSliders, Command::TransparentBackdrop, Command::NeuralPicture});
    QMenu *sides = addMenu([] { return tr("&Picture size"); }, portrait);
    m_sides = new QActionGroup(this);
    m_sides->setExclusionPolicy(QActionGroup::ExclusionPolicy::ExclusiveOptional);
    for (const int side : kPictureSides) {
        QAction *action = m_sides->addAction(sides->addAction(QString()));
        action->setCheckable(true);
        action->setData(side);
        connect(action, &QAction::triggered, this, [this, side] {
            m_session.changeApart([side] { return tr("Picture size %1").arg(pixelText(side, side)); },
                                  [side](latent::Recipe &recipe) {
                                      recipe.size = {side, side};
                                  });
        });
    }

    m_helpMenu = addMenu([] { return tr("&Help"); });
    add(m_helpMenu, {Command::Shortcuts});
    add(m_helpMenu, {Command::About});

    connect(&m_actions[Command::Open], &QAction::triggered, this, &MainWindow::openRequested);
    connect(&m_actions[Command::Quit], &QAction::triggered, this, &QWidget::close);
    connect(&m_actions[Command::Shortcuts], &QAction::triggered, this, &MainWindow::showShortcuts);
    connect(&m_actions[Command::About], &QAction::triggered, this, &MainWindow::showAbout);
}

void MainWindow::buildRoomSwitch()
{
    auto *holder = new QWidget(this);
    auto *row = new QHBoxLayout(holder);
    row->setContentsMargins(8, 3, 10, 0);
    row->addWidget(m_roomSwitch);
    menuBar()->setCornerWidget(holder, Qt::TopLeftCorner);
    connect(m_roomSwitch, &SegmentedSwitch::chosen, this, [this](int room) { setRoom(static_cast<Room>(room)); });
    auto *rooms = new QActionGroup(this);
    for (std::size_t i = 0; i < kRooms; ++i) {
        m_roomSwitch->segment(static_cast<int>(i)).hide(); // until the room is added
        QAction *action = rooms->addAction(QString());
        action->setCheckable(true);
        action->setVisible(false);
        action->setShortcuts({QKeySequence(QStringLiteral("Ctrl+%1").arg(i + 1)),
                              QKeySequence(QStringLiteral("Alt+%1").arg(i + 1))});
        connect(action, &QAction::triggered, this, [this, i] { setRoom(static_cast<Room>(i)); });
        m_rooms[i].action = action;
    }
}

void MainWindow::buildCorner()
{
    auto *corner = new QWidget(this);
    auto *row = new QHBoxLayout(corner);
    row->setContentsMargins(0, 3, 8, 0);
    row->setSpacing(2);
    const auto add = [&](Command command, const char *icon) {
        auto *button = new IconButton(QLatin1String(icon), corner);
        QAction *action = &m_actions[command];
        const auto follow = [button, action] {
            button->setEnabled(action->isEnabled());
            button->setVisible(action->isVisible());
            const QString words = plainWords(action->text());
            const QString keys = action->shortcut().toString(QKeySequence::NativeText);
            button->setWords(keys.isEmpty() ? words : QStringLiteral("%1 (%2)").arg(words, keys));
        };
        follow();
        connect(action, &QAction::changed, button, follow);
        connect(button, &QToolButton::clicked, action, &QAction::trigger);
        row->addWidget(button);
    };
    add(Command::Undo, "edit-undo");
    add(Command::Redo, "edit-redo");
    row->addSpacing(10);
    add(Command::StylePortrait, "draw-brush");
    add(Command::AddFavourite, "bookmark-new");
    add(Command::Copy, "edit-copy");
    add(Command::Export, "document-export");
    row->addSpacing(10);
    add(Command::FullScreen, "view-fullscreen");
    menuBar()->setCornerWidget(corner);
}

void MainWindow::addToCorner(QWidget *control)
{
    auto *row = static_cast<QHBoxLayout *>(menuBar()->cornerWidget()->layout());
    row->insertSpacing(0, 14);
    row->insertWidget(0, control);
    m_portraitControls << control;
    menuBar()->cornerWidget()->adjustSize();
}

void MainWindow::setRecentFiles(const QStringList &paths)
{
    m_recent = paths;
    m_recentMenu->clear();
    m_recentMenu->setEnabled(!paths.isEmpty());
    for (const QString &path : paths) {
        const QFileInfo file(path);
        QAction *action = m_recentMenu->addAction(
            tr("%1 in %2").arg(file.fileName(), QDir::toNativeSeparators(file.absolutePath())));
        connect(action, &QAction::triggered, this, [this, path] { Q_EMIT recentRequested(path); });
    }
    m_recentMenu->addSeparator();
    m_recentMenu->addAction(tr("&Clear this list"), this, &MainWindow::clearRecentRequested);
}

void MainWindow::retranslate()
{
    m_actions.retranslate();
    for (const Menu &menu : m_menus)
        menu.menu->setTitle(menu.title());
    for (const Panel &panel : m_panels)
        panel.dock->setWindowTitle(panel.title());
    m_themes->actions()[0]->setText(tr("&Dark"));
    m_themes->actions()[1]->setText(tr("&Light"));
    m_languages->actions()[0]->setText(tr("As the &system"));
    for (QAction *side : m_sides->actions())
        side->setText(pixelText(side->data().toInt(), side->data().toInt()));
    retranslateRooms();
    canvas().setCompareWords(tr("Reference"), tr("Now"));
    canvas().setDropZones({tr("Drop a portrait, a picture of the studio, a recipe or a project")});
    canvas().setEmptyText(tr("Preparing the first face…"),
                           {tr("Move a slider to shape the face, or let the dice choose another one."),
                            tr("Drop a portrait here to find its place among the faces."),
                            tr("Drop a picture of the studio to go on with it.")});
    setRecentFiles(m_recent);
    setDocument(m_document, isWindowModified());
    followUndo();
}

} // namespace imago::ui
