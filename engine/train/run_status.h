// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/jobs/event.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace imago::train {

/// What the trainer last said of itself.
enum class RunState {
    Preparing, ///< Reads pictures, measures steps: there is no step yet.
    Running,
    Finished,
    Stopped, ///< At a checkpoint, because it was asked to: can go on.
    Failed   ///< `error` says why; can go on from the newest checkpoint, if there is one.
};
/// "preparing", ...
std::string_view name(RunState state) noexcept;

/// Something that the trainer noticed and that a person can remedy, such as a generator that collapses.
struct RunMessage
{
    std::string code;   ///< Stable: "collapse", "discriminator-wins". The window words those that it knows.
    std::string text;   ///< What was noticed, English.
    std::string remedy; ///< What to do, English.

    bool operator==(const RunMessage &) const = default;
};

/// status.json of a training's folder: what others know of it while it runs, and after.
struct RunStatus
{
    std::string kind;  ///< name(PortraitNetworks), "vae" or "gan".
    std::string title; ///< For people; may be empty.
    std::filesystem::path dataset; ///< Empty for what is drawn.
    std::int64_t pid = 0;
    std::string started; ///< UTC: "2026-11-24T09:30:00Z".
    RunState state = RunState::Preparing;
    std::int64_t step = 0;
    std::int64_t total = 0;            ///< 0: not known yet.
    std::optional<double> secondsLeft; ///< Of training, at the speed of this process's last steps.
    std::optional<RunMessage> message;
    std::optional<Error> error; ///< Without the place in the source.
};

/// Errors: as files::saveFile.
Status writeRunStatus(const std::filesystem::path &folder, const RunStatus &status);
/// Errors: as files::readFile; FileDamaged, Incompatible for a newer format.
Result<RunStatus> readRunStatus(const std::filesystem::path &folder);

/// Whether some process holds a lock (flock) on this file.
bool isLocked(const std::filesystem::path &file);
/// Whether a trainer lives in this folder. Asks the lock, not the process number: that may be someone else's by now.
bool isRunAlive(const std::filesystem::path &folder);

/// What a trainer tells the world of itself: holds run.lock for as long as it lives and keeps status.json true.
///
/// A trainer that ends without end() (a crash, no memory) leaves "running" without a lock: that is how others know.
/// Writing the status never fails a training: what the disk says is told at the next checkpoint.
/// Threads: the trainer's.
class RunReporter
{
public:
    /// Takes the lock and writes the first status. `about` gives kind, title, dataset, total; the rest is filled in.
    /// Creates the folder. Errors: BadInput where another trainer lives in it; FileUnwritable, DiskFull.
    static Result<RunReporter> open(const std::filesystem::path &folder, RunStatus about);

    RunReporter(RunReporter &&) noexcept;
    RunReporter &operator=(RunReporter &&) noexcept;
    ~RunReporter();

    /// After each step: cheap, written at most once a second. The first call makes it "running".
    void step(std::int64_t step, std::int64_t total);
    /// Replaces what was noticed before; nothing takes it back. Written at once.
    void notice(std::optional<RunMessage> message);
    /// The last words.
    void end(const Result<jobs::Ending> &ending);

    const RunStatus &status() const;

private:
    struct Parts;
    explicit RunReporter(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

} // namespace imago::train
