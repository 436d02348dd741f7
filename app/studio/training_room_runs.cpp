// SPDX-License-Identifier: GPL-3.0-or-later
// What is done with trainings: ordered, begun, held, stopped, gone on with, taken away; and what is told when one ends.
#include "app/studio/training_room.h"
#include "app/studio/training_runs.h"
#include "app/studio/trash.h"
#include "ui/shell/main_window.h"
#include "ui/shell/notice.h"
#include "ui/train/order_panel.h"
#include "ui/train/run_list.h"
#include "ui/train/run_text.h"

#include <QApplication>
#include <QCheckBox>
#include <QFileInfo>
#include <QMessageBox>
#include <QProcess>
#include <QPushButton>
#include <QSystemTrayIcon>

#include <algorithm>
#include <utility>

namespace imago::app {

void TrainingRoom::tellEnd(const ui::RunEntry &entry)
{
    QApplication::alert(m_window);
    const QString trouble = ui::troubleText(entry);
    tellDesktop(trouble.isEmpty() ? tr("%1 is trained.").arg(entry.title)
                                  : tr("%1 ended early. %2").arg(entry.title, trouble),
                trouble.isEmpty());
    if (!trouble.isEmpty()) {
        const ui::RunEntry *shown = m_list->chosen();
        const bool isTold = m_window->room() == ui::Room::Train && shown != nullptr &&
                            shown->folder == entry.folder; // why, below its curves
        m_window->notice().ask(ui::NoticeKind::Warning,
                               isTold ? tr("%1 ended early.").arg(entry.title)
                                      : tr("%1 ended early. %2").arg(entry.title, trouble),
                               entry.canResume() ? tr("Resume") : QString(),
                               [this, run = entry.folder] { resume(run); });
    } else {
        m_window->notice().ask(ui::NoticeKind::Information, tr("%1 is trained.").arg(entry.title),
                               entry.canExplore() ? tr("Open in explorer") : QString(), [this, run = entry.folder] {
                                   Q_EMIT exploreRequested(run + QStringLiteral("/package"));
                               });
    }
    Q_EMIT ended(entry);
}

void TrainingRoom::tellDesktop(const QString &sentence, bool good)
{
    if (m_window->isActiveWindow() || !QSystemTrayIcon::isSystemTrayAvailable() || !QSystemTrayIcon::supportsMessages())
        return; // who looks at the window reads the notice there
    if (m_tray == nullptr) {
        m_tray = std::make_unique<QSystemTrayIcon>(QApplication::windowIcon());
        m_tray->setToolTip(tr("Imago Studio"));
        connect(m_tray.get(), &QSystemTrayIcon::messageClicked, this, &TrainingRoom::showTrainings);
        connect(m_tray.get(), &QSystemTrayIcon::activated, this, &TrainingRoom::showTrainings);
    }
    m_tray->show();
    m_tray->showMessage(tr("Imago Studio"), sentence, good ? QSystemTrayIcon::Information : QSystemTrayIcon::Warning);
}

void TrainingRoom::showTrainings()
{
    m_tray->hide();
    m_window->setRoom(ui::Room::Train);
    m_window->show();
    m_window->raise();
    m_window->activateWindow();
}

void TrainingRoom::openRun(const QString &folder)
{
    const QString run = QFileInfo(folder).absoluteFilePath();
    const bool own = QFileInfo(run).absolutePath() == QFileInfo(m_folder).absoluteFilePath();
    if (!own && !m_opened.contains(run))
        m_opened.prepend(run);
    ++m_changes;
    if (std::ranges::find(m_entries, run, &ui::RunEntry::folder) == m_entries.end())
        m_entries.insert(m_entries.begin(), readTraining(run)); // once, for the list to have it at once
    m_list->setEntries(m_entries);
    m_list->choose(run);
    watch();
}

void TrainingRoom::startNext()
{
    const QString next = nextInQueue(m_entries);
    if (next.isEmpty())
        return;
    const auto entry = std::ranges::find(m_entries, next, &ui::RunEntry::folder);
    const Status launched = launchTraining(m_program, *entry);
    if (!launched) {
        Q_EMIT failed(launched.error());
        act([next]() -> Status {
            takeOutOfQueue(next);
            return {};
        });
        return;
    }
    ++m_changes;
    entry->phase = ui::RunPhase::Starting;
    m_list->setEntries(m_entries);
    m_order->setBusy(true);
    showChosen();
}

void TrainingRoom::start()
{
    startWith(m_order->order());
}

void TrainingRoom::startWith(const ui::TrainingOrder &order)
{
    const auto made = std::make_shared<QString>();
    if (order.folder.isEmpty())
        return;
    stopMeasuring(); // it would slow the training down while that measures its own steps
    TaskRunner::Reactions reactions;
    reactions.done = [this, made, order](const Result<jobs::Ending> &ending) {
        if (!ending) {
            Q_EMIT failed(ending.error());
            return;
        }
        ui::RunEntry entry;
        entry.folder = *made;
        entry.phase = ui::RunPhase::Queued;
        entry.order = order;
        entry.title = order.name();
        ++m_changes;
        m_entries.insert(m_entries.begin(), entry);
        m_list->setEntries(m_entries);
        m_list->choose(*made);
        startNext();
        watch();
    };
    m_watcher.start(
        {},
        [made, order, folder = m_folder](jobs::JobContext &) -> Result<jobs::Ending> {
            Result<QString> run = queueTraining(folder, order);
            if (!run)
                return tl::unexpected(run.error());
            *made = *std::move(run);
            return jobs::Ending::Completed;
        },
        std::move(reactions));
}

void TrainingRoom::act(std::function<Status()> work)
{
    m_watcher.run({}, std::move(work), [this](const Status &done) {
        if (!done)
            Q_EMIT failed(done.error());
        watch();
    });
}

void TrainingRoom::signalRun(const QString &folder, Status (*ask)(const train::Run &))
{
    act([folder, ask]() -> Status {
        const Result<train::Run> run = train::readRun(folder.toStdString());
        if (!run)
            return tl::unexpected(run.error());
        // One that ended meanwhile needs no asking.
        return run->isAlive() ? ask(*run) : Status{};
    });
}

void TrainingRoom::pause(const QString &run)
{
    signalRun(run, &train::pauseRun);
}

void TrainingRoom::goOn(const QString &run)
{
    signalRun(run, &train::continueRun);
}

void TrainingRoom::stop(const QString &run)
{
    const auto entry = std::ranges::find(m_entries, run, &ui::RunEntry::folder);
    if (entry != m_entries.end() && entry->phase == ui::RunPhase::Queued) {
        act([run]() -> Status {
            takeOutOfQueue(run);
            return {};
        });
        return;
    }
    act([run] { return stopTraining(run); });
}

void TrainingRoom::resume(const QString &run)
{
    act([run]() -> Status { return queueAgain(run); });
}

void TrainingRoom::remove(const QString &run)
{
    const auto entry = std::ranges::find(m_entries, run, &ui::RunEntry::folder);
    if (entry == m_entries.end() || entry->isAlive())
        return;
    m_list->chooseNone();
    if (m_opened.contains(run)) { // only the list forgets it: the folder is not the studio's
        m_opened.removeOne(run);
        ++m_changes;
        m_window->notice().ask(ui::NoticeKind::Information,
                               tr("%1 is no longer listed; its folder stays.").arg(entry->title), tr("Undo"),
                               [this, run] { openRun(run); });
        watch();
        return;
    }
    const auto trashed = std::make_shared<QString>();
    act([run, trashed]() -> Status {
        Result<QString> moved = moveToTrash(run);
        if (!moved)
            return tl::unexpected(moved.error());
        *trashed = *std::move(moved);
        return {};
    });
    m_window->notice().ask(ui::NoticeKind::Information,
                           tr("%1 lies in the trash for %2 days.").arg(entry->title).arg(kRunTrashDays), tr("Undo"),
                           [this, run, trashed] {
                               act([run, trashed]() -> Status { return restoreFromTrash(*trashed, run); });
                           });
}

bool TrainingRoom::isTraining() const
{
    return std::ranges::any_of(m_entries, &ui::RunEntry::isAlive);
}

bool TrainingRoom::mayClose(QWidget *window)
{
    if (!isTraining())
        return true;
    TrainingSettings settings = m_settings.training();
    TrainingSettings::OnClose chosen = settings.onClose;
    if (chosen == TrainingSettings::OnClose::Ask) {
        QMessageBox question(QMessageBox::NoIcon, tr("Imago Studio"), tr("A training is running."),
                             QMessageBox::NoButton, window);
        question.setInformativeText(
            tr("It can go on without the window and is found again at the next start. Those that wait begin when the "
               "studio is open."));
        QPushButton *leave = question.addButton(tr("Let it go on"), QMessageBox::AcceptRole);
        QPushButton *halt = question.addButton(tr("Stop at a checkpoint"), QMessageBox::DestructiveRole);
        question.addButton(tr("Cancel"), QMessageBox::RejectRole);
        question.setDefaultButton(leave);
        auto *remember = new QCheckBox(tr("Always do this"));
        question.setCheckBox(remember);
        question.exec();
        if (question.clickedButton() != leave && question.clickedButton() != halt)
            return false;
        chosen = question.clickedButton() == leave ? TrainingSettings::OnClose::GoOn : TrainingSettings::OnClose::Stop;
        if (remember->isChecked()) {
            settings.onClose = chosen;
            m_settings.setTraining(settings);
        }
    }
    if (chosen == TrainingSettings::OnClose::Stop) {
        for (const ui::RunEntry &entry : m_entries) {
            if (entry.isAlive())
                (void)stopTraining(entry.folder); // it saves and ends by itself
        }
    }
    return true;
}

} // namespace imago::app
