// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/neural/quantised.h"

#include "engine/tensor/weights.h"

#include <cstring>

namespace imago::style::neural {

using files::DType;
using torch::Tensor;

Result<Tensor> QuantisedReader::tensor(const std::string &name, DType dtype, const std::vector<std::int64_t> &shape)
{
    const files::TensorView *view = m_file.find(name);
    if (view == nullptr)
        return fail(ErrorCode::Incompatible, "the weights lack the tensor " + name);
    if (view->shape != shape || view->dtype != dtype)
        return fail(ErrorCode::Incompatible, "the tensor " + name + " has another shape than the architecture");
    const Tensor integers = torch::empty(shape, dtype == DType::I8 ? torch::kChar : torch::kInt);
    std::memcpy(integers.data_ptr(), view->bytes.data(), view->bytes.size());
    ++m_read;
    // Doubles hold each int32; the product is rounded to float once.
    const std::string scaleName = name + "_scale";
    const Result<Tensor> scale = tensor::readTensor(m_file, scaleName, {shape.front()});
    if (!scale)
        return tl::unexpected(scale.error());
    if (!(*scale > 0).all().item<bool>())
        return fail(ErrorCode::FileDamaged, "the tensor " + scaleName + " holds a scale that is not above 0");
    ++m_read;
    std::vector<std::int64_t> perChannel(shape.size(), 1);
    perChannel.front() = shape.front();
    return (integers.to(torch::kDouble) * scale->to(torch::kDouble).view(perChannel)).to(torch::kFloat);
}

Convolution QuantisedReader::convolution(const std::string &name, const ConvolutionShape &shape)
{
    Convolution result;
    result.stride = shape.stride;
    result.groups = shape.groups;
    const auto take = [&](const std::string &tensorName, DType dtype, const std::vector<std::int64_t> &sides) {
        if (!m_status)
            return Tensor();
        Result<Tensor> values = tensor(tensorName, dtype, sides);
        if (!values)
            m_status = tl::unexpected(std::move(values).error());
        return values ? *values : Tensor();
    };
    result.weight = take(name + ".weight", DType::I8, {shape.out, shape.in / shape.groups, shape.side, shape.side});
    result.bias = take(name + ".bias", DType::I32, {shape.out});
    return result;
}

Status QuantisedReader::finish() const
{
    if (m_status && m_read != m_file.tensors().size())
        return fail(ErrorCode::Incompatible, "the weights hold another number of tensors than the architecture");
    return m_status;
}

} // namespace imago::style::neural
