// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/core/image.h"
#include "engine/files/package.h"
#include "engine/tensor/peers.h"
#include "engine/tensor/precision.h"
#include "engine/train/loss_scale.h"
#include "engine/train/neural/flat_parameters.h"
#include "engine/train/precision.h"
#include "engine/train/run_status.h"
#include "engine/train/step_report.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace imago::train::neural {

/// What the report says of a step besides its losses.
struct StepFacts
{
    int side = 0; ///< The picture's longer one.
    int batch = 0;
    double learningRate = 0;
};

/// What a look at the training from outside its losses finds.
struct Health
{
    Losses measures; ///< For the log.
    std::optional<RunMessage> warning;
    bool endEarly = false; ///< Going on makes the model worse; `warning` says why.
};

/// Networks with everything that training them needs; what differs between trainings is their step.
///
/// Guarantees: a step's result depends on the plan, the samples, the weights before it and the thread count alone, so
/// stopping at a checkpoint and going on gives the same weights as not stopping (CPU).
///
/// Several processes can train one model: each takes its share of every batch, and what the shares' gradients say is
/// averaged before the optimiser's step, so that all have the same weights after it (data parallel). Random numbers
/// besides the batch are each process's own.
/// Threads: one. May throw torch's exceptions; runs inside tensor::guard.
class Trainer
{
public:
    virtual ~Trainer() = default;
    Trainer(const Trainer &) = delete;
    Trainer &operator=(const Trainer &) = delete;

    /// From here on trains together with `peers`, which must outlive the trainer, from the first one's state. Waits
    /// until all are ready for a step. Errors: Peers'; BadInput for a batch that can't be shared evenly in pairs.
    Status join(const tensor::Peers &peers);

    /// One step on the samples that the plan names. No losses: in float16 a gradient was too large, so the step changed
    /// no weight. Errors: what drawing a sample reported; ModelFailed when a gradient is not finite, with the weights
    /// as they were; Peers'.
    virtual Result<Losses> step() = 0;
    /// Of a step that was or will be done.
    virtual StepFacts facts(std::int64_t step) const = 0;

    std::int64_t done() const { return m_done; }
    std::int64_t total() const { return m_total; }
    bool finished() const { return m_done >= m_total; }

    /// All state as one safetensors file / back again. Errors: as files/safetensors.h, Incompatible for other shapes,
    /// ChecksumMismatch.
    Status save(const std::filesystem::path &file);
    Status load(const std::filesystem::path &file);

    /// Starts from a package's weights with a fresh optimiser.
    virtual Status adopt(const files::Package &package) = 0;
    /// The averaged networks as a model package folder; `trainingJson` becomes training.json.
    virtual Status writePackage(const std::filesystem::path &folder, const std::string &trainingJson) = 0;
    /// Looked at every kHealthEvery steps. Errors: as step().
    virtual Result<Health> health() { return Health{}; }
    static constexpr std::int64_t kHealthEvery = 200;
    /// A contact sheet of what the averaged networks make; empty where there is nothing to look at.
    virtual Result<Image> preview() = 0;

protected:
    Trainer(std::uint64_t seed, std::int64_t total, torch::Device device, Precision precision);

    /// Takes a network to the device and into the checkpoints, where it is called `name`.
    FlatParameters &own(std::string name, torch::nn::Module &network);
    /// Checkpoints of earlier versions may lack what is kept since later; then it stays as it is.
    enum class Since { Begin, Later };
    /// Numbers besides the networks that a checkpoint holds: a float tensor of a fixed shape on the CPU.
    void keep(std::string name, torch::Tensor &state, Since since = Since::Begin);
    /// After a package was loaded into the networks.
    void startAverages();
    void stepDone() { ++m_done; }

    /// What may take long before the first step.
    virtual Status makeReady() { return {}; }
    /// This process's part of a batch.
    template <typename T>
    std::vector<T> share(const std::vector<T> &batch) const
    {
        const auto part = static_cast<std::ptrdiff_t>(batch.size()) / m_peers->count();
        const auto begin = batch.begin() + part * m_peers->rank();
        return {begin, begin + part};
    }
    /// A stream of random numbers that belongs to the current step: a resumed run draws what an unbroken one does.
    at::Generator noiseOfStep(std::uint64_t seed) const;

    /// While it lives, layers run in the training's precision.
    tensor::MixedScope mixedLayers() const;
    /// What is differentiated instead of a loss: in float16 small gradients would vanish. All of a step's are scaled.
    torch::Tensor scaled(const torch::Tensor &loss) const;
    /// One network's part of a step.
    struct Update
    {
        FlatParameters &parameters;
        double learningRate;
        AdamOptions options = {};
    };
    /// The optimisers' steps of all that a step trains, with the gradients of all processes; all are done or none.
    /// False: in float16 a gradient was too large, and the next step scales less. Errors: ModelFailed when gradients
    /// are not finite, with the weights as they were; Peers'.
    Result<bool> update(const std::vector<Update> &updates, double emaDecay);

    torch::Device device() const { return m_device; }

private:
    struct Network
    {
        std::string name;
        std::unique_ptr<FlatParameters> parameters;
    };

    torch::Device m_device;
    Precision m_precision;
    LossScale m_lossScale; ///< In float16 only.
    torch::Tensor m_lossScaleNumbers; ///< The same memory, for checkpoints.
    const tensor::Peers *m_peers; ///< Never null.
    std::vector<Network> m_networks;
    struct Kept
    {
        std::string name;
        torch::Tensor *state;
        Since since;
    };
    std::vector<Kept> m_kept;
    std::int64_t m_total;
    std::int64_t m_done = 0;
};

} // namespace imago::train::neural
