// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/neural/refiner.h"

#include "engine/core/random.h"
#include "engine/style/neural/layers.h"
#include "engine/style/neural/octave_picture.h"
#include "engine/style/neural/picture_tensor.h"
#include "engine/style/neural/refinement_levels.h"
#include "engine/style/neural/structure.h"
#include "engine/style/strips.h"
#include "engine/tensor/device.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>

namespace imago::style::neural {

using torch::Tensor;

namespace {

using Clock = std::chrono::steady_clock;

constexpr double kRate = 0.03;
constexpr double kRateFall = 0.4; // the last part of the steps, in which the rate falls
constexpr double kLastRate = 0.1;

constexpr double kOctaveShare = 0.2; // of the octaves' distance in the loss

// Refinement::structure 0 and 1: what the content's distance counts against the style's.
constexpr double kLeastContent = 0.0015;
constexpr double kMostContent = 0.15;
constexpr double kShapesShare = 3.3; // times as much: the distance from the photo's structure
constexpr double kProtected = 8.0; // times as much, in fully protected places
constexpr double kDetail = 0.5;    // of the photo's finer detail that comes in with each larger level

constexpr std::size_t kContentFeature = 4; // of StylePrediction::features(): every 8 pixels
constexpr int kContentStride = 8;
constexpr auto kBetweenPreviews = std::chrono::milliseconds(200);
// tiles whose slopes are found from one and the same picture, by as many threads as there are
constexpr int kTogether = 4;
constexpr int kVarianceStep = 4; // of so many tiles one tells how much the content's features vary
constexpr int kProgress = 1000;

class Refiner
{
public:
    Refiner(const StylePrediction &network, const Image &photo, const Refinement &order, jobs::JobContext &context,
            const std::function<void(const RefinementLosses &)> &watch)
        : m_network(network)
        , m_photo(photo)
        , m_order(order)
        , m_context(context)
        , m_team(std::min(order.threads, kTogether))
        , m_watch(watch)
        , m_shares(*shares(order.styles))
        , m_levels(refinementLevels(photo.size(), order.longestSide))
        , m_structure(kLeastContent * std::pow(kMostContent / kLeastContent, order.structure))
        , m_published(Clock::now())
    {
        for (const RefinementLevel &level : m_levels)
            m_total += level.cost();
    }

    Tensor run()
    {
        for (std::size_t i = 0; i < m_levels.size(); ++i) {
            if (!enter(i))
                return picture();
            for (int step = 0; step < m_levels[i].steps; ++step) {
                if (!sweep(m_levels[i], step))
                    return picture();
            }
            m_painted->refresh();
        }
        return picture();
    }

private:
    bool stopped() const { return m_context.stopRequested(); }
    Tensor picture() const { return m_painted && !stopped() ? m_painted->picture() : Tensor(); }

    // Makes the level's picture from that of the level before. False when a stop came.
    bool enter(std::size_t index)
    {
        const RefinementLevel &level = m_levels[index];
        const std::stop_token stop = m_context.stopToken();
        const Tensor content = scaledColours(m_photo, level.side);
        const Size size{static_cast<int>(content.size(3)), static_cast<int>(content.size(2))};
        LayerSums target;
        Tensor octaves;
        const double paintingSide = static_cast<double>(level.side) * kOwnStrokeSide /
                                    m_order.strokeSide.value_or(kOwnStrokeSide);
        bool haveOctaves = true;
        const auto add = [&](const LayerSums &moments, const Tensor &covariances, double share) {
            for (std::size_t layer = 0; layer < target.size(); ++layer) {
                const Tensor part = moments[layer] * share;
                target[layer] = target[layer].defined() ? target[layer] + part : part;
            }
            haveOctaves = haveOctaves && covariances.defined();
            octaves = !haveOctaves ? Tensor() : octaves.defined() ? octaves + covariances * share : covariances * share;
        };
        for (std::size_t i = 0; i < m_order.styles.size(); ++i) {
            const LayerSums moments = styleMoments(m_network, m_order.styles[i].style, paintingSide, m_team, stop);
            if (stopped())
                return false;
            add(moments, styleOctaves(m_order.styles[i].style, paintingSide), m_shares[i] * m_order.strength);
        }
        if (m_order.strength < 1.0) {
            const LayerSums own = momentsOf(m_network, content, m_team, stop);
            if (stopped())
                return false;
            add(own, octaveCovariances(content), 1.0 - m_order.strength);
        }
        m_target = target;
        m_octaveTarget.reset();
        if (octaves.defined())
            m_octaveTarget.emplace(octaves);

        const Tensor start = transported(content, m_target[0]);
        if (index == 0) {
            m_painted.emplace(start, octaves);
        } else {
            const auto enlarged = [&size](const Tensor &picture) {
                return torch::upsample_bicubic2d(picture, {size.height, size.width}, false);
            };
            m_painted.emplace(
                (enlarged(m_painted->picture()) + kDetail * (start - enlarged(m_start))).clamp(0.0, 1.0), octaves);
        }
        m_start = start;
        m_content = content;
        m_size = size;
        m_grid.emplace(size);
        m_shifts.emplace(mixSeed(m_order.seed, index));
        m_contentFeatures.assign(static_cast<std::size_t>(m_grid->count() * TileGrid::kShifts), Tensor());
        m_keepsContent = level.steps > TileGrid::kShifts;
        if (m_order.protection)
            m_protection = protectionOf(*m_order.protection, size);
        m_photoStructure.emplace(octavesOf(content), emphasis(m_protection));
        publish();
        return gather();
    }

    // On all threads: work(tile) of `count` tiles from `first` on, with previews in time. False when a stop came.
    template <typename Work>
    bool overTiles(int first, int count, const Work &work)
    {
        const auto guarded = [&](int i) {
            tensor::setThreads(1); // per thread: torch's own wait for each other, long where the machine is busy
            work(first + i);
        };
        const auto done = [this](int) {
            if (Clock::now() - m_published > kBetweenPreviews)
                publish();
        };
        return m_team.forEach(count, m_context.stopToken(), guarded, done);
    }

    // The sums of all tiles, and the variance of the content's features.
    bool gather()
    {
        struct Variance
        {
            double count = 0;
            double sum = 0;
            double squares = 0;
        };
        std::vector<Variance> variances(static_cast<std::size_t>(m_grid->count()));
        m_tileSums.assign(variances.size(), {});
        const auto measure = [&](int tile) {
            const torch::NoGradGuard noGradients;
            const auto at = static_cast<std::size_t>(tile);
            const TileView view(m_grid->tile(tile, m_shifts->y[0], m_shifts->x[0]), m_size);
            const Tensor part = view.part(m_painted->picture());
            m_tileSums[at] = sumsOf(view.ownOfPart(part), tileFeatures(m_network, view.input(part)));
            if (tile % kVarianceStep != 0)
                return;
            const Tensor content = contentOf(view, tile, 0).to(torch::kDouble);
            variances[at] = {static_cast<double>(content.numel()), content.sum().item<double>(),
                             content.square().sum().item<double>()};
        };
        if (!overTiles(0, m_grid->count(), measure))
            return false;
        m_sums = totalOf(m_tileSums);
        Variance all;
        for (const Variance &each : variances) {
            all.count += each.count;
            all.sum += each.sum;
            all.squares += each.squares;
        }
        const double mean = all.sum / all.count;
        m_contentVariance = std::max(1e-6, all.squares / all.count - mean * mean);
        return true;
    }

    // Different tiles may be asked for at once.
    Tensor contentOf(const TileView &view, int tile, int shift)
    {
        Tensor &known = m_contentFeatures[static_cast<std::size_t>(tile * TileGrid::kShifts + shift)];
        if (known.defined())
            return known;
        const torch::NoGradGuard noGradients;
        const Tensor features =
            tileFeatures(m_network, view.input(view.part(m_content)), kContentFeature + 1).back().contiguous();
        if (m_keepsContent)
            known = features;
        return features;
    }

    // How much more than elsewhere the photo counts, by how far a place is protected.
    Tensor emphasis(const Tensor &protection) const
    {
        return protection.defined() ? (kProtected - 1.0) * m_order.protectionStrength * protection : Tensor();
    }

    // How much the content counts in the places of its features: one number, or a map.
    Tensor contentWeight(const TileView &view, const Tensor &features) const
    {
        if (!m_protection.defined())
            return torch::full({1}, m_structure);
        const Tensor seen = torch::avg_pool2d(view.input(view.part(m_protection)), kContentStride);
        const std::int64_t around = (seen.size(2) - features.size(2)) / 2;
        const Tensor own = seen.narrow(2, around, features.size(2)).narrow(3, around, features.size(3));
        return m_structure * (1.0 + emphasis(own));
    }

    // One step of every tile. False when a stop came, at once or at a checkpoint.
    bool sweep(const RefinementLevel &level, int step)
    {
        const double left = static_cast<double>(level.steps - step) / (level.steps * kRateFall);
        const double rate = kRate * std::min(1.0, left + kLastRate);
        const int shift = step % TileGrid::kShifts;
        RefinementLosses losses{level.side, 0, 0};
        if (m_context.stopAtCheckpoint())
            return false;
        m_painted->refresh();
        if (!weighOctaves())
            return false;
        for (int first = 0; first < m_grid->count(); first += kTogether) {
            if (m_context.stopAtCheckpoint())
                return false;
            const int count = std::min(kTogether, m_grid->count() - first);
            std::array<Slope, kTogether> slopes;
            const auto find = [&](int tile) { slopes[static_cast<std::size_t>(tile - first)] = slopeOf(tile, shift); };
            if (!overTiles(first, count, find))
                return false;
            for (int i = 0; i < count; ++i) {
                const Slope &slope = slopes[static_cast<std::size_t>(i)];
                move(first + i, slope, step, rate);
                losses.style = slope.style;
                losses.content += slope.content;
            }
            m_done += static_cast<double>(level.side) * level.side * count / m_grid->count();
            m_context.report(jobs::Stage::Rendering, static_cast<int>(kProgress * m_done / m_total), kProgress);
        }
        if (m_watch)
            m_watch(losses);
        return true;
    }

    // Where the losses of a tile fall, and how high they are.
    struct Slope
    {
        Tile own;        // the place that moves
        Tensor gradient; // of the pixels of OctavePicture::around(own)
        LayerSums sums;
        double style = 0;
        double content = 0;
    };

    Slope slopeOf(int tile, int shift)
    {
        const auto at = static_cast<std::size_t>(shift);
        const TileView view(m_grid->tile(tile, m_shifts->y[at], m_shifts->x[at]), m_size);
        const Tensor part = view.part(m_painted->picture()).clone().set_requires_grad(true);
        const std::vector<Tensor> features = tileFeatures(m_network, view.input(part));
        const LayerSums sums = sumsOf(view.ownOfPart(part), features);
        const LayerSums &before = m_tileSums[static_cast<std::size_t>(tile)];
        LayerSums moments;
        for (std::size_t layer = 0; layer < moments.size(); ++layer)
            moments[layer] = (m_sums[layer] - before[layer] + sums[layer]) / m_grid->places(layer);
        const MomentDistances style = distances(moments, m_target);

        const Tensor &content = features[kContentFeature];
        const Tensor off = (content - contentOf(view, tile, shift)).square();
        const double count = m_grid->places(kContentFeature + 1) * static_cast<double>(content.size(1));
        const double scale = 1.0 / (count * m_contentVariance);
        const Tensor contentLoss = (off * contentWeight(view, content)).sum() * scale;
        (style.features + style.colors + contentLoss).backward();

        const torch::NoGradGuard noGradients;
        Slope slope;
        slope.own = view.ownPlace();
        const Tile around = m_painted->around(slope.own);
        slope.gradient = cut(m_octaveGradient, around).clone();
        const Tile seen = view.partPlace();
        cut(slope.gradient, {seen.top - around.top, seen.left - around.left, seen.bottom - around.top,
                             seen.right - around.left}).add_(part.grad());
        for (std::size_t layer = 0; layer < sums.size(); ++layer)
            slope.sums[layer] = sums[layer].detach();
        slope.style = style.features.item<double>();
        slope.content = off.sum().item<double>() * scale;
        return slope;
    }

    void move(int tile, const Slope &slope, int step, double rate)
    {
        LayerSums &before = m_tileSums[static_cast<std::size_t>(tile)];
        for (std::size_t layer = 0; layer < before.size(); ++layer)
            m_sums[layer] = m_sums[layer] - before[layer] + slope.sums[layer];
        before = slope.sums;
        m_painted->move(slope.own, slope.gradient, step, rate);
    }

    static Tensor cut(const Tensor &picture, const Tile &tile)
    {
        return picture.narrow(2, tile.top, tile.bottom - tile.top).narrow(3, tile.left, tile.right - tile.left);
    }

    // The gradient of the octaves' distances, from the target's and from the photo's structure, for all of a sweep. One
    // octave after the other, as a stop must not wait for all. False when it came.
    bool weighOctaves()
    {
        const Tensor picture = m_painted->picture().clone().set_requires_grad(true);
        const std::vector<Tensor> octaves = octavesOf(picture);
        std::vector<Tensor> leaves;
        for (const Tensor &octave : octaves)
            leaves.push_back(octave.detach().set_requires_grad(true));
        for (std::size_t i = 0; i < leaves.size(); ++i) {
            if (stopped())
                return false;
            (kShapesShare * m_structure * m_photoStructure->distance(i, leaves[i])).backward();
        }
        if (m_octaveTarget)
            (kOctaveShare * m_octaveTarget->distance(octaveCovariances(leaves))).backward();
        if (stopped())
            return false;
        std::vector<Tensor> gradients;
        for (const Tensor &leaf : leaves)
            gradients.push_back(leaf.grad());
        torch::autograd::backward(octaves, gradients);
        m_octaveGradient = picture.grad();
        return true;
    }

    void publish()
    {
        m_context.publish(jobs::Quality::Preview,
                          std::make_shared<const Image>(toPicture(m_painted->picture(), PixelFormat::Rgba8)));
        m_published = Clock::now();
    }

    const StylePrediction &m_network;
    const Image &m_photo;
    const Refinement &m_order;
    jobs::JobContext &m_context;
    StripTeam m_team;
    const std::function<void(const RefinementLosses &)> &m_watch;
    std::vector<double> m_shares;
    std::vector<RefinementLevel> m_levels;
    double m_structure;
    double m_total = 0;
    double m_done = 0;
    Clock::time_point m_published;

    // The level's:
    Size m_size;
    std::optional<OctavePicture> m_painted;
    Tensor m_content; ///< The photo's colours,
    Tensor m_start;   ///< and moved to the target's palette.
    Tensor m_protection;
    LayerSums m_target;
    std::optional<TileGrid> m_grid;
    std::optional<TileShifts> m_shifts;
    std::optional<OctaveTarget> m_octaveTarget; ///< Not there where a style's octaves are not known.
    Tensor m_octaveGradient;
    std::optional<PhotoStructure> m_photoStructure;
    std::vector<LayerSums> m_tileSums;
    LayerSums m_sums; ///< Of all tiles.
    /// Of each tile and shift; not there where they are not known yet or not kept.
    std::vector<Tensor> m_contentFeatures;
    bool m_keepsContent = false;
    double m_contentVariance = 1;
};

} // namespace

Tensor refined(const StylePrediction &network, const Image &photo, const Refinement &order, jobs::JobContext &context,
               const std::function<void(const RefinementLosses &)> &watch)
{
    return Refiner(network, photo, order, context, watch).run();
}

} // namespace imago::style::neural
