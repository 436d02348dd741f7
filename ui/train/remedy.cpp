// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/remedy.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace imago::ui {

namespace {

constexpr double kFirstModeSeeking = 0.2; // as the trainer's own words have it
constexpr double kMostModeSeeking = 100;
constexpr double kLeastKl = 1e-3;
constexpr double kLeastRate = 1e-6;
constexpr int kLeastBatch = 2;

Remedy tuned(Remedy::Kind kind, TrainingOrder order, const QString &option, double value)
{
    order.tuning[option] = value;
    return {kind, std::move(order)};
}

std::optional<Remedy> againstCollapse(const train::ModelPlan &plan, const TrainingOrder &order)
{
    if (plan.kind == train::ModelKind::Vae) {
        const double kl = plan.vae.kl / 4;
        return kl >= kLeastKl ? std::optional(tuned(Remedy::Kind::Variety, order, QStringLiteral("kl"), kl))
                              : std::nullopt;
    }
    const double before = plan.gan.modeSeeking;
    if (before >= kMostModeSeeking)
        return std::nullopt;
    const double after = before > 0 ? std::min(2 * before, kMostModeSeeking) : kFirstModeSeeking;
    return tuned(Remedy::Kind::Variety, order, QStringLiteral("mode-seeking"), after);
}

std::optional<Remedy> withSmallerRate(const train::ModelPlan &plan, const TrainingOrder &order)
{
    const double rate = plan.learningRate / 2;
    return rate >= kLeastRate ? std::optional(tuned(Remedy::Kind::SmallerRate, order, QStringLiteral("rate"), rate))
                              : std::nullopt;
}

std::optional<Remedy> againstDiscriminator(const train::ModelPlan &plan, const TrainingOrder &order)
{
    const bool few = plan.set.training < train::kFewPictures;
    if (few && plan.gan.diffAugment < 1)
        return tuned(Remedy::Kind::Augmentation, order, QStringLiteral("augment"), 1);
    return withSmallerRate(plan, order);
}

std::optional<Remedy> againstLearningByHeart(const train::ModelPlan &plan, const TrainingOrder &order)
{
    if (plan.augmentation.colour)
        return std::nullopt;
    Remedy remedy{Remedy::Kind::VariedColor, order};
    remedy.order.varyColor = true;
    return remedy;
}

} // namespace

std::optional<Remedy> remedyFor(const train::RunMessage &message, const train::ModelPlan &plan,
                                const TrainingOrder &order)
{
    if (message.code == "collapse")
        return againstCollapse(plan, order);
    if (message.code == "discriminator-wins")
        return againstDiscriminator(plan, order);
    if (message.code == "diverged")
        return withSmallerRate(plan, order);
    if (message.code == "by-heart")
        return againstLearningByHeart(plan, order);
    return std::nullopt;
}

std::optional<Remedy> smallerBatch(const train::ModelPlan &plan, const TrainingOrder &order)
{
    const int half = plan.batch / 4 * 2; // samples come in pairs
    return half >= kLeastBatch ? std::optional(tuned(Remedy::Kind::SmallerBatch, order, QStringLiteral("batch"), half))
                               : std::nullopt;
}

QString remedyText(Remedy::Kind kind)
{
    switch (kind) {
    case Remedy::Kind::Augmentation:
        return QCoreApplication::translate("imago::ui::Remedy", "Start anew with augmentation");
    case Remedy::Kind::Variety:
        return QCoreApplication::translate("imago::ui::Remedy", "Start anew with stronger variety");
    case Remedy::Kind::SmallerRate:
        return QCoreApplication::translate("imago::ui::Remedy", "Start anew with a smaller learning rate");
    case Remedy::Kind::VariedColor:
        return QCoreApplication::translate("imago::ui::Remedy", "Start anew with varied colours");
    case Remedy::Kind::SmallerBatch:
        return QCoreApplication::translate("imago::ui::Remedy", "Start anew with half the batch");
    }
    return {};
}

} // namespace imago::ui
