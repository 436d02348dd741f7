// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/art/canvas.h"

#include "engine/style/oklab.h"

#include <limits>

namespace imago::art {

Canvas::Canvas(Size size, Rgb ground)
    : m_size(size)
    , m_pixel(1.0F / real(std::min(size.width, size.height)))
    , m_colors(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height), ground)
    , m_relief(m_colors.size())
{
}

Rgb Canvas::sample(Vec p) const
{
    const float x = std::clamp(p.x / m_pixel - 0.5F, 0.0F, real(columns() - 1));
    const float y = std::clamp(p.y / m_pixel - 0.5F, 0.0F, real(rows() - 1));
    const int left = std::min(whole(x), columns() - 1);
    const int top = std::min(whole(y), rows() - 1);
    const int right = std::min(left + 1, columns() - 1);
    const int bottom = std::min(top + 1, rows() - 1);
    const float u = x - real(left);
    return blend(blend(color(left, top), color(right, top), u), blend(color(left, bottom), color(right, bottom), u),
                 y - real(top));
}

Canvas Canvas::reduced(int factor) const
{
    const Size size{std::max(m_size.width / factor, 1), std::max(m_size.height / factor, 1)};
    Canvas result(size);
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            const int right = std::min((x + 1) * factor, columns());
            const int bottom = std::min((y + 1) * factor, rows());
            Rgb sum;
            int count = 0;
            for (int v = y * factor; v < bottom; ++v) {
                for (int u = x * factor; u < right; ++u, ++count)
                    sum = sum + color(u, v);
            }
            result.color(x, y) = sum * (1.0F / real(std::max(count, 1)));
        }
    }
    return result;
}

void Canvas::disc(Vec center, float radius, Rgb paint, float opacity)
{
    touch(around(center, radius), [&](Vec p, Rgb &color, float &) {
        color = blend(color, paint, opacity * cover(length(p - center) - radius));
    });
}

void Canvas::line(Vec a, Vec b, float width, Rgb paint, float opacity)
{
    const float half = 0.5F * width;
    const Box box{{std::min(a.x, b.x) - half, std::min(a.y, b.y) - half},
                  {std::max(a.x, b.x) + half, std::max(a.y, b.y) + half}};
    // Thinner than a pixel: fainter.
    const float strength = opacity * std::min(width / m_pixel, 1.0F);
    const float drawn = std::max(half, 0.5F * m_pixel);
    touch(box, [&](Vec p, Rgb &color, float &) {
        float along = 0.0F;
        color = blend(color, paint, strength * cover(segmentDistance(p, a, b, along) - drawn));
    });
}

void Canvas::polygon(const std::vector<Vec> &corners, Rgb paint, float opacity)
{
    Box box{corners.front(), corners.front()};
    for (const Vec c : corners) {
        box.low = {std::min(box.low.x, c.x), std::min(box.low.y, c.y)};
        box.high = {std::max(box.high.x, c.x), std::max(box.high.y, c.y)};
    }
    touch(box, [&](Vec p, Rgb &color, float &) {
        float distance = std::numeric_limits<float>::max();
        bool inside = false;
        for (std::size_t i = 0, k = corners.size() - 1; i < corners.size(); k = i++) {
            const Vec a = corners[i];
            const Vec b = corners[k];
            float along = 0.0F;
            distance = std::min(distance, segmentDistance(p, a, b, along));
            if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x)
                inside = !inside;
        }
        color = blend(color, paint, opacity * cover(inside ? -distance : distance));
    });
}

void Canvas::lit(float strength, float gloss)
{
    constexpr float kLight[3] = {-0.48F, -0.58F, 0.66F};
    constexpr float kHalf[3] = {-0.264F, -0.319F, 0.91F}; // between the light and the eye
    std::vector<float> relief(m_relief.size());
    relief.swap(m_relief);
    const auto heightAt = [&](int x, int y) {
        return relief[index(std::clamp(x, 0, columns() - 1), std::clamp(y, 0, rows() - 1))];
    };
    for (int y = 0; y < rows(); ++y) {
        for (int x = 0; x < columns(); ++x) {
            const float dx = (heightAt(x + 1, y) - heightAt(x - 1, y)) / (2.0F * m_pixel);
            const float dy = (heightAt(x, y + 1) - heightAt(x, y - 1)) / (2.0F * m_pixel);
            const float norm = 1.0F / std::sqrt(1.0F + dx * dx + dy * dy);
            const float diffuse = (-dx * kLight[0] - dy * kLight[1] + kLight[2]) * norm;
            const float half = std::max((-dx * kHalf[0] - dy * kHalf[1] + kHalf[2]) * norm, 0.0F);
            const float shade = std::max(1.0F + strength * (diffuse / kLight[2] - 1.0F), 0.15F);
            const float flat = std::pow(kHalf[2], 40.0F);
            const float shine = gloss * std::max(std::pow(half, 40.0F) - flat, 0.0F);
            color(x, y) = color(x, y) * shade + Rgb{shine, shine, shine};
        }
    }
}

Image Canvas::toImage(int factor) const
{
    const Size size{m_size.width / factor, m_size.height / factor};
    Image image(size);
    const float share = 1.0F / real(factor * factor);
    for (int y = 0; y < size.height; ++y) {
        std::uint8_t *row = image.row(y);
        for (int x = 0; x < size.width; ++x, row += 4) {
            Rgb sum;
            for (int v = 0; v < factor; ++v) {
                for (int u = 0; u < factor; ++u)
                    sum = sum + color(x * factor + u, y * factor + v);
            }
            const float channels[3] = {sum.r * share, sum.g * share, sum.b * share};
            for (int c = 0; c < 3; ++c)
                row[c] = static_cast<std::uint8_t>((style::fromLinear(channels[c]) + 128) / 257);
            row[3] = 255;
        }
    }
    return image;
}

} // namespace imago::art
