// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/train/portrait_training.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace imago::train {

/// Reads a training's log.jsonl while it is written.
///
/// A last line without its end waits for the next update(); lines that are no report are passed over; a training that
/// went on from an earlier checkpoint takes back what was logged after it. Threads: one at a time.
class RunLog
{
public:
    explicit RunLog(const std::filesystem::path &folder);

    /// Reads what is new. True where reports() changed.
    bool update();

    /// Steps grow strictly. At most kMost: then every second one of the older half is left out.
    const std::vector<StepReport> &reports() const { return m_reports; }

    static constexpr std::size_t kMost = 20'000;

private:
    void take(const std::string &line);

    std::filesystem::path m_file;
    std::uint64_t m_read = 0; ///< Bytes of the file.
    std::string m_rest;       ///< The line whose end is not there yet.
    std::vector<StepReport> m_reports;
};

/// The line that RunLog reads again, without its end. A loss that is no number is written as null.
std::string logLine(const StepReport &report);

} // namespace imago::train
