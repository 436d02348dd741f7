// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/neural/flat_parameters.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <cmath>

namespace imago::train::neural {

using torch::Tensor;

namespace {

// A view of `flat` with the parameter's shape; convolution weights lie in channels-last order.
Tensor viewLike(const Tensor &flat, std::int64_t offset, const Tensor &parameter)
{
    const Tensor part = flat.narrow(0, offset, parameter.numel());
    if (parameter.dim() != 4)
        return part.view(parameter.sizes());
    const auto s = parameter.sizes();
    return part.view({s[0], s[2], s[3], s[1]}).permute({0, 3, 1, 2});
}

struct Pass
{
    float rate, correction1, correction2, decay, clip, average;
    float beta1, beta2, epsilon;
};

void stepOnCpu(Tensor &weights, const Tensor &gradients, Tensor &first, Tensor &second, Tensor &average, const Pass &p)
{
    float *w = weights.data_ptr<float>();
    const float *g = gradients.data_ptr<float>();
    float *m = first.data_ptr<float>();
    float *v = second.data_ptr<float>();
    float *e = average.data_ptr<float>();
    at::parallel_for(0, weights.numel(), 1 << 16, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i) {
            const float gradient = g[i] * p.clip;
            m[i] += (gradient - m[i]) * (1.0F - p.beta1);
            v[i] += (gradient * gradient - v[i]) * (1.0F - p.beta2);
            const float update = m[i] * p.correction1 / (std::sqrt(v[i] * p.correction2) + p.epsilon);
            w[i] -= p.rate * (update + p.decay * w[i]);
            e[i] += (w[i] - e[i]) * (1.0F - p.average);
        }
    });
}

// The nearest matrix with orthonormal rows or columns, roughly: five steps of the quintic Newton-Schulz iteration
// (Jordan et al. 2024), whose singular values end between 0.7 and 1.2. Each step multiplies the matrix by a polynomial
// of its Gram matrix. Those commute, so the steps are done on the smaller, square matrix alone. They need float32: in
// bfloat16 eigenvalues that rounding made negative run away.
Tensor orthogonalised(const Tensor &matrix)
{
    const auto polynomial = [](const Tensor &gram) {
        Tensor result = 2.0315 * gram.matmul(gram) - 4.7750 * gram;
        result.diagonal().add_(3.4445);
        return result;
    };
    const bool tall = matrix.size(0) > matrix.size(1);
    const Tensor wide = (tall ? matrix.t() : matrix) / (matrix.norm() + 1e-7);
    Tensor gram = wide.matmul(wide.t());
    Tensor factor = polynomial(gram);
    Tensor product = factor;
    for (int step = 1; step < 5; ++step) {
        gram = factor.matmul(gram).matmul(factor);
        factor = polynomial(gram);
        product = factor.matmul(product);
    }
    const Tensor result = product.matmul(wide);
    return tall ? result.t() : result;
}

void stepAnywhere(Tensor &weights, const Tensor &gradients, Tensor &first, Tensor &second, Tensor &average,
                  const Pass &p)
{
    const Tensor gradient = gradients * p.clip;
    first.lerp_(gradient, 1.0 - static_cast<double>(p.beta1));
    second.lerp_(gradient * gradient, 1.0 - static_cast<double>(p.beta2));
    const Tensor update = first * p.correction1 / ((second * p.correction2).sqrt_() + p.epsilon);
    weights.sub_((update + weights * p.decay) * p.rate);
    average.lerp_(weights, 1.0 - static_cast<double>(p.average));
}

} // namespace

FlatParameters::FlatParameters(torch::nn::Module &module)
{
    torch::NoGradGuard noGrad;
    const std::vector<Tensor> parameters = module.parameters();
    std::int64_t total = 0;
    for (const Tensor &parameter : parameters)
        total += parameter.numel();
    m_weights = torch::empty({total}, parameters.front().options().requires_grad(false));
    m_gradients = torch::zeros_like(m_weights);
    std::int64_t offset = 0;
    for (Tensor parameter : parameters) {
        if (parameter.dim() >= 2)
            m_matrices.push_back({offset, parameter.size(0), parameter.numel() / parameter.size(0)});
        Tensor view = viewLike(m_weights, offset, parameter);
        view.copy_(parameter);
        parameter.set_data(view);
        parameter.mutable_grad() = viewLike(m_gradients, offset, parameter);
        offset += parameter.numel();
    }
    if (!m_matrices.empty())
        m_matrices.pop_back();
    m_average = m_weights.clone();
    m_first = torch::zeros_like(m_weights);
    m_second = torch::zeros_like(m_weights);
}

void FlatParameters::zeroGradients()
{
    m_gradients.zero_();
}

double FlatParameters::gradientNorm() const
{
    const torch::NoGradGuard noGrad;
    return m_gradients.norm().item<double>();
}

void FlatParameters::step(double norm, double learningRate, double emaDecay, const AdamOptions &options)
{
    torch::NoGradGuard noGrad;
    ++m_steps;
    const auto t = static_cast<double>(m_steps);
    const auto f = [](double x) { return static_cast<float>(x); };
    const Pass pass{f(learningRate),
                    f(1.0 / (1.0 - std::pow(options.beta1, t))),
                    f(1.0 / (1.0 - std::pow(options.beta2, t))),
                    f(options.weightDecay),
                    f(norm > options.clipNorm ? options.clipNorm / norm : 1.0),
                    f(std::min(emaDecay, (1.0 + t) / (10.0 + t))),
                    f(options.beta1),
                    f(options.beta2),
                    f(options.epsilon)};
    const auto adam = [&](std::int64_t from, std::int64_t to) {
        if (from == to)
            return;
        const auto part = [&](const Tensor &flat) { return flat.narrow(0, from, to - from); };
        Tensor weights = part(m_weights), first = part(m_first), second = part(m_second), average = part(m_average);
        if (m_weights.is_cpu())
            stepOnCpu(weights, part(m_gradients), first, second, average, pass);
        else
            stepAnywhere(weights, part(m_gradients), first, second, average, pass);
    };
    std::int64_t reached = 0;
    if (options.matrixPace > 0.0) {
        for (const Matrix &matrix : m_matrices) {
            adam(reached, matrix.offset);
            moveMatrix(matrix, static_cast<double>(pass.clip), options.matrixPace * learningRate,
                       static_cast<double>(pass.average));
            reached = matrix.offset + matrix.rows * matrix.columns;
        }
    }
    adam(reached, m_weights.numel());
}

void FlatParameters::moveMatrix(const Matrix &matrix, double clip, double rate, double average)
{
    constexpr double kMomentum = 0.95;
    const auto part = [&](const Tensor &flat) {
        return flat.narrow(0, matrix.offset, matrix.rows * matrix.columns).view({matrix.rows, matrix.columns});
    };
    const Tensor gradient = part(m_gradients) * clip;
    Tensor momentum = part(m_first);
    momentum.lerp_(gradient, 1.0 - kMomentum);
    const double shape = static_cast<double>(matrix.rows) / static_cast<double>(matrix.columns);
    Tensor weights = part(m_weights);
    weights.sub_(orthogonalised(gradient.lerp(momentum, kMomentum)), rate * std::sqrt(std::max(1.0, shape)));
    part(m_average).lerp_(weights, 1.0 - average);
}

FlatParameters::AverageScope::AverageScope(FlatParameters &owner)
    : m_owner(owner)
{
    torch::NoGradGuard noGrad;
    const Tensor weights = m_owner.m_weights.clone();
    m_owner.m_weights.copy_(m_owner.m_average);
    m_owner.m_average.copy_(weights);
}

FlatParameters::AverageScope::~AverageScope()
{
    torch::NoGradGuard noGrad;
    const Tensor average = m_owner.m_weights.clone();
    m_owner.m_weights.copy_(m_owner.m_average);
    m_owner.m_average.copy_(average);
}

} // namespace imago::train::neural
