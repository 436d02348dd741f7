// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/video/ffmpeg/sound.h"

#include "engine/video/ffmpeg/sound_transcoder.h"

#include <algorithm>
#include <string_view>
#include <utility>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

namespace imago::video {

namespace {

// Which sound players of each container play; the library would write more than that, or refuse late.
bool holds(const AVOutputFormat &container, AVCodecID codec)
{
    if (avformat_query_codec(&container, codec, FF_COMPLIANCE_NORMAL) != 1)
        return false;
    const std::string_view name = container.name;
    if (name == "webm")
        return codec == AV_CODEC_ID_OPUS || codec == AV_CODEC_ID_VORBIS;
    if (codec == AV_CODEC_ID_OPUS)
        return name == "mp4";
    const bool isPcm = codec >= AV_CODEC_ID_PCM_S16LE && codec < AV_CODEC_ID_ADPCM_IMA_QT;
    if (isPcm)
        return name == "mov";
    return codec == AV_CODEC_ID_AAC || codec == AV_CODEC_ID_MP3 || codec == AV_CODEC_ID_AC3 ||
           codec == AV_CODEC_ID_EAC3 || codec == AV_CODEC_ID_ALAC;
}

void freeParameters(AVCodecParameters *parameters)
{
    avcodec_parameters_free(&parameters);
}

std::string tag(const AVDictionary *metadata, const char *key)
{
    const AVDictionaryEntry *entry = av_dict_get(metadata, key, nullptr, 0);
    return entry != nullptr ? entry->value : "";
}

} // namespace

SoundReader::SoundReader(InputFile input, SoundSource source)
    : m_input(std::move(input))
    , m_source(std::move(source))
{
}

SoundReader::SoundReader(SoundReader &&) noexcept = default;
SoundReader &SoundReader::operator=(SoundReader &&) noexcept = default;
SoundReader::~SoundReader() = default;

Result<SoundReader> SoundReader::open(const SoundSource &source, const AVOutputFormat &container)
{
    Result<InputFile> input = InputFile::open(source.clip);
    if (!input)
        return tl::unexpected(std::move(input).error());
    SoundReader reader(std::move(*input), source);
    AVFormatContext *file = reader.m_input.get();
    for (unsigned i = 0; i < file->nb_streams; ++i) {
        if (file->streams[i]->codecpar->codec_type == AVMEDIA_TYPE_AUDIO) {
            if (Status added = reader.addStream(static_cast<int>(i), container); !added)
                return tl::unexpected(std::move(added).error());
        } else {
            file->streams[i]->discard = AVDISCARD_ALL;
        }
    }
    if (reader.m_streams.empty())
        reader.m_atEnd = true;
    else if (source.begin) // some files can't be searched: they are read from their begin then
        avformat_seek_file(file, -1, INT64_MIN,
                           av_rescale_q(*source.begin, {source.timeBase.numerator, source.timeBase.denominator},
                                        AV_TIME_BASE_Q),
                           INT64_MAX, AVSEEK_FLAG_BACKWARD);
    return reader;
}

Status SoundReader::addStream(int index, const AVOutputFormat &container)
{
    const AVStream &from = *m_input.get()->streams[index];
    Stream stream{index, {avcodec_parameters_alloc(), &freeParameters}, {1, 1}, nullptr, {}, false};
    if (!stream.parameters)
        return fail(ErrorCode::OutOfMemory, "there is no memory for the sound", m_input.subject());
    if (holds(container, from.codecpar->codec_id)) {
        if (avcodec_parameters_copy(stream.parameters.get(), from.codecpar) < 0)
            return fail(ErrorCode::OutOfMemory, "there is no memory for the sound", m_input.subject());
        stream.parameters->codec_tag = 0; // each container has its own
        stream.timeBase = {from.time_base.num, from.time_base.den};
    } else {
        Result<std::unique_ptr<SoundTranscoder>> transcoder =
            SoundTranscoder::create(from, container, m_input.subject());
        if (!transcoder)
            return tl::unexpected(std::move(transcoder).error());
        stream.transcoder = std::move(*transcoder);
        if (Status described = stream.transcoder->describe(*stream.parameters); !described)
            return described;
        stream.timeBase = stream.transcoder->timeBase();
    }
    stream.language = tag(from.metadata, "language");
    stream.isDefault = (from.disposition & AV_DISPOSITION_DEFAULT) != 0;
    m_streams.push_back(std::move(stream));
    return {};
}

bool SoundReader::isWanted(const AVPacket &packet, const Stream &stream) const
{
    if (packet.pts == AV_NOPTS_VALUE)
        return !m_source.begin && !m_source.end;
    const AVRational own = m_input.get()->streams[stream.source]->time_base;
    const AVRational source{m_source.timeBase.numerator, m_source.timeBase.denominator};
    return (!m_source.begin || av_compare_ts(packet.pts, own, *m_source.begin, source) >= 0) &&
           (!m_source.end || av_compare_ts(packet.pts, own, *m_source.end, source) < 0);
}

void SoundReader::move(AVPacket &packet, const Stream &stream) const
{
    const AVRational own{stream.timeBase.numerator, stream.timeBase.denominator};
    const std::int64_t shift =
        av_rescale_q(m_source.shift, {m_source.timeBase.numerator, m_source.timeBase.denominator}, own);
    if (packet.pts != AV_NOPTS_VALUE)
        packet.pts -= shift;
    if (packet.dts != AV_NOPTS_VALUE)
        packet.dts -= shift;
}

Result<std::optional<Libav<AVPacket>>> SoundReader::next()
{
    const auto queue = [this](std::size_t place, Libav<AVPacket> packet) {
        packet->stream_index = static_cast<int>(place);
        move(*packet, m_streams[place]);
        m_ready.push_back(std::move(packet));
    };
    while (m_ready.empty()) {
        if (m_atEnd) {
            if (m_flushed == m_streams.size())
                return std::nullopt;
            const std::size_t place = m_flushed++;
            if (m_streams[place].transcoder) {
                Status done = m_streams[place].transcoder->add(
                    nullptr, [&](Libav<AVPacket> packet) { queue(place, std::move(packet)); });
                if (!done)
                    return tl::unexpected(std::move(done).error());
            }
            continue;
        }
        Result<Libav<AVPacket>> packet = makePacket();
        if (!packet)
            return tl::unexpected(std::move(packet).error());
        const int read = av_read_frame(m_input.get(), packet->get());
        if (read == AVERROR(EAGAIN))
            continue;
        if (read == AVERROR_EOF) {
            m_atEnd = true;
            continue;
        }
        if (read < 0)
            return failLibav(read, ErrorCode::FileDamaged, "the clip's sound is damaged", m_input.subject());
        const auto stream = std::ranges::find(m_streams, (*packet)->stream_index, &Stream::source);
        if (stream == m_streams.end() || !isWanted(**packet, *stream))
            continue;
        const auto place = static_cast<std::size_t>(stream - m_streams.begin());
        if (!stream->transcoder) {
            queue(place, std::move(*packet));
        } else if (Status done = stream->transcoder->add(
                       packet->get(), [&](Libav<AVPacket> made) { queue(place, std::move(made)); });
                   !done) {
            return tl::unexpected(std::move(done).error());
        }
    }
    Libav<AVPacket> first = std::move(m_ready.front());
    m_ready.pop_front();
    return first;
}

} // namespace imago::video
