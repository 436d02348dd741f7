// SPDX-License-Identifier: GPL-3.0-or-later
// What comes into the video room and what leaves it.
#include "app/studio/clip_reader.h"
#include "app/studio/export_wiring.h"
#include "app/studio/style_room.h"
#include "app/studio/video_export_work.h"
#include "app/studio/video_room.h"
#include "engine/jobs/time_left.h"
#include "ui/canvas/canvas_view.h"
#include "ui/preview/to_qimage.h"
#include "ui/shell/main_window.h"
#include "ui/text/units.h"
#include "ui/video/video_export.h"
#include "ui/widgets/local_files.h"

#include <QApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QMimeData>

#include <utility>

namespace imago::app {

namespace {

constexpr const char *kClips = "*.mp4 *.m4v *.mov *.webm *.mkv *.gif";

} // namespace

void VideoRoom::bring(const QStringList &paths)
{
    QStringList clips;
    QStringList paintings;
    for (const QString &path : paths)
        (QFileInfo(path).isDir() || isClipFile(path) ? clips : paintings) << path;
    if (!paintings.isEmpty())
        m_style.bring(ui::StylePart::Painting, paintings);
    if (clips.isEmpty())
        return;
    const auto read = std::make_shared<ReadClips>();
    TaskRunner::Reactions reactions;
    ++m_reading;
    reactions.done = [this, read](const Result<jobs::Ending> &ending) {
        --m_reading;
        if (!ending)
            Q_EMIT failed(ending.error());
        else if (!read->errors.empty())
            Q_EMIT failed(read->errors.front());
        m_session.addClips(read->clips);
    };
    m_tasks.start(
        tr("Opening %1…").arg(QFileInfo(clips.front()).fileName()),
        [clips, read](jobs::JobContext &job) -> Result<jobs::Ending> {
            *read = readClips(clips, job.stopToken());
            return jobs::Ending::Completed;
        },
        std::move(reactions));
}

void VideoRoom::chooseFile()
{
    const QStringList files =
        QFileDialog::getOpenFileNames(m_window, tr("Choose clips"), m_settings.lastFolder(),
                                      tr("Clips (%1)").arg(QLatin1String(kClips)) + QStringLiteral(";;") +
                                          tr("All files (%1)").arg(QLatin1Char('*')));
    if (files.isEmpty())
        return;
    m_settings.setLastFolder(QFileInfo(files.front()).absolutePath());
    bring(files);
}

bool VideoRoom::paste(const QMimeData &mime)
{
    const QStringList files = ui::localFiles(mime);
    if (!files.isEmpty())
        bring(files);
    else if (mime.hasImage())
        m_style.bring(ui::StylePart::Painting, ui::fromQImage(qvariant_cast<QImage>(mime.imageData())),
                      tr("Pasted picture"));
    return !files.isEmpty() || mime.hasImage();
}

QMimeData *VideoRoom::makeMime() const
{
    if (m_camera.isShown())
        return pictureMime(m_canvas->image().copy(), tr("Camera"), 0);
    const ui::ChosenClip *shown = m_session.state().video.shown();
    if (m_canvas->isEmpty() || shown == nullptr)
        return nullptr;
    return pictureMime(m_canvas->image().copy(), shown->clip->name, m_driver.shown().recipeHash);
}

void VideoRoom::exportResult()
{
    const ui::StyleState &state = m_session.state();
    if (state.video.shown() == nullptr || state.styles.empty()) {
        Q_EMIT told(tr("Drop a clip and choose a style first: then there is something to export."));
        return;
    }
    auto *dialog = new ui::VideoExportDialog(state.video, m_settings.videoExport(), m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ui::VideoExportDialog::exportRequested, this,
            [this, dialog](const ui::VideoExportRequest &request) { startExport(*dialog, request); });
    dialog->show(); // one goes on working beside it
}

void VideoRoom::startExport(ui::VideoExportDialog &dialog, const ui::VideoExportRequest &request)
{
    if (m_style.taskPainter() == nullptr) {
        dialog.showError(m_style.whyNothingPaints());
        return;
    }
    m_settings.setVideoExport(request);
    // The same export as the one that was stopped goes on.
    if (!m_unfinished || m_unfinished->request != request || m_unfinished->state != m_session.state())
        m_unfinished = {request, m_session.state(), std::make_shared<VideoExportStand>()};
    const auto stand = m_unfinished->stand;
    const auto left = std::make_shared<jobs::TimeLeft>();
    ExportJob job;
    job.title = tr("Exporting clips…");
    job.written = std::make_shared<std::atomic<int>>(0);
    job.work = videoExportWork(m_style.taskPainter(), request, m_session.state(), stand, job.written);
    job.words = [stand, left](const jobs::Progress &progress) {
        const auto time = left->update(progress.done, progress.total, jobs::TimeLeft::Clock::now());
        const QString clip = stand->clips > 1 ? tr("Clip %1 of %2, ").arg(stand->clip).arg(stand->clips) : QString();
        return clip + (time ? tr("frame %1 of %2, %3 left").arg(progress.done).arg(progress.total).arg(
                                  ui::durationText(*time))
                            : tr("frame %1 of %2").arg(progress.done).arg(progress.total));
    };
    job.ended = [this, stand, folder = request.folder, written = job.written](const Result<jobs::Ending> &ending,
                                                                              bool dialogKnows) {
        QApplication::alert(m_window);
        if (ending && *ending == jobs::Ending::Completed && m_unfinished && m_unfinished->stand == stand)
            m_unfinished.reset();
        if (dialogKnows)
            return;
        if (!ending)
            Q_EMIT failed(ending.error());
        else if (*ending == jobs::Ending::Completed)
            Q_EMIT told(tr("The clips are painted. Saved in %1: %2.").arg(folder).arg(*written));
        else
            Q_EMIT told(tr("The export of clips is stopped; the same export goes on where it ended."));
    };
    app::startExport(dialog, m_style.background(), std::move(job));
}

} // namespace imago::app
