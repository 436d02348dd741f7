// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/random.h"
#include "engine/train/sample_pool.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"

#include <atomic>
#include <cstring>
#include <fstream>
#include <vector>

using namespace imago;
using namespace imago::train;

namespace {

constexpr std::size_t kBytes = 1000;

class CountingSource final : public SampleSource
{
public:
    explicit CountingSource(std::uint64_t seed = 1)
        : m_seed(seed)
    {
    }
    std::size_t sampleBytes() const override { return kBytes; }
    std::uint64_t fingerprint() const override { return m_seed; }
    Status draw(std::uint64_t index, std::span<std::uint8_t> out) const override
    {
        if (index == failAt)
            return fail(ErrorCode::ModelFailed, "no sample");
        Random random(mixSeed(m_seed, index));
        for (std::uint8_t &byte : out)
            byte = static_cast<std::uint8_t>(random.next());
        ++drawn;
        return {};
    }

    std::uint64_t failAt = ~0ULL;
    mutable std::atomic<int> drawn = 0;

private:
    std::uint64_t m_seed;
};

bool holds(const SamplePool &pool, const CountingSource &source, std::uint64_t index)
{
    std::vector<std::uint8_t> expected(kBytes);
    const int before = source.drawn;
    REQUIRE(source.draw(index, expected));
    source.drawn = before;
    const auto found = pool.sample(index);
    return std::equal(found.begin(), found.end(), expected.begin(), expected.end());
}

} // namespace

TEST_CASE("the pool holds what it was asked for, whatever the number of workers")
{
    const int threads = GENERATE(1, 3);
    const test::TempDir folder;
    const auto source = std::make_shared<CountingSource>();
    auto pool = SamplePool::open(source, folder / "cache", 64, threads);
    REQUIRE(pool);
    for (std::uint64_t first = 0; first < 300; first += 10) {
        REQUIRE((*pool)->require(first, first + 50));
        for (std::uint64_t i = first; i < first + 50; ++i)
            REQUIRE(holds(**pool, *source, i));
    }
    CHECK(source->drawn <= 300 + 64);
}

TEST_CASE("a second run takes over what is there and draws only the rest")
{
    const test::TempDir folder;
    {
        auto pool = SamplePool::open(std::make_shared<CountingSource>(), folder / "cache", 100, 2);
        REQUIRE(pool);
        REQUIRE((*pool)->require(0, 100));
    }
    { // one slot is damaged meanwhile
        std::fstream file(folder / "cache", std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(200);
        file.put('x');
    }
    const auto source = std::make_shared<CountingSource>();
    auto pool = SamplePool::open(source, folder / "cache", 100, 2);
    REQUIRE(pool);
    REQUIRE((*pool)->require(0, 100));
    CHECK(source->drawn == 1);
    for (std::uint64_t i = 0; i < 100; ++i)
        REQUIRE(holds(**pool, *source, i));
}

TEST_CASE("nothing is drawn before anything is asked for: what is there may be what a later start needs")
{
    const test::TempDir folder;
    {
        auto pool = SamplePool::open(std::make_shared<CountingSource>(), folder / "cache", 20, 1);
        REQUIRE(pool);
        REQUIRE((*pool)->require(80, 100));
    }
    const auto source = std::make_shared<CountingSource>();
    for (int start = 0; start < 100; ++start) { // so that a worker is often there before the first question
        auto pool = SamplePool::open(source, folder / "cache", 20, 2);
        REQUIRE(pool);
        REQUIRE((*pool)->require(80, 100));
    }
    CHECK(source->drawn == 0);
}

TEST_CASE("another source believes nothing of the old one")
{
    const test::TempDir folder;
    {
        auto pool = SamplePool::open(std::make_shared<CountingSource>(1), folder / "cache", 20, 1);
        REQUIRE(pool);
        REQUIRE((*pool)->require(0, 20));
    }
    const auto source = std::make_shared<CountingSource>(2);
    auto pool = SamplePool::open(source, folder / "cache", 20, 1);
    REQUIRE(pool);
    REQUIRE((*pool)->require(0, 20));
    CHECK(source->drawn == 20);
}

TEST_CASE("waiting for samples has an end, and tells how many are still missing")
{
    const test::TempDir folder;
    auto pool = SamplePool::open(std::make_shared<CountingSource>(), folder / "cache", 64, 2);
    REQUIRE(pool);
    CHECK(*(*pool)->await(0, 50, std::chrono::milliseconds(0)) <= 50);
    REQUIRE((*pool)->require(0, 50));
    CHECK(*(*pool)->await(0, 50, std::chrono::milliseconds(0)) == 0);
}

TEST_CASE("a sample that can't be drawn is reported, not waited for")
{
    const test::TempDir folder;
    const auto source = std::make_shared<CountingSource>();
    source->failAt = 7;
    auto pool = SamplePool::open(source, folder / "cache", 20, 2);
    REQUIRE(pool);
    const auto ready = (*pool)->require(0, 20);
    REQUIRE(!ready);
    CHECK(ready.error().code == ErrorCode::ModelFailed);
}

TEST_CASE("a cache that can't be made is an error")
{
    const auto pool = SamplePool::open(std::make_shared<CountingSource>(), "/nowhere/at/all/cache", 20, 1);
    REQUIRE(!pool);
    CHECK(pool.error().code == ErrorCode::FileUnwritable);
}
