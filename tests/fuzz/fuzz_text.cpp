// SPDX-License-Identifier: AGPL-3.0-or-later
// Text of any kind through the scanner and the term finder: no crash, no hang, spans inside the
// text.
#include "core/text/readings.h"
#include "core/text/textscanner.h"
#include "tests/fuzz/seeds.h"

#include <cstdlib>

using namespace redoubt::text;
using namespace Qt::StringLiterals;

namespace {

const TextScanner &scanner()
{
    static const auto shared = [] {
        ScanOptions options;
        options.names = {u"Jane Roe"_s, u"José Núñez"_s, u"王小芳"_s};
        return TextScanner::create(options);
    }();
    if (!shared)
        std::abort();
    return **shared;
}

void require(bool holds)
{
    if (!holds)
        std::abort();
}

} // namespace

std::vector<std::string> redoubt::fuzz::seeds()
{
    return {
        "Name: Jane M. Roe\r\nSSN: 219-09-9999, card 4111 1111\n1111 1111, jane.roe@example.com",
        "name,ssn,phone\n\"Roe, Jane\",219099999,(212) 456-1234\nJos\xc3\xa9,1,2\n",
        "\xe6\x82\xa3\xe8\x80\x85\xef\xbc\x9a\xe7\x8e\x8b\xe5\xb0\x8f\xe8\x8a\xb3 "
        "11010519491231002X",
        "GB82 WEST 1234 5698 7654 32 https://u@h/?q=1 2001:db8::1 40\xc2\xb0 26' 46\" N",
        "{\"a\":\"tom%2540x.org &amp;#64; \\\\u0040 SmFuZSBSb2UsIGhlcmU=\"}",
        "<b>Ja</b>ne {\\i1}R**oe** =C3=A9=\nx\nMSH#*~\\&#A\nPID#1##2##Roe*Jane",
        "a   4  b\n1,4,4111\nbegin 644 a\n(2F%N92!2;V4\n`\nend\n1 --> 2\nJane\n",
        "e\xcc\x81\xcc\x81\xf0\x9f\x98\x80\xef\xac\x81\xe2\x80\x8b- \n>12 High St, Salem, OR "
        "97301"};
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const auto *bytes = reinterpret_cast<const char *>(data);
    // Both readings: text files decode as UTF-8, other readers hand over arbitrary UTF-16.
    const QString utf8 = QString::fromUtf8(bytes, qsizetype(size));
    QString utf16;
    for (size_t i = 0; i + 1 < size; i += 2)
        utf16.append(QChar(char16_t(data[i] | (data[i + 1] << 8))));
    for (const QString &text : {utf8, utf16}) {
        qsizetype last = 0;
        for (const TextHit &hit : scanner().scan(text)) {
            require(hit.begin >= 0 && hit.begin < hit.end && hit.end <= text.size());
            require(hit.begin >= last || hit.begin + 1 >= last);
            require(hit.score >= 0.3 - 1e-9 && hit.score <= 1);
            last = hit.end;
        }
        for (const auto &[begin, end] : findTerm(text, u"roe"))
            require(begin >= 0 && begin < end && end <= text.size());
        std::ignore = findTerm(u"Jane Roe", text).size();
        for (const TextForm form : {TextForm::Page, TextForm::File, TextForm::Table}) {
            for (const Reading &reading : readingsOf(text, form).all) {
                const qsizetype end = reading.text().size();
                const qsizetype begin = size > 0 ? data[0] % (end + 1) : 0;
                for (const auto &[from, to] : reading.toSource(begin, end))
                    require(from >= 0 && from < to && to <= text.size());
            }
        }
    }
    return 0;
}
