// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/tones.h"

namespace imago::ui {

QColor mixed(const QColor &from, const QColor &to, double amount)
{
    const auto mix = [amount](float a, float b) { return static_cast<float>(a + (b - a) * amount); };
    return QColor::fromRgbF(mix(from.redF(), to.redF()), mix(from.greenF(), to.greenF()),
                            mix(from.blueF(), to.blueF()), mix(from.alphaF(), to.alphaF()));
}

Tones Tones::of(const QPalette &palette, bool enabled)
{
    const QPalette::ColorGroup group = enabled ? QPalette::Active : QPalette::Disabled;
    const QColor window = palette.color(group, QPalette::Window);
    const QColor text = palette.color(group, QPalette::WindowText);
    Tones tones;
    tones.dark = text.lightness() > window.lightness();
    tones.text = text;
    tones.faintText = mixed(window, text, 0.62);
    tones.accent = enabled ? palette.color(group, QPalette::Highlight) : mixed(window, text, 0.35);
    tones.groove = mixed(window, text, tones.dark ? 0.24 : 0.20);
    tones.grooveEdge = mixed(window, text, 0.42);
    tones.handle = tones.dark ? mixed(window, text, enabled ? 0.86 : 0.45) : QColor(Qt::white);
    tones.handleEdge = tones.dark ? mixed(window, QColor(Qt::black), 0.55) : mixed(window, text, 0.48);
    tones.hover = mixed(window, text, 0.10);
    tones.warning = tones.dark ? QColor(0xF5, 0xA6, 0x3D) : QColor(0xC8, 0x6A, 0x00);
    tones.link = tones.dark ? QColor(0x4F, 0xC7, 0xB4) : QColor(0x0E, 0x8A, 0x78);
    return tones;
}

} // namespace imago::ui
