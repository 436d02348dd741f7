// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/catch.h"
#include "ui/preview/thumbnail_painter.h"

#include <QTest>

#include <atomic>
#include <map>
#include <memory>

using namespace imago;

namespace {

Result<ImagePtr> drawSquare(const latent::Recipe &recipe, const std::stop_token &)
{
    return std::make_shared<const Image>(recipe.size);
}

struct Received
{
    explicit Received(ui::ThumbnailPainter &painter)
    {
        QObject::connect(&painter, &ui::ThumbnailPainter::ready,
                         [this](quint64 hash, const QImage &image) { pictures[hash] = image; });
        QObject::connect(&painter, &ui::ThumbnailPainter::failed, [this](quint64) { ++failures; });
    }
    bool waitFor(std::size_t count) const
    {
        return QTest::qWaitFor([&] { return pictures.size() >= count; }, 20'000);
    }
    std::map<quint64, QImage> pictures;
    int failures = 0;
};

} // namespace

TEST_CASE("thumbnails come under the hash that was asked for, at the size asked for")
{
    ui::ThumbnailPainter painter;
    const Received received(painter);
    const latent::Recipe first = latent::recipeFromSeed(1, 0.8);
    const latent::Recipe second = latent::recipeFromSeed(2, 0.8);
    painter.request(first, 96);
    painter.setDraw(drawSquare);
    painter.request(second, 96);
    painter.request(second, 96);
    CHECK(received.pictures.empty());

    REQUIRE(received.waitFor(2));
    CHECK(received.pictures.at(latent::hash(first)).width() == 96);
    CHECK(received.pictures.contains(latent::hash(second)));
}

TEST_CASE("a picture that was drawn is remembered, and still comes later than the request")
{
    ui::ThumbnailPainter painter;
    Received received(painter);
    std::atomic<int> drawn = 0;
    painter.setDraw([&](const latent::Recipe &recipe, const std::stop_token &stop) {
        ++drawn;
        return drawSquare(recipe, stop);
    });
    const latent::Recipe recipe = latent::recipeFromSeed(1, 0.8);
    painter.request(recipe, 96);
    REQUIRE(received.waitFor(1));

    received.pictures.clear();
    painter.request(recipe, 96);
    CHECK(received.pictures.empty());
    REQUIRE(received.waitFor(1));
    CHECK(drawn == 1);
}

TEST_CASE("a picture that cannot be drawn is told, and the next one still comes")
{
    ui::ThumbnailPainter painter;
    const Received received(painter);
    const latent::Recipe bad = latent::recipeFromSeed(1, 0.8);
    painter.setDraw([&](const latent::Recipe &recipe, const std::stop_token &stop) -> Result<ImagePtr> {
        if (recipe.seed == bad.seed)
            return fail(ErrorCode::ModelFailed, "no");
        return drawSquare(recipe, stop);
    });
    painter.request(bad, 96);
    painter.request(latent::recipeFromSeed(2, 0.8), 96);
    REQUIRE(received.waitFor(1));
    CHECK(received.failures == 1);
}

TEST_CASE("a cancelled picture that waits is not drawn")
{
    ui::ThumbnailPainter painter;
    const Received received(painter);
    const latent::Recipe cancelled = latent::recipeFromSeed(1, 0.8);
    painter.request(cancelled, 96);
    painter.cancel(latent::hash(cancelled));
    painter.request(latent::recipeFromSeed(2, 0.8), 96);
    painter.setDraw(drawSquare);
    REQUIRE(received.waitFor(1));
    CHECK_FALSE(received.pictures.contains(latent::hash(cancelled)));
}
