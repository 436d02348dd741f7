// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/random.h"
#include "engine/style/video/live_blend.h"
#include "engine/style/video/motion.h"
#include "engine/style/video/shot_cut.h"
#include "engine/style/video/temporal_blend.h"
#include "tests/style/procedural.h"
#include "tests/style/video/moving_scene.h"
#include "tests/support/catch.h"

#include <algorithm>

using namespace imago;
using namespace imago::style::video;
using imago::test::MovingScene;
using imago::test::procedural;

namespace {

constexpr Size kSize{192, 144};

Image withNoise(Image picture, double sigma, std::uint64_t seed)
{
    Random random(seed);
    for (std::size_t i = 0; i < picture.bytes().size(); ++i) {
        if (i % 4 != 3)
            picture.bytes()[i] = static_cast<std::uint8_t>(
                std::clamp(picture.bytes()[i] + sigma * random.normal(), 0.0, 255.0));
    }
    return picture;
}

// Strokes three pixels wide, as the networks' are, that fall elsewhere for every seed.
Image withStrokes(Image picture, double sigma, std::uint64_t seed)
{
    constexpr int kStroke = 3;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x) {
            Random random(mixSeed(seed, static_cast<std::uint64_t>(y / kStroke * picture.width() + x / kStroke)));
            const double shift = sigma * random.normal();
            for (int c = 0; c < 3; ++c) {
                std::uint8_t &value = picture.row(y)[4 * x + c];
                value = static_cast<std::uint8_t>(std::clamp(value + shift, 0.0, 255.0));
            }
        }
    }
    return picture;
}

} // namespace

TEST_CASE("a camera's motion is found to a fraction of a pixel")
{
    const MovingScene scene(kSize);
    MotionEstimator estimator;
    const Motion motion = estimator.between(luma(scene.frame(0)), luma(scene.frame(1)));
    CHECK(motion.matched > 0.9);
    double error = 0;
    double count = 0;
    for (int y = 8; y < kSize.height - 8; ++y) {
        for (int x = 8; x < kSize.width - 8; ++x) {
            const auto [u, v] = scene.before(1, x, y);
            const std::size_t at = static_cast<std::size_t>(y * kSize.width + x);
            if (motion.confidence[at] < 0.5F)
                continue;
            error += std::hypot(motion.from[2 * at] - u, motion.from[2 * at + 1] - v);
            ++count;
        }
    }
    CHECK(count > 0.8 * kSize.width * kSize.height);
    CHECK(error / count < 0.3);
}

TEST_CASE("a plain wall behind something that moves stands still, however noisy the camera is")
{
    // Nothing on the wall can be searched for: where it is not covered, it is sure all the same.
    const auto frame = [](int t) {
        Image picture(kSize);
        std::ranges::fill(picture.bytes(), std::uint8_t{196});
        for (int y = 40; y < 100; ++y) {
            for (int x = 60 + 4 * t; x < 100 + 4 * t; ++x) {
                for (int c = 0; c < 3; ++c)
                    picture.row(y)[4 * x + c] = static_cast<std::uint8_t>(20 + 7 * ((x - 4 * t) % 9) + 5 * (y % 7));
            }
        }
        return luma(withNoise(std::move(picture), 1.5, static_cast<std::uint64_t>(t) + 1));
    };
    MotionEstimator estimator;
    const Motion motion = estimator.between(frame(0), frame(1));
    int sure = 0;
    int wall = 0;
    double strayed = 0;
    for (int y = 0; y < kSize.height; ++y) {
        for (int x = 0; x < kSize.width; ++x) {
            if (x > 45 && x < 125 && y > 25 && y < 115)
                continue;
            const std::size_t at = static_cast<std::size_t>(y * kSize.width + x);
            ++wall;
            sure += motion.confidence[at] > 0.8F ? 1 : 0;
            strayed += std::hypot(motion.from[2 * at] - static_cast<float>(x),
                                  motion.from[2 * at + 1] - static_cast<float>(y));
        }
    }
    CHECK(sure > 0.97 * wall);
    CHECK(strayed / wall < 0.5); // px; some search finds what looks the same
    // The thing itself has moved.
    const std::size_t inside = static_cast<std::size_t>(70 * kSize.width + 84);
    CHECK(std::abs(motion.from[2 * inside] - 80.0F) < 0.7F);
    CHECK(motion.confidence[inside] > 0.5F);
}

TEST_CASE("what appears has no confidence")
{
    const MovingScene scene(kSize, 0, 1);
    const Image before = scene.frame(0);
    Image after = before;
    for (int y = 40; y < 80; ++y) {
        for (int x = 60; x < 110; ++x) {
            for (int c = 0; c < 3; ++c)
                after.row(y)[4 * x + c] = static_cast<std::uint8_t>(255 - after.row(y)[4 * x + c]);
        }
    }
    MotionEstimator estimator;
    const Motion motion = estimator.between(luma(before), luma(after));
    double inside = 0;
    double outside = 0;
    for (int y = 50; y < 70; ++y) {
        for (int x = 0; x < 50; ++x) {
            inside += motion.confidence[static_cast<std::size_t>(y * kSize.width + x + 60)] / 1000;
            outside += motion.confidence[static_cast<std::size_t>(y * kSize.width + x)] / 1000;
        }
    }
    CHECK(inside < 0.3);
    CHECK(outside > 0.9);
}

TEST_CASE("motion is the same every time, also in the smallest pictures")
{
    const MovingScene scene(kSize);
    MotionEstimator one;
    const Motion first = one.between(luma(scene.frame(0)), luma(scene.frame(1)));
    one.between(luma(scene.frame(3)), luma(scene.frame(9)));
    const Motion again = one.between(luma(scene.frame(0)), luma(scene.frame(1)));
    CHECK(first.from == again.from);
    CHECK(first.confidence == again.confidence);
    for (const Size size : {Size{16, 16}, Size{16, 200}, Size{33, 40}}) {
        const Motion small = one.between(luma(procedural(size, 1)), luma(procedural(size, 1)));
        CHECK(small.matched > 0.9);
    }
}

TEST_CASE("cuts are found, and pans, zooms, noise and fades are none")
{
    const MovingScene scene(kSize, 9.0, 1.03);
    MotionEstimator estimator;
    const auto cut = [&](const Image &before, const Image &after) {
        const Plane first = luma(before);
        const Plane second = luma(after);
        return isCut(first, second, estimator.between(first, second));
    };
    for (int i = 1; i < 8; ++i)
        CHECK_FALSE(cut(withNoise(scene.frame(i - 1), 3, i), withNoise(scene.frame(i), 3, 100 + i)));
    Image darker = scene.frame(0);
    for (int i = 0; i < 5; ++i) {
        const Image before = darker;
        for (std::uint8_t &value : darker.bytes())
            value = static_cast<std::uint8_t>(value * 0.93);
        CHECK_FALSE(cut(before, darker));
    }
    for (int seed = 3; seed < 10; ++seed)
        CHECK(cut(scene.frame(0), test::landscape(kSize, static_cast<std::uint64_t>(seed))));
    CHECK(cut(scene.frame(0), Image(kSize)));
}

TEST_CASE("mixing over time takes flicker away and leaves detail")
{
    const MovingScene scene(kSize);
    MotionEstimator estimator;
    TemporalBlend blend(0.85);
    std::vector<Image> apart;
    std::vector<Image> together;
    for (int i = 0; i < 12; ++i) {
        // A painter whose strokes fall elsewhere in each frame.
        const Image painted = withStrokes(scene.frame(i), 20, static_cast<std::uint64_t>(i));
        apart.push_back(painted);
        std::optional<Motion> motion;
        if (i > 0)
            motion = estimator.between(luma(scene.frame(i - 1)), luma(scene.frame(i)));
        together.push_back(blend.next(painted.converted(PixelFormat::Rgba16), motion ? &*motion : nullptr)
                               .converted(PixelFormat::Rgba8));
    }
    CHECK(scene.warpingError(together) < 0.5 * scene.warpingError(apart));
    CHECK(test::sharpness(together) > 0.85 * test::sharpness(apart));
    CHECK(test::sharpness(together) < 1.35 * test::sharpness(apart)); // mixtures of sharp edges have more, fainter ones
}

TEST_CASE("live pictures of a scene are calmer, and those after a cut, a pause or in another size are as painted")
{
    const MovingScene scene(kSize);
    const auto blend = makeLiveBlend(0.85);
    std::uint64_t seed = 0;
    const auto painted = [&](const Image &photo) { return withStrokes(photo, 20, ++seed); };
    const auto next = [&](const Image &photo, const Image &picture, double seconds) {
        const Result<Image> result = blend->next(photo, picture, seconds);
        REQUIRE(result);
        CHECK(result->format() == PixelFormat::Rgba16);
        return result->converted(PixelFormat::Rgba8);
    };
    std::vector<Image> apart;
    std::vector<Image> together;
    for (int i = 0; i < 12; ++i) {
        const Image photo = withNoise(scene.frame(i), 1.5, static_cast<std::uint64_t>(100 + i));
        apart.push_back(painted(photo));
        together.push_back(next(photo, apart.back(), i / 15.0));
    }
    CHECK(together.front() == apart.front());
    CHECK(scene.warpingError(together) < 0.6 * scene.warpingError(apart));

    const Image still = scene.frame(0);
    const double later = 11 / 15.0 + style::LiveBlend::kOldest + 0.1;
    const Image strokes = painted(still);
    CHECK(next(still, strokes, later) == strokes);
    const Image others = painted(still);
    CHECK(next(still, others, later + 0.1) != others); // it goes on from there
    CHECK(next(test::landscape(kSize, 5), strokes, later + 0.2) == strokes);
    const Image larger = procedural({240, 180}, 1);
    CHECK(next(larger, larger, later + 0.3) == larger);
}

TEST_CASE("a new shot begins with nothing of the old one, and without smoothing frames stay as they are")
{
    const Image a = procedural(kSize, 1).converted(PixelFormat::Rgba16);
    const Image b = procedural(kSize, 5).converted(PixelFormat::Rgba16);
    TemporalBlend blend(0.9);
    CHECK(blend.next(a, nullptr) == a);
    CHECK(blend.next(b, nullptr) == b);
    MotionEstimator estimator;
    const Motion still = estimator.between(luma(b), luma(b));
    TemporalBlend none(0.0);
    none.next(a, nullptr);
    CHECK(none.next(b, &still) == b);
}
