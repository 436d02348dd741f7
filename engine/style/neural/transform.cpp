// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/neural/transform.h"

#include "engine/style/neural/layers.h"
#include "engine/style/neural/prediction.h"
#include "engine/style/pixels.h"
#include "engine/style/strips.h"
#include "engine/tensor/device.h"

#include <algorithm>
#include <memory>
#include <string>

namespace imago::style::neural {

using torch::Tensor;

namespace {

constexpr std::array kContracted = {8, 16, 32};
constexpr std::array kExpanded = {16, 8, 3};
constexpr int kNarrow = 3;
constexpr int kWide = 9; // the first and the last convolution
constexpr int kStyle = static_cast<int>(kStyleSize);

// Pixels that one step of a convolution makes: the fastest of those measured (tests/bench/style_bench.cpp). An
// enlarging one needs only the source's own pixels then; three channels of the last one are 24 for the processor.
constexpr Block kContractBlock{2, 2};
constexpr Block kExpandBlock{2, 2};
constexpr Block kLastBlock{2, 4};

// Runs the passes of one painting: knows the threads, the stop and how much is done.
class Passes
{
public:
    Passes(int threads, int total, std::int64_t mostKeptBytes, jobs::JobContext &context)
        : m_team(threads)
        , m_total(total)
        , m_mostKeptBytes(mostKeptBytes)
        , m_context(context)
    {
    }

    bool stopped() const { return m_stopped; }
    std::stop_token stop() const { return m_context.stopToken(); }

    // One strip after the other, on all threads.
    template <typename Work>
    void over(const Layer &layer, Work &&work)
    {
        if (m_stopped)
            return;
        const auto guarded = [&](int strip) {
            const torch::InferenceMode inference; // per thread, as torch's own number of threads
            tensor::setThreads(1);
            work(strip);
        };
        const auto tell = [&](int finished) {
            m_context.report(jobs::Stage::Rendering, std::min(m_total, m_done + finished), m_total);
        };
        try {
            m_stopped = !m_team.forEach(layer.stripCount(), stop(), guarded, tell);
        } catch (const Interrupted &) {
            m_stopped = true;
        }
        m_done += layer.stripCount();
    }

    // Makes the layer ready to be read, and keeps it if it is small or `always`.
    void make(ConvolutionLayer &layer, bool always = false)
    {
        if (always || layer.bytes() <= m_mostKeptBytes)
            layer.keep();
        over(layer, [&](int strip) { layer.gather(strip); });
        if (!m_stopped)
            layer.gathered();
    }

private:
    StripTeam m_team;
    int m_total;
    std::int64_t m_mostKeptBytes;
    int m_done = 0;
    bool m_stopped = false;
    jobs::JobContext &m_context;
};

// x += the residual of x, in place: the block's last layer does not read x itself.
void addResidual(WholeLayer &x, const std::array<Convolution, 2> &weights, std::span<const StyledLayer, 2> styles,
                 Passes &passes)
{
    ConvolutionLayer first(x, weights[0], 1, Activation::Relu, {}, styles[0]);
    ConvolutionLayer second(first, weights[1], 1, Activation::None, {}, styles[1]);
    first.stopAt(passes.stop());
    second.stopAt(passes.stop());
    passes.make(first, true);
    passes.make(second);
    passes.over(x, [&](int strip) { x.add(second, x.stripBegin(strip), x.stripEnd(strip)); });
}

// `colours`: 1 x (3 x the block's pixels) x rows x columns of blocks, of the picture's rows from `begin` on; what hangs
// over the picture's borders is left out.
void writeRows(const Tensor &colours, int begin, Image &picture)
{
    const auto from = colours.accessor<float, 4>();
    const int end = std::min(picture.height(), begin + static_cast<int>(colours.size(2)) * kLastBlock.height);
    for (int y = begin; y < end; ++y) {
        const int row = (y - begin) / kLastBlock.height;
        const int inBlock = (y - begin) % kLastBlock.height;
        for (int c = 0; c < 3; ++c) {
            for (int j = 0; j < kLastBlock.width; ++j) {
                const float *values = from[0][(c * kLastBlock.height + inBlock) * kLastBlock.width + j][row].data();
                auto *to = pixels<std::uint16_t>(picture, y) + c;
                for (int x = j; x < picture.width(); x += kLastBlock.width)
                    to[4 * x] = static_cast<std::uint16_t>(*values++ * 65535.0F + 0.5F);
            }
        }
        auto *opacity = pixels<std::uint16_t>(picture, y) + 3;
        for (int x = 0; x < picture.width(); ++x)
            opacity[4 * x] = kFull<std::uint16_t>;
    }
}

} // namespace

Result<TransformWeights> TransformWeights::load(const files::SafeTensors &file)
{
    QuantisedReader reader(file);
    TransformWeights weights;
    std::size_t heads = 0;
    const auto styled = [&](const std::string &name, int in, int out, int side) {
        weights.heads[heads++] = {reader.convolution(name + ".gamma", {kStyle, out, 1, 1, 1}),
                                  reader.convolution(name + ".beta", {kStyle, out, 1, 1, 1})};
        return reader.convolution(name, {in, out, side, 1, 1});
    };
    int in = 3;
    for (std::size_t i = 0; i < kContracted.size(); ++i) {
        const ConvolutionShape shape{in, kContracted[i], i == 0 ? kWide : kNarrow, i == 0 ? 1 : 2, 1};
        weights.contract[i] = reader.convolution("contract" + std::to_string(i + 1), shape);
        in = kContracted[i];
    }
    for (std::size_t i = 0; i < weights.residual.size(); ++i) {
        for (std::size_t k = 0; k < 2; ++k) {
            const std::string name = "residual" + std::to_string(i + 1) + ".conv" + std::to_string(k + 1);
            weights.residual[i][k] = styled(name, in, in, kNarrow);
        }
    }
    for (std::size_t i = 0; i < kExpanded.size(); ++i) {
        weights.expand[i] = styled("expand" + std::to_string(i + 1), in, kExpanded[i], i == 2 ? kWide : kNarrow);
        in = kExpanded[i];
    }
    if (Status read = reader.finish(); !read)
        return tl::unexpected(std::move(read).error());
    return weights;
}

StyleParameters TransformWeights::parameters(const Tensor &vector) const
{
    const Tensor style = vector.view({1, kStyle, 1, 1});
    StyleParameters result{};
    float *gamma = result.data();
    float *beta = result.data() + kStyledChannels;
    for (const StyleHead &head : heads) {
        const auto append = [&style](const Convolution &convolution, float *&to) {
            const Tensor values = torch::conv2d(style, convolution.weight, convolution.bias).contiguous();
            to = std::copy_n(values.data_ptr<float>(), values.numel(), to);
        };
        append(head.gamma, gamma);
        append(head.beta, beta);
    }
    return result;
}

std::vector<Convolution *> TransformWeights::convolutions()
{
    std::vector<Convolution *> all;
    for (Convolution &convolution : contract)
        all.push_back(&convolution);
    for (auto &block : residual) {
        for (Convolution &convolution : block)
            all.push_back(&convolution);
    }
    for (Convolution &convolution : expand)
        all.push_back(&convolution);
    return all;
}

TransformWeights TransformWeights::plus(std::span<const float> weights) const
{
    TransformWeights sum = *this;
    const float *from = weights.data();
    const auto add = [&from](Tensor &values) {
        values = values.clone(at::MemoryFormat::Contiguous);
        float *to = values.data_ptr<float>();
        for (std::int64_t i = 0; i < values.numel(); ++i)
            to[i] += *from++;
    };
    for (Convolution *convolution : sum.convolutions()) {
        add(convolution->weight);
        add(convolution->bias);
    }
    return sum;
}

std::array<StyledLayer, TransformWeights::kStyledLayers> styledLayers(const TransformWeights &weights,
                                                                      const Tensor &parameters)
{
    std::array<StyledLayer, TransformWeights::kStyledLayers> layers;
    std::int64_t begin = 0;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const std::int64_t channels = weights.heads[i].gamma.bias.numel();
        const auto part = [&](std::int64_t at) { return parameters.narrow(0, at, channels).view({1, channels, 1, 1}); };
        layers[i] = {part(begin), part(begin + static_cast<std::int64_t>(kStyledChannels))};
        begin += channels;
    }
    return layers;
}

Tensor toTensor(const StyleParameters &parameters)
{
    return torch::tensor(at::ArrayRef<float>(parameters.data(), parameters.size()));
}

Image paintInStrips(const TransformWeights &weights, const Image &photo, const StyleParameters &style, int threads,
                    jobs::JobContext &context, std::int64_t mostKeptBytes)
{
    const torch::InferenceMode inference;
    tensor::setThreads(1);
    const auto styles = styledLayers(weights, toTensor(style));
    const auto expandStyles = std::span(styles).last<3>();

    const PhotoLayer input(photo);
    ConvolutionLayer contract1(input, weights.contract[0], 1, Activation::Relu, kContractBlock);
    ConvolutionLayer contract2(contract1, weights.contract[1], 1, Activation::Relu);
    ConvolutionLayer contract3(contract2, weights.contract[2], 1, Activation::Relu);
    auto x = std::make_unique<WholeLayer>(contract3.channels(), Size{contract3.width(), contract3.height()});
    ConvolutionLayer expand1(*x, weights.expand[0], 2, Activation::Relu, kExpandBlock, expandStyles[0]);
    ConvolutionLayer expand2(expand1, weights.expand[1], 2, Activation::Relu, kExpandBlock, expandStyles[1]);
    ConvolutionLayer expand3(expand2, weights.expand[2], 1, Activation::Sigmoid, kLastBlock, expandStyles[2]);

    for (ConvolutionLayer *layer : {&contract1, &contract2, &contract3, &expand1, &expand2, &expand3})
        layer->stopAt(context.stopToken());

    const int total = x->stripCount() * (1 + 3 * static_cast<int>(weights.residual.size())) + expand1.stripCount() +
                      expand2.stripCount() + 2 * expand3.stripCount();
    Passes passes(threads, total, mostKeptBytes, context);
    passes.over(*x, [&](int strip) { x->set(contract3, x->stripBegin(strip), x->stripEnd(strip)); });
    for (std::size_t i = 0; i < weights.residual.size(); ++i)
        addResidual(*x, weights.residual[i], std::span(styles).subspan(2 * i).first<2>(), passes);
    passes.make(expand1);
    passes.make(expand2);
    if (expand2.isKept())
        expand1.forget();
    passes.make(expand3);
    if (expand3.isKept())
        expand2.forget();
    if (passes.stopped())
        return {};
    Image picture(photo.size(), PixelFormat::Rgba16);
    passes.over(expand3, [&](int strip) {
        writeRows(expand3.strip(strip), expand3.stripBegin(strip), picture);
    });
    if (passes.stopped())
        return {};
    return picture;
}

} // namespace imago::style::neural
