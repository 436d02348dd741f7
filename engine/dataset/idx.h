// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/core/image.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace imago::dataset {

/// An array of bytes from an IDX file, the format of MNIST (yann.lecun.com/exdb/mnist, "the IDX file format").
struct IdxArray
{
    std::vector<std::uint32_t> shape; ///< The first is the number of pictures or labels.
    std::vector<std::uint8_t> bytes;  ///< The file; the values begin at `begin`.
    std::size_t begin = 0;

    std::size_t count() const noexcept { return shape.empty() ? 0 : shape.front(); }
    std::size_t bytesEach() const noexcept;
    std::span<const std::uint8_t> operator[](std::size_t index) const noexcept
    {
        return std::span(bytes).subspan(begin + index * bytesEach(), bytesEach());
    }
};

/// Reads an IDX file of unsigned bytes, plain or gzipped. Errors: FileMissing, FileUnreadable; FileTooLarge above 4 GB
/// unpacked; UnsupportedFormat for another type of values; FileDamaged for everything that is not as its head says.
Result<IdxArray> readIdx(const std::filesystem::path &path);
/// The same from memory, unpacked already.
Result<IdxArray> parseIdx(std::vector<std::uint8_t> bytes, const std::string &subject);

/// Whether pictures can be read from it: [count, height, width] or [count, height, width, 1, 3 or 4 channels], sides 1
/// to 16,384. Errors: UnsupportedFormat.
Status checkPictures(const IdxArray &array, const std::string &subject);
/// Picture `index` of an array that checkPictures() accepts: grey, RGB or RGBA as 8-bit RGBA.
Image pictureOf(const IdxArray &array, std::size_t index);

} // namespace imago::dataset
