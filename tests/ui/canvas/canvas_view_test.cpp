// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/catch.h"
#include "ui/canvas/canvas_bar.h"
#include "ui/canvas/canvas_tool.h"
#include "ui/canvas/canvas_view.h"
#include "ui/canvas/picture_mime.h"

#include <QDropEvent>
#include <QMimeData>
#include <QTest>
#include <QUrl>

#include <memory>
#include <vector>

using namespace imago::ui;

namespace {

QImage filled(int side, QColor color)
{
    QImage image(side, side, QImage::Format_RGBA8888);
    image.fill(color);
    return image;
}

struct Canvas
{
    CanvasView view;

    Canvas()
    {
        view.resize(600, 600);
        view.showFrame(filled(64, Qt::red), {64, 64}, false, 1);
        view.show();
        REQUIRE(QTest::qWaitForWindowExposed(&view));
    }
    QColor at(double x, double y)
    {
        const QImage grabbed = view.grab().toImage();
        const QRectF rect = view.geometryOfPicture().pictureRect();
        const QPointF logical(rect.left() + x * rect.width(), rect.top() + y * rect.height());
        return grabbed.pixelColor((logical * grabbed.devicePixelRatio()).toPoint());
    }
};

bool drop(CanvasView &view, QMimeData &mime, QPoint place = {300, 300})
{
    QDragEnterEvent enter(place, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&view, &enter);
    QDropEvent dropped(QPointF(place), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&view, &dropped);
    return enter.isAccepted() && dropped.isAccepted();
}

} // namespace

TEST_CASE("a drop tells on which of the places it fell")
{
    Canvas canvas;
    canvas.view.setDropZones({QStringLiteral("left"), QStringLiteral("right")});
    std::vector<int> zones;
    QObject::connect(&canvas.view, &CanvasView::imageDropped,
                     [&](const QImage &, int zone) { zones.push_back(zone); });
    QMimeData mime;
    mime.setImageData(filled(4, Qt::red));
    CHECK(drop(canvas.view, mime, {10, 50}));
    CHECK(drop(canvas.view, mime, {canvas.view.width() - 10, 50}));
    CHECK(zones == std::vector{0, 1});
}

TEST_CASE("a tool has the left button while it is in hand, and no stroke stays open")
{
    struct Tool : CanvasTool
    {
        void press(QPointF position, Qt::KeyboardModifiers) override { pressed = position; }
        void move(QPointF) override { ++moves; }
        void release() override { ++releases; }
        void paint(QPainter &, const CanvasGeometry &, QPointF) const override {}
        QPointF pressed;
        int moves = 0;
        int releases = 0;
    } tool;
    Canvas canvas;
    canvas.view.setTool(&tool);
    const QPoint centre = canvas.view.geometryOfPicture().pictureRect().center().toPoint();
    QTest::mousePress(&canvas.view, Qt::LeftButton, {}, centre);
    QTest::mouseMove(&canvas.view, centre + QPoint(5, 0));
    CHECK(tool.moves == 1);
    CHECK(std::abs(tool.pressed.x() - 32) < 2); // of the picture's 64 pixels
    canvas.view.setTool(nullptr);
    CHECK(tool.releases == 1);
    QTest::mouseRelease(&canvas.view, Qt::LeftButton, {}, centre);
    CHECK(tool.releases == 1);
}

TEST_CASE("a draft of fewer pixels fills the same place as the final picture")
{
    Canvas canvas;
    const QRectF before = canvas.view.geometryOfPicture().pictureRect();
    canvas.view.showFrame(filled(16, Qt::blue), {64, 64}, false, 2);
    CHECK(canvas.view.geometryOfPicture().pictureRect() == before);
    CHECK(canvas.at(0.05, 0.05) == QColor(Qt::blue));
    CHECK(canvas.at(0.95, 0.95) == QColor(Qt::blue));
}

TEST_CASE("each shown picture is reported once it is painted")
{
    Canvas canvas;
    std::vector<std::uint64_t> painted;
    QObject::connect(&canvas.view, &CanvasView::painted,
                     [&](std::uint64_t hash) { painted.push_back(hash); });
    canvas.view.showFrame(filled(64, Qt::blue), {64, 64}, false, 77);
    REQUIRE(QTest::qWaitFor([&] { return !painted.empty() && painted.back() == 77; }, 20'000));
    const std::size_t count = painted.size();
    canvas.view.repaint();
    QCoreApplication::processEvents();
    CHECK(painted.size() == count);
}

TEST_CASE("the split view shows the reference left of the divider and the picture right of it")
{
    Canvas canvas;
    canvas.view.setCompare(Compare::Split);
    CHECK(canvas.view.compare() == Compare::Off);

    canvas.view.holdReference();
    canvas.view.showFrame(filled(64, Qt::blue), {64, 64}, false, 2);
    canvas.view.setCompare(Compare::Split);
    CHECK(canvas.at(0.25, 0.9) == QColor(Qt::red));
    CHECK(canvas.at(0.75, 0.9) == QColor(Qt::blue));

    SECTION("the divider follows the mouse")
    {
        const QRectF rect = canvas.view.geometryOfPicture().pictureRect();
        const QPoint from(static_cast<int>(rect.center().x()), static_cast<int>(rect.top() + 20));
        const QPoint to(static_cast<int>(rect.left() + 0.9 * rect.width()), from.y());
        QTest::mousePress(&canvas.view, Qt::LeftButton, {}, from);
        QTest::mouseMove(&canvas.view, to);
        QTest::mouseRelease(&canvas.view, Qt::LeftButton, {}, to);
        CHECK_THAT(canvas.view.divider(), Catch::Matchers::WithinAbs(0.9, 0.01));
        CHECK(canvas.at(0.75, 0.9) == QColor(Qt::red));
    }
    SECTION("the brackets move it too, to its ends")
    {
        for (int i = 0; i < 100; ++i)
            QTest::keyClick(&canvas.view, Qt::Key_BracketLeft);
        CHECK(canvas.view.divider() == 0.0);
    }
}

TEST_CASE("holding C shows the reference and letting go brings the picture back")
{
    Canvas canvas;
    canvas.view.holdReference();
    canvas.view.showFrame(filled(64, Qt::blue), {64, 64}, false, 2);
    QTest::keyPress(&canvas.view, Qt::Key_C);
    CHECK(canvas.at(0.51, 0.51) == QColor(Qt::red));
    QTest::keyRelease(&canvas.view, Qt::Key_C);
    CHECK(canvas.at(0.51, 0.51) == QColor(Qt::blue));
}

TEST_CASE("the wheel and the keys zoom")
{
    Canvas canvas;
    QTest::keyClick(&canvas.view, Qt::Key_1);
    CHECK(canvas.view.geometryOfPicture().zoom() == 1.0);
    QTest::keyClick(&canvas.view, Qt::Key_Plus);
    CHECK(canvas.view.geometryOfPicture().zoom() > 1.0);
    QTest::keyClick(&canvas.view, Qt::Key_Minus);
    CHECK(canvas.view.geometryOfPicture().zoom() == 1.0);
    QTest::keyClick(&canvas.view, Qt::Key_0);
    CHECK(canvas.view.geometryOfPicture().isFitting());

    const double before = canvas.view.geometryOfPicture().zoom();
    QWheelEvent wheel({300, 300}, {300, 300}, {}, {0, 120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                      false);
    QCoreApplication::sendEvent(&canvas.view, &wheel);
    CHECK(canvas.view.geometryOfPicture().zoom() > before);
}

TEST_CASE("the middle button and space pan")
{
    Canvas canvas;
    canvas.view.setZoom(20.0);
    QRectF before = canvas.view.geometryOfPicture().pictureRect();
    QTest::mousePress(&canvas.view, Qt::MiddleButton, {}, {300, 300});
    QTest::mouseMove(&canvas.view, {340, 320});
    QTest::mouseRelease(&canvas.view, Qt::MiddleButton, {}, {340, 320});
    CHECK(canvas.view.geometryOfPicture().pictureRect().topLeft() == before.topLeft() + QPointF(40, 20));

    before = canvas.view.geometryOfPicture().pictureRect();
    QTest::keyPress(&canvas.view, Qt::Key_Space);
    QTest::mousePress(&canvas.view, Qt::LeftButton, {}, {300, 300});
    QTest::mouseMove(&canvas.view, {290, 280});
    QTest::mouseRelease(&canvas.view, Qt::LeftButton, {}, {290, 280});
    QTest::keyRelease(&canvas.view, Qt::Key_Space);
    CHECK(canvas.view.geometryOfPicture().pictureRect().topLeft() == before.topLeft() + QPointF(-10, -20));
}

TEST_CASE("files, pictures and recipes are taken in by drop")
{
    Canvas canvas;
    QStringList files;
    QImage image;
    QByteArray recipe;
    QObject::connect(&canvas.view, &CanvasView::filesDropped, [&](const QStringList &paths) { files = paths; });
    QObject::connect(&canvas.view, &CanvasView::imageDropped, [&](const QImage &got) { image = got; });
    QObject::connect(&canvas.view, &CanvasView::recipeDropped, [&](const QByteArray &got) { recipe = got; });

    QMimeData mime;
    SECTION("files win over pixels")
    {
        mime.setUrls({QUrl::fromLocalFile(QStringLiteral("/tmp/face.png"))});
        mime.setImageData(filled(4, Qt::green));
        CHECK(drop(canvas.view, mime));
        CHECK(files == QStringList{QStringLiteral("/tmp/face.png")});
        CHECK(image.isNull());
    }
    SECTION("pixels win over links to the web")
    {
        mime.setUrls({QUrl(QStringLiteral("https://example.org/face.png"))});
        mime.setImageData(filled(4, Qt::green));
        CHECK(drop(canvas.view, mime));
        CHECK(files.isEmpty());
        CHECK(image.width() == 4);
    }
    SECTION("our own recipe wins over all")
    {
        mime.setData(kRecipeMimeType, "{}");
        mime.setImageData(filled(4, Qt::green));
        CHECK(drop(canvas.view, mime));
        CHECK(recipe == "{}");
        CHECK(image.isNull());
    }
    SECTION("text is left alone")
    {
        mime.setText(QStringLiteral("hello"));
        CHECK_FALSE(drop(canvas.view, mime));
    }
}

TEST_CASE("the file of a picture is written only when somebody asks for it, and once")
{
    int written = 0;
    const std::unique_ptr<QMimeData> mime = std::make_unique<PictureMime>(filled(8, Qt::red), "{}", [&] {
        ++written;
        return QStringLiteral("/tmp/portrait.png");
    });
    CHECK(mime->hasUrls());
    CHECK(mime->hasImage());
    CHECK(mime->data(kRecipeMimeType) == "{}");
    CHECK(written == 0);
    REQUIRE(mime->urls().size() == 1);
    CHECK(mime->urls().front() == QUrl::fromLocalFile(QStringLiteral("/tmp/portrait.png")));
    CHECK(mime->data(QStringLiteral("text/uri-list")).startsWith("file:///tmp/portrait.png"));
    CHECK(written == 1);
}

TEST_CASE("a transparent picture lies on a checkerboard")
{
    Canvas canvas;
    canvas.view.showFrame(filled(64, Qt::transparent), {64, 64}, true, 3);
    const QColor first = canvas.at(0.5, 0.5);
    CHECK(first.lightness() > 150);
}

TEST_CASE("the empty canvas says what to do")
{
    CanvasView view;
    view.resize(400, 300);
    view.setEmptyText(QStringLiteral("Nothing here yet"), {QStringLiteral("Move a slider")});
    CHECK(view.accessibleDescription().contains(QStringLiteral("Move a slider")));
    CHECK_FALSE(view.grab().isNull());
    CHECK_FALSE(view.accessibleName().isEmpty());
}

TEST_CASE("the bar holds a reference and switches the split view")
{
    Canvas canvas;
    CanvasBar bar(canvas.view);
    for (const QWidget *button : bar.findChildren<QWidget *>()) {
        if (button->focusPolicy() != Qt::NoFocus)
            CHECK_FALSE(button->accessibleName().isEmpty());
    }
    canvas.view.holdReference();
    canvas.view.setCompare(Compare::Split);
    canvas.view.clearReference();
    CHECK(canvas.view.compare() == Compare::Off);
}

TEST_CASE("who shows the zoom hears of it when a picture appears, changes its size and goes")
{
    CanvasView view;
    view.resize(400, 400);
    int told = 0;
    QObject::connect(&view, &CanvasView::zoomChanged, [&](double zoom, bool) {
        CHECK(zoom == view.geometryOfPicture().zoom());
        ++told;
    });
    view.setReference(filled(64, Qt::blue), {64, 64}, false); // comes first, and brings its size along
    CHECK(told == 1);
    view.showFrame(filled(64, Qt::red), {64, 64}, false, 1);
    CHECK(told == 2);
    view.showFrame(filled(64, Qt::green), {64, 64}, false, 2);
    CHECK(told == 2);
    view.showFrame(filled(32, Qt::green), {128, 128}, false, 3);
    CHECK(told == 3);
    view.clear();
    CHECK(told == 4);
}
