// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dataset/content.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace imago::dataset {

/// Labels as text: a row for each picture, the first cell names it.
struct LabelTable
{
    std::string subject;              ///< The file's name, for errors.
    std::vector<std::string> columns; ///< Names; columns.front() is the pictures'.
    NameList cells;                   ///< columns.size() a row.

    std::size_t rows() const noexcept { return columns.empty() ? 0 : cells.size() / columns.size(); }
    std::string_view cell(std::size_t row, std::size_t column) const noexcept
    {
        return cells[row * columns.size() + column];
    }
};

/// Reads a table by its ending: .json (StyleGAN's {"labels": [["a.png", 3]]}, or an object of classes, numbers or
/// objects by picture), else CSV (RFC 4180; comma, semicolon or tab; a first line of names, or none where its first
/// cell is a picture's name).
/// Errors: as files::readFile above 1 GB (256 MB of JSON); FileDamaged for what breaks the format, with the line;
/// BadInput for a table without a column of files.
Result<LabelTable> readLabelTable(const std::filesystem::path &path);
Result<LabelTable> parseCsv(std::string_view text, const std::string &subject);
Result<LabelTable> parseJsonTable(std::string_view text, const std::string &subject);

/// The table of a .json beside each picture of `names` (a.json, or a.png.json, for a.png); empty where there is none.
/// Files that are no JSON object, or above 64 KB, count as missing.
LabelTable readSidecars(const std::filesystem::path &folder, const NameList &names);

/// Fills the content's classes, attributes and passedOver from a table: the column called label, class or the like, or
/// the first that holds words, is the class; those of numbers are attributes. Errors: BadInput where no row names a
/// picture.
Status applyLabels(const LabelTable &table, Dataset::Content &content);

} // namespace imago::dataset
