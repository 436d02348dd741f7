// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <stop_token>
#include <thread>

namespace imago::cli {

/// Turns Ctrl-C (and a polite kill) into a stop that the work sees; the second one ends the program at once.
/// Make it first in main(), before any other thread: they inherit its signal mask.
class Interrupt
{
public:
    Interrupt();
    ~Interrupt();
    Interrupt(const Interrupt &) = delete;
    Interrupt &operator=(const Interrupt &) = delete;

    std::stop_token token() const { return m_stop.get_token(); }
    bool happened() const { return m_stop.stop_requested(); }

private:
    void wait();

    std::stop_source m_stop;
    std::atomic<bool> m_ending = false;
    std::thread m_thread;
};

/// What shells expect of a program that was interrupted.
inline constexpr int kInterruptedExit = 130;

} // namespace imago::cli
