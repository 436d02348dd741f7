// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/style_reader.h"

#include "engine/files/image_file.h"
#include "engine/style/photo.h"
#include "engine/style/style_card.h"
#include "ui/widgets/picture_file.h"

#include <QDir>
#include <QFileInfo>

#include <utility>

namespace imago::app {

namespace {

QStringList patterns(bool cards)
{
    QStringList all;
    for (const char *ending : {"png", "jpg", "jpeg", "webp", "tif", "tiff", "heic", "heif", "avif", "gif"})
        all << QStringLiteral("*.") + QLatin1String(ending);
    if (cards)
        all << QStringLiteral("*.imagostyle");
    return all;
}

} // namespace

QStringList pictureFiles(const QStringList &paths, bool cards)
{
    QStringList files;
    for (const QString &path : paths) {
        if (!QFileInfo(path).isDir()) {
            files << path;
            continue;
        }
        const QDir folder(path);
        for (const QString &name : folder.entryList(patterns(cards), QDir::Files, QDir::Name))
            files << folder.filePath(name);
    }
    return files;
}

Result<ui::SourcePtr> sourcePictureOf(Image picture, const QString &name, const QString &file)
{
    if (Status fine = style::checkSides(picture.size()); !fine) {
        fine.error().subject = name.toStdString();
        return tl::unexpected(std::move(fine).error());
    }
    return ui::makeSourcePicture(std::move(picture), name, file);
}

Result<ui::SourcePtr> readSourcePicture(const QString &file)
{
    Result<Image> picture = files::readImage(file.toStdString());
    if (!picture)
        return tl::unexpected(std::move(picture).error());
    return sourcePictureOf(*std::move(picture), QFileInfo(file).completeBaseName(), file);
}

QString keepPainting(const Image &painting, const QString &name, const QString &folder)
{
    const auto mark = static_cast<std::uint16_t>(ui::pixelHash(painting));
    const QString file = QStringLiteral("%1/%2 %3.png")
                             .arg(folder, ui::safeFileName(name, QStringLiteral("painting")))
                             .arg(mark, 4, 16, QLatin1Char('0'));
    QDir().mkpath(folder);
    const bool there = QFileInfo::exists(file) || files::writeImage(file.toStdString(), painting);
    return there ? file : QString();
}

Result<ui::StyleSourcePtr> readStyleSource(const QString &file)
{
    const std::filesystem::path path(file.toStdString());
    if (style::isStyleCard(path)) {
        Result<style::StyleCard> card = style::readStyleCard(path);
        if (!card)
            return tl::unexpected(std::move(card).error());
        return ui::styleOfCard(*std::move(card), file);
    }
    Result<ui::SourcePtr> picture = readSourcePicture(file);
    if (!picture)
        return tl::unexpected(std::move(picture).error());
    return ui::styleOfPainting(*picture);
}

StyleSources readStyleSources(const QStringList &files, const std::stop_token &stop)
{
    StyleSources read;
    for (const QString &file : files) {
        if (stop.stop_requested())
            break;
        Result<ui::StyleSourcePtr> one = readStyleSource(file);
        if (one) {
            read.styles.push_back(*std::move(one));
            continue;
        }
        read.firstFailed = read.firstFailed || file == files.front();
        read.errors.push_back(std::move(one).error());
    }
    return read;
}

} // namespace imago::app
