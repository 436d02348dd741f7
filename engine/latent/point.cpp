// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/latent/point.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <string>
#include <vector>

namespace imago::latent {

namespace {

constexpr float kIdentityLimit = 4.0F;
constexpr std::size_t kLongestShownName = 64;

// Levenshtein's distance; the names are short, so one row is enough.
std::size_t editDistance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, substituted});
        }
    }
    return row.back();
}

std::string_view nearestName(std::string_view name)
{
    const auto table = portraitAttributes();
    return std::ranges::min_element(table, {}, [&](const Attribute &a) { return editDistance(a.name, name); })->name;
}

std::string number(double value)
{
    std::string text = std::to_string(value);
    text.erase(text.find_last_not_of('0') + 1);
    if (!text.empty() && text.back() == '.')
        text.pop_back();
    return text;
}

} // namespace

Point neutralPoint() noexcept
{
    Point point;
    std::ranges::transform(portraitAttributes(), point.attributes.begin(), &Attribute::neutral);
    return point;
}

Status setAttribute(Point &point, std::string_view name, double value)
{
    const auto index = findAttribute(name);
    if (!index) {
        name = name.substr(0, kLongestShownName); // a hostile one may have a megabyte
        return fail(ErrorCode::BadInput, "no such attribute; did you mean \"" + std::string(nearestName(name)) + "\"?",
                    std::string(name));
    }
    const Attribute &attribute = portraitAttributes()[*index];
    if (!std::isfinite(value) || value < static_cast<double>(attribute.low) ||
        value > static_cast<double>(attribute.high)) {
        return fail(ErrorCode::BadInput,
                    "the value must be a number from " + number(static_cast<double>(attribute.low)) + " to " +
                        number(static_cast<double>(attribute.high)),
                    std::string(name));
    }
    point.attributes[*index] = static_cast<float>(value);
    return {};
}

Point clamped(Point point) noexcept
{
    const auto table = portraitAttributes();
    for (std::size_t i = 0; i < table.size(); ++i) {
        float &value = point.attributes[i];
        value = std::isfinite(value) ? std::clamp(value, table[i].low, table[i].high) : table[i].neutral;
    }
    for (float &value : point.z)
        value = std::isfinite(value) ? std::clamp(value, -kIdentityLimit, kIdentityLimit) : 0.0F;
    return point;
}

Point mirrored(Point point) noexcept
{
    const auto table = portraitAttributes();
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (table[i].mirrors)
            point.attributes[i] = -point.attributes[i];
    }
    const auto sides = point.z.begin() + kAsymmetryAt;
    std::transform(sides, sides + kAsymmetrySize, sides, std::negate{});
    return point;
}

Point blend(const Point &from, const Point &to, float amount) noexcept
{
    Point result;
    const auto mix = [amount](float a, float b) { return a + (b - a) * amount; };
    std::ranges::transform(from.attributes, to.attributes, result.attributes.begin(), mix);
    std::ranges::transform(from.z, to.z, result.z.begin(), mix);
    return result;
}

} // namespace imago::latent
