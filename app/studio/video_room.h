// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/studio/camera_show.h"
#include "app/studio/clip_frames.h"
#include "app/studio/clip_preview.h"
#include "app/studio/settings.h"
#include "app/studio/studio_room.h"
#include "app/studio/task_runner.h"
#include "app/studio/video_export_work.h"
#include "ui/preview/frame_driver.h"
#include "ui/session/style_session.h"

#include <QTimer>

#include <memory>
#include <optional>

namespace imago::ui {
class CanvasView;
class MainWindow;
class VideoBar;
class VideoExportDialog;
} // namespace imago::ui

namespace imago::app {

class StyleRoom;

/// The video room of the running studio. It shares session, panels, lane and networks with the style room: what is worn
/// there is worn here. The canvas shows the frame at the playhead, painted, or plays a preview of two seconds; an
/// export runs in the background. Threads: the GUI thread.
class VideoRoom : public StudioRoom
{
    Q_OBJECT

public:
    /// Requires: `style` outlives the room and has joined the window before it.
    /// `recordings`: the folder for what cameras see.
    VideoRoom(StyleRoom &style, TaskRunner &tasks, Settings &settings, QString recordings, QObject *parent = nullptr);
    ~VideoRoom() override;

    ui::Room room() const override { return ui::Room::Video; }
    void join(ui::MainWindow &window) override;
    bool isSettled() const override;
    Device device() const override;
    void chooseFile() override;
    void exportResult() override;
    QMimeData *makeMime() const override;
    bool paste(const QMimeData &mime) override;
    void remember() override {}

    /// Clips and folders of clips come behind those that are there; pictures among them are worn. What cannot be read
    /// is told and changes nothing.
    void bring(const QStringList &files);

    void playPreview();
    void stopPreview();

    /// Leaving the room switches it off.
    CameraShow &camera() { return m_camera; }

    ui::VideoBar &bar() { return *m_bar; }
    ui::FrameDriver &driver() { return m_driver; }
    /// Frames that the preview has by now; 0 while there is none.
    std::size_t previewFrames() const { return m_preview ? m_preview->size() : 0; }

private:
    void connectWindow();
    void connectCamera();
    void followCamera(bool on);
    void showCamera(const ImagePtr &painted, const ImagePtr &photo);
    /// The still frame, where it is what is to be seen.
    void followFrame();
    /// How frames are painted, all but the frame.
    ui::StyleState look() const;
    void enter(bool entered);
    void followState(const ui::StyleState &before);
    void showFrame(const ui::ShownFrame &frame);
    /// The gallery's styles are on the frame at the playhead while the room is in sight.
    void showGallery();
    void movePlayhead(double seconds);
    jobs::Work frameWork(jobs::Quality upTo) const;
    void playNext();
    void previewEnded(const jobs::Finished &finished);
    void startExport(ui::VideoExportDialog &dialog, const ui::VideoExportRequest &request);
    void retranslate();
    bool eventFilter(QObject *watched, QEvent *event) override;

    StyleRoom &m_style;
    TaskRunner &m_tasks;
    Settings &m_settings;
    ui::StyleSession &m_session;
    ui::ClipHistory m_history;
    ui::FrameDriver m_driver;
    std::shared_ptr<ClipFrames> m_frames = std::make_shared<ClipFrames>();
    ui::MainWindow *m_window = nullptr;
    ui::CanvasView *m_canvas = nullptr; ///< The window's.
    ui::VideoBar *m_bar = nullptr;      ///< The window's.
    double m_moment = 0.0;              ///< The playhead's, but for a preview that moves it.
    std::uint64_t m_reference = 0;      ///< The frame that the canvas compares with.
    int m_reading = 0;
    bool m_noCamera = false; ///< Was looked for in vain.
    CameraShow m_camera;

    /// An export that was stopped or failed in part: the same one goes on with what it has.
    struct Unfinished
    {
        ui::VideoExportRequest request;
        ui::StyleState state;
        std::shared_ptr<VideoExportStand> stand;
    };
    std::optional<Unfinished> m_unfinished;

    std::shared_ptr<ClipPreview> m_preview; ///< Null: none.
    jobs::Ticket m_previewTicket;
    bool m_previewPainting = false;
    std::size_t m_next = 0; ///< Frame of the preview to play.
    QTimer m_player;
};

} // namespace imago::app
