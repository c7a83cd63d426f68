// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/document/orientation.h"

#include "core/document/pngchunks.h"

#include <QTransform>
#include <QtEndian>

namespace redoubt::document {

namespace {

constexpr int kOrientationTag = 0x0112;
constexpr qsizetype kMaxExifText = 1 << 20;

/// ImageMagick's way to put a profile into text: a line with its name, one with its length, then
/// hexadecimal digits.
QByteArray rawProfile(const QByteArray &text)
{
    const qsizetype name = text.indexOf('\n', 1);
    const qsizetype length = name < 0 ? -1 : text.indexOf('\n', name + 1);
    if (length < 0)
        return {};
    return QByteArray::fromHex(text.mid(length + 1));
}

} // namespace

int exifOrientation(QByteArrayView exif)
{
    if (exif.startsWith(QByteArrayView("Exif\0\0", 6)))
        exif = exif.sliced(6);
    const bool little = exif.startsWith(QByteArrayView("II*\0", 4));
    if (!little && !exif.startsWith(QByteArrayView("MM\0*", 4)))
        return 1;
    const auto u16 = [&](qint64 at) -> quint32 {
        if (at < 0 || at + 2 > exif.size())
            return 0;
        return little ? qFromLittleEndian<quint16>(exif.data() + at)
                      : qFromBigEndian<quint16>(exif.data() + at);
    };
    const auto u32 = [&](qint64 at) -> quint32 {
        if (at < 0 || at + 4 > exif.size())
            return 0;
        return little ? qFromLittleEndian<quint32>(exif.data() + at)
                      : qFromBigEndian<quint32>(exif.data() + at);
    };
    const qint64 directory = u32(4);
    const quint32 entries = u16(directory);
    for (quint32 i = 0; i < entries; ++i) {
        const qint64 entry = directory + 2 + 12 * qint64(i);
        if (entry + 12 > exif.size())
            break;
        if (u16(entry) != kOrientationTag)
            continue;
        // The standard says SHORT; some writers use LONG.
        const quint32 value = u16(entry + 2) == 4 ? u32(entry + 8) : u16(entry + 8);
        return value >= 1 && value <= 8 ? int(value) : 1;
    }
    return 1;
}

QByteArray exifOfPng(const QByteArray &png)
{
    QByteArray fromText;
    for (const PngChunk &chunk : pngChunks(png)) {
        if (chunk.type == "eXIf")
            return chunk.body.toByteArray();
        if (!fromText.isEmpty())
            continue;
        const auto text = pngText(chunk, kMaxExifText);
        if (text && (text->keyword == "Raw profile type exif" ||
                     text->keyword == "Raw profile type APP1")) {
            // APP1 may hold XMP as well.
            const QByteArray profile = rawProfile(text->text);
            if (profile.startsWith("Exif") || profile.startsWith("II") || profile.startsWith("MM"))
                fromText = profile;
        }
    }
    return fromText;
}

QImage oriented(const QImage &image, int orientation)
{
    switch (orientation) {
    case 2:
        return image.mirrored(true, false);
    case 3:
        return image.mirrored(true, true);
    case 4:
        return image.mirrored(false, true);
    case 5:
        return image.mirrored(true, false).transformed(QTransform().rotate(270));
    case 6:
        return image.transformed(QTransform().rotate(90));
    case 7:
        return image.mirrored(true, false).transformed(QTransform().rotate(90));
    case 8:
        return image.transformed(QTransform().rotate(270));
    default:
        return image;
    }
}

} // namespace redoubt::document
