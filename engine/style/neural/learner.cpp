// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/neural/learner.h"

#include "engine/core/random.h"
#include "engine/style/neural/octaves.h"
#include "engine/style/neural/picture_tensor.h"
#include "engine/style/octave_transfer.h"
#include "engine/style/refinement.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace imago::style::neural {

using torch::Tensor;

namespace {

using Clock = std::chrono::steady_clock;

constexpr double kEpsilon = 1e-5; // of the instance normalisation

// The network was trained to paint pictures of 256 px in the style of such paintings; strokes keep their proportions at
// this size.
constexpr double kPaintingSideAtOwnStrokes = 384;

constexpr double kParameterRate = 0.02;
constexpr double kWeightRate = 3e-4;
constexpr double kRateFall = 2.0 / 3; // the last part of the steps, in which the rate falls to 0
constexpr double kLeastRate = 0.05;
constexpr double kMostGradient = 5.0;
constexpr double kOctaveShare = 0.1; // of the octaves' distance in the loss

// Learning::structure 0 and 1.
constexpr double kLeastContent = 0.003;
constexpr double kMostContent = 0.12;

constexpr std::size_t kContentFeature = 4; // of StylePrediction::features()
constexpr int kMeasuredPieces = 4;
constexpr double kLeastScale = 0.5; // of the content, before a piece is taken
constexpr auto kBetweenPreviews = std::chrono::milliseconds(400);

Tensor convolved(const Tensor &x, const Convolution &c)
{
    const int margin = c.side() / 2;
    return torch::conv2d(torch::reflection_pad2d(x, {margin, margin, margin, margin}), c.weight, c.bias, c.stride);
}

Tensor styled(const Tensor &x, const Convolution &c, const StyledLayer &style)
{
    const Tensor normal = torch::instance_norm(convolved(x, c), {}, {}, {}, {}, true, 0, kEpsilon, false);
    return torch::addcmul(style.beta, normal, style.gamma);
}

Tensor doubled(const Tensor &x)
{
    return torch::upsample_nearest2d(x, {2 * x.size(2), 2 * x.size(3)});
}

struct Losses
{
    Tensor style;
    Tensor colors;
    Tensor content;
    Tensor octaves;
};

// One style being learned.
class Learner
{
public:
    Learner(const StylePrediction &prediction, const TransformWeights &transform, const Style &style,
            const Learning &order, jobs::JobContext &context)
        : m_prediction(prediction)
        , m_base(transform)
        , m_weights(transform)
        , m_order(order)
        , m_context(context)
        , m_structure(kLeastContent * std::pow(kMostContent / kLeastContent, order.structure))
        , m_random(order.seed)
        , m_published(Clock::now())
    {
        m_result.style = style;
        m_result.style.parameters = order.start.value_or(style.parameters);
        m_parameters = toTensor(m_result.style.parameters).set_requires_grad(true);
    }

    std::optional<LearnedStyle> run()
    {
        const std::stop_token stop = m_context.stopToken();
        StripTeam team(m_order.threads);
        StyleStatistics statistics;
        for (std::size_t i = 0; i < kOctaveSides.size(); ++i) {
            const int side = kOctaveSides[i];
            const LayerSums moments = styleMoments(m_prediction, m_result.style, side, team, stop);
            if (stop.stop_requested())
                return {};
            if (!statistics.empty() && side > paintingSide())
                continue;
            statistics.push_back(toMoments(moments, std::min(side, std::max(paintingSide(), kLeastTiledSide))));
            const OctaveMoments &octaves = (*m_result.style.octaves)[i];
            statistics.back().octaves = octaveCovariances(octaves);
            statistics.back().quantiles = octaves.quantiles;
        }
        const double side = kPaintingSideAtOwnStrokes * kOwnStrokeSide / m_order.strokeSide.value_or(kOwnStrokeSide);
        m_target = styleMoments(m_prediction, m_result.style, side, team, stop);
        m_octaveTarget.emplace(styleOctaves(m_result.style, side));
        if (stop.stop_requested())
            return {};
        for (int i = 0; i < kMeasuredPieces; ++i)
            m_measured.push_back(piece());

        m_result.before = measured();
        learn(m_order.steps, {m_parameters}, kParameterRate, m_result.steps);
        if (m_order.weightSteps > 0 && !m_context.stopAtCheckpoint())
            learn(m_order.weightSteps, allWeights(), kWeightRate, m_result.weightSteps);
        if (stop.stop_requested())
            return {};
        m_result.after = measured();
        finish(std::move(statistics));
        return std::move(m_result);
    }

private:
    int paintingSide() const { return std::max(m_result.style.painting->width(), m_result.style.painting->height()); }

    // A square of kLearningSide out of some picture of the content, at some scale, perhaps mirrored.
    Tensor piece()
    {
        const Image &picture = m_order.content[m_random.below(m_order.content.size())];
        const int shorter = std::min(picture.width(), picture.height());
        const int longer = std::max(picture.width(), picture.height());
        const double least = std::max(kLeastScale, static_cast<double>(kLearningSide) / shorter);
        const double scale = std::min(1.0, m_random.uniform(least, std::max(least, 1.0)));
        const Tensor whole =
            scaledColours(picture, static_cast<int>(std::ceil(std::min<double>(longer, scale * longer))));
        const auto from = [this](std::int64_t length) {
            return static_cast<std::int64_t>(m_random.below(static_cast<std::uint64_t>(length - kLearningSide + 1)));
        };
        const Tensor square = whole.narrow(2, from(whole.size(2)), kLearningSide)
                                  .narrow(3, from(whole.size(3)), kLearningSide);
        return (m_random.chance(0.5) ? square.flip({3}) : square).contiguous();
    }

    Losses losses(const Tensor &content)
    {
        const Tensor painted = transformed(m_weights, content, m_parameters);
        const Size size{kLearningSide, kLearningSide};
        const TileGrid grid(size); // one tile
        const int shift = static_cast<int>(m_random.below(TileGrid::kShifts));
        const TileView view(grid.tile(0, shift, shift), size);
        const std::vector<Tensor> features = tileFeatures(m_prediction, view.input(view.part(painted)));
        LayerSums moments = sumsOf(view.own(painted), features);
        for (std::size_t layer = 0; layer < moments.size(); ++layer)
            moments[layer] = moments[layer] / grid.places(layer);
        const MomentDistances off = distances(moments, m_target);
        Tensor wanted;
        {
            const torch::NoGradGuard noGradients;
            wanted = tileFeatures(m_prediction, view.input(view.part(content)), kContentFeature + 1).back();
        }
        const Tensor contentOff = (features[kContentFeature] - wanted).square().mean() / (wanted.var() + kEpsilon);
        return {off.features, off.colors, contentOff, m_octaveTarget->distance(octaveCovariances(painted))};
    }

    // Adam on some leaves. Counts the steps that were done.
    void learn(int steps, std::vector<Tensor> leaves, double rate, int &done)
    {
        torch::optim::Adam adam(leaves, torch::optim::AdamOptions(rate).betas({0.9, 0.99}));
        for (int step = 0; step < steps; ++step) {
            if (m_context.stopAtCheckpoint())
                return;
            const double left = static_cast<double>(steps - step) / (steps * kRateFall);
            for (auto &group : adam.param_groups())
                static_cast<torch::optim::AdamOptions &>(group.options()).lr(rate * std::clamp(left, kLeastRate, 1.0));
            adam.zero_grad();
            const Losses off = losses(piece());
            if (m_context.stopRequested())
                return;
            (off.style + off.colors + m_structure * off.content + kOctaveShare * off.octaves).backward();
            torch::nn::utils::clip_grad_norm_(leaves, kMostGradient);
            adam.step();
            ++done;
            m_context.report(jobs::Stage::Training, m_result.steps + m_result.weightSteps,
                             m_order.steps + m_order.weightSteps);
            preview();
        }
    }

    std::vector<Tensor> allWeights()
    {
        std::vector<Tensor> leaves{m_parameters};
        for (Convolution *convolution : m_weights.convolutions()) {
            for (Tensor *values : {&convolution->weight, &convolution->bias}) {
                *values = values->clone(at::MemoryFormat::Contiguous).set_requires_grad(true);
                leaves.push_back(*values);
            }
        }
        return leaves;
    }

    LearnedStyle::Distance measured()
    {
        const torch::NoGradGuard noGradients;
        LearnedStyle::Distance distance;
        for (const Tensor &piece : m_measured) {
            const Losses off = losses(piece);
            distance.style += (off.style + off.colors).item<double>() / kMeasuredPieces;
            distance.content += off.content.item<double>() / kMeasuredPieces;
        }
        return distance;
    }

    void preview()
    {
        if (m_order.preview.empty() || Clock::now() - m_published < kBetweenPreviews)
            return;
        const torch::NoGradGuard noGradients;
        if (!m_seen.defined()) {
            const int longer = std::max(m_order.preview.width(), m_order.preview.height());
            m_seen = scaledColours(m_order.preview, std::min(longer, kPreviewSide));
            const auto multiple = [](std::int64_t side) { return side / 4 * 4; };
            m_seen = m_seen.narrow(2, 0, multiple(m_seen.size(2))).narrow(3, 0, multiple(m_seen.size(3)));
        }
        const Tensor painted = transformed(m_weights, m_seen, m_parameters);
        m_context.publish(jobs::Quality::Preview,
                          std::make_shared<const Image>(toPicture(painted, PixelFormat::Rgba8)));
        m_published = Clock::now();
    }

    void finish(StyleStatistics statistics)
    {
        const torch::NoGradGuard noGradients;
        const float *values = m_parameters.data_ptr<float>();
        Style &style = m_result.style;
        std::copy_n(values, style.parameters.size(), style.parameters.begin());
        style.statistics = std::make_shared<const StyleStatistics>(std::move(statistics));
        if (m_result.weightSteps == 0)
            return;
        std::vector<float> differences;
        differences.reserve(kTransformWeights);
        const std::vector<Convolution *> after = m_weights.convolutions();
        const std::vector<Convolution *> before = m_base.convolutions();
        for (std::size_t i = 0; i < after.size(); ++i) {
            for (const auto part : {&Convolution::weight, &Convolution::bias}) {
                const Tensor difference = (after[i]->*part - before[i]->*part).contiguous();
                const float *from = difference.data_ptr<float>();
                differences.insert(differences.end(), from, from + difference.numel());
            }
        }
        style.weights = std::make_shared<const std::vector<float>>(std::move(differences));
    }

    static constexpr int kPreviewSide = 256;

    const StylePrediction &m_prediction;
    TransformWeights m_base;
    TransformWeights m_weights;
    const Learning &m_order;
    jobs::JobContext &m_context;
    double m_structure;
    Random m_random;
    Clock::time_point m_published;
    Tensor m_parameters;
    LayerSums m_target;
    std::optional<OctaveTarget> m_octaveTarget;
    std::vector<Tensor> m_measured; ///< Pieces of the content.
    Tensor m_seen;                  ///< The preview's photo.
    LearnedStyle m_result;
};

} // namespace

Tensor transformed(const TransformWeights &weights, const Tensor &picture, const Tensor &parameters)
{
    const auto styles = styledLayers(weights, parameters);
    Tensor x = picture;
    for (const Convolution &convolution : weights.contract)
        x = torch::relu(convolved(x, convolution));
    for (std::size_t i = 0; i < weights.residual.size(); ++i) {
        const auto &block = weights.residual[i];
        const Tensor inner = torch::relu(styled(x, block[0], styles[2 * i]));
        x = x + styled(inner, block[1], styles[2 * i + 1]);
    }
    const auto last = std::span(styles).last<3>();
    x = torch::relu(styled(doubled(x), weights.expand[0], last[0]));
    x = torch::relu(styled(doubled(x), weights.expand[1], last[1]));
    return torch::sigmoid(styled(x, weights.expand[2], last[2]));
}

std::optional<LearnedStyle> learned(const StylePrediction &prediction, const TransformWeights &transform,
                                    const Style &style, const Learning &order, jobs::JobContext &context)
{
    return Learner(prediction, transform, style, order, context).run();
}

} // namespace imago::style::neural
