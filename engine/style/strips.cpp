// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/strips.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace imago::style {

bool forEachStrip(int count, int threads, const std::stop_token &stop, const std::function<void(int)> &work,
                  const std::function<void(int)> &done)
{
    std::atomic<int> next = 0;
    std::atomic<int> finished = 0;
    std::mutex mutex;
    std::exception_ptr failure;
    const auto take = [&](bool tells) {
        try {
            while (!stop.stop_requested()) {
                const int index = next++;
                if (index >= count)
                    break;
                work(index);
                const int sofar = ++finished;
                if (tells && done)
                    done(sofar);
            }
        } catch (...) {
            const std::scoped_lock lock(mutex);
            failure = std::current_exception();
            next = count;
        }
    };
    {
        std::vector<std::jthread> others;
        for (int i = 1; i < std::min(threads, count); ++i)
            others.emplace_back(take, false);
        take(true);
    }
    if (failure)
        std::rethrow_exception(failure);
    return finished == count;
}

} // namespace imago::style
