// SPDX-License-Identifier: GPL-3.0-or-later
// The trainer's state on disk and the package made of it.
#include "engine/files/image_file.h"
#include "engine/files/package.h"
#include "engine/latent/neural/portrait_package.h"
#include "engine/tensor/weights.h"
#include "engine/train/neural/portrait_trainer.h"

#include <nlohmann/json.hpp>

#include <charconv>

namespace imago::train::neural {

using files::DType;
using torch::Tensor;

namespace {

// What a checkpoint holds of one network, by name.
std::vector<std::pair<std::string, Tensor *>> stateOf(const std::string &network, FlatParameters &parameters)
{
    return {{network + ".weights", &parameters.weights()},
            {network + ".average", &parameters.average()},
            {network + ".first", &parameters.firstMoment()},
            {network + ".second", &parameters.secondMoment()}};
}

std::int64_t numberIn(const files::Metadata &metadata, const std::string &key)
{
    const auto found = metadata.find(key);
    std::int64_t value = -1;
    if (found != metadata.end())
        std::from_chars(found->second.data(), found->second.data() + found->second.size(), value);
    return value;
}

// Of the tensors' bytes in a fixed order: a flipped bit in a checkpoint must not train on.
std::string fingerprint(const std::vector<files::TensorView> &views)
{
    std::string sums;
    for (const files::TensorView &view : views)
        sums += files::sha256(view.bytes);
    return files::sha256({reinterpret_cast<const std::uint8_t *>(sums.data()), sums.size()});
}

} // namespace

Status PortraitTrainer::save(const std::filesystem::path &file)
{
    tensor::TensorBundle bundle;
    for (auto &[network, parameters] : {std::pair<std::string, FlatParameters *>{"decoder", m_decoderParameters.get()},
                                        {"encoder", m_encoderParameters.get()}}) {
        for (const auto &[name, value] : stateOf(network, *parameters))
            bundle.add(name, *value, DType::F32);
    }
    const std::vector<files::TensorView> views = bundle.views();
    return files::writeSafeTensors(file, views,
                                   {{"format", "imago.checkpoint"},
                                    {"step", std::to_string(m_done)},
                                    {"optimiserSteps", std::to_string(m_decoderParameters->steps())},
                                    {"sha256", fingerprint(views)}});
}

Status PortraitTrainer::load(const std::filesystem::path &file)
{
    const Result<files::SafeTensors> opened = files::SafeTensors::open(file);
    if (!opened)
        return tl::unexpected(opened.error());
    const std::string subject = file.filename().string();
    const std::int64_t step = numberIn(opened->metadata(), "step");
    const std::int64_t optimiserSteps = numberIn(opened->metadata(), "optimiserSteps");
    if (step < 0 || optimiserSteps < 0)
        return fail(ErrorCode::FileDamaged, "this is not a checkpoint of a training", subject);

    std::vector<std::pair<Tensor *, Tensor>> values;
    std::vector<files::TensorView> views;
    for (auto &[network, parameters] : {std::pair<std::string, FlatParameters *>{"decoder", m_decoderParameters.get()},
                                        {"encoder", m_encoderParameters.get()}}) {
        for (const auto &[name, target] : stateOf(network, *parameters)) {
            Result<Tensor> value = tensor::readTensor(*opened, name, {parameters->count()});
            if (!value)
                return tl::unexpected(value.error());
            values.emplace_back(target, *value);
            views.push_back(*opened->find(name));
        }
    }
    const auto sum = opened->metadata().find("sha256");
    if (sum == opened->metadata().end() || sum->second != fingerprint(views))
        return fail(ErrorCode::ChecksumMismatch, "the checkpoint's numbers are not those that were saved", subject);
    const torch::NoGradGuard noGrad;
    for (auto &[target, value] : values)
        target->copy_(value);
    m_done = step;
    m_decoderParameters->setSteps(optimiserSteps);
    m_encoderParameters->setSteps(optimiserSteps);
    return {};
}

Status PortraitTrainer::adopt(const std::filesystem::path &package)
{
    const Result<files::Package> opened = files::openPackage(package);
    if (!opened)
        return tl::unexpected(opened.error());
    const Status loaded = latent::neural::loadNetworks(*opened, m_decoder, m_encoder);
    if (!loaded)
        return loaded;
    const torch::NoGradGuard noGrad;
    m_decoderParameters->average().copy_(m_decoderParameters->weights());
    m_encoderParameters->average().copy_(m_encoderParameters->weights());
    return {};
}

Status PortraitTrainer::writePackage(const std::filesystem::path &folder, const std::string &trainingJson)
{
    const FlatParameters::AverageScope decoderAverage(*m_decoderParameters);
    const FlatParameters::AverageScope encoderAverage(*m_encoderParameters);
    return latent::neural::writePortraitPackage(folder, m_decoder, m_encoder, trainingJson);
}

} // namespace imago::train::neural
