// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/model_plan.h"

#include "engine/core/random.h"
#include "engine/train/plan.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace imago::train {

namespace {

struct LevelWidth
{
    double side; ///< Of the level's features.
    int channels;
};
constexpr LevelWidth kDecoderWidths[] = {{5, 160}, {11, 112}, {23, 56}, {45, 40}, {91, 24}, {1e9, 16}};
constexpr LevelWidth kGanWidths[] = {{5, 256}, {11, 128}, {23, 64}, {45, 32}, {91, 16}, {1e9, 8}}; // each as costly
constexpr LevelWidth kCriticWidths[] = {{5, 160}, {11, 96}, {23, 48}, {45, 32}, {91, 16}, {1e9, 8}};

int widthAt(std::span<const LevelWidth> table, double side)
{
    return std::ranges::find_if(table, [side](const LevelWidth &w) { return side <= w.side; })->channels;
}

// How often both sides can be halved while the coarsest level keeps three pixels.
int doublings(Size size)
{
    int count = 0;
    while (size.width % 2 == 0 && size.height % 2 == 0 && std::min(size.width, size.height) >= 6) {
        size = {size.width / 2, size.height / 2};
        ++count;
    }
    return count;
}

// Widths of the levels of half the picture's side, a quarter, ...; strictly rising.
std::vector<int> widths(std::span<const LevelWidth> table, Size size)
{
    std::vector<int> result;
    double side = std::sqrt(static_cast<double>(size.width) * size.height);
    for (int i = 0; i < doublings(size); ++i) {
        side /= 2.0;
        const int width = widthAt(table, side);
        result.push_back(result.empty() ? width : std::max(width, result.back() + 8));
    }
    return result;
}

} // namespace

Status checkLabels(std::size_t classes, std::size_t attributes)
{
    if (classes <= kMostLabels && attributes <= kMostLabels)
        return {};
    const std::string what = classes > kMostLabels ? "classes" : "attributes";
    return fail(ErrorCode::BadInput,
                "the pictures have " + std::to_string(classes > kMostLabels ? classes : attributes) + ' ' + what +
                    ", and a model can learn " + std::to_string(kMostLabels) +
                    "; put some together, name a table without them as --labels, or train without (--no-labels)",
                what);
}

std::string_view name(ModelKind kind) noexcept
{
    return kind == ModelKind::Vae ? "vae" : "gan";
}

ModelPlan planFor(ModelKind kind, const PictureSet &set)
{
    ModelPlan plan;
    plan.kind = kind;
    plan.set = set;
    plan.channels = widths(kDecoderWidths, set.size);
    std::ranges::reverse(plan.channels);
    plan.encoderChannels = widths(kCriticWidths, set.size);
    plan.discriminatorChannels = plan.encoderChannels;
    const bool few = set.training < kFewPictures;
    if (kind == ModelKind::Gan) {
        plan.deconvolution = true;
        plan.channels = widths(kGanWidths, set.size);
        std::ranges::reverse(plan.channels);
        plan.discriminatorChannels = widths(kGanWidths, set.size);
        plan.latent = 100;
        plan.learningRate = 2e-4;
        plan.finalShare = 1.0;
        plan.gan.diffAugment = few ? 1.0 : 0.0;
        plan.gan.projected = few;
    }
    const double side = std::sqrt(static_cast<double>(set.size.width) * set.size.height);
    plan.batch = side > 150 ? 8 : side > 80 ? 16 : 32;
    return plan;
}

bool usesTrunk(const ModelPlan &plan) noexcept
{
    return plan.kind == ModelKind::Gan ? plan.gan.projected : plan.vae.perceptual > 0.0;
}

double learningRate(const ModelPlan &plan, std::int64_t step) noexcept
{
    return scheduledRate({plan.learningRate, plan.finalShare, plan.warmUp}, step, plan.steps);
}

double klWeight(const ModelPlan &plan, std::int64_t step) noexcept
{
    const double rise = plan.vae.klWarmUp * static_cast<double>(plan.steps);
    return plan.vae.kl * (rise > 0.0 ? std::min(1.0, static_cast<double>(step) / rise) : 1.0);
}

std::vector<DrawnPicture> batchAt(const ModelPlan &plan, std::int64_t step)
{
    Random random(mixSeed(plan.seed, 0x6D6F64656CULL + static_cast<std::uint64_t>(step)));
    std::vector<DrawnPicture> batch;
    for (int i = 0; i < plan.batch; ++i) {
        const std::uint64_t sample = random.below(plan.set.training);
        const bool coin = random.chance(0.5);
        batch.push_back({sample, plan.augmentation.mirror && coin});
    }
    return batch;
}

} // namespace imago::train
