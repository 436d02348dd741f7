// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/faces/person.h"

#include "engine/faces/face_data.h"
#include "engine/faces/identity.h"

#include <array>
#include <span>

namespace imago::faces {

namespace {

constexpr float kRadians = kPi / 180.0F;
constexpr float kFreeLength = 7.0F;
constexpr float kExtraLength = 2.0F;

V3 along(std::span<const V3> ramp, float t)
{
    const float at = sat(t) * toFloat(ramp.size() - 1);
    const std::size_t i = std::min(static_cast<std::size_t>(at), ramp.size() - 2);
    return mix(ramp[i], ramp[i + 1], at - toFloat(i));
}

constexpr std::array<V3, 6> kSkin = {{{0.66F, 0.44F, 0.35F},
                                      {0.60F, 0.37F, 0.265F},
                                      {0.49F, 0.27F, 0.172F},
                                      {0.36F, 0.175F, 0.095F},
                                      {0.20F, 0.092F, 0.052F},
                                      {0.105F, 0.052F, 0.033F}}};
constexpr std::array<V3, 8> kHair = {{{0.55F, 0.40F, 0.23F},
                                      {0.42F, 0.28F, 0.14F},
                                      {0.29F, 0.17F, 0.082F},
                                      {0.22F, 0.115F, 0.056F},
                                      {0.13F, 0.066F, 0.034F},
                                      {0.068F, 0.036F, 0.021F},
                                      {0.030F, 0.019F, 0.014F},
                                      {0.013F, 0.011F, 0.011F}}};
constexpr std::array<V3, 4> kCopper = {
    {{0.62F, 0.26F, 0.09F}, {0.46F, 0.13F, 0.035F}, {0.24F, 0.055F, 0.018F}, {0.06F, 0.016F, 0.010F}}};
constexpr std::array<V3, 7> kIris = {{{0.045F, 0.020F, 0.010F},
                                      {0.090F, 0.042F, 0.018F},
                                      {0.125F, 0.072F, 0.034F},
                                      {0.098F, 0.100F, 0.056F},
                                      {0.088F, 0.140F, 0.112F},
                                      {0.100F, 0.175F, 0.260F},
                                      {0.200F, 0.270F, 0.325F}}};
constexpr std::array<V3, 3> kFrames = {
    {{0.016F, 0.016F, 0.020F}, {0.10F, 0.040F, 0.022F}, {0.30F, 0.20F, 0.10F}}};

// A hue that comes back to where it began, at a given saturation and lightness; in linear light.
V3 colour(float hue, float saturation, float lightness)
{
    const auto channel = [&](float phase) {
        const float wave = 0.5F + 0.5F * std::cos(2.0F * kPi * (hue - phase));
        const float value = lightness * (1.0F - saturation + 2.0F * saturation * wave);
        return value * value; // close to sRGB's curve
    };
    return {channel(0.0F), channel(1.0F / 3.0F), channel(2.0F / 3.0F)};
}

void paintHair(Person &p)
{
    const float grey = p.a[latent::HairGrey];
    V3 hair = along(kHair, p.a[latent::HairDarkness]);
    hair = mix(hair, along(kCopper, p.a[latent::HairDarkness]), 0.9F * p.a[latent::HairRedness]);
    const V3 natural = hair;
    const V3 &silver = p.silver;
    p.hairBefore = hair;
    p.hairGrey = sat(grey) * (0.35F + 0.65F * grey);
    p.hair = mix(hair, silver, p.hairGrey);
    const V3 ceiling{0.24F, 0.16F, 0.09F}; // brows are darker than the palest hair
    const V3 brow{std::min(natural.x * 0.62F, ceiling.x), std::min(natural.y * 0.58F, ceiling.y),
                  std::min(natural.z * 0.56F, ceiling.z)};
    p.brow = mix(brow, silver * 0.62F, 0.75F * grey * (0.5F + 0.5F * p.old));
    p.beardBefore = natural * 0.72F;
    p.beardGrey = sat(grey * 1.15F);
    p.beard = mix(p.beardBefore, silver * 0.95F, p.beardGrey);
}

void paintSkin(Person &p)
{
    const float warmth = p.a[latent::SkinWarmth];
    p.melanin = p.a[latent::SkinTone];
    p.skin =
        along(kSkin, p.melanin) * V3{1.0F - 0.01F * warmth, 1.0F + 0.035F * warmth, 1.0F - 0.16F * warmth};
    p.redness = mix(1.0F, 0.45F, p.melanin);
    const float tint = share(p.z[LipTint]) - 0.5F;
    const float pale = 0.50F * p.old + 0.25F * p.masculine * p.adult - 0.25F * p.feminine;
    V3 lips = p.skin * mix(V3{1.0F, 0.60F, 0.63F}, V3{0.88F, 0.66F, 0.68F}, 0.8F * p.melanin);
    lips = lips * V3{1.0F, 1.0F - 0.25F * tint, 1.0F - 0.18F * tint};
    p.lips = mix(lips, p.skin * V3{0.95F, 0.80F, 0.78F}, sat(0.30F + pale));
    const float makeUp = p.a[latent::MakeUp];
    const V3 lipstick = mix(V3{0.50F, 0.055F, 0.065F}, V3{0.56F, 0.17F, 0.18F}, share(p.z[LipTint]));
    p.lips = mix(p.lips, lipstick * (1.0F - 0.45F * p.melanin), 0.85F * makeUp);
}

} // namespace

latent::Identity restrained(const latent::Identity &z)
{
    latent::Identity result = z;
    float squares = 0;
    for (std::size_t i = 0; i < kShapeSize; ++i)
        squares += z[i] * z[i];
    const float length = std::sqrt(squares);
    if (length <= kFreeLength)
        return result;
    const float beyond = (length - kFreeLength) / kExtraLength;
    const float held = kFreeLength + kExtraLength * beyond / (1.0F + beyond);
    for (std::size_t i = 0; i < kShapeSize; ++i)
        result[i] *= held / length;
    return result;
}

float share(float z)
{
    return 1.0F / (1.0F + std::exp(-1.702F * z));
}

Person describe(const latent::Point &point)
{
    const latent::Point inside = latent::clamped(point);
    Person p;
    p.a = inside.attributes;
    p.z = restrained(inside.z);
    const auto &a = p.a;
    const float years = a[latent::Age];
    p.feminine = std::max(0.0F, -a[latent::Gender]);
    p.masculine = std::max(0.0F, a[latent::Gender]);
    p.adult = smooth(11.0F, 20.0F, years);
    p.childlike = smooth(17.0F, 6.0F, years);
    p.old = smooth(38.0F, 86.0F, years);
    const float ageing = powFast(sat((years - 24.0F) / 64.0F), 1.15F);
    p.wrinkles = ageing + 0.55F * a[latent::Wrinkles];

    p.african = a[latent::AncestryAfrican];
    p.asian = a[latent::AncestryAsian];
    const float sum = std::max(1.0F, p.african + p.asian);
    p.african /= sum;
    p.asian /= sum;
    p.european = std::max(0.0F, 1.0F - p.african - p.asian);

    paintSkin(p);
    paintHair(p);
    p.iris = along(kIris, a[latent::EyeColour]);
    p.clothes = colour(share(p.z[ClothesHue]), 0.06F + 0.26F * share(p.z[ClothesSaturation]),
                       0.20F + 0.38F * share(p.z[ClothesLightness]));
    p.frame = along(kFrames, share(p.z[GlassesStyle]));
    p.browWidth =
        (0.50F + 0.95F * a[latent::BrowThickness]) * (1.0F + 0.25F * p.masculine - 0.22F * p.feminine);
    p.browWidth *= 1.0F - 0.25F * p.childlike;
    p.shave = p.masculine * p.adult * mix(0.42F, 0.18F, p.melanin);
    p.lashes = 1.0F + 0.35F * p.feminine - 0.25F * p.masculine - 0.25F * p.old + 0.4F * a[latent::MakeUp];
    p.recede = mix(a[latent::HairRecede] - 0.05F * p.feminine * p.adult, kFullestHair, 0.8F * p.childlike);
    p.frizz = 0.03F + 0.35F * share(p.z[HairFrizz]) * share(p.z[HairFrizz]);
    p.blush = 0.10F + 0.45F * share(p.z[Blush]) * (1.0F + 0.35F * p.feminine - 0.3F * p.masculine) +
              0.25F * p.childlike + 0.35F * a[latent::MakeUp];
    p.gloss = 0.45F + 0.15F * a[latent::MakeUp] - 0.10F * p.childlike;
    p.neckline = share(p.z[Neckline]);
    p.glassesStyle = share(p.z[GlassesStyle]);

    p.yaw = a[latent::Yaw] * kRadians;
    p.pitch = -a[latent::Pitch] * kRadians;
    p.roll = -a[latent::Roll] * kRadians;
    p.lightAzimuth = a[latent::LightDirection] * kRadians;
    p.lightElevation = a[latent::LightHeight] * kRadians;
    return p;
}

} // namespace imago::faces
