// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/jobs/task_queue.h"
#include "tests/support/catch.h"
#include "tests/support/event_log.h"
#include "tests/support/gate.h"

#include <atomic>
#include <stdexcept>
#include <thread>

using namespace imago;
using namespace imago::jobs;
using imago::test::EventLog;
using imago::test::Gate;

namespace {

Work passes(Gate &gate)
{
    return [&gate](JobContext &context) -> Result<Ending> {
        gate.pass();
        return context.stopRequested() ? Ending::Stopped : Ending::Completed;
    };
}

} // namespace

TEST_CASE("tasks run one after another in the order they came")
{
    EventLog log;
    Gate gate;
    TaskQueue queue(log.sink());
    const Ticket first = queue.add("export", passes(gate));
    const Ticket second = queue.add("training", passes(gate));
    gate.waitForArrivals();

    const std::vector<TaskInfo> tasks = queue.snapshot();
    REQUIRE(tasks.size() == 2);
    CHECK(tasks[0].ticket == first);
    CHECK(tasks[0].title == "export");
    CHECK(tasks[0].state == TaskState::Running);
    CHECK(tasks[1].ticket == second);
    CHECK(tasks[1].state == TaskState::Waiting);

    gate.open();
    log.waitForEndings(2);
    const auto endings = log.all<Finished>();
    CHECK(endings[0].ticket == first);
    CHECK(endings[1].ticket == second);
    CHECK(queue.snapshot().empty());
}

TEST_CASE("a waiting task that is stopped never runs; others are left in peace")
{
    EventLog log;
    Gate gate;
    std::atomic<bool> ran = false;
    TaskQueue queue(log.sink());
    queue.add("first", passes(gate));
    const Ticket unwanted = queue.add("unwanted", [&ran](JobContext &) -> Result<Ending> {
        ran = true;
        return Ending::Completed;
    });
    const Ticket last = queue.add("last", passes(gate));
    queue.stop(unwanted, StopMode::AtCheckpoint);
    CHECK(*log.ending(unwanted) == Ending::Stopped);
    queue.stop(unwanted, StopMode::Now); // again: nothing
    queue.stop(Ticket{}, StopMode::Now); // nobody: nothing
    gate.open();
    log.waitForEndings(3);
    CHECK_FALSE(ran);
    CHECK(*log.ending(last) == Ending::Completed);
}

TEST_CASE("the two strengths of stop are told apart")
{
    EventLog log;
    Gate running;
    std::atomic<bool> sawNow = false;
    TaskQueue queue(log.sink());
    const Ticket ticket = queue.add("training", [&](JobContext &context) -> Result<Ending> {
        running.arrive();
        while (!context.stopAtCheckpoint())
            std::this_thread::yield();
        sawNow = context.stopRequested();
        return Ending::Stopped;
    });
    running.waitForArrivals();
    const StopMode mode = GENERATE(StopMode::Now, StopMode::AtCheckpoint);
    queue.stop(ticket, mode);
    log.waitForEndings(1);
    CHECK(sawNow == (mode == StopMode::Now));
    CHECK(*log.ending(ticket) == Ending::Stopped);
}

TEST_CASE("a task that is asked to stop at its checkpoint says so until it has")
{
    EventLog log;
    Gate gate;
    TaskQueue queue(log.sink());
    const Ticket ticket = queue.add("training", passes(gate));
    gate.waitForArrivals();
    queue.stop(ticket, StopMode::AtCheckpoint);
    CHECK(queue.snapshot().front().state == TaskState::Stopping);
    gate.open();
    log.waitForEndings(1);
}

TEST_CASE("progress is told and can be looked up")
{
    EventLog log;
    Gate reported;
    TaskQueue queue(log.sink());
    const Ticket ticket = queue.add("export", [&](JobContext &context) -> Result<Ending> {
        context.report(Stage::Saving, 3, 8);
        reported.pass();
        return Ending::Completed;
    });
    reported.waitForArrivals();
    const TaskInfo task = queue.snapshot().front();
    CHECK(task.progress.ticket == ticket);
    CHECK(task.progress.stage == Stage::Saving);
    CHECK(task.progress.done == 3);
    CHECK(task.progress.total == 8);
    reported.open();
    log.waitForEndings(1);
    CHECK(log.all<Progress>().size() == 1);
}

TEST_CASE("a task that throws leaves the next one alone")
{
    EventLog log;
    TaskQueue queue(log.sink());
    const Ticket broken =
        queue.add("broken", [](JobContext &) -> Result<Ending> { throw std::logic_error("no"); });
    const Ticket strange = queue.add("strange", [](JobContext &) -> Result<Ending> { throw "text"; });
    const Ticket fine = queue.add("fine", [](JobContext &) -> Result<Ending> { return Ending::Completed; });
    log.waitForEndings(3);
    CHECK(log.ending(broken).error().detail == "no");
    CHECK(log.ending(strange).error().code == ErrorCode::Internal);
    CHECK(*log.ending(fine) == Ending::Completed);
}

TEST_CASE("destroying the queue ends every task and tells nothing afterwards")
{
    for (int round = 0; round < 50; ++round) {
        std::atomic<bool> gone = false;
        std::atomic<int> afterwards = 0, endings = 0;
        Gate running;
        {
            TaskQueue queue([&](const Event &) {
                ++endings;
                afterwards += gone ? 1 : 0;
            });
            for (int i = 0; i < 5; ++i) {
                queue.add("long", [&running](JobContext &context) -> Result<Ending> {
                    running.arrive();
                    while (!context.stopRequested())
                        std::this_thread::yield();
                    return Ending::Stopped;
                });
            }
            if (round % 2 == 0)
                running.waitForArrivals();
        }
        gone = true;
        CHECK(endings == 5);
        CHECK(afterwards == 0);
    }
}
