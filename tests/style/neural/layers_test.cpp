// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/files/package.h"
#include "engine/style/neural/layers.h"
#include "engine/style/neural/prediction.h"
#include "engine/style/neural/transform.h"
#include "engine/style/pixels.h"
#include "tests/style/procedural.h"
#include "tests/support/catch.h"

#include <cmath>
#include <stop_token>

using namespace imago;
using namespace imago::style;
using namespace imago::style::neural;
using imago::test::procedural;
using torch::Tensor;

namespace {

const TransformWeights &weights()
{
    static const Result<TransformWeights> loaded = [] {
        const auto package =
            files::openPackage(std::filesystem::path(IMAGO_SOURCE_DIR) / "resources/styles/any-style");
        REQUIRE(package);
        const auto file = package->readTensors("weights/transform.safetensors");
        REQUIRE(file);
        return TransformWeights::load(*file);
    }();
    REQUIRE(loaded);
    return *loaded;
}

Tensor someVector()
{
    Tensor vector = torch::empty({1, static_cast<std::int64_t>(kStyleSize)});
    for (std::int64_t i = 0; i < vector.numel(); ++i)
        vector.data_ptr<float>()[i] = static_cast<float>(std::sin(static_cast<double>(7 * i + 1)));
    return vector;
}

StyleParameters someStyle()
{
    const torch::InferenceMode inference;
    return weights().parameters(someVector());
}

Image painted(const Image &photo, int threads, std::int64_t mostKeptBytes = std::int64_t{1} << 40)
{
    jobs::JobContext context(jobs::nextTicket(), [](const jobs::Event &) {});
    return paintInStrips(weights(), photo, someStyle(), threads, context, mostKeptBytes);
}

// The network in one piece, as its authors draw it. The photo's sides: multiples of 4.
Tensor paintedWhole(const Image &photo)
{
    const torch::InferenceMode inference;
    const Tensor vector = someVector().view({1, -1, 1, 1});
    const auto convolved = [](const Tensor &x, const Convolution &c) {
        const int margin = c.side() / 2;
        return torch::conv2d(torch::reflection_pad2d(x, {margin, margin, margin, margin}), c.weight, c.bias, c.stride);
    };
    std::size_t heads = 0;
    const auto styled = [&](const Tensor &x, const Convolution &c) {
        const StyleHead &head = weights().heads[heads++];
        const Tensor y = torch::instance_norm(convolved(x, c), {}, {}, {}, {}, true, 0, 1e-5, false);
        return y * torch::conv2d(vector, head.gamma.weight, head.gamma.bias) +
               torch::conv2d(vector, head.beta.weight, head.beta.bias);
    };
    const auto doubled = [](const Tensor &x) {
        return torch::upsample_nearest2d(x, {2 * x.size(2), 2 * x.size(3)});
    };
    Tensor x = colours(photo);
    for (const Convolution &c : weights().contract)
        x = torch::relu(convolved(x, c));
    for (const auto &block : weights().residual)
        x = x + styled(torch::relu(styled(x, block[0])), block[1]);
    x = torch::relu(styled(doubled(x), weights().expand[0]));
    x = torch::relu(styled(doubled(x), weights().expand[1]));
    return torch::sigmoid(styled(x, weights().expand[2]));
}

double largestDifference(const Image &a, const Image &b)
{
    double largest = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int i = 0; i < 4 * a.width(); ++i)
            largest =
                std::max(largest, std::abs(pixels<std::uint16_t>(a, y)[i] - pixels<std::uint16_t>(b, y)[i]) / 65535.0);
    }
    return largest;
}

// The mean step from row y - 1 to row y, over the picture's width.
double step(const Image &picture, int y)
{
    double sum = 0;
    for (int i = 0; i < 4 * picture.width(); ++i)
        sum += std::abs(pixels<std::uint16_t>(picture, y)[i] - pixels<std::uint16_t>(picture, y - 1)[i]);
    return sum / picture.width();
}

} // namespace

TEST_CASE("strips paint what the network in one piece paints")
{
    for (const Size size : {Size{300, 520}, Size{1040, 200}, Size{16, 16}, Size{20, 76}}) {
        INFO(size.width << " x " << size.height);
        const Image photo = procedural(size, 1);
        const Image strips = painted(photo, 1);
        const Tensor whole = paintedWhole(photo);
        const auto values = whole.accessor<float, 4>();
        double largest = 0;
        for (int y = 0; y < size.height; ++y) {
            for (int x = 0; x < size.width; ++x) {
                for (int c = 0; c < 3; ++c) {
                    const double value = pixels<std::uint16_t>(strips, y)[4 * x + c] / 65535.0;
                    largest = std::max(largest, std::abs(value - static_cast<double>(values[0][c][y][x])));
                }
            }
        }
        CHECK(largest < 1e-4);
    }
}

TEST_CASE("layers that are not kept are made again the same")
{
    const Image photo = procedural({203, 301}, 1);
    CHECK(largestDifference(painted(photo, 1), painted(photo, 1, 0)) < 1e-4);
}

TEST_CASE("the painting is the same pixels on any number of threads")
{
    const Image photo = procedural({260, 340}, 1);
    const Image one = painted(photo, 1);
    CHECK(one == painted(photo, 3));
    CHECK(one == painted(photo, 16));
}

TEST_CASE("there is no seam where strips meet")
{
    const Image photo = procedural({512, 640}, 2);
    const Image picture = painted(photo, 1, 0);
    const PhotoLayer layer(photo);
    REQUIRE(layer.stripCount() > 3);
    double all = 0;
    for (int y = 1; y < photo.height(); ++y)
        all += step(picture, y) / (photo.height() - 1);
    for (int strip = 1; strip < layer.stripCount(); ++strip) {
        const int y = layer.stripBegin(strip);
        const double around = std::max(step(picture, y - 1), step(picture, y + 1));
        CHECK(step(picture, y) < 1.25 * std::max(all, around));
    }
}

TEST_CASE("progress grows to its end, and a stop ends a painting early")
{
    const Image photo = procedural({256, 256}, 1);
    std::stop_source stop;
    std::vector<jobs::Progress> told;
    bool stops = false;
    const auto listen = [&](const jobs::Event &event) {
        told.push_back(std::get<jobs::Progress>(event));
        if (stops)
            stop.request_stop();
    };
    jobs::JobContext context(jobs::nextTicket(), listen, {stop.get_token(), {}, {}, {}});
    CHECK_FALSE(paintInStrips(weights(), photo, someStyle(), 1, context).empty());
    REQUIRE(told.size() > 20);
    for (std::size_t i = 1; i < told.size(); ++i)
        CHECK(told[i].done > told[i - 1].done);
    CHECK(told.back().done == told.back().total);

    told.clear();
    stops = true;
    CHECK(paintInStrips(weights(), photo, someStyle(), 1, context).empty());
    CHECK(told.size() == 1);
}

TEST_CASE("a mirrored photo continues its rows and columns")
{
    const Image photo = procedural({17, 18}, 0);
    const PhotoLayer layer(photo);
    CHECK(layer.width() == 20);
    CHECK(layer.height() == 20);
    const Tensor all = layer.rows(0, 20);
    CHECK(torch::equal(all.select(3, 17), all.select(3, 15)));
    CHECK(torch::equal(all.select(2, 19), all.select(2, 15)));
    CHECK_FALSE(torch::equal(all.select(3, 16), all.select(3, 15)));
}

TEST_CASE("own weights are added to the network's, in its order")
{
    std::vector<float> own(kTransformWeights, 0.0F);
    own[5] = 2.0F;
    own.back() = -1.0F;
    TransformWeights base = weights();
    TransformWeights sum = base.plus(own);
    std::int64_t count = 0;
    for (const Convolution *convolution : sum.convolutions())
        count += convolution->weight.numel() + convolution->bias.numel();
    REQUIRE(count == static_cast<std::int64_t>(kTransformWeights));
    CHECK_FALSE(torch::equal(sum.contract[0].weight, base.contract[0].weight));
    CHECK(sum.contract[0].weight.view(-1)[5].item<float>() == base.contract[0].weight.view(-1)[5].item<float>() + 2.0F);
    CHECK(torch::equal(sum.residual[3][1].weight, base.residual[3][1].weight));
    CHECK(sum.expand[2].bias[2].item<float>() == base.expand[2].bias[2].item<float>() - 1.0F);
}
