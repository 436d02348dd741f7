// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dataset/dataset.h"
#include "engine/dataset/idx.h"
#include "engine/dataset/usage_marks.h"

namespace imago::dataset {

/// Many names in one block of memory.
class NameList
{
public:
    std::size_t size() const noexcept { return m_ends.size(); }
    void add(std::string_view name)
    {
        m_text += name;
        m_ends.push_back(m_text.size());
    }
    std::string_view operator[](std::size_t index) const noexcept
    {
        const std::size_t begin = index == 0 ? 0 : m_ends[index - 1];
        return std::string_view(m_text).substr(begin, m_ends[index] - begin);
    }

private:
    std::string m_text;
    std::vector<std::size_t> m_ends;
};

/// One IDX file of pictures inside a data set.
struct IdxPart
{
    std::string name; ///< Of the file, without .gz.
    IdxArray pictures;
    std::size_t first = 0; ///< The item of its first picture.
};

/// What a Dataset shares between its copies.
struct Dataset::Content
{
    std::filesystem::path path;
    NameList names;                   ///< Of files, in byte order; empty for IDX.
    std::vector<IdxPart> idx;         ///< Empty for a folder.
    std::size_t count = 0;
    std::vector<std::string> classNames;
    std::vector<std::int32_t> classes; ///< Empty, or one an item.
    std::vector<std::string> attributeNames;
    std::vector<float> attributes; ///< attributeNames.size() an item.
    std::vector<Part> parts;       ///< Empty: all Any.
    TdmRules rules;
    LabelSource labelSource = LabelSource::None;
    PassedOver passedOver;
    std::uint64_t stamp = 0; ///< Of the files' names, sizes and times.
    std::uint64_t fingerprint = 0;
};

} // namespace imago::dataset
