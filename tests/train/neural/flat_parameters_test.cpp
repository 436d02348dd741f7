// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/neural/flat_parameters.h"
#include "tests/support/catch.h"

#include <cmath>

using namespace imago::train::neural;
using torch::Tensor;

namespace {

// A step from random gradients: how far each parameter went.
std::vector<Tensor> moves(torch::nn::Sequential &network, const AdamOptions &options)
{
    torch::manual_seed(4);
    for (Tensor &parameter : network->parameters())
        parameter.set_data(torch::randn(parameter.sizes()));
    FlatParameters flat(*network);
    flat.zeroGradients();
    network->forward(torch::randn({5, 2, 6, 6})).square().sum().backward();
    const std::vector<Tensor> parameters = network->parameters();
    std::vector<Tensor> before;
    for (const Tensor &parameter : parameters)
        before.push_back(parameter.detach().clone());
    flat.step(flat.gradientNorm(), 0.01, 0.999, options);
    for (std::size_t i = 0; i < before.size(); ++i)
        before[i] -= parameters[i].detach();
    return before;
}

} // namespace

TEST_CASE("matrices move by orthonormal steps if wanted, all else by Adam's")
{
    torch::nn::Sequential network(torch::nn::Conv2d(torch::nn::Conv2dOptions(2, 8, 3)), torch::nn::Flatten(),
                                  torch::nn::Linear(8 * 16, 3), torch::nn::Linear(3, 12), torch::nn::Linear(12, 4));
    const std::vector<Tensor> adam = moves(network, {});
    const std::vector<Tensor> mixed = moves(network, {.matrixPace = 5.0});
    REQUIRE(adam.size() == 8);
    for (const std::size_t i : {std::size_t{0}, std::size_t{2}, std::size_t{4}}) { // all but the last layer
        Tensor matrix = mixed[i].flatten(1) / 0.05;
        if (matrix.size(0) > matrix.size(1)) // a tall one goes as far as its outputs are many
            matrix = matrix.t() / std::sqrt(static_cast<double>(matrix.size(0)) / static_cast<double>(matrix.size(1)));
        const Tensor gram = matrix.matmul(matrix.t());
        INFO("parameter " << i);
        CHECK(gram.diagonal().min().item<double>() > 0.4);
        CHECK(gram.diagonal().max().item<double>() < 1.5);
        CHECK((gram - gram.diagonal().diag()).abs().max().item<double>() < 0.45);
    }
    for (const std::size_t i : {std::size_t{1}, std::size_t{3}, std::size_t{5}, std::size_t{6}, std::size_t{7}})
        CHECK(torch::equal(mixed[i], adam[i])); // biases, and the last layer
}

TEST_CASE("a matrix whose gradient has one direction moves in that one alone, and one without a gradient not at all")
{
    const auto moved = [](const Tensor &gradient) {
        torch::nn::Sequential network(torch::nn::Linear(torch::nn::LinearOptions(gradient.size(1), gradient.size(0))),
                                      torch::nn::Linear(1, 1));
        FlatParameters flat(*network);
        const Tensor weight = network->parameters().front();
        const Tensor before = weight.detach().clone();
        flat.zeroGradients();
        weight.mutable_grad().copy_(gradient);
        flat.step(flat.gradientNorm(), 0.01, 0.999, {.matrixPace = 5.0});
        return Tensor((before - weight.detach()) / 0.05);
    };
    torch::manual_seed(4);
    const Tensor direction = torch::outer(torch::randn(48), torch::randn(96));
    const Tensor step = moved(direction);
    const double along = (step * direction / direction.norm()).sum().item<double>();
    CHECK(along > 0.6);
    CHECK(along < 1.2);
    CHECK((step - along * direction / direction.norm()).norm().item<double>() < 0.01);
    CHECK(torch::equal(moved(torch::zeros({48, 96})), torch::zeros({48, 96})));
}
