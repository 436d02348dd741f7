// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/neural/flat_parameters.h"
#include "tests/support/catch.h"

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
                                  torch::nn::Linear(8 * 16, 3), torch::nn::Linear(3, 4));
    const std::vector<Tensor> adam = moves(network, {});
    const std::vector<Tensor> mixed = moves(network, {.matrixPace = 5.0});
    REQUIRE(adam.size() == 6);
    for (const std::size_t i : {std::size_t{0}, std::size_t{2}}) { // the convolution and the first layer
        const Tensor matrix = mixed[i].flatten(1) / 0.05;
        const Tensor gram = matrix.matmul(matrix.t());
        INFO("parameter " << i);
        CHECK(gram.diagonal().min().item<double>() > 0.4);
        CHECK(gram.diagonal().max().item<double>() < 1.5);
        CHECK((gram - gram.diagonal().diag()).abs().max().item<double>() < 0.45);
    }
    for (const std::size_t i : {std::size_t{1}, std::size_t{3}, std::size_t{4}, std::size_t{5}})
        CHECK(torch::equal(mixed[i], adam[i])); // biases, and the last layer
}
