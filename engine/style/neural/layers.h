// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/image.h"
#include "engine/style/neural/quantised.h"
#include "engine/style/neural/transform.h"

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

    /// The rows [begin, end): 1 x channels x (end - begin) x width. The caller may change them.
    virtual torch::Tensor rows(int begin, int end) const = 0;

    /// How many strips a pass over the layer takes and where they begin: by the layer's size alone.
    int stripCount() const { return (height() + stripHeight() - 1) / stripHeight(); }
    int stripBegin(int strip) const { return strip * stripHeight(); }
    int stripEnd(int strip) const { return std::min(height(), (strip + 1) * stripHeight()); }

protected:
    Layer(int channels, Size size)
        : m_channels(channels)
        , m_size(size)
    {
    }

private:
    int stripHeight() const;

    int m_channels;
    Size m_size;
};

/// The picture's colours: 1 x 3 x H x W in [0, 1]; transparency is ignored.
torch::Tensor colours(const Image &picture);

/// The photo's colours in [0, 1], mirrored on at right and below until both sides are multiples of 4.
class PhotoLayer final : public Layer
{
public:
    explicit PhotoLayer(const Image &photo);
    torch::Tensor rows(int begin, int end) const override;

private:
    const Image &m_photo;
};

/// A layer that is there whole.
class WholeLayer final : public Layer
{
public:
    WholeLayer(int channels, Size size);
    torch::Tensor rows(int begin, int end) const override;
    /// The place of these rows in memory.
    torch::Tensor view(int begin, int end) { return m_values.narrow(2, begin, end - begin); }

private:
    torch::Tensor m_values;
};

enum class Activation { None, Relu, Sigmoid };

/// A convolution over another layer (mirrored at the borders, enlarged before), normalised if it is styled.
class ConvolutionLayer final : public Layer
{
public:
    /// `enlargement` 2: every pixel of the source becomes four. What the constructor is given must outlive the layer.
    ConvolutionLayer(const Layer &source, const Convolution &convolution, int enlargement, Activation activation);
    ConvolutionLayer(const Layer &source, const Convolution &convolution, int enlargement, Activation activation,
                     const StyledLayer &style);

    /// Bytes that keeping it takes.
    std::int64_t bytes() const { return std::int64_t{4} * channels() * height() * width(); }

    /// A pass: keep() first if its values are to be kept, then gather() of each strip (from any threads), then
    /// gathered(). rows() may be asked after that.
    void keep();
    void gather(int strip);
    void gathered();
    bool isKept() const { return m_kept.defined(); }
    /// Gives back what keep() took: from now on rows() makes the values again.
    void forget() { m_kept.reset(); }

    torch::Tensor rows(int begin, int end) const override;

private:
    struct Sums
    {
        double count = 0;
        std::vector<double> mean;
        std::vector<double> squares; ///< Of the differences from the mean.
    };

    torch::Tensor convolved(int begin, int end) const;
    static Sums sumsOf(const torch::Tensor &values);

    const Layer &m_source;
    const Convolution &m_convolution;
    int m_enlargement;
    Activation m_activation;
    torch::Tensor m_gamma; ///< 1 x channels x 1 x 1; not there where nothing is normalised.
    torch::Tensor m_beta;
    torch::Tensor m_scale; ///< gamma and beta with the statistics worked in
    torch::Tensor m_shift;
    torch::Tensor m_kept; ///< What convolved() gave.
    std::vector<Sums> m_sums; ///< Of each strip.
};

} // namespace imago::style::neural
