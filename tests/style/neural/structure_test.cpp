// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/neural/structure.h"

#include "tests/support/catch.h"

using namespace imago::style::neural;
using torch::Tensor;

namespace {

// A disc with soft stripes on the left half, nothing on the right one.
Tensor photo()
{
    const Tensor y = torch::arange(96, torch::kFloat).view({96, 1});
    const Tensor x = torch::arange(128, torch::kFloat).view({1, 128});
    const Tensor disc = torch::sigmoid(24.0 - ((y - 48).square() + (x - 32).square()).sqrt());
    const Tensor light = 0.4 + disc * (0.3 + 0.1 * torch::sin(0.7 * (x + y)));
    return light.view({1, 1, 96, 128}).repeat({1, 3, 1, 1});
}

double distance(const Tensor &picture, const Tensor &emphasis = {})
{
    return PhotoStructure(octavesOf(photo()), emphasis).distance(octavesOf(picture)).item<double>();
}

Tensor noise(std::int64_t left, std::int64_t right)
{
    torch::manual_seed(1);
    Tensor result = torch::zeros({1, 3, 96, 128});
    result.narrow(3, left, right - left)
        .copy_(0.1 * torch::randn({1, 1, 96, right - left}).expand({1, 3, 96, right - left}));
    return result;
}

} // namespace

TEST_CASE("structure is the photo's whatever its contrast and colours, and not when light and dark are exchanged")
{
    const double same = distance(photo());
    const Tensor tint = torch::tensor({0.8, 1.0, 0.5}).view({1, 3, 1, 1});
    CHECK(distance(0.5 * photo() * tint) < same + 0.1);
    CHECK(distance(0.5 * photo() + noise(0, 128)) > same + 0.1);
    CHECK(distance(1.0 - photo()) > same + 0.5);
}

TEST_CASE("texture counts more where the photo is flat")
{
    CHECK(distance(photo() + noise(80, 128)) > distance(photo()) + 0.02);
}

TEST_CASE("emphasised places count more")
{
    const Tensor lost = photo().narrow(3, 0, 64).mean({2, 3}, true).expand({1, 3, 96, 128});
    Tensor face = torch::zeros({1, 1, 48, 64});
    CHECK(distance(lost, face) == Approx(distance(lost)));
    face.narrow(3, 0, 32).fill_(4.0);
    CHECK(distance(lost, face) > 2.0 * distance(lost));
}

TEST_CASE("gradients lead back to the photo's structure")
{
    const PhotoStructure structure(octavesOf(photo()));
    Tensor picture = (0.5 + 0.3 * (photo() - 0.5) + noise(0, 128)).set_requires_grad(true);
    const double before = structure.distance(octavesOf(picture)).item<double>();
    for (int step = 0; step < 30; ++step) {
        structure.distance(octavesOf(picture)).backward();
        const torch::NoGradGuard noGradients;
        picture.sub_(0.01 * picture.grad() / picture.grad().abs().max());
        picture.grad().zero_();
    }
    CHECK(structure.distance(octavesOf(picture)).item<double>() < 0.9 * before);
}
