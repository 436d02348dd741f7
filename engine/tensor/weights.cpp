// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tensor/weights.h"

#include "engine/files/half.h"

#include <cmath>
#include <cstring>
#include <utility>

namespace imago::tensor {

using files::DType;

namespace {

std::vector<std::pair<std::string, torch::Tensor>> tensorsOf(const torch::nn::Module &module)
{
    std::vector<std::pair<std::string, torch::Tensor>> result;
    for (const auto &parameter : module.named_parameters())
        result.emplace_back(parameter.key(), parameter.value());
    for (const auto &buffer : module.named_buffers())
        result.emplace_back(buffer.key(), buffer.value());
    return result;
}

} // namespace

void TensorBundle::add(const std::string &name, const torch::Tensor &tensor, DType dtype)
{
    const torch::Tensor flat = tensor.detach().to(torch::kCPU, torch::kFloat).contiguous();
    Entry entry{name, dtype, tensor.sizes().vec(), {}};
    const float *values = flat.data_ptr<float>();
    const auto count = static_cast<std::size_t>(flat.numel());
    entry.bytes.resize(count * files::bytesPerValue(dtype));
    if (dtype == DType::F32) {
        std::memcpy(entry.bytes.data(), values, entry.bytes.size());
    } else {
        for (std::size_t i = 0; i < count; ++i) {
            const std::uint16_t half = files::toHalf(values[i]);
            std::memcpy(entry.bytes.data() + 2 * i, &half, 2);
        }
    }
    m_entries.push_back(std::move(entry));
}

void TensorBundle::addModule(const torch::nn::Module &module, DType dtype)
{
    for (const auto &[name, tensor] : tensorsOf(module))
        add(name, tensor, dtype);
}

std::vector<files::TensorView> TensorBundle::views() const
{
    std::vector<files::TensorView> result;
    for (const Entry &entry : m_entries)
        result.push_back({entry.name, entry.dtype, entry.shape, entry.bytes});
    return result;
}

Result<torch::Tensor> readTensor(const files::SafeTensors &file, const std::string &name,
                                 const std::vector<std::int64_t> &shape)
{
    const files::TensorView *view = file.find(name);
    if (view == nullptr)
        return fail(ErrorCode::Incompatible, "the weights lack the tensor " + name);
    if (view->shape != shape)
        return fail(ErrorCode::Incompatible, "the tensor " + name + " has another shape than the architecture");
    const std::vector<float> values = files::toFloats(*view);
    if (values.empty())
        return fail(ErrorCode::Incompatible, "the tensor " + name + " holds integers");
    for (const float value : values) {
        if (!std::isfinite(value))
            return fail(ErrorCode::FileDamaged, "the tensor " + name + " holds a value that is not finite");
    }
    return torch::tensor(values).view(shape);
}

Status loadModule(torch::nn::Module &module, const files::SafeTensors &file)
{
    const auto tensors = tensorsOf(module);
    if (file.tensors().size() != tensors.size())
        return fail(ErrorCode::Incompatible, "the weights hold another number of tensors than the architecture");
    std::vector<torch::Tensor> values;
    for (const auto &[name, tensor] : tensors) {
        Result<torch::Tensor> value = readTensor(file, name, tensor.sizes().vec());
        if (!value)
            return tl::unexpected(value.error());
        values.push_back(std::move(*value));
    }
    const torch::NoGradGuard noGrad;
    std::size_t i = 0;
    for (const auto &[name, tensor] : tensors)
        torch::Tensor(tensor).copy_(values[i++]);
    return {};
}

} // namespace imago::tensor
