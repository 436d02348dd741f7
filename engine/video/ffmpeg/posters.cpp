// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/video/ffmpeg/posters.h"

#include "engine/video/ffmpeg/reader.h"

#include <algorithm>
#include <cmath>

namespace imago::video {

Result<ClipInfo> readClipInfo(const std::filesystem::path &clip)
{
    const Result<Reader> reader = Reader::open(clip);
    if (!reader)
        return tl::unexpected(reader.error());
    return reader->info();
}

Result<std::vector<Frame>> readPosters(const std::filesystem::path &clip, const std::vector<double> &moments,
                                       int longerSide, const std::stop_token &stop)
{
    Result<Reader> reader = Reader::open(clip);
    if (!reader)
        return tl::unexpected(std::move(reader).error());
    const ClipInfo &info = reader->info();
    const double width = info.size.width * info.pixelAspect.value();
    const double scale = std::min(1.0, longerSide / std::max(width, static_cast<double>(info.size.height)));
    const auto side = [scale](double before) { return std::max(1, static_cast<int>(std::lround(before * scale))); };
    reader->scaleTo({side(width), side(info.size.height)});

    std::vector<Frame> posters;
    for (const double moment : moments) {
        if (stop.stop_requested())
            break;
        if (Status found = reader->seek(info.begin + info.timeBase.ticks(moment)); !found)
            return tl::unexpected(std::move(found).error());
        Result<std::optional<Frame>> frame = reader->next(stop);
        if (!frame)
            return tl::unexpected(std::move(frame).error());
        if (!*frame)
            break;
        (*frame)->picture = (*frame)->picture.converted(PixelFormat::Rgba8);
        posters.push_back(*std::move(*frame));
    }
    return posters;
}

} // namespace imago::video
