// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/faces/vec.h"

#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace imago::faces {

/// Four floats that move together: a position and a spare.
using F4 = float __attribute__((vector_size(16)));

enum class Material : std::uint8_t { Skin, Teeth, Tongue, Lashes, Eye, Frame };

/// A morph target: where it moves which vertices, in steps of `scale`.
struct Target
{
    std::string name;
    float scale = 0;
    std::vector<std::uint16_t> vertices;
    std::vector<std::array<std::int16_t, 3>> moves;
};

/// Where a hair grows: on a triangle of the refined head, by its corners' shares.
struct Root
{
    std::array<std::uint32_t, 3> corners{};
    V3 share{};
    V3 place{}; ///< On the canonical head.
    std::uint32_t noise = 0;
};

/// What pixels are painted by: functions of the place on the canonical head, one set for each refined vertex.
enum Region : std::size_t {
    RegionLips,
    RegionLids,
    RegionEars,
    RegionMouthInside,
    RegionCheeks, ///< Where a blush shows, and in part the nose and chin.
    RegionForehead,
    RegionUnderEye,
    RegionBeard,
    RegionOily,
    RegionFreckles,
    RegionEyeShadow,
    RegionJaw, ///< Where skin is blotchy or bluish under a shave.
    RegionCount
};

/// The packed head (resources/faces/pack.py) with what is derived from it once: the refined topology, the
/// canonical head, regions and hair roots. Never changes after loading.
struct FaceData
{
    std::vector<F4> base;      ///< MakeHuman's base mesh, decimetres.
    std::vector<V3> canonical; ///< The refined canonical head.
    std::vector<std::array<std::uint16_t, 4>> quads;
    std::vector<Target> targets;
    std::array<std::vector<std::uint16_t>, 2> eyes; ///< Helper points of the left and right eye.

    // One Catmull-Clark step (Catmull and Clark 1978) as a sparse matrix, by rows.
    std::vector<std::uint32_t> rowStart;
    std::vector<std::uint16_t> column;
    std::vector<float> weight;

    std::vector<std::array<std::uint32_t, 4>> cells; ///< Refined quads.
    std::vector<Material> cellMaterial;
    std::vector<std::uint32_t> aroundStart; ///< The cells around each refined vertex, by rows.
    std::vector<std::uint32_t> around;

    std::vector<F16> regions;    ///< By Region.
    std::vector<float> openness; ///< To light from all around, 0 to 1.
    std::vector<float>
        recess; ///< 1 for what only an open mouth shows: teeth, tongue, its inside. 0 for skin.
    std::vector<float> azimuth;   ///< Degrees from the face's middle, 0 to 180; around the cranium.
    std::vector<float> elevation; ///< Degrees above the cranium's centre.
    std::vector<Root> hairRoots;  ///< In random order: any first part of them covers the scalp evenly.
    std::vector<Root> beardRoots;
    std::vector<std::uint32_t> landmarks; ///< Refined vertices (landmarks.h),
    std::vector<std::uint32_t> opposites; ///< and those on the head's other side.
    std::size_t topVertex = 0; ///< Of the base mesh.

    /// The index of a target; `targets.size()` when the file has none of that name.
    std::size_t find(std::string_view name) const;
};

/// Errors: FileMissing, FileUnreadable, Incompatible (a newer version), FileDamaged for anything else that
/// isn't as pack.py wrote it.
Result<FaceData> loadFaceData(const std::filesystem::path &path);

/// Degrees between a place and the hair line; positive is hair. `recede` moves the line back and opens the
/// crown; below 0, down to kFullestHair, it moves the line forward.
inline constexpr float kFullestHair = -0.2F;
float scalpMargin(float azimuth, float elevation, const V3 &place, float recede);

/// Whether a beard's root belongs to the moustache.
bool onUpperLip(const V3 &place);

/// How much of a beard grows at a place of the canonical head, 0 to 1.
float beardDensity(const V3 &place);

} // namespace imago::faces
