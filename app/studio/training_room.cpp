// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/training_room.h"

#include "app/studio/training_runs.h"
#include "app/studio/trash.h"
#include "ui/shell/main_window.h"
#include "ui/train/loss_plot.h"
#include "ui/train/order_panel.h"
#include "ui/train/preflight_view.h"
#include "ui/train/run_list.h"
#include "ui/train/run_view.h"
#include "ui/train/sample_wall.h"
#include "ui/train/train_stage.h"

#include <QDesktopServices>
#include <QEvent>
#include <QProcess>
#include <QSystemTrayIcon>
#include <QUrl>

#include <algorithm>
#include <utility>

namespace imago::app {

namespace {

constexpr std::chrono::milliseconds kOften{1000};
constexpr std::chrono::milliseconds kSeldom{4000}; // while nothing runs, or the room is out of sight

} // namespace

struct TrainingRoom::Sight
{
    std::vector<ui::RunEntry> entries;
    QString run; ///< Whose history follows.
    std::vector<train::StepReport> reports;
    std::vector<train::RunPreview> previews;
    int changes = 0; ///< m_changes when the look began.
};

TrainingRoom::TrainingRoom(Settings &settings, QString folder, QString program, QObject *parent)
    : StudioRoom(parent)
    , m_settings(settings)
    , m_folder(std::move(folder))
    , m_program(std::move(program))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &TrainingRoom::watch);
}

TrainingRoom::~TrainingRoom()
{
    if (m_measuring) { // it ends here, and has nobody to tell
        m_measuring->disconnect(this);
        m_measuring->kill();
        m_measuring->waitForFinished();
    }
}

void TrainingRoom::join(ui::MainWindow &window)
{
    m_window = &window;
    m_stage = new ui::TrainStage;
    m_order = new ui::OrderPanel;
    m_list = new ui::RunList;
    window.addRoom(ui::Room::Train, {.title = [] { return tr("Training"); },
                                     .purpose = [] { return tr("Your own pictures become sliders"); },
                                     .stack = m_undo,
                                     .stage = m_stage});
    window.addPanel(
        QStringLiteral("order"), [] { return tr("New training"); }, m_order, Qt::LeftDockWidgetArea, ui::Room::Train);
    window.addPanel(
        QStringLiteral("trainings"), [] { return tr("Trainings"); }, m_list, Qt::RightDockWidgetArea, ui::Room::Train);
    const TrainingSettings before = m_settings.training();
    m_opened = before.opened;
    m_order->setOrder(before.order);
    m_stage->run().plot().setLogarithmic(before.logarithmic);
    m_stage->run().plot().setSmoothing(before.smoothing);
    connectAll();
    readFrom(); // it may be gone since
    window.installEventFilter(this);
    tellReason();
    m_watcher.start({}, [folder = m_folder](jobs::JobContext &) -> Result<jobs::Ending> {
        emptyTrash(folder, kRunTrashDays);
        return jobs::Ending::Completed;
    }, {});
    watch();
}

void TrainingRoom::connectAll()
{
    connect(m_stage, &ui::TrainStage::folderDropped, this, &TrainingRoom::bring);
    connect(m_stage, &ui::TrainStage::chooseRequested, this, &TrainingRoom::chooseFile);
    connect(m_order, &ui::OrderPanel::chooseRequested, this, &TrainingRoom::chooseFile);
    connect(m_order, &ui::OrderPanel::startRequested, this, &TrainingRoom::start);
    connect(m_order, &ui::OrderPanel::orderChanged, this, [this, before = ui::TrainingOrder()]() mutable {
        followOrder(std::exchange(before, m_order->order()));
    });
    ui::PreflightView &preflight = m_stage->preflight();
    connect(&preflight, &ui::PreflightView::measuringCancelled, this, &TrainingRoom::stopMeasuring);
    connect(&preflight, &ui::PreflightView::orderWished, m_order, &ui::OrderPanel::setOrder);
    connect(&preflight, &ui::PreflightView::pictureWanted, this, &TrainingRoom::readItem);
    connect(&preflight, &ui::PreflightView::cancelled, this, [this] {
        ui::TrainingOrder order = m_order->order();
        order.folder.clear();
        m_order->setOrder(order);
    });
    connect(m_list, &ui::RunList::chosenChanged, this, &TrainingRoom::showChosen);
    connect(m_list, &ui::RunList::pictureWanted, this, &TrainingRoom::readPicture);
    connect(m_list, &ui::RunList::stopRequested, this, &TrainingRoom::stop);
    connect(m_list, &ui::RunList::resumeRequested, this, &TrainingRoom::resume);
    connect(m_list, &ui::RunList::deleteRequested, this, &TrainingRoom::remove);
    const auto reveal = [](const QString &run) { QDesktopServices::openUrl(QUrl::fromLocalFile(run)); };
    connect(m_list, &ui::RunList::revealRequested, this, reveal);
    ui::RunView &run = m_stage->run();
    connect(&run, &ui::RunView::revealRequested, this, reveal);
    connect(&run, &ui::RunView::pauseRequested, this, &TrainingRoom::pause);
    connect(&run, &ui::RunView::continueRequested, this, &TrainingRoom::goOn);
    connect(&run, &ui::RunView::stopRequested, this, &TrainingRoom::stop);
    connect(&run, &ui::RunView::resumeRequested, this, &TrainingRoom::resume);
    connect(&run, &ui::RunView::anewRequested, this, &TrainingRoom::startWith);
    connect(&run, &ui::RunView::changeRequested, this, &TrainingRoom::begin);
    connect(&run, &ui::RunView::exploreRequested, this,
            [this](const QString &folder) { Q_EMIT exploreRequested(folder + QStringLiteral("/package")); });
    connect(&run, &ui::RunView::pairsWanted, this, &TrainingRoom::readPairs);
    connect(&run.wall(), &ui::SampleWall::pictureWanted, this, &TrainingRoom::readPicture);
}

void TrainingRoom::watch()
{
    m_timer.stop();
    if (std::exchange(m_watching, true))
        return;
    const ui::RunEntry *chosen = m_list->chosen();
    const QString run = chosen != nullptr ? chosen->folder : QString();
    if (run != m_logRun) {
        m_logRun = run;
        m_log = run.isEmpty() ? nullptr : std::make_shared<train::RunLog>(run.toStdString());
    }
    const auto sight = std::make_shared<Sight>();
    sight->run = run;
    sight->changes = m_changes;
    TaskRunner::Reactions reactions;
    reactions.done = [this, sight](const Result<jobs::Ending> &) {
        m_watching = false;
        if (sight->changes == m_changes)
            take(*sight);
        else
            watch();
    };
    m_watcher.start(
        {},
        [sight, folder = m_folder, opened = m_opened, log = m_log](jobs::JobContext &) -> Result<jobs::Ending> {
            sight->entries = readTrainings(folder, opened);
            if (log != nullptr) {
                log->update();
                sight->reports = log->reports();
                sight->previews = train::previewsOf(sight->run.toStdString());
            }
            return jobs::Ending::Completed;
        },
        std::move(reactions));
}

void TrainingRoom::take(const Sight &sight)
{
    const std::vector<ui::RunEntry> before = std::exchange(m_entries, sight.entries);
    m_list->setEntries(m_entries);
    m_order->setBusy(isTraining());
    if (!m_known && !m_entries.empty() && m_order->order().folder.isEmpty())
        m_list->choose(m_entries.front().folder);
    const ui::RunEntry *chosen = m_list->chosen();
    if (chosen != nullptr) {
        m_stage->run().setEntry(*chosen);
        m_stage->showRun();
        if (chosen->folder == sight.run)
            m_stage->run().setHistory(sight.reports, sight.previews);
    } else {
        showNext();
    }
    if (m_known) {
        for (const ui::RunEntry &entry : m_entries) {
            const auto earlier = std::ranges::find(before, entry.folder, &ui::RunEntry::folder);
            if (earlier != before.end() && earlier->isAlive() && !entry.isAlive() &&
                entry.phase != ui::RunPhase::Stopped)
                tellEnd(entry);
        }
    }
    m_known = true;
    startNext();
    const bool often = isTraining() && m_window->room() == ui::Room::Train;
    chosen = m_list->chosen(); // starting has changed the list
    m_timer.start(chosen != nullptr && chosen->folder != m_logRun ? std::chrono::milliseconds(0)
                  : often                                         ? kOften
                                                                  : kSeldom);
    Q_EMIT deviceChanged();
    Q_EMIT watched();
}

void TrainingRoom::showChosen()
{
    const ui::RunEntry *chosen = m_list->chosen();
    if (chosen == nullptr) {
        showNext();
        return;
    }
    if (chosen->folder != m_stage->run().entry().folder) {
        m_stage->run().setEntry(*chosen);
        m_stage->run().setHistory({}, {});
        watch();
    }
    m_stage->run().setEntry(*chosen);
    m_stage->showRun();
}

StudioRoom::Device TrainingRoom::device() const
{
    const auto running = std::ranges::count_if(m_entries, &ui::RunEntry::isAlive);
    if (running == 0)
        return {tr("No training runs"), tr("Trainings run in processes of their own, beside the window.")};
    return {tr("Training"), tr("A training runs in a process of its own and lets the window go first.")};
}

bool TrainingRoom::isSettled() const
{
    return m_known;
}

void TrainingRoom::remember()
{
    TrainingSettings settings = m_settings.training();
    settings.order = m_order->order();
    settings.opened = m_opened;
    settings.order.folder.clear(); // the next training is of other pictures
    settings.order.title.clear();
    settings.order.labels.clear();
    settings.order.useReserved = false; // said anew for each folder, as the next
    settings.order.leaveOut = {};
    settings.logarithmic = m_stage->run().plot().isLogarithmic();
    settings.smoothing = m_stage->run().plot().smoothing();
    m_settings.setTraining(settings);
}

void TrainingRoom::tellReason()
{
    if (m_order == nullptr)
        return;
    if (m_program.isEmpty())
        m_order->setReason(tr("Nothing can be trained: the command line (imago) is not beside the studio."));
    else
        m_order->setReason(m_order->order().folder.isEmpty() ? QString() : m_stage->preflight().obstacle());
}

bool TrainingRoom::eventFilter(QObject *watchedObject, QEvent *event)
{
    if (watchedObject == m_window && event->type() == QEvent::LanguageChange)
        tellReason();
    return QObject::eventFilter(watchedObject, event);
}

} // namespace imago::app
