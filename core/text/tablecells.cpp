// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text/tablecells.h"

#include <algorithm>
#include <array>
#include <map>

using namespace Qt::StringLiterals;

namespace redoubt::text {

namespace {

constexpr std::array<char16_t, 4> kDelimiters{u',', u'\t', u';', u'|'};
constexpr int kSampleRecords = 50;
constexpr qsizetype kSampleUnits = 256 * 1024;
/// From so many digits beside a comma on, it groups no thousands and is no decimal point.
constexpr qsizetype kOwnNumber = 4;

constexpr qsizetype kWidestPage = 400;
constexpr qsizetype kTallestBlock = 2000;
constexpr qsizetype kNarrowestGutter = 2;

/// Calls @a visit(unit, quoted) for every unit of a text with quoted cells; a quote opens only at
/// the beginning of a cell.
template <typename Visit>
void walkCells(QStringView text, QChar delimiter, const Visit &visit)
{
    bool quoted = false;
    bool atStart = true;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (quoted) {
            if (c == u'"' && i + 1 < text.size() && text[i + 1] == u'"') {
                visit(i, true);
                ++i;
                continue;
            }
            quoted = c != u'"';
            visit(i, true);
            continue;
        }
        if (c == u'"' && atStart) {
            quoted = true;
            atStart = false;
            visit(i, true);
            continue;
        }
        atStart = c == delimiter || c == u'\n' || c == u'\r';
        visit(i, false);
    }
}

qsizetype digitsBefore(QStringView text, qsizetype at)
{
    qsizetype count = 0;
    while (count < at && count < kOwnNumber && text[at - 1 - count].isDigit())
        ++count;
    return count;
}

qsizetype digitsFrom(QStringView text, qsizetype at)
{
    qsizetype count = 0;
    while (at + count < text.size() && count < kOwnNumber && text[at + count].isDigit())
        ++count;
    return count;
}

/// The end of a comma, a tab or some blanks at @a at that part two numbers, or -1.
qsizetype numberGapEnd(QStringView text, qsizetype at)
{
    if (at == 0 || !text[at - 1].isDigit())
        return -1;
    if (text[at] == u',') {
        const qsizetype after = digitsFrom(text, at + 1);
        if (after > 0 && (after >= kOwnNumber || digitsBefore(text, at) >= kOwnNumber))
            return at + 1;
        return -1;
    }
    qsizetype end = at;
    bool tab = false;
    for (; end < text.size() && (text[end] == u' ' || text[end] == u'\t'); ++end)
        tab = tab || text[end] == u'\t';
    return (tab || end - at >= 2) && digitsFrom(text, end) > 0 ? end : -1;
}

struct Line
{
    qsizetype begin;
    qsizetype end;
};

/// The stretches [from, to) of positions in a line between which the block has gutters.
std::vector<std::pair<qsizetype, qsizetype>> columnsOf(QStringView text,
                                                       const std::vector<Line> &lines)
{
    qsizetype width = 0;
    for (const Line &line : lines)
        width = std::max(width, line.end - line.begin);
    if (lines.size() < 2 || width > kWidestPage)
        return {};
    std::vector<bool> written(std::size_t(width), false);
    for (const Line &line : lines) {
        for (qsizetype i = line.begin; i < line.end; ++i) {
            if (text[i] == u'\t')
                return {};
            if (text[i] != u' ')
                written[std::size_t(i - line.begin)] = true;
        }
    }
    std::vector<std::pair<qsizetype, qsizetype>> columns;
    qsizetype blank = 0;
    for (qsizetype i = 0; i < width; ++i) {
        if (!written[std::size_t(i)]) {
            ++blank;
            continue;
        }
        if (columns.empty() || blank >= kNarrowestGutter)
            columns.emplace_back(i, i + 1);
        columns.back().second = i + 1;
        blank = 0;
    }
    return columns.size() >= 2 ? columns : std::vector<std::pair<qsizetype, qsizetype>>{};
}

void writeColumns(QStringView text, const std::vector<Line> &lines, ReadingBuilder &out)
{
    for (const auto &[from, to] : columnsOf(text, lines)) {
        for (const Line &line : lines) {
            qsizetype end = std::min(line.end, line.begin + to);
            while (end > line.begin + from && text[end - 1] == u' ')
                --end;
            if (end <= line.begin + from)
                continue;
            out.moveTo(line.begin + from);
            out.keep(end);
            out.insert(u"\n");
        }
        out.insert(u"\n");
    }
}

} // namespace

std::optional<QChar> tableDelimiter(QStringView text)
{
    const QStringView sample = text.first(std::min(text.size(), kSampleUnits));
    std::optional<QChar> best;
    qsizetype bestScore = 0;
    for (const char16_t delimiter : kDelimiters) {
        std::map<int, int> records; // by how many delimiters they hold
        int inRecord = 0;
        int total = 0;
        bool empty = true;
        walkCells(sample, delimiter, [&](qsizetype i, bool quoted) {
            if (total >= kSampleRecords)
                return;
            empty = empty && sample[i].isSpace();
            if (quoted)
                return;
            inRecord += sample[i] == delimiter ? 1 : 0;
            if (sample[i] != u'\n')
                return;
            if (!empty || inRecord > 0) {
                ++records[inRecord];
                ++total;
            }
            inRecord = 0;
            empty = true;
        });
        if (total < kSampleRecords && (inRecord > 0 || !empty)) {
            ++records[inRecord];
            ++total;
        }
        records.erase(0);
        for (const auto &[count, lines] : records) {
            // Equally full lines tell more than many cells in few of them, and a comma less than
            // the others, since it stands in numbers.
            const qsizetype share = qsizetype(lines) * 1000 / std::max(total, 1);
            const qsizetype sure = share >= 900 && delimiter != u',' ? 1'000'000 : 0;
            const qsizetype score = sure + share * 100 + std::min(count, 99);
            if (lines * 2 >= total && score > bestScore) {
                bestScore = score;
                best = QChar(delimiter);
            }
        }
    }
    return best;
}

std::optional<Reading> readCells(QStringView text, Cells cells)
{
    ReadingBuilder out(text);
    const auto delimiter = cells == Cells::Table ? tableDelimiter(text) : std::nullopt;
    if (delimiter) {
        walkCells(text, *delimiter, [&](qsizetype i, bool quoted) {
            if (!quoted && text[i] == *delimiter && *delimiter != u';') {
                out.keep(i);
                out.exchange(u';');
            } else if (quoted && text[i] == u'"' && i + 1 < text.size() && text[i + 1] == u'"' &&
                       i >= out.position() && i > 0 && text[i - 1] != *delimiter) {
                out.keep(i);
                out.replace(i + 2, u"\"");
            }
        });
    } else {
        for (qsizetype at = 0; at < text.size(); ++at) {
            const QChar c = text[at];
            if (c != u',' && c != u' ' && c != u'\t')
                continue;
            if (const qsizetype end = numberGapEnd(text, at); end > 0) {
                out.keep(at);
                out.exchange(u';');
                at = end - 1;
            }
        }
    }
    if (!out.changed())
        return std::nullopt;
    return out.finish();
}

std::optional<Reading> readColumns(QStringView text)
{
    if (!text.contains(u"  "))
        return std::nullopt;
    ReadingBuilder out(text);
    std::vector<Line> block;
    int spaced = 0;
    const auto finishBlock = [&] {
        if (spaced >= 2)
            writeColumns(text, block, out);
        block.clear();
        spaced = 0;
    };
    for (qsizetype begin = 0; begin < text.size();) {
        qsizetype end = text.indexOf(u'\n', begin);
        end = end < 0 ? text.size() : end;
        const qsizetype next = end + 1;
        while (end > begin && (text[end - 1] == u'\r' || text[end - 1] == u' '))
            --end;
        qsizetype first = begin;
        while (first < end && text[first] == u' ')
            ++first;
        if (first == end) {
            finishBlock();
        } else {
            if (qsizetype(block.size()) >= kTallestBlock)
                finishBlock();
            block.push_back({begin, end});
            spaced += text.sliced(first, end - first).contains(u"  ") ? 1 : 0;
        }
        begin = next;
    }
    finishBlock();
    if (!out.changed())
        return std::nullopt;
    return out.stop();
}

} // namespace redoubt::text
