// SPDX-License-Identifier: GPL-3.0-or-later
// How pictures come into the style room and leave it.
#include "app/studio/export_wiring.h"
#include "app/studio/style_export_work.h"
#include "app/studio/style_learning.h"
#include "app/studio/style_reader.h"
#include "app/studio/style_restore.h"
#include "app/studio/style_room.h"
#include "engine/files/image_file.h"
#include "engine/style/region.h"
#include "ui/canvas/canvas_view.h"
#include "ui/canvas/picture_mime.h"
#include "ui/preview/to_qimage.h"
#include "ui/shell/main_window.h"
#include "ui/style/gallery_panel.h"
#include "ui/widgets/local_files.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMimeData>
#include <QStandardPaths>

#include <algorithm>
#include <utility>

namespace imago::app {

namespace {

constexpr qsizetype kMostAtOnce = 24;

constexpr const char *kPictures = "*.png *.jpg *.jpeg *.webp *.tif *.tiff *.heic *.avif *.gif";

QString pictureFilter()
{
    return StyleRoom::tr("Pictures (%1)").arg(QLatin1String(kPictures));
}

QString styleFilter()
{
    return StyleRoom::tr("Pictures and style cards (%1)")
        .arg(QLatin1String(kPictures) + QStringLiteral(" *.imagostyle"));
}

/// The user's own cache, not a folder that others can write to.
QString writeDragFile(const QImage &picture, const QString &name, quint64 hash)
{
    const QString folder =
        QStandardPaths::writableLocation(QStandardPaths::CacheLocation) + QStringLiteral("/pictures");
    QDir().mkpath(folder);
    const QString path = QStringLiteral("%1/%2-%3.png")
                             .arg(folder, ui::safeFileName(name, QStringLiteral("styled")))
                             .arg(hash, 16, 16, QLatin1Char('0'));
    const Status written = files::writeImage(path.toStdString(), ui::fromQImage(picture));
    return written ? path : QString();
}

} // namespace

void StyleRoom::bring(ui::StylePart part, const QStringList &paths)
{
    const bool folder = paths.size() == 1 && QFileInfo(paths.front()).isDir();
    if (folder && part == ui::StylePart::Photo && !m_session.state().styles.empty()) {
        exportPictures(ui::StyleExportKind::Folder, paths.front());
        return;
    }
    const qsizetype most = folder && part == ui::StylePart::Photo ? 1 : kMostAtOnce;
    const auto read = std::make_shared<StyleSources>();
    TaskRunner::Reactions reactions;
    ++m_reading;
    reactions.done = [this, part, read, folder](const Result<jobs::Ending> &ending) {
        --m_reading;
        if (!ending)
            Q_EMIT failed(ending.error());
        else if (!read->errors.empty())
            Q_EMIT failed(read->errors.front());
        // A painting does not become the photo because that one could not be read.
        take(read->firstFailed ? ui::StylePart::Painting : part, read->styles, !folder);
    };
    const QString name = QFileInfo(paths.value(0)).fileName();
    m_tasks.start(
        tr("Opening %1…").arg(name),
        [paths, part, read, most](jobs::JobContext &job) -> Result<jobs::Ending> {
            const QStringList files = pictureFiles(paths, part == ui::StylePart::Painting).mid(0, most);
            if (files.isEmpty())
                return fail(ErrorCode::BadInput, "there are no pictures in this folder",
                            paths.value(0).toStdString());
            *read = readStyleSources(files, job.stopToken());
            return jobs::Ending::Completed;
        },
        std::move(reactions));
}

void StyleRoom::bring(ui::StylePart part, Image picture, const QString &name)
{
    if (picture.empty())
        return;
    const auto read = std::make_shared<ui::SourcePtr>();
    const auto held = std::make_shared<Image>(std::move(picture));
    TaskRunner::Reactions reactions;
    ++m_reading;
    reactions.done = [this, part, read](const Result<jobs::Ending> &ending) {
        --m_reading;
        if (!ending)
            Q_EMIT failed(ending.error());
        else
            take(part, {ui::styleOfPainting(*read)}, true);
    };
    m_tasks.start(
        {},
        [held, name, read, folder = part == ui::StylePart::Painting ? m_folder : QString()](
            jobs::JobContext &) -> Result<jobs::Ending> {
            // A painting without a file gets one among the user's styles, so that it is there the next time.
            const QString file = folder.isEmpty() ? QString() : keepPainting(*held, name, folder);
            Result<ui::SourcePtr> made = sourcePictureOf(std::move(*held), name, file);
            if (!made)
                return tl::unexpected(std::move(made).error());
            *read = *std::move(made);
            return jobs::Ending::Completed;
        },
        std::move(reactions));
}

void StyleRoom::take(ui::StylePart part, const std::vector<ui::StyleSourcePtr> &sources, bool mix)
{
    auto next = sources.begin();
    if (part == ui::StylePart::Photo && next != sources.end() && (*next)->painting != nullptr)
        m_session.setPhoto((*next++)->painting);
    bool first = true;
    for (; next != sources.end(); ++next) {
        m_gallery->addStyle(*next);
        if (std::exchange(first, false))
            m_session.setStyle(*next);
        else if (mix)
            m_session.addStyle(*next);
    }
}

bool StyleRoom::paste(const QMimeData &mime)
{
    const ui::StylePart part =
        m_session.state().photo == nullptr ? ui::StylePart::Photo : ui::StylePart::Painting;
    const QStringList files = ui::localFiles(mime);
    if (!files.isEmpty()) {
        bring(part, files);
        return true;
    }
    if (!mime.hasImage())
        return false;
    bring(part, ui::fromQImage(qvariant_cast<QImage>(mime.imageData())), tr("Pasted picture"));
    return true;
}

void StyleRoom::choose(ui::StylePart part)
{
    const bool photo = part == ui::StylePart::Photo;
    const QStringList files = QFileDialog::getOpenFileNames(
        m_window, photo ? tr("Choose a photo") : tr("Choose a painting, or several to mix"), m_settings.lastFolder(),
        (photo ? pictureFilter() : styleFilter()) + QStringLiteral(";;") + tr("All files (%1)").arg(QLatin1Char('*')));
    if (files.isEmpty())
        return;
    m_settings.setLastFolder(QFileInfo(files.front()).absolutePath());
    bring(part, files);
}

void StyleRoom::chooseMask()
{
    if (m_session.state().photo == nullptr)
        return;
    const QString file =
        QFileDialog::getOpenFileName(m_window, tr("Choose a mask: white wears the style, black does not"),
                                     m_settings.lastFolder(), pictureFilter());
    if (file.isEmpty())
        return;
    m_settings.setLastFolder(QFileInfo(file).absolutePath());
    importMask(file);
}

void StyleRoom::importMask(const QString &file)
{
    const auto read = std::make_shared<style::BrushMask>();
    TaskRunner::Reactions reactions;
    ++m_reading;
    reactions.done = [this, read, photo = m_session.state().photo](const Result<jobs::Ending> &ending) {
        --m_reading;
        if (!ending)
            Q_EMIT failed(ending.error());
        else if (m_session.state().photo == photo) // else it is the mask of a photo that is gone
            m_session.setMask([] { return tr("Import the region"); }, *read);
    };
    m_tasks.start(
        tr("Opening %1…").arg(QFileInfo(file).fileName()),
        [file, read, size = m_session.state().photo->size()](jobs::JobContext &) -> Result<jobs::Ending> {
            const Result<Image> picture = files::readImage(file.toStdString());
            if (!picture)
                return tl::unexpected(picture.error());
            if (Status fine = style::checkMask(picture->size(), size); !fine) {
                fine.error().subject = QFileInfo(file).fileName().toStdString();
                return tl::unexpected(std::move(fine).error());
            }
            *read = style::BrushMask::fromPicture(*picture, size);
            return jobs::Ending::Completed;
        },
        std::move(reactions));
}

void StyleRoom::learn()
{
    const std::vector<ui::ChosenStyle> &styles = m_session.state().styles;
    const auto chosen = std::ranges::find_if(
        styles, [](const ui::ChosenStyle &one) { return one.source->painting != nullptr; });
    if (chosen == styles.end())
        return;
    if (m_taskPainter == nullptr) {
        Q_EMIT failed(whyNothingPaints());
        return;
    }
    const auto learned = std::make_shared<ui::StyleSourcePtr>();
    TaskRunner::Reactions reactions;
    reactions.done = [this, learned, id = chosen->source->id](const Result<jobs::Ending> &ending) {
        m_panel->setLearning(false);
        if (!ending)
            Q_EMIT failed(ending.error());
        else if (*ending == jobs::Ending::Completed)
            wearLearned(*learned, id);
    };
    m_panel->setLearning(true);
    m_work.start(tr("Learning %1…").arg(chosen->source->name()),
                 styleLearningWork(m_taskPainter, chosen->source, m_session.state().photo, m_drawContent, m_folder,
                                   learned),
                 std::move(reactions));
}

void StyleRoom::wearLearned(const ui::StyleSourcePtr &card, std::uint64_t painting)
{
    m_gallery->addStyle(card);
    m_session.changeApart([card] { return tr("Learned: %1").arg(card->name()); }, [&](ui::StyleState &state) {
        for (ui::ChosenStyle &chosen : state.styles) {
            if (chosen.source->id == painting)
                chosen.source = card;
        }
    });
    Q_EMIT told(tr("“%1” is learned: its card is in the gallery.").arg(card->name()));
}

std::optional<project::StyleWork> StyleRoom::work() const
{
    if (m_restoring)
        return m_restoring;
    const ui::StyleState &state = m_session.state();
    if (state.photo == nullptr && state.styles.empty() && state.video.clips.empty())
        return std::nullopt;
    project::StyleWork work;
    if (state.photo != nullptr) {
        work.photo = state.photo->file.toStdString();
        if (work.photo.empty()) {
            if (m_keptPhoto.first != state.photo->id)
                m_keptPhoto = {state.photo->id, project::KeptPicture(state.photo->full)};
            work.photoItself = m_keptPhoto.second;
            work.photoName = state.photo->name.toStdString();
        }
    }
    for (const ui::ChosenStyle &chosen : state.styles) {
        if (!chosen.source->file().isEmpty())
            work.styles.push_back({chosen.source->file().toStdString(), chosen.weight, chosen.outside});
    }
    if (!state.mask.isNone()) {
        if (m_keptMask.first != state.mask.revision())
            m_keptMask = {state.mask.revision(),
                          project::KeptPicture(std::make_shared<const Image>(state.mask.toImage()))};
        work.mask = m_keptMask.second;
    }
    work.strength = state.strength;
    work.colors = style::name(state.colors);
    work.stroke = state.stroke;
    work.tier = style::name(state.tier);
    work.structure = state.structure;
    work.seed = state.seed;
    work.faceProtection = state.faceProtection;
    for (const ui::ChosenClip &chosen : state.video.clips)
        work.clips.push_back({chosen.clip->file.toStdString(), chosen.from, chosen.to});
    work.currentClip = state.video.current;
    work.smooth = state.video.smooth;
    return work;
}

void StyleRoom::restore(const std::optional<project::StyleWork> &work)
{
    m_restoring = work.value_or(project::StyleWork());
    if (!work) {
        m_session.reset({});
        m_restoring.reset();
        return;
    }
    const auto restored = std::make_shared<RestoredStyle>();
    TaskRunner::Reactions reactions;
    ++m_reading;
    reactions.done = [this, restored](const Result<jobs::Ending> &) {
        --m_reading;
        for (const ui::ChosenStyle &chosen : restored->state.styles)
            m_gallery->addStyle(chosen.source);
        m_session.reset(restored->state);
        m_restoring.reset();
        if (!restored->errors.empty())
            Q_EMIT failed(restored->errors.front());
    };
    m_tasks.start(
        {},
        [work = *work, restored](jobs::JobContext &job) -> Result<jobs::Ending> {
            *restored = restoreStyle(work, job.stopToken());
            return jobs::Ending::Completed;
        },
        std::move(reactions));
}

void StyleRoom::exportPictures(ui::StyleExportKind kind, const QString &photos)
{
    const ui::StyleState &state = m_session.state();
    ui::StyleExportRequest start = m_settings.styleExport();
    start.kind = kind;
    if (!photos.isEmpty())
        start.photos = photos;
    start.name = (state.photo ? state.photo->name : tr("picture")) + QLatin1Char('-') +
                 (kind == ui::StyleExportKind::Sheet ? tr("styles") : tr("styled"));
    auto *dialog = new ui::StyleExportDialog(state.photo ? state.photo->size() : Size(), !state.styles.empty(),
                                             start, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ui::StyleExportDialog::exportRequested, this,
            [this, dialog](const ui::StyleExportRequest &request) { startExport(*dialog, request); });
    dialog->open();
}

void StyleRoom::startExport(ui::StyleExportDialog &dialog, const ui::StyleExportRequest &request)
{
    if (m_taskPainter == nullptr) {
        dialog.showError(whyNothingPaints());
        return;
    }
    m_settings.setStyleExport(request);
    // What took long to refine is not refined again when it is there in the size that is wanted.
    const bool ready = m_session.state().tier != style::Tier::Instant && m_driver.isSettled() &&
                       !request.longerSide && !request.file.sixteenBit;
    ExportJob job;
    job.title = tr("Exporting…");
    job.written = std::make_shared<std::atomic<int>>(0);
    job.work = styleExportWork(m_taskPainter, request, m_session.state(), m_gallery->styles(), job.written,
                               ready ? m_driver.shown().image : QImage());
    job.ended = [this](const Result<jobs::Ending> &ending, bool dialogKnows) {
        if (!ending && !dialogKnows)
            Q_EMIT failed(ending.error());
    };
    app::startExport(dialog, m_work, std::move(job));
}

QMimeData *StyleRoom::makeMime() const
{
    if (m_canvas->isEmpty() || m_session.state().photo == nullptr)
        return nullptr;
    // The canvas' pixels are the engine's: others get their own.
    return pictureMime(m_canvas->image().copy(), m_session.state().photo->name, ui::hash(m_session.state()));
}

QMimeData *pictureMime(const QImage &picture, const QString &name, quint64 hash)
{
    return new ui::PictureMime(picture, {}, [=] { return writeDragFile(picture, name, hash); });
}

} // namespace imago::app
