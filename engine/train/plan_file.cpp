// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/plan_file.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <optional>

namespace imago::train {

using Json = nlohmann::ordered_json;

std::string toJson(const Plan &plan)
{
    Json stages = Json::array();
    for (const Stage &stage : plan.stages)
        stages.push_back({{"side", stage.side}, {"steps", stage.steps}});
    return Json{{"format", "imago.training-plan"},
                {"formatVersion", 1},
                {"seed", plan.seed},
                {"batch", plan.batch},
                {"stages", stages},
                {"learningRate", plan.learningRate},
                {"finalShare", plan.finalShare},
                {"warmUp", plan.warmUp},
                {"emaDecay", plan.emaDecay},
                {"window", plan.window},
                {"firstWindow", plan.firstWindow},
                {"freshPerStep", plan.freshPerStep},
                {"firstSample", plan.firstSample},
                {"encoderEvery", plan.encoderEvery},
                {"adversarial", plan.adversarial},
                {"precision", name(plan.precision)}}
        .dump(2);
}

Result<Plan> planFromJson(std::string_view text, std::string subject)
{
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object() || json.value("format", "") != "imago.training-plan")
        return fail(ErrorCode::FileDamaged, "this is not a training plan", subject);
    try {
        Plan plan;
        plan.seed = json.at("seed").get<std::uint64_t>();
        plan.batch = json.at("batch").get<int>();
        for (const Json &stage : json.at("stages"))
            plan.stages.push_back({stage.at("side").get<int>(), stage.at("steps").get<std::int64_t>()});
        plan.learningRate = json.at("learningRate").get<double>();
        plan.finalShare = json.at("finalShare").get<double>();
        plan.warmUp = json.at("warmUp").get<std::int64_t>();
        plan.emaDecay = json.at("emaDecay").get<double>();
        plan.window = json.at("window").get<std::int64_t>();
        plan.firstWindow = json.at("firstWindow").get<std::int64_t>();
        plan.freshPerStep = json.at("freshPerStep").get<double>();
        plan.firstSample = json.at("firstSample").get<std::uint64_t>();
        plan.encoderEvery = json.at("encoderEvery").get<int>();
        plan.adversarial = json.value("adversarial", 0.0); // plans of earlier versions have none
        const std::optional<Precision> precision = precisionIn(json);
        plan.precision = precision.value_or(Precision::Float32);
        bool sane = precision && plan.batch >= 2 && plan.batch <= 4096 && plan.batch % 2 == 0 && !plan.stages.empty() &&
                    std::isfinite(plan.learningRate) && plan.learningRate > 0.0 && plan.window >= plan.batch &&
                    plan.window <= (std::int64_t{1} << 24) && plan.firstWindow >= plan.batch &&
                    plan.firstWindow <= plan.window && plan.freshPerStep >= 0.0 && plan.freshPerStep <= 1e6 &&
                    plan.encoderEvery >= 1 && plan.adversarial >= 0.0 && plan.adversarial <= 100.0;
        for (const Stage &stage : plan.stages) {
            sane = sane && (stage.side == 16 || stage.side == 32 || stage.side == 64 || stage.side == 128) &&
                   stage.steps > 0 && stage.steps < (std::int64_t{1} << 40);
        }
        if (!sane)
            return fail(ErrorCode::BadInput, "the plan's numbers are out of range", subject);
        return plan;
    } catch (const Json::exception &error) {
        return fail(ErrorCode::FileDamaged, error.what(), subject);
    }
}

} // namespace imago::train
