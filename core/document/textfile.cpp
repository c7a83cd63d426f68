// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/document/textfile.h"

#include "core/document/charset.h"
#include "core/document/docmodel.h"
#include "core/document/tr.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace redoubt::document {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMaxTextBytes = 256LL * 1024 * 1024;

// Bytes 0x80..0x9F of windows-1252. The five that the code page leaves open keep their number, as
// browsers do, so that every byte has a character.
constexpr std::array<char16_t, 32> kWindows1252 = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

QChar windows1252(char c)
{
    const auto byte = uchar(c);
    return byte >= 0x80 && byte < 0xA0 ? QChar(kWindows1252[byte - 0x80]) : QChar(char16_t(byte));
}

QByteArray encodeWindows1252(QStringView text)
{
    QByteArray bytes;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t unit = text[i].unicode();
        if (unit < 0x80 || (unit >= 0xA0 && unit < 0x100)) {
            bytes.append(char(unit));
            continue;
        }
        const auto *found = std::find(kWindows1252.begin(), kWindows1252.end(), unit);
        bytes.append(found != kWindows1252.end() ? char(0x80 + (found - kWindows1252.begin()))
                                                 : '?');
        if (QChar::isHighSurrogate(unit) && i + 1 < text.size() && text[i + 1].isLowSurrogate())
            ++i; // one character, one question mark
    }
    return bytes;
}

// ---- characters of Unicode's encodings, one after the other ----

/// One character, or one byte that is none.
struct Step
{
    char32_t character = 0;
    int bytes = 1;
    bool valid = true;
    int units() const { return character > 0xffff ? 2 : 1; }
};

Step utf8Step(QByteArrayView bytes, qsizetype at)
{
    const auto lead = uchar(bytes[at]);
    if (lead < 0x80)
        return {lead, 1, true};
    const int length = lead >= 0xc2 && lead < 0xe0   ? 2
                       : lead >= 0xe0 && lead < 0xf0 ? 3
                       : lead >= 0xf0 && lead < 0xf5 ? 4
                                                     : 1;
    const Step broken{windows1252(bytes[at]).unicode(), 1, false};
    if (length == 1 || at + length > bytes.size())
        return broken;
    char32_t c = lead & (0x7fU >> length);
    for (int k = 1; k < length; ++k) {
        const auto next = uchar(bytes[at + k]);
        if ((next & 0xc0) != 0x80)
            return broken;
        c = (c << 6) | (next & 0x3fU);
    }
    const bool valid = (length != 3 || c >= 0x800) && (length != 4 || c >= 0x10000) &&
                       c <= 0x10ffff && !(c >= 0xd800 && c <= 0xdfff);
    return valid ? Step{c, length, true} : broken;
}

void append(QString &text, const Step &step)
{
    if (step.units() == 2) {
        text.append(QChar(QChar::highSurrogate(step.character)));
        text.append(QChar(QChar::lowSurrogate(step.character)));
    } else {
        text.append(QChar(char16_t(step.character)));
    }
}

struct Utf8Text
{
    QString text;
    qsizetype letters = 0; ///< characters beyond ASCII
    qsizetype broken = 0;  ///< bytes that belong to none
    bool cutAtEnd = false; ///< the last of them begin a character that the file's end cuts
};

Utf8Text decodeUtf8(QByteArrayView bytes)
{
    Utf8Text result;
    result.text.reserve(bytes.size());
    qsizetype lastGood = 0;
    for (qsizetype at = 0; at < bytes.size();) {
        const Step step = utf8Step(bytes, at);
        append(result.text, step);
        result.letters += step.valid && step.character >= 0x80 ? 1 : 0;
        result.broken += step.valid ? 0 : 1;
        at += step.bytes;
        if (step.valid)
            lastGood = at;
    }
    const qsizetype rest = bytes.size() - lastGood;
    if (rest > 0 && rest <= 3 && uchar(bytes[lastGood]) >= 0xc2) {
        result.cutAtEnd = true;
        result.broken -= rest;
    }
    return result;
}

enum class ByteOrder { Little, Big };

char32_t unitAt(QByteArrayView bytes, qsizetype at, int width, ByteOrder order)
{
    char32_t unit = 0;
    for (int i = 0; i < width; ++i)
        unit = (unit << 8) | uchar(bytes[order == ByteOrder::Big ? at + i : at + width - 1 - i]);
    return unit;
}

// Units are copied as they are, lone surrogates included. The byte after the last whole unit
// becomes one more character; the "/odd" of the encoding's name says so.
QString decodeUtf16(QByteArrayView bytes, ByteOrder order)
{
    QString text;
    text.reserve(bytes.size() / 2 + 1);
    for (qsizetype i = 0; i + 1 < bytes.size(); i += 2)
        text.append(QChar(char16_t(unitAt(bytes, i, 2, order))));
    if (bytes.size() % 2)
        text.append(QChar(char16_t(uchar(bytes.back()))));
    return text;
}

std::optional<QString> decodeUtf32(QByteArrayView bytes, ByteOrder order)
{
    if (bytes.size() % 4 != 0)
        return std::nullopt;
    QString text;
    text.reserve(bytes.size() / 4);
    for (qsizetype i = 0; i < bytes.size(); i += 4) {
        const char32_t c = unitAt(bytes, i, 4, order);
        if (c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
            return std::nullopt;
        append(text, {c, 4, true});
    }
    return text;
}

QByteArray encodeWide(QStringView text, int width, ByteOrder order)
{
    QByteArray bytes;
    const auto add = [&](char32_t unit) {
        for (int i = 0; i < width; ++i) {
            const int shift = 8 * (order == ByteOrder::Big ? width - 1 - i : i);
            bytes.append(char(unit >> shift & 0xff));
        }
    };
    if (width == 4) {
        for (const char32_t c : text.toUcs4())
            add(c);
    } else {
        for (const QChar c : text)
            add(c.unicode());
    }
    return bytes;
}

bool looksBinary(const QString &text)
{
    qsizetype control = 0;
    for (const QChar c : text) {
        const char16_t unit = c.unicode();
        if (unit == 0)
            return true;
        if (unit < 0x20 && unit != '\t' && unit != '\n' && unit != '\r' && unit != '\f' &&
            unit != 0x1B && unit != 0x0B && unit != 0x1C && unit != 0x1A)
            ++control;
    }
    return control > 8 && control * 20 > text.size();
}

// ---- which one ----

/// Whether nearly all units are letters and signs that texts hold.
bool looksWritten(const QString &text)
{
    qsizetype good = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        const bool pair =
            c.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
        const QChar::Script script = c.script();
        const bool known = script == QChar::Script_Common || script == QChar::Script_Latin ||
                           script == QChar::Script_Han || script == QChar::Script_Hiragana ||
                           script == QChar::Script_Katakana || script == QChar::Script_Hangul ||
                           script == QChar::Script_Cyrillic || script == QChar::Script_Greek ||
                           script == QChar::Script_Arabic || script == QChar::Script_Hebrew ||
                           script == QChar::Script_Thai || script == QChar::Script_Devanagari ||
                           script == QChar::Script_Inherited;
        good += pair || (known && c.category() != QChar::Other_NotAssigned &&
                         c.category() != QChar::Other_PrivateUse)
                    ? 1
                    : 0;
        i += pair ? 1 : 0;
    }
    return good * 100 >= text.size() * 96;
}

/// UTF-16 without a mark: of Western text half of the bytes are zero, all on one side; of any text
/// the blanks and line ends are.
std::optional<ByteOrder> guessUtf16(QByteArrayView bytes)
{
    const qsizetype size = std::min<qsizetype>(bytes.size(), 4096) & ~qsizetype(1);
    if (size < 8)
        return std::nullopt;
    qsizetype even = 0;
    qsizetype odd = 0;
    for (qsizetype i = 0; i < size; i += 2) {
        even += bytes[i] == 0;
        odd += bytes[i + 1] == 0;
    }
    if (odd * 10 >= size * 4 && even * 50 < size)
        return ByteOrder::Little;
    if (even * 10 >= size * 4 && odd * 50 < size)
        return ByteOrder::Big;
    for (const ByteOrder order : {ByteOrder::Little, ByteOrder::Big}) {
        const bool oneSided =
            order == ByteOrder::Little ? even == 0 && odd > 0 : odd == 0 && even > 0;
        if (oneSided && looksWritten(decodeUtf16(bytes.first(size), order)))
            return order;
    }
    return std::nullopt;
}

std::optional<ByteOrder> guessUtf32(QByteArrayView bytes)
{
    if (bytes.size() < 8 || bytes.size() % 4 != 0)
        return std::nullopt;
    for (const ByteOrder order : {ByteOrder::Little, ByteOrder::Big}) {
        const auto text = decodeUtf32(bytes.first(std::min<qsizetype>(bytes.size(), 4096)), order);
        if (text && !looksBinary(*text))
            return order;
    }
    return std::nullopt;
}

/// Encodings that switch by sequences of plain bytes, and so look like ASCII.
QString guessSwitching(QByteArrayView bytes)
{
    if (bytes.contains('\x1b')) {
        const QByteArray all = QByteArray::fromRawData(bytes.data(), bytes.size());
        if (all.contains("\x1b$)C"))
            return u"ISO-2022-KR"_s;
        if (all.contains("\x1b$B") || all.contains("\x1b$@") || all.contains("\x1b(J") ||
            all.contains("\x1b(I"))
            return u"ISO-2022-JP"_s;
    }
    if (bytes.contains('~')) {
        static const QRegularExpression hz(u"~\\{(?:[!-w][!-~])+~\\}"_s);
        const QByteArrayView head = bytes.first(std::min<qsizetype>(bytes.size(), 1 << 20));
        if (hz.match(QString::fromLatin1(head)).hasMatch())
            return u"HZ-GB-2312"_s;
    }
    return {};
}

QList<NotExamined> unsureEncoding(const CharsetGuess &guess)
{
    if (guess.confidence >= kSureCharset)
        return {};
    return {{Portion::of(Tr::tr("encoding")),
             Tr::tr("The text is not written in Unicode, and too little of it tells in what: most "
                    "likely %1 (%2 %). Names with letters beyond A to Z may have been missed. Save "
                    "the file as UTF-8.")
                 .arg(guess.name)
                 .arg(qRound(guess.confidence * 100))}};
}

QList<NotExamined> brokenCharacters(qsizetype count, const QString &encoding)
{
    if (count == 0)
        return {};
    return {
        {Portion::of(
             Tr::tr("%n damaged character(s)", nullptr, int(std::min<qsizetype>(count, INT_MAX)))),
         Tr::tr("They are none of %1, in which the rest of the text is written.").arg(encoding)}};
}

// ---- patches ----

/// Goes through the bytes of a file along with its text.
class ByteWalker
{
public:
    ByteWalker(QByteArrayView bytes, const TextFile &file)
        : m_bytes(bytes)
        , m_encoding(file.encoding)
    {
        const bool odd = m_encoding.endsWith(u"/odd"_s);
        if (odd)
            m_encoding.chop(4);
        m_order = m_encoding.endsWith(u"BE"_s) ? ByteOrder::Big : ByteOrder::Little;
        m_width = m_encoding.startsWith(u"UTF-16"_s)   ? 2
                  : m_encoding.startsWith(u"UTF-32"_s) ? 4
                  : m_encoding == u"windows-1252"_s    ? 1
                                                       : 0;
        if (file.bom)
            m_at = m_encoding == u"UTF-8"_s ? 3 : m_encoding == u"GB18030"_s ? 4 : m_width;
        m_mark = m_at;
    }
    bool open()
    {
        if (m_width > 0 || m_encoding == u"UTF-8"_s)
            return true;
        auto decoded = decodeCharset(m_encoding, m_bytes.sliced(m_mark));
        if (!decoded)
            return false;
        m_places = std::move(decoded->places);
        return true;
    }
    /// The byte at which @a unit of the text begins. Requires: not before the last one asked for.
    qsizetype placeOf(qsizetype unit)
    {
        if (!m_places.empty())
            return m_mark +
                   qsizetype(m_places[std::size_t(std::min(unit, qsizetype(m_places.size()) - 1))]);
        if (m_width == 1 || m_width == 2)
            return std::min(m_mark + unit * m_width, m_bytes.size());
        while (m_unit < unit && m_at < m_bytes.size()) {
            const Step step = m_width == 4 ? Step{unitAt(m_bytes, m_at, 4, m_order), 4, true}
                                           : utf8Step(m_bytes, m_at);
            m_at += step.bytes;
            m_unit += step.units();
        }
        return m_at;
    }
    std::optional<QByteArray> encoded(const QString &text) const
    {
        if (m_encoding == u"UTF-8"_s)
            return text.toUtf8();
        if (m_encoding == u"windows-1252"_s)
            return encodeWindows1252(text);
        if (m_width > 0)
            return encodeWide(text, m_width, m_order);
        return encodeCharset(m_encoding, text);
    }

private:
    QByteArrayView m_bytes;
    QString m_encoding;
    ByteOrder m_order = ByteOrder::Little;
    int m_width = 0;
    qsizetype m_mark = 0;
    qsizetype m_at = 0;
    qsizetype m_unit = 0;
    std::vector<quint32> m_places;
};

Error cannotWrite()
{
    return Error(ErrorKind::Internal, "document/textfile",
                 Tr::tr("The text cannot be written in its own encoding."));
}

/// What depends on the bytes before cannot be patched in place; such files were only accepted where
/// writing them anew gives the same bytes.
Result<QByteArray> writeAnew(const TextFile &file, const std::vector<TextPatch> &patches)
{
    QString text;
    qsizetype at = 0;
    for (const TextPatch &patch : patches) {
        text += QStringView(file.text).sliced(at, patch.begin - at);
        text += patch.by;
        at = patch.end;
    }
    text += QStringView(file.text).sliced(at);
    const auto bytes = encodeCharset(file.encoding, text);
    if (!bytes)
        return cannotWrite();
    return *bytes;
}

} // namespace

Result<TextFile> decodeTextBytes(const QByteArray &bytes)
{
    const Error binary(ErrorKind::Unsupported, "document/textfile",
                       Tr::tr("The file holds binary data, not text. Convert it to text or to one "
                              "of the supported formats first."));
    const auto accept = [&](TextFile file) -> Result<TextFile> {
        if (looksBinary(file.text))
            return binary;
        return file;
    };
    const auto utf16 = [&](QByteArrayView units, ByteOrder order, bool bom) {
        QString name = order == ByteOrder::Little ? u"UTF-16LE"_s : u"UTF-16BE"_s;
        if (units.size() % 2)
            name += u"/odd"_s;
        return accept({decodeUtf16(units, order), name, bom, 1, {}});
    };
    const auto utf32 = [&](QByteArrayView units, ByteOrder order, bool bom) -> Result<TextFile> {
        const auto text = decodeUtf32(units, order);
        if (!text)
            return binary;
        return accept(
            {*text, order == ByteOrder::Little ? u"UTF-32LE"_s : u"UTF-32BE"_s, bom, 1, {}});
    };
    const QByteArrayView view(bytes);
    if (bytes.startsWith(QByteArrayView("\xFF\xFE\0\0", 4)) && bytes.size() % 4 == 0)
        return utf32(view.sliced(4), ByteOrder::Little, true);
    if (bytes.startsWith(QByteArrayView("\0\0\xFE\xFF", 4)))
        return utf32(view.sliced(4), ByteOrder::Big, true);
    if (bytes.startsWith("\xFF\xFE"))
        return utf16(view.sliced(2), ByteOrder::Little, true);
    if (bytes.startsWith("\xFE\xFF"))
        return utf16(view.sliced(2), ByteOrder::Big, true);
    if (view.contains('\0')) {
        if (const auto order = guessUtf32(view))
            return utf32(view, *order, false);
        if (const auto order = guessUtf16(view))
            return utf16(view, *order, false);
        return binary;
    }
    if (const QString name = guessSwitching(view); !name.isEmpty()) {
        const auto decoded = decodeCharset(name, view);
        const auto back = decoded ? encodeCharset(name, decoded->text) : std::nullopt;
        if (back && *back == bytes)
            return accept({decoded->text, name, false, 0.95, {}});
        return Error(
            ErrorKind::Unsupported, "document/textfile",
            Tr::tr("The text is written in %1, in a way that cannot be written again. Save "
                   "it as UTF-8 first.")
                .arg(name));
    }
    const bool bom = bytes.startsWith("\xEF\xBB\xBF");
    const Utf8Text utf8 = decodeUtf8(bom ? view.sliced(3) : view);
    // A cut or damaged file of UTF-8 is read as that, or its letters would be taken for others.
    if (bom || utf8.broken == 0 || utf8.letters >= 4 * utf8.broken) {
        const bool cutOnly = utf8.broken == 0 && utf8.letters == 0 && utf8.cutAtEnd && !bom;
        if (!cutOnly)
            return accept({utf8.text, u"UTF-8"_s, bom, utf8.broken == 0 ? 1 : 0.95,
                           brokenCharacters(utf8.broken, u"UTF-8"_s)});
    }
    const bool gb = bytes.startsWith("\x84\x31\x95\x33");
    const CharsetGuess guess = gb ? CharsetGuess{u"GB18030"_s, 1} : guessCharset(view);
    if (guess.name == u"windows-1252"_s) {
        QString text(bytes.size(), Qt::Uninitialized);
        std::transform(bytes.begin(), bytes.end(), text.data(), windows1252);
        return accept({text, guess.name, false, guess.confidence, unsureEncoding(guess)});
    }
    const auto decoded = decodeCharset(guess.name, gb ? view.sliced(4) : view);
    if (!decoded)
        return binary;
    return accept({decoded->text, guess.name, gb, guess.confidence,
                   guess.confidence < kSureCharset
                       ? unsureEncoding(guess)
                       : brokenCharacters(decoded->malformed, guess.name)});
}

Result<TextFile> decodeTextFile(const ByteSource &source)
{
    auto bytes = source.readAll(kMaxTextBytes);
    if (!bytes)
        return bytes.error();
    return decodeTextBytes(*bytes);
}

Result<QByteArray> patchTextFile(const QByteArray &bytes, const TextFile &file,
                                 const std::vector<TextPatch> &patches)
{
    if (patches.empty())
        return bytes;
    if (isStateful(file.encoding))
        return writeAnew(file, patches);
    ByteWalker walker(bytes, file);
    if (!walker.open())
        return cannotWrite();
    QByteArray result;
    result.reserve(bytes.size());
    qsizetype at = 0;
    for (const TextPatch &patch : patches) {
        const qsizetype begin = walker.placeOf(patch.begin);
        const qsizetype end = walker.placeOf(patch.end);
        const auto by = walker.encoded(patch.by);
        if (!by)
            return cannotWrite();
        result.append(QByteArrayView(bytes).sliced(at, begin - at));
        result.append(*by);
        at = end;
    }
    result.append(QByteArrayView(bytes).sliced(at));
    return result;
}

} // namespace redoubt::document
