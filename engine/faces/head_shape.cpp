// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/faces/head_shape.h"

#include "engine/faces/identity.h"

namespace imago::faces {

namespace {

using Unit = TargetTable::Unit;
constexpr int kChunks = 16;

struct Weighted
{
    std::size_t target;
    float weight;
};
using Mixture = std::vector<Weighted>;

// MakeHuman's ages, and how much each counts at a given one.
std::array<float, 4> ageWeights(float years)
{
    constexpr std::array<float, 4> kKnots = {1, 11, 25, 90};
    std::array<float, 4> weights{};
    const float inside = within(years, kKnots.front(), kKnots.back());
    for (std::size_t i = 0; i + 1 < kKnots.size(); ++i) {
        if (inside <= kKnots[i + 1]) {
            const float t = (inside - kKnots[i]) / (kKnots[i + 1] - kKnots[i]);
            weights[i] = 1.0F - t;
            weights[i + 1] = t;
            break;
        }
    }
    return weights;
}

Mixture identityMixture(const TargetTable &table, const Person &p)
{
    Mixture mixture;
    const auto add = [&](std::size_t target, float weight) {
        if (std::fabs(weight) > 1e-4F)
            mixture.push_back({target, weight});
    };
    // A little beyond the data's own sexes: in a portrait the hair no longer tells.
    const float male = 0.5F + 0.5F * p.a[latent::Gender] * mix(1.0F, 1.2F, p.adult);
    const std::array<float, 2> sexes = {1.0F - male, male};
    const auto ages = ageWeights(p.a[latent::Age]);
    const std::array<float, 3> peoples = {p.african, p.asian, p.european};
    const float width = p.a[latent::FaceWidth];
    const std::array<float, 3> widths = {std::max(0.0F, -width), 1.0F - std::fabs(width),
                                         std::max(0.0F, width)};
    for (std::size_t sex = 0; sex < 2; ++sex) {
        for (std::size_t age = 0; age < 4; ++age) {
            for (std::size_t k = 0; k < 3; ++k) {
                add(table.people[sex][age][k], sexes[sex] * ages[age] * peoples[k]);
                add(table.weights[sex][age][k], sexes[sex] * ages[age] * widths[k]);
            }
        }
    }
    const float grown = 0.25F + 0.75F * p.adult;
    add(table.masculine, 0.70F * p.masculine * grown);
    add(table.feminine, 0.80F * p.feminine * grown);
    add(table.child, 0.8F * p.childlike);
    add(table.old, 0.9F * smooth(32.0F, 84.0F, p.a[latent::Age]));
    add(table.wide, 0.75F * std::max(0.0F, width));
    add(table.slim, 0.75F * std::max(0.0F, -width));
    add(table.fullLips, 0.75F * std::max(0.0F, p.a[latent::LipFullness]));
    add(table.thinLips,
        0.75F * std::max(0.0F, -p.a[latent::LipFullness]) + 0.45F * p.old + 0.35F * p.childlike);
    return mixture;
}

Mixture shapeMixture(const TargetTable &table, const Person &p)
{
    // The shapes are measured on adults: on a child's small head they would be caricatures.
    const float share = 1.0F - 0.35F * p.childlike;
    Mixture mixture;
    for (std::size_t i = 0; i < table.identity.size(); ++i)
        mixture.push_back({table.identity[i], p.z[i] * share});
    return mixture;
}

// What MakeHuman's children lack: a short lower third and a small mouth.
void shortenFace(const FaceData &data, float amount, std::vector<F4> &base)
{
    if (amount < 1e-3F)
        return;
    for (std::size_t i = 0; i < base.size(); ++i) {
        const V3 &c = data.canonical[i]; // the refined head begins with the base mesh's vertices
        const float front = smooth(0.35F, 0.9F, c.z);
        const float lift = smooth(6.95F, 6.35F, c.y) * smooth(5.7F, 6.2F, c.y) * front;
        const float mouth = bell(c.y - 6.68F, 0.16F) * smooth(0.55F, 0.2F, std::fabs(c.x)) * front;
        base[i] += F4{-0.16F * c.x * mouth, 0.11F * lift, 0, 0} * amount;
    }
}

using Units = std::array<float, TargetTable::UnitCount>;

Units expressionOf(const Person &p)
{
    Units u{};
    const float smile = p.a[latent::Smile], open = p.a[latent::MouthOpen], closed = p.a[latent::EyesClosed];
    const float anger = p.a[latent::Anger], sad = p.a[latent::Sadness], surprise = p.a[latent::Surprise];
    const float raised = std::max(0.0F, p.a[latent::BrowHeight]),
                lowered = std::max(0.0F, -p.a[latent::BrowHeight]);
    const float reach = 1.0F - 0.25F * p.childlike;        // the mouth's and cheeks' way on a small face
    const float shut = std::max(0.0F, 1.0F - 2.0F * open); // how closed the lips are

    u[Unit::MouthSmile] = reach * 1.12F * smile;
    u[Unit::CheekSquint] = reach * (0.85F * smile + 0.25F * anger);
    u[Unit::EyeSquint] = 0.40F * smile + 0.65F * anger + 0.20F * sad;
    u[Unit::UpperUp] = 0.52F * smile * smile + 0.25F * anger * (1.0F - shut) + 0.25F * surprise;
    u[Unit::MouthStretch] = reach * 0.30F * smile;
    u[Unit::MouthDimple] = reach * 0.25F * smile;
    u[Unit::JawOpen] =
        std::min(1.0F, 0.66F * open + 0.55F * surprise + 0.10F * smile * smile + 0.10F * anger * open);
    u[Unit::MouthFunnel] = 0.35F * surprise * (1.0F - 0.6F * smile);
    u[Unit::EyeBlink] = std::min(1.0F, closed + 0.16F * sad * (1.0F - closed));
    u[Unit::EyeWide] = 1.1F * surprise * (1.0F - closed) + 0.15F * anger * (1.0F - closed);
    u[Unit::BrowInnerUp] = std::min(1.5F, 0.9F * raised + 1.0F * surprise + 1.4F * sad);
    u[Unit::BrowOuterUp] = std::min(1.4F, 0.95F * raised + 1.0F * surprise);
    u[Unit::BrowDown] = 1.65F * anger + 0.8F * lowered;
    u[Unit::NoseSneer] = 0.85F * anger;
    u[Unit::MouthPress] = 0.55F * anger * shut;
    u[Unit::RollUpper] = 0.20F * anger * shut;
    u[Unit::LowerDown] = 0.35F * anger * (1.0F - shut);
    u[Unit::MouthFrown] = reach * std::min(1.3F, 1.20F * sad + 0.55F * anger);
    u[Unit::ShrugLower] = reach * (0.50F * sad + 0.15F * anger * shut);
    u[Unit::JawForward] = 0.25F * anger;
    u[Unit::LookDown] = 0.5F * std::max(0.0F, -p.a[latent::GazeY]) * (1.0F - closed) + 0.12F * sad;
    u[Unit::LookUp] = 0.5F * std::max(0.0F, p.a[latent::GazeY]) * (1.0F - closed);
    return u;
}

Mixture expressionMixture(const TargetTable &table, const Units &u)
{
    Mixture mixture;
    for (std::size_t i = 0; i < u.size(); ++i) {
        if (u[i] > 1e-4F)
            mixture.push_back({table.units[i], u[i]});
    }
    return mixture;
}

void apply(const FaceData &data, const Mixture &mixture, std::vector<F4> &base)
{
    for (const Weighted &part : mixture) {
        const Target &target = data.targets[part.target];
        const float step = target.scale * part.weight;
        for (std::size_t i = 0; i < target.vertices.size(); ++i) {
            const auto &m = target.moves[i];
            base[target.vertices[i]] +=
                F4{static_cast<float>(m[0]), static_cast<float>(m[1]), static_cast<float>(m[2]), 0} * step;
        }
    }
}

// The data's frown draws the forehead together up to the hair, where its sides meet in a seam. Above the creases between
// the brows it only comes down.
void easeFrown(const FaceData &data, const TargetTable &table, float amount, std::vector<F4> &base)
{
    if (amount < 1e-3F)
        return;
    const Target &frown = data.targets[table.units[Unit::BrowDown]];
    for (std::size_t i = 0; i < frown.vertices.size(); ++i) {
        const std::uint16_t vertex = frown.vertices[i];
        const V3 &c = data.canonical[vertex];
        const float above = smooth(7.53F, 7.68F, c.y) * smooth(0.4F, 0.2F, std::fabs(c.x));
        base[vertex] -= F4{static_cast<float>(frown.moves[i][0]), 0, 0, 0} * (frown.scale * amount * above);
    }
}

// MakeHuman's tongue fills the mouth that the jaw opens, and its upper teeth stay behind the lip.
void settleMouth(const TargetTable &table, float jaw, std::vector<F4> &base)
{
    const float opened = smooth(0.0F, 0.5F, jaw);
    const auto move = [&](const std::vector<std::uint16_t> &vertices, const F4 &by) {
        for (const std::uint16_t v : vertices)
            base[v] += by * opened;
    };
    move(table.upperTeeth, F4{0, -0.045F, 0.010F, 0});
    move(table.lowerTeeth, F4{0, -0.035F, 0, 0});
    move(table.tongue, F4{0, -0.075F, -0.04F, 0});
}

std::array<V3, 2> eyeCentres(const FaceData &data, const std::vector<F4> &base)
{
    std::array<V3, 2> centres;
    for (std::size_t e = 0; e < 2; ++e) {
        F4 sum{};
        for (const std::uint16_t v : data.eyes[e])
            sum += base[v];
        sum /= toFloat(data.eyes[e].size());
        centres[e] = {sum[0], sum[1], sum[2]};
    }
    return centres;
}

// Eyes to top is 1.06 dm on the canonical head; the hair's and the camera's sizes are tuned in these units.
float scaleOf(const FaceData &data, const std::vector<F4> &base)
{
    const auto eyes = eyeCentres(data, base);
    return within((base[data.topVertex][1] - 0.5F * (eyes[0].y + eyes[1].y)) / 1.06F, 0.4F, 2.5F);
}

HeadFrame frameOf(const FaceData &data, const std::vector<F4> &base, float scale)
{
    HeadFrame frame;
    frame.scale = scale;
    const auto eyes = eyeCentres(data, base);
    frame.centre = (eyes[0] + eyes[1]) * 0.5F + V3{0, 0.09F, -0.73F} * scale;
    for (std::size_t e = 0; e < 2; ++e) {
        frame.eyes[e] = (eyes[e] - frame.centre) * (1.0F / scale);
        float sum = 0;
        for (const std::uint16_t v : data.eyes[e])
            sum += length(V3{base[v][0], base[v][1], base[v][2]} - eyes[e]);
        frame.radius[e] = sum / (toFloat(data.eyes[e].size()) * scale);
    }
    return frame;
}

/// The part of [0, count) that chunk `i` of kChunks works on.
std::pair<std::size_t, std::size_t> chunk(int i, std::size_t count)
{
    return {count * toIndex(i) / kChunks, count * toIndex(i + 1) / kChunks};
}

} // namespace

bool TargetTable::find(const FaceData &data)
{
    bool found = true;
    const auto get = [&](const std::string &name) {
        const std::size_t index = data.find(name);
        found = found && index < data.targets.size();
        return index;
    };
    constexpr std::array kSexes = {"female", "male"};
    constexpr std::array kAges = {"baby", "child", "young", "old"};
    constexpr std::array kPeoples = {"african", "asian", "caucasian"};
    constexpr std::array kWeights = {"min", "average", "max"};
    for (std::size_t s = 0; s < 2; ++s) {
        for (std::size_t a = 0; a < 4; ++a) {
            const std::string rest = std::string(kSexes[s]) + "-" + kAges[a];
            for (std::size_t k = 0; k < 3; ++k) {
                people[s][a][k] = get(std::string(kPeoples[k]) + "-" + rest);
                weights[s][a][k] = get("weight-" + rest + "-" + kWeights[k]);
            }
        }
    }
    masculine = get("masculine");
    feminine = get("feminine");
    child = get("child");
    old = get("old");
    wide = get("wide");
    slim = get("slim");
    fullLips = get("full-lips");
    thinLips = get("thin-lips");
    for (std::size_t i = 0; i < identity.size(); ++i) {
        const std::size_t number = i < kShapeSize ? i : i - kShapeSize;
        const std::string digits = (number < 10 ? "0" : "") + std::to_string(number);
        identity[i] = get((i < kShapeSize ? "identity-" : "asymmetry-") + digits);
    }
    constexpr std::array<const char *, UnitCount> kUnits = {
        "browDown",       "browInnerUp",    "browOuterUp",     "cheekSquint",     "eyeBlink",
        "eyeSquint",      "eyeWide",        "eyeLookUp",       "eyeLookDown",     "jawOpen",
        "mouthDimple",    "mouthFrown",     "mouthFunnel",     "mouthLowerDown",  "mouthPress",
        "mouthRollLower", "mouthRollUpper", "mouthShrugLower", "mouthShrugUpper", "mouthSmile",
        "mouthStretch",   "mouthUpperUp",   "noseSneer",       "jawForward",      "mouthPucker"};
    for (std::size_t i = 0; i < kUnits.size(); ++i)
        units[i] = get(kUnits[i]);
    if (found)
        findMouth(data);
    return found;
}

void TargetTable::findMouth(const FaceData &data)
{
    std::vector<bool> jaw(data.base.size());
    for (const std::uint16_t v : data.targets[units[JawOpen]].vertices)
        jaw[v] = true;
    std::vector<bool> seen(data.base.size());
    for (std::size_t i = 0; i < data.quads.size(); ++i) {
        const Material material = data.cellMaterial[4 * i];
        if (material != Material::Teeth && material != Material::Tongue)
            continue;
        for (const std::uint16_t v : data.quads[i]) {
            if (!seen[v])
                (material == Material::Tongue ? tongue : jaw[v] ? lowerTeeth : upperTeeth).push_back(v);
            seen[v] = true;
        }
    }
}

void shapeHead(const FaceData &data, const TargetTable &table, const Person &person, Crew &crew,
               HeadShape &head)
{
    head.base = data.base;
    apply(data, identityMixture(table, person), head.base);
    const float headScale = scaleOf(data, head.base); // the same for everybody of that age and sex
    apply(data, shapeMixture(table, person), head.base);
    shortenFace(data, person.childlike, head.base);
    head.frame = frameOf(data, head.base, headScale);
    const Units units = expressionOf(person);
    apply(data, expressionMixture(table, units), head.base);
    easeFrown(data, table, units[Unit::BrowDown], head.base);
    settleMouth(table, units[Unit::JawOpen], head.base);

    const std::size_t count = data.canonical.size();
    head.points.resize(count);
    head.normals.resize(count);
    head.cellNormals.resize(data.cells.size());
    const V3 &centre = head.frame.centre;
    const F4 shift = {centre.x, centre.y, centre.z, 0};
    const float scale = 1.0F / head.frame.scale;
    crew.run(kChunks, [&](int task) {
        const auto [from, to] = chunk(task, count);
        for (std::size_t i = from; i < to; ++i) {
            F4 sum{};
            for (std::size_t k = data.rowStart[i]; k < data.rowStart[i + 1]; ++k)
                sum += head.base[data.column[k]] * data.weight[k];
            sum = (sum - shift) * scale;
            head.points[i] = {sum[0], sum[1], sum[2]};
        }
    });
    crew.run(kChunks, [&](int task) {
        const auto [from, to] = chunk(task, data.cells.size());
        for (std::size_t i = from; i < to; ++i) {
            const auto &c = data.cells[i];
            head.cellNormals[i] =
                cross(head.points[c[2]] - head.points[c[0]], head.points[c[3]] - head.points[c[1]]);
        }
    });
    crew.run(kChunks, [&](int task) {
        const auto [from, to] = chunk(task, count);
        for (std::size_t i = from; i < to; ++i) {
            V3 normal;
            for (std::size_t k = data.aroundStart[i]; k < data.aroundStart[i + 1]; ++k)
                normal += head.cellNormals[data.around[k]];
            normal = unit(normal);
            head.normals[i] = normal;
            if (data.regions[i][RegionMouthInside] < 0.2F) // cloth lies on the skin
                head.points[i] +=
                    normal * (0.05F * smooth(-0.02F, 0.24F, clothMargin(data.canonical[i], person)));
        }
    });
}

} // namespace imago::faces
