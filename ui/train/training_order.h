// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/train/leave_out.h"

#include <QByteArray>
#include <QJsonArray>
#include <QMetaType>
#include <QSize>
#include <QString>
#include <QStringList>

#include <map>
#include <optional>
#include <span>

namespace imago::ui {

/// What is to be trained, on what and for how long: a value that `imago train` is started from, and that lies beside
/// a training so that it can be started again.
struct TrainingOrder
{
    enum class Kind { Vae, Gan };
    enum class Fit { Crop, Pad };
    /// As suggested: where the pictures' left and right do not differ.
    enum class Mirroring { AsSuggested, Always, Never };

    QString folder;  ///< Of the pictures.
    QString title;   ///< Empty: the folder's name.
    Kind kind = Kind::Vae;
    QSize size{0, 0}; ///< Multiples of 8, 32 to 512; 0 x 0: the pictures decide.
    bool followsShape = true; ///< Only the longer side is ordered, twice in `size`; the other one follows the pictures.
    Fit fit = Fit::Crop;
    double minutes = 10;
    Mirroring mirroring = Mirroring::AsSuggested;
    bool varyColor = false;
    bool useReserved = false; ///< The user says that they may.
    train::LeaveOut leaveOut;
    bool onWhite = false;     ///< Transparent pictures; the model then draws no transparency.
    bool useLabels = true;    ///< False: what labels there are is passed over.
    QString labels; ///< A table of labels that lies elsewhere; empty: what is in the folder.
    QString from;   ///< A package whose weights it begins with; empty: none.
    /// Numbers of `imago train` by their options' names ("kl", "mode-seeking"); what is missing it chooses itself.
    std::map<QString, double> tuning;

    bool operator==(const TrainingOrder &) const = default;

    QString name() const; ///< The title, or the folder's name.
    bool hasSize() const { return !size.isEmpty(); }
};

/// The arguments of `imago` that train into `output`; `resume` goes on where it stopped, with what its plan has and so
/// with nothing of the order but its pictures and how they are prepared.
QStringList arguments(const TrainingOrder &order, const QString &output, bool resume);

/// The arguments of `imago` that measure what it would cost; trainingCostsFromJson() reads the answer.
QStringList estimateArguments(const TrainingOrder &order);

/// What a training would cost on this machine, measured by a few real steps.
struct TrainingCosts
{
    double secondsPerStep = 0;
    int batch = 0;
    int wantedBatch = 0; ///< More than `batch` where the memory that is free does not suffice for it.
    double prepareSeconds = 0; ///< Reading all the pictures, once.
    double firstSlidersMinutes = 0; ///< A rule of thumb of how many pictures a model has to see, as the next.
    double goodModelMinutes = 0;
    qint64 memoryBytes = 0;
    bool lacksMemory = false; ///< Not even the smallest batch fits; nothing else is known then.
};
/// Nothing for what is no answer.
std::optional<TrainingCosts> trainingCostsFromJson(const QByteArray &json);

/// The order with a size as people write it: "64" is the longer side, "96 x 64" and "96×64 px" both. Nothing for one
/// that no model can have.
std::optional<TrainingOrder> withSize(TrainingOrder order, const QString &text);

/// What a file says is left out. Nothing where a name is none that a finding has.
std::optional<train::LeaveOut> leaveOutFrom(const QJsonArray &names);

QByteArray toJson(const TrainingOrder &order);
/// Nothing for what is no order, or one with numbers out of range.
std::optional<TrainingOrder> trainingOrderFromJson(const QByteArray &json);

/// The presets by time, in minutes.
std::span<const double> trainingTimes();
/// The sides that are offered.
std::span<const int> trainingSides();

} // namespace imago::ui

Q_DECLARE_METATYPE(imago::ui::TrainingOrder)
