// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace imago::files {

enum class DType { F32, F16, BF16, I8, U8, I32, I64 };

/// Its name in the file: "F32", "BF16", ...
std::string_view name(DType dtype) noexcept;
std::size_t bytesPerValue(DType dtype) noexcept;

/// A tensor somebody else owns. Row-major, little-endian, no gaps.
struct TensorView
{
    std::string name;
    DType dtype = DType::F32;
    std::vector<std::int64_t> shape; ///< Empty for a single value.
    std::span<const std::uint8_t> bytes;

    std::int64_t count() const noexcept;
};

/// The values of a floating-point tensor as floats; empty for integer tensors.
std::vector<float> toFloats(const TensorView &tensor);

struct SafeTensorsHeader;

using Metadata = std::map<std::string, std::string>;

/// A safetensors file, checked whole before a byte of its tensors is read. Owns the bytes; moving it keeps
/// the views valid.
///
/// **Errors**: FileMissing, FileUnreadable; FileTooLarge for a header above 16 MB or more than 65,536
/// tensors; UnsupportedFormat for a dtype that this reader does not know; FileDamaged for everything else
/// that is wrong, with the rule that it breaks. The rules are in docs/formats.md.
class SafeTensors
{
public:
    static Result<SafeTensors> open(const std::filesystem::path &path);
    /// The same from memory; `subject` names the file in errors.
    static Result<SafeTensors> parse(std::vector<std::uint8_t> file, std::string subject);

    /// In the order of the bytes in the file.
    std::span<const TensorView> tensors() const noexcept { return m_tensors; }
    /// Null when there is none of that name.
    const TensorView *find(std::string_view name) const noexcept;
    std::vector<std::string> names() const;
    const Metadata &metadata() const noexcept { return m_metadata; }

private:
    SafeTensors(SafeTensorsHeader header, std::vector<std::uint8_t> file);

    std::vector<std::uint8_t> m_bytes;
    std::vector<TensorView> m_tensors;
    Metadata m_metadata;
};

/// The file's bytes. Tensors are ordered as the reference implementation orders them (larger values first,
/// then by name), so equal tensors give equal bytes. Errors: BadInput for a duplicate or reserved name or
/// bytes that do not fit dtype and shape.
Result<std::vector<std::uint8_t>> toSafeTensors(std::span<const TensorView> tensors,
                                                const Metadata &metadata = {});

/// toSafeTensors through saveFile: the old file stays whole until the new one is.
Status writeSafeTensors(const std::filesystem::path &path, std::span<const TensorView> tensors,
                        const Metadata &metadata = {});

} // namespace imago::files
