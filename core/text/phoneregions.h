// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/text/contextscorer.h"

#include <QStringList>
#include <QStringView>

#include <vector>

namespace redoubt::text {

/// Tells from which countries telephone numbers in a text may be, besides the one that was asked
/// for: a number behind "電話は" is a Japanese one, whoever reads it. Immutable; thread-safe.
class PhoneRegions
{
public:
    PhoneRegions();
    /// Regions of the languages whose label for telephones stands last in @a before (lower case),
    /// the text in front of a number, with no other number in between.
    QStringList labelled(QStringView before) const;
    /// Regions whose script stands near text[begin, end).
    static QStringList written(QStringView text, qsizetype begin, qsizetype end);

private:
    struct Language
    {
        WordSet labels;
        QStringList regions;
    };
    std::vector<Language> m_languages;
    WordSet m_labels; ///< of all languages
};

} // namespace redoubt::text
