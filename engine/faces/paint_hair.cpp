// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/faces/hair.h"
#include "engine/faces/paint.h"

namespace imago::faces {

namespace {

V8 gather(const std::array<V3, kLanes> &from)
{
    V8 result;
    for (std::size_t i = 0; i < kLanes; ++i) {
        result.x[i] = from[i].x;
        result.y[i] = from[i].y;
        result.z[i] = from[i].z;
    }
    return result;
}

F8 gather(const std::array<float, kLanes> &from)
{
    return std::bit_cast<F8>(from);
}

} // namespace

// Kajiya and Kay (1989) for what runs along the strand, a wrapped Lambert term of the whole head of hair for
// its volume, and two highlights shifted apart as Marschner et al. (2003) measured.
void Painter::paint(HairBatch &batch) const
{
    const Person &p = m_person;
    const V8 place = gather(batch.place);
    const V8 along = unit(gather(batch.along));
    const F8 number = gather(batch.number), root01 = gather(batch.root);
    F8 beard;
    for (std::size_t i = 0; i < kLanes; ++i)
        beard[i] = batch.beard[i] ? 1.0F : 0.0F;
    const V8 view = unit(spread(m_camera) - place);
    V8 shell = unit(place - spread(m_headCentre));
    // Hair that hangs hides its own underside, and light gets through: less of a ball than the head.
    shell = unit(V8{shell.x, shell.y * (1.0F - 0.35F * (1.0F - beard)) - 0.2F * beard,
                    shell.z + 0.15F + 0.35F * beard});

    const F8 jitter = 0.80F + 0.40F * number;
    const F8 warmer = 0.05F * (number - 0.5F);
    // Strands grey one by one, those at the temples first.
    const F8 gone = mix(p.hairGrey, p.beardGrey, beard);
    const F8 ahead = (gather(batch.temple) + (number - 0.5F) * 0.9F) * (4.0F * gone * (1.0F - gone));
    V8 albedo = mix(mix(spread(p.hairBefore), spread(p.beardBefore), beard), spread(p.silver),
                    sat(gone + 0.5F * ahead)) *
                jitter;
    albedo.x *= 1.0F + warmer;
    albedo.z *= 1.0F - warmer;
    // At the hair line strands thin out into skin.
    const F8 skin = gather(batch.hairline) *
                    smooth(mix(0.6F, 0.22F, smooth(0.15F, 0.4F, p.a[latent::HairLength])), 0.0F, root01) *
                    0.4F;
    albedo = mix(albedo, spread(p.skin * 0.72F), skin);

    const F8 edge = 1.0F - 0.28F * magnitude(gather(batch.edge) * 2.0F - 1.0F);
    const F8 rootDark = mix(mix(0.70F, 1.0F, smooth(0.0F, 0.45F, root01)), all<F8>(0.88F), most(beard, skin));
    const F8 layer = mix(mix(0.68F, 1.0F, gather(batch.layer)), all<F8>(1.0F), skin);

    F8 lit;
    for (std::size_t i = 0; i < kLanes; ++i)
        lit[i] =
            m_lights.onStrand({place.x[i], place.y[i], place.z[i]}, {shell.x[i], shell.y[i], shell.z[i]});

    const V8 key = spread(m_lights.key), fill = spread(m_lights.fill), rim = spread(m_lights.rim);
    const F8 zero{};
    const auto sine = [&](F8 cosine) { return root(most(zero, 1.0F - cosine * cosine)); };
    const F8 wrapped = sat((dot(shell, key) + 0.35F) * (1.0F / 1.35F));
    const F8 diffuse = (0.35F * sine(dot(along, key)) + 0.65F) * wrapped * mix(0.45F, 1.0F, lit);
    const F8 filled = sine(dot(along, fill)) * sat((dot(shell, fill) + 0.4F) * (1.0F / 1.4F));

    const V8 half = unit(key + view);
    const F8 shift = (number - 0.5F) * 0.22F;
    const F8 first = dot(unit(along + shell * (shift - 0.10F)), half);
    const F8 second = dot(unit(along + shell * (shift + 0.12F)), half);
    const F8 white =
        powFast(most(zero, 1.0F - first * first), 60.0F) * sat(dot(shell, key) * 1.5F + 0.2F) * lit;
    const F8 coloured = powFast(most(zero, 1.0F - second * second), 14.0F) * wrapped * lit;
    const F8 against = dot(along, unit(rim + view));
    const F8 outline = 1.0F - sat(dot(shell, view));
    const F8 rimmed = powFast(most(zero, 1.0F - against * against), 10.0F) * sat(dot(shell, rim) + 0.15F) *
                      outline * root(outline);

    const F8 ambient = (0.52F + 0.14F * shell.y) * 0.75F;
    const F8 body = rootDark * layer * edge;
    const float gloss = 1.6F * p.gloss * (1.0F - 0.35F * p.a[latent::HairCurl]);
    const F8 sheen = layer * rootDark * (1.0F - 0.6F * beard);
    const V3 kc = m_lights.keyColour, fc = m_lights.fillColour, rc = m_lights.rimColour;
    const auto channel = [&](F8 colour, float k, float f, float r) {
        // Even black hair mirrors the room a little.
        F8 sum = (colour * (k * 0.50F * diffuse + f * 0.45F * filled + ambient) + 0.007F * ambient) * body;
        sum += k * 0.055F * gloss * white * sheen;
        sum += mix(colour * 2.2F, colour + 0.25F, all<F8>(0.35F)) * (k * 0.16F) * coloured * sheen;
        return sum + (colour * 1.5F + 0.08F) * r * 0.50F * rimmed * layer;
    };
    const F8 red = channel(albedo.x, kc.x, fc.x, rc.x), green = channel(albedo.y, kc.y, fc.y, rc.y),
             blue = channel(albedo.z, kc.z, fc.z, rc.z);
    for (std::size_t i = 0; i < batch.count; ++i)
        batch.result[i] = {red[i], green[i], blue[i]};
}

} // namespace imago::faces
