// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/cli/cmd_case.h"
#include "app/cli/tr.h"
#include "core/medium/mediumtable.h"

#include <QJsonArray>
#include <QJsonObject>

namespace redoubt::cli {

using namespace Qt::StringLiterals;

namespace {

QString roleWords(casefile::Orphan::Role role)
{
    switch (role) {
    case casefile::Orphan::Role::Original:
        return Tr::tr("original");
    case casefile::Orphan::Role::Derived:
        return Tr::tr("text of a file, which is made again");
    case casefile::Orphan::Role::Unknown:
        return Tr::tr("cannot be opened: damaged, or of another vault");
    }
    return {};
}

QJsonArray listOrphans(const CliSession &session, const casefile::Case &openCase)
{
    const QList<casefile::Orphan> orphans = openCase.orphans();
    QJsonArray all;
    for (const casefile::Orphan &orphan : orphans) {
        if (!session.json)
            print(u"%1  %2  %3"_s.arg(orphan.object.toString())
                      .arg(orphan.size, 12)
                      .arg(roleWords(orphan.role)));
        all.append(QJsonObject{{u"object"_s, orphan.object.toString()},
                               {u"role"_s, casefile::toString(orphan.role)},
                               {u"modality"_s, toString(orphan.modality)},
                               {u"size"_s, orphan.size}});
    }
    if (!session.json && orphans.isEmpty())
        print(Tr::tr("Every sealed file is named in the journal."));
    return all;
}

int takeBack(CliSession &session, casefile::Case &openCase)
{
    const ProgressScope progress(session, Tr::tr("Taking back"));
    const casefile::IngestOptions options = workflow::ingestOptions(session.itemWorker());
    const auto taken = openCase.takeBack(options, progress.context());
    if (!taken)
        return report(taken.error());
    QJsonArray names;
    for (const ItemId id : taken->added) {
        const casefile::Item *item = openCase.sheet().item(id);
        names.append(item->name);
        if (!session.json)
            print(u"%1  %2"_s.arg(item->name, toString(item->kind)));
    }
    for (const Error &problem : taken->problems)
        printError(problem.text());
    if (session.json)
        printJson(QJsonDocument(
            QJsonObject{{u"taken_back"_s, names}, {u"left"_s, openCase.orphans().size()}}));
    else
        print(Tr::tr("%n file(s) taken back", nullptr, int(taken->added.size())));
    return taken->problems.isEmpty() ? kDone : kSomeInputs;
}

/// A journal that can be read is never set aside.
Result<std::unique_ptr<casefile::Case>> openAnew(const CliSession &session,
                                                 const std::string &folder)
{
    const auto passphrase = readPassphrase(session, Ask::Once);
    if (!passphrase)
        return passphrase.error();
    const auto readable = casefile::Case::open(folder, *passphrase, vault::Access::ReadOnly,
                                               casefile::Rollback::Accept);
    if (readable)
        return Error(ErrorKind::Conflict, "cli/orphans",
                     Fact::tr("The journal of this case can be read: it stays. If it is an older "
                              "one, give: redoubt-cli case info CASE --accept-restored"));
    if (readable.error().kind() != ErrorKind::Damaged)
        return readable.error();
    auto opened = casefile::Case::open(folder, *passphrase, vault::Access::ReadWrite,
                                       casefile::Rollback::StartAnew);
    if (opened && !session.actor.empty())
        (*opened)->setActor(QString::fromStdString(session.actor));
    return opened;
}

} // namespace

int caseOrphans(CliSession &session, const CaseArguments &arguments)
{
    const auto opened =
        arguments.newJournal
            ? openAnew(session, arguments.folder)
            : openCase(session, arguments.folder,
                       arguments.takeBack ? vault::Access::ReadWrite : vault::Access::ReadOnly,
                       casefile::Rollback::Refuse, Orphans::TellLater);
    if (!opened)
        return report(opened.error());
    if (arguments.takeBack)
        return takeBack(session, **opened);
    const QJsonArray all = listOrphans(session, **opened);
    if (session.json)
        printJson(QJsonDocument(all));
    return kDone;
}

} // namespace redoubt::cli
