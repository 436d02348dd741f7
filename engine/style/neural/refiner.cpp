// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/neural/refiner.h"

#include "engine/core/random.h"
#include "engine/style/neural/layers.h"
#include "engine/style/neural/octave_picture.h"
#include "engine/style/neural/picture_tensor.h"
#include "engine/style/neural/structure.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>

namespace imago::style::neural {

using torch::Tensor;

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::array kSides = {256, 512, 1024, 2048};
constexpr double kWorthALevel = 1.3; // a level below the last one is at least this much smaller
constexpr int kFirstSteps = 60;      // at kSides[0]
constexpr double kStepsFall = 1.32;  // with this power of the side
constexpr int kLeastSteps = 8;

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
constexpr auto kBetweenPreviews = std::chrono::milliseconds(300);
constexpr int kProgress = 1000;

struct Level
{
    int side = 0;
    int steps = 0;
};

std::vector<Level> levelsFor(Size photo, int longestSide)
{
    const int last = std::max(kLeastTiledSide, std::min(longestSide, std::max(photo.width, photo.height)));
    std::vector<Level> levels;
    for (const int side : kSides) {
        if (kWorthALevel * side <= last)
            levels.push_back({side, 0});
    }
    levels.push_back({last, 0});
    for (Level &level : levels) {
        const double share = std::pow(static_cast<double>(kSides[0]) / level.side, kStepsFall);
        level.steps = std::clamp(static_cast<int>(std::lround(kFirstSteps * share)), kLeastSteps, kFirstSteps);
    }
    return levels;
}

// In which order the tiles are shifted: every shift of each axis once, then again.
struct Shifts
{
    std::array<int, TileGrid::kShifts> y{};
    std::array<int, TileGrid::kShifts> x{};

    explicit Shifts(std::uint64_t seed)
    {
        Random random(seed);
        for (auto *axis : {&y, &x}) {
            std::iota(axis->begin(), axis->end(), 0);
            for (std::size_t i = axis->size(); i > 1; --i)
                std::swap((*axis)[i - 1], (*axis)[random.below(i)]);
        }
    }
};

class Refiner
{
public:
    Refiner(const StylePrediction &network, const Image &photo, const Refinement &order, jobs::JobContext &context,
            const std::function<void(const RefinementLosses &)> &watch)
        : m_network(network)
        , m_photo(photo)
        , m_order(order)
        , m_context(context)
        , m_watch(watch)
        , m_shares(*shares(order.styles))
        , m_levels(levelsFor(photo.size(), order.longestSide))
        , m_structure(kLeastContent * std::pow(kMostContent / kLeastContent, order.structure))
        , m_published(Clock::now())
    {
        for (const Level &level : m_levels)
            m_total += cost(level);
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
            publish();
        }
        return picture();
    }

private:
    bool stopped() const { return m_context.stopRequested(); }
    Tensor picture() const { return m_painted && !stopped() ? m_painted->picture() : Tensor(); }

    static double cost(const Level &level) { return static_cast<double>(level.steps) * level.side * level.side; }

    // Makes the level's picture from that of the level before. False when a stop came.
    bool enter(std::size_t index)
    {
        const Level &level = m_levels[index];
        const Stopped stop = [this] { return stopped(); };
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
            const LayerSums moments = styleMoments(m_network, m_order.styles[i].style, paintingSide, stop);
            if (stopped())
                return false;
            add(moments, styleOctaves(m_order.styles[i].style, paintingSide), m_shares[i] * m_order.strength);
        }
        if (m_order.strength < 1.0) {
            const LayerSums own = momentsOf(m_network, content, stop);
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
        m_contentFeatures.clear();
        m_keepsContent = level.steps > TileGrid::kShifts;
        if (m_order.protection)
            m_protection = protectionOf(*m_order.protection, size);
        m_photoStructure.emplace(octavesOf(content), emphasis(m_protection));
        return gather();
    }

    // The sums of all tiles, and the variance of the content's features.
    bool gather()
    {
        const torch::NoGradGuard noGradients;
        m_tileSums.clear();
        m_sums = {};
        double count = 0;
        double sum = 0;
        double squares = 0;
        for (int tile = 0; tile < m_grid->count(); ++tile) {
            if (stopped())
                return false;
            const TileView view(m_grid->tile(tile, m_shifts->y[0], m_shifts->x[0]), m_size);
            const Tensor part = view.part(m_painted->picture());
            m_tileSums.push_back(sumsOf(view.ownOfPart(part), tileFeatures(m_network, view.input(part))));
            for (std::size_t layer = 0; layer < m_sums.size(); ++layer) {
                const Tensor &own = m_tileSums.back()[layer];
                m_sums[layer] = m_sums[layer].defined() ? m_sums[layer] + own : own;
            }
            const Tensor content = contentOf(view, tile, 0).to(torch::kDouble);
            count += static_cast<double>(content.numel());
            sum += content.sum().item<double>();
            squares += content.square().sum().item<double>();
        }
        m_contentVariance = std::max(1e-6, squares / count - sum * sum / (count * count));
        return true;
    }

    Tensor contentOf(const TileView &view, int tile, int shift)
    {
        const int key = tile * TileGrid::kShifts + shift;
        const auto found = m_contentFeatures.find(key);
        if (found != m_contentFeatures.end())
            return found->second;
        const torch::NoGradGuard noGradients;
        const Tensor features =
            tileFeatures(m_network, view.input(view.part(m_content)), kContentFeature + 1).back().contiguous();
        if (m_keepsContent)
            m_contentFeatures.emplace(key, features);
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
    bool sweep(const Level &level, int step)
    {
        const double left = static_cast<double>(level.steps - step) / (level.steps * kRateFall);
        const double rate = kRate * std::min(1.0, left + kLastRate);
        const int shift = step % TileGrid::kShifts;
        RefinementLosses losses{level.side, 0, 0};
        if (m_context.stopAtCheckpoint())
            return false;
        m_painted->refresh();
        weighOctaves();
        for (int tile = 0; tile < m_grid->count(); ++tile) {
            if (m_context.stopAtCheckpoint())
                return false;
            const auto [style, content] = move(tile, shift, step, rate);
            losses.style = style;
            losses.content += content;
            m_done += static_cast<double>(level.side) * level.side / m_grid->count();
            m_context.report(jobs::Stage::Rendering, static_cast<int>(kProgress * m_done / m_total), kProgress);
            if (Clock::now() - m_published > kBetweenPreviews)
                publish();
        }
        if (m_watch)
            m_watch(losses);
        return true;
    }

    // The losses before the move.
    std::pair<double, double> move(int tile, int shift, int step, double rate)
    {
        const auto at = static_cast<std::size_t>(shift);
        const TileView view(m_grid->tile(tile, m_shifts->y[at], m_shifts->x[at]), m_size);
        const Tensor part = view.part(m_painted->picture()).clone().set_requires_grad(true);
        const std::vector<Tensor> features = tileFeatures(m_network, view.input(part));
        const LayerSums sums = sumsOf(view.ownOfPart(part), features);
        LayerSums &before = m_tileSums[static_cast<std::size_t>(tile)];
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
        for (std::size_t layer = 0; layer < moments.size(); ++layer) {
            m_sums[layer] = m_sums[layer] - before[layer] + sums[layer].detach();
            before[layer] = sums[layer].detach();
        }
        const Tile own = view.ownPlace();
        const Tile around = m_painted->around(own);
        Tensor gradient = cut(m_octaveGradient, around).clone();
        const Tile seen = view.partPlace();
        cut(gradient, {seen.top - around.top, seen.left - around.left, seen.bottom - around.top,
                       seen.right - around.left}).add_(part.grad());
        m_painted->move(own, gradient, step, rate);
        return {style.features.item<double>(), off.sum().item<double>() * scale};
    }

    static Tensor cut(const Tensor &picture, const Tile &tile)
    {
        return picture.narrow(2, tile.top, tile.bottom - tile.top).narrow(3, tile.left, tile.right - tile.left);
    }

    // The gradient of the octaves' distances, from the target's and from the photo's structure, for all of a sweep.
    void weighOctaves()
    {
        const Tensor picture = m_painted->picture().clone().set_requires_grad(true);
        const std::vector<Tensor> octaves = octavesOf(picture);
        Tensor loss = kShapesShare * m_structure * m_photoStructure->distance(octaves);
        if (m_octaveTarget)
            loss = loss + kOctaveShare * m_octaveTarget->distance(octaveCovariances(octaves));
        loss.backward();
        m_octaveGradient = picture.grad();
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
    const std::function<void(const RefinementLosses &)> &m_watch;
    std::vector<double> m_shares;
    std::vector<Level> m_levels;
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
    std::optional<Shifts> m_shifts;
    std::optional<OctaveTarget> m_octaveTarget; ///< Not there where a style's octaves are not known.
    Tensor m_octaveGradient;
    std::optional<PhotoStructure> m_photoStructure;
    std::vector<LayerSums> m_tileSums;
    LayerSums m_sums; ///< Of all tiles.
    std::map<int, Tensor> m_contentFeatures;
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
