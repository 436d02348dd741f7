// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/latent/attribute.h"

#include <algorithm>
#include <array>
#include <utility>

namespace imago::latent {

namespace {

constexpr float kRatioStep = 0.01F;

// name, title, help, group, unit, low, high, safe low, safe high, neutral, step, toggle, mirrors, backdrop
constexpr std::array<Attribute, PortraitAttributeCount> kTable = {{
    {"gender", "Gender", "From feminine (-1) to masculine (1).", Group::Identity, Unit::Ratio, -1, 1, -1, 1, 0,
     0.02F},
    {"age", "Age", "From a child to the very old.", Group::Identity, Unit::Years, 6, 90, 8, 85, 30, 1},
    {"ancestry-african", "African ancestry", "How much of the bone structure is typical of Africa.",
     Group::Identity, Unit::Ratio, 0, 1, 0, 1, 0.1F, kRatioStep},
    {"ancestry-asian", "Asian ancestry", "How much of the bone structure is typical of East Asia.",
     Group::Identity, Unit::Ratio, 0, 1, 0, 1, 0.2F, kRatioStep},
    {"skin-tone", "Skin tone", "From the lightest to the deepest skin.", Group::Identity, Unit::Ratio, 0, 1, 0, 1,
     0.2F, kRatioStep},
    {"skin-warmth", "Skin warmth", "From a cool, rosy to a warm, golden undertone.", Group::Identity, Unit::Ratio,
     -1, 1, -1, 1, 0, 0.02F},
    {"face-width", "Face width", "From a slim to a full face.", Group::Face, Unit::Ratio, -1, 1, -0.9F, 0.9F, 0,
     0.02F},
    {"lip-fullness", "Lip fullness", "From thin to full lips.", Group::Face, Unit::Ratio, -1, 1, -0.8F, 0.8F, 0,
     0.02F},
    {"smile", "Smile", "From a resting mouth to a broad smile.", Group::Expression, Unit::Ratio, 0, 1, 0, 1, 0,
     kRatioStep},
    {"mouth-open", "Mouth open", "From closed to wide open.", Group::Expression, Unit::Ratio, 0, 1, 0, 0.9F, 0,
     kRatioStep},
    {"surprise", "Surprise", "Brows up, eyes wide, jaw dropped.", Group::Expression, Unit::Ratio, 0, 1, 0, 1, 0,
     kRatioStep},
    {"anger", "Anger", "Brows down and together, lids tense, lips pressed.", Group::Expression, Unit::Ratio, 0, 1,
     0, 1, 0, kRatioStep},
    {"sadness", "Sadness", "Inner brows up, corners of the mouth down.", Group::Expression, Unit::Ratio, 0, 1, 0, 1,
     0, kRatioStep},
    {"eyes-closed", "Eyes closed", "From open to closed.", Group::Expression, Unit::Ratio, 0, 1, 0, 1, 0,
     kRatioStep},
    {"brow-height", "Brow height", "From lowered to raised.", Group::Expression, Unit::Ratio, -1, 1, -1, 1, 0,
     0.02F},
    {"gaze-x", "Gaze sideways", "From the picture's left to its right.", Group::Expression, Unit::Ratio, -1, 1,
     -0.9F, 0.9F, 0, 0.02F, false, true},
    {"gaze-y", "Gaze up", "From down to up.", Group::Expression, Unit::Ratio, -1, 1, -0.8F, 0.8F, 0, 0.02F},
    {"hair-length", "Hair length", "From shaved to long.", Group::Hair, Unit::Ratio, 0, 1, 0, 1, 0.45F, kRatioStep},
    {"hair-curl", "Hair curl", "From straight to tightly curled.", Group::Hair, Unit::Ratio, 0, 1, 0, 1, 0.15F,
     kRatioStep},
    {"hair-volume", "Hair volume", "From flat to full.", Group::Hair, Unit::Ratio, 0, 1, 0, 0.9F, 0.35F,
     kRatioStep},
    {"hair-darkness", "Hair darkness", "From pale blond to black.", Group::Hair, Unit::Ratio, 0, 1, 0, 1, 0.65F,
     kRatioStep},
    {"hair-redness", "Hair redness", "From no red to copper.", Group::Hair, Unit::Ratio, 0, 1, 0, 1, 0.15F,
     kRatioStep},
    {"hair-grey", "Hair grey", "From none to all grey.", Group::Hair, Unit::Ratio, 0, 1, 0, 1, 0, kRatioStep},
    {"hair-part", "Hair parting", "From the picture's left to its right.", Group::Hair, Unit::Ratio, -1, 1, -1, 1,
     0.4F, 0.02F, false, true},
    {"hair-sweep", "Fringe", "From combed into the forehead (-1) to swept back (1).", Group::Hair, Unit::Ratio, -1,
     1, -0.8F, 1, 0.2F, 0.02F},
    {"hair-recede", "Receding hair line", "From a full hair line to a bald crown.", Group::Hair, Unit::Ratio, 0, 1,
     0, 1, 0, kRatioStep},
    {"brow-thickness", "Brow thickness", "From fine to bushy brows.", Group::Details, Unit::Ratio, 0, 1, 0.05F, 1,
     0.4F, kRatioStep},
    {"beard-length", "Beard length", "From none to a full, long beard.", Group::Details, Unit::Ratio, 0, 1, 0, 1, 0,
     kRatioStep},
    {"stubble", "Stubble", "From clean-shaven to a heavy shadow.", Group::Details, Unit::Ratio, 0, 1, 0, 1, 0,
     kRatioStep},
    {"eye-colour", "Eye colour", "From dark brown over hazel and green to light blue.", Group::Details, Unit::Ratio,
     0, 1, 0, 1, 0.3F, kRatioStep},
    {"wrinkles", "Wrinkles", "Lines beyond what the age brings.", Group::Details, Unit::Ratio, 0, 1, 0, 1, 0,
     kRatioStep},
    {"freckles", "Freckles", "From none to many.", Group::Details, Unit::Ratio, 0, 1, 0, 1, 0, kRatioStep},
    {"make-up", "Make-up", "Lipstick, lashes and shadow, from none to evening.", Group::Details, Unit::Ratio, 0, 1,
     0, 1, 0, kRatioStep},
    {"glasses", "Glasses", "Off or on.", Group::Details, Unit::Ratio, 0, 1, 0, 1, 0, 1, true},
    {"yaw", "Turn", "Head turned to the picture's left or right.", Group::Pose, Unit::Degrees, -35, 35, -28, 28, 0, 1,
     false, true},
    {"pitch", "Nod", "Head down or up.", Group::Pose, Unit::Degrees, -15, 15, -12, 12, 0, 0.5F},
    {"roll", "Tilt", "Head tilted to one shoulder or the other.", Group::Pose, Unit::Degrees, -15, 15, -12, 12, 0,
     0.5F, false, true},
    {"light-direction", "Light direction", "Main light from the picture's left or right.", Group::Light,
     Unit::Degrees, -60, 60, -50, 50, 30, 1, false, true},
    {"light-height", "Light height", "Main light at eye level or from above.", Group::Light, Unit::Degrees, 0, 60, 5,
     55, 28, 1},
    {"light-warmth", "Light warmth", "From cool daylight to warm evening light.", Group::Light, Unit::Ratio, -1, 1,
     -1, 1, 0.3F, 0.02F},
    {"background-hue", "Background hue", "Colour of the backdrop on the colour circle.", Group::Background,
     Unit::Degrees, 0, 360, 0, 360, 210, 2, false, false, true},
    {"background-saturation", "Background saturation", "From grey to colourful.", Group::Background, Unit::Ratio, 0,
     1, 0, 1, 0.25F, kRatioStep, false, false, true},
    {"background-lightness", "Background lightness", "From black to white.", Group::Background, Unit::Ratio, 0, 1, 0,
     1, 0.45F, kRatioStep, false, false, true},
}};

using Pair = std::pair<std::size_t, std::size_t>;

constexpr Pair kTogether[] = {
    {AncestryAfrican, AncestryAsian},
    {AncestryAfrican, SkinTone},
    {AncestryAsian, SkinTone},
    {AncestryAfrican, LipFullness},
    {AncestryAfrican, FaceWidth},
    {AncestryAsian, FaceWidth},
    {SkinTone, SkinWarmth},
    {Age, Wrinkles},
    {Age, FaceWidth},
    {Gender, FaceWidth},
    {Gender, BrowThickness},
    {Gender, LipFullness},
    {Gender, Stubble},
    {Gender, MakeUp},
    {Age, LipFullness},
    {Age, BrowThickness},
    {BeardLength, Stubble},
    {Smile, MouthOpen},
    {Smile, Sadness},
    {Surprise, MouthOpen},
    {Surprise, BrowHeight},
    {Surprise, EyesClosed},
    {Sadness, BrowHeight},
    {Anger, BrowHeight},
    {Anger, EyesClosed},
    {Anger, Surprise},
    {Anger, Sadness},
    {GazeY, EyesClosed},
    {LipFullness, MakeUp},
    {HairDarkness, HairRedness},
    {HairDarkness, HairGrey},
    {HairRedness, HairGrey},
    {HairCurl, HairVolume},
    {HairLength, HairVolume},
    {HairLength, HairSweep},
    {HairLength, HairRecede},
    {HairSweep, HairRecede},
    {HairLength, HairPart}, // a shaved head shows no parting
    {HairRecede, HairPart}, // nor does a bald crown
    {HairLength, HairGrey}, // a shaved head shows its grey in the brows and the beard alone
    {Age, HairGrey},        // grey hair is what people read age by
    {Age, HairRecede},      // so is the hair line, and a child's is drawn nearly full at any value
    {LightDirection, LightHeight},
};

} // namespace

std::span<const Attribute> portraitAttributes() noexcept
{
    return kTable;
}

std::size_t networkAttributeCount() noexcept
{
    return BackgroundHue;
}

std::optional<std::size_t> findAttribute(std::string_view name) noexcept
{
    const auto found = std::ranges::find(kTable, name, &Attribute::name);
    if (found == kTable.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - kTable.begin());
}

std::string_view name(Group group) noexcept
{
    switch (group) {
    case Group::Identity: return "identity";
    case Group::Face: return "face";
    case Group::Expression: return "expression";
    case Group::Hair: return "hair";
    case Group::Details: return "details";
    case Group::Pose: return "pose";
    case Group::Light: return "light";
    case Group::Background: return "background";
    }
    return "identity";
}

bool belongTogether(std::size_t first, std::size_t second) noexcept
{
    return first == second || std::ranges::any_of(kTogether, [&](const Pair &pair) {
               return pair == Pair{first, second} || pair == Pair{second, first};
           });
}

} // namespace imago::latent
