// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/random.h"
#include "engine/jobs/interactive_lane.h"
#include "tests/support/catch.h"
#include "tests/support/event_log.h"
#include "tests/support/gate.h"

#include <atomic>
#include <map>
#include <memory>
#include <new>
#include <set>
#include <stdexcept>
#include <thread>

using namespace imago;
using namespace imago::jobs;
using imago::test::EventLog;
using imago::test::Gate;

namespace {

Work completes()
{
    return [](JobContext &) -> Result<Ending> { return Ending::Completed; };
}

// Publishes one frame, then polls until it is asked to stop.
Work drawsUntilStopped(Gate &shown)
{
    return [&shown](JobContext &context) -> Result<Ending> {
        context.publish(Quality::Draft, std::make_shared<Image>(Size{1, 1}));
        shown.arrive();
        while (!context.stopRequested())
            std::this_thread::yield();
        return Ending::Stopped;
    };
}

} // namespace

TEST_CASE("work that is asked to finish at its checkpoint completes with what it has")
{
    EventLog log;
    Gate running;
    InteractiveLane lane(log.sink());
    const Ticket ticket = lane.submit([&](JobContext &context) -> Result<Ending> {
        running.arrive();
        while (!context.stopAtCheckpoint())
            std::this_thread::yield();
        return context.stopRequested() ? Ending::Stopped : Ending::Completed;
    });
    running.waitForArrivals();
    lane.stopAtCheckpoint();
    log.waitForEndings(1);
    CHECK(*log.ending(ticket) == Ending::Completed);

    // The next one is not asked.
    const Ticket next = lane.submit([](JobContext &context) -> Result<Ending> {
        return context.stopAtCheckpoint() ? Ending::Stopped : Ending::Completed;
    });
    log.waitForEndings(2);
    CHECK(*log.ending(next) == Ending::Completed);
    lane.stopAtCheckpoint(); // nothing runs
}

TEST_CASE("submit returns while work runs") // J1
{
    EventLog log;
    Gate gate;
    InteractiveLane lane(log.sink());
    const Ticket blocked = lane.submit([&gate](JobContext &) -> Result<Ending> {
        gate.pass();
        return Ending::Completed;
    });
    gate.waitForArrivals();
    // Were submit to wait for the work, nobody would ever open the gate.
    const Ticket overtaken = lane.submit(completes());
    const Ticket last = lane.submit(completes());
    CHECK(*log.ending(overtaken) == Ending::Superseded);
    CHECK_FALSE(log.ending(blocked));
    gate.open();
    log.waitForEndings(3);
    CHECK(*log.ending(blocked) == Ending::Completed);
    CHECK(*log.ending(last) == Ending::Completed);
}

TEST_CASE("of a thousand submits at most two run before the last, which completes") // J2
{
    EventLog log;
    Gate gate;
    std::atomic<int> ran = 0;
    InteractiveLane lane(log.sink());
    lane.submit([&](JobContext &) -> Result<Ending> {
        gate.pass();
        return Ending::Completed;
    });
    gate.waitForArrivals();
    Ticket last;
    for (int i = 0; i < 999; ++i) {
        last = lane.submit([&ran](JobContext &) -> Result<Ending> {
            ++ran;
            return Ending::Completed;
        });
    }
    gate.open();
    log.waitForEndings(1000);
    CHECK(ran == 1);
    CHECK(*log.ending(last) == Ending::Completed);
}

TEST_CASE("work is superseded after its first frame, and protected before it") // J4
{
    EventLog log;
    Gate beforeFrame, shown;
    bool stopBefore = true, stopAfter = false;
    InteractiveLane lane(log.sink());
    const Ticket first = lane.submit([&](JobContext &context) -> Result<Ending> {
        beforeFrame.pass();
        stopBefore = context.stopRequested(); // newer work waits, and still the draft may be finished
        context.publish(Quality::Draft, std::make_shared<Image>(Size{1, 1}));
        stopAfter = context.stopRequested();
        return Ending::Stopped;
    });
    beforeFrame.waitForArrivals();
    const Ticket second = lane.submit(drawsUntilStopped(shown));
    beforeFrame.open();
    shown.waitForArrivals();
    const Ticket third = lane.submit(completes());
    log.waitForEndings(3);
    CHECK_FALSE(stopBefore);
    CHECK(stopAfter);
    CHECK(*log.ending(first) == Ending::Superseded);
    CHECK(*log.ending(second) == Ending::Superseded);
    CHECK(*log.ending(third) == Ending::Completed);
    CHECK(log.all<Frame>().size() == 2);
    CHECK(log.all<Frame>().front().ticket == first);
}

TEST_CASE("stop reaches running work even before its first frame, and the lane stays usable") // J5
{
    EventLog log;
    Gate running;
    InteractiveLane lane(log.sink());
    const Ticket first = lane.submit([&](JobContext &context) -> Result<Ending> {
        running.arrive();
        while (!context.stopRequested())
            std::this_thread::yield();
        return Ending::Stopped;
    });
    running.waitForArrivals();
    const Ticket waiting = lane.submit(completes());
    lane.stop();
    log.waitForEndings(2);
    CHECK(*log.ending(first) == Ending::Stopped);
    CHECK(*log.ending(waiting) == Ending::Stopped);

    const Ticket next = lane.submit(completes());
    log.waitForEndings(3);
    CHECK(*log.ending(next) == Ending::Completed);
}

TEST_CASE("work that throws ends as an error and the lane lives on") // J6
{
    EventLog log;
    InteractiveLane lane(log.sink());
    const auto endingOf = [&](Work work, int count) {
        const Ticket ticket = lane.submit(std::move(work));
        log.waitForEndings(count);
        return log.ending(ticket);
    };
    const auto thrown = endingOf([](JobContext &) -> Result<Ending> { throw std::runtime_error("boom"); }, 1);
    CHECK(thrown.error().code == ErrorCode::Internal);
    CHECK(thrown.error().detail == "boom");
    const auto memory = endingOf([](JobContext &) -> Result<Ending> { throw std::bad_alloc(); }, 2);
    CHECK(memory.error().code == ErrorCode::OutOfMemory);
    const auto strange = endingOf([](JobContext &) -> Result<Ending> { throw 42; }, 3);
    CHECK(strange.error().code == ErrorCode::Internal);
    const auto failed = endingOf(
        [](JobContext &) -> Result<Ending> { return fail(ErrorCode::ModelFailed, "no weights", "m"); }, 4);
    CHECK(failed.error().subject == "m");
    CHECK(*endingOf(completes(), 5) == Ending::Completed);
}

TEST_CASE("the destructor joins and nothing is told afterwards") // J9
{
    for (int round = 0; round < 50; ++round) {
        std::atomic<bool> gone = false;
        std::atomic<int> afterwards = 0, endings = 0;
        Gate shown;
        {
            InteractiveLane lane([&](const Event &event) {
                endings += std::holds_alternative<Finished>(event) ? 1 : 0;
                afterwards += gone ? 1 : 0;
            });
            lane.submit(drawsUntilStopped(shown));
            if (round % 2 == 0)
                shown.waitForArrivals();
            lane.submit(completes());
            lane.submit(completes());
        }
        gone = true;
        CHECK(endings == 3);
        CHECK(afterwards == 0);
    }
}

TEST_CASE("what work holds on to is let go before its ending is told")
{
    std::weak_ptr<int> held;
    Gate told;
    bool heldAtTheEnd = true;
    InteractiveLane lane([&](const Event &) {
        heldAtTheEnd = !held.expired();
        told.arrive();
    });
    auto value = std::make_shared<int>(7);
    held = value;
    lane.submit([value = std::move(value)](JobContext &) -> Result<Ending> { return Ending::Completed; });
    told.waitForArrivals();
    CHECK_FALSE(heldAtTheEnd);
}

TEST_CASE("every ticket ends exactly once and last, whatever threads do") // J3
{
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        INFO("seed " << seed);
        EventLog log;
        constexpr int kThreads = 3, kSubmits = 60;
        {
            InteractiveLane lane(log.sink());
            std::vector<std::jthread> hands;
            for (int hand = 0; hand < kThreads; ++hand) {
                hands.emplace_back([&lane, seed, hand] {
                    Random random(mixSeed(seed, static_cast<std::uint64_t>(hand)));
                    for (int i = 0; i < kSubmits; ++i) {
                        lane.submit([passes = random.below(4),
                                     fails = random.chance(0.1)](JobContext &context) -> Result<Ending> {
                            for (std::uint64_t pass = 0; pass < passes; ++pass) {
                                if (context.stopRequested())
                                    return Ending::Stopped;
                                context.publish(Quality::Draft, nullptr);
                                context.report(Stage::Rendering, int(pass), int(passes));
                            }
                            if (fails)
                                throw std::runtime_error("now and then");
                            return Ending::Completed;
                        });
                        if (random.chance(0.05))
                            lane.stop();
                        if (random.chance(0.3))
                            std::this_thread::yield();
                    }
                });
            }
        }
        std::set<Ticket> ended;
        for (const Event &event : log.events()) {
            const Ticket ticket = std::visit([](const auto &e) { return e.ticket; }, event);
            CHECK(ended.count(ticket) == 0);
            if (std::holds_alternative<Finished>(event))
                ended.insert(ticket);
        }
        CHECK(ended.size() == kThreads * kSubmits);
    }
}
