// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/jobs/interactive_lane.h"
#include "engine/latent/recipe.h"
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
class Session;

/// One picture for the canvas.
struct ShownFrame
{
    QImage image;
    jobs::Quality quality = jobs::Quality::Draft;
    std::uint64_t recipeHash = 0;
    std::chrono::microseconds took{}; ///< Zero where the picture was remembered.
};

/// Keeps the canvas up with the session: asks for drafts while the recipe moves, and for the final picture
/// when the hand lets go or has been quiet for a moment. What was drawn before is shown at once and not drawn
/// again.
///
/// Guarantees: never waits; a frame of an older request never follows one of a newer request or a remembered
/// picture. Threads: the GUI thread.
class PreviewDriver : public QObject
{
    Q_OBJECT

public:
    /// How a recipe becomes work, up to and including a quality; the composition root knows the generators.
    using MakeWork = std::function<jobs::Work(const latent::Recipe &, jobs::Quality upTo)>;

    static constexpr std::chrono::milliseconds kQuiet{40};
    static constexpr qsizetype kCacheBytes = 96 << 20;

    PreviewDriver(Session &session, PreviewBridge &bridge, jobs::InteractiveLane &lane,
                  QObject *parent = nullptr);

    /// Until there is a maker nothing is drawn. A new one forgets what was remembered and draws again.
    void setMaker(MakeWork makeWork);

    /// Draws the current recipe again, from scratch.
    void redraw();

    /// The picture that is on the canvas; a null image before the first.
    const ShownFrame &shown() const { return m_shown; }
    bool isBusy() const { return m_busy; }
    /// True when the final picture of the current recipe is on the canvas.
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
    void follow();
    void submit(jobs::Quality upTo);
    void show(const ShownFrame &frame);
    void takeFrame(const jobs::Frame &frame);
    void takeEnding(const jobs::Finished &finished);
    void setBusy(bool busy);

    Session &m_session;
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
