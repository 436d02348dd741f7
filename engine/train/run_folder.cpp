// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/run_folder.h"

#include "engine/files/descriptor.h"
#include "engine/files/save_file.h"
#include "engine/files/strict_json.h"

#include <nlohmann/json.hpp>

#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <csignal>
#include <fstream>
#include <string>

namespace imago::train {

namespace fs = std::filesystem;

namespace {

// proc(5): "pid (name) state ..."; the name may hold anything.
bool isHeld(std::int64_t pid)
{
    std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
    std::string text;
    std::getline(file, text);
    const std::size_t end = text.rfind(')');
    return end != std::string::npos && end + 2 < text.size() && text[end + 2] == 'T';
}

RunCondition conditionOf(const RunStatus &status, bool alive)
{
    switch (status.state) {
    case RunState::Finished:
        return RunCondition::Finished;
    case RunState::Stopped:
        return RunCondition::Stopped;
    case RunState::Failed:
        return RunCondition::Failed;
    case RunState::Preparing:
    case RunState::Running:
        break;
    }
    if (!alive)
        return RunCondition::Died;
    if (isHeld(status.pid))
        return RunCondition::Paused;
    return status.state == RunState::Running ? RunCondition::Running : RunCondition::Preparing;
}

// Only whose it is: a plan of another version, or with numbers out of range, is a training's too.
bool isPlan(const fs::path &file)
{
    constexpr std::uint64_t kMost = 1 << 20;
    const Result<std::string> text = files::readFile(file, kMost);
    if (!text)
        return false;
    const Result<nlohmann::json> json = files::parseStrictJson(*text, "plan.json");
    if (!json)
        return false;
    const auto format = json->find("format");
    return format != json->end() && (*format == "imago.model-plan" || *format == "imago.training-plan");
}

bool isCheckpoint(const std::string &name)
{
    return name.starts_with("checkpoint-") && name.ends_with(".safetensors");
}

Status signalRun(const Run &run, std::initializer_list<int> signals)
{
    // The descriptor keeps the process's number from being given to another one between question and signal.
    // (By syscall(2): glibc 2.36's <sys/pidfd.h> is C alone.)
    const files::Descriptor process(static_cast<int>(syscall(SYS_pidfd_open, static_cast<pid_t>(run.status.pid), 0)));
    if (!process.isOpen() || !isRunAlive(run.folder))
        return fail(ErrorCode::BadInput, "no training is running in this folder", run.folder.string());
    for (const int signal : signals) {
        if (syscall(SYS_pidfd_send_signal, process.get(), signal, nullptr, 0) != 0)
            return fail(ErrorCode::BadInput, "the training's process belongs to somebody else", run.folder.string());
    }
    return {};
}

} // namespace

bool Run::isAlive() const noexcept
{
    return condition == RunCondition::Preparing || condition == RunCondition::Running ||
           condition == RunCondition::Paused;
}

bool isRunFolder(const fs::path &folder)
{
    return isPlan(folder / "plan.json") || readRunStatus(folder).has_value();
}

Status checkRunFolder(const fs::path &folder, bool resume)
{
    std::error_code error;
    const bool there = fs::exists(folder / "plan.json", error);
    if (there == resume)
        return {};
    return fail(ErrorCode::BadInput,
                there ? "there is a training in this folder already; add --resume or choose another"
                      : "there is no training in this folder to resume",
                folder.string());
}

Result<Run> readRun(const fs::path &folder)
{
    // In this order: one that ends in between has written its last status before the lock is gone.
    const bool alive = isRunAlive(folder);
    Result<RunStatus> status = readRunStatus(folder);
    if (!status)
        return tl::unexpected(status.error());
    Run run;
    run.folder = folder;
    run.status = std::move(*status);
    run.condition = conditionOf(run.status, alive);
    std::error_code error;
    for (const fs::directory_entry &entry : fs::directory_iterator(folder, error))
        run.canGoOn = run.canGoOn || isCheckpoint(entry.path().filename().string());
    run.canGoOn = run.canGoOn && run.condition != RunCondition::Finished;
    run.hasPackage = fs::exists(folder / "package" / "manifest.json", error);
    return run;
}

std::vector<Run> listRuns(const fs::path &folder)
{
    std::vector<Run> runs;
    std::error_code error;
    for (const fs::directory_entry &entry : fs::directory_iterator(folder, error)) {
        if (Result<Run> run = readRun(entry.path()))
            runs.push_back(std::move(*run));
    }
    std::ranges::sort(runs, {}, &Run::folder);
    return runs;
}

std::vector<RunPreview> previewsOf(const fs::path &folder)
{
    std::vector<RunPreview> found;
    std::error_code error;
    for (const fs::directory_entry &entry : fs::directory_iterator(folder, error)) {
        const std::string name = entry.path().filename().string();
        constexpr std::string_view head = "preview-";
        constexpr std::string_view tail = ".png";
        if (!name.starts_with(head) || !name.ends_with(tail) || name.size() <= head.size() + tail.size())
            continue;
        RunPreview preview{0, entry.path()};
        const char *end = name.data() + name.size() - tail.size();
        const auto [read, code] = std::from_chars(name.data() + head.size(), end, preview.step);
        if (code == std::errc{} && read == end && preview.step >= 0)
            found.push_back(std::move(preview));
    }
    std::ranges::sort(found, {}, &RunPreview::step);
    return found;
}

Status pauseRun(const Run &run)
{
    return signalRun(run, {SIGSTOP});
}

Status continueRun(const Run &run)
{
    return signalRun(run, {SIGCONT});
}

Status stopRun(const Run &run)
{
    return signalRun(run, {SIGINT, SIGCONT});
}

} // namespace imago::train
