// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/studio/document.h"
#include "app/studio/language_switch.h"
#include "app/studio/painters.h"
#include "app/studio/settings.h"
#include "app/studio/studio_options.h"
#include "app/studio/task_runner.h"
#include "engine/jobs/interactive_lane.h"
#include "ui/preview/preview_bridge.h"
#include "ui/preview/preview_driver.h"
#include "ui/preview/thumbnail_painter.h"
#include "ui/session/favourites.h"
#include "ui/session/history_model.h"
#include "ui/session/session.h"
#include "ui/shell/main_window.h"

#include <QObject>

#include <memory>
#include <optional>
#include <vector>

class QApplication;

namespace imago::ui {
class DecoderSwitch;
class EncodePanel;
class FavouritesPanel;
class PortraitPanel;
class PresetsPanel;
} // namespace imago::ui

namespace imago::app {

class PortraitReader;
class StudioRoom;
class StyleRoom;
class VideoRoom;
class ExploreRoom;
class TrainingRoom;

/// Puts the studio together. The members' order is the order in which they must outlive each other: what runs
/// threads is declared after what those threads talk to, and the window goes first.
class StudioApp : public QObject
{
    Q_OBJECT

public:
    StudioApp(QApplication &application, StudioOptions options);
    ~StudioApp() override;

    /// Shows the window, then loads what draws.
    void start();

    ui::Session &session() { return m_session; }
    ui::PreviewDriver &driver() { return m_driver; }
    ui::ThumbnailPainter &thumbnails() { return m_thumbnails; }
    ui::MainWindow &window() { return *m_window; }
    ui::PortraitPanel &portraitPanel() { return *m_portrait; }

    StyleRoom &styleRoom() { return *m_style; }
    VideoRoom &videoRoom() { return *m_video; }
    TrainingRoom &trainingRoom() { return *m_training; }
    ExploreRoom &exploreRoom() { return *m_explore; }

    /// Renderer and networks are there, or known not to come.
    bool isLoaded() const;
    /// The final picture of the room that is shown is on its canvas.
    bool isSettled() const;

    // Open and save, in studio_files.cpp.
    void open(const QString &path);
    void newFace();

Q_SIGNALS:
    void loaded();

private:
    void buildWindow();
    void buildPanels();
    void connectWindow();
    void connectDocument();
    void loadRenderer();
    void loadModel();
    void useRenderer(std::shared_ptr<faces::Renderer> renderer);
    void useModel(std::shared_ptr<latent::NeuralModel> model);
    void modelIsMissing(const Error &error);
    /// Why there is no model and what to do about it. Requires: m_modelError.
    QString lackOfModel() const;
    void showLackOfModel();
    void paintersChanged();
    void showDevice();
    void usePreferences(const ui::Preferences &preferences);
    void showPreferences();
    void tell(const Error &error);
    void retranslate();
    bool eventFilter(QObject *watched, QEvent *event) override;

    void resume();
    void finish();
    void loadPresets();
    void savePresets();
    void chooseFileToOpen();
    bool save();
    bool saveAs();
    /// Asks for the file that the project is to be saved to; empty: the user thought better of it.
    QString chooseProjectFile();
    /// Its file, unless another program changed it and the user wants another; empty: nowhere, for now.
    QString fileToSave();
    bool mayClose();
    enum class Changes { Safe, Discarded, Unsettled };
    /// Asks what is to become of changes that are not saved. Waits for the disk where they are saved.
    Changes settleChanges();
    void adopt(const project::Project &project, const QString &path, bool modified);
    void restoreReference(quint64 hash, const QImage &picture);
    void adoptRecipe(const latent::Recipe &recipe, const ui::StepText &text);
    /// Warns once where what was opened is another model's neural picture; waits for the model.
    void compareModels();
    /// A trained model, in its own room.
    void exploreModel(const QString &package);
    /// Finds a portrait of the user's, in the panel that shows it.
    void readPortrait(Image picture);
    project::Project snapshot(bool full) const;
    /// Null in the room of portraits, which is the application's own.
    StudioRoom *here() const;
    void stylePortrait();
    void exportPictures();
    void exportPortraits();
    void copyPicture();
    void paste();
    QMimeData *makeMime();
    QString dataFolder() const;
    /// For the cameras' clips.
    QString recordingsFolder() const;

    QApplication &m_application;
    StudioOptions m_options;
    Settings m_settings;
    LanguageSwitch m_language;
    ui::Preferences m_preferences;
    Painters m_painters;
    std::optional<Error> m_modelError;
    bool m_modelSwitchedOff = false; ///< By the preferences, when the studio started.
    bool m_rendererKnown = false;
    bool m_modelAsked = false;
    bool m_modelKnown = false;

    ui::Session m_session;
    ui::HistoryModel m_history{m_session};
    ui::Favourites m_favourites;
    ui::PreviewBridge m_bridge;
    jobs::InteractiveLane m_lane{m_bridge.sink()};
    ui::PreviewDriver m_driver{m_session, m_bridge, m_lane};
    ui::ThumbnailPainter m_thumbnails;
    Document m_document;
    TaskRunner m_tasks;
    std::unique_ptr<StyleRoom> m_style;
    std::unique_ptr<VideoRoom> m_video;
    std::unique_ptr<TrainingRoom> m_training;
    std::unique_ptr<ExploreRoom> m_explore;
    std::vector<StudioRoom *> m_rooms;

    std::unique_ptr<ui::MainWindow> m_window;
    ui::PortraitPanel *m_portrait = nullptr; ///< The window's.
    ui::PresetsPanel *m_presets = nullptr;
    ui::FavouritesPanel *m_favouritesPanel = nullptr;
    ui::EncodePanel *m_encode = nullptr;
    std::unique_ptr<PortraitReader> m_reader;
    ui::DecoderSwitch *m_decoder = nullptr;
    bool m_discarded = false;                  ///< The user closed without saving, on purpose.
    int m_openings = 0; ///< Counts open().
    std::optional<latent::Recipe> m_reference; ///< The recipe of the held reference.
    std::optional<latent::Recipe> m_opened;    ///< Not yet compared with the model that is here.
    bool m_restoringReference = false;
};

} // namespace imago::app
