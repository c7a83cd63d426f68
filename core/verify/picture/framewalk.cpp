// SPDX-License-Identifier: AGPL-3.0-or-later
// PNG and WebP: formats of chunks, which may hold one picture or the frames of an animation.
#include "core/verify/bytes.h"
#include "core/verify/inflate.h"
#include "core/verify/picture/picturewalk.h"

#include <QSet>

#include <algorithm>

namespace redoubt::verify {

using namespace Qt::StringLiterals;

namespace {

/// How the pixels of a PNG are coded, from its header.
struct PngHeader
{
    QSize size;
    int bitsPerPixel = 8;
    bool interlaced = false;
};

/// The bytes that the rows of a picture of @a size unpack to, filter bytes included.
qint64 unpackedSize(const PngHeader &header)
{
    const qint64 width = header.size.width();
    const qint64 height = header.size.height();
    const auto rows = [&](qint64 w, qint64 h) {
        return w > 0 && h > 0 ? ((w * header.bitsPerPixel + 7) / 8 + 1) * h : 0;
    };
    if (!header.interlaced)
        return rows(width, height);
    static constexpr int kStart[7][2] = {{0, 0}, {4, 0}, {0, 4}, {2, 0}, {0, 2}, {1, 0}, {0, 1}};
    static constexpr int kStep[7][2] = {{8, 8}, {8, 8}, {4, 8}, {4, 4}, {2, 4}, {2, 2}, {1, 2}};
    qint64 bytes = 0;
    for (int pass = 0; pass < 7; ++pass)
        bytes += rows((width - kStart[pass][0] + kStep[pass][0] - 1) / kStep[pass][0],
                      (height - kStart[pass][1] + kStep[pass][1] - 1) / kStep[pass][1]);
    return bytes;
}

class PngWalker
{
public:
    PngWalker(QByteArrayView bytes, PictureWalk &walk, CheckLog &log, const Message &where)
        : m_in(bytes)
        , m_walk(walk)
        , m_log(log)
        , m_where(where)
    {}

    void run()
    {
        qint64 at = 8;
        for (bool ended = false; !ended;) {
            const qint64 length = m_in.be32(at);
            const QByteArray type = m_in.part(at + 4, 4).toByteArray();
            if (!m_in.holds(at, 12) || !m_in.holds(at + 8, length + 4)) {
                m_log.incomplete(kMetadata, m_where + Words::tr("the PNG chunks are damaged"));
                return;
            }
            chunk(type, at + 8, length);
            ended = type == "IEND";
            at += 12 + length;
        }
        closePicture();
        if (at < m_in.size())
            m_log.leak(
                kTrailer,
                m_where + Words::tr("%1 bytes after the end of the picture").arg(m_in.size() - at));
        if (!m_animated)
            return;
        m_walk.pages = int(m_walk.extents.size());
        if (m_walk.pages != m_announced)
            m_log.incomplete(kMetadata,
                             m_where + Words::tr("the animation announces another number of frames "
                                                 "than it has"));
    }

private:
    void chunk(const QByteArray &type, qint64 at, qint64 length)
    {
        static const QSet<QByteArray> kAllowed{"PLTE", "IEND", "tRNS", "gAMA", "cHRM",
                                               "sRGB", "sBIT", "bKGD", "pHYs"};
        if (type == "IHDR") {
            m_header.size = QSize(int(std::min<quint32>(m_in.be32(at), 1U << 30)),
                                  int(std::min<quint32>(m_in.be32(at + 4), 1U << 30)));
            const int colour = m_in.u8(at + 9);
            const int channels = colour == 2 ? 3 : colour == 4 ? 2 : colour == 6 ? 4 : 1;
            m_header.bitsPerPixel = m_in.u8(at + 8) * channels;
            m_header.interlaced = m_in.u8(at + 12) != 0;
            m_walk.size = m_header.size;
        } else if (type == "IDAT") {
            data(at, length);
        } else if (type == "acTL" && length == 8 && !m_animated) {
            m_animated = true;
            m_announced = m_in.be32(at);
        } else if (type == "fcTL" && length == 26 && m_animated) {
            closePicture();
            frame(at);
        } else if (type == "fdAT" && length >= 4 && m_animated) {
            data(at + 4, length - 4);
        } else if (type == "iCCP") {
            const QByteArrayView body = m_in.part(at, length);
            const qsizetype name = body.indexOf('\0');
            const Inflated profile = inflate(
                body.sliced(std::min(body.size(), name < 0 ? body.size() : name + 2)), 1 << 20);
            if (name < 0 || !isPlainSrgbProfile(profile.bytes))
                m_log.leak(kMetadata,
                           m_where + Words::tr("a colour profile that is not plain sRGB"));
        } else if (!kAllowed.contains(type)) {
            m_log.leak(kMetadata,
                       m_where +
                           Words::tr("a PNG chunk of %1 bytes that no picture needs").arg(length));
        }
    }

    void frame(qint64 at)
    {
        const bool whole = m_in.be32(at + 4) == quint32(m_header.size.width()) &&
                           m_in.be32(at + 8) == quint32(m_header.size.height()) &&
                           m_in.be32(at + 12) == 0 && m_in.be32(at + 16) == 0 &&
                           m_in.u8(at + 24) == 0 && m_in.u8(at + 25) == 0;
        if (!whole)
            m_log.incomplete(u"pixels"_s, m_where + Words::tr("a frame of the animation is not a "
                                                              "picture of its own"));
        m_walk.extents.push_back({m_header.size, {}});
    }

    void data(qint64 at, qint64 length)
    {
        m_packed.append(m_in.part(at, length));
        m_open = true;
        if (!m_animated)
            return;
        if (m_walk.extents.empty()) {
            m_log.incomplete(u"pixels"_s,
                             m_where + Words::tr("a picture in front of the animation"));
            return;
        }
        m_walk.extents.back().parts.push_back({at, length});
    }

    /// Rows beyond the picture's height would stay in the file unseen.
    void closePicture()
    {
        if (!m_open && m_walk.extents.empty() && m_animated)
            return; // in front of the first frame
        const qint64 expected = unpackedSize(m_header);
        const InflatedSize unpacked = inflatedSize(m_packed, expected + 1);
        if (unpacked.bytes > expected || unpacked.unused > 0)
            m_log.leak(kTrailer, m_where + Words::tr("picture data beyond the last row"));
        else if (unpacked.bytes < expected || !unpacked.ended)
            m_log.incomplete(kMetadata, m_where + Words::tr("the picture data is damaged"));
        m_packed.clear();
        m_open = false;
    }

    Bytes m_in;
    PictureWalk &m_walk;
    CheckLog &m_log;
    Message m_where;
    PngHeader m_header;
    QByteArray m_packed; ///< of the picture that is being read
    bool m_open = false;
    bool m_animated = false;
    qint64 m_announced = 0;
};

class WebPWalker
{
public:
    WebPWalker(QByteArrayView bytes, PictureWalk &walk, CheckLog &log, const Message &where)
        : m_in(bytes)
        , m_walk(walk)
        , m_log(log)
        , m_where(where)
    {}

    void run()
    {
        const qint64 end = 8 + qint64(m_in.le32(4));
        const qint64 reached = chunks(12, std::min(end, m_in.size()), nullptr);
        if (reached < 0)
            return;
        if (std::min(reached, end) < m_in.size())
            m_log.leak(kTrailer, m_where + Words::tr("%1 bytes after the end of the picture")
                                               .arg(m_in.size() - std::min(reached, end)));
        if (m_animated) {
            m_walk.size = m_canvas;
            m_walk.pages = int(m_walk.extents.size());
        }
    }

private:
    /// Walks the chunks of the file, or of one frame; gives where they end, -1 for damage.
    qint64 chunks(qint64 at, qint64 end, PageExtent *frame)
    {
        while (at + 8 <= end) {
            const QByteArray type = m_in.part(at, 4).toByteArray();
            const qint64 length = m_in.le32(at + 4);
            const qint64 next = at + 8 + length + (length & 1);
            if (!m_in.holds(at + 8, length) || (frame && next > end)) {
                m_log.incomplete(kMetadata, m_where + Words::tr("the WebP chunks are damaged"));
                return -1;
            }
            QSize size;
            if (type == "VP8 ") {
                m_walk.lossy = true;
                size = QSize(m_in.le16(at + 14) & 0x3fff, m_in.le16(at + 16) & 0x3fff);
            } else if (type == "VP8L") {
                const quint32 packed = m_in.le32(at + 9);
                size = QSize(int(packed & 0x3fff) + 1, int((packed >> 14) & 0x3fff) + 1);
            } else if (type == "ICCP" && !frame) {
                if (!isPlainSrgbProfile(m_in.part(at + 8, length)))
                    m_log.leak(kMetadata,
                               m_where + Words::tr("a colour profile that is not plain sRGB"));
            } else if (type == "VP8X" && !frame) {
                m_canvas = QSize(int(le24(at + 12)) + 1, int(le24(at + 15)) + 1);
            } else if (type == "ANIM" && !frame) {
                m_animated = true;
            } else if (type == "ANMF" && !frame) {
                if (!animationFrame(at + 8, length))
                    return -1;
            } else if (type != "ALPH") {
                m_log.leak(
                    kMetadata,
                    m_where +
                        Words::tr("a WebP chunk of %1 bytes that no picture needs").arg(length));
            }
            if (frame) {
                frame->parts.push_back({at, next - at});
                if (!size.isEmpty() && size != frame->size)
                    m_log.incomplete(u"pixels"_s, m_where + notWhole());
            } else if (!size.isEmpty()) {
                m_walk.size = size;
            }
            at = next;
        }
        return at;
    }

    bool animationFrame(qint64 at, qint64 length)
    {
        PageExtent frame;
        frame.size = QSize(int(le24(at + 6)) + 1, int(le24(at + 9)) + 1);
        const bool whole = m_animated && le24(at) == 0 && le24(at + 3) == 0 &&
                           frame.size == m_canvas && m_in.u8(at + 15) == 2;
        if (!whole)
            m_log.incomplete(u"pixels"_s, m_where + notWhole());
        const bool read = length >= 16 && chunks(at + 16, at + length, &frame) >= 0;
        m_walk.extents.push_back(std::move(frame));
        return read;
    }

    static Message notWhole()
    {
        return Words::tr("a frame of the animation is not a picture of its own");
    }

    quint32 le24(qint64 at) const
    {
        return m_in.u8(at) | quint32(m_in.u8(at + 1)) << 8 | quint32(m_in.u8(at + 2)) << 16;
    }

    Bytes m_in;
    PictureWalk &m_walk;
    CheckLog &m_log;
    Message m_where;
    QSize m_canvas;
    bool m_animated = false;
};

} // namespace

void walkPng(QByteArrayView bytes, PictureWalk &walk, CheckLog &log, const Message &where)
{
    PngWalker(bytes, walk, log, where).run();
}

void walkWebP(QByteArrayView bytes, PictureWalk &walk, CheckLog &log, const Message &where)
{
    WebPWalker(bytes, walk, log, where).run();
}

} // namespace redoubt::verify
