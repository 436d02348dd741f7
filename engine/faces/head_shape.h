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
    std::vector<float> cloth; ///< Decimetres below the neckline, by vertex.

    std::vector<F4> base;        ///< Scratch.
    std::vector<V3> cellNormals; ///< Scratch.
};

void shapeHead(const FaceData &data, const TargetTable &table, const Person &person, Crew &crew,
               HeadShape &head);

} // namespace imago::faces
