// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/clip_reader.h"

#include "app/clip_files.h"
#include "app/video_module.h"
#include "engine/core/random.h"
#include "ui/preview/to_qimage.h"

#include <QDateTime>
#include <QFileInfo>

#include <algorithm>

namespace imago::app {

namespace {

/// Of the file as it is now: another one under the same name is another clip.
std::uint64_t idOf(const QFileInfo &file)
{
    std::uint64_t id = mixSeed(static_cast<std::uint64_t>(file.size()),
                               static_cast<std::uint64_t>(file.lastModified().toMSecsSinceEpoch()));
    for (const QChar letter : file.absoluteFilePath())
        id = mixSeed(id, letter.unicode());
    return id;
}

double secondsOf(const video::ClipInfo &info)
{
    if (info.seconds > 0)
        return info.seconds;
    return static_cast<double>(std::max<std::int64_t>(1, info.frames)) / info.framesPerSecond;
}

} // namespace

bool isClipFile(const QString &file)
{
    return video::containerFromEnding(file.toStdString()).has_value();
}

Result<ui::ClipPtr> readClip(const QString &file, const std::stop_token &stop)
{
    const Result<const VideoFactory *> factory = openVideoModule();
    if (!factory)
        return tl::unexpected(factory.error());
    const QFileInfo there(file);
    Result<video::ClipInfo> info = (*factory)->readClipInfo(file.toStdString());
    if (!info)
        return tl::unexpected(std::move(info).error());
    auto clip = std::make_shared<ui::SourceClip>();
    clip->id = idOf(there);
    clip->name = there.completeBaseName();
    clip->file = there.absoluteFilePath();
    clip->info = *info;
    clip->seconds = secondsOf(*info);

    // The middle of each part, and the very first frame.
    const auto count = std::clamp<std::int64_t>(info->frames, 1, ui::SourceClip::kPosters);
    std::vector<double> moments{0.0};
    for (std::int64_t i = 1; i < count; ++i)
        moments.push_back(clip->seconds * (static_cast<double>(i) + 0.5) / static_cast<double>(count));
    const Result<std::vector<video::Frame>> posters =
        (*factory)->readPosters(file.toStdString(), moments, ui::SourceClip::kPosterSide, stop);
    if (!posters)
        return tl::unexpected(posters.error());
    for (const video::Frame &poster : *posters)
        clip->posters.push_back(ui::toQImage(std::make_shared<const Image>(poster.picture)));
    if (clip->posters.empty())
        return fail(ErrorCode::BadInput, "the clip has no frames", there.fileName().toStdString());
    return clip;
}

ReadClips readClips(const QStringList &paths, const std::stop_token &stop)
{
    ReadClips read;
    QStringList files;
    for (const QString &path : paths) {
        if (!QFileInfo(path).isDir()) {
            files << path;
            continue;
        }
        const auto inside = clipsIn(path.toStdString());
        if (!inside)
            read.errors.push_back(inside.error());
        else
            for (const std::filesystem::path &file : *inside)
                files << QString::fromStdString(file.string());
    }
    for (const QString &file : files) {
        Result<ui::ClipPtr> clip = readClip(file, stop);
        if (stop.stop_requested())
            break;
        if (clip)
            read.clips.push_back(*std::move(clip));
        else
            read.errors.push_back(std::move(clip).error());
    }
    return read;
}

} // namespace imago::app
