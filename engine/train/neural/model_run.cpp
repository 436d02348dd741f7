// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/neural/model_run.h"

#include "engine/files/package.h"
#include "engine/tensor/device.h"
#include "engine/tensor/guard.h"
#include "engine/train/loss_networks.h"
#include "engine/train/neural/model_ground.h"
#include "engine/train/neural/precision_choice.h"
#include "engine/train/neural/training_loop.h"
#include "engine/train/run_log.h"
#include "engine/train/run_status.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <sys/resource.h>
#include <utility>

namespace imago::train::neural {

namespace {

using Json = nlohmann::ordered_json;
using Clock = std::chrono::steady_clock;

constexpr std::int64_t kFewestSteps = 50;

RunMessage smallerBatch(std::string why)
{
    return {"smaller-batch", std::move(why), "close other programs, or choose a smaller size"};
}

LossNetworks lossNetworksOf(const Result<files::Package> &package)
{
    return package ? train::lossNetworksOf(package->manifest()) : std::nullopt;
}

bool isStopped(const jobs::JobContext &context)
{
    return context.stopRequested() || context.stopAtCheckpoint();
}

ModelPlan wishOf(const PictureTraining &order)
{
    ModelPlan plan = order.plan;
    if (!order.from.empty())
        plan.from = std::filesystem::absolute(order.from).string();
    return plan;
}

// With the batch that the memory suffices for, told where it is not the one that was wished.
Result<ModelPlan> fittingPlan(const PictureTraining &order, ModelPlan plan, const Ground &ground, RunReporter &reporter)
{
    const Result<int> batch = fittingBatch(order, plan, ground);
    if (!batch)
        return tl::unexpected(batch.error());
    if (*batch < plan.batch) {
        reporter.notice(smallerBatch("the memory that is free does not suffice for " + std::to_string(plan.batch) +
                                     " pictures a step; the training has " + std::to_string(*batch)));
    }
    plan.batch = *batch;
    return plan;
}

// Minutes become steps, once.
Result<ModelPlan> measuredPlan(const PictureTraining &order, ModelPlan plan, const Ground &ground,
                               jobs::JobContext &context)
{
    if (plan.steps == 0) {
        const auto begin = Clock::now();
        const Result<double> step = choosePrecision(
            plan, order.precision, ground.device, context,
            [&](const ModelPlan &each) { return secondsOfStep(order, each, ground, context); }, std::less<>());
        if (!step)
            return tl::unexpected(step.error());
        const double budget = std::max(1.0, order.minutes * 60.0 - secondsSince(begin));
        plan.steps = std::max(kFewestSteps, static_cast<std::int64_t>(budget / std::max(*step, 1e-4)));
    }
    plan.warmUp = std::min(plan.warmUp, plan.steps / 10);
    return plan;
}

Result<ModelPlan> planOf(const std::string &text, const PictureTraining &order)
{
    Result<ModelPlan> plan = modelPlanFromJson(text, "plan.json");
    if (plan && plan->fingerprint != order.pictures->fingerprint()) {
        return fail(ErrorCode::BadInput,
                    "these are not the pictures that this training began with; start a new one with --from its "
                    "package");
    }
    return plan;
}

// The first process's plan: measured or stored there, awaited by the others.
Result<ModelPlan> awaitedPlan(const PictureTraining &order, const Workplace &place)
{
    const Result<std::string> text = place.agreed({});
    return text ? planOf(*text, order) : tl::unexpected(text.error());
}

Result<ModelPlan> storedPlan(const PictureTraining &order, const RunFiles &files)
{
    const Result<std::string> text = files.readPlan();
    return text ? planOf(*text, order) : tl::unexpected(text.error());
}

// For those who get the package: without this computer's paths.
std::string trainingJson(ModelPlan plan, const LossNetworks &lossNetworks, const StepReport &last)
{
    plan.from.clear();
    return Json{{"command", std::string("imago train --kind ") + std::string(name(plan.kind))},
                {"plan", Json::parse(toJson(plan))},
                {"lossNetworks", toJson(lossNetworks)},
                {"imagesSeen", last.step * plan.batch},
                {"last", Json::parse(logLine(last))}}
        .dump(2);
}

// From where the newest checkpoint is, or from the start.
Result<jobs::Ending> attempt(const PictureTraining &order, const ModelPlan &plan, const Ground &ground,
                             const Workplace &place, RunReporter &reporter, jobs::JobContext &context, bool goOn)
{
    return tensor::guard([&]() -> Result<jobs::Ending> {
        const std::unique_ptr<PictureTrainer> trainer = ground.trainer(plan, *order.pictures);
        if (goOn) {
            if (const Status loaded = place.files.loadNewestCheckpoint(*trainer, reporter); !loaded)
                return tl::unexpected(loaded.error());
        } else if (ground.from && place.peers.isFirst()) {
            if (const Status adopted = ground.goOnFrom(*trainer); !adopted)
                return tl::unexpected(adopted.error());
        }
        if (const Status joined = trainer->join(place.peers); !joined)
            return tl::unexpected(joined.error());
        LoopOptions options;
        options.checkpointMinutes = order.checkpointMinutes;
        options.onReport = order.onReport;
        options.trainingJson = [&plan, &ground](const StepReport &last) {
            return trainingJson(plan, ground.lossNetworks, last);
        };
        return runSteps(*trainer, place, reporter, options, context);
    });
}

// What can be mended is mended once: too little memory by a smaller batch, a loss that is not finite by a smaller rate.
std::optional<RunMessage> mend(const Error &error, ModelPlan &plan)
{
    if (error.code == ErrorCode::OutOfMemory && plan.batch >= 4) {
        plan.batch = plan.batch / 4 * 2; // stays even
        return smallerBatch("the memory did not suffice; the training goes on with " + std::to_string(plan.batch) +
                            " pictures a step");
    }
    if (error.code == ErrorCode::ModelFailed) {
        plan.learningRate /= 2.0;
        return RunMessage{"smaller-rate",
                          "a loss was not finite; the training goes on from its last checkpoint with half the learning "
                          "rate",
                          "nothing, unless it happens again"};
    }
    return {};
}

// The allocators' own words don't say what did not fit.
Error worded(Error error, const ModelPlan &plan)
{
    if (error.code == ErrorCode::OutOfMemory)
        error.detail = "even a batch of " + std::to_string(plan.batch) + " does not fit into the memory";
    return error;
}

// Also where the first wish does not fit into the memory.
Result<ModelPlan> measuredInMemory(const PictureTraining &order, ModelPlan wish, const Ground &ground,
                                   RunReporter &reporter, jobs::JobContext &context)
{
    const auto measure = [&] { return tensor::guard([&] { return measuredPlan(order, wish, ground, context); }); };
    Result<ModelPlan> plan = measure();
    if (plan || plan.error().code != ErrorCode::OutOfMemory)
        return plan;
    const std::optional<RunMessage> mended = mend(plan.error(), wish);
    if (!mended)
        return tl::unexpected(worded(plan.error(), wish));
    reporter.notice(mended);
    plan = measure();
    if (!plan)
        return tl::unexpected(worded(plan.error(), wish));
    return plan;
}

// `plan`: the stored one of a training that goes on, the first process's for another one, else the wish.
Result<jobs::Ending> run(const PictureTraining &order, Result<ModelPlan> plan, const Workplace &place,
                         RunReporter &reporter, jobs::JobContext &context)
{
    tensor::keepFreedMemory();
    tensor::setThreads(order.threads);
    const RunFiles &files = place.files;
    const bool first = place.peers.isFirst();
    const bool resumes = order.resume && first && files.hasCheckpoint(); // before the first one it begins again
    Result<Ground> ground = prepare(order, *plan);
    if (!ground)
        return tl::unexpected(ground.error());
    if (resumes && std::filesystem::exists(files.package()))
        ground->lossNetworks = together(ground->lossNetworks, lossNetworksOf(files::openPackage(files.package())));
    else if (ground->from)
        ground->lossNetworks = together(ground->lossNetworks, lossNetworksOf(*ground->from));
    const bool begins = first && !order.resume;
    if (begins) {
        plan = formedPlan(order, *plan, *ground);
        if (plan && place.peers.alone()) // what fits here says nothing of the others' memory
            plan = fittingPlan(order, *plan, *ground, reporter);
        if (plan)
            plan = measuredInMemory(order, *plan, *ground, reporter, context);
        if (!plan)
            return tl::unexpected(plan.error());
    }
    const bool measured = begins && order.plan.steps == 0;
    if (context.stopRequested() || (measured && isStopped(context)))
        return jobs::Ending::Stopped;
    if (first) {
        if (const Result<std::string> told = place.agreed(toJson(*plan)); !told)
            return tl::unexpected(told.error());
    }
    if (begins) {
        if (const Status saved = files.writePlan(toJson(*plan)); !saved)
            return tl::unexpected(saved.error());
    }
    if (order.onPlan)
        order.onPlan(*plan);
    const Result<jobs::Ending> ending = attempt(order, *plan, *ground, place, reporter, context, resumes);
    if (ending)
        return ending;
    if (ending.error().code == ErrorCode::OutOfMemory && !place.peers.alone())
        return tl::unexpected(worded(ending.error(), *plan)); // the others know nothing of it
    const std::optional<RunMessage> mended = mend(ending.error(), *plan);
    if (!mended)
        return tl::unexpected(worded(ending.error(), *plan));
    reporter.notice(mended);
    if (first) {
        if (const Status saved = files.writePlan(toJson(*plan)); !saved)
            return tl::unexpected(saved.error());
    }
    const Result<jobs::Ending> again =
        attempt(order, *plan, *ground, place, reporter, context, first && files.hasCheckpoint());
    if (!again)
        return tl::unexpected(worded(again.error(), *plan));
    return again;
}

Result<TrainingEstimate> estimate(const PictureTraining &order, jobs::JobContext &context)
{
    tensor::keepFreedMemory();
    tensor::setThreads(order.threads);
    const ModelPlan wish = wishOf(order);
    const Result<Ground> ground = prepare(order, wish);
    if (!ground)
        return tl::unexpected(ground.error());
    Result<ModelPlan> plan = formedPlan(order, wish, *ground);
    if (!plan)
        return tl::unexpected(plan.error());
    const Result<int> batch = fittingBatch(order, *plan, *ground);
    if (!batch)
        return tl::unexpected(batch.error());
    plan->batch = *batch;
    const Result<double> seconds = tensor::guard([&] { return secondsOfStep(order, *plan, *ground, context); });
    if (!seconds)
        return tl::unexpected(worded(seconds.error(), *plan));
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    return TrainingEstimate{*seconds, *batch, wish.batch, static_cast<std::uint64_t>(used.ru_maxrss) * 1024};
}

} // namespace

Result<jobs::Ending> trainOnPictures(const PictureTraining &order, jobs::JobContext &context)
{
    const Result<Workplace> place = Workplace::open(order.device, order.output, order.resume);
    if (!place)
        return tl::unexpected(place.error());
    const Result<ModelPlan> plan = !place->peers.isFirst() ? awaitedPlan(order, *place)
                                   : order.resume          ? storedPlan(order, place->files)
                                                           : wishOf(order);
    if (!plan)
        return tl::unexpected(plan.error());
    RunStatus about;
    about.kind = name(plan->kind);
    about.title = plan->title;
    about.dataset = order.dataset;
    Result<RunReporter> reporter = RunReporter::open(place->folder, about);
    if (!reporter)
        return tl::unexpected(reporter.error());
    const Result<jobs::Ending> ending =
        tensor::guard([&] { return run(order, *plan, *place, *reporter, context); });
    reporter->end(ending);
    return ending;
}

Result<TrainingEstimate> estimateTraining(const PictureTraining &order, jobs::JobContext &context)
{
    return tensor::guard([&] { return estimate(order, context); });
}

} // namespace imago::train::neural
