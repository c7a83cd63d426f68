// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/redact/text/scalarshape.h"

#include <QRegularExpression>

#include <algorithm>

namespace redoubt::redact {

using namespace Qt::StringLiterals;

namespace {

bool isBlank(QChar c)
{
    return c == u' ' || c == u'\t' || c == u'\n' || c == u'\r';
}

/// "007" and "1." are none by the letter, yet are read as such by some.
bool looksLikeNumber(QStringView word)
{
    const qsizetype first = word.startsWith(u'-') ? 1 : 0;
    return word.size() > first && word[first].isDigit() &&
           std::all_of(word.begin(), word.end(),
                       [](QChar c) { return c.isDigit() || u"+-.eE"_s.contains(c); });
}

/// Reads values of JSON (RFC 8259) and collects the scalars that ranges touch. Control characters
/// and unknown escapes inside of strings are let pass, as most readers do.
class JsonWalker
{
public:
    JsonWalker(QStringView text, const std::vector<TextRange> &ranges)
        : m_text(text)
        , m_ranges(ranges)
    {}

    /// One value after the other up to @a end. False when something there is none.
    bool readValues(qsizetype begin, qsizetype end)
    {
        m_at = begin;
        m_end = end;
        while (true) {
            skipBlanks();
            if (m_at >= m_end)
                return true;
            if (m_text[m_at] != u'{' && m_text[m_at] != u'[')
                return false;
            if (!readValue())
                return false;
        }
    }
    std::vector<Scalar> &scalars() { return m_scalars; }

private:
    enum class Expect { Value, FirstValue, Key, FirstKey, Colon, Comma };

    void skipBlanks()
    {
        while (m_at < m_end && isBlank(m_text[m_at]))
            ++m_at;
    }

    void add(qsizetype begin, qsizetype end, Scalar::Kind kind, qsizetype parent)
    {
        while (m_range < m_ranges.size() && m_ranges[m_range].end <= begin)
            ++m_range;
        // Quotes are of the scalar: a range that takes one of them touches it.
        const bool quoted = kind != Scalar::Kind::Bare;
        if (m_range < m_ranges.size() && m_ranges[m_range].begin < end + (quoted ? 1 : 0))
            m_scalars.push_back({begin, end, kind, parent});
    }

    bool readString(Scalar::Kind kind, qsizetype parent)
    {
        const qsizetype begin = m_at + 1;
        qsizetype at = begin;
        while (at < m_end && m_text[at] != u'"') {
            if (m_text[at] != u'\\') {
                ++at;
                continue;
            }
            at += escapeLength(m_text.first(m_end), at);
        }
        if (at >= m_end)
            return false;
        add(begin, at, kind, parent);
        m_at = at + 1;
        return true;
    }

    bool readBare(qsizetype parent)
    {
        qsizetype end = m_at;
        while (end < m_end && (m_text[end].isLetterOrNumber() || u"+-."_s.contains(m_text[end])))
            ++end;
        const QStringView word = m_text.sliced(m_at, end - m_at);
        if (word != u"true" && word != u"false" && word != u"null" && !looksLikeNumber(word))
            return false;
        add(m_at, end, Scalar::Kind::Bare, parent);
        m_at = end;
        return true;
    }

    /// The value at m_at with everything in it, without recursion: depth is the file's choice.
    bool readValue()
    {
        std::vector<qsizetype> open; // begin of each; objects and lists by their own sign
        Expect expect = Expect::Value;
        do {
            skipBlanks();
            if (m_at >= m_end)
                return false;
            const QChar c = m_text[m_at];
            const qsizetype parent = open.empty() ? 0 : open.back();
            switch (expect) {
            case Expect::FirstKey:
            case Expect::Key:
                if (c == u'"') {
                    if (!readString(Scalar::Kind::Key, parent))
                        return false;
                    expect = Expect::Colon;
                    continue;
                }
                if (c != u'}' || expect == Expect::Key)
                    return false;
                open.pop_back();
                ++m_at;
                expect = Expect::Comma;
                continue;
            case Expect::Colon:
                if (c != u':')
                    return false;
                ++m_at;
                expect = Expect::Value;
                continue;
            case Expect::Comma:
                if (c == u',') {
                    expect = m_text[parent] == u'{' ? Expect::Key : Expect::Value;
                } else if (c == (m_text[parent] == u'{' ? u'}' : u']')) {
                    open.pop_back();
                } else {
                    return false;
                }
                ++m_at;
                continue;
            case Expect::FirstValue:
                if (c == u']') {
                    open.pop_back();
                    ++m_at;
                    expect = Expect::Comma;
                    continue;
                }
                break;
            case Expect::Value:
                break;
            }
            if (c == u'{' || c == u'[') {
                open.push_back(m_at++);
                expect = c == u'{' ? Expect::FirstKey : Expect::FirstValue;
            } else if (c == u'"' ? readString(Scalar::Kind::String, parent) : readBare(parent)) {
                expect = Expect::Comma;
            } else {
                return false;
            }
        } while (!open.empty());
        return true;
    }

    QStringView m_text;
    const std::vector<TextRange> &m_ranges;
    size_t m_range = 0;
    qsizetype m_at = 0;
    qsizetype m_end = 0;
    std::vector<Scalar> m_scalars;
};

} // namespace

qsizetype escapeLength(QStringView text, qsizetype at)
{
    constexpr qsizetype kUnit = 6; // \u00e9
    if (at + 1 >= text.size())
        return 1;
    if (text[at + 1] != u'u' || at + kUnit > text.size())
        return 2;
    const QStringView digits = text.sliced(at + 2, kUnit - 2);
    const bool hex = std::all_of(digits.begin(), digits.end(), [](QChar c) {
        return c.isDigit() || (c.toLower() >= u'a' && c.toLower() <= u'f');
    });
    return hex ? kUnit : 2;
}

bool isJsonNumber(QStringView text)
{
    static const QRegularExpression number(
        u"\\A-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?\\z"_s);
    return number.match(text.toString()).hasMatch();
}

std::optional<std::vector<Scalar>> touchedJson(QStringView text,
                                               const std::vector<TextRange> &ranges)
{
    const auto first = std::find_if(text.begin(), text.end(), [](QChar c) { return !isBlank(c); });
    if (first == text.end() || (*first != u'{' && *first != u'['))
        return std::nullopt;
    JsonWalker whole(text, ranges);
    if (whole.readValues(0, text.size()))
        return std::move(whole.scalars());
    // A log of JSON with some lines that are none.
    JsonWalker line(text, ranges);
    std::vector<Scalar> &all = line.scalars();
    qsizetype good = 0;
    qsizetype lines = 0;
    for (qsizetype begin = 0; begin < text.size();) {
        qsizetype end = text.indexOf(u'\n', begin);
        end = end < 0 ? text.size() : end;
        const bool blank = std::all_of(text.begin() + begin, text.begin() + end, isBlank);
        if (!blank) {
            ++lines;
            const size_t before = all.size();
            if (line.readValues(begin, end)) {
                ++good;
            } else {
                all.resize(before);
                all.push_back({begin, end, Scalar::Kind::Raw, 0});
            }
        }
        begin = end + 1;
    }
    if (good * 2 < lines)
        return std::nullopt;
    return std::move(all);
}

} // namespace redoubt::redact
