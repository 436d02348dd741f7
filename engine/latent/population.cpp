// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/latent/population.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace imago::latent {

namespace {

float f(double value)
{
    return static_cast<float>(value);
}

// A number that stays in [0, 1] and favours the middle (shape > 1) or both ends (shape < 1).
double spread(Random &random, double shape)
{
    const double u = random.uniform(-1.0, 1.0);
    return 0.5 + 0.5 * std::copysign(std::pow(std::abs(u), shape), u);
}

double rising(double low, double high, double x)
{
    return std::clamp((x - low) / (high - low), 0.0, 1.0);
}

void samplePose(Attributes &a, Random &random)
{
    a[Yaw] = f(std::clamp(random.normal() * 12.0, -30.0, 30.0));
    a[Pitch] = f(std::clamp(random.normal() * 5.0, -12.0, 12.0));
    a[Roll] = f(std::clamp(random.normal() * 4.0, -12.0, 12.0));
    a[LightDirection] = f(random.uniform(-52.0, 52.0));
    a[LightHeight] = f(random.uniform(5.0, 52.0));
    a[LightWarmth] = f(random.uniform(-0.8, 1.0));
    a[BackgroundHue] = f(random.uniform(0.0, 360.0));
    a[BackgroundSaturation] = f(random.uniform(0.05, 0.5));
    a[BackgroundLightness] = f(random.uniform(0.2, 0.8));
}

// Who somebody is, with what goes together in a crowd.
void sampleCrowd(Attributes &a, Random &random)
{
    const double gender = 2.0 * spread(random, 0.5) - 1.0;
    const double male = 0.5 + 0.5 * gender;
    const double age = random.chance(0.12) ? random.uniform(8.0, 18.0) : random.uniform(18.0, 82.0);
    const double adult = rising(15.0, 21.0, age);

    double african = random.uniform();
    double asian = random.uniform();
    double european = random.uniform();
    african = african * african * african;
    asian = asian * asian * asian;
    european = european * european * european;
    const double sum = african + asian + european + 1e-6;
    african /= sum;
    asian /= sum;
    european /= sum;
    const double tone = african * (0.78 + 0.10 * random.normal()) + asian * (0.30 + 0.09 * random.normal()) +
                        european * (0.15 + 0.09 * random.normal());
    const double dark = std::clamp(african + 0.85 * asian, 0.0, 1.0);

    a[Gender] = f(gender);
    a[Age] = f(age);
    a[AncestryAfrican] = f(african);
    a[AncestryAsian] = f(asian);
    a[SkinTone] = f(std::clamp(tone, 0.0, 1.0));
    a[SkinWarmth] = f(std::clamp(0.4 * random.normal(), -1.0, 1.0));
    a[FaceWidth] = f(std::clamp(0.4 * random.normal(), -0.9, 0.9));
    a[LipFullness] = f(std::clamp(0.3 * random.normal() + 0.25 * african - 0.15 * male, -0.8, 0.8));

    const double shortHair = 0.15 + 0.65 * male;
    a[HairLength] = f(random.chance(shortHair) ? random.uniform(0.08, 0.3) : random.uniform(0.3, 1.0));
    if (random.chance(0.05 * male * adult))
        a[HairLength] = f(random.uniform(0.0, 0.06));
    a[HairCurl] = f(std::clamp(0.6 * random.uniform() * random.uniform() + 0.45 * african, 0.0, 1.0));
    a[HairVolume] = f(random.uniform(0.05, 0.75));
    a[HairDarkness] =
        f(std::clamp(random.chance(dark) ? random.uniform(0.75, 1.0) : random.uniform(0.05, 0.9), 0.0, 1.0));
    a[HairRedness] = f(random.chance(0.15 * (1.0 - dark)) ? random.uniform(0.4, 1.0) : random.uniform(0.0, 0.3));
    a[HairGrey] = f(std::clamp(rising(38.0, 75.0, age) * random.uniform(0.2, 1.3), 0.0, 1.0));
    a[HairPart] = f(random.uniform(-1.0, 1.0));
    a[HairSweep] = f(random.uniform(-0.6, 1.0));
    a[HairRecede] = f(std::clamp(male * rising(30.0, 75.0, age) * random.uniform(-0.3, 1.2), 0.0, 1.0));
    a[BrowThickness] = f(std::clamp(0.28 + 0.34 * male + 0.13 * random.normal(), 0.05, 1.0));
    if (random.chance(0.4 * male * male * adult))
        a[BeardLength] = f(random.uniform(0.06, 0.8));
    a[Stubble] = f(a[BeardLength] > 0.0F ? 0.8
                   : random.chance(0.5)  ? random.uniform(0.0, 0.9) * male * male * adult
                                         : 0.0);
    a[EyeColour] = f(std::clamp(random.uniform() * (1.0 - dark) + 0.08 * random.uniform(), 0.0, 1.0));
    a[Wrinkles] = f(random.uniform(0.0, 0.3) * rising(40.0, 80.0, age));
    a[Freckles] = f(random.chance(0.25 * (1.0 - dark)) ? random.uniform(0.2, 1.0) : 0.0);
    a[MakeUp] = f(random.chance(0.5 * (1.0 - male) * adult) ? random.uniform(0.1, 0.8) : 0.0);
    a[Glasses] = random.chance(0.18) ? 1.0F : 0.0F;
}

// Every attribute on its own. What is usually absent is present half of the time, so that it is learned.
void sampleIndependent(Attributes &a, Random &random)
{
    const auto table = portraitAttributes();
    for (std::size_t i = 0; i < networkAttributeCount(); ++i)
        a[i] = f(random.uniform(static_cast<double>(table[i].safeLow), static_cast<double>(table[i].safeHigh)));
    // Ancestry is a mixture of three.
    double african = -std::log(1.0 - random.uniform());
    double asian = -std::log(1.0 - random.uniform());
    const double sum = african + asian - std::log(1.0 - random.uniform()) + 1e-9;
    a[AncestryAfrican] = f(african / sum);
    a[AncestryAsian] = f(asian / sum);
    for (const std::size_t optional :
         {HairRecede, HairGrey, HairRedness, BeardLength, Stubble, Freckles, MakeUp, Wrinkles}) {
        if (random.chance(0.5))
            a[optional] = 0.0F;
    }
    a[Glasses] = random.chance(0.3) ? 1.0F : 0.0F;
}

} // namespace

void sampleExpression(Point &point, Random &random)
{
    Attributes &a = point.attributes;
    constexpr std::size_t kParts[] = {Smile, MouthOpen, Surprise, Anger, Sadness, EyesClosed};
    for (const std::size_t part : kParts)
        a[part] = 0.0F;
    a[BrowHeight] = f(std::clamp(0.35 * random.normal(), -1.0, 1.0));
    a[GazeX] = f(std::clamp(0.25 * random.normal(), -0.9, 0.9));
    a[GazeY] = f(std::clamp(0.18 * random.normal(), -0.8, 0.8));
    const std::uint64_t count = 1 + random.below(3);
    for (std::uint64_t i = 0; i < count; ++i) {
        const std::size_t part = kParts[random.below(std::size(kParts))];
        a[part] = f(random.uniform(0.0, 1.0));
    }
}

Point samplePoint(Random &random, Coupling coupling)
{
    Point point = neutralPoint();
    if (coupling == Coupling::Natural)
        sampleCrowd(point.attributes, random);
    else
        sampleIndependent(point.attributes, random);
    samplePose(point.attributes, random);
    sampleExpression(point, random);
    if (coupling == Coupling::Natural) {
        // A crowd looks at the camera, awake and mostly friendly; strong feelings are rare.
        Attributes &a = point.attributes;
        constexpr std::pair<std::size_t, double> kHowOften[] = {
            {MouthOpen, 0.25}, {Surprise, 0.12}, {Anger, 0.12}, {Sadness, 0.12}, {EyesClosed, 0.06}};
        for (const auto &[part, share] : kHowOften)
            a[part] *= random.chance(share) ? 0.7F : 0.0F;
        if (a[Smile] == 0.0F && random.chance(0.6))
            a[Smile] = f(random.uniform(0.05, 0.6));
    }
    for (float &value : point.z)
        value = f(std::clamp(random.normal(), -3.0, 3.0));
    return point;
}

Point pointFromSeed(std::uint64_t seed, double truncation)
{
    Random random(mixSeed(seed, 0x706F727472616974ULL)); // "portrait"
    Point point = samplePoint(random, Coupling::Natural);
    for (float &value : point.z)
        value = f(static_cast<double>(value) * truncation);
    return point;
}

} // namespace imago::latent
