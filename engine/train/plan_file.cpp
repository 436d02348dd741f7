// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/plan_file.h"

#include "engine/files/json_fields.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <optional>

namespace imago::train {

using Json = nlohmann::ordered_json;

namespace {

// Its version is not looked at: a plan of another version is known by the keys that it lacks.
constexpr files::JsonFormat kFormat{
    .name = "imago.training-plan", .version = 1, .foreign = "this is not a training plan"};

} // namespace

std::string toJson(const Plan &plan)
{
    Json stages = Json::array();
    for (const Stage &stage : plan.stages)
        stages.push_back({{"side", stage.side}, {"steps", stage.steps}});
    return Json{{"format", kFormat.name},
                {"formatVersion", kFormat.version},
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
    Result<files::JsonDocument> document = files::JsonDocument::parse(text, kFormat, subject);
    if (!document)
        return tl::unexpected(std::move(document).error());
    files::JsonFields fields = document->fields();
    Plan plan;
    plan.seed = fields.get<std::uint64_t>("seed");
    plan.batch = fields.get<int>("batch");
    for (files::JsonFields stage : fields.objects("stages"))
        plan.stages.push_back({stage.get<int>("side"), stage.get<std::int64_t>("steps")});
    plan.learningRate = fields.get<double>("learningRate");
    plan.finalShare = fields.get<double>("finalShare");
    plan.warmUp = fields.get<std::int64_t>("warmUp");
    plan.emaDecay = fields.get<double>("emaDecay");
    plan.window = fields.get<std::int64_t>("window");
    plan.firstWindow = fields.get<std::int64_t>("firstWindow");
    plan.freshPerStep = fields.get<double>("freshPerStep");
    plan.firstSample = fields.get<std::uint64_t>("firstSample");
    plan.encoderEvery = fields.get<int>("encoderEvery");
    plan.adversarial = fields.get("adversarial", 0.0); // plans of earlier versions have none
    const std::optional<Precision> precision = precisionIn(fields);
    if (Status read = document->check(); !read)
        return tl::unexpected(std::move(read).error());
    plan.precision = precision.value_or(Precision::Float32);
    bool sane = precision && plan.batch >= 2 && plan.batch <= 4096 && plan.batch % 2 == 0 && !plan.stages.empty() &&
                std::isfinite(plan.learningRate) && plan.learningRate > 0.0 && plan.window >= plan.batch &&
                plan.window <= (std::int64_t{1} << 24) && plan.firstWindow >= plan.batch &&
                plan.firstWindow <= plan.window && plan.freshPerStep >= 0.0 && plan.freshPerStep <= 1e6 &&
                plan.encoderEvery >= 0 && plan.adversarial >= 0.0 && plan.adversarial <= 100.0;
    for (const Stage &stage : plan.stages) {
        sane = sane && (stage.side == 16 || stage.side == 32 || stage.side == 64 || stage.side == 128) &&
               stage.steps > 0 && stage.steps < (std::int64_t{1} << 40);
    }
    if (!sane)
        return fail(ErrorCode::BadInput, "the plan's numbers are out of range", subject);
    return plan;
}

} // namespace imago::train
