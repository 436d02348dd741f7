// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/action_set.h"
#include "ui/shell/theme.h"

#include <QMainWindow>

#include <functional>
#include <vector>

class QActionGroup;

namespace imago::ui {

class CanvasView;
class HistoryModel;
class Notice;
class PreviewDriver;
class Session;
class StudioStatus;

/// The studio's window: canvas in the middle, panels around it, history below.
///
/// It shows and asks; documents, settings and long work belong to whoever listens to its signals.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    using Words = std::function<QString()>; ///< A text in the current language.

    MainWindow(Session &session, PreviewDriver &driver, HistoryModel &history);
    ~MainWindow() override;

    CanvasView &canvas() const { return *m_canvas; }
    StudioStatus &status() const { return *m_status; }
    Notice &notice() const { return *m_notice; }
    ActionSet &actions() { return m_actions; }

    /// A dock for a panel; docks of one side share their place as tabs. `key` is stable: the layout is
    /// remembered by it.
    void addPanel(const QString &key, const Words &title, QWidget *panel, Qt::DockWidgetArea side);
    /// A control beside the buttons in the window's upper corner.
    void addToCorner(QWidget *control);
    /// Entries of the menu Portrait, Randomise; a panel owns them.
    void addRandomiseActions(const QList<QAction *> &actions);

    void setDocument(const QString &path, bool modified);
    void setRecentFiles(const QStringList &paths);
    void setChoices(Theme theme, const QString &language);
    /// Asked before the window closes; false keeps it open.
    void setMayClose(std::function<bool()> mayClose) { m_mayClose = std::move(mayClose); }

    QByteArray layoutState() const;
    void restoreLayout(const QByteArray &state);
    void setFullScreen(bool on);

Q_SIGNALS:
    void openRequested();
    void recentRequested(const QString &path);
    void clearRecentRequested();
    void themeChosen(imago::ui::Theme theme);
    void languageChosen(const QString &language);

protected:
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Panel
    {
        QDockWidget *dock;
        Words title;
    };

    void showPanelTitles(bool shown);
    void buildMenus();
    void buildCorner();
    void connectCanvas();
    void connectSession();
    void followUndo();
    void followRecipe();
    void showShortcuts();
    void showAbout();
    void retranslate();
    QMenu *addMenu(const char *title);

    Session &m_session;
    PreviewDriver &m_driver;
    HistoryModel &m_history;
    ActionSet m_actions;
    CanvasView *m_canvas;
    StudioStatus *m_status;
    Notice *m_notice;
    std::vector<Panel> m_panels;

    std::vector<std::pair<QMenu *, const char *>> m_menus; ///< With their English titles.
    QMenu *m_randomiseMenu = nullptr;
    QMenu *m_recentMenu = nullptr;
    QMenu *m_panelMenu = nullptr;
    QActionGroup *m_themes = nullptr;
    QActionGroup *m_languages = nullptr;
    QActionGroup *m_sides = nullptr;
    QStringList m_recent;
    QString m_document;
    std::function<bool()> m_mayClose;
    QByteArray m_layoutBeforeFullScreen;
};

} // namespace imago::ui
