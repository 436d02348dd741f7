// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/jobs/event.h"

#include <QStatusBar>

#include <chrono>

class QLabel;
class QProgressBar;

namespace imago::ui {

class IconButton;

/// The lower edge of the window: what is going on, how good the picture is, how long it took and who drew it.
class StudioStatus : public QStatusBar
{
    Q_OBJECT

public:
    explicit StudioStatus(QWidget *parent = nullptr);

    /// `took` zero: the picture was remembered.
    void setFrame(jobs::Quality quality, std::chrono::microseconds took);
    void setBusy(bool busy);
    void setPicture(int width, int height);
    /// Whether there is a picture at all to tell of.
    void showPicture(bool shown);
    void setZoom(double zoom, bool fitting);
    /// Who draws, in a few words, and the whole story as a tooltip.
    void setDevice(const QString &words, const QString &toolTip);

    /// Long work with a way to stop it; `total` 0: unknown length.
    void showTask(const QString &title, int done, int total);
    void hideTask();

Q_SIGNALS:
    void taskStopRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    QLabel *m_task;
    QProgressBar *m_progress;
    IconButton *m_stop;
    QLabel *m_quality;
    QLabel *m_time;
    QLabel *m_device;
    QLabel *m_picture;
    QLabel *m_zoom;

    jobs::Quality m_shownQuality = jobs::Quality::Draft;
    std::chrono::microseconds m_took{};
    QSize m_pictureSize; ///< Null: none was told yet.
    bool m_hasFrame = false;
    bool m_busy = false;
};

} // namespace imago::ui
