// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/files/json_fields.h"

#include "engine/core/utf8.h"
#include "engine/files/strict_json.h"

#include <cmath>

namespace imago::files {

namespace {

constexpr std::size_t kLongestShownKey = 64; // a hostile one may have a megabyte

} // namespace

JsonFields::JsonFields(const Json &json, std::string &broken, std::string place)
    : m_json(&json)
    , m_broken(&broken)
    , m_place(std::move(place))
{
    static const Json empty = Json::object();
    if (json.is_object())
        return;
    m_json = &empty;
    if (m_broken->empty())
        *m_broken = (m_place.empty() ? std::string("this") : "\"" + m_place + "\"") + " must be an object";
}

JsonFields JsonFields::object(const std::string &key)
{
    static const Json empty = Json::object();
    const Json *json = needed(key);
    return {json == nullptr ? empty : *json, *m_broken, placeOf(key)};
}

std::vector<JsonFields> JsonFields::objects(const std::string &key)
{
    return objectsOf(needed(key), key);
}

std::vector<JsonFields> JsonFields::objectsIfAny(const std::string &key)
{
    return objectsOf(found(key), key);
}

std::uint64_t JsonFields::formatVersion()
{
    const std::string key = "formatVersion";
    const Json *json = needed(key);
    const std::uint64_t version = json != nullptr && json->is_number_unsigned() ? json->get<std::uint64_t>() : 0;
    if (version == 0)
        refuse(key, "a whole number from 1");
    return version;
}

void JsonFields::refuse(const std::string &key, const std::string &expected)
{
    if (m_broken->empty())
        *m_broken = "\"" + placeOf(key) + "\" must be " + expected;
}

const JsonFields::Json *JsonFields::found(const std::string &key) const
{
    const auto found = m_json->find(key);
    return found == m_json->end() ? nullptr : &*found;
}

const JsonFields::Json *JsonFields::needed(const std::string &key)
{
    const Json *json = found(key);
    if (json == nullptr && m_broken->empty())
        *m_broken = "\"" + placeOf(key) + "\" is missing";
    return json;
}

std::vector<JsonFields> JsonFields::objectsOf(const Json *list, const std::string &key)
{
    std::vector<JsonFields> objects;
    if (list == nullptr)
        return objects;
    if (!list->is_array()) {
        refuse(key, "a list");
        return objects;
    }
    const std::string place = placeOf(key);
    for (std::size_t i = 0; i < list->size(); ++i)
        objects.emplace_back((*list)[i], *m_broken, place + "[" + std::to_string(i) + "]");
    return objects;
}

std::string JsonFields::placeOf(const std::string &key) const
{
    const std::string shown(utf8Prefix(key, kLongestShownKey));
    return m_place.empty() ? shown : m_place + "." + shown;
}

std::string JsonFields::read(const Json &json, bool &value)
{
    if (!json.is_boolean())
        return "true or false";
    value = json.get<bool>();
    return {};
}

std::string JsonFields::read(const Json &json, double &value)
{
    if (!json.is_number())
        return "a number";
    value = json.get<double>();
    return {};
}

std::string JsonFields::read(const Json &json, float &value)
{
    if (!json.is_number() || std::abs(json.get<double>()) > static_cast<double>(std::numeric_limits<float>::max()))
        return "a number from -3.4e38 to 3.4e38";
    value = json.get<float>();
    return {};
}

std::string JsonFields::read(const Json &json, std::string &value)
{
    if (!json.is_string())
        return "a text";
    value = json.get<std::string>();
    return {};
}

Result<JsonDocument> JsonDocument::parse(std::string_view text, const JsonFormat &format, std::string subject)
{
    Result<nlohmann::json> json = parseStrictJson(text, subject);
    if (!json)
        return tl::unexpected(std::move(json).error());
    if (json->value("format", nlohmann::json()) != nlohmann::json(format.name))
        return fail(format.foreignCode, format.foreign, std::move(subject));
    JsonDocument document(std::make_unique<Parts>(Parts{*std::move(json), {}, std::move(subject)}));
    if (format.newer != nullptr && document.fields().formatVersion() > format.version)
        return fail(ErrorCode::Incompatible,
                    std::string(format.newer) + " a newer version of the studio: update this one",
                    document.m_parts->subject);
    return document;
}

Status JsonDocument::check() const
{
    if (!m_parts->broken.empty())
        return fail(ErrorCode::FileDamaged, m_parts->broken, m_parts->subject);
    return {};
}

} // namespace imago::files
