// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/style/video/bounded_queue.h"
#include "engine/style/video/stretch_writer.h"
#include "engine/style/video/stylise_video.h"

#include <mutex>
#include <optional>
#include <stop_token>
#include <vector>

namespace imago::style::video {

/// Carries a clip's frames through three stages that run beside each other: a thread reads them and finds their motion,
/// the calling one paints, another mixes and compresses. The stages hold a few frames, so memory does not grow.
class FrameLane
{
public:
    /// What it is given must outlive it. Requires: `writer` has a shift, or startsAtFirstFrame().
    FrameLane(StyleModel &model, const VideoOrder &order, jobs::JobContext &context, FrameSource &source,
              StretchWriter &writer);

    /// For the progress: how many frames are done already, and how many there will be (0: unknown).
    void setExpected(std::int64_t done, std::int64_t total);
    /// The new clip's time 0 is its first frame.
    void startsAtFirstFrame() { m_startsAtFirstFrame = true; }

    /// False when the context's stop came first. Errors: those of the three stages.
    Result<bool> run();

    std::int64_t frames() const noexcept { return m_frames; }
    int shots() const noexcept { return m_shots; }
    std::int64_t shift() const noexcept { return m_shift; }

private:
    struct Painted
    {
        Step step;
        Image picture;
    };

    void read();
    void write();
    Result<Image> paint(const Step &step);
    Result<Style> styleFor(const Step &step);
    void fail(Error error);
    void tellShown();

    StyleModel &m_model;
    const VideoOrder &m_order;
    jobs::JobContext &m_context;
    FrameSource &m_source;
    StretchWriter &m_writer;
    bool m_startsAtFirstFrame = false;
    std::int64_t m_done = 0;
    std::int64_t m_total = 0;
    std::int64_t m_frames = 0;
    std::int64_t m_shift = 0;
    int m_shots = 0;

    std::stop_source m_end; ///< A stop from outside, or the first error.
    BoundedQueue<Step> m_steps{2};
    BoundedQueue<Painted> m_painted{2};
    ImagePtr m_ownOf; ///< The shot's begin that m_own is the style of.
    std::optional<Style> m_own;

    std::mutex m_mutex;
    std::optional<Error> m_error;            // guarded by m_mutex
    std::vector<PaintedFrame> m_shown; // guarded by m_mutex
};

} // namespace imago::style::video
