// SPDX-License-Identifier: GPL-3.0-or-later
// How pictures come into the training room, and which of them it shows.
#include "app/studio/training_room.h"

#include "app/neural_module.h"
#include "app/studio/training_pairs.h"
#include "app/studio/training_remedy.h"
#include "app/studio/training_runs.h"
#include "engine/dataset/preflight.h"
#include "engine/dataset/training_size.h"
#include "engine/files/image_file.h"
#include "engine/files/package.h"
#include "ui/preview/to_qimage.h"
#include "ui/shell/main_window.h"
#include "ui/train/order_panel.h"
#include "ui/train/preflight_view.h"
#include "ui/train/run_list.h"
#include "ui/train/run_text.h"
#include "ui/train/run_view.h"
#include "ui/train/sample_wall.h"
#include "ui/train/train_stage.h"
#include "ui/widgets/local_files.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QMimeData>
#include <QProcess>
#include <QSystemTrayIcon>

#include <utility>

namespace imago::app {

namespace {

constexpr int kFolderPictureSide = 320;
constexpr int kNoteSide = 168;
constexpr std::size_t kMostExamined = 20'000; // of larger folders an even spread

// As imago train takes the order.
dataset::SizeWish sizeWishOf(const ui::TrainingOrder &order)
{
    dataset::SizeWish wish;
    if (order.hasSize() && order.followsShape)
        wish.longer = order.size.width();
    else if (order.hasSize())
        wish.exact = Size{order.size.width(), order.size.height()};
    return dataset::withModel(wish, order.from.toStdString());
}

QImage thumbnailOf(const dataset::Dataset &dataset, std::size_t item, int side)
{
    Result<Image> read = dataset.read(item);
    if (!read)
        return {};
    return ui::toQImage(std::make_shared<const Image>(*std::move(read)))
        .scaled(side, side, Qt::KeepAspectRatio, Qt::SmoothTransformation);
}

} // namespace

void TrainingRoom::bring(const QString &folder)
{
    ui::TrainingOrder order = m_order->order();
    order.folder = QFileInfo(folder).absoluteFilePath();
    order.title.clear();
    order.labels.clear();
    begin(order);
}

void TrainingRoom::begin(const ui::TrainingOrder &order)
{
    m_list->chooseNone();
    if (order == m_order->order())
        look(); // the pictures or their labels may have changed
    else
        m_order->setOrder(order);
}

void TrainingRoom::chooseFile()
{
    const QString start = m_order->order().folder.isEmpty() ? m_settings.lastFolder() : m_order->order().folder;
    const QString chosen = QFileDialog::getExistingDirectory(m_window, tr("A folder of your own pictures"), start);
    if (chosen.isEmpty())
        return;
    m_settings.setLastFolder(chosen);
    bring(chosen);
}

void TrainingRoom::followOrder(const ui::TrainingOrder &before)
{
    const ui::TrainingOrder &order = m_order->order();
    if (order.folder != before.folder && isTrainingFolder(order.folder)) {
        const QString run = order.folder;
        ui::TrainingOrder none = order;
        none.folder.clear();
        m_order->setOrder(none);
        openRun(run);
        return;
    }
    m_stage->preflight().setOrder(order);
    const bool sameFolder = order.folder == before.folder;
    if (!sameFolder) {
        m_list->chooseNone();
        readFolderPicture();
    }
    if (!sameFolder || order.labels != before.labels || order.size != before.size ||
        order.followsShape != before.followsShape || order.fit != before.fit ||
        order.useReserved != before.useReserved || order.leaveOut != before.leaveOut ||
        order.useLabels != before.useLabels ||
        (order.followsShape && order.from != before.from))
        look();
    else if (order.kind != before.kind || order.onWhite != before.onWhite || order.from != before.from)
        measure();
    if (order.from != before.from)
        readFrom();
}

void TrainingRoom::showNext()
{
    if (m_order->order().folder.isEmpty())
        m_stage->showStart();
    else
        m_stage->showPreflight();
}

void TrainingRoom::look()
{
    m_looker.stop(std::exchange(m_look, {}));
    stopMeasuring();
    const ui::TrainingOrder order = m_order->order();
    if (m_list->chosen() == nullptr)
        showNext();
    if (!order.folder.isEmpty())
        m_stage->preflight().showLooking(order.folder);
    tellReason();
    if (order.folder.isEmpty())
        return;
    struct Found
    {
        std::optional<dataset::Dataset> dataset;
        dataset::Preflight report;
    };
    const auto found = std::make_shared<Found>();
    const auto ticket = std::make_shared<jobs::Ticket>();
    TaskRunner::Reactions reactions;
    reactions.progress = [this, ticket](const jobs::Progress &progress) {
        if (*ticket == m_look)
            m_stage->preflight().showProgress(progress.done, progress.total);
    };
    reactions.done = [this, ticket, found, order](const Result<jobs::Ending> &ending) {
        if (*ticket != m_look)
            return;
        m_look = {};
        if (!ending) {
            const QString subject = QString::fromStdString(ending.error().subject);
            const bool isTable = subject.endsWith(QStringLiteral(".csv")) || subject.endsWith(QStringLiteral(".json"));
            m_stage->preflight().showError(ui::trainingSentence(ending.error()), isTable);
            tellReason();
        } else if (*ending == jobs::Ending::Completed) {
            m_dataset = found->dataset;
            m_stage->preflight().showReport(found->report, order);
            tellReason();
            if (!found->report.find(dataset::Finding::CannotTrain))
                measure();
        }
    };
    m_look = m_looker.start(
        {},
        [found, order](jobs::JobContext &job) -> Result<jobs::Ending> {
            Result<dataset::Dataset> opened = dataset::openDataset(
                order.folder.toStdString(), {.labels = order.labels.toStdString(), .useLabels = order.useLabels});
            if (!opened)
                return tl::unexpected(opened.error());
            dataset::PreflightOptions options;
            options.size = sizeWishOf(order);
            options.fit = order.fit == ui::TrainingOrder::Fit::Pad ? dataset::Fit::Pad : dataset::Fit::Crop;
            options.hasTheRight = order.useReserved;
            options.leaveOut = order.leaveOut;
            options.examined = kMostExamined;
            Result<dataset::Preflight> report = dataset::preflight(
                *opened, options,
                [&job](std::size_t done, std::size_t total) {
                    job.report(jobs::Stage::Loading, static_cast<int>(done), static_cast<int>(total));
                },
                job.stopToken());
            if (!report)
                return tl::unexpected(report.error());
            if (job.stopRequested())
                return jobs::Ending::Stopped;
            found->dataset = *std::move(opened);
            found->report = *std::move(report);
            return jobs::Ending::Completed;
        },
        std::move(reactions));
    *ticket = m_look;
}

void TrainingRoom::stopMeasuring()
{
    if (QProcess *process = m_measuring.release()) {
        process->disconnect(this);
        connect(process, &QProcess::finished, process, &QObject::deleteLater);
        process->kill(); // it writes nothing
    }
    m_stage->preflight().showCosts({});
}

void TrainingRoom::measure()
{
    const ui::TrainingOrder order = m_order->order();
    stopMeasuring();
    if (m_program.isEmpty() || order.folder.isEmpty() || m_look != jobs::Ticket{})
        return; // the look at the pictures comes first, and begins this at its end
    m_measuring = std::make_unique<QProcess>();
    QProcess &process = *m_measuring;
    process.setProgram(QStringLiteral("nice")); // a slider that is moved meanwhile goes first
    process.setArguments(QStringList{QStringLiteral("-n"), QStringLiteral("12"), m_program} +
                         ui::estimateArguments(order));
    process.setStandardErrorFile(QProcess::nullDevice());
    connect(&process, &QProcess::finished, this, [this] {
        QProcess *ended = m_measuring.release();
        m_stage->preflight().showCosts(ui::trainingCostsFromJson(ended->readAllStandardOutput()));
        ended->deleteLater(); // it is still telling us
    });
    connect(&process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            stopMeasuring();
    });
    m_stage->preflight().showMeasuring();
    process.start();
}

void TrainingRoom::readFrom()
{
    const QString asked = m_order->order().from;
    if (asked.isEmpty())
        return;
    if (const QString package = packageAt(asked); package != asked) {
        ui::TrainingOrder order = m_order->order();
        order.from = package;
        m_order->setOrder(order); // comes here again
        return;
    }
    const auto opens = [asked]() -> Status {
        const Result<files::Package> opened = files::openPackage(asked.toStdString());
        return opened ? Status{} : tl::unexpected(opened.error());
    };
    m_pictures.run({}, opens, [this, asked](const Status &opened) {
        if (opened || m_order->order().from != asked)
            return;
        Q_EMIT failed(opened.error());
        ui::TrainingOrder order = m_order->order();
        order.from.clear();
        m_order->setOrder(order);
    });
}

void TrainingRoom::readItem(std::size_t item)
{
    if (!m_dataset)
        return;
    const auto picture = std::make_shared<QImage>();
    TaskRunner::Reactions reactions;
    reactions.done = [this, picture, item](const Result<jobs::Ending> &) {
        if (!picture->isNull())
            m_stage->preflight().setPicture(item, *picture);
    };
    m_pictures.start(
        {},
        [picture, item, dataset = *m_dataset](jobs::JobContext &) -> Result<jobs::Ending> {
            *picture = thumbnailOf(dataset, item, kNoteSide);
            return jobs::Ending::Completed;
        },
        std::move(reactions));
}

void TrainingRoom::readPicture(const QString &file)
{
    const auto picture = std::make_shared<QImage>();
    TaskRunner::Reactions reactions;
    reactions.done = [this, picture, file](const Result<jobs::Ending> &) {
        m_list->setPicture(file, *picture);
        m_stage->run().wall().setPicture(file, *picture);
    };
    m_pictures.start(
        {},
        [picture, file](jobs::JobContext &) -> Result<jobs::Ending> {
            if (Result<Image> read = files::readImage(file.toStdString()))
                *picture = ui::toQImage(std::make_shared<const Image>(*std::move(read)));
            return jobs::Ending::Completed;
        },
        std::move(reactions));
}

void TrainingRoom::readFolderPicture()
{
    const QString folder = m_order->order().folder;
    if (folder.isEmpty())
        return;
    const auto picture = std::make_shared<QImage>();
    TaskRunner::Reactions reactions;
    reactions.done = [this, picture, folder](const Result<jobs::Ending> &) {
        if (folder == m_order->order().folder)
            m_order->setFolderPicture(*picture);
    };
    m_pictures.start(
        {},
        [picture, folder](jobs::JobContext &) -> Result<jobs::Ending> {
            const Result<dataset::Dataset> opened = dataset::openDataset(folder.toStdString());
            if (!opened)
                return tl::unexpected(opened.error());
            *picture = thumbnailOf(*opened, 0, kFolderPictureSide);
            return jobs::Ending::Completed;
        },
        std::move(reactions));
}

void TrainingRoom::readPairs(const QString &run)
{
    m_pairReader.stop(std::exchange(m_pairs, {}));
    const ui::RunEntry &entry = m_stage->run().entry();
    const auto pairs = std::make_shared<std::vector<ui::NearestPair>>();
    TaskRunner::Reactions reactions;
    reactions.done = [this, pairs, run](const Result<jobs::Ending> &) {
        m_stage->run().setPairs(run, std::move(*pairs)); // none where the model or its pictures are gone
    };
    m_pairs = m_pairReader.start(
        {},
        [pairs, run, quality = *entry.quality, ordered = entry.order](jobs::JobContext &job) -> Result<jobs::Ending> {
            const std::optional<ui::TrainingOrder> order = ordered ? ordered : readPictureOrigin(run);
            if (!order)
                return jobs::Ending::Completed;
            const Result<dataset::Dataset> pictures = dataset::openDataset(order->folder.toStdString());
            if (!pictures)
                return tl::unexpected(pictures.error());
            const Result<const NeuralFactory *> module = openNeuralModule();
            if (!module)
                return tl::unexpected(module.error());
            const auto model = (*module)->openExplorable((run + QStringLiteral("/package")).toStdString());
            if (!model)
                return tl::unexpected(model.error());
            const dataset::Fit fit = order->fit == ui::TrainingOrder::Fit::Pad ? dataset::Fit::Pad : dataset::Fit::Crop;
            *pairs = readNearestPairs(quality, *model, *pictures, fit, job.stopToken());
            return jobs::Ending::Completed;
        },
        std::move(reactions));
}

QMimeData *TrainingRoom::makeMime() const
{
    if (!m_stage->showsRun() || m_stage->run().wall().picture().isNull())
        return nullptr;
    auto *mime = new QMimeData;
    mime->setImageData(m_stage->run().wall().picture());
    return mime;
}

bool TrainingRoom::paste(const QMimeData &mime)
{
    for (const QString &path : ui::localFiles(mime)) {
        if (QFileInfo(path).isDir()) {
            bring(path);
            return true;
        }
    }
    return false;
}

} // namespace imago::app
