// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/redact/text/scalarshape.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace redoubt::redact {

using namespace Qt::StringLiterals;

namespace {

QString escapedJson(QStringView text)
{
    QString escaped;
    for (const QChar c : text) {
        if (c == u'"' || c == u'\\')
            escaped += u'\\';
        if (c.unicode() < 0x20)
            escaped += u"\\u%1"_s.arg(c.unicode(), 4, 16, QChar(u'0'));
        else
            escaped += c;
    }
    return escaped;
}

/// Moves a border of an edit out of an escape that it would cut.
qsizetype outOfEscape(QStringView text, qsizetype at, qsizetype begin, qsizetype end, bool forward)
{
    const auto isEscape = [&](qsizetype slash) {
        qsizetype run = 0;
        while (slash - 1 - run >= begin && text[slash - 1 - run] == u'\\')
            ++run;
        return slash >= begin && text[slash] == u'\\' && run % 2 == 0;
    };
    for (qsizetype back = 1; back <= 5 && at - back >= begin; ++back) {
        const qsizetype slash = at - back;
        if (!isEscape(slash))
            continue;
        const qsizetype length = escapeLength(text.first(end), slash);
        if (slash + length > at)
            return forward ? std::min(slash + length, end) : slash;
    }
    return at;
}

/// Keys that were written, by the object they stand in: no two may become equal.
class KeyBook
{
public:
    QString unused(qsizetype object, const QString &key)
    {
        QSet<QString> &used = m_used[object];
        QString own = key;
        for (int n = 2; used.contains(own); ++n)
            own = u"%1 (%2)"_s.arg(key).arg(n);
        used.insert(own);
        return own;
    }

private:
    QHash<qsizetype, QSet<QString>> m_used;
};

class Shaper
{
public:
    Shaper(const QString &text, const std::vector<Scalar> &scalars,
           const std::vector<TextEdit> &edits, Syntax syntax)
        : m_text(text)
        , m_scalars(scalars)
        , m_edits(edits)
        , m_syntax(syntax)
    {}

    std::vector<TextEdit> shape()
    {
        std::vector<TextEdit> result;
        qsizetype last = 0; // what stands before is written
        for (size_t i = 0; i < m_edits.size(); ++i) {
            const TextRange range = m_edits[i].range;
            while (m_first < m_scalars.size() && m_scalars[m_first].end <= range.begin)
                ++m_first;
            TextEdit shaped = m_syntax == Syntax::Json ? overScalars(i) : inScalar(i);
            shaped.range.begin = std::max(shaped.range.begin, last);
            shaped.range.end = std::max(shaped.range.end, shaped.range.begin);
            last = shaped.range.end;
            result.push_back(std::move(shaped));
        }
        return result;
    }

private:
    /// Writes into every scalar that edit number @a i touches; what stands between them stays.
    TextEdit overScalars(size_t i)
    {
        const TextRange range = m_edits[i].range;
        TextEdit shaped{{range.begin, range.begin}, {}};
        bool begun = false;
        for (size_t k = m_first; k < m_scalars.size() && m_scalars[k].begin < range.end; ++k) {
            const auto [part, by] = written(m_scalars[k], i);
            if (part.isEmpty())
                continue;
            if (begun)
                shaped.replacement +=
                    QStringView(m_text).sliced(shaped.range.end, part.begin - shaped.range.end);
            else
                shaped.range.begin = part.begin;
            begun = true;
            shaped.replacement += by;
            shaped.range.end = part.end;
        }
        return shaped;
    }

    /// Writes the scalar that edit number @a i lies in, or else what the edit says.
    TextEdit inScalar(size_t i)
    {
        const TextRange range = m_edits[i].range;
        if (m_first < m_scalars.size() && m_scalars[m_first].begin <= range.begin &&
            m_scalars[m_first].end >= range.end) {
            const auto [part, by] = writtenBare(m_scalars[m_first], i);
            return part.isEmpty() ? TextEdit{{range.end, range.end}, {}} : TextEdit{part, by};
        }
        return m_edits[i];
    }

    /// The part of @a scalar that edit number @a i writes, and what it writes there.
    std::pair<TextRange, QString> written(const Scalar &scalar, size_t i)
    {
        if (scalar.kind == Scalar::Kind::Bare)
            return writtenBare(scalar, i);
        TextRange part{std::max(scalar.begin, m_edits[i].range.begin),
                       std::min(scalar.end, m_edits[i].range.end)};
        if (part.isEmpty())
            return {};
        if (scalar.kind == Scalar::Kind::Raw)
            return {part, m_edits[i].replacement};
        part.begin = outOfEscape(m_text, part.begin, scalar.begin, scalar.end, false);
        part.end = outOfEscape(m_text, part.end, scalar.begin, scalar.end, true);
        QString by = escapedJson(m_edits[i].replacement);
        if (scalar.kind == Scalar::Kind::Key) {
            const QString before = m_text.mid(scalar.begin, part.begin - scalar.begin);
            const QString after = m_text.mid(part.end, scalar.end - part.end);
            const QString key = m_keys.unused(scalar.parent, before + by + after);
            by += key.mid(before.size() + by.size() + after.size());
        }
        return {part, by};
    }

    /// A bare scalar is written whole, by the first edit that touches it.
    std::pair<TextRange, QString> writtenBare(const Scalar &scalar, size_t i)
    {
        if (i > 0 && m_edits[i - 1].range.end > scalar.begin)
            return {};
        QString content;
        qsizetype at = scalar.begin;
        bool touched = false;
        for (size_t k = i; k < m_edits.size() && m_edits[k].range.begin < scalar.end; ++k) {
            const TextEdit &edit = m_edits[k];
            if (edit.range.end <= scalar.begin)
                continue;
            touched = true;
            const qsizetype begin = std::max(at, edit.range.begin);
            content += QStringView(m_text).sliced(at, begin - at);
            content += edit.replacement;
            at = std::min(edit.range.end, scalar.end);
        }
        if (!touched)
            return {};
        content += QStringView(m_text).sliced(at, scalar.end - at);
        const TextRange whole{scalar.begin, scalar.end};
        if (m_syntax == Syntax::Json) {
            if (content.isEmpty())
                return {whole, u"null"_s};
            return {whole, isJsonNumber(content) ? content : u'"' + escapedJson(content) + u'"'};
        }
        // A plain scalar may not begin with a sign of YAML, nor hold one that ends it.
        const bool plain = !content.isEmpty() && content[0].isLetterOrNumber() &&
                           !content.contains(u": "_s) && !content.contains(u" #"_s);
        return {whole, plain ? content : u'"' + escapedJson(content) + u'"'};
    }

    const QString &m_text;
    const std::vector<Scalar> &m_scalars;
    const std::vector<TextEdit> &m_edits;
    Syntax m_syntax;
    size_t m_first = 0; ///< scalar that does not end before the edit at hand
    KeyBook m_keys;
};

} // namespace

std::vector<TextEdit> shapedScalars(const QString &text, const std::vector<Scalar> &scalars,
                                    const std::vector<TextEdit> &edits, Syntax syntax)
{
    return Shaper(text, scalars, edits, syntax).shape();
}

} // namespace redoubt::redact
