// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/run_status.h"

#include "engine/core/find_by_name.h"
#include "engine/files/descriptor.h"
#include "engine/files/json_fields.h"
#include "engine/files/save_file.h"
#include "engine/jobs/time_left.h"

#include <nlohmann/json.hpp>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <ctime>
#include <utility>

namespace imago::train {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
using Clock = std::chrono::steady_clock;

namespace {

constexpr std::uint64_t kLargestStatus = 1 << 16;
constexpr auto kWrittenEvery = std::chrono::seconds(1);
constexpr files::JsonFormat kFormat{.name = "imago.training-status",
                                    .version = 1,
                                    .foreign = "this is not a training's status",
                                    .newer = "the training was started by"};
constexpr std::array kStates{RunState::Preparing, RunState::Running, RunState::Finished, RunState::Stopped,
                             RunState::Failed};

std::string utcNow()
{
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    std::array<char, 32> text{};
    return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

ErrorCode errorCodeNamed(std::string_view text)
{
    int code = 0;
    while (code < static_cast<int>(ErrorCode::Internal) && name(static_cast<ErrorCode>(code)) != text)
        ++code;
    return static_cast<ErrorCode>(code);
}

Result<RunStatus> statusFromJson(std::string_view text)
{
    constexpr const char *subject = "status.json";
    Result<files::JsonDocument> document = files::JsonDocument::parse(text, kFormat, subject);
    if (!document)
        return tl::unexpected(std::move(document).error());
    files::JsonFields fields = document->fields();
    RunStatus status;
    status.kind = fields.get<std::string>("kind");
    status.title = fields.get("title", std::string());
    status.dataset = fields.get("dataset", std::string());
    status.pid = fields.get<std::int64_t>("pid");
    status.started = fields.get<std::string>("started");
    const auto stateName = fields.get<std::string>("state");
    status.step = fields.get<std::int64_t>("step");
    status.total = fields.get<std::int64_t>("total");
    if (fields.has("secondsLeft"))
        status.secondsLeft = fields.get<double>("secondsLeft");
    if (fields.has("message")) {
        files::JsonFields message = fields.object("message");
        status.message = RunMessage{message.get<std::string>("code"), message.get("text", std::string()),
                                    message.get("remedy", std::string())};
    }
    if (fields.has("error")) {
        files::JsonFields error = fields.object("error");
        status.error = Error{errorCodeNamed(error.get<std::string>("code")), error.get("subject", std::string()),
                             error.get("detail", std::string()), {}};
    }
    if (Status read = document->check(); !read)
        return tl::unexpected(std::move(read).error());
    const std::optional<RunState> state = findByName(kStates, stateName);
    if (!state)
        return fail(ErrorCode::FileDamaged, "no such state: " + stateName, subject);
    status.state = *state;
    if (status.step < 0 || status.total < 0 || (status.secondsLeft && !(*status.secondsLeft >= 0.0)))
        return fail(ErrorCode::FileDamaged, "numbers out of range", subject);
    return status;
}

fs::path lockOf(const fs::path &folder)
{
    return folder / "run.lock";
}

} // namespace

std::string_view name(RunState state) noexcept
{
    switch (state) {
    case RunState::Preparing:
        return "preparing";
    case RunState::Running:
        return "running";
    case RunState::Finished:
        return "finished";
    case RunState::Stopped:
        return "stopped";
    case RunState::Failed:
        break;
    }
    return "failed";
}

Status writeRunStatus(const fs::path &folder, const RunStatus &status)
{
    Json json{{"format", kFormat.name},
              {"formatVersion", kFormat.version},
              {"kind", status.kind},
              {"title", status.title},
              {"dataset", status.dataset.string()},
              {"pid", status.pid},
              {"started", status.started},
              {"state", name(status.state)},
              {"step", status.step},
              {"total", status.total}};
    if (status.secondsLeft)
        json["secondsLeft"] = *status.secondsLeft;
    if (status.message)
        json["message"] = {
            {"code", status.message->code}, {"text", status.message->text}, {"remedy", status.message->remedy}};
    if (status.error)
        json["error"] = {{"code", name(status.error->code)},
                         {"subject", status.error->subject},
                         {"detail", status.error->detail}};
    // A title or a path may hold bytes that are no UTF-8.
    return files::saveFile(folder / "status.json", json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n');
}

Result<RunStatus> readRunStatus(const fs::path &folder)
{
    const Result<std::string> text = files::readFile(folder / "status.json", kLargestStatus);
    if (!text)
        return tl::unexpected(text.error());
    return statusFromJson(*text);
}

bool isRunAlive(const fs::path &folder)
{
    return isLocked(lockOf(folder));
}

bool isLocked(const fs::path &file)
{
    const files::Descriptor lock(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    // A shared lock: two that ask at a time don't take each other for a trainer.
    return lock.isOpen() && flock(lock.get(), LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
}

struct RunReporter::Parts
{
    fs::path folder;
    files::Descriptor lock;
    RunStatus status;
    Clock::time_point writtenAt;
    jobs::TimeLeft timeLeft;
};

RunReporter::RunReporter(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts))
{
}

RunReporter::RunReporter(RunReporter &&) noexcept = default;
RunReporter &RunReporter::operator=(RunReporter &&) noexcept = default;
RunReporter::~RunReporter() = default;

Result<RunReporter> RunReporter::open(const fs::path &folder, RunStatus about)
{
    std::error_code error;
    fs::create_directories(folder, error);
    if (error)
        return fail(ErrorCode::FileUnwritable, error.message(), folder.string());
    auto parts = std::make_unique<Parts>();
    parts->folder = folder;
    parts->lock =
        files::Descriptor(::open(lockOf(folder).c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644));
    if (!parts->lock.isOpen())
        return files::failWriting(errno, lockOf(folder).string());
    // Those who ask whether somebody lives here hold the lock for a moment.
    int tries = 20;
    while (flock(parts->lock.get(), LOCK_EX | LOCK_NB) != 0) {
        if (errno != EINTR && --tries == 0)
            return fail(ErrorCode::BadInput, "a training is running in this folder", folder.string());
        usleep(10'000);
    }
    parts->status = std::move(about);
    parts->status.pid = getpid();
    parts->status.started = utcNow();
    parts->status.state = RunState::Preparing;
    parts->status.secondsLeft.reset();
    parts->status.error.reset();
    if (const Status written = writeRunStatus(folder, parts->status); !written)
        return tl::unexpected(written.error());
    parts->writtenAt = Clock::now();
    return RunReporter(std::move(parts));
}

const RunStatus &RunReporter::status() const
{
    return m_parts->status;
}

void RunReporter::step(std::int64_t step, std::int64_t total)
{
    Parts &parts = *m_parts;
    const auto now = Clock::now();
    parts.status.step = step;
    parts.status.total = total;
    const bool first = parts.status.state != RunState::Running;
    parts.status.state = RunState::Running;
    if (const auto left = parts.timeLeft.update(static_cast<int>(step), static_cast<int>(total), now))
        parts.status.secondsLeft = static_cast<double>(left->count());
    if (!first && now - parts.writtenAt < kWrittenEvery)
        return;
    parts.writtenAt = now;
    (void)writeRunStatus(parts.folder, parts.status);
}

void RunReporter::notice(std::optional<RunMessage> message)
{
    if (m_parts->status.message == message)
        return;
    m_parts->status.message = std::move(message);
    (void)writeRunStatus(m_parts->folder, m_parts->status);
}

void RunReporter::end(const Result<jobs::Ending> &ending)
{
    RunStatus &status = m_parts->status;
    status.secondsLeft.reset();
    if (!ending) {
        status.state = RunState::Failed;
        status.error = ending.error();
    } else {
        status.state = *ending == jobs::Ending::Completed ? RunState::Finished : RunState::Stopped;
    }
    (void)writeRunStatus(m_parts->folder, status);
}

} // namespace imago::train
