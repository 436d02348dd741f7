// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/presets.h"

#include <QString>

namespace imago::ui {

/// The name in the current language; a name that the studio does not know is somebody's own and stays.
QString presetTitle(const latent::Preset &preset);

/// True where presetTitle has words for it. A test holds it for every built-in preset.
bool hasPresetWords(std::string_view name) noexcept;

} // namespace imago::ui
