// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/neural/networks.h"
#include "engine/train/neural/pooled_trainer.h"

namespace imago::train::neural {

/// Trains an encoder to read attributes and identity, and nothing else: no picture is decoded.
class ReaderTrainer : public PooledTrainer
{
public:
    Result<Losses> step() override;
    Result<Image> preview() override { return Image(); }

protected:
    /// `make`: called once the plan's seed is set, from which the first weights follow.
    ReaderTrainer(const Plan &plan, SamplePool &pool, torch::Device device, const std::string &name,
                  latent::neural::PortraitEncoder (*make)());

    latent::neural::PortraitEncoder m_reader;
    FlatParameters &m_parameters;
};

/// The judge: an encoder that no decoder is trained through.
class JudgeTrainer final : public ReaderTrainer
{
public:
    JudgeTrainer(const Plan &plan, SamplePool &pool, torch::Device device);

    Status adopt(const files::Package &package) override;
    Status writePackage(const std::filesystem::path &folder, const std::string &trainingJson) override;
};

/// A model's encoder, beside a decoder that stays as it is: a step costs a fraction of one that draws pictures too.
class EncoderTrainer final : public ReaderTrainer
{
public:
    EncoderTrainer(const Plan &plan, SamplePool &pool, torch::Device device);

    Status adopt(const files::Package &package) override;
    Status writePackage(const std::filesystem::path &folder, const std::string &trainingJson) override;

private:
    latent::neural::PyramidDecoder m_decoder;
    FlatParameters &m_decoderParameters; ///< Never updated; checkpoints carry the decoder along.
};

} // namespace imago::train::neural
