// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text/textfold.h"
#include "core/text/textscanner.h"

#include <QStringMatcher>

#include <algorithm>

namespace redoubt::text {

namespace {

void findFolded(QStringView text, const QString &needle, Fold how,
                std::vector<std::pair<qsizetype, qsizetype>> &found)
{
    const FoldedText folded = foldText(text, how);
    const QStringMatcher matcher(needle, Qt::CaseSensitive);
    for (qsizetype at = matcher.indexIn(folded.text()); at >= 0;
         at = matcher.indexIn(folded.text(), at + 1)) {
        found.push_back(folded.toOriginal(at, at + needle.size()));
    }
}

} // namespace

std::vector<std::pair<qsizetype, qsizetype>> findTerm(QStringView text, QStringView term)
{
    std::vector<std::pair<qsizetype, qsizetype>> found;
    const QString needle = foldKey(term).trimmed();
    if (needle.isEmpty())
        return found;
    findFolded(text, needle, Fold::Compare, found);
    findFolded(text, needle, Fold::CompareUnhyphenated, found);
    // A term that holds a hyphen itself may have been broken behind it.
    for (qsizetype at = needle.indexOf(u'-'); at >= 0; at = needle.indexOf(u'-', at + 1)) {
        QString broken = needle;
        findFolded(text, broken.insert(at + 1, u' '), Fold::Compare, found);
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

} // namespace redoubt::text
