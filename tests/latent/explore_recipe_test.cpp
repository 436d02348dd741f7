// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/latent/explore_recipe.h"
#include "tests/support/catch.h"

using namespace imago;
using namespace imago::latent;

namespace {

std::vector<ExploreSlider> slidersCalled(const std::vector<std::string> &ids)
{
    std::vector<ExploreSlider> sliders;
    for (const std::string &id : ids) {
        ExploreSlider slider;
        slider.id = slider.name = id;
        sliders.push_back(slider);
    }
    return sliders;
}

} // namespace

TEST_CASE("a place in a trained model survives its text, renamed sliders and their new order")
{
    std::vector<ExploreSlider> sliders = slidersCalled({"component-1", "component-2"});
    ExplorePoint point;
    point.seed = 12345678901234567ULL;
    point.variety = 0.5;
    point.classIndex = 1;
    point.values = {1.25, -0.5};
    point.style = {0.25F, -1.5F};
    const ExploreRecipe recipe = recipeOf(point, "abc", sliders, {"cats", "dogs"});
    const auto read = parseExploreRecipe(toText(recipe), "picture.png");
    REQUIRE(read);
    CHECK(*read == recipe);
    CHECK(*pointOf(*read, sliders, {"cats", "dogs"}) == point);

    sliders[0].name = "Light";
    std::swap(sliders[0], sliders[1]);
    CHECK(pointOf(*read, sliders, {"dogs", "cats"})->values == std::vector<double>{-0.5, 1.25});
    CHECK(pointOf(*read, sliders, {"dogs", "cats"})->classIndex == 0);
    CHECK(pointOf(*read, slidersCalled({"component-2", "factor-1"}), {"dogs"})->values ==
          std::vector<double>{-0.5, 0.0});
    CHECK(pointOf(*read, sliders, {"birds"}).error().code == ErrorCode::BadInput);
}

TEST_CASE("a text that is no place is refused")
{
    const std::string good = toText(recipeOf({}, "abc", slidersCalled({"a"}), {}));
    REQUIRE(parseExploreRecipe(good, "x"));
    CHECK(parseExploreRecipe("", "x").error().code == ErrorCode::FileDamaged);
    CHECK(parseExploreRecipe("[]", "x").error().code == ErrorCode::FileDamaged);
    const auto with = [&](const std::string &from, const std::string &to) {
        std::string text = good;
        text.replace(text.find(from), from.size(), to);
        return parseExploreRecipe(text, "x");
    };
    CHECK(with("\"formatVersion\":1", "\"formatVersion\":2").error().code == ErrorCode::Incompatible);
    CHECK(with("\"variety\":1.0", "\"variety\":1e9").error().code == ErrorCode::FileDamaged);
    CHECK(with("\"sliders\":{}", "\"sliders\":{\"a\":1e300}").error().code == ErrorCode::FileDamaged);
    CHECK(with("\"seed\":1", "\"seed\":\"x\"").error().code == ErrorCode::FileDamaged);
    CHECK(with("\"seed\":1", "\"seed\":1.5").error().detail.starts_with("\"seed\" must be a whole number"));
    CHECK(with("\"seed\":1", "\"seed\":1,\"seed\":2").error().detail == "the JSON has the key \"seed\" twice");
    CHECK(with("\"sliders\":{}", "\"sliders\":null").error().detail == "\"sliders\" must be an object");
}
