// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tensor/torch.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace imago::latent::neural {

/// A convolution with group normalisation and SiLU, scaled and shifted per channel by a style vector (FiLM: Perez et
/// al. 2018, equation 1). Either residual, 3x3, or doubling: 1x1 to four times the channels, which become the four
/// pixels of a doubled picture (Shi et al. 2016), at a ninth of what a 3x3 convolution after doubling costs.
struct FilmBlockImpl : torch::nn::Module
{
    FilmBlockImpl(int in, int out, int style);
    torch::Tensor forward(torch::Tensor x, const torch::Tensor &style);

    torch::nn::Conv2d conv{nullptr};
    torch::nn::GroupNorm norm{nullptr};
    torch::nn::Linear film{nullptr};
    bool doubles; ///< Where `in` differs from `out`.
};
TORCH_MODULE(FilmBlock);

/// 1x1 to the four pixels that each pixel becomes (torch::pixel_shuffle). The four start equal, so that no pixel grid
/// has to be unlearnt (Aitken et al. 2017).
torch::nn::Conv2d toSubPixels(int in, int out);

struct DecoderOptions
{
    int attributes = 0; ///< Numbers of the attribute vector.
    int latent = 0;     ///< Numbers of z.
    int style = 320;    ///< Width of the mapping network and of the style vector.
    std::vector<int> channels{256, 192, 128, 64, 32}; ///< At 4, 8, 16, 32 and 64 px; the last draws 128 px.
    int parts = 0;     ///< Classes of the auxiliary part map; 0 for none.
    int landmarks = 0; ///< Places of the head around which is drawn.
    int placing = 192; ///< Width of the network that tells where they are.
};

/// What a decoder draws: N x 4 x side x side, nominally in [-1, 1] (colour premultiplied by alpha, then alpha; not
/// clamped), and in training the logits of the part map at half the side.
struct Decoded
{
    torch::Tensor picture;
    torch::Tensor parts;
    torch::Tensor landmarks; ///< N x landmarks x 2: x to the right and y down, -1 to 1 in the picture
};

/// (attributes, z) to pixels as a Laplacian pyramid: every level adds its detail to the doubled picture of the level
/// below (after Denton et al. 2015), so that a coarse picture costs only the coarse levels.
///
/// Where the head's landmarks are is told first, by a small network of its own, and every level from 16 px on is told
/// how each of its pixels lies to those that are near: what a convolution would have to carry there from 4 x 4 pixels,
/// to a fraction of a pixel.
struct PyramidDecoderImpl : torch::nn::Module
{
    explicit PyramidDecoderImpl(const DecoderOptions &options);

    /// `side`: 16, 32, 64 or 128. `fade` in [0, 1] weakens the newest level's detail while it is young.
    Decoded forward(const torch::Tensor &attributes, const torch::Tensor &z, int side, double fade = 1.0,
                    bool withParts = false);

    DecoderOptions options;
    torch::nn::Linear map1{nullptr}, map2{nullptr}, map3{nullptr}, first{nullptr};
    std::vector<FilmBlock> up, keep; ///< Per level after the first: doubling, then refining.
    FilmBlock base{nullptr};
    std::vector<torch::nn::Conv2d> detail; ///< Per level after the first: to 4 channels at twice the side.
    torch::nn::Conv2d partHead{nullptr};
    torch::nn::Linear place1{nullptr}, place2{nullptr}, place3{nullptr};
    /// How a level takes what its pixels see of the landmarks: to its channels, each weighed as the style says.
    struct Surroundings
    {
        torch::nn::Linear layer{nullptr}, weight{nullptr};
        double reach; ///< Of a landmark, as a share of half the picture's side.
    };
    std::vector<Surroundings> around; ///< Of the last levels of `up`.

private:
    torch::Tensor withSurroundings(const torch::Tensor &x, Surroundings &level, const torch::Tensor &landmarks,
                                   const torch::Tensor &style);
};
TORCH_MODULE(PyramidDecoder);

struct EncoderOptions
{
    int attributes = 0;
    int latent = 0;
    std::vector<int> channels{24, 48, 96, 144, 192}; ///< At 64, 32, 16, 8 and 4 px.
    std::vector<int> residual{1, 1, 2, 2, 1};        ///< Residual 3x3 convolutions after each of these.
    int overview = 96;  ///< Channels of the 4 x 4 map that tells of the whole picture.
    int landmarks = 0;  ///< Places of the head that are found and looked at closely.
    int shared = 64;    ///< Channels of the map in which they are found.
    int glance = 16;    ///< Numbers that are read at each of them, from a fine map and from the shared one.
    int hidden = 384;
};

/// What an encoder reads from a picture: the posterior of z, an estimate of the attributes, and where the head's
/// landmarks are.
struct Encoded
{
    torch::Tensor mean;        ///< N x latent
    torch::Tensor logVariance; ///< N x latent, in [-8, 4]
    torch::Tensor attributes;  ///< N x attributes
    torch::Tensor landmarks;   ///< N x landmarks x 2: x to the right and y down, -1 to 1 in the picture
    torch::Tensor heat;        ///< N x landmarks x 32 x 32: logits of where each is, float
};

/// Reads what it sees at the landmarks of the head, which it finds first: mouths, lids and brows are a few pixels, and
/// what they do is plain only to who looks at them wherever they are. Landmarks are the expectation of a heat map (Sun
/// et al. 2018) in a map that a feature pyramid brings together (Lin et al. 2017); at each, two maps are read.
///
/// Pixel-unshuffle and stride-1 convolutions, some of them residual (He et al. 2016): on processors the backward pass
/// of strided ones is several times slower.
struct PortraitEncoderImpl : torch::nn::Module
{
    explicit PortraitEncoderImpl(const EncoderOptions &options);
    /// `picture`: N x 4 x 128 x 128 in [-1, 1], premultiplied.
    Encoded forward(const torch::Tensor &picture);
    /// What each level sees, finest first: N x channels[level] x side / 2^(level + 1) squared.
    std::vector<torch::Tensor> levels(const torch::Tensor &picture);

    EncoderOptions options;
    /// A convolution with group normalisation and SiLU.
    struct Layer
    {
        torch::nn::Conv2d conv{nullptr};
        torch::nn::GroupNorm norm{nullptr};
        torch::Tensor operator()(const torch::Tensor &x);
    };
    struct Level
    {
        Layer halving;
        std::vector<Layer> residual;
    };
    std::vector<Level> stages;             ///< Finest first.
    std::vector<torch::nn::Conv2d> lateral; ///< Per stage after the first: to the shared map's channels.
    Layer shared;
    torch::nn::Conv2d heat{nullptr}, overview{nullptr};
    std::array<torch::nn::Conv2d, 2> glance{nullptr, nullptr}; ///< Of the finest level and the shared map.
    torch::nn::Linear hidden{nullptr}, head{nullptr};

private:
    Layer layer(const std::string &name, int in, int out);
};
TORCH_MODULE(PortraitEncoder);

} // namespace imago::latent::neural
