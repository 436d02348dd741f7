// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/run_folder.h"
#include "engine/train/run_log.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>

using namespace imago;
using namespace imago::train;

namespace {

void write(const std::filesystem::path &file, const std::string &text, std::ios::openmode how = std::ios::trunc)
{
    std::ofstream(file, std::ios::binary | how) << text;
}

RunStatus about(const std::string &kind, RunState state = RunState::Preparing)
{
    RunStatus status;
    status.kind = kind;
    status.started = "2026-11-24T09:30:00Z";
    status.state = state;
    return status;
}

std::string line(std::int64_t step, double loss)
{
    StepReport report;
    report.step = step;
    report.total = 100;
    report.side = 64;
    report.losses = {{"picture", loss}};
    return logLine(report) + '\n';
}

/// Another process that lives in a folder as a trainer does, until it is told to end.
class Trainer
{
public:
    explicit Trainer(const std::filesystem::path &folder)
    {
        int ready[2];
        REQUIRE(pipe(ready) == 0);
        m_process = fork();
        if (m_process == 0) {
            signal(SIGINT, [](int) { _exit(7); });
            Result<RunReporter> reporter = RunReporter::open(folder, about("vae"));
            if (reporter)
                reporter->step(3, 10);
            const bool told = ::write(ready[1], reporter ? "y" : "n", 1) == 1;
            while (told)
                pause();
            _exit(1);
        }
        char answer = 0;
        REQUIRE(read(ready[0], &answer, 1) == 1);
        CHECK(answer == 'y');
        close(ready[0]);
        close(ready[1]);
    }
    ~Trainer() { kill(); }

    void kill()
    {
        if (m_process > 0) {
            ::kill(m_process, SIGKILL);
            exitCode();
        }
    }
    int exitCode()
    {
        int status = 0;
        waitpid(std::exchange(m_process, -1), &status, 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }
    /// Until it is held or goes on.
    void awaitChange(int options) const
    {
        int status = 0;
        REQUIRE(waitpid(m_process, &status, options) == m_process);
    }

private:
    pid_t m_process = -1;
};

} // namespace

TEST_CASE("a training's status survives its file, and damaged ones are refused by their kind")
{
    const test::TempDir folder;
    RunStatus status;
    status.kind = "gan";
    status.title = "Fliesen \xe2\x80\x93 \xff"; // no UTF-8 at its end
    status.dataset = "/home/me/tiles";
    status.pid = 17;
    status.started = "2026-11-24T09:30:00Z";
    status.state = RunState::Failed;
    status.step = 120;
    status.total = 4000;
    status.secondsLeft = 81.5;
    status.message = RunMessage{"collapse", "the samples look alike", "lower the rate"};
    status.error = Error{ErrorCode::DiskFull, "checkpoint-9.safetensors", "no space left", {}};
    REQUIRE(writeRunStatus(folder.path(), status));

    const Result<RunStatus> back = readRunStatus(folder.path());
    REQUIRE(back);
    CHECK(back->kind == "gan");
    CHECK(back->dataset == status.dataset);
    CHECK(back->state == RunState::Failed);
    CHECK(back->step == 120);
    CHECK(back->secondsLeft == status.secondsLeft);
    CHECK(back->message == status.message);
    REQUIRE(back->error);
    CHECK(back->error->code == ErrorCode::DiskFull);
    CHECK(back->error->detail == "no space left");

    const auto errorOf = [&](const std::string &text) {
        write(folder / "status.json", text);
        const Result<RunStatus> read = readRunStatus(folder.path());
        REQUIRE(!read);
        return read.error().code;
    };
    const std::string head = R"({"format":"imago.training-status","formatVersion":)";
    const std::string rest = R"("kind":"vae","pid":1,"started":"now","step":0,"total":0,)";
    CHECK(errorOf("") == ErrorCode::FileDamaged);
    CHECK(errorOf("{}") == ErrorCode::FileDamaged);
    CHECK(errorOf(head + "1}") == ErrorCode::FileDamaged);
    CHECK(errorOf(head + "2," + rest + R"("state":"running"})") == ErrorCode::Incompatible);
    CHECK(errorOf(head + "1," + rest + R"("state":"resting"})") == ErrorCode::FileDamaged);
    CHECK(errorOf(head + "1," + rest + R"("state":"running","secondsLeft":-4})") == ErrorCode::FileDamaged);
    CHECK(errorOf(head + "1," + rest + R"("state":7})") == ErrorCode::FileDamaged);
    write(folder / "status.json", head + "1," + rest + R"("state":7})");
    CHECK(readRunStatus(folder.path()).error().detail == "\"state\" must be a text");
    CHECK(errorOf(std::string(1 << 17, ' ')) == ErrorCode::FileTooLarge);
    std::filesystem::remove(folder / "status.json");
    CHECK(readRunStatus(folder.path()).error().code == ErrorCode::FileMissing);
}

TEST_CASE("a trainer is known to live by its lock, is paused and goes on, and stops when asked")
{
    const test::TempDir folder;
    Trainer trainer(folder.path());
    Result<Run> run = readRun(folder.path());
    REQUIRE(run);
    CHECK(run->condition == RunCondition::Running);
    CHECK(run->isAlive());
    CHECK(run->status.step == 3);
    CHECK_FALSE(run->canGoOn);
    CHECK(RunReporter::open(folder.path(), {}).error().code == ErrorCode::BadInput);

    REQUIRE(pauseRun(*run));
    trainer.awaitChange(WUNTRACED);
    CHECK(readRun(folder.path())->condition == RunCondition::Paused);
    REQUIRE(continueRun(*run));
    trainer.awaitChange(WCONTINUED);
    CHECK(readRun(folder.path())->condition == RunCondition::Running);

    REQUIRE(pauseRun(*run)); // a paused one is woken to stop
    trainer.awaitChange(WUNTRACED);
    REQUIRE(stopRun(*run));
    CHECK(trainer.exitCode() == 7);
}

TEST_CASE("a trainer that was killed is found to have died, and nobody else is signalled in its place")
{
    const test::TempDir folder;
    Trainer trainer(folder.path());
    trainer.kill();
    Result<Run> run = readRun(folder.path());
    REQUIRE(run);
    CHECK(run->condition == RunCondition::Died);
    run->status.pid = getpid(); // as if the number had been given away
    CHECK(stopRun(*run).error().code == ErrorCode::BadInput);

    write(folder / "checkpoint-000000003.safetensors", "x");
    CHECK(readRun(folder.path())->canGoOn);
    const Result<RunReporter> next = RunReporter::open(folder.path(), about("vae"));
    CHECK(next);
}

TEST_CASE("a reporter's last words say how it ended")
{
    const test::TempDir folder;
    const auto conditionAfter = [&](const Result<jobs::Ending> &ending) {
        Result<RunReporter> reporter = RunReporter::open(folder.path(), about("vae"));
        REQUIRE(reporter);
        CHECK(readRun(folder.path())->condition == RunCondition::Preparing);
        reporter->notice(RunMessage{"collapse", "the samples look alike", ""});
        reporter->end(ending);
        return readRun(folder.path())->condition;
    };
    CHECK(conditionAfter(jobs::Ending::Completed) == RunCondition::Finished);
    CHECK(conditionAfter(jobs::Ending::Stopped) == RunCondition::Stopped);
    CHECK(conditionAfter(fail(ErrorCode::ModelFailed, "a loss is not finite")) == RunCondition::Failed);
    CHECK(readRun(folder.path())->status.error->detail == "a loss is not finite");
    CHECK(readRun(folder.path())->status.message->code == "collapse");
}

TEST_CASE("a folder of trainings lists them, whatever else lies in it")
{
    const test::TempDir folder;
    for (const char *name : {"b", "a", "empty", "damaged"})
        std::filesystem::create_directory(folder / name);
    REQUIRE(writeRunStatus(folder / "a", about("vae", RunState::Finished)));
    REQUIRE(writeRunStatus(folder / "b", about("gan", RunState::Stopped)));
    write(folder / "damaged" / "status.json", "{\"format\"");
    write(folder / "a.txt", "not a folder");
    const std::vector<Run> runs = listRuns(folder.path());
    REQUIRE(runs.size() == 2);
    CHECK(runs[0].status.kind == "vae");
    CHECK(runs[1].status.kind == "gan");
    CHECK(listRuns(folder / "nothing").empty());
}

TEST_CASE("a training's folder is known by its plan or its status, also a plan that this version can't read")
{
    const test::TempDir folder;
    CHECK_FALSE(isRunFolder(folder.path()));
    for (const char *other : {"{\"format\": 3}", "[1]", "{", "{\"format\": \"somebody.plan\"}"}) {
        write(folder / "plan.json", other);
        CHECK_FALSE(isRunFolder(folder.path()));
    }
    for (const char *ours :
         {"{\"format\": \"imago.model-plan\", \"formatVersion\": 9}", "{\"format\": \"imago.training-plan\"}"}) {
        write(folder / "plan.json", ours);
        CHECK(isRunFolder(folder.path()));
    }
    std::filesystem::remove(folder / "plan.json");
    REQUIRE(writeRunStatus(folder.path(), about("vae", RunState::Finished)));
    CHECK(isRunFolder(folder.path()));
}

TEST_CASE("a training begins where there is none, and goes on where there is one")
{
    const test::TempDir folder;
    CHECK(checkRunFolder(folder / "new", false));
    CHECK(checkRunFolder(folder / "new", true).error().code == ErrorCode::BadInput);
    write(folder / "plan.json", "{}");
    CHECK(checkRunFolder(folder.path(), false).error().code == ErrorCode::BadInput);
    CHECK(checkRunFolder(folder.path(), true));
}

TEST_CASE("a log is read while it grows: half a line waits, damage is passed over, steps gone back are forgotten")
{
    const test::TempDir folder;
    RunLog log(folder.path());
    CHECK_FALSE(log.update());

    const std::filesystem::path file = folder / "log.jsonl";
    const std::string second = line(100, 0.5);
    write(file, line(50, 0.75) + second.substr(0, 9));
    CHECK(log.update());
    REQUIRE(log.reports().size() == 1);
    CHECK(log.reports()[0].losses == Losses{{"picture", 0.75}});
    CHECK_FALSE(log.update());

    write(file, second.substr(9) + "{\"step\": -4}\n[]\n\xff\xfe\n{\"step\":1e99}\n" + line(150, 0.25), std::ios::app);
    CHECK(log.update());
    REQUIRE(log.reports().size() == 3);
    CHECK(log.reports()[1].step == 100);
    CHECK(log.reports()[2].step == 150);

    write(file, line(100, 0.6) + R"({"step":120,"total":200,"side":64,"diversity":null,"d":3})" + '\n', std::ios::app);
    CHECK(log.update());
    REQUIRE(log.reports().size() == 3);
    CHECK(log.reports()[1].losses[0].second == 0.6);
    CHECK(log.reports()[2].step == 120);
    CHECK(log.reports()[2].losses == Losses{{"d", 3.0}});

    write(file, line(1, 9.0)); // another training in the same folder
    CHECK(log.update());
    REQUIRE(log.reports().size() == 1);
    CHECK(log.reports()[0].step == 1);

    write(file, std::string(1 << 20, '{') + '\n' + line(2, 8.0), std::ios::app);
    CHECK(log.update());
    CHECK(log.reports().size() == 2);
}

TEST_CASE("a log of weeks stays bounded and keeps its beginning")
{
    const test::TempDir folder;
    std::string text;
    for (int step = 1; step <= static_cast<int>(RunLog::kMost) + 5; ++step)
        text += line(step, 1.0);
    write(folder / "log.jsonl", text);
    RunLog log(folder.path());
    CHECK(log.update());
    CHECK(log.reports().size() <= RunLog::kMost);
    CHECK(log.reports().front().step == 1);
    CHECK(log.reports().back().step == static_cast<std::int64_t>(RunLog::kMost) + 5);
}

TEST_CASE("previews are found by their step, and only they")
{
    const test::TempDir folder;
    for (const char *name : {"preview-000000200.png", "preview-000000050.png", "preview-.png", "preview-1x.png",
                             "preview-99999999999999999999.png", ".preview-000000300.png.saving"})
        write(folder / name, "x");
    const std::vector<RunPreview> previews = previewsOf(folder.path());
    REQUIRE(previews.size() == 2);
    CHECK(previews[0].step == 50);
    CHECK(previews[1].step == 200);
}
