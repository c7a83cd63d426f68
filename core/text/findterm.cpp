// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text/squeezedtext.h"
#include "core/text/textfold.h"
#include "core/text/textscanner.h"

#include "core/base/longcall.h"
#include <QStringMatcher>

#include <algorithm>

namespace redoubt::text {

namespace {

constexpr qsizetype kSqueezedBlock = 1 << 20; ///< units that are squeezed at once

using Places = std::vector<TextSpan>;

void findFolded(const FoldedText &folded, const QString &needle, Places &found)
{
    const QStringMatcher matcher(needle, Qt::CaseSensitive);
    for (qsizetype at = matcher.indexIn(folded.text()); at >= 0;
         at = matcher.indexIn(folded.text(), at + 1)) {
        found.push_back(folded.toOriginal(at, at + needle.size()));
    }
}

/// The term with anything between its letters, where that is how it would be read.
void findSqueezed(const FoldedText &folded, const SqueezedTerm &term, Places &found)
{
    if (!term.anywhere)
        return;
    const qsizetype size = term.letters.size();
    const QStringMatcher matcher(term.letters, Qt::CaseSensitive);
    SqueezedText squeezed;
    for (qsizetype begin = 0; begin < folded.text().size(); begin += kSqueezedBlock) {
        squeezed.append(folded.text(), begin,
                        std::min(begin + kSqueezedBlock, folded.text().size()));
        for (qsizetype at = matcher.indexIn(squeezed.text); at >= 0;
             at = matcher.indexIn(squeezed.text, at + 1)) {
            const Places spans = squeezed.spansOf(at, size);
            if (!standsAlone(folded.text(), spans.front().first, spans.back().second,
                             term.wholeWord))
                continue;
            for (const auto &[from, to] : spans)
                found.push_back(folded.toOriginal(from, to));
        }
        const qsizetype done = std::max<qsizetype>(0, squeezed.text.size() - (size - 1));
        squeezed.text.remove(0, done);
        squeezed.origin.erase(squeezed.origin.begin(), squeezed.origin.begin() + done);
    }
}

} // namespace

std::vector<std::pair<qsizetype, qsizetype>> findTerm(QStringView text, QStringView term)
{
    longCall("text/find");
    Places found;
    const QString needle = foldKey(term).trimmed();
    if (needle.isEmpty())
        return found;
    const FoldedText folded = foldText(text, Fold::Compare);
    findFolded(folded, needle, found);
    findFolded(foldText(text, Fold::CompareUnhyphenated), needle, found);
    // A term that holds a hyphen itself may have been broken behind it.
    for (qsizetype at = needle.indexOf(u'-'); at >= 0; at = needle.indexOf(u'-', at + 1)) {
        QString broken = needle;
        findFolded(folded, broken.insert(at + 1, u' '), found);
    }
    findSqueezed(folded, SqueezedTerm(needle), found);
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

} // namespace redoubt::text
