// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/sheet.h"

#include <algorithm>
#include <cmath>

namespace imago::cli {

namespace {

constexpr int kLongestRow = 8;

} // namespace

Image contactSheet(std::span<const Image> pictures, int columns, int gap)
{
    const int count = static_cast<int>(pictures.size());
    const int used = std::min(columns, count);
    const int rows = (count + used - 1) / used;
    const Size cell = pictures.front().size();
    Image sheet({used * (cell.width + gap) - gap, rows * (cell.height + gap) - gap});
    for (int i = 0; i < count; ++i) {
        const Image &picture = pictures[static_cast<std::size_t>(i)];
        const std::size_t left =
            static_cast<std::size_t>(i % used * (cell.width + gap)) * sheet.bytesPerPixel();
        const int top = i / used * (cell.height + gap);
        for (int y = 0; y < cell.height; ++y)
            std::copy_n(picture.row(y), picture.bytesPerRow(), sheet.row(top + y) + left);
    }
    return sheet;
}

int sheetColumns(int count)
{
    if (count <= kLongestRow)
        return std::max(count, 1);
    const int square = static_cast<int>(std::ceil(std::sqrt(count)));
    int best = square;
    for (int columns = square; columns <= 2 * square; ++columns) {
        if ((columns - count % columns) % columns < (best - count % best) % best) // fewer empty places
            best = columns;
    }
    return best;
}

} // namespace imago::cli
