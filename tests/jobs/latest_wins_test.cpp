// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/random.h"
#include "engine/jobs/latest_wins.h"
#include "tests/support/catch.h"

#include <map>
#include <vector>

using namespace imago;
using namespace imago::jobs;

namespace {

const Work kNoWork = [](JobContext &) -> Result<Ending> { return Ending::Completed; };

} // namespace

TEST_CASE("a fast drag keeps showing drafts") // J4
{
    LatestWins lane;
    lane.submit(kNoWork);
    lane.takeNext();

    SECTION("newer work waits until the first frame is out")
    {
        for (int i = 0; i < 100; ++i)
            CHECK_FALSE(lane.submit(kNoWork).stopRunning);
        CHECK(lane.frameShown());
        CHECK(*lane.finish(Ending::Stopped).result == Ending::Superseded);
    }
    SECTION("after its first frame running work makes way at once")
    {
        CHECK_FALSE(lane.frameShown());
        CHECK(lane.submit(kNoWork).stopRunning);
    }
    SECTION("under endless submits every piece of work that starts shows a frame")
    {
        int shown = 0;
        for (int step = 0; step < 1000; ++step) {
            CHECK_FALSE(lane.submit(kNoWork).stopRunning);
            CHECK_FALSE(lane.submit(kNoWork).stopRunning);
            CHECK(lane.frameShown());
            ++shown;
            CHECK(*lane.finish(Ending::Stopped).result == Ending::Superseded);
            REQUIRE(lane.takeNext());
        }
        CHECK(shown == 1000);
    }
}

TEST_CASE("of a thousand submits the first and the last run, and all between are superseded") // J2
{
    LatestWins lane;
    const Ticket first = lane.submit(kNoWork).ticket;
    std::vector<Ticket> run{lane.takeNext()->ticket};
    Ticket last;
    int overtaken = 0;
    for (int i = 0; i < 999; ++i) {
        const LatestWins::Submitted submitted = lane.submit(kNoWork);
        CHECK(submitted.ticket > last);
        overtaken += submitted.overtaken ? 1 : 0;
        last = submitted.ticket;
    }
    CHECK(lane.finish(Ending::Completed).ticket == first);
    while (const auto job = lane.takeNext()) {
        run.push_back(job->ticket);
        CHECK(*lane.finish(Ending::Completed).result == Ending::Completed);
    }
    CHECK(overtaken == 998);
    CHECK(run == std::vector{first, last});
}

TEST_CASE("an ending says why")
{
    LatestWins lane;
    const Ticket ticket = lane.submit(kNoWork).ticket;
    lane.takeNext();

    SECTION("asked to stop, it was stopped, even if newer work waits")
    {
        lane.frameShown();
        lane.submit(kNoWork);
        CHECK(lane.stopAll().has_value());
        CHECK(*lane.finish(Ending::Stopped).result == Ending::Stopped);
        CHECK_FALSE(lane.hasWaiting());
    }
    SECTION("work that was superseded but got done is completed")
    {
        lane.frameShown();
        lane.submit(kNoWork);
        CHECK(*lane.finish(Ending::Completed).result == Ending::Completed);
    }
    SECTION("an error stays an error")
    {
        lane.frameShown();
        lane.submit(kNoWork);
        const Finished finished = lane.finish(fail(ErrorCode::ModelFailed, "broken"));
        CHECK(finished.ticket == ticket);
        CHECK(finished.result.error().code == ErrorCode::ModelFailed);
    }
}

TEST_CASE("every ticket ends exactly once, on any schedule") // J3, and the policy's other promises
{
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        INFO("seed " << seed);
        Random random(seed);
        LatestWins lane;
        std::map<Ticket, int> endings;
        std::vector<Ticket> tickets;
        std::optional<Ticket> running;
        bool shown = false, askedToStop = false;
        const auto end = [&](Ticket ticket) { ++endings[ticket]; };
        const auto finish = [&](Result<Ending> result) {
            const Finished finished = lane.finish(std::move(result));
            CHECK(finished.ticket == *running);
            end(finished.ticket);
            running.reset();
        };
        for (int step = 0; step < 200; ++step) {
            switch (random.below(5)) {
            case 0:
            case 1: {
                const auto submitted = lane.submit(kNoWork);
                tickets.push_back(submitted.ticket);
                CHECK(submitted.stopRunning == (running && shown));
                askedToStop = askedToStop || submitted.stopRunning;
                if (submitted.overtaken)
                    end(submitted.overtaken->ticket);
                break;
            }
            case 2:
                if (running) {
                    finish(askedToStop && random.chance(0.8) ? Ending::Stopped : Ending::Completed);
                } else if (const auto job = lane.takeNext()) {
                    CHECK(job->ticket == tickets.back()); // always the newest
                    running = job->ticket;
                    shown = askedToStop = false;
                }
                break;
            case 3:
                if (running) {
                    shown = true;
                    const bool stop = lane.frameShown();
                    CHECK(stop == lane.hasWaiting());
                    askedToStop = askedToStop || stop;
                }
                break;
            default:
                if (random.chance(0.2)) {
                    if (const auto waiting = lane.stopAll())
                        end(waiting->ticket);
                    askedToStop = running.has_value();
                }
            }
        }
        if (running)
            finish(Ending::Completed);
        while (const auto job = lane.takeNext()) {
            running = job->ticket;
            finish(Ending::Completed);
        }
        CHECK(endings.size() == tickets.size());
        for (const auto &[ticket, count] : endings)
            CHECK(count == 1);
    }
}
