// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/latent/neural/drawing.h"

#include "engine/latent/neural/drawing_kernels.h"

namespace imago::latent::neural {

using torch::Tensor;

namespace {

constexpr auto kLast = torch::MemoryFormat::ChannelsLast;

} // namespace

bool onlyDraws(const Tensor &x)
{
    return !torch::GradMode::is_enabled() && x.device().is_cpu() && x.scalar_type() == torch::kFloat;
}

Tensor through(torch::nn::Linear &layer, const Tensor &x)
{
    if (!onlyDraws(x) || x.dim() != 2 || x.size(0) != 1)
        return layer(x);
    const Tensor y = layer->options.bias() ? torch::addmv(layer->bias, layer->weight, x[0])
                                           : torch::mv(layer->weight, x[0]);
    return y.unsqueeze(0);
}

Tensor finishFilmed(Tensor y, torch::nn::GroupNorm &norm, const Tensor &film, const Tensor &rest)
{
    y = y.contiguous(kLast);
    const Tensor styles = film.to(torch::kFloat).contiguous(), more = rest.defined() ? rest.contiguous(kLast) : Tensor();
    FilmedLayer layer;
    layer.pixels = y.size(2) * y.size(3);
    layer.channels = y.size(1);
    layer.groups = norm->options.num_groups();
    layer.epsilon = norm->options.eps();
    layer.gamma = norm->weight.data_ptr<float>();
    layer.beta = norm->bias.data_ptr<float>();
    for (std::int64_t i = 0; i < y.size(0); ++i) {
        layer.film = styles.data_ptr<float>() + i * 2 * layer.channels;
        const std::int64_t before = i * layer.pixels * layer.channels;
        finishFilmed(y.data_ptr<float>() + before, more.defined() ? more.data_ptr<float>() + before : nullptr, layer);
    }
    return y;
}

Tensor withSights(Tensor x, const Tensor &landmarks, const Tensor &weights, double reach)
{
    x = x.contiguous(kLast);
    const Tensor places = landmarks.contiguous(), each = weights.contiguous();
    Sights sights;
    sights.landmarks = landmarks.size(1);
    sights.channels = x.size(1);
    sights.side = x.size(2);
    sights.reach = static_cast<float>(reach);
    for (std::int64_t i = 0; i < x.size(0); ++i) {
        sights.places = places.data_ptr<float>() + i * 2 * sights.landmarks;
        sights.weights = each.data_ptr<float>() + i * 3 * sights.landmarks * sights.channels;
        addSights(x.data_ptr<float>() + i * sights.side * sights.side * sights.channels, sights);
    }
    return x;
}

void prepareToDraw(torch::nn::Module &network)
{
    network.eval();
    for (Tensor &parameter : network.parameters())
        parameter.set_requires_grad(false);
    for (const auto &part : network.modules()) {
        if (auto *conv = part->as<torch::nn::Conv2d>())
            conv->weight.set_data(conv->weight.contiguous(kLast));
    }
}

} // namespace imago::latent::neural
