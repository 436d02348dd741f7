// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/project/project.h"
#include "ui/session/style_state.h"

#include <stop_token>
#include <vector>

namespace imago::app {

struct RestoredStyle
{
    ui::StyleState state;
    std::vector<Error> errors; ///< Of what is not there any more, or can't be read.
};

/// Brings back what a project says of the rooms of style and video; what can't be brought back is left out. Reads
/// files: never on the GUI thread.
RestoredStyle restoreStyle(const project::StyleWork &work, const std::stop_token &stop);

} // namespace imago::app
