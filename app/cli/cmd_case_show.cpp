// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/cli/cmd_case.h"

#include "app/cli/tr.h"
#include "core/base/paths.h"
#include "core/finding/textoffsets.h"
#include "core/release/exemptionlog.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>

namespace redoubt::cli {

using namespace Qt::StringLiterals;

namespace {

QString utcText(qint64 us)
{
    return QDateTime::fromMSecsSinceEpoch(us / 1000, Qt::UTC).toString(Qt::ISODateWithMs);
}

QString decisionWords(const std::optional<Decision> &decision)
{
    if (!decision)
        return Tr::tr("undecided");
    QString words = toString(decision->verdict);
    if (!decision->reasons.isEmpty())
        words += u' ' + decision->reasons.join(u", "_s);
    return words;
}

} // namespace

int caseInfo(CliSession &session, const CaseArguments &arguments)
{
    // What this computer remembers of the case is set anew by a writer only.
    const auto opened = arguments.acceptRestored
                            ? openCase(session, arguments.folder, vault::Access::ReadWrite,
                                       casefile::Rollback::Accept)
                            : openCase(session, arguments.folder, vault::Access::ReadOnly);
    if (!opened)
        return report(opened.error());
    const casefile::ReviewSheet &sheet = (*opened)->sheet();
    const qsizetype orphans = (*opened)->orphans().size();
    QJsonArray items;
    if (!session.json) {
        print(
            Tr::tr("%1: profile %2, vault key %3, %n release(s)", nullptr, (*opened)->lastRelease())
                .arg(displayName((*opened)->folder()), sheet.profileName(),
                     (*opened)->vault().fingerprint()));
    }
    for (const casefile::Item &item : sheet.items()) {
        const int found = int(sheet.findings(item.id).size());
        const int undecided = sheet.undecidedCount(item.id);
        if (!session.json) {
            print(u"%1  %2  %3  %4, %5"_s.arg(item.name, toString(item.kind),
                                              casefile::toString(item.state),
                                              Tr::tr("%n finding(s)", nullptr, found),
                                              Tr::tr("%n undecided", nullptr, undecided)));
            if (!item.problem.isEmpty())
                print(u"    "_s + item.problem);
            for (const NotExamined &part : item.notExamined)
                print(u"    "_s +
                      Tr::tr("not examined: %1 (%2)").arg(part.portion.what(), part.why.text()));
        }
        QJsonArray notExamined;
        for (const NotExamined &part : item.notExamined)
            notExamined.append(part.toJson());
        const casefile::Item *parent = item.parent ? sheet.item(*item.parent) : nullptr;
        items.append(QJsonObject{{u"name"_s, item.name},
                                 {u"parent"_s, parent ? parent->name : QJsonValue()},
                                 {u"kind"_s, toString(item.kind)},
                                 {u"state"_s, casefile::toString(item.state)},
                                 {u"size"_s, item.size},
                                 {u"sha256"_s, QString::fromLatin1(item.sha256.toHex())},
                                 {u"findings"_s, found},
                                 {u"undecided"_s, undecided},
                                 {u"problem"_s, item.problem.text()},
                                 {u"not_examined"_s, notExamined}});
    }
    if (!session.json && orphans > 0)
        print(Tr::tr("%n sealed file(s) not named in the journal", nullptr, int(orphans)));
    QJsonArray removed;
    for (const casefile::Item &item : sheet.removedItems()) {
        if (!session.json)
            print(u"%1  %2"_s.arg(item.name, Tr::tr("taken out of the case")));
        removed.append(item.name);
    }
    if (session.json)
        printJson(
            QJsonDocument(QJsonObject{{u"case"_s, displayName((*opened)->folder())},
                                      {u"profile"_s, sheet.profileName()},
                                      {u"vault_fingerprint"_s, (*opened)->vault().fingerprint()},
                                      {u"releases"_s, (*opened)->lastRelease()},
                                      {u"orphans"_s, orphans},
                                      {u"items"_s, items},
                                      {u"removed"_s, removed}}));
    return kDone;
}

int caseFindings(CliSession &session, const CaseArguments &arguments)
{
    const auto type = arguments.type.empty()
                          ? std::optional<FindingType>()
                          : findingTypeFromString(QString::fromStdString(arguments.type));
    if (!arguments.type.empty() && !type)
        return report(Error(ErrorKind::Invalid, "cli/case",
                            Fact::tr("“%1” is not a type of finding.")
                                .arg(QString::fromStdString(arguments.type))));
    const auto opened = openCase(session, arguments.folder, vault::Access::ReadOnly);
    if (!opened)
        return report(opened.error());
    const casefile::ReviewSheet &sheet = (*opened)->sheet();
    QJsonArray all;
    for (const casefile::Item &item : sheet.items()) {
        if (!isNamed(item, arguments.items))
            continue;
        const TimeBases bases = basesOf(item.streams);
        // Ranges are told in code points of this text; without it they would point elsewhere.
        const auto text = session.json ? (*opened)->itemText(item.id) : Result<QString>(QString());
        if (!text)
            return report(text.error());
        const TextOffsets offsets(*text);
        for (const Finding *finding : sheet.findings(item.id)) {
            const auto decision = sheet.decision(finding->id);
            if ((type && finding->type != *type) || (arguments.undecided && decision))
                continue;
            if (!session.json) {
                print(u"%1  %2  %3  %4  %5  %6  %7"_s.arg(
                    finding->id.toString().first(12), item.name, toString(finding->type),
                    QString::number(finding->score, 'f', 2),
                    release::placeText(finding->place, item), decisionWords(decision),
                    finding->text.reveal().simplified()));
                continue;
            }
            QJsonObject object = findingToJson(*finding, bases, offsets, item.start.value_or(0));
            object.insert(u"file"_s, item.name);
            object.insert(u"decision"_s,
                          decision
                              ? QJsonValue(QJsonObject{
                                    {u"verdict"_s, toString(decision->verdict)},
                                    {u"effect"_s, toString(decision->effect)},
                                    {u"reasons"_s, QJsonArray::fromStringList(decision->reasons)},
                                    {u"by"_s, decision->by},
                                    {u"at"_s, utcText(decision->atUs)}})
                              : QJsonValue());
            all.append(object);
        }
    }
    if (session.json)
        printJson(QJsonDocument(all));
    return kDone;
}

int caseLog(CliSession &session, const CaseArguments &arguments)
{
    const auto opened = openCase(session, arguments.folder, vault::Access::ReadOnly);
    if (!opened)
        return report(opened.error());
    if (auto verified = (*opened)->verifyJournal(); !verified)
        return report(verified.error());
    const auto entries = (*opened)->log();
    if (!entries)
        return report(entries.error());
    QJsonArray all;
    for (const casefile::LogEntry &entry : *entries) {
        if (!session.json)
            print(u"%1  %2  %3  %4  %5"_s.arg(entry.sequence, 6)
                      .arg(utcText(entry.atUs), entry.actor, entry.event, entry.detail));
        all.append(QJsonObject{{u"sequence"_s, entry.sequence},
                               {u"at"_s, utcText(entry.atUs)},
                               {u"actor"_s, entry.actor},
                               {u"event"_s, entry.event},
                               {u"detail"_s, entry.detail}});
    }
    if (session.json)
        printJson(QJsonDocument(all));
    else
        print(Tr::tr("The chain and its signatures are right; head %1.")
                  .arg((*opened)->journalHead()));
    return kDone;
}

} // namespace redoubt::cli
