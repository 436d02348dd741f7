// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/octave_transfer.h"

#include "engine/style/octave_pyramid.h"
#include "engine/style/palette.h"
#include "engine/style/pixels.h"
#include "engine/style/strips.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace imago::style {

namespace {

constexpr std::int64_t kKept = 4'000'000; // pixels of which the pyramids are kept from measuring to painting
// By how much a colour of an octave may be made stronger, and the palette wider or narrower.
constexpr double kMostGain = 2.0;
constexpr double kLeastPalette = 0.5;
constexpr double kMostPalette = 1.6;
constexpr double kMostMean = 2.0; // of colours in [0, 1], in kOctaveBasis

StripPyramid pyramidOf(const Image &picture, const OctaveStrip &strip)
{
    OctavePlanes planes(picture.width(), strip.readEnd - strip.readBegin);
    for (int y = 0; y < planes.height; ++y) {
        if (picture.format() == PixelFormat::Rgba16)
            planes.read(pixels<std::uint16_t>(picture, strip.readBegin + y), y);
        else
            planes.read(pixels<std::uint8_t>(picture, strip.readBegin + y), y);
    }
    return {strip, std::move(planes)};
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

OctaveRanges rangesOf(const OctaveMoments &moments)
{
    OctaveRanges ranges;
    ranges.mean.back() = moments.mean;
    for (std::size_t i = 0; i < moments.covariances.size(); ++i) {
        for (std::size_t c = 0; c < 3; ++c)
            ranges.deviation[i][c] = std::sqrt(std::max(0.0, moments.covariances[i][c][c]));
    }
    return ranges;
}

// The covariance of what a map makes of values of this one.
Matrix3 mapped(const Matrix3 &map, const Matrix3 &covariance)
{
    const auto product = [](const Matrix3 &a, const Matrix3 &b) {
        Matrix3 result{};
        for (std::size_t i = 0; i < 27; ++i)
            result[i / 9][i % 3] += a[i / 9][i / 3 % 3] * b[i / 3 % 3][i % 3];
        return result;
    };
    return product(product(map, covariance), map); // maps are symmetric
}

// The rows around the borders between strips, as they were before any strip was written.
class BorderRows
{
public:
    explicit BorderRows(const Image &picture)
        : m_picture(picture)
    {
        const std::size_t bytes = picture.bytesPerRow();
        for (int strip = 1; strip < OctaveStrip::count(picture.height()); ++strip) {
            const OctaveStrip place(strip, picture.height());
            const int end = std::min(place.begin + OctaveStrip::kAround, picture.height());
            const std::uint8_t *from = picture.row(place.readBegin);
            m_rows.emplace_back(from, from + bytes * static_cast<std::size_t>(end - place.readBegin));
        }
    }

    const std::uint16_t *row(const OctaveStrip &reader, int y) const
    {
        if (y >= reader.begin && y < reader.end)
            return pixels<std::uint16_t>(m_picture, y); // each strip writes its own rows only, once it has read them
        const int border = y < reader.begin ? reader.begin / OctaveStrip::kRows : reader.end / OctaveStrip::kRows;
        const std::size_t at = static_cast<std::size_t>(y - (border * OctaveStrip::kRows - OctaveStrip::kAround));
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
    std::vector<StripPyramid> pyramids;
    for (int i = 0; i < OctaveStrip::count(picture.height()); ++i) {
        pyramids.push_back(pyramidOf(picture, {i, picture.height()}));
        sums += pyramids.back().sums();
    }
    OctaveMoments result = momentsOf(sums);
    OctaveHistograms histograms(rangesOf(result));
    for (const StripPyramid &pyramid : pyramids)
        pyramid.count(histograms);
    result.quantiles = histograms.quantiles();
    return result;
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
            result.mean[i] +=
                static_cast<double>(kOctaveBasis[i][k]) * static_cast<double>(statistics.layers[0][4 * k + 3]);
    }
    for (double &mean : result.mean) // a card may say anything
        mean = std::clamp(mean, -kMostMean, kMostMean);
    result.quantiles = statistics.quantiles;
    return result;
}

OctaveMoments weightedSum(std::span<const OctaveMoments> each, std::span<const double> amounts)
{
    OctaveMoments sum;
    if (std::ranges::none_of(each, [](const OctaveMoments &moments) { return moments.quantiles.empty(); }))
        sum.quantiles.resize(kOctaveQuantileCount);
    for (std::size_t k = 0; k < each.size(); ++k) {
        for (std::size_t c = 0; c < 3; ++c)
            sum.mean[c] += amounts[k] * each[k].mean[c];
        for (std::size_t i = 0; i < 9 * sum.covariances.size(); ++i)
            sum.covariances[i / 9][i / 3 % 3][i % 3] += amounts[k] * each[k].covariances[i / 9][i / 3 % 3][i % 3];
        for (std::size_t i = 0; i < sum.quantiles.size(); ++i)
            sum.quantiles[i] += static_cast<float>(amounts[k]) * each[k].quantiles[i];
    }
    return sum;
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
    const int count = OctaveStrip::count(picture.height());
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

    std::optional<OctaveCurves> curves;
    if (!target.quantiles.empty()) {
        OctaveMoments aimed;
        aimed.mean = target.mean;
        for (std::size_t i = 0; i < maps.size(); ++i)
            aimed.covariances[i] = mapped(maps[i], own.covariances[i]);
        const OctaveRanges ranges = rangesOf(aimed);
        std::vector<OctaveHistograms> counts(static_cast<std::size_t>(count), OctaveHistograms(ranges));
        const auto look = [&](int index) {
            const auto at = static_cast<std::size_t>(index);
            StripPyramid pyramid = keeps ? *std::move(kept[at]) : pyramidOf(picture, {index, picture.height()});
            pyramid.map(maps, shift);
            pyramid.count(counts[at]);
            if (keeps)
                kept[at] = std::move(pyramid);
        };
        if (!forEachStrip(count, threads, stop, look))
            return false;
        for (std::size_t i = 1; i < counts.size(); ++i)
            counts.front() += counts[i];
        curves.emplace(ranges, counts.front().quantiles(), target.quantiles);
    }

    const std::optional<BorderRows> borders = keeps ? std::nullopt : std::optional<BorderRows>(std::in_place, picture);
    const auto paint = [&](int index) {
        const OctaveStrip strip(index, picture.height());
        std::optional<StripPyramid> &pyramid = kept[static_cast<std::size_t>(index)];
        if (!pyramid) {
            OctavePlanes planes(picture.width(), strip.readEnd - strip.readBegin);
            for (int y = 0; y < planes.height; ++y)
                planes.read(borders->row(strip, strip.readBegin + y), y);
            pyramid.emplace(strip, std::move(planes));
        }
        if (!keeps || !curves)
            pyramid->map(maps, shift);
        if (curves)
            pyramid->bend(*curves);
        pyramid->write(picture);
        pyramid.reset();
    };
    return forEachStrip(count, threads, stop, paint);
}

} // namespace imago::style
