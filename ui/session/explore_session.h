// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/explore.h"
#include "ui/session/undo_history.h"
#include "ui/session/undoable.h"

#include <QObject>

#include <string>
#include <unordered_map>
#include <vector>

namespace imago::ui {

/// What the explorer has to know of a model: a copy, since the model itself may be busy on another thread.
struct ExploreModel
{
    std::string hash;
    std::string title;
    Size pictureSize;
    bool transparent = false;
    std::vector<std::string> classes;
    std::vector<latent::ExploreSlider> sliders;
};

/// What a picture of the model with this hash follows from.
std::uint64_t hash(const latent::ExplorePoint &point, const std::string &model);

/// The one truth about what is on the explorer's canvas, as Session is for portraits.
///
/// Guarantees: every change goes through the undo stack; pointChanged follows each of them, also undo and redo. The
/// point has a value for each slider. Threads: the GUI thread.
class ExploreSession : public QObject
{
    Q_OBJECT

public:
    using Clock = Undoable<latent::ExplorePoint>::Clock;

    explicit ExploreSession(QObject *parent = nullptr, Clock clock = std::chrono::steady_clock::now);

    const ExploreModel &model() const { return m_model; }
    bool hasModel() const { return !m_model.hash.empty(); }
    /// Another model, or the same with other names. Another one begins anew, without steps to undo, or where it was
    /// left if it was here before.
    void setModel(const ExploreModel &model);

    const latent::ExplorePoint &point() const { return m_held.value(); }
    QUndoStack &undoStack() { return m_held.stack(); }
    /// The point after so many steps. Requires: 0 <= steps <= undoStack().count().
    const latent::ExplorePoint &pointAfter(int steps) const { return m_held.after(steps); }

    /// A locked slider keeps its value when the rest is drawn.
    const std::vector<bool> &locks() const { return m_locks; }
    void setLocked(std::size_t slider, bool locked);

    void setValue(std::size_t slider, double value);
    void resetValues();
    void setSeed(std::uint64_t seed);
    void setVariety(double variety);
    void setClass(int classIndex);
    /// A new picture with new values on the sliders that are not locked.
    void randomise(std::uint64_t seed);
    /// Where a picture of the user's was found.
    void adopt(const StepText &text, const latent::ExplorePoint &point);

    void beginGesture() { m_held.beginGesture(); }
    void endGesture();
    bool gestureActive() const { return m_held.gestureActive(); }

    /// Eight points around the present one, drawn from a seed; locked sliders stay.
    std::vector<latent::ExplorePoint> around(double spread, std::uint64_t seed) const;

    static constexpr double kMostVariety = 1.5;

Q_SIGNALS:
    void pointChanged(const imago::latent::ExplorePoint &before);
    void modelChanged();
    void gestureEnded();
    void locksChanged();

private:
    latent::ExplorePoint completed(latent::ExplorePoint point) const;

    ExploreModel m_model;
    std::unordered_map<std::string, latent::ExplorePoint> m_places; ///< Where models were left, by hash.
    std::vector<bool> m_locks;
    Undoable<latent::ExplorePoint> m_held;
};

/// The history of the explorer.
class ExploreHistory : public UndoHistory
{
    Q_OBJECT

public:
    explicit ExploreHistory(ExploreSession &session, QObject *parent = nullptr);

protected:
    std::uint64_t hashAt(int row) const override
    {
        return hash(m_session.pointAfter(row), m_session.model().hash);
    }

private:
    ExploreSession &m_session;
};

} // namespace imago::ui
