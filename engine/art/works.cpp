// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/art/works.h"

#include "engine/art/noise.h"

namespace imago::art {

namespace {

constexpr int kMotifSide = 288;

Vec slope(const Canvas &motif, Vec p, float reach)
{
    const auto tone = [&](float x, float y) { return lightness(motif.sample({p.x + x, p.y + y})); };
    return {tone(reach, 0) - tone(-reach, 0), tone(0, reach) - tone(0, -reach)};
}

} // namespace

Canvas motif(void (*scene)(Canvas &, std::uint64_t), const Canvas &canvas, std::uint64_t seed)
{
    const float pixels = real(kMotifSide);
    Canvas result({static_cast<int>(std::lround(canvas.width() * pixels)),
                   static_cast<int>(std::lround(canvas.height() * pixels))});
    scene(result, seed);
    return result;
}

float contourAngle(const Canvas &motif, Vec p, float reach, float calm)
{
    const Vec s = slope(motif, p, reach);
    if (length(s) < 0.04F)
        return calm;
    return std::atan2(s.x, -s.y); // across the slope
}

float edgeStrength(const Canvas &motif, Vec p, float reach)
{
    return length(slope(motif, p, reach));
}

float paperGrain(Vec p, std::uint32_t seed)
{
    return 0.6F * noise(p * 190.0F, seed) + 0.4F * fractal(p * 60.0F, seed + 1U, 3);
}

} // namespace imago::art
