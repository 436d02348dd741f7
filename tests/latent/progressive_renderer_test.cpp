// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/jobs/interactive_lane.h"
#include "engine/latent/backdrop.h"
#include "engine/latent/progressive_renderer.h"
#include "tests/support/catch.h"
#include "tests/support/event_log.h"
#include "tests/support/fake_generator.h"

using namespace imago;
using namespace imago::latent;
using jobs::Ending;
using jobs::Quality;
using test::EventLog;
using test::FakeGenerator;
using test::Gate;

namespace {

struct Shown
{
    int side;
    Quality quality;
    bool operator==(const Shown &) const = default;
};

std::vector<Shown> shown(const EventLog &log)
{
    std::vector<Shown> frames;
    for (const jobs::Frame &frame : log.all<jobs::Frame>())
        frames.push_back({frame.image->width(), frame.quality});
    return frames;
}

struct Studio
{
    std::shared_ptr<FakeGenerator> neural = std::make_shared<FakeGenerator>(Size{64, 64}, false);
    std::shared_ptr<FakeGenerator> final = std::make_shared<FakeGenerator>(Size{512, 512}, true);
    Recipe recipe = recipeFromSeed(3, 0.8);
    EventLog log;

    Result<Ending> draw(Quality upTo, bool withNeural = true, jobs::JobContext::Controls controls = {})
    {
        jobs::JobContext context(jobs::nextTicket(), log.sink(), std::move(controls));
        return renderProgressively({withNeural ? neural : nullptr, final}, recipe, upTo, context);
    }
};

} // namespace

TEST_CASE("a portrait is drawn coarse to fine, as far as asked")
{
    Studio studio;

    SECTION("draft: the neural picture")
    {
        REQUIRE(studio.draw(Quality::Draft));
        CHECK(shown(studio.log) == std::vector<Shown>{{64, Quality::Draft}});
        CHECK(studio.final->count() == 0);
    }
    SECTION("draft without a model: the renderer, small")
    {
        REQUIRE(studio.draw(Quality::Draft, false));
        CHECK(shown(studio.log) == std::vector<Shown>{{128, Quality::Draft}});
    }
    SECTION("preview: one crisp pass after the neural draft")
    {
        REQUIRE(studio.draw(Quality::Preview));
        CHECK(shown(studio.log) == std::vector<Shown>{{64, Quality::Draft}, {256, Quality::Preview}});
    }
    SECTION("preview without a model")
    {
        REQUIRE(studio.draw(Quality::Preview, false));
        CHECK(shown(studio.log) == std::vector<Shown>{{128, Quality::Draft}, {256, Quality::Preview}});
    }
    SECTION("final: all passes")
    {
        studio.recipe.size = {1000, 1000};
        REQUIRE(*studio.draw(Quality::Final) == Ending::Completed);
        CHECK(shown(studio.log) == std::vector<Shown>{{64, Quality::Draft},
                                                      {128, Quality::Preview},
                                                      {256, Quality::Preview},
                                                      {512, Quality::Preview},
                                                      {1000, Quality::Final}});
    }
    SECTION("a small picture is final at once")
    {
        studio.recipe.size = {32, 32};
        REQUIRE(studio.draw(Quality::Preview, false));
        CHECK(shown(studio.log) == std::vector<Shown>{{32, Quality::Final}});
    }
    SECTION("the neural decoder alone, at its own size")
    {
        studio.recipe.decoder = Decoder::Neural;
        REQUIRE(studio.draw(Quality::Final));
        CHECK(shown(studio.log) == std::vector<Shown>{{64, Quality::Final}});
        CHECK(studio.final->count() == 0);
    }
}

TEST_CASE("the backdrop lies behind the portrait unless the recipe is transparent")
{
    Studio studio;
    studio.recipe.transparent = GENERATE(false, true);
    REQUIRE(studio.draw(Quality::Draft));
    const ImagePtr image = studio.log.all<jobs::Frame>().front().image;
    CHECK(image->row(0)[3] == (studio.recipe.transparent ? 0 : 255));
    const FakeGenerator::Colour expected = FakeGenerator::colourOf(studio.recipe.point);
    const std::uint8_t *middle = image->row(32) + 4 * 32;
    CHECK(FakeGenerator::Colour{middle[0], middle[1], middle[2]} == expected);
}

TEST_CASE("a stop between passes ends the drawing there")
{
    Studio studio;
    std::stop_source stop;
    int frames = 0;
    const auto ending = studio.draw(Quality::Final, true,
                                    {stop.get_token(),
                                     {},
                                     [&] {
                                         if (++frames == 2)
                                             stop.request_stop();
                                     },
                                     {}});
    CHECK(*ending == Ending::Stopped);
    CHECK(shown(studio.log).size() == 2);
    CHECK(studio.final->count() == 1);

    CHECK(*studio.draw(Quality::Draft, true, {stop.get_token(), {}, {}, {}}) == Ending::Stopped);
    CHECK(studio.neural->count() == 1); // asked before it began
}

TEST_CASE("errors of decoders pass through, and a missing decoder is one")
{
    Studio studio;
    studio.final->failWith(Error{ErrorCode::OutOfMemory, "", "too big", {}});
    const auto failed = studio.draw(Quality::Final);
    REQUIRE(!failed);
    CHECK(failed.error().code == ErrorCode::OutOfMemory);
    CHECK(shown(studio.log).size() == 1); // the draft had been there before

    studio.recipe.decoder = Decoder::Neural;
    CHECK(studio.draw(Quality::Draft, false).error().code == ErrorCode::ModelFailed);
}

TEST_CASE("on a lane the newest recipe wins and the overtaken drawing ends after its draft")
{
    Studio studio;
    Gate gate;
    studio.neural->blockOn(&gate);
    {
        jobs::InteractiveLane lane(studio.log.sink());
        const Decoders decoders{studio.neural, studio.final};
        const jobs::Ticket first = lane.submit(renderWork(decoders, studio.recipe, Quality::Final));
        gate.waitForArrivals();
        studio.recipe.point.attributes[Age] = 70;
        const jobs::Ticket second = lane.submit(renderWork(decoders, studio.recipe, Quality::Draft));
        gate.open();
        studio.log.waitForEndings(2);
        CHECK(*studio.log.ending(first) == Ending::Superseded);
        CHECK(*studio.log.ending(second) == Ending::Completed);
    }
    CHECK(studio.final->count() == 0);
    CHECK(studio.log.all<jobs::Frame>().size() == 2);
}
