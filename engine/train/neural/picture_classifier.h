// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/jobs/job_context.h"
#include "engine/train/classifier_training.h"
#include "engine/train/picture_reader.h"

#include "engine/tensor/torch.h"

#include <filesystem>
#include <memory>
#include <optional>

namespace imago::train::neural {

/// Architecture "imago.picture-classifier", version 1: 32 x 32 pixels of three colours over mid-grey, three
/// convolutions, 128 features.
class PictureClassifierImpl : public torch::nn::Module
{
public:
    static constexpr int kSide = 32;
    static constexpr int kFeatures = 128;

    explicit PictureClassifierImpl(std::int64_t classes);

    /// Before the last rectifier, so that they are about normally distributed: n x kFeatures. `pictures`: n x 3 x 32 x
    /// 32, -1 to 1.
    torch::Tensor features(const torch::Tensor &pictures);
    /// n x classes, before the softmax.
    torch::Tensor classes(const torch::Tensor &features);

private:
    torch::nn::Conv2d m_first;
    torch::nn::Conv2d m_second;
    torch::nn::Conv2d m_third;
    torch::nn::Linear m_features;
    torch::nn::Linear m_classes;
};
TORCH_MODULE(PictureClassifier);

/// Trains one and writes its package. Equal orders give equal packages on one machine. Nothing after a stop.
/// Errors: BadInput for pictures without classes or of another size; what drawing a sample or writing reports.
Result<std::optional<ClassifierQuality>> trainClassifier(const ClassifierTraining &order, jobs::JobContext &context);

/// Opens the package of one. Errors: as files::openPackage, Incompatible.
Result<std::shared_ptr<PictureReader>> openClassifier(const std::filesystem::path &package);

} // namespace imago::train::neural
