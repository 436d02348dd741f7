// SPDX-License-Identifier: GPL-3.0-or-later
// Clips from strangers: read or refused. FFmpeg has fuzzers of its own; this one is for what we do around it, so only
// small and short ones are decoded.
#include "engine/video/ffmpeg/reader.h"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <sys/mman.h>
#include <unistd.h>

using namespace imago;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    constexpr std::int64_t kMostDecoded = 1 << 16;
    constexpr int kMostFrames = 20;
    static const int file = memfd_create("clip", MFD_CLOEXEC);
    if (file < 0 || ftruncate(file, 0) != 0 || pwrite(file, bytes, size, 0) != static_cast<ssize_t>(size))
        std::abort();
    auto reader = video::Reader::open("/proc/self/fd/" + std::to_string(file));
    if (!reader || std::int64_t{reader->info().size.width} * reader->info().size.height > kMostDecoded)
        return 0;
    std::int64_t last = INT64_MIN;
    for (int i = 0; i < kMostFrames; ++i) {
        const auto frame = reader->next();
        if (!frame || !*frame)
            return 0;
        if ((*frame)->picture.empty() || (*frame)->time <= last)
            std::abort();
        last = (*frame)->time;
    }
    return 0;
}
