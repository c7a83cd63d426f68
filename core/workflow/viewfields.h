// SPDX-License-Identifier: AGPL-3.0-or-later
// How pictures, sound and pages travel. Internal to core/workflow.
#pragma once

#include "core/worker/cborfields.h"
#include "core/workflow/itemviewer.h"
#include "core/workflow/jobfields.h"

#include <QPixelFormat>

#include <algorithm>
#include <cstring>
#include <span>

namespace redoubt::worker {

/// What a job that takes orders has opened.
enum class ViewKind { Pictures, Sound, Pages };
template <>
inline constexpr ViewKind kLastEnumerator<ViewKind> = ViewKind::Pages;
/// The orders; Open comes first.
enum class ViewOrder { Open, Next, Skip, Seek, SetMaxSize, PageSize, Render };
template <>
inline constexpr ViewOrder kLastEnumerator<ViewOrder> = ViewOrder::Render;
template <>
inline constexpr media::StreamKind kLastEnumerator<media::StreamKind> = media::StreamKind::Unknown;
template <>
inline constexpr media::PictureStream::SeekTo kLastEnumerator<media::PictureStream::SeekTo> =
    media::PictureStream::SeekTo::Start;
template <>
inline constexpr document::WordSource kLastEnumerator<document::WordSource> =
    document::WordSource::Hidden;
template <>
inline constexpr document::Ocr kLastEnumerator<document::Ocr> = document::Ocr::Always;
template <>
inline constexpr QImage::Format
    kLastEnumerator<QImage::Format> = QImage::Format(QImage::NImageFormats - 1);

/// Formats that readers give. Others could have colour tables and depths of their own.
inline bool isPlain(QImage::Format format)
{
    return format == QImage::Format_RGB32 || format == QImage::Format_ARGB32 ||
           format == QImage::Format_ARGB32_Premultiplied || format == QImage::Format_RGB888 ||
           format == QImage::Format_BGR888 || format == QImage::Format_Grayscale8 ||
           format == QImage::Format_Alpha8;
}

/// Row by row without padding, in the bytes or in the area. A picture of another format travels as
/// Format_ARGB32.
template <typename Io>
void fields(Io &io, QImage &image)
{
    QImage::Format format =
        image.isNull() || isPlain(image.format()) ? image.format() : QImage::Format_ARGB32;
    QSize size = image.size();
    QByteArray pixels;
    qint64 shared = -1; ///< where in the area
    const auto rowBytes = [&] {
        return qsizetype(size.width()) * (QImage::toPixelFormat(format).bitsPerPixel() / 8);
    };
    if constexpr (!ReadsFields<Io>) {
        if (!image.isNull()) {
            const QImage plain = image.format() == format ? image : image.convertToFormat(format);
            char *out = io.area() ? io.area()->take(rowBytes() * size.height()) : nullptr;
            if (out) {
                shared = io.area()->offsetOf(out);
            } else {
                pixels.resize(rowBytes() * size.height());
                out = pixels.data();
            }
            for (int y = 0; y < size.height(); ++y)
                std::memcpy(out + y * rowBytes(), plain.constScanLine(y), size_t(rowBytes()));
        }
    }
    io(format, size, pixels, shared);
    if constexpr (ReadsFields<Io>) {
        constexpr int kLargestSide = 32767;
        image = QImage();
        if (size.isEmpty() && pixels.isEmpty() && shared == -1)
            return;
        if (!isPlain(format) || size.isEmpty() || size.width() > kLargestSide ||
            size.height() > kLargestSide) {
            io.refuse();
            return;
        }
        std::span<const char> in(pixels.constData(), size_t(pixels.size()));
        if (shared != -1)
            in = io.area() && pixels.isEmpty() ? io.area()->at(shared, rowBytes() * size.height())
                                               : std::span<const char>();
        if (qsizetype(in.size()) != rowBytes() * size.height()) {
            io.refuse();
            return;
        }
        image = QImage(size, format);
        if (image.isNull()) {
            io.refuse();
            return;
        }
        for (int y = 0; y < size.height(); ++y)
            std::memcpy(image.scanLine(y), in.data() + y * rowBytes(), size_t(rowBytes()));
    }
}

template <typename Io>
void fields(Io &io, QSizeF &s)
{
    double w = s.width();
    double h = s.height();
    io(w, h);
    if constexpr (ReadsFields<Io>) {
        s = QSizeF(w, h);
        if (!std::isfinite(w) || !std::isfinite(h))
            io.refuse();
    }
}

// ---- Media

/// An enumeration without numbers in a row: by its degrees.
struct SentTurn
{
    Turn turn = Turn::None;
};
template <typename Io>
void fields(Io &io, SentTurn &t)
{
    int degrees = int(t.turn);
    io(degrees);
    if constexpr (ReadsFields<Io>) {
        if (degrees == 0 || degrees == 90 || degrees == 180 || degrees == 270)
            t.turn = Turn(degrees);
        else
            io.refuse();
    }
}

template <typename Io>
void fields(Io &io, media::StreamInfo &s)
{
    SentTurn turn{s.turn};
    io(s.index, s.kind, s.codec, s.timeBase, s.startPts, s.duration, s.codedSize, turn, s.frameRate,
       s.attachedPicture, s.sampleRate, s.channels);
    if constexpr (ReadsFields<Io>)
        s.turn = turn.turn;
}
template <typename Io>
void fields(Io &io, media::VideoReadOptions &o)
{
    io(o.maxSize, o.format, o.decoderThreads);
}
template <typename Io>
void fields(Io &io, media::AudioReadOptions &o)
{
    io(o.sampleRate);
}
template <typename Io>
void fields(Io &io, media::VideoFrame &f)
{
    SentTurn turn{f.turn};
    io(f.pts, f.duration, f.image, f.sourceSize, f.corrupt, turn, f.interlaced, f.pixelFormat);
    if constexpr (ReadsFields<Io>)
        f.turn = turn.turn;
}
/// Samples as they lie in memory: both ends are of one build, and of one machine or its like.
template <typename Io>
void fields(Io &io, media::AudioBlock &b)
{
    std::vector<QByteArray> channels;
    for (const std::vector<float> &channel : b.channels)
        channels.emplace_back(reinterpret_cast<const char *>(channel.data()),
                              qsizetype(channel.size() * sizeof(float)));
    io(b.firstSample, channels);
    if constexpr (ReadsFields<Io>) {
        b.channels.clear();
        for (const QByteArray &bytes : channels) {
            if (bytes.size() != channels.front().size() || bytes.size() % sizeof(float) != 0) {
                io.refuse();
                return;
            }
            std::vector<float> &channel = b.channels.emplace_back(bytes.size() / sizeof(float));
            if (!channel.empty())
                std::memcpy(channel.data(), bytes.constData(), size_t(bytes.size()));
            for (float &sample : channel)
                sample = std::isfinite(sample) ? sample : 0.f;
        }
    }
}
template <typename Io>
void fields(Io &io, media::FrameIndex::Entry &e)
{
    io(e.pts, e.key);
}
template <typename Io>
void fields(Io &io, media::FrameIndex &i)
{
    io(i.frames);
    if constexpr (ReadsFields<Io>) {
        if (!std::is_sorted(i.frames.begin(), i.frames.end(),
                            [](const auto &a, const auto &b) { return a.pts < b.pts; }))
            io.refuse();
    }
}
struct SentLevel
{
    qint64 samplesPerBucket = 0;
    QByteArray peaks;
};
template <typename Io>
void fields(Io &io, SentLevel &l)
{
    io(l.samplesPerBucket, l.peaks);
}
template <typename Io>
void fields(Io &io, media::Waveform &w)
{
    int rate = w.sampleRate();
    qint64 count = w.sampleCount();
    std::vector<SentLevel> sent;
    for (const media::Waveform::Level &level : w.levels()) {
        SentLevel &out = sent.emplace_back();
        out.samplesPerBucket = level.samplesPerBucket;
        for (const media::Peak peak : level.peaks)
            out.peaks.append(char(peak.low)).append(char(peak.high));
    }
    io(rate, count, sent);
    if constexpr (ReadsFields<Io>) {
        std::vector<media::Waveform::Level> levels;
        for (const SentLevel &level : sent) {
            media::Waveform::Level &in = levels.emplace_back();
            in.samplesPerBucket = level.samplesPerBucket;
            for (qsizetype i = 0; i + 1 < level.peaks.size(); i += 2)
                in.peaks.push_back({qint8(level.peaks[i]), qint8(level.peaks[i + 1])});
        }
        auto waveform = media::Waveform::fromLevels(rate, count, std::move(levels));
        if (waveform)
            w = *std::move(waveform);
        else
            io.refuse();
    }
}

// ---- Small pictures

template <typename Io>
void fields(Io &io, QRectF &r)
{
    double x = r.x();
    double y = r.y();
    double w = r.width();
    double h = r.height();
    io(x, y, w, h);
    if constexpr (ReadsFields<Io>)
        r = QRectF(x, y, w, h);
}
template <typename Io>
void fields(Io &io, Span &s)
{
    io(s.stream, s.time, s.channels);
}
template <typename Io>
void fields(Io &io, medium::Detail &d)
{
    io(d.id, d.stream, d.pts, d.page, d.rect, d.span);
}
struct SentDetail
{
    FindingId id;
    QImage image;
};
template <typename Io>
void fields(Io &io, SentDetail &d)
{
    io(d.id, d.image);
}
template <typename Io>
void fields(Io &io, medium::WholePicture &w)
{
    io(w.image, w.scale);
    if constexpr (ReadsFields<Io>) {
        if (!std::isfinite(w.scale) || w.scale <= 0)
            io.refuse();
    }
}
template <typename Io>
void fields(Io &io, casefile::ItemStream &s)
{
    io(s.index, s.modality, s.codec, s.size, s.timeBase, s.seconds, s.sampleRate, s.channels);
}

// ---- Documents

template <typename Io>
void fields(Io &io, document::LoadOptions &o)
{
    io(o.ocr, o.languages, o.threads, o.maxPages, o.onlyPage);
}
template <typename Io>
void fields(Io &io, document::Word &w)
{
    io(w.begin, w.end, w.box, w.source, w.confidence);
}
template <typename Io>
void fields(Io &io, document::Page &p)
{
    io(p.size, p.begin, p.end, p.words, p.hasTextLayer);
}
template <typename Io>
void fields(Io &io, document::MetadataField &f)
{
    io(f.path, f.value);
}
/// Words and pages lie inside of the text, which those who use them need not check.
template <typename Io>
void fields(Io &io, document::DocModel &m)
{
    io(m.kind, m.table, m.text, m.pages, m.metadata, m.notExamined, m.encoding,
       m.encodingConfidence);
    if constexpr (ReadsFields<Io>) {
        const auto inside = [&m](qsizetype begin, qsizetype end) {
            return begin >= 0 && begin <= end && end <= m.text.size();
        };
        const bool sound =
            std::all_of(m.pages.begin(), m.pages.end(), [&](const document::Page &page) {
                return inside(page.begin, page.end) &&
                       std::all_of(page.words.begin(), page.words.end(),
                                   [&](const document::Word &word) {
                                       return inside(word.begin, word.end);
                                   });
            });
        if (!sound)
            io.refuse();
    }
}

} // namespace redoubt::worker
