// SPDX-License-Identifier: GPL-3.0-or-later
// What a folder of many plain pictures costs before its training.
#include "engine/core/random.h"
#include "engine/dataset/near_duplicates.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdint>
#include <vector>

using namespace imago;
using namespace imago::dataset;

namespace {

// An ellipse of one colour before a gradient of another.
Appearance ellipse(Random &random)
{
    constexpr int kSide = 32;
    const auto colour = [&random] { return 255.0 * random.uniform(); };
    const double inside[] = {colour(), colour(), colour()}, around[] = {colour(), colour(), colour()};
    const double left = random.uniform(), top = random.uniform(), wide = random.uniform(), high = random.uniform();
    const double right = random.uniform(), down = random.uniform();
    Image picture({kSide, kSide});
    for (int row = 0; row < kSide; ++row) {
        for (int column = 0; column < kSide; ++column) {
            const double x = (column + 0.5) / kSide, y = (row + 0.5) / kSide;
            const double across = (x - left) * (x - left) / (0.02 + 0.2 * wide * wide) +
                                  (y - top) * (y - top) / (0.02 + 0.2 * high * high);
            const double light = std::min(1.0, 0.5 + 0.25 * (x * right + y * down));
            std::uint8_t *pixel = picture.row(row) + 4 * column;
            for (int c = 0; c < 3; ++c)
                pixel[c] = static_cast<std::uint8_t>(across < 1 ? inside[c] : light * around[c]);
            pixel[3] = 255;
        }
    }
    return appearanceOf(picture);
}

void findNearDuplicates(benchmark::State &state)
{
    Random random(1);
    std::vector<Appearance> looks;
    for (std::int64_t i = 0; i < state.range(0); ++i)
        looks.push_back(ellipse(random));
    for (auto _ : state) {
        benchmark::DoNotOptimize(nearDuplicateGroups(
            looks.size(), [&looks](std::size_t i) -> const Appearance & { return looks[i]; },
            [](std::size_t) { return true; }));
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(findNearDuplicates)->Arg(10'000)->Arg(100'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
