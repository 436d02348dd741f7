// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/art/brush.h"

#include "engine/art/noise.h"

#include <limits>

namespace imago::art {

namespace {

// The nearest place on the path: how far along and how far across it lies, in path lengths and half widths.
struct Place
{
    float along = 0.0F;
    float across = std::numeric_limits<float>::max();
};

} // namespace

void paintStroke(Canvas &canvas, const Stroke &stroke)
{
    if (stroke.path.size() < 2)
        return;
    const float half = 0.5F * stroke.width;
    Box box = around(stroke.path.front(), half);
    float total = 0.0F;
    for (std::size_t i = 1; i < stroke.path.size(); ++i) {
        const Box more = around(stroke.path[i], half);
        box.low = {std::min(box.low.x, more.low.x), std::min(box.low.y, more.low.y)};
        box.high = {std::max(box.high.x, more.high.x), std::max(box.high.y, more.high.y)};
        total += length(stroke.path[i] - stroke.path[i - 1]);
    }
    total = std::max(total, 1e-6F);
    const float lengthInWidths = total / stroke.width;
    canvas.touch(box, [&](Vec p, Rgb &color, float &relief) {
        Place place;
        float passed = 0.0F;
        for (std::size_t i = 1; i < stroke.path.size(); ++i) {
            const Vec a = stroke.path[i - 1];
            const Vec b = stroke.path[i];
            float along = 0.0F;
            const float distance = segmentDistance(p, a, b, along);
            const float piece = length(b - a);
            if (distance < std::abs(place.across)) {
                place.across = cross(b - a, p - a) < 0 ? -distance : distance;
                place.along = (passed + along * piece) / total;
            }
            passed += piece;
        }
        const float across = place.across / half;
        if (std::abs(across) >= 1.0F)
            return;
        const float ends = std::min(place.along, 1.0F - place.along) / std::max(stroke.taper, 1e-3F);
        const float open = std::sqrt(clamp01(0.25F + 0.75F * ends));
        const float track =
            noise({across * 0.5F * stroke.streaks, place.along * lengthInWidths * 0.35F}, stroke.seed) +
            0.5F * noise({across * stroke.streaks, place.along * lengthInWidths * 0.8F}, stroke.seed + 1U);
        const float edge = (open - std::abs(across)) * half / canvas.pixel();
        const float paint =
            smooth(stroke.dry * place.along * 1.6F - 0.85F, stroke.dry * place.along * 1.6F - 0.55F, track);
        const float alpha = stroke.opacity * clamp01(edge) * lerp(1.0F, paint, stroke.dry > 0 ? 1.0F : 0.0F);
        if (alpha <= 0)
            return;
        color = blend(color, changed(stroke.paint, stroke.contrast * track), alpha);
        const float body =
            (1.0F - 0.55F * across * across) * (0.75F + 0.5F * track) + 0.5F * smooth(0.7F, 0.95F, std::abs(across));
        relief = lerp(relief, 0.35F * relief + stroke.relief * stroke.width * body, alpha);
    });
}

std::vector<Vec> follow(Vec from, float length, const AngleField &angle, int steps)
{
    const float step = length / real(steps);
    std::vector<Vec> path{from};
    for (int i = 0; i < steps; ++i)
        path.push_back(path.back() + direction(angle(path.back())) * step);
    return path;
}

void paintField(Canvas &canvas, const BrushWork &work, const ColorField &wanted, const AngleField &angle,
                Random &random)
{
    bool first = true;
    for (const float width : work.widths) {
        const float spacing = width * (first ? 0.55F : 0.7F);
        std::vector<Vec> places;
        for (float y = 0.5F * spacing; y < canvas.height() + spacing; y += spacing) {
            for (float x = 0.5F * spacing; x < canvas.width() + spacing; x += spacing) {
                const auto jitter = [&] { return spacing * static_cast<float>(random.uniform(-0.5, 0.5)); };
                const float shiftX = jitter();
                places.push_back({x + shiftX, y + jitter()});
            }
        }
        for (std::size_t i = places.size(); i > 1; --i) // wet in wet has no order
            std::swap(places[i - 1], places[random.below(i)]);
        for (const Vec place : places) {
            const auto turn = static_cast<float>(random.normal()) * work.hueSpread;
            const auto light = static_cast<float>(random.normal()) * work.lightSpread;
            const auto longer = static_cast<float>(random.uniform(0.7, 1.3));
            const auto seed = static_cast<std::uint32_t>(random.next());
            const Rgb color = wanted(place);
            if (!first && difference(canvas.sample(place), color) < work.tolerance)
                continue;
            Stroke stroke = work.like;
            stroke.width = width * (0.8F + 0.4F * valueOf(seed, 1));
            stroke.paint = changed(color, light, 1.1F, turn);
            stroke.seed = seed;
            const float reach = longer * work.elongation * width;
            const Vec start = place - direction(angle(place)) * (0.5F * reach);
            stroke.path = follow(start, reach, angle, 6);
            paintStroke(canvas, stroke);
        }
        first = false;
    }
}

} // namespace imago::art
