// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/files/safetensors.h"
#include "engine/tensor/precision.h"
#include "engine/tensor/weights.h"
#include "engine/train/neural/precision_choice.h"
#include "engine/train/neural/trainer.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <string>
#include <utility>

using namespace imago;
using namespace imago::train;
using namespace imago::train::neural;

namespace {

/// Two networks of one step. The loss of the second one is multiplied by what `factor` says of the step.
class PairTrainer final : public Trainer
{
public:
    using Factor = std::function<double(std::int64_t)>;

    explicit PairTrainer(Precision precision, Factor factor = [](std::int64_t) { return 1.0; })
        : Trainer(1, 1000, torch::kCPU, precision)
        , m_factor(std::move(factor))
        , m_firstParameters(own("first", *m_first))
        , m_secondParameters(own("second", *m_second))
    {
    }

    Result<Losses> step() override
    {
        m_firstParameters.zeroGradients();
        m_secondParameters.zeroGradients();
        const torch::Tensor one = torch::ones({1, 3});
        const torch::Tensor loss = m_first(one).sum() + m_factor(done()) * m_second(one).sum();
        scaled(loss).backward();
        const Result<bool> updated = update({{m_firstParameters, 0.1}, {m_secondParameters, 0.1}}, 0.9);
        if (!updated)
            return tl::unexpected(updated.error());
        stepDone();
        return *updated ? Losses{{"loss", loss.item<double>()}} : Losses{};
    }
    StepFacts facts(std::int64_t) const override { return {}; }
    Status adopt(const files::Package &) override { return {}; }
    Status writePackage(const std::filesystem::path &, const std::string &) override { return {}; }
    Result<Image> preview() override { return Image(); }

    torch::Tensor weights() { return torch::cat({m_firstParameters.weights(), m_secondParameters.weights()}).clone(); }

private:
    Factor m_factor;
    torch::nn::Linear m_first{3, 2}, m_second{3, 2};
    FlatParameters &m_firstParameters;
    FlatParameters &m_secondParameters;
};

constexpr double kTooMuch = std::numeric_limits<double>::infinity();

torch::Tensor scaleIn(const std::filesystem::path &checkpoint)
{
    const auto opened = files::SafeTensors::open(checkpoint);
    REQUIRE(opened);
    return *tensor::readTensor(*opened, "lossScale", {2});
}

} // namespace

TEST_CASE("scaled losses lead to the same weights as plain ones")
{
    PairTrainer plain(Precision::Float32), scaled(Precision::Float16);
    for (int i = 0; i < 5; ++i) {
        REQUIRE(plain.step());
        REQUIRE(scaled.step());
    }
    CHECK(torch::equal(plain.weights(), scaled.weights())); // the scale is a power of two
}

TEST_CASE("a step whose gradient overflows in float16 changes no network, and the next one is scaled half as much")
{
    const test::TempDir folder;
    PairTrainer trainer(Precision::Float16, [](std::int64_t step) { return step == 1 ? kTooMuch : 1.0; });
    REQUIRE_FALSE(trainer.step()->empty());
    const torch::Tensor before = trainer.weights();
    const Result<Losses> passedOver = trainer.step();
    REQUIRE(passedOver);
    CHECK(passedOver->empty());
    CHECK(trainer.done() == 2);
    CHECK(torch::equal(trainer.weights(), before)); // also of the network whose gradient was fine
    REQUIRE_FALSE(trainer.step()->empty());
    CHECK_FALSE(torch::equal(trainer.weights(), before));

    // A training that goes on does so with the scale that it had.
    REQUIRE(trainer.save(folder / "a.safetensors"));
    CHECK(torch::equal(scaleIn(folder / "a.safetensors"), torch::tensor({32768.0F, 1.0F})));
    PairTrainer resumed(Precision::Float16);
    REQUIRE(resumed.load(folder / "a.safetensors"));
    REQUIRE(resumed.step());
    REQUIRE(resumed.save(folder / "b.safetensors"));
    CHECK(torch::equal(scaleIn(folder / "b.safetensors"), torch::tensor({32768.0F, 2.0F})));
}

TEST_CASE("a gradient that is never finite ends the training, at once in float32 and at last in float16")
{
    const auto stepsUntilEnd = [](Precision precision) {
        PairTrainer trainer(precision, [](std::int64_t) { return kTooMuch; });
        const torch::Tensor before = trainer.weights();
        for (int steps = 0; steps < 100; ++steps) {
            const Result<Losses> losses = trainer.step();
            CHECK(torch::equal(trainer.weights(), before));
            if (!losses) {
                CHECK(losses.error().code == ErrorCode::ModelFailed);
                return steps;
            }
        }
        return -1;
    };
    CHECK(stepsUntilEnd(Precision::Float32) == 0);
    CHECK(stepsUntilEnd(Precision::Float16) == 16);
}

TEST_CASE("a checkpoint from before there was float16 is gone on from, also in float16")
{
    const test::TempDir folder;
    PairTrainer plain(Precision::Float32), mixed(Precision::Float16);
    REQUIRE(plain.step());
    REQUIRE(plain.save(folder / "a.safetensors"));
    CHECK(files::SafeTensors::open(folder / "a.safetensors")->find("lossScale") == nullptr);
    REQUIRE(mixed.load(folder / "a.safetensors"));
    CHECK(torch::equal(mixed.weights(), plain.weights()));
}

TEST_CASE("a precision is refused where it does not work, and auto tries on a processor what is worth while there")
{
    const torch::Device cpu(torch::kCPU);
    CHECK(*wishedPrecision("auto", cpu) == Precision::Float32);
    CHECK(*wishedPrecision("float32", cpu) == Precision::Float32);
    CHECK(wishedPrecision("float64", cpu).error().code == ErrorCode::BadInput);
    for (const auto precision : {Precision::Bfloat16, Precision::Float16}) {
        const auto wished = wishedPrecision(std::string(name(precision)), cpu);
        if (tensor::mixedWorks(cpu, typeOf(precision)))
            CHECK(*wished == precision);
        else
            CHECK(wished.error().code == ErrorCode::BadInput);
    }
    CHECK(std::ranges::count(fasterPrecisions(cpu), Precision::Float16) == 0); // it works there, but slowly
}
