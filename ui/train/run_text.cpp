// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/run_text.h"

#include "ui/text/error_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace imago::ui {

namespace {

constexpr const char *kContext = "imago::ui::RunText";

QString tr(const char *text)
{
    return QCoreApplication::translate(kContext, text);
}

struct Word
{
    const char *key;
    const char *text;
};

constexpr Word kLosses[] = {
    {"pixels", QT_TRANSLATE_NOOP("imago::ui::RunText", "Pixels")},
    {"kl", QT_TRANSLATE_NOOP("imago::ui::RunText", "KL divergence")},
    {"features", QT_TRANSLATE_NOOP("imago::ui::RunText", "Features")},
    {"fooled", QT_TRANSLATE_NOOP("imago::ui::RunText", "Fooled")},
    {"critic", QT_TRANSLATE_NOOP("imago::ui::RunText", "Critic")},
    {"discriminator", QT_TRANSLATE_NOOP("imago::ui::RunText", "Discriminator")},
    {"generator", QT_TRANSLATE_NOOP("imago::ui::RunText", "Generator")},
    {"on real", QT_TRANSLATE_NOOP("imago::ui::RunText", "On real")},
    {"on drawn", QT_TRANSLATE_NOOP("imago::ui::RunText", "On drawn")},
    {"misnamed real", QT_TRANSLATE_NOOP("imago::ui::RunText", "Class of real")},
    {"misnamed drawn", QT_TRANSLATE_NOOP("imago::ui::RunText", "Class of drawn")},
    {"apart", QT_TRANSLATE_NOOP("imago::ui::RunText", "Pairs apart")},
    {"penalty", QT_TRANSLATE_NOOP("imago::ui::RunText", "Penalty")},
    {"diversity", QT_TRANSLATE_NOOP("imago::ui::RunText", "Diversity")},
    {"distance", QT_TRANSLATE_NOOP("imago::ui::RunText", "Distance")},
    {"held out", QT_TRANSLATE_NOOP("imago::ui::RunText", "Held out")},
    {"places", QT_TRANSLATE_NOOP("imago::ui::RunText", "Landmarks")},
    {"landmarks", QT_TRANSLATE_NOOP("imago::ui::RunText", "Landmarks")},
    {"pyramid", QT_TRANSLATE_NOOP("imago::ui::RunText", "Detail")},
    {"pairs", QT_TRANSLATE_NOOP("imago::ui::RunText", "Sliders")},
    {"identity", QT_TRANSLATE_NOOP("imago::ui::RunText", "Identity")},
    {"attributes", QT_TRANSLATE_NOOP("imago::ui::RunText", "Attributes")},
    {"parts", QT_TRANSLATE_NOOP("imago::ui::RunText", "Parts")},
};

constexpr Word kMessages[] = {
    {"collapse",
     QT_TRANSLATE_NOOP("imago::ui::RunText",
                       "The drawn pictures become alike: the model has found a few that pass and draws only those. "
                       "Stop it and start anew with stronger variety; more pictures help too.")},
    {"discriminator-wins",
     QT_TRANSLATE_NOOP("imago::ui::RunText",
                       "The discriminator tells every drawn picture from a real one, so that the generator learns "
                       "nothing from it. More pictures help, and so do mirroring and varied colours.")},
    {"by-heart", QT_TRANSLATE_NOOP("imago::ui::RunText",
                                   "The model began to learn its pictures by heart, so the training ended early. More "
                                   "pictures help, and so do mirroring and varied colours.")},
    {"diverged", QT_TRANSLATE_NOOP("imago::ui::RunText",
                                   "What the model draws went ever further away from pictures that it does not know, "
                                   "so the training ended early. Start anew with a smaller learning rate.")},
    {"older-checkpoint", QT_TRANSLATE_NOOP("imago::ui::RunText",
                                           "The newest checkpoint was damaged, so the training goes on from the one "
                                           "before. Nothing is to be done: the steps since are trained again.")},
    {"smaller-batch", QT_TRANSLATE_NOOP("imago::ui::RunText",
                                        "The memory did not suffice, so the training goes on with fewer pictures a "
                                        "step. Closing other programs helps, and so does a smaller size.")},
    {"smaller-rate", QT_TRANSLATE_NOOP("imago::ui::RunText",
                                       "The training lost its balance once and goes on from its last checkpoint with "
                                       "smaller steps. Nothing is to be done, unless it happens again.")},
};

} // namespace

QString lossText(const QString &name)
{
    const auto *found =
        std::ranges::find_if(kLosses, [&](const Word &word) { return name == QLatin1String(word.key); });
    return found == std::end(kLosses) ? name : tr(found->text);
}

QString phaseText(RunPhase phase)
{
    switch (phase) {
    case RunPhase::Queued:
        return QCoreApplication::translate("imago::ui::RunText", "Waits for its turn");
    case RunPhase::Starting:
    case RunPhase::Preparing:
        return QCoreApplication::translate("imago::ui::RunText", "Preparing the pictures");
    case RunPhase::Running:
        return QCoreApplication::translate("imago::ui::RunText", "Training");
    case RunPhase::Paused:
        return QCoreApplication::translate("imago::ui::RunText", "Paused");
    case RunPhase::Stopping:
        return QCoreApplication::translate("imago::ui::RunText", "Stopping at a checkpoint");
    case RunPhase::Finishing:
        return QCoreApplication::translate("imago::ui::RunText", "Finding its sliders");
    case RunPhase::Finished:
        return QCoreApplication::translate("imago::ui::RunText", "Finished");
    case RunPhase::Stopped:
        return QCoreApplication::translate("imago::ui::RunText", "Stopped");
    case RunPhase::Failed:
    case RunPhase::Died:
        return QCoreApplication::translate("imago::ui::RunText", "Ended early");
    }
    return {};
}

QString durationText(double seconds)
{
    const auto whole = static_cast<qint64>(std::ceil(std::max(0.0, seconds)));
    if (whole < 60)
        return QCoreApplication::translate("imago::ui::RunText", "%1 s").arg(whole);
    const qint64 minutes = (whole + 59) / 60;
    if (minutes < 60)
        return QCoreApplication::translate("imago::ui::RunText", "%1 min").arg(minutes);
    return QCoreApplication::translate("imago::ui::RunText", "%1 h %2 min").arg(minutes / 60).arg(minutes % 60);
}

QString withTimeLeft(const QString &text, const RunEntry &entry)
{
    if (!entry.isAlive() || entry.phase == RunPhase::Stopping || !entry.run || !entry.run->status.secondsLeft)
        return text;
    return QCoreApplication::translate("imago::ui::RunText", "%1 · %2 left")
        .arg(text, durationText(*entry.run->status.secondsLeft));
}

QString progressText(const RunEntry &entry)
{
    const QString phase = phaseText(entry.phase);
    if (!entry.run || entry.run->status.total == 0)
        return phase;
    const train::RunStatus &status = entry.run->status;
    const QLocale locale;
    const QString text = QCoreApplication::translate("imago::ui::RunText", "%1 · step %2 of %3")
                             .arg(phase, locale.toString(qint64{status.step}), locale.toString(qint64{status.total}));
    return withTimeLeft(text, entry);
}

QString trainingSentence(const Error &error)
{
    QString text = sentence(error);
    if (error.code == ErrorCode::OutOfMemory)
        text = QCoreApplication::translate("imago::ui::RunText",
                                           "There was not enough memory for this training. Choose smaller pictures or "
                                           "a smaller batch, or close other programs, then try again.");
    else if (error.code == ErrorCode::DeviceLost)
        text = QCoreApplication::translate("imago::ui::RunText",
                                           "Another process of this training, or its device, no longer answers. "
                                           "Nothing before the last checkpoint is lost: start all of them again.");
    else if (error.code == ErrorCode::ModelFailed)
        text = QCoreApplication::translate("imago::ui::RunText",
                                           "The training's numbers are no longer finite. Nothing before the last "
                                           "checkpoint is lost; begin anew with a smaller learning rate.");
    return error.detail.empty() ? text : text + u'\n' + QString::fromStdString(error.detail);
}

namespace {

QString whatEnded(const RunEntry &entry)
{
    if (entry.phase == RunPhase::Died) {
        return entry.run && entry.run->canGoOn
                   ? QCoreApplication::translate("imago::ui::RunText",
                                                 "The training's process was ended from outside, probably for lack of "
                                                 "memory, unless the computer was switched off. Nothing before its "
                                                 "last checkpoint is lost. Resume goes on from there.")
                   : QCoreApplication::translate("imago::ui::RunText",
                                                 "The training's process was ended from outside before its first "
                                                 "checkpoint, probably for lack of memory, unless the computer was "
                                                 "switched off. Resume begins again.");
    }
    if (entry.phase != RunPhase::Failed)
        return {};
    if (entry.run && entry.run->status.error && entry.run->status.error->code == ErrorCode::DiskFull)
        return QCoreApplication::translate(
            "imago::ui::RunText",
            "The disk became full while the training saved. Nothing before its last checkpoint is lost: free some "
            "space, then resume.");
    if (entry.run && entry.run->status.error)
        return trainingSentence(*entry.run->status.error);
    return entry.complaint.isEmpty()
               ? QCoreApplication::translate("imago::ui::RunText", "The training could not be started.")
               : QCoreApplication::translate("imago::ui::RunText", "The training could not be started: %1")
                     .arg(entry.complaint);
}

} // namespace

QString troubleText(const RunEntry &entry)
{
    const QString text = whatEnded(entry);
    if (text.isEmpty() || !entry.instead || entry.instead->kind != Remedy::Kind::SmallerBatch)
        return text;
    return text + u'\n' +
           QCoreApplication::translate("imago::ui::RunText",
                                       "Half the batch takes less memory. Its steps are others, so that it is another "
                                       "training, which begins anew.");
}

QString messageText(const train::RunMessage &message)
{
    const auto *found = std::ranges::find_if(
        kMessages, [&](const Word &word) { return message.code == word.key; });
    if (found != std::end(kMessages))
        return tr(found->text);
    return QString::fromStdString(message.remedy.empty() ? message.text : message.text + " " + message.remedy);
}

namespace {

QString copyText(const dataset::PictureQuality &q)
{
    switch (q.copying()) {
    case dataset::CopyVerdict::Copies:
        return QCoreApplication::translate("imago::ui::RunText", "copies training pictures");
    case dataset::CopyVerdict::NoSign:
        return QCoreApplication::translate("imago::ui::RunText", "no sign of copies");
    case dataset::CopyVerdict::CannotTell:
        return q.lookEqual == 0
                   ? QCoreApplication::translate("imago::ui::RunText",
                                                 "none looks equal to a training picture (too few held out for more)")
                   : QCoreApplication::translate("imago::ui::RunText", "too few held-out pictures to tell copies");
    }
    return {};
}

} // namespace

QString qualityText(const dataset::PictureQuality &q)
{
    const QLocale locale;
    const auto percent = [&](double share) { return locale.toString(100.0 * share, 'f', 0); };
    QStringList parts;
    if (q.tellsPrecision())
        parts << QCoreApplication::translate("imago::ui::RunText", "%1 % of its pictures lie among real ones")
                     .arg(percent(q.precisionRecall.precision))
              << QCoreApplication::translate("imago::ui::RunText", "%1 % of the real ones among its own")
                     .arg(percent(q.precisionRecall.recall));
    parts << QCoreApplication::translate("imago::ui::RunText", "variety %1 % of real ones").arg(percent(q.diversity));
    if (q.recognised)
        parts << QCoreApplication::translate("imago::ui::RunText", "class recognised in %1 %")
                     .arg(percent(*q.recognised));
    parts << QCoreApplication::translate("imago::ui::RunText", "Frechet distance %1, kernel distance %2")
                 .arg(locale.toString(q.frechet, 'g', 3), locale.toString(q.kernel.mean, 'g', 2));
    parts << copyText(q);
    return parts.join(QStringLiteral("  ·  "));
}

QString qualityHelp(const dataset::PictureQuality &q)
{
    const QLocale locale;
    QStringList lines{
        QCoreApplication::translate("imago::ui::RunText", "Measured on %1 drawn pictures against %2 %3.")
            .arg(locale.toString(qulonglong{q.samples}), locale.toString(qulonglong{q.real}),
                 q.againstHeldOut ? QCoreApplication::translate("imago::ui::RunText", "held-out pictures")
                                  : QCoreApplication::translate("imago::ui::RunText", "training pictures")),
        QCoreApplication::translate("imago::ui::RunText", "Seen by: %1").arg(QString::fromStdString(q.reader)),
        QCoreApplication::translate("imago::ui::RunText",
                                    "Frechet distance in its features: %1 (no FID: that is Inception's)")
            .arg(locale.toString(q.frechet, 'g', 4)),
        QCoreApplication::translate("imago::ui::RunText",
                                    "Kernel distance in its features: %1 ± %2 (0: as real pictures)")
            .arg(locale.toString(q.kernel.mean, 'g', 3), locale.toString(q.kernel.deviation, 'g', 2)),
        QCoreApplication::translate("imago::ui::RunText", "Pictures that look equal to a training picture: %1")
            .arg(locale.toString(qulonglong{q.lookEqual}))};
    if (q.copyTest.cells > 0)
        lines << QCoreApplication::translate("imago::ui::RunText",
                                             "Three-sample test for copies: %1 (below %2: copies)")
                     .arg(locale.toString(q.copyTest.statistic, 'f', 1),
                          locale.toString(train::CopyTest::kCopying, 'f', 0));
    if (!q.tellsPrecision() || q.copying() == dataset::CopyVerdict::CannotTell)
        lines << QCoreApplication::translate("imago::ui::RunText",
                                             "It takes %1 held-out pictures to tell whether a model copies, and how "
                                             "many pictures lie among each other: train on more pictures.")
                     .arg(locale.toString(qulonglong{dataset::kFewestToTell}));
    return lines.join(QLatin1Char('\n'));
}

QString qualityWarning(const dataset::PictureQuality &q)
{
    if (q.memorised())
        return QCoreApplication::translate("imago::ui::RunText",
                                           "The model copies training pictures. More pictures help, a shorter training "
                                           "does, and so do mirroring and varied colours.");
    if (q.trainedOnThese == false)
        return QCoreApplication::translate("imago::ui::RunText",
                                           "These figures were measured with other pictures than the model was trained "
                                           "on, or with them prepared otherwise.");
    if (q.readerInLosses == train::LossUse::Used)
        return QCoreApplication::translate(
            "imago::ui::RunText", "The network that measured was also in the training's losses, so the figures flatter "
                                  "the model. imago learn-classes makes a judge of its own, and imago evaluate --judge "
                                  "--store measures with it.");
    return {};
}

QString kindText(const std::string &kind)
{
    if (kind == "vae" || kind == "gan")
        return QString::fromStdString(kind).toUpper();
    if (kind == "judge")
        return QCoreApplication::translate("imago::ui::RunText", "Judge of portraits");
    if (kind == "encoder")
        return QCoreApplication::translate("imago::ui::RunText", "Encoder of portraits");
    return QCoreApplication::translate("imago::ui::RunText", "Portraits");
}

} // namespace imago::ui
