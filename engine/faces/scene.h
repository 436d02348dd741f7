// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/faces/face_data.h"
#include "engine/faces/person.h"

#include <array>
#include <vector>

namespace imago::faces {

/// What a surface's vertex carries into its pixels, as the lanes of an F16.
enum Lane : std::size_t {
    LaneNormal = 0,    ///< 3: in the posed head's space.
    LanePlace = 3,     ///< 3: posed position.
    LaneCanonical = 6, ///< 3: on the canonical head, or the eye's own direction.
    LaneOpenness = 9,
    LaneScalp = 10, ///< Degrees behind the hair line.
    LaneUp = 11,    ///< Eyes: height above the eye's middle, in its radii.
    LaneRecess =
        12 ///< How much farther than it is a surface counts where others compete with it for a sample.
};

/// A surface mesh: the head's refined quads, the eyes, the glasses.
struct Surface
{
    std::vector<F16> vertices;
    std::vector<std::array<std::uint32_t, 3>> triangles;
    std::vector<Material> materials;
};

/// Hair or beard: equally long rows of points, each row one ribbon.
struct Ribbons
{
    std::size_t pointsEach = 0;
    std::vector<V3> points;  ///< Posed.
    std::vector<V3> sides;   ///< Half the ribbon's width, as a vector.
    std::vector<F4> strands; ///< One for each ribbon: number in [0, 1], layer's openness, share of skin at
                             ///< the root, 1 at a temple.

    std::size_t count() const { return strands.size(); }
};

/// A projected vertex: position in samples, and 1 / depth (larger is nearer, see LaneRecess).
struct Projected
{
    float x, y, inverse;
};

/// Head space: the cranium's centre at the origin, 1 is from the eyes to the top / 1.06. Everything is sized
/// by it, so that framing jumps with neither age nor shape.
struct HeadFrame
{
    V3 centre;                     ///< Of the cranium, decimetres.
    float scale = 1;               ///< Decimetres.
    std::array<V3, 2> eyes{};      ///< In head space.
    std::array<float, 2> radius{}; ///< Of the eyeballs, in head space.
};

/// How the head is turned: the whole head by `head`, the shoulders by less.
struct Pose
{
    Rotation head, body;
    V3 pivot;

    V3 place(const V3 &p, float share) const
    {
        const V3 r = p - pivot;
        return pivot + (share >= 0.999F ? head * r : mix(body * r, head * r, share));
    }
    V3 direction(const V3 &d, float share) const
    {
        return share >= 0.999F ? head * d : unit(mix(body * d, head * d, share));
    }
};

struct Camera
{
    V3 place;
    float zoom = 1;   ///< Samples per head unit at distance 1.
    float middle = 0; ///< Half the picture's side, in samples.

    Projected project(const V3 &p) const
    {
        const float inverse = 1.0F / std::max(0.1F, place.z - p.z);
        return {middle + (p.x - place.x) * zoom * inverse, middle - (p.y - place.y) * zoom * inverse,
                inverse};
    }
};

/// How much a place of the canonical head turns with the head (1) or stays with the shoulders (0).
float headShare(const V3 &canonical);

} // namespace imago::faces
