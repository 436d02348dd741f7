// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/files/safetensors.h"

#include "engine/tensor/torch.h"

#include <cstdint>
#include <string>
#include <vector>

namespace imago::tensor {

/// Named tensors on their way into a safetensors file: owns the bytes that the views point to.
class TensorBundle
{
public:
    /// A copy of the tensor in `dtype` (F32 or F16), row-major.
    void add(const std::string &name, const torch::Tensor &tensor, files::DType dtype);
    /// Every parameter and buffer of a module under its LibTorch name.
    void addModule(const torch::nn::Module &module, files::DType dtype);

    std::vector<files::TensorView> views() const;

private:
    struct Entry
    {
        std::string name;
        files::DType dtype;
        std::vector<std::int64_t> shape;
        std::vector<std::uint8_t> bytes;
    };
    std::vector<Entry> m_entries;
};

/// A tensor of the file as float32 of exactly this shape. Errors: Incompatible for a missing name, another shape or
/// an integer type; FileDamaged for a value that is not finite.
Result<torch::Tensor> readTensor(const files::SafeTensors &file, const std::string &name,
                                 const std::vector<std::int64_t> &shape);

/// Fills every parameter and buffer of the module; names and shapes are checked first, and a file with other tensors
/// beside them is Incompatible. Errors: as readTensor; the module is untouched then.
Status loadModule(torch::nn::Module &module, const files::SafeTensors &file);

} // namespace imago::tensor
