// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/workflow/workflow.h"

#include <QCoreApplication>
#include <QDateTime>

namespace redoubt::workflow {

using namespace Qt::StringLiterals;

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(redoubt::Marks)
};

QString baseName(const QString &path)
{
    return path.mid(path.lastIndexOf(u'/') + 1);
}

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

} // namespace

Result<MarksReport> importMarks(casefile::Case &openCase, const QList<MarkSpec> &marks,
                                const JobContext &context)
{
    MarksReport report;
    for (qsizetype i = 0; i < marks.size(); ++i) {
        if (context.cancelled())
            return JobContext::cancelledError("workflow/marks");
        context.progress(i, marks.size());
        const MarkSpec &mark = marks[i];
        const QList<ItemId> items = itemsNamed(openCase.sheet(), mark.file);
        // A base name may mean several files; the mark has to match in one of them at least.
        FindingList found;
        std::optional<Error> problem;
        if (items.isEmpty())
            problem = Error(ErrorKind::NoMatch, "workflow/marks",
                            Tr::tr("no file of that name is in the case."));
        for (const ItemId item : items) {
            const auto source = openCase.openItem(item);
            if (!source)
                return source.error();
            auto part = detect::resolveMark(mark, **source, openCase.sheet().item(item)->kind, item,
                                            context);
            if (part)
                found.insert(found.end(), part->begin(), part->end());
            else if (part.error().kind() == ErrorKind::Cancelled)
                return part.error();
            else
                problem = part.error();
        }
        if (found.empty()) {
            report.problems.push_back(
                {int(i) + 1, items,
                 Error(problem ? problem->kind() : ErrorKind::NoMatch, "workflow/marks",
                       Tr::tr("Mark %1 on “%2” was not applied: %3")
                           .arg(i + 1)
                           .arg(mark.file,
                                problem ? problem->text() : Tr::tr("it matches nothing.")))});
            continue;
        }
        if (auto applied = applyMark(openCase, mark, found); !applied)
            return applied.error();
        ++report.applied;
        report.findings += int(found.size());
    }
    context.progress(marks.size(), marks.size());
    return report;
}

} // namespace redoubt::workflow
