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
#include <QCoreApplication>
#include <QDir>
#include <QDockWidget>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QMenuBar>

namespace imago::ui {

namespace {

constexpr const char *kContext = "imago::ui::MainWindow";

} // namespace

QMenu *MainWindow::addMenu(const char *title)
{
    QMenu *menu = menuBar()->addMenu(QString());
    m_menus.emplace_back(menu, title);
    return menu;
}

void MainWindow::buildMenus()
{
    const auto add = [this](QMenu *menu, std::initializer_list<Command> commands) {
        for (const Command command : commands)
            menu->addAction(&m_actions[command]);
        menu->addSeparator();
    };
    const auto addSubmenu = [this](QMenu *parent, const char *title) {
        QMenu *menu = parent->addMenu(QString());
        m_menus.emplace_back(menu, title);
        return menu;
    };

    QMenu *file = addMenu(QT_TRANSLATE_NOOP("imago::ui::MainWindow", "&File"));
    add(file, {Command::NewFace});
    file->addAction(&m_actions[Command::Open]);
    m_recentMenu = addSubmenu(file, QT_TRANSLATE_NOOP("imago::ui::MainWindow", "Open &recent"));
    file->addSeparator();
    add(file, {Command::Save, Command::SaveAs});
    add(file, {Command::Export});
    add(file, {Command::Quit});

    QMenu *edit = addMenu(QT_TRANSLATE_NOOP("imago::ui::MainWindow", "&Edit"));
    add(edit, {Command::Undo, Command::Redo});
    add(edit, {Command::Copy, Command::Paste});
    add(edit, {Command::AddFavourite, Command::FocusFilter});
    add(edit, {Command::Preferences});

    QMenu *view = addMenu(QT_TRANSLATE_NOOP("imago::ui::MainWindow", "&View"));
    add(view, {Command::PortraitRoom, Command::StyleRoom});
    add(view, {Command::ZoomIn, Command::ZoomOut, Command::Fit, Command::ActualSize});
    add(view, {Command::HoldReference, Command::SplitView});
    m_panelMenu = addSubmenu(view, QT_TRANSLATE_NOOP("imago::ui::MainWindow", "&Panels"));
    m_panelMenu->addAction(&m_actions[Command::PanelTitles]);
    m_panelMenu->addSeparator();
    QMenu *themes = addSubmenu(view, QT_TRANSLATE_NOOP("imago::ui::MainWindow", "&Theme"));
    QMenu *languages = addSubmenu(view, QT_TRANSLATE_NOOP("imago::ui::MainWindow", "&Language"));
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

    QMenu *portrait = addMenu(QT_TRANSLATE_NOOP("imago::ui::MainWindow", "&Portrait"));
    m_portraitMenu = portrait;
    add(portrait, {Command::StylePortrait});
    m_randomiseMenu = addSubmenu(portrait, QT_TRANSLATE_NOOP("imago::ui::MainWindow", "&Randomise"));
    portrait->addSeparator();
    add(portrait, {Command::LinkedSliders, Command::NeuralPicture});
    QMenu *sides = addSubmenu(portrait, QT_TRANSLATE_NOOP("imago::ui::MainWindow", "&Picture size"));
    m_sides = new QActionGroup(this);
    m_sides->setExclusionPolicy(QActionGroup::ExclusionPolicy::ExclusiveOptional);
    for (const int side : kPictureSides) {
        QAction *action = m_sides->addAction(sides->addAction(pixelText(side, side)));
        action->setCheckable(true);
        action->setData(side);
        connect(action, &QAction::triggered, this, [this, side] {
            m_session.changeApart(tr("Picture size %1").arg(pixelText(side, side)),
                                  [side](latent::Recipe &recipe) {
                                      recipe.size = {side, side};
                                  });
        });
    }

    m_styleMenu = addMenu(QT_TRANSLATE_NOOP("imago::ui::MainWindow", "&Style"));
    add(m_styleMenu, {Command::OpenPhoto, Command::OpenPainting, Command::SwapPhoto});
    add(m_styleMenu, {Command::MaskPaint, Command::MaskErase, Command::MaskInvert, Command::MaskClear,
                      Command::MaskImport});
    add(m_styleMenu, {Command::ExportFolder, Command::ContactSheet});

    QMenu *help = addMenu(QT_TRANSLATE_NOOP("imago::ui::MainWindow", "&Help"));
    add(help, {Command::Shortcuts});
    add(help, {Command::About});

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
    for (std::size_t room = 0; room < kRooms; ++room)
        m_roomSwitch->segment(static_cast<int>(room)).setEnabled(false);
    menuBar()->setCornerWidget(holder, Qt::TopLeftCorner);
    connect(m_roomSwitch, &SegmentedSwitch::chosen, this, [this](int room) { setRoom(static_cast<Room>(room)); });
    auto *rooms = new QActionGroup(this);
    for (const auto &[command, room] :
         {std::pair(Command::PortraitRoom, Room::Portraits), std::pair(Command::StyleRoom, Room::Style)}) {
        rooms->addAction(&m_actions[command]);
        connect(&m_actions[command], &QAction::triggered, this, [this, room] { setRoom(room); });
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
            QString words = action->text();
            words.remove(QLatin1Char('&')).remove(QStringLiteral("…"));
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
    for (const auto &[menu, title] : m_menus)
        menu->setTitle(QCoreApplication::translate(kContext, title));
    for (const Panel &panel : m_panels)
        panel.dock->setWindowTitle(panel.title());
    m_themes->actions()[0]->setText(tr("&Dark"));
    m_themes->actions()[1]->setText(tr("&Light"));
    m_languages->actions()[0]->setText(tr("As the &system"));
    m_roomSwitch->setWords({tr("Portraits"), tr("Style")},
                           {tr("Shape a face with sliders"), tr("Give a photo the style of a painting")});
    m_roomSwitch->setAccessibleName(tr("Room"));
    menuBar()->cornerWidget(Qt::TopLeftCorner)->adjustSize();
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
