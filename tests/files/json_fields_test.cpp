// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/files/json_fields.h"
#include "engine/files/strict_json.h"
#include "tests/support/catch.h"

#include <functional>

using namespace imago;
using files::JsonFields;

namespace {

// What is noted when an object's values are read so.
std::string noteOf(const std::string &text, const std::function<void(JsonFields &)> &read)
{
    const auto json = files::parseStrictJson(text, "x");
    REQUIRE(json);
    std::string broken;
    JsonFields fields(*json, broken);
    read(fields);
    return broken;
}

} // namespace

TEST_CASE("a value is read as the kind that is asked for, or its key and that kind are named")
{
    const auto whole = [](JsonFields &fields) { (void)fields.get<std::uint64_t>("seed"); };
    CHECK(noteOf(R"({"seed": 18446744073709551615})", whole).empty());
    CHECK(noteOf(R"({})", whole) == R"("seed" is missing)");
    for (const char *value : {"1.5", "-1", "true", "null", "\"7\"", "[7]", "1e30"}) {
        INFO(value);
        CHECK(noteOf(std::string(R"({"seed": )") + value + "}", whole) ==
              R"("seed" must be a whole number from 0 to 18446744073709551615)");
    }
    CHECK(noteOf(R"({"side": 3000000000})", [](JsonFields &fields) { (void)fields.get<int>("side"); }) ==
          R"("side" must be a whole number from -2147483648 to 2147483647)");
    CHECK(noteOf(R"({"share": true})", [](JsonFields &fields) { (void)fields.get("share", 0.5); }) ==
          R"("share" must be a number)");
    CHECK(noteOf(R"({"flag": 1})", [](JsonFields &fields) { (void)fields.get("flag", false); }) ==
          R"("flag" must be true or false)");
    CHECK(noteOf(R"({"name": 1})", [](JsonFields &fields) { (void)fields.get<std::string>("name"); }) ==
          R"("name" must be a text)");
    CHECK(noteOf(R"({"z": [1, null]})", [](JsonFields &fields) { (void)fields.get<std::vector<double>>("z"); }) ==
          R"("z" must be a list, each entry of it a number)");
}

TEST_CASE("keys inside other objects are named by their place, and the first that is wrong counts")
{
    const auto read = [](JsonFields &fields) {
        JsonFields style = fields.object("style");
        for (JsonFields clip : style.objects("clips"))
            (void)clip.get<double>("from");
        (void)fields.get<bool>("linked");
    };
    CHECK(noteOf(R"({"style": {"clips": [{"from": 1}]}, "linked": true})", read).empty());
    CHECK(noteOf(R"({"style": {"clips": [{"from": 1}, {"from": "1"}]}, "linked": 2})", read) ==
          R"("style.clips[1].from" must be a number)");
    CHECK(noteOf(R"({"style": {"clips": [7]}, "linked": true})", read) == R"("style.clips[0]" must be an object)");
    CHECK(noteOf(R"({"style": {"clips": {}}, "linked": true})", read) == R"("style.clips" must be a list)");
    CHECK(noteOf(R"({"style": null, "linked": true})", read) == R"("style" must be an object)");
}

TEST_CASE("a value that may be missing or null is then what was said")
{
    const auto json = files::parseStrictJson(R"({"side": 7, "list": [3], "figure": null})", "x");
    REQUIRE(json);
    std::string broken;
    JsonFields fields(*json, broken);
    CHECK(fields.get("side", 1) == 7);
    CHECK(fields.get("size", 1) == 1);
    CHECK(fields.get("list", std::vector<int>{1, 2}) == std::vector<int>{3});
    CHECK_FALSE(fields.getUnlessNull<double>("figure"));
    CHECK(fields.getUnlessNull<double>("side") == 7.0);
    CHECK(broken.empty());
}

TEST_CASE("a format's version is a whole number from 1")
{
    const auto version = [](JsonFields &fields) { (void)fields.formatVersion(); };
    CHECK(noteOf(R"({"formatVersion": 3})", version).empty());
    CHECK(noteOf(R"({})", version) == R"("formatVersion" is missing)");
    for (const char *value : {"0", "-1", "1.0", "\"1\"", "null"})
        CHECK(noteOf(std::string(R"({"formatVersion": )") + value + "}", version) ==
              R"("formatVersion" must be a whole number from 1)");
}

TEST_CASE("a document is of its format and of no newer version, or says so in the format's words")
{
    constexpr files::JsonFormat format{.name = "imago.things",
                                       .version = 2,
                                       .foreign = "these are no things",
                                       .newer = "the things come from",
                                       .foreignCode = ErrorCode::UnsupportedFormat};
    const auto errorOf = [&format](const std::string &text) {
        const auto document = files::JsonDocument::parse(text, format, "x.json");
        REQUIRE(!document);
        CHECK(document.error().subject == "x.json");
        return document.error();
    };
    CHECK(errorOf("[").code == ErrorCode::FileDamaged);
    for (const char *text : {"{}", R"({"format": 7})", R"({"format": "imago.thing", "formatVersion": 3})"}) {
        INFO(text);
        CHECK(errorOf(text).code == ErrorCode::UnsupportedFormat);
        CHECK(errorOf(text).detail == "these are no things");
    }
    const Error newer = errorOf(R"({"format": "imago.things", "formatVersion": 3})");
    CHECK(newer.code == ErrorCode::Incompatible);
    CHECK(newer.detail == "the things come from a newer version of the studio: update this one");
    CHECK(files::JsonDocument::parse(R"({"format": "imago.things", "formatVersion": 1})", format, "x.json"));

    constexpr files::JsonFormat ofAnyVersion{.name = "imago.things", .version = 1, .foreign = "these are no things"};
    CHECK(files::JsonDocument::parse(R"({"format": "imago.things", "formatVersion": 3})", ofAnyVersion, "x.json"));
    CHECK(files::JsonDocument::parse("{}", ofAnyVersion, "x").error().code == ErrorCode::FileDamaged);
}

TEST_CASE("a document's check gives the first note, also when the document was moved while it was read")
{
    constexpr files::JsonFormat format{
        .name = "imago.things", .version = 1, .foreign = "these are no things", .newer = "the things come from"};
    const auto detailOf = [&format](const std::string &text) {
        auto parsed = files::JsonDocument::parse(text, format, "x.json");
        REQUIRE(parsed);
        JsonFields fields = parsed->fields();
        const files::JsonDocument document = *std::move(parsed);
        (void)fields.get<int>("count");
        (void)fields.get<bool>("fine");
        const Status read = document.check();
        if (read)
            return std::string();
        CHECK(read.error().code == ErrorCode::FileDamaged);
        CHECK(read.error().subject == "x.json");
        return read.error().detail;
    };
    const std::string head = R"({"format": "imago.things", "formatVersion": 1)";
    CHECK(detailOf(head + R"(, "count": 1, "fine": true})").empty());
    CHECK(detailOf(head + "}") == "\"count\" is missing");
    CHECK(detailOf(head + R"(, "count": 1, "fine": 1})") == "\"fine\" must be true or false");
    CHECK(detailOf(R"({"format": "imago.things"})") == "\"formatVersion\" is missing");
}

TEST_CASE("what is no JSON is told by line and column, in the studio's own words")
{
    const auto detail = [](const std::string &text) {
        const auto json = files::parseStrictJson(text, "x.json");
        REQUIRE(!json);
        CHECK(json.error().code == ErrorCode::FileDamaged);
        return json.error().detail;
    };
    CHECK(detail("") == "the JSON is broken at line 1, column 1");
    CHECK(detail("{\n  \"a\": 1,\n  \"b\" 2\n}") == "the JSON is broken at line 3, column 7");
    CHECK(detail("{\"a\": 1e999}").starts_with("the JSON has a number that is too large at line 1"));
    CHECK(detail("{\"a\": \"\xFF\"}") == "the JSON is not UTF-8");
    CHECK(detail("{\"a\": 1, \"a\": 2}") == "the JSON has the key \"a\" twice");
}
