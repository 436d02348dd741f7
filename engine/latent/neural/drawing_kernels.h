// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

// What a decoder does between its convolutions while it only draws, in one or two passes over memory instead of one for
// each operation: the convolutions run at the processor's limit, so this is what is left to save. No torch here, and
// compiled for speed. Values lie pixel by pixel, a pixel's channels side by side (channels last).

namespace imago::latent::neural {

struct FilmedLayer
{
    std::int64_t pixels = 0;
    std::int64_t channels = 0; ///< A multiple of `groups`.
    std::int64_t groups = 0;
    double epsilon = 1e-5;
    const float *gamma = nullptr; ///< Of the group normalisation: a number for each channel.
    const float *beta = nullptr;
    const float *film = nullptr; ///< The style's scales less 1, then its shifts.
};

/// values = silu(film(normalised values)) (+ rest): group normalisation (Wu and He 2018, equation 1), FiLM, SiLU.
/// `rest`: as many values, or null.
void finishFilmed(float *values, const float *rest, const FilmedLayer &layer);

struct Sights
{
    std::int64_t landmarks = 0;
    std::int64_t channels = 0; ///< A multiple of 8.
    std::int64_t side = 0;     ///< Even.
    float reach = 0;           ///< Of a landmark, as a share of half the side.
    const float *places = nullptr;  ///< landmarks x 2: x to the right and y down, -1 to 1
    const float *weights = nullptr; ///< 3 x landmarks x channels: of nearness, of how far right and of how far below
};

/// Adds to every pixel what it sees of the landmarks: for each its nearness exp(-d^2 / 2), d in reaches, and that times
/// how far right and below the pixel lies of it, weighed. A row passes over landmarks of which it sees less than 1e-4.
void addSights(float *values, const Sights &sights);

} // namespace imago::latent::neural
