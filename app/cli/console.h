// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"

#include <nlohmann/json_fwd.hpp>

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace imago::cli {

/// Where verbs speak. Results go to standard output, as words or as one JSON value (--json); progress, only
/// on a terminal, and complaints go to standard error. Threads: one.
class Console
{
public:
    explicit Console(bool json);

    bool json() const noexcept { return m_json; }

    /// One line of words; nothing with --json.
    void line(std::string_view text);
    /// The verb's result; nothing without --json.
    void result(const nlohmann::ordered_json &json);

    /// False when something that was told could not be written: a full disk behind standard output.
    bool flush();

    /// Rewrites the terminal's last line, at most ten times a second; total 0: unknown length.
    void progress(std::string_view what, int done, int total);
    /// A line on standard error that does not end the work.
    void warn(std::string_view text);

    /// Ends the work with one line on standard error (and, with --json, the error on standard output, unless there is a
    /// result already: programs read one value).
    void complain(const Error &error);
    /// For options that could not be read.
    void complain(std::string_view text);

private:
    void clearProgress();

    bool m_json;
    bool m_terminal;
    bool m_answered = false; ///< A result was told.
    bool m_progressShown = false;
    std::chrono::steady_clock::time_point m_lastProgress{};
};

/// One line that says what happened, to what, and where it helps what to do.
std::string sentence(const Error &error);

/// "age" in a table: padded with spaces to `width` columns (UTF-8 characters count one each).
std::string padded(std::string_view text, std::size_t width);

/// "1 picture", "3 pictures"; `many` where it is not `one` with an s.
std::string counted(std::size_t count, const std::string &one, const std::string &many = {});

/// A number as people write it: at most `digits` after the point and no zeros at its end.
std::string number(double value, int digits = 2);

} // namespace imago::cli
