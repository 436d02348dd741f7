// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/video/clip.h"

#include <QImage>
#include <QString>

#include <cstdint>
#include <memory>
#include <vector>

namespace imago::ui {

/// A clip that somebody brought: what it is, and small pictures of it. Its frames stay in its file.
struct SourceClip
{
    static constexpr int kPosters = 24; ///< At most, evenly over the clip.
    static constexpr int kPosterSide = 160;

    std::uint64_t id = 0; ///< Equal for equal files.
    QString name;         ///< For people: the file's name without its folder and ending.
    QString file;
    video::ClipInfo info;
    double seconds = 0; ///< Above 0, also where the file does not say.
    std::vector<QImage> posters; ///< With square pixels; the first is the clip's first frame. At least one.

    double frameSeconds() const { return 1.0 / info.framesPerSecond; }
};
using ClipPtr = std::shared_ptr<const SourceClip>;

/// A clip and the stretch of it that is wanted, in seconds from its begin.
struct ChosenClip
{
    ClipPtr clip;
    double from = 0;
    double to = 0;

    bool isWhole() const { return from <= 0.0 && to >= clip->seconds; }
    bool operator==(const ChosenClip &other) const
    {
        return clip->id == other.clip->id && from == other.from && to == other.to;
    }
};

/// The clips of the video room and how they are painted, besides the styles.
struct VideoState
{
    static constexpr double kSmooth = 0.85;

    std::vector<ChosenClip> clips;
    std::size_t current = 0; ///< The one that is shown.
    double smooth = kSmooth; ///< As style::VideoOrder::smooth.

    const ChosenClip *shown() const { return current < clips.size() ? &clips[current] : nullptr; }
    bool operator==(const VideoState &) const = default;
};

} // namespace imago::ui
