// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/contact_sheet.h"

#include "ui/preview/to_qimage.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <memory>

namespace imago::app {

namespace {

constexpr int kGap = 18;
constexpr int kTitleHeight = 26;
constexpr int kTitleSize = 15; // pixels

} // namespace

Image contactSheet(const std::vector<SheetCell> &cells)
{
    const int width = cells.front().picture.width();
    const int height = cells.front().picture.height();
    const auto count = static_cast<int>(cells.size());
    const double shape = static_cast<double>(height + kTitleHeight + kGap) / (width + kGap);
    const int columns = std::clamp(static_cast<int>(std::lround(std::sqrt(count * shape))), 1, count);
    const int rows = (count + columns - 1) / columns;

    QImage sheet(kGap + columns * (width + kGap), kGap + rows * (height + kTitleHeight + kGap),
                 QImage::Format_RGB32);
    sheet.fill(Qt::white);
    QPainter painter(&sheet);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    QFont font;
    font.setPixelSize(kTitleSize);
    painter.setFont(font);
    painter.setPen(QColor(50, 50, 54));
    for (int i = 0; i < count; ++i) {
        const SheetCell &cell = cells[static_cast<std::size_t>(i)];
        const int x = kGap + i % columns * (width + kGap);
        const int y = kGap + i / columns * (height + kTitleHeight + kGap);
        painter.drawImage(x, y, ui::toQImage(std::make_shared<const Image>(cell.picture)));
        painter.drawText(QRect(x, y + height, width, kTitleHeight), Qt::AlignCenter,
                         painter.fontMetrics().elidedText(cell.title, Qt::ElideRight, width));
    }
    painter.end();
    return ui::fromQImage(sheet);
}

} // namespace imago::app
