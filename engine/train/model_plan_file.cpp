// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/model_plan.h"

#include "engine/files/json_fields.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace imago::train {

using Json = nlohmann::ordered_json;

namespace {

// Its version is not looked at: a plan of another version is known by the keys that it lacks.
constexpr files::JsonFormat kFormat{
    .name = "imago.model-plan", .version = 1, .foreign = "this is not the plan of a training on pictures"};
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
           within(p.vae.adversarial, 0.0, 1e6) && within(p.vae.matrixPace, 0.0, 1e3) &&
           within(p.gan.r1, 0.0, 1e6) && p.gan.r1Every >= 1 && within(p.gan.discriminatorRate, 0.0, 100.0) &&
           within(p.gan.diffAugment, 0.0, 1.0) && within(p.gan.naming, 0.0, 1e6) &&
           within(p.gan.modeSeeking, 0.0, 1e6) && p.set.training > 0 &&
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

PictureSet setFrom(files::JsonFields fields)
{
    PictureSet set;
    set.size = {fields.get<int>("width"), fields.get<int>("height")};
    set.alpha = fields.get<bool>("alpha");
    set.grey = fields.get("grey", false);
    set.classes = fields.get<std::vector<std::string>>("classes");
    set.attributes = fields.get<std::vector<std::string>>("attributes");
    set.training = fields.get<std::size_t>("training");
    set.heldOut = fields.get<std::size_t>("heldOut");
    return set;
}

VaePlan vaeFrom(files::JsonFields fields)
{
    return {fields.get<double>("kl"), fields.get<double>("klWarmUp"), fields.get<double>("freeBits"),
            fields.get<double>("perceptual"), fields.get<double>("adversarial"), fields.get("matrixPace", 0.0)};
}

GanPlan ganFrom(files::JsonFields fields)
{
    GanPlan plan;
    plan.r1 = fields.get<double>("r1");
    plan.r1Every = fields.get<int>("r1Every");
    plan.discriminatorRate = fields.get<double>("discriminatorRate");
    plan.diffAugment = fields.get<double>("diffAugment");
    plan.naming = fields.get("naming", 0.0); // plans of earlier versions have neither
    plan.modeSeeking = fields.get("modeSeeking", 0.0);
    plan.projected = fields.get<bool>("projected");
    return plan;
}

} // namespace

std::string toJson(const ModelPlan &plan)
{
    return Json{{"format", kFormat.name},
                {"formatVersion", kFormat.version},
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
                  {"adversarial", plan.vae.adversarial},
                  {"matrixPace", plan.vae.matrixPace}}},
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
    Result<files::JsonDocument> document = files::JsonDocument::parse(text, kFormat, subject);
    if (!document)
        return tl::unexpected(std::move(document).error());
    files::JsonFields fields = document->fields();
    ModelPlan plan;
    plan.kind = fields.get<std::string>("kind") == "gan" ? ModelKind::Gan : ModelKind::Vae;
    plan.title = fields.get<std::string>("title");
    plan.from = fields.get("from", std::string());
    plan.seed = fields.get<std::uint64_t>("seed");
    plan.steps = fields.get<std::int64_t>("steps");
    plan.batch = fields.get<int>("batch");
    plan.learningRate = fields.get<double>("learningRate");
    plan.finalShare = fields.get<double>("finalShare");
    plan.warmUp = fields.get<std::int64_t>("warmUp");
    plan.emaDecay = fields.get<double>("emaDecay");
    const std::optional<Precision> precision = precisionIn(fields);
    plan.precision = precision.value_or(Precision::Float32);
    plan.augmentation = {fields.get<bool>("mirror"), fields.get<bool>("colour")};
    plan.vae = vaeFrom(fields.object("vae"));
    plan.gan = ganFrom(fields.object("gan"));
    plan.set = setFrom(fields.object("pictures"));
    plan.fingerprint = fields.get<std::uint64_t>("fingerprint");
    plan.preparation = preparationFromJson(fields.json().value("preparation", nlohmann::json()));
    plan.latent = fields.get<int>("latent");
    plan.style = fields.get<int>("style");
    plan.deconvolution = fields.get("deconvolution", false);
    plan.subPixels = fields.get("subPixels", false);
    plan.channels = fields.get<std::vector<int>>("channels");
    plan.encoderChannels = fields.get<std::vector<int>>("encoderChannels");
    plan.discriminatorChannels = fields.get<std::vector<int>>("discriminatorChannels");
    if (Status read = document->check(); !read)
        return tl::unexpected(std::move(read).error());
    if (!precision || !isSane(plan))
        return fail(ErrorCode::BadInput, "the plan's numbers are out of range", subject);
    return plan;
}

} // namespace imago::train
