// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/studio/settings.h"
#include "app/studio/studio_room.h"
#include "app/studio/task_runner.h"
#include "engine/dataset/dataset.h"
#include "engine/train/run_log.h"
#include "ui/train/run_entry.h"

#include <QTimer>
#include <QUndoStack>

#include <memory>
#include <optional>
#include <vector>

class QProcess;
class QSystemTrayIcon;

namespace imago::ui {
class OrderPanel;
class RunList;
class TrainStage;
} // namespace imago::ui

namespace imago::app {

inline constexpr int kRunTrashDays = 30;

/// The training room of the running studio. Trainings are processes of their own that outlive the window; the room
/// finds them in a folder, watches their files, and starts the next that waits.
/// The members' order is the order in which they must outlive each other. Threads: the GUI thread.
class TrainingRoom : public StudioRoom
{
    Q_OBJECT

public:
    /// `folder` keeps the trainings; `program` is the command line that trains, empty where there is none.
    TrainingRoom(Settings &settings, QString folder, QString program, QObject *parent = nullptr);
    ~TrainingRoom() override;

    ui::Room room() const override { return ui::Room::Train; }
    void join(ui::MainWindow &window) override;
    Device device() const override;
    bool isSettled() const override;
    void chooseFile() override;
    void exportResult() override {}
    QMimeData *makeMime() const override;
    bool paste(const QMimeData &mime) override;
    void remember() override;

    /// A folder of pictures for the next training.
    void bring(const QString &folder);
    /// Shows this order, and looks at its pictures anew also where it is the one that was there.
    void begin(const ui::TrainingOrder &order);
    /// A training that was started elsewhere, to be watched and gone on with here.
    void openRun(const QString &folder);
    /// The order as it is in the panel, at once or after those that run.
    void start();
    /// An order of its own, at once or after those that run; the panel's stays as it is.
    void startWith(const ui::TrainingOrder &order);

    void pause(const QString &run);
    void goOn(const QString &run);
    void stop(const QString &run);
    void resume(const QString &run);
    void remove(const QString &run);

    /// Some training's process lives.
    bool isTraining() const;
    /// Asks what is to become of those that run, unless the user said so before. False: the window stays.
    bool mayClose(QWidget *window);

    const std::vector<ui::RunEntry> &entries() const { return m_entries; }
    ui::OrderPanel &orderPanel() const { return *m_order; }
    ui::RunList &list() const { return *m_list; }
    ui::TrainStage &stage() const { return *m_stage; }

Q_SIGNALS:
    void exploreRequested(const QString &package);
    /// A training that ran ended by itself.
    void ended(const imago::ui::RunEntry &entry);
    void watched(); ///< The trainings' folder was looked at.

private:
    struct Sight; ///< What one look at the folder found.

    void connectAll();
    void watch();
    void take(const Sight &sight);
    void tellEnd(const ui::RunEntry &entry);
    /// Beside the clock, where there is a place for it and nobody looks at the window.
    void tellDesktop(const QString &sentence, bool good);
    void showTrainings();
    void startNext();
    void showChosen();
    void followOrder(const ui::TrainingOrder &before);
    void showNext(); ///< What the next training is about, or that it needs pictures.
    /// Looks through the order's folder, in the background.
    void look();
    /// Measures a few steps of the order in a process of its own.
    void measure();
    void stopMeasuring();
    /// Looks whether there is a model that the order can go on from; takes it out of the order where there is none.
    void readFrom();
    void readItem(std::size_t item);
    void readPicture(const QString &file);
    void readFolderPicture();
    /// The nearest pairs of a training's quality report.
    void readPairs(const QString &run);
    /// Something that touches the trainings' folder, off this thread; the folder is looked at again after it.
    void act(std::function<Status()> work);
    void signalRun(const QString &run, Status (*ask)(const train::Run &));
    void tellReason(); ///< Why nothing can be trained, if so, in the order's panel.
    bool eventFilter(QObject *watched, QEvent *event) override;

    Settings &m_settings;
    QString m_folder;
    QString m_program;
    QStringList m_opened; ///< Trainings in other folders.
    QUndoStack m_undo;
    std::vector<ui::RunEntry> m_entries;
    std::shared_ptr<train::RunLog> m_log; ///< Of the chosen training; the watching thread's.
    QString m_logRun;
    bool m_known = false;    ///< The folder was looked at once.
    bool m_watching = false;
    int m_changes = 0; ///< What was seen before the last of them is out of date.
    QTimer m_timer;

    ui::MainWindow *m_window = nullptr;
    ui::TrainStage *m_stage = nullptr; ///< The window's.
    ui::OrderPanel *m_order = nullptr;
    ui::RunList *m_list = nullptr;
    std::optional<dataset::Dataset> m_dataset; ///< That the pre-flight is about.
    jobs::Ticket m_look;                       ///< The running pre-flight; zero: none.
    jobs::Ticket m_pairs;                      ///< The running readPairs(); zero: none.
    std::unique_ptr<QProcess> m_measuring;     ///< Ends with it.
    std::unique_ptr<QSystemTrayIcon> m_tray;   ///< Null until something was told.
    TaskRunner m_looker;   ///< Looks through a folder of pictures.
    TaskRunner m_watcher;  ///< Looks at the folder, and acts in it.
    TaskRunner m_pictures; ///< Reads pictures to be shown.
    TaskRunner m_pairReader; ///< Opens models and whole folders, so that the others need not wait for it.
};

} // namespace imago::app
