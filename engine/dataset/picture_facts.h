// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dataset/dataset.h"
#include "engine/dataset/perceptual_hash.h"

#include <cstddef>
#include <cstdint>

namespace imago::dataset {

/// Why a picture can't be used.
enum class Trouble : std::uint8_t {
    None,
    Missing,     ///< It was listed and is gone.
    Unreadable,  ///< No permission, or a failing disk.
    Damaged,     ///< Empty, cut off or corrupt.
    Unsupported, ///< Not one of the formats, whatever its name says.
    TooLarge,    ///< Above 200 megapixels or 2 GB, or beyond this machine's memory.
};

/// "missing", "unreadable", ...
std::string_view name(Trouble trouble) noexcept;

/// What reading a picture once tells about it, in 232 bytes without pointers.
struct PictureFacts
{
    std::uint64_t content = 0; ///< The first 64 bits of the SHA-256 of the file, or of the pixels inside an IDX file.
    Appearance appearance;
    Size size;
    Trouble trouble = Trouble::None;
    bool grey = false;       ///< Every pixel's red, green and blue are one.
    bool transparent = false; ///< Some pixel is not opaque.
    bool deep = false;       ///< More than 8 bits a channel.
    std::uint8_t marks = 0;  ///< usage_marks.h: who reserved training.
};

struct ColorUse
{
    bool grey = true; ///< As in PictureFacts.
    bool transparent = false;
};
ColorUse colorUseOf(const Image &picture);

/// Reads one picture. Its pixels come along in `picture` where there is no trouble; never fails otherwise.
PictureFacts examine(const Dataset &dataset, std::size_t item, Image &picture);

} // namespace imago::dataset
