// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/jobs/interactive_lane.h"
#include "tests/support/catch.h"
#include "ui/preview/preview_bridge.h"
#include "ui/preview/preview_driver.h"
#include "ui/session/session.h"

#include <QTest>

#include <atomic>
#include <memory>
#include <mutex>
#include <semaphore>
#include <vector>

using namespace imago;
using jobs::Quality;

namespace {

/// Draws one pixel that holds the smile, in every quality up to the one asked for.
struct Studio
{
    ui::Session session;
    ui::PreviewBridge bridge;
    std::atomic<int> finals = 0;
    std::atomic<int> drafts = 0;
    std::vector<ui::ShownFrame> shown;
    jobs::InteractiveLane lane{bridge.sink()};
    ui::PreviewDriver driver{session, bridge, lane};

    Studio()
    {
        QObject::connect(&driver, &ui::PreviewDriver::frameShown,
                         [this](const ui::ShownFrame &frame) { shown.push_back(frame); });
    }

    ui::PreviewDriver::MakeRecipeWork maker()
    {
        return [this](const latent::Recipe &recipe, Quality upTo) -> jobs::Work {
            return [this, recipe, upTo](jobs::JobContext &job) -> Result<jobs::Ending> {
                ++(upTo == Quality::Final ? finals : drafts);
                for (const Quality quality : {Quality::Draft, Quality::Preview, Quality::Final}) {
                    if (quality > upTo)
                        break;
                    Image image({1, 1});
                    image.row(0)[0] =
                        static_cast<std::uint8_t>(recipe.point.attributes[latent::Smile] * 100.0F + 0.5F);
                    job.publish(quality, std::make_shared<const Image>(std::move(image)));
                }
                return jobs::Ending::Completed;
            };
        };
    }

    bool settle()
    {
        return QTest::qWaitFor([this] { return driver.isSettled(); }, 20'000);
    }
    int redOnCanvas() const { return driver.shown().image.pixelColor(0, 0).red(); }
};

} // namespace

TEST_CASE("the final picture of the recipe ends up on the canvas")
{
    Studio studio;
    studio.session.setAttribute(latent::Smile, 0.2F);
    CHECK(studio.driver.shown().image.isNull());

    studio.driver.setMaker(studio.maker());
    REQUIRE(studio.settle());
    CHECK(studio.redOnCanvas() == 20);

    studio.session.setAttribute(latent::Smile, 0.7F);
    REQUIRE(studio.settle());
    CHECK(studio.redOnCanvas() == 70);
    CHECK_FALSE(studio.driver.isBusy());
}

TEST_CASE("a drag asks for drafts and its release for the final picture")
{
    Studio studio;
    studio.driver.setMaker(studio.maker());
    REQUIRE(studio.settle());
    studio.driver.setQuiet(std::chrono::hours(1));
    const int finalsBefore = studio.finals;

    studio.session.beginGesture();
    for (int i = 1; i <= 30; ++i) {
        studio.session.setAttribute(latent::Smile, 0.01F * static_cast<float>(i));
        QCoreApplication::processEvents();
    }
    CHECK(QTest::qWaitFor([&] { return studio.redOnCanvas() == 30; }, 20'000));
    CHECK(studio.driver.shown().quality == Quality::Draft);
    CHECK(studio.finals == finalsBefore);

    studio.session.endGesture();
    REQUIRE(studio.settle());
    CHECK(studio.redOnCanvas() == 30);
}

TEST_CASE("what is on the canvas never goes back to an older request")
{
    Studio studio;
    studio.driver.setMaker(studio.maker());
    studio.session.beginGesture();
    for (int i = 1; i <= 100; ++i) {
        studio.session.setAttribute(latent::Smile, 0.01F * static_cast<float>(i));
        if (i % 7 == 0)
            QCoreApplication::processEvents();
    }
    studio.session.endGesture();
    REQUIRE(studio.settle());

    int previous = 0;
    for (const ui::ShownFrame &frame : studio.shown) {
        const int red = frame.image.pixelColor(0, 0).red();
        CHECK(red >= previous);
        previous = red;
    }
    CHECK(previous == 100);
}

TEST_CASE("undo shows the remembered picture at once and draws nothing")
{
    Studio studio;
    studio.driver.setMaker(studio.maker());
    REQUIRE(studio.settle());
    studio.session.setAttribute(latent::Smile, 0.7F);
    REQUIRE(studio.settle());

    const int drawn = studio.finals + studio.drafts;
    studio.session.undoStack().undo();
    CHECK(studio.redOnCanvas() == 0);
    CHECK(studio.driver.isSettled());
    studio.session.undoStack().redo();
    CHECK(studio.redOnCanvas() == 70);
    CHECK(studio.driver.isSettled());
    CHECK(studio.finals + studio.drafts == drawn);
}

TEST_CASE("a late frame does not cover a picture that undo brought back")
{
    Studio studio;
    studio.driver.setMaker(studio.maker());
    REQUIRE(studio.settle());

    std::binary_semaphore begun(0);
    std::binary_semaphore mayDraw(0);
    studio.driver.setQuiet(std::chrono::hours(1));
    const ui::PreviewDriver::MakeRecipeWork plain = studio.maker();
    bool slow = false;
    studio.driver.setMaker([&](const latent::Recipe &recipe, Quality upTo) -> jobs::Work {
        if (!slow)
            return plain(recipe, upTo);
        return [&, inner = plain(recipe, upTo)](jobs::JobContext &job) {
            begun.release();
            mayDraw.acquire();
            return inner(job);
        };
    });
    REQUIRE(studio.settle());

    slow = true;
    studio.session.setAttribute(latent::Smile, 0.7F);
    begun.acquire();
    studio.session.undoStack().undo();
    CHECK(studio.driver.isSettled());
    mayDraw.release();
    std::atomic<bool> drained = false;
    slow = false;
    studio.lane.submit([&](jobs::JobContext &) -> Result<jobs::Ending> {
        drained = true;
        return jobs::Ending::Completed;
    });
    REQUIRE(QTest::qWaitFor([&] { return drained.load(); }, 20'000));
    QCoreApplication::processEvents();
    CHECK(studio.redOnCanvas() == 0);
}

TEST_CASE("a failure is told once and the next change draws again")
{
    Studio studio;
    int failures = 0;
    QObject::connect(&studio.driver, &ui::PreviewDriver::failed, [&](const Error &error) {
        ++failures;
        CHECK(error.code == ErrorCode::ModelFailed);
    });
    studio.driver.setMaker([](const latent::Recipe &, Quality) -> jobs::Work {
        return [](jobs::JobContext &) -> Result<jobs::Ending> { return fail(ErrorCode::ModelFailed, "no"); };
    });
    REQUIRE(QTest::qWaitFor([&] { return failures == 1; }, 20'000));
    CHECK_FALSE(studio.driver.isBusy());

    studio.driver.setMaker(studio.maker());
    REQUIRE(studio.settle());
    CHECK(failures == 1);
}
