// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text/packedtext.h"

#include "core/text/escapes.h"

#include <QByteArray>
#include <QStringDecoder>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace redoubt::text {

namespace {

/// "Jane Roe" in base64; what is shorter names nobody whole.
constexpr qsizetype kShortest = 11;
/// From so many characters on, what does not hold text is no name of a thing, no hash and no
/// signature of a token, but a file; fewer do where the text says so.
constexpr qsizetype kShortestFile = 400;
constexpr qsizetype kShortestSaid = 64;
constexpr qsizetype kArmourHead = 300;
constexpr qsizetype kLongestIndent = 16;
/// Of a run over several lines.
constexpr qsizetype kNarrowestLine = 40;
constexpr qsizetype kWidestLine = 998;

constexpr std::array<signed char, 128> kValues = [] {
    std::array<signed char, 128> values{};
    values.fill(-1);
    for (int i = 0; i < 26; ++i) {
        values[std::size_t('A' + i)] = static_cast<signed char>(i);
        values[std::size_t('a' + i)] = static_cast<signed char>(26 + i);
    }
    for (int i = 0; i < 10; ++i)
        values[std::size_t('0' + i)] = static_cast<signed char>(52 + i);
    values[std::size_t('+')] = values[std::size_t('-')] = 62;
    values[std::size_t('/')] = values[std::size_t('_')] = 63;
    return values;
}();

int base64Value(QChar c)
{
    return c.unicode() < 128 ? kValues[c.unicode()] : -1;
}

/// A run of base64 over lines.
struct Run
{
    qsizetype begin = 0;
    qsizetype end = 0;
    QByteArray bytes;
    qsizetype characters = 0;
    qsizetype lines = 1;
    std::array<qsizetype, 4> classes{}; ///< capitals, small letters, digits, signs
    bool hexOnly = true;
};

void countClass(Run &run, QChar c)
{
    const bool capital = c >= u'A' && c <= u'Z';
    const bool small = c >= u'a' && c <= u'z';
    const bool digit = c >= u'0' && c <= u'9';
    ++run.classes[capital ? 0 : small ? 1 : digit ? 2 : 3];
    run.hexOnly = run.hexOnly && hexValue(c) >= 0;
}

/// Where the line after @a at goes on with a run whose lines were @a width wide, or -1: behind a
/// line end, an indent (folded headers and cards) and marks of quoting. @a first: the line before
/// is the first of the run, and may have begun in the middle.
qsizetype nextLine(QStringView text, qsizetype at, qsizetype &width, bool first)
{
    if (at < text.size() && text[at] == u'\r')
        ++at;
    if (at >= text.size() || text[at] != u'\n')
        return -1;
    ++at;
    const qsizetype lineBegin = at;
    while (at < text.size() && at - lineBegin < kLongestIndent &&
           (text[at] == u' ' || text[at] == u'\t' || text[at] == u'>'))
        ++at;
    const qsizetype limit = first ? kWidestLine : width;
    qsizetype end = at;
    while (end < text.size() && end - at <= limit &&
           (base64Value(text[end]) >= 0 || text[end] == u'='))
        ++end;
    // The whole line is of the run; words that stand alone on their lines are none.
    const bool ends = end >= text.size() || text[end] == u'\n' || text[end] == u'\r';
    if (end == at || !ends || end - at > limit || std::max(width, end - at) < kNarrowestLine)
        return -1;
    if (first)
        width = std::max(width, end - at);
    return at;
}

Run runAt(QStringView text, qsizetype begin)
{
    Run run;
    run.begin = begin;
    quint32 bits = 0;
    int count = 0;
    qsizetype at = begin;
    qsizetype lineBegin = begin;
    qsizetype width = 0;
    while (at < text.size()) {
        const int value = base64Value(text[at]);
        if (value >= 0) {
            countClass(run, text[at]);
            bits = (bits << 6) | quint32(value);
            if (++count == 4) {
                run.bytes.append(char(bits >> 16)).append(char(bits >> 8)).append(char(bits));
                count = 0;
                bits = 0;
            }
            ++run.characters;
            ++at;
            continue;
        }
        if (text[at] == u'=')
            break;
        if (width == 0)
            width = at - lineBegin;
        const qsizetype next = nextLine(text, at, width, run.lines == 1);
        if (next < 0)
            break;
        ++run.lines;
        at = lineBegin = next;
    }
    if (count == 2)
        run.bytes.append(char(bits >> 4));
    else if (count == 3)
        run.bytes.append(char(bits >> 10)).append(char(bits >> 2));
    for (int pad = 0; pad < 2 && at < text.size() && text[at] == u'='; ++pad)
        ++at;
    run.end = at;
    return run;
}

bool isWritten(const QString &text)
{
    if (text.isEmpty())
        return false;
    return std::all_of(text.begin(), text.end(), [](QChar c) {
        return c == u'\n' || c == u'\r' || c == u'\t' || (c.isPrint() && c != QChar(0xfffd)) ||
               c.isSurrogate() || c.category() == QChar::Other_Format;
    });
}

QString decoded(QStringConverter::Encoding encoding, const QByteArray &bytes)
{
    QStringDecoder decoder(encoding);
    const QString text = decoder.decode(bytes);
    return decoder.hasError() ? QString() : text;
}

/// The text that the bytes are, or nothing.
QString asText(const QByteArray &bytes)
{
    const QString utf8 = decoded(QStringConverter::Utf8, bytes);
    if (isWritten(utf8))
        return utf8;
    if (bytes.size() < 8 || bytes.size() % 2 != 0 || !bytes.contains('\0'))
        return {};
    for (const auto encoding : {QStringConverter::Utf16LE, QStringConverter::Utf16BE}) {
        QString wide = decoded(encoding, bytes);
        if (wide.startsWith(QChar(0xfeff)))
            wide.remove(0, 1);
        if (isWritten(wide))
            return wide;
    }
    return {};
}

/// A few letters may be text by chance; what is meant as text has letters or digits in it.
bool saysSomething(const QString &text)
{
    const auto letters =
        std::count_if(text.begin(), text.end(), [](QChar c) { return c.isLetterOrNumber(); });
    return letters * 2 > text.size();
}

QByteArray hexBytes(QStringView digits)
{
    return digits.size() % 2 ? QByteArray() : QByteArray::fromHex(digits.toLatin1());
}

/// A word, and no packed text, which holds letters of both kinds from a few characters on.
bool looksLikeWord(const Run &run)
{
    return run.characters < 24 && (run.classes[0] == 0 || run.classes[1] == 0);
}

/// Long runs of an alphabet that files use evenly; paths and words do not.
bool looksLikeFile(QStringView text, const Run &run)
{
    const QStringView before = text.first(run.begin);
    const bool said = before.endsWith(u";base64,") ||
                      before.last(std::min(before.size(), kArmourHead)).contains(u"-----BEGIN ");
    if (said && run.characters >= kShortestSaid)
        return true;
    if (run.characters < kShortestFile || run.hexOnly)
        return run.hexOnly && run.characters >= 512;
    const auto share = [&](std::size_t i) { return run.classes[i] * 100 / run.characters; };
    return share(0) >= 10 && share(1) >= 5 && share(2) >= 2 && share(3) <= 15;
}

/// The signature of a token in three parts, of which the second was text.
bool isSignature(QStringView text, const Run &run, qsizetype lastTextEnd)
{
    return run.begin > 0 && text[run.begin - 1] == u'.' && lastTextEnd == run.begin - 1;
}

/// "begin 644 name", lines of uuencode, "end".
struct Uuencoded
{
    qsizetype end = -1;
    QByteArray bytes;
};

Uuencoded uuencodedAt(QStringView text, qsizetype at)
{
    Uuencoded found;
    const auto lineAt = [&](qsizetype from) {
        const qsizetype end = text.indexOf(u'\n', from);
        return text.sliced(from, (end < 0 ? text.size() : end) - from);
    };
    const QStringView first = lineAt(at);
    if (first.size() < 10 || first.size() > 300 || !first[6].isDigit() || !first[7].isDigit() ||
        !first[8].isDigit())
        return found;
    qsizetype next = at + first.size() + 1;
    while (next < text.size()) {
        QStringView line = lineAt(next);
        const qsizetype size = line.size();
        if (line.endsWith(u'\r'))
            line.chop(1);
        if (line == u"end") {
            found.end = next + line.size();
            return found;
        }
        const int count = line.isEmpty() ? 0 : (line[0].unicode() - 32) & 63;
        if (line.isEmpty() || line.size() > 64 || line[0] < u' ' || line[0] > u'`' ||
            line.size() < 1 + (count * 4 + 2) / 3)
            return found;
        quint32 bits = 0;
        int written = 0;
        for (qsizetype i = 1; written < count; ++i) {
            // Blanks at the end of a line, which count as zeros, may have been cut off.
            const auto value = i < line.size() ? line[i].unicode() - 32 : 0;
            bits = (bits << 6) | quint32(value & 63);
            if (i % 4 != 0)
                continue;
            for (int shift = 16; shift >= 0 && written < count; shift -= 8, ++written)
                found.bytes.append(char(bits >> shift));
            bits = 0;
        }
        next += size + 1;
    }
    return found;
}

class PackedReader
{
public:
    explicit PackedReader(QStringView text)
        : m_text(text)
        , m_out(text)
    {}

    PackedText read()
    {
        for (qsizetype at = 0; at < m_text.size();) {
            if (atLineBegin(at)) {
                const QStringView rest = m_text.sliced(at);
                if (rest.startsWith(u"begin ")) {
                    const Uuencoded found = uuencodedAt(m_text, at);
                    if (found.end > 0) {
                        take(at, found.end, found.bytes, true);
                        at = found.end;
                        continue;
                    }
                } else if (rest.startsWith(u"=ybegin ")) {
                    ++m_result.unread;
                }
            }
            if (base64Value(m_text[at]) < 0) {
                ++at;
                continue;
            }
            // Nearly every run is a word; it is measured before it is decoded.
            qsizetype end = at + 1;
            while (end < m_text.size() && base64Value(m_text[end]) >= 0)
                ++end;
            if (end - at < kShortest) {
                at = end;
                continue;
            }
            const Run run = runAt(m_text, at);
            readRun(run);
            at = run.end;
        }
        m_result.reading = m_out.stop();
        return std::move(m_result);
    }

private:
    bool atLineBegin(qsizetype at) const { return at == 0 || m_text[at - 1] == u'\n'; }

    void readRun(const Run &run)
    {
        if (run.hexOnly && run.lines == 1) {
            const QByteArray bytes = hexBytes(m_text.sliced(run.begin, run.characters));
            if (take(run.begin, run.end, bytes, false))
                return;
        }
        if (!looksLikeWord(run))
            take(run.begin, run.end, run.bytes,
                 looksLikeFile(m_text, run) && !isSignature(m_text, run, m_lastTextEnd));
    }

    /// Takes the bytes over as text, or counts the place when @a isFile.
    bool take(qsizetype begin, qsizetype end, const QByteArray &bytes, bool isFile)
    {
        const QString text = asText(bytes);
        if (text.isEmpty() || (!isFile && !saysSomething(text))) {
            m_result.unread += isFile ? 1 : 0;
            return false;
        }
        m_out.moveTo(begin);
        m_out.replace(end, text);
        m_out.insert(u"\n\n");
        m_lastTextEnd = end;
        return true;
    }

    QStringView m_text;
    ReadingBuilder m_out;
    PackedText m_result;
    qsizetype m_lastTextEnd = -1;
};

} // namespace

PackedText readPacked(QStringView text)
{
    return PackedReader(text).read();
}

} // namespace redoubt::text
