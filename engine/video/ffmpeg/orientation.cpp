// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/video/ffmpeg/orientation.h"

#include <array>
#include <cstdint>
#include <cstring>

extern "C" {
#include <libavformat/avformat.h>
}

namespace imago::video {

namespace {

const std::uint8_t *displayMatrix(const AVStream &stream, std::size_t &bytes)
{
#if LIBAVFORMAT_VERSION_MAJOR >= 61
    const AVPacketSideData *found = av_packet_side_data_get(
        stream.codecpar->coded_side_data, stream.codecpar->nb_coded_side_data, AV_PKT_DATA_DISPLAYMATRIX);
    bytes = found != nullptr ? found->size : 0;
    return found != nullptr ? found->data : nullptr;
#else
    return av_stream_get_side_data(&stream, AV_PKT_DATA_DISPLAYMATRIX, &bytes);
#endif
}

int sign(std::int32_t value)
{
    return value > 0 ? 1 : value < 0 ? -1 : 0;
}

} // namespace

int orientationOf(const AVStream &stream)
{
    std::size_t bytes = 0;
    const std::uint8_t *values = displayMatrix(stream, bytes);
    std::array<std::int32_t, 9> matrix{};
    if (values == nullptr || bytes < sizeof matrix)
        return 1;
    std::memcpy(matrix.data(), values, sizeof matrix);
    // A stored pixel (p, q) is shown at (a p + c q, b p + d q).
    const int a = sign(matrix[0]);
    const int b = sign(matrix[1]);
    const int c = sign(matrix[3]);
    const int d = sign(matrix[4]);
    struct Turn
    {
        int a, b, c, d, orientation;
    };
    static constexpr std::array<Turn, 8> kTurns = {{{1, 0, 0, 1, 1},
                                                    {-1, 0, 0, 1, 2},
                                                    {-1, 0, 0, -1, 3},
                                                    {1, 0, 0, -1, 4},
                                                    {0, 1, 1, 0, 5},
                                                    {0, 1, -1, 0, 6},
                                                    {0, -1, -1, 0, 7},
                                                    {0, -1, 1, 0, 8}}};
    for (const Turn &turn : kTurns) {
        if (turn.a == a && turn.b == b && turn.c == c && turn.d == d)
            return turn.orientation;
    }
    return 1;
}

} // namespace imago::video
