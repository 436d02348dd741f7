// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/attribute_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>

namespace imago::ui {

namespace {

constexpr const char *kContext = "Attribute";

// The same words as in engine/latent/attribute.cpp, which knows no translation: lupdate reads them here.
constexpr AttributeWords kWords[] = {
    {"gender", QT_TRANSLATE_NOOP("Attribute", "Gender"),
     QT_TRANSLATE_NOOP("Attribute", "From feminine (-1) to masculine (1).")},
    {"age", QT_TRANSLATE_NOOP("Attribute", "Age"),
     QT_TRANSLATE_NOOP("Attribute", "From a child to the very old.")},
    {"ancestry-african", QT_TRANSLATE_NOOP("Attribute", "African ancestry"),
     QT_TRANSLATE_NOOP("Attribute", "How much of the bone structure is typical of Africa.")},
    {"ancestry-asian", QT_TRANSLATE_NOOP("Attribute", "Asian ancestry"),
     QT_TRANSLATE_NOOP("Attribute", "How much of the bone structure is typical of East Asia.")},
    {"skin-tone", QT_TRANSLATE_NOOP("Attribute", "Skin tone"),
     QT_TRANSLATE_NOOP("Attribute", "From the lightest to the deepest skin.")},
    {"skin-warmth", QT_TRANSLATE_NOOP("Attribute", "Skin warmth"),
     QT_TRANSLATE_NOOP("Attribute", "From a cool, rosy to a warm, golden undertone.")},
    {"face-width", QT_TRANSLATE_NOOP("Attribute", "Face width"),
     QT_TRANSLATE_NOOP("Attribute", "From a slim to a full face.")},
    {"lip-fullness", QT_TRANSLATE_NOOP("Attribute", "Lip fullness"),
     QT_TRANSLATE_NOOP("Attribute", "From thin to full lips.")},
    {"smile", QT_TRANSLATE_NOOP("Attribute", "Smile"),
     QT_TRANSLATE_NOOP("Attribute", "From a resting mouth to a broad smile.")},
    {"mouth-open", QT_TRANSLATE_NOOP("Attribute", "Mouth open"),
     QT_TRANSLATE_NOOP("Attribute", "From closed to wide open.")},
    {"surprise", QT_TRANSLATE_NOOP("Attribute", "Surprise"),
     QT_TRANSLATE_NOOP("Attribute", "Brows up, eyes wide, jaw dropped.")},
    {"anger", QT_TRANSLATE_NOOP("Attribute", "Anger"),
     QT_TRANSLATE_NOOP("Attribute", "Brows down and together, lids tense, lips pressed.")},
    {"sadness", QT_TRANSLATE_NOOP("Attribute", "Sadness"),
     QT_TRANSLATE_NOOP("Attribute", "Inner brows up, corners of the mouth down.")},
    {"eyes-closed", QT_TRANSLATE_NOOP("Attribute", "Eyes closed"),
     QT_TRANSLATE_NOOP("Attribute", "From open to closed.")},
    {"brow-height", QT_TRANSLATE_NOOP("Attribute", "Brow height"),
     QT_TRANSLATE_NOOP("Attribute", "From lowered to raised.")},
    {"gaze-x", QT_TRANSLATE_NOOP("Attribute", "Gaze sideways"),
     QT_TRANSLATE_NOOP("Attribute", "From the picture's left to its right.")},
    {"gaze-y", QT_TRANSLATE_NOOP("Attribute", "Gaze up"), QT_TRANSLATE_NOOP("Attribute", "From down to up.")},
    {"hair-length", QT_TRANSLATE_NOOP("Attribute", "Hair length"),
     QT_TRANSLATE_NOOP("Attribute", "From shaved to long.")},
    {"hair-curl", QT_TRANSLATE_NOOP("Attribute", "Hair curl"),
     QT_TRANSLATE_NOOP("Attribute", "From straight to tightly curled.")},
    {"hair-volume", QT_TRANSLATE_NOOP("Attribute", "Hair volume"),
     QT_TRANSLATE_NOOP("Attribute", "From flat to full.")},
    {"hair-darkness", QT_TRANSLATE_NOOP("Attribute", "Hair darkness"),
     QT_TRANSLATE_NOOP("Attribute", "From pale blond to black.")},
    {"hair-redness", QT_TRANSLATE_NOOP("Attribute", "Hair redness"),
     QT_TRANSLATE_NOOP("Attribute", "From no red to copper.")},
    {"hair-grey", QT_TRANSLATE_NOOP("Attribute", "Hair grey"),
     QT_TRANSLATE_NOOP("Attribute", "From none to all grey.")},
    {"hair-part", QT_TRANSLATE_NOOP("Attribute", "Hair parting"),
     QT_TRANSLATE_NOOP("Attribute", "From the picture's left to its right.")},
    {"hair-sweep", QT_TRANSLATE_NOOP("Attribute", "Fringe"),
     QT_TRANSLATE_NOOP("Attribute", "From combed into the forehead (-1) to swept back (1).")},
    {"hair-recede", QT_TRANSLATE_NOOP("Attribute", "Receding hair line"),
     QT_TRANSLATE_NOOP("Attribute", "From a full hair line to a bald crown.")},
    {"brow-thickness", QT_TRANSLATE_NOOP("Attribute", "Brow thickness"),
     QT_TRANSLATE_NOOP("Attribute", "From fine to bushy brows.")},
    {"beard-length", QT_TRANSLATE_NOOP("Attribute", "Beard length"),
     QT_TRANSLATE_NOOP("Attribute", "From none to a full, long beard.")},
    {"stubble", QT_TRANSLATE_NOOP("Attribute", "Stubble"),
     QT_TRANSLATE_NOOP("Attribute", "From clean-shaven to a heavy shadow.")},
    {"eye-colour", QT_TRANSLATE_NOOP("Attribute", "Eye colour"),
     QT_TRANSLATE_NOOP("Attribute", "From dark brown over hazel and green to light blue.")},
    {"wrinkles", QT_TRANSLATE_NOOP("Attribute", "Wrinkles"),
     QT_TRANSLATE_NOOP("Attribute", "Lines beyond what the age brings.")},
    {"freckles", QT_TRANSLATE_NOOP("Attribute", "Freckles"),
     QT_TRANSLATE_NOOP("Attribute", "From none to many.")},
    {"make-up", QT_TRANSLATE_NOOP("Attribute", "Make-up"),
     QT_TRANSLATE_NOOP("Attribute", "Lipstick, lashes and shadow, from none to evening.")},
    {"glasses", QT_TRANSLATE_NOOP("Attribute", "Glasses"), QT_TRANSLATE_NOOP("Attribute", "Off or on.")},
    {"yaw", QT_TRANSLATE_NOOP("Attribute", "Turn"),
     QT_TRANSLATE_NOOP("Attribute", "Head turned to the picture's left or right.")},
    {"pitch", QT_TRANSLATE_NOOP("Attribute", "Nod"), QT_TRANSLATE_NOOP("Attribute", "Head down or up.")},
    {"roll", QT_TRANSLATE_NOOP("Attribute", "Tilt"),
     QT_TRANSLATE_NOOP("Attribute", "Head tilted to one shoulder or the other.")},
    {"light-direction", QT_TRANSLATE_NOOP("Attribute", "Light direction"),
     QT_TRANSLATE_NOOP("Attribute", "Main light from the picture's left or right.")},
    {"light-height", QT_TRANSLATE_NOOP("Attribute", "Light height"),
     QT_TRANSLATE_NOOP("Attribute", "Main light at eye level or from above.")},
    {"light-warmth", QT_TRANSLATE_NOOP("Attribute", "Light warmth"),
     QT_TRANSLATE_NOOP("Attribute", "From cool daylight to warm evening light.")},
    {"background-hue", QT_TRANSLATE_NOOP("Attribute", "Background hue"),
     QT_TRANSLATE_NOOP("Attribute", "Colour of the backdrop on the colour circle.")},
    {"background-saturation", QT_TRANSLATE_NOOP("Attribute", "Background saturation"),
     QT_TRANSLATE_NOOP("Attribute", "From grey to colourful.")},
    {"background-lightness", QT_TRANSLATE_NOOP("Attribute", "Background lightness"),
     QT_TRANSLATE_NOOP("Attribute", "From black to white.")},
};

static_assert(std::size(kWords) == latent::PortraitAttributeCount);

struct ShortTitle
{
    latent::Portrait attribute;
    const char *title;
};

constexpr ShortTitle kShortTitles[] = {
    {latent::HairLength, QT_TRANSLATE_NOOP("Attribute", "Length")},
    {latent::HairCurl, QT_TRANSLATE_NOOP("Attribute", "Curl")},
    {latent::HairVolume, QT_TRANSLATE_NOOP("Attribute", "Volume")},
    {latent::HairDarkness, QT_TRANSLATE_NOOP("Attribute", "Darkness")},
    {latent::HairRedness, QT_TRANSLATE_NOOP("Attribute", "Redness")},
    {latent::HairGrey, QT_TRANSLATE_NOOP("Attribute", "Grey")},
    {latent::HairPart, QT_TRANSLATE_NOOP("Attribute", "Parting")},
    {latent::HairRecede, QT_TRANSLATE_NOOP("Attribute", "Receding")},
    {latent::LightDirection, QT_TRANSLATE_NOOP("Attribute", "Direction")},
    {latent::LightHeight, QT_TRANSLATE_NOOP("Attribute", "Height")},
    {latent::LightWarmth, QT_TRANSLATE_NOOP("Attribute", "Warmth")},
    {latent::BackgroundHue, QT_TRANSLATE_NOOP("Attribute", "Hue")},
    {latent::BackgroundSaturation, QT_TRANSLATE_NOOP("Attribute", "Saturation")},
    {latent::BackgroundLightness, QT_TRANSLATE_NOOP("Attribute", "Lightness")},
};

QString translated(const char *text)
{
    return QCoreApplication::translate(kContext, text);
}

} // namespace

std::span<const AttributeWords> attributeWords() noexcept
{
    return kWords;
}

QString attributeTitle(std::size_t index)
{
    return translated(kWords[index].title);
}

QString attributeHelp(std::size_t index)
{
    return translated(kWords[index].help);
}

QString attributeShortTitle(std::size_t index)
{
    const auto found = std::ranges::find(
        kShortTitles, index, [](const ShortTitle &entry) -> std::size_t { return entry.attribute; });
    return found == std::end(kShortTitles) ? attributeTitle(index) : translated(found->title);
}

QString groupTitle(latent::Group group)
{
    switch (group) {
    case latent::Group::Identity:
        return QCoreApplication::translate("AttributeGroup", "Person");
    case latent::Group::Face:
        return QCoreApplication::translate("AttributeGroup", "Face");
    case latent::Group::Expression:
        return QCoreApplication::translate("AttributeGroup", "Expression");
    case latent::Group::Hair:
        return QCoreApplication::translate("AttributeGroup", "Hair");
    case latent::Group::Details:
        return QCoreApplication::translate("AttributeGroup", "Details");
    case latent::Group::Pose:
        return QCoreApplication::translate("AttributeGroup", "Pose");
    case latent::Group::Light:
        return QCoreApplication::translate("AttributeGroup", "Light");
    case latent::Group::Background:
        return QCoreApplication::translate("AttributeGroup", "Background");
    }
    return {};
}

} // namespace imago::ui
