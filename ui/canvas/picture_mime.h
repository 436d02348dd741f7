// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QMimeData>

#include <functional>
#include <optional>

namespace imago::ui {

/// The studio's own clipboard format: a recipe as JSON.
inline const QString kRecipeMimeType = QStringLiteral("application/x-imago-recipe");

/// The picture as other programs want it: pixels, a PNG file, and the recipe for the studio itself.
///
/// The file is written only when a program asks for it, so that beginning a drag costs nothing.
class PictureMime : public QMimeData
{
    Q_OBJECT

public:
    /// Writes the picture to a file that outlives the drag and returns its path; empty when that failed.
    using WriteFile = std::function<QString()>;

    PictureMime(QImage picture, const QByteArray &recipe, WriteFile writeFile);

    QStringList formats() const override;
    bool hasFormat(const QString &mimeType) const override;

protected:
    QVariant retrieveData(const QString &mimeType, QMetaType type) const override;

private:
    QImage m_picture;
    WriteFile m_writeFile;
    mutable std::optional<QString> m_file;
};

} // namespace imago::ui
