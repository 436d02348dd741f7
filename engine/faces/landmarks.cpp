// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/faces/landmarks.h"

#include "engine/faces/eyes_glasses.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

namespace imago::faces {

namespace {

// How much closer together than elsewhere landmarks lie; 0 where none does: they tell a head, not its shoulders.
float density(const FaceData &data, std::size_t vertex)
{
    const V3 &place = data.canonical[vertex];
    if (data.recess[vertex] > 0 || place.z < 0.2F || headShare(place) < 0.9F)
        return 0;
    const F16 &region = data.regions[vertex];
    const float face = smooth(0.6F, 1.0F, place.z) * smooth(7.9F, 7.7F, place.y);
    const float eyesAndBrows = face * smooth(7.1F, 7.2F, place.y);
    const float noseAndMouth = face * smooth(7.2F, 7.1F, place.y) * smooth(0.6F, 0.4F, std::fabs(place.x));
    const float moves = std::max({region[RegionLips], 0.7F * region[RegionLids], 0.4F * eyesAndBrows});
    return 0.5F + 0.6F * face + 0.5F * noseAndMouth + 2.0F * moves;
}

} // namespace

std::vector<std::uint32_t> chooseLandmarks(const FaceData &data)
{
    // Farthest point sampling (Eldar et al. 1997), beginning at the top of the head.
    const std::size_t count = data.canonical.size();
    std::vector<float> weight(count, 0.0F);
    std::vector<float> distance(count, std::numeric_limits<float>::max());
    std::uint32_t next = 0;
    for (std::size_t i = 0; i < data.cells.size(); ++i) {
        if (data.cellMaterial[i] != Material::Skin)
            continue;
        for (const std::uint32_t vertex : data.cells[i]) {
            weight[vertex] = density(data, vertex);
            if (weight[vertex] > 0 && data.canonical[vertex].y > data.canonical[next].y)
                next = vertex;
        }
    }
    std::vector<std::uint32_t> chosen;
    while (chosen.size() + 2 < kLandmarkCount) {
        chosen.push_back(next);
        const V3 last = data.canonical[next];
        float farthest = -1;
        for (std::size_t i = 0; i < count; ++i) {
            const V3 way = data.canonical[i] - last;
            distance[i] = std::min(distance[i], dot(way, way));
            const float urgency = weight[i] * weight[i] * distance[i];
            if (urgency > farthest) {
                farthest = urgency;
                next = static_cast<std::uint32_t>(i);
            }
        }
    }
    return chosen;
}

std::vector<std::uint32_t> oppositeVertices(const FaceData &data, const std::vector<std::uint32_t> &vertices)
{
    std::vector<std::uint32_t> opposites;
    for (const std::uint32_t vertex : vertices) {
        const V3 &place = data.canonical[vertex];
        const auto distance = [&](std::size_t other) {
            const V3 way = data.canonical[other] - V3{-place.x, place.y, place.z};
            return dot(way, way);
        };
        std::uint32_t nearest = vertex;
        float least = distance(vertex);
        for (std::size_t i = 0; i < data.canonical.size(); ++i) {
            const float far = distance(i);
            if (far < least && density(data, i) > 0) { // asked of few: this runs whenever a head is opened
                least = far;
                nearest = static_cast<std::uint32_t>(i);
            }
        }
        opposites.push_back(nearest);
    }
    return opposites;
}

void markLandmarks(const FaceData &data, const Person &person, const HeadFrame &frame, const Pose &pose,
                   const Surface &surface, const Camera &camera, Drawing &drawing)
{
    const auto inPicture = [&](const V3 &place) {
        const Projected p = camera.project(place);
        return std::array{p.x / camera.middle - 1.0F, p.y / camera.middle - 1.0F};
    };
    const auto ofVertex = [&](std::uint32_t vertex) {
        const F16 &v = surface.vertices[vertex];
        return inPicture({v[LanePlace], v[LanePlace + 1], v[LanePlace + 2]});
    };
    std::ranges::transform(data.landmarks, std::back_inserter(drawing.landmarks), ofVertex);
    std::ranges::transform(data.opposites, std::back_inserter(drawing.opposites), ofVertex);
    const Rotation gaze = gazeOf(person);
    std::array<std::array<float, 2>, 2> pupils{};
    for (std::size_t e = 0; e < 2; ++e)
        pupils[e] = inPicture(pose.place(frame.eyes[e] + gaze * V3{0, 0, frame.radius[e]}, 1));
    drawing.landmarks.insert(drawing.landmarks.end(), pupils.begin(), pupils.end());
    drawing.opposites.insert(drawing.opposites.end(), pupils.rbegin(), pupils.rend());
}

} // namespace imago::faces
