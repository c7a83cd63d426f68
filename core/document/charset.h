// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>
#include <vector>

namespace redoubt::document {

/// Encodings of before Unicode, by their usual names ("Shift_JIS", "KOI8-R", "windows-1251").

/// Bytes as text, and where each unit of it begins in them.
struct DecodedText
{
    QString text;
    std::vector<quint32> places; ///< of each unit, and the number of bytes at the end
    qsizetype malformed = 0;     ///< characters that are none in this encoding; U+FFFD in the text
};

/// Requires: fewer than 2^31 bytes. Nothing when ICU does not know the encoding.
std::optional<DecodedText> decodeCharset(const QString &name, QByteArrayView bytes);

/// Text as bytes; characters that the encoding lacks become '?'.
std::optional<QByteArray> encodeCharset(const QString &name, QStringView text);

/// Whether what a byte means depends on the bytes long before it (ISO-2022).
bool isStateful(const QString &name);

struct CharsetGuess
{
    QString name;
    double confidence = 0; ///< 0..1; what is below kSureCharset needs a person
};
constexpr double kSureCharset = 0.5;

/// The encoding that makes most sense of bytes that are no Unicode: by the rows of characters that
/// texts in it use, by the letters of a script and their case, and by the letters of languages
/// (ICU). A guess on few bytes is no sure one.
CharsetGuess guessCharset(QByteArrayView bytes);

} // namespace redoubt::document
