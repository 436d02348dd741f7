// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/faces/head_shape.h"

namespace imago::faces {

/// How far the head's surface is from the cranium's centre, by direction: what hair lies on and glasses rest
/// on. Octahedral (Cigolle et al. 2014), so a look-up needs no trigonometry; its seam points down the neck.
class RadiusMap
{
public:
    void build(const FaceData &data, const HeadShape &head);

    float at(const V3 &direction) const;
    F8 at(const V8 &direction) const;

private:
    static constexpr int kSide = 48;
    std::array<float, kSide * kSide> m_radius{};
};

} // namespace imago::faces
