// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/document/charset.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>

#include <QHash>

#include <array>
#include <memory>

namespace redoubt::document {

using namespace Qt::StringLiterals;

namespace {

struct ConverterDeleter
{
    void operator()(UConverter *converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, ConverterDeleter>;

/// Of the many tables under one name, those that Windows and browsers use.
const char *tableOf(const QString &name)
{
    static const QHash<QString, const char *> tables{{u"Shift_JIS"_s, "ibm-943_P15A-2003"},
                                                     {u"EUC-JP"_s, "ibm-33722_P12A_P12A-2009_U2"},
                                                     {u"EUC-KR"_s, "windows-949-2000"},
                                                     {u"Big5"_s, "windows-950-2000"},
                                                     {u"GB18030"_s, "gb18030"},
                                                     {u"ISO-2022-JP"_s, "ISO-2022-JP"},
                                                     {u"ISO-2022-KR"_s, "ISO-2022-KR"},
                                                     {u"HZ-GB-2312"_s, "HZ"},
                                                     {u"KOI8-R"_s, "KOI8-R"},
                                                     {u"KOI8-U"_s, "KOI8-U"},
                                                     {u"IBM866"_s, "ibm-866_P100-1995"}};
    return tables.value(name);
}

Converter open(const QString &name)
{
    UErrorCode status = U_ZERO_ERROR;
    const char *table = tableOf(name);
    const QByteArray own = name.toLatin1();
    Converter converter(ucnv_open(table ? table : own.constData(), &status));
    return U_SUCCESS(status) ? std::move(converter) : nullptr;
}

} // namespace

std::optional<DecodedText> decodeCharset(const QString &name, QByteArrayView bytes)
{
    const Converter converter = open(name);
    if (!converter)
        return std::nullopt;
    DecodedText result;
    result.text.reserve(bytes.size());
    result.places.reserve(std::size_t(bytes.size()) + 1);
    constexpr std::size_t kUnits = 16 * 1024;
    std::vector<UChar> units(kUnits);
    std::vector<int32_t> offsets(kUnits);
    const char *source = bytes.data();
    const char *const end = bytes.data() + bytes.size();
    UErrorCode status = U_BUFFER_OVERFLOW_ERROR;
    while (status == U_BUFFER_OVERFLOW_ERROR) {
        status = U_ZERO_ERROR;
        UChar *target = units.data();
        const char *const before = source;
        ucnv_toUnicode(converter.get(), &target, units.data() + units.size(), &source, end,
                       offsets.data(), true, &status);
        const auto count = std::size_t(target - units.data());
        for (std::size_t i = 0; i < count; ++i) {
            // A unit that was left over from the call before begins nowhere in this one.
            const qsizetype at = offsets[i] < 0
                                     ? qsizetype(result.places.empty() ? 0 : result.places.back())
                                     : before - bytes.data() + offsets[i];
            const bool substitute = units[i] == 0xfffd || (units[i] == 0x1a && bytes[at] != '\x1a');
            result.malformed += substitute ? 1 : 0;
            result.text.append(substitute ? QChar(0xfffd) : QChar(units[i]));
            result.places.push_back(quint32(at));
        }
    }
    if (U_FAILURE(status))
        return std::nullopt;
    result.places.push_back(quint32(bytes.size()));
    return result;
}

std::optional<QByteArray> encodeCharset(const QString &name, QStringView text)
{
    const Converter converter = open(name);
    if (!converter)
        return std::nullopt;
    UErrorCode status = U_ZERO_ERROR;
    ucnv_setSubstString(converter.get(), u"?", 1, &status);
    // Letters that only resemble those of the text are no translation of it.
    ucnv_setFallback(converter.get(), false);
    const auto most =
        UCNV_GET_MAX_BYTES_FOR_STRING(text.size(), ucnv_getMaxCharSize(converter.get()));
    QByteArray bytes(most, Qt::Uninitialized);
    const int32_t size = ucnv_fromUChars(converter.get(), bytes.data(), int32_t(bytes.size()),
                                         reinterpret_cast<const UChar *>(text.utf16()),
                                         int32_t(text.size()), &status);
    if (U_FAILURE(status))
        return std::nullopt;
    bytes.truncate(size);
    return bytes;
}

bool isStateful(const QString &name)
{
    return name.startsWith(u"ISO-2022"_s) || name == u"HZ-GB-2312"_s;
}

} // namespace redoubt::document
