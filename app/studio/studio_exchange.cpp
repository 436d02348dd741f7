// SPDX-License-Identifier: GPL-3.0-or-later
// What StudioApp gives to the world and takes from the clipboard.
#include "app/studio/export_wiring.h"
#include "app/studio/export_work.h"
#include "app/studio/studio_app.h"
#include "app/studio/style_room.h"
#include "ui/canvas/canvas_view.h"
#include "ui/canvas/picture_mime.h"
#include "ui/portrait/export_dialog.h"
#include "ui/preview/to_qimage.h"
#include "ui/shell/notice.h"

#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QMimeData>
#include <QStandardPaths>
#include <QUrl>

#include <algorithm>
#include <thread>
#include <utility>

namespace imago::app {

namespace {

/// Of a portrait that is to be styled, at least: smaller ones have no room for strokes.
constexpr int kStyledSide = 1024;

/// Where other programs find a picture that was dragged or copied: the user's own cache, not a folder that
/// others can write to.
QString writeDragFile(const QImage &picture, const latent::Recipe &recipe)
{
    const QString folder =
        QStandardPaths::writableLocation(QStandardPaths::CacheLocation) + QStringLiteral("/pictures");
    QDir().mkpath(folder);
    const QString path =
        QStringLiteral("%1/portrait-%2.png").arg(folder).arg(latent::hash(recipe), 16, 16, QLatin1Char('0'));
    const Status written =
        writePicture(path.toStdString(), ui::fromQImage(picture), recipe, ui::ExportRequest());
    return written ? path : QString();
}

} // namespace

void StudioApp::exportPictures()
{
    if (StudioRoom *room = here())
        room->exportResult();
    else
        exportPortraits();
}

void StudioApp::stylePortrait()
{
    latent::Recipe recipe = m_session.recipe();
    const int side = std::max(recipe.size.width, kStyledSide);
    recipe.size = {side, side};
    const auto drawn = std::make_shared<Image>();
    TaskRunner::Reactions reactions;
    reactions.done = [this, drawn](const Result<jobs::Ending> &ending) {
        if (!ending)
            tell(ending.error());
        else if (!drawn->empty())
            m_style->bring(ui::StylePart::Photo, std::move(*drawn), tr("Portrait"));
    };
    m_tasks.start(
        {},
        [painters = m_painters, recipe, drawn](jobs::JobContext &job) -> Result<jobs::Ending> {
            const int threads = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
            Result<Image> picture = paint(painters, recipe, PixelFormat::Rgba8, threads, job.stopToken());
            if (!picture)
                return tl::unexpected(std::move(picture).error());
            *drawn = *std::move(picture);
            return jobs::Ending::Completed;
        },
        std::move(reactions));
    m_window->setRoom(ui::Room::Style);
}

void StudioApp::exportPortraits()
{
    ui::ExportRequest start = m_settings.exportRequest();
    start.decoder = m_session.recipe().decoder;
    auto *dialog = new ui::ExportDialog(m_session.recipe(), start, m_window.get());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    const auto tellNeural = [this, dialog] {
        dialog->setNeuralSide(m_painters.model != nullptr ? m_painters.model->nativeSize().width : 0);
    };
    tellNeural();
    connect(this, &StudioApp::loaded, dialog, tellNeural);
    connect(dialog, &ui::ExportDialog::exportRequested, this, [this, dialog](const ui::ExportRequest &request) {
        ui::ExportRequest kept = request;
        if (m_session.recipe().transparent) // as this face is, which is no wish for others
            kept.transparent = m_settings.exportRequest().transparent;
        m_settings.setExportRequest(kept);
        ExportJob job;
        job.title = tr("Exporting…");
        job.written = std::make_shared<std::atomic<int>>(0);
        job.work = exportWork(m_painters, request, m_session.recipe(), job.written);
        job.ended = [this](const Result<jobs::Ending> &ending, bool dialogKnows) {
            if (!ending && !dialogKnows)
                tell(ending.error());
        };
        startExport(*dialog, m_tasks, std::move(job));
    });
    dialog->open();
}

void StudioApp::copyPicture()
{
    if (const StudioRoom *room = here()) {
        if (QMimeData *mime = room->makeMime()) {
            QApplication::clipboard()->setMimeData(mime);
            m_window->notice().say(ui::NoticeKind::Information, tr("The picture is on the clipboard."));
        }
    } else if (QMimeData *mime = makeMime()) {
        QApplication::clipboard()->setMimeData(mime);
        m_window->notice().say(ui::NoticeKind::Information,
                               tr("The picture is on the clipboard, with its recipe."));
    }
}

void StudioApp::paste()
{
    const QMimeData *mime = QApplication::clipboard()->mimeData();
    if (StudioRoom *room = here()) {
        if (!room->paste(*mime))
            m_window->notice().say(ui::NoticeKind::Information, tr("There is no picture on the clipboard."));
        return;
    }
    if (mime->hasFormat(ui::kRecipeMimeType)) {
        Q_EMIT m_window->canvas().recipeDropped(mime->data(ui::kRecipeMimeType));
    } else if (mime->hasUrls() && mime->urls().front().isLocalFile()) {
        open(mime->urls().front().toLocalFile());
    } else if (mime->hasImage()) {
        Q_EMIT m_window->canvas().imageDropped(qvariant_cast<QImage>(mime->imageData()), 0);
    } else if (mime->hasText() && mime->text().trimmed().startsWith(QLatin1Char('{'))) {
        Q_EMIT m_window->canvas().recipeDropped(mime->text().toUtf8());
    } else {
        m_window->notice().say(ui::NoticeKind::Information,
                               tr("There is no picture and no recipe on the clipboard."));
    }
}

QMimeData *StudioApp::makeMime()
{
    if (m_window->canvas().isEmpty())
        return nullptr;
    // The canvas' pixels are the engine's: others get their own. What leaves knows nothing of the studio any
    // more, because the clipboard may ask for the file much later.
    const QImage picture = m_window->canvas().image().copy();
    const latent::Recipe recipe = completed(m_painters, m_session.recipe());
    return new ui::PictureMime(picture, QByteArray::fromStdString(latent::toJson(recipe)),
                               [picture, recipe] { return writeDragFile(picture, recipe); });
}

} // namespace imago::app
