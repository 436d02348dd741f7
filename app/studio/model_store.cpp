// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/model_store.h"

#include "app/studio/trash.h"
#include "engine/files/image_file.h"
#include "engine/files/package.h"
#include "engine/files/save_file.h"
#include "engine/train/run_folder.h"
#include "ui/preview/to_qimage.h"

#include <QDateTime>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <optional>

namespace imago::app {

namespace {

constexpr int kPictureSide = 256;
constexpr qint64 kLargestDescription = 1 << 16;
constexpr const char *kDescription = "/model.json";

QString packageIn(const QString &folder)
{
    for (const char *name : {"/package", "/package.imagomodel"}) {
        if (QFileInfo::exists(folder + QLatin1String(name)))
            return folder + QLatin1String(name);
    }
    return {};
}

qint64 bytesOf(const QString &folder)
{
    qint64 bytes = 0;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        files.next();
        bytes += files.fileInfo().size();
    }
    return bytes;
}

// What the training drew last, else what the package brings along: imported ones have no training here.
QImage pictureOf(const QString &folder, const files::Package &package)
{
    Result<Image> read;
    if (const auto previews = train::previewsOf(folder.toStdString()); !previews.empty()) {
        read = files::readImage(previews.back().file);
    } else {
        const auto bytes = package.read(std::string(files::kPreviewFile));
        if (!bytes)
            return {};
        read = files::readImage(*bytes, package.path().filename().string());
    }
    if (!read)
        return {};
    const QImage sheet = ui::toQImage(std::make_shared<const Image>(*std::move(read)));
    const int side = std::min(sheet.width(), sheet.height());
    return sheet.copy(0, 0, side, side)
        .scaled(kPictureSide, kPictureSide, Qt::KeepAspectRatio, Qt::SmoothTransformation);
}

void readDescription(ui::ModelEntry &model)
{
    QFile file(model.folder + QLatin1String(kDescription));
    if (!file.open(QIODevice::ReadOnly))
        return;
    const QJsonObject object = QJsonDocument::fromJson(file.read(kLargestDescription)).object();
    if (const QString title = object.value(QStringLiteral("title")).toString(); !title.isEmpty())
        model.title = title;
    for (const QJsonValue &tag : object.value(QStringLiteral("tags")).toArray())
        model.tags << tag.toString();
}

struct FoundModel
{
    ui::ModelEntry entry; ///< All but its picture.
    files::Package package;
};

// Nothing where the folder holds no model of one's own pictures.
std::optional<FoundModel> readModel(const QString &folder)
{
    ui::ModelEntry model;
    model.folder = folder;
    model.package = packageIn(folder);
    const Result<train::RunStatus> run = train::readRunStatus(folder.toStdString());
    if (model.package.isEmpty() || (run && run->kind != "vae" && run->kind != "gan"))
        return {}; // the portraits' networks have a room of their own
    Result<files::Package> package = files::openPackage(model.package.toStdString());
    if (!package || package->manifest().kind != "generator")
        return {};
    model.hash = QString::fromStdString(package->drawingHash());
    model.kind = QString::fromStdString(package->manifest().kind);
    const auto &titles = package->manifest().title;
    const auto english = titles.find("en");
    model.title = QString::fromStdString(english != titles.end() ? english->second : package->manifest().id);
    readDescription(model);
    model.bytes = bytesOf(folder);
    return FoundModel{std::move(model), *std::move(package)};
}

} // namespace

bool isPackageName(const QString &path)
{
    return path.endsWith(QStringLiteral(".imagomodel"));
}

std::vector<ui::ModelEntry> readModels(const QStringList &folders)
{
    std::vector<ui::ModelEntry> models;
    for (const QString &folder : folders) {
        const QFileInfoList entries = QDir(folder).entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot);
        for (const QFileInfo &entry : entries) {
            if (std::optional<FoundModel> model = readModel(entry.filePath())) {
                model->entry.picture = pictureOf(model->entry.folder, model->package);
                models.push_back(std::move(model->entry));
            }
        }
    }
    // Folders are named by their time.
    std::ranges::sort(models, std::ranges::greater(),
                      [](const ui::ModelEntry &model) { return QFileInfo(model.folder).fileName(); });
    return models;
}

std::vector<ui::DeletedModel> deletedModels(const QStringList &folders)
{
    std::vector<ui::DeletedModel> models;
    for (const QString &folder : folders) {
        for (const Trashed &trashed : inTrash(folder)) {
            if (const std::optional<FoundModel> model = readModel(trashed.path))
                models.push_back({trashed.path, trashed.original, model->entry.title, model->entry.bytes});
        }
    }
    // In the trash they are named by the time when they went there.
    std::ranges::sort(models, std::ranges::greater(),
                      [](const ui::DeletedModel &model) { return QFileInfo(model.folder).fileName(); });
    return models;
}

QString packageWithHash(const QStringList &folders, const std::string &hash)
{
    for (const QString &folder : folders) {
        const QFileInfoList entries = QDir(folder).entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot);
        for (const QFileInfo &entry : entries) {
            const QString path = packageIn(entry.filePath());
            if (path.isEmpty())
                continue;
            const Result<files::Package> package = files::openPackage(path.toStdString());
            if (package && package->drawingHash() == hash)
                return path;
        }
    }
    return {};
}

Status importModel(const QString &folder, const QString &path)
{
    const Result<files::Package> package = files::openPackage(path.toStdString());
    if (!package)
        return tl::unexpected(package.error());
    if (package->manifest().kind != "generator" || package->manifest().network("parameters") != nullptr)
        return fail(ErrorCode::NotAModel, "this package holds no model of one's own pictures",
                    QFileInfo(path).fileName().toStdString());
    std::vector<std::vector<std::uint8_t>> contents;
    std::vector<files::PackageFile> views;
    contents.reserve(package->manifest().files.size());
    for (const files::ManifestFile &file : package->manifest().files) {
        Result<std::vector<std::uint8_t>> bytes = package->read(file.path);
        if (!bytes)
            return tl::unexpected(bytes.error());
        contents.push_back(*std::move(bytes));
        views.push_back({file.path, contents.back()});
    }
    const QString own = QStringLiteral("%1/%2 %3").arg(
        folder, QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmmss-zzz")),
        QFileInfo(path).completeBaseName());
    if (!QDir().mkpath(own))
        return fail(ErrorCode::FileUnwritable, "the folder could not be made", own.toStdString());
    const Status written =
        files::writePackage((own + QStringLiteral("/package.imagomodel")).toStdString(), package->manifest(), views);
    if (!written)
        QDir(own).removeRecursively();
    return written;
}

Status describeModel(const ui::ModelEntry &model)
{
    const QByteArray json =
        QJsonDocument(QJsonObject{{QStringLiteral("title"), model.title},
                                  {QStringLiteral("tags"), QJsonArray::fromStringList(model.tags)}})
            .toJson();
    return files::saveFile((model.folder + QLatin1String(kDescription)).toStdString(),
                           std::string_view(json.data(), static_cast<std::size_t>(json.size())));
}

} // namespace imago::app
