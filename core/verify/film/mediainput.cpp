// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/verify/film/mediainput.h"

#include "core/verify/checklog.h"
#include "core/verify/film/avhandles.h"

extern "C" {
#include <libavformat/avformat.h>
#include <libavutil/log.h>
}

#include <algorithm>
#include <array>
#include <cstring>

namespace redoubt::verify {

namespace {

constexpr int kBuffer = 256 << 10;
constexpr unsigned kMaxStreams = 64;

/// Formats that an output may have. None of them reads other files.
constexpr std::array kFormats{"mov,mp4,m4a,3gp,3g2,mj2",
                              "matroska,webm",
                              "avi",
                              "wav",
                              "w64",
                              "flac",
                              "ogg",
                              "mp3",
                              "aac",
                              "mpegts",
                              "mpeg",
                              "caf",
                              "aiff",
                              "au",
                              "flv",
                              "asf",
                              "amr",
                              "ac3",
                              "eac3",
                              "wv"};

} // namespace

struct MediaInput::Private
{
    const ByteSource *source = nullptr;
    JobContext context;
    qint64 position = 0;
    bool failed = false; // the source itself could not be read
    AVFormatContext *format = nullptr;
    AVIOContext *io = nullptr;
    bool opened = false;

    static int read(void *opaque, std::uint8_t *buffer, int size)
    {
        auto *d = static_cast<Private *>(opaque);
        if (d->context.cancelled())
            return AVERROR_EXIT;
        const auto count =
            d->source->readAt(d->position, {reinterpret_cast<char *>(buffer), std::size_t(size)});
        if (!count) {
            d->failed = true;
            return AVERROR(EIO);
        }
        if (*count == 0)
            return AVERROR_EOF;
        d->position += *count;
        return int(*count);
    }

    static std::int64_t seek(void *opaque, std::int64_t offset, int whence)
    {
        auto *d = static_cast<Private *>(opaque);
        if (whence & AVSEEK_SIZE)
            return d->source->size();
        switch (whence & ~AVSEEK_FORCE) {
        case SEEK_SET:
            break;
        case SEEK_CUR:
            offset += d->position;
            break;
        case SEEK_END:
            offset += d->source->size();
            break;
        default:
            return AVERROR(EINVAL);
        }
        if (offset < 0)
            return AVERROR(EINVAL);
        d->position = offset;
        return offset;
    }

    static int interrupted(void *opaque)
    {
        return static_cast<Private *>(opaque)->context.cancelled() ? 1 : 0;
    }

    static int refuse(AVFormatContext *, AVIOContext **, const char *, int, AVDictionary **)
    {
        return AVERROR(EPERM);
    }

    Error error(const char *site) const
    {
        if (context.cancelled())
            return JobContext::cancelledError(site);
        if (failed)
            return Error(ErrorKind::Io, site, Words::tr("The output could not be read."));
        return Error(ErrorKind::Damaged, site, Words::tr("The media file is damaged."));
    }
};

MediaInput::MediaInput()
    : d(std::make_unique<Private>())
{}

MediaInput::~MediaInput()
{
    if (d->opened)
        avformat_close_input(&d->format);
    else
        avformat_free_context(d->format);
    if (d->io) {
        av_freep(&d->io->buffer);
        avio_context_free(&d->io);
    }
}

Result<std::unique_ptr<MediaInput>> MediaInput::open(const ByteSource &source,
                                                     const JobContext &context)
{
    av_log_set_level(AV_LOG_QUIET);
    auto input = std::unique_ptr<MediaInput>(new MediaInput);
    Private &d = *input->d;
    d.source = &source;
    d.context = context;
    auto *buffer = static_cast<unsigned char *>(av_malloc(kBuffer));
    d.io = avio_alloc_context(buffer, kBuffer, 0, &d, &Private::read, nullptr, &Private::seek);
    d.format = avformat_alloc_context();
    if (!d.io || !d.format)
        return Error(ErrorKind::Internal, "verify/media", Words::tr("There is not enough memory."));
    d.format->pb = d.io;
    d.format->interrupt_callback = {&Private::interrupted, &d};
    d.format->io_open = &Private::refuse;
    d.format->flags |= AVFMT_FLAG_CUSTOM_IO;
    d.format->protocol_whitelist = av_strdup("");
    d.format->codec_whitelist = av_strdup(decodersOfOutputs().constData());
    if (!d.format->protocol_whitelist || !d.format->codec_whitelist)
        return Error(ErrorKind::Internal, "verify/media", Words::tr("There is not enough memory."));

    const AVInputFormat *kind = nullptr;
    if (av_probe_input_buffer2(d.io, &kind, "", nullptr, 0, 1 << 20) < 0 || !kind)
        return d.context.cancelled() || d.failed
                   ? d.error("verify/media")
                   : Error(ErrorKind::Unsupported, "verify/media",
                           Words::tr("The output is in no media format that can be examined."));
    if (std::none_of(kFormats.begin(), kFormats.end(),
                     [kind](const char *name) { return std::strcmp(name, kind->name) == 0; }))
        return Error(ErrorKind::Unsupported, "verify/media",
                     Words::tr("The output is in no media format that can be examined."));
    // On failure avformat_open_input frees the context and clears the pointer.
    if (avformat_open_input(&d.format, "", kind, nullptr) < 0)
        return d.error("verify/media");
    d.opened = true;
    if (d.format->nb_streams > kMaxStreams)
        return Error(ErrorKind::Limit, "verify/media",
                     Words::tr("The output has more streams than can be examined."));
    if (avformat_find_stream_info(d.format, nullptr) < 0)
        return d.error("verify/media");
    return input;
}

AVFormatContext *MediaInput::format() const
{
    return d->format;
}

std::string MediaInput::formatName() const
{
    return d->format->iformat->name;
}

Result<bool> MediaInput::read(AVPacket *packet)
{
    const int state = av_read_frame(d->format, packet);
    if (state >= 0)
        return true;
    if (state == AVERROR_EOF && !d->failed && !d->context.cancelled())
        return false;
    return d->error("verify/media");
}

} // namespace redoubt::verify
