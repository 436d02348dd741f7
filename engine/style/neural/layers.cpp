// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/neural/layers.h"

#include "engine/style/pixels.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace imago::style::neural {

using torch::Tensor;

namespace {

constexpr double kEpsilon = 1e-5; // of the instance normalisation
constexpr int kStripPixels = 1 << 17;
constexpr int kStripValues = 1 << 20; // of all channels
constexpr int kLowestStrip = 8;
constexpr int kLowStrip = 32; // rows, above which few are read twice
constexpr int kLeastStrips = 4;

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
    return at < 0 ? -at : at < side ? at : 2 * (side - 1) - at;
}

int floorDivided(int number, int by)
{
    return number >= 0 ? number / by : -((by - 1 - number) / by);
}

int roundedUp(int side)
{
    return (side + 3) / 4 * 4;
}

} // namespace

int Layer::stripHeight() const
{
    const int wanted = std::max(kLowStrip, std::min(kStripPixels, kStripValues / m_channels) / m_size.width);
    const int height = std::max(kLowestStrip, std::min(wanted, (m_size.height + kLeastStrips - 1) / kLeastStrips));
    return (height + 1) / 2 * 2;
}

PlaneSource Layer::source(const Tensor &values, int firstRow) const
{
    PlaneSource source;
    source.pieces = {{values.data_ptr<float>(), values.stride(1), firstRow, static_cast<int>(values.size(2))}};
    source.channels = m_channels;
    source.width = m_size.width / m_block.width;
    source.block = m_block;
    return source;
}

Tensor colours(const Image &picture)
{
    return PhotoLayer(picture).rows(0, picture.height()).narrow(3, 0, picture.width()).contiguous();
}

PhotoLayer::PhotoLayer(const Image &photo)
    : Layer(3, {roundedUp(photo.width()), roundedUp(photo.height())}, {})
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
                for (int x = 0; x < m_photo.width(); ++x)
                    row[x] = static_cast<float>(from[4 * x + c]) * scale;
                for (int x = m_photo.width(); x < width(); ++x)
                    row[x] = row[mirrored(x, m_photo.width())];
            }
        }
    };
    if (m_photo.format() == PixelFormat::Rgba8)
        fill(kFull<std::uint8_t>);
    else
        fill(kFull<std::uint16_t>);
    return result;
}

Layer::Part PhotoLayer::part(int begin, int end) const
{
    const Tensor values = rows(begin, end);
    return {source(values, begin), {values}};
}

WholeLayer::WholeLayer(int channels, Size size)
    : Layer(channels, size, {})
    , m_values(torch::empty({1, channels, size.height, size.width}))
{
}

Layer::Part WholeLayer::part(int begin, int end) const
{
    return {source(m_values.narrow(2, begin, end - begin), begin), {}};
}

void WholeLayer::take(const Layer &other, int begin, int end, bool add)
{
    const Part from = other.part(begin, end);
    for (const PlaneRows &piece : from.source.pieces) {
        PlaneSource one = from.source;
        one.pieces = {piece};
        addPlanes(one, m_values.stride(1), m_values.data_ptr<float>() + std::int64_t{piece.first} * width(), add);
    }
}

ConvolutionLayer::ConvolutionLayer(const Layer &source, const Convolution &convolution, int enlargement,
                                   Activation activation, Block block)
    : Layer(static_cast<int>(convolution.weight.size(0)), convolvedSize(source, convolution, enlargement), block)
    , m_source(source)
    , m_side(convolution.side())
    , m_stride(convolution.stride)
    , m_enlargement(enlargement)
    , m_activation(activation)
    , m_read(enlargement == 1 ? source.block() : Block{})
    , m_vertical(axisOf(m_read.height, block.height))
    , m_horizontal(axisOf(m_read.width, block.width))
{
    prepare(convolution);
}

ConvolutionLayer::ConvolutionLayer(const Layer &source, const Convolution &convolution, int enlargement,
                                   Activation activation, Block block, const StyledLayer &style)
    : ConvolutionLayer(source, convolution, enlargement, activation, block)
{
    m_gamma = style.gamma;
    m_beta = style.beta;
    m_sums.resize(static_cast<std::size_t>(stripCount()));
}

// Output pixel y reads the enlarged source's pixels y * stride - margin + (0, 1, ... side - 1), which the source's
// pixels at those divided by the enlargement are.
ConvolutionLayer::Axis ConvolutionLayer::axisOf(int sourceBlock, int outputBlock) const
{
    const int margin = m_side / 2;
    const int pixelsOfBlock = m_enlargement * sourceBlock;
    Axis axis;
    axis.read = sourceBlock;
    axis.first = floorDivided(-margin, pixelsOfBlock);
    axis.kernel = floorDivided((outputBlock - 1) * m_stride - margin + m_side - 1, pixelsOfBlock) - axis.first + 1;
    axis.stride = outputBlock * m_stride / pixelsOfBlock;
    return axis;
}

void ConvolutionLayer::prepare(const Convolution &convolution)
{
    const int inputs = m_source.channels();
    const int margin = m_side / 2;
    m_weight = torch::zeros({channels() * block().planes(), inputs * m_read.planes(), m_vertical.kernel,
                             m_horizontal.kernel});
    m_bias = convolution.bias.repeat_interleave(block().planes());
    const Tensor weight = convolution.weight.contiguous();
    const auto from = weight.accessor<float, 4>();
    auto to = m_weight.accessor<float, 4>();
    // Where the pixel that an output of the block reads with tap k is: the kernel's block, and the pixel in it.
    const auto place = [&](const Axis &axis, int output, int k) {
        const int pixel = floorDivided(output * m_stride - margin + k, m_enlargement);
        const int at = floorDivided(pixel, axis.read);
        return std::pair(at - axis.first, pixel - at * axis.read);
    };
    for (int i = 0; i < block().height; ++i) {
        for (int j = 0; j < block().width; ++j) {
            for (int ky = 0; ky < m_side; ++ky) {
                const auto [y, readI] = place(m_vertical, i, ky);
                for (int kx = 0; kx < m_side; ++kx) {
                    const auto [x, readJ] = place(m_horizontal, j, kx);
                    for (int c = 0; c < channels(); ++c) {
                        const int plane = (c * block().height + i) * block().width + j;
                        for (int k = 0; k < inputs; ++k)
                            to[plane][(k * m_read.height + readI) * m_read.width + readJ][y][x] += from[c][k][ky][kx];
                    }
                }
            }
        }
    }
}

void ConvolutionLayer::gather(int strip)
{
    const Tensor values = convolved(stripBegin(strip), stripEnd(strip));
    if (m_gamma.defined()) {
        const std::int64_t rows = values.size(2) * block().planes();
        std::vector<Sums> &sums = m_sums[static_cast<std::size_t>(strip)];
        for (int c = 0; c < channels(); ++c)
            sums.push_back(sumsOf(values.data_ptr<float>() + c * rows * values.size(3), rows, values.size(3)));
    }
    if (isKept())
        m_kept[static_cast<std::size_t>(strip)] = values;
}

void ConvolutionLayer::gathered()
{
    if (!m_gamma.defined())
        return;
    const Tensor gamma = m_gamma.contiguous();
    const Tensor beta = m_beta.contiguous();
    m_scale.clear();
    m_shift.clear();
    for (int c = 0; c < channels(); ++c) {
        Sums all;
        for (const std::vector<Sums> &strip : m_sums) // in the strips' order
            all.add(strip[static_cast<std::size_t>(c)]);
        const double scale =
            static_cast<double>(gamma.data_ptr<float>()[c]) / std::sqrt(all.squares / all.count + kEpsilon);
        m_scale.push_back(static_cast<float>(scale));
        m_shift.push_back(static_cast<float>(static_cast<double>(beta.data_ptr<float>()[c]) - all.mean * scale));
    }
}

Layer::Part ConvolutionLayer::part(int begin, int end) const
{
    Part part;
    if (!isKept()) {
        const Tensor values = convolved(begin, end);
        part = {source(values, begin / block().height), {values}};
    } else {
        for (int strip = begin / stripEnd(0); strip < stripCount() && stripBegin(strip) < end; ++strip) {
            const int from = std::max(begin, stripBegin(strip));
            const int rows = (std::min(end, stripEnd(strip)) - from) / block().height;
            const Tensor values = m_kept[static_cast<std::size_t>(strip)].narrow(
                2, (from - stripBegin(strip)) / block().height, rows);
            PlaneSource piece = source(values, from / block().height);
            if (part.source.pieces.empty())
                part.source = std::move(piece);
            else
                part.source.pieces.push_back(piece.pieces.front());
        }
    }
    if (m_gamma.defined()) {
        part.source.scale = m_scale.data();
        part.source.shift = m_shift.data();
    }
    part.source.activation = m_activation;
    return part;
}

Tensor ConvolutionLayer::strip(int strip) const
{
    Tensor values = isKept() ? m_kept[static_cast<std::size_t>(strip)] : convolved(stripBegin(strip), stripEnd(strip));
    if (m_gamma.defined()) {
        const auto perPlane = [&](const std::vector<float> &perChannel) {
            return torch::tensor(at::ArrayRef<float>(perChannel))
                .repeat_interleave(block().planes())
                .view({1, channels() * block().planes(), 1, 1});
        };
        values = torch::addcmul(perPlane(m_shift), values, perPlane(m_scale));
    }
    if (m_activation == Activation::Relu)
        return values.relu();
    return m_activation == Activation::Sigmoid ? values.sigmoid() : values;
}

// The source's pixels that the outputs [begin, end) read, mirrored at the borders. The enlarged source's border,
// mirrored, repeats the source's: the pixels beside it are of one and the same.
PixelMap ConvolutionLayer::pixelsOf(const Axis &axis, int begin, int end, int sourceSide) const
{
    const int first = begin * axis.stride + axis.first;
    const int last = (end - 1) * axis.stride + axis.first + axis.kernel;
    PixelMap pixels;
    pixels.reserve(static_cast<std::size_t>((last - first) * axis.read));
    for (int pixel = first * axis.read; pixel < last * axis.read; ++pixel)
        pixels.push_back(m_enlargement > 1 ? std::clamp(pixel, 0, sourceSide - 1) : mirrored(pixel, sourceSide));
    return pixels;
}

Tensor ConvolutionLayer::convolved(int begin, int end) const
{
    if (m_stop.stop_requested())
        throw Interrupted();
    const PixelMap rows = pixelsOf(m_vertical, begin / block().height, end / block().height, m_source.height());
    const PixelMap columns = pixelsOf(m_horizontal, 0, width() / block().width, m_source.width());
    const auto [least, most] = std::ranges::minmax(rows);
    const int step = m_source.block().height;
    const Part from = m_source.part(least / step * step, (most / step + 1) * step);
    const Tensor input = torch::empty({1, m_source.channels() * m_read.planes(),
                                       static_cast<std::int64_t>(rows.size()) / m_read.height,
                                       static_cast<std::int64_t>(columns.size()) / m_read.width});
    gatherPlanes(from.source, m_read, rows, columns, input.data_ptr<float>());
    return torch::conv2d(input, m_weight, m_bias, {m_vertical.stride, m_horizontal.stride}).contiguous();
}

} // namespace imago::style::neural
