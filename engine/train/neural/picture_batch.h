// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/neural/picture_package.h"
#include "engine/train/model_plan.h"
#include "engine/train/picture_source.h"

#include "engine/tensor/torch.h"

#include <vector>

namespace imago::train::neural {

/// One batch of pictures on the training device.
struct PictureBatch
{
    torch::Tensor picture; ///< N x planes x height x width in [-1, 1], premultiplied, channels last
    latent::neural::PictureLabels labels;
};

/// How often each class occurs, and mean and deviation of each attribute over the training pictures that have it.
/// Errors: what drawing reports.
Result<latent::neural::PictureLabelsInfo> labelStatistics(const PictureSource &source);

/// These pictures. Errors: what drawing one reports.
Result<PictureBatch> pictureBatch(const PictureSource &source, const std::vector<DrawnPicture> &drawn,
                                  const latent::neural::PictureLabelsInfo &labels, const torch::Device &device);

/// What the attributes of `count` pictures may be, as pictureBatch() tells them: N x attributes, standard normal.
/// Undefined without attributes.
torch::Tensor randomAttributes(std::int64_t count, std::size_t attributes, at::Generator &noise,
                               const torch::Device &device);

/// Brightness, saturation and contrast of each picture changed by its own numbers; alpha stays.
torch::Tensor withOtherColours(const torch::Tensor &picture, at::Generator &noise);

} // namespace imago::train::neural
