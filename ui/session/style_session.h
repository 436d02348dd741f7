// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/style_state.h"
#include "ui/session/undo_history.h"
#include "ui/session/undoable.h"

#include <QObject>

namespace imago::ui {

/// The one truth about what is on the canvas of the style room and of the video room, as Session is for portraits.
///
/// Guarantees: every change goes through the undo stack; stateChanged follows each of them, also undo and
/// redo; nothing here waits for a picture. Threads: the GUI thread.
class StyleSession : public QObject
{
    Q_OBJECT

public:
    using Clock = Undoable<StyleState>::Clock;

    explicit StyleSession(QObject *parent = nullptr, Clock clock = std::chrono::steady_clock::now);

    const StyleState &state() const { return m_held.value(); }
    QUndoStack &undoStack() { return m_held.stack(); }
    /// The state after so many steps. Requires: 0 <= steps <= undoStack().count().
    const StyleState &stateAfter(int steps) const { return m_held.after(steps); }

    /// One undoable change; see Undoable for what becomes one step.
    void change(const StepText &text, const std::function<void(StyleState &)> &edit);
    void changeApart(const StepText &text, const std::function<void(StyleState &)> &edit);
    void beginGesture() { m_held.beginGesture(); }
    void endGesture();
    bool gestureActive() const { return m_held.gestureActive(); }

    /// Replaces everything without a way back.
    void reset(const StyleState &state);

    /// Another photo; a mask that was painted for the one before goes with it.
    void setPhoto(const SourcePtr &photo);
    /// This style alone.
    void setStyle(const StyleSourcePtr &style);
    /// One more in the mix. One that is there already, and more than kMostStyles, change nothing: false.
    bool addStyle(const StyleSourcePtr &style);
    void removeStyle(std::size_t index);
    void setWeight(std::size_t index, double weight);
    void setOutside(std::size_t index, bool outside);
    /// The photo becomes the painting and the first painting the photo.
    void swapPhotoAndPainting();
    bool canSwap() const;

    void setStrength(double strength);
    void setStroke(double stroke);
    void setColors(style::ColorKeeping colors);
    void setTier(style::Tier tier);
    void setStructure(double structure);
    void setSeed(std::uint64_t seed);
    void setFaceProtection(double strength);

    /// Behind those that are there; the first of them is shown. One that is there already is only shown.
    void addClips(const std::vector<ClipPtr> &clips);
    void removeClip(std::size_t index);
    void showClip(std::size_t index);
    // Where the stretch of the shown clip begins and ends; it keeps a frame at least.
    void setClipFrom(double seconds);
    void setClipTo(double seconds);
    void setSmooth(double smooth);

    /// What a stroke of the brush paints on: without a mask yet, erasing begins with all of the picture and
    /// painting with none of it.
    void brush(QPointF from, QPointF to, const style::MaskBrush &brush);
    void setMask(const StepText &text, const style::BrushMask &mask);

Q_SIGNALS:
    void stateChanged(const imago::ui::StyleState &before);
    void gestureEnded();

private:
    Undoable<StyleState> m_held;
};

/// The history of the style room, each state with its photo.
class StyleHistory : public UndoHistory
{
    Q_OBJECT

public:
    explicit StyleHistory(StyleSession &session, QObject *parent = nullptr);

protected:
    std::uint64_t hashAt(int row) const override { return hash(m_session.stateAfter(row)); }

private:
    StyleSession &m_session;
};

/// The same history in the video room, each state with its clip.
class ClipHistory : public UndoHistory
{
    Q_OBJECT

public:
    explicit ClipHistory(StyleSession &session, QObject *parent = nullptr);

protected:
    std::uint64_t hashAt(int row) const override { return clipHash(m_session.stateAfter(row)); }

private:
    StyleSession &m_session;
};

} // namespace imago::ui
