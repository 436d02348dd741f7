// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/neural/layers.h"

#include "engine/style/pixels.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace imago::style::neural {

using torch::Tensor;

namespace {

constexpr double kEpsilon = 1e-5; // of the instance normalisation
constexpr int kStripPixels = 1 << 17;
constexpr int kLowestStrip = 8;
constexpr int kLowStrip = 64; // rows, above which few are read twice
constexpr int kLeastStrips = 4;
constexpr std::size_t kLanes = 16;

Size convolvedSize(const Layer &source, const Convolution &convolution, int enlargement)
{
    const auto side = [&](int before) {
        return (before * enlargement + convolution.stride - 1) / convolution.stride;
    };
    return {side(source.width()), side(source.height())};
}

// Where a mirrored coordinate lies: ... 2 1 0 1 2 ... n-2 n-1 n-2 ...
int mirrored(int at, int side)
{
    return at < side ? at : 2 * (side - 1) - at;
}

int roundedUp(int side)
{
    return (side + 3) / 4 * 4;
}

// In lanes that the compiler can keep in registers; in double from row to row.
double sum(const float *values, std::int64_t rows, std::int64_t width, double mean, bool squared)
{
    double total = 0;
    const auto shift = static_cast<float>(mean);
    for (std::int64_t y = 0; y < rows; ++y, values += width) {
        std::array<float, kLanes> lanes{};
        std::int64_t x = 0;
        for (; x + static_cast<std::int64_t>(kLanes) <= width; x += kLanes) {
            for (std::size_t i = 0; i < kLanes; ++i) {
                const float value = values[x + static_cast<std::int64_t>(i)] - shift;
                lanes[i] += squared ? value * value : value;
            }
        }
        for (; x < width; ++x) {
            const float value = values[x] - shift;
            lanes[0] += squared ? value * value : value;
        }
        for (const float lane : lanes)
            total += static_cast<double>(lane);
    }
    return total;
}

} // namespace

int Layer::stripHeight() const
{
    const int wanted = std::max(kLowStrip, kStripPixels / m_size.width);
    return std::max(kLowestStrip, std::min(wanted, (m_size.height + kLeastStrips - 1) / kLeastStrips));
}

Tensor colours(const Image &picture)
{
    return PhotoLayer(picture).rows(0, picture.height()).narrow(3, 0, picture.width()).contiguous();
}

PhotoLayer::PhotoLayer(const Image &photo)
    : Layer(3, {roundedUp(photo.width()), roundedUp(photo.height())})
    , m_photo(photo)
{
}

Tensor PhotoLayer::rows(int begin, int end) const
{
    Tensor result = torch::empty({1, 3, end - begin, width()});
    const auto fill = [&]<typename Value>(Value full) {
        const float scale = 1.0F / static_cast<float>(full);
        auto to = result.accessor<float, 4>();
        for (int y = begin; y < end; ++y) {
            const Value *from = pixels<Value>(m_photo, mirrored(y, m_photo.height()));
            for (int c = 0; c < 3; ++c) {
                float *row = to[0][c][y - begin].data();
                for (int x = 0; x < width(); ++x)
                    row[x] = static_cast<float>(from[4 * mirrored(x, m_photo.width()) + c]) * scale;
            }
        }
    };
    if (m_photo.format() == PixelFormat::Rgba8)
        fill(kFull<std::uint8_t>);
    else
        fill(kFull<std::uint16_t>);
    return result;
}

WholeLayer::WholeLayer(int channels, Size size)
    : Layer(channels, size)
    , m_values(torch::empty({1, channels, size.height, size.width}))
{
}

Tensor WholeLayer::rows(int begin, int end) const
{
    return m_values.narrow(2, begin, end - begin).clone(at::MemoryFormat::Contiguous);
}

ConvolutionLayer::ConvolutionLayer(const Layer &source, const Convolution &convolution, int enlargement,
                                   Activation activation)
    : Layer(static_cast<int>(convolution.weight.size(0)), convolvedSize(source, convolution, enlargement))
    , m_source(source)
    , m_convolution(convolution)
    , m_enlargement(enlargement)
    , m_activation(activation)
{
}

ConvolutionLayer::ConvolutionLayer(const Layer &source, const Convolution &convolution, int enlargement,
                                   Activation activation, const StyledLayer &style)
    : ConvolutionLayer(source, convolution, enlargement, activation)
{
    m_gamma = style.gamma;
    m_beta = style.beta;
    m_sums.resize(static_cast<std::size_t>(stripCount()));
}

void ConvolutionLayer::keep()
{
    m_kept = torch::empty({1, channels(), height(), width()});
}

void ConvolutionLayer::gather(int strip)
{
    const int begin = stripBegin(strip);
    const int end = stripEnd(strip);
    const Tensor values = convolved(begin, end);
    if (m_gamma.defined())
        m_sums[static_cast<std::size_t>(strip)] = sumsOf(values);
    if (m_kept.defined())
        m_kept.narrow(2, begin, end - begin).copy_(values);
}

ConvolutionLayer::Sums ConvolutionLayer::sumsOf(const Tensor &values)
{
    const Tensor contiguous = values.contiguous();
    const std::int64_t rows = values.size(2);
    const std::int64_t width = values.size(3);
    Sums sums;
    sums.count = static_cast<double>(rows * width);
    for (std::int64_t c = 0; c < values.size(1); ++c) {
        const float *from = contiguous.data_ptr<float>() + c * rows * width;
        const double guess = static_cast<double>(from[0]);
        const double mean = static_cast<double>(static_cast<float>(guess)) +
                            sum(from, rows, width, guess, false) / sums.count;
        const double rounded = static_cast<double>(static_cast<float>(mean));
        const double off = mean - rounded; // the squares are taken around the rounded mean
        sums.mean.push_back(mean);
        sums.squares.push_back(sum(from, rows, width, rounded, true) - off * off * sums.count);
    }
    return sums;
}

void ConvolutionLayer::gathered()
{
    if (!m_gamma.defined())
        return;
    const std::size_t channels = m_sums.front().mean.size();
    m_scale = m_gamma.clone();
    m_shift = m_beta.clone();
    for (std::size_t c = 0; c < channels; ++c) {
        // Merged strip by strip (Chan et al. 1979), in the strips' order.
        double count = 0;
        double mean = 0;
        double squares = 0;
        for (const Sums &sums : m_sums) {
            const double difference = sums.mean[c] - mean;
            const double both = count + sums.count;
            mean += difference * sums.count / both;
            squares += sums.squares[c] + difference * difference * count * sums.count / both;
            count = both;
        }
        const double scale = static_cast<double>(m_scale.data_ptr<float>()[c]) / std::sqrt(squares / count + kEpsilon);
        m_scale.data_ptr<float>()[c] = static_cast<float>(scale);
        m_shift.data_ptr<float>()[c] =
            static_cast<float>(static_cast<double>(m_shift.data_ptr<float>()[c]) - mean * scale);
    }
}

Tensor ConvolutionLayer::rows(int begin, int end) const
{
    Tensor values = m_kept.defined() ? m_kept.narrow(2, begin, end - begin) : convolved(begin, end);
    if (m_gamma.defined())
        values = torch::addcmul(m_shift, values, m_scale);
    else if (m_kept.defined())
        values = values.clone(at::MemoryFormat::Contiguous);
    if (m_activation == Activation::Relu)
        values.relu_();
    else if (m_activation == Activation::Sigmoid)
        values.sigmoid_();
    return values;
}

Tensor ConvolutionLayer::convolved(int begin, int end) const
{
    const int margin = m_convolution.side() / 2;
    const int sourceHeight = m_source.height() * m_enlargement;
    const int wantedBegin = begin * m_convolution.stride - margin;
    const int wantedEnd = (end - 1) * m_convolution.stride + margin + 1;
    const int from = std::max(0, wantedBegin);
    const int to = std::min(sourceHeight, wantedEnd);
    Tensor input;
    if (m_enlargement == 1) {
        input = m_source.rows(from, to);
    } else {
        const int first = from / m_enlargement;
        const int last = (to + m_enlargement - 1) / m_enlargement;
        const Tensor small = m_source.rows(first, last);
        input = torch::upsample_nearest2d(small, {small.size(2) * m_enlargement, small.size(3) * m_enlargement})
                    .narrow(2, from - first * m_enlargement, to - from);
    }
    input = torch::reflection_pad2d(input, {margin, margin, from - wantedBegin, wantedEnd - to});
    return torch::conv2d(input, m_convolution.weight, m_convolution.bias, m_convolution.stride);
}

} // namespace imago::style::neural
