// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/media/container.h"

#include "core/media/allowedformats.h"
#include "core/media/sourceend.h"
#include "core/media/tr.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/avutil.h>
#include <libavutil/dict.h>
#include <libavutil/display.h>
}

namespace redoubt::media {

namespace {

using namespace Qt::StringLiterals;

constexpr int kBufferSize = 64 * 1024; // one chunk of a sealed object
constexpr unsigned kMaxStreams = 64;
constexpr int kMaxSide = 16384;
constexpr qint64 kMaxArea = 8192LL * 8192;
constexpr int kMaxDemuxErrors = 32;
constexpr qint64 kProbeSize = 8 * 1024 * 1024;
constexpr qsizetype kMaxTags = 4096;

FrameClock clockOf(const AVInputFormat &format)
{
    constexpr std::array kWithoutTimes{"avi",  "h264", "hevc",      "m4v",  "mpegvideo", "mjpeg",
                                       "obu",  "av1",  "cavsvideo", "vc1",  "dirac",     "h261",
                                       "h263", "avs2", "avs3",      "dnxhd"};
    const std::string_view name = format.name;
    if ((format.flags & AVFMT_NOTIMESTAMPS) ||
        std::any_of(kWithoutTimes.begin(), kWithoutTimes.end(),
                    [name](const char *n) { return name == n; }))
        return FrameClock::DecodeOrder;
    return FrameClock::Stored;
}

StreamKind kindOf(AVMediaType type)
{
    switch (type) {
    case AVMEDIA_TYPE_VIDEO:
        return StreamKind::Video;
    case AVMEDIA_TYPE_AUDIO:
        return StreamKind::Audio;
    case AVMEDIA_TYPE_SUBTITLE:
        return StreamKind::Subtitle;
    case AVMEDIA_TYPE_DATA:
        return StreamKind::Data;
    case AVMEDIA_TYPE_ATTACHMENT:
        return StreamKind::Attachment;
    default:
        return StreamKind::Unknown;
    }
}

// Quarter turns only; mirrored and skewed pictures are shown as they are stored, here and in the
// output, so that what was reviewed is what leaves.
Turn turnOf(const AVStream &stream)
{
    size_t size = 0;
    const auto *bytes = av_stream_get_side_data(&stream, AV_PKT_DATA_DISPLAYMATRIX, &size);
    if (!bytes || size < 9 * sizeof(int32_t))
        return Turn::None;
    std::array<int32_t, 9> matrix{};
    std::copy_n(bytes, sizeof matrix, reinterpret_cast<uint8_t *>(matrix.data()));
    const double determinant = double(matrix[0]) * matrix[4] - double(matrix[1]) * matrix[3];
    const double counterclockwise = av_display_rotation_get(matrix.data());
    if (determinant <= 0 || std::isnan(counterclockwise))
        return Turn::None;
    const double clockwise = std::fmod(360.0 - counterclockwise, 360.0);
    for (const Turn turn : {Turn::Quarter, Turn::Half, Turn::ThreeQuarters}) {
        if (std::abs(clockwise - double(turn)) < 1.0)
            return turn;
    }
    return Turn::None;
}

void addTags(QList<MetadataEntry> &out, const QString &prefix, const AVDictionary *tags)
{
    const AVDictionaryEntry *entry = nullptr;
    while ((entry = av_dict_get(tags, "", entry, AV_DICT_IGNORE_SUFFIX)) && out.size() < kMaxTags)
        out.append({prefix + u".tags."_s + QString::fromUtf8(entry->key),
                    SensitiveText(QString::fromUtf8(entry->value))});
}

} // namespace

struct Container::Private
{
    Private(const ByteSource &s, const JobContext &c)
        : source(s)
        , context(c)
    {}
    ~Private()
    {
        avformat_close_input(&format);
        if (io) {
            av_freep(&io->buffer);
            avio_context_free(&io);
        }
    }
    Private(const Private &) = delete;
    Private &operator=(const Private &) = delete;

    static int readBytes(void *opaque, uint8_t *out, int size)
    {
        auto *self = static_cast<Private *>(opaque);
        if (self->context.cancelled())
            return AVERROR_EXIT;
        const auto got = self->source.readAt(
            self->offset, std::span<char>(reinterpret_cast<char *>(out), size_t(size)));
        if (!got) {
            self->failure = got.error();
            return AVERROR(EIO);
        }
        self->offset += *got;
        return *got == 0 ? AVERROR_EOF : int(*got);
    }

    static int64_t seekBytes(void *opaque, int64_t offset, int whence)
    {
        auto *self = static_cast<Private *>(opaque);
        qint64 target = offset;
        switch (whence & ~AVSEEK_FORCE) {
        case AVSEEK_SIZE:
            return self->source.size();
        case SEEK_SET:
            break;
        case SEEK_CUR:
            target += self->offset;
            break;
        case SEEK_END:
            target += self->source.size();
            break;
        default:
            return AVERROR(EINVAL);
        }
        if (target < 0)
            return AVERROR(EINVAL);
        return self->offset = target;
    }

    static int interrupted(void *opaque)
    {
        return static_cast<Private *>(opaque)->context.cancelled() ? 1 : 0;
    }

    static int refuseToOpen(AVFormatContext *, AVIOContext **, const char *, int, AVDictionary **)
    {
        return AVERROR(EPERM);
    }

    // What a failed call means: cancelled, the source's own error, or FFmpeg's.
    Error errorFor(int number, const char *site) const
    {
        if (context.cancelled())
            return JobContext::cancelledError(site);
        if (failure)
            return *failure;
        return avError(number, site);
    }

    Result<void> open();
    Result<void> findStreams();
    void describe();
    void describeStream(const AVStream &stream);
    double playerStart() const;
    void note(const AVPacket &packet);
    bool missesAnnouncedEnd() const;

    const ByteSource &source;
    const JobContext context;
    AVFormatContext *format = nullptr;
    AVIOContext *io = nullptr;
    qint64 offset = 0;
    std::optional<Error> failure;
    MediaInfo info;
    std::vector<Ticks> offsets;
    int demuxErrors = 0;
    bool damagedEnd = false;
    bool lastCorrupt = false;   ///< the last packet that was read is not whole
    std::vector<Ticks> reached; ///< by stream: the end of its packets, in stored time
};

Result<void> Container::Private::open()
{
    const char *site = "media/container";
    silenceFfmpeg();
    auto *buffer = static_cast<unsigned char *>(av_malloc(kBufferSize));
    if (!buffer)
        return avError(AVERROR(ENOMEM), site);
    io = avio_alloc_context(buffer, kBufferSize, 0, this, &readBytes, nullptr, &seekBytes);
    if (!io) {
        av_free(buffer);
        return avError(AVERROR(ENOMEM), site);
    }
    const AVInputFormat *demuxer = nullptr;
    const int score = av_probe_input_buffer2(io, &demuxer, "", nullptr, 0, 1 << 20);
    if (context.cancelled() || failure)
        return errorFor(AVERROR_EXIT, site);
    // The lowest scores are given to nearly anything, random bytes included.
    if (score < AVPROBE_SCORE_RETRY / 5 || !demuxer || !isAllowedDemuxer(demuxer->name))
        return Error(ErrorKind::Unsupported, site,
                     Tr::tr("The file is no sound or video in a format that is known here."));

    format = avformat_alloc_context();
    if (!format)
        return avError(AVERROR(ENOMEM), site);
    format->pb = io;
    format->flags |= AVFMT_FLAG_CUSTOM_IO;
    format->interrupt_callback = {&interrupted, this};
    format->io_open = &refuseToOpen;
    format->probesize = kProbeSize;
    format->max_streams = kMaxStreams + 1;
    format->codec_whitelist = av_strdup(allowedDecoders().constData());
    if (!format->codec_whitelist)
        return avError(AVERROR(ENOMEM), site);
    AVDictionary *options = nullptr;
    // An empty list of protocols allows none. Files that a movie refers to stay closed as well.
    av_dict_set(&options, "protocol_whitelist", "", 0);
    const int opened = avformat_open_input(&format, "", demuxer, &options);
    av_dict_free(&options);
    if (opened < 0)
        return errorFor(opened == AVERROR(EPERM) ? AVERROR_DEMUXER_NOT_FOUND : opened, site);
    return findStreams();
}

Result<void> Container::Private::findStreams()
{
    const char *site = "media/streams";
    if (format->nb_streams > kMaxStreams)
        return Error(ErrorKind::Limit, site,
                     Tr::tr("The file has more than %1 streams.").arg(kMaxStreams));
    std::vector<AVDictionary *> options(format->nb_streams, nullptr);
    for (AVDictionary *&option : options) {
        av_dict_set(&option, "threads", "1", 0);
        av_dict_set_int(&option, "max_pixels", kMaxArea, 0);
    }
    const int found = avformat_find_stream_info(format, options.empty() ? nullptr : options.data());
    for (AVDictionary *&option : options)
        av_dict_free(&option);
    if (context.cancelled() || found < 0)
        return errorFor(found, site);
    if (format->nb_streams > kMaxStreams)
        return Error(ErrorKind::Limit, site,
                     Tr::tr("The file has more than %1 streams.").arg(kMaxStreams));
    bool playable = false;
    for (unsigned i = 0; i < format->nb_streams; ++i) {
        const AVStream &stream = *format->streams[i];
        const AVCodecParameters &codec = *stream.codecpar;
        playable = playable || codec.codec_type == AVMEDIA_TYPE_VIDEO ||
                   codec.codec_type == AVMEDIA_TYPE_AUDIO;
        if (codec.codec_type == AVMEDIA_TYPE_VIDEO &&
            (codec.width > kMaxSide || codec.height > kMaxSide ||
             qint64(codec.width) * codec.height > kMaxArea))
            return Error(ErrorKind::Limit, site,
                         Tr::tr("The picture of %1 × %2 is larger than can be processed safely.")
                             .arg(codec.width)
                             .arg(codec.height));
    }
    if (!playable)
        return Error(ErrorKind::Unsupported, site,
                     Tr::tr("The file has neither sound nor video in it."));
    // A failed read while looking ahead is not yet fatal; it comes back when the data is needed.
    failure.reset();
    describe();
    return {};
}

void Container::Private::describe()
{
    info.format = QString::fromLatin1(format->iformat->name);
    if (format->duration > 0)
        info.seconds = double(format->duration) / AV_TIME_BASE;
    addTags(info.tags, u"format"_s, format->metadata);
    for (unsigned i = 0; i < format->nb_streams; ++i)
        describeStream(*format->streams[i]);
    info.start = playerStart();
    for (unsigned i = 0; i < format->nb_chapters; ++i)
        addTags(info.tags, u"chapter.%1"_s.arg(i), format->chapters[i]->metadata);
    for (unsigned i = 0; i < format->nb_programs; ++i)
        addTags(info.tags, u"program.%1"_s.arg(i), format->programs[i]->metadata);
}

void Container::Private::describeStream(const AVStream &stream)
{
    const AVCodecParameters &codec = *stream.codecpar;
    StreamInfo s;
    s.index = stream.index;
    s.kind = kindOf(codec.codec_type);
    s.codec = QString::fromLatin1(avcodec_get_name(codec.codec_id));
    s.timeBase = fromAv(stream.time_base);
    Ticks clock = 0;
    // The MP3 demuxer counts the encoder's delay as time; no player shows it.
    if (std::string_view(format->iformat->name) == "mp3" && stream.start_time != AV_NOPTS_VALUE)
        clock = stream.start_time;
    offsets.push_back(clock);
    if (stream.start_time != AV_NOPTS_VALUE)
        s.startPts = stream.start_time - clock;
    if (stream.duration > 0 && stream.duration != AV_NOPTS_VALUE)
        s.duration = stream.duration;
    else if (format->duration > 0)
        s.duration = av_rescale_q(format->duration, AVRational{1, AV_TIME_BASE}, stream.time_base);
    if (s.kind == StreamKind::Video) {
        s.codedSize = QSize(std::max(0, codec.width), std::max(0, codec.height));
        s.turn = turnOf(stream);
        if (stream.avg_frame_rate.num > 0 && stream.avg_frame_rate.den > 0)
            s.frameRate = fromAv(stream.avg_frame_rate);
        s.attachedPicture = (stream.disposition &
                             (AV_DISPOSITION_ATTACHED_PIC | AV_DISPOSITION_TIMED_THUMBNAILS)) != 0;
    } else if (s.kind == StreamKind::Audio) {
        s.sampleRate = std::max(0, codec.sample_rate);
        s.channels = std::max(0, codec.ch_layout.nb_channels);
    }
    info.seconds = std::max(info.seconds, toSeconds(s.duration, s.timeBase));
    info.streams.append(s);
    addTags(info.tags, u"stream.%1"_s.arg(stream.index), stream.metadata);
}

double Container::Private::playerStart() const
{
    std::optional<double> earliest;
    for (const StreamInfo &s : info.streams) {
        const bool video = s.kind == StreamKind::Video && !s.attachedPicture;
        if ((!video && s.kind != StreamKind::Audio) ||
            format->streams[s.index]->start_time == AV_NOPTS_VALUE)
            continue;
        // Where frames are timed by the order of decoding they are counted from 0.
        const bool counted = video && clockOf(*format->iformat) == FrameClock::DecodeOrder;
        const double start = counted ? 0 : toSeconds(s.startPts, s.timeBase);
        earliest = std::min(earliest.value_or(start), start);
    }
    return earliest.value_or(0);
}

void Container::Private::note(const AVPacket &packet)
{
    lastCorrupt = (packet.flags & AV_PKT_FLAG_CORRUPT) != 0;
    reached.resize(info.streams.size(), std::numeric_limits<Ticks>::min());
    const int64_t time = packet.pts != AV_NOPTS_VALUE ? packet.pts : packet.dts;
    if (time == AV_NOPTS_VALUE)
        return;
    Ticks &end = reached[size_t(packet.stream_index)];
    end = std::max<Ticks>(end, time + std::max<int64_t>(0, packet.duration));
}

bool Container::Private::missesAnnouncedEnd() const
{
    constexpr double kMissing = 0.5; // seconds; announced ends are rounded and padded
    if (format->duration_estimation_method != AVFMT_DURATION_FROM_STREAM)
        return false;
    for (size_t i = 0; i < reached.size(); ++i) {
        const AVStream &stream = *format->streams[i];
        if (reached[i] == std::numeric_limits<Ticks>::min() || stream.duration <= 0 ||
            stream.duration == AV_NOPTS_VALUE || stream.start_time == AV_NOPTS_VALUE)
            continue;
        const int64_t announced = stream.start_time + stream.duration;
        if (double(announced - reached[i]) * av_q2d(stream.time_base) > kMissing)
            return true;
    }
    // Some tell the length of the whole only, which may be that of captions or data.
    double end = -std::numeric_limits<double>::infinity();
    for (const StreamInfo &s : info.streams) {
        if (size_t(s.index) >= reached.size() ||
            reached[size_t(s.index)] == std::numeric_limits<Ticks>::min())
            return false;
        end = std::max(end, toSeconds(reached[size_t(s.index)], s.timeBase));
    }
    return format->duration > 0 && format->start_time != AV_NOPTS_VALUE &&
           double(format->start_time + format->duration) / AV_TIME_BASE - end > kMissing;
}

Container::Container(std::unique_ptr<Private> p)
    : d(std::move(p))
{}

Container::~Container() = default;

Result<std::unique_ptr<Container>> Container::open(const ByteSource &source,
                                                   const JobContext &context)
{
    auto d = std::make_unique<Private>(source, context);
    if (auto opened = d->open(); !opened)
        return opened.error();
    return std::unique_ptr<Container>(new Container(std::move(d)));
}

const MediaInfo &Container::info() const
{
    return d->info;
}

const StreamInfo *Container::streamInfo(int stream) const
{
    return stream >= 0 && stream < d->info.streams.size() ? &d->info.streams[stream] : nullptr;
}

AVStream *Container::stream(int index) const
{
    Q_ASSERT(index >= 0 && unsigned(index) < d->format->nb_streams);
    return d->format->streams[index];
}

FrameClock Container::frameClock() const
{
    return clockOf(*d->format->iformat);
}

Ticks Container::clockOffset(int stream) const
{
    return stream >= 0 && size_t(stream) < d->offsets.size() ? d->offsets[size_t(stream)] : 0;
}

void Container::readOnly(const QList<int> &streams)
{
    for (unsigned i = 0; i < d->format->nb_streams; ++i)
        d->format->streams[i]->discard =
            streams.contains(int(i)) ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
}

Result<bool> Container::read(AVPacket &packet)
{
    const char *site = "media/read";
    for (;;) {
        if (d->context.cancelled())
            return JobContext::cancelledError(site);
        av_packet_unref(&packet);
        const int result = av_read_frame(d->format, &packet);
        if (result >= 0) {
            d->demuxErrors = 0;
            // Streams that turn up late (possible in transport streams) were never described.
            if (packet.stream_index >= d->info.streams.size() ||
                d->format->streams[packet.stream_index]->discard == AVDISCARD_ALL)
                continue;
            d->note(packet);
            return true;
        }
        if (d->context.cancelled())
            return JobContext::cancelledError(site);
        if (d->failure)
            return *d->failure;
        if (result == AVERROR_EOF)
            return false;
        d->damagedEnd = true;
        if (result == AVERROR(ENOMEM))
            return avError(result, site);
        if (++d->demuxErrors >= kMaxDemuxErrors)
            return false;
    }
}

bool Container::hadErrors() const
{
    return d->damagedEnd;
}

Result<bool> Container::endedEarly() const
{
    if (d->damagedEnd || d->lastCorrupt || d->missesAnnouncedEnd())
        return true;
    return isCutOff(d->source, d->info.format, d->context);
}

Result<bool> Container::seek(int stream, Ticks pts)
{
    d->demuxErrors = 0;
    const int result = avformat_seek_file(d->format, stream, INT64_MIN, pts, pts, 0);
    if (d->context.cancelled())
        return JobContext::cancelledError("media/seek");
    if (d->failure)
        return *d->failure;
    return result >= 0;
}

} // namespace redoubt::media
