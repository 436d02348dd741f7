// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/faces/hair.h"
#include "engine/faces/identity.h"
#include "engine/faces/noise.h"
#include "engine/faces/paint.h"

namespace imago::faces {

namespace {

// A lane of eight vertices side by side.
F8 column(const std::array<F16, kLanes> &rows, std::size_t lane)
{
    F8 result;
    for (std::size_t i = 0; i < kLanes; ++i)
        result[i] = rows[i][lane];
    return result;
}

V8 columns(const std::array<F16, kLanes> &rows, std::size_t lane)
{
    return {column(rows, lane), column(rows, lane + 1), column(rows, lane + 2)};
}

V8 tinted(const V8 &colour, F8 amount, const V3 &towards)
{
    return {colour.x * mix(1.0F, towards.x, amount), colour.y * mix(1.0F, towards.y, amount),
            colour.z * mix(1.0F, towards.z, amount)};
}

V8 select(I8 mask, const V8 &a, const V8 &b)
{
    return {faces::select(mask, a.x, b.x), faces::select(mask, a.y, b.y), faces::select(mask, a.z, b.z)};
}

bool none(I8 mask)
{
    std::int32_t any = 0;
    for (std::size_t i = 0; i < kLanes; ++i)
        any |= mask[i];
    return any == 0;
}

F8 square(F8 x)
{
    return x * x;
}

} // namespace

/// Everything about eight pieces of skin while they are painted.
struct Painter::Skin
{
    V8 canonical, normal, albedo;
    F8 side; ///< Distance from the face's middle plane on the canonical head.
    F8 lips, ears;
    F8 specular, roughness;
    F8 coarse, fine, grain; ///< Noise.
    F8 brow{};              ///< Cover.

    void blush(const Person &p, const std::array<F16, kLanes> &regions);
    void age(const Person &p, const std::array<F16, kLanes> &regions);
    void folds(const Person &p);
    void foreheadLines(const Person &p);
    void shave(const Person &p, F8 beard);
    void paintLips(const Person &p);
    void paintBrows(const Person &p);
    void paintScalp(const Person &p, F8 scalp, float hair);
};

void Painter::Skin::blush(const Person &p, const std::array<F16, kLanes> &regions)
{
    const F8 red = column(regions, RegionCheeks) * ((0.40F + 1.1F * p.blush) * p.redness);
    albedo = tinted(albedo, red, {1.06F, 0.78F, 0.80F});
    const F8 forehead = column(regions, RegionForehead);
    albedo.y *= 1.0F + 0.01F * forehead;
    albedo.z *= 1.0F - 0.05F * forehead;
    const F8 under = column(regions, RegionUnderEye);
    albedo = tinted(albedo, under * (0.18F + 0.65F * std::min(p.wrinkles, 1.0F)), {0.80F, 0.74F, 0.78F});
    albedo = tinted(albedo, column(regions, RegionLids) * 0.45F, {0.86F, 0.74F, 0.70F});
    // Men's skin is blotchier and, over the jaw, bluish from what the razor leaves.
    const F8 jaw = column(regions, RegionJaw);
    const float makeUp = p.a[latent::MakeUp];
    const F8 shadow = column(regions, RegionEyeShadow) * makeUp;
    albedo = tinted(albedo, shadow * 0.9F, {0.62F, 0.44F, 0.50F});
    albedo = tinted(albedo, jaw * (0.12F * p.masculine * p.adult), {0.86F, 0.88F, 0.92F});
    if (p.a[latent::Freckles] > 0) {
        // Turned, so that the cells' grid doesn't show.
        const F8 x = canonical.x * 0.80F + canonical.y * 0.36F - canonical.z * 0.48F;
        const F8 y = canonical.y * 0.48F - canonical.x * 0.60F - canonical.z * 0.64F;
        const F8 z = canonical.y * 0.80F + canonical.z * 0.60F;
        const F8 many = most(dots(x * 25.0F + 7.0F, y * 25.0F, z * 25.0F, 0.65F),
                             0.8F * dots(z * 40.0F, x * 40.0F + 3.0F, y * 40.0F, 0.7F));
        const F8 amount = sat(many * column(regions, RegionFreckles) * 1.5F) * p.a[latent::Freckles];
        albedo = tinted(albedo, amount, {0.58F, 0.41F, 0.31F});
    }
}

void Painter::Skin::age(const Person &p, const std::array<F16, kLanes> &regions)
{
    const float w = p.wrinkles;
    if (w < 0.01F)
        return;
    const float deep = std::min(w, 1.2F);
    // Age spots and paler, greyer skin.
    const F8 spots = dots(canonical.x * 8.0F + 17.0F, canonical.y * 8.0F, canonical.z * 8.0F, 0.35F);
    albedo = tinted(albedo, spots * (0.32F * smooth(0.35F, 1.0F, w)), {0.78F, 0.66F, 0.58F});
    const F8 grey = (albedo.x + albedo.y + albedo.z) * 0.33F;
    const F8 faded = all<F8>(0.10F * std::min(w, 1.0F));
    albedo = {mix(albedo.x, grey, faded), mix(albedo.y, grey, faded), mix(albedo.z, grey, faded)};
    // Crow's feet: rays from the outer corner of the eye.
    const F8 dx = side - 0.46F, dy = canonical.y - 7.36F;
    const F8 r = root(dx * dx + dy * dy);
    const F8 slope = dy / most(dx, all<F8>(0.02F)); // near the angle for the narrow fan that shows
    const F8 fan = smooth(0.02F, 0.05F, r) * smooth(0.22F, 0.10F, r) * smooth(1.0F, 0.55F, magnitude(slope)) *
                   smooth(0.0F, 0.02F, dx);
    const F8 ray = sinFast(slope * 11.0F + coarse * 2.0F);
    const float crows = 0.25F * deep + 0.12F * p.a[latent::Smile] * smooth(0.1F, 0.5F, w);
    albedo = tinted(albedo, fan * square(most(F8{}, ray)) * crows, {0.35F, 0.22F, 0.18F});
    normal.y += (0.22F * deep) * fan * cosFast(slope * 11.0F + coarse * 2.0F);
    // The bags' lower edge, and creases beside the mouth.
    const F8 bagLine = canonical.y - (7.175F + 1.5F * square(side - 0.29F));
    const F8 bag = bell(side - 0.29F, 0.13F) * bell(bagLine, 0.018F) * smooth(1.0F, 1.1F, canonical.z);
    albedo = tinted(albedo, bag * (0.38F * powFast(deep, 0.75F)), {0.40F, 0.26F, 0.24F});
    const F8 marionette = bell(side - 0.265F - 0.10F * (6.62F - canonical.y), 0.014F) *
                          smooth(6.64F, 6.58F, canonical.y) * smooth(6.36F, 6.48F, canonical.y) *
                          smooth(0.9F, 1.1F, canonical.z);
    albedo = tinted(albedo, marionette * (0.30F * smooth(0.35F, 1.0F, w)), {0.40F, 0.26F, 0.24F});
    // Fine lines of old skin everywhere.
    const F8 crepe = valueNoise(canonical.x * 46.0F, canonical.y * 90.0F + 5.0F, canonical.z * 46.0F) - 0.5F;
    normal.y += crepe * (0.24F * smooth(0.4F, 1.1F, w));
    const F8 beard = column(regions, RegionJaw);
    normal.x += (grain - 0.5F) * beard * (0.10F * smooth(0.5F, 1.1F, w));
}

void Painter::Skin::folds(const Person &p)
{
    const float w = std::min(p.wrinkles, 1.2F);
    // Nasolabial: from the nostril's wing to beside the mouth's corner.
    constexpr float ax = 0.185F, ay = 6.97F, bx = 0.345F, by = 6.62F;
    constexpr float ux = bx - ax, uy = by - ay, squared = ux * ux + uy * uy;
    const F8 t = sat(((side - ax) * ux + (canonical.y - ay) * uy) * (1.0F / squared));
    const F8 dx = side - (ax + ux * t) - 0.03F * sinFast(t * kPi), dy = canonical.y - (ay + uy * t);
    const F8 fold = bell(root(dx * dx + dy * dy), 0.024F) * smooth(1.0F, 1.15F, canonical.z) *
                    (1.0F - smooth(0.7F, 1.0F, t) * 0.6F);
    const float strength =
        std::max(1.25F * w, 0.55F * p.a[latent::Smile]) + 0.35F * p.a[latent::Anger] + 0.06F;
    albedo = tinted(albedo, fold * std::min(strength, 1.1F), {0.72F, 0.61F, 0.59F});
    // Glabella: the frown between the brows.
    const float frown = std::max(0.25F * w, 1.10F * p.a[latent::Anger]) + 0.30F * p.a[latent::Sadness];
    const F8 tilt = side - (0.050F + 0.10F * (canonical.y - 7.5F));
    const F8 lines = smooth(7.42F, 7.50F, canonical.y) * smooth(7.66F, 7.56F, canonical.y) *
                     bell(tilt, 0.018F) * smooth(1.2F, 1.3F, canonical.z);
    albedo = tinted(albedo, lines * std::min(frown, 1.2F), {0.58F, 0.46F, 0.44F});
    normal.x += lines * faces::select(canonical.x > 0.0F, all<F8>(1.0F), all<F8>(-1.0F)) * (0.22F * frown);
}

// What age leaves across the forehead, and what raised brows push together there (sad ones in the middle
// only): three creases, each bent and broken in its own way.
void Painter::Skin::foreheadLines(const Person &p)
{
    const float aged = std::min(p.wrinkles, 1.2F);
    const float sad = 0.9F * p.a[latent::Sadness], surprised = p.a[latent::Surprise];
    const float raised = std::max(surprised, sad) * mix(0.4F, 1.0F, p.adult);
    if (std::max(aged, raised) < 0.02F)
        return;
    const F8 area = smooth(7.64F, 7.72F, canonical.y) * smooth(8.12F, 8.0F, canonical.y) *
                    smooth(0.62F, 0.34F, side) * smooth(0.95F, 1.2F, canonical.z);
    if (none(area > 0.0F))
        return;
    const F8 wide = side * (1.0F / (surprised > sad ? 0.42F : 0.22F));
    const F8 amount = area * most(all<F8>(aged), raised * exp2Fast(wide * wide * -1.0F));
    constexpr std::array<float, 3> kHeight = {7.735F, 7.845F, 7.965F}, kDepth = {0.75F, 1.0F, 0.55F};
    constexpr float kWidth = 0.0095F;
    const float own = 1.5F * p.z[latent::kAsymmetryAt] + p.z[latent::kAsymmetryAt + 1]; // nobody's are another's
    F8 dark{}, tilt{};
    for (std::size_t i = 0; i < kHeight.size(); ++i) {
        const float n = toFloat(i), phase = own + 2.3F * n;
        const F8 bend = 0.017F * sinFast(canonical.x * (5.5F + 1.3F * n) + phase) + 0.03F * (coarse - 0.5F) -
                        0.10F * side * side;
        const F8 off = canonical.y - kHeight[i] - bend;
        const F8 whole =
            smooth(-1.05F, 0.0F, sinFast(canonical.x * (6.4F - 1.2F * n) + 2.7F * phase + 2.0F * coarse));
        const F8 line = bell(off, kWidth) * whole * kDepth[i];
        dark += line;
        tilt += line * off * (1.0F / kWidth);
    }
    normal.y -= (0.42F * amount) * tilt;
    albedo = tinted(albedo, sat(amount * dark * 0.42F), {0.36F, 0.22F, 0.18F});
}

void Painter::Skin::shave(const Person &p, F8 beard)
{
    const float stubble =
        std::max(p.a[latent::Stubble] * 0.62F, smooth(0.0F, 0.14F, p.a[latent::BeardLength]) * 0.80F);
    const float total = std::max(stubble, 0.30F * p.shave);
    if (total < 0.005F)
        return;
    const F8 mask = beard * (1.0F - sat(lips * 2.0F));
    const F8 hairs = sat(mask * (total * (0.55F + 0.9F * grain)));
    const float full = smooth(0.0F, 0.14F, p.a[latent::BeardLength]);
    const V3 dark = p.beard * 0.8F + p.skin * 0.06F;
    const float strength = mix(0.45F, 0.85F, full);
    const auto channel = [&](F8 skin, float cool, float hair) {
        return mix(skin, mix(skin * cool, all<F8>(hair), all<F8>(strength)), hairs);
    };
    albedo = {channel(albedo.x, 0.55F, dark.x), channel(albedo.y, 0.57F, dark.y),
              channel(albedo.z, 0.61F, dark.z)};
    specular *= 1.0F - 0.6F * hairs;
}

void Painter::Skin::paintLips(const Person &p)
{
    const F8 cover = smooth(0.22F, 0.78F, lips) * (0.92F - 0.10F * p.childlike);
    const F8 shade = 0.92F + 0.16F * fine;
    albedo = {mix(albedo.x, p.lips.x * shade, cover), mix(albedo.y, p.lips.y * shade, cover),
              mix(albedo.z, p.lips.z * shade, cover)};
    const I8 lip = lips > 0.4F;
    specular = faces::select(lip, all<F8>(0.045F), specular);
    roughness = faces::select(lip, all<F8>(0.32F), roughness);
}

void Painter::Skin::paintBrows(const Person &p)
{
    const float thick = p.browWidth;
    const F8 u = (side - 0.075F) * (1.0F / 0.42F);
    const float arch = 0.066F * (1.0F + 0.30F * p.feminine - 0.45F * p.masculine - 0.35F * p.childlike);
    const float innerDrop = 0.70F - 0.35F * p.feminine; // an inner end that runs down looks scheming
    F8 line = 7.520F + arch * (1.0F - square((u - 0.68F) * (1.0F / 0.68F)) *
                                          faces::select(u < 0.68F, all<F8>(innerDrop), all<F8>(1.0F)));
    line -= faces::select(u > 0.68F, 0.075F * square((u - 0.68F) * (1.0F / 0.32F)), F8{});
    // The units' own movement is small in pixels: the paint goes a little further the same way.
    const F8 innerEnd = sat(1.0F - u * (1.0F / 0.75F));
    line += innerEnd *
            (0.095F * p.a[latent::Sadness] + 0.050F * p.a[latent::Surprise] - 0.045F * p.a[latent::Anger]);
    line -= sat(u * 1.6F - 0.6F) * (0.035F * p.a[latent::Sadness]);
    line += 0.022F * (p.a[latent::BrowHeight] + p.a[latent::Surprise]) - 0.015F * p.a[latent::Anger];
    const float bushy = 0.75F - 0.15F * p.masculine;
    const F8 half = 0.040F * thick * (1.0F - bushy * smooth(0.45F, 1.0F, u)) * smooth(-0.06F, 0.14F, u);
    const F8 v = (canonical.y - line) / most(half, all<F8>(0.005F));
    F8 mask = smooth(1.35F, 0.35F, magnitude(v)) * smooth(-0.07F, 0.12F, u) * smooth(1.08F, 0.86F, u);
    mask = faces::select((canonical.z > 0.9F) & (canonical.y > 7.3F), mask, F8{});
    // Hairs lean outwards more and more from the nose to the temple.
    const F8 lean = 2.6F - 1.6F * u;
    const F8 hairs = 0.6F * valueNoise((u * 48.0F - v * lean) * 1.3F, v * 1.1F, all<F8>(3.5F)) +
                     0.4F * valueNoise((u * 95.0F - v * (lean * 1.6F)) * 1.3F, v * 1.6F, all<F8>(9.5F));
    brow = sat(mask * (0.35F + 0.95F * hairs)) * (0.90F - 0.12F * p.old - 0.12F * p.childlike);
    albedo = {mix(albedo.x, all<F8>(p.brow.x), brow), mix(albedo.y, all<F8>(p.brow.y), brow),
              mix(albedo.z, all<F8>(p.brow.z), brow)};
    specular *= 1.0F - brow;
}

void Painter::Skin::paintScalp(const Person &p, F8 scalp, float hair)
{
    const F8 ragged = 3.0F * (fine - 0.5F) + 5.0F * (grain - 0.5F);
    const F8 cover = smooth(-5.0F, 12.0F, scalp + ragged) *
                     faces::select((ears > 0.3F) | (canonical.y < 6.35F), F8{}, all<F8>(1.0F));
    const F8 amount = cover * mix(0.16F, 0.94F, hair) * (0.82F + 0.30F * grain);
    const V3 colour = p.hair * 0.6F + p.skin * 0.04F;
    const F8 k = sat(amount);
    albedo = {mix(albedo.x, all<F8>(colour.x), k), mix(albedo.y, all<F8>(colour.y), k),
              mix(albedo.z, all<F8>(colour.z), k)};
    specular *= 1.0F - k;
}

void Painter::paint(SkinBatch &batch) const
{
    const Person &p = m_person;
    const V8 place = columns(batch.vertex, LanePlace);
    const V8 smoothNormal = unit(columns(batch.vertex, LaneNormal));
    const V8 view = unit(spread(m_camera) - place);
    F8 open = column(batch.vertex, LaneOpenness);
    const F8 mouthInside = column(batch.regions, RegionMouthInside);

    Skin s;
    s.canonical = columns(batch.vertex, LaneCanonical);
    s.normal = smoothNormal;
    s.side = magnitude(s.canonical.x);
    s.lips = column(batch.regions, RegionLips);
    s.ears = column(batch.regions, RegionEars);
    s.specular = all<F8>(0.028F);
    s.roughness = all<F8>(0.42F);
    const V8 &c = s.canonical;
    const F8 below = clothMargin(c, p);
    s.coarse = valueNoise(c.x * 9.0F, c.y * 9.0F, c.z * 9.0F);
    s.fine = valueNoise(c.x * 26.0F + 3.0F, c.y * 26.0F, c.z * 26.0F);
    s.grain = valueNoise(c.x * 70.0F, c.y * 70.0F, c.z * 70.0F);
    const float blotchy = 1.0F + 0.5F * p.masculine * p.adult - 0.5F * p.childlike - 0.25F * p.feminine;
    const F8 mottle = 1.0F + (0.10F * blotchy) * (s.coarse - 0.5F) + (0.07F * blotchy) * (s.fine - 0.5F);
    s.albedo = {p.skin.x * mottle, p.skin.y * mottle, p.skin.z * mottle};
    s.blush(p, batch.regions);
    s.age(p, batch.regions);
    s.folds(p);
    s.foreheadLines(p);
    s.shave(p, column(batch.regions, RegionBeard));
    s.paintLips(p);
    s.paintBrows(p);
    s.paintScalp(p, column(batch.vertex, LaneScalp), m_hair);
    const float pores =
        0.035F + 0.05F * std::min(p.wrinkles, 1.0F) + 0.025F * p.masculine * p.adult - 0.02F * p.feminine;
    s.normal.x += (s.grain - 0.5F) * pores;
    s.normal.y += (s.fine - 0.5F) * pores;

    const I8 inside = (mouthInside > 0.5F) & (s.lips < 0.5F);
    const I8 cloth = (below > 0.0F) & (mouthInside < 0.2F);
    const F8 weave = 0.93F + 0.14F * s.grain;
    const F8 hem = mix(0.72F, 1.0F, smooth(0.0F, 0.05F, below)) *
                   faces::select(below < 0.10F, all<F8>(0.86F), all<F8>(1.0F));
    const V8 clothColour = spread(p.clothes) * (weave * hem);
    s.albedo = select(inside, V8{all<F8>(0.20F), all<F8>(0.045F), all<F8>(0.045F)}, s.albedo);
    s.albedo = select(cloth, clothColour, s.albedo * (1.0F - 0.35F * smooth(-0.09F, 0.0F, below)));
    // Where the lips meet it is dark, whatever slivers of them catch the light.
    const F8 seam = faces::select(s.lips > 0.3F, mix(0.30F, 1.0F, smooth(0.03F, 0.45F, open)), all<F8>(1.0F));
    open = faces::select(inside, 0.07F + open * 0.30F, open);
    s.specular = faces::select(cloth, all<F8>(0.010F), s.specular);
    s.roughness = faces::select(cloth, all<F8>(0.70F), s.roughness);
    const F8 crease = faces::select(cloth, valueNoise(c.x * 5.0F, c.y * 2.2F, c.z * 4.0F) - 0.5F, F8{});
    s.normal = {s.normal.x + 0.5F * crease, s.normal.y + 0.2F * crease, s.normal.z};
    const V8 n = unit(s.normal);

    F8 lit;
    for (std::size_t i = 0; i < kLanes; ++i)
        lit[i] = m_lights.onSkin({place.x[i], place.y[i], place.z[i]},
                                 {smoothNormal.x[i], smoothNormal.y[i], smoothNormal.z[i]});

    // Light that scattered under the skin comes out reddened around the terminator and in shadows: wrapped
    // diffuse light, wider in red (Green 2004).
    const V8 key = spread(m_lights.key), fill = spread(m_lights.fill), rim = spread(m_lights.rim);
    const F8 nl = dot(n, key);
    const auto wrapped = [&](float width, float bend) {
        const F8 w = faces::select(cloth, all<F8>(0.05F), all<F8>(width));
        const F8 d = sat((nl + w) / (1.0F + w));
        return d * (1.0F - bend + bend * d);
    };
    const F8 one = all<F8>(1.0F);
    const V8 diffuse{wrapped(0.32F, 0.4F), wrapped(0.13F, 0.2F), wrapped(0.06F, 0.0F)};
    const V8 shadow{lit + faces::select(cloth, F8{}, 0.30F * lit * (1.0F - lit)), lit, lit};
    const V8 ambientOpen{faces::select(cloth, open, powFast(open, 0.65F)), open, open};
    const F8 fillAmount = sat((dot(n, fill) + 0.3F) * (1.0F / 1.3F));
    const F8 up = 0.5F + 0.5F * n.y;
    const V8 ambient{mix(0.35F, 0.52F, up), mix(0.30F, 0.56F, up), mix(0.275F, 0.60F, up)};
    const V3 keyLight = m_lights.keyColour * 0.40F, fillLight = m_lights.fillColour * 0.42F;
    // Deep skin needs a little more light in the shadows or its features drown.
    const float lift = 1.0F + 0.35F * p.melanin;
    V8 light{keyLight.x * diffuse.x * shadow.x +
                 (fillLight.x * lift * fillAmount + ambient.x * (0.465F * lift)) * ambientOpen.x,
             keyLight.y * diffuse.y * shadow.y +
                 (fillLight.y * lift * fillAmount + ambient.y * (0.465F * lift)) * ambientOpen.y,
             keyLight.z * diffuse.z * shadow.z +
                 (fillLight.z * lift * fillAmount + ambient.z * (0.465F * lift)) * ambientOpen.z};
    V8 colour = s.albedo * light;

    // GGX highlights (Walter et al. 2007), Fresnel after Schlick (1994) and held back at grazing angles.
    const F8 facing = sat(dot(n, view));
    const F8 away = one - facing;
    const F8 fresnel = s.specular + (one - s.specular) * square(square(away)) * away * 0.30F;
    const F8 alpha2 = square(square(s.roughness));
    const auto highlight = [&](const V8 &towards) {
        const F8 nh = sat(dot(n, unit(towards + view)));
        const F8 d = nh * nh * (alpha2 - 1.0F) + 1.0F;
        return alpha2 / (kPi * d * d) * 0.25F * sat(dot(n, towards));
    };
    const float lipShine =
        (1.3F - 0.8F * p.old) * (1.0F - 0.35F * p.masculine) * (1.0F - 0.3F * p.childlike) +
        0.4F * p.a[latent::MakeUp];
    const F8 oily = faces::select(cloth, all<F8>(0.3F),
                                  0.6F + p.gloss * column(batch.regions, RegionOily) *
                                             (1.0F - 0.5F * column(batch.regions, RegionForehead))) *
                    faces::select(s.lips > 0.4F, all<F8>(lipShine), one);
    const float sheen = 1.0F - 0.45F * p.melanin; // the same highlight is far stronger against deep skin
    const F8 strong = highlight(key) * lit * fresnel * oily * (1.2F * sheen);
    const F8 weak = highlight(fill) * fresnel * open * oily * sheen;
    const F8 edge = square(away) * away * sat(dot(n, rim) * 1.2F + 0.25F) * open * 0.50F;
    const V3 kc = m_lights.keyColour, fc = m_lights.fillColour, rc = m_lights.rimColour;
    const F8 ear =
        faces::select(s.ears > 0.2F, sat(-dot(smoothNormal, key)) * s.ears * (0.25F * p.redness), F8{});
    colour.x += kc.x * strong + fc.x * weak + (s.albedo.x * 0.8F + 0.08F) * rc.x * edge + 0.35F * ear;
    colour.y += kc.y * strong + fc.y * weak + (s.albedo.y * 0.8F + 0.08F) * rc.y * edge + 0.06F * ear;
    colour.z += kc.z * strong + fc.z * weak + (s.albedo.z * 0.8F + 0.08F) * rc.z * edge + 0.03F * ear;

    colour = colour * seam;
    for (std::size_t i = 0; i < batch.count; ++i) {
        batch.result[i].colour = {colour.x[i], colour.y[i], colour.z[i]};
        batch.result[i].part = inside[i] != 0      ? Part::MouthInside
                               : cloth[i] != 0     ? Part::Clothes
                               : s.lips[i] > 0.5F  ? Part::Lips
                               : s.brow[i] > 0.35F ? Part::Brow
                                                   : Part::Skin;
    }
}

} // namespace imago::faces
