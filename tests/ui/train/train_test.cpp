// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/catch.h"
#include "ui/train/custom_plot.h"
#include "ui/train/loss_plot.h"
#include "ui/train/message_bar.h"
#include "ui/train/more_options.h"
#include "ui/train/nearest_pairs.h"
#include "ui/train/note_card.h"
#include "ui/train/order_panel.h"
#include "ui/train/preflight_view.h"
#include "ui/train/run_list.h"
#include "ui/train/run_text.h"
#include "ui/train/run_view.h"
#include "ui/train/sample_wall.h"
#include "ui/widgets/drop_zone.h"
#include "ui/widgets/file_edit.h"
#include "ui/widgets/segmented_switch.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>

#include <string>
#include <utility>
#include <vector>

using namespace imago;
using namespace imago::ui;

namespace {

TrainingOrder someOrder()
{
    TrainingOrder order;
    order.folder = QStringLiteral("/home/me/tiles");
    order.kind = TrainingOrder::Kind::Gan;
    order.size = {96, 64};
    order.followsShape = false;
    order.mirroring = TrainingOrder::Mirroring::Never;
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

TEST_CASE("what went wrong with a training is said as of a training, with the engine's reason")
{
    for (const ErrorCode code :
         {ErrorCode::BadInput, ErrorCode::ModelFailed, ErrorCode::DeviceLost, ErrorCode::OutOfMemory}) {
        const Error error = fail(code, "the reason", "labels.csv").value();
        const QString text = trainingSentence(error);
        CHECK(text.endsWith(QStringLiteral("\nthe reason")));
        CHECK_FALSE(text.contains(QStringLiteral("draw")));
        CHECK_FALSE(trainingSentence(fail(code, "").value()).contains(u'\n'));
    }
    const QString empty = trainingSentence(fail(ErrorCode::BadInput, "empty", "pictures").value());
    CHECK(empty.contains(QStringLiteral("pictures")));
}

TEST_CASE("an order survives its file, becomes a command, and a broken one is none")
{
    const TrainingOrder order = someOrder();
    CHECK(trainingOrderFromJson(toJson(order)) == order);
    const QStringList list = arguments(order, QStringLiteral("/out"), false);
    CHECK(list.first() == QStringLiteral("train"));
    CHECK(list.contains(QStringLiteral("gan")));
    CHECK(list.contains(QStringLiteral("96x64")));
    CHECK(list.contains(QStringLiteral("--no-mirror")));
    CHECK(list.contains(QStringLiteral("--vary-colour")));
    CHECK_FALSE(list.contains(QStringLiteral("--i-have-the-right")));
    CHECK_FALSE(list.contains(QStringLiteral("--resume")));
    CHECK(order.name() == QStringLiteral("tiles"));

    CHECK_FALSE(list.contains(QStringLiteral("--labels")));
    CHECK_FALSE(list.contains(QStringLiteral("--no-labels")));

    CHECK_FALSE(trainingOrderFromJson({}));
    CHECK_FALSE(trainingOrderFromJson("[]"));
    QByteArray odd = toJson(order);
    CHECK_FALSE(trainingOrderFromJson(odd.replace("96", "97")));
    odd = toJson(order);
    CHECK_FALSE(trainingOrderFromJson(odd.replace("\"minutes\": 10", "\"minutes\": -1")));
    odd = toJson(order);
    odd.replace("\"followsShape\": false", "\"followsShape\": true"); // which side?
    CHECK_FALSE(trainingOrderFromJson(odd));
    QByteArray earlier = toJson(order);
    earlier.replace("\"followsShape\": false,", "");
    CHECK(trainingOrderFromJson(earlier) == order);
}

TEST_CASE("an order's labels, first weights and numbers become options, and are kept with it")
{
    TrainingOrder order = someOrder();
    order.mirroring = TrainingOrder::Mirroring::Always;
    order.labels = QStringLiteral("/home/me/labels.csv");
    order.from = QStringLiteral("/home/me/tiles.imagomodel");
    order.tuning = {{QStringLiteral("mode-seeking"), 0.2}, {QStringLiteral("steps"), 100'000'000}};
    CHECK(trainingOrderFromJson(toJson(order)) == order);
    const QString command = arguments(order, QStringLiteral("/out"), false).join(QLatin1Char(' '));
    CHECK(command.contains(QStringLiteral("--mirror ")));
    CHECK(command.contains(QStringLiteral("--labels /home/me/labels.csv")));
    CHECK(command.contains(QStringLiteral("--from /home/me/tiles.imagomodel")));
    CHECK(command.contains(QStringLiteral("--mode-seeking 0.2")));
    CHECK(command.contains(QStringLiteral("--steps 100000000")));
    CHECK_FALSE(command.contains(QStringLiteral("--minutes"))); // steps say how long
    TrainingOrder bare = order;
    bare.useLabels = false;
    CHECK(trainingOrderFromJson(toJson(bare)) == bare);
    const QStringList without = arguments(bare, QStringLiteral("/out"), true); // the same pictures, when it goes on
    CHECK(without.contains(QStringLiteral("--no-labels")));
    CHECK_FALSE(without.contains(QStringLiteral("--labels")));
    // its checkpoint has weights
    CHECK_FALSE(arguments(order, QStringLiteral("/out"), true).contains(QStringLiteral("--from")));

    order.mirroring = TrainingOrder::Mirroring::AsSuggested;
    CHECK_FALSE(
        arguments(order, QStringLiteral("/out"), false).join(QLatin1Char(' ')).contains(QStringLiteral("mirror")));
    order.tuning = {{QStringLiteral("augment"), 2.0}};
    CHECK_FALSE(trainingOrderFromJson(toJson(order)));
    order.tuning = {{QStringLiteral("output"), 1.0}};
    CHECK_FALSE(trainingOrderFromJson(toJson(order)));
    QByteArray earlier = toJson(someOrder());
    earlier.replace("\"mirroring\": \"never\"", "\"mirror\": false");
    earlier.replace("\"useLabels\"", "\"was there none\"");
    REQUIRE(trainingOrderFromJson(earlier));
    CHECK(trainingOrderFromJson(earlier)->useLabels);
    CHECK(trainingOrderFromJson(earlier)->mirroring == TrainingOrder::Mirroring::Never);
}

TEST_CASE("what is left out and put on white becomes options, also when it goes on, and is kept with the order")
{
    TrainingOrder order;
    order.folder = QStringLiteral("/home/me/tiles");
    order.leaveOut = {.small = true, .rareColor = true};
    order.onWhite = true;
    CHECK(trainingOrderFromJson(toJson(order)) == order);
    for (const bool resume : {false, true}) {
        const QString command = arguments(order, QStringLiteral("/out"), resume).join(QLatin1Char(' '));
        CHECK(command.contains(QStringLiteral("--leave-out too-small,mixed-color --on-white")));
    }
    QByteArray odd = toJson(order);
    CHECK_FALSE(trainingOrderFromJson(odd.replace("too-small", "too-nice")));
    const QString bare = arguments(someOrder(), QStringLiteral("/out"), false).join(QLatin1Char(' '));
    CHECK_FALSE(bare.contains(QStringLiteral("--leave-out")));
    CHECK_FALSE(bare.contains(QStringLiteral("--on-white")));
}

TEST_CASE("a command has only what its kind of model takes, and of a training that goes on only its pictures")
{
    TrainingOrder order = someOrder();
    order.tuning = {{QStringLiteral("held-out"), 0.2}, {QStringLiteral("kl"), 0.5}, {QStringLiteral("r1"), 2.0}};
    const QStringList gan = arguments(order, QStringLiteral("/out"), false);
    CHECK(gan.contains(QStringLiteral("--r1")));
    CHECK_FALSE(gan.contains(QStringLiteral("--kl")));
    CHECK(gan.contains(QStringLiteral("--minutes")));
    order.kind = TrainingOrder::Kind::Vae;
    const QStringList vae = arguments(order, QStringLiteral("/out"), false);
    CHECK(vae.contains(QStringLiteral("--kl")));
    CHECK_FALSE(vae.contains(QStringLiteral("--r1")));

    order.fit = TrainingOrder::Fit::Pad;
    order.useReserved = true;
    CHECK(arguments(order, QStringLiteral("/out"), true).join(QLatin1Char(' ')) ==
          QStringLiteral("train /home/me/tiles -o /out --pad --i-have-the-right --held-out 0.2 --resume"));
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
    CHECK_FALSE(plot.box(QStringLiteral("kl"))->isChecked()); // its scale is not the others'
    CHECK(plot.plot().graphCount() == 2);
    plot.setReports({});
    CHECK(plot.names().isEmpty());
}

TEST_CASE("the plot shows all of a training's first reports")
{
    LossPlot plot;
    std::vector<train::StepReport> reports = someReports(2);
    reports[0].losses = {{"pixels", 0.9}};
    reports[1].losses = {{"pixels", 0.3}};
    plot.setReports({reports[0]});
    const QCPRange one = plot.plot().yAxis->range();
    CHECK(one.lower < 0.9);
    CHECK(one.upper > 0.9);
    CHECK(one.size() > 0.01); // else all of the axis' figures are the same
    CHECK_FALSE(plot.plot().graph(1)->scatterStyle().isNone());
    plot.setReports(reports);
    CHECK(plot.plot().yAxis->range().upper > 0.9);
    CHECK(plot.plot().graph(1)->scatterStyle().isNone());
}

TEST_CASE("without figures the plot says when the first ones come instead of showing empty axes")
{
    RunView view;
    view.setEntry(entryIn(RunPhase::Running));
    LossPlot &plot = view.plot();
    CHECK(plot.emptyText().contains(QStringLiteral("first report")));
    CHECK(plot.plot().isHidden());
    view.setHistory(someReports(2), {});
    CHECK(plot.emptyText().isEmpty());
    CHECK_FALSE(plot.plot().isHidden());
    view.setEntry(entryIn(RunPhase::Failed));
    view.setHistory({}, {});
    CHECK(plot.emptyText().contains(QStringLiteral("no curves")));
    CHECK(plot.plot().isHidden());
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

    RunEntry starved = died;
    starved.instead = Remedy{Remedy::Kind::SmallerBatch, someOrder()};
    view.setEntry(starved);
    CHECK(view.trouble().sentence().contains(QStringLiteral("lack of memory")));
    CHECK(view.trouble().sentence().contains(QStringLiteral("another training")));
    CHECK(shown(view.resumeButton())); // it goes on all the same, where other programs were closed
    QSignalSpy smaller(&view, &RunView::anewRequested);
    view.trouble().findChild<QPushButton *>()->click();
    CHECK(smaller.size() == 1);
    CHECK(resumes.size() == 1);

    RunEntry refused = entryIn(RunPhase::Failed);
    refused.run->status.error = fail(ErrorCode::BadInput, "these are other pictures").value();
    view.setEntry(refused);
    CHECK_FALSE(refused.canResume());
    CHECK_FALSE(shown(view.resumeButton()));
    QSignalSpy changes(&view, &RunView::changeRequested);
    view.trouble().findChild<QPushButton *>()->click();
    REQUIRE(changes.size() == 1);
    CHECK(changes[0][0].value<TrainingOrder>() == someOrder());
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

TEST_CASE("what a training's trainer noticed has a remedy, unless its settings have none left")
{
    const TrainingOrder order = someOrder();
    train::PictureSet set;
    set.size = {32, 32};
    set.training = 100;
    train::ModelPlan plan = train::planFor(train::ModelKind::Gan, set);
    const auto tuned = [&](const char *code, const char *option) {
        const std::optional<Remedy> remedy = remedyFor({code, {}, {}}, plan, order);
        const QString name = QLatin1String(option);
        return remedy && remedy->order.tuning.contains(name) ? remedy->order.tuning.at(name) : -1.0;
    };
    CHECK(tuned("collapse", "mode-seeking") == Approx(0.2));
    plan.gan.modeSeeking = 0.3;
    CHECK(tuned("collapse", "mode-seeking") == Approx(0.6));
    plan.gan.diffAugment = 0;
    CHECK(tuned("discriminator-wins", "augment") == 1.0);
    plan.gan.diffAugment = 1;
    CHECK(tuned("discriminator-wins", "rate") == Approx(plan.learningRate / 2));
    CHECK(tuned("diverged", "rate") == Approx(plan.learningRate / 2));
    plan = train::planFor(train::ModelKind::Vae, set);
    CHECK(tuned("collapse", "kl") == Approx(plan.vae.kl / 4));
    plan.vae.kl = 0;
    CHECK_FALSE(remedyFor({"collapse", {}, {}}, plan, order));
    const std::optional<Remedy> varied = remedyFor({"by-heart", {}, {}}, plan, TrainingOrder());
    REQUIRE(varied);
    CHECK(varied->order.varyColor);
    plan.augmentation.colour = true;
    CHECK_FALSE(remedyFor({"by-heart", {}, {}}, plan, order));
    CHECK_FALSE(remedyFor({"smaller-batch", {}, {}}, plan, order));
    plan.batch = 12;
    CHECK(smallerBatch(plan, order)->order.tuning.at(QStringLiteral("batch")) == 6);
    plan.batch = 6;
    CHECK(smallerBatch(plan, order)->order.tuning.at(QStringLiteral("batch")) == 2); // an even number
    plan.batch = 2;
    CHECK_FALSE(smallerBatch(plan, order));
}

TEST_CASE("the warning of a training offers its remedy as another training")
{
    RunView view;
    RunEntry entry = entryIn(RunPhase::Running);
    entry.run->status.message = train::RunMessage{"collapse", "alike", "start anew"};
    view.setEntry(entry);
    auto *button = view.warning().findChild<QPushButton *>();
    CHECK(button->isHidden()); // nobody knows its settings
    entry.remedy = Remedy{Remedy::Kind::Variety, someOrder()};
    entry.remedy->order.tuning[QStringLiteral("mode-seeking")] = 0.2;
    view.setEntry(entry);
    CHECK_FALSE(button->isHidden());
    CHECK(button->text() == remedyText(Remedy::Kind::Variety));
    QSignalSpy anew(&view, &RunView::anewRequested);
    button->click();
    REQUIRE(anew.size() == 1);
    CHECK(anew[0][0].value<TrainingOrder>() == entry.remedy->order);
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

TEST_CASE("an order takes labels, mirroring and a model to go on from, which other pictures keep but for the labels")
{
    OrderPanel panel;
    Q_EMIT panel.dropZone().fileDropped(QStringLiteral("/home/me/tiles"));
    MoreOptions &more = panel.more();
    CHECK(more.isCollapsed());
    for (QLineEdit *field : panel.findChildren<QLineEdit *>()) {
        if (field->accessibleName() == QStringLiteral("Name of the model"))
            QTest::keyClicks(field, QStringLiteral("My tiles"));
    }
    Q_EMIT more.labels().chosen(QStringLiteral("/home/me/labels.csv"));
    Q_EMIT more.from().chosen(QStringLiteral("/home/me/tiles.imagomodel"));
    more.mirroring().setCurrentIndex(1);
    Q_EMIT more.mirroring().activated(1);
    CHECK(panel.order().title == QStringLiteral("My tiles"));
    CHECK(panel.order().labels == QStringLiteral("/home/me/labels.csv"));
    CHECK(panel.order().from == QStringLiteral("/home/me/tiles.imagomodel"));
    CHECK(panel.order().mirroring == TrainingOrder::Mirroring::Always);
    CHECK(more.labels().file() == QStringLiteral("/home/me/labels.csv"));

    Q_EMIT panel.dropZone().fileDropped(QStringLiteral("/home/me/others"));
    CHECK(panel.order().labels.isEmpty());
    CHECK(more.labels().file().isEmpty());
    CHECK_FALSE(panel.order().from.isEmpty());
}

TEST_CASE("pictures that are no mirror images can be mirrored all the same")
{
    const dataset::PreflightNote note{dataset::Finding::OneSided, 3, {}, {}, {}};
    NoteCard card(note, dataset::Preflight(), nullptr);
    TrainingOrder order;
    card.setOrder(order);
    QSignalSpy wishes(&card, &NoteCard::orderWished);
    card.fixButton().click();
    REQUIRE(wishes.size() == 1);
    const auto wished = wishes[0][0].value<TrainingOrder>();
    CHECK(wished.mirroring == TrainingOrder::Mirroring::Always);
    CHECK(noteRemedy(note, wished, false) != noteRemedy(note, order, false));
}

TEST_CASE("what stands out is left out by one press, and used again by the next")
{
    using dataset::Finding;
    const std::vector<std::pair<Finding, train::LeaveOut>> all{{Finding::TooSmall, {.small = true}},
                                                               {Finding::OddAspect, {.odd = true}},
                                                               {Finding::MixedColor, {.rareColor = true}},
                                                               {Finding::MixedAlpha, {.rareAlpha = true}}};
    for (const auto &[finding, wanted] : all) {
        CAPTURE(std::string(dataset::name(finding)));
        const dataset::PreflightNote note{finding, 2, {"a", "b"}, {}, {}};
        NoteCard card(note, dataset::Preflight(), nullptr);
        card.setOrder(someOrder());
        QSignalSpy wishes(&card, &NoteCard::orderWished);
        card.leaveOutButton().click();
        REQUIRE(wishes.size() == 1);
        const auto without = wishes[0][0].value<TrainingOrder>();
        CHECK(without.leaveOut == wanted);
        CHECK(noteRemedy(note, without, false) != noteRemedy(note, someOrder(), false));
        card.setOrder(without);
        CHECK(card.fixButton().isHidden()); // it would be for those that are used
        card.leaveOutButton().click();
        CHECK(wishes.back()[0].value<TrainingOrder>() == someOrder());
    }
    NoteCard broken({Finding::Broken, 2, {}, {}, {}}, dataset::Preflight(), nullptr);
    CHECK(broken.leaveOutButton().isHidden());
}

TEST_CASE("transparent among opaque pictures are put on white by one press, which the order's panel shows")
{
    const dataset::PreflightNote note{dataset::Finding::MixedAlpha, 2, {"a", "b"}, {}, {}};
    NoteCard card(note, dataset::Preflight(), nullptr);
    QSignalSpy wishes(&card, &NoteCard::orderWished);
    card.fixButton().click();
    REQUIRE(wishes.size() == 1);
    const auto wished = wishes[0][0].value<TrainingOrder>();
    CHECK(wished.onWhite);
    CHECK(noteRemedy(note, wished, false) != noteRemedy(note, TrainingOrder(), false));
    card.setOrder(wished);
    CHECK(card.leaveOutButton().isHidden()); // they are alike
    card.fixButton().click();
    CHECK(wishes.back()[0].value<TrainingOrder>() == TrainingOrder());

    OrderPanel panel;
    panel.setOrder(wished);
    CHECK(panel.more().onWhite().isChecked());
    panel.more().onWhite().click();
    CHECK_FALSE(panel.order().onWhite);
}

TEST_CASE("small classes are mended by one press, and labels switched off stay so for other pictures")
{
    const dataset::PreflightNote note{dataset::Finding::SmallClasses, 12, {"a", "b"}, {}, {"1 picture", "1 picture"}};
    NoteCard card(note, dataset::Preflight(), nullptr);
    card.setOrder(TrainingOrder());
    QSignalSpy wishes(&card, &NoteCard::orderWished);
    card.fixButton().click();
    REQUIRE(wishes.size() == 1);
    const auto wished = wishes[0][0].value<TrainingOrder>();
    CHECK_FALSE(wished.useLabels);
    CHECK(noteRemedy(note, wished, false) != noteRemedy(note, TrainingOrder(), false));

    OrderPanel panel;
    CHECK(panel.labelsBox().isChecked());
    panel.setOrder(wished);
    CHECK_FALSE(panel.labelsBox().isChecked());
    CHECK_FALSE(panel.more().labels().isEnabled());
    Q_EMIT panel.dropZone().fileDropped(QStringLiteral("/home/me/tiles"));
    CHECK_FALSE(panel.order().useLabels);
    panel.labelsBox().click();
    CHECK(panel.order().useLabels);
}

TEST_CASE("what can't be trained is told with its reason until it is mended")
{
    PreflightView view;
    TrainingOrder order;
    dataset::Preflight report;
    report.pictures = report.examined = 3;
    view.showLooking(QStringLiteral("/home/me/one"));
    CHECK(view.obstacle().isEmpty());
    report.notes = {{dataset::Finding::CannotTrain, 1, {}, {}, {"1 of 3 pictures can be used"}}};
    view.showReport(report, order);
    CHECK(view.obstacle().contains(noteText(report.notes[0])));
    REQUIRE(view.cards().size() == 1);
    CHECK(view.cards()[0]->fixButton().isHidden());

    report.notes[0].count = 5000; // labels, which can be passed over
    view.showReport(report, order);
    QSignalSpy wishes(&view, &PreflightView::orderWished);
    view.cards()[0]->fixButton().click();
    REQUIRE(wishes.size() == 1);
    CHECK_FALSE(wishes[0][0].value<TrainingOrder>().useLabels);
    view.showLooking(QStringLiteral("/home/me/one")); // nobody knows yet
    CHECK(view.obstacle().isEmpty());
    report.notes.clear();
    view.showReport(report, order);
    CHECK(view.obstacle().isEmpty());
    view.showError(QStringLiteral("The folder is gone."));
    CHECK(view.obstacle() == QStringLiteral("The folder is gone."));
    view.showLooking(QStringLiteral("/home/me/one"));
    CHECK(view.obstacle().isEmpty());

    QSignalSpy wished(&view, &PreflightView::orderWished);
    view.showError(QStringLiteral("The table names no picture."), true);
    const auto buttons = view.findChildren<QPushButton *>();
    const auto cure = std::ranges::find(buttons, QStringLiteral("Train without labels"), &QPushButton::text);
    REQUIRE(cure != buttons.end());
    (*cure)->click();
    REQUIRE(wished.count() == 1);
    CHECK_FALSE(wished[0][0].value<TrainingOrder>().useLabels);
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

TEST_CASE("of a size the longer side is chosen, or both are written")
{
    const auto sizeIn = [](const char *text) {
        const std::optional<TrainingOrder> order = withSize({}, QString::fromUtf8(text));
        const QStringList list = order ? arguments(*order, QString(), false) : QStringList();
        return list.value(list.indexOf(QStringLiteral("--size")) + 1);
    };
    CHECK(sizeIn("96 x 64") == QStringLiteral("96x64"));
    CHECK(sizeIn("64 × 128 px") == QStringLiteral("64x128"));
    CHECK(sizeIn("64 x 64") == QStringLiteral("64x64"));
    CHECK(sizeIn("128") == QStringLiteral("128"));
    CHECK(sizeIn("128 px") == QStringLiteral("128"));
    CHECK(sizeIn("96 像素") == QStringLiteral("96"));
    for (const char *none : {"", "12", "100", "64x", "x64", "64 x 1024", "64 x 64 x 64", "wide"})
        CHECK(sizeIn(none).isEmpty());

    OrderPanel panel;
    const auto write = [&panel](const QString &text) {
        panel.sizeBox().setEditText(text);
        QTest::keyClick(panel.sizeBox().lineEdit(), Qt::Key_Return);
    };
    write(QStringLiteral("96x64"));
    CHECK(panel.order().size == QSize(96, 64));
    CHECK_FALSE(panel.order().followsShape);
    write(QStringLiteral("97x64"));
    CHECK(panel.order().size == QSize(96, 64));
    CHECK(withSize({}, panel.sizeBox().currentText())->size == QSize(96, 64)); // what holds stands there again
    write(QStringLiteral("64x64"));
    CHECK_FALSE(panel.order().followsShape);
    panel.sizeBox().setCurrentIndex(1);
    Q_EMIT panel.sizeBox().activated(1);
    CHECK(panel.order().followsShape);
    CHECK(panel.order().size == QSize(trainingSides()[0], trainingSides()[0]));
    CHECK(withSize({}, panel.sizeBox().currentText())->followsShape);
}

TEST_CASE("without a size the pictures decide, and small ones are offered a smaller model than they got")
{
    const TrainingOrder unsaid;
    CHECK_FALSE(unsaid.hasSize());
    CHECK_FALSE(arguments(unsaid, QString(), false).contains(QStringLiteral("--size")));
    CHECK(trainingOrderFromJson(toJson(unsaid)) == unsaid);
    OrderPanel panel;
    CHECK_FALSE(panel.order().hasSize());
    panel.setOrder(*withSize({}, QStringLiteral("96")));
    panel.sizeBox().setCurrentIndex(0);
    Q_EMIT panel.sizeBox().activated(0);
    CHECK_FALSE(panel.order().hasSize());
    QTest::keyClick(panel.sizeBox().lineEdit(), Qt::Key_Return); // what stands there is no size, and is not refused
    CHECK_FALSE(panel.order().hasSize());

    PreflightView view;
    dataset::Preflight report;
    report.size = {{48, 48}, dataset::SizeReason::Square, 1, 1, 40};
    report.notes = {{dataset::Finding::TooSmall, 3, {"a", "b", "c"}, {}, {}}};
    view.showReport(report, unsaid);
    CHECK(view.summary().contains(QStringLiteral("40 px or less")));
    QSignalSpy wished(&view, &PreflightView::orderWished);
    view.cards().front()->fixButton().click();
    REQUIRE(wished.size() == 1);
    CHECK(wished[0][0].value<TrainingOrder>().size == QSize(32, 32));
    report.medianSide = 100;
    view.showReport(report, *withSize({}, QStringLiteral("512")));
    view.cards().front()->fixButton().click();
    CHECK(wished.back()[0].value<TrainingOrder>().size == QSize(128, 128)); // at once, not size after size
}

TEST_CASE("a finding that no setting mends says what to do")
{
    using dataset::Finding;
    for (const Finding finding :
         {Finding::Broken, Finding::NearDuplicate, Finding::TooSmall, Finding::MixedColor, Finding::MixedAlpha,
          Finding::ClassImbalance, Finding::Unlabelled, Finding::LabelMismatch, Finding::UnreadableFolder}) {
        const QString remedy = noteRemedy({finding, 3, {}, {}, {}}, someOrder(), false);
        CAPTURE(remedy.toStdString());
        CHECK((remedy.count(u'.') > 1 || remedy.contains(u':'))); // what becomes of them, and what helps
    }
}

TEST_CASE("the pre-flight tells the size of the model's pictures, and why it is that")
{
    PreflightView view;
    dataset::Preflight report;
    report.size = {{40, 64}, dataset::SizeReason::Common, 0.97, 2.0 / 3};
    view.showReport(report, TrainingOrder());
    CHECK(view.summary().contains(QStringLiteral("40 × 64 px")));
    CHECK(view.summary().contains(QStringLiteral("97 %")));
    CHECK(view.summary().contains(QStringLiteral("1.50 times as high")));
    report.size = {{64, 64}, dataset::SizeReason::Mixed};
    view.showReport(report, TrainingOrder());
    CHECK(view.summary().contains(QStringLiteral("no shape")));
}

TEST_CASE("the pre-flight tells what a training costs here, once a few steps are measured")
{
    PreflightView view;
    dataset::Preflight report;
    report.pictures = report.examined = report.usable = 500;
    TrainingOrder order = someOrder();
    order.minutes = 20;
    view.showReport(report, order);
    CHECK(view.cancelButton().isHidden());
    view.showMeasuring();
    CHECK_FALSE(view.cancelButton().isHidden());
    QSignalSpy stops(&view, &PreflightView::measuringCancelled);
    view.cancelButton().click();
    CHECK(stops.size() == 1);

    const QByteArray answer =
        R"({"kind":"gan","secondsPerStep":0.2,"batch":16,"prepareSeconds":12,"firstSlidersMinutes":5.2,
                                  "goodModelMinutes":52,"memoryBytes":1500000000})";
    view.showCosts(trainingCostsFromJson(answer));
    CHECK(view.cancelButton().isHidden());
    CHECK(view.costs().contains(QStringLiteral("80 pictures a second")));
    CHECK(view.costs().contains(QStringLiteral("96,000 pictures"))); // 20 minutes of them
    CHECK_FALSE(view.costs().contains(QStringLiteral("free")));
    QByteArray tight = answer;
    view.showCosts(trainingCostsFromJson(tight.replace("}", ",\"wantedBatch\":32}")));
    CHECK(view.costs().contains(QStringLiteral("16 pictures a step instead of 32")));
    view.showCosts(trainingCostsFromJson(tight.replace("\"wantedBatch\":32", "\"wantedBatch\":16")));
    CHECK_FALSE(view.costs().contains(QStringLiteral("free")));
    view.showCosts(trainingCostsFromJson(R"({"error":{"code":"OutOfMemory","subject":"","detail":"too much"}})"));
    CHECK(view.costs().contains(QStringLiteral("does not suffice for a training")));
    view.showCosts(trainingCostsFromJson(answer));
    CHECK_FALSE(trainingCostsFromJson("imago: no such folder"));
    const qsizetype length = view.costs().size();
    view.showCosts({});
    CHECK(view.costs().size() < length);
}

TEST_CASE("what near-duplicates become depends on whether the data set has parts of its own")
{
    const dataset::PreflightNote note{dataset::Finding::NearDuplicate, 3, {"a", "b", "c"}, {}, {}};
    CHECK(noteRemedy(note, someOrder(), false) != noteRemedy(note, someOrder(), true));
}

TEST_CASE("a model's quality is told with its doubts")
{
    RunView view;
    RunEntry entry = entryIn(RunPhase::Finished);
    view.setEntry(entry);
    CHECK(view.qualityWords().isEmpty());
    dataset::PictureQuality quality;
    quality.samples = 400;
    quality.real = 100;
    quality.againstHeldOut = true;
    quality.copyTest = {0.5, 1};
    quality.precisionRecall = {0.62, 0.31};
    quality.diversity = 0.8;
    quality.frechet = 1.25;
    quality.kernel = {0.0312, 0.001};
    quality.readerInLosses = train::LossUse::Unused;
    entry.quality = quality;
    view.setEntry(entry);
    CHECK(view.qualityWords().contains(QStringLiteral("62")));
    CHECK(view.qualityWords().contains(QStringLiteral("1.25")));
    CHECK(view.qualityWords().contains(QStringLiteral("0.031")));
    CHECK(qualityHelp(quality).contains(QStringLiteral("0.0312")));
    CHECK(view.doubt().isHidden());
    CHECK(view.qualityWords().contains(QStringLiteral("no sign of copies")));
    const qsizetype certain = qualityHelp(quality).count(u'\n');
    entry.quality->real = 12; // precision would always be 100 %
    view.setEntry(entry);
    CHECK_FALSE(view.qualityWords().contains(QStringLiteral("62")));
    CHECK_FALSE(view.qualityWords().contains(QStringLiteral("no sign of copies")));
    CHECK(view.qualityWords().contains(QStringLiteral("none looks equal")));
    entry.quality->lookEqual = 1;
    view.setEntry(entry);
    CHECK(view.qualityWords().contains(QStringLiteral("too few held-out")));
    entry.quality->lookEqual = 0;
    CHECK(qualityHelp(*entry.quality).count(u'\n') == certain + 1);
    entry.quality->real = 100;
    entry.quality->readerInLosses = train::LossUse::Used;
    view.setEntry(entry);
    CHECK_FALSE(view.doubt().isHidden());
    CHECK(view.doubt().sentence().contains(QStringLiteral("--judge")));
    entry.quality->trainedOnThese = false;
    view.setEntry(entry);
    CHECK(view.doubt().sentence().contains(QStringLiteral("other pictures")));
    entry.quality->lookEqual = 100;
    view.setEntry(entry);
    CHECK(view.doubt().sentence().contains(QStringLiteral("copies")));
}

TEST_CASE("the nearest pairs of a model are asked for once, and shown with their training's quality alone")
{
    RunView view;
    QSignalSpy wanted(&view, &RunView::pairsWanted);
    RunEntry entry = entryIn(RunPhase::Finished);
    entry.quality = dataset::PictureQuality();
    view.setEntry(entry);
    CHECK(wanted.isEmpty()); // the report names none
    entry.quality->nearest.push_back({"seed 3", "a.png", 0, 0, 0.4, false});
    view.setEntry(entry);
    view.setEntry(entry);
    REQUIRE(wanted.size() == 1);
    CHECK(wanted[0][0] == entry.folder);
    CHECK(view.pairs().isHidden());

    QImage picture(8, 8, QImage::Format_RGB32);
    picture.fill(Qt::red);
    view.setPairs(QStringLiteral("/trainings/other"), {{picture, picture, QStringLiteral("b.png"), 0.2, true}});
    CHECK(view.pairs().isHidden());
    view.setPairs(entry.folder, {{picture, picture, QStringLiteral("a.png"), 0.4, false}});
    CHECK_FALSE(view.pairs().isHidden());
    CHECK(view.pairs().accessibleDescription().contains(QStringLiteral("a.png")));
    view.pairs().resize(view.pairs().sizeHint());
    const QImage painted = view.pairs().grab().toImage();
    int red = 0;
    for (int y = 0; y < painted.height(); ++y) {
        for (int x = 0; x < painted.width(); ++x)
            red += painted.pixelColor(x, y) == QColor(Qt::red) ? 1 : 0;
    }
    CHECK(red > 5000); // both of the pair

    RunEntry again = entryIn(RunPhase::Running); // of the same folder
    view.setEntry(again);
    CHECK(view.pairs().isHidden());
}
