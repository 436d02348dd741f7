// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/studio/settings.h"
#include "app/studio/studio_room.h"
#include "app/studio/style_learning.h"
#include "app/studio/style_painter.h"
#include "app/studio/style_thumbnail_painter.h"
#include "app/studio/task_runner.h"
#include "engine/jobs/interactive_lane.h"
#include "engine/project/project.h"
#include "ui/preview/frame_driver.h"
#include "ui/preview/preview_bridge.h"
#include "ui/session/style_session.h"
#include "ui/style/style_export.h"
#include "ui/style/style_panel.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <utility>
#include <vector>

class QMimeData;

namespace imago::ui {
class CanvasView;
class GalleryPanel;
class MainWindow;
} // namespace imago::ui

namespace imago::app {

/// The style room of the running studio: its session, lane and panels, and how pictures come in and go out.
/// The members' order is the order in which they must outlive each other. Threads: the GUI thread.
class StyleRoom : public StudioRoom
{
    Q_OBJECT

public:
    /// `tasks` reads pictures; `folder` keeps the user's style cards.
    StyleRoom(TaskRunner &tasks, Settings &settings, QString folder, QObject *parent = nullptr);
    ~StyleRoom() override;

    ui::Room room() const override { return ui::Room::Style; }
    void join(ui::MainWindow &window) override;
    Device device() const override;

    ui::StyleSession &session() { return m_session; }
    ui::FrameDriver &driver() { return m_driver; }
    ui::StylePanel &panel() { return *m_panel; }
    ui::GalleryPanel &gallery() { return *m_gallery; }

    // What the video room shares.
    ui::PreviewBridge &bridge() { return m_bridge; }
    jobs::InteractiveLane &lane() { return m_lane; }
    TaskRunner &background() { return m_work; }
    const std::shared_ptr<StylePainter> &painter() const { return m_painter; } ///< The lane's; null: none yet.
    const std::shared_ptr<StylePainter> &taskPainter() const { return m_taskPainter; }
    Error whyNothingPaints() const;

    /// Opens the style networks in the background.
    void load();
    /// Fills the gallery in the background: the studio's cards and the user's own.
    void loadCards();
    /// Other pictures to learn on than styleContent()'s.
    void setDrawContent(DrawContent draw) { m_drawContent = std::move(draw); }
    /// There will be none.
    void lack(const Error &why);
    /// The networks are there, or known not to come.
    bool isKnown() const { return m_painter != nullptr || m_error.has_value(); }
    /// What was brought is read, and its final picture is on the canvas where there is one to paint.
    bool isSettled() const override;

    /// Files and folders: the first picture is the photo and further ones are paintings, or all of them are
    /// paintings to mix. A folder brings its paintings into the gallery, or its photos to be styled in a batch.
    /// What cannot be read is told and changes nothing.
    void bring(ui::StylePart part, const QStringList &files);
    void bring(ui::StylePart part, Image picture, const QString &name);
    /// From the clipboard: the photo where there is none yet, else a painting. False when there is no picture.
    bool paste(const QMimeData &mime) override;
    void chooseFile() override { choose(ui::StylePart::Photo); }
    void choose(ui::StylePart part);
    void chooseMask();

    /// Learns the first painting that is worn, in the background; its card then takes its place.
    void learn();

    void exportResult() override { exportPictures(ui::StyleExportKind::Picture); }
    /// Asks for the rest. `photos`: the folder to start with.
    void exportPictures(ui::StyleExportKind kind, const QString &photos = {});
    QMimeData *makeMime() const override;

    /// What a project keeps of the room; nothing while it is empty.
    std::optional<project::StyleWork> work() const;
    /// Brings it back in the background, without a way back; what is not there any more is told. Nothing: the
    /// room becomes empty.
    void restore(const std::optional<project::StyleWork> &work);

    void remember() override;

Q_SIGNALS:
    void known();
    void changed(); ///< By the user: a project that held the room is older now.

private:
    struct Painters
    {
        std::shared_ptr<StylePainter> lane, thumbnails, tasks;
    };

    /// The video room has the lane.
    bool isAsleep() const;
    void useSettings();
    void forget(const ui::StyleSourcePtr &style);
    void connectWindow();
    void connectCanvas();
    void followState(const ui::StyleState &before);
    void showFrame(const ui::ShownFrame &frame);
    void usePainters(const Painters &painters);
    void wearLearned(const ui::StyleSourcePtr &card, std::uint64_t painting);
    /// `mix`: all of several paintings are worn, else the first.
    void take(ui::StylePart part, const std::vector<ui::StyleSourcePtr> &sources, bool mix);
    void startExport(ui::StyleExportDialog &dialog, const ui::StyleExportRequest &request);
    void importMask(const QString &file);
    /// Looks for the photo's faces in the background, and tells the panel.
    void findFaces();
    void showVeil(bool shown);
    void retranslate();
    bool eventFilter(QObject *watched, QEvent *event) override;

    TaskRunner &m_tasks;
    Settings &m_settings;
    QString m_folder;
    std::shared_ptr<FaceMemory> m_faces = std::make_shared<FaceMemory>();
    std::uint64_t m_searched = 0; ///< The photo whose faces are known or searched.
    std::vector<style::FaceBox> m_faceBoxes;
    DrawContent m_drawContent;
    ui::StyleSession m_session;
    ui::StyleHistory m_history{m_session};
    ui::PreviewBridge m_bridge;
    jobs::InteractiveLane m_lane{m_bridge.sink()};
    ui::FrameDriver m_driver;
    StyleThumbnailPainter m_thumbnails;

    ui::MainWindow *m_window = nullptr;
    ui::CanvasView *m_canvas = nullptr; ///< The window's.
    ui::StylePanel *m_panel = nullptr;
    ui::GalleryPanel *m_gallery = nullptr;
    std::shared_ptr<StylePainter> m_painter;      ///< The lane's.
    std::shared_ptr<StylePainter> m_taskPainter; ///< Of exports and learning.
    std::optional<Error> m_error;
    int m_reading = 0;
    std::optional<project::StyleWork> m_restoring; ///< What is on its way back.
    // Encoded once for all the projects that they are saved in, each with what it is of.
    mutable std::pair<std::uint64_t, project::KeptPicture> m_keptPhoto;
    mutable std::pair<std::uint64_t, project::KeptPicture> m_keptMask;
    TaskRunner m_work; ///< Exports and learning: a picture that is brought must not wait for them.
};

/// A picture for the clipboard and for drags: also as a file, which is written when somebody asks for it.
QMimeData *pictureMime(const QImage &picture, const QString &name, quint64 hash);

} // namespace imago::app
