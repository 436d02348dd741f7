// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/model_plan.h"
#include "engine/train/picture_preparation.h"
#include "tests/support/catch.h"

#include <initializer_list>
#include <utility>

using namespace imago;
using namespace imago::train;
using files::Json;

namespace {

ModelPlan preparedPlan()
{
    PictureSet set;
    set.size = {64, 64};
    set.training = 150;
    ModelPlan plan = planFor(ModelKind::Vae, set);
    plan.steps = 10;
    plan.fingerprint = 0xFEDC'BA98'7654'3210ULL; // more than a double holds
    plan.precision = Precision::Float16;
    plan.preparation = PicturePreparation{
        0.0, true, true, "table", "lists/labels.csv", false, {.small = true, .rareAlpha = true}, true};
    return plan;
}

files::Manifest packageOf(const ModelPlan &plan)
{
    files::Manifest manifest;
    manifest.training = {{"plan", Json::parse(toJson(plan))}};
    return manifest;
}

} // namespace

TEST_CASE("a package says how its training's pictures were prepared, from plan to package")
{
    const ModelPlan plan = preparedPlan();
    const auto stored = modelPlanFromJson(toJson(plan), "plan.json"); // as of a training that goes on
    REQUIRE(stored);
    CHECK(stored->preparation == plan.preparation);
    CHECK(stored->precision == plan.precision);
    const auto trained = trainedPicturesOf(packageOf(*stored));
    REQUIRE(trained);
    CHECK(trained->preparation == *plan.preparation);
    CHECK(trained->fingerprint == plan.fingerprint);
}

TEST_CASE("a package says in which size its model draws, unless it is another kind of package")
{
    files::Manifest manifest;
    CHECK_FALSE(modelSizeOf(manifest));
    const auto sizeWith = [&manifest](const Json &options) {
        manifest.networks = {{"decoder", "imago.picture-decoder", 2, options, "decoder.safetensors", Json::object()}};
        return modelSizeOf(manifest);
    };
    CHECK(sizeWith({{"width", 40}, {"height", 64}}) == Size{40, 64});
    CHECK_FALSE(sizeWith({{"latentSize", 48}}));
    CHECK_FALSE(sizeWith({{"width", 41}, {"height", 64}}));
    CHECK_FALSE(sizeWith({{"width", "40"}, {"height", 64}}));
    CHECK_FALSE(arePortraits(manifest));
    manifest.networks = {{"decoder", "imago.pyramid-decoder", 1, Json::object(), "d.safetensors", Json::object()}};
    CHECK(arePortraits(manifest));
    CHECK(modelSizeOf(manifest) == Size{64, 64});
}

TEST_CASE("a training that an earlier version began goes on as it began: all by Adam")
{
    Json plan = Json::parse(toJson(preparedPlan()));
    plan["vae"].erase("matrixPace");
    const auto read = modelPlanFromJson(plan.dump(), "plan.json");
    REQUIRE(read);
    CHECK(read->vae.matrixPace == 0.0);
}

TEST_CASE("older packages, newer ones and such that name files elsewhere say nothing of their pictures")
{
    CHECK_FALSE(trainedPicturesOf(files::Manifest{}));
    ModelPlan old = preparedPlan();
    old.preparation.reset();
    CHECK_FALSE(trainedPicturesOf(packageOf(old)));
    REQUIRE(modelPlanFromJson(toJson(old), "plan.json"));

    const auto with = [](const char *key, const Json &value) {
        Json json = toJson(*preparedPlan().preparation);
        json[key] = value;
        return preparationFromJson(json);
    };
    CHECK(with("another", 1));
    Json earlier = toJson(*preparedPlan().preparation);
    earlier.erase("leaveOut");
    earlier.erase("onWhite");
    REQUIRE(preparationFromJson(earlier));
    CHECK(preparationFromJson(earlier)->leaveOut == LeaveOut());
    CHECK_FALSE(preparationFromJson(earlier)->onWhite);
    for (const auto &[key, value] :
         std::initializer_list<std::pair<const char *, Json>>{{"formatVersion", 2},
                                                              {"heldOut", 0.7},
                                                              {"heldOut", "0"},
                                                              {"pad", nullptr},
                                                              {"leaveOut", "too-small"},
                                                              {"leaveOut", Json::array({"too-nice"})},
                                                              {"labelsFile", "../labels.csv"},
                                                              {"labelsFile", "lists/../../labels.csv"},
                                                              {"labelsFile", "/etc/passwd"}}) {
        INFO(key << " " << value.dump());
        CHECK_FALSE(with(key, value));
    }
}
