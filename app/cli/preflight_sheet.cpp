// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/preflight_sheet.h"

#include "app/cli/sheet.h"
#include "engine/dataset/fit.h"

#include <algorithm>
#include <optional>

namespace imago::cli {

namespace {

constexpr int kSide = 96;
constexpr int kColumns = 10;
constexpr int kGap = 6;

void setPixel(Image &picture, int x, int y, std::uint8_t shade)
{
    std::uint8_t *pixel = picture.row(y) + static_cast<std::size_t>(x) * 4;
    std::fill_n(pixel, 3, shade);
    pixel[3] = 255;
}

// What stands for a picture that can't be read.
Image crossed()
{
    constexpr std::uint8_t kGround = 235;
    constexpr std::uint8_t kLine = 150;
    Image field({kSide, kSide});
    std::ranges::fill(field.bytes(), kGround);
    for (int i = 0; i < kSide; ++i) {
        for (const int x : {i, kSide - 1 - i, std::min(i + 1, kSide - 1), std::max(kSide - 2 - i, 0)})
            setPixel(field, x, i, kLine);
    }
    return field;
}

Image thumbnail(const dataset::Dataset &dataset, std::size_t item)
{
    const Result<Image> picture = dataset.read(item);
    return picture ? dataset::fitted(*picture, {kSide, kSide}, dataset::Fit::Pad) : crossed();
}

std::optional<std::size_t> itemCalled(const dataset::Dataset &dataset, const std::string &name)
{
    for (std::size_t i = 0; i < dataset.size(); ++i) {
        if (dataset.name(i) == name)
            return i;
    }
    return std::nullopt;
}

} // namespace

PreflightSheet preflightSheet(const dataset::Dataset &dataset, const dataset::Preflight &report)
{
    PreflightSheet sheet;
    std::vector<Image> cells;
    const auto endRow = [&](std::string name) {
        cells.resize(sheet.rows.size() * kColumns + kColumns, Image({kSide, kSide}));
        sheet.rows.push_back(std::move(name));
    };
    const std::size_t shown = std::min<std::size_t>(kColumns, dataset.size());
    for (std::size_t i = 0; i < shown; ++i)
        cells.push_back(thumbnail(dataset, i * dataset.size() / shown));
    endRow("pictures");
    for (const dataset::PreflightNote &note : report.notes) {
        if (note.items.empty())
            continue;
        const bool copies =
            note.finding == dataset::Finding::Duplicate || note.finding == dataset::Finding::NearDuplicate;
        const std::size_t each = copies ? 2 : 1;
        for (std::size_t i = 0; i < std::min(note.items.size(), kColumns / each); ++i) {
            cells.push_back(thumbnail(dataset, note.items[i]));
            if (const auto original = copies ? itemCalled(dataset, note.words[i]) : std::nullopt)
                cells.push_back(thumbnail(dataset, *original));
        }
        endRow(std::string(dataset::name(note.finding)));
    }
    sheet.picture = contactSheet(cells, kColumns, kGap);
    return sheet;
}

} // namespace imago::cli
