// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/jobs/interactive_lane.h"
#include "ui/preview/frame_cache.h"

#include <QImage>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>

namespace imago::ui {

class PreviewBridge;

/// One picture for the canvas.
struct ShownFrame
{
    QImage image;
    jobs::Quality quality = jobs::Quality::Draft;
    std::uint64_t recipeHash = 0; ///< Of the state that it is the picture of.
    std::chrono::microseconds took{}; ///< Zero where the picture was remembered.
};

/// Keeps the canvas up with a state that changes: asks for drafts while it moves, and for the final picture
/// when the hand lets go or has been quiet for a moment. What was drawn before is shown at once and not drawn
/// again. It knows the state by its hash alone.
///
/// Guarantees: never waits; a frame of an older request never follows one of a newer request or a remembered
/// picture. Threads: the GUI thread.
class FrameDriver : public QObject
{
    Q_OBJECT

public:
    using StateHash = std::function<std::uint64_t()>;
    /// How the present state becomes work, up to and including a quality; empty where it shows nothing.
    using MakeWork = std::function<jobs::Work(jobs::Quality upTo)>;

    static constexpr std::chrono::milliseconds kQuiet{40};
    static constexpr qsizetype kCacheBytes = 96 << 20;

    FrameDriver(StateHash stateHash, PreviewBridge &bridge, jobs::InteractiveLane &lane,
                QObject *parent = nullptr);

    /// Until there is a maker nothing is drawn. A new one forgets what was remembered and draws again.
    void setWorkMaker(MakeWork makeWork);

    /// The state changed.
    void follow();
    /// The hand that changed it let go.
    void letGo();

    /// Draws the present state again, from scratch.
    void redraw();
    /// Ends what is being drawn; the picture on the canvas stays.
    void stop();
    /// What is being drawn may end with what it has by now.
    void finishEarly() { m_lane.stopAtCheckpoint(); }

    /// The picture that is on the canvas; a null image before the first.
    const ShownFrame &shown() const { return m_shown; }
    bool isBusy() const { return m_busy; }
    /// True when the final picture of the present state is on the canvas.
    bool isSettled() const;

    /// How much memory the pictures that are remembered may take.
    void setCacheLimit(qsizetype bytes) { m_cache.setLimit(bytes); }

    void setQuiet(std::chrono::milliseconds quiet) { m_quiet.setInterval(quiet); }

Q_SIGNALS:
    void frameShown(const imago::ui::ShownFrame &frame);
    void busyChanged(bool busy);
    void settled(const imago::ui::ShownFrame &frame);
    void failed(const imago::Error &error);

private:
    void submit(jobs::Quality upTo);
    void show(const ShownFrame &frame);
    void takeFrame(const jobs::Frame &frame);
    void takeEnding(const jobs::Finished &finished);
    void setBusy(bool busy);

    StateHash m_stateHash;
    jobs::InteractiveLane &m_lane;
    MakeWork m_makeWork;
    FrameCache m_cache{kCacheBytes};
    QTimer m_quiet;
    ShownFrame m_shown;

    struct Request
    {
        std::uint64_t recipeHash = 0;
        jobs::Quality upTo = jobs::Quality::Draft;
    };
    std::map<jobs::Ticket, Request> m_open; ///< Asked for and not ended yet.
    jobs::Ticket m_newest;
    jobs::Ticket m_floor; ///< Frames of tickets up to this one are no longer wanted.
    bool m_busy = false;
};

} // namespace imago::ui
