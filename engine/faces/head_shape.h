// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/faces/crew.h"
#include "engine/faces/scene.h"

namespace imago::faces {

/// The targets that people and expressions use, found once by name.
class TargetTable
{
public:
    /// False: the file lacks one of them.
    bool find(const FaceData &data);

    std::array<std::array<std::array<std::size_t, 3>, 4>, 2>
        people{}; ///< [sex][age][african, asian, caucasian]
    std::array<std::array<std::array<std::size_t, 3>, 4>, 2> weights{}; ///< [sex][age][min, average, max]
    std::size_t masculine{}, feminine{}, child{}, old{}, wide{}, slim{}, fullLips{}, thinLips{};
    std::array<std::size_t, 40> identity{};

    enum Unit : std::size_t {
        BrowDown,
        BrowInnerUp,
        BrowOuterUp,
        CheekSquint,
        EyeBlink,
        EyeSquint,
        EyeWide,
        LookUp,
        LookDown,
        JawOpen,
        MouthDimple,
        MouthFrown,
        MouthFunnel,
        LowerDown,
        MouthPress,
        RollLower,
        RollUpper,
        ShrugLower,
        ShrugUpper,
        MouthSmile,
        MouthStretch,
        UpperUp,
        NoseSneer,
        JawForward,
        MouthPucker,
        UnitCount
    };
    std::array<std::size_t, UnitCount> units{};

    std::vector<std::uint16_t> upperTeeth, lowerTeeth, tongue; ///< Vertices of the base mesh.

private:
    void findMouth(const FaceData &data);
};

/// The refined head of a person, in head space and not yet posed.
struct HeadShape
{
    HeadFrame frame;
    std::vector<V3> points;
    std::vector<V3> normals;

    std::vector<F4> base;        ///< Scratch.
    std::vector<V3> cellNormals; ///< Scratch.
};

/// Decimetres below the neckline, of places on the canonical head.
template <typename T>
inline T clothMargin(const Vec<T> &c, const Person &p)
{
    const float low = 5.86F + 0.05F * p.masculine - 0.05F * p.feminine;
    const T front = smooth(0.5F, 0.9F, c.z);
    const T round = 0.22F * smooth(0.9F, -0.1F, c.z) - 0.16F * front;
    const T point = (0.05F + 0.34F * p.neckline) * front * smooth(0.45F, 0.0F, magnitude(c.x));
    return low + round - point - c.y;
}

void shapeHead(const FaceData &data, const TargetTable &table, const Person &person, Crew &crew,
               HeadShape &head);

} // namespace imago::faces
