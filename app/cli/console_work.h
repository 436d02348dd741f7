// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/console.h"
#include "engine/jobs/job_context.h"

#include <stop_token>
#include <string>

namespace imago::cli {

/// What a verb's long work speaks to: its progress is shown on the console as so many of `what` ("step"; while it
/// loads, as samples), its frames are for nobody. Ctrl-C is a stop `now`, or `atCheckpoint`, after which nothing is
/// lost.
jobs::JobContext consoleWork(Console &console, std::string what, std::stop_token now,
                             std::stop_token atCheckpoint = {});

} // namespace imago::cli
