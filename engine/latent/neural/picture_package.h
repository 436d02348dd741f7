// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/core/image.h"
#include "engine/files/package.h"
#include "engine/latent/neural/picture_networks.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace imago::latent::neural {

/// Where a model's z come from: normal with this mean and this root of the covariance (root x root^T). Undefined
/// tensors: standard normal.
struct LatentSpread
{
    torch::Tensor mean; ///< latent
    torch::Tensor root; ///< latent x latent, lower triangle

    bool isStandard() const { return !mean.defined(); }
    /// `z` standard normal, N x latent.
    torch::Tensor of(const torch::Tensor &z) const;
};

/// What a package of a model on the user's own pictures says about them.
struct PictureLabelsInfo
{
    std::vector<std::string> classes;
    std::vector<double> classShares; ///< How often each occurs, summing to 1.
    std::vector<std::string> attributes;
    std::vector<float> attributeMean;
    std::vector<float> attributeDeviation;
};

/// A model on the user's own pictures, as its package holds it.
struct PictureModel
{
    std::string id = "user.model";
    std::string title;
    std::string kind; ///< "vae" or "gan"
    PictureDecoder decoder{nullptr};
    PictureEncoder encoder{nullptr}; ///< Empty where the package has none.
    LatentSpread spread;
    PictureLabelsInfo labels;
    Image preview; ///< Some of its pictures, to know it by; may be empty. Not read.
};

/// Writes the package (float16 weights, manifest, labels.json, training.json, preview.png). A card that the
/// package already holds is kept. Errors: as files::writePackage.
Status writePictureModel(const std::filesystem::path &path, const PictureModel &model, const std::string &trainingJson);

/// Errors: as files::openPackage; Incompatible for another architecture or other shapes; FileDamaged.
Result<PictureModel> readPictureModel(const files::Package &package);

} // namespace imago::latent::neural
