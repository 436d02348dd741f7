// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/random.h"
#include "engine/files/package.h"
#include "engine/files/save_file.h"
#include "engine/latent/neural/normalisation.h"
#include "engine/latent/neural/portrait_model.h"
#include "engine/latent/neural/portrait_package.h"
#include "engine/latent/population.h"
#include "engine/tensor/device.h"
#include "engine/train/neural/portrait_batch.h"
#include "engine/train/neural/portrait_trainer.h"
#include "engine/train/neural/reader_trainers.h"
#include "engine/train/neural/training_run.h"
#include "engine/train/plan_file.h"
#include "engine/train/portrait_sample.h"
#include "tests/support/catch.h"
#include "tests/support/replaced.h"
#include "tests/support/temp_dir.h"
#include "tests/train/neural/scaled_training.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <new>
#include <numeric>
#include <stop_token>
#include <thread>

using namespace imago;
using namespace imago::train;
using namespace imago::train::neural;

namespace {

/// A disc whose size is the age and whose colour is the skin tone: something quick that can be learned.
class DiscSource : public SampleSource
{
public:
    std::size_t sampleBytes() const override { return sizeof(PortraitSample); }
    std::uint64_t fingerprint() const override { return 99; }
    Status draw(std::uint64_t index, std::span<std::uint8_t> out) const override
    {
        Random random(mixSeed(5, index / 2));
        const latent::Point point = latent::samplePoint(random, latent::Coupling::Independent);
        auto *sample = new (out.data()) PortraitSample;
        sample->attributes = point.attributes;
        sample->z = point.z;
        sample->changed = index % 4 >= 2 ? static_cast<std::int32_t>(latent::Age) : -1;
        if (index % 2 == 1)
            sample->attributes[latent::Age] = 96.0F - sample->attributes[latent::Age];
        const float radius = 20.0F + 0.4F * sample->attributes[latent::Age];
        for (std::size_t k = 0; k < kLandmarks; ++k) { // along the rim
            const float turn = 6.2831853F * static_cast<float>(k) / static_cast<float>(kLandmarks);
            sample->landmarks[k] = {radius / 64.0F * std::cos(turn), radius / 64.0F * std::sin(turn)};
            sample->opposites[k] = {-sample->landmarks[k][0], sample->landmarks[k][1]};
        }
        for (int y = 0; y < kPortraitSide; ++y) {
            for (int x = 0; x < kPortraitSide; ++x) {
                const float dx = static_cast<float>(x) - 63.5F, dy = static_cast<float>(y) - 63.5F;
                const bool inside = dx * dx + dy * dy < radius * radius;
                std::uint8_t *pixel = sample->rgba.data() + 4 * (y * kPortraitSide + x);
                const auto tone = static_cast<std::uint8_t>(220.0F - 180.0F * sample->attributes[latent::SkinTone]);
                std::fill_n(pixel, 3, inside ? tone : std::uint8_t{0});
                pixel[3] = inside ? 255 : 0;
                if (x % 2 == 0 && y % 2 == 0)
                    sample->parts[y / 2 * kPartsSide + x / 2] = inside ? 1 : 0;
            }
        }
        return {};
    }
};

/// Discs of which all but the first three wait for a stop.
class WaitingSource final : public DiscSource
{
public:
    explicit WaitingSource(std::stop_token stop)
        : m_stop(std::move(stop))
    {
    }
    Status draw(std::uint64_t index, std::span<std::uint8_t> out) const override
    {
        while (index >= 3 && !m_stop.stop_requested())
            std::this_thread::yield();
        return DiscSource::draw(index, out);
    }

private:
    std::stop_token m_stop;
};

PortraitTraining order(const std::filesystem::path &folder, std::int64_t steps)
{
    PortraitTraining result;
    result.output = folder;
    result.steps = steps;
    result.batch = 4;
    result.window = 64;
    result.device = "cpu";
    result.samples = std::make_shared<DiscSource>();
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
    const Result<std::string> bytes = files::readFile(file, 1 << 30);
    REQUIRE(bytes);
    return files::sha256({reinterpret_cast<const std::uint8_t *>(bytes->data()), bytes->size()});
}

std::unique_ptr<SamplePool> discs(const test::TempDir &folder, std::size_t capacity = 512)
{
    auto pool = SamplePool::open(std::make_shared<DiscSource>(), folder / "cache", capacity, 1);
    REQUIRE(pool);
    return *std::move(pool);
}

Plan shortPlan(int side, std::int64_t steps)
{
    Plan plan;
    plan.batch = 8;
    plan.stages = {{side, steps}};
    plan.window = 256;
    plan.firstWindow = 256;
    plan.warmUp = 5;
    return plan;
}

bool areSame(const files::Package &a, const files::Package &b, const char *file)
{
    return a.manifest().file(file)->sha256 == b.manifest().file(file)->sha256;
}

// Sums of a loss over the first and the last five steps that have it.
std::pair<double, double> firstAndLast(Trainer &trainer, const std::string &name)
{
    std::vector<double> values;
    while (!trainer.finished()) {
        const Result<Losses> losses = trainer.step();
        REQUIRE(losses);
        for (const auto &[each, value] : *losses) {
            if (each == name)
                values.push_back(value);
        }
    }
    REQUIRE(values.size() >= 10);
    return {std::accumulate(values.begin(), values.begin() + 5, 0.0),
            std::accumulate(values.end() - 5, values.end(), 0.0)};
}

} // namespace

TEST_CASE("training learns: the loss falls and the decoder follows the attributes")
{
    tensor::setThreads(1);
    const test::TempDir folder;
    const auto pool = discs(folder);
    PortraitTrainer trainer(shortPlan(32, 60), *pool, torch::kCPU);
    const auto [early, late] = firstAndLast(trainer, "pixels");
    CHECK(late < 0.5 * early);
}

TEST_CASE("the judge learns to read, and its package opens as a judge alone")
{
    tensor::setThreads(1);
    const test::TempDir folder;
    const auto pool = discs(folder);
    JudgeTrainer trainer(shortPlan(128, 60), *pool, torch::kCPU);
    const auto [early, late] = firstAndLast(trainer, "attributes");
    CHECK(late < 0.95 * early); // two attributes of forty show in the discs

    REQUIRE(trainer.writePackage(folder / "judge", "{}"));
    const auto package = files::openPackage(folder / "judge");
    REQUIRE(package);
    latent::neural::PortraitEncoder judge = latent::neural::newJudge();
    CHECK(latent::neural::loadJudge(*package, judge));
    CHECK(latent::neural::openPortraitModel(folder / "judge").error().code == ErrorCode::Incompatible);
}

TEST_CASE("a batch seen in a mirror has its labels mirrored, too")
{
    const test::TempDir folder;
    const auto pool = discs(folder, 64);
    REQUIRE(pool->require(0, 8));
    const std::vector<std::uint64_t> indices{2, 3, 4, 5};
    const PortraitBatch plain = portraitBatch(*pool, indices, torch::kCPU);
    const PortraitBatch seen = portraitBatch(*pool, indices, torch::kCPU, {false, true, true, false});
    for (const std::int64_t same : {0, 3}) {
        CHECK(seen.picture[same].equal(plain.picture[same]));
        CHECK(seen.attributes[same].equal(plain.attributes[same]));
        CHECK(seen.landmarks[same].equal(plain.landmarks[same]));
    }
    for (const std::int64_t other : {1, 2}) {
        CHECK(seen.picture[other].equal(plain.picture[other].flip({2})));
        CHECK(seen.parts[other].equal(plain.parts[other].flip({1})));
        for (std::size_t i = 0; i < latent::neural::kNetworkAttributes; ++i) {
            const auto at = static_cast<std::int64_t>(i);
            const float sign = latent::portraitAttributes()[i].mirrors ? -1.0F : 1.0F;
            INFO(latent::portraitAttributes()[i].name);
            CHECK(seen.attributes[other][at].item<float>() ==
                  Approx(sign * plain.attributes[other][at].item<float>()).margin(1e-5));
        }
        CHECK(seen.z[other][latent::kAsymmetryAt].item<float>() ==
              -plain.z[other][latent::kAsymmetryAt].item<float>());
        CHECK(seen.z[other][0].item<float>() == plain.z[other][0].item<float>());
        // The discs' rims look the same from both sides.
        CHECK(seen.landmarks[other].allclose(plain.landmarks[other], 0.0, 1e-6));
    }
}

TEST_CASE("readers learn where the landmarks are")
{
    tensor::setThreads(1);
    const test::TempDir folder;
    const auto pool = discs(folder);
    JudgeTrainer trainer(shortPlan(128, 40), *pool, torch::kCPU);
    const auto [early, late] = firstAndLast(trainer, "landmarks");
    CHECK(late < 0.5 * early);
}

TEST_CASE("the first weights of every network follow from the seed, and from nothing before")
{
    const test::TempDir folder;
    const auto pool = discs(folder, 64);
    const auto weightsAfter = [&](std::uint64_t before) {
        torch::manual_seed(before);
        JudgeTrainer judge(shortPlan(128, 1), *pool, torch::kCPU);
        EncoderTrainer encoder(shortPlan(128, 1), *pool, torch::kCPU);
        PortraitTrainer both(shortPlan(128, 1), *pool, torch::kCPU);
        std::vector<std::string> sums;
        for (Trainer *trainer : std::vector<Trainer *>{&judge, &encoder, &both}) {
            REQUIRE(trainer->save(folder / "state"));
            sums.push_back(sumOf(folder / "state"));
        }
        return sums;
    };
    CHECK(weightsAfter(7) == weightsAfter(8));
}

TEST_CASE("an encoder learns alone, and the decoder beside it stays as it was, also after a stop")
{
    tensor::setThreads(1);
    const test::TempDir folder;
    const auto pool = discs(folder);
    REQUIRE(PortraitTrainer(shortPlan(128, 1), *pool, torch::kCPU).writePackage(folder / "before", "{}"));
    const auto before = files::openPackage(folder / "before");
    REQUIRE(before);
    EncoderTrainer trainer(shortPlan(128, 40), *pool, torch::kCPU);
    REQUIRE(trainer.adopt(*before));
    const auto [early, late] = firstAndLast(trainer, "attributes");
    CHECK(late < 0.95 * early);

    REQUIRE(trainer.save(folder / "checkpoint"));
    EncoderTrainer resumed(shortPlan(128, 40), *pool, torch::kCPU);
    REQUIRE(resumed.load(folder / "checkpoint"));
    REQUIRE(resumed.writePackage(folder / "after", "{}"));
    const auto after = files::openPackage(folder / "after");
    REQUIRE(after);
    CHECK(areSame(*after, *before, "weights/decoder.safetensors"));
    CHECK_FALSE(areSame(*after, *before, "weights/encoder.safetensors"));
}

TEST_CASE("a decoder learns alone where landmarks are, and the encoder beside it stays as it was")
{
    tensor::setThreads(1);
    const test::TempDir folder;
    const auto pool = discs(folder);
    REQUIRE(PortraitTrainer(shortPlan(128, 1), *pool, torch::kCPU).writePackage(folder / "before", "{}"));
    const auto before = files::openPackage(folder / "before");
    REQUIRE(before);
    Plan plan = shortPlan(32, 40);
    plan.encoderEvery = 0;
    PortraitTrainer trainer(plan, *pool, torch::kCPU);
    REQUIRE(trainer.adopt(*before));
    const auto [early, late] = firstAndLast(trainer, "places");
    CHECK(late < 0.8 * early);

    REQUIRE(trainer.writePackage(folder / "after", "{}"));
    const auto after = files::openPackage(folder / "after");
    REQUIRE(after);
    CHECK(areSame(*after, *before, "weights/encoder.safetensors"));
    CHECK_FALSE(areSame(*after, *before, "weights/decoder.safetensors"));
}

TEST_CASE("what a decoder draws around a landmark goes where the landmark goes")
{
    const torch::InferenceMode inference;
    torch::manual_seed(4);
    latent::neural::PyramidDecoder decoder = latent::neural::newDecoder();
    const torch::Tensor attributes = torch::zeros({1, decoder->options.attributes});
    const torch::Tensor z = torch::zeros({1, decoder->options.latent});
    decoder->place3->weight.zero_();
    const auto drawnAt = [&](float x) {
        decoder->place3->bias.fill_(9.0F); // all out of sight
        decoder->place3->bias[0].fill_(x);
        decoder->place3->bias[1].fill_(0.0F);
        return decoder(attributes, z, 64).picture;
    };
    CHECK(torch::equal(drawnAt(-0.5F), drawnAt(0.5F))); // it grows in
    for (auto &level : decoder->around)
        level.layer->weight.normal_(0.0, 3.0);
    const auto nothing = drawnAt(9.0F);
    const auto half = [&](const torch::Tensor &picture, std::int64_t from) {
        return (picture - nothing).narrow(3, from, 32).abs().mean().item<double>();
    };
    const auto left = drawnAt(-0.5F), right = drawnAt(0.5F);
    CHECK(half(left, 0) > 1.5 * half(left, 32));
    CHECK(half(right, 32) > 1.5 * half(right, 0));
}

TEST_CASE("an encoder of an earlier version is learnt anew, beside the decoder as it is")
{
    tensor::setThreads(1);
    const test::TempDir folder;
    const auto pool = discs(folder);
    REQUIRE(PortraitTrainer(shortPlan(128, 1), *pool, torch::kCPU).writePackage(folder / "before", "{}"));
    const auto manifest = files::readFile(folder / "before" / "manifest.json", 1 << 20);
    REQUIRE(manifest);
    const std::string version = "\"imago.portrait-encoder\",\n      \"version\": ";
    const std::string earlier = test::replaced(*manifest, version + "3", version + "2");
    REQUIRE(files::saveFile(folder / "before" / "manifest.json", earlier));
    const auto before = files::openPackage(folder / "before");
    REQUIRE(before);
    CHECK(PortraitTrainer(shortPlan(128, 1), *pool, torch::kCPU).adopt(*before).error().code ==
          ErrorCode::Incompatible);

    EncoderTrainer trainer(shortPlan(128, 1), *pool, torch::kCPU);
    REQUIRE(trainer.adopt(*before));
    REQUIRE(trainer.writePackage(folder / "after", "{}"));
    const auto after = files::openPackage(folder / "after");
    REQUIRE(after);
    latent::neural::PyramidDecoder decoder = latent::neural::newDecoder();
    latent::neural::PortraitEncoder encoder = latent::neural::newEncoder();
    CHECK(latent::neural::loadNetworks(*after, decoder, encoder));
    CHECK(areSame(*after, *before, "weights/decoder.safetensors"));
}

TEST_CASE("a discriminator joins at 128 px, learns to tell drawn portraits, and makes them crisper")
{
    tensor::setThreads(1);
    const test::TempDir folder;
    const auto pool = discs(folder);
    const auto sharpness = [](const Image &sheet) {
        double sum = 0.0;
        const int height = sheet.size().height / 3; // the middle row is drawn from the true z
        for (int y = height; y < 2 * height; ++y) {
            for (int x = 4; x < 4 * sheet.size().width; ++x)
                sum += std::abs(sheet.row(y)[x] - sheet.row(y)[x - 4]);
        }
        return sum;
    };
    std::vector<double> sharp;
    for (const double share : {0.0, 4.0}) {
        Plan plan = shortPlan(128, 60);
        plan.adversarial = share;
        PortraitTrainer trainer(plan, *pool, torch::kCPU);
        if (share > 0.0) {
            const auto [early, late] = firstAndLast(trainer, "critic");
            CHECK(late < early);
        } else {
            CHECK_FALSE(std::ranges::any_of(*trainer.step(), [](const auto &loss) { return loss.first == "critic"; }));
            while (!trainer.finished())
                REQUIRE(trainer.step());
        }
        const auto sheet = trainer.preview();
        REQUIRE(sheet);
        sharp.push_back(sharpness(*sheet));
    }
    CHECK(sharp[1] > sharp[0]);
}

TEST_CASE("scaled losses lead a portraits' training to the same networks, its discriminator included")
{
    const test::TempDir folder;
    const auto pool = discs(folder);
    test::checkThatScalingChangesNothing([&](Precision precision) {
        Plan plan = shortPlan(128, 4); // the discriminator joins at the second step
        plan.adversarial = 0.5;
        plan.freshPerStep = 0; // a pool does not go back to a window that it has left
        plan.precision = precision;
        return std::make_unique<PortraitTrainer>(plan, *pool, torch::kCPU);
    });
}

TEST_CASE("only each encoderEvery-th step trains the encoder")
{
    tensor::setThreads(1);
    const test::TempDir folder;
    const auto pool = discs(folder);
    Plan plan = shortPlan(32, 4);
    plan.encoderEvery = 2;
    PortraitTrainer trainer(plan, *pool, torch::kCPU);
    for (const bool expected : {true, false, true, false}) {
        const Result<Losses> losses = trainer.step();
        REQUIRE(losses);
        CHECK(std::ranges::any_of(*losses, [](const auto &loss) { return loss.first == "kl"; }) == expected);
    }
}

TEST_CASE("stopped at a checkpoint and resumed, the weights are those of the run that was not stopped")
{
    const test::TempDir whole, broken;
    const auto adversarial = [](const test::TempDir &to) {
        PortraitTraining training = order(to.path(), 9);
        training.adversarial = 0.5;
        return training;
    };
    auto undisturbed = contextWith();
    REQUIRE(*trainPortraits(adversarial(whole), undisturbed) == jobs::Ending::Completed);

    std::stop_source stop;
    stop.request_stop(); // stops after the first step, then goes on
    auto stopped = contextWith(stop.get_token());
    REQUIRE(*trainPortraits(adversarial(broken), stopped) == jobs::Ending::Stopped);
    PortraitTraining again = adversarial(broken);
    again.resume = true;
    auto resumed = contextWith();
    REQUIRE(*trainPortraits(again, resumed) == jobs::Ending::Completed);

    const std::string last = "checkpoint-000000009.safetensors";
    CHECK(sumOf(whole / last) == sumOf(broken / last));
}

TEST_CASE("a stop is heard while the first samples are drawn, and what was ordered is gone on with")
{
    const test::TempDir whole, broken;
    auto undisturbed = contextWith();
    REQUIRE(*trainPortraits(order(whole.path(), 3), undisturbed) == jobs::Ending::Completed);

    std::stop_source stop;
    PortraitTraining training = order(broken.path(), 3);
    training.samples = std::make_shared<WaitingSource>(stop.get_token()); // no more than three until then
    jobs::JobContext::Controls controls;
    controls.atCheckpoint = stop.get_token();
    int drawn = -1;
    controls.reported = [&](const jobs::Progress &progress) {
        if (progress.stage == jobs::Stage::Loading) {
            drawn = progress.done;
            stop.request_stop();
        }
    };
    jobs::JobContext stopped(jobs::Ticket{1}, [](jobs::Event) {}, controls);
    REQUIRE(*trainPortraits(training, stopped) == jobs::Ending::Stopped);
    CHECK(drawn == 3);
    CHECK(std::filesystem::exists(broken / "checkpoint-000000000.safetensors"));

    training.resume = true;
    auto resumed = contextWith();
    REQUIRE(*trainPortraits(training, resumed) == jobs::Ending::Completed);
    const std::string last = "checkpoint-000000003.safetensors";
    CHECK(sumOf(whole / last) == sumOf(broken / last));
}

TEST_CASE("a network's own training asks for the model that it belongs to")
{
    for (const PortraitNetworks networks : {PortraitNetworks::Decoder, PortraitNetworks::Encoder}) {
        const test::TempDir folder;
        auto context = contextWith();
        PortraitTraining training = order(folder.path(), 2);
        training.networks = networks;
        const auto refused = trainPortraits(training, context);
        REQUIRE(!refused);
        CHECK(refused.error().code == ErrorCode::BadInput);
        CHECK(refused.error().subject == "--from");
        CHECK(std::filesystem::is_empty(folder.path()));
    }
}

TEST_CASE("a decoder's training by itself says that the encoder stays as it is")
{
    const test::TempDir both, alone;
    auto context = contextWith();
    REQUIRE(trainPortraits(order(both.path(), 1), context));
    PortraitTraining training = order(alone.path(), 2);
    training.networks = PortraitNetworks::Decoder;
    training.from = both / "package";
    auto again = contextWith();
    REQUIRE(trainPortraits(training, again));
    const auto plan = files::readFile(alone / "plan.json", 1 << 20);
    REQUIRE(plan);
    CHECK(planFromJson(*plan, "plan.json")->encoderEvery == 0);
    CHECK(files::openPackage(alone / "package")->manifest().training.at("command") == "imago train --builtin decoder");
}

TEST_CASE("a damaged newest checkpoint falls back to the one before")
{
    const test::TempDir folder;
    auto context = contextWith();
    PortraitTraining training = order(folder.path(), 6);
    training.checkpointMinutes = 0.0; // after every step
    REQUIRE(trainPortraits(training, context));
    const auto newest = folder / "checkpoint-000000006.safetensors";
    const std::string good = sumOf(newest);
    {
        std::fstream file(newest, std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(static_cast<std::streamoff>(std::filesystem::file_size(newest) / 2));
        file.put('x');
    }
    training.resume = true;
    auto resumed = contextWith();
    REQUIRE(*trainPortraits(training, resumed) == jobs::Ending::Completed);
    CHECK(sumOf(newest) == good);
}

TEST_CASE("a training goes on with the window of portraits that it began with, whatever is ordered then")
{
    const test::TempDir folder;
    auto context = contextWith();
    PortraitTraining training = order(folder.path(), 3);
    training.window = 128;
    REQUIRE(trainPortraits(training, context));
    const auto drawn = std::filesystem::file_size(folder / "samples.cache");
    training.window = 64;
    training.resume = true;
    auto resumed = contextWith();
    REQUIRE(trainPortraits(training, resumed));
    CHECK(std::filesystem::file_size(folder / "samples.cache") == drawn);
}

TEST_CASE("a folder with a training is not trained over, one without is not resumed")
{
    const test::TempDir folder;
    auto context = contextWith();
    PortraitTraining training = order(folder / "a", 3);
    training.resume = true;
    CHECK(trainPortraits(training, context).error().code == ErrorCode::BadInput);
    training.resume = false;
    REQUIRE(trainPortraits(training, context));
    CHECK(trainPortraits(training, context).error().code == ErrorCode::BadInput);
}

TEST_CASE("the package of a training opens, decodes and encodes")
{
    const test::TempDir folder;
    auto context = contextWith();
    REQUIRE(trainPortraits(order(folder.path(), 3), context));
    const auto model = latent::neural::openPortraitModel(folder / "package");
    REQUIRE(model);
    CHECK((*model)->id() == "imago.portraits");
    CHECK((*model)->hash().size() == 64);
    const auto drawn = (*model)->render(latent::neutralPoint(), {128, 128}, {});
    REQUIRE(drawn);
    CHECK((*drawn)->size() == Size{128, 128});
    CHECK((*model)->render(latent::neutralPoint(), {256, 256}, {}).error().code == ErrorCode::BadInput);
    int steps = 0;
    const auto encoded = (*model)->encode(Image({90, 120}), 3, [&](int, int, ImagePtr) { return ++steps < 2; }, {});
    REQUIRE(encoded);
    CHECK(steps == 2);
    CHECK(encoded->point == latent::clamped(encoded->point));
    // However far refining goes, it doesn't end worse than it began.
    for (const std::uint8_t grey : {0, 128, 255}) {
        Image picture({64, 64});
        for (std::uint8_t &byte : picture.bytes())
            byte = grey;
        const auto found = (*model)->encode(picture, 0, {}, {});
        const auto refined = (*model)->encode(picture, 4, {}, {});
        REQUIRE(found);
        REQUIRE(refined);
        CHECK(refined->reconstruction <= found->reconstruction);
    }
    // The same weights give the same picture again.
    CHECK(**drawn == **(*model)->render(latent::neutralPoint(), {128, 128}, {}));

    PortraitTraining onward = order(folder / "onward", 2);
    onward.from = folder / "package";
    CHECK(trainPortraits(onward, context));
}

TEST_CASE("the built-in model says how well each attribute is read where its sliders were measured")
{
    const auto model =
        latent::neural::openPortraitModel(std::filesystem::path(IMAGO_SOURCE_DIR) / "resources/models/portraits");
    REQUIRE(model);
    const std::vector<double> r2 = (*model)->judgeR2();
    REQUIRE(r2.size() == latent::PortraitAttributeCount);
    CHECK(r2[latent::Yaw] > 0.5);
    CHECK(r2[latent::Yaw] < 1.0);
    CHECK(r2[latent::BackgroundHue] == 1.0); // nobody judges the backdrop
    CHECK_FALSE((*model)->effects()[latent::Yaw].empty());
}
