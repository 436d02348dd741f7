// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/model_plan.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace imago::train {

using Json = nlohmann::ordered_json;

namespace {

constexpr int kLargestSide = 1024;
constexpr int kWidest = 4096;

bool within(double value, double low, double high)
{
    return std::isfinite(value) && value >= low && value <= high;
}

bool areWidths(const std::vector<int> &widths)
{
    return !widths.empty() && widths.size() <= 9 &&
           std::ranges::all_of(widths, [](int w) { return w >= 8 && w <= kWidest && w % 8 == 0; });
}

// Both sides can be halved as often as the networks do it.
bool fits(Size size, std::size_t levels)
{
    const int step = 1 << levels;
    return size.width >= 8 && size.height >= 8 && size.width <= kLargestSide && size.height <= kLargestSide &&
           size.width % step == 0 && size.height % step == 0;
}

bool isSane(const ModelPlan &p)
{
    return p.steps > 0 && p.steps < (std::int64_t{1} << 40) && p.batch >= 2 && p.batch <= 4096 &&
           within(p.learningRate, 1e-8, 1.0) && within(p.finalShare, 0.0, 1.0) && p.warmUp >= 0 &&
           within(p.emaDecay, 0.0, 1.0) && within(p.vae.kl, 0.0, 1e6) && within(p.vae.klWarmUp, 0.0, 1.0) &&
           within(p.vae.freeBits, 0.0, 100.0) && within(p.vae.perceptual, 0.0, 1e6) &&
           within(p.vae.adversarial, 0.0, 1e6) && within(p.gan.r1, 0.0, 1e6) && p.gan.r1Every >= 1 &&
           within(p.gan.discriminatorRate, 0.0, 100.0) && within(p.gan.diffAugment, 0.0, 1.0) &&
           within(p.gan.naming, 0.0, 1e6) && within(p.gan.modeSeeking, 0.0, 1e6) && p.set.training > 0 &&
           p.set.classes.size() <= kMostLabels && p.set.attributes.size() <= kMostLabels && p.latent >= 1 &&
           p.latent <= kWidest && p.style >= 1 && p.style <= kWidest && areWidths(p.channels) &&
           std::ranges::adjacent_find(p.channels, std::ranges::less_equal{}) == p.channels.end() &&
           areWidths(p.encoderChannels) && areWidths(p.discriminatorChannels) &&
           fits(p.set.size, std::max({p.channels.size(), p.encoderChannels.size(), p.discriminatorChannels.size()}));
}

Json asJson(const PictureSet &set)
{
    return {{"width", set.size.width},   {"height", set.size.height}, {"alpha", set.alpha}, {"grey", set.grey},
            {"classes", set.classes},    {"attributes", set.attributes}, {"training", set.training},
            {"heldOut", set.heldOut}};
}

PictureSet setFrom(const Json &json)
{
    PictureSet set;
    set.size = {json.at("width").get<int>(), json.at("height").get<int>()};
    set.alpha = json.at("alpha").get<bool>();
    set.grey = json.value("grey", false);
    set.classes = json.at("classes").get<std::vector<std::string>>();
    set.attributes = json.at("attributes").get<std::vector<std::string>>();
    set.training = json.at("training").get<std::size_t>();
    set.heldOut = json.at("heldOut").get<std::size_t>();
    return set;
}

} // namespace

std::string toJson(const ModelPlan &plan)
{
    return Json{{"format", "imago.model-plan"},
                {"formatVersion", 1},
                {"kind", name(plan.kind)},
                {"title", plan.title},
                {"from", plan.from},
                {"seed", plan.seed},
                {"steps", plan.steps},
                {"batch", plan.batch},
                {"learningRate", plan.learningRate},
                {"finalShare", plan.finalShare},
                {"warmUp", plan.warmUp},
                {"emaDecay", plan.emaDecay},
                {"precision", name(plan.precision)},
                {"mirror", plan.augmentation.mirror},
                {"colour", plan.augmentation.colour},
                {"vae",
                 {{"kl", plan.vae.kl},
                  {"klWarmUp", plan.vae.klWarmUp},
                  {"freeBits", plan.vae.freeBits},
                  {"perceptual", plan.vae.perceptual},
                  {"adversarial", plan.vae.adversarial}}},
                {"gan",
                 {{"r1", plan.gan.r1},
                  {"r1Every", plan.gan.r1Every},
                  {"discriminatorRate", plan.gan.discriminatorRate},
                  {"diffAugment", plan.gan.diffAugment},
                  {"naming", plan.gan.naming},
                  {"modeSeeking", plan.gan.modeSeeking},
                  {"projected", plan.gan.projected}}},
                {"pictures", asJson(plan.set)},
                {"fingerprint", plan.fingerprint},
                {"preparation", plan.preparation ? Json(toJson(*plan.preparation)) : Json(nullptr)},
                {"latent", plan.latent},
                {"style", plan.style},
                {"deconvolution", plan.deconvolution},
                {"subPixels", plan.subPixels},
                {"channels", plan.channels},
                {"encoderChannels", plan.encoderChannels},
                {"discriminatorChannels", plan.discriminatorChannels}}
        .dump(2);
}

Result<ModelPlan> modelPlanFromJson(std::string_view text, const std::string &subject)
{
    const Json json = Json::parse(text, nullptr, false);
    try {
        if (!json.is_object() || json.at("format") != "imago.model-plan")
            return fail(ErrorCode::FileDamaged, "this is not the plan of a training on pictures", subject);
        ModelPlan plan;
        plan.kind = json.at("kind") == "gan" ? ModelKind::Gan : ModelKind::Vae;
        plan.title = json.at("title").get<std::string>();
        plan.from = json.value("from", std::string());
        plan.seed = json.at("seed").get<std::uint64_t>();
        plan.steps = json.at("steps").get<std::int64_t>();
        plan.batch = json.at("batch").get<int>();
        plan.learningRate = json.at("learningRate").get<double>();
        plan.finalShare = json.at("finalShare").get<double>();
        plan.warmUp = json.at("warmUp").get<std::int64_t>();
        plan.emaDecay = json.at("emaDecay").get<double>();
        const std::optional<Precision> precision = precisionIn(json);
        plan.precision = precision.value_or(Precision::Float32);
        plan.augmentation = {json.at("mirror").get<bool>(), json.at("colour").get<bool>()};
        const Json &vae = json.at("vae");
        plan.vae = {vae.at("kl").get<double>(), vae.at("klWarmUp").get<double>(), vae.at("freeBits").get<double>(),
                    vae.at("perceptual").get<double>(), vae.at("adversarial").get<double>()};
        const Json &gan = json.at("gan");
        plan.gan = {gan.at("r1").get<double>(), gan.at("r1Every").get<int>(), gan.at("discriminatorRate").get<double>(),
                    gan.at("diffAugment").get<double>(), gan.value("naming", 0.0), gan.value("modeSeeking", 0.0),
                    gan.at("projected").get<bool>()};
        plan.set = setFrom(json.at("pictures"));
        plan.fingerprint = json.at("fingerprint").get<std::uint64_t>();
        plan.preparation = preparationFromJson(json.value("preparation", Json()));
        plan.latent = json.at("latent").get<int>();
        plan.style = json.at("style").get<int>();
        plan.deconvolution = json.value("deconvolution", false);
        plan.subPixels = json.value("subPixels", false);
        plan.channels = json.at("channels").get<std::vector<int>>();
        plan.encoderChannels = json.at("encoderChannels").get<std::vector<int>>();
        plan.discriminatorChannels = json.at("discriminatorChannels").get<std::vector<int>>();
        if (!precision || !isSane(plan))
            return fail(ErrorCode::BadInput, "the plan's numbers are out of range", subject);
        return plan;
    } catch (const Json::exception &error) {
        return fail(ErrorCode::FileDamaged, error.what(), subject);
    }
}

} // namespace imago::train
