// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/workflow/itemworker.h"

#include "core/jobs/derivedquestion.h"
#include "core/medium/mediumtable.h"
#include "core/worker/workers.h"
#include "core/workflow/apartviewer.h"
#include "core/workflow/attackparts.h"
#include "core/workflow/jobfields.h"
#include "core/workflow/reverify.h"
#include "core/workflow/tr.h"

#include <QRegularExpression>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>

namespace redoubt::workflow {

using namespace Qt::StringLiterals;
using worker::JobKind;

namespace {

Isolation isolationBy(const std::vector<worker::Barrier> &barriers)
{
    Isolation isolation;
    for (const worker::Barrier each : worker::allBarriers()) {
        const bool holds = std::find(barriers.begin(), barriers.end(), each) != barriers.end();
        (holds ? isolation.holds : isolation.missing).append(worker::toString(each));
    }
    return isolation;
}

class HereWorker final : public ItemWorker
{
public:
    explicit HereWorker(detect::Registry registry)
        : m_registry(std::move(registry))
        , m_viewer(hereViewer())
    {}
    const std::shared_ptr<const ItemViewer> &viewer() const override { return m_viewer; }

    ItemKind kindOf(const ByteSource &source, const JobContext &) const override
    {
        return medium::table().kindOf(source);
    }

    Result<Examination> examine(const ByteSource &source, const ExamineRequest &request,
                                const JobContext &context) const override
    {
        Examination result;
        if (!request.name.isEmpty()) {
            auto named = detect::findInName(request.name, request.item, m_registry, request.options,
                                            context);
            if (named)
                result.inName = *std::move(named);
            else if (named.error().kind() == ErrorKind::Cancelled)
                return named.error();
            else
                result.nameProblem = named.error();
        }
        if (!request.readable)
            return result;
        auto analysis = medium::analyze(source, request.kind, request.item, m_registry,
                                        request.options, context);
        if (analysis)
            result.analysis = *std::move(analysis);
        else if (analysis.error().kind() == ErrorKind::Cancelled)
            return analysis.error();
        else
            result.problem = analysis.error();
        const auto take = medium::of(request.kind).parts;
        if (!take || !request.parts || result.problem)
            return result;
        auto taken = take(source, context);
        if (taken)
            result.parts = *std::move(taken);
        else if (taken.error().kind() == ErrorKind::Cancelled)
            return taken.error();
        else
            result.partsProblem = taken.error();
        return result;
    }

    Result<std::vector<Result<FindingList>>> resolveMarks(const detect::MarkRequest &request,
                                                          const ByteSource &source, ItemKind kind,
                                                          ItemId item,
                                                          const JobContext &context) const override
    {
        return medium::resolveMarks(request, source, kind, item, context);
    }

    Result<QString> outputSuffix(const ByteSource &source, ItemKind kind,
                                 const QString &sourceSuffix,
                                 const JobContext &context) const override
    {
        return medium::outputSuffix(source, kind, sourceSuffix, context);
    }

    Result<redact::RedactReport> redact(const ByteSource &source, const redact::RedactionPlan &plan,
                                        const redact::RedactOptions &options, AtomicOutput &output,
                                        const JobContext &context) const override
    {
        return medium::redact(source, plan, options, output, context);
    }

    Result<verify::Verification> verify(const ByteSource &output,
                                        const verify::Expectation &expectation,
                                        const AttackRequest &request,
                                        const JobContext &context) const override
    {
        return verify::verifyOutput(output, expectation, optionsOf(request), context);
    }

    Result<verify::Verification> verifyAgain(const ByteSource &output, const QList<MarkSpec> &marks,
                                             const AttackRequest &request,
                                             const JobContext &context) const override
    {
        return workflow::verifyAgain(output, marks, optionsOf(request), context);
    }

    std::optional<Isolation> isolation() const override { return std::nullopt; }

private:
    verify::VerifyOptions optionsOf(const AttackRequest &request) const
    {
        verify::VerifyOptions options;
        options.ocr = request.ocr;
        options.ocrLanguages = request.ocrLanguages;
        if (request.search)
            options.searches = release::searchesIn(request.kept, outputSearches(m_registry));
        return options;
    }

    const detect::Registry m_registry;
    const std::shared_ptr<const ItemViewer> m_viewer;
};

/// Whether a finding can be one of @a item. @a text: of the item, null where it is not known.
bool isOf(const Finding &finding, ItemId item, const QString *text)
{
    if (finding.item != item || !std::isfinite(finding.score) || finding.score < 0 ||
        finding.score > 1 || finding.supersedes)
        return false;
    const auto inText = [text](const TextRange &range) {
        return range.begin >= 0 && range.end >= range.begin && (!text || range.end <= text->size());
    };
    if (const auto *range = std::get_if<TextRange>(&finding.place))
        return inText(*range);
    if (const auto *area = std::get_if<Area>(&finding.place)) {
        return area->page >= 0 && (!area->range || inText(*area->range)) &&
               std::all_of(area->rects.begin(), area->rects.end(), [](const PageRect &r) {
                   return std::isfinite(r.x) && std::isfinite(r.y) && std::isfinite(r.w) &&
                          std::isfinite(r.h);
               });
    }
    return true;
}

/// A machine proposes: it cannot say that a person did.
bool areProposals(const FindingList &findings, ItemId item, const QString *text)
{
    return std::all_of(findings.begin(), findings.end(), [&](const Finding &finding) {
        return isOf(finding, item, text) && !finding.provenance.byPerson();
    });
}

constexpr std::chrono::seconds kKindTime(60);

/// A context that is cancelled with another one, or after a time.
class TimeLimit
{
public:
    TimeLimit(const JobContext &context, std::chrono::seconds limit)
        : m_with(context.token(), [this] { m_stop.request_stop(); })
        , m_clock([this, limit](const std::stop_token &ended) {
            std::unique_lock lock(m_mutex);
            m_changed.wait_for(lock, ended, limit, [] { return false; });
            if (!ended.stop_requested())
                m_stop.request_stop();
        })
    {}
    JobContext context() const { return JobContext(m_stop.get_token()); }

private:
    std::stop_source m_stop;
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::stop_callback<std::function<void()>> m_with;
    std::jthread m_clock; ///< last: it ends first
};

class ApartWorker final : public ItemWorker
{
public:
    ApartWorker(std::shared_ptr<worker::Workers> workers, QStringList detectors)
        : m_workers(std::move(workers))
        , m_viewer(apartViewer(m_workers))
        , m_detectors(std::move(detectors))
    {}
    const std::shared_ptr<const ItemViewer> &viewer() const override { return m_viewer; }

    ItemKind kindOf(const ByteSource &source, const JobContext &context) const override
    {
        // Reports nothing, and a look at the first bytes and streams takes no time.
        const TimeLimit limit(context, kKindTime);
        const auto kind =
            ask<ItemKind>(JobKind::KindOf, {&source, nullptr, nullptr}, limit.context());
        return kind ? *kind : ItemKind();
    }

    Result<Examination> examine(const ByteSource &source, const ExamineRequest &request,
                                const JobContext &context) const override
    {
        auto result = ask<Examination>(
            JobKind::Examine, {&source, request.options.answers, nullptr}, context, request);
        if (!result)
            return result;
        if (!areProposals(result->analysis.findings, request.item, &result->analysis.text) ||
            !areProposals(result->inName, request.item, nullptr))
            return worker::notBelieved();
        return result;
    }

    Result<std::vector<Result<FindingList>>> resolveMarks(const detect::MarkRequest &request,
                                                          const ByteSource &source, ItemKind kind,
                                                          ItemId item,
                                                          const JobContext &context) const override
    {
        DerivedOnly known(request.answers, {document::kWordsKind, media::kFramesKind});
        const auto sent = ask<std::vector<worker::SentFindings>>(
            JobKind::ResolveMarks, {&source, &known, nullptr}, context, request, kind, item);
        if (!sent)
            return sent.error();
        if (sent->size() != size_t(request.marks.size()))
            return worker::notBelieved();
        std::vector<Result<FindingList>> answers;
        for (const worker::SentFindings &each : *sent) {
            for (const Finding &finding : each.findings) {
                if (!isOf(finding, item, nullptr))
                    return worker::notBelieved();
            }
            if (each.error)
                answers.emplace_back(each.error->believed());
            else
                answers.emplace_back(each.findings);
        }
        return answers;
    }

    Result<QString> outputSuffix(const ByteSource &source, ItemKind kind,
                                 const QString &sourceSuffix,
                                 const JobContext &context) const override
    {
        auto suffix = ask<QString>(JobKind::OutputSuffix, {&source, nullptr, nullptr}, context,
                                   kind, sourceSuffix);
        // It becomes part of a path.
        static const QRegularExpression plain(
            QRegularExpression::anchoredPattern(u"\\.[A-Za-z0-9]{1,12}"_s));
        if (suffix && *suffix != sourceSuffix && !plain.match(*suffix).hasMatch())
            return worker::notBelieved();
        return suffix;
    }

    Result<redact::RedactReport> redact(const ByteSource &source, const redact::RedactionPlan &plan,
                                        const redact::RedactOptions &options, AtomicOutput &output,
                                        const JobContext &context) const override
    {
        const QString name = QString::fromStdString(output.path().filename().string());
        return ask<redact::RedactReport>(JobKind::Redact, {&source, nullptr, &output}, context,
                                         plan, options, name);
    }

    Result<verify::Verification> verify(const ByteSource &output,
                                        const verify::Expectation &expectation,
                                        const AttackRequest &request,
                                        const JobContext &context) const override
    {
        return ask<verify::Verification>(JobKind::Verify, {&output, nullptr, nullptr}, context,
                                         expectation, request);
    }

    Result<verify::Verification> verifyAgain(const ByteSource &output, const QList<MarkSpec> &marks,
                                             const AttackRequest &request,
                                             const JobContext &context) const override
    {
        return ask<verify::Verification>(JobKind::VerifyAgain, {&output, nullptr, nullptr}, context,
                                         marks, request);
    }

    std::optional<Isolation> isolation() const override
    {
        const auto barriers = m_workers->barriers();
        return barriers ? std::optional(isolationBy(*barriers)) : std::nullopt;
    }

private:
    template <typename T, typename... Values>
    Result<T> ask(JobKind kind, const worker::Served &served, const JobContext &context,
                  const Values &...values) const
    {
        using Need = worker::Workers::Need;
        using Turn = worker::Workers::Turn;
        // A person waits for the others.
        const bool isLong = kind == JobKind::Examine || kind == JobKind::Redact ||
                            kind == JobKind::Verify || kind == JobKind::VerifyAgain;
        return askWorker<T>(*m_workers, kind == JobKind::Examine ? Need::Loaded : Need::Nothing,
                            isLong ? Turn::Later : Turn::First, kind, m_detectors, served, context,
                            values...);
    }

    const std::shared_ptr<worker::Workers> m_workers; // shared with whoever made them
    const std::shared_ptr<const ItemViewer> m_viewer;
    const QStringList m_detectors;
};

} // namespace

QString unclosed(const Isolation &isolation)
{
    return Tr::tr("The files are read in processes that are not closed in as far as they can be: "
                  "this machine has no %1. A file that is made to attack its reader could do more "
                  "here.")
        .arg(isolation.missing.join(u", "_s));
}

casefile::IngestOptions ingestOptions(std::shared_ptr<const ItemWorker> worker)
{
    casefile::IngestOptions options = medium::ingestOptions();
    options.kindOf = [worker = std::move(worker)](const ByteSource &source,
                                                  const JobContext &context) {
        return worker->kindOf(source, context);
    };
    return options;
}

std::shared_ptr<const ItemWorker> hereWorker(detect::Registry registry)
{
    return std::make_shared<HereWorker>(std::move(registry));
}

std::shared_ptr<const ItemWorker> apartWorker(std::shared_ptr<worker::Workers> workers,
                                              const detect::Registry &registry)
{
    return std::make_shared<ApartWorker>(std::move(workers), detectorNames(registry));
}

QStringList detectorNames(const detect::Registry &registry)
{
    QStringList names;
    for (const detect::DetectorInfo &info : registry.infos()) {
        if (info.available)
            names.append(info.provenance.detector + u' ' + info.provenance.version + u' ' +
                         QString::fromLatin1(info.provenance.modelSha256.toHex()));
    }
    return names;
}

} // namespace redoubt::workflow
