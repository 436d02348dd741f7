// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/neural/run_files.h"

#include "engine/files/descriptor.h"
#include "engine/files/save_file.h"
#include "engine/train/run_folder.h"
#include "engine/train/run_log.h"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <utility>

namespace imago::train::neural {

namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t kLargestPlan = 1 << 20;

std::string padded(std::int64_t step)
{
    std::string digits = std::to_string(step);
    return std::string(digits.size() < 9 ? 9 - digits.size() : 0, '0') + digits;
}

} // namespace

RunFiles::RunFiles(fs::path folder)
    : m_folder(std::move(folder))
{
}

Result<RunFiles> RunFiles::open(const fs::path &folder, bool resume)
{
    std::error_code error;
    fs::create_directories(folder, error);
    if (error)
        return fail(ErrorCode::FileUnwritable, error.message(), folder.string());
    if (const Status free = checkRunFolder(folder, resume); !free)
        return tl::unexpected(free.error());
    return RunFiles(folder);
}

fs::path RunFiles::preview(std::int64_t step) const
{
    return m_folder / ("preview-" + padded(step) + ".png");
}

fs::path RunFiles::newCheckpoint(std::int64_t step) const
{
    return m_folder / ("checkpoint-" + padded(step) + ".safetensors");
}

Status RunFiles::writePlan(const std::string &json) const
{
    return files::saveFile(m_folder / "plan.json", json);
}

Result<std::string> RunFiles::readPlan() const
{
    return files::readFile(m_folder / "plan.json", kLargestPlan);
}

Status RunFiles::log(const StepReport &report) const
{
    std::ofstream file(m_folder / "log.jsonl", std::ios::app);
    file << logLine(report) << '\n';
    errno = 0;
    if (!file.flush())
        return files::failWriting(errno, "log.jsonl");
    return {};
}

std::vector<fs::path> RunFiles::checkpoints() const
{
    std::vector<fs::path> found;
    std::error_code error;
    for (const fs::directory_entry &entry : fs::directory_iterator(m_folder, error)) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with("checkpoint-") && name.ends_with(".safetensors"))
            found.push_back(entry.path());
    }
    std::ranges::sort(found, std::greater{});
    return found;
}

void RunFiles::removeOldCheckpoints() const
{
    const std::vector<fs::path> all = checkpoints();
    std::error_code ignored;
    for (std::size_t i = 2; i < all.size(); ++i)
        fs::remove(all[i], ignored);
}

Status RunFiles::loadNewestCheckpoint(Trainer &trainer, RunReporter &reporter) const
{
    Status loaded = fail(ErrorCode::FileMissing, "there is no checkpoint to go on from", m_folder.string());
    std::vector<fs::path> damaged;
    for (const fs::path &file : checkpoints()) {
        loaded = trainer.load(file);
        if (!loaded) {
            const ErrorCode why = loaded.error().code;
            if (why != ErrorCode::FileDamaged && why != ErrorCode::ChecksumMismatch)
                return loaded; // it may be read the next time
            damaged.push_back(file);
            continue;
        }
        for (const fs::path &each : damaged) {
            std::error_code ignored;
            fs::rename(each, fs::path(each) += ".damaged", ignored);
        }
        if (!damaged.empty())
            reporter.notice(RunMessage{"older-checkpoint",
                                       "the newest checkpoint is damaged, so the training goes on from step " +
                                           std::to_string(trainer.done()),
                                       "nothing is to be done: the steps since are trained again"});
        return loaded;
    }
    return loaded;
}

} // namespace imago::train::neural
