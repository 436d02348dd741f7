// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/training_remedy.h"

#include "engine/files/save_file.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <utility>

namespace imago::app {

namespace {

constexpr std::uint64_t kLargestPlan = 1 << 20;
constexpr qint64 kLargestOrigin = 1 << 16;

std::optional<train::ModelPlan> readPlan(const QString &run)
{
    const Result<std::string> text = files::readFile((run + QStringLiteral("/plan.json")).toStdString(), kLargestPlan);
    if (!text)
        return std::nullopt;
    Result<train::ModelPlan> plan = train::modelPlanFromJson(*text, "plan.json");
    return plan ? std::optional(*std::move(plan)) : std::nullopt;
}

// An order that leads to the same plan again, for a training that the command line began.
std::optional<ui::TrainingOrder> orderFrom(const train::ModelPlan &plan, const QString &run)
{
    using Order = ui::TrainingOrder;
    std::optional<Order> order = readPictureOrigin(run);
    const Size side = plan.set.size;
    if (order)
        order = ui::withSize(*std::move(order), QStringLiteral("%1x%2").arg(side.width).arg(side.height));
    if (!order)
        return std::nullopt;
    order->title = QString::fromStdString(plan.title);
    order->from = QString::fromStdString(plan.from);
    order->mirroring = plan.augmentation.mirror ? Order::Mirroring::Always : Order::Mirroring::Never;
    order->varyColor = plan.augmentation.colour;
    std::map<QString, double> &tuning = order->tuning;
    tuning[QStringLiteral("steps")] = static_cast<double>(plan.steps);
    tuning[QStringLiteral("batch")] = plan.batch;
    tuning[QStringLiteral("rate")] = plan.learningRate;
    if (plan.kind == train::ModelKind::Gan) {
        order->kind = Order::Kind::Gan;
        tuning[QStringLiteral("r1")] = plan.gan.r1;
        tuning[QStringLiteral("mode-seeking")] = plan.gan.modeSeeking;
        tuning[QStringLiteral("projected")] = plan.gan.projected ? 1 : 0;
        tuning[QStringLiteral("augment")] = plan.gan.diffAugment;
    } else {
        tuning[QStringLiteral("kl")] = plan.vae.kl;
        tuning[QStringLiteral("perceptual")] = plan.vae.perceptual;
        tuning[QStringLiteral("adversarial")] = plan.vae.adversarial;
    }
    return order;
}

struct Ordered
{
    train::ModelPlan plan;
    ui::TrainingOrder order;
};

// `order` is what the window ordered.
std::optional<Ordered> readOrdered(const QString &run, const std::optional<ui::TrainingOrder> &order)
{
    std::optional<train::ModelPlan> plan = readPlan(run);
    if (!plan)
        return std::nullopt;
    std::optional<ui::TrainingOrder> same = order ? order : orderFrom(*plan, run);
    return same ? std::optional(Ordered{*std::move(plan), *std::move(same)}) : std::nullopt;
}

} // namespace

std::optional<ui::TrainingOrder> readPictureOrigin(const QString &run)
{
    QFile file(run + QStringLiteral("/pictures.json"));
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QJsonObject origin = QJsonDocument::fromJson(file.read(kLargestOrigin)).object();
    if (origin.value(QStringLiteral("format")) != QStringLiteral("imago.training-pictures") ||
        origin.value(QStringLiteral("formatVersion")).toInt() != 1)
        return std::nullopt;
    ui::TrainingOrder order;
    order.folder = origin.value(QStringLiteral("folder")).toString();
    order.labels = origin.value(QStringLiteral("labels")).toString();
    order.useLabels = origin.value(QStringLiteral("useLabels")).toBool(true);
    order.fit =
        origin.value(QStringLiteral("pad")).toBool() ? ui::TrainingOrder::Fit::Pad : ui::TrainingOrder::Fit::Crop;
    order.useReserved = origin.value(QStringLiteral("hasTheRight")).toBool();
    const auto leaveOut = ui::leaveOutFrom(origin.value(QStringLiteral("leaveOut")).toArray());
    order.leaveOut = leaveOut.value_or(train::LeaveOut());
    order.onWhite = origin.value(QStringLiteral("onWhite")).toBool();
    order.tuning[QStringLiteral("held-out")] = origin.value(QStringLiteral("heldOut")).toDouble(0.1);
    return order.folder.isEmpty() || !leaveOut ? std::nullopt : std::optional(std::move(order));
}

std::optional<ui::Remedy> readRemedy(const QString &run, const train::RunMessage &message,
                                     const std::optional<ui::TrainingOrder> &order)
{
    const std::optional<Ordered> known = readOrdered(run, order);
    return known ? ui::remedyFor(message, known->plan, known->order) : std::nullopt;
}

std::optional<ui::Remedy> readSmallerBatch(const QString &run, const std::optional<ui::TrainingOrder> &order)
{
    const std::optional<Ordered> known = readOrdered(run, order);
    return known ? ui::smallerBatch(known->plan, known->order) : std::nullopt;
}

} // namespace imago::app
