// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dataset/label_names.h"

#include "engine/core/utf8.h"
#include "engine/train/picture_source.h"

#include <algorithm>
#include <unordered_set>

namespace imago::dataset {

namespace {

bool isControl(char c)
{
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

std::string cut(std::string_view name, std::string_view ending)
{
    return std::string(utf8Prefix(name, train::kLongestLabel - ending.size())).append(ending);
}

} // namespace

bool isNameless(std::string_view column)
{
    constexpr std::string_view kPandas = "Unnamed: ";
    constexpr std::string_view kDigits = "0123456789";
    if (column.starts_with(kPandas) && column.size() > kPandas.size())
        return column.find_first_not_of(kDigits, kPandas.size()) == std::string_view::npos;
    return std::ranges::all_of(column, [](char c) { return c == ' ' || isControl(c); });
}

std::vector<std::string> labelNames(const std::vector<std::string> &names)
{
    std::vector<std::string> result;
    std::unordered_set<std::string> taken;
    for (const std::string &name : names) {
        std::string text = asUtf8(name);
        std::ranges::replace_if(text, isControl, ' ');
        std::string label = cut(text, {});
        for (int i = 2; !taken.insert(label).second; ++i)
            label = cut(text, ' ' + std::to_string(i));
        result.push_back(std::move(label));
    }
    return result;
}

} // namespace imago::dataset
