// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/preset_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace imago::ui {

namespace {

// The same names as in engine/latent/presets.cpp, which knows no translation.
constexpr const char *kNames[] = {
    QT_TRANSLATE_NOOP("Preset", "Calm"),
    QT_TRANSLATE_NOOP("Preset", "Joy"),
    QT_TRANSLATE_NOOP("Preset", "Laugh"),
    QT_TRANSLATE_NOOP("Preset", "Surprise"),
    QT_TRANSLATE_NOOP("Preset", "Anger"),
    QT_TRANSLATE_NOOP("Preset", "Sadness"),
    QT_TRANSLATE_NOOP("Preset", "Asleep"),
    QT_TRANSLATE_NOOP("Preset", "Bare face"),
    QT_TRANSLATE_NOOP("Preset", "Shaved head"),
    QT_TRANSLATE_NOOP("Preset", "Short and neat"),
    QT_TRANSLATE_NOOP("Preset", "Long and straight"),
    QT_TRANSLATE_NOOP("Preset", "Long waves"),
    QT_TRANSLATE_NOOP("Preset", "Full curls"),
    QT_TRANSLATE_NOOP("Preset", "Fringe"),
    QT_TRANSLATE_NOOP("Preset", "Designer stubble"),
    QT_TRANSLATE_NOOP("Preset", "Full beard"),
    QT_TRANSLATE_NOOP("Preset", "Silver"),
    QT_TRANSLATE_NOOP("Preset", "Copper"),
    QT_TRANSLATE_NOOP("Preset", "Day make-up"),
    QT_TRANSLATE_NOOP("Preset", "Evening make-up"),
    QT_TRANSLATE_NOOP("Preset", "Scholar"),
};

} // namespace

QString presetTitle(const latent::Preset &preset)
{
    return hasPresetWords(preset.name) ? QCoreApplication::translate("Preset", preset.name.c_str())
                                       : QString::fromStdString(preset.name);
}

bool hasPresetWords(std::string_view name) noexcept
{
    return std::ranges::any_of(kNames, [name](const char *known) { return name == known; });
}

} // namespace imago::ui
