// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/neural/moments.h"

#include "engine/files/resample.h"
#include "engine/style/neural/layers.h"
#include "engine/style/neural/octaves.h"
#include "engine/style/palette.h"
#include "engine/tensor/device.h"

#include <algorithm>
#include <cmath>

namespace imago::style::neural {

using torch::Tensor;

namespace {

constexpr int kMiddleShift = TileGrid::kShifts / 2;
// Of the colours' part in the loss: what a mean that is off by kMeanScale counts, and a covariance that is wholly off.
constexpr double kMeanScale = 0.1;
constexpr double kMeanShare = 0.1;
constexpr double kCovarianceShare = 0.3;
constexpr double kLeastSquare = 1e-8; // flat paintings have layers of zeros

Matrix3 toMatrix(const Tensor &values)
{
    Matrix3 matrix{};
    const Tensor wide = values.to(torch::kDouble).contiguous();
    for (std::size_t i = 0; i < 9; ++i)
        matrix[i / 3][i % 3] = wide.data_ptr<double>()[i];
    return matrix;
}

// Never enlarged.
Tensor scaledPainting(const Image &painting, double side)
{
    const int own = std::max(painting.width(), painting.height());
    return scaledColours(painting, std::min(own, static_cast<int>(std::lround(side))));
}

const StyleMoments &nearest(const StyleStatistics &statistics, double side)
{
    const auto off = [side](const StyleMoments &moments) { return std::abs(std::log(moments.side / side)); };
    return *std::ranges::min_element(statistics, {}, off);
}

} // namespace

LayerSums momentsOf(const StylePrediction &network, const Tensor &picture, StripTeam &team,
                    const std::stop_token &stop)
{
    const Size size{static_cast<int>(picture.size(3)), static_cast<int>(picture.size(2))};
    const TileGrid grid(size);
    std::vector<LayerSums> tiles(static_cast<std::size_t>(grid.count()));
    const auto measure = [&](int i) {
        const torch::NoGradGuard noGradients; // per thread, as torch's own number of threads
        tensor::setThreads(1);
        const TileView view(grid.tile(i, kMiddleShift, kMiddleShift), size);
        tiles[static_cast<std::size_t>(i)] =
            sumsOf(view.own(picture), tileFeatures(network, view.input(view.part(picture))));
    };
    if (!team.forEach(grid.count(), stop, measure))
        return {};
    LayerSums total = totalOf(tiles);
    for (std::size_t layer = 0; layer < total.size(); ++layer)
        total[layer] /= grid.places(layer);
    return total;
}

StyleMoments toMoments(const LayerSums &sums, int side)
{
    const auto copy = [](const Tensor &from, std::vector<float> &to) {
        const Tensor values = from.contiguous();
        to.assign(values.data_ptr<float>(), values.data_ptr<float>() + values.numel());
    };
    StyleMoments moments;
    moments.side = side;
    for (std::size_t layer = 0; layer < sums.size(); ++layer)
        copy(sums[layer], moments.layers[layer]);
    return moments;
}

LayerSums toSums(const StyleMoments &moments)
{
    LayerSums sums;
    for (std::size_t layer = 0; layer < sums.size(); ++layer) {
        const auto channels = static_cast<std::int64_t>(kStatisticsChannels[layer]);
        const std::vector<float> &values = moments.layers[layer];
        sums[layer] = torch::tensor(at::ArrayRef<float>(values)).view({channels, channels});
    }
    return sums;
}

Tensor scaledColours(const Image &picture, int longerSide)
{
    const double scale = static_cast<double>(longerSide) / std::max(picture.width(), picture.height());
    const auto side = [scale](int before) {
        return std::max(kLeastTiledSide, static_cast<int>(std::lround(before * scale)));
    };
    const Size size{side(picture.width()), side(picture.height())};
    const Image scaled = size == picture.size() ? picture : files::resample(picture, size);
    const PhotoLayer layer(scaled);
    return layer.rows(0, size.height).narrow(3, 0, size.width).contiguous();
}

LayerSums styleMoments(const StylePrediction &network, const Style &style, double side, StripTeam &team,
                       const std::stop_token &stop)
{
    if (style.painting)
        return momentsOf(network, scaledPainting(*style.painting, side), team, stop);
    return toSums(nearest(*style.statistics, side));
}

Tensor styleOctaves(const Style &style, double side)
{
    const torch::NoGradGuard noGradients;
    if (style.painting)
        return octaveCovariances(scaledPainting(*style.painting, side));
    const std::vector<float> &values = nearest(*style.statistics, side).octaves;
    constexpr std::size_t kCount = 9 * kStatisticsOctaves;
    return values.empty() ? Tensor() : torch::tensor(at::ArrayRef<float>(values.data(), kCount)).view({kOctaves, 3, 3});
}

std::pair<Tensor, Tensor> colorStatistics(const Tensor &colorMoments)
{
    const Tensor mean = colorMoments.narrow(0, 0, 3).select(1, 3);
    const Tensor products = colorMoments.narrow(0, 0, 3).narrow(1, 0, 3);
    return {mean, products - torch::outer(mean, mean)};
}

MomentDistances distances(const LayerSums &moments, const LayerSums &target)
{
    const auto [mean, covariance] = colorStatistics(moments[0]);
    const auto [targetMean, targetCovariance] = colorStatistics(target[0]);
    MomentDistances result;
    result.colors = kMeanShare / (kMeanScale * kMeanScale) * (mean - targetMean).square().mean() +
                    kCovarianceShare * (covariance - targetCovariance).square().mean() /
                        (targetCovariance.square().mean() + kLeastSquare);
    for (std::size_t layer = 1; layer < moments.size(); ++layer) {
        const Tensor off = (moments[layer] - target[layer]).square().mean() /
                           (target[layer].square().mean() + kLeastSquare);
        result.features = result.features.defined() ? result.features + off : off;
    }
    return result;
}

Tensor transported(const Tensor &picture, const Tensor &colorMoments)
{
    const Tensor flat = picture.view({3, -1}).to(torch::kDouble);
    const Tensor mean = flat.mean(1, true);
    const Tensor centred = flat - mean;
    const Tensor covariance = torch::mm(centred, centred.t()) / static_cast<double>(flat.size(1));
    const auto [targetMean, targetCovariance] = colorStatistics(colorMoments.to(torch::kDouble));
    Matrix3 map = colorTransport(toMatrix(covariance), toMatrix(targetCovariance));
    const Tensor matrix = torch::from_blob(map.data(), {3, 3}, torch::kDouble);
    const Tensor moved = torch::mm(matrix, centred) + targetMean.view({3, 1});
    return moved.clamp(0.0, 1.0).to(torch::kFloat).view(picture.sizes());
}

} // namespace imago::style::neural
