// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/verify/attacks.h"
#include "core/verify/film/avhandles.h"
#include "core/verify/film/containerwalk.h"
#include "core/verify/film/mediainput.h"
#include "core/verify/film/streamcheck.h"
#include "core/verify/film/videocheck.h"
#include "core/verify/film/writerwords.h"
#include "core/verify/sound/audiocheck.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

namespace redoubt::verify {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t kMaxPackets = 20'000'000;

struct Decoders
{
    std::unique_ptr<VideoCheck> video;
    int videoStream = -1;
    std::vector<std::unique_ptr<AudioCheck>> audio; // by stream index, null for others
};

Decoders openDecoders(const Task &task, const AVFormatContext *format, CheckLog &log)
{
    Decoders decoders;
    decoders.audio.resize(format->nb_streams);
    int number = 0;
    for (unsigned i = 0; i < format->nb_streams; ++i) {
        AVStream *stream = format->streams[i];
        const bool cover = stream->disposition & AV_DISPOSITION_ATTACHED_PIC;
        if (stream->codecpar->codec_type == AVMEDIA_TYPE_VIDEO && !cover &&
            decoders.videoStream < 0) {
            decoders.videoStream = int(i);
            decoders.video = VideoCheck::open(task, stream, log);
        } else if (stream->codecpar->codec_type == AVMEDIA_TYPE_AUDIO) {
            decoders.audio[i] = AudioCheck::open(task, format, stream, number++, log);
        }
    }
    if (decoders.videoStream < 0 && !task.expectation.boxes.empty())
        log.incomplete(u"pixels"_s, Words::tr("there is no video stream to look at"));
    for (const CutExpectation &cut : task.expectation.cuts) {
        if (cut.audioStream < 0 || cut.audioStream >= number) {
            log.incomplete(u"audio_energy"_s,
                           Words::tr("there is no audio stream %1").arg(cut.audioStream));
        }
    }
    return decoders;
}

Result<void> decodeAll(const Task &task, MediaInput &input, Decoders &decoders,
                       std::vector<PacketExtent> &extents, CheckLog &log)
{
    const PacketPtr packet(av_packet_alloc());
    if (!packet)
        return Error(ErrorKind::Internal, "verify/media", Words::tr("There is not enough memory."));
    qint64 reached = 0;
    PacketCheck packets;
    for (;;) {
        if (task.context.cancelled())
            return JobContext::cancelledError("verify/media");
        const auto more = input.read(packet.get());
        if (!more) {
            if (more.error().kind() != ErrorKind::Damaged)
                return more.error();
            log.incomplete(u"streams"_s, more.error().message());
            break;
        }
        if (!*more)
            break;
        packets.examine(packet.get(), input.format(), log);
        if (packet->pos >= 0 && extents.size() < kMaxPackets) {
            extents.push_back({packet->pos, packet->pos + packet->size});
            reached = std::max<qint64>(reached, packet->pos);
            task.context.progress(reached, task.output.size());
        }
        const auto index = std::size_t(packet->stream_index);
        Result<void> fed;
        if (packet->stream_index == decoders.videoStream && decoders.video)
            fed = decoders.video->feed(packet.get());
        else if (index < decoders.audio.size() && decoders.audio[index])
            decoders.audio[index]->feed(packet.get());
        av_packet_unref(packet.get());
        if (!fed)
            return fed;
    }
    for (const auto &audio : decoders.audio) {
        if (audio)
            audio->finish();
    }
    return decoders.video ? decoders.video->finish() : Result<void>();
}

/// The search of all bytes, without the words that every such file holds.
Result<void> searchBytes(const Task &task, CheckLog &log)
{
    Expectation expected;
    expected.withheld = task.expectation.withheld;
    expected.forbiddenTags = task.expectation.forbiddenTags;
    const auto isOwn = [](const SensitiveText &text) { return isMediaWriterWord(text.reveal()); };
    const auto own = expected.withheld.removeIf(isOwn);
    expected.forbiddenTags.removeIf(isOwn);
    if (own > 0)
        log.clean(u"raw_bytes"_s,
                  Words::tr("%n text(s) are words of the container itself; they were searched in "
                            "tags and streams only",
                            nullptr, int(own)));
    return searchRaw({task.output, expected, task.options, task.context}, log);
}

} // namespace

Result<void> verifyMedia(const Task &task, CheckLog &log)
{
    const auto searched = searchBytes(task, log);
    if (!searched)
        return searched;
    const auto input = MediaInput::open(task.output, task.context);
    if (!input) {
        const ErrorKind kind = input.error().kind();
        if (kind == ErrorKind::Cancelled || kind == ErrorKind::Io)
            return input.error();
        log.incomplete(u"streams"_s, input.error().message());
        return {};
    }
    MediaInput &media = **input;
    checkStreams(task, media.format(), log);
    std::vector<PacketExtent> extents;
    Decoders decoders = openDecoders(task, media.format(), log);
    const auto decoded = decodeAll(task, media, decoders, extents, log);
    if (!decoded)
        return decoded;
    return walkContainer(task, media.formatName(), extents, log);
}

} // namespace redoubt::verify
