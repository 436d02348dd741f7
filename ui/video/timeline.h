// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/source_clip.h"

#include <QWidget>

namespace imago::ui {

/// A clip as a strip of its pictures, with the playhead and the two ends of the stretch that is wanted.
///
/// Mouse: drag the ends; anywhere else the playhead comes along. Keys: Left and Right move what is in hand by a
/// frame, with Shift by a second; Home and End; Up and Down take the next one in hand: playhead, begin, end.
/// Moments are seconds from the clip's begin, on whole frames. It shows what it is told and asks by signals.
class Timeline : public QWidget
{
    Q_OBJECT

public:
    enum class Handle { Playhead, From, To };

    explicit Timeline(QWidget *parent = nullptr);

    /// Null: nothing to show.
    void setClip(const ClipPtr &clip);
    void setStretch(double from, double to);
    void setPlayhead(double seconds);

    double playhead() const { return m_playhead; }
    Handle inHand() const { return m_inHand; }
    void takeInHand(Handle handle);
    /// Where a moment lies, and what lies there; logical pixels.
    double xOf(double seconds) const;
    double secondsAt(double x) const;

    QSize sizeHint() const override { return {480, 66}; }
    QSize minimumSizeHint() const override { return {160, 66}; }

Q_SIGNALS:
    // By the user.
    void gestureStarted();
    void gestureEnded();
    void fromMoved(double seconds);
    void toMoved(double seconds);
    void playheadMoved(double seconds);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QRectF strip() const;
    Handle handleAt(QPointF position) const;
    double momentOf(Handle handle) const;
    void moveTo(double seconds);
    void paintPosters(QPainter &painter, const QRectF &strip) const;
    void paintStretch(QPainter &painter, const QRectF &strip) const;
    void paintPlayhead(QPainter &painter, const QRectF &strip) const;

    ClipPtr m_clip;
    double m_from = 0;
    double m_to = 0;
    double m_playhead = 0;
    Handle m_inHand = Handle::Playhead;
    bool m_dragging = false;
};

} // namespace imago::ui
