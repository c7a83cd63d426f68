// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/verify/film/videocheck.h"

#include "core/base/paddedplanes.h"
#include "core/verify/attacks.h"
#include "core/verify/boxjudge.h"
#include "core/verify/film/avhandles.h"
#include "core/verify/film/streamcheck.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/display.h>
#include <libavutil/pixdesc.h>
#include <libswscale/swscale.h>
}

#include <QThread>

#include <array>
#include <cmath>
#include <set>

namespace redoubt::verify {

using namespace Qt::StringLiterals;

namespace {

constexpr int kSearchSamples = 12; // spread over the film, and as many over the frames with boxes
constexpr int kOcrSamples = 6;

Turn turnOf(const AVStream *stream)
{
    std::size_t size = 0;
    const std::uint8_t *data = av_stream_get_side_data(stream, AV_PKT_DATA_DISPLAYMATRIX, &size);
    if (!data || size < 9 * sizeof(std::int32_t))
        return Turn::None;
    const double angle = av_display_rotation_get(reinterpret_cast<const std::int32_t *>(data));
    if (!std::isfinite(angle))
        return Turn::None;
    // FFmpeg counts against the clock; rounding to quarters is all that files use.
    switch (((int(std::lround(-angle / 90.0)) % 4) + 4) % 4) {
    case 1:
        return Turn::Quarter;
    case 2:
        return Turn::Half;
    case 3:
        return Turn::ThreeQuarters;
    default:
        return Turn::None;
    }
}

/// Times that are examined more closely: @a count of @a all, the first and last among them.
template <typename Time>
std::set<Time> spread(const std::vector<Time> &all, int count)
{
    std::set<Time> chosen;
    const auto size = qint64(all.size());
    for (int i = 0; i < count && size > 0; ++i)
        chosen.insert(all[std::size_t(count == 1 ? 0 : i * (size - 1) / (count - 1))]);
    return chosen;
}

/// Planes of formats that can be judged as they are.
bool directPlanes(const AVFrame *frame, Planes &planes)
{
    const AVPixFmtDescriptor *about =
        av_pix_fmt_desc_get(static_cast<AVPixelFormat>(frame->format));
    if (!about || about->nb_components < 3 || about->comp[0].depth != 8 ||
        (about->flags & (AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL | AV_PIX_FMT_FLAG_HWACCEL |
                         AV_PIX_FMT_FLAG_BITSTREAM | AV_PIX_FMT_FLAG_ALPHA)) ||
        !(about->flags & AV_PIX_FMT_FLAG_PLANAR) || about->comp[0].step != 1)
        return false;
    const auto plane = [&](int component) {
        const AVComponentDescriptor &c = about->comp[component];
        const bool chroma = component > 0;
        return Plane{frame->data[c.plane] + c.offset, frame->linesize[c.plane], c.step,
                     chroma ? about->log2_chroma_w : 0, chroma ? about->log2_chroma_h : 0};
    };
    planes = {plane(0), plane(1), plane(2), QSize(frame->width, frame->height)};
    return true;
}

} // namespace

struct VideoCheck::Private
{
    const Task *task = nullptr;
    CheckLog *log = nullptr;
    AVRational base{1, 1};
    Turn turn = Turn::None;
    double expectedBase = 1;
    double tolerance = 0;
    CodecPtr codec;
    FramePtr frame;
    PaddedPlanes converted;
    QSize convertedSize;
    ScalerPtr toYuv;
    ScalerPtr toBgr;

    int frames = 0;
    std::size_t nextPts = 0; // of framePts
    std::size_t nextBox = 0;
    int missing = 0;
    int unexpected = 0;
    double firstWrong = -1;
    int badBoxes = 0;
    int badFrames = 0;
    double firstBad = -1;
    int lostBoxes = 0;
    int softBoxes = 0;
    int outside = 0;
    int wrongSize = 0;
    int undecodable = 0;
    std::set<Ticks> searchTimes;
    std::set<Ticks> ocrTimes;
    double nextSample = 0;
    double sampleStep = 0;

    double secondsOf(Ticks expected) const { return double(expected) * expectedBase; }

    void prepareSamples(const AVStream *stream)
    {
        const Expectation &expected = task->expectation;
        std::vector<Ticks> boxed;
        for (const BoxExpectation &box : expected.boxes) {
            if (boxed.empty() || boxed.back() != box.pts)
                boxed.push_back(box.pts);
        }
        if (!task->options.searches.empty()) {
            searchTimes = spread(expected.framePts, kSearchSamples);
            searchTimes.merge(spread(boxed, kSearchSamples));
            if (expected.framePts.empty() && stream->duration > 0)
                sampleStep = double(stream->duration) * av_q2d(base) / kSearchSamples;
        }
        for (const PictureSearch &search : task->options.searches)
            log->clean(search.name);
        if (task->options.ocr && !expected.withheld.isEmpty()) {
            ocrTimes = spread(boxed, kOcrSamples);
            if (!ocrTimes.empty())
                log->clean(u"ocr"_s);
        }
    }

    /// Moves through the expected times; true when this frame is one of them.
    void matchTime(double seconds)
    {
        const auto &times = task->expectation.framePts;
        if (times.empty())
            return;
        while (nextPts < times.size() && secondsOf(times[nextPts]) < seconds - tolerance) {
            wrong(secondsOf(times[nextPts]));
            ++missing;
            ++nextPts;
        }
        if (nextPts < times.size() && secondsOf(times[nextPts]) <= seconds + tolerance) {
            ++nextPts;
            return;
        }
        wrong(seconds);
        ++unexpected;
    }

    void wrong(double seconds)
    {
        if (firstWrong < 0)
            firstWrong = seconds;
    }

    bool planesOf(Planes &planes)
    {
        if (directPlanes(frame.get(), planes))
            return true;
        const auto format = static_cast<AVPixelFormat>(frame->format);
        const QSize size(frame->width, frame->height);
        if (converted.isNull() || convertedSize != size) {
            const PaddedPlanes::Shape shape{size.width(), size.height()};
            converted = PaddedPlanes::allocate(std::array{shape, shape, shape});
            convertedSize = size;
        }
        if (converted.isNull())
            return false;
        toYuv.reset(sws_getCachedContext(toYuv.release(), frame->width, frame->height, format,
                                         frame->width, frame->height, AV_PIX_FMT_YUV444P, SWS_POINT,
                                         nullptr, nullptr, nullptr));
        if (!toYuv || sws_scale(toYuv.get(), frame->data, frame->linesize, 0, frame->height,
                                converted.planes().data(), converted.strides().data()) < 0)
            return false;
        const auto plane = [this](int index) {
            return Plane{converted.plane(index), converted.stride(index), 1, 0, 0};
        };
        planes = {plane(0), plane(1), plane(2), size};
        return true;
    }

    /// The frame as it is displayed.
    QImage picture()
    {
        const auto format = static_cast<AVPixelFormat>(frame->format);
        toBgr.reset(sws_getCachedContext(toBgr.release(), frame->width, frame->height, format,
                                         frame->width, frame->height, AV_PIX_FMT_BGR24,
                                         SWS_BILINEAR, nullptr, nullptr, nullptr));
        const PaddedPlanes::Shape shape{qint64(frame->width) * 3, frame->height};
        const PaddedPlanes pixels = PaddedPlanes::allocate({&shape, 1});
        if (!toBgr || pixels.isNull() ||
            sws_scale(toBgr.get(), frame->data, frame->linesize, 0, frame->height,
                      pixels.planes().data(), pixels.strides().data()) < 0)
            return {};
        const QImage image =
            pixels.image(QSize(frame->width, frame->height), QImage::Format_BGR888);
        if (turn == Turn::None)
            return image;
        return image.transformed(QTransform().rotate(int(turn)));
    }

    Result<void> examine()
    {
        ++frames;
        checkFrame(frame.get(), *log);
        if (frame->decode_error_flags != 0 || (frame->flags & AV_FRAME_FLAG_CORRUPT))
            ++undecodable;
        if (frame->best_effort_timestamp == AV_NOPTS_VALUE) {
            wrong(0);
            ++unexpected;
            return {};
        }
        const double seconds = double(frame->best_effort_timestamp) * av_q2d(base);
        matchTime(seconds);
        const DisplayMapping mapping(QSize(frame->width, frame->height), turn);
        const QSize size = task->expectation.frameSize;
        if (!size.isEmpty() && mapping.displayedSize() != size)
            ++wrongSize;
        QList<PixelRect> masked;
        QList<PixelRect> solid;
        Ticks at = -1;
        if (!examineBoxes(seconds, mapping, masked, solid, at))
            ++undecodable;
        return sample(seconds, at, masked, solid);
    }

    bool examineBoxes(double seconds, const DisplayMapping &mapping, QList<PixelRect> &masked,
                      QList<PixelRect> &solid, Ticks &at)
    {
        const auto &boxes = task->expectation.boxes;
        while (nextBox < boxes.size() && secondsOf(boxes[nextBox].pts) < seconds - tolerance) {
            ++lostBoxes;
            ++nextBox;
        }
        Planes planes;
        bool havePlanes = false;
        bool badFrame = false;
        for (; nextBox < boxes.size() && secondsOf(boxes[nextBox].pts) <= seconds + tolerance;
             ++nextBox) {
            const BoxExpectation &box = boxes[nextBox];
            masked.append(box.rect);
            at = box.pts;
            if (!box.solid) {
                ++softBoxes;
                continue;
            }
            solid.append(box.rect);
            if (!havePlanes && !planesOf(planes))
                return false;
            havePlanes = true;
            const BoxRule rule{box.colour, nullptr, {}, box.outlined, 0};
            switch (judgeBox(planes, mapping.toCoded(box.rect), Coding::Lossy, rule)) {
            case BoxState::Solid:
            case BoxState::Labelled:
                break;
            case BoxState::Outside:
                ++outside;
                break;
            case BoxState::Mixed:
                ++badBoxes;
                badFrame = true;
                if (firstBad < 0)
                    firstBad = seconds;
                log->suspect({u"pixels"_s, -1, box.pts, box.rect, Words::tr("not of one colour")});
            }
        }
        badFrames += badFrame ? 1 : 0;
        return true;
    }

    static bool isNear(const std::set<Ticks> &times, double low, double high, double tick,
                       Ticks &found)
    {
        const auto first = times.lower_bound(Ticks(std::floor(low / tick)));
        for (auto it = first; it != times.end() && double(*it) * tick <= high; ++it) {
            if (double(*it) * tick >= low) {
                found = *it;
                return true;
            }
        }
        return false;
    }

    Result<void> sample(double seconds, Ticks at, const QList<PixelRect> &masked,
                        const QList<PixelRect> &solid)
    {
        const double low = seconds - tolerance;
        const double high = seconds + tolerance;
        Ticks when = at;
        bool looks = isNear(searchTimes, low, high, expectedBase, when);
        const bool read = isNear(ocrTimes, low, high, expectedBase, when);
        if (sampleStep > 0 && seconds >= nextSample) {
            looks = true;
            nextSample = seconds + sampleStep;
        }
        if (!looks && !read)
            return {};
        if (when < 0)
            when = Ticks(std::llround(seconds / expectedBase));
        const QImage image = picture();
        const Message place = Words::tr("%1 s").arg(seconds, 0, 'f', 3);
        if (image.isNull()) {
            for (const PictureSearch &search : task->options.searches)
                log->incomplete(search.name,
                                Words::tr("%1: the frame could not be converted").arg(place));
            if (read)
                log->incomplete(u"ocr"_s,
                                Words::tr("%1: the frame could not be converted").arg(place));
            return {};
        }
        if (looks) {
            const auto checked = searchPicture(*task, image, when, place, masked, *log);
            if (!checked)
                return checked;
        }
        return read ? readPicture(*task, image, place, when, solid, *log) : Result<void>();
    }

    Result<void> receive()
    {
        for (;;) {
            const int state = avcodec_receive_frame(codec.get(), frame.get());
            if (state == AVERROR(EAGAIN) || state == AVERROR_EOF)
                return {};
            if (state < 0) {
                ++undecodable;
                return {};
            }
            const auto examined = examine();
            av_frame_unref(frame.get());
            if (!examined)
                return examined;
            if (task->context.cancelled())
                return JobContext::cancelledError("verify/video");
        }
    }

    void report()
    {
        const auto &expected = task->expectation;
        missing += int(expected.framePts.size() - nextPts);
        if (nextPts < expected.framePts.size())
            wrong(secondsOf(expected.framePts[nextPts]));
        lostBoxes += int(expected.boxes.size() - nextBox);
        if (missing > 0 || unexpected > 0)
            log->leak(u"timestamps"_s,
                      Words::tr("%1 frames are missing and %2 stand at times that the source does "
                                "not have, first at %3 s")
                          .arg(missing)
                          .arg(unexpected)
                          .arg(firstWrong, 0, 'f', 3));
        else
            log->clean(u"timestamps"_s, expected.framePts.empty()
                                            ? Words::tr("there were no times to compare with")
                                            : Message());
        const QString pixels = u"pixels"_s;
        log->clean(pixels);
        if (badBoxes > 0)
            log->leak(pixels,
                      Words::tr("%1 masked boxes on %2 frames are not of one colour, first at %3 s")
                          .arg(badBoxes)
                          .arg(badFrames)
                          .arg(firstBad, 0, 'f', 3));
        if (wrongSize > 0)
            log->leak(pixels,
                      Words::tr("%n frame(s) have another size than expected", nullptr, wrongSize));
        if (lostBoxes > 0)
            log->leak(pixels, Words::tr("%n masked box(es) have no frame at their time", nullptr,
                                        lostBoxes));
        if (outside > 0)
            log->incomplete(pixels, Words::tr("%n masked box(es) lie outside of the picture",
                                              nullptr, outside));
        if (undecodable > 0)
            log->incomplete(pixels, Words::tr("%n frame(s) could not be decoded cleanly", nullptr,
                                              undecodable));
        if (frames == 0)
            log->incomplete(pixels, Words::tr("no frame could be decoded"));
        if (softBoxes > 0)
            log->clean(pixels, softMaskNote(softBoxes));
    }
};

VideoCheck::VideoCheck(std::unique_ptr<Private> data)
    : d(std::move(data))
{}

VideoCheck::~VideoCheck() = default;

std::unique_ptr<VideoCheck> VideoCheck::open(const Task &task, const AVStream *stream,
                                             CheckLog &log)
{
    auto data = std::make_unique<Private>();
    data->task = &task;
    data->log = &log;
    data->base = stream->time_base;
    data->turn = turnOf(stream);
    const Rational expected = task.expectation.frameTimeBase;
    data->expectedBase = expected.isValid() ? expected.toDouble() : 1.0;
    // A hair more than half a tick, for the rounding of doubles.
    data->tolerance =
        std::max(av_q2d(stream->time_base), data->expectedBase) * 0.5 * (1 + 1e-6) + 1e-9;
    data->codec = openDecoder(stream, std::clamp(QThread::idealThreadCount(), 1, 8));
    data->frame.reset(av_frame_alloc());
    if (!data->codec || !data->frame) {
        log.incomplete(u"pixels"_s, Words::tr("the video stream could not be decoded"));
        return nullptr;
    }
    data->prepareSamples(stream);
    return std::unique_ptr<VideoCheck>(new VideoCheck(std::move(data)));
}

Result<void> VideoCheck::feed(const AVPacket *packet)
{
    const int sent = avcodec_send_packet(d->codec.get(), packet);
    if (sent < 0 && sent != AVERROR_EOF)
        ++d->undecodable;
    return d->receive();
}

Result<void> VideoCheck::finish()
{
    const auto flushed = feed(nullptr);
    if (!flushed)
        return flushed;
    d->report();
    return {};
}

int VideoCheck::frames() const
{
    return d->frames;
}

} // namespace redoubt::verify
