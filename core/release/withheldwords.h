// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/sensitivetext.h"
#include "core/finding/findingtype.h"

#include <QHash>
#include <QSet>
#include <QString>
#include <QStringList>

#include <vector>

namespace redoubt::release {

/// Everything that a case withholds, for names of files and for sentences that leave with a
/// release. Case, accents and the signs between words do not matter. Texts of several words, with
/// digits or of ten and more letters count wherever they stand; single shorter words, and each
/// longer word of a person's name, only as whole words. Scripts without spaces need two characters.
/// A value: copies are cheap. In memory only.
class WithheldWords
{
public:
    /// Whether a text counts in names at all, and is no number of few digits.
    static bool isTelling(const SensitiveText &text);
    void add(const SensitiveText &text, FindingType type);
    bool isEmpty() const { return m_texts.isEmpty(); }
    /// Whether one of them stands in @a text outside of the passages @a kept.
    bool occurIn(const QString &text, const QStringList &kept = {}) const;
    /// @a text with "[…]" for each of them, outside of the passages @a kept.
    QString leaveOut(const QString &text, const QStringList &kept = {}) const;

private:
    struct Piece ///< of a text, in its characters
    {
        qsizetype begin = 0;
        qsizetype end = 0;
    };
    void addOne(const QString &text);
    /// In order, apart from each other; the first one only when @a all is false.
    std::vector<Piece> occurrences(const QString &text, const QStringList &kept, bool all) const;

    QHash<QString, bool> m_texts; ///< folded; true: as whole words only
    QSet<qsizetype> m_lengths;    ///< that occur among them
};

} // namespace redoubt::release
