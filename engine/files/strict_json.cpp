// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/files/strict_json.h"

#include "engine/core/utf8.h"

#include <algorithm>
#include <set>
#include <vector>

namespace imago::files {

namespace {

using Json = nlohmann::json;

constexpr std::size_t kDeepest = 32;

// Of the byte that so many bytes lead up to, both counted from 1 as editors do.
std::string lineAndColumn(std::string_view text, std::size_t bytes)
{
    const std::string_view before = text.substr(0, std::max<std::size_t>(bytes, 1) - 1);
    const std::size_t lastEnd = before.rfind('\n');
    const std::size_t column = before.size() - (lastEnd == std::string_view::npos ? 0 : lastEnd + 1) + 1;
    return "line " + std::to_string(std::ranges::count(before, '\n') + 1) + ", column " + std::to_string(column);
}

/// Reads without building and stops at the first broken rule. (The parser's own callback would be shorter,
/// but then it searches the whole parent after each child: quadratic, which a hostile file can use.)
class RuleReader : public nlohmann::json_sax<Json>
{
public:
    explicit RuleReader(std::string_view text)
        : m_text(text)
    {
    }

    const std::string &brokenRule() const { return m_brokenRule; }

    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(number_integer_t) override { return true; }
    bool number_unsigned(number_unsigned_t) override { return true; }
    bool number_float(number_float_t, const string_t &) override { return true; }
    bool string(string_t &) override { return true; }
    bool binary(binary_t &) override { return true; }
    bool start_object(std::size_t) override { return enter(); }
    bool end_object() override { return leave(); }
    bool start_array(std::size_t) override { return enter(); }
    bool end_array() override { return leave(); }

    bool key(string_t &name) override
    {
        if (!m_keys.back().insert(name).second)
            m_brokenRule = "the JSON has the key \"" + name + "\" twice";
        return m_brokenRule.empty();
    }

    bool parse_error(std::size_t position, const std::string &, const Json::exception &error) override
    {
        const bool isNumber = dynamic_cast<const Json::out_of_range *>(&error) != nullptr;
        m_brokenRule = (isNumber ? "the JSON has a number that is too large at " : "the JSON is broken at ") +
                       lineAndColumn(m_text, position);
        return false;
    }

private:
    bool enter()
    {
        m_keys.emplace_back();
        if (m_keys.size() > kDeepest)
            m_brokenRule = "the JSON is nested too deeply";
        return m_brokenRule.empty();
    }

    bool leave()
    {
        m_keys.pop_back();
        return true;
    }

    std::string_view m_text;
    std::vector<std::set<std::string>> m_keys; ///< One set for each open object or list.
    std::string m_brokenRule;
};

} // namespace

Result<Json> parseStrictJson(std::string_view text, const std::string &subject)
{
    if (!isUtf8(text))
        return fail(ErrorCode::FileDamaged, "the JSON is not UTF-8", subject);
    RuleReader rules(text);
    if (!Json::sax_parse(text, &rules))
        return fail(ErrorCode::FileDamaged, rules.brokenRule(), subject);
    Json json = Json::parse(text, nullptr, false);
    if (!json.is_object())
        return fail(ErrorCode::FileDamaged, "this is not a JSON object", subject);
    return json;
}

} // namespace imago::files
