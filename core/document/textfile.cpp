// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/document/textfile.h"

#include "core/document/docmodel.h"

#include <QCoreApplication>
#include <QStringDecoder>
#include <QStringEncoder>

#include <array>

namespace redoubt::document {

using namespace Qt::StringLiterals;

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(redoubt::document::TextFile)
};

constexpr qint64 kMaxTextBytes = 256LL * 1024 * 1024;

// Bytes 0x80..0x9F of windows-1252. The five that the code page leaves open keep their number, as
// browsers do, so that every byte has a character and the way back is exact.
constexpr std::array<char16_t, 32> kWindows1252 = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

QString decodeWindows1252(QByteArrayView bytes)
{
    QString text(bytes.size(), Qt::Uninitialized);
    QChar *out = text.data();
    for (const char c : bytes) {
        const auto byte = uchar(c);
        *out++ =
            byte >= 0x80 && byte < 0xA0 ? QChar(kWindows1252[byte - 0x80]) : QChar(char16_t(byte));
    }
    return text;
}

QByteArray encodeWindows1252(const QString &text)
{
    QByteArray bytes;
    bytes.reserve(text.size());
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

enum class ByteOrder { Little, Big };

// Units are copied as they are, lone surrogates included. The byte after the last whole unit
// becomes one more character; the "/odd" of the encoding's name says so.
QString decodeUtf16(QByteArrayView bytes, ByteOrder order)
{
    QString text;
    text.reserve(bytes.size() / 2 + 1);
    for (qsizetype i = 0; i + 1 < bytes.size(); i += 2) {
        const auto first = uchar(bytes[i]);
        const auto second = uchar(bytes[i + 1]);
        text.append(order == ByteOrder::Little ? QChar(first | (second << 8))
                                               : QChar(second | (first << 8)));
    }
    if (bytes.size() % 2)
        text.append(QChar(char16_t(uchar(bytes.back()))));
    return text;
}

QByteArray encodeUtf16(QStringView text, ByteOrder order, bool odd)
{
    QByteArray bytes;
    bytes.reserve(text.size() * 2);
    const qsizetype whole = odd ? text.size() - 1 : text.size();
    for (qsizetype i = 0; i < whole; ++i) {
        const char16_t unit = text[i].unicode();
        const char low = char(unit & 0xFF);
        const char high = char(unit >> 8);
        bytes.append(order == ByteOrder::Little ? low : high);
        bytes.append(order == ByteOrder::Little ? high : low);
    }
    if (odd && !text.isEmpty())
        bytes.append(char(text.back().unicode() & 0xFF));
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

// UTF-16 without a mark: half of the bytes of Western text are zero, all on one side.
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
    return std::nullopt;
}

// Chinese text in GB 2312 or its successors: bytes above 0x7F come in pairs, nearly all of them in
// the rows of common characters. Accented letters of Western text stand alone.
bool looksGb18030(QByteArrayView bytes)
{
    qsizetype pairs = 0;
    qsizetype common = 0;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        if (uchar(bytes[i]) < 0x80)
            continue;
        if (i + 1 >= bytes.size())
            return false;
        const auto first = uchar(bytes[i]);
        const auto second = uchar(bytes[i + 1]);
        if (second < 0x30 || first == 0x80 || first == 0xFF)
            return false;
        ++pairs;
        common += (first >= 0xB0 && first <= 0xF7 && second >= 0xA1) ||
                  (first >= 0xA1 && first <= 0xA3 && second >= 0xA1);
        ++i;
    }
    return pairs >= 2 && common * 10 >= pairs * 9;
}

std::optional<QString> decodeGb18030(QByteArrayView bytes)
{
    QStringDecoder decoder("GB18030");
    QStringEncoder encoder("GB18030");
    if (!decoder.isValid() || !encoder.isValid()) // Qt was built without ICU
        return std::nullopt;
    const QString text = decoder(bytes);
    if (decoder.hasError() || QByteArray(encoder(text)) != bytes)
        return std::nullopt;
    return text;
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
        return accept({decodeUtf16(units, order), name, bom});
    };
    const QByteArrayView view(bytes);
    if (bytes.startsWith("\xFF\xFE"))
        return utf16(view.sliced(2), ByteOrder::Little, true);
    if (bytes.startsWith("\xFE\xFF"))
        return utf16(view.sliced(2), ByteOrder::Big, true);

    const bool bom = bytes.startsWith("\xEF\xBB\xBF");
    const QByteArrayView body = bom ? view.sliced(3) : view;
    if (!body.contains('\0')) {
        QStringDecoder utf8(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless |
                                                      QStringDecoder::Flag::ConvertInitialBom);
        const QString text = utf8(body);
        // The comparison, not the decoder's flag, is what promises the way back.
        if (!utf8.hasError() && text.toUtf8() == body)
            return accept({text, u"UTF-8"_s, bom});
    }
    if (const auto order = guessUtf16(view))
        return utf16(view, *order, false);
    if (view.contains('\0'))
        return binary;
    if (looksGb18030(view)) {
        if (const auto text = decodeGb18030(view))
            return accept({*text, u"GB18030"_s, false});
    }
    return accept({decodeWindows1252(view), u"windows-1252"_s, false});
}

Result<TextFile> decodeTextFile(const ByteSource &source)
{
    auto bytes = source.readAll(kMaxTextBytes);
    if (!bytes)
        return bytes.error();
    return decodeTextBytes(*bytes);
}

Result<QByteArray> encodeTextFile(const TextFile &file)
{
    if (file.encoding == u"UTF-8"_s)
        return (file.bom ? QByteArray("\xEF\xBB\xBF") : QByteArray()) + file.text.toUtf8();
    if (file.encoding.startsWith(u"UTF-16"_s)) {
        const bool odd = file.encoding.endsWith(u"/odd"_s);
        const QStringView name =
            odd ? QStringView(file.encoding).chopped(4) : QStringView(file.encoding);
        if (name == u"UTF-16LE"_s)
            return (file.bom ? QByteArray("\xFF\xFE") : QByteArray()) +
                   encodeUtf16(file.text, ByteOrder::Little, odd);
        if (name == u"UTF-16BE"_s)
            return (file.bom ? QByteArray("\xFE\xFF") : QByteArray()) +
                   encodeUtf16(file.text, ByteOrder::Big, odd);
    }
    if (file.encoding == u"windows-1252"_s)
        return encodeWindows1252(file.text);
    if (file.encoding == u"GB18030"_s) {
        QStringEncoder encoder("GB18030");
        if (encoder.isValid())
            return QByteArray(encoder(file.text));
    }
    return Error(ErrorKind::Internal, "document/textfile",
                 Tr::tr("The text cannot be written in its own encoding."));
}

} // namespace redoubt::document
