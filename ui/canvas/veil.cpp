// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/veil.h"

#include <QColor>

namespace imago::ui {

namespace {

constexpr QColor kVeil{20, 24, 40};
constexpr int kOpacity = 150;

} // namespace

QImage veilOver(const Image &mask)
{
    QImage veil(mask.width(), mask.height(), QImage::Format_ARGB32_Premultiplied);
    for (int y = 0; y < mask.height(); ++y) {
        auto *row = reinterpret_cast<QRgb *>(veil.scanLine(y));
        const std::uint8_t *grey = mask.row(y);
        for (int x = 0; x < mask.width(); ++x)
            row[x] = qPremultiply(
                qRgba(kVeil.red(), kVeil.green(), kVeil.blue(), kOpacity * (255 - grey[4 * x]) / 255));
    }
    return veil;
}

} // namespace imago::ui
