// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/sensitivetext.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <vector>

namespace redoubt::redact {

/// Finds withheld text in a sequence of words, whatever its case, accents, spacing and
/// punctuation. Texts of fewer than four letters or digits count only as whole words.
class WithheldMatcher
{
public:
    explicit WithheldMatcher(const QList<SensitiveText> &withheld);
    bool isEmpty() const { return m_long.isEmpty() && m_short.isEmpty(); }
    /// For every word whether it is part of an occurrence.
    std::vector<bool> match(const QStringList &words) const;
    bool occursIn(const QStringList &words) const;
    bool occursIn(const QString &text) const;

private:
    QStringList m_long;
    QStringList m_short;
};

/// Letters and digits only, without case and accents.
QString foldedForMatching(const QString &text);

} // namespace redoubt::redact
