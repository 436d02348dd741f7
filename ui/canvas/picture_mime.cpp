// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/picture_mime.h"

#include <QUrl>

#include <utility>

namespace imago::ui {

namespace {

const QString kUriList = QStringLiteral("text/uri-list");

} // namespace

PictureMime::PictureMime(QImage picture, const QByteArray &recipe, WriteFile writeFile)
    : m_picture(std::move(picture))
    , m_writeFile(std::move(writeFile))
{
    setImageData(m_picture);
    if (!recipe.isEmpty())
        setData(kRecipeMimeType, recipe);
}

QStringList PictureMime::formats() const
{
    QStringList all = QMimeData::formats();
    if (m_writeFile)
        all.prepend(kUriList);
    return all;
}

bool PictureMime::hasFormat(const QString &mimeType) const
{
    return (m_writeFile && mimeType == kUriList) || QMimeData::hasFormat(mimeType);
}

QVariant PictureMime::retrieveData(const QString &mimeType, QMetaType type) const
{
    if (mimeType != kUriList || !m_writeFile)
        return QMimeData::retrieveData(mimeType, type);
    if (!m_file)
        m_file = m_writeFile();
    if (m_file->isEmpty())
        return {};
    const QUrl url = QUrl::fromLocalFile(*m_file);
    if (type.id() == QMetaType::QByteArray)
        return url.toEncoded() + "\r\n";
    return QVariantList{url};
}

} // namespace imago::ui
