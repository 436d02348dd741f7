// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/portrait/attribute_spec.h"

#include "ui/text/attribute_text.h"
#include "ui/text/units.h"

#include <QCoreApplication>

#include <algorithm>

namespace imago::ui {

namespace {

constexpr double kShapeRange = 3.0; // standard deviations
constexpr double kShapeSafe = 2.5;

struct ShapeText
{
    Q_DECLARE_TR_FUNCTIONS(ShapeText)
};

QColor backdrop(double hue, double saturation, double lightness)
{
    return QColor::fromHslF(static_cast<float>(hue / 360.0), static_cast<float>(saturation),
                            static_cast<float>(lightness));
}

std::vector<QColor> hues(double saturation, double lightness)
{
    std::vector<QColor> colours;
    for (int hue = 0; hue <= 360; hue += 30)
        colours.push_back(backdrop(hue % 360, saturation, lightness));
    return colours;
}

std::vector<QColor> gradient(std::size_t index, const latent::Attributes &a)
{
    const auto value = [&a](std::size_t attribute) { return static_cast<double>(a[attribute]); };
    const double hue = std::min(value(latent::BackgroundHue), 359.9);
    switch (index) {
    case latent::SkinTone:
        return {0xFBE3D2, 0xEBBF9C, 0xC68E62, 0x8A5736, 0x3E2417};
    case latent::SkinWarmth:
        return {0xDDA7A0, 0xE2B49A, 0xDDB075};
    case latent::HairDarkness:
        return {0xEBD6A6, 0xA67B4C, 0x553420, 0x16110F};
    case latent::HairRedness:
        return {0x6E5A4A, 0x8A5030, 0xBE5226};
    case latent::HairGrey:
        return {0x5A4230, 0x8A8078, 0xD6D6D6};
    case latent::EyeColour:
        return {0x3A2113, 0x8A6A35, 0x6F8A5E, 0x8FB9D8};
    case latent::LightWarmth:
        return {0xA9C6FF, 0xFFFFFF, 0xFFB46A};
    case latent::BackgroundHue:
        return hues(std::max(0.35, value(latent::BackgroundSaturation)), 0.55);
    case latent::BackgroundSaturation: {
        const double lightness = std::clamp(value(latent::BackgroundLightness), 0.25, 0.75);
        return {backdrop(hue, 0, lightness), backdrop(hue, 1, lightness)};
    }
    case latent::BackgroundLightness: {
        const double saturation = value(latent::BackgroundSaturation);
        return {backdrop(hue, saturation, 0), backdrop(hue, saturation, 0.5), backdrop(hue, saturation, 1)};
    }
    default:
        return {};
    }
}

} // namespace

SliderSpec attributeSpec(std::size_t index, const latent::Attributes &attributes)
{
    const latent::Attribute &attribute = latent::portraitAttributes()[index];
    SliderSpec spec;
    spec.title = attributeTitle(index);
    spec.shortTitle = attributeShortTitle(index);
    spec.help = attributeHelp(index);
    spec.low = static_cast<double>(attribute.low);
    spec.high = static_cast<double>(attribute.high);
    spec.safeLow = static_cast<double>(attribute.safeLow);
    spec.safeHigh = static_cast<double>(attribute.safeHigh);
    spec.neutral = static_cast<double>(attribute.neutral);
    spec.step = static_cast<double>(attribute.step);
    spec.decimals = decimals(attribute);
    spec.pattern = pattern(attribute.unit);
    spec.toggle = attribute.toggle;
    if (attribute.toggle) {
        spec.offWord = valueText(attribute, spec.low);
        spec.onWord = valueText(attribute, spec.high);
    }
    spec.gradient = gradient(index, attributes);
    return spec;
}

SliderSpec shapeSpec(std::size_t component)
{
    SliderSpec spec;
    //: A way in which heads differ, numbered from the largest; a number follows.
    spec.title = ShapeText::tr("Shape %1").arg(component + 1);
    spec.help =
        ShapeText::tr("One of the ways in which people's heads differ most, whatever their age, gender and "
                      "ancestry.");
    spec.low = -kShapeRange;
    spec.high = kShapeRange;
    spec.safeLow = -kShapeSafe;
    spec.safeHigh = kShapeSafe;
    spec.step = 0.05;
    return spec;
}

} // namespace imago::ui
