// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/video/ffmpeg/recorder.h"

#include "engine/video/ffmpeg/encoder.h"
#include "engine/video/ffmpeg/output_file.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <utility>

namespace imago::video {

namespace {

constexpr Fraction kMilliseconds{1, 1000};

class FileRecorder final : public Recorder
{
public:
    FileRecorder(OutputFile file, Encoder encoder, const EncoderSettings &settings, Fraction timeBase)
        : m_file(std::move(file))
        , m_encoder(std::move(encoder))
        , m_size(settings.size)
        , m_usual(std::max<std::int64_t>(1, std::llround(1000.0 / settings.framesPerSecond)))
        , m_timeBase(timeBase)
    {
    }

    Status add(const Frame &frame) override
    {
        m_begin = m_begin.value_or(frame.time);
        // Two pictures within a millisecond are one after the other all the same.
        const std::int64_t time =
            std::max<std::int64_t>(std::llround(m_timeBase.seconds(frame.time - *m_begin) * 1000.0), m_last + 1);
        m_last = time;
        ++m_frames;
        if (Status added = m_encoder.add(cropped(frame.picture), time, m_usual); !added)
            return added;
        return writePackets();
    }

    Result<int> finish() override
    {
        if (m_frames == 0)
            return fail(ErrorCode::BadInput, "no picture came", m_file.subject());
        for (const auto &step : {&FileRecorder::finishEncoder, &FileRecorder::writePackets, &FileRecorder::commit}) {
            if (Status done = (this->*step)(); !done)
                return tl::unexpected(std::move(done).error());
        }
        return m_frames;
    }

private:
    Status finishEncoder() { return m_encoder.finish(); }
    Status commit() { return m_file.commit(); }

    Status writePackets()
    {
        for (const Packet &packet : m_encoder.takePackets()) {
            if (Status written = m_file.writeFrame(packet, packet.time, kMilliseconds); !written)
                return written;
        }
        return {};
    }

    Image cropped(const Image &picture) const
    {
        if (picture.size() == m_size)
            return picture;
        Image part(m_size, picture.format());
        for (int y = 0; y < part.height(); ++y)
            std::memcpy(part.row(y), picture.row(y), part.bytesPerRow());
        return part;
    }

    OutputFile m_file;
    Encoder m_encoder;
    Size m_size;
    std::int64_t m_usual; ///< Milliseconds from frame to frame.
    Fraction m_timeBase;  ///< Of what is added.
    std::optional<std::int64_t> m_begin;
    std::int64_t m_last = -1;
    int m_frames = 0;
};

} // namespace

Result<std::unique_ptr<Recorder>> recordClip(const std::filesystem::path &target, const ClipInfo &live)
{
    EncoderSettings settings;
    settings.container = Container::Mp4;
    settings.size = encodable(live.size, settings.container);
    settings.timeBase = kMilliseconds;
    settings.framesPerSecond = live.framesPerSecond;
    settings.live = true;
    Result<Encoder> encoder = Encoder::create(settings);
    if (!encoder)
        return tl::unexpected(std::move(encoder).error());
    Result<OutputFile> file = OutputFile::create(target, settings.container);
    if (!file)
        return tl::unexpected(std::move(file).error());
    if (Status added = file->addVideo(settings, encoder->head(), encoder->colors()); !added)
        return tl::unexpected(std::move(added).error());
    if (Status begun = file->writeHead(settings.timeBase); !begun)
        return tl::unexpected(std::move(begun).error());
    return std::make_unique<FileRecorder>(std::move(*file), std::move(*encoder), settings, live.timeBase);
}

} // namespace imago::video
