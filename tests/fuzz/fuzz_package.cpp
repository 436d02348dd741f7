// SPDX-License-Identifier: GPL-3.0-or-later
// Model packages from strangers: read or refused; all that was promised can be read, and the manifest can be
// written and read again. The first byte says whether the rest is an archive or the JSON inside one, which
// mutations of an archive would hardly reach behind its checksums.
#include "engine/files/package.h"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <sys/mman.h>
#include <unistd.h>

using namespace imago;

namespace {

void readManifest(std::string_view text)
{
    const auto manifest = files::parseManifest(text, "fuzz");
    if (!manifest)
        return;
    const std::string written = files::toJson(*manifest);
    const auto again = files::parseManifest(written, "fuzz");
    // Indentation may lift what was just small enough over the limit of a manifest's size.
    if (again ? files::toJson(*again) != written : written.size() <= files::kLargestManifest)
        std::abort();
}

void readArchive(const std::uint8_t *bytes, std::size_t size)
{
    const int file = memfd_create("package", MFD_CLOEXEC);
    if (file < 0 || write(file, bytes, size) != static_cast<ssize_t>(size))
        std::abort();
    if (const auto package = files::openPackage("/proc/self/fd/" + std::to_string(file))) {
        for (const files::ManifestFile &listed : package->manifest().files) {
            if (!package->read(listed.path))
                std::abort();
        }
    }
    close(file);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    if (size == 0)
        return 0;
    if (bytes[0] == 'P')
        readArchive(bytes + 1, size - 1);
    else
        readManifest({reinterpret_cast<const char *>(bytes + 1), size - 1});
    return 0;
}
