// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/files/inflate.h"

#include <algorithm>
#include <memory>
#include <zlib.h>

namespace imago::files {

Result<std::vector<std::uint8_t>> inflated(std::span<const std::uint8_t> packed, Wrapping wrapping, std::size_t limit,
                                           const std::string &subject)
{
    constexpr std::size_t kAtOnce = std::size_t{1} << 30; // zlib counts in 32 bits
    constexpr std::size_t kFirst = std::size_t{1} << 14;
    z_stream stream{};
    if (inflateInit2(&stream, wrapping == Wrapping::Gzip ? 16 + MAX_WBITS : MAX_WBITS) != Z_OK)
        return fail(ErrorCode::OutOfMemory, "no memory to unpack", subject);
    const std::unique_ptr<z_stream, int (*)(z_stream *)> closing(&stream, &inflateEnd);
    std::vector<std::uint8_t> result;
    std::size_t done = 0;
    std::size_t read = 0;
    int state = Z_OK;
    while (state == Z_OK) {
        if (done == result.size())
            result.resize(std::max(kFirst, 2 * result.size()));
        const std::size_t give = std::min(packed.size() - read, kAtOnce);
        const std::size_t room = std::min(result.size() - done, kAtOnce);
        stream.next_in = const_cast<Bytef *>(packed.data() + read); // zlib does not write there
        stream.avail_in = static_cast<uInt>(give);
        stream.next_out = result.data() + done;
        stream.avail_out = static_cast<uInt>(room);
        state = inflate(&stream, Z_NO_FLUSH);
        read += give - stream.avail_in;
        done += room - stream.avail_out;
        if (done > limit)
            return fail(ErrorCode::FileTooLarge, "it unpacks to more than " + std::to_string(limit) + " bytes",
                        subject);
        if (state == Z_BUF_ERROR ||
            (state == Z_OK && stream.avail_in == 0 && stream.avail_out > 0 && read == packed.size()))
            return fail(ErrorCode::FileDamaged, "the compressed data ends early", subject);
    }
    if (state != Z_STREAM_END)
        return fail(ErrorCode::FileDamaged, "the compressed data is corrupt", subject);
    result.resize(done);
    return result;
}

} // namespace imago::files
