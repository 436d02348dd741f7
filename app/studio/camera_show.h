// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/studio/camera_work.h"
#include "app/studio/task_runner.h"
#include "engine/jobs/interactive_lane.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <memory>

namespace imago::ui {
class CameraBar;
class PreviewBridge;
} // namespace imago::ui

namespace imago::app {

/// The camera of the video room: switched on, painted, recorded, switched off. It has the lane while it is on; a thread
/// of its own reads. Guarantees: never waits. Threads: the GUI thread.
class CameraShow : public QObject
{
    Q_OBJECT

public:
    /// `folder`: where recordings go. Requires: bridge and lane outlive it.
    CameraShow(ui::PreviewBridge &bridge, jobs::InteractiveLane &lane, QString folder, QObject *parent = nullptr);
    ~CameraShow() override;

    void setTools(CameraTools tools) { m_tools = std::move(tools); }
    /// What tells of it and asks it. Requires: `bar` outlives it.
    void setBar(ui::CameraBar &bar);

    /// `id` empty: the one that was chosen last, or the first.
    void switchOn(const std::string &id = {});
    void switchOff();
    bool isOn() const { return m_view != nullptr; }
    /// A picture of it is there to be seen.
    bool isShown() const { return m_pictures > 0; }

    /// How its pictures are painted from now on. `painter` null: not at all.
    void wear(std::shared_ptr<StylePainter> painter, const ui::StyleState &look);

    void record(bool on);
    /// Left is right, as in a mirror, in what is shown and in what is recorded.
    void setMirrored(bool mirrored);

    /// A picture of it to show styles on; null: none yet.
    const ui::SourcePtr &sample() const { return m_sample; }

Q_SIGNALS:
    void switched(bool on);
    void noneFound();
    void pictureCame(const imago::ImagePtr &painted, const imago::ImagePtr &photo);
    void sampleCame();
    void recorded(const QString &file);
    void failed(const imago::Error &error);

private:
    CameraNews news();
    void follow(const jobs::Frame &frame);
    void tick();
    void paint();

    jobs::InteractiveLane &m_lane;
    QString m_folder;
    CameraTools m_tools;
    ui::CameraBar *m_bar = nullptr;
    std::shared_ptr<CameraView> m_view; ///< Null: it is off.
    std::string m_chosen;
    std::shared_ptr<StylePainter> m_painter;
    ui::StyleState m_look;
    ui::SourcePtr m_sample;
    jobs::Ticket m_reading;
    jobs::Ticket m_painting;
    bool m_isMirrored = false;
    bool m_records = false;
    QElapsedTimer m_recordTime;
    QTimer m_clock;
    int m_pictures = 0;
    int m_counted = 0; ///< Of them, at the last tick.
    TaskRunner m_reader; ///< Ends before what its work tells.
};

} // namespace imago::app
