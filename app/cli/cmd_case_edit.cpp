// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/cli/cmd_case.h"
#include "app/cli/releaseoutput.h"

#include "app/cli/tr.h"
#include "core/base/paths.h"
#include "core/finding/effects.h"
#include "core/medium/mediumtable.h"
#include "core/workflow/workflow.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>

namespace redoubt::cli {

using namespace Qt::StringLiterals;

namespace {

/// The profile asked for, else the one the case has.
Result<casefile::Profile> profileFor(const casefile::Case &openCase, const std::string &wanted)
{
    const QString name =
        wanted.empty() ? openCase.sheet().profileName() : QString::fromStdString(wanted);
    return casefile::loadProfile(name.isEmpty() ? u"standard"_s : name);
}

Result<QList<ItemId>> itemsNamed(const casefile::ReviewSheet &sheet,
                                 const std::vector<std::string> &names)
{
    QList<ItemId> items;
    for (const casefile::Item &item : sheet.items()) {
        if (isNamed(item, names))
            items.append(item.id);
    }
    if (items.isEmpty() && !names.empty())
        return Error(ErrorKind::NotFound, "cli/case",
                     Fact::tr("The case has no file of that name; see: redoubt-cli case info."));
    return items;
}

Error usage(const Message &text)
{
    return Error(ErrorKind::Invalid, "cli/case", text);
}

/// Findings chosen by id, type, file and state.
Result<QList<FindingId>> chosenFindings(const casefile::ReviewSheet &sheet,
                                        const CaseArguments &arguments)
{
    std::optional<FindingType> type;
    if (!arguments.type.empty()) {
        type = findingTypeFromString(QString::fromStdString(arguments.type));
        if (!type)
            return usage(Fact::tr("“%1” is not a type of finding.")
                             .arg(QString::fromStdString(arguments.type)));
    }
    if (arguments.findings.empty() && !type && arguments.items.empty() && !arguments.undecided)
        return usage(
            Fact::tr("Say which findings: --finding ID, --type TYPE, --item NAME or --undecided."));
    QList<FindingId> chosen;
    for (const casefile::Item &item : sheet.items()) {
        if (!isNamed(item, arguments.items))
            continue;
        for (const Finding *finding : sheet.findings(item.id)) {
            const QString id = finding->id.toString();
            const bool byId = arguments.findings.empty() ||
                              std::any_of(arguments.findings.begin(), arguments.findings.end(),
                                          [&](const std::string &start) {
                                              return start.size() >= 6 &&
                                                     id.startsWith(QString::fromStdString(start));
                                          });
            const bool byState = !arguments.undecided || !sheet.decision(finding->id);
            if (byId && byState && (!type || finding->type == *type))
                chosen.append(finding->id);
        }
    }
    return chosen;
}

} // namespace

int caseNew(CliSession &session, const CaseArguments &arguments)
{
    const auto profile = casefile::loadProfile(
        arguments.profile.empty() ? u"standard"_s : QString::fromStdString(arguments.profile));
    if (!profile)
        return report(profile.error());
    const auto passphrase = readPassphrase(session, Ask::Twice);
    if (!passphrase)
        return report(passphrase.error());
    auto created = casefile::Case::create(arguments.folder, *passphrase);
    if (!created)
        return report(created.error());
    if (auto set = (*created)->setProfile(
            arguments.profile.empty() ? profile->name : QString::fromStdString(arguments.profile));
        !set)
        return report(set.error());
    print(Tr::tr("Made %1. The passphrase cannot be recovered. Vault key %2.")
              .arg(displayName(arguments.folder), (*created)->vault().fingerprint()));
    return kDone;
}

int caseAdd(CliSession &session, const CaseArguments &arguments)
{
    const InputList inputs = walkInputs({arguments.inputs.begin(), arguments.inputs.end()},
                                        [&] { return session.stop.stop_requested(); });
    const auto opened = openCase(session, arguments.folder, vault::Access::ReadWrite,
                                 casefile::Rollback::Refuse, Orphans::TellLater);
    if (!opened)
        return report(opened.error());
    const ProgressScope progress(session, Tr::tr("Sealing"));
    const casefile::IngestOptions options = workflow::ingestOptions(session.itemWorker());
    const auto ingested = (*opened)->ingest(inputs, options, progress.context());
    tellOrphans(**opened);
    if (!ingested)
        return report(ingested.error());
    printSkipped(inputs.skipped);
    printSkipped(ingested->skipped);
    print(Tr::tr("%n file(s) sealed", nullptr, int(ingested->added.size())) +
          (ingested->duplicates > 0
               ? Tr::tr(", %n of them already in the vault", nullptr, ingested->duplicates)
               : QString()) +
          (ingested->adopted > 0
               ? Tr::tr(", %n of them sealed before and taken back", nullptr, ingested->adopted)
               : QString()));
    return inputs.skipped.empty() && ingested->skipped.empty() ? kDone : kSomeInputs;
}

int caseAnalyze(CliSession &session, const CaseArguments &arguments)
{
    const auto opened = openCase(session, arguments.folder, vault::Access::ReadWrite);
    if (!opened)
        return report(opened.error());
    casefile::Case &openedCase = **opened;
    const auto profile = profileFor(openedCase, arguments.profile);
    if (!profile)
        return report(profile.error());
    const auto named = itemsNamed(openedCase.sheet(), arguments.items);
    if (!named)
        return report(named.error());
    workflow::AnalysisSettings settings;
    settings.profile = *profile;
    settings.quality = qualityFromString(arguments.quality);
    const QString version =
        workflow::analysisVersion(session.detectors(), settings, openedCase.sheet().subjectNames());
    const QList<ItemId> pending = workflow::pendingItems(openedCase.sheet(), version);
    const QList<ItemId> failed =
        arguments.retry ? workflow::failedItems(openedCase.sheet()) : QList<ItemId>();
    QList<ItemId> items;
    for (const ItemId item : *named) {
        if (failed.contains(item))
            workflow::allowAnalysis(openedCase, item);
        if (arguments.again || pending.contains(item) || failed.contains(item))
            items.append(item);
    }
    settings.worker = session.itemWorker();
    Result<void> done;
    {
        const ProgressScope progress(session, Tr::tr("Examining"));
        done = workflow::analyzeCase(openedCase, session.detectors(), settings, items,
                                     session.scheduler(), {}, progress.context());
    }
    if (!done)
        return report(done.error());
    bool problems = false;
    for (const ItemId id : *named) {
        const casefile::Item *item = openedCase.sheet().item(id);
        if (!item->problem.isEmpty()) {
            printError(item->problem);
            problems = true;
            continue;
        }
        print(u"%1  %2"_s.arg(item->name, Tr::tr("%n finding(s)", nullptr,
                                                 int(openedCase.sheet().findings(id).size()))));
    }
    return problems ? kSomeInputs : kDone;
}

int caseDecide(CliSession &session, const CaseArguments &arguments)
{
    if (arguments.redact == arguments.keep)
        return report(usage(Fact::tr("Say either --redact or --keep.")));
    auto effect = std::optional(Effect::Default);
    if (!arguments.effect.empty())
        effect = effectFromString(QString::fromStdString(arguments.effect));
    if (!effect)
        return report(usage(
            Fact::tr("“%1” is not an effect.").arg(QString::fromStdString(arguments.effect))));
    if (*effect != Effect::Default && !isImplemented(*effect))
        return report(
            usage(Fact::tr("Nothing was decided: %1").arg(unknownEffect(*effect).message())));
    const auto opened = openCase(session, arguments.folder, vault::Access::ReadWrite);
    if (!opened)
        return report(opened.error());
    const auto chosen = chosenFindings((*opened)->sheet(), arguments);
    if (!chosen)
        return report(chosen.error());
    qsizetype unfit = 0;
    std::optional<Error> why;
    for (const FindingId id : *chosen) {
        const Finding *finding = (*opened)->sheet().finding(id);
        const Canvas canvas =
            canvasOf(finding->place, (*opened)->sheet().item(finding->item)->kind);
        if (*effect == Effect::Default || isImplemented(*effect, canvas, finding->type))
            continue;
        ++unfit;
        why = unfitEffect(*effect, canvas, finding->type);
    }
    if (why && unfit == chosen->size())
        return report(usage(Fact::tr("Nothing was decided: %1").arg(why->message())));
    if (why)
        printError(Tr::tr("%n finding(s) get a stronger effect: %1", nullptr, int(unfit))
                       .arg(why->message()));
    QStringList reasons;
    for (const std::string &reason : arguments.reasons)
        reasons.append(QString::fromStdString(reason));
    QList<Decision> decisions;
    for (const FindingId id : *chosen)
        decisions.append({id, arguments.redact ? Verdict::Redact : Verdict::Keep, *effect, reasons,
                          (*opened)->actor(), QDateTime::currentMSecsSinceEpoch() * 1000});
    if (auto decided = (*opened)->decide(decisions); !decided)
        return report(decided.error());
    print(Tr::tr("%n finding(s) decided", nullptr, int(decisions.size())));
    return decisions.isEmpty() ? kFailed : kDone;
}

int caseImportMarks(CliSession &session, const CaseArguments &arguments)
{
    const auto marks = readMarks(arguments.marks);
    if (!marks)
        return report(marks.error());
    const auto opened = openCase(session, arguments.folder, vault::Access::ReadWrite);
    if (!opened)
        return report(opened.error());
    const ProgressScope progress(session, Tr::tr("Marking"));
    const auto imported =
        workflow::importMarks(**opened, *marks, session.itemWorker(), progress.context());
    if (!imported)
        return report(imported.error());
    for (const workflow::MarkProblem &problem : imported->problems)
        printError(problem.error.text());
    print(Tr::tr("%1 of %n mark(s) applied", nullptr, int(marks->size())).arg(imported->applied));
    return imported->problems.empty() ? kDone : kSomeInputs;
}

int caseRemove(CliSession &session, const CaseArguments &arguments)
{
    const auto opened = openCase(session, arguments.folder, vault::Access::ReadWrite);
    if (!opened)
        return report(opened.error());
    casefile::Case &openedCase = **opened;
    const std::vector<casefile::Item> items =
        arguments.restore ? openedCase.sheet().removedItems() : openedCase.sheet().items();
    for (const std::string &name : arguments.items) {
        if (std::none_of(items.begin(), items.end(),
                         [&](const casefile::Item &item) { return isNamed(item, {name}); }))
            return report(Error(ErrorKind::NoMatch, "cli/case",
                                Fact::tr("There is no file “%1” to take out or put back.")
                                    .arg(QString::fromStdString(name))));
    }
    int count = 0;
    for (const casefile::Item &item : items) {
        if (!isNamed(item, arguments.items))
            continue;
        if (auto done = arguments.restore ? openedCase.restoreItem(item.id)
                                          : openedCase.removeItem(item.id);
            !done)
            return report(done.error());
        ++count;
    }
    print(arguments.restore
              ? Tr::tr("%n file(s) put back", nullptr, count)
              : Tr::tr("%n file(s) taken out; the originals stay sealed", nullptr, count));
    return kDone;
}

int caseSubjects(CliSession &session, const CaseArguments &arguments)
{
    const auto access =
        arguments.names.empty() ? vault::Access::ReadOnly : vault::Access::ReadWrite;
    const auto opened = openCase(session, arguments.folder, access);
    if (!opened)
        return report(opened.error());
    if (!arguments.names.empty()) {
        casefile::Subject subject;
        subject.id = SubjectId::random();
        subject.role = *casefile::subjectRoleFromString(QString::fromStdString(arguments.role));
        for (const std::string &name : arguments.names)
            subject.names.append(QString::fromStdString(name));
        if (auto set = (*opened)->setSubject(subject); !set)
            return report(set.error());
    }
    QJsonArray all;
    for (const casefile::Subject &subject : (*opened)->sheet().subjects()) {
        if (!session.json)
            print(u"%1  %2  %3"_s.arg(subject.id.toString().first(8),
                                      casefile::toString(subject.role),
                                      subject.names.join(u", "_s)));
        all.append(QJsonObject{{u"id"_s, subject.id.toString()},
                               {u"role"_s, casefile::toString(subject.role)},
                               {u"names"_s, QJsonArray::fromStringList(subject.names)}});
    }
    if (session.json)
        printJson(QJsonDocument(all));
    return kDone;
}

int caseExport(CliSession &session, const CaseArguments &arguments)
{
    const auto recipients = parseRecipients(arguments.recipients);
    if (!recipients)
        return report(recipients.error());
    const auto opened = openCase(session, arguments.folder, vault::Access::ReadWrite);
    if (!opened)
        return report(opened.error());
    const auto profile = profileFor(**opened, arguments.profile);
    if (!profile)
        return report(profile.error());
    const auto items = itemsNamed((*opened)->sheet(), arguments.items);
    if (!items)
        return report(items.error());
    for (const ItemId id : *items) {
        const casefile::Item *item = (*opened)->sheet().item(id);
        if (item->state == casefile::ItemState::Sealed)
            return report(
                Error(ErrorKind::Io, "cli/case",
                      Fact::tr("“%1” has not been examined yet; run: redoubt-cli case analyze.")
                          .arg(item->name)));
    }
    workflow::ReleaseSettings settings;
    settings.out = arguments.out;
    settings.profile = *profile;
    settings.items = *items;
    settings.recipients = *recipients;
    settings.scheduler = &session.scheduler();
    settings.worker = releaseWorker(session.itemWorker());
    workflow::ReleaseJob job(**opened, session.detectors(), settings);
    Result<release::ReleaseResult> result = Error(ErrorKind::Internal, "cli/case");
    {
        const ProgressScope progress(session, Tr::tr("Redacting"));
        result = job.run({}, progress.context());
    }
    if (result)
        result = job.finish(std::move(*result));
    if (!result)
        return report(result.error());
    if (auto printed = printRelease(session, *result, settings.out); !printed)
        return report(printed.error());
    return releaseExitCode(*result, false);
}

} // namespace redoubt::cli
