// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/neural/trainer.h"

#include "engine/core/random.h"
#include "engine/files/safetensors.h"
#include "engine/files/sha256.h"
#include "engine/tensor/weights.h"
#include "engine/train/neural/precision_choice.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

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

const tensor::Peers kAlone;

} // namespace

Trainer::Trainer(std::uint64_t seed, std::int64_t total, torch::Device device, Precision precision)
    : m_device(device)
    , m_precision(precision)
    , m_lossScaleNumbers(torch::from_blob(m_lossScale.numbers().data(), {2}))
    , m_peers(&kAlone)
    , m_total(total)
{
    torch::manual_seed(seed);
    if (precision == Precision::Float16)
        keep("lossScale", m_lossScaleNumbers, Since::Later);
}

FlatParameters &Trainer::own(std::string name, torch::nn::Module &network)
{
    network.to(m_device);
    m_networks.push_back({std::move(name), std::make_unique<FlatParameters>(network)});
    return *m_networks.back().parameters;
}

void Trainer::keep(std::string name, Tensor &state, Since since)
{
    m_kept.push_back({std::move(name), &state, since});
}

void Trainer::startAverages()
{
    const torch::NoGradGuard noGrad;
    for (Network &network : m_networks)
        network.parameters->average().copy_(network.parameters->weights());
}

Status Trainer::join(const tensor::Peers &peers)
{
    if (peers.alone())
        return {};
    const int batch = facts(m_done).batch;
    if (batch % (2 * peers.count()) != 0) {
        return fail(ErrorCode::BadInput, "a batch of " + std::to_string(batch) + " does not go evenly into pairs for " +
                                             std::to_string(peers.count()) + " processes; choose another with --batch",
                    "--batch");
    }
    m_peers = &peers;
    const torch::NoGradGuard noGrad;
    std::vector<std::int64_t> counts{m_done};
    for (const Network &network : m_networks) {
        for (const auto &[name, value] : stateOf(network.name, *network.parameters)) {
            if (Status copied = peers.copyFromFirst(*value); !copied)
                return copied;
        }
        counts.push_back(network.parameters->steps());
    }
    for (const Kept &kept : m_kept) {
        if (Status copied = peers.copyFromFirst(*kept.state); !copied)
            return copied;
    }
    if (Status copied = peers.copyFromFirst(torch::from_blob(counts.data(), {static_cast<std::int64_t>(counts.size())},
                                                             torch::kLong));
        !copied)
        return copied;
    m_done = counts[0];
    for (std::size_t i = 0; i < m_networks.size(); ++i)
        m_networks[i].parameters->setSteps(counts[i + 1]);
    if (Status ready = makeReady(); !ready)
        return ready;
    return peers.meet();
}

at::Generator Trainer::noiseOfStep(std::uint64_t seed) const
{
    const std::uint64_t own = m_peers->isFirst() ? seed : mixSeed(seed, static_cast<std::uint64_t>(m_peers->rank()));
    return at::detail::createCPUGenerator(mixSeed(own, static_cast<std::uint64_t>(m_done)));
}

tensor::MixedScope Trainer::mixedLayers() const
{
    return {m_device, typeOf(m_precision)};
}

Tensor Trainer::scaled(const Tensor &loss) const
{
    return m_precision == Precision::Float16 ? loss * m_lossScale.value() : loss;
}

Result<bool> Trainer::update(const std::vector<Update> &updates, double emaDecay)
{
    const bool scales = m_precision == Precision::Float16;
    std::vector<double> norms;
    for (const Update &each : updates) {
        Tensor &gradients = each.parameters.gradients();
        if (const Status averaged = m_peers->average(gradients); !averaged)
            return tl::unexpected(averaged.error());
        if (scales)
            gradients.mul_(1.0F / m_lossScale.value());
        norms.push_back(each.parameters.gradientNorm());
    }
    if (!std::ranges::all_of(norms, [](double norm) { return std::isfinite(norm); })) {
        if (scales && m_lossScale.overflowed())
            return false;
        return fail(ErrorCode::ModelFailed, "the gradient at step " + std::to_string(m_done) +
                                                " is not finite; go on from the last checkpoint with a smaller rate");
    }
    if (scales)
        m_lossScale.succeeded();
    for (std::size_t i = 0; i < updates.size(); ++i)
        updates[i].parameters.step(norms[i], updates[i].learningRate, emaDecay, updates[i].options);
    return true;
}

Status Trainer::save(const std::filesystem::path &file)
{
    tensor::TensorBundle bundle;
    files::Metadata metadata{{"format", "imago.checkpoint"}, {"step", std::to_string(m_done)}};
    for (const Network &network : m_networks) {
        for (const auto &[name, value] : stateOf(network.name, *network.parameters))
            bundle.add(name, *value, DType::F32);
        metadata[network.name + ".steps"] = std::to_string(network.parameters->steps());
    }
    for (const Kept &kept : m_kept)
        bundle.add(kept.name, *kept.state, DType::F32);
    const std::vector<files::TensorView> views = bundle.views();
    metadata["sha256"] = fingerprint(views);
    return files::writeSafeTensors(file, views, metadata);
}

Status Trainer::load(const std::filesystem::path &file)
{
    const Result<files::SafeTensors> opened = files::SafeTensors::open(file);
    if (!opened)
        return tl::unexpected(opened.error());
    const std::string subject = file.filename().string();
    const std::int64_t step = numberIn(opened->metadata(), "step");
    bool whole = step >= 0;

    std::vector<std::pair<Tensor *, Tensor>> values;
    std::vector<files::TensorView> views;
    const auto take = [&](const std::string &name, Tensor &target) -> Status {
        Result<Tensor> value = tensor::readTensor(*opened, name, target.sizes().vec());
        if (!value)
            return tl::unexpected(value.error());
        values.emplace_back(&target, *value);
        views.push_back(*opened->find(name));
        return {};
    };
    for (const Network &network : m_networks) {
        whole = whole && numberIn(opened->metadata(), network.name + ".steps") >= 0;
        for (const auto &[name, target] : stateOf(network.name, *network.parameters)) {
            if (const Status taken = take(name, *target); !taken)
                return taken;
        }
    }
    for (const Kept &kept : m_kept) {
        if (kept.since == Since::Later && opened->find(kept.name) == nullptr)
            continue;
        if (const Status taken = take(kept.name, *kept.state); !taken)
            return taken;
    }
    if (!whole)
        return fail(ErrorCode::FileDamaged, "this is not a checkpoint of a training", subject);
    const auto sum = opened->metadata().find("sha256");
    if (sum == opened->metadata().end() || sum->second != fingerprint(views))
        return fail(ErrorCode::ChecksumMismatch, "the checkpoint's numbers are not those that were saved", subject);
    const torch::NoGradGuard noGrad;
    for (auto &[target, value] : values)
        target->copy_(value);
    for (const Network &network : m_networks)
        network.parameters->setSteps(numberIn(opened->metadata(), network.name + ".steps"));
    m_done = step;
    return {};
}

} // namespace imago::train::neural
