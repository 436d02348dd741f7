// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/picture_file.h"

#include <QRegularExpression>

namespace imago::ui {

QString ending(ExportFormat format)
{
    switch (format) {
    case ExportFormat::Png:
        return QStringLiteral("png");
    case ExportFormat::Jpeg:
        return QStringLiteral("jpg");
    case ExportFormat::WebP:
        return QStringLiteral("webp");
    case ExportFormat::Tiff:
        return QStringLiteral("tif");
    }
    return QStringLiteral("png");
}

QString safeFileName(QString name, const QString &fallback)
{
    static const QRegularExpression kForbidden(QStringLiteral("[\\x00-\\x1f<>:\"/\\\\|?*]"));
    name.replace(kForbidden, QStringLiteral("_"));
    while (name.startsWith(QLatin1Char('.')))
        name.remove(0, 1); // no hidden files
    name = name.trimmed();
    constexpr qsizetype kMostBytes = 150; // a file system's 255, less numbers, endings and what is written first
    while (name.toUtf8().size() > kMostBytes)
        name.chop(name.back().isLowSurrogate() ? 2 : 1);
    name = name.trimmed();
    return name.isEmpty() ? fallback : name;
}

} // namespace imago::ui
