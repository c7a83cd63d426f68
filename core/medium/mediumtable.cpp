// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/medium/mediumtable.h"

#include "core/medium/sniff/filehead.h"
#include "core/medium/tr.h"

#include <algorithm>

namespace redoubt::medium {

namespace {

Table &installed()
{
    static Table table;
    return table;
}

Error notExaminable(ItemKind kind)
{
    return Error(ErrorKind::Unsupported, "medium/analyze",
                 Tr::tr("Files of the kind \"%1\" cannot be examined yet.").arg(displayName(kind)));
}

Error notRedactable(ItemKind kind)
{
    return Error(ErrorKind::Unsupported, "medium/redact",
                 Tr::tr("Files of the kind “%1” cannot be redacted yet; the original stays sealed "
                        "in the vault.")
                     .arg(displayName(kind)));
}

} // namespace

bool isComplete(const Medium &medium)
{
    const bool writes = medium.redact != nullptr;
    const bool reads = !medium.document || (medium.document->read && medium.analyze);
    const bool previewed = medium.view == kTextView ? medium.previewText != nullptr
                           : medium.view == kPagesView || medium.axis == Modality::Video
                               ? medium.preview != nullptr
                               : true;
    return medium.sniff && medium.analysisWeight && medium.releaseWeight && reads &&
           writes == (medium.suffix != nullptr) && writes == (medium.expect != nullptr) &&
           (!writes || (medium.analyze && medium.resolver && medium.view != kNoView && previewed));
}

qint64 smallWeight(const casefile::Item &item)
{
    return 1 + item.size / 5'000'000;
}

qint64 smallReleaseWeight(const casefile::Item &item)
{
    return 5 + item.size / 1'000'000;
}

void Table::add(const Medium &medium)
{
    Q_ASSERT(isComplete(medium) && !find(medium.kind));
    m_media.push_back(medium);
}

const Medium *Table::find(ItemKind kind) const
{
    const auto it = std::find_if(m_media.begin(), m_media.end(),
                                 [kind](const Medium &medium) { return medium.kind == kind; });
    return it == m_media.end() ? nullptr : &*it;
}

const Medium &Table::of(ItemKind kind) const
{
    static const Medium nothing = [] {
        Medium medium;
        medium.icon = QLatin1StringView("unknown");
        medium.sniff = [](const FileHead &) { return sure::kNot; };
        medium.analysisWeight = smallWeight;
        medium.releaseWeight = smallReleaseWeight;
        return medium;
    }();
    const Medium *found = find(kind);
    return found ? *found : nothing;
}

ItemKind Table::guess(const ByteSource &source) const
{
    const FileHead head(source);
    if (!head.isReadable())
        return ItemKind::Unknown;
    ItemKind kind;
    int best = sure::kNot;
    for (const Medium &medium : m_media) {
        const int sureness = medium.sniff(head);
        if (sureness > best) {
            best = sureness;
            kind = medium.kind;
        }
    }
    return kind;
}

ItemKind Table::kindOf(const ByteSource &source) const
{
    const ItemKind guessed = guess(source);
    const Medium *medium = find(guessed);
    return medium && medium->refine ? medium->refine(source) : guessed;
}

const Table &table()
{
    return installed();
}

void install(Table table)
{
    for (const Medium &medium : table.all()) {
        if (medium.words)
            registerItemKind({medium.kind, medium.words, medium.still});
    }
    installed() = std::move(table);
}

const Medium &of(ItemKind kind)
{
    return installed().of(kind);
}

bool canRedact(ItemKind kind)
{
    return of(kind).redact != nullptr;
}

casefile::IngestOptions ingestOptions()
{
    return {[](const ByteSource &source, const JobContext &) { return table().kindOf(source); },
            [](ItemKind kind) { return of(kind).modality; }};
}

Result<detect::Analysis> analyze(const ByteSource &source, ItemKind kind, ItemId item,
                                 const detect::Registry &registry,
                                 const detect::AnalysisOptions &options, const JobContext &context)
{
    if (context.cancelled())
        return JobContext::cancelledError("medium/analyze");
    const Medium &medium = of(kind);
    if (!medium.analyze)
        return notExaminable(kind);
    auto analysis = medium.analyze(source, item, registry, options, context);
    if (analysis)
        detect::settle(*analysis, options);
    if (analysis)
        context.progress(1, 1);
    return analysis;
}

Result<std::vector<Result<FindingList>>> resolveMarks(const detect::MarkRequest &request,
                                                      const ByteSource &source, ItemKind kind,
                                                      ItemId item, const JobContext &context)
{
    const Medium &medium = of(kind);
    const auto resolver =
        medium.resolver ? medium.resolver(request, source, item, context) : nullptr;
    std::vector<Result<FindingList>> answers;
    for (const MarkSpec &mark : request.marks) {
        if (context.cancelled())
            return JobContext::cancelledError("medium/marks");
        auto answer = resolver ? resolver->resolve(mark) : Result<FindingList>(detect::unfitMark());
        if (answer)
            std::sort(answer->begin(), answer->end(), placeLess);
        else if (answer.error().kind() == ErrorKind::Cancelled)
            return answer.error();
        answers.push_back(std::move(answer));
    }
    return answers;
}

Result<FindingList> resolveMark(const MarkSpec &mark, const ByteSource &source, ItemKind kind,
                                ItemId item, const JobContext &context)
{
    auto answers = resolveMarks({mark}, source, kind, item, context);
    if (!answers)
        return answers.error();
    return std::move(answers->front());
}

Result<QString> outputSuffix(const ByteSource &source, ItemKind kind, const QString &sourceSuffix,
                             const JobContext &context)
{
    const Medium &medium = of(kind);
    return medium.suffix ? medium.suffix(source, sourceSuffix, context)
                         : Result<QString>(notRedactable(kind));
}

Result<redact::RedactReport> redact(const ByteSource &source, const redact::RedactionPlan &plan,
                                    const redact::RedactOptions &options, AtomicOutput &output,
                                    const JobContext &context)
{
    const Medium &medium = of(plan.kind);
    if (!medium.redact)
        return notRedactable(plan.kind);
    auto report = medium.redact(source, plan, options, output, context);
    if (!report)
        return report;
    auto applied = redact::appliedEffects(plan, report->done);
    if (!applied)
        return applied.error();
    report->applied = *std::move(applied);
    return report;
}

} // namespace redoubt::medium
