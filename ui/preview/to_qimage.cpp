// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preview/to_qimage.h"

#include <QPixelFormat>

#include <cstring>

namespace imago::ui {

QImage toQImage(const ImagePtr &image)
{
    if (!image || image->empty())
        return {};
    const auto format =
        image->format() == PixelFormat::Rgba8 ? QImage::Format_RGBA8888 : QImage::Format_RGBA64;
    // The const pointer makes Qt copy before it ever writes; the copy of the shared pointer dies with the
    // QImage.
    return QImage(
        image->bytes().data(), image->width(), image->height(), static_cast<qsizetype>(image->bytesPerRow()),
        format, [](void *owner) { delete static_cast<ImagePtr *>(owner); }, new ImagePtr(image));
}

Image fromQImage(const QImage &image)
{
    if (image.isNull())
        return {};
    const bool deep = image.pixelFormat().redSize() > 8;
    const QImage straight = image.convertToFormat(deep ? QImage::Format_RGBA64 : QImage::Format_RGBA8888);
    Image copy({straight.width(), straight.height()}, deep ? PixelFormat::Rgba16 : PixelFormat::Rgba8);
    for (int y = 0; y < copy.height(); ++y)
        std::memcpy(copy.row(y), straight.constScanLine(y), copy.bytesPerRow());
    return copy;
}

} // namespace imago::ui
