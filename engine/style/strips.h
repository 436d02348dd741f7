// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <stop_token>

namespace imago::style {

/// Runs `work(0)` to `work(count - 1)`, each once, on up to `threads` threads of which the calling one is the first,
/// and waits for them all. After `stop` no more are begun: false then. `done(finished)` is told by the calling thread
/// only, after each of its own. What `work` throws is thrown here, once all have ended.
bool forEachStrip(int count, int threads, const std::stop_token &stop, const std::function<void(int)> &work,
                  const std::function<void(int)> &done = {});

} // namespace imago::style
