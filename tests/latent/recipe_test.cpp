// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/latent/recipe.h"
#include "tests/support/catch.h"
#include "tests/support/replaced.h"

#include <string>

using namespace imago;
using namespace imago::latent;
using test::replaced;

TEST_CASE("a recipe survives JSON bit for bit")
{
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        Recipe recipe = recipeFromSeed(seed * 0x9E3779B97F4A7C15ULL, 0.73);
        recipe.transparent = seed % 2 == 0;
        recipe.decoder = seed % 3 == 0 ? Decoder::Neural : Decoder::Final;
        recipe.size = {1024, 1024};
        const Result<Recipe> back = recipeFromJson(toJson(recipe), "test");
        REQUIRE(back);
        CHECK(*back == recipe);
        CHECK(hash(*back) == hash(recipe));
    }
}

TEST_CASE("a person is the seed's until most of the identity is another's")
{
    latent::Recipe recipe = latent::recipeFromSeed(12, 0.8);
    CHECK(latent::isOfItsSeed(recipe));
    recipe.point.attributes[latent::Age] = 70;
    recipe.point.z[0] += 1;
    CHECK(latent::isOfItsSeed(recipe));
    recipe.point.z = latent::recipeFromSeed(13, 0.8).point.z;
    CHECK_FALSE(latent::isOfItsSeed(recipe));
}

TEST_CASE("what is wrong with a recipe is named")
{
    const std::string good = toJson(recipeFromSeed(1, 1.0));
    const auto code = [](const std::string &text) {
        const Result<Recipe> recipe = recipeFromJson(text, "x.json");
        REQUIRE(!recipe);
        CHECK(recipe.error().subject == "x.json");
        return recipe.error().code;
    };
    CHECK(code("") == ErrorCode::FileDamaged);
    CHECK(code("[1, 2]") == ErrorCode::FileDamaged);
    CHECK(code("{}") == ErrorCode::UnsupportedFormat);
    CHECK(code(good.substr(0, good.size() / 2)) == ErrorCode::FileDamaged);
    CHECK(code(replaced(good, "\"formatVersion\": 1", "\"formatVersion\": 2")) == ErrorCode::Incompatible);
    CHECK(code(replaced(good, "\"smile\"", "\"grin\"")) == ErrorCode::BadInput);
    CHECK(code(replaced(good, "\"smile\": ", "\"smile\": 9")) == ErrorCode::BadInput);
    CHECK(code(replaced(good, "\"z\": [", "\"z\": [0.5, ")) == ErrorCode::BadInput);
    CHECK(code(replaced(good, "\"z\": [", "\"z\": [\"a\", ")) != ErrorCode::Internal);
    CHECK(code(replaced(good, "\"final\"", "\"best\"")) == ErrorCode::BadInput);
    CHECK(code(replaced(good, "    512,\n    512", "    -512,\n    -512")) == ErrorCode::BadInput);
    CHECK(code(std::string(2 << 20, ' ')) == ErrorCode::FileTooLarge);
}

TEST_CASE("a value of the wrong kind in a recipe is named with what is expected, in the studio's own words")
{
    const std::string good = toJson(recipeFromSeed(1, 0.75));
    const auto detail = [](const std::string &text) {
        const Result<Recipe> recipe = recipeFromJson(text, "x.json");
        REQUIRE(!recipe);
        CHECK(recipe.error().code == ErrorCode::FileDamaged);
        CHECK(recipe.error().detail.find("json.exception") == std::string::npos);
        return recipe.error().detail;
    };
    const auto with = [&](const std::string &from, const std::string &to) { return detail(replaced(good, from, to)); };
    CHECK(with("\"formatVersion\": 1", "\"formatVersion\": -1") == "\"formatVersion\" must be a whole number from 1");
    CHECK(with("\"seed\": 1", "\"seed\": 1.5") ==
          "\"seed\" must be a whole number from 0 to 18446744073709551615");
    CHECK(with("\"seed\": 1", "\"seed\": null").starts_with("\"seed\" must be"));
    CHECK(with("\"truncation\": 0.75", "\"truncation\": true") == "\"truncation\" must be a number");
    CHECK(with("\"smile\": ", "\"smile\": null, \"grin\": ") == "\"attributes.smile\" must be a number");
    CHECK(with("\"smile\": ", "\"smile\": 0, \"smile\": ") == "the JSON has the key \"smile\" twice");
    CHECK(with("\"seed\": 1", "\"seed\": 1, \"seed\": 1") == "the JSON has the key \"seed\" twice");
    CHECK(with("\"z\": [", "\"z\": [\"a\", ").starts_with("\"z\" must be a list"));
    CHECK(with("\"final\"", "7") == "\"decoder\" must be a text");
    CHECK(with("    512,\n    512", "    512.5,\n    512").starts_with("\"size\" must be a list"));
    CHECK(with("\"transparent\": false", "\"transparent\": 0") == "\"transparent\" must be true or false");
    CHECK(with("\"imago.portraits\"", "null") == "\"model\" must be a text");

    const std::string head = R"({"format": "imago.recipe", "formatVersion": 1)";
    CHECK(detail(head + "}") == "\"attributes\" is missing");
    CHECK(detail(head + R"(, "attributes": null})") == "\"attributes\" must be an object");
    CHECK(detail(head + R"(, "attributes": {}})") == "\"z\" is missing");
    CHECK(detail(head) == "the JSON is broken at line 1, column " + std::to_string(head.size() + 1));
}

TEST_CASE("a neural picture is told from another model's by the hash")
{
    Recipe recipe = recipeFromSeed(1, 1.0);
    recipe.decoder = Decoder::Neural;
    CHECK_FALSE(isOfAnotherModel(recipe, "abc")); // it names none
    recipe.modelHash = "abc";
    CHECK_FALSE(isOfAnotherModel(recipe, "abc"));
    CHECK(isOfAnotherModel(recipe, "abd"));
    recipe.decoder = Decoder::Final;
    CHECK_FALSE(isOfAnotherModel(recipe, "abd"));
    CHECK(modelName("imago.portraits", std::string(64, 'a')) == "imago.portraits aaaaaaaaaaaa");
}

TEST_CASE("different recipes have different hashes")
{
    const Recipe recipe = recipeFromSeed(1, 1.0);
    Recipe other = recipe;
    other.point.z[47] += 1e-6F;
    CHECK(hash(other) != hash(recipe));
    other = recipe;
    other.decoder = Decoder::Neural;
    CHECK(hash(other) != hash(recipe));
}
