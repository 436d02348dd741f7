// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/plan.h"
#include "engine/train/plan_file.h"
#include "tests/support/catch.h"
#include "tests/support/replaced.h"

#include <cmath>
#include <string>

using namespace imago;
using namespace imago::train;

namespace {

Plan somePlan()
{
    Plan plan;
    plan.stages = {{32, 1000}, {64, 500}, {128, 250}};
    plan.window = 8192;
    plan.freshPerStep = 6.4;
    plan.firstSample = 1'000'000;
    plan.adversarial = 0.4;
    return plan;
}

} // namespace

TEST_CASE("a plan survives JSON, and a broken one is refused")
{
    const Plan plan = somePlan();
    const Result<Plan> back = planFromJson(toJson(plan), "plan.json");
    REQUIRE(back);
    CHECK(*back == plan);

    CHECK(planFromJson("", "x").error().code == ErrorCode::FileDamaged);
    CHECK(planFromJson("{}", "x").error().code == ErrorCode::FileDamaged);
    const std::string damaged = test::replaced(toJson(plan), "\"window\": ", "\"window\": null, \"was\": ");
    CHECK(planFromJson(damaged, "x").error().detail ==
          "\"window\" must be a whole number from -9223372036854775808 to 9223372036854775807");
    Plan odd = plan;
    odd.batch = 7;
    CHECK(planFromJson(toJson(odd), "x").error().code == ErrorCode::BadInput);
    odd = plan;
    odd.stages[0].side = 48;
    CHECK(planFromJson(toJson(odd), "x").error().code == ErrorCode::BadInput);
    odd = plan;
    odd.firstWindow = odd.window + 2;
    CHECK(planFromJson(toJson(odd), "x").error().code == ErrorCode::BadInput);
    odd = plan;
    odd.adversarial = -1.0;
    CHECK(planFromJson(toJson(odd), "x").error().code == ErrorCode::BadInput);
}

TEST_CASE("a plan keeps its precision, and says it as earlier versions did too")
{
    Plan plan = somePlan();
    for (const Precision precision : {Precision::Float32, Precision::Bfloat16, Precision::Float16}) {
        plan.precision = precision;
        CHECK(planFromJson(toJson(plan), "plan.json")->precision == precision);
    }
    const auto with = [&plan](const std::string &words) {
        std::string text = toJson(plan);
        const std::string own = "\"precision\": \"float16\"";
        return planFromJson(text.replace(text.find(own), own.size(), words), "plan.json");
    };
    CHECK(with("\"bfloat16\": true")->precision == Precision::Bfloat16);
    CHECK(with("\"bfloat16\": false")->precision == Precision::Float32);
    CHECK(with("\"precision\": \"float8\"").error().code == ErrorCode::BadInput);
    CHECK(with("\"precision\": 16").error().code == ErrorCode::FileDamaged);
    CHECK(with("\"else\": 16").error().code == ErrorCode::FileDamaged);
}

TEST_CASE("the learning rate rises, falls and never leaves its bounds")
{
    const Plan plan = somePlan();
    CHECK(learningRate(plan, 0) < 0.01 * plan.learningRate);
    CHECK(learningRate(plan, plan.warmUp) > 0.9 * plan.learningRate);
    CHECK(learningRate(plan, totalSteps(plan) - 1) < 0.03 * plan.learningRate);
    for (std::int64_t step = 0; step < totalSteps(plan); ++step) {
        REQUIRE(learningRate(plan, step) > 0.0);
        REQUIRE(learningRate(plan, step) <= plan.learningRate);
    }
}

TEST_CASE("stages follow each other and fade in")
{
    const Plan plan = somePlan();
    CHECK(shapeAt(plan, 0).side == 32);
    CHECK(shapeAt(plan, 0).fade == 1.0);
    CHECK(shapeAt(plan, 999).side == 32);
    CHECK(shapeAt(plan, 1000).side == 64);
    CHECK(shapeAt(plan, 1000).fade < 0.1);
    CHECK(shapeAt(plan, 1060).fade == 1.0);
    CHECK(shapeAt(plan, 1749).side == 128);

    // The discriminator joins the largest pictures, gently.
    CHECK(shapeAt(plan, 1499).adversarial == 0.0);
    CHECK(shapeAt(plan, 1500).adversarial == 0.0);
    CHECK_THAT(shapeAt(plan, 1510).adversarial, Catch::Matchers::WithinAbs(0.16, 1e-9));
    CHECK(shapeAt(plan, 1749).adversarial == 0.4);
}

TEST_CASE("a plan of an earlier version, which knew no discriminator, has none")
{
    std::string text = toJson(somePlan());
    const auto at = text.find("\"adversarial\"");
    REQUIRE(at != std::string::npos);
    text.erase(at, text.find('\n', at) - at);
    const Result<Plan> plan = planFromJson(text, "plan.json");
    REQUIRE(plan);
    CHECK(plan->adversarial == 0.0);
}

TEST_CASE("the window moves on, never back, and batches are pairs inside it")
{
    const Plan plan = somePlan();
    Window before = windowAt(plan, 0);
    CHECK(before.first == plan.firstSample);
    for (std::int64_t step = 0; step < totalSteps(plan); ++step) {
        const Window window = windowAt(plan, step);
        REQUIRE(window.first >= before.first);
        REQUIRE(window.last >= before.last);
        REQUIRE(window.first % 2 == 0);
        REQUIRE(window.last - window.first <= static_cast<std::uint64_t>(plan.window));
        const std::vector<std::uint64_t> batch = batchAt(plan, step);
        REQUIRE(batch.size() == static_cast<std::size_t>(plan.batch));
        for (std::size_t i = 0; i < batch.size(); i += 2) {
            REQUIRE(batch[i] % 2 == 0);
            REQUIRE(batch[i + 1] == batch[i] + 1);
            REQUIRE(batch[i] >= window.first);
            REQUIRE(batch[i + 1] < window.last);
        }
        before = window;
    }
    CHECK(batchAt(plan, 17) == batchAt(plan, 17));
    CHECK(batchAt(plan, 17) != batchAt(plan, 18));
}

TEST_CASE("a time budget becomes steps in proportion to what they cost")
{
    const std::vector<Stage> stages = stagesForBudget(1000.0, {32, 128}, {0.1, 0.5}, {0.25, 0.75});
    CHECK(stages[0].steps == 2500);
    CHECK(stages[1].steps == 1500);
}

TEST_CASE("a step waits for those of its portraits that were not drawn beside it")
{
    CHECK(secondsWithDrawing(1.5, 32.0, 32.0, 50.0) == Approx(1.5)); // a core of their own
    CHECK(secondsWithDrawing(1.5, 32.0, 40.0, 50.0) == Approx(1.5));
    CHECK(secondsWithDrawing(1.5, 32.0, 0.0, 50.0) == Approx(1.5 + 0.64)); // the steps' core
    CHECK(secondsWithDrawing(1.5, 32.0, 7.0, 50.0) == Approx(2.0));
    CHECK(secondsWithDrawing(1.5, 32.0, 0.0, 0.0) == Approx(1.5)); // all had been there
}
