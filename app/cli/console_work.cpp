// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/console_work.h"

#include <utility>

namespace imago::cli {

jobs::JobContext consoleWork(Console &console, std::string what, std::stop_token now, std::stop_token atCheckpoint)
{
    const auto reported = [&console, what = std::move(what)](const jobs::Progress &progress) {
        console.progress(progress.stage == jobs::Stage::Loading ? "sample" : what, progress.done, progress.total);
    };
    return {jobs::nextTicket(), [](const jobs::Event &) {},
            {std::move(now), std::move(atCheckpoint), {}, reported}};
}

} // namespace imago::cli
