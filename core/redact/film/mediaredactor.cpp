// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/paths.h"
#include "core/jobs/guarded.h"
#include "core/redact/film/boundedqueue.h"
#include "core/redact/film/mediatracks.h"
#include "core/redact/tr.h"

#include <QRegularExpression>

#include <mutex>
#include <thread>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

namespace redoubt::redact {

using namespace Qt::StringLiterals;
using media::StreamInfo;
using media::StreamKind;

namespace {

constexpr int kQueueCapacity = 8 * 64; // eight pictures, or more of the small sound blocks
constexpr int kPictureWeight = 64;
constexpr int kSoundWeight = 4;

/// Something decoded on its way to the encoder.
struct Piece
{
    int stream = 0;
    std::optional<media::DecodedPicture> picture;
    std::optional<media::AudioBlock> sound;
};
using Queue = BoundedQueue<Piece>;

QString codecWords(const QString &codec)
{
    if (codec == u"h264"_s)
        return u"H.264"_s;
    // The many forms of plain samples have one name for people.
    if (codec.startsWith(u"pcm_"_s) && codec != u"pcm_mulaw"_s && codec != u"pcm_alaw"_s)
        return u"PCM"_s;
    return codec.toUpper().replace(u'_', u' ');
}

/// One run: decode, cover, encode, each in a thread of its own. The first error stops all three.
class MediaRedactor
{
public:
    MediaRedactor(const RedactionPlan &plan, const RedactOptions &options, AtomicOutput &output,
                  const JobContext &context)
        : m_plan(plan)
        , m_options(options)
        , m_output(output)
        , m_context(context)
        , m_inner(m_stop.get_token())
        , m_forward(context.token(), [this] { m_stop.request_stop(); })
    {}

    Result<RedactReport> run(const ByteSource &source);

private:
    Result<void> open(const ByteSource &source);
    Result<void> openVideo(const StreamInfo &info);
    Result<void> openAudio(const StreamInfo &info);
    Result<void> assignMarks();
    Result<void> openEncoders();
    Result<void> decode(Queue &out);
    Result<bool> forward(int stream, Queue &out);
    Result<void> cover(Queue &in, Queue &out);
    Result<void> encode(Queue &in);
    Result<void> checkMarks();
    Result<void> describe();
    QString languageOf(int stream) const;
    template <typename Work>
    void stage(const Work &work);

    const RedactionPlan &m_plan;
    const RedactOptions &m_options;
    AtomicOutput &m_output;
    const JobContext &m_context;
    std::stop_source m_stop;
    const JobContext m_inner; ///< stops for the caller's wish and for our own errors
    const std::stop_callback<std::function<void()>> m_forward;

    MediaFormat m_format;
    std::unique_ptr<media::Container> m_container;
    std::unique_ptr<MediaWriter> m_writer;
    std::map<int, std::unique_ptr<VideoTrack>> m_videos; ///< by source stream
    std::map<int, std::unique_ptr<AudioTrack>> m_audios;
    std::map<int, AudioChoice> m_choices;
    QList<int> m_dropped; ///< sound and video that is left out as a whole
    RedactReport m_report;
    std::vector<Effect> m_done; ///< with each part of the plan
    std::mutex m_errorMutex;
    std::optional<Error> m_error;
};

template <typename Work>
void MediaRedactor::stage(const Work &work)
{
    const Result<void> done = guarded("redact/media", work);
    if (done)
        return;
    {
        const std::lock_guard lock(m_errorMutex);
        // Those that stop because another one failed have nothing to add.
        if (!m_error)
            m_error = done.error();
    }
    m_stop.request_stop();
}

QString MediaRedactor::languageOf(int stream) const
{
    const AVDictionaryEntry *tag =
        av_dict_get(m_container->stream(stream)->metadata, "language", nullptr, 0);
    const QString language = tag ? QString::fromUtf8(tag->value) : QString();
    static const QRegularExpression code(u"^[a-z]{2,3}$"_s);
    return code.match(language).hasMatch() ? language : QString();
}

Result<void> MediaRedactor::open(const ByteSource &source)
{
    auto container = media::Container::open(source, m_inner);
    if (!container)
        return container.error();
    m_container = std::move(*container);
    const media::MediaInfo &info = m_container->info();
    const QString suffix = displayName(m_output.path().extension());
    m_format = mediaFormatFor(info, suffix);
    m_report.suffix = m_format.suffix;
    m_report.kind = m_format.videoEncoder.isEmpty() ? ItemKind::Audio : ItemKind::Video;
    auto writer = MediaWriter::create(m_output, m_format, m_inner);
    if (!writer)
        return writer.error();
    m_writer = std::move(*writer);

    int others = 0;
    for (const StreamInfo &stream : info.streams) {
        if (stream.kind == StreamKind::Video && !stream.attachedPicture) {
            if (auto opened = openVideo(stream); !opened)
                return opened;
        } else if (stream.kind == StreamKind::Audio) {
            if (auto opened = openAudio(stream); !opened)
                return opened;
        } else {
            ++others;
        }
    }
    if (others > 0)
        m_report.notes.append(Tr::tr(
            "%n stream(s) of subtitles, data or cover pictures were left out.", nullptr, others));
    if (m_videos.empty() && m_audios.empty())
        return Error(ErrorKind::Unsupported, "redact/media",
                     Tr::tr("None of the file's streams can be decoded here."));
    if (auto assigned = assignMarks(); !assigned)
        return assigned;
    return openEncoders();
}

Result<void> MediaRedactor::openVideo(const StreamInfo &info)
{
    // A second picture (another camera, a preview, a cover that its container does not name as one)
    // stays only when somebody looked at it closely enough to mark something.
    const bool marked = std::any_of(m_plan.masks.begin(), m_plan.masks.end(),
                                    [&info](const MaskTrack &m) { return m.stream == info.index; });
    if (!m_videos.empty() && !marked) {
        m_dropped.append(info.index);
        m_report.notes.append(
            Tr::tr("Video stream %1 was left out, since nothing in it was marked.")
                .arg(info.index));
        return {};
    }
    auto track =
        VideoTrack::open(*m_container, info.index, m_format, codingOf(m_plan), m_options.threads);
    if (!track) {
        // Without its first picture a video is none; further ones (previews, depth) may go.
        if (m_videos.empty() || track.error().kind() == ErrorKind::Cancelled)
            return track.error();
        m_dropped.append(info.index);
        m_report.notes.append(
            Tr::tr("Video stream %1 cannot be decoded and was left out.").arg(info.index));
        return {};
    }
    m_videos[info.index] = std::move(*track);
    return {};
}

Result<void> MediaRedactor::openAudio(const StreamInfo &info)
{
    const AVStream &source = *m_container->stream(info.index);
    const AudioChoice choice = chooseAudioEncoder(
        *m_writer, source, m_format, m_plan.sameFormat ? SoundCodec::Same : SoundCodec::Playable);
    auto decoder = media::AudioDecoder::open(*m_container, info.index, choice.sampleRate);
    if (!decoder || !choice.codec) {
        if (!decoder && decoder.error().kind() == ErrorKind::Cancelled)
            return decoder.error();
        m_dropped.append(info.index);
        m_report.notes.append(
            Tr::tr("Sound stream %1 cannot be decoded or encoded and was left out.")
                .arg(info.index));
        return {};
    }
    auto track = std::make_unique<AudioTrack>();
    track->decoder = std::move(*decoder);
    m_audios[info.index] = std::move(track);
    m_choices[info.index] = choice;
    m_report.audioStreams.append(info.index);
    return {};
}

Result<void> MediaRedactor::assignMarks()
{
    int number = 0;
    m_done.assign(effectsOf(m_plan).size(), Effect::Default);
    for (const MaskTrack &mask : m_plan.masks) {
        const auto track = m_videos.find(mask.stream);
        if (track != m_videos.end()) {
            track->second->masks.push_back({number, &mask});
        } else if (!m_dropped.contains(mask.stream)) {
            return Error(ErrorKind::NoMatch, "redact/media",
                         Tr::tr("Mark %1 lies in stream %2, which is no video of this file.")
                             .arg(number + 1)
                             .arg(mask.stream));
        } else {
            m_done[size_t(number)] = Effect::Remove; // the whole stream goes
        }
        ++number;
    }
    for (const AudioCut &cut : m_plan.cuts) {
        const auto track = m_audios.find(cut.stream);
        if (track != m_audios.end()) {
            track->second->cuts.push_back({number, &cut});
        } else if (!m_dropped.contains(cut.stream)) {
            return Error(ErrorKind::NoMatch, "redact/media",
                         Tr::tr("Mark %1 lies in stream %2, which is no sound of this file.")
                             .arg(number + 1)
                             .arg(cut.stream));
        } else {
            m_done[size_t(number)] = Effect::Remove;
        }
        ++number;
    }
    return {};
}

Result<void> MediaRedactor::openEncoders()
{
    for (const StreamInfo &info : m_container->info().streams) {
        const AVStream &source = *m_container->stream(info.index);
        if (const auto video = m_videos.find(info.index); video != m_videos.end()) {
            auto encoder = VideoEncoder::open(*m_writer, source, info, video->second->form,
                                              m_format, m_options.threads, languageOf(info.index));
            if (!encoder)
                return encoder.error();
            video->second->encoder = std::move(*encoder);
        } else if (const auto audio = m_audios.find(info.index); audio != m_audios.end()) {
            auto encoder = AudioEncoder::open(*m_writer, m_choices[info.index], source, m_format,
                                              languageOf(info.index));
            if (!encoder)
                return encoder.error();
            audio->second->encoder = std::move(*encoder);
            audio->second->prepare(info.channels);
        }
    }
    return m_writer->begin();
}

// Everything that the decoder of a stream has ready. False when stopped.
Result<bool> MediaRedactor::forward(int stream, Queue &out)
{
    for (;;) {
        Piece piece;
        piece.stream = stream;
        if (const auto video = m_videos.find(stream); video != m_videos.end()) {
            auto picture = video->second->decoder->receive();
            if (!picture)
                return picture.error();
            if (!*picture)
                return true;
            piece.picture = std::move(*picture);
            if (!out.push(std::move(piece), kPictureWeight))
                return false;
        } else {
            auto sound = m_audios.at(stream)->decoder->receive();
            if (!sound)
                return sound.error();
            if (!*sound)
                return true;
            piece.sound = std::move(*sound);
            if (!out.push(std::move(piece), kSoundWeight))
                return false;
        }
    }
}

Result<void> MediaRedactor::decode(Queue &out)
{
    QList<int> streams;
    for (const auto &[stream, track] : m_videos)
        streams.append(stream);
    for (const auto &[stream, track] : m_audios)
        streams.append(stream);
    m_container->readOnly(streams);
    const auto send = [this](int stream, const AVPacket *packet) {
        const auto video = m_videos.find(stream);
        return video != m_videos.end() ? video->second->decoder->send(packet)
                                       : m_audios.at(stream)->decoder->send(packet);
    };
    const media::PacketPtr packet = media::makePacket();
    for (;;) {
        const auto more = m_container->read(*packet);
        if (!more)
            return more.error();
        if (!*more)
            break;
        const int stream = packet->stream_index;
        if (auto sent = send(stream, packet.get()); !sent)
            return sent;
        const auto going = forward(stream, out);
        if (!going || !*going)
            return going ? Result<void>(JobContext::cancelledError("redact/media")) : going.error();
    }
    for (const int stream : streams) {
        if (auto sent = send(stream, nullptr); !sent)
            return sent;
        const auto going = forward(stream, out);
        if (!going || !*going)
            return going ? Result<void>(JobContext::cancelledError("redact/media")) : going.error();
    }
    out.close();
    return {};
}

Result<void> MediaRedactor::cover(Queue &in, Queue &out)
{
    while (std::optional<Piece> piece = in.pop()) {
        const bool picture = piece->picture.has_value();
        if (picture) {
            if (auto painted = m_videos.at(piece->stream)->paint(*piece->picture); !painted)
                return painted;
        } else {
            m_audios.at(piece->stream)->replace(*piece->sound);
        }
        if (!out.push(std::move(*piece), picture ? kPictureWeight : kSoundWeight))
            break;
    }
    out.close();
    return {};
}

Result<void> MediaRedactor::encode(Queue &in)
{
    const int first = m_videos.empty() ? -1 : m_videos.begin()->first;
    const double seconds = m_container->info().seconds;
    while (std::optional<Piece> piece = in.pop()) {
        double at = 0;
        if (piece->picture) {
            VideoTrack &track = *m_videos.at(piece->stream);
            const Ticks pts = piece->picture->pts;
            auto encoded = track.encoder->encode(piece->picture->frame.get(),
                                                 piece->picture->duration, m_inner);
            if (!encoded)
                return encoded;
            if (piece->stream == first)
                m_report.framePts.push_back(pts);
            at = toSeconds(pts, track.decoder->info().timeBase);
        } else {
            AudioTrack &track = *m_audios.at(piece->stream);
            if (auto encoded = track.encoder->encode(*piece->sound, m_inner); !encoded)
                return encoded;
            at = double(piece->sound->firstSample) / track.decoder->sampleRate();
        }
        m_context.progress(qint64(at * 1000), qint64(seconds * 1000));
    }
    if (m_inner.cancelled())
        return JobContext::cancelledError("redact/media");
    for (const auto &[stream, track] : m_videos) {
        if (auto ended = track->encoder->encode(nullptr, 0, m_inner); !ended)
            return ended;
    }
    for (const auto &[stream, track] : m_audios) {
        if (auto ended = track->encoder->finish(m_inner); !ended)
            return ended;
    }
    return m_writer->end();
}

Result<void> MediaRedactor::checkMarks()
{
    const auto missed = [](int number) {
        return Error(
            ErrorKind::NoMatch, "redact/media",
            Tr::tr("Mark %1 covers nothing that is in the file. Correct its time and place, "
                   "or remove it.")
                .arg(number + 1));
    };
    for (const auto &[stream, track] : m_videos) {
        for (const auto &mask : track->masks) {
            if (!mask.met)
                return missed(mask.number);
            m_done[size_t(mask.number)] = paintedOnFrame(mask.mark->effect);
        }
    }
    for (const auto &[stream, track] : m_audios) {
        for (size_t i = 0; i < track->cuts.size(); ++i) {
            if (!track->cuts[i].met)
                return missed(track->cuts[i].number);
            m_done[size_t(track->cuts[i].number)] = track->applied(i);
        }
    }
    return {};
}

Result<void> MediaRedactor::describe()
{
    QList<Message> &notes = m_report.notes;
    bool traces = false;
    for (const auto &[stream, track] : m_videos) {
        const StreamInfo &info = track->decoder->info();
        if (stream == m_videos.begin()->first) {
            m_report.frameTimeBase = info.timeBase;
            m_report.frameSize = info.displayedSize();
        }
        const QString codec = m_format.videoEncoder == u"libx264"_s ? u"h264"_s : u"vp9"_s;
        if (info.codec != codec)
            notes.append(Tr::tr("Video was re-encoded from %1 to %2.")
                             .arg(codecWords(info.codec), codecWords(codec)));
        if (track->form.forPlayers)
            notes.append(Tr::tr("The pictures of video stream %1 were converted to 8 bits and "
                                "4:2:0, which every player shows.")
                             .arg(stream));
        else if (track->form.converted)
            notes.append(Tr::tr("The pictures of video stream %1 were converted to another colour "
                                "format, since their own cannot be encoded at this size.")
                             .arg(stream));
        if (track->blackened > 0)
            notes.append(Tr::tr("%n damaged frame(s) were blackened as a whole.", nullptr,
                                int(track->blackened)));
        for (const auto &mask : track->masks)
            traces = traces || leavesTraces(mask.mark->effect);
    }
    for (const auto &[stream, track] : m_audios) {
        const StreamInfo &info = track->decoder->info();
        const AudioChoice &choice = m_choices.at(stream);
        if (!choice.sameCodec) {
            const QString made = QString::fromLatin1(avcodec_get_name(choice.codec->id));
            const Message sentence =
                choice.forPlayers
                    ? Tr::tr("Sound was re-encoded from %1 to %2, which every player plays.")
                    : Tr::tr("Sound was re-encoded from %1 to %2.");
            notes.append(sentence.arg(codecWords(info.codec), codecWords(made)));
        }
        if (choice.sampleRate != info.sampleRate)
            notes.append(Tr::tr("Sound was resampled from %1 Hz to %2 Hz.")
                             .arg(info.sampleRate)
                             .arg(choice.sampleRate));
    }
    if (traces)
        notes.append(Tr::tr("Pixelated areas can sometimes be recognised again; a solid fill "
                            "cannot."));
    const auto endedEarly = m_container->endedEarly();
    if (!endedEarly)
        return endedEarly.error();
    if (*endedEarly)
        notes.append(Tr::tr("The source ends early: it is damaged or was cut off, and what could "
                            "not be read is missing here, too."));
    return {};
}

Result<RedactReport> MediaRedactor::run(const ByteSource &source)
{
    if (auto opened = open(source); !opened)
        return m_context.cancelled() ? JobContext::cancelledError("redact/media") : opened.error();
    Queue decoded(kQueueCapacity, m_stop.get_token());
    Queue covered(kQueueCapacity, m_stop.get_token());
    {
        const std::jthread decoding([&] { stage([&] { return decode(decoded); }); });
        const std::jthread covering([&] { stage([&] { return cover(decoded, covered); }); });
        stage([&] { return encode(covered); });
    }
    if (m_context.cancelled())
        return JobContext::cancelledError("redact/media");
    if (m_error)
        return *m_error;
    if (auto checked = checkMarks(); !checked)
        return checked.error();
    if (auto described = describe(); !described)
        return described.error();
    m_context.progress(1, 1);
    m_report.done = m_done;
    return m_report;
}

} // namespace

Result<RedactReport> redactMedia(const ByteSource &source, const RedactionPlan &plan,
                                 const RedactOptions &options, AtomicOutput &output,
                                 const JobContext &context)
{
    return guarded("redact/media",
                   [&] { return MediaRedactor(plan, options, output, context).run(source); });
}

} // namespace redoubt::redact
