// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/slider_spec.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace imago::ui {

SliderSpec SliderSpec::percent(QString title, QString help, QString pattern, double neutral, double step)
{
    SliderSpec spec;
    spec.title = std::move(title);
    spec.help = std::move(help);
    spec.high = spec.safeHigh = 100.0;
    spec.neutral = neutral;
    spec.step = step;
    spec.decimals = 0;
    spec.pattern = std::move(pattern);
    return spec;
}

double SliderSpec::clamped(double value) const
{
    return std::isfinite(value) ? std::clamp(value, low, high) : neutral;
}

double SliderSpec::snapped(double value) const
{
    const double grid = std::pow(10.0, decimals);
    return clamped(std::round(clamped(value) * grid) / grid);
}

bool SliderSpec::isSafe(double value) const
{
    const double slack = 1e-4 * (high - low); // values travel as floats
    return value >= safeLow - slack && value <= safeHigh + slack;
}

QString SliderSpec::text(double value) const
{
    if (toggle)
        return isOn(value) ? onWord : offWord;
    const double grid = std::pow(10.0, decimals);
    const double rounded = std::round(value * grid) / grid + 0.0; // never "-0.00"
    return pattern.arg(QString::number(rounded, 'f', decimals));
}

} // namespace imago::ui
