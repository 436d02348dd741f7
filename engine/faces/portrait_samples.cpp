// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/faces/portrait_samples.h"

#include "engine/core/random.h"
#include "engine/latent/population.h"
#include "engine/train/portrait_sample.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <new>
#include <string_view>
#include <utility>

namespace imago::faces {

using train::kPartsSide;
using train::kPortraitSide;
using train::PortraitSample;

namespace {

struct LabelledPoint
{
    latent::Point point;
    std::int32_t changed = -1;
};

// What a network learns last, because it changes few pixels.
constexpr std::array<std::string_view, 12> kSubtle = {"age",         "gender",   "smile",       "mouth-open",
                                                      "eyes-closed", "glasses",  "brow-height", "anger",
                                                      "sadness",     "surprise", "gaze-x",      "beard-length"};

std::size_t attributeToChange(Random &random)
{
    if (random.chance(0.5)) {
        if (const auto named = latent::findAttribute(kSubtle[random.below(kSubtle.size())]))
            return *named;
    }
    return random.below(latent::networkAttributeCount());
}

// Another value of one attribute, at least a third of its range away where the range allows.
void changeOne(LabelledPoint &labelled, Random &random)
{
    const auto index = attributeToChange(random);
    const latent::Attribute &attribute = latent::portraitAttributes()[index];
    float &value = labelled.point.attributes[index];
    const float range = attribute.safeHigh - attribute.safeLow;
    const float before = value;
    if (attribute.toggle) {
        value = before > 0.5F * (attribute.low + attribute.high) ? attribute.low : attribute.high;
    } else {
        for (int attempt = 0; attempt < 8 && std::abs(value - before) < range / 3.0F; ++attempt)
            value = attribute.safeLow + range * static_cast<float>(random.uniform());
    }
    labelled.changed = static_cast<std::int32_t>(index);
}

LabelledPoint pointAt(std::uint64_t seed, Pairing pairing, std::uint64_t index)
{
    const std::uint64_t pair = index / 2;
    const bool samePerson = pairing == Pairing::OneChange && pair % 4 != 0;
    Random random(mixSeed(seed, samePerson ? 2 * pair : index));
    const auto coupling = random.chance(0.5) ? latent::Coupling::Natural : latent::Coupling::Independent;
    LabelledPoint labelled{latent::samplePoint(random, coupling), -1};
    if (samePerson && index % 2 == 1)
        changeOne(labelled, random);
    return labelled;
}

} // namespace

PortraitSamples::PortraitSamples(std::shared_ptr<const Renderer> renderer, std::uint64_t seed, Pairing pairing)
    : m_renderer(std::move(renderer))
    , m_seed(seed)
    , m_pairing(pairing)
{
}

std::size_t PortraitSamples::sampleBytes() const
{
    return sizeof(PortraitSample);
}

std::uint64_t PortraitSamples::fingerprint() const
{
    constexpr std::uint64_t kPopulation = 6; // raised with every change of who is drawn or what a sample says
    return mixSeed(mixSeed(mixSeed(m_seed, kPopulation), static_cast<std::uint64_t>(m_pairing)),
                   m_renderer->version());
}

Status PortraitSamples::draw(std::uint64_t index, std::span<std::uint8_t> out) const
{
    const LabelledPoint labelled = pointAt(m_seed, m_pairing, index);
    DrawOptions options;
    options.supersampling = 2;
    options.parts = true;
    options.landmarks = true;
    const Result<Drawing> drawing = m_renderer->draw(labelled.point, kPortraitSide, options);
    if (!drawing)
        return tl::unexpected(drawing.error());

    auto *sample = new (out.data()) PortraitSample;
    sample->attributes = labelled.point.attributes;
    sample->z = labelled.point.z;
    sample->changed = labelled.changed;
    static_assert(train::kLandmarks == kLandmarkCount);
    std::ranges::copy(drawing->landmarks, sample->landmarks.begin());
    std::ranges::copy(drawing->opposites, sample->opposites.begin());
    const auto pixels = drawing->cutout.bytes();
    for (std::size_t i = 0; i < sample->rgba.size(); i += 4) {
        const unsigned alpha = pixels[i + 3];
        for (std::size_t c = 0; c < 3; ++c)
            sample->rgba[i + c] = static_cast<std::uint8_t>((pixels[i + c] * alpha + 127) / 255);
        sample->rgba[i + 3] = static_cast<std::uint8_t>(alpha);
    }
    for (std::size_t y = 0; y < kPartsSide; ++y) {
        for (std::size_t x = 0; x < kPartsSide; ++x)
            sample->parts[y * kPartsSide + x] =
                static_cast<std::uint8_t>(drawing->parts[2 * y * kPortraitSide + 2 * x]);
    }
    return {};
}

} // namespace imago::faces
