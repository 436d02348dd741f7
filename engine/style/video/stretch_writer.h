// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/style/video/frame_source.h"
#include "engine/style/video/temporal_blend.h"
#include "engine/style/video/work_folder.h"
#include "engine/video/ffmpeg/encoder.h"

#include <optional>
#include <vector>

namespace imago::style::video {

/// Mixes painted frames over time, compresses them and lays them down stretch by stretch. Each stretch is compressed
/// for itself, so that it depends on its frames and its carry alone. Threads: one at a time.
class StretchWriter
{
public:
    /// `folder` null: frames are only mixed. `smooth`: TemporalBlend's share. `keepsShotBegin`: the next run will need
    /// it.
    StretchWriter(WorkFolder *folder, imago::video::EncoderSettings settings, double smooth, bool keepsShotBegin);

    /// `shift`: what the new clip's times are less than the source's.
    void setShift(std::int64_t shift) { m_shift = shift; }
    void resume(Carry carry);

    /// The finished frame. Errors: as Encoder's and WorkFolder's.
    Result<Image> add(const Step &step, Image painted);
    /// After the last frame.
    Status finish();

private:
    Status keep(const Step &step, const Image &frame);
    Status closeStretch();

    WorkFolder *m_folder;
    imago::video::EncoderSettings m_settings;
    TemporalBlend m_blend;
    bool m_keepsShotBegin;
    std::int64_t m_shift = 0;
    std::optional<imago::video::Encoder> m_encoder; ///< Of the stretch in hand; GIF has none.
    std::vector<imago::video::Packet> m_packets;
    int m_frames = 0; ///< In the stretch in hand.
    Step m_last;
    std::int64_t m_end = 0; ///< Of the last frame, in the new clip.
};

/// After how many frames a stretch is laid down.
int framesPerStretch(Size size);

} // namespace imago::style::video
