// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/faces/tile_painter.h"

#include <cstring>

namespace imago::faces {

namespace {

// Display light to the sRGB curve (IEC 61966-2-1).
float encoded(float linear)
{
    return linear <= 0.0031308F ? 12.92F * linear : 1.055F * powFast(linear, 1.0F / 2.4F) - 0.055F;
}

template <typename Sample>
void store(std::uint8_t *to, const V3 &colour, float alpha)
{
    constexpr float kFull = sizeof(Sample) == 1 ? 255.0F : 65535.0F;
    const float channels[4] = {encoded(colour.x), encoded(colour.y), encoded(colour.z), alpha};
    Sample samples[4];
    for (std::size_t i = 0; i < 4; ++i)
        samples[i] = static_cast<Sample>(sat(channels[i]) * kFull + 0.5F);
    std::memcpy(to, samples, sizeof samples);
}

/// What the samples of one pixel add up to.
struct Pixel
{
    V3 light;
    std::array<float, kPartCount> parts{};
};

} // namespace

/// One tile being painted.
class TilePainter::Job
{
public:
    Job(const TilePainter &shared, const TileBuffer &tile)
        : m_shared(shared)
        , m_tile(tile)
        , m_across((tile.window().right - tile.window().left) / shared.m_supersampling)
        , m_down((tile.window().bottom - tile.window().top) / shared.m_supersampling)
        , m_pixels(toIndex(m_across * m_down))
    {
    }

    void run(Drawing &drawing);

private:
    void gatherPixel(std::size_t pixel, int left, int top);
    void gatherSurface(std::uint32_t id, int x, int y);
    void gatherRibbon(std::uint32_t id, int x, int y);
    void flushSkin();
    void flushHair();
    void add(std::size_t pixel, const V3 &colour, Part part, float samples);
    void write(Drawing &drawing) const;

    const TilePainter &m_shared;
    const TileBuffer &m_tile;
    int m_across, m_down;
    std::vector<Pixel> m_pixels;

    // The pixel at hand: its skin so far.
    std::size_t m_pixel = 0;
    F16 m_vertex{}, m_regions{};
    float m_skinSamples = 0;
    float m_open = 1; ///< Of the least open of its samples: between the mean lips nothing would be dark.

    SkinBatch m_skin;
    std::array<std::size_t, kLanes> m_skinPixel{};
    std::array<float, kLanes> m_skinWeight{};
    HairBatch m_hair;
    std::array<std::size_t, kLanes> m_hairPixel{};
};

void TilePainter::Job::add(std::size_t pixel, const V3 &colour, Part part, float samples)
{
    Pixel &p = m_pixels[pixel];
    p.light += V3{filmCurve(colour.x), filmCurve(colour.y), filmCurve(colour.z)} * samples;
    p.parts[static_cast<std::size_t>(part)] += samples;
}

void TilePainter::Job::flushSkin()
{
    if (m_skin.count == 0)
        return;
    m_shared.m_painter.paint(m_skin);
    for (std::size_t i = 0; i < m_skin.count; ++i)
        add(m_skinPixel[i], m_skin.result[i].colour, m_skin.result[i].part, m_skinWeight[i]);
    m_skin.count = 0;
}

void TilePainter::Job::flushHair()
{
    if (m_hair.count == 0)
        return;
    m_shared.m_painter.paint(m_hair);
    for (std::size_t i = 0; i < m_hair.count; ++i)
        add(m_hairPixel[i], m_hair.result[i], m_hair.beard[i] ? Part::Beard : Part::Hair, 1);
    m_hair.count = 0;
}

void TilePainter::Job::gatherSurface(std::uint32_t id, int x, int y)
{
    const DrawList &list = m_shared.m_list;
    const auto &corner = list.surface->triangles[id];
    const auto [a, b, c] = list.corners(id);
    const Triangle t(a, b, c);
    const float px = toFloat(x) + 0.5F - a.x, py = toFloat(y) + 0.5F - a.y;
    const float q = px * t.qx + py * t.qy, r = px * t.rx + py * t.ry, p = 1 - q - r;
    const auto &v = list.surface->vertices;
    const F16 vertex = v[corner[0]] * p + v[corner[1]] * q + v[corner[2]] * r;
    const Painter &painter = m_shared.m_painter;
    switch (list.surface->materials[id]) {
    case Material::Skin: {
        const auto &regions = m_shared.m_data.regions;
        m_vertex += vertex;
        m_regions += regions[corner[0]] * p + regions[corner[1]] * q + regions[corner[2]] * r;
        m_open = std::min(m_open, vertex[LaneOpenness]);
        ++m_skinSamples;
        break;
    }
    case Material::Teeth:
        add(m_pixel, painter.paintMouth(vertex, false), Part::MouthInside, 1);
        break;
    case Material::Tongue:
        add(m_pixel, painter.paintMouth(vertex, true), Part::MouthInside, 1);
        break;
    case Material::Lashes:
        add(m_pixel, painter.paintLash(vertex), Part::Eye, 1);
        break;
    case Material::Eye:
        add(m_pixel, painter.paintEye(vertex), Part::Eye, 1);
        break;
    case Material::Frame:
        add(m_pixel, painter.paintFrame(vertex), Part::Glasses, 1);
        break;
    }
}

void TilePainter::Job::gatherRibbon(std::uint32_t id, int x, int y)
{
    const DrawList &list = m_shared.m_list;
    const RibbonPiece piece = pieceOf(list, id);
    const Ribbons &ribbons = *list.ribbons[piece.which];
    const Triangle t = Piece(list, piece).plane();
    const float px = toFloat(x) + 0.5F - t.a.x, py = toFloat(y) + 0.5F - t.a.y;
    const float across = sat(px * t.qx + py * t.qy), along = sat(px * t.rx + py * t.ry);
    const std::size_t n = ribbons.pointsEach;
    const std::size_t ribbon = piece.point / n, k = piece.point - ribbon * n;
    const V3 &from = ribbons.points[piece.point], &to = ribbons.points[piece.point + 1];
    const V3 side = mix(ribbons.sides[piece.point], ribbons.sides[piece.point + 1], along);
    const V3 next = k + 2 < n ? ribbons.points[piece.point + 2] - to : to - from;
    const F4 &strand = ribbons.strands[ribbon];

    const std::size_t i = m_hair.count++;
    m_hairPixel[i] = m_pixel;
    m_hair.place[i] = mix(from, to, along) + side * (2 * across - 1);
    m_hair.along[i] = mix(to - from, next, along);
    m_hair.number[i] = strand[0];
    m_hair.layer[i] = strand[1];
    m_hair.hairline[i] = strand[2];
    m_hair.temple[i] = strand[3];
    m_hair.root[i] = (toFloat(k) + along) / toFloat(n - 1);
    m_hair.edge[i] = across;
    m_hair.beard[i] = piece.which == 1;
    if (m_hair.count == kLanes)
        flushHair();
}

void TilePainter::Job::gatherPixel(std::size_t pixel, int left, int top)
{
    m_pixel = pixel;
    m_vertex = m_regions = F16{};
    m_skinSamples = 0;
    m_open = 1;
    const std::uint32_t firstHair = m_shared.m_list.firstRibbon(0);
    for (int y = top; y < top + m_shared.m_supersampling; ++y) {
        for (int x = left; x < left + m_shared.m_supersampling; ++x) {
            const std::uint32_t id = m_tile.id(x, y);
            if (id == TileBuffer::kNothing)
                continue;
            if (id < firstHair)
                gatherSurface(id, x, y);
            else
                gatherRibbon(id, x, y);
        }
    }
    if (m_skinSamples == 0)
        return;
    const std::size_t i = m_skin.count++;
    m_skin.vertex[i] = m_vertex / m_skinSamples;
    m_skin.vertex[i][LaneOpenness] = m_open;
    m_skin.regions[i] = m_regions / m_skinSamples;
    m_skinPixel[i] = pixel;
    m_skinWeight[i] = m_skinSamples;
    if (m_skin.count == kLanes)
        flushSkin();
}

void TilePainter::Job::write(Drawing &drawing) const
{
    const int s = m_shared.m_supersampling;
    const int left = m_tile.window().left / s, top = m_tile.window().top / s;
    const bool wide = drawing.cutout.format() == PixelFormat::Rgba16;
    for (int y = 0; y < m_down; ++y) {
        std::uint8_t *row = drawing.cutout.row(top + y) + toIndex(left) * drawing.cutout.bytesPerPixel();
        for (int x = 0; x < m_across; ++x, row += drawing.cutout.bytesPerPixel()) {
            const Pixel &pixel = m_pixels[toIndex(y * m_across + x)];
            float samples = 0;
            std::size_t most = 0;
            for (std::size_t part = 0; part < pixel.parts.size(); ++part) {
                samples += pixel.parts[part];
                if (pixel.parts[part] > pixel.parts[most])
                    most = part;
            }
            if (samples == 0)
                continue;
            const float all = toFloat(s * s);
            (wide ? store<std::uint16_t> : store<std::uint8_t>)(row, pixel.light * (1.0F / samples),
                                                                samples / all);
            if (!drawing.parts.empty() && samples * 2 >= all)
                drawing.parts[toIndex(top + y) * toIndex(drawing.cutout.width()) + toIndex(left + x)] =
                    static_cast<Part>(most);
        }
    }
}

void TilePainter::Job::run(Drawing &drawing)
{
    const int s = m_shared.m_supersampling;
    for (int y = 0; y < m_down; ++y) {
        for (int x = 0; x < m_across; ++x)
            gatherPixel(toIndex(y * m_across + x), m_tile.window().left + x * s, m_tile.window().top + y * s);
    }
    flushSkin();
    flushHair();
    write(drawing);
}

TilePainter::TilePainter(const FaceData &data, const DrawList &list, const Painter &painter,
                         int supersampling)
    : m_data(data)
    , m_list(list)
    , m_painter(painter)
    , m_supersampling(supersampling)
{
}

void TilePainter::paint(const TileBuffer &tile, Drawing &drawing) const
{
    Job(*this, tile).run(drawing);
}

} // namespace imago::faces
