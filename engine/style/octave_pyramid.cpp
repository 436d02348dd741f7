// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/octave_pyramid.h"

#include "engine/style/pixels.h"

#include <algorithm>

namespace imago::style {

namespace {

constexpr int kOctaves = static_cast<int>(kStatisticsOctaves);

int half(int side)
{
    return (side + 1) / 2;
}

int mirrored(int at, int side)
{
    at = at < 0 ? -at : at;
    return at < side ? at : std::max(0, 2 * side - 2 - at);
}

// To half the size: every second of the means of four (1, 3, 3, 1).
OctavePlanes halved(const OctavePlanes &large)
{
    OctavePlanes small(half(large.width), half(large.height));
    std::vector<float> sum(static_cast<std::size_t>(large.width));
    for (std::size_t c = 0; c < 3; ++c) {
        for (int y = 0; y < small.height; ++y) {
            const auto source = [&](int step) { return large.row(c, mirrored(2 * y - 1 + step, large.height)); };
            const float *a = source(0);
            const float *b = source(1);
            const float *d = source(2);
            const float *e = source(3);
            for (std::size_t x = 0; x < sum.size(); ++x)
                sum[x] = 0.125F * (a[x] + e[x]) + 0.375F * (b[x] + d[x]);
            float *to = small.row(c, y);
            const auto at = [&](int x) { return sum[static_cast<std::size_t>(mirrored(x, large.width))]; };
            const auto mean = [&](int x) {
                return 0.125F * (at(2 * x - 1) + at(2 * x + 2)) + 0.375F * (at(2 * x) + at(2 * x + 1));
            };
            const int inner = std::max(1, (large.width - 2) / 2); // where nothing has to be mirrored
            to[0] = mean(0);
            const float *from = sum.data();
            for (int x = 1; x < inner; ++x)
                to[x] = 0.125F * (from[2 * x - 1] + from[2 * x + 2]) + 0.375F * (from[2 * x] + from[2 * x + 1]);
            for (int x = inner; x < small.width; ++x)
                to[x] = mean(x);
        }
    }
    return small;
}

// Adds `sign` times the small picture in twice its size, between its pixels straight.
void addDoubled(OctavePlanes &large, const OctavePlanes &small, float sign)
{
    std::vector<float> mixed(static_cast<std::size_t>(small.width));
    for (std::size_t c = 0; c < 3; ++c) {
        for (int y = 0; y < large.height; ++y) {
            const float *near = small.row(c, y / 2);
            const float *far = small.row(c, std::clamp(y / 2 + (y % 2 == 0 ? -1 : 1), 0, small.height - 1));
            for (std::size_t x = 0; x < mixed.size(); ++x)
                mixed[x] = sign * (0.75F * near[x] + 0.25F * far[x]);
            float *to = large.row(c, y);
            const float *m = mixed.data();
            const auto at = [&](int x) { return m[std::clamp(x, 0, small.width - 1)]; };
            const auto add = [&](int x) { to[x] += 0.75F * at(x / 2) + 0.25F * at(x / 2 + (x % 2 == 0 ? -1 : 1)); };
            const int inner = std::min(small.width - 1, large.width / 2);
            add(0);
            if (large.width > 1)
                add(1);
            for (int x = 1; x < inner; ++x) {
                to[2 * x] += 0.75F * m[x] + 0.25F * m[x - 1];
                to[2 * x + 1] += 0.75F * m[x] + 0.25F * m[x + 1];
            }
            for (int x = std::max(2, 2 * inner); x < large.width; ++x)
                add(x);
        }
    }
}

template <typename Value>
void readRow(const Value *pixel, int y, OctavePlanes &planes)
{
    constexpr float kScale = 1.0F / static_cast<float>(kFull<Value>);
    for (std::size_t c = 0; c < 3; ++c) {
        float *to = planes.row(c, y);
        for (int x = 0; x < planes.width; ++x) {
            to[x] = kScale * (kOctaveBasis[c][0] * static_cast<float>(pixel[4 * x]) +
                              kOctaveBasis[c][1] * static_cast<float>(pixel[4 * x + 1]) +
                              kOctaveBasis[c][2] * static_cast<float>(pixel[4 * x + 2]));
        }
    }
}

// In eight sums at once, as the processor has it.
double dot(const float *a, const float *b, int count)
{
    constexpr int kLanes = 8;
    std::array<float, kLanes> sums{};
    int x = 0;
    for (; x + kLanes <= count; x += kLanes) {
        for (int lane = 0; lane < kLanes; ++lane)
            sums[static_cast<std::size_t>(lane)] += a[x + lane] * b[x + lane];
    }
    double sum = 0;
    for (const float each : sums)
        sum += static_cast<double>(each);
    for (; x < count; ++x)
        sum += static_cast<double>(a[x]) * static_cast<double>(b[x]);
    return sum;
}

void addRow(const OctavePlanes &level, int y, Matrix3 &products, std::array<double, 3> *sums)
{
    for (std::size_t i = 0; i < 3; ++i) {
        const float *a = level.row(i, y);
        for (std::size_t k = i; k < 3; ++k) {
            const double sum = dot(a, level.row(k, y), level.width);
            products[i][k] += sum;
            products[k][i] = products[i][k];
        }
        for (int x = 0; sums != nullptr && x < level.width; ++x)
            (*sums)[i] += static_cast<double>(a[x]);
    }
}

} // namespace

OctaveStrip::OctaveStrip(int index, int height)
    : begin(index * kRows)
    , end(std::min(height, begin + kRows))
    , readBegin(std::max(0, begin - kAround))
    , readEnd(std::min(height, end + kAround))
{
}

OctavePlanes::OctavePlanes(int w, int h)
    : width(w)
    , height(h)
{
    for (std::vector<float> &plane : values)
        plane.resize(static_cast<std::size_t>(w) * static_cast<std::size_t>(h));
}

void OctavePlanes::read(const std::uint8_t *pixel, int y)
{
    readRow(pixel, y, *this);
}

void OctavePlanes::read(const std::uint16_t *pixel, int y)
{
    readRow(pixel, y, *this);
}

OctaveSums &OctaveSums::operator+=(const OctaveSums &other)
{
    for (std::size_t i = 0; i < products.size(); ++i) {
        places[i] += other.places[i];
        for (std::size_t k = 0; k < 9; ++k)
            products[i][k / 3][k % 3] += other.products[i][k / 3][k % 3];
    }
    for (std::size_t c = 0; c < 3; ++c)
        rest[c] += other.rest[c];
    return *this;
}

StripPyramid::StripPyramid(const OctaveStrip &strip, OctavePlanes planes)
    : m_strip(strip)
{
    m_levels.reserve(kStatisticsOctaves + 1);
    for (int i = 0; i < kOctaves; ++i) {
        OctavePlanes small = halved(planes);
        addDoubled(planes, small, -1.0F);
        m_levels.push_back(std::move(planes));
        planes = std::move(small);
    }
    m_levels.push_back(std::move(planes));
}

OctaveSums StripPyramid::sums() const
{
    OctaveSums result;
    for (std::size_t i = 0; i < m_levels.size(); ++i) {
        const OctavePlanes &level = m_levels[i];
        const auto [begin, end] = own(static_cast<int>(i));
        result.places[i] = static_cast<double>(level.width) * (end - begin);
        for (int y = begin; y < end; ++y)
            addRow(level, y, result.products[i], i == kStatisticsOctaves ? &result.rest : nullptr);
    }
    return result;
}

void StripPyramid::count(OctaveHistograms &histograms) const
{
    for (std::size_t i = 0; i < m_levels.size(); ++i) {
        const OctavePlanes &level = m_levels[i];
        const auto [begin, end] = own(static_cast<int>(i));
        const auto values = static_cast<std::size_t>(level.width) * static_cast<std::size_t>(end - begin);
        for (std::size_t c = 0; c < 3; ++c)
            histograms.add(i, c, {level.row(c, begin), values});
    }
}

void StripPyramid::bend(const OctaveCurves &curves)
{
    for (std::size_t i = 0; i < m_levels.size(); ++i) {
        for (std::size_t c = 0; c < 3; ++c)
            curves.bend(i, c, m_levels[i].values[c]);
    }
}

void StripPyramid::map(const std::array<Matrix3, kStatisticsOctaves + 1> &maps, const std::array<double, 3> &shift)
{
    for (std::size_t i = 0; i < m_levels.size(); ++i) {
        std::array<std::array<float, 3>, 3> m{};
        for (std::size_t k = 0; k < 9; ++k)
            m[k / 3][k % 3] = static_cast<float>(maps[i][k / 3][k % 3]);
        std::array<float, 3> s{};
        for (std::size_t c = 0; c < 3 && i == kStatisticsOctaves; ++c)
            s[c] = static_cast<float>(shift[c]);
        float *a = m_levels[i].row(0, 0);
        float *b = m_levels[i].row(1, 0);
        float *c = m_levels[i].row(2, 0);
        const std::size_t count = m_levels[i].values[0].size();
        for (std::size_t k = 0; k < count; ++k) {
            const float x = a[k];
            const float y = b[k];
            const float z = c[k];
            a[k] = m[0][0] * x + m[0][1] * y + m[0][2] * z + s[0];
            b[k] = m[1][0] * x + m[1][1] * y + m[1][2] * z + s[1];
            c[k] = m[2][0] * x + m[2][1] * y + m[2][2] * z + s[2];
        }
    }
}

void StripPyramid::write(Image &picture)
{
    for (std::size_t i = m_levels.size() - 1; i-- > 0;)
        addDoubled(m_levels[i], m_levels[i + 1], 1.0F);
    const OctavePlanes &whole = m_levels.front();
    for (int y = m_strip.begin; y < m_strip.end; ++y) {
        auto *pixel = pixels<std::uint16_t>(picture, y);
        const float *a = whole.row(0, y - m_strip.readBegin);
        const float *b = whole.row(1, y - m_strip.readBegin);
        const float *c = whole.row(2, y - m_strip.readBegin);
        for (int x = 0; x < whole.width; ++x) {
            for (std::size_t k = 0; k < 3; ++k) {
                const float value = kOctaveBasis[0][k] * a[x] + kOctaveBasis[1][k] * b[x] + kOctaveBasis[2][k] * c[x];
                pixel[4 * x + static_cast<int>(k)] =
                    static_cast<std::uint16_t>(std::clamp(value, 0.0F, 1.0F) * 65535.0F + 0.5F);
            }
        }
    }
}

// The strip's own rows of a level.
std::pair<int, int> StripPyramid::own(int level) const
{
    const auto at = [level](int row) { return (row + (1 << level) - 1) >> level; };
    return {at(m_strip.begin) - at(m_strip.readBegin), at(m_strip.end) - at(m_strip.readBegin)};
}

} // namespace imago::style
