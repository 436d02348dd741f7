// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <sys/types.h>
#include <vector>

namespace imago::test {

struct Outcome
{
    int exitCode = -1; ///< 128 + the signal's number for a program that a signal ended.
    std::string out;
    std::string err;
};

/// A program of its own process, without a terminal and without input.
class Running
{
public:
    explicit Running(const std::vector<std::string> &command);
    ~Running();
    Running(const Running &) = delete;
    Running &operator=(const Running &) = delete;

    bool isRunning() const;
    void signal(int number) const;
    /// Waits for its end.
    Outcome outcome();

private:
    pid_t m_process = -1;
    int m_out = -1; ///< Unlinked files: pipes would fill up while nobody reads.
    int m_err = -1;
};

/// Runs it to its end.
Outcome runProgram(const std::vector<std::string> &command);

/// How many lines the text has.
std::size_t lineCount(const std::string &text);

} // namespace imago::test
