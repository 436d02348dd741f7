// SPDX-License-Identifier: GPL-3.0-or-later
// What comes with pictures from strangers: IDX files, tables of labels, marks in metadata. The first byte says which.
#include "engine/dataset/idx.h"
#include "engine/dataset/label_table.h"
#include "engine/dataset/usage_marks.h"

#include <cstdint>
#include <cstdlib>
#include <span>
#include <string>
#include <string_view>
#include <vector>

using namespace imago;

namespace {

void tryIdx(std::span<const std::uint8_t> bytes)
{
    constexpr std::size_t kMostPixels = 1 << 16;
    const auto array = dataset::parseIdx({bytes.begin(), bytes.end()}, "fuzz");
    if (!array || !dataset::checkPictures(*array, "fuzz") || array->count() == 0 || array->bytesEach() > kMostPixels)
        return;
    if (dataset::pictureOf(*array, array->count() - 1).empty())
        std::abort();
}

void tryTable(const Result<dataset::LabelTable> &table)
{
    if (!table)
        return;
    if (table->columns.empty() || table->cells.size() % table->columns.size() != 0)
        std::abort();
    dataset::Dataset::Content content;
    for (const char *name : {"a.png", "b/a.png", "c.jpg"})
        content.names.add(name);
    content.count = content.names.size();
    if (dataset::applyLabels(*table, content) &&
        content.attributes.size() != content.count * content.attributeNames.size())
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const std::span<const std::uint8_t> bytes(data + 1, size - 1);
    const std::string_view text(reinterpret_cast<const char *>(bytes.data()), bytes.size());
    switch (data[0]) {
    case 'I':
        tryIdx(bytes);
        break;
    case 'C':
        tryTable(dataset::parseCsv(text, "fuzz"));
        break;
    case 'J':
        tryTable(dataset::parseJsonTable(text, "fuzz"));
        break;
    case 'X':
        dataset::marksOfXmp(text);
        break;
    case 'T':
        dataset::TdmRules(text).reserves("a/b.png");
        break;
    default:
        dataset::usageMarks(bytes);
    }
    return 0;
}
