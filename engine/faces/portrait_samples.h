// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/faces/renderer.h"
#include "engine/train/sample_source.h"

#include <memory>

namespace imago::faces {

/// Who the two of a pair are.
enum class Pairing {
    OneChange, ///< In three pairs of four one person, in whom one attribute changed: for those who draw.
    Strangers  ///< For those who read: nothing is learnt about a person twice.
};

/// Endless labelled portraits for training (train::PortraitSample), two by two. Half of the people are drawn from
/// the crowd, half with every attribute on its own.
class PortraitSamples final : public train::SampleSource
{
public:
    PortraitSamples(std::shared_ptr<const Renderer> renderer, std::uint64_t seed, Pairing pairing);

    std::size_t sampleBytes() const override;
    std::uint64_t fingerprint() const override;
    Status draw(std::uint64_t index, std::span<std::uint8_t> out) const override;

private:
    std::shared_ptr<const Renderer> m_renderer;
    std::uint64_t m_seed;
    Pairing m_pairing;
};

} // namespace imago::faces
