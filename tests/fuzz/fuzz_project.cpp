// SPDX-License-Identifier: GPL-3.0-or-later
// Project files from strangers: read or refused, and what was read can be written and read again.
// The first byte says whether the rest is an archive or the JSON inside one, which mutations of an archive
// would hardly reach behind its checksums.
#include "engine/project/project_file.h"
#include "engine/project/project_json.h"

#include <cstdint>
#include <cstdlib>
#include <span>
#include <string_view>

using namespace imago;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    if (size == 0)
        return 0;
    const std::span<const std::uint8_t> rest(bytes + 1, size - 1);
    const std::string_view text(reinterpret_cast<const char *>(rest.data()), rest.size());
    const auto read =
        bytes[0] == 'P' ? project::projectFromBytes(rest, "fuzz") : project::fromJson(text, "fuzz");
    if (!read)
        return 0;
    const auto written = project::toBytes(*read);
    if (!written)
        std::abort();
    const auto again = project::projectFromBytes(*written, "fuzz");
    if (!again || *again != *read)
        std::abort();
    return 0;
}
