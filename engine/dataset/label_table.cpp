// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dataset/label_table.h"

#include "engine/core/lower_case.h"
#include "engine/files/save_file.h"
#include "engine/files/strict_json.h"

#include <nlohmann/json.hpp>

#include <csv.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <memory>
#include <optional>
#include <utility>

namespace imago::dataset {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr std::uint64_t kMostCsv = 1'000'000'000;
constexpr std::uint64_t kMostJson = 256'000'000;
constexpr std::uint64_t kMostSidecar = 64'000;
constexpr std::size_t kMostColumns = 4096;
constexpr std::size_t kLongestCell = 10'000;

// The column that names the pictures' files: of several that might, the one whose name says it best. Tables often
// number or name their rows besides.
std::optional<std::size_t> filesColumn(const std::vector<std::string> &columns)
{
    constexpr std::array<std::string_view, 12> kNames{"file",       "filename", "file_name", "filepath",
                                                      "file_path",  "path",     "image",     "image_path",
                                                      "picture",    "image_id", "name",      "id"};
    for (const std::string_view name : kNames) {
        const auto found = std::ranges::find(columns, name, lowerCase);
        if (found != columns.end())
            return static_cast<std::size_t>(found - columns.begin());
    }
    return std::nullopt;
}

// ---- CSV: libcsv cuts the text, this collects the rows ----------------------------------------------------------

struct CsvRows
{
    LabelTable table;
    std::vector<std::string> row;
    std::size_t line = 1;
    std::string problem;

    void field(std::string_view text)
    {
        if (row.size() >= kMostColumns || text.size() > kLongestCell)
            problem = "line " + std::to_string(line) + " has more than 4096 columns, or a cell above 10,000 characters";
        else
            row.emplace_back(text);
    }
    void endOfRow()
    {
        if (!problem.empty())
            return;
        if (table.columns.empty())
            table.columns = row;
        else if (row.size() != table.columns.size())
            problem = "line " + std::to_string(line) + " has " + std::to_string(row.size()) +
                      " columns, the first has " + std::to_string(table.columns.size());
        else
            std::ranges::for_each(row, [this](const std::string &cell) { table.cells.add(cell); });
        row.clear();
        ++line;
    }
};

unsigned char delimiterOf(std::string_view text)
{
    const std::string_view first = text.substr(0, text.find_first_of("\r\n"));
    for (const char candidate : {'\t', ';'}) {
        if (first.find(candidate) != std::string_view::npos && first.find(',') == std::string_view::npos)
            return static_cast<unsigned char>(candidate);
    }
    return CSV_COMMA;
}

// Puts the column that names the pictures first.
Status findFiles(LabelTable &table)
{
    const std::optional<std::size_t> found = filesColumn(table.columns);
    const auto looksLikeFile = [](std::string_view cell) {
        const std::string ending = lowerCase(fs::path(cell).extension().string());
        return ending.size() > 2 && ending.size() <= 5 && std::isalpha(static_cast<unsigned char>(ending[1]));
    };
    LabelTable result;
    result.subject = table.subject;
    if (!found) {
        if (!looksLikeFile(table.columns.front()))
            return fail(ErrorCode::BadInput,
                        "no column names the pictures' files; call it \"file\" in the first line, the class \"label\"",
                        table.subject);
        result.columns.emplace_back("file"); // no line of names: the first row is one as the others
        for (std::size_t i = 1; i < table.columns.size(); ++i)
            result.columns.push_back(i == 1 ? "label" : "column " + std::to_string(i + 1));
        std::ranges::for_each(table.columns, [&result](const std::string &cell) { result.cells.add(cell); });
        for (std::size_t i = 0; i < table.cells.size(); ++i)
            result.cells.add(table.cells[i]);
        table = std::move(result);
        return {};
    }
    const std::size_t column = *found;
    if (column == 0)
        return {};
    const auto source = [column](std::size_t i) { return i == 0 ? column : i <= column ? i - 1 : i; };
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        result.columns.push_back(table.columns[source(i)]);
    for (std::size_t row = 0; row < table.rows(); ++row) {
        for (std::size_t i = 0; i < table.columns.size(); ++i)
            result.cells.add(table.cell(row, source(i)));
    }
    table = std::move(result);
    return {};
}

// ---- JSON -------------------------------------------------------------------------------------------------------

std::string textOf(const Json &value)
{
    if (value.is_string())
        return value.get<std::string>();
    if (value.is_boolean())
        return value.get<bool>() ? "1" : "0";
    return value.is_number() ? value.dump() : std::string();
}

/// Collects rows whose columns are only known at the end.
class RowCollector
{
public:
    void add(std::string_view file, const Json &labels)
    {
        m_files.add(file);
        m_cells.emplace_back();
        take(labels, "label");
    }

    LabelTable table(const std::string &subject) const
    {
        LabelTable result;
        result.subject = subject;
        result.columns = m_columns;
        result.columns.insert(result.columns.begin(), "file");
        for (std::size_t row = 0; row < m_files.size(); ++row) {
            result.cells.add(m_files[row]);
            std::vector<std::string> cells(m_columns.size());
            for (const auto &[column, text] : m_cells[row])
                cells[column] = text;
            std::ranges::for_each(cells, [&result](const std::string &cell) { result.cells.add(cell); });
        }
        return result;
    }

private:
    void take(const Json &value, const std::string &column)
    {
        if (value.is_object()) {
            for (const auto &[key, inner] : value.items())
                take(inner, key);
        } else if (value.is_array()) {
            for (std::size_t i = 0; i < value.size(); ++i)
                take(value[i], column + '_' + std::to_string(i));
        } else if (const std::string text = textOf(value); !text.empty() && text.size() <= kLongestCell) {
            auto found = std::ranges::find(m_columns, column);
            if (found == m_columns.end()) {
                if (m_columns.size() + 1 >= kMostColumns)
                    return;
                found = m_columns.insert(m_columns.end(), column);
            }
            m_cells.back().emplace_back(static_cast<std::size_t>(found - m_columns.begin()), text);
        }
    }

    NameList m_files;
    std::vector<std::string> m_columns;
    std::vector<std::vector<std::pair<std::size_t, std::string>>> m_cells;
};

} // namespace

Result<LabelTable> parseCsv(std::string_view text, const std::string &subject)
{
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (text.starts_with(kByteOrderMark))
        text.remove_prefix(kByteOrderMark.size());
    CsvRows rows;
    rows.table.subject = subject;
    csv_parser parser;
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
        return fail(ErrorCode::OutOfMemory, "no memory for the table", subject);
    const std::unique_ptr<csv_parser, void (*)(csv_parser *)> closing(&parser, &csv_free);
    csv_set_delim(&parser, delimiterOf(text));
    const auto onField = [](void *field, std::size_t length, void *data) {
        static_cast<CsvRows *>(data)->field({static_cast<const char *>(field), length});
    };
    const auto onRow = [](int, void *data) { static_cast<CsvRows *>(data)->endOfRow(); };
    constexpr std::size_t kPiece = 1 << 16;
    bool good = true;
    for (std::size_t at = 0; good && rows.problem.empty() && at < text.size(); at += kPiece) {
        const std::string_view piece = text.substr(at, kPiece);
        good = csv_parse(&parser, piece.data(), piece.size(), onField, onRow, &rows) == piece.size();
    }
    good = good && rows.problem.empty() && csv_fini(&parser, onField, onRow, &rows) == 0;
    if (!rows.problem.empty())
        return fail(ErrorCode::FileDamaged, rows.problem, subject);
    if (!good)
        return fail(ErrorCode::FileDamaged,
                    "line " + std::to_string(rows.line) + ": " + csv_strerror(csv_error(&parser)), subject);
    if (rows.table.columns.empty())
        return fail(ErrorCode::FileDamaged, "the table is empty", subject);
    if (const Status found = findFiles(rows.table); !found)
        return tl::unexpected(found.error());
    return std::move(rows.table);
}

Result<LabelTable> parseJsonTable(std::string_view text, const std::string &subject)
{
    const Result<Json> json = files::parseStrictJson(text, subject);
    if (!json)
        return tl::unexpected(json.error());
    RowCollector rows;
    if (const auto list = json->find("labels"); list != json->end() && list->is_array()) {
        for (const Json &row : *list) {
            if (!row.is_array() || row.size() != 2 || !row[0].is_string())
                return fail(ErrorCode::FileDamaged, "each of \"labels\" is a pair [\"file\", label]", subject);
            rows.add(row[0].get<std::string>(), row[1]);
        }
    } else {
        for (const auto &[file, labels] : json->items())
            rows.add(file, labels);
    }
    return rows.table(subject);
}

Result<LabelTable> readLabelTable(const fs::path &path)
{
    const bool isJson = lowerCase(path.extension().string()) == ".json";
    const Result<std::string> text = files::readFile(path, isJson ? kMostJson : kMostCsv);
    if (!text)
        return tl::unexpected(text.error());
    return isJson ? parseJsonTable(*text, files::subjectOf(path)) : parseCsv(*text, files::subjectOf(path));
}

LabelTable readSidecars(const fs::path &folder, const NameList &names)
{
    RowCollector rows;
    bool any = false;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const fs::path picture = folder / names[i];
        std::error_code missing;
        for (const fs::path &file :
             {fs::path(picture).replace_extension(".json"), fs::path(picture.string() + ".json")}) {
            if (!fs::is_regular_file(file, missing))
                continue;
            const Result<std::string> text = files::readFile(file, kMostSidecar);
            const Result<Json> json = text ? files::parseStrictJson(*text, files::subjectOf(file))
                                           : Result<Json>(tl::unexpected(text.error()));
            if (json) {
                rows.add(names[i], *json);
                any = true;
                break;
            }
        }
    }
    return any ? rows.table("sidecar files") : LabelTable{};
}

} // namespace imago::dataset
