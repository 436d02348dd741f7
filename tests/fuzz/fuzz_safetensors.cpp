// SPDX-License-Identifier: GPL-3.0-or-later
// Tensors from strangers: read or refused, and what was read can be written and read again.
#include "engine/files/safetensors.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

using namespace imago;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    const auto read = files::SafeTensors::parse({bytes, bytes + size}, "fuzz");
    if (!read)
        return 0;
    const auto written = files::toSafeTensors(read->tensors(), read->metadata());
    if (!written)
        std::abort();
    const auto again = files::SafeTensors::parse(*written, "fuzz");
    if (!again || again->metadata() != read->metadata() || again->tensors().size() != read->tensors().size())
        std::abort();
    for (const files::TensorView &tensor : read->tensors()) {
        const files::TensorView *same = again->find(tensor.name);
        if (same == nullptr || same->dtype != tensor.dtype || same->shape != tensor.shape ||
            !std::ranges::equal(same->bytes, tensor.bytes))
            std::abort();
        if (tensor.dtype == files::DType::F16 && files::toFloats(tensor).size() * 2 != tensor.bytes.size())
            std::abort();
    }
    return 0;
}
