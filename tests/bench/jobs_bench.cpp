// SPDX-License-Identifier: GPL-3.0-or-later
// What the lanes cost: the path of every slider event.
#include "engine/jobs/interactive_lane.h"
#include "engine/jobs/outbox.h"
#include "engine/jobs/task_queue.h"

#include <atomic>
#include <benchmark/benchmark.h>
#include <cstdint>
#include <latch>
#include <memory>
#include <thread>
#include <utility>

using namespace imago;
using namespace imago::jobs;

namespace {

const Work kNothing = [](JobContext &) -> Result<Ending> { return Ending::Completed; };

// submit() while other work runs: what a slider event waits for in the GUI thread.
void submitWhileBusy(benchmark::State &state)
{
    Outbox outbox;
    InteractiveLane lane([&outbox](Event event) { outbox.put(std::move(event)); });
    std::latch running(1);
    lane.submit([&running](JobContext &context) -> Result<Ending> {
        running.count_down();
        while (!context.stopRequested())
            std::this_thread::yield();
        return Ending::Stopped;
    });
    running.wait();
    std::int64_t submits = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(lane.submit(kNothing));
        if (++submits % 1024 == 0)
            outbox.takeAll();
    }
    state.SetItemsProcessed(submits);
}
BENCHMARK(submitWhileBusy);

// From submit() on an idle lane to its frame in the reader's hand, by way of two threads.
void submitToFrame(benchmark::State &state)
{
    std::atomic<int> frames = 0;
    const auto picture = std::make_shared<const Image>(Size{128, 128});
    InteractiveLane lane([&frames](const Event &event) {
        if (std::holds_alternative<Frame>(event)) {
            ++frames;
            frames.notify_one();
        }
    });
    int seen = 0;
    for (auto _ : state) {
        lane.submit([&picture](JobContext &context) -> Result<Ending> {
            context.publish(Quality::Draft, picture);
            return Ending::Completed;
        });
        frames.wait(seen);
        ++seen;
    }
    state.SetItemsProcessed(seen);
}
BENCHMARK(submitToFrame)->UseRealTime();

// Frames into a box that is read now and then.
void outboxFrames(benchmark::State &state)
{
    Outbox outbox;
    const auto picture = std::make_shared<const Image>(Size{128, 128});
    std::int64_t count = 0;
    for (auto _ : state) {
        outbox.put(Frame{Ticket{1}, Quality::Draft, picture, {}});
        if (++count % state.range(0) == 0)
            benchmark::DoNotOptimize(outbox.takeAll());
    }
    state.SetItemsProcessed(count);
}
BENCHMARK(outboxFrames)->Arg(1)->Arg(16)->Arg(1024);

// Two writers, as two lanes on one bridge.
void outboxFromTwoThreads(benchmark::State &state)
{
    static Outbox outbox;
    for (auto _ : state) {
        if (outbox.put(Progress{Ticket{1}, Stage::Rendering, 1, 2}))
            benchmark::DoNotOptimize(outbox.takeAll());
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(outboxFromTwoThreads)->Threads(2)->UseRealTime();

} // namespace

BENCHMARK_MAIN();
