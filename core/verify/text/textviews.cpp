// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/verify/text/textviews.h"

#include <unicode/ucnv.h>

#include <QHash>
#include <QSet>

#include <algorithm>
#include <memory>
#include <vector>

namespace redoubt::verify {

using namespace Qt::StringLiterals;

namespace {

constexpr int kLevels = 3;
constexpr qsizetype kStep = 1 << 16; // units between two looks at the stop token
constexpr qsizetype kLongestName = 24;
constexpr qsizetype kLongestTag = 1024;

struct CloseConverter
{
    void operator()(UConverter *converter) const { ucnv_close(converter); }
};

/// Reads one text and writes another; every function reads one notation.
class ViewMaker
{
public:
    ViewMaker(const QString &text, const JobContext &context)
        : m_text(text)
        , m_context(context)
    {
        m_out.reserve(text.size());
    }

    QString unescaped()
    {
        walk([this](QChar c) {
            return c == u'%' ? percent() : c == u'&' ? entity() : c == u'\\' ? backslash() : false;
        });
        return result();
    }

    QString fromQuotedPrintable()
    {
        walk([this](QChar c) { return c == u'=' && quotedPrintable(); });
        return result();
    }

    QString withoutTags()
    {
        walk([this](QChar c) { return c == u'<' ? tag() : c == u'{' && braces(); });
        return result();
    }

    QString unpacked()
    {
        walk([this](QChar c) {
            if (isBase64(c)) {
                pack();
            } else {
                ++m_at;
            }
            return true;
        });
        return m_out;
    }

private:
    template <typename Read>
    void walk(const Read &read)
    {
        qsizetype next = kStep;
        while (m_at < m_text.size()) {
            if (m_at >= next) {
                next = m_at + kStep;
                if (m_context.cancelled())
                    return;
            }
            if (!read(m_text[m_at]))
                m_out += m_text[m_at++];
            else
                m_changed = true;
        }
    }
    QString result() const { return m_changed ? m_out : QString(); }

    int hexAt(qsizetype at) const
    {
        if (at >= m_text.size())
            return -1;
        const ushort c = m_text[at].toLower().unicode();
        return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    }
    /// The number of @a digits hexadecimal digits at @a at, or -1.
    qint64 hexNumber(qsizetype at, int digits) const
    {
        qint64 value = 0;
        for (int i = 0; i < digits; ++i) {
            const int digit = hexAt(at + i);
            if (digit < 0)
                return -1;
            value = value * 16 + digit;
        }
        return value;
    }
    void write(qint64 codePoint)
    {
        const char32_t c = char32_t(codePoint);
        m_out += QChar::isSurrogate(c) ? QString(QChar(char16_t(c))) : QString::fromUcs4(&c, 1);
    }
    void write(const QByteArray &bytes)
    {
        const QString utf8 = QString::fromUtf8(bytes);
        m_out += utf8.contains(QChar(0xfffd)) ? QString::fromLatin1(bytes) : utf8;
    }

    bool percent()
    {
        if (m_at + 1 < m_text.size() && m_text[m_at + 1] == u'u') {
            const qint64 unit = hexNumber(m_at + 2, 4);
            if (unit < 0)
                return false;
            write(unit);
            m_at += 6;
            return true;
        }
        QByteArray bytes;
        qsizetype at = m_at;
        while (at < m_text.size() && m_text[at] == u'%' && hexNumber(at + 1, 2) >= 0) {
            bytes += char(hexNumber(at + 1, 2));
            at += 3;
        }
        if (bytes.isEmpty())
            return false;
        write(bytes);
        m_at = at;
        return true;
    }

    bool quotedPrintable()
    {
        qsizetype end = m_at + 1;
        while (end < m_text.size() && (m_text[end] == u' ' || m_text[end] == u'\r'))
            ++end;
        if (end < m_text.size() && m_text[end] == u'\n') {
            m_at = end + 1;
            return true;
        }
        QByteArray bytes;
        qsizetype at = m_at;
        while (at < m_text.size() && m_text[at] == u'=' && hexNumber(at + 1, 2) >= 0) {
            bytes += char(hexNumber(at + 1, 2));
            at += 3;
        }
        if (bytes.isEmpty())
            return false;
        write(bytes);
        m_at = at;
        return true;
    }

    bool backslash()
    {
        if (m_at + 1 >= m_text.size())
            return false;
        const QChar letter = m_text[m_at + 1];
        if (letter == u'u' || letter == u'U') {
            qsizetype at = m_at + 2;
            int digits = letter == u'u' ? 4 : 8;
            const bool braced = at < m_text.size() && m_text[at] == u'{';
            if (braced) {
                ++at;
                digits = 0;
                while (digits < 6 && hexAt(at + digits) >= 0)
                    ++digits;
            }
            const qint64 c = digits > 0 ? hexNumber(at, digits) : -1;
            if (c < 0 || c > 0x10ffff)
                return false;
            write(c);
            m_at = at + digits + (braced ? 1 : 0);
            return true;
        }
        QByteArray bytes;
        qsizetype at = m_at;
        while (at + 3 < m_text.size() && m_text[at] == u'\\') {
            if (m_text[at + 1] == u'x' && hexNumber(at + 2, 2) >= 0) {
                bytes += char(hexNumber(at + 2, 2));
            } else {
                bool ok = false;
                const int octal = m_text.mid(at + 1, 3).toInt(&ok, 8);
                if (!ok || octal < 0 || octal > 255 || !m_text[at + 1].isDigit())
                    break;
                bytes += char(octal);
            }
            at += 4;
        }
        if (!bytes.isEmpty()) {
            write(bytes);
            m_at = at;
            return true;
        }
        if (u"nrtNhbfv"_s.contains(letter))
            m_out += u' ';
        else if (letter.unicode() < 0x80 && !letter.isLetterOrNumber() && !letter.isSpace())
            m_out += letter;
        else
            return false;
        m_at += 2;
        return true;
    }

    bool entity()
    {
        qsizetype end = m_at + 1;
        if (end < m_text.size() && m_text[end] == u'#') {
            ++end;
            const bool hex = end < m_text.size() && m_text[end].toLower() == u'x';
            end += hex ? 1 : 0;
            const qsizetype digits = end;
            qint64 value = 0;
            while (hexAt(end) >= 0 && (hex || hexAt(end) < 10) && end - digits < 40) {
                value = std::min<qint64>(value * (hex ? 16 : 10) + hexAt(end), 0x110000);
                ++end;
            }
            if (end == digits || value == 0 || value > 0x10ffff)
                return false;
            write(value);
        } else {
            while (end < m_text.size() && end - m_at <= kLongestName &&
                   m_text[end].isLetterOrNumber())
                ++end;
            if (end >= m_text.size() || m_text[end] != u';')
                return false;
            const QString meant = named(m_text.mid(m_at + 1, end - m_at - 1));
            if (meant.isEmpty())
                return false;
            m_out += meant;
        }
        m_at = end + (end < m_text.size() && m_text[end] == u';' ? 1 : 0);
        return true;
    }

    /// A letter and its accent ("eacute"), or a sign.
    static QString named(const QString &name)
    {
        static const QHash<QString, QChar> signs{
            {u"amp"_s, u'&'},    {u"lt"_s, u'<'},      {u"gt"_s, u'>'},     {u"quot"_s, u'"'},
            {u"apos"_s, u'\''},  {u"commat"_s, u'@'},  {u"period"_s, u'.'}, {u"comma"_s, u','},
            {u"colon"_s, u':'},  {u"semi"_s, u';'},    {u"plus"_s, u'+'},   {u"sol"_s, u'/'},
            {u"lowbar"_s, u'_'}, {u"num"_s, u'#'},     {u"percnt"_s, u'%'}, {u"lpar"_s, u'('},
            {u"rpar"_s, u')'},   {u"hyphen"_s, u'-'},  {u"dash"_s, u'-'},   {u"nbsp"_s, u' '},
            {u"Tab"_s, u' '},    {u"NewLine"_s, u' '}, {u"equals"_s, u'='}, {u"quest"_s, u'?'},
            {u"excl"_s, u'!'},   {u"szlig"_s, u'ß'},   {u"aelig"_s, u'æ'},  {u"AElig"_s, u'Æ'},
            {u"oslash"_s, u'ø'}, {u"Oslash"_s, u'Ø'},  {u"eth"_s, u'ð'},    {u"thorn"_s, u'þ'},
            {u"oelig"_s, u'œ'},  {u"shy"_s, u'\u00ad'}};
        static const QList<std::pair<QString, QChar>> accents{
            {u"grave"_s, QChar(0x300)}, {u"acute"_s, QChar(0x301)}, {u"circ"_s, QChar(0x302)},
            {u"tilde"_s, QChar(0x303)}, {u"macr"_s, QChar(0x304)},  {u"breve"_s, QChar(0x306)},
            {u"dot"_s, QChar(0x307)},   {u"uml"_s, QChar(0x308)},   {u"ring"_s, QChar(0x30a)},
            {u"caron"_s, QChar(0x30c)}, {u"cedil"_s, QChar(0x327)}, {u"ogon"_s, QChar(0x328)}};
        const auto sign = signs.constFind(name);
        if (sign != signs.constEnd())
            return *sign;
        for (const auto &[suffix, mark] : accents) {
            if (name.size() == suffix.size() + 1 && name.endsWith(suffix))
                return QString(name[0]) + mark;
        }
        return {};
    }

    bool tag()
    {
        qsizetype from = m_at + 1;
        if (from < m_text.size() && m_text[from] == u'/')
            ++from;
        if (from >= m_text.size() ||
            !(m_text[from].isLetterOrNumber() || m_text[from] == u'!' || m_text[from] == u'?'))
            return false;
        const qsizetype limit = std::min(m_text.size(), m_at + kLongestTag);
        qsizetype end = from;
        while (end < limit && m_text[end] != u'>' && m_text[end] != u'<')
            ++end;
        if (end >= limit || m_text[end] != u'>')
            return false;
        qsizetype nameEnd = from;
        while (nameEnd < end && m_text[nameEnd].isLetterOrNumber())
            ++nameEnd;
        static const QSet<QString> inside{u"b"_s,    u"i"_s,      u"u"_s,    u"s"_s,    u"a"_s,
                                          u"em"_s,   u"strong"_s, u"span"_s, u"sub"_s,  u"sup"_s,
                                          u"font"_s, u"mark"_s,   u"c"_s,    u"small"_s};
        if (!inside.contains(m_text.mid(from, nameEnd - from).toLower()))
            m_out += u' ';
        m_at = end + 1;
        return true;
    }

    bool braces()
    {
        if (m_at + 1 >= m_text.size() || m_text[m_at + 1] != u'\\')
            return false;
        const qsizetype limit = std::min(m_text.size(), m_at + 256);
        qsizetype end = m_at;
        while (end < limit && m_text[end] != u'}' && m_text[end] != u'\n')
            ++end;
        if (end >= limit || m_text[end] != u'}')
            return false;
        m_at = end + 1;
        return true;
    }

    static bool isBase64(QChar c)
    {
        const ushort u = c.unicode();
        return (u >= 'a' && u <= 'z') || (u >= 'A' && u <= 'Z') || (u >= '0' && u <= '9') ||
               u == '+' || u == '/' || u == '-' || u == '_';
    }

    /// Unpacks the run at m_at, over line ends, when it holds text.
    void pack()
    {
        QByteArray letters;
        qsizetype at = m_at;
        qsizetype firstLine = 0;
        while (at < m_text.size()) {
            if (isBase64(m_text[at])) {
                letters += char(m_text[at++].unicode());
                continue;
            }
            firstLine = firstLine == 0 ? letters.size() : firstLine;
            if (firstLine < 40 || (m_text[at] != u'\r' && m_text[at] != u'\n'))
                break;
            qsizetype next = at;
            while (next < m_text.size() && next - at < 16 &&
                   (m_text[next].isSpace() || m_text[next] == u'>'))
                ++next;
            if (next >= m_text.size() || !isBase64(m_text[next]))
                break;
            at = next;
        }
        m_at = std::max(at, m_at + 1);
        if (letters.size() < 11)
            return;
        for (const QByteArray &bytes :
             {QByteArray::fromBase64(letters),
              QByteArray::fromBase64(letters, QByteArray::Base64UrlEncoding),
              QByteArray::fromHex(letters)}) {
            const QString text = QString::fromUtf8(bytes);
            const auto odd = std::count_if(text.begin(), text.end(), [](QChar c) {
                return c == QChar(0xfffd) || (c.unicode() < 0x20 && !c.isSpace());
            });
            if (!text.isEmpty() && odd * 20 <= text.size())
                m_out += text + u'\n';
        }
    }

    const QString &m_text;
    const JobContext &m_context;
    QString m_out;
    qsizetype m_at = 0;
    bool m_changed = false;
};

/// Blocks of lines with blank stripes from top to bottom: what stands between two stripes, line
/// under line.
QString byColumns(const QString &text, const JobContext &context)
{
    constexpr qsizetype kWidest = 400;
    QString view;
    std::vector<QStringView> block;
    const auto flush = [&] {
        qsizetype width = 0;
        for (const QStringView line : block)
            width = std::max(width, line.size());
        std::vector<int> ink(std::size_t(width), 0);
        for (const QStringView line : block) {
            for (qsizetype i = 0; i < line.size(); ++i)
                ink[std::size_t(i)] += line[i] == u' ' ? 0 : 1;
        }
        qsizetype begin = 0;
        while (block.size() > 1 && width <= kWidest && begin < width) {
            while (begin < width && ink[std::size_t(begin)] == 0)
                ++begin;
            qsizetype end = begin;
            while (end < width && (ink[std::size_t(end)] > 0 ||
                                   (end + 1 < width && ink[std::size_t(end) + 1] > 0)))
                ++end;
            if (begin == 0 && end == width)
                break; // one column: the text itself
            for (const QStringView line : block)
                view += line.mid(begin, end - begin).trimmed().toString() + u'\n';
            begin = end;
        }
        block.clear();
    };
    int lines = 0;
    for (const QStringView line : QStringView(text).tokenize(u'\n')) {
        if ((++lines & 0x3ff) == 0 && context.cancelled())
            return {};
        if (line.trimmed().isEmpty() || block.size() > 1000)
            flush();
        if (!line.trimmed().isEmpty())
            block.push_back(line);
    }
    flush();
    return view;
}

} // namespace

std::optional<QString> decodedAs(const QString &encoding, const QByteArray &bytes)
{
    // The pages that Windows has under these names hold more than the standards'.
    static const QHash<QString, QByteArray> pages{
        {u"EUC-KR"_s, "windows-949"}, {u"Big5"_s, "windows-950"}, {u"HZ-GB-2312"_s, "HZ"}};
    const QByteArray name = pages.value(encoding, encoding.section(u'/', 0, 0).toLatin1());
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, CloseConverter> converter(
        ucnv_open(name.constData(), &status));
    if (U_FAILURE(status) || bytes.size() > (1 << 29))
        return std::nullopt;
    std::vector<UChar> units(std::size_t(bytes.size()) * 2 + 16);
    const int32_t size = ucnv_toUChars(converter.get(), units.data(), int32_t(units.size()),
                                       bytes.constData(), int32_t(bytes.size()), &status);
    if (U_FAILURE(status))
        return std::nullopt;
    const QString text(reinterpret_cast<const QChar *>(units.data()), size);
    return text.count(QChar(0xfffd)) * 100 <= text.size() + 99 ? std::optional(text) : std::nullopt;
}

Result<void> forEachTextView(const QString &text, const JobContext &context,
                             const std::function<Result<void>(const QString &)> &search)
{
    const auto use = [&](const QString &view) -> Result<void> {
        if (context.cancelled())
            return JobContext::cancelledError("verify/views");
        return view.isEmpty() ? Result<void>() : search(view);
    };
    QString deepest = text;
    for (int level = 0; level < kLevels; ++level) {
        const QString view = ViewMaker(deepest, context).unescaped();
        if (auto done = use(view); !done)
            return done;
        if (view.isEmpty())
            break;
        deepest = view;
    }
    QStringList plain{deepest};
    const QString quoted = ViewMaker(text, context).fromQuotedPrintable();
    if (auto done = use(quoted); !done)
        return done;
    if (!quoted.isEmpty())
        plain.append(quoted);
    for (const QString &view : plain) {
        if (auto done = use(ViewMaker(view, context).withoutTags()); !done)
            return done;
    }
    if (text.contains(u"{\\"_s)) {
        const QString lines = ViewMaker(text, context).withoutTags();
        if (auto done = use(lines); !done)
            return done;
        if (auto done = use(ViewMaker(lines, context).unescaped()); !done)
            return done;
    }
    if (auto done = use(byColumns(text, context)); !done)
        return done;
    QString packed = text;
    for (int level = 0; level < 2 && !packed.isEmpty(); ++level) {
        packed = ViewMaker(packed, context).unpacked();
        if (auto done = use(packed); !done)
            return done;
        if (auto done = use(ViewMaker(packed, context).unescaped()); !done)
            return done;
    }
    return {};
}

} // namespace redoubt::verify
