// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/verify/picture/picturewalk.h"

#include "core/verify/bytes.h"
#include "core/verify/inflate.h"

#include <QSet>

#include <algorithm>

namespace redoubt::verify {

using namespace Qt::StringLiterals;

namespace {

bool isStartOfFrame(int marker)
{
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

/// Rounding to steps of q leaves a mean square error of q * q / 12, and the transform keeps its
/// sum: the mean of the coarsest table. Bounded, since a table that leaves nothing proves nothing.
double quantiserError(const Bytes &tables)
{
    constexpr double kMost = 400;
    double worst = 0;
    for (qint64 at = 0; tables.holds(at, 1);) {
        const bool wide = tables.u8(at) >> 4 != 0;
        ++at;
        if (!tables.holds(at, wide ? 128 : 64))
            break;
        double sum = 0;
        for (int i = 0; i < 64; ++i) {
            const double step = wide ? tables.be16(at + 2 * i) : tables.u8(at + i);
            sum += step * step / 12;
        }
        worst = std::max(worst, sum / 64);
        at += wide ? 128 : 64;
    }
    return std::min(worst, kMost);
}

} // namespace

PictureFormat pictureFormatOf(QByteArrayView bytes)
{
    if (bytes.startsWith("\xff\xd8\xff"))
        return PictureFormat::Jpeg;
    if (bytes.startsWith("\x89PNG\r\n\x1a\n"))
        return PictureFormat::Png;
    if (bytes.startsWith(QByteArrayView("II*\0", 4)) ||
        bytes.startsWith(QByteArrayView("MM\0*", 4)))
        return PictureFormat::Tiff;
    if (bytes.startsWith("RIFF") && bytes.size() >= 12 && bytes.sliced(8).startsWith("WEBP"))
        return PictureFormat::WebP;
    return PictureFormat::Unknown;
}

bool isPlainSrgbProfile(QByteArrayView profile)
{
    const Bytes in(profile);
    if (in.size() < 132 || in.size() > (1 << 16) || in.part(36, 4) != QByteArrayView("acsp") ||
        in.part(16, 4) != QByteArrayView("RGB "))
        return false;
    static const QSet<QByteArray> kAllowed{"desc", "cprt", "wtpt", "bkpt", "rXYZ", "gXYZ", "bXYZ",
                                           "rTRC", "gTRC", "bTRC", "chad", "chrm", "dmnd", "dmdd",
                                           "vued", "view", "lumi", "meas", "tech"};
    const qint64 count = in.be32(128);
    if (count > 64)
        return false;
    bool isSrgb = false;
    for (qint64 i = 0; i < count; ++i) {
        const qint64 at = 132 + 12 * i;
        if (!in.holds(at, 12) || !kAllowed.contains(in.part(at, 4).toByteArray()))
            return false;
        const QByteArrayView data = in.part(in.be32(at + 4), in.be32(at + 8));
        QByteArray plain = data.toByteArray();
        plain.replace('\0', QByteArray()); // "mluc" texts are UTF-16
        if (in.part(at, 4) == QByteArrayView("desc"))
            isSrgb = plain.contains("sRGB");
    }
    return isSrgb;
}

namespace {

QString hex(int marker)
{
    return u"%1"_s.arg(marker, 2, 16, QChar(u'0'));
}

} // namespace

void walkJpeg(QByteArrayView bytes, PictureWalk &walk, CheckLog &log, const Message &where)
{
    const Bytes in(bytes);
    walk.lossy = true;
    QByteArray profile;
    qint64 at = 2;
    bool ended = false;
    while (!ended) {
        if (in.u8(at) != 0xff || !in.holds(at, 2)) {
            log.incomplete(kMetadata, where + Words::tr("the JPEG markers are damaged"));
            return;
        }
        while (in.u8(at + 1) == 0xff && in.holds(at, 2)) // fill bytes
            ++at;
        const int marker = in.u8(at + 1);
        at += 2;
        if (marker == 0xd9) {
            ended = true;
            break;
        }
        if (marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8))
            continue;
        const qint64 length = in.be16(at);
        if (length < 2 || !in.holds(at, length)) {
            log.incomplete(kMetadata, where + Words::tr("the JPEG markers are damaged"));
            return;
        }
        const QByteArrayView body = in.part(at + 2, length - 2);
        if (isStartOfFrame(marker)) {
            walk.size = QSize(in.be16(at + 5), in.be16(at + 3));
        } else if (marker == 0xdb) {
            walk.quantiserError = std::max(walk.quantiserError, quantiserError(Bytes(body)));
        } else if (marker == 0xe0) {
            const bool jfif = body.startsWith(QByteArrayView("JFIF\0", 5)) && body.size() == 14;
            if (!jfif)
                log.leak(kMetadata,
                         where + Words::tr("an APP0 segment holds more than the format needs"));
        } else if (marker == 0xe2 && body.startsWith(QByteArrayView("ICC_PROFILE\0", 12))) {
            profile.append(body.sliced(std::min<qsizetype>(14, body.size())));
        } else if (marker == 0xee && body.startsWith("Adobe") && body.size() == 12) {
            // How the colours are coded; needed to read CMYK and RGB pictures.
        } else if ((marker >= 0xe1 && marker <= 0xef) || marker == 0xfe) {
            log.leak(kMetadata,
                     where +
                         Words::tr("JPEG segment 0x%1 of %2 bytes").arg(hex(marker)).arg(length));
        } else if (marker != 0xc4 && marker != 0xda && marker != 0xdd && marker != 0xdc &&
                   marker != 0xcc) {
            log.incomplete(kMetadata,
                           where + Words::tr("JPEG segment 0x%1 is not known").arg(hex(marker)));
        }
        at += length;
        if (marker != 0xda)
            continue;
        // Entropy-coded data: up to the next marker that is neither stuffing nor a restart.
        while (in.holds(at, 2) && (in.u8(at) != 0xff || in.u8(at + 1) == 0 ||
                                   (in.u8(at + 1) >= 0xd0 && in.u8(at + 1) <= 0xd7)))
            ++at;
    }
    if (!profile.isEmpty() && !isPlainSrgbProfile(profile))
        log.leak(kMetadata, where + Words::tr("a colour profile that is not plain sRGB"));
    if (at < in.size())
        log.leak(kTrailer,
                 where + Words::tr("%1 bytes after the end of the picture").arg(in.size() - at));
}

PictureWalk walkPicture(QByteArrayView bytes, CheckLog &log, const Message &where)
{
    PictureWalk walk;
    walk.format = pictureFormatOf(bytes);
    if (walk.format == PictureFormat::Unknown) {
        log.incomplete(
            kMetadata,
            where + Words::tr("this picture format is not walked; write JPEG, PNG, TIFF or WebP"));
        return walk;
    }
    log.clean(kMetadata);
    log.clean(kTrailer);
    switch (walk.format) {
    case PictureFormat::Jpeg:
        walkJpeg(bytes, walk, log, where);
        break;
    case PictureFormat::Png:
        walkPng(bytes, walk, log, where);
        break;
    case PictureFormat::Tiff:
        walkTiff(bytes, walk, log, where);
        break;
    case PictureFormat::WebP:
        walkWebP(bytes, walk, log, where);
        break;
    case PictureFormat::Unknown:
        break;
    }
    return walk;
}

} // namespace redoubt::verify
