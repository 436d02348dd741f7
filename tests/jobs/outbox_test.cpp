// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/jobs/outbox.h"
#include "tests/support/catch.h"

#include <atomic>
#include <memory>
#include <thread>

using namespace imago;
using namespace imago::jobs;

namespace {

// A picture that counts itself while it lives.
ImagePtr countedImage(std::atomic<int> &alive)
{
    ++alive;
    return {new Image(Size{2, 2}), [&alive](const Image *image) {
                delete image;
                --alive;
            }};
}

} // namespace

TEST_CASE("a slow reader holds one picture, whatever comes") // J7
{
    std::atomic<int> alive = 0;
    Outbox outbox;
    for (std::uint64_t i = 1; i <= 10000; ++i) {
        outbox.put(Frame{Ticket{i}, Quality::Draft, countedImage(alive), {}});
        outbox.put(Progress{Ticket{i}, Stage::Rendering, 1, 2});
        REQUIRE(alive == 1);
    }
    const std::vector<Event> events = outbox.takeAll();
    REQUIRE(events.size() == 2);
    CHECK(std::get<Frame>(events[0]).ticket == Ticket{10000});
    CHECK(std::get<Progress>(events[1]).ticket == Ticket{10000});
    CHECK(outbox.takeAll().empty());
}

TEST_CASE("an older frame never replaces a newer one; a better one of the same ticket does") // J8
{
    Outbox outbox;
    outbox.put(Frame{Ticket{5}, Quality::Draft, nullptr, {}});
    outbox.put(Frame{Ticket{3}, Quality::Final, nullptr, {}});
    outbox.put(Frame{Ticket{5}, Quality::Preview, nullptr, {}});
    const std::vector<Event> events = outbox.takeAll();
    REQUIRE(events.size() == 1);
    CHECK(std::get<Frame>(events[0]).ticket == Ticket{5});
    CHECK(std::get<Frame>(events[0]).quality == Quality::Preview);
}

TEST_CASE("every ending arrives, in order, after the frame and the progress")
{
    Outbox outbox;
    for (std::uint64_t i = 1; i <= 100; ++i)
        outbox.put(Finished{Ticket{i}, Ending::Superseded});
    outbox.put(Progress{Ticket{101}, Stage::Rendering, 0, 0});
    outbox.put(Frame{Ticket{101}, Quality::Final, nullptr, {}});
    outbox.put(Finished{Ticket{101}, Ending::Completed});
    const std::vector<Event> events = outbox.takeAll();
    REQUIRE(events.size() == 103);
    CHECK(std::holds_alternative<Frame>(events[0]));
    CHECK(std::holds_alternative<Progress>(events[1]));
    for (std::uint64_t i = 1; i <= 101; ++i)
        CHECK(std::get<Finished>(events[i + 1]).ticket == Ticket{i});
}

TEST_CASE("the reader is woken once for all that came since it last looked")
{
    Outbox outbox;
    CHECK(outbox.put(Finished{}));
    CHECK_FALSE(outbox.put(Finished{}));
    CHECK_FALSE(outbox.put(Frame{}));
    outbox.takeAll();
    CHECK(outbox.put(Progress{}));
}

TEST_CASE("several writers and one reader lose no ending")
{
    Outbox outbox;
    std::atomic<int> alive = 0;
    constexpr int kWriters = 3, kEach = 2000;
    std::size_t endings = 0;
    const auto drain = [&] {
        for (const Event &event : outbox.takeAll())
            endings += std::holds_alternative<Finished>(event) ? 1 : 0;
    };
    {
        std::vector<std::jthread> writers;
        for (int writer = 0; writer < kWriters; ++writer) {
            writers.emplace_back([&outbox, &alive] {
                for (int i = 0; i < kEach; ++i) {
                    const Ticket ticket = nextTicket();
                    outbox.put(Frame{ticket, Quality::Draft, countedImage(alive), {}});
                    outbox.put(Finished{ticket, Ending::Completed});
                }
            });
        }
        for (int i = 0; i < 100; ++i)
            drain();
    }
    drain();
    CHECK(endings == kWriters * kEach);
    CHECK(alive == 0);
}
