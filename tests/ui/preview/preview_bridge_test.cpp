// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/catch.h"
#include "ui/preview/preview_bridge.h"
#include "ui/preview/to_qimage.h"

#include <QCoreApplication>

#include <thread>
#include <vector>

using namespace imago;
using jobs::Quality;
using jobs::Ticket;

namespace {

ImagePtr picture(int side = 4)
{
    return std::make_shared<const Image>(Size{side, side});
}

jobs::Frame frame(std::uint64_t ticket, Quality quality)
{
    return {Ticket{ticket}, quality, picture(), {}};
}

struct Received
{
    explicit Received(ui::PreviewBridge &bridge)
    {
        QObject::connect(&bridge, &ui::PreviewBridge::frameReady,
                         [this](const jobs::Frame &got) { frames.push_back(got); });
        QObject::connect(&bridge, &ui::PreviewBridge::finished,
                         [this](const jobs::Finished &got) { endings.push_back(got.ticket.value); });
    }
    std::vector<jobs::Frame> frames;
    std::vector<std::uint64_t> endings;
};

} // namespace

TEST_CASE("older frames never replace newer ones")
{
    ui::PreviewBridge bridge;
    const Received received(bridge);
    const jobs::EventSink sink = bridge.sink();

    for (const std::uint64_t ticket : {5, 3, 8, 7, 8, 2, 9}) {
        sink(frame(ticket, Quality::Draft));
        QCoreApplication::processEvents();
    }
    std::vector<std::uint64_t> tickets;
    for (const jobs::Frame &got : received.frames)
        tickets.push_back(got.ticket.value);
    CHECK(tickets == std::vector<std::uint64_t>{5, 8, 8, 9});
}

TEST_CASE("a coarser picture never follows a finer one of the same request")
{
    ui::PreviewBridge bridge;
    const Received received(bridge);
    const jobs::EventSink sink = bridge.sink();
    for (const Quality quality : {Quality::Draft, Quality::Final, Quality::Preview}) {
        sink(frame(1, quality));
        QCoreApplication::processEvents();
    }
    REQUIRE(received.frames.size() == 2);
    CHECK(received.frames.back().quality == Quality::Final);
}

TEST_CASE("a busy window gets the newest frame and every ending")
{
    ui::PreviewBridge bridge;
    const Received received(bridge);
    const jobs::EventSink sink = bridge.sink();
    std::jthread lane([&] {
        for (std::uint64_t ticket = 1; ticket <= 1000; ++ticket) {
            sink(frame(ticket, Quality::Draft));
            sink(jobs::Finished{Ticket{ticket}, jobs::Ending::Completed});
        }
    });
    lane.join();
    CHECK(received.frames.empty());
    QCoreApplication::processEvents();
    REQUIRE(received.frames.size() == 1);
    CHECK(received.frames.front().ticket == Ticket{1000});
    CHECK(received.endings.size() == 1000);
}

TEST_CASE("pixels reach Qt without a copy and live as long as the QImage")
{
    auto image = std::make_shared<Image>(Size{3, 2});
    image->row(1)[4] = 200;
    const std::weak_ptr<const Image> watched = image;
    const std::uint8_t *pixels = image->row(0);
    {
        const QImage shared = ui::toQImage(image);
        image.reset();
        CHECK_FALSE(watched.expired());
        CHECK(shared.constBits() == pixels);
        CHECK(shared.pixelColor(1, 1).red() == 200);
        CHECK(ui::fromQImage(shared) == *watched.lock());
    }
    CHECK(watched.expired());
    CHECK(ui::toQImage(nullptr).isNull());
}
