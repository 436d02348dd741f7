// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/neural/prediction.h"

#include <string>

namespace imago::style::neural {

using torch::Tensor;

namespace {

constexpr int kStemChannels = 32;
constexpr int kHeadChannels = 1280;

struct Stage
{
    int expansion;
    int channels;
    int blocks;
    int stride; ///< Of the first block; the others have 1.
};

constexpr Stage kStages[] = {{1, 16, 1, 1},  {6, 24, 2, 2},  {6, 32, 3, 2}, {6, 64, 4, 2},
                             {6, 96, 3, 1}, {6, 160, 3, 2}, {6, 320, 1, 1}};

// TensorFlow's SAME: with stride 2 and an even side the odd pixel of padding is right and below.
Tensor convolved(const Tensor &x, const Convolution &c)
{
    const int margin = c.side() / 2;
    const Tensor input = c.stride == 2 ? torch::constant_pad_nd(x, {0, margin, 0, margin}) : x;
    return torch::conv2d(input, c.weight, c.bias, c.stride, c.stride == 2 ? 0 : margin, 1, c.groups);
}

} // namespace

Result<StylePrediction> StylePrediction::load(const files::SafeTensors &file)
{
    QuantisedReader reader(file);
    StylePrediction network;
    network.m_stem = reader.convolution("stem", {3, kStemChannels, 3, 2, 1});
    int in = kStemChannels;
    for (const Stage &stage : kStages) {
        for (int i = 0; i < stage.blocks; ++i) {
            const std::string name = "block" + std::to_string(network.m_blocks.size());
            const int wide = in * stage.expansion;
            Block block;
            if (stage.expansion > 1)
                block.expand = reader.convolution(name + ".expand", {in, wide, 1, 1, 1});
            block.depthwise = reader.convolution(name + ".depthwise", {wide, wide, 3, i == 0 ? stage.stride : 1, wide});
            block.project = reader.convolution(name + ".project", {wide, stage.channels, 1, 1, 1});
            network.m_blocks.push_back(std::move(block));
            in = stage.channels;
        }
    }
    network.m_head = reader.convolution("head", {in, kHeadChannels, 1, 1, 1});
    network.m_style = reader.convolution("style", {kHeadChannels, static_cast<int>(kStyleSize), 1, 1, 1});
    if (Status read = reader.finish(); !read)
        return tl::unexpected(std::move(read).error());
    return network;
}

Tensor StylePrediction::style(const Tensor &picture) const
{
    Tensor x = torch::relu6(convolved(picture, m_stem));
    for (const Block &block : m_blocks) {
        Tensor y = block.expand ? torch::relu6(convolved(x, *block.expand)) : x;
        y = convolved(torch::relu6(convolved(y, block.depthwise)), block.project);
        x = x.sizes() == y.sizes() ? x + y : y;
    }
    x = torch::relu6(convolved(x, m_head)).mean({2, 3}, true);
    return convolved(x, m_style).flatten(1);
}

std::vector<Tensor> StylePrediction::features(const Tensor &picture, std::size_t count) const
{
    constexpr std::array<std::size_t, 5> kSeenBlocks = {1, 2, 3, 4, 6};
    std::vector<Tensor> seen{torch::relu6(convolved(picture, m_stem))};
    Tensor x = seen.front();
    for (std::size_t i = 0; seen.size() < count; ++i) {
        const Block &block = m_blocks[i];
        const Tensor expanded = block.expand ? torch::relu6(convolved(x, *block.expand)) : x;
        if (i == kSeenBlocks[seen.size() - 1])
            seen.push_back(expanded);
        if (seen.size() == count)
            break;
        const Tensor y = convolved(torch::relu6(convolved(expanded, block.depthwise)), block.project);
        x = x.sizes() == y.sizes() ? x + y : y;
    }
    return seen;
}

} // namespace imago::style::neural
