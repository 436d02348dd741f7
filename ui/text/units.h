// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/attribute.h"

#include <QString>

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

/// "1024 × 1024 px".
QString pixelText(int width, int height);

} // namespace imago::ui
