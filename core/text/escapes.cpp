// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text/escapes.h"

#include "core/text/entitynames.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace redoubt::text {

namespace {

constexpr qsizetype kShortEscape = 2; // \n
constexpr qsizetype kUnitEscape = 6;  // \u00e9

/// What an escape stands for, and the source's unit after it; nothing when it is none.
struct Escape
{
    QString text;
    qsizetype end = 0;
    explicit operator bool() const { return end > 0; }
};

QString character(char32_t c)
{
    return QString::fromUcs4(&c, 1);
}

/// Control characters other than white space are nobody's name; left as they are written.
bool isReadable(char32_t c)
{
    return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c < 0x7f) ||
           (c >= 0xa0 && c <= 0x10ffff && !(c >= 0xd800 && c <= 0xdfff));
}

/// Up to @a most hexadecimal digits from @a at on; their count in @a digits.
char32_t hexNumber(QStringView text, qsizetype at, qsizetype most, qsizetype &digits)
{
    char32_t value = 0;
    digits = 0;
    while (digits < most && at + digits < text.size()) {
        const int digit = hexValue(text[at + digits]);
        if (digit < 0)
            break;
        value = value * 16 + char32_t(digit);
        ++digits;
    }
    return value;
}

/// The escape of RFC 8259 that begins with the backslash at @a at.
Escape jsonEscapeAt(QStringView json, qsizetype at)
{
    if (at + kShortEscape > json.size())
        return {};
    const QChar letter = json[at + 1];
    switch (letter.unicode()) {
    case u'"':
    case u'\\':
    case u'/':
        return {letter, at + kShortEscape};
    case u'b':
    case u'f':
    case u't':
        return {u"\t"_s, at + kShortEscape}; // white space, whatever it moved on a typewriter
    case u'n':
    case u'r':
        return {u"\n"_s, at + kShortEscape};
    case u'u': {
        qsizetype digits = 0;
        const char32_t unit = hexNumber(json, at + kShortEscape, 4, digits);
        if (digits == kUnitEscape - kShortEscape)
            return {QChar(char16_t(unit)), at + kUnitEscape};
        return {};
    }
    default:
        return {};
    }
}

/// A run of bytes that were each written as an escape: UTF-8 where it is that, else Latin-1.
class EscapedBytes
{
public:
    void add(int byte, qsizetype end) { m_bytes.push_back({uchar(byte), end}); }
    bool isEmpty() const { return m_bytes.empty(); }
    void writeTo(ReadingBuilder &out) const
    {
        for (std::size_t i = 0; i < m_bytes.size();) {
            std::size_t length = 1;
            char32_t c = m_bytes[i].value;
            if (const std::size_t whole = utf8Length(i); whole > 1) {
                length = whole;
                c &= 0x7fU >> whole;
                for (std::size_t k = 1; k < whole; ++k)
                    c = (c << 6) | (m_bytes[i + k].value & 0x3fU);
            }
            if (isReadable(c))
                out.replace(m_bytes[i + length - 1].end, character(c));
            else
                out.keep(m_bytes[i + length - 1].end);
            i += length;
        }
    }

private:
    struct Byte
    {
        uchar value;
        qsizetype end;
    };
    std::size_t utf8Length(std::size_t at) const
    {
        const uchar lead = m_bytes[at].value;
        const std::size_t length = lead >= 0xf0 && lead < 0xf5   ? 4
                                   : lead >= 0xe0 && lead < 0xf0 ? 3
                                   : lead >= 0xc2 && lead < 0xe0 ? 2
                                                                 : 1;
        if (at + length > m_bytes.size())
            return 1;
        for (std::size_t k = 1; k < length; ++k) {
            if ((m_bytes[at + k].value & 0xc0) != 0x80)
                return 1;
        }
        return length;
    }

    std::vector<Byte> m_bytes;
};

/// The byte of "%40" at @a at, or -1.
int percentByte(QStringView text, qsizetype at)
{
    if (at + 3 > text.size() || text[at] != u'%')
        return -1;
    const int high = hexValue(text[at + 1]);
    const int low = hexValue(text[at + 2]);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

/// The byte of "\x40" or "\100" at @a at and the unit after it.
int backslashByte(QStringView text, qsizetype at, qsizetype &end)
{
    if (at + 4 > text.size() || text[at] != u'\\')
        return -1;
    end = at + 4;
    if (text[at + 1] == u'x') {
        const int high = hexValue(text[at + 2]);
        const int low = hexValue(text[at + 3]);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }
    int value = 0;
    for (qsizetype i = at + 1; i < end; ++i) {
        if (text[i] < u'0' || text[i] > u'7')
            return -1;
        value = value * 8 + (text[i].unicode() - u'0');
    }
    return value <= 0xff ? value : -1;
}

/// "\u{1F600}", "\U0001F600" and "%u0040"; @a digitsAt: where its digits begin.
Escape codePointAt(QStringView text, qsizetype digitsAt, qsizetype wanted)
{
    qsizetype digits = 0;
    if (digitsAt < text.size() && text[digitsAt] == u'{') {
        const char32_t c = hexNumber(text, digitsAt + 1, 6, digits);
        const qsizetype close = digitsAt + 1 + digits;
        if (digits > 0 && close < text.size() && text[close] == u'}' && isReadable(c))
            return {character(c), close + 1};
        return {};
    }
    const char32_t c = hexNumber(text, digitsAt, wanted, digits);
    if (digits != wanted)
        return {};
    if (wanted == 4 && c >= 0xd800 && c <= 0xdfff)
        return {QChar(char16_t(c)), digitsAt + wanted}; // half of a pair; its other half follows
    return isReadable(c) ? Escape{character(c), digitsAt + wanted} : Escape{};
}

Escape backslashAt(QStringView text, qsizetype at)
{
    if (at + 1 >= text.size())
        return {};
    const QChar next = text[at + 1];
    switch (next.unicode()) {
    case u'n':
    case u'r':
    case u'N': // a line of a subtitle
        return {u"\n"_s, at + 2};
    case u't':
    case u'b':
    case u'f':
    case u'v':
        return {u"\t"_s, at + 2};
    case u'h': // a hard space of a subtitle
        return {u" "_s, at + 2};
    case u'u':
        return codePointAt(text, at + 2, 4);
    case u'U':
        return codePointAt(text, at + 2, 8);
    case u'\n':
        return {QString(), at + 2}; // the line goes on
    default:
        break;
    }
    if (next.unicode() < 0x80 && (next.isPunct() || next.isSymbol()))
        return {next, at + 2};
    return {};
}

Escape entityAt(QStringView text, qsizetype at)
{
    qsizetype from = at + 1;
    if (from < text.size() && text[from] == u'#') {
        ++from;
        const bool hex = from < text.size() && (text[from] == u'x' || text[from] == u'X');
        from += hex ? 1 : 0;
        char32_t c = 0;
        qsizetype end = from;
        // Readers take any number of leading zeros; a value too large stays too large.
        for (; end < text.size() && end - from < 64; ++end) {
            const int digit = hexValue(text[end]);
            if (digit < 0 || (!hex && digit > 9))
                break;
            c = std::min<char32_t>(c * (hex ? 16 : 10) + char32_t(digit), 0x110000);
        }
        if (end == from || !isReadable(c))
            return {};
        return {character(c), end + (end < text.size() && text[end] == u';' ? 1 : 0)};
    }
    qsizetype end = from;
    while (end < text.size() && end - from <= kLongestEntity && text[end].unicode() < 0x80 &&
           text[end].isLetterOrNumber())
        ++end;
    if (end == from || end >= text.size() || text[end] != u';')
        return {};
    const char16_t c = entityNamed(text.sliced(from, end - from));
    return c ? Escape{QChar(c), end + 1} : Escape{};
}

/// A plus sign between two words of a value in a query ("name=Jane+Roe").
bool isSpaceOfQuery(QStringView text, qsizetype at)
{
    if (at == 0 || at + 1 >= text.size() || !text[at - 1].isLetter() || !text[at + 1].isLetter())
        return false;
    constexpr qsizetype kFarthest = 120;
    for (qsizetype i = at - 1; i >= 0 && at - i < kFarthest; --i) {
        const QChar c = text[i];
        if (c == u'=')
            return true;
        if (!c.isLetterOrNumber() && !u"+%-_.*"_s.contains(c))
            return false;
    }
    return false;
}

bool beginsEscape(QChar c)
{
    return c == u'%' || c == u'&' || c == u'\\' || c == u'+';
}

bool isHexByte(QStringView text, qsizetype at)
{
    // Lower case is against the rule, and "=ad" is a part of many a formula.
    const auto isDigit = [](QChar c) {
        return (c >= u'0' && c <= u'9') || (c >= u'A' && c <= u'F');
    };
    return at + 2 < text.size() && text[at] == u'=' && isDigit(text[at + 1]) &&
           isDigit(text[at + 2]);
}

/// The unit after "=" and a line end at @a at, or -1.
qsizetype afterSoftBreak(QStringView text, qsizetype at)
{
    qsizetype end = at + 1;
    while (end < text.size() && (text[end] == u' ' || text[end] == u'\t'))
        ++end;
    if (end < text.size() && text[end] == u'\r')
        ++end;
    return end < text.size() && text[end] == u'\n' ? end + 1 : -1;
}

/// Written as quoted-printable: it says so, or has lines that end softly, or letters of UTF-8.
bool isQuotedPrintable(QStringView text)
{
    if (text.contains(u"quoted-printable", Qt::CaseInsensitive))
        return true;
    int soft = 0;
    for (qsizetype at = text.indexOf(u'='); at >= 0; at = text.indexOf(u'=', at + 1)) {
        if (isHexByte(text, at) && isHexByte(text, at + 3) && hexValue(text[at + 1]) >= 0xc &&
            hexValue(text[at + 4]) >= 0x8 && hexValue(text[at + 4]) <= 0xb)
            return true;
        // A ruled line of "====" and "x =" before a formula are no soft ends.
        const bool inText = at > 0 && text[at - 1] != u'=' && !text[at - 1].isSpace();
        if (inText && afterSoftBreak(text, at) > 0 && ++soft >= 2)
            return true;
    }
    return false;
}

} // namespace

int hexValue(QChar digit)
{
    const char16_t c = digit.unicode();
    if (c >= u'0' && c <= u'9')
        return c - u'0';
    if (c >= u'a' && c <= u'f')
        return c - u'a' + 10;
    if (c >= u'A' && c <= u'F')
        return c - u'A' + 10;
    return -1;
}

bool looksLikeJson(QStringView text)
{
    const auto first = std::find_if(text.begin(), text.end(), [](QChar c) { return !c.isSpace(); });
    return first != text.end() && (*first == u'{' || *first == u'[');
}

Reading readJson(QStringView json)
{
    ReadingBuilder out(json);
    for (qsizetype at = json.indexOf(u'\\'); at >= 0; at = json.indexOf(u'\\', at)) {
        out.keep(at);
        if (const Escape escape = jsonEscapeAt(json, at)) {
            out.replace(escape.end, escape.text);
            at = escape.end;
        } else {
            ++at;
        }
    }
    return out.finish();
}

std::optional<Reading> readEscapes(QStringView text)
{
    ReadingBuilder out(text);
    for (qsizetype at = 0; at < text.size();) {
        const auto next = std::find_if(text.begin() + at, text.end(), beginsEscape);
        if (next == text.end())
            break;
        at = next - text.begin();
        EscapedBytes bytes;
        qsizetype end = at;
        if (*next == u'%') {
            for (int byte = percentByte(text, end); byte >= 0; byte = percentByte(text, end))
                bytes.add(byte, end += 3);
        } else if (*next == u'\\') {
            qsizetype after = 0;
            for (int byte = backslashByte(text, end, after); byte >= 0;
                 byte = backslashByte(text, end, after))
                bytes.add(byte, end = after);
        }
        if (!bytes.isEmpty()) {
            out.keep(at);
            bytes.writeTo(out);
            at = end;
            continue;
        }
        Escape escape;
        if (*next == u'&')
            escape = entityAt(text, at);
        else if (*next == u'\\')
            escape = backslashAt(text, at);
        else if (*next == u'%' && at + 1 < text.size() && text[at + 1] == u'u')
            escape = codePointAt(text, at + 2, 4);
        else if (*next == u'+' && isSpaceOfQuery(text, at))
            escape = {u" "_s, at + 1};
        if (escape) {
            out.keep(at);
            out.replace(escape.end, escape.text);
            at = escape.end;
        } else {
            ++at;
        }
    }
    if (!out.changed())
        return std::nullopt;
    return out.finish();
}

std::optional<Reading> readQuotedPrintable(QStringView text)
{
    if (!isQuotedPrintable(text))
        return std::nullopt;
    ReadingBuilder out(text);
    for (qsizetype at = text.indexOf(u'='); at >= 0; at = text.indexOf(u'=', at)) {
        EscapedBytes bytes;
        qsizetype end = at;
        while (isHexByte(text, end)) {
            bytes.add(hexValue(text[end + 1]) * 16 + hexValue(text[end + 2]), end + 3);
            end += 3;
            // A letter may be cut by the end of a line.
            if (const qsizetype soft =
                    end < text.size() && text[end] == u'=' ? afterSoftBreak(text, end) : -1;
                soft > 0 && isHexByte(text, soft))
                end = soft;
        }
        if (!bytes.isEmpty()) {
            out.keep(at);
            bytes.writeTo(out);
            at = out.position();
            continue;
        }
        if (const qsizetype soft = afterSoftBreak(text, at); soft > 0) {
            out.keep(at);
            out.skip(soft, Gap::Part);
            at = soft;
        } else {
            ++at;
        }
    }
    if (!out.changed())
        return std::nullopt;
    return out.finish();
}

} // namespace redoubt::text
