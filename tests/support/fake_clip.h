// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/source_clip.h"

namespace imago::test {

/// A clip without a file: two posters, `seconds` long, ten frames a second.
inline ui::ClipPtr fakeClip(std::uint64_t id, double seconds)
{
    auto clip = std::make_shared<ui::SourceClip>();
    clip->id = id;
    clip->name = QStringLiteral("clip %1").arg(id);
    clip->file = QStringLiteral("/clips/%1.mp4").arg(id);
    clip->info.size = {64, 48};
    clip->info.framesPerSecond = 10;
    clip->info.frames = static_cast<std::int64_t>(seconds * 10);
    clip->seconds = clip->info.seconds = seconds;
    for (const QColor &colour : {QColor(Qt::red), QColor(Qt::blue)}) {
        QImage poster(64, 48, QImage::Format_RGB32);
        poster.fill(colour);
        clip->posters.push_back(poster);
    }
    return clip;
}

} // namespace imago::test
