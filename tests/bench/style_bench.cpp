// SPDX-License-Identifier: GPL-3.0-or-later
// Milliseconds to paint a photo in a style that has been read, and to read one, by side and threads; beside them
// what a single large convolution reaches, for comparison: "FLOP/s" of both. How long a stop takes, wherever it comes,
// and how far apart the previews of refining are. tests/bench/style/speed.py sets them against other programs.
#include "engine/style/neural/style_package.h"
#include "engine/tensor/device.h"
#include "tests/style/procedural.h"

#include <algorithm>
#include <benchmark/benchmark.h>
#include <chrono>
#include <ctime>
#include <memory>
#include <stop_token>
#include <thread>
#include <variant>

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
        auto picture = model()->paint(photo, *style, 0.5, static_cast<int>(state.range(1)), context);
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

using Clock = std::chrono::steady_clock;

double millisecondsSince(Clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

style::Refinement refinement(const style::Style &style)
{
    style::Refinement order;
    order.styles = {{style, 1.0}};
    order.threads = 2;
    return order;
}

// What this process has had of the processors so far, all threads together, in milliseconds.
double processorMilliseconds()
{
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return 1e3 * static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_nsec);
}

// From the request to the end, at moments all over the work; "worst" in milliseconds. "work" is the most processor time
// that was spent in between, by all threads: what a stop takes at worst on a machine without other programs.
template <typename Work>
void stopAnywhere(benchmark::State &state, const Work &work)
{
    const auto style = model() == nullptr ? Result<style::Style>() : model()->styleOf(test::procedural({512, 512}, 7));
    if (model() == nullptr || !style) {
        state.SkipWithError("no style package");
        return;
    }
    double worst = 0;
    double most = 0;
    int moment = 0;
    for (auto _ : state) {
        std::stop_source stop;
        Clock::time_point asked;
        double spent = 0;
        std::jthread stopper([&, after = 20 + 97 * moment++] {
            std::this_thread::sleep_for(std::chrono::milliseconds(after));
            asked = Clock::now();
            spent = processorMilliseconds();
            stop.request_stop();
        });
        jobs::JobContext context(jobs::nextTicket(), [](const jobs::Event &) {}, {stop.get_token(), {}, {}, {}});
        work(*style, context);
        const Clock::time_point ended = Clock::now();
        const double then = processorMilliseconds();
        stopper.join();
        most = std::max(most, then - spent);
        const double took = std::max(0.0, std::chrono::duration<double>(ended - asked).count());
        state.SetIterationTime(took);
        worst = std::max(worst, 1000 * took);
    }
    state.counters["worst"] = worst;
    state.counters["work"] = most;
}

void stopPainting(benchmark::State &state)
{
    const Image photo = test::procedural({4096, 4096}, 1);
    stopAnywhere(state, [&](const style::Style &style, jobs::JobContext &context) {
        benchmark::DoNotOptimize(model()->paint(photo, style, 0.5, 2, context));
    });
}

void stopRefining(benchmark::State &state)
{
    const Image photo = test::procedural({1024, 1024}, 1);
    stopAnywhere(state, [&](const style::Style &style, jobs::JobContext &context) {
        benchmark::DoNotOptimize(model()->refine(photo, refinement(style), context));
    });
}

void stopLearning(benchmark::State &state)
{
    const Image painting = test::procedural({512, 512}, 7);
    stopAnywhere(state, [&](const style::Style &, jobs::JobContext &context) {
        style::Learning order;
        order.content = {test::procedural({512, 512}, 2)};
        order.threads = 2;
        benchmark::DoNotOptimize(model()->learn(painting, order, context));
    });
}

// The longest time without a preview, "gap" in milliseconds, of one refining; "work": the processor time of all threads
// in it.
void refinePhoto(benchmark::State &state)
{
    const int side = static_cast<int>(state.range(0));
    const auto style = model() == nullptr ? Result<style::Style>() : model()->styleOf(test::procedural({512, 512}, 7));
    if (model() == nullptr || !style) {
        state.SkipWithError("no style package");
        return;
    }
    const Image photo = test::procedural({side, side}, 1);
    double gap = 0;
    double work = 0;
    for (auto _ : state) {
        Clock::time_point last = Clock::now();
        double spent = processorMilliseconds();
        jobs::JobContext context(jobs::nextTicket(), [&](const jobs::Event &event) {
            if (std::holds_alternative<jobs::Frame>(event)) {
                gap = std::max(gap, millisecondsSince(last));
                work = std::max(work, processorMilliseconds() - spent);
                last = Clock::now();
                spent = processorMilliseconds();
            }
        });
        benchmark::DoNotOptimize(model()->refine(photo, refinement(*style), context));
        gap = std::max(gap, millisecondsSince(last));
    }
    state.counters["gap"] = gap;
    state.counters["work"] = work;
}

} // namespace

BENCHMARK(paintPhoto)
    ->ArgNames({"side", "threads"})
    ->ArgsProduct({{384, 512, 1024}, {1, 2}})
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK(readStyle)->Unit(benchmark::kMillisecond);
BENCHMARK(stopPainting)->UseManualTime()->Iterations(20)->Unit(benchmark::kMillisecond);
BENCHMARK(stopRefining)->UseManualTime()->Iterations(20)->Unit(benchmark::kMillisecond);
BENCHMARK(stopLearning)->UseManualTime()->Iterations(20)->Unit(benchmark::kMillisecond);
BENCHMARK(refinePhoto)
    ->ArgName("side")
    ->Arg(512)
    ->Arg(1024)
    ->Iterations(1)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK(convolution)->ArgName("threads")->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);

BENCHMARK_MAIN();
