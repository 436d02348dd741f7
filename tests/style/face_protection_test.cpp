// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/face_protection.h"
#include "tests/support/catch.h"

#include <cmath>
#include <vector>

using namespace imago;

TEST_CASE("a mask is white on faces, soft at their edges and black elsewhere")
{
    const std::vector<style::FaceBox> faces{{0.1, 0.2, 0.2, 0.3}, {0.7, 0.6, 0.1, 0.15}};
    const Image mask = style::faceMask({3000, 2000}, faces);
    CHECK(mask.width() <= 512);
    CHECK(std::abs(mask.width() * 2000.0 / (mask.height() * 3000.0) - 1.0) < 0.01);
    const auto at = [&](double x, double y) {
        return static_cast<int>(
            mask.row(static_cast<int>(y * mask.height()))[4 * static_cast<int>(x * mask.width())]);
    };
    CHECK(at(0.2, 0.35) == 255);
    CHECK(at(0.75, 0.67) == 255);
    CHECK(at(0.5, 0.5) == 0);
    CHECK(at(0.9, 0.1) == 0);
    bool soft = false;
    for (double y = 0.0; y < 1.0; y += 0.005)
        soft = soft || (at(0.2, y) > 40 && at(0.2, y) < 215);
    CHECK(soft);
    CHECK(at(0.2, 0.35) == static_cast<int>(mask.row(0)[3])); // opaque
}

TEST_CASE("without faces nothing is protected, and tiny pictures have a mask too")
{
    const Image none = style::faceMask({100, 50}, {});
    for (int y = 0; y < none.height(); ++y) {
        for (int x = 0; x < none.width(); ++x)
            CHECK(none.row(y)[4 * x] == 0);
    }
    const std::vector<style::FaceBox> all{{0.0, 0.0, 1.0, 1.0}};
    CHECK(style::faceMask({1, 1}, all).row(0)[0] > 200);
    CHECK(style::faceMask({1, 4000}, all).width() == 1);
}
