// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dataset/crew.h"

#include "engine/files/save_file.h"

#include <atomic>
#include <chrono>
#include <filesystem>
#include <mutex>
#include <new>
#include <thread>
#include <vector>

namespace imago::dataset {

Status forEachPicture(const Dataset &dataset, std::size_t count, int threads,
                      const std::function<bool(std::size_t)> &each,
                      const std::function<void(std::size_t, std::size_t)> &progress, const std::stop_token &stop)
{
    constexpr std::chrono::milliseconds kReportEvery{50};
    std::atomic<std::size_t> next = 0;
    std::atomic<bool> gone = false;
    std::atomic<bool> noMemory = false;
    std::mutex reporting;
    std::size_t done = 0;
    auto lastReport = std::chrono::steady_clock::now();
    const auto work = [&]() noexcept {
        for (std::size_t item = next++; item < count && !stop.stop_requested() && !gone && !noMemory; item = next++) {
            try {
                std::error_code error;
                if (!each(item) && !std::filesystem::exists(dataset.path(), error))
                    gone = true;
            } catch (const std::bad_alloc &) {
                noMemory = true;
            }
            const std::scoped_lock lock(reporting);
            ++done;
            const auto now = std::chrono::steady_clock::now();
            if (progress && (done == count || now - lastReport >= kReportEvery)) {
                progress(done, count);
                lastReport = now;
            }
        }
    };
    {
        std::vector<std::jthread> crew;
        for (int i = 1; i < threads; ++i)
            crew.emplace_back(work);
        work();
    }
    if (gone)
        return fail(ErrorCode::FileMissing, "the folder went away while it was read", files::subjectOf(dataset.path()));
    if (noMemory)
        return fail(ErrorCode::OutOfMemory, "no memory for another picture", files::subjectOf(dataset.path()));
    return {};
}

} // namespace imago::dataset
