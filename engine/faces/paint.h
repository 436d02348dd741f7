// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/faces/lights.h"
#include "engine/faces/renderer.h"

namespace imago::faces {

/// Light that leaves a surface towards the camera, and what the surface is.
struct Painted
{
    V3 colour;
    Part part = Part::Skin;
};

/// Eight pieces of skin, clothes or mouth to be painted at once.
struct SkinBatch
{
    std::size_t count = 0;
    std::array<F16, kLanes> vertex{};
    std::array<F16, kLanes> regions{};
    std::array<Painted, kLanes> result{};
};

/// Eight pieces of hair or beard.
struct HairBatch
{
    std::size_t count = 0;
    std::array<V3, kLanes> place{}, along{};
    std::array<float, kLanes> number{}, layer{}, hairline{}, temple{}; ///< As in Ribbons::strands.
    std::array<float, kLanes> root{};                                  ///< 0 at the root to 1 at the tip.
    std::array<float, kLanes> edge{}; ///< 0 at one edge of the ribbon to 1 at the other.
    std::array<bool, kLanes> beard{};
    std::array<V3, kLanes> result{};
};

/// Turns what the camera sees into light: skin and cloth (paint_skin.cpp), hair (paint_hair.cpp), eyes,
/// teeth, lashes and frames (paint_small.cpp).
class Painter
{
public:
    Painter(const Person &person, const Lights &lights, const V3 &camera, const V3 &headCentre);

    void paint(SkinBatch &batch) const;
    void paint(HairBatch &batch) const;
    V3 paintEye(const F16 &vertex) const;
    V3 paintMouth(const F16 &vertex, bool tongue) const;
    V3 paintLash(const F16 &vertex) const;
    V3 paintFrame(const F16 &vertex) const;

private:
    struct Skin;

    const Person &m_person;
    const Lights &m_lights;
    V3 m_camera, m_headCentre;
    float m_hair; ///< 0 shaved to 1.
};

/// Narkowicz's fit (2015) of the ACES film curve: light to display, still linear.
float filmCurve(float light);

} // namespace imago::faces
