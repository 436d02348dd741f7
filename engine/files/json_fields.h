// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"

#include <nlohmann/json.hpp>

#include <concepts>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace imago::files {

/// Reads an object's values by their keys, each as exactly the kind that is asked for: 1.5 is no whole number, true is
/// no number, and null is nothing of all that. The first key that is missing or holds something else is noted with
/// what is expected there; what is read then is empty or zero, so look at the note before using any of it.
class JsonFields
{
public:
    using Json = nlohmann::json;

    /// `broken` takes the note and is left alone if it holds one; both must outlive the fields. `place`: the key of an
    /// object inside another one, for the note.
    JsonFields(const Json &json, std::string &broken, std::string place = {});

    bool has(const std::string &key) const { return m_json->contains(key); }
    /// The object itself, for what has names of its own as keys.
    const Json &json() const { return *m_json; }

    /// A value that must be there.
    template <typename Value>
    Value get(const std::string &key)
    {
        Value value{};
        take(needed(key), key, value);
        return value;
    }

    /// A value that may be missing.
    template <typename Value>
    Value get(const std::string &key, Value otherwise)
    {
        take(found(key), key, otherwise);
        return otherwise;
    }

    /// A value that must be there and may be null: nothing.
    template <typename Value>
    std::optional<Value> getUnlessNull(const std::string &key)
    {
        const Json *json = needed(key);
        if (json == nullptr || json->is_null())
            return std::nullopt;
        return get<Value>(key);
    }

    /// An object that must be there.
    JsonFields object(const std::string &key);
    /// A list of objects that must be there.
    std::vector<JsonFields> objects(const std::string &key);
    /// The same where it may be missing.
    std::vector<JsonFields> objectsIfAny(const std::string &key);

    /// "formatVersion", which must be there: a whole number from 1.
    std::uint64_t formatVersion();

    /// Notes that the key's value is not what is expected: `expected` follows "must be".
    void refuse(const std::string &key, const std::string &expected);

private:
    const Json *found(const std::string &key) const;
    const Json *needed(const std::string &key);
    std::vector<JsonFields> objectsOf(const Json *list, const std::string &key);
    std::string placeOf(const std::string &key) const;

    template <typename Value>
    void take(const Json *json, const std::string &key, Value &value)
    {
        if (json == nullptr)
            return;
        if (const std::string expected = read(*json, value); !expected.empty())
            refuse(key, expected);
    }

    // Each reads a value of its kind; what is expected instead, or nothing where it could.
    static std::string read(const Json &json, bool &value);
    static std::string read(const Json &json, double &value);
    static std::string read(const Json &json, float &value);
    static std::string read(const Json &json, std::string &value);

    template <std::integral Whole>
    static std::string read(const Json &json, Whole &value)
    {
        const auto store = [&value](auto number) {
            if (!std::in_range<Whole>(number))
                return false;
            value = static_cast<Whole>(number);
            return true;
        };
        const bool isNatural = json.is_number_unsigned();
        if (isNatural && store(json.get<std::uint64_t>()))
            return {};
        if (!isNatural && json.is_number_integer() && store(json.get<std::int64_t>()))
            return {};
        return "a whole number from " + std::to_string(std::numeric_limits<Whole>::min()) + " to " +
               std::to_string(std::numeric_limits<Whole>::max());
    }

    template <typename Value>
    static std::string read(const Json &json, std::vector<Value> &values)
    {
        if (!json.is_array())
            return "a list";
        values.clear();
        for (const Json &entry : json) {
            if (const std::string expected = read(entry, values.emplace_back()); !expected.empty())
                return "a list, each entry of it " + expected;
        }
        return {};
    }

    const Json *m_json;
    std::string *m_broken;
    std::string m_place;
};

/// What the studio's files of one kind say of themselves, and what is said of a file that is none.
struct JsonFormat
{
    const char *name;      ///< What "format" holds.
    std::uint64_t version; ///< What "formatVersion" holds: the newest that is read.
    const char *foreign;   ///< The sentence about a file of another format.
    /// How the sentence about a newer version begins: "the recipe comes from". None: the version is not looked at.
    const char *newer = nullptr;
    ErrorCode foreignCode = ErrorCode::FileDamaged;
};

/// The JSON of a file from a stranger, known by its format, with the note that its fields take. It may be moved; its
/// fields stay good as long as it lives.
class JsonDocument
{
public:
    /// Errors: as parseStrictJson; the format's own code for another format; Incompatible for a newer version; each
    /// names `subject`. A version that is missing or none is noted as any other key is.
    static Result<JsonDocument> parse(std::string_view text, const JsonFormat &format, std::string subject);

    JsonFields fields() { return {m_parts->json, m_parts->broken}; }

    /// Whether all that was read so far was there and of its kind: ask it before any of it is used. Errors: FileDamaged
    /// with the note.
    Status check() const;

private:
    struct Parts
    {
        nlohmann::json json; ///< Not the ordered kind: that searches all keys for each, for minutes in a hostile file.
        std::string broken;
        std::string subject;
    };

    explicit JsonDocument(std::unique_ptr<Parts> parts)
        : m_parts(std::move(parts))
    {
    }

    std::unique_ptr<Parts> m_parts; ///< The fields point into it.
};

} // namespace imago::files
