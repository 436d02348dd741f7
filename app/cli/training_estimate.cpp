// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/training_estimate.h"

#include "app/cli/picture_maker.h"
#include "app/cli/picture_size.h"
#include "app/neural_module.h"
#include "app/resources.h"
#include "engine/dataset/few_samples.h"
#include "engine/train/available_memory.h"

#include <nlohmann/json.hpp>

#include <memory>

namespace imago::cli {

namespace {

std::string gigabytes(std::uint64_t bytes)
{
    return number(static_cast<double>(bytes) / 1e9, 1) + " GB";
}

Result<std::shared_ptr<const dataset::FewSamples>> fewOf(const dataset::Dataset &set, const PictureOptions &options,
                                                        const TrainingOptions &common, const std::stop_token &stop)
{
    const Result<dataset::SizeWish> wish = sizeWish(options.size, common.from);
    if (!wish)
        return tl::unexpected(wish.error());
    dataset::PictureSamplesOptions samples;
    samples.size = dataset::trainingSize(*wish, set, threadCount(common.threads), stop).size;
    samples.fit = options.pad ? dataset::Fit::Pad : dataset::Fit::Crop;
    samples.heldOut = options.heldOut;
    samples.leaveOut = options.leaveOut;
    samples.onWhite = options.onWhite;
    return dataset::FewSamples::read(set, samples);
}

} // namespace

double MeasuredCosts::minutes(std::int64_t pictures) const
{
    return static_cast<double>(pictures) / steps.batch * steps.secondsPerStep / 60.0;
}

Result<std::optional<MeasuredCosts>> measureCosts(const PictureOptions &options, const TrainingOptions &common,
                                                  const std::stop_token &stop)
{
    const auto trunk = findResources().and_then(findStylePackage);
    if (!trunk)
        return tl::unexpected(trunk.error());
    const Result<dataset::Dataset> set =
        dataset::openDataset(options.folder, {.labels = options.labels, .useLabels = !options.noLabels});
    if (!set)
        return tl::unexpected(set.error());
    const auto few = fewOf(*set, options, common, stop);
    if (!few)
        return tl::unexpected(few.error());
    const Result<const NeuralFactory *> module = openNeuralModule();
    if (!module)
        return tl::unexpected(module.error());
    train::PictureTraining order;
    order.plan = modelPlan(options, common, (*few)->set(), options.mirror.value_or(true));
    order.from = common.from;
    order.trunk = *trunk;
    order.precision = common.precision;
    order.device = common.device;
    order.threads = threadCount(common.threads);
    order.pictures = *few;
    MeasuredCosts costs;
    costs.kind = order.plan.kind;
    costs.availableBytes = train::availableMemory();
    jobs::JobContext context(jobs::nextTicket(), [](const jobs::Event &) {}, {stop, {}, {}, {}});
    const Result<train::TrainingEstimate> steps = (*module)->estimateTraining(order, context);
    if (!steps)
        return tl::unexpected(steps.error());
    if (stop.stop_requested())
        return std::optional<MeasuredCosts>();
    costs.steps = *steps;
    costs.prepareSeconds = (*few)->secondsEach() * static_cast<double>(set->size()) / order.threads;
    return costs;
}

void print(const MeasuredCosts &costs, Console &console)
{
    const train::TrainingEstimate &steps = costs.steps;
    console.line(number(1.0 / steps.secondsPerStep, 2) + " steps of " + std::to_string(steps.batch) +
                 " pictures a second; about " + number(costs.minutes(train::kFirstSlidersPictures), 0) +
                 " minutes to first sliders and " + number(costs.minutes(train::kGoodModelPictures), 0) +
                 " to a good model (a rule of thumb); preparing the pictures takes " +
                 number(costs.prepareSeconds / 60, 1) + " minutes; " + gigabytes(steps.memoryBytes) + " of memory" +
                 (costs.availableBytes ? ", of " + gigabytes(*costs.availableBytes) + " that are free" : ""));
    if (steps.batch < steps.wantedBatch)
        console.warn("the memory that is free does not suffice for " + std::to_string(steps.wantedBatch) +
                     " pictures a step, so a training has " + std::to_string(steps.batch) +
                     ": close other programs, or choose a smaller --size");
}

nlohmann::ordered_json toJson(const MeasuredCosts &costs)
{
    using Json = nlohmann::ordered_json;
    return {{"kind", name(costs.kind)},
            {"secondsPerStep", costs.steps.secondsPerStep},
            {"batch", costs.steps.batch},
            {"wantedBatch", costs.steps.wantedBatch},
            {"prepareSeconds", costs.prepareSeconds},
            {"firstSlidersMinutes", costs.minutes(train::kFirstSlidersPictures)},
            {"goodModelMinutes", costs.minutes(train::kGoodModelPictures)},
            {"memoryBytes", costs.steps.memoryBytes},
            {"availableBytes", costs.availableBytes ? Json(*costs.availableBytes) : Json(nullptr)}};
}

} // namespace imago::cli
