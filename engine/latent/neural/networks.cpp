// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/latent/neural/networks.h"

#include "engine/latent/neural/drawing.h"
#include "engine/latent/neural/layers.h"
#include "engine/latent/neural/modulation.h"

#include <string>

namespace imago::latent::neural {

namespace nn = torch::nn;
using torch::Tensor;

namespace {

constexpr int kGroups = 8;
constexpr double kSharpness = 4.0; // of young heat maps, which are nearly flat
constexpr std::array kReach = {0.3, 0.18, 0.1}; // of landmarks at 16, 32 and 64 px
constexpr int kSights = 3; // a landmark's nearness, and how far right and below a pixel lies of it

nn::Conv2d conv1(int in, int out)
{
    return nn::Conv2d(nn::Conv2dOptions(in, out, 1));
}

// Where the middles of `count` pixels lie, -1 to 1.
Tensor pixelMiddles(std::int64_t count, const torch::TensorOptions &options)
{
    return (torch::arange(count, options) + 0.5) * (2.0 / static_cast<double>(count)) - 1.0;
}

// The mean place under each softmax of N x places x H x W: N x places x 2, -1 to 1.
Tensor expectedPlaces(const Tensor &warmth)
{
    const Tensor share = torch::softmax(warmth.flatten(2), 2).view(warmth.sizes());
    const Tensor x = (share.sum(2) * pixelMiddles(warmth.size(3), warmth.options())).sum(2);
    const Tensor y = (share.sum(3) * pixelMiddles(warmth.size(2), warmth.options())).sum(2);
    return torch::stack({x, y}, 2);
}

// N x (channels * places): what a map says at the places, between pixels bilinearly. The places take no gradient.
Tensor readAt(const Tensor &map, const Tensor &places)
{
    constexpr int kBilinear = 0, kZeros = 0;
    return torch::grid_sampler(map.to(torch::kFloat), places.detach().unsqueeze(2), kBilinear, kZeros, false)
        .flatten(1);
}

} // namespace

nn::Conv2d toSubPixels(int in, int out)
{
    nn::Conv2d conv(nn::Conv2dOptions(in, 4 * out, 1));
    torch::NoGradGuard noGrad;
    conv->weight.copy_(conv->weight.slice(0, 0, 4 * out, 4).repeat_interleave(4, 0));
    conv->bias.copy_(conv->bias.slice(0, 0, 4 * out, 4).repeat_interleave(4, 0));
    return conv;
}

FilmBlockImpl::FilmBlockImpl(int in, int out, int style)
    : conv(register_module("conv", in == out ? conv3(in, out) : toSubPixels(in, out)))
    , norm(register_module("norm", nn::GroupNorm(kGroups, out)))
    , film(register_module("film", modulationFrom(style, out)))
    , doubles(in != out)
{
}

Tensor FilmBlockImpl::forward(Tensor x, const Tensor &style)
{
    Tensor y = conv(x);
    if (doubles)
        y = torch::pixel_shuffle(y, 2);
    if (onlyDraws(y))
        return finishFilmed(y, norm, through(film, style), doubles ? Tensor() : x);
    y = torch::silu(modulated(norm(y), film, style));
    return doubles ? y : y + x;
}

PyramidDecoderImpl::PyramidDecoderImpl(const DecoderOptions &o)
    : options(o)
{
    map1 = register_module("map1", nn::Linear(3 * o.attributes + o.latent, o.style));
    map2 = register_module("map2", nn::Linear(o.style, o.style));
    map3 = register_module("map3", nn::Linear(o.style, o.style));
    first = register_module("first", nn::Linear(o.style, 16 * o.channels[0]));
    base = register_module("base", FilmBlock(o.channels[0], o.channels[0], o.style));
    for (std::size_t level = 1; level < o.channels.size(); ++level) {
        const std::string name = std::to_string(4 << level);
        const int channels = o.channels[level];
        up.push_back(register_module("up" + name, FilmBlock(o.channels[level - 1], channels, o.style)));
        keep.push_back(register_module("keep" + name, FilmBlock(channels, channels, o.style)));
        detail.push_back(register_module("detail" + name, toSubPixels(channels, 4)));
    }
    if (o.landmarks > 0) {
        place1 = register_module("place1", nn::Linear(3 * o.attributes + o.latent, o.placing));
        place2 = register_module("place2", nn::Linear(o.placing, o.placing));
        place3 = register_module("place3", nn::Linear(o.placing, 2 * o.landmarks));
        for (std::size_t i = 0; i < kReach.size(); ++i) {
            const std::size_t level = o.channels.size() - kReach.size() + i;
            const std::string name = std::to_string(4 << level);
            const int sights = kSights * o.landmarks;
            nn::Linear layer(nn::LinearOptions(sights, o.channels[level]).bias(false));
            nn::init::zeros_(layer->weight); // it grows in
            around.push_back({register_module("around" + name, layer),
                              register_module("weigh" + name, modulationTo(o.style, sights)), kReach[i]});
        }
    }
    if (o.parts > 0)
        partHead = register_module("parts", nn::Conv2d(nn::Conv2dOptions(o.channels.back(), o.parts, 1)));
}

// N x channels x side x side, and what its pixels see of the landmarks: a product of the row's part and the column's, so
// the columns are weighed first, and the rows gather them up.
Tensor PyramidDecoderImpl::withSurroundings(const Tensor &x, Surroundings &level, const Tensor &landmarks,
                                            const Tensor &style)
{
    const Tensor weighed = level.layer->weight.t() * (1.0 + through(level.weight, style)).unsqueeze(2);
    if (onlyDraws(x))
        return withSights(x, landmarks, weighed, level.reach);
    const std::int64_t count = landmarks.size(0), side = x.size(2);
    const Tensor middles = pixelMiddles(side, landmarks.options());
    const Tensor right = (middles - landmarks.narrow(2, 0, 1)) / level.reach; // N x landmarks x side
    const Tensor below = (middles - landmarks.narrow(2, 1, 1)) / level.reach;
    const Tensor columns = (-0.5 * right.square()).exp(), rows = (-0.5 * below.square()).exp();
    const std::vector<Tensor> weights = // N x landmarks x 1 x channels, of nearness, to the right and below
        weighed.unsqueeze(2).chunk(kSights, 1);
    const Tensor column = columns.unsqueeze(3);
    const Tensor alongRow = torch::cat(
        {torch::addcmul(column * weights[0], (columns * right).unsqueeze(3), weights[1]), column * weights[2]}, 1);
    const Tensor seen = torch::bmm(torch::cat({rows, rows * below}, 1).transpose(1, 2), alongRow.flatten(2));
    return x + seen.view({count, side, side, -1}).permute({0, 3, 1, 2});
}

Decoded PyramidDecoderImpl::forward(const Tensor &attributes, const Tensor &z, int side, double fade, bool withParts)
{
    // Two Fourier features an attribute bend the map where its effect is not linear (age, light).
    const Tensor input = torch::cat({attributes, torch::sin(1.7 * attributes), torch::cos(1.7 * attributes), z}, 1);
    Tensor h = torch::silu(through(map1, input));
    h = h + torch::silu(through(map2, h));
    const Tensor style = torch::silu(through(map3, h));

    Decoded result;
    if (!around.empty()) {
        const Tensor placed = torch::silu(through(place1, input));
        result.landmarks = through(place3, placed + torch::silu(through(place2, placed)))
                               .to(torch::kFloat)
                               .view({-1, options.landmarks, 2});
    }

    Tensor x = through(first, style).view({-1, options.channels[0], 4, 4}).contiguous(torch::MemoryFormat::ChannelsLast);
    x = base(x, style);
    for (std::size_t level = 0; level < up.size(); ++level) {
        x = up[level](x, style);
        if (level + around.size() >= up.size())
            x = withSurroundings(x, around[level + around.size() - up.size()], result.landmarks.detach(), style);
        x = keep[level](x, style);
        const int drawn = 16 << level;
        // The picture is summed in float even where the layers run in half precision.
        Tensor added = torch::pixel_shuffle(detail[level](x).to(torch::kFloat), 2);
        if (drawn == side && fade < 1.0)
            added = added * fade;
        result.picture = result.picture.defined() ? doubledSmooth(result.picture) + added : added;
        if (drawn == side)
            break;
    }
    if (withParts && !partHead.is_empty() && side == 16 << (up.size() - 1))
        result.parts = partHead(x);
    return result;
}

PortraitEncoderImpl::PortraitEncoderImpl(const EncoderOptions &o)
    : options(o)
{
    int in = 4;
    for (std::size_t i = 0; i < o.channels.size(); ++i) {
        const std::string number = std::to_string(i);
        Level level{layer(number, 4 * in, o.channels[i]), {}};
        for (int j = 0; j < o.residual[i]; ++j)
            level.residual.push_back(layer(number + "_" + std::to_string(j), o.channels[i], o.channels[i]));
        stages.push_back(std::move(level));
        if (i > 0)
            lateral.push_back(register_module("lateral" + number, conv1(o.channels[i], o.shared)));
        in = o.channels[i];
    }
    shared = layer("Shared", o.shared, o.shared);
    heat = register_module("heat", conv1(o.shared, o.landmarks));
    overview = register_module("overview", conv1(in, o.overview));
    glance = {register_module("glanceFine", conv1(o.channels[0], o.glance)),
              register_module("glanceShared", conv1(o.shared, o.glance))};
    hidden = register_module("hidden", nn::Linear(16 * o.overview + 2 * o.landmarks * (o.glance + 1), o.hidden));
    head = register_module("head", nn::Linear(o.hidden, 2 * o.latent + o.attributes));
}

PortraitEncoderImpl::Layer PortraitEncoderImpl::layer(const std::string &name, int in, int out)
{
    return {register_module("conv" + name, conv3(in, out)),
            register_module("norm" + name, nn::GroupNorm(kGroups, out))};
}

Tensor PortraitEncoderImpl::Layer::operator()(const Tensor &x)
{
    return torch::silu(norm(conv(x)));
}

std::vector<Tensor> PortraitEncoderImpl::levels(const Tensor &picture)
{
    std::vector<Tensor> seen;
    for (Level &level : stages) {
        Tensor x = level.halving(torch::pixel_unshuffle(seen.empty() ? picture : seen.back(), 2));
        for (Layer &layer : level.residual)
            x = x + layer(x);
        seen.push_back(x);
    }
    return seen;
}

Encoded PortraitEncoderImpl::forward(const Tensor &picture)
{
    const std::vector<Tensor> seen = levels(picture);
    Tensor map = lateral.back()(seen.back());
    for (std::size_t level = seen.size() - 2; level > 0; --level)
        map = doubledSmooth(map) + lateral[level - 1](seen[level]);
    map = shared(map);
    // Places are summed in float even where the layers run in half precision.
    const Tensor warmth = kSharpness * heat(map).to(torch::kFloat);
    const Tensor places = expectedPlaces(warmth);
    const Tensor out = head(torch::silu(hidden(torch::cat({overview(seen.back()).to(torch::kFloat).flatten(1),
                                                           readAt(glance[0](seen.front()), places),
                                                           readAt(glance[1](map), places), 3.0 * places.flatten(1)},
                                                          1))));
    return {out.narrow(1, 0, options.latent), out.narrow(1, options.latent, options.latent).clamp(-8.0, 4.0),
            out.narrow(1, 2 * options.latent, options.attributes), places, warmth};
}

} // namespace imago::latent::neural
