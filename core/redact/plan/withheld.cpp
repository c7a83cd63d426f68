// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/redact/plan/withheld.h"

#include "core/base/scripts.h"

#include <algorithm>

namespace redoubt::redact {

namespace {
constexpr qsizetype kShort = 4;
}

QString foldedForMatching(const QString &text)
{
    QString folded;
    folded.reserve(text.size());
    const QString decomposed = text.normalized(QString::NormalizationForm_KD);
    for (const QChar c : decomposed) {
        if (c.isLetterOrNumber() || c.isSurrogate())
            folded += c.toCaseFolded();
    }
    return folded;
}

WithheldMatcher::WithheldMatcher(const QList<SensitiveText> &withheld)
{
    for (const SensitiveText &text : withheld) {
        const QString folded = foldedForMatching(text.reveal());
        // Scripts without spaces have no whole words to compare.
        const QList<uint> codes = folded.toUcs4();
        const bool unspaced =
            codes.size() > 1 &&
            std::all_of(codes.begin(), codes.end(), [](uint c) { return writesNoSpaces(c); });
        QStringList &list = folded.size() < kShort && !unspaced ? m_short : m_long;
        if (!folded.isEmpty() && !list.contains(folded))
            list.append(folded);
    }
}

std::vector<bool> WithheldMatcher::match(const QStringList &words) const
{
    std::vector<bool> hit(size_t(words.size()), false);
    if (isEmpty())
        return hit;
    // All words run together, with the word that each character came from.
    QString joined;
    std::vector<size_t> owner;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QString folded = foldedForMatching(words[i]);
        if (m_short.contains(folded))
            hit[size_t(i)] = true;
        joined += folded;
        owner.insert(owner.end(), size_t(folded.size()), size_t(i));
    }
    for (const QString &text : m_long) {
        for (qsizetype at = joined.indexOf(text); at >= 0; at = joined.indexOf(text, at + 1)) {
            for (size_t word = owner[size_t(at)]; word <= owner[size_t(at + text.size() - 1)];
                 ++word)
                hit[word] = true;
        }
    }
    return hit;
}

bool WithheldMatcher::occursIn(const QStringList &words) const
{
    const std::vector<bool> hit = match(words);
    return std::find(hit.begin(), hit.end(), true) != hit.end();
}

bool WithheldMatcher::occursIn(const QString &text) const
{
    return occursIn(text.simplified().split(QChar(u' '), Qt::SkipEmptyParts));
}

} // namespace redoubt::redact
