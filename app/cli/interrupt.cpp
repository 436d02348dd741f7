// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/interrupt.h"

#include <csignal>
#include <pthread.h>
#include <unistd.h>

namespace imago::cli {

namespace {

sigset_t stopSignals()
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    return signals;
}

} // namespace

Interrupt::Interrupt()
{
    // A signal handler may do next to nothing; a thread that waits for the signals may do everything.
    const sigset_t signals = stopSignals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    m_thread = std::thread(&Interrupt::wait, this);
}

Interrupt::~Interrupt()
{
    m_ending = true;
    pthread_kill(m_thread.native_handle(), SIGTERM);
    m_thread.join();
}

void Interrupt::wait()
{
    const sigset_t signals = stopSignals();
    int signal = 0;
    while (sigwait(&signals, &signal) == 0 && !m_ending) {
        if (!m_stop.request_stop())
            _exit(kInterruptedExit);
    }
}

} // namespace imago::cli
