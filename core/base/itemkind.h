// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace redoubt {

/// What an item is, decided by its content. Saved as the strings of toString().
enum class ItemKind {
    Video,
    Audio,
    Image,
    Pdf,
    Text,   ///< plain text, Markdown, logs
    Csv,    ///< comma, semicolon or tab separated
    Office, ///< OOXML, OpenDocument
    Mail,
    Html,
    Json,
    Dicom,
    Archive,
    Empty, ///< a file of zero bytes
    Unknown
};

QString toString(ItemKind kind);
std::optional<ItemKind> itemKindFromString(QStringView text);
/// Words for people ("Picture").
QString displayName(ItemKind kind);

/// What a key or a grant is cut by (DESIGN 7).
enum class Modality { Video, Audio, Image, Text, Meta, Identity };

QString toString(Modality modality);
std::optional<Modality> modalityFromString(QStringView text);

/// Something that could not be examined, for "not examined is never clean".
struct NotExamined
{
    QString what; ///< "page 3", "stream 2", "12.4 s to 13.0 s"
    QString why;
    bool operator==(const NotExamined &) const = default;
};

} // namespace redoubt
