// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures and their texts from strangers: read or refused. Only small ones are decoded: large ones merely
// cost time.
#include "engine/files/image_file.h"

#include <cstdint>
#include <cstdlib>

using namespace imago;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    constexpr std::int64_t kMostDecoded = 1 << 16;
    const std::span<const std::uint8_t> file(bytes, size);
    if (const auto text = files::readPngText(file, "fuzz");
        text && !text->empty() && text->begin()->first.empty())
        std::abort();
    const auto announced = files::readImageSize(file, "fuzz");
    if (!announced || std::int64_t{announced->width} * announced->height > kMostDecoded)
        return 0;
    if (const auto image = files::readImage(file, "fuzz"); image && image->empty())
        std::abort();
    return 0;
}
