// SPDX-License-Identifier: GPL-3.0-or-later
// The order of work around the networks, with a model whose pictures are easy to foresee.
#include "engine/files/resample.h"
#include "engine/style/pixels.h"
#include "engine/style/region.h"
#include "engine/style/stylise.h"
#include "tests/style/procedural.h"
#include "tests/support/catch.h"

#include <cmath>
#include <vector>

using namespace imago;
using namespace imago::style;
using imago::test::procedural;

namespace {

Style flat(float value)
{
    Style style;
    style.parameters.fill(value);
    return style;
}

/// Paints everything in one grey, the style's first number; every picture's own style is 0.
class GreyModel final : public StyleModel
{
public:
    std::string id() const override { return "grey"; }
    std::string hash() const override { return "00"; }
    std::string networkHash() const override { return "11"; }
    Result<Style> styleOf(const Image &) override { return flat(0.0F); }

    Result<Image> paint(const Image &photo, const Style &style, double structure, int,
                        jobs::JobContext &context) override
    {
        seen.push_back(photo);
        structures.push_back(structure);
        for (int step = 1; step <= 4; ++step) {
            if (context.stopRequested())
                return Image();
            context.report(jobs::Stage::Rendering, step, 4);
        }
        Image picture(photo.size(), PixelFormat::Rgba16);
        for (int y = 0; y < picture.height(); ++y) {
            for (int x = 0; x < picture.width(); ++x) {
                std::uint16_t *pixel = pixels<std::uint16_t>(picture, y) + 4 * x;
                pixel[0] = pixel[1] = pixel[2] = static_cast<std::uint16_t>(style.parameters[0] * 65535.0F);
                pixel[3] = 65535;
            }
        }
        return picture;
    }

    // Publishes half the style's grey, then returns the style's.
    Result<Image> refine(const Image &photo, const Refinement &order, jobs::JobContext &context) override
    {
        refined = order;
        const Style style = order.styles.front().style;
        Style half = style;
        half.parameters[0] /= 2;
        const Result<Image> preview = paint(files::resample(photo, {32, 32}), half, order.structure, 1, context);
        context.publish(jobs::Quality::Preview, std::make_shared<const Image>(*preview));
        return paint(photo, style, order.structure, 1, context);
    }

    Result<std::optional<LearnedStyle>> learn(const Image &, const Learning &, jobs::JobContext &) override
    {
        return std::optional<LearnedStyle>();
    }

    std::vector<Image> seen;
    std::vector<double> structures;
    Refinement refined;
};

StyleOrder inGrey(float grey)
{
    StyleOrder order;
    order.styles = {{flat(grey), 1.0}};
    return order;
}

Result<Image> styled(GreyModel &model, const Image &photo, const StyleOrder &order)
{
    jobs::JobContext context(jobs::nextTicket(), [](const jobs::Event &) {});
    return stylise(model, photo, order, context);
}

} // namespace

TEST_CASE("the styled picture has the photo's size, format and transparency")
{
    GreyModel model;
    for (const PixelFormat format : {PixelFormat::Rgba8, PixelFormat::Rgba16}) {
        Image photo = procedural({40, 30}, 1);
        photo.row(4)[4 * 7 + 3] = 10;
        photo = photo.converted(format);
        const Result<Image> picture = styled(model, photo, inGrey(0.5F));
        REQUIRE(picture);
        CHECK(picture->size() == photo.size());
        CHECK(picture->format() == format);
        const Image narrow = picture->converted(PixelFormat::Rgba8);
        CHECK(narrow.row(4)[4 * 7 + 3] == 10);
        CHECK(narrow.row(4)[4 * 8 + 3] == 255);
        CHECK(narrow.row(4)[4 * 7] == 127);
        // the networks see colours only
        CHECK(model.seen.back().converted(PixelFormat::Rgba8).row(4)[4 * 7 + 3] == 255);
    }
}

TEST_CASE("the longer side can be chosen")
{
    GreyModel model;
    StyleOrder order = inGrey(0.5F);
    order.longerSide = 120;
    CHECK(styled(model, procedural({40, 20}, 1), order)->size() == Size{120, 60});
    CHECK(model.seen.back().size() == Size{120, 60});
    order.longerSide = 20;
    CHECK(styled(model, procedural({40, 30}, 1), order)->size() == Size{20, 16});
}

TEST_CASE("strength goes from the photo to the style")
{
    GreyModel model;
    const Image photo = procedural({32, 32}, 1);
    StyleOrder order = inGrey(0.6F);
    order.strength = 0.0;
    CHECK(*styled(model, photo, order) == photo);
    order.strength = 0.6; // above the share of the photo: the style alone moves
    CHECK(paintedShare(0.6) == 1.0);
    CHECK(styled(model, photo, order)->row(3)[0] == 92); // 0.6 * 0.6 * 255, rounded
    double before = 0;
    for (int i = 1; i <= 10; ++i) {
        CHECK(paintedShare(i / 10.0) >= before);
        before = paintedShare(i / 10.0);
    }
}

TEST_CASE("a mask chooses between style and photo, or between two styles")
{
    GreyModel model;
    const Image photo = procedural({32, 32}, 1);
    StyleOrder order = inGrey(0.8F);
    Image mask({32, 32});
    for (int y = 0; y < 32; ++y) {
        for (int x = 0; x < 32; ++x) {
            for (int c = 0; c < 3; ++c)
                mask.row(y)[4 * x + c] = static_cast<std::uint8_t>(x < 10 ? 255 : x < 20 ? 0 : 128);
            mask.row(y)[4 * x + 3] = 255;
        }
    }
    order.mask = mask;
    const Image half = *styled(model, photo, order);
    CHECK(half.row(5)[4 * 3] == 204);
    CHECK(half.row(5)[4 * 15] == photo.row(5)[4 * 15]);
    CHECK(std::abs(half.row(5)[4 * 25] - (204 + photo.row(5)[4 * 25]) / 2) <= 1);

    order.outside = {{flat(0.2F), 1.0}};
    const Image two = *styled(model, photo, order);
    CHECK(two.row(5)[4 * 3] == 204);
    CHECK(two.row(5)[4 * 15] == 51);
    CHECK(std::abs(two.row(5)[4 * 25] - 128) <= 1);

    SECTION("of another size, but not of other proportions")
    {
        order.outside.clear();
        order.mask = Image({64, 64});
        CHECK(*styled(model, photo, order) == photo); // transparent: nowhere
        order.mask = Image({64, 32});
        const Result<Image> refused = styled(model, photo, order);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().code == ErrorCode::BadInput);
    }
}

TEST_CASE("progress runs from begin to end, also over two styles")
{
    GreyModel model;
    StyleOrder order = inGrey(0.5F);
    order.mask = procedural({32, 32}, 3);
    order.outside = {{flat(0.1F), 1.0}};
    std::vector<jobs::Progress> told;
    jobs::JobContext context(jobs::nextTicket(),
                             [&](const jobs::Event &event) { told.push_back(std::get<jobs::Progress>(event)); });
    REQUIRE(stylise(model, procedural({32, 32}, 1), order, context));
    REQUIRE(told.size() == 8);
    for (std::size_t i = 0; i < told.size(); ++i) {
        CHECK(told[i].done == static_cast<int>(i) + 1);
        CHECK(told[i].total == 8);
    }
}

TEST_CASE("a stop ends the work without a picture")
{
    GreyModel model;
    std::stop_source stop;
    stop.request_stop();
    jobs::JobContext context(jobs::nextTicket(), [](const jobs::Event &) {}, {stop.get_token(), {}, {}, {}});
    const Result<Image> picture = stylise(model, procedural({32, 32}, 1), inGrey(0.5F), context);
    REQUIRE(picture);
    CHECK(picture->empty());
}

TEST_CASE("orders that can't be painted are refused")
{
    GreyModel model;
    const auto refused = [&](const Image &photo, const StyleOrder &order) {
        const Result<Image> picture = styled(model, photo, order);
        REQUIRE_FALSE(picture);
        CHECK(picture.error().code == ErrorCode::BadInput);
    };
    const Image photo = procedural({32, 32}, 1);
    refused(photo, StyleOrder());
    refused(procedural({8, 200}, 1), inGrey(0.5F));
    StyleOrder order = inGrey(0.5F);
    for (const double strength : {-0.1, 1.1, std::nan("")}) {
        order.strength = strength;
        refused(photo, order);
    }
    order = inGrey(0.5F);
    order.longerSide = 3;
    refused(photo, order);
    order.longerSide = 30'000;
    refused(photo, order);
}

TEST_CASE("tiers have names")
{
    for (const Tier tier : tiers())
        CHECK(tierFromName(name(tier)) == tier);
    CHECK(tiers().size() == 3);
    CHECK_FALSE(tierFromName("perfect"));
}

TEST_CASE("refining gets the order's controls, and print goes further")
{
    GreyModel model;
    StyleOrder order = inGrey(0.5F);
    order.tier = Tier::Refined;
    order.structure = 0.25;
    order.strokeSide = 300;
    order.seed = 77;
    order.strength = 0.9;
    order.protection = procedural({64, 64}, 2);
    order.protectionStrength = 1.0;
    REQUIRE(styled(model, procedural({32, 32}, 1), order));
    CHECK(model.refined.structure == 0.25);
    CHECK(model.refined.strokeSide == 300);
    CHECK(model.refined.seed == 77);
    CHECK(model.refined.strength == 0.9);
    CHECK(model.refined.protection == order.protection);
    CHECK(model.refined.protectionStrength == 1.0);
    CHECK(model.refined.longestSide == kRefinedSide);
    order.tier = Tier::Print;
    REQUIRE(styled(model, procedural({32, 32}, 1), order));
    CHECK(model.refined.longestSide == kPrintRefinedSide);
}

TEST_CASE("previews come with the mask, the strength, the colours and the transparency of the result")
{
    GreyModel model;
    Image photo = procedural({64, 64}, 1);
    photo.row(60)[4 * 60 + 3] = 0;
    for (int y = 56; y < 64; ++y) {
        for (int x = 56; x < 64; ++x)
            photo.row(y)[4 * x + 3] = 0;
    }
    StyleOrder order = inGrey(0.8F);
    order.tier = Tier::Refined;
    Image mask({64, 64});
    for (int y = 0; y < 64; ++y) {
        for (int x = 0; x < 64; ++x)
            mask.row(y)[4 * x] = mask.row(y)[4 * x + 1] = mask.row(y)[4 * x + 2] = x < 32 ? 255 : 0;
        for (int x = 0; x < 64; ++x)
            mask.row(y)[4 * x + 3] = 255;
    }
    order.mask = mask;
    std::vector<ImagePtr> previews;
    jobs::JobContext context(jobs::nextTicket(), [&previews](const jobs::Event &event) {
        if (const auto *frame = std::get_if<jobs::Frame>(&event))
            previews.push_back(frame->image);
    });
    REQUIRE(stylise(model, photo, order, context));
    REQUIRE(previews.size() == 1);
    Image seen = previews[0]->converted(PixelFormat::Rgba8);
    CHECK(seen.size() == Size{32, 32});
    CHECK(seen.row(8)[4 * 4] == 102);                      // half the grey, inside
    const Image small = files::resample(photo, {32, 32});
    CHECK(std::abs(seen.row(8)[4 * 28] - small.row(8)[4 * 28]) <= 1); // the photo, outside
    CHECK(seen.row(30)[4 * 30 + 3] < 8);

    // The second style's previews show the first one where it is.
    order.outside = {{flat(0.4F), 1.0}};
    previews.clear();
    REQUIRE(stylise(model, photo, order, context));
    REQUIRE(previews.size() == 2);
    seen = previews[1]->converted(PixelFormat::Rgba8);
    CHECK(seen.row(8)[4 * 4] == 204);
    CHECK(seen.row(8)[4 * 28] == 51);
}

TEST_CASE("larger strokes are painted small and keep the large painting's edges")
{
    GreyModel model;
    StyleOrder order = inGrey(0.5F);
    order.strokeSide = 64;
    const Result<Image> picture = styled(model, procedural({256, 128}, 1), order);
    REQUIRE(picture);
    REQUIRE(model.seen.size() == 2);
    CHECK(model.seen[0].size() == Size{64, 32});
    CHECK(model.seen[1].size() == Size{256, 128});
    CHECK(picture->size() == Size{256, 128});
    CHECK(picture->row(9)[9] == 127);
    model.seen.clear();
    order.strokeSide = 256; // they are not larger than they would be anyway
    REQUIRE(styled(model, procedural({256, 128}, 1), order));
    CHECK(model.seen.size() == 1);
}

TEST_CASE("a picture that keeps all of itself shows nothing of another one")
{
    const Image whole = procedural({40, 300}, 1).converted(PixelFormat::Rgba16);
    for (const PixelFormat format : {PixelFormat::Rgba8, PixelFormat::Rgba16}) {
        Image picture = whole;
        const Image other = procedural({40, 300}, 2).converted(format);
        CHECK(blend(picture, other, 1.0, 2, {}));
        CHECK(picture == whole);
        CHECK(blend(picture, other, 0.72, 2, {}));
        CHECK(picture != whole);
    }
    std::stop_source stop;
    stop.request_stop();
    Image picture = whole;
    CHECK_FALSE(blend(picture, whole, 1.0, 2, stop.get_token()));
}

TEST_CASE("structure is what the networks are asked for, at once too")
{
    GreyModel model;
    StyleOrder order = inGrey(0.5F);
    order.structure = 0.8;
    REQUIRE(styled(model, procedural({64, 64}, 1), order));
    order.strokeSide = 64;
    REQUIRE(styled(model, procedural({256, 128}, 1), order));
    CHECK(model.structures == std::vector<double>{0.8, 0.8, 0.8});
}

TEST_CASE("controls out of range are refused")
{
    GreyModel model;
    const auto refused = [&](auto change) {
        StyleOrder order = inGrey(0.5F);
        order.tier = Tier::Refined;
        change(order);
        CHECK(styled(model, procedural({64, 64}, 1), order).error().code == ErrorCode::BadInput);
    };
    refused([](StyleOrder &order) { order.structure = 1.5; });
    refused([](StyleOrder &order) { order.protectionStrength = -0.1; });
    refused([](StyleOrder &order) { order.strokeSide = kLeastStrokeSide - 1; });
    refused([](StyleOrder &order) { order.protection = procedural({64, 20}, 1); });
}

TEST_CASE("protected places are painted with a gentler style, also at once")
{
    GreyModel model;
    jobs::JobContext context(jobs::nextTicket(), [](const jobs::Event &) {});
    Image mask({64, 48});
    for (int y = 0; y < 48; ++y) {
        for (int x = 0; x < 64; ++x) {
            std::uint8_t *pixel = mask.row(y) + 4 * x;
            pixel[0] = pixel[1] = pixel[2] = x < 32 ? 255 : 0;
            pixel[3] = 255;
        }
    }
    StyleOrder order = inGrey(1.0F);
    order.protection = mask;
    order.protectionStrength = 0.4; // a style of 0.7
    const Result<Image> picture = stylise(model, procedural({64, 48}, 1), order, context);
    REQUIRE(picture);
    CHECK(picture->row(20)[4 * 50] == 255);
    CHECK(std::abs(static_cast<int>(picture->row(20)[4 * 10]) - 178) <= 1);
    CHECK(model.seen.size() == 2);

    order.protectionStrength = 0.0;
    model.seen.clear();
    const Result<Image> bare = stylise(model, procedural({64, 48}, 1), order, context);
    REQUIRE(bare);
    CHECK(bare->row(20)[4 * 10] == 255);
    CHECK(model.seen.size() == 1);
}
