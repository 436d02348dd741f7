// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/core/image.h"
#include "engine/jobs/ticket.h"

#include <chrono>
#include <functional>
#include <variant>

namespace imago::jobs {

/// How good a complete picture is, and how far a request is to go.
enum class Quality { Draft, Preview, Final };

/// How work ends when nothing fails. A failure is an Error, not an ending; a stop is an ending, not an error.
enum class Ending {
    Completed,
    Superseded, ///< Newer work took its place.
    Stopped     ///< Somebody asked it to stop.
};

enum class Stage { Loading, Rendering, Training, Saving };

/// One complete picture.
struct Frame
{
    Ticket ticket;
    Quality quality = Quality::Draft;
    ImagePtr image;
    std::chrono::microseconds took{}; ///< From the moment that its work began to run.
};

struct Progress
{
    Ticket ticket;
    Stage stage = Stage::Rendering;
    int done = 0;
    int total = 0; ///< 0: unknown length.
};

/// The last event of a ticket.
struct Finished
{
    Ticket ticket;
    Result<Ending> result = Ending::Completed;
};

using Event = std::variant<Frame, Progress, Finished>;

/// Where lanes send their events. Called from any thread; must not block and must not throw.
using EventSink = std::function<void(Event)>;

} // namespace imago::jobs
