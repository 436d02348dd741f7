// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/neural/picture_networks.h"
#include "engine/latent/neural/picture_package.h"
#include "engine/train/model_plan.h"
#include "engine/train/neural/feature_trunk.h"
#include "engine/train/neural/picture_batch.h"
#include "engine/train/neural/trainer.h"

#include <memory>
#include <optional>

namespace imago::train::neural {

/// What the trainers of models on the user's own pictures share: the decoder, batches, previews and the package.
class PictureTrainer : public Trainer
{
public:
    const ModelPlan &plan() const { return m_plan; }
    StepFacts facts(std::int64_t step) const override;
    /// Rows of decoded pictures, always from the same latents; with classes, a column for each.
    Result<Image> preview() override;
    Status adopt(const files::Package &package) override;
    Status writePackage(const std::filesystem::path &folder, const std::string &trainingJson) override;

    /// How varied the drawn pictures, those of a class where there are classes, are against real ones. A warning where
    /// they become alike.
    Result<Health> health() override;

    /// `count` pictures of the averaged decoder from a stream of latents of their own, the classes in turn: N x planes
    /// x H x W in [-1, 1].
    torch::Tensor samples(std::int64_t count, std::uint64_t stream);
    Image sampleSheet(int columns, int rows);
    Image packagePreview();

protected:
    /// The pictures must outlive the trainer; so must the trunk, which may be null where the plan does not use it.
    PictureTrainer(const ModelPlan &plan, const PictureSource &pictures,
                   const latent::neural::PictureLabelsInfo &labels, const FeatureTrunk *trunk, torch::Device device);

    /// The training pictures of the current step, colours varied where the plan says so.
    Result<PictureBatch> batch(at::Generator &noise) const;
    /// `many` from the `first` on of `count` pictures that no step sees, spread over all of them: data sets may lie
    /// there class by class. Requires: first + many <= count <= plan().set.heldOut.
    Result<PictureBatch> heldOut(std::size_t count, std::size_t first, std::size_t many) const;
    static constexpr std::size_t kFewestHeldOut = 8; ///< From which on they are looked at.
    /// Random latents, and labels as they occur in the data.
    torch::Tensor latents(std::int64_t count, at::Generator &noise) const;

    /// Where this kind of model draws its z from, as far as it is known by now.
    virtual latent::neural::LatentSpread spread() { return {}; }
    /// Null where the kind has none.
    virtual latent::neural::PictureEncoder *encoder() { return nullptr; }
    virtual FlatParameters *encoderParameters() { return nullptr; }

    /// While it lives decoder() draws as it will from the package: with its averaged weights, and settled.
    class AveragedDecoder
    {
    public:
        explicit AveragedDecoder(PictureTrainer &owner);
        ~AveragedDecoder();
        AveragedDecoder(const AveragedDecoder &) = delete;
        AveragedDecoder &operator=(const AveragedDecoder &) = delete;

    private:
        latent::neural::PictureDecoder m_decoder;
        FlatParameters::AverageScope m_average;
    };

    latent::neural::PictureDecoder &decoder() { return m_decoder; }
    FlatParameters &decoderParameters() { return m_decoderParameters; }
    const FeatureTrunk *trunk() const { return m_trunk; }
    const latent::neural::PictureShape &shape() const { return m_decoder->shape; }

private:
    /// Batches of styles as often as they occur.
    std::vector<torch::Tensor> usualStyles();
    /// Of samples(): N x classes, one-hot; undefined without any.
    torch::Tensor sampledClasses(std::int64_t count) const;

    ModelPlan m_plan;
    const PictureSource &m_pictures;
    latent::neural::PictureLabelsInfo m_labels;
    const FeatureTrunk *m_trunk;
    latent::neural::PictureDecoder m_decoder;
    FlatParameters &m_decoderParameters;
    double m_realSpread = 0.0; ///< Of real pictures; measured once.
    torch::Tensor m_poorLooks = torch::zeros({1}); ///< In a row.
};

/// The networks' shape that a plan asks for.
latent::neural::PictureShape shapeOf(const ModelPlan &plan);

/// The trainer of the plan's kind. Requires: as PictureTrainer's.
std::unique_ptr<PictureTrainer> newPictureTrainer(const ModelPlan &plan, const PictureSource &pictures,
                                                  const latent::neural::PictureLabelsInfo &labels,
                                                  const FeatureTrunk *trunk, torch::Device device);

} // namespace imago::train::neural
