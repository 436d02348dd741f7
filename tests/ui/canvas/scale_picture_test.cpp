// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/catch.h"
#include "ui/canvas/scale_picture.h"

#include <QPainter>

#include <cmath>
#include <cstdlib>

using namespace imago::ui;

namespace {

// A different colour in every pixel, smooth enough to be scaled.
QImage picture(int width, int height)
{
    QImage image(width, height, QImage::Format_RGBA8888);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x)
            image.setPixelColor(x, y, QColor(255 * x / width, 255 * y / height, 128 + 60 * ((x + y) % 2)));
    }
    return image;
}

int largestDifference(const QImage &first, const QImage &second)
{
    int largest = 0;
    for (int y = 0; y < first.height(); ++y) {
        for (int x = 0; x < first.width(); ++x) {
            const QColor a = first.pixelColor(x, y);
            const QColor b = second.pixelColor(x, y);
            largest = std::max({largest, std::abs(a.red() - b.red()), std::abs(a.green() - b.green()),
                                std::abs(a.blue() - b.blue()), std::abs(a.alpha() - b.alpha())});
        }
    }
    return largest;
}

QImage scaledByQt(const QImage &source, const QRectF &place, const QRect &seen)
{
    QImage result(seen.size(), QImage::Format_RGB32);
    QPainter painter(&result);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.translate(-seen.topLeft());
    painter.drawImage(place, source.convertToFormat(QImage::Format_RGB32));
    return result;
}

} // namespace

TEST_CASE("a picture in its own size keeps every pixel")
{
    const QImage source = picture(37, 23);
    const QImage shown = scaled(source, false, QRectF(source.rect()), source.rect(), Filter::Smooth);
    CHECK(shown.format() == QImage::Format_RGB32);
    CHECK(largestDifference(shown, source) == 0);
    CHECK(largestDifference(scaled(source, false, QRectF(source.rect()), source.rect(), Filter::Sharp), source) ==
          0);
}

TEST_CASE("a draft is enlarged as smoothly as Qt would do it")
{
    const QImage source = picture(32, 32);
    const QRectF place(0, 0, 160, 160);
    const QRect inside(4, 4, 152, 152); // Qt blends the very edge with what lies behind it
    const QImage ours = scaled(source, false, place, inside, Filter::Smooth);
    CHECK(ours.size() == inside.size());
    CHECK(largestDifference(ours, scaledByQt(source, place, inside)) <= 3);
}

TEST_CASE("the part that is seen is the same as that part of the whole")
{
    const QImage source = picture(20, 30);
    const QRectF place(-31.5, 12.25, 200, 300);
    const Filter filter = GENERATE(Filter::Smooth, Filter::Sharp);
    const QRect whole(-31, 13, 198, 298);
    const QRect part(40, 100, 50, 60);
    const QImage all = scaled(source, false, place, whole, filter);
    CHECK(scaled(source, false, place, part, filter) == all.copy(part.translated(-whole.topLeft())));
}

TEST_CASE("squares stay squares when pixels are shown large")
{
    const QImage source = picture(4, 4);
    const QImage shown = scaled(source, false, {0, 0, 40, 40}, {0, 0, 40, 40}, Filter::Sharp);
    for (const QPoint at : {QPoint(0, 0), QPoint(9, 9), QPoint(10, 0), QPoint(39, 39), QPoint(25, 14)})
        CHECK(shown.pixelColor(at) == source.pixelColor(at.x() / 10, at.y() / 10));
}

TEST_CASE("a large picture shrinks to the mean of its pixels, not to some of them")
{
    QImage lines(64, 64, QImage::Format_RGBA8888); // black and white rows: picking pixels would give one of them
    for (int y = 0; y < 64; ++y) {
        for (int x = 0; x < 64; ++x)
            lines.setPixelColor(x, y, y % 2 == 0 ? Qt::black : Qt::white);
    }
    const QImage shown = scaled(lines, false, {0, 0, 16, 16}, {0, 0, 16, 16}, Filter::Smooth);
    for (int y = 0; y < 16; ++y)
        CHECK(std::abs(shown.pixelColor(3, y).red() - 128) <= 1);
}

TEST_CASE("a transparent picture stays transparent, premultiplied as the screen wants it")
{
    QImage source(8, 8, QImage::Format_RGBA8888);
    source.fill(QColor(200, 100, 50, 128));
    const QImage shown = scaled(source, true, {0, 0, 24, 24}, {0, 0, 24, 24}, Filter::Smooth);
    CHECK(shown.format() == QImage::Format_ARGB32_Premultiplied);
    CHECK(shown.pixelColor(12, 12).alpha() == 128);
    CHECK(std::abs(shown.pixelColor(12, 12).red() - 200) <= 2);
}

TEST_CASE("nothing to show gives nothing")
{
    CHECK(scaled({}, false, {0, 0, 10, 10}, {0, 0, 10, 10}, Filter::Smooth).isNull());
    CHECK(scaled(picture(4, 4), false, {0, 0, 10, 10}, {}, Filter::Smooth).isNull());
}
