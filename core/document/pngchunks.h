// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <optional>

namespace redoubt::document {

/// One chunk of a PNG; views point into the file's bytes.
struct PngChunk
{
    QByteArrayView type;
    QByteArrayView body;
    qsizetype end = 0; ///< of the chunk, in the file
};

/// The chunks up to IEND, or to the first that is cut off. Checksums are not looked at.
QList<PngChunk> pngChunks(const QByteArray &png);

/// A text chunk: keyword (Latin-1) and unpacked text (Latin-1; UTF-8 for iTXt).
struct PngText
{
    QByteArray keyword;
    QByteArray text;
};

/// Nothing for chunks that hold no text, or packed text that may grow far beyond @a guess.
std::optional<PngText> pngText(const PngChunk &chunk, qsizetype guess);

} // namespace redoubt::document
