// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/video/stretch_writer.h"

#include "engine/files/image_file.h"
#include "engine/style/photo.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace imago::style::video {

using imago::video::Container;
using imago::video::Encoder;
using imago::video::Packet;

int framesPerStretch(Size size)
{
    constexpr double kUsualPixels = 512.0 * 384.0;
    constexpr int kUsual = 64; // a few seconds' work
    constexpr int kFewest = 24; // each stretch costs a key frame
    const double pixels = static_cast<double>(size.width) * size.height;
    return std::clamp(static_cast<int>(kUsual * kUsualPixels / pixels), kFewest, 2 * kUsual);
}

StretchWriter::StretchWriter(WorkFolder *folder, imago::video::EncoderSettings settings, double smooth,
                             bool keepsShotBegin)
    : m_folder(folder)
    , m_settings(std::move(settings))
    , m_blend(smooth)
    , m_keepsShotBegin(keepsShotBegin)
{
}

void StretchWriter::resume(Carry carry)
{
    if (!carry.styled.empty())
        m_blend.resume(std::move(carry.styled));
}

Result<Image> StretchWriter::add(const Step &step, Image painted)
{
    Image frame = m_blend.next(std::move(painted), step.motion.get());
    if (step.transparency)
        copyTransparency(step.transparency->converted(PixelFormat::Rgba16), frame);
    if (m_folder != nullptr) {
        if (Status kept = keep(step, frame); !kept)
            return tl::unexpected(std::move(kept).error());
    }
    return frame;
}

Status StretchWriter::keep(const Step &step, const Image &frame)
{
    const std::int64_t time = step.time - m_shift;
    const std::int64_t usual = std::llround(1.0 / (m_settings.framesPerSecond * m_settings.timeBase.value()));
    const std::int64_t duration = std::max<std::int64_t>(1, step.duration > 0 ? step.duration : usual);
    if (m_settings.container == Container::Gif) {
        // Its colours are chosen when all frames are there.
        Result<std::vector<std::uint8_t>> bytes =
            files::encodeImage(frame.converted(PixelFormat::Rgba8), files::PictureFormat::Png);
        if (!bytes)
            return tl::unexpected(std::move(bytes).error());
        m_packets.push_back({*std::move(bytes), time, duration, true});
    } else {
        if (!m_encoder) {
            Result<Encoder> encoder = Encoder::create(m_settings);
            if (!encoder)
                return tl::unexpected(std::move(encoder).error());
            m_encoder = std::move(*encoder);
        }
        if (Status added = m_encoder->add(frame, time, duration); !added)
            return added;
    }
    m_last = step;
    m_end = time + duration;
    if (++m_frames < framesPerStretch(m_settings.size))
        return {};
    return closeStretch();
}

Status StretchWriter::closeStretch()
{
    std::vector<std::uint8_t> head;
    if (m_encoder) {
        if (Status finished = m_encoder->finish(); !finished)
            return finished;
        head = m_encoder->head();
        m_packets = m_encoder->takePackets();
    }
    const Carry carry{m_blend.last() ? *m_blend.last() : Image(), m_keepsShotBegin ? *m_last.shotBegin : Image()};
    const Stretch stretch{{}, {}, m_last.time, m_end};
    Status added = m_folder->add(stretch, m_packets, head, carry);
    m_encoder.reset();
    m_packets.clear();
    m_frames = 0;
    return added;
}

Status StretchWriter::finish()
{
    return m_folder != nullptr && m_frames > 0 ? closeStretch() : Status();
}

} // namespace imago::style::video
