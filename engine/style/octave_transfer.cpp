// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/octave_transfer.h"

#include "engine/style/palette.h"
#include "engine/style/pixels.h"
#include "engine/style/strips.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace imago::style {

namespace {

constexpr int kOctaves = static_cast<int>(kStatisticsOctaves);
constexpr int kStripRows = 256;            // a multiple of 2^kOctaves, as are the rows read around a strip
constexpr int kAround = 3 << kOctaves;     // more than an octave's value reaches
constexpr std::int64_t kKept = 4'000'000;  // pixels of which the pyramids are kept from measuring to painting
// By how much a colour of an octave may be made stronger, and the palette wider or narrower.
constexpr double kMostGain = 2.0;
constexpr double kLeastPalette = 0.5;
constexpr double kMostPalette = 1.6;

// Rows: lightness, red against blue, both against green; orthonormal.
const std::array<std::array<float, 3>, 3> kBasis = {{{0.577350269F, 0.577350269F, 0.577350269F},
                                                     {0.707106781F, 0.0F, -0.707106781F},
                                                     {0.408248290F, -0.816496581F, 0.408248290F}}};

// Three planes of numbers.
struct Planes
{
    int width = 0;
    int height = 0;
    std::array<std::vector<float>, 3> values;

    Planes(int w, int h)
        : width(w)
        , height(h)
    {
        for (std::vector<float> &plane : values)
            plane.resize(static_cast<std::size_t>(w) * static_cast<std::size_t>(h));
    }
    float *row(std::size_t plane, int y) { return values[plane].data() + std::ptrdiff_t{y} * width; }
    const float *row(std::size_t plane, int y) const { return values[plane].data() + std::ptrdiff_t{y} * width; }
};

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
Planes halved(const Planes &large)
{
    Planes small(half(large.width), half(large.height));
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
void addDoubled(Planes &large, const Planes &small, float sign)
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
void readRow(const Value *pixel, int y, Planes &planes)
{
    constexpr float kScale = 1.0F / static_cast<float>(kFull<Value>);
    for (std::size_t c = 0; c < 3; ++c) {
        float *to = planes.row(c, y);
        for (int x = 0; x < planes.width; ++x) {
            to[x] = kScale * (kBasis[c][0] * static_cast<float>(pixel[4 * x]) +
                              kBasis[c][1] * static_cast<float>(pixel[4 * x + 1]) +
                              kBasis[c][2] * static_cast<float>(pixel[4 * x + 2]));
        }
    }
}

// Where a strip lies in the picture, and what is read for it.
struct Strip
{
    int begin = 0;
    int end = 0;
    int readBegin = 0;
    int readEnd = 0;

    Strip(int index, int height)
        : begin(index * kStripRows)
        , end(std::min(height, begin + kStripRows))
        , readBegin(std::max(0, begin - kAround))
        , readEnd(std::min(height, end + kAround))
    {
    }
};

int stripCount(int height)
{
    return (height + kStripRows - 1) / kStripRows;
}

// Sums over one strip: those of the products of colours in each octave and in what remains, and of the latter's colours.
struct OctaveSums
{
    std::array<Matrix3, kStatisticsOctaves + 1> products{};
    std::array<double, 3> rest{};
    std::array<double, kStatisticsOctaves + 1> places{};

    OctaveSums &operator+=(const OctaveSums &other)
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
};

// The Laplacian pyramid (Burt and Adelson 1983) of a strip: the octaves, finest first, then what remains.
class StripPyramid
{
public:
    template <typename ReadRow>
    StripPyramid(const Strip &strip, int width, const ReadRow &read)
        : m_strip(strip)
    {
        Planes planes(width, strip.readEnd - strip.readBegin);
        for (int y = 0; y < planes.height; ++y)
            read(strip.readBegin + y, y, planes);
        m_levels.reserve(kStatisticsOctaves + 1);
        for (int i = 0; i < kOctaves; ++i) {
            Planes small = halved(planes);
            addDoubled(planes, small, -1.0F);
            m_levels.push_back(std::move(planes));
            planes = std::move(small);
        }
        m_levels.push_back(std::move(planes));
    }

    OctaveSums sums() const
    {
        OctaveSums result;
        for (std::size_t i = 0; i < m_levels.size(); ++i) {
            const Planes &level = m_levels[i];
            const auto [begin, end] = own(static_cast<int>(i));
            result.places[i] = static_cast<double>(level.width) * (end - begin);
            for (int y = begin; y < end; ++y)
                addRow(level, y, result.products[i], i == kStatisticsOctaves ? &result.rest : nullptr);
        }
        return result;
    }

    // Maps each level's colours; what remains also moves from one mean to another.
    void map(const std::array<Matrix3, kStatisticsOctaves + 1> &maps, const std::array<double, 3> &shift)
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

    // Adds the levels up and writes the strip's own rows, keeping opacity.
    void write(Image &picture)
    {
        for (std::size_t i = m_levels.size() - 1; i-- > 0;)
            addDoubled(m_levels[i], m_levels[i + 1], 1.0F);
        const Planes &whole = m_levels.front();
        for (int y = m_strip.begin; y < m_strip.end; ++y) {
            auto *pixel = pixels<std::uint16_t>(picture, y);
            const float *a = whole.row(0, y - m_strip.readBegin);
            const float *b = whole.row(1, y - m_strip.readBegin);
            const float *c = whole.row(2, y - m_strip.readBegin);
            for (int x = 0; x < whole.width; ++x) {
                for (std::size_t k = 0; k < 3; ++k) {
                    const float value = kBasis[0][k] * a[x] + kBasis[1][k] * b[x] + kBasis[2][k] * c[x];
                    pixel[4 * x + static_cast<int>(k)] =
                        static_cast<std::uint16_t>(std::clamp(value, 0.0F, 1.0F) * 65535.0F + 0.5F);
                }
            }
        }
    }

private:
    // The strip's own rows of a level.
    std::pair<int, int> own(int level) const
    {
        const auto at = [level](int row) { return (row + (1 << level) - 1) >> level; };
        return {at(m_strip.begin) - at(m_strip.readBegin), at(m_strip.end) - at(m_strip.readBegin)};
    }

    static void addRow(const Planes &level, int y, Matrix3 &products, std::array<double, 3> *sums)
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

    // In eight sums at once, as the processor has it.
    static double dot(const float *a, const float *b, int count)
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

    Strip m_strip;
    std::vector<Planes> m_levels;
};

StripPyramid pyramidOf(const Image &picture, const Strip &strip)
{
    return {strip, picture.width(), [&picture](int from, int to, Planes &planes) {
                if (picture.format() == PixelFormat::Rgba16)
                    readRow(pixels<std::uint16_t>(picture, from), to, planes);
                else
                    readRow(pixels<std::uint8_t>(picture, from), to, planes);
            }};
}

OctaveMoments momentsOf(const OctaveSums &sums)
{
    OctaveMoments result;
    for (std::size_t c = 0; c < 3; ++c)
        result.mean[c] = sums.rest[c] / sums.places.back();
    for (std::size_t i = 0; i < sums.products.size(); ++i) {
        for (std::size_t k = 0; k < 9; ++k) {
            const double own = i == kStatisticsOctaves ? result.mean[k / 3] * result.mean[k % 3] : 0.0;
            result.covariances[i][k / 3][k % 3] = sums.products[i][k / 3][k % 3] / sums.places[i] - own;
        }
    }
    return result;
}

// The rows around the borders between strips, as they were before any strip was written.
class BorderRows
{
public:
    explicit BorderRows(const Image &picture)
        : m_picture(picture)
    {
        const std::size_t bytes = picture.bytesPerRow();
        for (int strip = 1; strip < stripCount(picture.height()); ++strip) {
            const Strip place(strip, picture.height());
            const int end = std::min(place.begin + kAround, picture.height());
            const std::uint8_t *from = picture.row(place.readBegin);
            m_rows.emplace_back(from, from + bytes * static_cast<std::size_t>(end - place.readBegin));
        }
    }

    const std::uint16_t *row(const Strip &reader, int y) const
    {
        if (y >= reader.begin && y < reader.end)
            return pixels<std::uint16_t>(m_picture, y); // each strip writes its own rows only, once it has read them
        const int border = y < reader.begin ? reader.begin / kStripRows : reader.end / kStripRows;
        const std::size_t at = static_cast<std::size_t>(y - (border * kStripRows - kAround));
        return reinterpret_cast<const std::uint16_t *>(m_rows[static_cast<std::size_t>(border - 1)].data() +
                                                       at * m_picture.bytesPerRow());
    }

private:
    const Image &m_picture;
    std::vector<std::vector<std::uint8_t>> m_rows;
};

} // namespace

OctaveMoments octaveMoments(const Image &picture)
{
    OctaveSums sums;
    for (int i = 0; i < stripCount(picture.height()); ++i)
        sums += pyramidOf(picture, {i, picture.height()}).sums();
    return momentsOf(sums);
}

std::optional<OctaveMoments> octaveMoments(const StyleMoments &statistics)
{
    OctaveMoments result;
    if (statistics.octaves.size() != 9 * result.covariances.size())
        return std::nullopt;
    for (std::size_t i = 0; i < statistics.octaves.size(); ++i)
        result.covariances[i / 9][i / 3 % 3][i % 3] = static_cast<double>(statistics.octaves[i]);
    for (std::size_t i = 0; i < 3; ++i) {
        for (std::size_t k = 0; k < 3; ++k) // red, green, blue and 1: a product with 1 is a mean
            result.mean[i] += static_cast<double>(kBasis[i][k]) * static_cast<double>(statistics.layers[0][4 * k + 3]);
    }
    return result;
}

OctaveMoments &operator+=(OctaveMoments &sum, const OctaveMoments &other)
{
    for (std::size_t c = 0; c < 3; ++c)
        sum.mean[c] += other.mean[c];
    for (std::size_t octave = 0; octave < sum.covariances.size(); ++octave) {
        for (std::size_t i = 0; i < 9; ++i)
            sum.covariances[octave][i / 3][i % 3] += other.covariances[octave][i / 3][i % 3];
    }
    return sum;
}

OctaveMoments operator*(double share, OctaveMoments moments)
{
    for (double &mean : moments.mean)
        mean *= share;
    for (Matrix3 &matrix : moments.covariances) {
        for (auto &row : matrix) {
            for (double &value : row)
                value *= share;
        }
    }
    return moments;
}

std::vector<float> octaveCovariances(const OctaveMoments &moments)
{
    std::vector<float> values;
    for (const Matrix3 &matrix : moments.covariances) {
        for (std::size_t i = 0; i < 9; ++i)
            values.push_back(static_cast<float>(matrix[i / 3][i % 3]));
    }
    return values;
}

bool transferOctaves(Image &picture, const OctaveMoments &target, int threads, const std::stop_token &stop)
{
    const int count = stripCount(picture.height());
    const bool keeps = std::int64_t{picture.width()} * picture.height() <= kKept;
    std::vector<OctaveSums> strips(static_cast<std::size_t>(count));
    std::vector<std::optional<StripPyramid>> kept(static_cast<std::size_t>(count));
    const auto measure = [&](int index) {
        const auto at = static_cast<std::size_t>(index);
        StripPyramid pyramid = pyramidOf(picture, {index, picture.height()});
        strips[at] = pyramid.sums();
        if (keeps)
            kept[at].emplace(std::move(pyramid));
    };
    if (!forEachStrip(count, threads, stop, measure))
        return false;
    OctaveSums sums;
    for (const OctaveSums &strip : strips)
        sums += strip;
    const OctaveMoments own = momentsOf(sums);

    std::array<Matrix3, kStatisticsOctaves + 1> maps{};
    for (std::size_t i = 0; i < maps.size(); ++i) {
        const bool rest = i == kStatisticsOctaves;
        maps[i] = limited(colorTransport(own.covariances[i], target.covariances[i]), rest ? kLeastPalette : 0.0,
                          rest ? kMostPalette : kMostGain);
    }
    std::array<double, 3> shift = target.mean;
    for (std::size_t k = 0; k < 9; ++k)
        shift[k / 3] -= maps.back()[k / 3][k % 3] * own.mean[k % 3];

    const std::optional<BorderRows> borders = keeps ? std::nullopt : std::optional<BorderRows>(std::in_place, picture);
    const auto paint = [&](int index) {
        const Strip strip(index, picture.height());
        std::optional<StripPyramid> &pyramid = kept[static_cast<std::size_t>(index)];
        if (!pyramid) {
            pyramid.emplace(strip, picture.width(), [&](int from, int to, Planes &planes) {
                readRow(borders->row(strip, from), to, planes);
            });
        }
        pyramid->map(maps, shift);
        pyramid->write(picture);
        pyramid.reset();
    };
    return forEachStrip(count, threads, stop, paint);
}

} // namespace imago::style
