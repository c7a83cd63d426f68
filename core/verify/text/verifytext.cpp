// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/verify/attacks.h"
#include "core/verify/search/anchored.h"
#include "core/verify/search/secretsearch.h"
#include "core/verify/search/vocabulary.h"
#include "core/verify/text/textviews.h"

#include <QStringDecoder>
#include <QStringList>

namespace redoubt::verify {

using namespace Qt::StringLiterals;

namespace {

/// Text is searched in pieces, so that cancelling is quick; the overlap is longer than any name.
constexpr qsizetype kPiece = 1 << 20;
constexpr qsizetype kOverlap = 4096;

/// Encodings of before Unicode that an output may have when its writer does not say.
const QStringList &oldEncodings()
{
    static const QStringList names{
        u"Shift_JIS"_s, u"EUC-JP"_s, u"GB18030"_s,      u"Big5"_s,         u"EUC-KR"_s,
        u"KOI8-R"_s,    u"IBM866"_s, u"windows-1251"_s, u"windows-1250"_s, u"windows-1253"_s};
    return names;
}

QString decoded(QStringConverter::Encoding encoding, const QByteArray &bytes, bool *clean)
{
    QStringDecoder decoder(encoding);
    const QString text = decoder.decode(bytes);
    *clean = !decoder.hasError();
    return text;
}

/// Every reading of the bytes that a program could choose.
QList<QString> readings(const QByteArray &bytes, const QString &announced)
{
    bool clean = false;
    if (bytes.startsWith(QByteArrayView("\xff\xfe\0\0", 4)) ||
        bytes.startsWith(QByteArrayView("\0\0\xfe\xff", 4)))
        return {decoded(QStringConverter::Utf32, bytes, &clean),
                decoded(QStringConverter::Utf16, bytes, &clean)};
    if (bytes.startsWith("\xff\xfe") || bytes.startsWith("\xfe\xff"))
        return {decoded(QStringConverter::Utf16, bytes, &clean)};
    QList<QString> all{decoded(QStringConverter::Utf8, bytes, &clean)};
    if (!clean)
        all.append(decoded(QStringConverter::Latin1, bytes, &clean));
    if (bytes.contains('\0')) {
        all.append(decoded(QStringConverter::Utf16LE, bytes, &clean));
        all.append(decoded(QStringConverter::Utf16BE, bytes, &clean));
    }
    const bool said = !announced.isEmpty() && announced != u"UTF-8"_s;
    if (announced == u"UTF-8"_s || (!said && all.size() == 1))
        return all;
    for (const QString &name : said ? QStringList{announced} : oldEncodings()) {
        if (const auto text = decodedAs(name, bytes))
            all.append(*text);
    }
    return all;
}

} // namespace

Result<void> verifyText(const Task &task, CheckLog &log)
{
    const auto bytes = task.output.readAll(kMaxOutput);
    if (!bytes)
        return bytes.error();
    const SecretSearch withheld(task.expectation.withheld, scopeFor(task.expectation));
    Found found;
    int atPlaces = 0;
    const auto search = [&](const QString &text) -> Result<void> {
        for (qsizetype at = 0; at < text.size(); at += kPiece) {
            if (task.context.cancelled())
                return JobContext::cancelledError("verify/text");
            const qsizetype from = std::max<qsizetype>(0, at - kOverlap);
            withheld.searchText(QStringView(text).mid(from, at + kPiece - from), found);
        }
        return {};
    };
    const QString &encoding = task.expectation.textEncoding;
    for (const QString &text : readings(*bytes, encoding)) {
        atPlaces = std::max(atPlaces, withheldAtPlaces(task.expectation, text));
        if (auto done = search(text); !done)
            return done;
        if (auto done = forEachTextView(text, task.context, search); !done)
            return done;
    }
    if (!encoding.isEmpty() && !decodedAs(encoding, *bytes))
        log.incomplete(
            u"text"_s,
            Words::tr("the file is no text in %1, in which it was written").arg(encoding));
    for (const int number : found)
        log.suspect({u"text"_s, -1, 0, {}, Words::tr("withheld text"), number});
    if (atPlaces > 0)
        log.leak(u"text"_s, Words::tr("%n short or common text(s) still stand at their places",
                                      nullptr, atPlaces));
    log.clean(u"text"_s, placesNote(withheld.atPlaces(), withheld.size()));
    if (!found.empty())
        log.leak(u"text"_s,
                 Words::tr("%n withheld text(s) are still there", nullptr, int(found.size())));
    else
        log.clean(u"text"_s, withheld.unsearchable() == 0
                                 ? Message()
                                 : Words::tr("%n text(s) of a single sign could not be searched",
                                             nullptr, withheld.unsearchable()));
    return searchRaw(task, log);
}

} // namespace redoubt::verify
