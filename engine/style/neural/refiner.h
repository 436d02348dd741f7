// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/jobs/job_context.h"
#include "engine/style/neural/moments.h"
#include "engine/style/refinement.h"

#include <functional>

namespace imago::style::neural {

/// How much the losses of the last pass were, for who wants to watch them fall.
struct RefinementLosses
{
    int side = 0;       ///< Longer side of the level, in pixels.
    double style = 0;   ///< Distance of the moments, over the layers of the network.
    double content = 0; ///< Distance of the deeper features from the photo's, relative to their variance.
};

/// Paints by optimising the picture itself (Gatys et al. 2016) on the prediction network's trunk, from coarse to fine:
/// 256, 512, 1024 and 2048 pixels of the longer side, at most Refinement::longestSide. What moves are the picture's
/// octaves (octave_picture.h), and how strong they are is part of the loss (octaves.h). Each step moves a few tiles
/// against the gradient of the whole picture's loss (the other tiles' sums are those of their last visit), so memory is
/// a few tiles' and a stop or a preview waits for one tile only. The threads take a tile each; the picture is the same
/// on any number.
///
/// Returns 1 x 3 x H x W in [0, 1]: in the photo's size if that is at most the longest side, else so large. Undefined
/// when the context's stop came first; at its checkpoint's stop what is there. Publishes previews (Quality::Preview, in
/// the level's size) at least every 500 ms and reports Stage::Rendering.
/// Requires: styles that can be refined.
torch::Tensor refined(const StylePrediction &network, const Image &photo, const Refinement &order,
                      jobs::JobContext &context, const std::function<void(const RefinementLosses &)> &watch = {});

} // namespace imago::style::neural
