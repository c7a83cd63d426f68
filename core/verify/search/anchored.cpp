// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/verify/search/anchored.h"

#include "core/verify/search/patternset.h"

#include <QHash>

#include <vector>

namespace redoubt::verify {

namespace {

/// How often each pattern stands in @a text; patterns may overlap.
std::vector<int> countsOf(const QList<QByteArray> &patterns, const QByteArray &text)
{
    std::vector<int> counts(std::size_t(patterns.size()), 0);
    PatternSet set;
    for (int i = 0; i < int(patterns.size()); ++i) {
        if (set.add(patterns[i], PatternSet::Case::Exact, i))
            continue;
        // Below three bytes: a text that holds little more than this.
        for (qsizetype at = text.indexOf(patterns[i]); at >= 0;
             at = text.indexOf(patterns[i], at + 1))
            ++counts[std::size_t(i)];
    }
    set.scan({text.constData(), std::size_t(text.size())},
             [&](int tag, qsizetype, qsizetype) { ++counts[std::size_t(tag)]; });
    return counts;
}

} // namespace

int withheldAtPlaces(const Expectation &expectation, const QString &text)
{
    if (expectation.anchored.empty())
        return 0;
    QList<QByteArray> patterns;
    QHash<QByteArray, int> known;
    for (const AnchoredText &place : expectation.anchored) {
        const QByteArray pattern =
            (place.before.reveal() + place.text.reveal() + place.after.reveal()).toUtf8();
        if (!pattern.isEmpty() && !known.contains(pattern)) {
            known.insert(pattern, int(patterns.size()));
            patterns.append(pattern);
        }
    }
    const auto allowed = countsOf(patterns, expectation.redactedText.reveal().toUtf8());
    const auto there = countsOf(patterns, text.toUtf8());
    int found = 0;
    for (std::size_t i = 0; i < there.size(); ++i)
        found += there[i] > allowed[i] ? 1 : 0;
    return found;
}

Message placesNote(int strings, int all)
{
    return strings == 0
               ? Message()
               : Words::tr("%1 of %2 text(s) are short or common words: they were looked for at "
                           "their places only, the others everywhere")
                     .arg(strings)
                     .arg(all);
}

} // namespace redoubt::verify
