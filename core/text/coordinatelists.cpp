// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text/coordinatelists.h"

#include "core/text/quicklook.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace redoubt::text {

namespace {

constexpr double kScore = 0.85;

bool belongs(QChar c)
{
    return c.isDigit() || c.isSpace() || u"+-.,eE[]();"_s.contains(c);
}

bool isNumberUnit(QChar c)
{
    return c.isDigit() || c == u'.' || c == u'-' || c == u'+' || c == u'e' || c == u'E';
}

/// The positions of one list: two or three numbers that nothing but blanks and commas part.
void addPositions(QStringView text, qsizetype begin, qsizetype end, std::vector<Candidate> &out)
{
    qsizetype first = -1;
    qsizetype last = -1;
    int numbers = 0;
    bool comma = false;
    bool any = false;
    const auto finish = [&] {
        any = any || numbers >= 2;
        if (numbers > 0 && any)
            out.push_back({first, last, u"geo_coordinates"_s, kScore, u"geo.list"_s});
        first = -1;
        numbers = 0;
        comma = false;
    };
    for (qsizetype at = begin; at < end;) {
        const QChar c = text[at];
        if (c.isDigit() || ((c == u'-' || c == u'+') && at + 1 < end && text[at + 1].isDigit())) {
            qsizetype to = at;
            while (to < end && isNumberUnit(text[to]))
                ++to;
            if (first < 0)
                first = at;
            last = to;
            ++numbers;
            at = to;
            // Where commas part the numbers, a blank parts the positions, and the other way.
            const bool next = at < end && text[at] == u',';
            if (numbers == 1)
                comma = next;
            else if ((comma && !next) || (!comma && next) || numbers == 3)
                finish();
            continue;
        }
        if (!c.isSpace() && c != u',')
            finish();
        ++at;
    }
    finish();
}

} // namespace

void findCoordinateLists(QStringView text, const Stop &stop, std::vector<Candidate> &candidates)
{
    // Told quickly of nearly every text.
    if (!holdsWord(text, u"coordinates", Qt::CaseInsensitive) && !holdsWord(text, u"<pos") &&
        !holdsWord(text, u":pos") && !holdsWord(text, u"POINT") &&
        !holdsWord(text, u"LINESTRING") && !holdsWord(text, u"POLYGON"))
        return;
    static const QRegularExpression head(
        u"coordinates[\"']?\\s{0,8}[:=]?>?\\s{0,8}(?=[\\[\\d+-])|<(?:\\w{1,12}:)?pos(?:List)?[^<>]{"
        u"0,80}>|"
        "\\b(?:POINT|LINESTRING|POLYGON|MULTIPOINT|MULTILINESTRING|MULTIPOLYGON)\\s{0,2}Z?M?\\s{0,2}(?=\\()"_s,
        QRegularExpression::CaseInsensitiveOption);
    auto matches = head.globalMatch(text.toString());
    int lists = 0;
    qsizetype last = 0;
    while (matches.hasNext()) {
        if ((++lists & 0xff) == 0 && stop && stop())
            return;
        const auto match = matches.next();
        const qsizetype begin = std::max(last, match.capturedEnd());
        qsizetype end = begin;
        while (end < text.size() && belongs(text[end]))
            ++end;
        addPositions(text, begin, end, candidates);
        last = end;
    }
}

} // namespace redoubt::text
