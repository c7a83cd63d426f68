// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/itemkind.h"
#include "core/finding/decision.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace redoubt::test {

/// A small item of one kind, and marks that fit it.
struct MediumSample
{
    QByteArray bytes;
    QString name;          ///< with the usual suffix
    QList<MarkSpec> marks; ///< two or more, apart from each other; they name the file
};

/// Of the media of the programs, made on the spot; nothing for a kind without a sample.
std::optional<MediumSample> sampleOf(ItemKind kind);

/// Names that stand in samples with text, and nowhere else.
inline const QString kFirstSecret = QStringLiteral("Zebedee Quillfeather");
inline const QString kSecondSecret = QStringLiteral("Marmaduke Poltwhistle");

/// Marks on these names in a file.
QList<MarkSpec> secretMarks(const QString &file);

} // namespace redoubt::test
