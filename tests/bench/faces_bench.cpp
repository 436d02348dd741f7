// SPDX-License-Identifier: GPL-3.0-or-later
// Milliseconds for one portrait, by side and threads, over different people.
#include "engine/faces/renderer.h"
#include "engine/latent/population.h"

#include <benchmark/benchmark.h>

namespace {

using namespace imago;

void drawPortrait(benchmark::State &state)
{
    const auto renderer = faces::Renderer::open(IMAGO_SOURCE_DIR "/resources/faces/faces.bin");
    if (!renderer) {
        state.SkipWithError("no face data");
        return;
    }
    faces::DrawOptions options;
    options.threads = static_cast<int>(state.range(1));
    std::uint64_t person = 0;
    for (auto _ : state) {
        Random random(mixSeed(1, person++ % 32));
        const auto point = latent::samplePoint(random, latent::Coupling::Independent);
        auto drawing = (*renderer)->draw(point, static_cast<int>(state.range(0)), options);
        benchmark::DoNotOptimize(drawing);
    }
    state.SetItemsProcessed(state.iterations());
}

void openFaceData(benchmark::State &state)
{
    for (auto _ : state) {
        auto renderer = faces::Renderer::open(IMAGO_SOURCE_DIR "/resources/faces/faces.bin");
        benchmark::DoNotOptimize(renderer);
    }
}

} // namespace

BENCHMARK(drawPortrait)
    ->ArgNames({"side", "threads"})
    ->ArgsProduct({{128, 256, 512, 1024}, {1, 2}})
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK(openFaceData)->Unit(benchmark::kMillisecond);

BENCHMARK_MAIN();
