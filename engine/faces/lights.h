// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/faces/raster.h"

namespace imago::faces {

/// How near to the light the nearest surface is, seen from the light (Williams 1978), with percentage-closer
/// filtering (Reeves, Salesin and Cook 1987).
class DepthMap
{
public:
    DepthMap(int side, float softness)
        : m_side(side)
        , m_softness(softness)
    {
    }

    void begin(const V3 &light, const V3 &centre);
    void addTriangle(const V3 &a, const V3 &b, const V3 &c);

    /// How much light reaches a place lifted off its surface: 0 to 1. Filtered over four by four cells.
    float visible(const V3 &place) const;
    /// The same over two by two cells, for surfaces that are rough themselves.
    float visibleSharp(const V3 &place) const;

private:
    Projected seen(const V3 &p) const;

    int m_side;
    float m_softness; ///< How far behind the nearest surface still counts as lit.
    V3 m_right, m_up, m_light, m_centre;
    float m_scale = 1;
    std::vector<float> m_depth;
};

/// Key, fill and rim light of a portrait studio, with what they are blocked by.
struct Lights
{
    V3 key, fill, rim; ///< Unit vectors towards them.
    V3 keyColour, fillColour, rimColour;
    DepthMap solid{256, 0.040F};
    DepthMap strands{128, 0.055F};
    bool hasStrands = false;

    void aim(const Person &person, const V3 &headCentre);
    /// What head and glasses, or hair and beard, cast.
    void castSolid(const FaceData &data, const Surface &surface);
    void castStrands(const Ribbons &hair, const Ribbons &beard);

    float onSkin(const V3 &place, const V3 &normal) const;
    float onStrand(const V3 &place, const V3 &normal) const;
};

} // namespace imago::faces
