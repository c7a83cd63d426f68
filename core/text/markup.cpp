// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text/markup.h"

#include "core/text/quicklook.h"

#include <QSet>

#include <algorithm>
#include <array>
#include <string_view>

using namespace Qt::StringLiterals;

namespace redoubt::text {

namespace {

constexpr qsizetype kLongestTag = 2048;
constexpr qsizetype kLongestName = 32;
constexpr qsizetype kLongestLink = 512;
constexpr qsizetype kLongestOverride = 512;
/// Of a piece of a subtitle: a blank line, an identifier, a number, its times.
constexpr int kMostCueLines = 6;

/// Elements within a line of text; what they enclose may be half a word.
bool isInline(QStringView name)
{
    static const QSet<QString> kInline{
        u"a"_s,    u"abbr"_s, u"acronym"_s, u"b"_s,      u"bdi"_s,   u"bdo"_s,  u"big"_s,
        u"c"_s,    u"cite"_s, u"code"_s,    u"del"_s,    u"dfn"_s,   u"em"_s,   u"emph"_s,
        u"font"_s, u"hi"_s,   u"i"_s,       u"ins"_s,    u"kbd"_s,   u"lang"_s, u"mark"_s,
        u"nobr"_s, u"q"_s,    u"s"_s,       u"samp"_s,   u"small"_s, u"span"_s, u"strike"_s,
        u"sc"_s,   u"sub"_s,  u"sup"_s,     u"strong"_s, u"tt"_s,    u"u"_s,    u"var"_s,
        u"wbr"_s,  u"bold"_s, u"italic"_s,  u"tspan"_s,  u"text"_s,  u"t"_s,    u"r"_s};
    const qsizetype colon = name.lastIndexOf(u':');
    return kInline.contains(name.sliced(colon + 1).toString().toLower());
}

struct Tag
{
    qsizetype end = -1; ///< the unit after it; -1: none stands here
    bool isInside = false;
};

/// The tag or declaration that begins with the "<" at @a at.
Tag tagAt(QStringView text, qsizetype at)
{
    const QStringView rest = text.sliced(at);
    qsizetype from = 1;
    if (from < rest.size() && rest[from] == u'/')
        ++from;
    if (from >= rest.size())
        return {};
    const QChar first = rest[from];
    const bool timed = first.isDigit() && from == 1; // karaoke of captions: <00:00:01.000>
    if (!first.isLetter() && !timed && first != u'_' && first != u'!' && first != u'?')
        return {};
    qsizetype end = from;
    QChar quote;
    while (end < rest.size() && end < kLongestTag) {
        const QChar c = rest[end];
        if (!quote.isNull()) {
            if (c == quote)
                quote = QChar();
        } else if (c == u'>') {
            break;
        } else if (c == u'<') {
            return {};
        } else if ((c == u'"' || c == u'\'') && end > 0 && rest[end - 1] == u'=') {
            quote = c;
        } else if (timed && !c.isDigit() && c != u':' && c != u'.') {
            return {};
        }
        ++end;
    }
    if (end >= rest.size() || rest[end] != u'>')
        return {};
    qsizetype nameEnd = from;
    while (nameEnd < end && nameEnd - from < kLongestName &&
           (rest[nameEnd].isLetterOrNumber() || u":_-"_s.contains(rest[nameEnd])))
        ++nameEnd;
    // Captions give classes to a tag: <c.yellow>, <i.loud>.
    return {at + end + 1, timed || isInline(rest.sliced(from, nameEnd - from))};
}

/// "{\i1}" of a subtitle; in a file of subtitles any braces, which are remarks.
qsizetype overrideEnd(QStringView text, qsizetype at, bool subtitles)
{
    if (at + 2 >= text.size() || (text[at + 1] != u'\\' && !subtitles))
        return -1;
    for (qsizetype end = at + 1; end < text.size() && end - at < kLongestOverride; ++end) {
        if (text[end] == u'}')
            return end + 1;
        if (text[end] == u'\n' || text[end] == u'{')
            return -1;
    }
    return -1;
}

/// The unit after a run of one emphasis sign at @a at, or -1 when it is none: "2 * 3", "a_b".
qsizetype emphasisEnd(QStringView text, qsizetype at)
{
    const QChar sign = text[at];
    qsizetype end = at;
    while (end < text.size() && text[end] == sign)
        ++end;
    if (end - at > 3)
        return -1;
    const auto joins = [&](qsizetype i) {
        return i >= 0 && i < text.size() && text[i].isLetterOrNumber();
    };
    const bool before = joins(at - 1);
    const bool after = joins(end);
    if (sign == u'_' && end - at == 1 && before == after)
        return -1; // a name of a program, or nothing
    if (sign == u'~' && end - at != 2)
        return -1;
    return before || after ? end : -1;
}

/// The unit after the target of a link whose text ends with the "]" at @a at, or -1.
qsizetype linkTargetEnd(QStringView text, qsizetype at)
{
    if (at + 1 >= text.size() || text[at + 1] != u'(')
        return -1;
    for (qsizetype end = at + 2; end < text.size() && end - at < kLongestLink; ++end) {
        if (text[end] == u')')
            return end + 1;
        if (text[end] == u'\n')
            return -1;
    }
    return -1;
}

/// Lines that stand between two pieces of what is said: numbers, times, blank lines.
class CueLines
{
public:
    explicit CueLines(QStringView text)
        : m_text(text)
        , m_events(holdsWord(text, u"[Script Info]") ||
                   (holdsWord(text, u"Dialogue:") && text.contains(u"\nDialogue:")))
        , m_times(holdsWord(text, u"--> ") && text.contains(u" --> "))
    {}
    bool isEvents() const { return m_events; }
    bool any() const { return m_events || m_times; }
    /// Where the words go on when the line that begins at @a at is none of them; else @a at.
    qsizetype wordsAfter(qsizetype at) const
    {
        if (m_events)
            return afterEventFields(at);
        qsizetype next = at;
        bool timed = false;
        for (int lines = 0; lines < kMostCueLines && next < m_text.size(); ++lines) {
            const qsizetype end = lineEnd(next);
            const QStringView line = m_text.sliced(next, end - next).trimmed();
            const bool number = !line.isEmpty() && std::all_of(line.begin(), line.end(),
                                                               [](QChar c) { return c.isDigit(); });
            const bool time = line.contains(u"-->");
            if (!line.isEmpty() && !number && !time)
                break;
            timed = timed || time;
            next = std::min(end + 1, m_text.size());
            if (time)
                break;
        }
        return timed ? next : at;
    }

private:
    qsizetype lineEnd(qsizetype at) const
    {
        const qsizetype end = m_text.indexOf(u'\n', at);
        return end < 0 ? m_text.size() : end;
    }
    /// "Dialogue: 0,0:00:01.00,0:00:03.00,Default,,0,0,0,,": nine fields before the words.
    qsizetype afterEventFields(qsizetype at) const
    {
        const qsizetype end = lineEnd(at);
        const QStringView line = m_text.sliced(at, end - at);
        if (!line.startsWith(u"Dialogue:"))
            return at;
        qsizetype comma = -1;
        for (int field = 0; field < 9; ++field) {
            comma = line.indexOf(u',', comma + 1);
            if (comma < 0)
                return at;
        }
        return at + comma + 1;
    }

    QStringView m_text;
    bool m_events;
    bool m_times;
};

/// Signs that markup may begin with, in the order of the text. Each is looked for apart, by
/// vectors: most of a text holds none.
class MarkupSigns
{
public:
    explicit MarkupSigns(QStringView text)
        : m_text(text)
    {
        m_next.fill(-1);
    }
    /// The first one from @a at on, or the end of the text. @a at never goes back.
    qsizetype next(qsizetype at)
    {
        qsizetype first = m_text.size();
        for (std::size_t i = 0; i < kSigns.size(); ++i) {
            if (m_next[i] < at) {
                const qsizetype found = m_text.indexOf(QChar(kSigns[i]), at);
                m_next[i] = found < 0 ? m_text.size() : found;
            }
            first = std::min(first, m_next[i]);
        }
        return first;
    }

private:
    static constexpr std::u16string_view kSigns = u"<{*_~`]";

    QStringView m_text;
    std::array<qsizetype, kSigns.size()> m_next;
};

} // namespace

std::optional<Reading> readWithoutMarkup(QStringView text)
{
    ReadingBuilder out(text);
    const CueLines cues(text);
    const auto leaveOut = [&out](qsizetype at, qsizetype end, bool isInside) {
        out.keep(at);
        out.skip(end, Gap::Stays);
        if (!isInside)
            out.insert(u" ");
    };
    qsizetype lineBegin = 0;
    const qsizetype lastComment = holdsWord(text, u"<!--") ? text.lastIndexOf(u"-->") : -1;
    MarkupSigns signs(text);
    for (qsizetype at = 0; at < text.size();) {
        if (cues.any() && at == lineBegin) {
            const qsizetype words = cues.wordsAfter(at);
            const qsizetype next = text.indexOf(u'\n', words);
            lineBegin = next < 0 ? text.size() : next + 1;
            if (words > at) {
                leaveOut(at, words, false);
                at = words;
                continue;
            }
        }
        if (const qsizetype sign = signs.next(at); sign > at) {
            at = cues.any() && lineBegin > at ? std::min(sign, lineBegin) : sign;
            continue;
        }
        const QChar c = text[at];
        qsizetype end = -1;
        bool isInside = true;
        if (c == u'<' && at < lastComment && text.sliced(at).startsWith(u"<!--")) {
            end = text.indexOf(u"-->", at + 2) + 3;
        } else if (c == u'<') {
            const Tag tag = tagAt(text, at);
            end = tag.end;
            isInside = tag.isInside;
        } else if (c == u'{') {
            end = overrideEnd(text, at, cues.isEvents());
        } else if (c == u']') {
            end = linkTargetEnd(text, at);
        } else {
            end = emphasisEnd(text, at);
        }
        if (end > 0) {
            leaveOut(at, end, isInside);
            at = end;
        } else {
            ++at;
        }
    }
    if (!out.changed())
        return std::nullopt;
    return out.finish();
}

} // namespace redoubt::text
