// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/explore/explore_export.h"
#include "ui/portrait/export_request.h"
#include "ui/session/style_state.h"
#include "ui/shell/preferences.h"
#include "ui/shell/room.h"
#include "ui/style/style_export.h"
#include "ui/video/video_export.h"
#include "ui/train/training_order.h"

#include <QByteArray>
#include <QSettings>
#include <QStringList>

#include <array>
#include <memory>

namespace imago::app {

/// Where the window was and how it was arranged.
struct WindowPlace
{
    QByteArray geometry;
    std::array<QByteArray, ui::kRooms> layouts; ///< Of each room's panels.
    ui::Room room = ui::Room::Portraits;
    QStringList collapsedGroups;
};

/// What the style room is set to besides its picture.
struct StyleSettings
{
    double brushRadius = 0.06; ///< Of the photo's longer side.
    double brushHardness = 0.4;
    // The last look, for the next photo and clip; as in ui::StyleState.
    double strength = 1.0;
    double stroke = 1.0;
    QString colors = QStringLiteral("none");
    double structure = 0.5;
    double faceProtection = 0.0;
    double smooth = ui::VideoState::kSmooth;
    QStringList paintings; ///< Files of the user's own in the gallery, newest first.
};

/// What the training room is set to.
struct TrainingSettings
{
    /// What becomes of trainings when the window closes.
    enum class OnClose { Ask, GoOn, Stop };

    QStringList opened; ///< Folders of trainings that were started elsewhere.
    ui::TrainingOrder order; ///< What the next one starts from, without a folder.
    OnClose onClose = OnClose::Ask;
    bool logarithmic = false;
    double smoothing = 0.6;
};

/// Everything that the studio remembers between runs, typed; the only door to QSettings. What cannot be read
/// or is out of range is as if it had never been saved.
class Settings
{
public:
    static constexpr int kMostRecent = 10;

    /// The user's own settings file.
    Settings();
    /// Another file, for tests.
    explicit Settings(const QString &file);

    ui::Preferences preferences() const;
    void setPreferences(const ui::Preferences &preferences);

    WindowPlace window() const;
    void setWindow(const WindowPlace &place);

    QStringList recentFiles() const;
    /// The newest first; a file that is there already moves to the front.
    void addRecentFile(const QString &path);
    void clearRecentFiles();

    ui::ExportRequest exportRequest() const;
    void setExportRequest(const ui::ExportRequest &request);

    StyleSettings style() const;
    void setStyle(const StyleSettings &style);
    /// But the name, which is each picture's own.
    ui::ExploreExportRequest exploreExport() const;
    void setExploreExport(const ui::ExploreExportRequest &request);
    ui::StyleExportRequest styleExport() const;
    void setStyleExport(const ui::StyleExportRequest &request);

    ui::VideoExportRequest videoExport() const;
    void setVideoExport(const ui::VideoExportRequest &request);
    /// On where nobody has chosen: people know themselves from mirrors.
    bool mirrorsCamera() const;
    void setMirrorsCamera(bool on);
    /// The package that the explorer showed last; may be empty.
    QString exploredModel() const;
    void setExploredModel(const QString &package);
    TrainingSettings training() const;
    void setTraining(const TrainingSettings &training);

    /// The folder that file dialogs start in.
    QString lastFolder() const;
    void setLastFolder(const QString &folder);

private:
    std::unique_ptr<QSettings> m_store;
};

} // namespace imago::app
