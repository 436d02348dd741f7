// SPDX-License-Identifier: GPL-3.0-or-later
// How pictures come into the explorer and leave it: found in the model, or going back to the place that they were drawn
// at.
#include "app/studio/explore_export_work.h"
#include "app/studio/explore_room.h"
#include "app/studio/export_wiring.h"
#include "app/studio/model_store.h"
#include "engine/files/image_file.h"
#include "engine/files/png_text.h"
#include "engine/files/save_file.h"
#include "ui/canvas/canvas_view.h"
#include "ui/canvas/picture_mime.h"
#include "ui/preview/to_qimage.h"
#include "ui/shell/main_window.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QMimeData>

#include <utility>

namespace imago::app {

namespace {

constexpr int kEncodeSteps = 120;

} // namespace

void ExploreRoom::readPicture(const QString &file)
{
    struct Read
    {
        Image picture;
        std::optional<latent::ExploreRecipe> place; ///< Of a picture that the explorer made.
        QString package;                            ///< Its model's on the shelf, where another one is open.
    };
    const auto read = std::make_shared<Read>();
    TaskRunner::Reactions reactions;
    reactions.done = [this, read](const Result<jobs::Ending> &ending) {
        if (!ending)
            Q_EMIT failed(ending.error());
        else if (!read->place)
            encode(std::move(read->picture));
        else if (read->place->modelHash == m_session.model().hash)
            goTo(*read->place);
        else if (!read->package.isEmpty())
            open(read->package, read->place);
        else
            Q_EMIT told(tr("This picture was drawn by a model that is not on the shelf. Import the model, then drop "
                           "the picture again."));
    };
    m_tasks.start(
        tr("Opening %1…").arg(QFileInfo(file).fileName()),
        [read, path = file.toStdString(), current = m_session.model().hash,
         folders = QStringList{m_trainings, m_imports}](jobs::JobContext &) -> Result<jobs::Ending> {
            if (const auto texts = files::readPngText(path)) {
                if (const auto text = texts->find(std::string(latent::kExploreText)); text != texts->end()) {
                    Result<latent::ExploreRecipe> place =
                        latent::parseExploreRecipe(text->second, files::subjectOf(path));
                    if (!place)
                        return tl::unexpected(place.error());
                    if (place->modelHash != current)
                        read->package = packageWithHash(folders, place->modelHash);
                    read->place = *std::move(place);
                    return jobs::Ending::Completed;
                }
            }
            Result<Image> picture = files::readImage(path);
            if (!picture)
                return tl::unexpected(picture.error());
            read->picture = *std::move(picture);
            return jobs::Ending::Completed;
        },
        std::move(reactions));
}

void ExploreRoom::goTo(const latent::ExploreRecipe &place)
{
    const Result<latent::ExplorePoint> point =
        latent::pointOf(place, m_session.model().sliders, m_session.model().classes);
    if (point)
        m_session.adopt([] { return tr("Open a picture's place"); }, *point);
    else
        Q_EMIT failed(point.error());
}

void ExploreRoom::encode(Image picture)
{
    if (m_models.tasks == nullptr || picture.empty()) {
        if (m_models.tasks == nullptr)
            Q_EMIT told(tr("Open a model first: the picture is looked for in it."));
        return;
    }
    const auto held = std::make_shared<const Image>(std::move(picture));
    m_canvas->setReference(ui::toQImage(held), {held->width(), held->height()}, false);
    struct Found
    {
        latent::ExplorePoint point;
        double difference = 0;
    };
    const auto found = std::make_shared<Found>();
    TaskRunner::Reactions reactions;
    reactions.done = [this, found, model = m_session.model().hash](const Result<jobs::Ending> &ending) {
        if (!ending) {
            Q_EMIT failed(ending.error());
        } else if (*ending == jobs::Ending::Completed && model == m_session.model().hash) {
            m_session.adopt([] { return tr("Find a picture"); }, found->point);
            Q_EMIT told(tr("Found: it differs from your picture by %1 % on average. The split view compares them.")
                            .arg(100.0 * found->difference, 0, 'f', 1));
        }
    };
    m_work.start(
        tr("Finding the picture in the model…"),
        [found, held, model = m_models.tasks](jobs::JobContext &job) -> Result<jobs::Ending> {
            Result<latent::ExplorePoint> point = model->encode(
                *held, kEncodeSteps,
                [&job](int done, int total, const ImagePtr &) {
                    job.report(jobs::Stage::Rendering, done, total);
                    return !job.stopRequested();
                },
                job.stopToken(), &found->difference);
            if (!point)
                return tl::unexpected(point.error());
            found->point = *std::move(point);
            return job.stopRequested() ? jobs::Ending::Stopped : jobs::Ending::Completed;
        },
        std::move(reactions));
}

void ExploreRoom::chooseFile()
{
    const QString chosen = QFileDialog::getOpenFileName(
        m_window, tr("Open a model, or a picture to find in it"), m_settings.lastFolder(),
        tr("Models and pictures (%1)")
            .arg(QStringLiteral("*.imagomodel manifest.json *.png *.jpg *.jpeg *.webp *.tif *.tiff")));
    if (chosen.isEmpty())
        return;
    m_settings.setLastFolder(QFileInfo(chosen).absolutePath());
    if (QFileInfo(chosen).fileName() == QStringLiteral("manifest.json"))
        explore(QFileInfo(chosen).absolutePath());
    else if (isPackageName(chosen))
        explore(chosen);
    else
        readPicture(chosen);
}

void ExploreRoom::exportResult()
{
    if (m_driver.shown().image.isNull()) {
        Q_EMIT told(tr("There is nothing to export yet: open a model first."));
        return;
    }
    ui::ExploreExportRequest start = m_settings.exploreExport();
    start.name = QString::fromStdString(m_session.model().title);
    const ui::ExploreModel facts = m_session.model();
    const latent::ExplorePoint point = m_session.point();
    auto *dialog = new ui::ExploreExportDialog(facts.pictureSize, point.style.empty(), start, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ui::ExploreExportDialog::exportRequested, this,
            [this, dialog, facts, point, model = m_models.tasks](const ui::ExploreExportRequest &request) {
                m_settings.setExploreExport(request);
                ExportJob job;
                job.title = tr("Exporting…");
                job.written = std::make_shared<std::atomic<int>>(0);
                job.work = exploreExportWork(model, facts, request, point, job.written);
                job.ended = [this](const Result<jobs::Ending> &ending, bool dialogKnows) {
                    if (!ending && !dialogKnows)
                        Q_EMIT failed(ending.error());
                };
                startExport(*dialog, m_tasks, std::move(job));
            });
    dialog->open();
}

QMimeData *ExploreRoom::makeMime() const
{
    if (m_driver.shown().image.isNull())
        return nullptr;
    auto *mime = new QMimeData;
    mime->setImageData(m_driver.shown().image);
    return mime;
}

bool ExploreRoom::paste(const QMimeData &mime)
{
    if (!mime.hasImage())
        return false;
    encode(ui::fromQImage(qvariant_cast<QImage>(mime.imageData())));
    return true;
}

} // namespace imago::app
