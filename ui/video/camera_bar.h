// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/video/camera.h"

#include <QWidget>

#include <chrono>
#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;

namespace imago::ui {

/// Switches a camera on and off, chooses among several, mirrors, records. It shows what it is told and asks by signals.
class CameraBar : public QWidget
{
    Q_OBJECT

public:
    enum class State { Off, Opening, On };

    explicit CameraBar(QWidget *parent = nullptr);

    void setState(State state);
    State state() const { return m_state; }
    void setCameras(const std::vector<video::CameraInfo> &cameras);
    /// The one that is on.
    void setCamera(const QString &id);
    void setMirrored(bool mirrored);
    void setRecording(bool recording);
    void setRecorded(std::chrono::seconds time);
    /// Pictures that were shown in the last second.
    void setPace(int pictures);
    /// The switch alone, without its word.
    void setCompact(bool compact);

    QPushButton &switchButton() const { return *m_switch; }
    QCheckBox &mirrorBox() const { return *m_mirror; }
    QPushButton &recordButton() const { return *m_record; }
    QComboBox &cameras() const { return *m_cameras; }
    QLabel &words() const { return *m_words; }

Q_SIGNALS:
    // By the user.
    void switchRequested(bool on);
    void cameraChosen(const QString &id);
    void mirrorRequested(bool on);
    void recordRequested(bool on);

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();

    QPushButton *m_switch;
    QComboBox *m_cameras;
    QCheckBox *m_mirror;
    QPushButton *m_record;
    QLabel *m_words;
    State m_state = State::Off;
    bool m_isCompact = false;
    bool m_isRecording = false;
    int m_pace = 0;
    std::chrono::seconds m_recorded{0};
};

} // namespace imago::ui
