// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/neural/model_ground.h"

#include "engine/core/utf8.h"
#include "engine/tensor/device.h"
#include "engine/tensor/guard.h"
#include "engine/train/available_memory.h"
#include "engine/train/batch_choice.h"
#include "engine/train/neural/portrait_start.h"
#include "engine/train/neural/precision_choice.h"
#include "engine/train/neural/training_loop.h"

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace imago::train::neural {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int kMeasuredSteps = 8; // as many as from one gradient penalty to the next
constexpr std::int64_t kThrowAwayCourse = 1000; // steps, of which the first ones are done

// A model that is gone on from keeps its decoder's form, whatever this kind of training would have chosen.
void takeForm(ModelPlan &plan, const Ground &ground)
{
    if (!ground.from || !*ground.from)
        return;
    const files::Package &package = **ground.from;
    if (arePortraits(package.manifest()) && plan.channels.size() <= kMostPortraitLevels) {
        plan.deconvolution = false;
        plan.subPixels = true;
        plan.channels = portraitWidths(plan.channels.size());
        plan.style = portraitStyle();
        return;
    }
    const Result<latent::neural::PictureModel> model = latent::neural::readPictureModel(package);
    if (!model || model->decoder->shape.size != plan.set.size)
        return;
    const latent::neural::PictureShape &shape = model->decoder->shape;
    plan.deconvolution = shape.form == latent::neural::DecoderForm::Deconvolution;
    plan.subPixels = shape.subPixels;
    plan.channels = shape.channels;
    plan.encoderChannels = shape.encoderChannels;
    plan.latent = shape.latent;
    if (!plan.deconvolution)
        plan.style = shape.style;
}

// What can't be gone on from is told before steps are measured.
Status checkFrom(const PictureTraining &order, const ModelPlan &plan, const Ground &ground)
{
    if (!ground.from)
        return {};
    if (!isUtf8(plan.from))
        return fail(ErrorCode::BadInput, "its path is no UTF-8; give its folder another name", asUtf8(plan.from));
    return ground.goOnFrom(*ground.trainer(plan, *order.pictures));
}

// The most memory that this process has during the first step, which has every part that steps can have.
Result<std::uint64_t> memoryOfStep(const PictureTraining &order, const ModelPlan &plan, const Ground &ground)
{
    return tensor::guard([&]() -> Result<std::uint64_t> {
        tensor::giveBackFreedMemory();
        const PeakMemory peak(order.system);
        const std::unique_ptr<PictureTrainer> trainer = ground.trainer(plan, *order.pictures);
        if (const Result<Losses> losses = trainer->step(); !losses)
            return tl::unexpected(losses.error());
        return peak.bytes().value_or(0);
    });
}

} // namespace

Result<Ground> prepare(const PictureTraining &order, const ModelPlan &plan)
{
    const PictureSet &set = order.pictures->set();
    if (const Status fits = checkLabels(set.classes.size(), set.attributes.size()); !fits)
        return tl::unexpected(fits.error());
    const Result<torch::Device> device = tensor::device(order.device);
    if (!device)
        return tl::unexpected(device.error());
    Ground ground{*device, {}, {}, std::vector<LossNetwork>{}, {}};
    if (usesTrunk(plan)) {
        Result<FeatureTrunk> trunk = FeatureTrunk::open(order.trunk);
        if (!trunk)
            return tl::unexpected(trunk.error());
        ground.trunk = *std::move(trunk);
        ground.lossNetworks = {ground.trunk->asLossNetwork()};
    }
    Result<latent::neural::PictureLabelsInfo> labels = labelStatistics(*order.pictures);
    if (!labels)
        return tl::unexpected(labels.error());
    ground.labels = *std::move(labels);
    if (!plan.from.empty())
        ground.from = files::openPackage(plan.from);
    return ground;
}

Result<ModelPlan> formedPlan(const PictureTraining &order, ModelPlan plan, const Ground &ground)
{
    plan.set = order.pictures->set();
    plan.fingerprint = order.pictures->fingerprint();
    takeForm(plan, ground);
    if (const Status fits = checkFrom(order, plan, ground); !fits)
        return tl::unexpected(fits.error());
    const Result<Precision> precision = wishedPrecision(order.precision, ground.device);
    if (!precision)
        return tl::unexpected(precision.error());
    plan.precision = *precision;
    return plan;
}

Result<double> secondsOfStep(const PictureTraining &order, ModelPlan plan, const Ground &ground,
                             const jobs::JobContext &context)
{
    plan.steps = kThrowAwayCourse;
    const std::unique_ptr<PictureTrainer> trainer = ground.trainer(plan, *order.pictures);
    double total = 0.0;
    for (int i = 0; i <= kMeasuredSteps && !(context.stopRequested() || context.stopAtCheckpoint()); ++i) {
        const auto begin = Clock::now();
        if (const Result<Losses> losses = trainer->step(); !losses)
            return tl::unexpected(losses.error());
        if (i > 0) // the first one warms up
            total += secondsSince(begin);
    }
    return total / kMeasuredSteps;
}

Result<int> fittingBatch(const PictureTraining &order, const ModelPlan &plan, const Ground &ground)
{
    if (!ground.device.is_cpu())
        return plan.batch;
    tensor::giveBackFreedMemory();
    const auto available = availableMemory(order.system), before = PeakMemory(order.system).bytes();
    if (!available || !before)
        return plan.batch;
    ModelPlan few = plan;
    few.steps = kThrowAwayCourse;
    return chooseBatch(plan, *available, [&](int batch) {
        few.batch = batch;
        return memoryOfStep(order, few, ground).map([&](std::uint64_t most) {
            return most - std::min(most, *before);
        });
    });
}

} // namespace imago::train::neural
