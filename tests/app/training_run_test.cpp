// SPDX-License-Identifier: GPL-3.0-or-later
// From a folder of pictures to a model in the explorer, with the real trainer, for some seconds.
#include "app/studio/studio_app.h"
#include "app/studio/explore_room.h"
#include "app/studio/training_room.h"
#include "engine/files/image_file.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"
#include "ui/explore/explore_panel.h"
#include "ui/train/loss_plot.h"
#include "ui/train/order_panel.h"
#include "ui/train/preflight_view.h"
#include "ui/train/run_view.h"
#include "ui/train/sample_wall.h"
#include "ui/train/train_stage.h"

#include <QApplication>
#include <QPushButton>
#include <QTest>

#include <fstream>
#include <iterator>
#include <string>

#include <unistd.h>

using namespace imago;
using ui::RunPhase;

namespace {

constexpr int kPictures = 24;
constexpr int kPatience = 600'000; // of a busy machine, on which the studio's trainings come last

/// Discs on grounds of different greys.
void drawPictures(const std::filesystem::path &folder)
{
    std::filesystem::create_directory(folder);
    for (int n = 0; n < kPictures; ++n) {
        Image image({32, 32});
        for (int y = 0; y < 32; ++y) {
            for (int x = 0; x < 32; ++x) {
                const int dx = x - 16, dy = y - 16;
                const bool disc = dx * dx + dy * dy < (4 + n % 8) * (4 + n % 8);
                std::uint8_t *pixel = image.row(y) + 4 * x;
                pixel[0] = static_cast<std::uint8_t>(disc ? 220 : 5 * n);
                pixel[1] = static_cast<std::uint8_t>(disc ? 8 * n : 60);
                pixel[2] = static_cast<std::uint8_t>(disc ? 40 : 120);
                pixel[3] = 255;
            }
        }
        REQUIRE(files::writeImage(folder / ("disc-" + std::to_string(n) + ".png"), image));
    }
}

app::StudioOptions inTrainingRoom(const test::TempDir &folder)
{
    app::StudioOptions options;
    options.profile = QString::fromStdString((folder / "profile").string());
    options.language = QStringLiteral("en");
    options.room = ui::Room::Train;
    return options;
}

/// Whether a process that measures a training's steps runs, started by this one.
bool measures()
{
    const auto text = [](const std::filesystem::path &file) {
        std::ifstream stream(file, std::ios::binary);
        return std::string(std::istreambuf_iterator<char>(stream), {});
    };
    const std::string parent = "\nPPid:\t" + std::to_string(getpid()) + '\n';
    std::error_code gone; // a process may end while it is looked at
    for (const auto &process : std::filesystem::directory_iterator("/proc", gone)) {
        if (text(process.path() / "cmdline").find("--estimate") != std::string::npos &&
            text(process.path() / "status").find(parent) != std::string::npos)
            return true;
    }
    return false;
}

} // namespace

TEST_CASE("a dropped folder becomes sliders")
{
    const test::TempDir folder;
    drawPictures(folder / "discs");
    app::StudioOptions options = inTrainingRoom(folder);
    options.size = QSize(1280, 720);
    app::StudioApp studio(*qApp, options);
    studio.start();
    app::TrainingRoom &room = studio.trainingRoom();

    room.bring(QString::fromStdString((folder / "discs").string()));
    ui::TrainingOrder order = room.orderPanel().order();
    order.size = {32, 32};
    order.minutes = 0.1;
    room.orderPanel().setOrder(order);
    REQUIRE(room.orderPanel().startButton().isEnabled());
    room.orderPanel().startButton().click();
    REQUIRE(QTest::qWaitFor([&] { return !room.entries().empty() && room.entries()[0].phase == RunPhase::Running; },
                            kPatience));
    const bool ended = QTest::qWaitFor([&] { return room.entries()[0].phase == RunPhase::Finished; }, kPatience);
    INFO(room.entries()[0].complaint.toStdString());
    REQUIRE(ended);
    ui::RunView &run = room.stage().run();
    CHECK(QTest::qWaitFor([&] { return !run.plot().names().isEmpty() && !run.wall().picture().isNull(); }, kPatience));
    REQUIRE(room.entries()[0].canExplore());
    CHECK_FALSE(run.exploreButton().isHidden());

    run.exploreButton().click();
    app::ExploreRoom &explorer = studio.exploreRoom();
    REQUIRE(QTest::qWaitFor([&] { return explorer.session().hasModel() && explorer.isSettled(); }, kPatience));
    CHECK(studio.window().room() == ui::Room::Explore);
    CHECK(explorer.driver().shown().image.size() == QSize(32, 32));
    CHECK_FALSE(explorer.panel().sliders().empty());
    Q_EMIT qApp->aboutToQuit({});
}

TEST_CASE("the studio closes while it measures what a training takes")
{
    const test::TempDir folder;
    drawPictures(folder / "discs");
    app::StudioApp studio(*qApp, inTrainingRoom(folder));
    studio.start();
    studio.trainingRoom().bring(QString::fromStdString((folder / "discs").string()));
    const ui::PreflightView &preflight = studio.trainingRoom().stage().preflight();
    REQUIRE(QTest::qWaitFor([&] { return preflight.costs().contains(QStringLiteral("Measuring")); }, kPatience));
    Q_EMIT qApp->aboutToQuit({});
}

TEST_CASE("a training that begins ends the measuring of another")
{
    const test::TempDir folder;
    drawPictures(folder / "discs");
    app::StudioApp studio(*qApp, inTrainingRoom(folder));
    studio.start();
    app::TrainingRoom &room = studio.trainingRoom();
    const ui::PreflightView &preflight = room.stage().preflight();
    room.bring(QString::fromStdString((folder / "discs").string()));
    ui::TrainingOrder order = room.orderPanel().order();
    order.size = {256, 256}; // measured for a while
    order.minutes = 0.1;
    room.orderPanel().setOrder(order);
    REQUIRE(QTest::qWaitFor([&] { return preflight.costs().contains(QStringLiteral("Measuring")) && measures(); },
                            kPatience));

    room.orderPanel().startButton().click();
    CHECK_FALSE(preflight.costs().contains(QStringLiteral("Measuring")));
    CHECK(QTest::qWaitFor([] { return !measures(); }, 3000));
    Q_EMIT qApp->aboutToQuit({});
}
