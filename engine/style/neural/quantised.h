// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/files/safetensors.h"

#include "engine/tensor/torch.h"

#include <string>

namespace imago::style::neural {

/// A convolution's weights, made float.
struct Convolution
{
    torch::Tensor weight; ///< out x in / groups x side x side
    torch::Tensor bias;   ///< out
    int stride = 1;
    int groups = 1;

    int side() const { return static_cast<int>(weight.size(-1)); }
};

/// What the architecture says about a convolution.
struct ConvolutionShape
{
    int in = 0;
    int out = 0;
    int side = 1;
    int stride = 1;
    int groups = 1;
};

/// Reads "NAME.weight" (I8) and "NAME.bias" (I32) with a scale for each output channel ("_scale", F32) and makes them
/// float: integer * scale. Keeps the first error until it is asked for.
class QuantisedReader
{
public:
    explicit QuantisedReader(const files::SafeTensors &file)
        : m_file(file)
    {
    }

    /// Without tensors once anything has failed.
    Convolution convolution(const std::string &name, const ConvolutionShape &shape);

    /// Errors: Incompatible for a missing tensor, another shape or type, or a tensor that nobody read; FileDamaged for
    /// a scale that is not a positive finite number.
    Status finish() const;

private:
    Result<torch::Tensor> tensor(const std::string &name, files::DType dtype, const std::vector<std::int64_t> &shape);

    const files::SafeTensors &m_file;
    std::size_t m_read = 0;
    Status m_status;
};

} // namespace imago::style::neural
