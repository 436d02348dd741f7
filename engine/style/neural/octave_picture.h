// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/style/neural/octaves.h"
#include "engine/style/neural/tiles.h"

#include <vector>

namespace imago::style::neural {

/// A picture that an optimiser moves, octave by octave rather than pixel by pixel (as Kolkin et al. 2019, section 2.4):
/// what the losses say about large shapes moves large shapes, and the finest octave is not where every gradient ends up
/// as grain. In the fine octaves the colour differences move slower than the light, for the same reason: those of most
/// paintings are ten times weaker.
class OctavePicture
{
public:
    /// 1 x 3 x H x W in [0, 1], sides of at least 2^kOctaves. `covariances`: of a painting's octaves, whose colours
    /// move as fast as they are strong beside its light if that is faster than usual; may be undefined.
    explicit OctavePicture(const torch::Tensor &picture, const torch::Tensor &covariances = {});

    /// In [0, 1]. move() changes it in place, but not what lies at other tiles' edges: that refresh() does.
    const torch::Tensor &picture() const { return m_picture; }
    void refresh();

    /// What must be known of a gradient to move `own`: a rectangle around it.
    Tile around(const Tile &own) const;

    /// One step of Adam (Kingma and Ba 2015, algorithm 1) of what the octaves have in `own`. `gradient`: of the loss
    /// with respect to the pixels of around(own). `step` counts from 0.
    void move(const Tile &own, const torch::Tensor &gradient, int step, double rate);

private:
    std::vector<torch::Tensor> m_octaves;
    std::vector<torch::Tensor> m_momentum;
    std::vector<torch::Tensor> m_squares;
    std::vector<torch::Tensor> m_pace; ///< Of each octave's channels: 1 x 3 x 1 x 1.
    torch::Tensor m_picture;
};

} // namespace imago::style::neural
