// SPDX-License-Identifier: GPL-3.0-or-later
// Milliseconds to paint a photo in a style that has been read, and to read one, by side and threads; beside them
// what a single large convolution reaches, for comparison: "FLOP/s" of both. tests/bench/style/speed.py sets
// them against other programs.
#include "engine/style/neural/style_package.h"
#include "engine/tensor/device.h"
#include "tests/style/procedural.h"

#include <benchmark/benchmark.h>

namespace {

using namespace imago;
using benchmark::Counter;

// Multiplications and additions of the transform network for a pixel of the photo: its convolutions' weights, times
// the share of the photo's pixels that they are for.
constexpr double kOperations = 2.0 * (81 * 3 * 8 + 9 * 8 * 16 / 4. + 9 * 16 * 32 / 16. + 10 * 9 * 32 * 32 / 16. +
                                      9 * 32 * 16 / 4. + 9 * 16 * 8 + 81 * 8 * 3);

style::StyleModel *model()
{
    static const Result<std::shared_ptr<style::StyleModel>> opened = [] {
        tensor::keepFreedMemory();
        return style::neural::openStyleModel(IMAGO_SOURCE_DIR "/resources/styles/any-style");
    }();
    return opened ? opened->get() : nullptr;
}

void paintPhoto(benchmark::State &state)
{
    const int side = static_cast<int>(state.range(0));
    const auto style = model() == nullptr ? Result<style::Style>() : model()->styleOf(test::procedural({256, 256}, 7));
    if (model() == nullptr || !style) {
        state.SkipWithError("no style package");
        return;
    }
    const Image photo = test::procedural({side, side}, 1);
    for (auto _ : state) {
        jobs::JobContext context(jobs::nextTicket(), [](const jobs::Event &) {});
        auto picture = model()->paint(photo, *style, static_cast<int>(state.range(1)), context);
        benchmark::DoNotOptimize(picture);
    }
    state.counters["FLOP/s"] = Counter(kOperations * side * side, Counter::kIsIterationInvariantRate);
}

void readStyle(benchmark::State &state)
{
    if (model() == nullptr) {
        state.SkipWithError("no style package");
        return;
    }
    const Image painting = test::procedural({512, 512}, 7);
    for (auto _ : state) {
        auto style = model()->styleOf(painting);
        benchmark::DoNotOptimize(style);
    }
}

// Of 3 x 3 from 64 to 64 channels at 512 x 512, in one piece: what the library reaches at best.
void convolution(benchmark::State &state)
{
    constexpr int kChannels = 64;
    constexpr int kSide = 512;
    tensor::keepFreedMemory();
    tensor::setThreads(static_cast<int>(state.range(0)));
    const torch::InferenceMode inference;
    const torch::Tensor input = torch::rand({1, kChannels, kSide, kSide});
    const torch::Tensor weight = torch::rand({kChannels, kChannels, 3, 3});
    for (auto _ : state) {
        auto output = torch::conv2d(input, weight, {}, 1, 1);
        benchmark::DoNotOptimize(output);
    }
    state.counters["FLOP/s"] =
        Counter(2.0 * 9 * kChannels * kChannels * kSide * kSide, Counter::kIsIterationInvariantRate);
}

} // namespace

BENCHMARK(paintPhoto)
    ->ArgNames({"side", "threads"})
    ->ArgsProduct({{384, 512, 1024}, {1, 2}})
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK(readStyle)->Unit(benchmark::kMillisecond);
BENCHMARK(convolution)->ArgName("threads")->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);

BENCHMARK_MAIN();
