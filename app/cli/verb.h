// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/console.h"
#include "engine/core/error.h"

#include <functional>
#include <stop_token>

namespace CLI {
class App;
}

namespace imago::cli {

/// What a verb does once its options are read. A stop is no error: it ends early and returns ok.
using Action = std::function<Status(Console &, const std::stop_token &)>;

/// Each adds its options to its own subcommand and returns its action, which owns what the options are read
/// into.
Action addPortrait(CLI::App &verb);
Action addSweep(CLI::App &verb);
Action addStyle(CLI::App &verb);
Action addArt(CLI::App &verb);
Action addVideo(CLI::App &verb);
Action addStyleSheet(CLI::App &verb);
Action addLearnStyle(CLI::App &verb);
Action addStyles(CLI::App &verb);
Action addEncode(CLI::App &verb);
Action addFaces(CLI::App &verb);
Action addDataset(CLI::App &verb);
Action addTrain(CLI::App &verb);
Action addDiscover(CLI::App &verb);
Action addExplore(CLI::App &verb);
Action addEvaluate(CLI::App &verb);
Action addModels(CLI::App &verb);
Action addShow(CLI::App &verb);
Action addAttributes(CLI::App &verb);
Action addBench(CLI::App &verb);

} // namespace imago::cli
