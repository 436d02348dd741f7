// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/style/style_statistics.h"
#include "engine/tensor/torch.h"

#include <cstdint>
#include <vector>

namespace imago::style::neural {

/// Into how many octaves a picture is taken apart beside the rest, which has a sixteenth of its sides.
inline constexpr int kOctaves = static_cast<int>(kStatisticsOctaves);

/// A side of octave `octave` of a picture's side.
constexpr std::int64_t octaveSide(std::int64_t side, int octave)
{
    const std::int64_t step = std::int64_t{1} << octave;
    return (side + step - 1) / step;
}

/// The picture (1 x 3 x H x W) as a Laplacian pyramid (Burt and Adelson 1983), finest octave first, then the rest: each
/// 1 x 3, in lightness and two differences of colour (an orthonormal basis of red, green and blue). Gradients flow.
/// Requires: sides of at least 2^kOctaves pixels.
std::vector<torch::Tensor> octavesOf(const torch::Tensor &picture);

/// The picture that the octaves add up to. A part of it is made of the same part of each octave, except within
/// kOctaveReach pixels of where it was cut out; it must begin at a multiple of 2^kOctaves. Gradients flow.
torch::Tensor fromOctaves(const std::vector<torch::Tensor> &octaves);

inline constexpr int kOctaveReach = 2 << kOctaves;

/// How strong the octaves are, and how their colours go together: covariances about 0, kOctaves x 3 x 3. Gradients
/// flow.
torch::Tensor octaveCovariances(const torch::Tensor &picture);
/// As above, of what octavesOf() gave.
torch::Tensor octaveCovariances(const std::vector<torch::Tensor> &octaves);

/// How far covariances of octaves are from where they should be, 0 where they are the same. Each is measured where the
/// target's is the identity, so that a weak colour counts as much as the light, and so does a weak octave; differences
/// count by the logarithm of 1 + their square, as those of a hundred times the target's must not outweigh all else.
class OctaveTarget
{
public:
    explicit OctaveTarget(const torch::Tensor &covariances);

    torch::Tensor distance(const torch::Tensor &covariances) const;

private:
    torch::Tensor m_whitening; ///< kOctaves x 3 x 3: the inverse square roots.
    torch::Tensor m_target;    ///< Whitened: the identity, but for what is too weak to be seen.
};

} // namespace imago::style::neural
