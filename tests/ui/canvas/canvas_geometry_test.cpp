// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/catch.h"
#include "ui/canvas/canvas_geometry.h"

using imago::ui::CanvasGeometry;

namespace {

CanvasGeometry geometry(double pixelRatio = 1.0)
{
    CanvasGeometry made;
    made.setViewport({800, 600}, pixelRatio);
    made.setPictureSize({512, 512});
    return made;
}

void checkSame(QPointF first, QPointF second)
{
    CHECK_THAT(first.x(), Catch::Matchers::WithinAbs(second.x(), 1e-6));
    CHECK_THAT(first.y(), Catch::Matchers::WithinAbs(second.y(), 1e-6));
}

} // namespace

TEST_CASE("a fitted picture lies in the middle and follows the window")
{
    CanvasGeometry g = geometry();
    CHECK(g.isFitting());
    checkSame(g.pictureRect().center(), {400, 300 - CanvasGeometry::kBarHeight / 2});
    CHECK_THAT(g.pictureRect().height(),
               Catch::Matchers::WithinAbs(600 - 2 * CanvasGeometry::kMargin - CanvasGeometry::kBarHeight, 1e-6));

    g.setViewport({300, 900}, 1.0);
    CHECK_THAT(g.pictureRect().width(), Catch::Matchers::WithinAbs(300 - 2 * CanvasGeometry::kMargin, 1e-6));
    checkSame(g.pictureRect().center(), {150, 450 - CanvasGeometry::kBarHeight / 2});
}

TEST_CASE("zooming keeps the point under the cursor")
{
    CanvasGeometry g = geometry();
    for (const QPointF cursor : {QPointF(400, 300), QPointF(250, 200), QPointF(500, 420)}) {
        const QPointF before = g.toPicture(cursor);
        g.zoomBy(1.7, cursor);
        checkSame(g.toPicture(cursor), before);
        CHECK_FALSE(g.isFitting());
    }
}

TEST_CASE("zoom is measured in device pixels")
{
    CanvasGeometry g = geometry(2.0);
    g.setZoom(1.0, g.viewportCentre());
    CHECK_THAT(g.pictureRect().width(), Catch::Matchers::WithinAbs(256.0, 1e-6));
}

TEST_CASE("zoom has ends")
{
    CanvasGeometry g = geometry();
    g.setZoom(1e9, g.viewportCentre());
    CHECK(g.zoom() == CanvasGeometry::kMostZoom);
    g.zoomStep(true, g.viewportCentre());
    CHECK(g.zoom() == CanvasGeometry::kMostZoom);
    g.setZoom(0.0, g.viewportCentre());
    CHECK(g.zoom() == CanvasGeometry::kLeastZoom);
    g.zoomStep(false, g.viewportCentre());
    CHECK(g.zoom() == CanvasGeometry::kLeastZoom);
}

TEST_CASE("steps go through round numbers both ways")
{
    CanvasGeometry g = geometry();
    g.setZoom(1.0, g.viewportCentre());
    g.zoomStep(true, g.viewportCentre());
    CHECK(g.zoom() == 1.5);
    g.zoomStep(false, g.viewportCentre());
    CHECK(g.zoom() == 1.0);
    g.setZoom(1.1, g.viewportCentre());
    g.zoomStep(false, g.viewportCentre());
    CHECK(g.zoom() == 1.0);
}

TEST_CASE("the picture cannot be lost by panning")
{
    CanvasGeometry g = geometry();
    g.setZoom(3.0, {10, 10});
    g.panBy({1e6, -1e6});
    CHECK(g.pictureRect().intersects(QRectF(0, 0, 800, 600)));
    g.setViewport({100, 100}, 1.0);
    CHECK(g.pictureRect().intersects(QRectF(0, 0, 100, 100)));
}

TEST_CASE("a picture of another size takes the same place")
{
    CanvasGeometry g = geometry();
    g.setZoom(2.0, {300, 250});
    const QRectF before = g.pictureRect();
    g.setPictureSize({1024, 1024});
    checkSame(g.pictureRect().topLeft(), before.topLeft());
    checkSame(g.pictureRect().bottomRight(), before.bottomRight());
}
