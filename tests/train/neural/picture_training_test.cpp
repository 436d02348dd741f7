// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/random.h"
#include "engine/files/image_file.h"
#include "engine/files/package.h"
#include "engine/files/safetensors.h"
#include "engine/files/save_file.h"
#include "engine/files/sha256.h"
#include "engine/latent/neural/explorable_model.h"
#include "engine/latent/neural/picture_package.h"
#include "engine/latent/neural/portrait_model.h"
#include "engine/latent/neural/portrait_package.h"
#include "engine/latent/neural/slider_file.h"
#include "engine/tensor/device.h"
#include "engine/tensor/weights.h"
#include "engine/train/loss_networks.h"
#include "engine/train/neural/held_out_looks.h"
#include "engine/train/neural/model_run.h"
#include "engine/train/neural/picture_batch.h"
#include "engine/train/neural/picture_descriptor.h"
#include "engine/train/neural/picture_trainer.h"
#include "engine/train/neural/portrait_start.h"
#include "engine/train/neural/rotated_components.h"
#include "engine/train/neural/slider_search.h"
#include "engine/train/neural/vae_trainer.h"
#include "engine/train/run_status.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"
#include "tests/train/neural/scaled_training.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <fstream>
#include <limits>
#include <new>

using namespace imago;
using namespace imago::train;
using namespace imago::train::neural;

namespace {

/// A bar whose height is an attribute and whose colour is the class, on a backdrop of any grey: two things that vary on
/// their own.
class BarSource : public PictureSource
{
public:
    explicit BarSource(bool labelled, std::uint64_t fingerprint = 7)
        : m_fingerprint(fingerprint)
    {
        m_set.size = {16, 16};
        m_set.training = 200;
        m_set.heldOut = 20;
        if (labelled) {
            m_set.classes = {"red", "blue"};
            m_set.attributes = {"height"};
        }
    }

    const PictureSet &set() const override { return m_set; }
    std::uint64_t fingerprint() const override { return m_fingerprint; }
    Status draw(std::uint64_t index, std::span<std::uint8_t> out) const override
    {
        Random random(mixSeed(3, index));
        const int height = 2 + static_cast<int>(random.below(12));
        const bool red = random.chance(0.5);
        const auto grey = static_cast<std::uint8_t>(random.below(120));
        PictureHead head{m_set.classes.empty() ? -1 : red ? 0 : 1, static_cast<std::uint32_t>(index)};
        std::memcpy(out.data(), &head, sizeof head);
        std::size_t at = sizeof head;
        if (!m_set.attributes.empty()) {
            const auto value = static_cast<float>(height);
            std::memcpy(out.data() + at, &value, sizeof value);
            at += sizeof value;
        }
        for (int y = 0; y < 16; ++y) {
            for (int x = 0; x < 16; ++x, at += 4) {
                const bool bar = x >= 5 && x < 11 && y >= 16 - height;
                out[at] = bar ? (red ? 255 : 20) : grey;
                out[at + 1] = bar ? 40 : grey;
                out[at + 2] = bar ? (red ? 20 : 255) : grey;
                out[at + 3] = 255;
            }
        }
        return {};
    }

protected:
    PictureSet m_set;
    std::uint64_t m_fingerprint;
};

/// Runs out of memory at the draws `first` to `last`.
class HeavySource final : public BarSource
{
public:
    HeavySource(int first, int last)
        : BarSource(false)
        , m_first(first)
        , m_last(last)
    {
    }
    Status draw(std::uint64_t index, std::span<std::uint8_t> out) const override
    {
        ++m_drawn;
        if (m_drawn >= m_first && m_drawn <= m_last)
            throw std::bad_alloc();
        return BarSource::draw(index, out);
    }

private:
    int m_first, m_last;
    mutable int m_drawn = 0;
};

/// On a machine of its own, whose proc tells that each picture of a step takes 10 MB of memory.
class MeasuredSource final : public BarSource
{
public:
    explicit MeasuredSource(int freeMegabytes)
        : BarSource(false)
    {
        std::filesystem::create_directories(m_root / "proc/self");
        std::ofstream(m_root / "proc/meminfo") << "MemAvailable: " << freeMegabytes * 1000 << " kB\n";
        tell();
    }
    const std::filesystem::path &root() const { return m_root.path(); }
    Status draw(std::uint64_t index, std::span<std::uint8_t> out) const override
    {
        if (std::filesystem::remove(m_root / "proc/self/clear_refs")) // the peak begins anew
            m_drawn = 0;
        ++m_drawn;
        tell();
        return BarSource::draw(index, out);
    }

private:
    void tell() const
    {
        const int kilobytes = 50'000 + 10'000 * m_drawn;
        std::ofstream(m_root / "proc/self/status") << "VmHWM: " << kilobytes << " kB\nVmRSS: " << kilobytes << " kB\n";
    }

    test::TempDir m_root;
    mutable int m_drawn = 0; ///< Since the peak began.
};

PictureTraining order(ModelKind kind, const std::filesystem::path &folder, std::int64_t steps, bool labelled = false)
{
    PictureTraining result;
    result.pictures = std::make_shared<BarSource>(labelled);
    result.plan = planFor(kind, result.pictures->set());
    result.plan.title = "Bars";
    result.plan.batch = 8;
    result.plan.latent = 8;
    result.plan.style = 32;
    result.plan.channels = {32, 16};
    result.plan.encoderChannels = {16, 32};
    result.plan.discriminatorChannels = {16, 32};
    result.plan.steps = steps;
    result.plan.vae.perceptual = 0.0;
    result.plan.gan.projected = false;
    result.output = folder;
    result.device = "cpu";
    return result;
}

jobs::JobContext contextWith(std::stop_token atCheckpoint = {})
{
    jobs::JobContext::Controls controls;
    controls.atCheckpoint = std::move(atCheckpoint);
    return {jobs::Ticket{1}, [](jobs::Event) {}, controls};
}

std::string sumOf(const std::filesystem::path &file)
{
    const auto bytes = files::readBytes(file, 1 << 28);
    REQUIRE(bytes);
    return files::sha256(*bytes);
}

std::string checkpoint(int step)
{
    return "checkpoint-00000000" + std::to_string(step) + ".safetensors";
}

} // namespace

TEST_CASE("a model's training that was stopped and resumed ends with the same bytes")
{
    const ModelKind kind = GENERATE(ModelKind::Vae, ModelKind::Gan);
    const test::TempDir whole, broken;
    auto undisturbed = contextWith();
    REQUIRE(*trainOnPictures(order(kind, whole.path(), 9, true), undisturbed) == jobs::Ending::Completed);

    std::stop_source stop;
    stop.request_stop(); // stops after the first step, then goes on
    auto stopped = contextWith(stop.get_token());
    REQUIRE(*trainOnPictures(order(kind, broken.path(), 9, true), stopped) == jobs::Ending::Stopped);
    PictureTraining again = order(kind, broken.path(), 9, true);
    again.resume = true;
    auto resumed = contextWith();
    REQUIRE(*trainOnPictures(again, resumed) == jobs::Ending::Completed);
    CHECK(sumOf(whole / checkpoint(9)) == sumOf(broken / checkpoint(9)));
    CHECK(readRunStatus(broken.path())->state == RunState::Finished);
}

TEST_CASE("a training that was ended before its first checkpoint begins again, also on a package's weights")
{
    const test::TempDir first, folder;
    auto earlier = contextWith();
    REQUIRE(trainOnPictures(order(ModelKind::Vae, first.path(), 3), earlier));
    PictureTraining training = order(ModelKind::Vae, folder.path(), 9);
    training.from = first / "package";
    auto undisturbed = contextWith();
    REQUIRE(trainOnPictures(training, undisturbed));
    const std::string whole = sumOf(folder / checkpoint(9));
    REQUIRE(std::filesystem::remove(folder / checkpoint(9)));
    PictureTraining again = order(ModelKind::Vae, folder.path(), 9);
    again.resume = true;
    auto resumed = contextWith();
    REQUIRE(trainOnPictures(again, resumed));
    CHECK(sumOf(folder / checkpoint(9)) == whole);
    // The package tells nobody where things lie on this computer.
    CHECK(files::readFile(folder / "package/training.json", 1 << 20)->find(first.path().string()) == std::string::npos);
}

TEST_CASE("what a training has seen of pictures that no step has seen is kept over a stop")
{
    const auto bestHeldOut = [](const std::filesystem::path &file) {
        const auto opened = files::SafeTensors::open(file);
        REQUIRE(opened);
        return tensor::readTensor(*opened, "bestHeldOut", {1})->item<double>();
    };
    const ModelKind kind = GENERATE(ModelKind::Vae, ModelKind::Gan);
    const test::TempDir whole, broken;
    auto undisturbed = contextWith();
    REQUIRE(trainOnPictures(order(kind, whole.path(), 300), undisturbed));
    CHECK(bestHeldOut(whole / "checkpoint-000000300.safetensors") > 0.0);

    std::stop_source stop;
    PictureTraining training = order(kind, broken.path(), 300);
    training.onReport = [&](const StepReport &report) {
        if (report.step == 250)
            stop.request_stop();
    };
    auto stopped = contextWith(stop.get_token());
    REQUIRE(*trainOnPictures(training, stopped) == jobs::Ending::Stopped);
    training.resume = true;
    auto resumed = contextWith();
    REQUIRE(trainOnPictures(training, resumed));
    CHECK(sumOf(whole / "checkpoint-000000300.safetensors") == sumOf(broken / "checkpoint-000000300.safetensors"));
}

TEST_CASE("looks at unseen pictures end a training after eight in a row that are much worse than the best")
{
    HeldOutLooks looks(1.5);
    const auto ends = [&looks](double distance, int times) {
        bool ended = false;
        for (int i = 0; i < times; ++i)
            ended = looks.give(distance);
        return ended;
    };
    CHECK_FALSE(ends(0.8, 20)); // the first one can't be worse than another
    CHECK_FALSE(ends(0.2, 1));
    CHECK_FALSE(ends(0.29, 20));
    CHECK_FALSE(ends(0.31, 7));
    CHECK_FALSE(ends(0.25, 1)); // one better look, and it starts again
    CHECK_FALSE(ends(0.9, 7));
    CHECK(ends(0.9, 1));
    CHECK(ends(0.9, 1)); // also of a training that goes on
    CHECK(looks.best().item<double>() == Approx(0.2));

    HeldOutLooks broken(1.5, 0.1); // what is no number is bad also as the first look, and never the best one
    const double none = std::numeric_limits<double>::quiet_NaN();
    for (int i = 1; i < HeldOutLooks::kPatience; ++i)
        CHECK_FALSE(broken.give(i % 2 == 0 ? none : std::numeric_limits<double>::infinity()));
    CHECK(broken.give(none));
    CHECK(broken.best().item<double>() < 0.0);
    CHECK_FALSE(broken.give(0.3));
    CHECK(broken.best().item<double>() == Approx(0.3));

    HeldOutLooks blurred(1.5, 0.1); // chance alone makes so much
    for (const double alike : {0.09, -0.02, 0.14, 0.1})
        CHECK_FALSE(blurred.give(alike));
    for (int i = 1; i < HeldOutLooks::kPatience; ++i)
        CHECK_FALSE(blurred.give(0.16));
    CHECK(blurred.give(0.16));
}

TEST_CASE("a GAN whose pictures went far away from what no step has seen ends early and says why")
{
    tensor::setThreads(1);
    const BarSource pictures(false);
    const auto labels = labelStatistics(pictures);
    REQUIRE(labels);
    ModelPlan plan = order(ModelKind::Gan, {}, 250).plan;
    plan.gan.diffAugment = 0.0;
    const auto trainer = newPictureTrainer(plan, pictures, *labels, nullptr, torch::kCPU);
    const test::TempDir folder; // of its weights before the first step
    REQUIRE(trainer->writePackage(folder / "package", "{}"));
    while (!trainer->finished())
        REQUIRE(trainer->step());
    CHECK_FALSE(trainer->health()->endEarly);
    REQUIRE(trainer->adopt(*files::openPackage(folder / "package")));
    for (int i = 1; i < HeldOutLooks::kPatience; ++i)
        CHECK_FALSE(trainer->health()->endEarly);
    const auto last = trainer->health();
    REQUIRE(last);
    CHECK(last->endEarly);
    REQUIRE(last->warning);
    CHECK(last->warning->code == "diverged");
}

TEST_CASE("a GAN whose pictures are no numbers any more is as far away from unseen ones as can be")
{
    tensor::setThreads(1);
    const BarSource pictures(false);
    const auto labels = labelStatistics(pictures);
    REQUIRE(labels);
    ModelPlan plan = order(ModelKind::Gan, {}, 10).plan;
    plan.learningRate = 1e30; // the first step already leads to where no number is
    plan.warmUp = 0;
    const auto trainer = newPictureTrainer(plan, pictures, *labels, nullptr, torch::kCPU);
    REQUIRE(trainer->step());
    bool ended = false;
    for (int i = 0; i < HeldOutLooks::kPatience; ++i) {
        CHECK_FALSE(ended);
        const auto look = trainer->health();
        REQUIRE(look);
        ended = look->endEarly;
    }
    CHECK(ended);
}

TEST_CASE("scaled losses lead a VAE's and a GAN's training to the same networks, whatever terms they have")
{
    const BarSource pictures(true);
    const auto labels = labelStatistics(pictures);
    REQUIRE(labels);
    const ModelKind kind = GENERATE(ModelKind::Vae, ModelKind::Gan);
    test::checkThatScalingChangesNothing([&](Precision precision) {
        ModelPlan plan = order(kind, {}, 10, true).plan;
        plan.precision = precision;
        plan.vae.adversarial = 0.5;
        plan.gan.r1 = 10.0;
        plan.gan.modeSeeking = 0.2;
        return newPictureTrainer(plan, pictures, *labels, nullptr, torch::kCPU);
    });
}

TEST_CASE("every term and every kind of picture that can be ordered trains, and its model opens")
{
    class GlassSource final : public BarSource
    {
    public:
        explicit GlassSource(bool alpha)
            : BarSource(true)
        {
            m_set.alpha = alpha;
        }
    };
    const auto [kind, change] = GENERATE(table<ModelKind, void (*)(ModelPlan &)>({
        {ModelKind::Vae, [](ModelPlan &plan) { plan.vae.adversarial = 0.5; }},
        {ModelKind::Vae, [](ModelPlan &plan) { plan.vae.perceptual = 0.4; }},
        {ModelKind::Vae, [](ModelPlan &plan) { plan.augmentation = {true, true}; }},
        {ModelKind::Gan, [](ModelPlan &plan) { plan.gan.r1 = 10.0; }},
        {ModelKind::Gan, [](ModelPlan &plan) { plan.gan.diffAugment = 1.0; }},
        {ModelKind::Gan, [](ModelPlan &plan) { plan.gan.projected = true; }},
        {ModelKind::Gan, [](ModelPlan &plan) { plan.gan.modeSeeking = 0.2; }},
    }));
    const bool alpha = GENERATE(false, true);
    const test::TempDir folder;
    PictureTraining training = order(kind, folder.path(), 9, true); // more than from one gradient penalty to the next
    training.pictures = std::make_shared<GlassSource>(alpha);
    training.plan.set = training.pictures->set();
    training.trunk = std::filesystem::path(IMAGO_SOURCE_DIR) / "resources/styles/any-style";
    change(training.plan);
    Losses last;
    training.onReport = [&last](const StepReport &report) { last = report.losses; };
    auto context = contextWith();
    REQUIRE(trainOnPictures(training, context));
    CHECK(std::ranges::all_of(last, [](const auto &loss) { return std::isfinite(loss.second); }));
    CHECK(last.size() >= 2);
    const auto model = latent::neural::openExplorable(folder / "package");
    REQUIRE(model);
    CHECK((*model)->hasAlpha() == alpha);
    CHECK((*model)->render({}, {}));
}

TEST_CASE("a damaged newest checkpoint of a model falls back, and other pictures are refused")
{
    const test::TempDir folder;
    auto context = contextWith();
    PictureTraining training = order(ModelKind::Gan, folder.path(), 6);
    training.checkpointMinutes = 0.0; // after every step
    REQUIRE(trainOnPictures(training, context));
    const std::string good = sumOf(folder / checkpoint(6));
    {
        std::fstream file(folder / checkpoint(6), std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(static_cast<std::streamoff>(std::filesystem::file_size(folder / checkpoint(6)) / 2));
        file.put('x');
    }
    training.resume = true;
    auto resumed = contextWith();
    REQUIRE(trainOnPictures(training, resumed));
    CHECK(sumOf(folder / checkpoint(6)) == good);
    CHECK(std::filesystem::exists(folder / (checkpoint(6) + ".damaged")));
    const auto status = readRunStatus(folder.path());
    REQUIRE(status->message);
    CHECK(status->message->code == "older-checkpoint");

    training.pictures = std::make_shared<BarSource>(false, 8);
    auto other = contextWith();
    CHECK(trainOnPictures(training, other).error().code == ErrorCode::BadInput);
}

TEST_CASE("where the memory does not suffice, a training goes on once with half the batch")
{
    const test::TempDir folder;
    auto context = contextWith();
    PictureTraining training = order(ModelKind::Vae, folder.path(), 5);
    training.pictures = std::make_shared<HeavySource>(20, 20);
    REQUIRE(*trainOnPictures(training, context) == jobs::Ending::Completed);
    const auto plan = modelPlanFromJson(*files::readFile(folder / "plan.json", 1 << 20), "plan.json");
    REQUIRE(plan);
    CHECK(plan->batch == 4);
    const auto status = readRunStatus(folder.path());
    REQUIRE(status->message);
    CHECK(status->message->code == "smaller-batch");
}

TEST_CASE("where the memory does not suffice for measuring steps, half the batch is measured, and the training says so "
          "to its end")
{
    const test::TempDir folder;
    auto context = contextWith();
    PictureTraining training = order(ModelKind::Vae, folder.path(), 0);
    training.minutes = 0.02;
    training.pictures = std::make_shared<HeavySource>(20, 20);
    std::int64_t steps = 0;
    training.onPlan = [&](const ModelPlan &plan) {
        steps = plan.steps;
        CHECK(plan.batch == 4);
    };
    REQUIRE(*trainOnPictures(training, context) == jobs::Ending::Completed);
    CHECK(steps >= 50);
    CHECK(readRunStatus(folder.path())->message->code == "smaller-batch");

    // Looks at the model's health take nothing of it away.
    const test::TempDir longer;
    PictureTraining more = order(ModelKind::Vae, longer.path(), 210);
    more.pictures = std::make_shared<HeavySource>(20, 20);
    auto looking = contextWith();
    REQUIRE(trainOnPictures(more, looking));
    REQUIRE(readRunStatus(longer.path())->message);
    CHECK(readRunStatus(longer.path())->message->code == "smaller-batch");
}

/// A training of 1024 pictures a step on a machine with so much memory, which may be less than it takes.
PictureTraining hugeTraining(ModelKind kind, const std::filesystem::path &folder, int freeMegabytes)
{
    PictureTraining training = order(kind, folder, 9);
    training.plan.batch = 1024;
    const auto pictures = std::make_shared<MeasuredSource>(freeMegabytes);
    training.pictures = pictures;
    training.system = pictures->root();
    return training;
}

TEST_CASE("a batch that will not fit into the memory is made smaller before the first step, said, and kept over a stop")
{
    const ModelKind kind = GENERATE(ModelKind::Vae, ModelKind::Gan);
    const test::TempDir whole, ordered, broken;
    auto undisturbed = contextWith();
    REQUIRE(*trainOnPictures(hugeTraining(kind, whole.path(), 150), undisturbed) == jobs::Ending::Completed);
    const auto plan = modelPlanFromJson(*files::readFile(whole / "plan.json", 1 << 20), "plan.json");
    REQUIRE(plan);
    CHECK(plan->batch == 12);
    const auto status = readRunStatus(whole.path());
    REQUIRE(status->message);
    CHECK(status->message->code == "smaller-batch");
    CHECK(status->message->text.find("for 1024 pictures a step; the training has 12") != std::string::npos);

    // The steps that measured it left no trace.
    PictureTraining twelve = order(kind, ordered.path(), 9);
    twelve.plan.batch = 12;
    auto alike = contextWith();
    REQUIRE(trainOnPictures(twelve, alike));
    CHECK(sumOf(ordered / checkpoint(9)) == sumOf(whole / checkpoint(9)));

    std::stop_source stop;
    stop.request_stop();
    auto stopped = contextWith(stop.get_token());
    REQUIRE(*trainOnPictures(hugeTraining(kind, broken.path(), 150), stopped) == jobs::Ending::Stopped);
    PictureTraining again = hugeTraining(kind, broken.path(), 100'000); // somebody closed other programs
    again.resume = true;
    auto resumed = contextWith();
    REQUIRE(trainOnPictures(again, resumed));
    CHECK(sumOf(broken / checkpoint(9)) == sumOf(whole / checkpoint(9)));
}

TEST_CASE("a training of which no batch fits ends before its first step with what it takes and what there is")
{
    const test::TempDir folder;
    auto starting = contextWith(), estimating = contextWith();
    const auto ended = trainOnPictures(hugeTraining(ModelKind::Vae, folder.path(), 20), starting);
    const auto costs = estimateTraining(hugeTraining(ModelKind::Vae, folder.path(), 20), estimating);
    REQUIRE_FALSE(ended);
    REQUIRE_FALSE(costs);
    for (const Error &error : {ended.error(), costs.error()}) {
        CHECK(error.code == ErrorCode::OutOfMemory);
        CHECK(error.detail == "even 2 pictures a step take at least 20 MB of memory, and 17 MB can be had");
    }
    CHECK(readRunStatus(folder.path())->state == RunState::Failed);
    CHECK_FALSE(std::filesystem::exists(folder / "plan.json"));
}

TEST_CASE("an estimate is that of the batch that fits, and says which one was asked for")
{
    auto context = contextWith();
    const auto costs = estimateTraining(hugeTraining(ModelKind::Vae, {}, 150), context);
    REQUIRE(costs);
    CHECK(costs->batch == 12);
    CHECK(costs->wantedBatch == 1024);
    CHECK(costs->secondsPerStep > 0.0);
}

TEST_CASE("a training that is told to stop while steps are measured stops at once")
{
    const test::TempDir folder;
    PictureTraining training = order(ModelKind::Vae, folder.path(), 0);
    std::stop_source stop;
    stop.request_stop();
    auto context = contextWith(stop.get_token());
    CHECK(*trainOnPictures(training, context) == jobs::Ending::Stopped);
    CHECK_FALSE(std::filesystem::exists(folder / "plan.json"));
}

TEST_CASE("where the memory does not suffice for half the batch either, the training ends with what it had")
{
    const test::TempDir folder;
    PictureTraining training = order(ModelKind::Vae, folder.path(), 50);
    training.checkpointMinutes = 0.0;
    // after two steps there is never enough
    training.pictures = std::make_shared<HeavySource>(20, std::numeric_limits<int>::max());
    auto context = contextWith();
    const auto ended = trainOnPictures(training, context);
    REQUIRE_FALSE(ended);
    CHECK(ended.error().code == ErrorCode::OutOfMemory);
    CHECK(ended.error().detail.starts_with("even a batch of 4 does not fit into the memory"));
    const auto status = readRunStatus(folder.path());
    REQUIRE(status->error);
    CHECK(status->error->code == ErrorCode::OutOfMemory);
    CHECK(status->message->code == "smaller-batch");
    CHECK(std::filesystem::exists(folder / "package/manifest.json"));

    training.pictures = std::make_shared<BarSource>(false); // somebody closed other programs
    training.resume = true;
    auto resumed = contextWith();
    CHECK(*trainOnPictures(training, resumed) == jobs::Ending::Completed);
}

TEST_CASE("a loss that is not finite halves the rate once; the second time the training ends with what it had")
{
    const test::TempDir folder;
    PictureTraining training = order(ModelKind::Vae, folder.path(), 10);
    training.plan.learningRate = 1e30; // the first step already leads to where no number is
    training.plan.warmUp = 0;
    auto context = contextWith();
    const auto ended = trainOnPictures(training, context);
    REQUIRE_FALSE(ended);
    CHECK(ended.error().code == ErrorCode::ModelFailed);
    const auto status = readRunStatus(folder.path());
    CHECK(status->state == RunState::Failed);
    REQUIRE(status->message);
    CHECK(status->message->code == "smaller-rate");
    CHECK(files::readFile(folder / "plan.json", 1 << 20)->find("\"learningRate\": 5e+29") != std::string::npos);
}

TEST_CASE("a package says which networks its losses used, also those of what it was trained on from")
{
    const test::TempDir first, second;
    PictureTraining training = order(ModelKind::Vae, first.path(), 2);
    training.plan.vae.perceptual = 0.4;
    training.trunk = std::filesystem::path(IMAGO_SOURCE_DIR) / "resources/styles/any-style";
    auto context = contextWith();
    REQUIRE(trainOnPictures(training, context));
    const auto trunk = files::openPackage(training.trunk);
    REQUIRE(trunk);
    const LossNetworks used = lossNetworksOf(files::openPackage(first / "package")->manifest());
    REQUIRE(used);
    REQUIRE(used->size() == 1);
    CHECK(lossUse(used, trunk->weightsHash("prediction")) == LossUse::Used);
    CHECK(lossUse(used, "another") == LossUse::Unused);

    PictureTraining onwards = order(ModelKind::Vae, second.path(), 2); // without the trunk
    onwards.from = first / "package";
    auto again = contextWith();
    REQUIRE(trainOnPictures(onwards, again));
    CHECK(lossNetworksOf(files::openPackage(second / "package")->manifest()) == used);
    CHECK(lossUse(lossNetworksOf(trunk->manifest()), "any") == LossUse::Unknown); // a package that says nothing
}

TEST_CASE("a plan with numbers that make none is refused, a good one comes back as it was")
{
    ModelPlan plan = order(ModelKind::Gan, {}, 100, true).plan;
    plan.set = BarSource(true).set();
    const std::string text = toJson(plan);
    const auto read = modelPlanFromJson(text, "plan.json");
    REQUIRE(read);
    CHECK(toJson(*read) == text);
    plan.channels = {16, 32};
    CHECK(modelPlanFromJson(toJson(plan), "plan.json").error().code == ErrorCode::BadInput);
    plan.channels = {32, 16};
    plan.learningRate = std::numeric_limits<double>::quiet_NaN();
    CHECK_FALSE(modelPlanFromJson(toJson(plan), "plan.json"));
    CHECK(modelPlanFromJson("{", "plan.json").error().code == ErrorCode::FileDamaged);
}

TEST_CASE("more labels than a model can have are refused before the training begins")
{
    class ManyClasses final : public BarSource
    {
    public:
        ManyClasses()
            : BarSource(true)
        {
            m_set.classes.clear();
            for (std::size_t i = 0; i <= kMostLabels; ++i)
                m_set.classes.push_back(std::to_string(i));
        }
    };
    const test::TempDir folder;
    auto context = contextWith();
    PictureTraining training = order(ModelKind::Vae, folder.path(), 4, true);
    training.pictures = std::make_shared<ManyClasses>();
    const auto refused = trainOnPictures(training, context);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::BadInput);
    CHECK(refused.error().detail.find("4097 classes") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(folder / "plan.json"));
    CHECK(checkLabels(kMostLabels, kMostLabels));
}

TEST_CASE("plans fit every size that a model can have")
{
    for (const int width : {16, 24, 32, 40, 64, 96, 128, 200, 256}) {
        for (const int height : {16, 64, 120, 256}) {
            PictureSet set;
            set.size = {width, height};
            set.training = 10;
            ModelPlan plan = planFor(ModelKind::Gan, set);
            plan.steps = 1;
            INFO(width << " x " << height);
            CHECK(modelPlanFromJson(toJson(plan), "plan.json"));
        }
    }
}

TEST_CASE("rotated components part what each acts on columns of its own")
{
    at::Generator random = at::detail::createCPUGenerator(3);
    const torch::Tensor sources = torch::randn({400, 3}, random); // normal: nothing but the columns parts them
    torch::Tensor loadings = torch::zeros({3, 12});
    for (int i = 0; i < 3; ++i)
        loadings[i].narrow(0, 4 * i, 4).fill_(1.0);
    const torch::Tensor found = rotatedComponents(torch::mm(sources, loadings), 5);
    REQUIRE(found.size(1) == 3); // there are no more
    const torch::Tensor centred = (sources - sources.mean(0)) / sources.std(0);
    const torch::Tensor likeness = torch::mm(found.t(), centred) / 400.0;
    CHECK(std::get<0>(likeness.max(0)).min().item<double>() > 0.98); // positive: a component's sign is its columns'
    CHECK(found.std(0).sub(1.0).abs().max().item<double>() < 0.01);
}

TEST_CASE("a picture's descriptor is its colours as seen, and its edges whatever their colour")
{
    torch::Tensor red = torch::full({1, 3, 32, 32}, -1.0);
    red.select(1, 0).fill_(1.0);
    const PictureDescriptor plain = describePictures(red);
    REQUIRE(plain.colours.size(1) == 3 * 16 * 16);
    REQUIRE(plain.edges.size(1) == 2 * 3 * 8 * 8);
    const torch::Tensor cell = plain.colours.view({3, 256}).select(1, 100);
    CHECK(cell[0].item<double>() == Approx(0.628).margin(0.001)); // OKLab of sRGB's red
    CHECK(cell[1].item<double>() == Approx(0.225).margin(0.001));
    CHECK(cell[2].item<double>() == Approx(0.126).margin(0.001));

    // A dark bar on light and a light one on dark look different but have their edges in the same places.
    torch::Tensor dark = torch::full({1, 3, 32, 32}, 0.5);
    dark.narrow(3, 12, 8).fill_(-0.5);
    const PictureDescriptor a = describePictures(dark), b = describePictures(-dark);
    CHECK((a.colours - b.colours).abs().max().item<double>() > 0.2);
    CHECK((a.edges - b.edges).abs().max().item<double>() < 1e-4);
    CHECK((a.edges - plain.edges).abs().max().item<double>() > 0.1);

    const PictureDescriptor clear = describePictures(torch::zeros({2, 4, 16, 24}));
    CHECK(clear.colours.size(1) == 4 * 16 * 16);
    CHECK(clear.edges.size(0) == 2);
}

TEST_CASE("a trained model opens, draws, places pictures and has sliders in order of what they change")
{
    tensor::setThreads(1);
    const test::TempDir folder;
    auto context = contextWith();
    PictureTraining training = order(ModelKind::Vae, folder.path(), 400, true);
    training.plan.vae.kl = 0.3;
    REQUIRE(trainOnPictures(training, context));
    const auto package = folder / "package";
    CHECK(latent::neural::openPortraitModel(package).error().code == ErrorCode::Incompatible);

    SliderSearch search;
    search.package = package;
    search.pictures = training.pictures;
    search.samples = 400;
    search.components = 4;
    auto searching = contextWith();
    const auto sliders = searchSliders(search, searching);
    REQUIRE(sliders);
    const auto made = files::openPackage(package);
    REQUIRE(made);
    const auto preview = made->read(std::string(files::kPreviewFile));
    REQUIRE(preview);
    CHECK(files::readImage(*preview, "preview")->width() == 2 * training.plan.set.size.width);
    REQUIRE(sliders->size() >= 3);
    CHECK(std::ranges::is_sorted(*sliders, std::ranges::greater{}, &latent::ExploreSlider::effect));
    CHECK(sliders->front().effect > 0.02);
    CHECK(std::ranges::any_of(*sliders, [](const auto &s) {
        return s.kind == latent::SliderKind::Attribute && s.name == "height";
    }));

    const auto model = latent::neural::openExplorable(package);
    REQUIRE(model);
    CHECK((*model)->title("en") == "Bars");
    CHECK((*model)->pictureSize() == Size{16, 16});
    CHECK((*model)->classNames() == std::vector<std::string>{"red", "blue"});
    CHECK((*model)->sliders().size() == sliders->size());

    latent::ExplorePoint point;
    const auto plain = (*model)->render(point, {});
    REQUIRE(plain);
    CHECK(**plain == **(*model)->render(point, {}));
    point.values = {2.0};
    CHECK_FALSE(**plain == **(*model)->render(point, {}));
    point.classIndex = 2;
    CHECK((*model)->render(point, {}).error().code == ErrorCode::BadInput);

    // A red bar comes back red and in its class.
    std::vector<std::uint8_t> sample(training.pictures->sampleBytes());
    for (std::uint64_t i = 0; i < 8; ++i) {
        REQUIRE(training.pictures->draw(i, sample));
        PictureHead head;
        std::memcpy(&head, sample.data(), sizeof head);
        Image picture({16, 16});
        std::memcpy(picture.bytes().data(), sample.data() + sizeof head + sizeof(float), picture.bytes().size());
        double error = 1.0;
        const auto found = (*model)->encode(picture, 20, {}, {}, &error);
        REQUIRE(found);
        CHECK(found->classIndex == head.classIndex);
        CHECK(error < 0.12);
        CHECK((*model)->coordinates(*found).size() == sliders->size());
    }

    REQUIRE(latent::neural::renameSlider(package, sliders->front().id, "brightness"));
    CHECK((*latent::neural::openExplorable(package))->sliders().front().name == "brightness");
    CHECK(latent::neural::renameSlider(package, "component-99", "x").error().code == ErrorCode::BadInput);
    auto again = contextWith();
    const auto kept = searchSliders(search, again);
    REQUIRE(kept);
    CHECK(std::ranges::any_of(*kept, [](const auto &s) { return s.name == "brightness"; }));

    // What could not be read is not written.
    const auto opened = files::openPackage(package);
    REQUIRE(opened);
    auto set = latent::neural::readSliders(*opened, training.plan.style);
    REQUIRE(set);
    for (const std::string &none : {std::string(), std::string(81, 'x'), std::string("\xFF\xFE")}) {
        set->sliders.front().name = none;
        const Status written = latent::neural::writeSliders(*opened, *set);
        REQUIRE_FALSE(written);
        CHECK(written.error().code == ErrorCode::BadInput);
    }
    CHECK(latent::neural::openExplorable(package));
}

TEST_CASE("labels that came after the training are looked for in a model that knows none")
{
    class LabelledLater final : public BarSource
    {
    public:
        LabelledLater()
            : BarSource(false)
        {
            m_set.attributes = {"height"};
        }
    };
    const test::TempDir folder;
    auto context = contextWith();
    REQUIRE(trainOnPictures(order(ModelKind::Vae, folder.path(), 400), context));
    SliderSearch search;
    search.package = folder / "package";
    search.pictures = std::make_shared<LabelledLater>();
    search.components = 2;
    search.factors = 0;
    search.samples = 200;
    auto searching = contextWith();
    const auto found = searchSliders(search, searching);
    REQUIRE(found);
    CHECK(std::ranges::any_of(*found, [](const latent::ExploreSlider &slider) { return slider.name == "height"; }));
    CHECK(latent::neural::openExplorable(search.package));
}

TEST_CASE("pictures with classes or transparency that the model does not know are placed, and it says which can't be")
{
    class Other final : public BarSource
    {
    public:
        Other(std::vector<std::string> classes, bool alpha)
            : BarSource(false)
        {
            m_set.classes = std::move(classes);
            m_set.alpha = alpha;
        }
    };
    const auto use = [](const std::filesystem::path &package, std::shared_ptr<const PictureSource> pictures) {
        std::vector<PictureUse> told;
        SliderSearch search;
        search.package = package;
        search.pictures = std::move(pictures);
        search.samples = 100;
        search.components = 2;
        search.onPictures = [&told](PictureUse each) { told.push_back(each); };
        auto searching = contextWith();
        const auto found = searchSliders(search, searching);
        REQUIRE(found);
        CHECK_FALSE(found->empty());
        REQUIRE(told.size() == 1);
        return told.front();
    };
    using Names = std::vector<std::string>;
    const test::TempDir plain, labelled, gan;
    auto context = contextWith();
    REQUIRE(trainOnPictures(order(ModelKind::Vae, plain.path(), 10), context));
    CHECK(use(plain / "package", std::make_shared<BarSource>(false)) == PictureUse::Placed);
    CHECK(use(plain / "package", std::make_shared<Other>(Names{"red", "blue"}, true)) == PictureUse::Placed);
    REQUIRE(trainOnPictures(order(ModelKind::Vae, labelled.path(), 10, true), context));
    CHECK(use(labelled / "package", std::make_shared<Other>(Names{"red", "blue"}, false)) == PictureUse::Placed);
    CHECK(use(labelled / "package", std::make_shared<Other>(Names{"blue", "red"}, false)) == PictureUse::OtherClasses);
    CHECK(use(labelled / "package", std::make_shared<BarSource>(false)) == PictureUse::OtherClasses);
    REQUIRE(trainOnPictures(order(ModelKind::Gan, gan.path(), 10), context));
    CHECK(use(gan / "package", std::make_shared<BarSource>(false)) == PictureUse::NoEncoder);
}

TEST_CASE("where each class has one picture the search for sliders says that they do not differ inside their classes")
{
    class OwnClasses final : public BarSource
    {
    public:
        OwnClasses()
            : BarSource(false)
        {
            m_set.training = 12;
            m_set.heldOut = 0;
            for (std::size_t i = 0; i < m_set.training; ++i)
                m_set.classes.push_back("picture " + std::to_string(i));
        }
        Status draw(std::uint64_t index, std::span<std::uint8_t> out) const override
        {
            const Status drawn = BarSource::draw(index, out);
            const PictureHead head{static_cast<std::int32_t>(index), static_cast<std::uint32_t>(index)};
            std::memcpy(out.data(), &head, sizeof head);
            return drawn;
        }
    };
    const test::TempDir folder;
    auto context = contextWith();
    PictureTraining training = order(ModelKind::Vae, folder.path(), 3);
    training.pictures = std::make_shared<OwnClasses>();
    training.plan.set = training.pictures->set();
    REQUIRE(trainOnPictures(training, context));
    SliderSearch search;
    search.package = folder / "package";
    search.pictures = training.pictures;
    auto searching = contextWith();
    const auto found = searchSliders(search, searching);
    REQUIRE_FALSE(found);
    CHECK(found.error().code == ErrorCode::BadInput);
    CHECK(found.error().detail.find("--no-labels") != std::string::npos);
}

TEST_CASE("a GAN's pictures come to look like its training pictures")
{
    tensor::setThreads(1);
    const test::TempDir folder;
    auto context = contextWith();
    PictureTraining training = order(ModelKind::Gan, folder.path(), 250);
    training.plan.gan.diffAugment = 0.0;
    std::vector<double> heldOut;
    training.onReport = [&heldOut](const StepReport &report) {
        const auto found = std::ranges::find(report.losses, "held out", [](const auto &loss) { return loss.first; });
        if (found != report.losses.end())
            heldOut.push_back(found->second);
    };
    REQUIRE(trainOnPictures(training, context));
    const auto model = latent::neural::openExplorable(folder / "package");
    REQUIRE(model);
    REQUIRE(heldOut.size() == 1);
    CHECK(heldOut[0] > 0.0);
    CHECK(heldOut[0] < 0.6); // an untrained generator's pictures are farther away
    // The bar's place is lit, beside it the backdrop is grey.
    double inside = 0.0, beside = 0.0;
    for (std::uint64_t seed = 1; seed <= 16; ++seed) {
        latent::ExplorePoint point;
        point.seed = seed;
        const auto picture = (*model)->render(point, {});
        REQUIRE(picture);
        const auto chroma = [&](int x) {
            const std::uint8_t *p = (*picture)->row(14) + 4 * x;
            return static_cast<double>(*std::max_element(p, p + 3) - *std::min_element(p, p + 3));
        };
        inside += chroma(8);
        beside += chroma(2);
    }
    CHECK(inside > 2.0 * beside);
}

TEST_CASE("a GAN with classes draws each class as itself")
{
    tensor::setThreads(1);
    const test::TempDir folder;
    auto context = contextWith();
    REQUIRE(trainOnPictures(order(ModelKind::Gan, folder.path(), 350, true), context));
    const auto model = latent::neural::openExplorable(folder / "package");
    REQUIRE(model);
    int right = 0;
    for (int i = 0; i < 32; ++i) {
        latent::ExplorePoint point;
        point.seed = static_cast<std::uint64_t>(i);
        point.classIndex = i % 2;
        const auto picture = (*model)->render(point, {});
        REQUIRE(picture);
        const std::uint8_t *bar = (*picture)->row(14) + 4 * 8;
        right += (bar[0] > bar[2]) == (i % 2 == 0) ? 1 : 0;
    }
    CHECK(right >= 30);
}

TEST_CASE("mode seeking keeps the pictures of one class different")
{
    tensor::setThreads(1);
    const auto variety = [](double modeSeeking) { // of the backdrop's grey among pictures of one class
        const test::TempDir folder;
        auto context = contextWith();
        PictureTraining training = order(ModelKind::Gan, folder.path(), 250, true);
        training.plan.gan.modeSeeking = modeSeeking;
        training.plan.gan.diffAugment = 0.0;
        REQUIRE(trainOnPictures(training, context));
        const auto model = latent::neural::openExplorable(folder / "package");
        REQUIRE(model);
        double sum = 0.0, squares = 0.0;
        constexpr int kDrawn = 24;
        for (int i = 0; i < kDrawn; ++i) {
            latent::ExplorePoint point;
            point.seed = static_cast<std::uint64_t>(i);
            point.classIndex = 0;
            const auto picture = (*model)->render(point, {});
            REQUIRE(picture);
            const double grey = (*picture)->row(3)[4 * 2 + 1];
            sum += grey / kDrawn;
            squares += grey * grey / kDrawn;
        }
        return std::sqrt(squares - sum * sum);
    };
    const double without = variety(0.0), with = variety(0.2);
    CAPTURE(without, with);
    CHECK(with > 1.2 * without);
}

TEST_CASE("pictures that have become alike within their class are noticed, and said with what helps")
{
    tensor::setThreads(1);
    const BarSource pictures(true); // of two classes that differ by far
    const auto labels = labelStatistics(pictures);
    REQUIRE(labels);
    ModelPlan plan = order(ModelKind::Vae, {}, 200, true).plan;
    plan.vae.kl = 0.1;
    const auto trainer = newPictureTrainer(plan, pictures, *labels, nullptr, torch::kCPU);
    while (!trainer->finished())
        REQUIRE(trainer->step());
    const auto thirdLook = [](PictureTrainer &looked) {
        CHECK_FALSE(looked.health()->warning);
        CHECK_FALSE(looked.health()->warning);
        return looked.health()->warning;
    };
    CHECK_FALSE(thirdLook(*trainer));

    // The same model, made deaf to z.
    const test::TempDir folder;
    REQUIRE(trainer->writePackage(folder / "package", "{}"));
    const auto package = files::openPackage(folder / "package");
    REQUIRE(package);
    auto model = latent::neural::readPictureModel(*package);
    REQUIRE(model);
    {
        const torch::NoGradGuard noGrad;
        model->decoder->named_parameters()["map1.weight"].narrow(1, 0, plan.latent).zero_();
    }
    REQUIRE(latent::neural::writePictureModel(folder / "package", *model, "{}"));
    plan.steps = 1;
    plan.learningRate = 1e-8;
    const auto deaf = newPictureTrainer(plan, pictures, *labels, nullptr, torch::kCPU);
    REQUIRE(deaf->adopt(*files::openPackage(folder / "package")));
    REQUIRE(deaf->step());
    const auto warning = thirdLook(*deaf);
    REQUIRE(warning);
    CHECK(warning->code == "collapse");
    CHECK(warning->text.find("of a class") != std::string::npos);
    CHECK_FALSE(warning->remedy.empty());
}

TEST_CASE("a model of grey pictures draws no colours")
{
    for (const bool alpha : {false, true}) {
        latent::neural::PictureShape shape;
        shape.alpha = alpha;
        shape.grey = true;
        latent::neural::PictureDecoder decoder = latent::neural::newPictureDecoder(shape);
        const torch::Tensor drawn = decoder(torch::randn({2, shape.latent}), latent::neural::PictureLabels{});
        CHECK(drawn.sizes() == torch::IntArrayRef({2, shape.planes(), 32, 32}));
        CHECK(torch::equal(drawn.select(1, 0), drawn.select(1, 1)));
        CHECK(torch::equal(drawn.select(1, 0), drawn.select(1, 2)));
        CHECK(torch::equal(drawn.select(1, 0), drawn.select(1, shape.planes() - 1)) == !alpha);
    }
}

TEST_CASE(
    "a deconvolution decoder that has settled draws a picture alone as it drew it in its batch, also from its package")
{
    torch::manual_seed(1);
    latent::neural::PictureModel model;
    latent::neural::PictureShape shape;
    shape.form = latent::neural::DecoderForm::Deconvolution;
    shape.size = {24, 32};
    shape.classes = 3;
    shape.latent = 12;
    shape.style = shape.latent + shape.classes;
    model.decoder = latent::neural::newPictureDecoder(shape);
    model.kind = "gan";
    model.labels.classes = {"a", "b", "c"};
    model.labels.classShares = {0.5, 0.25, 0.25};
    const torch::NoGradGuard noGrad;
    for (torch::Tensor &parameter : model.decoder->parameters())
        parameter.normal_(0.0, 0.1); // what a training might have made of it
    const auto styles = [&](std::int64_t count) {
        const torch::Tensor classes = torch::eye(3).index_select(0, torch::randint(3, {count}, torch::kLong));
        return model.decoder->style(torch::randn({count, shape.latent}), {classes, {}});
    };
    const torch::Tensor some = styles(256);
    const torch::Tensor inBatch = model.decoder->draw(some);
    CHECK(inBatch.sizes() == torch::IntArrayRef({256, 3, 32, 24}));
    model.decoder->eval();
    const auto difference = [&](latent::neural::PictureDecoder &decoder) {
        return (decoder->draw(some.narrow(0, 0, 1))[0] - inBatch[0]).abs().mean().item<double>() /
               inBatch[0].abs().mean().item<double>();
    };
    CHECK(difference(model.decoder) > 0.2);
    std::vector<torch::Tensor> batches;
    for (int i = 0; i < 8; ++i)
        batches.push_back(styles(64));
    model.decoder->settle(batches);
    CHECK_FALSE(model.decoder->is_training());
    CHECK(difference(model.decoder) < 0.1);

    const test::TempDir folder;
    REQUIRE(latent::neural::writePictureModel(folder / "package", model, "{}"));
    const auto package = files::openPackage(folder / "package");
    REQUIRE(package);
    auto read = latent::neural::readPictureModel(*package);
    REQUIRE(read);
    CHECK(read->decoder->shape == shape);
    CHECK(torch::allclose(read->decoder->draw(some), model.decoder->draw(some), 0.0, 0.01));
}

TEST_CASE("a GAN that goes on from a VAE keeps the VAE's kind of decoder, and the other way round")
{
    const auto [first, second] = GENERATE(
        table<ModelKind, ModelKind>({{ModelKind::Vae, ModelKind::Gan}, {ModelKind::Gan, ModelKind::Vae}}));
    const test::TempDir before, after;
    auto context = contextWith();
    REQUIRE(trainOnPictures(order(first, before.path(), 2, true), context));
    PictureTraining onwards = order(second, after.path(), 2, true);
    onwards.from = before / "package";
    auto again = contextWith();
    REQUIRE(trainOnPictures(onwards, again));
    const auto shapeIn = [](const std::filesystem::path &path) {
        return latent::neural::readPictureModel(*files::openPackage(path))->decoder->shape;
    };
    CHECK(shapeIn(after / "package") == shapeIn(before / "package"));
}

TEST_CASE("a model that goes on from the built-in portraits draws what they draw without landmarks, in its own size")
{
    const auto portraits = files::openPackage(IMAGO_SOURCE_DIR "/resources/models/portraits");
    REQUIRE(portraits);
    CHECK(arePortraits(portraits->manifest()));
    latent::neural::PyramidDecoder decoder = latent::neural::newDecoder();
    latent::neural::PortraitEncoder encoder = latent::neural::newEncoder();
    REQUIRE(latent::neural::loadNetworks(*portraits, decoder, encoder));

    latent::neural::PictureShape shape;
    shape.size = {64, 64};
    shape.subPixels = true;
    shape.style = portraitStyle();
    shape.channels = portraitWidths(4);
    latent::neural::PicturePyramid own(shape);
    REQUIRE(startFromPortraits(*own, *portraits));
    const torch::InferenceMode inference;
    torch::manual_seed(3);
    const torch::Tensor attributes = torch::randn({4, decoder->options.attributes});
    const torch::Tensor z = torch::randn({4, decoder->options.latent});
    for (auto &level : decoder->around) // pictures of one's own have none
        level.layer->weight.zero_();
    const torch::Tensor wanted = decoder(attributes, z, 64).picture.narrow(1, 0, 3);
    torch::Tensor h = torch::silu(
        decoder->map1(torch::cat({attributes, torch::sin(1.7 * attributes), torch::cos(1.7 * attributes), z}, 1)));
    h = h + torch::silu(decoder->map2(h));
    const torch::Tensor drawn = own->draw(decoder->map3(h));
    REQUIRE(drawn.sizes() == wanted.sizes());
    CHECK(torch::allclose(drawn, wanted, 1e-4, 1e-4));
    CHECK(portraitWidths(kMostPortraitLevels) == std::vector{256, 192, 128, 64, 32, 16, 8});
}

TEST_CASE("a training on small pictures goes on from the built-in portraits")
{
    const test::TempDir folder;
    PictureTraining training = order(ModelKind::Vae, folder.path(), 3);
    training.from = IMAGO_SOURCE_DIR "/resources/models/portraits";
    auto context = contextWith();
    REQUIRE(trainOnPictures(training, context));
    CHECK(latent::neural::openExplorable(folder / "package"));
}

TEST_CASE("a package that nothing can be taken from is refused before a step is measured")
{
    const test::TempDir folder;
    latent::neural::PictureShape shape;
    shape.form = latent::neural::DecoderForm::Deconvolution;
    shape.size = {24, 32};
    shape.latent = shape.style = 12;
    latent::neural::PictureModel model;
    model.kind = "gan";
    model.decoder = latent::neural::newPictureDecoder(shape);
    REQUIRE(latent::neural::writePictureModel(folder / "package", model, "{}"));

    PictureTraining training = order(ModelKind::Vae, folder / "run", 0);
    training.pictures = std::make_shared<HeavySource>(1, std::numeric_limits<int>::max()); // no step could be done
    // No pair: Catch2 3 would find glog's operator for it, which cannot write these.
    const auto [from, code] = GENERATE(
        table<const char *, ErrorCode>({{"package", ErrorCode::Incompatible}, {"none", ErrorCode::FileMissing}}));
    training.from = folder / from;
    auto estimating = contextWith(), starting = contextWith();
    CHECK(estimateTraining(training, estimating).error().code == code);
    CHECK(trainOnPictures(training, starting).error().code == code);
}

TEST_CASE("an untrained decoder draws each z and each class differently")
{
    torch::manual_seed(1);
    latent::neural::PictureShape shape;
    shape.classes = 10;
    latent::neural::PictureDecoder decoder = latent::neural::newPictureDecoder(shape);
    const torch::NoGradGuard noGrad;
    const torch::Tensor z = torch::randn({20, shape.latent}), classes = torch::eye(10).repeat({2, 1});
    // against how much one picture varies
    const auto varied = [&](const torch::Tensor &latents, const torch::Tensor &named) {
        const torch::Tensor drawn = decoder(latents, latent::neural::PictureLabels{named, {}});
        return drawn.std(0).mean().item<double>() / drawn.std({1, 2, 3}).mean().item<double>();
    };
    CHECK(varied(z, classes) > 0.5);
    CHECK(varied(z.narrow(0, 0, 1).expand({20, -1}), classes) > 0.1);
    CHECK(varied(z, classes.narrow(0, 0, 1).expand({20, -1})) > 0.5);
}
