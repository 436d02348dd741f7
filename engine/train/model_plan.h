// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/core/image.h"
#include "engine/train/picture_preparation.h"
#include "engine/train/picture_source.h"
#include "engine/train/plan.h"
#include "engine/train/precision.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imago::train {

/// The two ways to learn a generator from a folder of pictures.
enum class ModelKind {
    Vae, ///< An encoder and a decoder (Kingma and Welling 2014): every picture gets a place; soft pictures.
    Gan  ///< A generator and a discriminator trained against each other (Goodfellow et al. 2014): crisp pictures.
};

std::string_view name(ModelKind kind) noexcept; ///< "vae", "gan"

/// How pictures are changed before the networks see them.
struct Augmentation
{
    bool mirror = true;  ///< Left and right are swapped half of the time: wrong for text and logos.
    bool colour = false; ///< Brightness, saturation and contrast vary; the model then draws such pictures too.
    bool operator==(const Augmentation &) const = default;
};

struct VaePlan
{
    double kl = 1.0;         ///< Weight of the KL term, beta of Higgins et al. 2017: 1 is the evidence lower bound's.
    double klWarmUp = 0.15;  ///< Share of the steps over which it rises from 0 (Bowman et al. 2016).
    double freeBits = 0.05;  ///< Nats that each number of z may tell for nothing (Kingma et al. 2016, equation 15).
    double perceptual = 0.4; ///< Weight of the features' difference on the style room's trunk; 0 without one.
    double adversarial = 0;  ///< Weight of a discriminator's opinion (Larsen et al. 2016); 0 for none.
    /// Matrices of encoder and decoder move by orthogonalised momentum (Muon: Jordan et al. 2024), so many times as
    /// fast as the rest by Adam; 0: all by Adam, as plans of earlier versions say.
    double matrixPace = kMatrixPace;
    bool operator==(const VaePlan &) const = default;
};

struct GanPlan
{
    double r1 = 0.0;           ///< Weight of the gradient penalty on real pictures (Mescheder et al. 2018).
    int r1Every = 8;           ///< Steps from one with the penalty to the next (Karras et al. 2020, section 3.1).
    double discriminatorRate = 1.0; ///< Its learning rate, in the generator's.
    /// Share of the pictures, real and drawn, that the discriminator sees shifted and with a hole (DiffAugment: Zhao et
    /// al. 2020): needed where pictures are few.
    double diffAugment = 0.0;
    /// Weight of naming the class rightly, asked of the discriminator for real pictures and of the generator for drawn
    /// ones (Odena et al. 2017); of use where the pictures have classes.
    double naming = 0.5;
    /// Weight of mode seeking (Mao et al. 2019, equation 3): two pictures asked for with one label and two z must
    /// differ. A generator that is told the class may otherwise draw one picture for each and leave z unread.
    double modeSeeking = 0.0;
    bool projected = true;     ///< The discriminator also judges features of the trunk (Sauer et al. 2021).
    bool operator==(const GanPlan &) const = default;
};

/// The whole course of a training on pictures, fixed once at its start and stored with it.
struct ModelPlan
{
    ModelKind kind = ModelKind::Vae;
    std::string title;          ///< Of the model.
    std::uint64_t seed = 1;
    std::int64_t steps = 0;
    int batch = 32;
    double learningRate = 2e-3; ///< Peak.
    double finalShare = 0.02;   ///< Of the peak, at the end.
    std::int64_t warmUp = 100;  ///< Steps of linear rise.
    double emaDecay = 0.999;
    std::string from;           ///< The package whose weights it starts from; empty: from nothing.
    Precision precision = Precision::Float32;
    Augmentation augmentation;
    VaePlan vae;
    GanPlan gan;

    // What the networks are built from, with the pictures' facts.
    PictureSet set;
    std::uint64_t fingerprint = 0; ///< The pictures': a resumed run must not go on with others.
    std::optional<PicturePreparation> preparation; ///< Nothing in the plan of an older studio.
    int latent = 64;
    int style = 192;
    /// The decoder is DCGAN's generator (latent/neural/picture_deconvolution.h) instead of a pyramid; its style is z
    /// and labels.
    bool deconvolution = false;
    bool subPixels = false; ///< The pyramid enlarges as the built-in portraits' decoder does, which it goes on from.
    std::vector<int> channels;              ///< The decoder's, coarsest first.
    std::vector<int> encoderChannels;       ///< Finest first.
    std::vector<int> discriminatorChannels; ///< Finest first.
};

/// Whether a model can learn so many labels. Errors: BadInput, with what to do.
Status checkLabels(std::size_t classes, std::size_t attributes);

/// Of so many pictures or fewer a discriminator knows each by heart: augmentation helps.
inline constexpr std::size_t kFewPictures = 4000;

/// What is best for these pictures on a processor, as measured (docs/training.md); steps are left to be filled in.
ModelPlan planFor(ModelKind kind, const PictureSet &set);

/// Whether its losses look at the style room's frozen network.
bool usesTrunk(const ModelPlan &plan) noexcept;

/// Linear rise, then half a cosine, as for the built-in portraits.
double learningRate(const ModelPlan &plan, std::int64_t step) noexcept;

/// The weight of the KL term at a step, warm-up included.
double klWeight(const ModelPlan &plan, std::int64_t step) noexcept;

/// One picture of a batch.
struct DrawnPicture
{
    std::uint64_t sample = 0;
    bool mirrored = false;
};
/// The pictures of one step, drawn with replacement: from the seed and the step alone.
std::vector<DrawnPicture> batchAt(const ModelPlan &plan, std::int64_t step);

std::string toJson(const ModelPlan &plan);
/// Errors: FileDamaged; BadInput for numbers that make no plan.
Result<ModelPlan> modelPlanFromJson(std::string_view text, const std::string &subject);

} // namespace imago::train
