// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/thumbnail_model.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace imago::ui {

class CameraBar;
class IconButton;
class LabelledSlider;
class StyleSession;
class ThumbnailGrid;
class Timeline;

/// What stands below the canvas of the video room: the camera's switch, the shown clip's timeline, how calm clip and
/// camera are painted, preview and export, and the other clips that wait. What is the clip's hides itself while there
/// is none, and while the camera is on.
///
/// Guarantees: each change goes through the session, a drag as one step; the playhead is nobody's but its own.
class VideoBar : public QWidget
{
    Q_OBJECT

public:
    /// What becomes of the two seconds at the playhead.
    enum class Preview { None, Painting, Playing };

    explicit VideoBar(StyleSession &session, QWidget *parent = nullptr);

    double playhead() const;
    /// Tells nobody.
    void setPlayhead(double seconds);
    void setPreview(Preview preview);
    /// Without networks there is nothing to preview and to export.
    void setCanPaint(bool can);
    /// The camera is on the canvas.
    void setLive(bool live);
    // The stretch begins or ends with the frame at the playhead.
    void beginHere();
    void endHere();

    CameraBar &camera() const { return *m_camera; }
    Timeline &timeline() const { return *m_timeline; }
    LabelledSlider &smooth() const { return *m_smooth; }
    ThumbnailGrid &clips() const { return *m_clips; }
    QPushButton &previewButton() const { return *m_preview; }
    QPushButton &exportButton() const { return *m_export; }

Q_SIGNALS:
    void playheadMoved(double seconds); ///< Also to another clip's begin.
    void previewRequested();
    void previewStopRequested();
    void exportRequested();
    void clipChosen(); ///< In the list, while the camera is on.

protected:
    void changeEvent(QEvent *event) override;

private:
    void follow();
    void followTime();
    void refresh();
    void retranslate();

    void showParts();

    StyleSession &m_session;
    CameraBar *m_camera;
    QHBoxLayout *m_row;
    Timeline *m_timeline;
    IconButton *m_begin;
    IconButton *m_end;
    QLabel *m_moment;
    QLabel *m_stretch;
    LabelledSlider *m_smooth;
    QPushButton *m_preview;
    QPushButton *m_export;
    ThumbnailModel m_model;
    ThumbnailGrid *m_clips;
    quint64 m_shown = 0; ///< The clip that the playhead is on.
    Preview m_previewing = Preview::None;
    bool m_canPaint = false;
    bool m_isLive = false;
};

} // namespace imago::ui
