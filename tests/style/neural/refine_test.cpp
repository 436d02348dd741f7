// SPDX-License-Identifier: GPL-3.0-or-later
// What is optimised: the picture itself (refining) and a style's numbers (learning).
#include "engine/core/random.h"
#include "engine/files/package.h"
#include "engine/style/neural/learner.h"
#include "engine/style/neural/refiner.h"
#include "engine/style/neural/style_package.h"
#include "engine/style/pixels.h"
#include "tests/style/procedural.h"
#include "tests/support/catch.h"

#include <algorithm>
#include <cmath>
#include <stop_token>
#include <vector>

using namespace imago;
using namespace imago::style;
using namespace imago::style::neural;
using imago::test::procedural;
using torch::Tensor;

namespace {

const std::filesystem::path kPackage = std::filesystem::path(IMAGO_SOURCE_DIR) / "resources/styles/any-style";

StyleModel &model()
{
    static const Result<std::shared_ptr<StyleModel>> opened = openStyleModel(kPackage);
    REQUIRE(opened);
    return **opened;
}

template <typename Network>
const Network &network(const char *file)
{
    static const Result<Network> loaded = [file] {
        const auto package = files::openPackage(kPackage);
        REQUIRE(package);
        const auto tensors = package->readTensors(file);
        REQUIRE(tensors);
        return Network::load(*tensors);
    }();
    REQUIRE(loaded);
    return *loaded;
}

const StylePrediction &prediction()
{
    return network<StylePrediction>("weights/prediction.safetensors");
}

const TransformWeights &transform()
{
    return network<TransformWeights>("weights/transform.safetensors");
}

// Short dashes in two directions and two warm colours on blue, as no photo has them.
Image dashes(Size size)
{
    Image painting(size);
    Random random(5);
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            std::uint8_t *pixel = painting.row(y) + 4 * x;
            pixel[0] = 20;
            pixel[1] = 40;
            pixel[2] = static_cast<std::uint8_t>(110 + (x + 2 * y) % 40);
            pixel[3] = 255;
        }
    }
    for (int i = 0; i < size.width * size.height / 60; ++i) {
        const bool first = random.chance(0.5);
        const double angle = (first ? 0.6 : 2.2) + 0.2 * random.normal();
        const double x = random.uniform(0, size.width);
        const double y = random.uniform(0, size.height);
        for (int step = -12; step <= 12; ++step) {
            for (int wide = -1; wide <= 1; ++wide) {
                const int px = static_cast<int>(x + 0.5 * step * std::cos(angle) - wide * std::sin(angle));
                const int py = static_cast<int>(y + 0.5 * step * std::sin(angle) + wide * std::cos(angle));
                if (px < 0 || py < 0 || px >= size.width || py >= size.height)
                    continue;
                std::uint8_t *pixel = painting.row(py) + 4 * px;
                pixel[0] = first ? 240 : 220;
                pixel[1] = first ? 190 : 90;
                pixel[2] = first ? 60 : 30;
            }
        }
    }
    return painting;
}

// How differently two pictures' local differences are distributed: the mean distance of their sorted responses to
// differences of means at two distances, along both axes and diagonals. No loss of ours knows it.
double textureDistance(const Image &one, const Image &other)
{
    const auto responses = [](const Image &given, int kind) {
        const Image image = given.converted(PixelFormat::Rgba8);
        const int far = kind % 2 == 0 ? 2 : 5;
        const int dx = kind / 2 == 0 ? far : kind / 2 == 1 ? 0 : far;
        const int dy = kind / 2 == 0 ? 0 : kind / 2 == 1 ? far : kind / 2 == 2 ? far : -far;
        std::vector<double> values;
        for (int y = 6; y < image.height() - 6; ++y) {
            for (int x = 6; x < image.width() - 6; ++x) {
                const std::uint8_t *a = image.row(y) + 4 * x;
                const std::uint8_t *b = image.row(y + dy) + 4 * (x + dx);
                values.push_back(0.3 * (b[0] - a[0]) + 0.6 * (b[1] - a[1]) + 0.1 * (b[2] - a[2]));
            }
        }
        std::ranges::sort(values);
        return values;
    };
    constexpr int kRanks = 200;
    double distance = 0;
    for (int kind = 0; kind < 8; ++kind) {
        const std::vector<double> a = responses(one, kind);
        const std::vector<double> b = responses(other, kind);
        for (int rank = 0; rank < kRanks; ++rank) {
            const auto at = [rank](const std::vector<double> &values) {
                return values[values.size() * static_cast<std::size_t>(2 * rank + 1) / (2 * kRanks)];
            };
            distance += std::abs(at(a) - at(b)) / (8 * kRanks);
        }
    }
    return distance;
}

Refinement inDashes(Size painting = {160, 128})
{
    Refinement order;
    const Result<Style> style = model().styleOf(dashes(painting));
    REQUIRE(style);
    order.styles = {{*style, 1.0}};
    return order;
}

// Collects what a context is told, and asks for a stop after so many reports.
struct Listener
{
    std::vector<jobs::Progress> reports;
    std::vector<ImagePtr> previews;
    std::stop_source now;
    std::stop_source atCheckpoint;
    std::size_t stopAfter = 1'000'000;
    bool checkpoint = false;
    jobs::JobContext context{jobs::nextTicket(),
                             [this](const jobs::Event &event) {
                                 if (const auto *progress = std::get_if<jobs::Progress>(&event))
                                     reports.push_back(*progress);
                                 if (const auto *frame = std::get_if<jobs::Frame>(&event))
                                     previews.push_back(frame->image);
                                 if (reports.size() == stopAfter)
                                     (checkpoint ? atCheckpoint : now).request_stop();
                             },
                             {now.get_token(), atCheckpoint.get_token(), {}, {}}};
};

Image refinedImage(const Image &photo, const Refinement &order)
{
    Listener listener;
    const Result<Image> picture = model().refine(photo, order, listener.context);
    INFO((picture ? std::string() : describe(picture.error())));
    REQUIRE(picture);
    return *picture;
}

Learning onProcedural(int steps)
{
    Learning order;
    for (int seed = 1; seed <= 4; ++seed)
        order.content.push_back(procedural({220, 200}, seed));
    order.steps = steps;
    return order;
}

} // namespace

TEST_CASE("tiles cover every pixel once, however they are shifted")
{
    for (const Size size : {Size{64, 64}, Size{75, 333}, Size{1024, 683}, Size{1100, 64}}) {
        INFO(size.width << " x " << size.height);
        const TileGrid grid(size);
        for (const int shift : {0, 3, TileGrid::kShifts - 1}) {
            Tensor times = torch::zeros({1, 1, size.height, size.width});
            for (int tile = 0; tile < grid.count(); ++tile) {
                const TileView view(grid.tile(tile, shift, TileGrid::kShifts - 1 - shift), size);
                view.own(times).add_(1.0);
                const Tensor part = view.part(times);
                CHECK(view.ownOfPart(part).sizes() == view.own(times).sizes());
                const Tensor input = view.input(part);
                CHECK(input.size(2) % 8 == 0);
                CHECK(input.size(3) % 8 == 0);
                CHECK(input.numel() < 200'000); // a stop waits for no more
            }
            CHECK((times == 1.0).all().item<bool>());
        }
    }
    CHECK(TileGrid({1024, 1024}).count() > 4);
}

TEST_CASE("a picture's moments do not depend on how it is cut")
{
    // A texture that is alike everywhere: cut in tiles or as one of its parts it has the same moments.
    const Tensor large = scaledColours(dashes({800, 700}), 800);
    StripTeam team(2);
    const LayerSums whole = momentsOf(prediction(), large, team, {});
    const LayerSums part =
        momentsOf(prediction(), large.narrow(2, 100, 400).narrow(3, 200, 400).contiguous(), team, {});
    for (std::size_t layer = 0; layer < whole.size(); ++layer) {
        const double off = ((whole[layer] - part[layer]).norm() / whole[layer].norm()).item<double>();
        CHECK(off < 0.08);
    }
    std::stop_source stopped;
    stopped.request_stop();
    CHECK(momentsOf(prediction(), large, team, stopped.get_token())[0].defined() == false);
}

TEST_CASE("colours are moved to the wanted mean and covariance")
{
    StripTeam team(2);
    const Tensor photo = 0.3 + 0.4 * scaledColours(procedural({96, 80}, 1), 96); // room for the move
    const Tensor target = momentsOf(prediction(), 0.4 + 0.2 * scaledColours(dashes({96, 80}), 96), team, {})[0];
    const auto [mean, covariance] = colorStatistics(momentsOf(prediction(), transported(photo, target), team, {})[0]);
    const auto [wantedMean, wantedCovariance] = colorStatistics(target);
    CHECK(torch::allclose(mean, wantedMean, 0.0, 3e-3));
    CHECK(torch::allclose(covariance, wantedCovariance, 0.0, 1e-3));
}

TEST_CASE("refining brings the moments to the painting's and keeps the photo's shapes")
{
    Listener listener;
    std::vector<RefinementLosses> losses;
    const Refinement order = inDashes();
    const Image photo = procedural({96, 80}, 1);
    const Tensor picture = refined(prediction(), photo, order, listener.context,
                                   [&losses](const RefinementLosses &each) { losses.push_back(each); });
    REQUIRE(picture.defined());
    CHECK(picture.size(2) == 80);
    CHECK(picture.size(3) == 96);
    REQUIRE(losses.size() > 30);
    CHECK(losses.back().style < 0.35 * losses.front().style);
    CHECK(losses.back().content < 2.0);

    CHECK_FALSE(listener.previews.empty());
    for (std::size_t i = 1; i < listener.reports.size(); ++i)
        CHECK(listener.reports[i].done >= listener.reports[i - 1].done);
    CHECK(listener.reports.back().done == listener.reports.back().total);
}

TEST_CASE("a refined picture has the painting's texture more than one that was painted at once")
{
    const Image photo = procedural({160, 128}, 1);
    const Image painting = dashes({160, 128});
    const Refinement order = inDashes();
    jobs::JobContext context(jobs::nextTicket(), [](const jobs::Event &) {});
    const Result<Image> instant = model().paint(photo, order.styles[0].style, 0.5, 1, context);
    REQUIRE(instant);
    const Image refined = refinedImage(photo, order);
    CHECK(refined.size() == photo.size());
    CHECK(textureDistance(refined, painting) < 0.95 * textureDistance(*instant, painting));
}

TEST_CASE("refining follows its seed, its structure and its protection")
{
    const Image photo = procedural({80, 72}, 1);
    Refinement order = inDashes();
    const Image one = refinedImage(photo, order);
    CHECK(one == refinedImage(photo, order));
    order.seed = 2;
    CHECK_FALSE(one == refinedImage(photo, order));

    const auto losses = [&photo](const Refinement &how) {
        RefinementLosses last;
        Listener listener;
        refined(prediction(), photo, how, listener.context, [&last](const RefinementLosses &each) { last = each; });
        return last;
    };
    order.structure = 0.0;
    const RefinementLosses loose = losses(order);
    order.structure = 1.0;
    const RefinementLosses faithful = losses(order);
    CHECK(faithful.content < loose.content);
    CHECK(faithful.style > loose.style);

    order.structure = 0.0;
    order.protection = Image({8, 7});
    for (int y = 0; y < 7; ++y)
        std::fill_n(order.protection->row(y), 32, std::uint8_t{255});
    order.protectionStrength = 1.0;
    CHECK(losses(order).content < loose.content); // all of the picture is protected
}

TEST_CASE("a stop ends refining within one tile, a stop at the checkpoint keeps the picture")
{
    const Image photo = procedural({90, 70}, 1);
    const Refinement order = inDashes();
    Listener stops;
    stops.stopAfter = 5;
    const Result<Image> nothing = model().refine(photo, order, stops.context);
    REQUIRE(nothing);
    CHECK(nothing->empty());
    CHECK(stops.reports.size() == 5);

    Listener keeps;
    keeps.stopAfter = 5;
    keeps.checkpoint = true;
    const Result<Image> early = model().refine(photo, order, keeps.context);
    REQUIRE(early);
    CHECK(early->size() == photo.size());
    CHECK(keeps.reports.size() == 5);
    CHECK_FALSE(*early == refinedImage(photo, order));
}

TEST_CASE("photos of any shape are refined, large ones in parts")
{
    Refinement order = inDashes({64, 64});
    order.longestSide = 96;
    for (const Size size : {Size{16, 16}, Size{300, 20}, Size{211, 157}}) {
        INFO(size.width << " x " << size.height);
        const Image picture = refinedImage(procedural(size, 1), order);
        CHECK(picture.size() == size);
        CHECK(picture.format() == PixelFormat::Rgba16);
    }
}

TEST_CASE("what can't be refined is refused")
{
    const Image photo = procedural({64, 64}, 1);
    const auto code = [&photo](auto change, const Image &what) {
        Refinement order = inDashes({64, 64});
        change(order);
        jobs::JobContext context(jobs::nextTicket(), [](const jobs::Event &) {});
        const Result<Image> refused = model().refine(what, order, context);
        REQUIRE_FALSE(refused);
        return refused.error().code;
    };
    CHECK(code([](Refinement &) {}, procedural({15, 64}, 1)) == ErrorCode::BadInput);
    CHECK(code([](Refinement &order) { order.styles.clear(); }, photo) == ErrorCode::BadInput);
    CHECK(code([](Refinement &order) { order.styles[0].style.painting.reset(); }, photo) == ErrorCode::BadInput);
    CHECK(code([](Refinement &order) { order.structure = -1; }, photo) == ErrorCode::BadInput);
    CHECK(code([](Refinement &order) { order.strength = std::nan(""); }, photo) == ErrorCode::BadInput);
    CHECK(code([](Refinement &order) { order.strokeSide = 3; }, photo) == ErrorCode::BadInput);
    CHECK(code([](Refinement &order) { order.protection = procedural({64, 16}, 1); }, photo) == ErrorCode::BadInput);
}

TEST_CASE("the network in one piece paints as the strips do")
{
    const Image photo = procedural({120, 96}, 1);
    const StyleParameters style = model().styleOf(dashes({128, 128}))->parameters;
    jobs::JobContext context(jobs::nextTicket(), [](const jobs::Event &) {});
    const Image strips = paintInStrips(transform(), photo, style, 1, context);
    const torch::NoGradGuard noGradients;
    const Tensor whole = transformed(transform(), scaledColours(photo, 120), toTensor(style));
    const auto values = whole.accessor<float, 4>();
    float largest = 0;
    for (int y = 0; y < 96; ++y) {
        for (int x = 0; x < 120; ++x)
            largest = std::max(largest, std::abs(values[0][1][y][x] - static_cast<float>(
                                                    pixels<std::uint16_t>(strips, y)[4 * x + 1]) / 65535.0F));
    }
    CHECK(largest < 1e-4F);
}

TEST_CASE("a learned style paints nearer to the painting than the one that was read")
{
    const Image painting = dashes({256, 256});
    const Image photo = procedural({220, 200}, 9); // not among what is learned on
    Learning order = onProcedural(70);
    order.preview = photo;
    Listener listener;
    const auto learned = model().learn(painting, order, listener.context);
    INFO((learned ? std::string() : describe(learned.error())));
    REQUIRE(learned);
    REQUIRE(*learned);
    const LearnedStyle &result = **learned;
    CHECK(result.after.style < 0.7 * result.before.style);
    CHECK(result.steps == 70);
    CHECK(listener.reports.back().done == 70);

    jobs::JobContext context(jobs::nextTicket(), [](const jobs::Event &) {});
    const Image before = *model().paint(photo, *model().styleOf(painting), 0.5, 1, context);
    const Image after = *model().paint(photo, result.style, 0.5, 1, context);
    CHECK(textureDistance(after, painting) < textureDistance(before, painting));

    // The card's statistics can stand for the painting.
    Style style = result.style;
    style.painting.reset();
    REQUIRE(style.canBeRefined());
    CHECK(style.statistics->size() == 1); // the painting is not larger
    Refinement refinement;
    refinement.styles = {{style, 1.0}};
    const Image refined = refinedImage(procedural({160, 128}, 1), refinement);
    CHECK(textureDistance(refined, painting) < textureDistance(procedural({160, 128}, 1), painting));
}

TEST_CASE("learning all weights gives the larger kind, and the same seed the same style")
{
    Learning order = onProcedural(2);
    order.weightSteps = 2;
    const auto learnt = [&order] {
        Listener listener;
        const auto learned = model().learn(dashes({128, 128}), order, listener.context);
        REQUIRE(learned);
        REQUIRE(*learned);
        return **learned;
    };
    const LearnedStyle one = learnt();
    REQUIRE(one.style.hasOwnWeights());
    CHECK(one.style.weights->size() == kTransformWeights);
    CHECK(one.weightSteps == 2);
    CHECK(std::ranges::any_of(*one.style.weights, [](float value) { return value != 0.0F; }));
    const LearnedStyle two = learnt();
    CHECK(one.style.parameters == two.style.parameters);
    CHECK(*one.style.weights == *two.style.weights);
    order.seed = 9;
    CHECK_FALSE(learnt().style.parameters == one.style.parameters);
}

TEST_CASE("learning stops at once, or keeps what is learned, and refuses what it can't use")
{
    Listener stops;
    stops.stopAfter = 2;
    const auto nothing = model().learn(dashes({96, 96}), onProcedural(20), stops.context);
    REQUIRE(nothing);
    CHECK_FALSE(*nothing);
    CHECK(stops.reports.size() == 2);

    Listener keeps;
    keeps.stopAfter = 2;
    keeps.checkpoint = true;
    const auto early = model().learn(dashes({96, 96}), onProcedural(20), keeps.context);
    REQUIRE(early);
    REQUIRE(*early);
    CHECK((*early)->steps == 2);

    const auto code = [](auto change, Size painting) {
        Learning order = onProcedural(1);
        change(order);
        Listener listener;
        const auto refused = model().learn(dashes(painting), order, listener.context);
        REQUIRE_FALSE(refused);
        return refused.error().code;
    };
    CHECK(code([](Learning &order) { order.content.clear(); }, {96, 96}) == ErrorCode::BadInput);
    CHECK(code([](Learning &order) { order.content[0] = procedural({300, 191}, 1); }, {96, 96}) == ErrorCode::BadInput);
    CHECK(code([](Learning &order) { order.steps = -1; }, {96, 96}) == ErrorCode::BadInput);
    CHECK(code([](Learning &order) { order.structure = 2; }, {96, 96}) == ErrorCode::BadInput);
    CHECK(code([](Learning &) {}, {96, 12}) == ErrorCode::BadInput);
}
