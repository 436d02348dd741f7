// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/task_runner.h"
#include "tests/support/catch.h"

#include <QTest>

#include <new>
#include <optional>
#include <semaphore>
#include <thread>

using namespace imago;

TEST_CASE("a task ends once, later than it was started, with its progress shown until then")
{
    app::TaskRunner tasks;
    QStringList shown;
    QObject::connect(&tasks, &app::TaskRunner::progressShown,
                     [&](const QString &title) { shown.append(title); });
    bool nothing = false;
    QObject::connect(&tasks, &app::TaskRunner::nothingShown, [&] { nothing = true; });
    int done = 0;
    int progress = 0;
    app::TaskRunner::Reactions reactions;
    reactions.done = [&](const Result<jobs::Ending> &ending) {
        ++done;
        CHECK(ending);
    };
    reactions.progress = [&](const jobs::Progress &told) { progress = told.done; };
    tasks.start(
        QStringLiteral("Reading"),
        [](jobs::JobContext &job) -> Result<jobs::Ending> {
            job.report(jobs::Stage::Loading, 3, 4);
            return jobs::Ending::Completed;
        },
        reactions);
    CHECK(done == 0);
    REQUIRE(QTest::qWaitFor([&] { return done > 0; }, 20'000));
    CHECK(done == 1);
    CHECK(progress == 3);
    CHECK(nothing);
    CHECK(shown.contains(QStringLiteral("Reading")));
}

TEST_CASE("a failure reaches the one who asked, and the next task still runs")
{
    app::TaskRunner tasks;
    std::optional<ErrorCode> failure;
    bool second = false;
    tasks.start({}, [](jobs::JobContext &) -> Result<jobs::Ending> { throw std::bad_alloc(); },
                {[&](const Result<jobs::Ending> &ending) { failure = ending.error().code; }, {}, {}});
    tasks.start({}, [](jobs::JobContext &) -> Result<jobs::Ending> { return jobs::Ending::Completed; },
                {[&](const Result<jobs::Ending> &) { second = true; }, {}, {}});
    REQUIRE(QTest::qWaitFor([&] { return second; }, 20'000));
    CHECK(failure == ErrorCode::OutOfMemory);
}

TEST_CASE("the oldest task with a title is the one to stop")
{
    app::TaskRunner tasks;
    std::binary_semaphore running(0);
    std::optional<jobs::Ending> ending;
    const jobs::Ticket ticket =
        tasks.start(QStringLiteral("Waiting"),
                    [&](jobs::JobContext &job) -> Result<jobs::Ending> {
                        running.release();
                        while (!job.stopRequested())
                            std::this_thread::yield();
                        return jobs::Ending::Stopped;
                    },
                    {[&](const Result<jobs::Ending> &ended) { ending = *ended; }, {}, {}});
    running.acquire();
    CHECK(tasks.shownTask() == ticket);
    tasks.stop(tasks.shownTask());
    REQUIRE(QTest::qWaitFor([&] { return ending.has_value(); }, 20'000));
    CHECK(*ending == jobs::Ending::Stopped);
    CHECK(tasks.shownTask() == jobs::Ticket());
}
