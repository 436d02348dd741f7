// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/image.h"
#include "engine/style/neural/planes.h"
#include "engine/style/neural/quantised.h"
#include "engine/style/neural/transform.h"

#include <stop_token>
#include <utility>
#include <algorithm>
#include <vector>

namespace imago::style::neural {

/// A layer of the transform network for one photo, of which any rows can be had. Reading is safe from several threads.
class Layer
{
public:
    virtual ~Layer() = default;
    Layer(const Layer &) = delete;
    Layer &operator=(const Layer &) = delete;

    int channels() const { return m_channels; }
    int height() const { return m_size.height; }
    int width() const { return m_size.width; }
    Block block() const { return m_block; }

    /// Rows to be read, and what keeps them in memory.
    struct Part
    {
        PlaneSource source;
        std::vector<torch::Tensor> memory;
    };

    /// The rows [begin, end). Requires: both are multiples of the block's height.
    virtual Part part(int begin, int end) const = 0;

    /// How many strips a pass over the layer takes and where they begin, at even rows: by the layer's size alone.
    int stripCount() const { return (height() + stripHeight() - 1) / stripHeight(); }
    int stripBegin(int strip) const { return strip * stripHeight(); }
    int stripEnd(int strip) const { return std::min(height(), (strip + 1) * stripHeight()); }

protected:
    Layer(int channels, Size size, Block block)
        : m_channels(channels)
        , m_size(size)
        , m_block(block)
    {
    }

    /// As a part's only piece: `values` is 1 x planes x rows x columns.
    PlaneSource source(const torch::Tensor &values, int firstRow) const;

private:
    int stripHeight() const;

    int m_channels;
    Size m_size;
    Block m_block;
};

/// The picture's colours: 1 x 3 x H x W in [0, 1]; transparency is ignored.
torch::Tensor colours(const Image &picture);

/// The photo's colours in [0, 1], mirrored on at right and below until both sides are multiples of 4.
class PhotoLayer final : public Layer
{
public:
    explicit PhotoLayer(const Image &photo);
    Part part(int begin, int end) const override;
    /// 1 x 3 x (end - begin) x width.
    torch::Tensor rows(int begin, int end) const;

private:
    const Image &m_photo;
};

/// A layer that is there whole.
class WholeLayer final : public Layer
{
public:
    WholeLayer(int channels, Size size);
    Part part(int begin, int end) const override;
    /// Writes rows of another layer of this size and of blocks of one pixel, or adds them.
    void set(const Layer &other, int begin, int end) { take(other, begin, end, false); }
    void add(const Layer &other, int begin, int end) { take(other, begin, end, true); }

private:
    void take(const Layer &other, int begin, int end, bool add);

    torch::Tensor m_values;
};

/// Thrown by a layer that is asked for values after its stop; it does not leave the painting (transform.cpp).
struct Interrupted
{
};

/// A convolution over another layer (mirrored at the borders, enlarged before), normalised if it is styled.
class ConvolutionLayer final : public Layer
{
public:
    /// `enlargement` 2: every pixel of the source becomes four. `block`: of pixels that one step of the convolution
    /// makes; its sides must be multiples of the enlargement and the layer's of its. The source must outlive the layer.
    ConvolutionLayer(const Layer &source, const Convolution &convolution, int enlargement, Activation activation,
                     Block block = {});
    ConvolutionLayer(const Layer &source, const Convolution &convolution, int enlargement, Activation activation,
                     Block block, const StyledLayer &style);

    /// From this stop on nothing more is made: who asks for values gets Interrupted instead. Looked at before each
    /// convolution, as a strip of a wide picture takes many that are long.
    void stopAt(std::stop_token stop) { m_stop = std::move(stop); }

    /// Bytes that keeping it takes.
    std::int64_t bytes() const { return std::int64_t{4} * channels() * height() * width(); }

    /// A pass: keep() first if its values are to be kept, then gather() of each strip (from any threads), then
    /// gathered(). part() may be asked after that.
    void keep() { m_kept.resize(static_cast<std::size_t>(stripCount())); }
    void gather(int strip);
    void gathered();
    bool isKept() const { return !m_kept.empty(); }
    /// Gives back what keep() took: from now on part() makes the values again.
    void forget() { m_kept.clear(); }

    Part part(int begin, int end) const override;
    /// The finished values of the rows of one strip: 1 x planes x rows x columns.
    torch::Tensor strip(int strip) const;

private:
    // How the convolution reads one axis of its source, in blocks of the size that it reads.
    struct Axis
    {
        int read = 1;   // the block's side
        int first = 0;  // of the kernel's blocks, from that of the first output
        int kernel = 1; // blocks
        int stride = 1; // blocks from one output block to the next
    };

    Axis axisOf(int sourceBlock, int outputBlock) const;
    PixelMap pixelsOf(const Axis &axis, int begin, int end, int sourceSide) const;
    void prepare(const Convolution &convolution);
    torch::Tensor convolved(int begin, int end) const;

    const Layer &m_source;
    std::stop_token m_stop;
    int m_side; ///< of the convolution
    int m_stride;
    int m_enlargement;
    Activation m_activation;
    Block m_read; ///< The blocks in which the source is read.
    Axis m_vertical;
    Axis m_horizontal;
    torch::Tensor m_weight; ///< For blocks: (channels x planes) x (source's channels x planes read) x kernel
    torch::Tensor m_bias;
    torch::Tensor m_gamma; ///< 1 x channels x 1 x 1; not there where nothing is normalised.
    torch::Tensor m_beta;
    std::vector<float> m_scale; ///< gamma and beta with the statistics worked in
    std::vector<float> m_shift;
    std::vector<torch::Tensor> m_kept; ///< What convolved() gave for each strip.
    std::vector<std::vector<Sums>> m_sums; ///< Of each strip, of each channel.
};

} // namespace imago::style::neural
