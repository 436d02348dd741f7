// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/attribute.h"

#include <QString>

#include <chrono>
#include <cstdint>
#include <optional>

namespace imago::ui {

/// Digits after the point that a person sees and edits: 2 for ratios, 0 for years, 1 for degrees in half
/// steps.
int decimals(const latent::Attribute &attribute);

/// "%1 years", "%1°", or "%1": where the number goes.
QString pattern(latent::Unit unit);

/// A value as a person reads it: "70 years", "-12°", "0.45"; for a toggle "On" or "Off".
QString valueText(const latent::Attribute &attribute, double value);

/// The number in what somebody typed: takes a comma for the point, and ignores a unit behind it.
std::optional<double> numberIn(const QString &text);

/// A moment of a clip: "0:07.50", "1:02:03.00".
QString momentText(double seconds);

/// How long something will take: "12 s", "3 min", "1 h 20 min".
QString durationText(std::chrono::seconds time);

/// "45 kB", "6.2 MB": in powers of 1000, as file managers count, with two digits.
QString sizeText(std::int64_t bytes);

/// "1024 × 1024 px".
QString pixelText(int width, int height);

} // namespace imago::ui
