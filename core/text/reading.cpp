// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text/reading.h"

#include <algorithm>

namespace redoubt::text {

std::size_t Reading::pieceAt(qsizetype unit) const
{
    const auto next =
        std::upper_bound(m_pieces.begin(), m_pieces.end(), unit,
                         [](qsizetype at, const Piece &piece) { return at < piece.at; });
    return next == m_pieces.begin() ? 0 : std::size_t(next - m_pieces.begin()) - 1;
}

std::vector<TextSpan> Reading::toSource(qsizetype begin, qsizetype end) const
{
    if (begin >= end)
        return {};
    if (m_pieces.empty())
        return {{begin, end}};
    std::vector<TextSpan> spans;
    for (std::size_t i = pieceAt(begin); i < m_pieces.size() && m_pieces[i].at < end; ++i) {
        const Piece &piece = m_pieces[i];
        const qsizetype from = std::max(begin, piece.at);
        const qsizetype to = std::min(end, endOf(i));
        if (piece.kind == Kind::Nothing || from >= to)
            continue;
        TextSpan span{piece.source, piece.source + piece.size};
        if (piece.kind == Kind::Same)
            span = {piece.source + from - piece.at, piece.source + to - piece.at};
        if (!spans.empty() && span.first >= spans.back().first &&
            span.second <= spans.back().second)
            continue; // another part of what stands there as a whole
        if (!spans.empty() && span.first >= spans.back().second &&
            (span.first == spans.back().second || piece.joined))
            spans.back().second = span.second;
        else
            spans.push_back(span);
    }
    return spans;
}

Reading Reading::over(const Reading &base) const
{
    if (base.m_pieces.empty())
        return *this;
    if (m_pieces.empty()) {
        Reading same = base;
        same.m_text = m_text;
        return same;
    }
    Reading result;
    result.m_text = m_text;
    for (std::size_t i = 0; i < m_pieces.size(); ++i) {
        const Piece &piece = m_pieces[i];
        if (piece.kind == Kind::Nothing) {
            result.m_pieces.push_back(piece);
            continue;
        }
        if (piece.kind == Kind::Whole) {
            const auto spans = base.toSource(piece.source, piece.source + piece.size);
            if (spans.empty()) {
                result.m_pieces.push_back({piece.at, 0, 0, Kind::Nothing, false});
                continue;
            }
            // What stands for all of a stretch takes all of it, with what lies in between.
            const auto [first, last] = std::minmax_element(
                spans.begin(), spans.end(),
                [](const TextSpan &a, const TextSpan &b) { return a.first < b.first; });
            result.m_pieces.push_back(
                {piece.at, first->first, last->second - first->first, Kind::Whole, piece.joined});
            continue;
        }
        const qsizetype from = piece.source;
        const qsizetype to = piece.source + piece.size;
        bool joined = piece.joined;
        for (std::size_t k = base.pieceAt(from); k < base.m_pieces.size(); ++k) {
            const Piece &under = base.m_pieces[k];
            if (under.at >= to)
                break;
            const qsizetype begin = std::max(from, under.at);
            const qsizetype end = std::min(to, base.endOf(k));
            if (begin >= end)
                continue;
            Piece part{piece.at + begin - from, under.source, under.size, under.kind,
                       joined || (begin == under.at && under.joined)};
            if (under.kind == Kind::Same) {
                part.source += begin - under.at;
                part.size = end - begin;
            }
            result.m_pieces.push_back(part);
            joined = false;
        }
    }
    return result;
}

void ReadingBuilder::add(qsizetype units, qsizetype source, qsizetype size, Reading::Kind kind)
{
    auto &pieces = m_reading.m_pieces;
    if (kind == Reading::Kind::Same && !m_joins && !pieces.empty() &&
        pieces.back().kind == Reading::Kind::Same &&
        pieces.back().source + pieces.back().size == source) {
        pieces.back().size += size;
        return;
    }
    pieces.push_back({m_reading.m_text.size() - units, source, size, kind, m_joins});
    m_joins = false;
}

void ReadingBuilder::keep(qsizetype end)
{
    if (end <= m_at)
        return;
    m_reading.m_text.append(m_source.sliced(m_at, end - m_at));
    add(end - m_at, m_at, end - m_at, Reading::Kind::Same);
    m_at = end;
}

void ReadingBuilder::replace(qsizetype end, QStringView by)
{
    m_changed = true;
    if (by.isEmpty()) {
        skip(end, Gap::Part);
        return;
    }
    m_reading.m_text.append(by);
    add(by.size(), m_at, end - m_at, Reading::Kind::Whole);
    m_at = end;
}

void ReadingBuilder::exchange(QChar by)
{
    m_changed = true;
    m_reading.m_text.append(by);
    add(1, m_at, 1, Reading::Kind::Same);
    ++m_at;
}

void ReadingBuilder::skip(qsizetype end, Gap gap)
{
    m_changed = m_changed || end > m_at;
    m_joins = gap == Gap::Part;
    m_at = end;
}

void ReadingBuilder::insert(QStringView text)
{
    if (text.isEmpty())
        return;
    m_changed = true;
    m_joins = false;
    m_reading.m_text.append(text);
    add(text.size(), m_at, 0, Reading::Kind::Nothing);
}

void ReadingBuilder::moveTo(qsizetype at)
{
    m_changed = true;
    m_joins = false;
    m_at = at;
}

Reading ReadingBuilder::finish()
{
    keep(m_source.size());
    return std::move(m_reading);
}

} // namespace redoubt::text
