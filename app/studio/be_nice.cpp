// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/be_nice.h"

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace imago::app {

void beNice()
{
    constexpr int kNiceness = 10;
    thread_local const int agreed =
        setpriority(PRIO_PROCESS, static_cast<id_t>(syscall(SYS_gettid)), kNiceness);
    static_cast<void>(agreed);
}

} // namespace imago::app
