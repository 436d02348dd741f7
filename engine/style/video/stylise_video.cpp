// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/video/stylise_video.h"

#include "engine/files/image_file.h"
#include "engine/style/photo.h"
#include "engine/style/video/frame_lane.h"
#include "engine/style/video/order_text.h"
#include "engine/style/video/stretch_writer.h"
#include "engine/video/ffmpeg/gif.h"
#include "engine/video/ffmpeg/writer.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace imago::style::video {

using imago::video::ClipInfo;
using imago::video::Container;
using imago::video::Encoder;
using imago::video::EncoderSettings;
using imago::video::Packet;
using imago::video::Reader;

namespace {

Status check(const VideoOrder &order)
{
    if (!(order.strength >= 0.0 && order.strength <= 1.0))
        return fail(ErrorCode::BadInput, "the strength must be between 0 and 1");
    if (!(order.structure >= 0.0 && order.structure <= 1.0))
        return fail(ErrorCode::BadInput, "the structure must be between 0 and 1");
    if (!(order.smooth >= 0.0 && order.smooth <= 1.0))
        return fail(ErrorCode::BadInput, "smoothness must be between 0 and 1");
    if (order.longerSide && *order.longerSide < kLeastSide)
        return fail(ErrorCode::BadInput, "the size must be " + std::to_string(kLeastSide) + " px or more");
    for (const std::optional<double> &moment : {order.from, order.to}) {
        if (moment && !(*moment >= 0.0 && *moment < 1e9))
            return fail(ErrorCode::BadInput, "a moment of the clip must be 0 s or later");
    }
    if (order.to && *order.to <= order.from.value_or(0.0))
        return fail(ErrorCode::BadInput, "the end must come after the beginning");
    if (order.output.empty())
        return {};
    if (!imago::video::containerFromEnding(order.output)) {
        return fail(ErrorCode::UnsupportedFormat, "the name must end in .mp4, .mov, .webm or .gif",
                    order.output.filename().string());
    }
    std::error_code ignored;
    if (std::filesystem::equivalent(order.clip, order.output, ignored))
        return fail(ErrorCode::BadInput, "this is the clip itself; choose another name",
                    order.output.filename().string());
    return {};
}

// One styled clip in the making.
class Making
{
public:
    Making(StyleModel &model, const VideoOrder &order, jobs::JobContext &context)
        : m_model(model)
        , m_order(order)
        , m_context(context)
    {
    }

    Result<std::optional<VideoReport>> run();

private:
    Result<Reader> openClip();
    Status openFolder();
    Result<bool> paint(Reader reader);
    Result<bool> assemble();
    Result<bool> assembleGif(const imago::video::GifTimes &times);
    Result<std::optional<Packet>> nextPacket();
    std::int64_t expectedFrames() const;

    StyleModel &m_model;
    const VideoOrder &m_order;
    jobs::JobContext &m_context;
    ClipInfo m_info;
    EncoderSettings m_settings;
    std::optional<std::int64_t> m_until; ///< In the source's ticks.
    std::int64_t m_shift = 0;
    std::optional<WorkFolder> m_folder;
    VideoReport m_report;
    // What nextPacket() is at.
    std::size_t m_stretch = 0;
    std::vector<Packet> m_packets;
    std::size_t m_packet = 0;
};

Result<Reader> Making::openClip()
{
    Result<Reader> reader = Reader::open(m_order.clip);
    if (!reader)
        return reader;
    m_info = reader->info();
    const std::string subject = m_order.clip.filename().string();
    if (Status fine = checkSides(m_info.size); !fine) {
        fine.error().subject = subject;
        return tl::unexpected(std::move(fine).error());
    }
    const Container container = imago::video::containerFromEnding(m_order.output).value_or(Container::Mp4);
    const Size size = imago::video::encodable(
        m_order.longerSide ? fitted(m_info.size, *m_order.longerSide) : m_info.size, container);
    if (std::int64_t{size.width} * size.height > files::kMostPixels)
        return fail(ErrorCode::BadInput, "this size has more than 200 million pixels");
    reader->scaleTo(size);
    m_settings = {container, size, m_info.timeBase, m_info.pixelAspect, m_info.framesPerSecond, m_info.bitsPerChannel,
                  m_info.colors};
    m_report.size = size;
    if (m_order.from && m_info.seconds > 0 && *m_order.from >= m_info.seconds)
        return fail(ErrorCode::BadInput, "the clip ends before it is to begin", subject);
    if (m_order.to)
        m_until = m_info.begin + m_info.timeBase.ticks(*m_order.to);
    return reader;
}

Status Making::openFolder()
{
    if (m_order.output.empty())
        return {};
    if (m_settings.container != Container::Gif) { // a missing codec is told before any work
        if (const Result<Encoder> there = Encoder::create(m_settings); !there)
            return tl::unexpected(there.error());
    }
    const Result<std::string> text = orderText(m_order, m_settings, m_model.hash());
    if (!text)
        return tl::unexpected(text.error());
    Result<WorkFolder> folder = WorkFolder::open(workFolderOf(m_order.output), *text, m_order.resume);
    if (!folder)
        return tl::unexpected(std::move(folder).error());
    m_folder = std::move(*folder);
    return {};
}

std::int64_t Making::expectedFrames() const
{
    if (!m_order.from && !m_order.to)
        return m_info.frames;
    const double end = std::min(m_order.to.value_or(m_info.seconds), m_info.seconds > 0 ? m_info.seconds : 1e9);
    return std::max<std::int64_t>(1, std::llround((end - m_order.from.value_or(0.0)) * m_info.framesPerSecond));
}

// All frames from the clip into the folder. False: a stop came first.
Result<bool> Making::paint(Reader reader)
{
    const bool ownStyle = m_order.strength < 1.0;
    StretchWriter writer(m_folder ? &*m_folder : nullptr, m_settings, m_order.smooth, ownStyle);
    const bool findsMotion = m_order.smooth > 0 || ownStyle;
    const bool goesOn = m_folder && !m_folder->stretches().empty();
    if (!goesOn && m_order.from) {
        if (Status found = reader.seek(m_info.begin + m_info.timeBase.ticks(*m_order.from)); !found)
            return tl::unexpected(std::move(found).error());
    }
    FrameSource source(std::move(reader), findsMotion, m_until);
    if (goesOn) {
        const Stretch &last = m_folder->stretches().back();
        if (m_until && last.lastTime >= *m_until)
            return fail(ErrorCode::BadInput, "the unfinished clip there is longer already; begin anew");
        Result<Carry> carry = m_folder->carry();
        if (!carry)
            return tl::unexpected(std::move(carry).error());
        if (Status resumed = source.resume(last.lastTime, *carry); !resumed)
            return tl::unexpected(std::move(resumed).error());
        writer.resume(*std::move(carry));
        m_shift = last.lastTime - *std::ranges::max_element(last.times);
        writer.setShift(m_shift);
        for (const Stretch &each : m_folder->stretches())
            m_report.resumed += static_cast<std::int64_t>(each.times.size());
    }
    FrameLane lane(m_model, m_order, m_context, source, writer);
    lane.setExpected(m_report.resumed, expectedFrames());
    if (!goesOn && m_order.from)
        lane.startsAtFirstFrame();
    const Result<bool> all = lane.run();
    if (!all || !*all)
        return all;
    if (!goesOn)
        m_shift = lane.shift();
    m_report.shots = lane.shots();
    m_report.frames = m_report.resumed + lane.frames();
    if (m_report.frames == 0)
        return fail(ErrorCode::BadInput, "there are no frames between these moments", m_order.clip.filename().string());
    return true;
}

Result<std::optional<Packet>> Making::nextPacket()
{
    while (m_packet == m_packets.size()) {
        if (m_stretch == m_folder->stretches().size())
            return std::nullopt;
        Result<std::vector<Packet>> next = m_folder->packets(m_stretch++);
        if (!next)
            return tl::unexpected(std::move(next).error());
        m_packets = *std::move(next);
        m_packet = 0;
    }
    return std::move(m_packets[m_packet++]);
}

Result<bool> Making::assembleGif(const imago::video::GifTimes &times)
{
    // Frames are asked for in order, with one rewind.
    std::size_t begin = 0;
    const auto frameAt = [&](std::size_t index) -> Result<Image> {
        if (m_packets.empty() || index < begin || index >= begin + m_packets.size()) {
            std::size_t stretch = 0;
            begin = 0;
            while (index >= begin + m_folder->stretches()[stretch].times.size())
                begin += m_folder->stretches()[stretch++].times.size();
            Result<std::vector<Packet>> packets = m_folder->packets(stretch);
            if (!packets)
                return tl::unexpected(std::move(packets).error());
            m_packets = *std::move(packets);
        }
        return files::readImage(m_packets[index - begin].bytes, m_order.output.filename().string());
    };
    return imago::video::writeGif(m_order.output, times, frameAt, m_context.stopToken());
}

// The clip from what is in the folder. False: a stop came first.
Result<bool> Making::assemble()
{
    m_context.report(jobs::Stage::Saving, 0, 0);
    imago::video::GifTimes times{m_settings.timeBase, {}, m_folder->stretches().back().end};
    for (const Stretch &each : m_folder->stretches())
        times.times.insert(times.times.end(), each.times.begin(), each.times.end());
    m_report.seconds = m_settings.timeBase.seconds(times.end - *std::ranges::min_element(times.times));
    if (m_settings.container == Container::Gif)
        return assembleGif(times);
    const Result<Encoder> encoder = Encoder::create(m_settings);
    if (!encoder)
        return tl::unexpected(encoder.error());
    imago::video::ClipOrder clip{m_settings, m_folder->head(), encoder->colors(), std::nullopt, m_order.clip};
    if (m_info.soundStreams > 0) {
        clip.sound = {m_order.clip, m_info.timeBase, m_shift, std::nullopt, m_until};
        if (m_order.from)
            clip.sound->begin = m_shift;
    }
    const auto written = imago::video::writeClip(
        m_order.output, clip, times.times, [this] { return nextPacket(); }, m_context.stopToken());
    if (!written)
        return tl::unexpected(written.error());
    if (*written) {
        m_report.soundsCopied = (*written)->copied;
        m_report.soundsReencoded = (*written)->reencoded;
    }
    return written->has_value();
}

Result<std::optional<VideoReport>> Making::run()
{
    if (Status fine = check(m_order); !fine)
        return tl::unexpected(std::move(fine).error());
    Result<Reader> reader = openClip();
    if (!reader)
        return tl::unexpected(std::move(reader).error());
    if (Status ready = openFolder(); !ready)
        return tl::unexpected(std::move(ready).error());
    Result<bool> done = paint(std::move(*reader));
    if (done && *done && m_folder)
        done = assemble();
    if (!done)
        return tl::unexpected(std::move(done).error());
    if (!*done)
        return std::nullopt;
    if (m_folder)
        m_folder->remove();
    return m_report;
}

} // namespace

std::filesystem::path workFolderOf(const std::filesystem::path &output)
{
    return output.parent_path() / ("." + output.filename().string() + ".imagovideo");
}

Result<std::optional<VideoReport>> styliseVideo(StyleModel &model, const VideoOrder &order, jobs::JobContext &context)
{
    return Making(model, order, context).run();
}

} // namespace imago::style::video
