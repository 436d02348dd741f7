// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/neural/flat_parameters.h"

#include <ATen/Parallel.h>

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
        Tensor view = viewLike(m_weights, offset, parameter);
        view.copy_(parameter);
        parameter.set_data(view);
        parameter.mutable_grad() = viewLike(m_gradients, offset, parameter);
        offset += parameter.numel();
    }
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
    if (m_weights.is_cpu())
        stepOnCpu(m_weights, m_gradients, m_first, m_second, m_average, pass);
    else
        stepAnywhere(m_weights, m_gradients, m_first, m_second, m_average, pass);
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
