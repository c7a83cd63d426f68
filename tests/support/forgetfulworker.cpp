// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/support/forgetfulworker.h"

namespace redoubt::test {

namespace {

using namespace workflow;

/// Takes element @a number of all lists, one behind the other, out of the one that has it.
template <typename First, typename... More>
void takeOut(int number, std::vector<First> &first, std::vector<More> &...more)
{
    if (number < int(first.size()))
        first.erase(first.begin() + number);
    else if constexpr (sizeof...(More) > 0)
        takeOut(number - int(first.size()), more...);
}

redact::RedactionPlan without(redact::RedactionPlan plan, int part)
{
    takeOut(part, plan.masks, plan.cuts, plan.pages, plan.edits);
    for (redact::PlannedMark &mark : plan.marks)
        mark.part = mark.part == part ? -1 : mark.part - (mark.part > part ? 1 : 0);
    return plan;
}

class ForgetfulWorker final : public ItemWorker
{
public:
    ForgetfulWorker(std::shared_ptr<const ItemWorker> inner, int part)
        : m_inner(std::move(inner))
        , m_part(part)
    {}
    const std::shared_ptr<const ItemViewer> &viewer() const override { return m_inner->viewer(); }
    ItemKind kindOf(const ByteSource &source, const JobContext &context) const override
    {
        return m_inner->kindOf(source, context);
    }
    Result<Examination> examine(const ByteSource &source, const ExamineRequest &request,
                                const JobContext &context) const override
    {
        return m_inner->examine(source, request, context);
    }
    Result<std::vector<Result<FindingList>>> resolveMarks(const detect::MarkRequest &request,
                                                          const ByteSource &source, ItemKind kind,
                                                          ItemId item,
                                                          const JobContext &context) const override
    {
        return m_inner->resolveMarks(request, source, kind, item, context);
    }
    Result<QString> outputSuffix(const ByteSource &source, ItemKind kind,
                                 const QString &sourceSuffix,
                                 const JobContext &context) const override
    {
        return m_inner->outputSuffix(source, kind, sourceSuffix, context);
    }
    Result<redact::RedactReport> redact(const ByteSource &source, const redact::RedactionPlan &plan,
                                        const redact::RedactOptions &options, AtomicOutput &output,
                                        const JobContext &context) const override
    {
        const std::vector<Effect> planned = redact::effectsOf(plan);
        if (m_part >= int(planned.size()))
            return m_inner->redact(source, plan, options, output, context);
        auto report = m_inner->redact(source, without(plan, m_part), options, output, context);
        if (!report)
            return report;
        report->done.insert(report->done.begin() + m_part, planned[size_t(m_part)]);
        const auto firstEdit = int(planned.size() - plan.edits.size());
        if (!report->textPlaces.empty() && m_part >= firstEdit)
            report->textPlaces.insert(report->textPlaces.begin() + (m_part - firstEdit),
                                      redact::TextPlace());
        auto applied = redact::appliedEffects(plan, report->done);
        if (!applied)
            return applied.error();
        report->applied = *std::move(applied);
        return report;
    }
    Result<verify::Verification> verify(const ByteSource &output,
                                        const verify::Expectation &expectation,
                                        const AttackRequest &request,
                                        const JobContext &context) const override
    {
        return m_inner->verify(output, expectation, request, context);
    }
    Result<verify::Verification> verifyAgain(const ByteSource &output, const QList<MarkSpec> &marks,
                                             const AttackRequest &request,
                                             const JobContext &context) const override
    {
        return m_inner->verifyAgain(output, marks, request, context);
    }
    std::optional<Isolation> isolation() const override { return m_inner->isolation(); }

private:
    const std::shared_ptr<const ItemWorker> m_inner; // shared with whoever gave it
    const int m_part;
};

} // namespace

std::shared_ptr<const workflow::ItemWorker>
forgetfulWorker(std::shared_ptr<const workflow::ItemWorker> inner, int part)
{
    return std::make_shared<ForgetfulWorker>(std::move(inner), part);
}

} // namespace redoubt::test
