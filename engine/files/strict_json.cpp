// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/files/strict_json.h"

#include <set>
#include <vector>

namespace imago::files {

namespace {

using Json = nlohmann::json;

constexpr std::size_t kDeepest = 32;

/// Reads without building and stops at the first broken rule. (The parser's own callback would be shorter,
/// but then it searches the whole parent after each child: quadratic, which a hostile file can use.)
class RuleReader : public nlohmann::json_sax<Json>
{
public:
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

    bool parse_error(std::size_t, const std::string &, const Json::exception &error) override
    {
        m_brokenRule = error.what();
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

    std::vector<std::set<std::string>> m_keys; ///< One set for each open object or list.
    std::string m_brokenRule;
};

} // namespace

Result<Json> parseStrictJson(std::string_view text, const std::string &subject)
{
    RuleReader rules;
    if (!Json::sax_parse(text, &rules))
        return fail(ErrorCode::FileDamaged, rules.brokenRule(), subject);
    try {
        Json json = Json::parse(text);
        if (!json.is_object())
            return fail(ErrorCode::FileDamaged, "this is not a JSON object", subject);
        return json;
    } catch (const Json::exception &error) {
        return fail(ErrorCode::FileDamaged, error.what(), subject);
    }
}

} // namespace imago::files
