// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace imago::ui {

enum class ExportFormat { Png, Jpeg, WebP, Tiff };

/// The ending without the point: "png".
QString ending(ExportFormat format);

/// How a picture is written to a file.
struct PictureFile
{
    ExportFormat format = ExportFormat::Png;
    bool sixteenBit = false; ///< PNG and TIFF alone.
    int quality = 92;        ///< 1 to 100; JPEG and WebP.
    bool lossless = false;   ///< WebP.
    int dpi = 300;

    bool operator==(const PictureFile &) const = default;
};

/// `name` without what a file system would not take, never hidden and never empty: `fallback` then.
QString safeFileName(QString name, const QString &fallback);

} // namespace imago::ui
