// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/latent/point.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace imago::latent {

enum class PresetKind {
    Expression, ///< What the face does.
    Look        ///< Hair, beard, glasses, make-up.
};

/// "expression", "look": for files and the command line.
std::string_view name(PresetKind kind) noexcept;

struct PresetValue
{
    std::size_t attribute = 0;
    float value = 0.0F;
    bool operator==(const PresetValue &) const = default;
};

/// Some attributes' values under a name, to be put on any face.
struct Preset
{
    std::string name; ///< English for built-in ones, which ui translates; else as the user wrote it.
    PresetKind kind = PresetKind::Look;
    std::vector<PresetValue> values; ///< In the table's order, each once at most, in range.
    bool operator==(const Preset &) const = default;
};

inline constexpr std::size_t kLongestPresetName = 120; ///< Bytes of UTF-8.
inline constexpr std::size_t kMostPresets = 1000;      ///< In one file.

/// The studio's own: expressions first, then looks. Lives as long as the program.
std::span<const Preset> builtInPresets();

/// What the point's face does, or how it looks, as a preset of one's own. Errors: BadInput for an empty name,
/// one that is too long, not UTF-8 or holds control characters.
Result<Preset> makePreset(std::string name, PresetKind kind, const Point &point);

/// Changes the preset's attributes alone.
Point applied(const Preset &preset, Point point) noexcept;

/// A list of presets as JSON, attributes by name; see docs/formats.md.
std::string toJson(std::span<const Preset> presets);

/// Errors: FileTooLarge above 4 MB, FileDamaged for text that is not JSON or of other shape,
/// UnsupportedFormat, Incompatible for a newer format; BadInput for a bad name, an unknown attribute, a value
/// out of range, too many presets. `subject` names the file for the error.
Result<std::vector<Preset>> presetsFromJson(std::string_view text, std::string subject);

} // namespace imago::latent
