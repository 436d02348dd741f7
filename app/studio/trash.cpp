// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/trash.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace imago::app {

namespace {

constexpr QStringView kTime = u"yyyyMMdd-HHmmss-zzz";

QString trashOf(const QString &folder)
{
    return folder + QStringLiteral("/.trash");
}

QDateTime timeOf(const QString &trashed)
{
    const QString name = QFileInfo(trashed).fileName();
    return QDateTime::fromString(QStringView(name).left(kTime.size()), kTime);
}

} // namespace

Result<QString> moveToTrash(const QString &path)
{
    const QFileInfo from(path);
    const QString trash = trashOf(from.absolutePath());
    const QString to =
        QStringLiteral("%1/%2 %3").arg(trash, QDateTime::currentDateTime().toString(kTime), from.fileName());
    if (!QDir().mkpath(trash) || !QFile::rename(path, to))
        return fail(ErrorCode::FileUnwritable, "it could not be moved into the trash", from.fileName().toStdString());
    return to;
}

Status restoreFromTrash(const QString &trashed, const QString &path)
{
    if (!QFileInfo::exists(trashed) && QFileInfo::exists(path))
        return {}; // somebody was quicker
    if (QFileInfo::exists(path) || !QFile::rename(trashed, path))
        return fail(ErrorCode::FileUnwritable, "it could not be moved back", QFileInfo(path).fileName().toStdString());
    return {};
}

std::vector<Trashed> inTrash(const QString &folder)
{
    std::vector<Trashed> found;
    const QFileInfoList entries =
        QDir(trashOf(folder))
            .entryInfoList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden, QDir::Name | QDir::Reversed);
    for (const QFileInfo &entry : entries) {
        const QString name = entry.fileName().mid(kTime.size() + 1);
        if (timeOf(entry.filePath()).isValid() && !name.isEmpty())
            found.push_back({entry.filePath(), folder + QLatin1Char('/') + name});
    }
    return found;
}

Status deleteForGood(const QString &trashed)
{
    const QFileInfo entry(trashed);
    const bool gone = entry.isDir() && !entry.isSymLink() ? QDir(trashed).removeRecursively() : QFile::remove(trashed);
    if (!gone)
        return fail(ErrorCode::FileUnwritable, "it could not be deleted", entry.fileName().toStdString());
    return {};
}

void emptyTrash(const QString &folder, int days)
{
    const QDateTime limit = QDateTime::currentDateTime().addDays(-days);
    for (const Trashed &one : inTrash(folder)) {
        if (timeOf(one.path) <= limit)
            (void)deleteForGood(one.path); // it is tried again at the next start
    }
}

} // namespace imago::app
