// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/train/run_entry.h"

#include <QString>

namespace imago::ui {

/// A curve's name for people; a name that the window does not know stays as it is.
QString lossText(const QString &name);

/// "Running", "Paused", ...
QString phaseText(RunPhase phase);

/// "2 h 10 min", "40 s".
QString durationText(double seconds);

/// What the training did, and where it stands, in one line.
QString progressText(const RunEntry &entry);
/// With how long the training still takes, where it trains on and that is known.
QString withTimeLeft(const QString &text, const RunEntry &entry);

/// What went wrong with a training, or with its pictures, and in the engine's (English) words why: one code has many
/// causes there, and the person chose the folder, not a file.
QString trainingSentence(const Error &error);
/// Why it ended when it should not have, and what to do; empty where nothing is wrong.
QString troubleText(const RunEntry &entry);

/// What the trainer noticed, and the remedy. Those that the window knows are worded in its language.
QString messageText(const train::RunMessage &message);

/// How good the model's pictures are, in one line.
QString qualityText(const dataset::PictureQuality &quality);
/// What measured it, and what the figures mean; several lines.
QString qualityHelp(const dataset::PictureQuality &quality);
/// What is wrong with the model or with the figures, and the remedy; empty where nothing is.
QString qualityWarning(const dataset::PictureQuality &quality);

/// "VAE" or "GAN", with the portraits' own.
QString kindText(const std::string &kind);

} // namespace imago::ui
