// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/training_order.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

namespace imago::ui {

namespace {

constexpr std::array kTimes{10.0, 20.0, 60.0, 480.0};
constexpr std::array kSides{32, 64, 96, 128, 192, 256, 512};
constexpr int kSmallest = 32;
constexpr int kLargest = 512;

// In the order of Mirroring.
constexpr std::array kMirrorings{"suggested", "always", "never"};

struct Tuning
{
    const char *option;
    double least;
    double most;
    std::optional<TrainingOrder::Kind> only = {}; ///< Of one kind of model.
};

constexpr auto kVae = TrainingOrder::Kind::Vae;
constexpr auto kGan = TrainingOrder::Kind::Gan;

// As imago train takes them.
constexpr std::array<Tuning, 11> kTunings{{{"adversarial", 0, 100, kVae},
                                           {"augment", 0, 1, kGan},
                                           {"batch", 2, 1024},
                                           {"held-out", 0, 0.5},
                                           {"kl", 0, 1000, kVae},
                                           {"mode-seeking", 0, 100, kGan},
                                           {"perceptual", 0, 100, kVae},
                                           {"projected", 0, 1, kGan},
                                           {"r1", 0, 1000, kGan},
                                           {"rate", 1e-6, 1},
                                           {"steps", 1, 1e8}}};

QString kindName(TrainingOrder::Kind kind)
{
    return kind == TrainingOrder::Kind::Gan ? QStringLiteral("gan") : QStringLiteral("vae");
}

QString fitName(TrainingOrder::Fit fit)
{
    return fit == TrainingOrder::Fit::Pad ? QStringLiteral("pad") : QStringLiteral("crop");
}

QString mirroringName(TrainingOrder::Mirroring mirroring)
{
    return QLatin1String(kMirrorings.at(static_cast<std::size_t>(mirroring)));
}

TrainingOrder::Mirroring mirroringFrom(const QJsonObject &object)
{
    const QString name = object.value(QStringLiteral("mirroring")).toString();
    const auto found = std::ranges::find_if(kMirrorings, [&](const char *each) { return name == QLatin1String(each); });
    if (found != kMirrorings.end())
        return static_cast<TrainingOrder::Mirroring>(found - kMirrorings.begin());
    // Orders of earlier versions only said whether it was switched off.
    return object.value(QStringLiteral("mirror")).toBool(true) ? TrainingOrder::Mirroring::AsSuggested
                                                               : TrainingOrder::Mirroring::Never;
}

bool isSane(const QString &option, double value)
{
    const auto found =
        std::ranges::find_if(kTunings, [&](const Tuning &each) { return option == QLatin1String(each.option); });
    return found != kTunings.end() && value >= found->least && value <= found->most;
}

bool isSide(int side)
{
    return side >= kSmallest && side <= kLargest && side % 8 == 0;
}

bool hasSaneSize(const TrainingOrder &order)
{
    if (!order.hasSize())
        return order.size == QSize(0, 0) && order.followsShape;
    return isSide(order.size.width()) && isSide(order.size.height()) &&
           (!order.followsShape || order.size.width() == order.size.height());
}

QStringList asList(const train::LeaveOut &leaveOut)
{
    QStringList names;
    for (const std::string &name : train::namesOf(leaveOut))
        names << QString::fromStdString(name);
    return names;
}

// imago train refuses the numbers of the other kind; of a training that goes on only its pictures' count.
bool isTaken(const QString &option, TrainingOrder::Kind kind, bool resume)
{
    if (resume)
        return option == QStringLiteral("held-out");
    const auto found =
        std::ranges::find_if(kTunings, [&](const Tuning &each) { return option == QLatin1String(each.option); });
    return found == kTunings.end() || !found->only || *found->only == kind;
}

// What the plan of a training that begins follows from, but for the tuning.
QStringList planArguments(const TrainingOrder &order)
{
    QStringList list{QStringLiteral("--kind"), kindName(order.kind), QStringLiteral("--title"), order.name()};
    if (order.hasSize())
        list << QStringLiteral("--size")
             << (order.followsShape ? QString::number(order.size.width())
                                    : QStringLiteral("%1x%2").arg(order.size.width()).arg(order.size.height()));
    if (!order.tuning.contains(QStringLiteral("steps")))
        list << QStringLiteral("--minutes") << QString::number(order.minutes);
    if (order.mirroring != TrainingOrder::Mirroring::AsSuggested)
        list << (order.mirroring == TrainingOrder::Mirroring::Always ? QStringLiteral("--mirror")
                                                                     : QStringLiteral("--no-mirror"));
    if (order.varyColor)
        list << QStringLiteral("--vary-colour");
    if (!order.from.isEmpty())
        list << QStringLiteral("--from") << order.from;
    return list;
}

} // namespace

QString TrainingOrder::name() const
{
    return title.isEmpty() ? QDir(folder).dirName() : title;
}

QStringList arguments(const TrainingOrder &order, const QString &output, bool resume)
{
    QStringList list{QStringLiteral("train"), order.folder, QStringLiteral("-o"), output};
    if (order.fit == TrainingOrder::Fit::Pad)
        list << QStringLiteral("--pad");
    if (order.useReserved)
        list << QStringLiteral("--i-have-the-right");
    if (const QStringList names = asList(order.leaveOut); !names.isEmpty())
        list << QStringLiteral("--leave-out") << names.join(QLatin1Char(','));
    if (order.onWhite)
        list << QStringLiteral("--on-white");
    if (!order.useLabels)
        list << QStringLiteral("--no-labels");
    else if (!order.labels.isEmpty())
        list << QStringLiteral("--labels") << order.labels;
    for (const auto &[option, value] : order.tuning) {
        if (isTaken(option, order.kind, resume))
            list << QStringLiteral("--") + option << QString::number(value, 'g', 12);
    }
    return list + (resume ? QStringList{QStringLiteral("--resume")} : planArguments(order));
}

QStringList estimateArguments(const TrainingOrder &order)
{
    return arguments(order, QStringLiteral("-"), false) << QStringLiteral("--estimate") << QStringLiteral("--json");
}

std::optional<TrainingCosts> trainingCostsFromJson(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    const QString error = object.value(QStringLiteral("error")).toObject().value(QStringLiteral("code")).toString();
    const TrainingCosts costs{object.value(QStringLiteral("secondsPerStep")).toDouble(),
                              object.value(QStringLiteral("batch")).toInt(),
                              object.value(QStringLiteral("wantedBatch")).toInt(),
                              object.value(QStringLiteral("prepareSeconds")).toDouble(),
                              object.value(QStringLiteral("firstSlidersMinutes")).toDouble(),
                              object.value(QStringLiteral("goodModelMinutes")).toDouble(),
                              object.value(QStringLiteral("memoryBytes")).toInteger(),
                              error == QStringLiteral("OutOfMemory")};
    const bool measured = costs.secondsPerStep > 0 && costs.batch > 0;
    return measured || costs.lacksMemory ? std::optional(costs) : std::nullopt;
}

std::optional<TrainingOrder> withSize(TrainingOrder order, const QString &text)
{
    // A word behind it is the unit, in any language.
    static const QRegularExpression form(
        QStringLiteral("^\\s*(\\d{1,4})\\s*(?:[x×*]\\s*(\\d{1,4}))?\\s*(?:\\p{L}{2,})?\\s*$"),
        QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = form.match(text);
    const int width = match.captured(1).toInt();
    order.followsShape = match.captured(2).isEmpty();
    order.size = {width, order.followsShape ? width : match.captured(2).toInt()};
    return match.hasMatch() && hasSaneSize(order) ? std::optional(std::move(order)) : std::nullopt;
}

std::optional<train::LeaveOut> leaveOutFrom(const QJsonArray &names)
{
    std::vector<std::string> known;
    for (const QJsonValue &name : names)
        known.push_back(name.toString().toStdString());
    return train::leaveOutFrom(known);
}

QByteArray toJson(const TrainingOrder &order)
{
    QJsonObject tuning;
    for (const auto &[option, value] : order.tuning)
        tuning.insert(option, value);
    return QJsonDocument(QJsonObject{{QStringLiteral("format"), QStringLiteral("imago.training-order")},
                                     {QStringLiteral("formatVersion"), 1},
                                     {QStringLiteral("folder"), order.folder},
                                     {QStringLiteral("title"), order.title},
                                     {QStringLiteral("kind"), kindName(order.kind)},
                                     {QStringLiteral("width"), order.size.width()},
                                     {QStringLiteral("height"), order.size.height()},
                                     {QStringLiteral("followsShape"), order.followsShape},
                                     {QStringLiteral("fit"), fitName(order.fit)},
                                     {QStringLiteral("minutes"), order.minutes},
                                     {QStringLiteral("mirroring"), mirroringName(order.mirroring)},
                                     {QStringLiteral("varyColour"), order.varyColor},
                                     {QStringLiteral("useReserved"), order.useReserved},
                                     {QStringLiteral("leaveOut"), QJsonArray::fromStringList(asList(order.leaveOut))},
                                     {QStringLiteral("onWhite"), order.onWhite},
                                     {QStringLiteral("useLabels"), order.useLabels},
                                     {QStringLiteral("labels"), order.labels},
                                     {QStringLiteral("from"), order.from},
                                     {QStringLiteral("tuning"), tuning}})
        .toJson();
}

std::optional<TrainingOrder> trainingOrderFromJson(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    if (object.value(QStringLiteral("format")) != QStringLiteral("imago.training-order") ||
        object.value(QStringLiteral("formatVersion")).toInt() != 1)
        return std::nullopt;
    TrainingOrder order;
    order.folder = object.value(QStringLiteral("folder")).toString();
    order.title = object.value(QStringLiteral("title")).toString();
    order.kind = object.value(QStringLiteral("kind")) == QStringLiteral("gan") ? TrainingOrder::Kind::Gan
                                                                              : TrainingOrder::Kind::Vae;
    order.size = {object.value(QStringLiteral("width")).toInt(), object.value(QStringLiteral("height")).toInt()};
    order.followsShape = object.value(QStringLiteral("followsShape")).toBool(); // earlier orders had both sides
    order.fit = object.value(QStringLiteral("fit")) == QStringLiteral("pad") ? TrainingOrder::Fit::Pad
                                                                            : TrainingOrder::Fit::Crop;
    order.minutes = object.value(QStringLiteral("minutes")).toDouble();
    order.mirroring = mirroringFrom(object);
    order.varyColor = object.value(QStringLiteral("varyColour")).toBool();
    order.useReserved = object.value(QStringLiteral("useReserved")).toBool();
    const auto leaveOut = leaveOutFrom(object.value(QStringLiteral("leaveOut")).toArray());
    order.leaveOut = leaveOut.value_or(train::LeaveOut());
    order.onWhite = object.value(QStringLiteral("onWhite")).toBool();
    order.useLabels = object.value(QStringLiteral("useLabels")).toBool(true); // earlier orders always did
    order.labels = object.value(QStringLiteral("labels")).toString();
    order.from = object.value(QStringLiteral("from")).toString();
    const QJsonObject tuning = object.value(QStringLiteral("tuning")).toObject();
    for (auto each = tuning.begin(); each != tuning.end(); ++each)
        order.tuning[each.key()] = each.value().toDouble(-1);
    const bool tuned =
        std::ranges::all_of(order.tuning, [](const auto &each) { return isSane(each.first, each.second); });
    const bool sane = leaveOut && tuned && hasSaneSize(order) && order.minutes >= 0.1 && order.minutes <= 100'000.0;
    return sane ? std::optional(order) : std::nullopt;
}

std::span<const double> trainingTimes()
{
    return kTimes;
}

std::span<const int> trainingSides()
{
    return kSides;
}

} // namespace imago::ui
