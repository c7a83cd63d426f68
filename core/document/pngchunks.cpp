// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/document/pngchunks.h"

#include <QtEndian>

namespace redoubt::document {

namespace {

// zlib grows data at most a thousandfold, so this bounds a text to 64 MB.
constexpr qsizetype kMaxPacked = 64 * 1024;

} // namespace

QList<PngChunk> pngChunks(const QByteArray &png)
{
    QList<PngChunk> chunks;
    qsizetype at = 8;
    while (at + 12 <= png.size()) {
        const qint64 length = qFromBigEndian<quint32>(png.constData() + at);
        if (length > png.size() - at - 12)
            break;
        const QByteArrayView all(png);
        const PngChunk chunk{all.sliced(at + 4, 4), all.sliced(at + 8, qsizetype(length)),
                             at + 12 + qsizetype(length)};
        chunks.append(chunk);
        if (chunk.type == QByteArrayView("IEND"))
            break;
        at = chunk.end;
    }
    return chunks;
}

std::optional<PngText> pngText(const PngChunk &chunk, qsizetype guess)
{
    const bool international = chunk.type == QByteArrayView("iTXt");
    const bool compressed = chunk.type == QByteArrayView("zTXt");
    if (!international && !compressed && chunk.type != QByteArrayView("tEXt"))
        return std::nullopt;
    const qsizetype end = chunk.body.indexOf('\0');
    if (end <= 0)
        return std::nullopt;
    PngText text;
    text.keyword = chunk.body.first(end).toByteArray();
    QByteArray body = chunk.body.sliced(end + 1).toByteArray();
    bool packed = compressed;
    if (packed) {
        body = body.mid(1);
    } else if (international && body.size() >= 2) {
        packed = body[0] != 0;
        body = body.mid(2);
        for (int skip = 0; skip < 2; ++skip) // language, translated keyword
            body = body.mid(body.indexOf('\0') + 1);
    }
    if (packed) {
        if (body.size() > kMaxPacked)
            return std::nullopt;
        // qUncompress wants the expected size in front, as a first guess.
        QByteArray prefixed(4, '\0');
        qToBigEndian<quint32>(quint32(guess), prefixed.data());
        body = qUncompress(prefixed + body);
    }
    text.text = body;
    return text;
}

} // namespace redoubt::document
