// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/style_export_work.h"

#include "app/studio/contact_sheet.h"
#include "app/studio/export_work.h"
#include "app/studio/style_reader.h"
#include "engine/files/image_file.h"
#include "ui/preview/to_qimage.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <set>
#include <thread>
#include <utility>

namespace imago::app {

namespace {

int allThreads()
{
    return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

Status write(const QString &name, Image picture, const ui::StyleExportRequest &request)
{
    if (!request.file.sixteenBit && picture.format() == PixelFormat::Rgba16)
        picture = picture.converted(PixelFormat::Rgba8);
    const QString file = QDir(request.folder).filePath(name + QLatin1Char('.') + ui::ending(request.file.format));
    return files::writeImage(freePath(file.toStdString()), picture, writeOptions(request.file));
}

/// In the depth that is asked for: painting knows more than 8 bits.
Image deepened(const Image &photo, const ui::StyleExportRequest &request)
{
    return request.file.sixteenBit ? photo.converted(PixelFormat::Rgba16) : photo;
}

class Exporter
{
public:
    Exporter(std::shared_ptr<StylePainter> painter, ui::StyleExportRequest request, ui::StyleState state,
             std::vector<ui::StyleSourcePtr> gallery, std::shared_ptr<std::atomic<int>> written, QImage finished)
        : m_painter(std::move(painter))
        , m_request(std::move(request))
        , m_state(std::move(state))
        , m_gallery(std::move(gallery))
        , m_written(std::move(written))
        , m_finished(std::move(finished))
    {
    }

    Result<jobs::Ending> run(jobs::JobContext &job)
    {
        if (!QDir().mkpath(m_request.folder))
            return fail(ErrorCode::FileUnwritable, "the folder cannot be made", m_request.folder.toStdString());
        switch (m_request.kind) {
        case ui::StyleExportKind::Picture:
            return picture(job);
        case ui::StyleExportKind::Folder:
            return folder(job);
        case ui::StyleExportKind::Sheet:
            return sheet(job);
        }
        return jobs::Ending::Completed;
    }

private:
    Result<jobs::Ending> saved(const QString &name, Result<Image> painted, const jobs::JobContext &job)
    {
        if (!painted)
            return tl::unexpected(std::move(painted).error());
        if (painted->empty() || job.stopRequested())
            return jobs::Ending::Stopped;
        if (Status done = write(name, *std::move(painted), m_request); !done)
            return tl::unexpected(std::move(done).error());
        ++*m_written;
        return jobs::Ending::Completed;
    }

    Result<jobs::Ending> picture(jobs::JobContext &job)
    {
        if (!m_finished.isNull())
            return saved(m_request.name, ui::fromQImage(m_finished), job);
        return saved(m_request.name,
                     m_painter->paint(m_state, deepened(*m_state.photo->full, m_request), m_request.longerSide,
                                      allThreads(), job),
                     job);
    }

    Result<jobs::Ending> folder(jobs::JobContext &job)
    {
        const QStringList photos = pictureFiles({m_request.photos});
        if (photos.isEmpty())
            return fail(ErrorCode::BadInput, "there are no pictures in this folder",
                        m_request.photos.toStdString());
        m_state.mask = {}; // it was painted for another photo
        std::set<QString> taken;
        std::optional<Error> first;
        for (int i = 0; i < photos.size(); ++i) {
            job.report(jobs::Stage::Saving, i, static_cast<int>(photos.size()));
            const QString stem = QFileInfo(photos[i]).completeBaseName() + QStringLiteral("-styled");
            QString name = stem;
            for (int number = 2; !taken.insert(name).second; ++number)
                name = QStringLiteral("%1-%2").arg(stem).arg(number);
            Result<jobs::Ending> one = photo(photos[i], name, job);
            if (!one && !first)
                first = one.error();
            else if (one && *one == jobs::Ending::Stopped)
                return jobs::Ending::Stopped;
        }
        job.report(jobs::Stage::Saving, static_cast<int>(photos.size()), static_cast<int>(photos.size()));
        if (first)
            return tl::unexpected(*std::move(first));
        return jobs::Ending::Completed;
    }

    Result<jobs::Ending> photo(const QString &file, const QString &name, jobs::JobContext &job)
    {
        Result<Image> read = files::readImage(file.toStdString());
        if (!read)
            return tl::unexpected(std::move(read).error());
        // Its own progress is that of the folder.
        jobs::JobContext quiet(job.ticket(), [](const jobs::Event &) {}, {job.stopToken(), {}, {}, {}});
        return saved(name,
                     m_painter->paint(m_state, deepened(*read, m_request), m_request.longerSide, allThreads(),
                                      quiet),
                     job);
    }

    Result<jobs::Ending> sheet(jobs::JobContext &job)
    {
        std::vector<SheetCell> cells;
        cells.push_back({*m_state.photo->small, QString()});
        const auto total = static_cast<int>(m_gallery.size());
        for (int i = 0; i < total; ++i) {
            job.report(jobs::Stage::Rendering, i, total);
            ui::StyleState one = m_state;
            one.styles = {{m_gallery[static_cast<std::size_t>(i)], 1.0}};
            one.mask = {};
            one.tier = style::Tier::Instant; // a look at each
            jobs::JobContext quiet(job.ticket(), [](const jobs::Event &) {}, {job.stopToken(), {}, {}, {}});
            Result<Image> painted = m_painter->paint(one, *m_state.photo->small, std::nullopt, allThreads(), quiet);
            if (!painted)
                return tl::unexpected(std::move(painted).error());
            if (painted->empty())
                return jobs::Ending::Stopped;
            cells.push_back({*std::move(painted), one.styles.front().source->name()});
        }
        return saved(m_request.name, contactSheet(cells), job);
    }

    std::shared_ptr<StylePainter> m_painter;
    ui::StyleExportRequest m_request;
    ui::StyleState m_state;
    std::vector<ui::StyleSourcePtr> m_gallery;
    std::shared_ptr<std::atomic<int>> m_written;
    QImage m_finished;
};

} // namespace

jobs::Work styleExportWork(std::shared_ptr<StylePainter> painter, const ui::StyleExportRequest &request,
                           const ui::StyleState &state, std::vector<ui::StyleSourcePtr> gallery,
                           std::shared_ptr<std::atomic<int>> written, const QImage &finished)
{
    const auto exporter = std::make_shared<Exporter>(std::move(painter), request, state, std::move(gallery),
                                                     std::move(written), finished);
    return [exporter](jobs::JobContext &job) { return exporter->run(job); };
}

} // namespace imago::app
