// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tensor/torch.h"

#include <cstdint>
#include <string>
#include <vector>

namespace imago::train::neural {

struct AdamOptions
{
    double beta1 = 0.9;
    double beta2 = 0.99;
    double epsilon = 1e-8;
    double weightDecay = 0.0;
    double clipNorm = 2.0;
    /// Above 0, matrices (convolutions too: one row for each output; but not the last one, which makes the outputs)
    /// move by their orthogonalised momentum, so many times as fast as the rest: portraits' networks and VAEs
    /// learn as much from less than half of the pictures (Muon: Jordan et al. 2024).
    double matrixPace = 0.0;
};

/// A network's parameters, gradients, Adam moments and moving average, each as one flat tensor.
///
/// The module's own parameters become views into it (convolutions in channels-last order), so one step is a single
/// pass over memory and a checkpoint is four tensors. Adam: Kingma and Ba 2015, algorithm 1; decoupled weight decay:
/// Loshchilov and Hutter 2019, algorithm 2; the average is of the weights (EMA). What Muon moves keeps its momentum
/// where Adam's first moment is, and has no second one.
class FlatParameters
{
public:
    explicit FlatParameters(torch::nn::Module &module);

    void zeroGradients();
    /// Before clipping. Not finite where one of the gradient's numbers is not.
    double gradientNorm() const;
    /// Requires: `norm` is gradientNorm(), and finite.
    void step(double norm, double learningRate, double emaDecay, const AdamOptions &options);

    /// While it lives the module's parameters read as their moving average. One at a time.
    class AverageScope
    {
    public:
        explicit AverageScope(FlatParameters &owner);
        ~AverageScope();
        AverageScope(const AverageScope &) = delete;
        AverageScope &operator=(const AverageScope &) = delete;

    private:
        FlatParameters &m_owner;
    };

    std::int64_t count() const { return m_weights.numel(); }
    torch::Tensor &weights() { return m_weights; }
    torch::Tensor &gradients() { return m_gradients; }
    torch::Tensor &average() { return m_average; }
    torch::Tensor &firstMoment() { return m_first; }
    torch::Tensor &secondMoment() { return m_second; }
    std::int64_t steps() const { return m_steps; }
    void setSteps(std::int64_t steps) { m_steps = steps; }

private:
    /// A matrix inside the flat tensors.
    struct Matrix
    {
        std::int64_t offset, rows, columns;
    };
    void moveMatrix(const Matrix &matrix, double clip, double rate, double average);

    std::vector<Matrix> m_matrices; ///< In order.
    torch::Tensor m_weights, m_gradients, m_average, m_first, m_second;
    std::int64_t m_steps = 0;
};

} // namespace imago::train::neural
