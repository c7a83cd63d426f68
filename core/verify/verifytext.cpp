// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/verify/attacks.h"
#include "core/verify/secretsearch.h"

#include <QStringDecoder>

namespace redoubt::verify {

using namespace Qt::StringLiterals;

namespace {

/// Text is searched in pieces, so that cancelling is quick; the overlap is longer than any name.
constexpr qsizetype kPiece = 1 << 20;
constexpr qsizetype kOverlap = 4096;
constexpr qint64 kMaxFile = qint64(1) << 30;

QString decodedAs(QStringConverter::Encoding encoding, const QByteArray &bytes, bool *clean)
{
    QStringDecoder decoder(encoding);
    const QString text = decoder.decode(bytes);
    *clean = !decoder.hasError();
    return text;
}

/// Every reading of the bytes that a program could choose.
QList<QString> readings(const QByteArray &bytes)
{
    bool clean = false;
    const bool marked16 = bytes.startsWith("\xff\xfe") || bytes.startsWith("\xfe\xff");
    if (marked16)
        return {decodedAs(QStringConverter::Utf16, bytes, &clean)};
    QList<QString> all{decodedAs(QStringConverter::Utf8, bytes, &clean)};
    if (!clean)
        all.append(decodedAs(QStringConverter::Latin1, bytes, &clean));
    if (bytes.contains('\0')) {
        all.append(decodedAs(QStringConverter::Utf16LE, bytes, &clean));
        all.append(decodedAs(QStringConverter::Utf16BE, bytes, &clean));
    }
    return all;
}

} // namespace

Result<void> verifyText(const Task &task, CheckLog &log)
{
    const auto bytes = task.output.readAll(kMaxFile);
    if (!bytes)
        return bytes.error();
    const SecretSearch withheld(task.expectation.withheld);
    Found found;
    for (const QString &text : readings(*bytes)) {
        for (qsizetype at = 0; at < text.size(); at += kPiece) {
            if (task.context.cancelled())
                return JobContext::cancelledError("verify/text");
            const qsizetype from = std::max<qsizetype>(0, at - kOverlap);
            withheld.searchText(QStringView(text).mid(from, at + kPiece - from), found);
        }
    }
    for (const int number : found)
        log.suspect({u"text"_s, -1, 0, {}, Words::tr("withheld text"), number});
    if (!found.empty())
        log.leak(u"text"_s,
                 Words::tr("%n withheld text(s) are still there", nullptr, int(found.size())));
    else
        log.clean(u"text"_s, withheld.unsearchable() == 0
                                 ? QString()
                                 : Words::tr("%n text(s) of a single sign could not be searched",
                                             nullptr, withheld.unsearchable()));
    return searchRaw(task, log);
}

} // namespace redoubt::verify
