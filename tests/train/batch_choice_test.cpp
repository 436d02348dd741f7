// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/batch_choice.h"
#include "tests/support/catch.h"

#include <limits>
#include <string>
#include <vector>

using namespace imago;
using namespace imago::train;

namespace {

constexpr std::uint64_t kMegabyte = 1'000'000;

PictureSet squares(int side)
{
    PictureSet set;
    set.size = {side, side};
    set.training = 5000;
    return set;
}

/// A model of 256 px whose steps take 200 MB and 100 MB a picture.
struct Training
{
    ModelPlan plan = planFor(ModelKind::Vae, squares(256));
    std::vector<int> measured; ///< Batches, in turn.

    Result<int> batchIn(std::uint64_t megabytes)
    {
        return chooseBatch(plan, megabytes * kMegabyte, [this](int batch) -> Result<std::uint64_t> {
            measured.push_back(batch);
            return (200 + 100 * static_cast<std::uint64_t>(batch)) * kMegabyte;
        });
    }
};

} // namespace

TEST_CASE("the largest batch that fits is told from two measured ones")
{
    const StepMemory two{2, 400}, eight{8, 1000}; // 200, and 100 a picture
    CHECK(largestBatch(32, 10'000, two, eight) == 32);
    CHECK(largestBatch(32, 3400, two, eight) == 32);
    CHECK(largestBatch(32, 3399, two, eight) == 30);
    CHECK(largestBatch(8, 1000, two, eight) == 8);
    CHECK(largestBatch(8, 999, two, eight) == 6);
    CHECK(largestBatch(32, 400, two, eight) == 2);
    CHECK(largestBatch(32, 399, two, eight) == 0);
    CHECK(largestBatch(32, 400, two, {8, 400}) == 32); // pictures that take nothing
    CHECK(largestBatch(4096, std::uint64_t{1} << 50, two, eight) == 4096);
}

TEST_CASE("a batch far below the memory that is available is not measured")
{
    Training training;
    CHECK(training.batchIn(1'000'000) == 8);
    CHECK(training.measured.empty());

    training.plan = planFor(ModelKind::Vae, squares(64));
    CHECK(training.batchIn(2000) == 32); // what most people have
    CHECK(training.measured.empty());
    training.plan = planFor(ModelKind::Gan, squares(64));
    CHECK(training.batchIn(2000) == 32);
    CHECK(training.measured.empty());
}

TEST_CASE("a batch that fits even if each picture took its part of two pictures' memory is measured once")
{
    Training training;
    CHECK(training.batchIn(1900) == 8);
    CHECK(training.measured == std::vector{2});
}

TEST_CASE("a batch that does not fit becomes the largest even one that leaves an eighth of the memory free")
{
    Training training;
    CHECK(training.batchIn(1000) == 6); // of 875 MB 800
    CHECK(training.measured == std::vector{2, 4});

    training.measured.clear();
    training.plan.batch = 64;
    CHECK(training.batchIn(4000) == 32); // of 3500 MB 3400
    CHECK(training.measured == std::vector{2, 8});

    training.measured.clear();
    CHECK(training.batchIn(500) == 2); // four would not surely fit, so nobody tries
    CHECK(training.measured == std::vector{2});
}

TEST_CASE("where two pictures do not fit, what they take and what there is are told")
{
    Training training;
    const auto chosen = training.batchIn(440);
    REQUIRE_FALSE(chosen);
    CHECK(chosen.error().code == ErrorCode::OutOfMemory);
    CHECK(chosen.error().detail == "even 2 pictures a step take at least 400 MB of memory, and 385 MB can be had");

    // What can't fit by the networks' sizes alone is not tried: the kernel would end the process without a word.
    training.measured.clear();
    const auto hopeless = training.batchIn(100);
    REQUIRE_FALSE(hopeless);
    CHECK(hopeless.error().code == ErrorCode::OutOfMemory);
    CHECK(hopeless.error().detail.find("and 87 MB can be had") != std::string::npos);
    CHECK(training.measured.empty());
}

TEST_CASE("what keeps a step from being measured is told")
{
    const ModelPlan plan = planFor(ModelKind::Gan, squares(256));
    const auto chosen = chooseBatch(plan, 300 * kMegabyte, [](int) -> Result<std::uint64_t> {
        return fail(ErrorCode::FileUnreadable, "the disk is gone");
    });
    REQUIRE_FALSE(chosen);
    CHECK(chosen.error().code == ErrorCode::FileUnreadable);
}
