// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/video/ffmpeg/gif_palette.h"

#include <algorithm>
#include <limits>

namespace imago::video {

namespace {

constexpr int kBinBits = 5;
constexpr int kKnownBits = 6;
constexpr int kRounds = 6;
constexpr int kSide = 8;
constexpr float kDither = 12.0F; // of 255: more shows its pattern in light, less shows bands
constexpr std::uint8_t kHalfOpaque = 128;

int packed(const std::uint8_t *pixel, int bits)
{
    const int drop = 8 - bits;
    return ((pixel[0] >> drop) << (2 * bits)) | ((pixel[1] >> drop) << bits) | (pixel[2] >> drop);
}

// Bayer's matrix of 8 x 8 as values in [-1/2, 1/2).
float threshold(int x, int y)
{
    int value = 0;
    for (int bit = 0; bit < 3; ++bit) {
        const int column = (x >> bit) & 1;
        const int row = (y >> bit) & 1;
        value = (value << 2) | ((column ^ row) << 1) | row;
    }
    return (static_cast<float>(value) + 0.5F) / (kSide * kSide) - 0.5F;
}

std::uint8_t clamped(float value)
{
    return static_cast<std::uint8_t>(std::clamp(value, 0.0F, 255.0F));
}

} // namespace

GifPalette::GifPalette()
    : m_bins(std::size_t{1} << (3 * kBinBits))
{
}

void GifPalette::add(const Image &frame)
{
    for (int y = 0; y < frame.height(); ++y) {
        const std::uint8_t *pixel = frame.row(y);
        for (int x = 0; x < frame.width(); ++x, pixel += 4) {
            if (pixel[3] < kHalfOpaque)
                continue;
            Bin &bin = m_bins[static_cast<std::size_t>(packed(pixel, kBinBits))];
            for (std::size_t c = 0; c < 3; ++c)
                bin.sum[c] += pixel[c];
            ++bin.count;
        }
    }
}

int GifPalette::nearest(const std::array<float, 3> &color) const
{
    // The eye weighs the channels about so.
    constexpr std::array<float, 3> kWeight = {2.0F, 4.0F, 3.0F};
    float least = std::numeric_limits<float>::max();
    std::size_t best = 0;
    for (std::size_t i = 0; i < m_colors.size(); ++i) {
        float distance = 0;
        for (std::size_t c = 0; c < 3; ++c) {
            const float difference = color[c] - m_colors[i][c];
            distance += kWeight[c] * difference * difference;
        }
        if (distance < least) {
            least = distance;
            best = i;
        }
    }
    return static_cast<int>(best);
}

void GifPalette::choose()
{
    std::vector<Sample> samples;
    for (const Bin &bin : m_bins) {
        if (bin.count > 0) {
            samples.push_back({{static_cast<float>(bin.sum[0] / bin.count), static_cast<float>(bin.sum[1] / bin.count),
                                static_cast<float>(bin.sum[2] / bin.count)},
                               bin.count});
        }
    }
    if (samples.empty())
        samples.push_back({{}, 1});

    // Boxes of samples: [begin, end) of the vector, each cut at the median of its widest channel.
    struct Box
    {
        std::size_t begin, end;
        std::size_t channel = 0;
        double spread = 0;
    };
    const auto measured = [&samples](std::size_t begin, std::size_t end) {
        Box box{begin, end, 0, 0};
        for (std::size_t c = 0; c < 3; ++c) {
            double count = 0, sum = 0, squares = 0;
            for (std::size_t i = begin; i < end; ++i) {
                count += samples[i].count;
                sum += samples[i].count * samples[i].color[c];
                squares += samples[i].count * samples[i].color[c] * samples[i].color[c];
            }
            const double spread = squares - sum * sum / count;
            if (end - begin > 1 && spread > box.spread) {
                box.spread = spread;
                box.channel = c;
            }
        }
        return box;
    };
    std::vector<Box> boxes{measured(0, samples.size())};
    while (boxes.size() < kColors) {
        const auto widest = std::ranges::max_element(boxes, {}, &Box::spread);
        if (widest->spread <= 0)
            break;
        const Box box = *widest;
        const auto from = samples.begin() + static_cast<std::ptrdiff_t>(box.begin);
        const auto to = samples.begin() + static_cast<std::ptrdiff_t>(box.end);
        std::sort(from, to,
                  [&box](const Sample &a, const Sample &b) { return a.color[box.channel] < b.color[box.channel]; });
        double half = 0;
        for (auto i = from; i != to; ++i)
            half += i->count / 2;
        std::size_t cut = box.begin;
        for (double sum = 0; cut + 1 < box.end && sum + samples[cut].count <= half; ++cut)
            sum += samples[cut].count;
        cut = std::clamp(cut, box.begin + 1, box.end - 1);
        *widest = measured(box.begin, cut);
        boxes.push_back(measured(cut, box.end));
    }

    const auto meanOf = [&samples](const Box &box) {
        std::array<double, 3> sum{};
        double count = 0;
        for (std::size_t i = box.begin; i < box.end; ++i) {
            for (std::size_t c = 0; c < 3; ++c)
                sum[c] += samples[i].count * samples[i].color[c];
            count += samples[i].count;
        }
        return std::array<float, 3>{static_cast<float>(sum[0] / count), static_cast<float>(sum[1] / count),
                                    static_cast<float>(sum[2] / count)};
    };
    m_colors.clear();
    for (const Box &box : boxes)
        m_colors.push_back(meanOf(box));

    for (int round = 0; round < kRounds; ++round) {
        std::vector<Bin> near(m_colors.size());
        for (const Sample &sample : samples) {
            Bin &bin = near[static_cast<std::size_t>(nearest(sample.color))];
            for (std::size_t c = 0; c < 3; ++c)
                bin.sum[c] += sample.count * sample.color[c];
            bin.count += sample.count;
        }
        for (std::size_t i = 0; i < near.size(); ++i) {
            for (std::size_t c = 0; c < 3 && near[i].count > 0; ++c)
                m_colors[i][c] = static_cast<float>(near[i].sum[c] / near[i].count);
        }
    }

    m_entries.assign(256, 0); // transparent black
    for (std::size_t i = 0; i < m_colors.size(); ++i) {
        m_entries[i] = 0xFF000000U;
        for (std::size_t c = 0; c < 3; ++c)
            m_entries[i] |= std::uint32_t{clamped(m_colors[i][c] + 0.5F)} << (16 - 8 * c);
    }
    for (std::size_t i = m_colors.size(); i < kColors; ++i)
        m_entries[i] = m_entries[0];
    m_known.assign(std::size_t{1} << (3 * kKnownBits), -1);
}

std::vector<std::uint8_t> GifPalette::indices(const Image &frame)
{
    std::vector<std::uint8_t> result(static_cast<std::size_t>(frame.width()) *
                                     static_cast<std::size_t>(frame.height()));
    std::size_t at = 0;
    for (int y = 0; y < frame.height(); ++y) {
        const std::uint8_t *pixel = frame.row(y);
        for (int x = 0; x < frame.width(); ++x, pixel += 4, ++at) {
            if (pixel[3] < kHalfOpaque) {
                result[at] = kTransparent;
                continue;
            }
            const float shift = kDither * threshold(x, y);
            const std::array<std::uint8_t, 3> seen{clamped(static_cast<float>(pixel[0]) + shift),
                                                   clamped(static_cast<float>(pixel[1]) + shift),
                                                   clamped(static_cast<float>(pixel[2]) + shift)};
            std::int16_t &known = m_known[static_cast<std::size_t>(packed(seen.data(), kKnownBits))];
            if (known < 0) {
                constexpr float kHalfStep = 1.5F; // of the colours that share this place, the one in the middle
                std::array<float, 3> middle{};
                for (std::size_t c = 0; c < 3; ++c)
                    middle[c] = static_cast<float>(seen[c] & 0xFC) + kHalfStep;
                known = static_cast<std::int16_t>(nearest(middle));
            }
            result[at] = static_cast<std::uint8_t>(known);
        }
    }
    return result;
}

} // namespace imago::video
