// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/video/ffmpeg/writer.h"

#include "engine/files/save_file.h"
#include "engine/video/ffmpeg/output_file.h"
#include "engine/video/ffmpeg/sound.h"

#include <algorithm>
#include <array>
#include <string_view>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

namespace imago::video {

namespace {

// What of a clip's notes goes on: not where it was made, nor with which device.
constexpr std::array<std::string_view, 9> kKeptNotes = {"title",     "artist", "album", "comment", "description",
                                                        "copyright", "genre",  "date",  "composer"};

AVRational rational(Fraction fraction)
{
    return {fraction.numerator, fraction.denominator};
}

// Times of decoding for frames that are not stored in the order of showing: the times of showing in order, earlier by
// as many frames as the codec reorders.
std::vector<std::int64_t> decodingTimes(const std::vector<std::int64_t> &times)
{
    std::vector<std::int64_t> sorted = times;
    std::ranges::sort(sorted);
    std::size_t delay = 0;
    for (std::size_t i = 0; i < times.size(); ++i) {
        const auto rank = static_cast<std::size_t>(std::ranges::lower_bound(sorted, times[i]) - sorted.begin());
        delay = std::max(delay, i > rank ? i - rank : 0);
    }
    const std::int64_t step = sorted.size() > 1 ? std::max<std::int64_t>(1, sorted[1] - sorted[0]) : 1;
    std::vector<std::int64_t> decoding(times.size());
    for (std::size_t i = 0; i < times.size(); ++i) {
        decoding[i] = i >= delay ? sorted[i - delay]
                                 : sorted[0] - static_cast<std::int64_t>(delay - i) * step;
    }
    return decoding;
}

// Merges frames and sound by their times into the file.
class Muxer
{
public:
    Muxer(OutputFile &file, const ClipOrder &order, std::optional<SoundReader> sound)
        : m_file(file)
        , m_order(order)
        , m_sound(std::move(sound))
    {
    }

    Status begin();
    /// False: the stop came first.
    Result<bool> run(const std::vector<std::int64_t> &times, const PacketSource &packets, const std::stop_token &stop);

private:
    Status addSound(const SoundReader::Stream &from);
    Status copyNotes();
    Status writeSound(AVPacket *packet);

    OutputFile &m_file;
    const ClipOrder &m_order;
    std::optional<SoundReader> m_sound;
    std::optional<Libav<AVPacket>> m_nextSound;
};

Status Muxer::addSound(const SoundReader::Stream &from)
{
    AVStream *stream = avformat_new_stream(m_file.get(), nullptr);
    if (stream == nullptr || avcodec_parameters_copy(stream->codecpar, from.parameters.get()) < 0)
        return fail(ErrorCode::OutOfMemory, "there is no memory for a clip", m_file.subject());
    stream->time_base = rational(from.timeBase);
    if (!from.language.empty())
        av_dict_set(&stream->metadata, "language", from.language.c_str(), 0);
    if (from.isDefault)
        stream->disposition |= AV_DISPOSITION_DEFAULT;
    return {};
}

Status Muxer::copyNotes()
{
    if (!m_order.about)
        return {};
    const Result<InputFile> source = InputFile::open(*m_order.about);
    if (!source)
        return tl::unexpected(source.error());
    const AVDictionaryEntry *entry = nullptr;
    while ((entry = av_dict_get(source->get()->metadata, "", entry, AV_DICT_IGNORE_SUFFIX)) != nullptr) {
        if (std::ranges::find(kKeptNotes, std::string_view(entry->key)) != kKeptNotes.end())
            av_dict_set(&m_file.get()->metadata, entry->key, entry->value, 0);
    }
    return {};
}

Status Muxer::begin()
{
    if (Status added = m_file.addVideo(m_order.settings, m_order.head, m_order.colors); !added)
        return added;
    if (m_sound) {
        for (const SoundReader::Stream &stream : m_sound->streams()) {
            if (Status added = addSound(stream); !added)
                return added;
        }
        Result<std::optional<Libav<AVPacket>>> first = m_sound->next();
        if (!first)
            return tl::unexpected(std::move(first).error());
        m_nextSound = std::move(*first);
    }
    if (Status copied = copyNotes(); !copied)
        return copied;
    return m_file.writeHead(m_order.settings.timeBase);
}

Status Muxer::writeSound(AVPacket *packet)
{
    const Fraction own = m_sound->streams()[static_cast<std::size_t>(packet->stream_index)].timeBase;
    ++packet->stream_index; // the video is the first
    packet->pos = -1;
    return m_file.write(packet, own);
}

Result<bool> Muxer::run(const std::vector<std::int64_t> &times, const PacketSource &packets,
                        const std::stop_token &stop)
{
    const std::vector<std::int64_t> decoding = decodingTimes(times);
    const AVRational own = rational(m_order.settings.timeBase);
    for (std::size_t i = 0; i <= times.size(); ++i) {
        if (stop.stop_requested())
            return false;
        // The sound up to this frame; after the last one, the rest.
        while (m_nextSound && *m_nextSound) {
            const AVPacket &sound = **m_nextSound;
            const Fraction soundBase = m_sound->streams()[static_cast<std::size_t>(sound.stream_index)].timeBase;
            if (i < times.size() && sound.dts != AV_NOPTS_VALUE &&
                av_compare_ts(sound.dts, rational(soundBase), decoding[i], own) > 0)
                break;
            if (Status written = writeSound(m_nextSound->get()); !written)
                return tl::unexpected(std::move(written).error());
            Result<std::optional<Libav<AVPacket>>> next = m_sound->next();
            if (!next)
                return tl::unexpected(std::move(next).error());
            m_nextSound = std::move(*next);
        }
        if (i == times.size())
            break;
        const Result<std::optional<Packet>> packet = packets();
        if (!packet)
            return tl::unexpected(packet.error());
        if (!*packet || (*packet)->time != times[i])
            return fail(ErrorCode::Internal, "a frame is missing", m_file.subject());
        if (Status written = m_file.writeFrame(**packet, decoding[i], m_order.settings.timeBase); !written)
            return tl::unexpected(std::move(written).error());
    }
    return true;
}

} // namespace

Result<std::optional<SoundReport>> writeClip(const std::filesystem::path &target, const ClipOrder &order,
                                             const std::vector<std::int64_t> &times, const PacketSource &packets,
                                             const std::stop_token &stop)
{
    Result<OutputFile> file = OutputFile::create(target, order.settings.container);
    if (!file)
        return tl::unexpected(std::move(file).error());
    std::optional<SoundReader> sound;
    SoundReport report;
    if (order.sound) {
        Result<SoundReader> opened = SoundReader::open(*order.sound, *file->get()->oformat);
        if (!opened)
            return tl::unexpected(std::move(opened).error());
        for (const SoundReader::Stream &stream : opened->streams())
            ++(stream.transcoder ? report.reencoded : report.copied);
        sound = std::move(*opened);
    }
    Muxer muxer(*file, order, std::move(sound));
    if (Status begun = muxer.begin(); !begun)
        return tl::unexpected(std::move(begun).error());
    const Result<bool> all = muxer.run(times, packets, stop);
    if (!all)
        return tl::unexpected(all.error());
    if (!*all)
        return std::nullopt;
    if (Status done = file->commit(); !done)
        return tl::unexpected(std::move(done).error());
    return report;
}

} // namespace imago::video
