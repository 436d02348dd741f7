// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "ui/session/source_clip.h"

#include <QStringList>

#include <stop_token>
#include <vector>

namespace imago::app {

/// What a clip is, with its posters. Opens the video module: never on the GUI thread. Errors: as video::Reader's, those
/// of the module, BadInput for a clip without frames.
Result<ui::ClipPtr> readClip(const QString &file, const std::stop_token &stop);

/// Whether the file's name is that of a clip.
bool isClipFile(const QString &file);

struct ReadClips
{
    std::vector<ui::ClipPtr> clips;
    std::vector<Error> errors; ///< Of those that could not be read.
};

/// Clips and folders of clips.
ReadClips readClips(const QStringList &paths, const std::stop_token &stop);

} // namespace imago::app
