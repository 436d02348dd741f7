// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/catch.h"
#include "ui/train/custom_plot.h"
#include "ui/train/loss_plot.h"
#include "ui/train/message_bar.h"
#include "ui/train/order_panel.h"
#include "ui/train/run_list.h"
#include "ui/train/run_text.h"
#include "ui/train/run_view.h"
#include "ui/train/sample_wall.h"
#include "ui/widgets/drop_zone.h"
#include "ui/widgets/segmented_switch.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>

using namespace imago;
using namespace imago::ui;

namespace {

TrainingOrder someOrder()
{
    TrainingOrder order;
    order.folder = QStringLiteral("/home/me/tiles");
    order.kind = TrainingOrder::Kind::Gan;
    order.size = {96, 64};
    order.mirror = false;
    order.varyColor = true;
    return order;
}

RunEntry entryIn(RunPhase phase)
{
    RunEntry entry;
    entry.folder = QStringLiteral("/trainings/a");
    entry.title = QStringLiteral("Tiles");
    entry.phase = phase;
    entry.order = someOrder();
    train::Run run;
    run.status.kind = "gan";
    run.status.step = 250;
    run.status.total = 1000;
    run.status.secondsLeft = 90.0;
    entry.run = run;
    return entry;
}

std::vector<train::StepReport> someReports(int count)
{
    std::vector<train::StepReport> reports;
    for (int i = 1; i <= count; ++i) {
        train::StepReport report;
        report.step = 50 * i;
        report.total = 50 * count;
        report.losses = {{"generator", 1.0 / i}, {"discriminator", 0.5}};
        report.imagesPerSecond = 12.0;
        reports.push_back(report);
    }
    return reports;
}

} // namespace

TEST_CASE("an order survives its file, becomes a command, and a broken one is none")
{
    const TrainingOrder order = someOrder();
    CHECK(trainingOrderFromJson(toJson(order)) == order);
    const QStringList list = arguments(order, QStringLiteral("/out"), true);
    CHECK(list.first() == QStringLiteral("train"));
    CHECK(list.contains(QStringLiteral("gan")));
    CHECK(list.contains(QStringLiteral("96x64")));
    CHECK(list.contains(QStringLiteral("--no-mirror")));
    CHECK(list.contains(QStringLiteral("--vary-colour")));
    CHECK_FALSE(list.contains(QStringLiteral("--i-have-the-right")));
    CHECK(list.contains(QStringLiteral("--resume")));
    CHECK(order.name() == QStringLiteral("tiles"));

    CHECK_FALSE(trainingOrderFromJson({}));
    CHECK_FALSE(trainingOrderFromJson("[]"));
    QByteArray odd = toJson(order);
    CHECK_FALSE(trainingOrderFromJson(odd.replace("96", "97")));
    odd = toJson(order);
    CHECK_FALSE(trainingOrderFromJson(odd.replace("\"minutes\": 10", "\"minutes\": -1")));
}

TEST_CASE("smoothing keeps a constant as it is from the first value on")
{
    for (const double value : smoothed({3.0, 3.0, 3.0}, 0.9))
        CHECK(value == Approx(3.0));
    CHECK(smoothed({1.0, 5.0}, 0.0) == std::vector<double>{1.0, 5.0});
    const std::vector<double> calm = smoothed({0.0, 10.0, 0.0, 10.0}, 0.9);
    CHECK(calm.back() > 4.0);
    CHECK(calm.back() < 6.5);
}

TEST_CASE("the plot has a curve for each loss, hides one, and forgets those of another training")
{
    LossPlot plot;
    plot.setReports(someReports(20));
    CHECK(plot.names() == QStringList{QStringLiteral("generator"), QStringLiteral("discriminator")});
    CHECK(plot.plot().graphCount() == 4);
    CHECK(plot.plot().xAxis->range().upper == 1000.0);

    const double high = plot.plot().yAxis->range().upper;
    plot.box(QStringLiteral("generator"))->setChecked(false);
    CHECK_FALSE(plot.plot().graph(1)->visible());
    CHECK(plot.plot().yAxis->range().upper < high);

    plot.setLogarithmic(true);
    CHECK(plot.plot().yAxis->range().lower > 0.0);

    std::vector<train::StepReport> other = someReports(3);
    for (train::StepReport &report : other)
        report.losses = {{"kl", 2.0}};
    plot.setReports(other);
    CHECK(plot.names() == QStringList{QStringLiteral("kl")});
    CHECK(plot.plot().graphCount() == 2);
    plot.setReports({});
    CHECK(plot.names().isEmpty());
}

TEST_CASE("a zoomed plot stays where it is while a training goes on, until everything is asked for")
{
    LossPlot plot;
    plot.setReports(someReports(10));
    QTest::keyClick(&plot.plot(), Qt::Key_Plus);
    const double zoomed = plot.plot().xAxis->range().size();
    CHECK(zoomed < 500.0);
    plot.setReports(someReports(20));
    CHECK(plot.plot().xAxis->range().size() == zoomed);
    QTest::keyClick(&plot.plot(), Qt::Key_0);
    CHECK(plot.plot().xAxis->range().upper == 1000.0);
}

TEST_CASE("the wall shows the newest samples until somebody goes back")
{
    SampleWall wall;
    QSignalSpy wanted(&wall, &SampleWall::pictureWanted);
    wall.setPreviews(QStringLiteral("a"), {{100, "p1"}, {200, "p2"}});
    REQUIRE(wanted.size() == 1);
    CHECK(wanted[0][0] == QStringLiteral("p2"));
    QImage picture(8, 8, QImage::Format_RGB32);
    picture.fill(Qt::red);
    wall.setPicture(QStringLiteral("p1"), picture); // one that nobody waits for
    CHECK(wall.picture().isNull());
    wall.setPicture(QStringLiteral("p2"), picture);
    CHECK(wall.picture() == picture);

    wall.setPreviews(QStringLiteral("a"), {{100, "p1"}, {200, "p2"}, {300, "p3"}});
    CHECK(wall.step() == 300);
    wall.scrubber().setValue(0);
    CHECK(wall.step() == 100);
    CHECK(wall.picture() == picture); // remembered
    wall.setPreviews(QStringLiteral("a"), {{100, "p1"}, {200, "p2"}, {300, "p3"}, {400, "p4"}});
    CHECK(wall.step() == 100);
    wall.setPreviews(QStringLiteral("b"), {{7, "q1"}});
    CHECK(wall.step() == 7);
    wall.setPreviews(QStringLiteral("c"), {});
    CHECK(wall.step() == -1);
}

TEST_CASE("what can be asked of a training follows how it stands")
{
    RunView view;
    const auto shown = [](const QWidget &widget) { return !widget.isHidden(); };
    view.setEntry(entryIn(RunPhase::Running));
    CHECK(shown(view.pauseButton()));
    CHECK(shown(view.stopButton()));
    CHECK_FALSE(shown(view.resumeButton()));
    CHECK(view.progressWords().contains(QStringLiteral("2 min")));
    CHECK_FALSE(shown(view.exploreButton()));

    QSignalSpy pauses(&view, &RunView::pauseRequested);
    QSignalSpy goesOn(&view, &RunView::continueRequested);
    view.pauseButton().click();
    view.setEntry(entryIn(RunPhase::Paused));
    view.pauseButton().click();
    CHECK(pauses.size() == 1);
    CHECK(goesOn.size() == 1);

    RunEntry died = entryIn(RunPhase::Died);
    died.run->canGoOn = true;
    died.run->hasPackage = true;
    view.setEntry(died);
    CHECK_FALSE(view.trouble().sentence().isEmpty());
    CHECK(shown(view.exploreButton()));
    QSignalSpy resumes(&view, &RunView::resumeRequested);
    view.trouble().findChild<QPushButton *>()->click();
    CHECK(resumes.size() == 1);

    RunEntry warned = entryIn(RunPhase::Running);
    warned.run->status.message = train::RunMessage{"collapse", "alike", "stop"};
    view.setEntry(warned);
    CHECK(shown(view.warning()));
    CHECK(view.trouble().sentence().isEmpty());
    warned.run->status.message = train::RunMessage{"new-kind", "Odd.", "Do this."};
    view.setEntry(warned);
    CHECK(view.warning().sentence() == QStringLiteral("Odd. Do this."));

    RunEntry failed = entryIn(RunPhase::Failed);
    failed.run.reset();
    failed.complaint = QStringLiteral("no pictures");
    view.setEntry(failed);
    CHECK(view.trouble().sentence().contains(QStringLiteral("no pictures")));
}

TEST_CASE("an order is put together by its panel")
{
    OrderPanel panel;
    QSignalSpy changes(&panel, &OrderPanel::orderChanged);
    CHECK_FALSE(panel.startButton().isEnabled());
    Q_EMIT panel.dropZone().fileDropped(QStringLiteral("/home/me/tiles"));
    CHECK(changes.size() == 1);
    CHECK(panel.startButton().isEnabled());
    panel.timeButton(2).click();
    CHECK(panel.order().minutes == 60.0);
    panel.kindSwitch().segment(1).click();
    CHECK(panel.order().kind == TrainingOrder::Kind::Gan);
    const QString train = panel.startButton().text();
    panel.setBusy(true);
    CHECK(panel.startButton().text() != train);
    panel.setReason(QStringLiteral("no"));
    CHECK_FALSE(panel.startButton().isEnabled());
    const TrainingOrder order = someOrder();
    panel.setOrder(order);
    CHECK(panel.order() == order);
}

TEST_CASE("the list keeps what is chosen while trainings come and go")
{
    RunList list;
    RunEntry a = entryIn(RunPhase::Running);
    RunEntry b = entryIn(RunPhase::Queued);
    b.folder = QStringLiteral("/trainings/b");
    QSignalSpy changes(&list, &RunList::chosenChanged);
    list.setEntries({b, a});
    CHECK(list.chosen() == nullptr);
    list.choose(a.folder);
    REQUIRE(list.chosen() != nullptr);
    CHECK(list.chosen()->folder == a.folder);
    RunEntry c = entryIn(RunPhase::Queued);
    c.folder = QStringLiteral("/trainings/c");
    list.setEntries({c, b, a});
    REQUIRE(list.chosen() != nullptr);
    CHECK(list.chosen()->folder == a.folder);
    CHECK(list.currentIndex().row() == 2);

    QSignalSpy removes(&list, &RunList::deleteRequested);
    QTest::keyClick(&list, Qt::Key_Delete); // it runs
    CHECK(removes.isEmpty());
    list.choose(b.folder);
    QTest::keyClick(&list, Qt::Key_Delete);
    CHECK(removes.size() == 1);
    list.setEntries({c});
    CHECK(list.chosen() == nullptr);
    CHECK(changes.size() >= 3);
}

TEST_CASE("durations are rounded up, and long ones have no seconds")
{
    CHECK(durationText(12.2) == QStringLiteral("13 s"));
    CHECK(durationText(61.0) == QStringLiteral("2 min"));
    CHECK(durationText(7260.0) == QStringLiteral("2 h 1 min"));
}
