// SPDX-License-Identifier: GPL-3.0-or-later
// The training room with real processes: the real command line, and a shell in its place where only the queue matters.
#include "app/studio/studio_app.h"
#include "app/studio/training_pairs.h"
#include "app/studio/training_room.h"
#include "app/studio/training_runs.h"
#include "app/studio/trash.h"
#include "engine/files/image_file.h"
#include "engine/train/model_plan.h"
#include "tests/support/catch.h"
#include "tests/support/fake_explorable.h"
#include "tests/support/temp_dir.h"
#include "ui/shell/main_window.h"
#include "ui/train/message_bar.h"
#include "ui/train/order_panel.h"
#include "ui/train/run_view.h"
#include "ui/train/train_stage.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QTest>

#include <algorithm>
#include <filesystem>

#include <unistd.h>

using namespace imago;
using app::launchTraining;
using app::nextInQueue;
using app::queueTraining;
using app::readTraining;
using app::readTrainings;
using ui::RunPhase;

namespace {

QString pathOf(const std::filesystem::path &path)
{
    return QString::fromStdString(path.string());
}

ui::TrainingOrder orderOf(const QString &folder)
{
    ui::TrainingOrder order;
    order.folder = folder;
    order.size = {32, 32};
    order.minutes = 0.1;
    return order;
}

/// A program that does what the shell lines say; $run is the training's folder.
QString programOf(const test::TempDir &folder, const QByteArray &lines)
{
    const QString path = pathOf(folder / "program");
    QFile file(path);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write("#!/bin/sh\nwhile [ \"$1\" != -o ]; do shift; done\nrun=$2\n" + lines);
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return path;
}

void write(const QString &run, const char *name, const QByteArray &text)
{
    QFile file(run + QLatin1Char('/') + QLatin1String(name));
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write(text);
}

/// What a stopped training of a GAN leaves behind whose pictures became alike.
void writeCollapsed(const QString &run)
{
    QDir().mkpath(run);
    train::PictureSet set;
    set.size = {32, 32};
    set.training = 100;
    train::ModelPlan plan = train::planFor(train::ModelKind::Gan, set);
    plan.title = "Discs";
    plan.steps = 900;
    plan.gan.r1 = 0.5;
    plan.augmentation.mirror = false;
    write(run, "plan.json", QByteArray::fromStdString(train::toJson(plan)));
    write(run, "log.jsonl", "");
    write(run, "status.json",
          R"({"format":"imago.training-status","formatVersion":1,"kind":"gan","pid":1,"started":"now",
                                  "state":"stopped","step":4,"total":900,"title":"Discs",
                                  "message":{"code":"collapse","text":"alike","remedy":"anew"}})");
}

/// A studio that opens in the training room, with a profile of its own.
app::StudioOptions trainingRoomIn(const test::TempDir &folder)
{
    app::StudioOptions options;
    options.profile = pathOf(folder / "profile");
    options.language = QStringLiteral("en");
    options.room = ui::Room::Train;
    return options;
}

void addPicture(const std::filesystem::path &file, std::uint8_t shade)
{
    Image picture({32, 32});
    std::ranges::fill(picture.bytes(), shade);
    REQUIRE(files::writeImage(file, picture));
}

/// Until the panel does not let a training begin, and says so in these words.
bool waitForRefusal(const ui::OrderPanel &panel, const QString &words)
{
    const auto isRefused = [&] {
        const auto labels = panel.findChildren<QLabel *>();
        const auto says = [&words](const QLabel *label) { return label->text().contains(words); };
        return !panel.startButton().isEnabled() && std::ranges::any_of(labels, says);
    };
    return QTest::qWaitFor(isRefused, 60'000);
}

bool waitForPhase(const QString &run, RunPhase phase)
{
    return QTest::qWaitFor([&] { return readTraining(run).phase == phase; }, 60'000);
}

} // namespace

TEST_CASE("a training waits its turn, and the one that was ordered first begins first")
{
    const test::TempDir folder;
    const QString runs = pathOf(folder / "runs");
    const Result<QString> first = queueTraining(runs, orderOf(QStringLiteral("/pictures/a")));
    QTest::qWait(2); // the folders are named by the millisecond
    const Result<QString> second = queueTraining(runs, orderOf(QStringLiteral("/pictures/b/c")));
    REQUIRE(first);
    REQUIRE(second);
    std::vector<ui::RunEntry> entries = readTrainings(runs);
    REQUIRE(entries.size() == 2);
    CHECK(entries[0].title == QStringLiteral("c"));
    CHECK(entries[0].phase == RunPhase::Queued);
    CHECK(nextInQueue(entries) == *first);

    entries[1].phase = RunPhase::Running;
    CHECK(nextInQueue(entries).isEmpty());
    app::takeOutOfQueue(*second); // it never began, so nothing is left of it
    CHECK(readTrainings(runs).size() == 1);
    CHECK(readTrainings(pathOf(folder / "nothing")).empty());
}

TEST_CASE("what is taken out of the queue keeps everything that a training left in its folder")
{
    const test::TempDir folder;
    const QString run = pathOf(folder / "mine"); // of the command line: without an order or a lock
    QDir().mkpath(run);
    write(run, "checkpoint-000000004.safetensors", "hours of work");
    REQUIRE(app::queueAgain(run));
    app::takeOutOfQueue(run);
    CHECK(QDir(run).entryList(QDir::Files) == QStringList{QStringLiteral("checkpoint-000000004.safetensors")});
}

TEST_CASE("a process is asked to stop once, however often somebody presses the button")
{
    const test::TempDir folder;
    const Result<QString> run = queueTraining(pathOf(folder / "runs"), orderOf(QStringLiteral("/pictures")));
    REQUIRE(run);
    const QString program = programOf(
        folder, "trap 'echo asked >> \"$run/asked\"' INT\n: > \"$run/ready\"\n"
                "while [ ! -e \"$run/end\" ]; do sleep 0.05; done\n");
    REQUIRE(launchTraining(program, readTraining(*run)));
    REQUIRE(QTest::qWaitFor([&] { return QFile::exists(*run + QStringLiteral("/ready")); }, 60'000));
    for (int press = 0; press < 3; ++press) {
        REQUIRE(app::stopTraining(*run));
        QTest::qWait(200);
        CHECK(readTraining(*run).phase == RunPhase::Stopping);
    }
    QFile asked(*run + QStringLiteral("/asked"));
    REQUIRE(asked.open(QIODevice::ReadOnly));
    CHECK(asked.readAll() == "asked\n");
    QFile(*run + QStringLiteral("/end")).open(QIODevice::WriteOnly);
    REQUIRE(waitForPhase(*run, RunPhase::Failed));
}

TEST_CASE("a process that was started is known by its lock, and what it said last by its output")
{
    const test::TempDir folder;
    const QString runs = pathOf(folder / "runs");
    const Result<QString> run = queueTraining(runs, orderOf(QStringLiteral("/pictures")));
    REQUIRE(run);
    const QString program = programOf(
        folder, "while [ ! -e \"$run/end\" ]; do sleep 0.05; done\necho 'imago: no pictures there' >&2\nexit 2\n");
    REQUIRE(launchTraining(program, readTraining(*run)));
    CHECK(readTraining(*run).phase == RunPhase::Starting);
    CHECK(nextInQueue(readTrainings(runs)).isEmpty());
    QFile(*run + QStringLiteral("/end")).open(QIODevice::WriteOnly);
    REQUIRE(waitForPhase(*run, RunPhase::Failed));
    CHECK(readTraining(*run).complaint == QStringLiteral("no pictures there"));
    CHECK(readTraining(*run).canResume());

    CHECK(launchTraining({}, readTraining(*run)).error().code == ErrorCode::FileMissing);
}

TEST_CASE("a training that was killed after it spoke has died, and a deleted one comes back from the trash")
{
    const test::TempDir folder;
    const QString runs = pathOf(folder / "runs");
    const Result<QString> run = queueTraining(runs, orderOf(QStringLiteral("/pictures")));
    REQUIRE(run);
    const QString program = programOf(
        folder,
        "echo '{\"format\":\"imago.training-status\",\"formatVersion\":1,\"kind\":\"vae\",\"pid\":'$$',"
        "\"started\":\"now\",\"state\":\"running\",\"step\":1,\"total\":9}' > \"$run/status.json\"\nkill -9 $$\n");
    REQUIRE(launchTraining(program, readTraining(*run)));
    REQUIRE(waitForPhase(*run, RunPhase::Died));

    const Result<QString> trashed = app::moveToTrash(*run);
    REQUIRE(trashed);
    CHECK(readTrainings(runs).empty());
    REQUIRE(app::restoreFromTrash(*trashed, *run));
    CHECK(app::restoreFromTrash(*trashed, *run)); // from another room's list, too
    CHECK(readTrainings(runs).size() == 1);
    REQUIRE(app::moveToTrash(*run));
    app::emptyTrash(runs, 1); // it is of today
    CHECK(QDir(runs + QStringLiteral("/.trash")).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size() == 1);
    app::emptyTrash(runs, -1);
    CHECK(QDir(runs + QStringLiteral("/.trash")).entryList(QDir::Dirs | QDir::NoDotAndDotDot).isEmpty());
}

TEST_CASE("a process that has not spoken yet ends when it is asked to")
{
    const test::TempDir folder;
    const Result<QString> run = queueTraining(pathOf(folder / "runs"), orderOf(QStringLiteral("/pictures")));
    REQUIRE(run);
    const QString program =
        programOf(folder, "trap 'echo imago: ended early; exit 1' INT\nwhile true; do sleep 0.05; done\n");
    REQUIRE(launchTraining(program, readTraining(*run)));
    QTest::qWait(200); // until the shell has set its trap
    REQUIRE(app::stopTraining(*run));
    REQUIRE(waitForPhase(*run, RunPhase::Failed));
    CHECK(app::stopTraining(*run)); // nothing to stop is no error
}

TEST_CASE("a training whose process still looks for sliders keeps the next one waiting")
{
    const test::TempDir folder;
    const QString runs = pathOf(folder / "runs");
    const Result<QString> run = queueTraining(runs, orderOf(QStringLiteral("/pictures")));
    REQUIRE(run);
    const QString program = programOf(
        folder, "echo '{\"format\":\"imago.training-status\",\"formatVersion\":1,\"kind\":\"vae\",\"pid\":'$$',"
                "\"started\":\"now\",\"state\":\"finished\",\"step\":9,\"total\":9}' > \"$run/status.json\"\n"
                "while [ ! -e \"$run/end\" ]; do sleep 0.05; done\n");
    REQUIRE(launchTraining(program, readTraining(*run)));
    REQUIRE(waitForPhase(*run, RunPhase::Finishing));
    QTest::qWait(2);
    REQUIRE(queueTraining(runs, orderOf(QStringLiteral("/others"))));
    CHECK(nextInQueue(readTrainings(runs)).isEmpty());
    QFile(*run + QStringLiteral("/end")).open(QIODevice::WriteOnly);
    REQUIRE(waitForPhase(*run, RunPhase::Finished));
    CHECK_FALSE(nextInQueue(readTrainings(runs)).isEmpty());
}

TEST_CASE("the real command line says why a folder can't be trained on")
{
    const test::TempDir folder;
    const Result<QString> run = queueTraining(pathOf(folder / "runs"), orderOf(pathOf(folder / "not there")));
    REQUIRE(run);
    REQUIRE(launchTraining(QStringLiteral(IMAGO_PROGRAM), readTraining(*run)));
    REQUIRE(waitForPhase(*run, RunPhase::Failed));
    CHECK_FALSE(readTraining(*run).complaint.isEmpty());
}

TEST_CASE("a training that was started elsewhere is listed with the others, and goes on by what its folder says")
{
    const test::TempDir folder;
    const QString own = pathOf(folder / "runs");
    const QString other = pathOf(folder / "elsewhere");
    QDir().mkpath(other);
    CHECK_FALSE(app::isTrainingFolder(other));
    write(other, "plan.json", "{}"); // the log begins with the first report
    write(other, "status.json",
          "{\"format\":\"imago.training-status\",\"formatVersion\":1,\"kind\":\"vae\",\"pid\":1,"
          "\"started\":\"now\",\"state\":\"stopped\",\"step\":4,\"total\":9,\"title\":\"Discs\"}");
    CHECK(app::isTrainingFolder(other));
    write(other, "log.jsonl", "");
    write(other, "checkpoint-000000004.safetensors", "");
    CHECK(app::isTrainingFolder(other));
    const std::vector<ui::RunEntry> entries = readTrainings(own, {other, pathOf(folder / "nothing")});
    REQUIRE(entries.size() == 1);
    CHECK(entries[0].title == QStringLiteral("Discs"));
    CHECK(entries[0].phase == RunPhase::Stopped);

    // which pictures?
    CHECK(launchTraining(QStringLiteral("/bin/true"), entries[0]).error().code == ErrorCode::BadInput);
    write(other, "pictures.json", "{}");
    REQUIRE(app::queueAgain(other));
    const QString program = programOf(folder, "touch \"$run/went-on\"\n");
    REQUIRE(launchTraining(program, readTraining(other)));
    CHECK(QTest::qWaitFor([&] { return QFile::exists(other + QStringLiteral("/went-on")); }, 60'000));
}

TEST_CASE("a training that collapsed knows what to order anew, from its order or from what the command line left")
{
    const test::TempDir folder;
    const QString runs = pathOf(folder / "runs");
    ui::TrainingOrder order = orderOf(QStringLiteral("/pictures"));
    order.kind = ui::TrainingOrder::Kind::Gan;
    const Result<QString> run = queueTraining(runs, order);
    REQUIRE(run);
    writeCollapsed(*run);
    std::optional<ui::Remedy> remedy = readTraining(*run).remedy;
    REQUIRE(remedy);
    ui::TrainingOrder wanted = order;
    wanted.tuning[QStringLiteral("mode-seeking")] = 0.2;
    CHECK(remedy->order == wanted);

    const QString other = pathOf(folder / "elsewhere");
    writeCollapsed(other);
    CHECK_FALSE(readTraining(other).remedy); // of which pictures?
    write(other, "pictures.json",
          R"({"format":"imago.training-pictures","formatVersion":1,"folder":"/discs","labels":"/l.csv",
                                      "pad":true,"heldOut":0.2,"hasTheRight":false,
                                      "leaveOut":["odd-aspect"],"onWhite":true})");
    remedy = readTraining(other).remedy;
    REQUIRE(remedy);
    CHECK(remedy->order.folder == QStringLiteral("/discs"));
    CHECK(remedy->order.labels == QStringLiteral("/l.csv"));
    CHECK(remedy->order.leaveOut == train::LeaveOut{.odd = true});
    CHECK(remedy->order.onWhite);
    CHECK(remedy->order.size == QSize(32, 32));
    CHECK(remedy->order.mirroring == ui::TrainingOrder::Mirroring::Never);
    CHECK(remedy->order.tuning[QStringLiteral("steps")] == 900);
    CHECK(remedy->order.tuning[QStringLiteral("r1")] == 0.5);
    CHECK(remedy->order.tuning[QStringLiteral("held-out")] == 0.2);
    CHECK(remedy->order.tuning[QStringLiteral("mode-seeking")] == 0.2);
    CHECK(ui::trainingOrderFromJson(ui::toJson(remedy->order)) == remedy->order);
}

TEST_CASE("the remedy's button queues another training, and the one that collapsed stays")
{
    const test::TempDir folder;
    app::StudioApp studio(*qApp, trainingRoomIn(folder));
    studio.start();
    app::TrainingRoom &room = studio.trainingRoom();
    const QString run = pathOf(folder / "elsewhere");
    writeCollapsed(run);
    write(run, "pictures.json",
          R"({"format":"imago.training-pictures","formatVersion":1,"folder":"/no pictures here","labels":"",
                                    "pad":false,"heldOut":0.1,"hasTheRight":false})");
    room.openRun(run);
    const ui::RunView &view = room.stage().run();
    REQUIRE(QTest::qWaitFor([&] { return view.entry().remedy.has_value(); }, 60'000));
    view.warning().findChild<QPushButton *>()->click();
    REQUIRE(QTest::qWaitFor([&] { return room.entries().size() == 2; }, 60'000));
    const auto anew =
        std::ranges::find_if(room.entries(), [&](const ui::RunEntry &entry) { return entry.folder != run; });
    REQUIRE(anew->order);
    CHECK(anew->order->tuning.at(QStringLiteral("mode-seeking")) == 0.2);
    CHECK(anew->title == QStringLiteral("Discs"));
    // It finds no pictures and ends; until then it writes in the folder.
    const auto failed = [](const ui::RunEntry &entry) { return entry.phase == RunPhase::Failed; };
    CHECK(QTest::qWaitFor([&] { return std::ranges::any_of(room.entries(), failed); }, 60'000));
    CHECK(room.entries().size() == 2);
    Q_EMIT qApp->aboutToQuit({});
}

TEST_CASE("a folder that could not be trained on can be once it is brought again with more pictures")
{
    const test::TempDir folder;
    app::StudioApp studio(*qApp, trainingRoomIn(folder));
    studio.start();
    std::filesystem::create_directory(folder / "pictures");
    const auto *panel = studio.window().findChild<ui::OrderPanel *>();
    REQUIRE(panel);
    addPicture(folder / "pictures/a.png", 60);
    studio.trainingRoom().bring(pathOf(folder / "pictures"));
    REQUIRE(waitForRefusal(*panel, QStringLiteral("Too few pictures")));
    addPicture(folder / "pictures/b.png", 200);
    studio.trainingRoom().bring(pathOf(folder / "pictures"));
    CHECK(QTest::qWaitFor([&] { return panel->startButton().isEnabled(); }, 60'000));
    Q_EMIT qApp->aboutToQuit({});
}

TEST_CASE("nothing can be trained on a folder that can't be opened, and beside the button stands why")
{
    const test::TempDir folder;
    app::StudioApp studio(*qApp, trainingRoomIn(folder));
    studio.start();
    const std::filesystem::path pictures = folder / "pictures";
    const auto *panel = studio.window().findChild<ui::OrderPanel *>();
    REQUIRE(panel);
    studio.trainingRoom().bring(pathOf(pictures)); // it is not there
    CHECK(waitForRefusal(*panel, QStringLiteral("was not found")));
    std::filesystem::create_directory(pictures);
    studio.trainingRoom().bring(pathOf(pictures));
    CHECK(waitForRefusal(*panel, QStringLiteral("no picture")));
    addPicture(pictures / "a.png", 60);
    addPicture(pictures / "b.png", 200);
    if (geteuid() != 0) { // who may read everything
        std::filesystem::permissions(pictures, std::filesystem::perms::none);
        studio.trainingRoom().bring(pathOf(pictures));
        CHECK(waitForRefusal(*panel, QStringLiteral("cannot be read")));
        std::filesystem::permissions(pictures, std::filesystem::perms::owner_all);
    }
    studio.trainingRoom().bring(pathOf(pictures));
    CHECK(QTest::qWaitFor([&] { return panel->startButton().isEnabled(); }, 60'000));
    Q_EMIT qApp->aboutToQuit({});
}

TEST_CASE("a model to go on from may be shown by its manifest or its training")
{
    const test::TempDir folder;
    const QString run = pathOf(folder / "run");
    writeCollapsed(run);
    CHECK(app::packageAt(run) == run + QStringLiteral("/package"));
    CHECK(app::packageAt(run + QStringLiteral("/package/manifest.json")) == run + QStringLiteral("/package"));
    CHECK(app::packageAt(QStringLiteral("/a.imagomodel")) == QStringLiteral("/a.imagomodel"));
}

TEST_CASE("the nearest pairs of a report are drawn and read again, but for those that are gone")
{
    const test::TempDir folder;
    for (const char *name : {"a.png", "b.png"})
        REQUIRE(files::writeImage(folder / name, Image({48, 32})));
    const Result<dataset::Dataset> pictures = dataset::openDataset(folder.path());
    REQUIRE(pictures);
    dataset::PictureQuality quality;
    quality.samples = 10;
    quality.nearest = {{"seed 3", "b.png", 0, 0, 0.1, true},
                       {"seed 4", "gone.png", 0, 0, 0.2, false},
                       {"seed 11", "a.png", 0, 0, 0.3, false}, // the model was not asked for so many
                       {"seed 10", "a.png", 0, 0, 0.4, false}};
    const auto model = std::make_shared<test::FakeExplorable>();
    const std::vector<ui::NearestPair> pairs = app::readNearestPairs(quality, model, *pictures, dataset::Fit::Crop);
    REQUIRE(pairs.size() == 2);
    CHECK(pairs[0].name == QStringLiteral("b.png"));
    CHECK(pairs[0].looksEqual);
    CHECK(pairs[0].drawn.size() == QSize(16, 16));
    CHECK(pairs[0].training.size() == QSize(16, 16)); // in the model's frame
    CHECK(pairs[1].name == QStringLiteral("a.png"));
    CHECK(pairs[1].distance == 0.4);
}
