// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/faces/head_topology.h"

#include "engine/core/random.h"
#include "engine/faces/landmarks.h"

#include <unordered_map>

namespace imago::faces {

namespace {

struct Edges
{
    std::vector<std::array<std::uint16_t, 2>> ends;
    std::vector<std::vector<std::uint32_t>> faces;
    std::vector<std::array<std::uint32_t, 4>> ofFace;
};

Edges findEdges(const FaceData &data)
{
    Edges edges;
    std::unordered_map<std::uint32_t, std::uint32_t> known;
    known.reserve(2 * data.quads.size());
    edges.ofFace.resize(data.quads.size());
    for (std::size_t face = 0; face < data.quads.size(); ++face) {
        for (std::size_t k = 0; k < 4; ++k) {
            const std::uint16_t a = std::min(data.quads[face][k], data.quads[face][(k + 1) % 4]);
            const std::uint16_t b = std::max(data.quads[face][k], data.quads[face][(k + 1) % 4]);
            const auto [at, fresh] = known.try_emplace((std::uint32_t{a} << 16) | b,
                                                       static_cast<std::uint32_t>(edges.ends.size()));
            if (fresh) {
                edges.ends.push_back({a, b});
                edges.faces.emplace_back();
            }
            edges.faces[at->second].push_back(static_cast<std::uint32_t>(face));
            edges.ofFace[face][k] = at->second;
        }
    }
    return edges;
}

/// Collects one row of the refinement matrix at a time.
class RowWriter
{
public:
    explicit RowWriter(FaceData &data)
        : m_data(data)
    {
        data.rowStart.push_back(0);
    }

    void add(std::uint16_t vertex, float weight)
    {
        for (std::size_t i = m_data.rowStart.back(); i < m_data.column.size(); ++i) {
            if (m_data.column[i] == vertex) {
                m_data.weight[i] += weight;
                return;
            }
        }
        m_data.column.push_back(vertex);
        m_data.weight.push_back(weight);
    }
    void addFace(std::size_t face, float weight)
    {
        for (const std::uint16_t vertex : m_data.quads[face])
            add(vertex, weight * 0.25F);
    }
    void finish() { m_data.rowStart.push_back(static_cast<std::uint32_t>(m_data.column.size())); }

private:
    FaceData &m_data;
};

// The rules of Catmull and Clark (1978): vertices, edges, faces; borders as cubic curves.
void fillMatrix(FaceData &data, const Edges &edges)
{
    const std::size_t vertices = data.base.size();
    std::vector<std::vector<std::uint32_t>> facesAround(vertices);
    std::vector<std::vector<std::uint32_t>> edgesAround(vertices);
    for (std::size_t face = 0; face < data.quads.size(); ++face) {
        for (const std::uint16_t v : data.quads[face])
            facesAround[v].push_back(static_cast<std::uint32_t>(face));
    }
    for (std::size_t edge = 0; edge < edges.ends.size(); ++edge) {
        for (const std::uint16_t v : edges.ends[edge])
            edgesAround[v].push_back(static_cast<std::uint32_t>(edge));
    }
    RowWriter row(data);
    for (std::size_t v = 0; v < vertices; ++v) {
        const auto vertex = static_cast<std::uint16_t>(v);
        std::vector<std::uint16_t> border;
        for (const std::uint32_t edge : edgesAround[v]) {
            if (edges.faces[edge].size() == 1)
                border.push_back(edges.ends[edge][0] == vertex ? edges.ends[edge][1] : edges.ends[edge][0]);
        }
        const float n = toFloat(facesAround[v].size());
        if (border.size() >= 2) {
            row.add(vertex, 0.75F);
            row.add(border[0], 0.125F);
            row.add(border[1], 0.125F);
        } else if (n >= 3) {
            for (const std::uint32_t face : facesAround[v])
                row.addFace(face, 1.0F / (n * n));
            const float each = 1.0F / (n * toFloat(edgesAround[v].size()));
            for (const std::uint32_t edge : edgesAround[v]) {
                row.add(edges.ends[edge][0], each);
                row.add(edges.ends[edge][1], each);
            }
            row.add(vertex, (n - 3.0F) / n);
        } else {
            row.add(vertex, 1.0F);
        }
        row.finish();
    }
    for (std::size_t edge = 0; edge < edges.ends.size(); ++edge) {
        const bool inner = edges.faces[edge].size() == 2;
        row.add(edges.ends[edge][0], inner ? 0.25F : 0.5F);
        row.add(edges.ends[edge][1], inner ? 0.25F : 0.5F);
        if (inner) {
            for (const std::uint32_t face : edges.faces[edge])
                row.addFace(face, 0.25F);
        }
        row.finish();
    }
    for (std::size_t face = 0; face < data.quads.size(); ++face) {
        row.addFace(face, 1.0F);
        row.finish();
    }
}

void fillCells(FaceData &data, const PackedHead &head, const Edges &edges)
{
    const auto vertices = static_cast<std::uint32_t>(data.base.size());
    const auto firstFacePoint = vertices + static_cast<std::uint32_t>(edges.ends.size());
    for (std::uint32_t face = 0; face < data.quads.size(); ++face) {
        for (std::size_t k = 0; k < 4; ++k) {
            data.cells.push_back({data.quads[face][k], vertices + edges.ofFace[face][k],
                                  firstFacePoint + face, vertices + edges.ofFace[face][(k + 3) % 4]});
            data.cellMaterial.push_back(static_cast<Material>(head.materials[face]));
        }
    }
    const std::size_t refined = data.canonical.size();
    data.aroundStart.assign(refined + 1, 0);
    for (const auto &cell : data.cells) {
        for (const std::uint32_t v : cell)
            ++data.aroundStart[v + 1];
    }
    for (std::size_t v = 0; v < refined; ++v)
        data.aroundStart[v + 1] += data.aroundStart[v];
    data.around.resize(data.aroundStart.back());
    std::vector<std::uint32_t> next(data.aroundStart.begin(), data.aroundStart.end() - 1);
    for (std::uint32_t i = 0; i < data.cells.size(); ++i) {
        for (const std::uint32_t v : data.cells[i])
            data.around[next[v]++] = i;
    }
}

void fillRecess(FaceData &data)
{
    data.recess.resize(data.canonical.size());
    for (std::size_t i = 0; i < data.recess.size(); ++i) {
        const F16 &r = data.regions[i];
        const float lips = smooth(0.3F, 0.6F, r[RegionLips]);
        const float inwards =
            0.6F * smooth(0.5F, 0.0F, data.openness[i]); // so that lips meet in a clean line
        data.recess[i] = mix(smooth(0.35F, 0.75F, r[RegionMouthInside]), inwards, lips);
    }
    for (std::size_t i = 0; i < data.cells.size(); ++i) {
        if (data.cellMaterial[i] == Material::Teeth || data.cellMaterial[i] == Material::Tongue) {
            for (const std::uint32_t v : data.cells[i])
                data.recess[v] = 1.0F;
        }
    }
}

// The places are decimetres on the canonical head: eyes at (+-0.29, 7.36, 1.18), lips at y 6.57 to 6.78, the
// nose's tip at (0, 7, 1.6), the chin at (0, 6.25, 1.2), the cranium's centre at (0, 7.45, 0.45).
F16 regionsAt(const V3 &c, const std::array<std::uint8_t, 5> &mask)
{
    const float x = std::fabs(c.x);
    F16 r{};
    r[RegionLips] = toFloat(std::int32_t{mask[0]}) / 255.0F;
    r[RegionLids] = toFloat(std::int32_t{mask[1]}) / 255.0F;
    r[RegionEars] = toFloat(std::int32_t{mask[2]}) / 255.0F;
    r[RegionMouthInside] = toFloat(std::int32_t{mask[3]}) / 255.0F;
    const float cheeks = bell(x - 0.42F, 0.17F) * bell(c.y - 6.98F, 0.16F) * smooth(0.8F, 1.1F, c.z);
    const float nose = bell(c.x, 0.13F) * bell(c.y - 7.0F, 0.12F) * smooth(1.4F, 1.55F, c.z);
    const float chin = bell(c.x, 0.16F) * bell(c.y - 6.38F, 0.1F) * smooth(1.1F, 1.3F, c.z);
    r[RegionCheeks] = cheeks + 0.45F * nose + 0.2F * chin + 0.4F * r[RegionEars];
    r[RegionForehead] = smooth(7.6F, 7.9F, c.y) * smooth(0.9F, 1.2F, c.z);
    r[RegionUnderEye] = bell(x - 0.29F, 0.15F) * bell(c.y - 7.21F, 0.055F) * smooth(1.0F, 1.15F, c.z);
    r[RegionBeard] = beardDensity(c);
    r[RegionOily] = bell(c.x, 0.25F) * (0.5F + smooth(6.9F, 7.1F, c.y));
    r[RegionFreckles] = (bell(x - 0.3F, 0.28F) * bell(c.y - 7.02F, 0.16F) + 0.2F * r[RegionForehead]) *
                        smooth(0.9F, 1.1F, c.z);
    r[RegionEyeShadow] = bell(x - 0.30F, 0.14F) * smooth(7.35F, 7.40F, c.y) * smooth(7.54F, 7.44F, c.y) *
                         smooth(1.0F, 1.12F, c.z);
    r[RegionJaw] = smooth(6.9F, 6.6F, c.y) * smooth(5.9F, 6.3F, c.y) * smooth(0.5F, 0.8F, c.z);
    return r;
}

/// Draws places on the cells that `wanted` accepts, evenly by area, in random order.
template <typename Wanted>
std::vector<Root> scatter(const FaceData &data, std::size_t count, std::uint64_t seed, Wanted wanted)
{
    struct Piece
    {
        std::array<std::uint32_t, 3> corners;
        double until;
    };
    std::vector<Piece> pieces;
    double area = 0;
    for (std::size_t i = 0; i < data.cells.size(); ++i) {
        const auto &cell = data.cells[i];
        if (data.cellMaterial[i] != Material::Skin)
            continue;
        const std::array<std::array<std::uint32_t, 3>, 2> halves = {
            {{cell[0], cell[1], cell[2]}, {cell[0], cell[2], cell[3]}}};
        for (const auto &t : halves) {
            const V3 &a = data.canonical[t[0]];
            const V3 &b = data.canonical[t[1]];
            const V3 &c = data.canonical[t[2]];
            if (wanted(t[0], (a + b + c) * (1.0F / 3.0F))) {
                area += static_cast<double>(length(cross(b - a, c - a)));
                pieces.push_back({t, area});
            }
        }
    }
    std::vector<Root> roots;
    if (pieces.empty())
        return roots;
    Random random(seed);
    for (std::size_t i = 0; i < count; ++i) {
        const double at = (static_cast<double>(i) + random.uniform()) / static_cast<double>(count) * area;
        const auto piece = std::ranges::lower_bound(pieces, at, {}, &Piece::until);
        const auto &t = piece == pieces.end() ? pieces.back().corners : piece->corners;
        float u = static_cast<float>(random.uniform());
        float v = static_cast<float>(random.uniform());
        if (u + v > 1) {
            u = 1 - u;
            v = 1 - v;
        }
        Root root{t, {1 - u - v, u, v}, {}, static_cast<std::uint32_t>(random.next())};
        root.place =
            data.canonical[t[0]] * root.share.x + data.canonical[t[1]] * u + data.canonical[t[2]] * v;
        roots.push_back(root);
    }
    for (std::size_t i = roots.size() - 1; i > 0; --i)
        std::swap(roots[i], roots[random.below(i + 1)]);
    return roots;
}

void plantHair(FaceData &data)
{
    const auto hairy = [&](std::uint32_t v, const V3 &c) {
        const bool earOrMouth =
            data.regions[v][RegionEars] > 0.5F || data.regions[v][RegionMouthInside] > 0.3F;
        const bool besideEar = std::fabs(c.x) > 0.74F && c.y < 7.45F && c.z > 0.25F && c.z < 0.7F;
        return !earOrMouth && !besideEar && c.y > 6.4F &&
               scalpMargin(data.azimuth[v], data.elevation[v], data.canonical[v], kFullestHair) > 0;
    };
    data.hairRoots = scatter(data, 1320, 7, hairy);
    // A fringe is seen against the forehead, strand by strand, so more grow where it begins.
    const auto fringe = scatter(data, 180, 17, [&](std::uint32_t v, const V3 &c) {
        return hairy(v, c) && data.azimuth[v] < 55.0F && data.elevation[v] < 52.0F;
    });
    for (std::size_t i = 0; i < fringe.size(); ++i)
        data.hairRoots.insert(data.hairRoots.begin() + static_cast<std::ptrdiff_t>(8 * i), fringe[i]);
    const auto bearded = [&](std::uint32_t v, const V3 &c) {
        const F16 &r = data.regions[v];
        return r[RegionLips] < 0.1F && r[RegionMouthInside] < 0.3F && r[RegionEars] < 0.4F &&
               beardDensity(c) > 0.12F;
    };
    data.beardRoots = scatter(data, 2300, 11, bearded);
    const auto moustache =
        scatter(data, 260, 13, [&](std::uint32_t v, const V3 &c) { return onUpperLip(c) && bearded(v, c); });
    data.beardRoots.insert(data.beardRoots.begin() + 600, moustache.begin(), moustache.end());
}

} // namespace

bool deriveTopology(FaceData &data, const PackedHead &head)
{
    const Edges edges = findEdges(data);
    const std::size_t refined = data.base.size() + edges.ends.size() + data.quads.size();
    if (refined != head.masks.size())
        return false;
    const bool surface =
        std::ranges::all_of(edges.faces, [](const auto &faces) { return faces.size() <= 2; });
    if (!surface)
        return false;
    fillMatrix(data, edges);
    data.canonical.resize(refined);
    for (std::size_t i = 0; i < refined; ++i) {
        for (std::size_t k = data.rowStart[i]; k < data.rowStart[i + 1]; ++k)
            data.canonical[i] += head.canonical[data.column[k]] * data.weight[k];
    }
    fillCells(data, head, edges);
    for (std::size_t i = 0; i < refined; ++i) {
        const V3 &c = data.canonical[i];
        const V3 centred = c - V3{0, 7.45F, 0.45F};
        const float x = std::fabs(centred.x);
        data.azimuth.push_back(std::atan2(x, centred.z) * (180.0F / kPi));
        data.elevation.push_back(std::atan2(centred.y, std::hypot(x, centred.z)) * (180.0F / kPi));
        data.regions.push_back(regionsAt(c, head.masks[i]));
        data.openness.push_back(toFloat(std::int32_t{head.masks[i][4]}) / 255.0F);
    }
    fillRecess(data);
    const auto highest = std::ranges::max_element(head.canonical, {}, &V3::y);
    data.topVertex = static_cast<std::size_t>(highest - head.canonical.begin());
    plantHair(data);
    data.landmarks = chooseLandmarks(data);
    data.opposites = oppositeVertices(data, data.landmarks);
    return true;
}

float scalpMargin(float azimuth, float elevation, const V3 &place, float recede)
{
    // The hair line's elevation above the cranium's centre, by azimuth, both in degrees.
    constexpr std::array<std::array<float, 2>, 9> kLine = {
        {{0, 35}, {25, 35}, {45, 30}, {60, 16}, {74, -6}, {90, 3}, {108, -16}, {135, -36}, {180, -40}}};
    float line = kLine.back()[1];
    for (std::size_t i = 0; i + 1 < kLine.size(); ++i) {
        if (azimuth <= kLine[i + 1][0]) {
            line =
                mix(kLine[i][1], kLine[i + 1][1], (azimuth - kLine[i][0]) / (kLine[i + 1][0] - kLine[i][0]));
            break;
        }
    }
    const float corners = 0.55F + 0.45F * std::sin(sat(azimuth / 70.0F) * kPi);
    line += recede * 34.0F * corners * smooth(78.0F, 60.0F, azimuth);
    line += 22.0F * smooth(0.65F, 1.0F, recede) *
            smooth(62.0F, 40.0F, azimuth); // no island before the bald crown
    float margin = elevation - line;
    if (recede > 0.35F) {
        const float fromCrown = std::hypot(place.x, place.z - 0.15F);
        const float crown = (fromCrown - (recede - 0.35F) * 1.15F) * 60.0F;
        if (place.y > 7.6F)
            margin = std::min(margin, crown);
    }
    return margin;
}

bool onUpperLip(const V3 &place)
{
    return place.y > 6.74F && std::fabs(place.x) < 0.31F && place.z > 1.22F;
}

float beardDensity(const V3 &p)
{
    const float x = std::fabs(p.x);
    if (p.z < 0.55F)
        return 0;
    const float cheekLine = 6.70F + 0.12F * smooth(0.25F, 0.55F, x) + 0.62F * smooth(0.53F, 0.74F, x);
    float jaw = smooth(cheekLine + 0.09F, cheekLine - 0.10F, p.y) * smooth(6.0F, 6.22F, p.y);
    jaw *= smooth(0.58F, 0.78F, p.z);
    const float moustache = smooth(0.31F, 0.23F, x) * smooth(6.74F, 6.79F, p.y) * smooth(6.94F, 6.86F, p.y) *
                            smooth(1.22F, 1.35F, p.z);
    const float underLip = sat(smooth(0.09F, 0.05F, x) + smooth(0.15F, 0.21F, x) + smooth(6.51F, 6.46F, p.y));
    jaw *= mix(underLip, 1.0F, smooth(1.2F, 1.1F, p.z));
    return std::max(jaw, moustache);
}

} // namespace imago::faces
