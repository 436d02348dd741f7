// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/latent/population.h"
#include "engine/latent/presets.h"
#include "tests/support/catch.h"
#include "tests/support/replaced.h"

#include <algorithm>
#include <bitset>
#include <set>
#include <string>

using namespace imago;
using namespace imago::latent;
using test::replaced;

namespace {

const Preset &builtIn(std::string_view title)
{
    const auto presets = builtInPresets();
    const auto found = std::ranges::find(presets, title, &Preset::name);
    REQUIRE(found != presets.end());
    return *found;
}

} // namespace

TEST_CASE("every built-in preset is sound")
{
    std::set<std::string> names;
    for (const Preset &preset : builtInPresets()) {
        INFO(preset.name);
        CHECK(names.insert(preset.name).second);
        CHECK(!preset.values.empty());
        std::bitset<PortraitAttributeCount> seen;
        for (const PresetValue &value : preset.values) {
            const Attribute &attribute = portraitAttributes()[value.attribute];
            INFO(attribute.name);
            CHECK(!seen[value.attribute]);
            seen.set(value.attribute);
            CHECK(value.value >= attribute.safeLow);
            CHECK(value.value <= attribute.safeHigh);
            CHECK((attribute.group == Group::Expression) == (preset.kind == PresetKind::Expression));
        }
    }
    for (const char *wanted : {"Calm", "Joy", "Laugh", "Surprise", "Anger", "Sadness"})
        CHECK(names.count(wanted) == 1);
}

TEST_CASE("a preset changes its attributes alone, on any face")
{
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const Point face = pointFromSeed(seed, 1.0);
        for (const Preset &preset : builtInPresets()) {
            const Point changed = applied(preset, face);
            CHECK(changed.z == face.z);
            Point expected = face;
            for (const PresetValue &value : preset.values)
                expected.attributes[value.attribute] = value.value;
            CHECK(changed == expected);
        }
    }
}

TEST_CASE("one expression replaces another")
{
    const Point face = pointFromSeed(3, 1.0);
    CHECK(applied(builtIn("Joy"), applied(builtIn("Anger"), face)) == applied(builtIn("Joy"), face));
    CHECK(applied(builtIn("Anger"), face).attributes[Smile] == 0.0F);
}

TEST_CASE("a face's expression or look becomes a preset of one's own")
{
    const Point face = pointFromSeed(12, 1.0), other = pointFromSeed(13, 1.0);
    const Result<Preset> look = makePreset("Grandmother", PresetKind::Look, face);
    REQUIRE(look);
    const Point dressed = applied(*look, other);
    CHECK(dressed.attributes[HairLength] == face.attributes[HairLength]);
    CHECK(dressed.attributes[MakeUp] == face.attributes[MakeUp]);
    CHECK(dressed.attributes[Smile] == other.attributes[Smile]);
    CHECK(dressed.attributes[Age] == other.attributes[Age]);

    const Result<Preset> mood = makePreset("Monday", PresetKind::Expression, face);
    REQUIRE(mood);
    CHECK(applied(*mood, other).attributes[Smile] == face.attributes[Smile]);
    CHECK(applied(*mood, other).attributes[HairLength] == other.attributes[HairLength]);
}

TEST_CASE("a preset's name is a line of text")
{
    const auto makes = [](std::string title) {
        return makePreset(std::move(title), PresetKind::Look, neutralPoint()).has_value();
    };
    CHECK(makes("Omas Brille \xE2\x80\x93 \xE5\xBF\xAB\xE4\xB9\x90"));
    CHECK_FALSE(makes(""));
    CHECK_FALSE(makes("two\nlines"));
    CHECK_FALSE(makes("\xFF\xFE"));
    CHECK(makes(std::string(kLongestPresetName, 'x')));
    CHECK_FALSE(makes(std::string(kLongestPresetName + 1, 'x')));
}

TEST_CASE("presets survive JSON bit for bit")
{
    std::vector<Preset> presets(builtInPresets().begin(), builtInPresets().end());
    for (std::uint64_t seed = 0; seed < 20; ++seed)
        presets.push_back(
            *makePreset("No. " + std::to_string(seed), PresetKind::Look, pointFromSeed(seed, 1.0)));
    const auto back = presetsFromJson(toJson(presets), "test");
    REQUIRE(back);
    CHECK(*back == presets);
    CHECK(presetsFromJson(toJson(std::vector<Preset>{}), "test")->empty());
}

TEST_CASE("what is wrong with presets is named")
{
    const std::string good = toJson(builtInPresets());
    const auto code = [](const std::string &text) {
        const auto presets = presetsFromJson(text, "mine.json");
        REQUIRE(!presets);
        CHECK(presets.error().subject == "mine.json");
        return presets.error().code;
    };
    CHECK(code("") == ErrorCode::FileDamaged);
    CHECK(code("[]") == ErrorCode::FileDamaged);
    CHECK(code("{}") == ErrorCode::UnsupportedFormat);
    CHECK(code(good.substr(0, 200)) == ErrorCode::FileDamaged);
    CHECK(code(replaced(good, "imago.presets", "imago.recipe")) == ErrorCode::UnsupportedFormat);
    CHECK(code(replaced(good, "\"formatVersion\": 1", "\"formatVersion\": 2")) == ErrorCode::Incompatible);
    CHECK(code(replaced(good, "\"smile\"", "\"grin\"")) == ErrorCode::BadInput);
    CHECK(code(replaced(good, "\"smile\": 0.0", "\"smile\": 1.5")) == ErrorCode::BadInput);
    CHECK(code(replaced(good, "\"smile\": 0.0", "\"smile\": \"much\"")) == ErrorCode::FileDamaged);
    CHECK(code(replaced(good, "\"expression\"", "\"mood\"")) == ErrorCode::BadInput);
    CHECK(code(replaced(good, "\"Calm\"", "\"\"")) == ErrorCode::BadInput);
    CHECK(code(replaced(good, "\"Calm\"", "7")) == ErrorCode::FileDamaged);
    CHECK(code(std::string(5 << 20, ' ')) == ErrorCode::FileTooLarge);

    const auto detail = [&](const std::string &from, const std::string &to) {
        return presetsFromJson(replaced(good, from, to), "mine.json").error().detail;
    };
    CHECK(detail("\"smile\": 0.0", "\"smile\": true") == "\"presets[0].values.smile\" must be a number");
    CHECK(detail("\"Calm\"", "7") == "\"presets[0].name\" must be a text");
    CHECK(detail("\"formatVersion\": 1", "\"formatVersion\": -1") == "\"formatVersion\" must be a whole number from 1");

    std::vector<Preset> many(kMostPresets + 1, builtInPresets().front());
    CHECK(code(toJson(many)) == ErrorCode::BadInput);
}
