// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/paths.h"
#include "core/finding/effects.h"
#include "core/finding/filename.h"
#include "core/jobs/runwatched.h"
#include "core/text/textscanner.h"
#include "core/workflow/tr.h"
#include "core/workflow/workflow.h"

#include <QDateTime>

namespace redoubt::workflow {

using namespace Qt::StringLiterals;

namespace {

/// The items a mark means: its path as given, else every item with that base name.
QList<ItemId> itemsNamed(const casefile::ReviewSheet &sheet, const QString &file)
{
    QList<ItemId> exact;
    QList<ItemId> byBase;
    for (const casefile::Item &item : sheet.items()) {
        if (item.name == file || file.endsWith(u'/' + item.name))
            exact.append(item.id);
        else if (baseName(item.name) == baseName(file))
            byBase.append(item.id);
    }
    return exact.isEmpty() ? byBase : exact;
}

/// Journals the findings of a mark and its decision on each of them.
Result<void> applyMark(casefile::Case &openCase, const MarkSpec &mark, const FindingList &found)
{
    FindingList fresh;
    QList<Decision> decisions;
    const qint64 now = QDateTime::currentMSecsSinceEpoch() * 1000;
    for (const Finding &finding : found) {
        decisions.append(
            {finding.id, mark.verdict, mark.effect, mark.reasons, openCase.actor(), now});
        if (!openCase.sheet().finding(finding.id))
            fresh.push_back(finding);
    }
    if (auto added = openCase.addMarks(fresh); !added)
        return added;
    return openCase.decide(decisions);
}

/// What became of one mark.
struct Tried
{
    QList<ItemId> items;  ///< that it names
    QList<ItemId> unread; ///< of these, where it could not be looked for
    FindingList found;
    FindingList named; ///< in names of files, which alone is no match for a term
    std::optional<Error> problem;
};

/// The name of a file is text of the case: terms are looked for in it, too, and a mark may name it
/// as the field it is.
void markName(const MarkSpec &mark, const casefile::Item &item, Tried &attempt)
{
    FindingList &found = mark.field ? attempt.found : attempt.named;
    QStringList texts;
    if (mark.field == kFileNameField)
        texts.append(item.name);
    if (mark.term) {
        const QString spaced = withSpaces(item.name);
        for (const auto &[begin, end] : text::findTerm(spaced, withSpaces(*mark.term)))
            texts.append(item.name.mid(begin, end - begin));
    }
    texts.removeDuplicates();
    for (const QString &text : std::as_const(texts)) {
        Finding finding;
        finding.item = item.id;
        finding.type = mark.type;
        finding.score = 1;
        finding.place = Field{kFileNameField};
        finding.provenance = Provenance::person();
        finding.source = TextSource::Metadata;
        finding.text = SensitiveText(text);
        finding.id = stableFindingId(finding);
        found.push_back(std::move(finding));
    }
}

/// Looks for the marks that name one item.
Result<void> resolveInItem(casefile::Case &openCase, ItemId item, const QList<MarkSpec> &marks,
                           const std::vector<Tried *> &tried, const QStringList &ocrLanguages,
                           const std::shared_ptr<const ItemWorker> &worker,
                           const JobContext &context)
{
    const auto failed = [&](Tried &attempt, const Error &error) {
        attempt.problem = error;
        if (error.kind() != ErrorKind::NoMatch)
            attempt.unread.append(item);
    };
    auto source = openCase.openItem(item);
    if (!source) {
        for (Tried *attempt : tried)
            failed(*attempt, source.error());
        return {};
    }
    using Found = std::vector<Result<FindingList>>;
    const casefile::Item &described = *openCase.sheet().item(item);
    // Shared with the thread that reads, which may have to be left alone.
    const std::shared_ptr<const ByteSource> shared = *std::move(source);
    const std::shared_ptr<Answers> derived = derivedOf(openCase.vault(), described);
    auto answers =
        runWatched<Found>(context, "workflow/marks", patienceFor(described.size),
                          [=, kind = described.kind](const JobContext &own) {
                              detect::MarkRequest request(marks);
                              request.ocrLanguages = ocrLanguages;
                              request.answers = derived.get();
                              return worker->resolveMarks(request, *shared, kind, item, own);
                          });
    if (!answers) {
        if (answers.error().kind() == ErrorKind::Cancelled)
            return answers.error();
        for (Tried *attempt : tried)
            failed(*attempt, answers.error());
        return {};
    }
    for (size_t i = 0; i < tried.size(); ++i) {
        const Result<FindingList> &answer = (*answers)[i];
        if (answer)
            tried[i]->found.insert(tried[i]->found.end(), answer->begin(), answer->end());
        else
            failed(*tried[i], answer.error());
    }
    return {};
}

/// Why the effect of a mark cannot be had at any of its places; nothing where it can at one.
std::optional<Error> effectProblem(const casefile::ReviewSheet &sheet, const MarkSpec &mark,
                                   const FindingList &found)
{
    if (mark.effect == Effect::Default || mark.verdict == Verdict::Keep)
        return std::nullopt;
    std::optional<Error> problem;
    for (const Finding &finding : found) {
        const Canvas canvas = canvasOf(finding.place, sheet.item(finding.item)->kind);
        if (isImplemented(mark.effect, canvas, finding.type))
            return std::nullopt;
        if (!problem)
            problem = unfitEffect(mark.effect, canvas, finding.type);
    }
    return problem;
}

MarkProblem problemOf(int number, const MarkSpec &mark, const Tried &attempt)
{
    // A base name may mean several files; the mark has to match in one of them at least, and no
    // file may be left where it was not looked for.
    const QList<ItemId> items = attempt.found.empty() ? attempt.items : attempt.unread;
    const ErrorKind kind = attempt.problem ? attempt.problem->kind() : ErrorKind::NoMatch;
    return {number, items,
            Error(kind, "workflow/marks",
                  Tr::tr("Mark %1 on “%2” was not applied: %3")
                      .arg(QString::number(number), mark.file,
                           attempt.problem && attempt.problem->kind() != ErrorKind::NoMatch
                               ? attempt.problem->message()
                           : !attempt.named.empty()
                               ? Tr::tr("it matches the name of the file and nothing in it.")
                           : attempt.problem ? attempt.problem->message()
                                             : Tr::tr("it matches nothing."))),
            SensitiveText(mark.term.value_or(QString()))};
}

} // namespace

Result<MarksReport> importMarks(casefile::Case &openCase, const QList<MarkSpec> &marks,
                                const std::shared_ptr<const ItemWorker> &worker,
                                const JobContext &context)
{
    std::vector<Tried> tried(size_t(marks.size()));
    for (qsizetype i = 0; i < marks.size(); ++i) {
        Tried &attempt = tried[size_t(i)];
        attempt.items = itemsNamed(openCase.sheet(), marks[i].file);
        if (attempt.items.isEmpty())
            attempt.problem = Error(ErrorKind::NoMatch, "workflow/marks",
                                    Tr::tr("no file of that name is in the case."));
    }
    // As the analysis reads them, so that what was recognised then serves again.
    const auto profile = casefile::loadProfile(openCase.sheet().profileName());
    const QStringList languages = profile ? profile->ocrLanguages.split(u'+', Qt::SkipEmptyParts)
                                          : detect::MarkRequest().ocrLanguages;
    // Item by item, so that each is read once however many marks it has.
    QList<ItemId> items;
    for (const casefile::Item &item : openCase.sheet().items())
        items.append(item.id);
    for (qsizetype n = 0; n < items.size(); ++n) {
        if (context.cancelled())
            return JobContext::cancelledError("workflow/marks");
        QList<MarkSpec> own;
        std::vector<Tried *> ownTried;
        for (qsizetype i = 0; i < marks.size(); ++i) {
            Tried &attempt = tried[size_t(i)];
            if (!attempt.items.contains(items[n]))
                continue;
            markName(marks[i], *openCase.sheet().item(items[n]), attempt);
            if (marks[i].field == kFileNameField)
                continue; // nothing to look for in the file
            own.append(marks[i]);
            ownTried.push_back(&attempt);
        }
        const JobContext part =
            context.part(int(n * 1000 / items.size()), int((n + 1) * 1000 / items.size()));
        if (own.isEmpty())
            continue;
        if (auto done = resolveInItem(openCase, items[n], own, ownTried, languages, worker, part);
            !done)
            return done.error();
    }
    MarksReport report;
    for (qsizetype i = 0; i < marks.size(); ++i) {
        Tried &attempt = tried[size_t(i)];
        if (auto problem = effectProblem(openCase.sheet(), marks[i], attempt.found)) {
            attempt.problem = std::move(problem);
            attempt.found.clear();
        }
        if (attempt.found.empty() || !attempt.unread.isEmpty())
            report.problems.push_back(problemOf(int(i) + 1, marks[i], attempt));
        if (attempt.found.empty())
            continue;
        attempt.found.insert(attempt.found.end(), attempt.named.begin(), attempt.named.end());
        if (auto applied = applyMark(openCase, marks[i], attempt.found); !applied)
            return applied.error();
        report.applied += attempt.unread.isEmpty() ? 1 : 0;
        report.findings += int(attempt.found.size());
    }
    context.progress(1, 1);
    return report;
}

} // namespace redoubt::workflow
