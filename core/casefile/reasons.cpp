// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/casefile/datafile.h"
#include "core/casefile/profile.h"
#include "core/casefile/tr.h"

#include <QJsonArray>
#include <QSet>

namespace redoubt::casefile {

using namespace Qt::StringLiterals;

namespace {

constexpr char kReasonsSite[] = "casefile/reasons";

Result<Reason> readReason(const QJsonValue &value, const QString &where)
{
    FieldReader reader(value.toObject(), where, kReasonsSite);
    Reason reason;
    reason.code = reader.requiredText(u"code"_s);
    reason.label = reader.text(u"label"_s, reason.code);
    reason.text = reader.requiredText(u"text"_s);
    reason.authority = reader.text(u"authority"_s, {});
    reason.needsText = reader.flag(u"needs_text"_s, false);
    if (auto finished = reader.finish(); !finished)
        return finished.error();
    return reason;
}

} // namespace

QStringList builtInReasonSets()
{
    return builtInDataFiles(u"reasons"_s);
}

Result<ReasonSet> loadReasonSet(const QString &nameOrFile)
{
    auto json = readDataFile(u"reasons"_s, nameOrFile, kReasonsSite);
    if (!json)
        return json.error();
    auto object = parseObject(*json, kReasonsSite);
    if (!object)
        return object.error();
    FieldReader reader(*object, {}, kReasonsSite);
    if (reader.requiredText(u"format"_s) != u"redoubt-reasons/1")
        reader.fail(u"format"_s, Tr::tr("must be \"redoubt-reasons/1\"."));
    ReasonSet set;
    set.name = reader.requiredText(u"name"_s);
    set.title = reader.text(u"title"_s, set.name);
    const QJsonValue list = reader.value(u"reasons"_s);
    if (!list.isArray() || list.toArray().isEmpty())
        reader.fail(u"reasons"_s, Tr::tr("must be a list with at least one reason."));
    if (auto finished = reader.finish(); !finished)
        return finished.error();
    QSet<QString> codes;
    const QJsonArray array = list.toArray();
    for (qsizetype i = 0; i < array.size(); ++i) {
        auto reason = readReason(array[i], u"reasons[%1]"_s.arg(i));
        if (!reason)
            return reason.error();
        if (codes.contains(reason->code))
            return Error(ErrorKind::Invalid, kReasonsSite,
                         Tr::tr("The field \"reasons[%1].code\" repeats the code %2.")
                             .arg(QString::number(i), reason->code));
        codes.insert(reason->code);
        set.reasons.append(*std::move(reason));
    }
    return set;
}

} // namespace redoubt::casefile
