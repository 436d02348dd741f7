// SPDX-License-Identifier: GPL-3.0-or-later
// The real networks over a clip of known motion.
#include "engine/style/neural/style_package.h"
#include "engine/style/video/temporal_blend.h"
#include "tests/style/procedural.h"
#include "tests/style/video/moving_scene.h"
#include "tests/support/catch.h"

using namespace imago;
using namespace imago::style;
using namespace imago::style::video;
using namespace imago::test;

TEST_CASE("painted clips flicker less than half as much as painted frames and are as sharp")
{
    const auto model =
        neural::openStyleModel(std::filesystem::path(IMAGO_SOURCE_DIR) / "resources/styles/any-style");
    REQUIRE(model);
    const MovingScene scene({192, 144});
    const auto style = (*model)->styleOf(procedural({256, 256}, 6));
    REQUIRE(style);
    MotionEstimator estimator;
    TemporalBlend blend(0.85);
    std::vector<Image> apart;
    std::vector<Image> together;
    for (int i = 0; i < 14; ++i) {
        jobs::JobContext context(jobs::nextTicket(), [](const jobs::Event &) {});
        Result<Image> painted = (*model)->paint(scene.frame(i), *style, 0.5, 2, context);
        REQUIRE(painted);
        apart.push_back(painted->converted(PixelFormat::Rgba8));
        std::optional<Motion> motion;
        if (i > 0)
            motion = estimator.between(luma(scene.frame(i - 1)), luma(scene.frame(i)));
        together.push_back(
            blend.next(*std::move(painted), motion ? &*motion : nullptr).converted(PixelFormat::Rgba8));
    }
    const double calm = scene.warpingError(together) / scene.warpingError(apart);
    const double sharp = sharpness(together) / sharpness(apart);
    INFO("warping error " << calm << ", sharpness " << sharp << " of frame by frame");
    CHECK(calm < 0.5);
    CHECK(sharp > 0.85);
    CHECK(sharp < 1.2);
}
