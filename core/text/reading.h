// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/text/textfold.h"

#include <QString>
#include <QStringView>

#include <vector>

namespace redoubt::text {

/// A text as a reader understands it, with the way back to the text that it was made from (its
/// source): escapes are what they stand for, markup is left out, columns follow each other. A
/// value; reading is thread-safe.
class Reading
{
public:
    Reading() = default;
    /// The source as it stands; shares its letters.
    explicit Reading(const QString &source)
        : m_text(source)
    {}

    const QString &text() const { return m_text; }
    /// Where the units [begin, end) stand in the source, in the order of reading: never half an
    /// escape, and in several parts when something that is no part of them lies in between (a tag,
    /// another column). Requires: 0 <= begin <= end <= text().size().
    std::vector<TextSpan> toSource(qsizetype begin, qsizetype end) const;
    /// This reading of the text of @a base as a reading of the source of @a base.
    Reading over(const Reading &base) const;

private:
    friend class ReadingBuilder;
    enum class Kind : char {
        Same,  ///< units correspond one to one
        Whole, ///< all units stand for all of the source's units
        Nothing
    };
    struct Piece
    {
        qsizetype at;     ///< first unit of the reading
        qsizetype source; ///< first unit of the source
        qsizetype size;   ///< units of the source; of Kind::Same as many as here
        Kind kind;
        bool joined; ///< what lies before this piece in the source is part of a span over both
    };
    qsizetype endOf(std::size_t piece) const
    {
        return piece + 1 < m_pieces.size() ? m_pieces[piece + 1].at : m_text.size();
    }
    std::size_t pieceAt(qsizetype unit) const;

    QString m_text;
    std::vector<Piece> m_pieces; ///< none: the source itself
};

/// Whether what a reading leaves out belongs to the words around it.
enum class Gap {
    Part, ///< goes with them: a soft line break, an escape that means nothing
    Stays ///< stays when they go: a tag, another column
};

/// Makes a reading while going through its source.
class ReadingBuilder
{
public:
    explicit ReadingBuilder(QStringView source)
        : m_source(source)
    {
        m_reading.m_text.reserve(source.size());
    }
    qsizetype position() const { return m_at; }
    /// Takes over the source up to @a end.
    void keep(qsizetype end);
    /// Reads the source up to @a end as @a by.
    void replace(qsizetype end, QStringView by);
    /// Reads the next unit of the source as @a by.
    void exchange(QChar by);
    /// Leaves out the source up to @a end.
    void skip(qsizetype end, Gap gap);
    /// Writes what stands nowhere in the source.
    void insert(QStringView text);
    /// Goes on from another place, which may lie before.
    void moveTo(qsizetype at);
    /// Whether anything but keep() was called.
    bool changed() const { return m_changed; }
    /// Takes over the rest.
    Reading finish();
    /// Without the rest.
    Reading stop() { return std::move(m_reading); }

private:
    void add(qsizetype units, qsizetype source, qsizetype size, Reading::Kind kind);

    QStringView m_source;
    Reading m_reading;
    qsizetype m_at = 0;
    bool m_joins = false;
    bool m_changed = false;
};

} // namespace redoubt::text
