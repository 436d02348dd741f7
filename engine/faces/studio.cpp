// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/faces/studio.h"

#include "engine/faces/eyes_glasses.h"
#include "engine/faces/landmarks.h"
#include "engine/faces/scratch.h"
#include "engine/faces/tile_painter.h"

namespace imago::faces {

namespace {

constexpr int kChunks = 16;
constexpr float kZoom = 1.28F;
constexpr float kDistance = 7.5F; ///< Head units: a portrait lens.
/// The skin in front of teeth and tongue hides them even where a shape lets them come through it.
constexpr float kMouthRecess = 0.35F;

Pose poseOf(const Person &p)
{
    Pose pose;
    pose.head = rotation(p.yaw, p.pitch, p.roll);
    pose.body = rotation(p.yaw * 0.45F, p.pitch * 0.15F, p.roll * 0.2F);
    pose.pivot = {0, -0.75F, -0.10F};
    return pose;
}

Camera cameraFor(const V3 &headCentre, int samples)
{
    Camera camera;
    camera.place = V3{0, -0.22F, kDistance} + headCentre * 0.55F;
    camera.middle = 0.5F * toFloat(samples);
    camera.zoom = camera.middle * kZoom / 1.62F * kDistance;
    return camera;
}

void beginSurface(const FaceData &data, Surface &surface)
{
    const std::size_t triangles = 2 * data.cells.size();
    if (surface.triangles.size() < triangles) {
        surface.triangles.clear();
        surface.materials.clear();
        for (std::size_t i = 0; i < data.cells.size(); ++i) {
            const auto &c = data.cells[i];
            surface.triangles.push_back({c[0], c[1], c[2]});
            surface.triangles.push_back({c[0], c[2], c[3]});
            surface.materials.insert(surface.materials.end(), 2, data.cellMaterial[i]);
        }
    }
    surface.triangles.resize(triangles);
    surface.materials.resize(triangles);
    surface.vertices.resize(data.canonical.size());
}

void poseHead(const FaceData &data, const Person &person, const HeadShape &head, const Pose &pose, Crew &crew,
              Surface &surface)
{
    const float recede = person.recede;
    crew.run(kChunks, [&](int task) {
        const std::size_t count = data.canonical.size();
        for (std::size_t i = count * toIndex(task) / kChunks; i < count * toIndex(task + 1) / kChunks; ++i) {
            const V3 &c = data.canonical[i];
            const float share = headShare(c);
            const V3 place = pose.place(head.points[i], share);
            const V3 normal = pose.direction(head.normals[i], share);
            surface.vertices[i] = F16{normal.x,
                                      normal.y,
                                      normal.z,
                                      place.x,
                                      place.y,
                                      place.z,
                                      c.x,
                                      c.y,
                                      c.z,
                                      data.openness[i],
                                      scalpMargin(data.azimuth[i], data.elevation[i], c, recede),
                                      0,
                                      kMouthRecess * data.recess[i]};
        }
    });
}

void project(const Camera &camera, int task, DrawList &list)
{
    const auto part = [&](std::size_t count) {
        return std::pair{count * toIndex(task) / kChunks, count * toIndex(task + 1) / kChunks};
    };
    const auto [from, to] = part(list.surface->vertices.size());
    for (std::size_t i = from; i < to; ++i) {
        const F16 &v = list.surface->vertices[i];
        Projected &p = list.surfacePoints[i];
        p = camera.project({v[LanePlace], v[LanePlace + 1], v[LanePlace + 2]});
        p.inverse -= v[LaneRecess] * p.inverse * p.inverse;
    }
    for (std::size_t which = 0; which < 2; ++which) {
        const Ribbons &ribbons = *list.ribbons[which];
        const auto [first, end] = part(ribbons.points.size());
        for (std::size_t i = first; i < end; ++i) {
            list.ribbonPoints[which][2 * i] = camera.project(ribbons.points[i] - ribbons.sides[i]);
            list.ribbonPoints[which][2 * i + 1] = camera.project(ribbons.points[i] + ribbons.sides[i]);
        }
    }
}

} // namespace

float headShare(const V3 &c)
{
    const float back = c.z < 0.55F ? 0.55F * (0.55F - c.z) : 0.0F;
    const float face = c.z > 0.9F && c.y > 6.1F ? 0.3F : 0.0F;
    return smooth(-0.55F, 0.35F, c.y - 6.2F - back + face);
}

bool drawPortrait(const FaceData &data, const TargetTable &table, const Person &person, int side,
                  const DrawOptions &options, std::stop_token stop, Studio &studio, Drawing &drawing)
{
    Crew &crew = studio.crew;
    crew.obey(stop);
    const int samples = side * options.supersampling;
    shapeHead(data, table, person, crew, studio.head);
    if (stop.stop_requested())
        return false;
    studio.radius.build(data, studio.head);
    const Pose pose = poseOf(person);
    const HeadFrame &frame = studio.head.frame;
    beginSurface(data, studio.surface);
    poseHead(data, person, studio.head, pose, crew, studio.surface);
    addEyes(person, frame, pose, studio.surface);
    if (person.a[latent::Glasses] > 0.5F)
        addGlasses(person, data, studio.head, studio.radius, pose, studio.surface);
    const HairDetail detail = hairDetail(samples);
    growHair(data, person, studio.head, studio.radius, pose, detail, crew, studio.hair);
    growBeard(data, person, studio.head, pose, detail, crew, studio.beard);
    if (stop.stop_requested())
        return false;

    const V3 headCentre = pose.place({}, 1);
    const Camera camera = cameraFor(headCentre, samples);
    DrawList &list = studio.list;
    list.surface = &studio.surface;
    list.ribbons[0] = &studio.hair;
    list.ribbons[1] = &studio.beard;
    list.surfacePoints.resize(studio.surface.vertices.size());
    for (std::size_t which = 0; which < 2; ++which)
        resizeScratch(list.ribbonPoints[which], 2 * list.ribbons[which]->points.size());
    Lights lights;
    lights.aim(person, headCentre);
    crew.run(kChunks + 2, [&](int task) {
        if (task == 0)
            lights.castSolid(data, studio.surface);
        else if (task == 1)
            lights.castStrands(studio.hair, studio.beard);
        else
            project(camera, task - 2, list);
    });

    if (options.landmarks)
        markLandmarks(data, person, frame, pose, studio.surface, camera, drawing);

    // Tiles hold whole pixels. Bigger pictures get bigger ones, so that the bins stay few.
    const int tilePixels = (samples > 2400 ? 128 : 64) / options.supersampling;
    studio.bins.reset(samples, tilePixels * options.supersampling, kChunks);
    if (!crew.run(kChunks, [&](int task) { studio.bins.fill(list, task); }))
        return false;

    const Painter painter(person, lights, camera.place, headCentre);
    drawing.cutout = Image({side, side}, options.format);
    drawing.parts.assign(options.parts ? toIndex(side) * toIndex(side) : 0, Part::Backdrop);
    const TilePainter tiles(data, list, painter, options.supersampling);
    const int count = studio.bins.tilesAcross() * studio.bins.tilesAcross();
    return crew.run(count, [&](int tile) {
        thread_local TileBuffer buffer;
        buffer.draw(list, studio.bins, tile, person.lashes);
        tiles.paint(buffer, drawing);
    });
}

} // namespace imago::faces
