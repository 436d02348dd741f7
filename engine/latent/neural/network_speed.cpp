// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/latent/neural/network_speed.h"

#include "engine/latent/neural/drawing.h"
#include "engine/latent/neural/layers.h"
#include "engine/latent/neural/portrait_package.h"
#include "engine/tensor/device.h"
#include "engine/tensor/guard.h"

#include <algorithm>
#include <chrono>
#include <functional>
#include <utility>

namespace imago::latent::neural {

using torch::Tensor;

namespace {

constexpr int kSide = 128;
constexpr int kReferenceChannels = 256;
constexpr int kReferenceSide = 64;
constexpr std::size_t kFewestRuns = 20;
constexpr int kRunsPerTurn = 4; ///< Of the small networks, for one of the large convolution.

/// A multiplication and an addition for each weight at each place.
double operations(const torch::nn::Conv2d &conv, int side)
{
    return 2.0 * static_cast<double>(conv->weight.numel()) * side * side;
}

double operations(const torch::nn::Linear &linear)
{
    return 2.0 * static_cast<double>(linear->weight.numel());
}

double operations(const PyramidDecoder &decoder)
{
    double sum = operations(decoder->map1) + operations(decoder->map2) + operations(decoder->map3) +
                 operations(decoder->first) + operations(decoder->base->conv, 4) + operations(decoder->base->film);
    for (std::size_t level = 0; level < decoder->up.size(); ++level) {
        const int side = 8 << level;
        sum += operations(decoder->up[level]->conv, side / 2) + operations(decoder->up[level]->film);
        sum += operations(decoder->keep[level]->conv, side) + operations(decoder->keep[level]->film);
        sum += operations(decoder->detail[level], side);
    }
    return sum;
}

double operations(const PortraitEncoder &encoder)
{
    double sum = operations(encoder->hidden) + operations(encoder->head);
    int side = kSide;
    for (const PortraitEncoderImpl::Level &level : encoder->stages) {
        side /= 2;
        sum += operations(level.halving.conv, side);
        for (const PortraitEncoderImpl::Layer &layer : level.residual)
            sum += operations(layer.conv, side);
    }
    constexpr int kShared = kSide / 4;
    sum += operations(encoder->shared.conv, kShared) + operations(encoder->heat, kShared);
    sum += operations(encoder->glance[0], kSide / 2) + operations(encoder->glance[1], kShared);
    sum += operations(encoder->overview, side);
    for (std::size_t level = 0; level < encoder->lateral.size(); ++level)
        sum += operations(encoder->lateral[level], kShared >> level);
    return sum;
}

struct Measured
{
    NetworkSpeed speed;
    std::function<Tensor()> compute;
    std::vector<double> milliseconds;

    void run()
    {
        const auto start = std::chrono::steady_clock::now();
        const Tensor result = compute();
        milliseconds.push_back(
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    }

    void summarise()
    {
        std::ranges::sort(milliseconds);
        speed.fastestMs = milliseconds.front();
        speed.medianMs = milliseconds[milliseconds.size() / 2];
        speed.p95Ms = milliseconds[milliseconds.size() * 95 / 100];
    }
};

} // namespace

Result<std::vector<NetworkSpeed>> measureNetworks(const std::filesystem::path &package, double seconds,
                                                  const std::stop_token &stop)
{
    return tensor::guard([&]() -> Result<std::vector<NetworkSpeed>> {
        const Result<files::Package> opened = files::openPackage(package);
        if (!opened)
            return tl::unexpected(opened.error());
        tensor::setThreads(1);
        const torch::InferenceMode inference;
        PyramidDecoder decoder = newDecoder();
        PortraitEncoder encoder = newEncoder();
        if (const Status loaded = loadNetworks(*opened, decoder, encoder); !loaded)
            return tl::unexpected(loaded.error());
        torch::nn::Conv2d convolution = conv3(kReferenceChannels, kReferenceChannels);
        for (torch::nn::Module *network :
             {static_cast<torch::nn::Module *>(decoder.get()), static_cast<torch::nn::Module *>(encoder.get()),
              static_cast<torch::nn::Module *>(convolution.get())})
            prepareToDraw(*network);

        const Tensor large = torch::randn({1, kReferenceChannels, kReferenceSide, kReferenceSide})
                                 .contiguous(torch::MemoryFormat::ChannelsLast);
        const Tensor attributes = torch::randn({1, decoder->options.attributes});
        const Tensor z = torch::randn({1, decoder->options.latent});
        const Tensor picture = torch::rand({1, 4, kSide, kSide});
        std::vector<Measured> all;
        all.push_back({{"convolution", operations(convolution, kReferenceSide) * 1e-9, 0, 0, 0, 0},
                       [&] { return convolution(large); },
                       {}});
        all.push_back({{"decoder", operations(decoder) * 1e-9, 0, 0, 0, 0},
                       [&] { return decoder(attributes, z, kSide).picture; },
                       {}});
        all.push_back(
            {{"encoder", operations(encoder) * 1e-9, 0, 0, 0, 0}, [&] { return encoder(picture).mean; }, {}});

        for (Measured &one : all)
            one.compute(); // the first one also builds kernels
        const auto begin = std::chrono::steady_clock::now();
        const auto enough = [&] {
            return all.front().milliseconds.size() >= kFewestRuns &&
                   std::chrono::steady_clock::now() - begin > std::chrono::duration<double>(seconds);
        };
        while (!stop.stop_requested() && !enough()) {
            all.front().run();
            for (int i = 0; i < kRunsPerTurn; ++i) {
                for (std::size_t network = 1; network < all.size(); ++network)
                    all[network].run();
            }
        }
        std::vector<NetworkSpeed> speeds;
        if (stop.stop_requested())
            return speeds;
        for (Measured &one : all) {
            one.summarise();
            const NetworkSpeed &machine = all.front().speed;
            one.speed.share = one.speed.gflop / one.speed.fastestMs * machine.fastestMs / machine.gflop;
            speeds.push_back(one.speed);
        }
        return speeds;
    });
}

} // namespace imago::latent::neural
