// SPDX-License-Identifier: GPL-3.0-or-later
// What decoders draw by their own kernels against what torch's operations draw.
#include "engine/latent/neural/drawing.h"
#include "engine/latent/neural/networks.h"
#include "engine/latent/neural/picture_pyramid.h"
#include "tests/support/catch.h"

using namespace imago;
using namespace imago::latent::neural;
using torch::Tensor;

namespace {

// Weights that are nowhere near what a layer begins with.
void shake(torch::nn::Module &network)
{
    const torch::NoGradGuard noGrad;
    for (Tensor &parameter : network.parameters())
        parameter.add_(0.05 * torch::randn_like(parameter));
}

double farthest(const Tensor &one, const Tensor &other)
{
    return ((one - other).abs().max() / other.abs().max()).item<double>();
}

} // namespace

TEST_CASE("a decoder that only draws draws what the trained one would, at any size and for any number of pictures")
{
    torch::manual_seed(1);
    DecoderOptions options;
    options.attributes = 5;
    options.latent = 7;
    options.style = 24;
    options.channels = {32, 24, 48, 40, 16}; // some fill whole registers, some do not
    options.landmarks = 9;
    options.placing = 16;
    PyramidDecoder decoder(options);
    shake(*decoder);
    for (const std::int64_t count : {1, 3}) {
        const Tensor attributes = torch::randn({count, 5}), z = torch::randn({count, 7});
        for (const int side : {16, 32, 64, 128}) {
            INFO(count << " pictures of " << side << " px");
            const Tensor plain = decoder(attributes, z, side).picture;
            REQUIRE(plain.requires_grad());
            const torch::InferenceMode inference;
            REQUIRE(onlyDraws(z));
            const Decoded drawn = decoder(attributes, z, side);
            CHECK(farthest(drawn.picture, plain.detach()) < 1e-3); // rows pass over faint landmarks
            CHECK(drawn.picture.sizes() == plain.sizes());
        }
    }
    const Tensor attributes = torch::randn({1, 5}), z = torch::randn({1, 7});
    const Tensor plain = decoder(attributes, z, 128).picture.detach();
    prepareToDraw(*decoder);
    const torch::InferenceMode inference;
    CHECK(farthest(decoder(attributes, z, 128).picture, plain) < 1e-3);
}

TEST_CASE("a layer whose values lie far from zero is finished as well")
{
    torch::manual_seed(3);
    FilmBlock block(16, 16, 6);
    shake(*block);
    {
        const torch::NoGradGuard noGrad;
        block->conv->bias.add_(100.0);
    }
    const Tensor x = torch::randn({2, 16, 9, 11}).contiguous(torch::MemoryFormat::ChannelsLast);
    const Tensor style = torch::randn({2, 6});
    const torch::NoGradGuard noGrad;
    REQUIRE(onlyDraws(x));
    const Tensor drawn = block(x, style);
    block->to(torch::kDouble);
    const Tensor exact = block(x.to(torch::kDouble), style.to(torch::kDouble));
    CHECK(farthest(drawn, exact.to(torch::kFloat)) < 2e-4); // single floats at 100 differ by 8e-6
}

TEST_CASE("a pyramid of pictures of one's own draws by kernels what it draws by torch")
{
    torch::manual_seed(2);
    PictureShape shape;
    shape.size = {24, 32};
    shape.channels = {24, 16, 8};
    shape.latent = 6;
    shape.style = 12;
    for (const bool subPixels : {false, true}) {
        shape.subPixels = subPixels;
        PicturePyramid pyramid(shape);
        shake(*pyramid);
        for (const std::int64_t count : {1, 2}) {
            const Tensor style = torch::randn({count, shape.style});
            const Tensor plain = pyramid->draw(style);
            const torch::NoGradGuard noGrad;
            REQUIRE(onlyDraws(style));
            CHECK(farthest(pyramid->draw(style), plain.detach()) < 1e-5);
        }
    }
}
