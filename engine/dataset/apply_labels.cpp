// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/utf8.h"
#include "engine/core/lower_case.h"
#include "engine/dataset/label_names.h"
#include "engine/dataset/label_table.h"
#include "engine/train/picture_source.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <limits>
#include <map>
#include <numeric>
#include <optional>
#include <unordered_set>

namespace imago::dataset {

namespace {

constexpr std::size_t kFirst = 20;
constexpr std::size_t kFewValues = 10; // repeat seldom only because there are few pictures
constexpr float kUnknown = std::numeric_limits<float>::quiet_NaN();

std::optional<float> numberIn(std::string_view cell)
{
    if (cell.starts_with('+'))
        cell.remove_prefix(1);
    float value = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (error != std::errc() || end != cell.data() + cell.size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

// A number that is not known: empty, or as spreadsheets and pandas write it.
bool isMissing(std::string_view cell)
{
    constexpr std::array<std::string_view, 5> kMissing{"", "nan", "na", "n/a", "null"};
    return cell.size() <= 4 && std::ranges::find(kMissing, lowerCase(cell)) != kMissing.end();
}

// Rows that are counted or named say nothing about pictures.
bool namesRows(std::string_view column)
{
    constexpr std::array<std::string_view, 4> kNames{"id", "image_id", "index", "name"};
    return std::ranges::find(kNames, lowerCase(column)) != kNames.end();
}

bool namesClasses(std::string_view column)
{
    constexpr std::array<std::string_view, 8> kNames{"label",   "class",  "category", "species",
                                                     "target", "target_class", "class_name", "kind"};
    return std::ranges::find(kNames, lowerCase(column)) != kNames.end();
}

std::string_view stemOf(std::string_view name)
{
    const std::size_t slash = name.rfind('/');
    if (slash != std::string_view::npos)
        name.remove_prefix(slash + 1);
    const std::size_t dot = name.rfind('.');
    return dot == 0 || dot == std::string_view::npos ? name : name.substr(0, dot);
}

/// Finds the picture that a row means: by its path, else by the one file of that name without its ending.
class PictureFinder
{
public:
    explicit PictureFinder(const NameList &names)
        : m_names(names)
        , m_byStem(names.size())
    {
        std::iota(m_byStem.begin(), m_byStem.end(), std::uint32_t{0});
        std::ranges::stable_sort(m_byStem, {}, [this](std::uint32_t i) { return stemOf(m_names[i]); });
    }

    std::optional<std::size_t> find(std::string_view cell) const
    {
        std::string path(cell);
        std::ranges::replace(path, '\\', '/');
        path = std::filesystem::path(path).lexically_normal().generic_string();
        std::size_t low = 0;
        std::size_t high = m_names.size();
        while (low < high) {
            const std::size_t middle = low + (high - low) / 2;
            if (m_names[middle] < path)
                low = middle + 1;
            else
                high = middle;
        }
        if (low < m_names.size() && m_names[low] == path)
            return low;
        const auto same = std::ranges::equal_range(m_byStem, stemOf(path), {},
                                                   [this](std::uint32_t i) { return stemOf(m_names[i]); });
        return same.size() == 1 ? std::optional<std::size_t>(same.front()) : std::nullopt;
    }

private:
    const NameList &m_names;
    std::vector<std::uint32_t> m_byStem;
};

enum class ColumnUse { Class, Number, Nameless, Same, NameEach, Words };

const char *whyUnused(ColumnUse use)
{
    switch (use) {
    case ColumnUse::Nameless:
        return "it has no name";
    case ColumnUse::Same:
        return "it is the same everywhere";
    case ColumnUse::NameEach:
        return "it says something else of nearly each picture";
    case ColumnUse::Words:
        return "another column is the class";
    case ColumnUse::Class:
    case ColumnUse::Number:
        break;
    }
    return "";
}

/// What the cells of a column that say something are.
struct ColumnLook
{
    bool numbers = true;
    bool differs = false;
    bool namesEach = false;    ///< Few pictures have the same value, as few have the same caption.
    bool makesTooMany = false; ///< More values than a model learns classes.
};

ColumnLook lookAt(const LabelTable &table, std::size_t column)
{
    ColumnLook look;
    std::unordered_set<std::string_view> values;
    std::size_t cells = 0;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const std::string_view cell = table.cell(row, column);
        if (isMissing(cell))
            continue;
        ++cells;
        look.numbers = look.numbers && numberIn(cell).has_value();
        values.insert(cell);
    }
    look.differs = values.size() > 1;
    look.namesEach = values.size() == cells || (values.size() > kFewValues && 2 * values.size() > cells);
    look.makesTooMany = values.size() > train::kMostLabels;
    return look;
}

// A column of numbers that differ is an attribute; the one called label, else the first of words that repeat, is the
// class.
std::vector<ColumnUse> usesOf(const LabelTable &table)
{
    std::vector<ColumnUse> uses(table.columns.size(), ColumnUse::Nameless);
    std::optional<std::size_t> classes;
    const auto isCalledSo = [&table](std::size_t column) { return namesClasses(table.columns[column]); };
    for (std::size_t column = 1; column < table.columns.size(); ++column) {
        ColumnUse &use = uses[column];
        if (isNameless(table.columns[column]))
            continue;
        const ColumnLook look = lookAt(table, column);
        if (isCalledSo(column) && !(look.namesEach && look.makesTooMany) && !(classes && isCalledSo(*classes))) {
            if (classes)
                uses[*classes] = ColumnUse::Words;
            classes = column;
            use = ColumnUse::Class;
        } else if (!look.differs) {
            use = ColumnUse::Same;
        } else if (look.numbers && !(look.namesEach && namesRows(table.columns[column]))) {
            use = ColumnUse::Number;
        } else if (look.namesEach) {
            use = ColumnUse::NameEach;
        } else if (classes) {
            use = ColumnUse::Words;
        } else {
            classes = column;
            use = ColumnUse::Class;
        }
    }
    return uses;
}

// "2" before "10", numbers before words, words by their bytes.
struct ClassOrder
{
    bool operator()(const std::string &a, const std::string &b) const
    {
        const auto x = numberIn(a);
        const auto y = numberIn(b);
        if (x && y && *x != *y)
            return *x < *y;
        if (x.has_value() != y.has_value())
            return x.has_value();
        return a < b;
    }
};

void applyClasses(const LabelTable &table, std::size_t column, const std::vector<std::int64_t> &itemOfRow,
                  Dataset::Content &content)
{
    std::map<std::string, std::int32_t, ClassOrder> classes;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const std::string_view cell = table.cell(row, column);
        if (itemOfRow[row] >= 0 && !cell.empty())
            classes.emplace(cell, 0);
    }
    std::int32_t number = 0;
    std::vector<std::string> names;
    for (auto &[name, index] : classes) {
        names.push_back(name);
        index = number++;
    }
    content.classNames = labelNames(names);
    content.classes.assign(content.count, -1);
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const std::string_view cell = table.cell(row, column);
        if (itemOfRow[row] >= 0 && !cell.empty())
            content.classes[static_cast<std::size_t>(itemOfRow[row])] = classes.find(std::string(cell))->second;
    }
}

void passOver(const std::string &column, ColumnUse use, PassedOver &passed)
{
    passed.columns.push_back(column.empty() ? "\"\"" : asUtf8(column));
    passed.columnReasons.emplace_back(whyUnused(use));
}

} // namespace

Status applyLabels(const LabelTable &table, Dataset::Content &content)
{
    const PictureFinder finder(content.names);
    std::vector<std::int64_t> itemOfRow(table.rows(), -1);
    std::vector<bool> labelled(content.count, false);
    PassedOver &passed = content.passedOver;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (const auto item = finder.find(table.cell(row, 0))) {
            itemOfRow[row] = static_cast<std::int64_t>(*item);
            labelled[*item] = true;
        } else if (++passed.rowsWithoutPicture <= kFirst) {
            passed.firstRows.emplace_back(table.cell(row, 0));
        }
    }
    for (std::size_t i = 0; i < content.count; ++i) {
        if (!labelled[i] && ++passed.picturesWithoutRow <= kFirst)
            passed.firstPictures.emplace_back(content.names[i]);
    }
    if (passed.rowsWithoutPicture == table.rows())
        return fail(ErrorCode::BadInput,
                    table.rows() == 0
                        ? "the table has no row"
                        : "it names none of the pictures: its first row is \"" + passed.firstRows.front() +
                              "\", the first picture is \"" + std::string(content.names[0]) + '"',
                    table.subject);

    const std::vector<ColumnUse> uses = usesOf(table);
    std::vector<std::size_t> numbers;
    for (std::size_t column = 1; column < uses.size(); ++column) {
        if (uses[column] == ColumnUse::Class)
            applyClasses(table, column, itemOfRow, content);
        else if (uses[column] == ColumnUse::Number)
            numbers.push_back(column);
        else
            passOver(table.columns[column], uses[column], passed);
    }
    std::vector<std::string> names;
    for (const std::size_t column : numbers)
        names.push_back(table.columns[column]);
    content.attributeNames = labelNames(names);
    content.attributes.assign(content.count * numbers.size(), kUnknown);
    for (std::size_t row = 0; row < table.rows(); ++row) {
        for (std::size_t i = 0; itemOfRow[row] >= 0 && i < numbers.size(); ++i) {
            content.attributes[static_cast<std::size_t>(itemOfRow[row]) * numbers.size() + i] =
                numberIn(table.cell(row, numbers[i])).value_or(kUnknown);
        }
    }
    return {};
}

} // namespace imago::dataset
