// SPDX-License-Identifier: GPL-3.0-or-later
// The one door of libimago_neural.so.
#include "app/judges.h"
#include "app/neural_factory.h"
#include "engine/latent/neural/network_speed.h"
#include "engine/latent/neural/explorable_model.h"
#include "engine/latent/neural/portrait_model.h"
#include "engine/files/package.h"
#include "engine/latent/neural/slider_file.h"
#include "engine/style/neural/style_package.h"
#include "engine/train/neural/level_readers.h"
#include "engine/train/neural/model_run.h"
#include "engine/train/neural/picture_classifier.h"
#include "engine/train/neural/portrait_evaluation.h"
#include "engine/train/neural/precision_choice.h"
#include "engine/train/neural/slider_search.h"
#include "engine/train/neural/training_run.h"

namespace {

// A classifier's package, that of the style networks, or the portraits'.
imago::Result<std::shared_ptr<imago::train::PictureReader>> openPictureReader(const std::filesystem::path &path)
{
    const auto package = imago::files::openPackage(path);
    if (!package)
        return tl::unexpected(package.error());
    const imago::files::Manifest &manifest = package->manifest();
    if (manifest.network("prediction") != nullptr)
        return imago::train::neural::openTrunkReader(path);
    return manifest.network("encoder") != nullptr ? imago::train::neural::openEncoderReader(path)
                                                  : imago::train::neural::openClassifier(path);
}

} // namespace

extern "C" __attribute__((visibility("default"))) const imago::NeuralFactory *imago_neural_factory()
{
    static constexpr imago::NeuralFactory kFactory{
        &imago::latent::neural::openPortraitModel,
        &imago::train::neural::trainPortraits,
        &imago::train::neural::trainOnPictures,
        &imago::train::neural::estimateTraining,
        &imago::latent::neural::openExplorable,
        &imago::train::neural::searchSliders,
        &imago::latent::neural::renameSlider,
        &imago::train::neural::evaluatePortraits,
        &imago::style::neural::openStyleModel,
        &imago::latent::neural::measureNetworks,
        &imago::train::neural::checkArithmetic,
    };
    return &kFactory;
}

extern "C" __attribute__((visibility("default"))) const imago::Judges *imago_judges()
{
    static constexpr imago::Judges kJudges{&imago::train::neural::trainClassifier, &openPictureReader};
    return &kJudges;
}
