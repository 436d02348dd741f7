// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/source_picture.h"

#include "engine/core/random.h"
#include "engine/files/resample.h"
#include "engine/style/photo.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace imago::ui {

namespace {

ImagePtr shrunk(const ImagePtr &picture, int longestSide)
{
    if (std::max(picture->width(), picture->height()) <= longestSide)
        return picture;
    return std::make_shared<const Image>(
        files::resample(*picture, style::fitted(picture->size(), longestSide)));
}

} // namespace

QImage thumbnailOf(const Image &picture)
{
    const Image straight = picture.converted(PixelFormat::Rgba8);
    return QImage(straight.bytes().data(), straight.width(), straight.height(),
                  static_cast<qsizetype>(straight.bytesPerRow()), QImage::Format_RGBA8888)
        .scaled(SourcePicture::kThumbnailSide, SourcePicture::kThumbnailSide, Qt::KeepAspectRatio,
                Qt::SmoothTransformation)
        .copy(); // the pixels above end here
}

std::uint64_t pixelHash(const Image &picture)
{
    std::uint64_t sum = mixSeed(static_cast<std::uint64_t>(picture.width()),
                                static_cast<std::uint64_t>(picture.height()));
    const auto bytes = picture.bytes();
    std::size_t at = 0;
    for (; at + sizeof(std::uint64_t) <= bytes.size(); at += sizeof(std::uint64_t)) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data() + at, sizeof word);
        sum = (sum ^ word) * 0x9E3779B97F4A7C15U;
        sum ^= sum >> 29;
    }
    for (; at < bytes.size(); ++at)
        sum = mixSeed(sum, bytes[at]);
    return mixSeed(sum, bytes.size());
}

SourcePtr makeSourcePicture(Image picture, const QString &name, const QString &file)
{
    auto made = std::make_shared<SourcePicture>();
    made->name = name;
    made->file = file;
    made->id = pixelHash(picture);
    made->transparent = !style::isOpaque(picture);
    made->full = std::make_shared<const Image>(std::move(picture));
    made->medium = shrunk(made->full, SourcePicture::kMediumSide);
    made->small = shrunk(made->medium, SourcePicture::kSmallSide);
    made->draft = shrunk(made->small, SourcePicture::kDraftSide);
    made->thumbnail = thumbnailOf(*made->draft);
    return made;
}

} // namespace imago::ui
