// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/redact/picture/imagewriters.h"

#include <zlib.h>

#include <QtEndian>

#include <algorithm>

namespace redoubt::redact {

namespace {

constexpr qint64 kMaxAnimation = 1LL << 30;

Error notWritten()
{
    return Error(ErrorKind::Internal, "redact/animation");
}

QByteArray big32(quint32 value)
{
    QByteArray bytes(4, '\0');
    qToBigEndian<quint32>(value, bytes.data());
    return bytes;
}

QByteArray little(quint32 value, int count)
{
    QByteArray bytes;
    for (int i = 0; i < count; ++i)
        bytes += char(value >> (8 * i));
    return bytes;
}

QByteArray pngChunk(const char *type, const QByteArray &body)
{
    const QByteArray named = QByteArray(type, 4) + body;
    const uLong sum =
        crc32(0, reinterpret_cast<const Bytef *>(named.constData()), uInt(named.size()));
    return big32(quint32(body.size())) + named + big32(quint32(sum));
}

QByteArray riffChunk(const char *type, const QByteArray &body)
{
    return QByteArray(type, 4) + little(quint32(body.size()), 4) + body +
           QByteArray(body.size() & 1, '\0');
}

} // namespace

ApngWriter::ApngWriter(const Playback &playback)
    : m_playback(playback)
{}

Result<void> ApngWriter::addFrame(const QImage &image, int delayMs)
{
    if (m_frames >= m_playback.frames || image.size() != m_playback.size)
        return notWritten();
    // One kind of pixels for all frames: they share one header.
    const auto png = encodePng(image.convertToFormat(QImage::Format_ARGB32));
    if (!png)
        return png.error();
    if (m_bytes.size() + png->size() > kMaxAnimation)
        return Error(ErrorKind::Limit, "redact/animation");
    if (m_frames == 0)
        m_bytes = png->left(33) + // signature and header
                  pngChunk("acTL", big32(quint32(m_playback.frames)) +
                                       big32(quint32(std::max(0, m_playback.plays))));
    QByteArray control = big32(m_sequence++) + big32(quint32(image.width())) +
                         big32(quint32(image.height())) + big32(0) + big32(0);
    QByteArray delay(4, '\0');
    qToBigEndian<quint16>(quint16(std::clamp(delayMs, 0, 65535)), delay.data());
    qToBigEndian<quint16>(1000, delay.data() + 2);
    control += delay + QByteArray(2, '\0'); // leave the frame; replace what was there
    m_bytes += pngChunk("fcTL", control);
    for (qsizetype at = 33; at + 12 <= png->size();) {
        const qint64 length = qFromBigEndian<quint32>(png->constData() + at);
        if (length > png->size() - at - 12)
            return notWritten();
        const QByteArray body = png->mid(at + 8, qsizetype(length));
        if (png->mid(at + 4, 4) == "IDAT")
            m_bytes += m_frames == 0 ? pngChunk("IDAT", body)
                                     : pngChunk("fdAT", big32(m_sequence++) + body);
        at += 12 + qsizetype(length);
    }
    ++m_frames;
    return {};
}

Result<QByteArray> ApngWriter::finish()
{
    if (m_frames != m_playback.frames || m_frames == 0)
        return notWritten();
    return std::move(m_bytes) + pngChunk("IEND", {});
}

AnimatedWebPWriter::AnimatedWebPWriter(const Playback &playback, WebPQuality quality)
    : m_playback(playback)
    , m_quality(quality)
{}

Result<void> AnimatedWebPWriter::addFrame(const QImage &image, int delayMs)
{
    if (m_frames >= m_playback.frames || image.size() != m_playback.size)
        return notWritten();
    const auto webp = encodeWebP(image, m_quality);
    if (!webp)
        return webp.error();
    QByteArray frame = little(0, 3) + little(0, 3) + little(quint32(image.width() - 1), 3) +
                       little(quint32(image.height() - 1), 3) +
                       little(quint32(std::clamp(delayMs, 0, 0xFFFFFF)), 3) +
                       QByteArray(1, '\2'); // no blending, leave the frame
    for (qsizetype at = 12; at + 8 <= webp->size();) {
        const qint64 length = qFromLittleEndian<quint32>(webp->constData() + at + 4);
        const qint64 whole = 8 + length + (length & 1);
        if (whole > webp->size() - at)
            return notWritten();
        if (webp->mid(at, 4) != "VP8X") // belongs to the file, not to a frame
            frame += webp->mid(at, qsizetype(whole));
        at += qsizetype(whole);
    }
    if (m_chunks.size() + frame.size() > kMaxAnimation)
        return Error(ErrorKind::Limit, "redact/animation");
    m_chunks += riffChunk("ANMF", frame);
    ++m_frames;
    return {};
}

Result<QByteArray> AnimatedWebPWriter::finish()
{
    if (m_frames != m_playback.frames || m_frames == 0)
        return notWritten();
    const QByteArray header = QByteArray(1, '\x12') + QByteArray(3, '\0') + // animation, alpha
                              little(quint32(m_playback.size.width() - 1), 3) +
                              little(quint32(m_playback.size.height() - 1), 3);
    const QByteArray control =
        little(0, 4) + little(quint32(std::clamp(m_playback.plays, 0, 0xFFFF)), 2);
    const QByteArray body =
        "WEBP" + riffChunk("VP8X", header) + riffChunk("ANIM", control) + m_chunks;
    return riffChunk("RIFF", body);
}

} // namespace redoubt::redact
