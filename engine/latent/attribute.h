// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace imago::latent {

/// One attribute of a portrait: an index into portraitAttributes() and into Point::attributes.
enum Portrait : std::size_t {
    Gender,
    Age,
    AncestryAfrican,
    AncestryAsian,
    SkinTone,
    SkinWarmth,
    FaceWidth,
    LipFullness,
    Smile,
    MouthOpen,
    Surprise,
    Anger,
    Sadness,
    EyesClosed,
    BrowHeight,
    GazeX,
    GazeY,
    HairLength,
    HairCurl,
    HairVolume,
    HairDarkness,
    HairRedness,
    HairGrey,
    HairPart,
    HairSweep,
    HairRecede,
    BrowThickness,
    BeardLength,
    Stubble,
    EyeColour,
    Wrinkles,
    Freckles,
    MakeUp,
    Glasses,
    Yaw,
    Pitch,
    Roll,
    LightDirection,
    LightHeight,
    LightWarmth,
    BackgroundHue,
    BackgroundSaturation,
    BackgroundLightness,
    PortraitAttributeCount
};

enum class Group { Identity, Face, Expression, Hair, Details, Pose, Light, Background };
enum class Unit { Ratio, Years, Degrees };

/// One slider's whole truth; the renderer, the trainer, the panels, the command line and the translations
/// all read it from here.
struct Attribute
{
    std::string_view name;  ///< Stable, kebab-case: files and the command line use it.
    std::string_view title; ///< English; ui translates it.
    std::string_view help;  ///< One English sentence: what its two ends mean.
    Group group = Group::Identity;
    Unit unit = Unit::Ratio;
    float low = 0.0F; ///< The hard range, inclusive.
    float high = 1.0F;
    float safeLow = 0.0F; ///< Inside it every combination gives a good picture.
    float safeHigh = 1.0F;
    float neutral = 0.0F; ///< What double-click resets to.
    float step = 0.01F;   ///< One key press.
    bool toggle = false;  ///< Two states: below the middle off, else on.
    bool mirrors = false; ///< Changes its sign when the picture is flipped left to right.
    bool backdrop = false; ///< Painted behind the portrait after decoding; the networks never see it.
};

/// Exactly PortraitAttributeCount entries, in the order of the enum. The enum may grow at its end only in a new
/// version of the model's attribute schema.
std::span<const Attribute> portraitAttributes() noexcept;

/// How many attributes the networks see: all that are not `backdrop`; they come first in the table.
std::size_t networkAttributeCount() noexcept;

std::optional<std::size_t> findAttribute(std::string_view name) noexcept;

/// "gender"; "hair"... the stable name of a group, for files and the command line.
std::string_view name(Group group) noexcept;

/// True where a change of one may be read as a change of the other without that being leakage
/// (skin tone and ancestry, beard and stubble, smile and open mouth, ...), or hides the other from everybody (hair that
/// is not there has no parting). Symmetric.
bool belongTogether(std::size_t first, std::size_t second) noexcept;

} // namespace imago::latent
