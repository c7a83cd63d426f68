// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/release/release.h"

#include "core/base/atomicoutput.h"
#include "core/base/logging.h"
#include "core/base/paths.h"
#include "core/jobs/guarded.h"
#include "core/jobs/runwatched.h"
#include "core/jobs/scheduler.h"
#include "core/jobs/workprogress.h"
#include "core/medium/mediumtable.h"
#include "core/release/tr.h"
#include "core/release/unfinished.h"

#include <QSet>

#include <algorithm>
#include <cmath>
#include <mutex>

namespace redoubt::release {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView kReleaseAttempt("release");

/// Where in the progress of an item its copy is written, and the attacks begin.
constexpr double kWritten = 0.6;

/// Share of the work, so that the bar of a mixed case moves evenly.
qint64 weightOf(const casefile::Item &item)
{
    return medium::of(item.kind).releaseWeight(item);
}

std::vector<KeptBox> keptBoxes(const casefile::ReviewSheet &sheet, const casefile::Profile &profile,
                               ItemId item, ItemKind kind)
{
    std::vector<KeptBox> kept;
    for (const Finding *finding : sheet.findings(item)) {
        if (sheet.outcome(*finding, profile).verdict != Verdict::Keep)
            continue;
        if (const auto *track = std::get_if<Track>(&finding->place)) {
            for (const TrackBox &box : track->boxes)
                kept.push_back({box.pts, box.rect, std::nullopt});
        } else if (const auto *area = std::get_if<Area>(&finding->place);
                   area && !isTextual(finding->type) && isStill(kind)) {
            for (const PageRect &r : area->rects)
                kept.push_back({area->page, outward(QRectF(r.x, r.y, r.w, r.h)), finding->type});
        }
    }
    return kept;
}

ItemResult resultFor(const PlannedItem &planned)
{
    ItemResult result;
    result.item = planned.item.id;
    result.input = planned.name.shown;
    result.parent = planned.parent;
    if (!planned.parent.isEmpty())
        result.part = baseName(planned.name.shown);
    result.kind = planned.item.kind;
    result.sourceFingerprint = planned.sourceFingerprint;
    result.marks = planned.plan.marksByType;
    result.machineOnly = planned.plan.machineOnly;
    result.undecided = planned.undecided;
    result.notExamined = planned.item.notExamined;
    return result;
}

void fail(ItemResult &result, const Error &error)
{
    result.status = error.kind() == ErrorKind::Unsupported ? Status::Unsupported : Status::Failed;
    result.errorKind = error.kind();
    result.why = error.message();
}

/// A sentence that names the checks, never what they found.
Message leakSentence(const verify::Verification &verification)
{
    QStringList names;
    for (const verify::Check &check : verification.checks) {
        if (check.outcome == verify::Outcome::Leak)
            names.append(check.name);
    }
    return Tr::tr("Verification found content that should be gone (%1). No output was written; "
                  "look at the item and add marks, or redact whole pages or the whole frame.")
        .arg(names.join(u", "_s));
}

/// The name of an output is attacked as its text is.
void checkName(const PlannedItem &planned, const std::filesystem::path &relative,
               verify::Verification &verification)
{
    const bool leak =
        holdsWithheld(displayName(relative), planned.name.kept, planned.plan.withheld);
    verification.checks.append({u"name"_s, leak ? verify::Outcome::Leak : verify::Outcome::Clean,
                                leak ? Tr::tr("the name of the output holds withheld text")
                                     : Tr::tr("the name of the output holds nothing withheld")});
    if (leak)
        verification.verdict = verify::Outcome::Leak;
}

/// A file of which a part was never examined is not clean, however well its output stood up.
void tellUnexamined(ItemResult &result)
{
    if (result.status != Status::Released || result.notExamined.isEmpty())
        return;
    result.verification.checks.append(
        {u"examined"_s, verify::Outcome::Incomplete,
         Tr::tr("%n part(s) of the original were not examined for what should be redacted", nullptr,
                int(result.notExamined.size()))});
    if (result.verification.verdict == verify::Outcome::Clean)
        result.verification.verdict = verify::Outcome::Incomplete;
}

/// Output names, fixed before anything is written: the relative input path, with the suffix of the
/// kind written.
class OutputNames
{
public:
    std::filesystem::path take(const std::string &rawName, const QString &suffix)
    {
        const std::filesystem::path relative = portableRelativePath(std::filesystem::path(rawName));
        const std::string wanted = suffix.toStdString();
        std::filesystem::path name = relative;
        if (QString::fromStdString(relative.extension().string())
                .compare(suffix, Qt::CaseInsensitive) != 0)
            name.replace_extension(wanted);
        if (!m_taken.contains(QString::fromStdString(name.string()))) {
            m_taken.insert(QString::fromStdString(name.string()));
            return name;
        }
        for (int n = 1;; ++n) {
            name = relative;
            name += n == 1 ? wanted : " (" + std::to_string(n) + ")" + wanted;
            if (!m_taken.contains(QString::fromStdString(name.string()))) {
                m_taken.insert(QString::fromStdString(name.string()));
                return name;
            }
        }
    }

private:
    QSet<QString> m_taken;
};

/// What writes and attacks one copy. It owns what it uses: a parser that hangs takes it along.
class ItemWork
{
public:
    ItemWork(Opener open, RunOptions options)
        : m_open(std::move(open))
        , m_options(std::move(options))
    {}
    Result<void> redactAndVerify(const PlannedItem &planned, const std::filesystem::path &relative,
                                 const JobContext &context, ItemResult &result) const;

private:
    const Opener m_open;
    const RunOptions m_options;
};

class Runner
{
public:
    Runner(const ReleasePlan &plan, const Opener &open, const RunOptions &options,
           const JobContext &context)
        : m_plan(plan)
        , m_open(open)
        , m_options(options)
        , m_context(context)
        , m_work(std::make_shared<const ItemWork>(open, options))
        , m_progress(
              options.progress != nullptr
                  ? *options.progress
                  : WorkProgress(context, options.scheduler ? options.scheduler->threads() : 1))
    {
        for (const PlannedItem &planned : plan.items)
            m_numbers.push_back(m_progress.add(toString(planned.item.kind).toLatin1(),
                                               double(weightOf(planned.item)), {kWritten}));
    }

    Result<ReleaseResult> run();

private:
    Result<void> prepareNames();
    void process(size_t index);
    void makePublic(size_t index);
    bool processPlanned(const PlannedItem &planned, size_t index);
    bool takeUp(const UnfinishedRelease &unfinished, ItemResult &result) const;
    void runItem(const PlannedItem &planned, size_t index, const JobContext &context);

    const ReleasePlan &m_plan;
    const Opener &m_open;
    const RunOptions &m_options;
    const JobContext &m_context;
    const std::shared_ptr<const ItemWork> m_work; // shared with threads that are left alone
    std::vector<ItemResult> m_results;
    std::vector<std::filesystem::path> m_names;
    WorkProgress m_progress;
    std::vector<int> m_numbers; ///< of the items in it
};

Result<void> Runner::prepareNames()
{
    OutputNames names;
    for (const PlannedItem &planned : m_plan.items) {
        m_results.push_back(resultFor(planned));
        m_names.emplace_back();
        ItemResult &result = m_results.back();
        if (m_context.cancelled())
            return JobContext::cancelledError("release/names");
        if (planned.item.state == casefile::ItemState::Failed) {
            fail(result, Error(ErrorKind::Damaged, "release/names", planned.item.problem));
            continue;
        }
        if (planned.item.state == casefile::ItemState::Unsupported ||
            !medium::canRedact(planned.item.kind)) {
            fail(result, Error(ErrorKind::Unsupported, "release/names",
                               planned.item.problem.isEmpty()
                                   ? Tr::tr("“%1” is sealed in the vault, but its kind (%2) cannot "
                                            "be redacted yet.")
                                         .arg(planned.name.shown, displayName(planned.item.kind))
                                   : planned.item.problem));
            continue;
        }
        if (planned.problem) {
            fail(result, *planned.problem);
            continue;
        }
        auto source = m_open(planned.item.id);
        if (!source) {
            fail(result, source.error());
            continue;
        }
        const QString sourceSuffix =
            QString::fromStdString(std::filesystem::path(planned.name.path).extension().string());
        const auto suffix =
            m_options.tools.suffix(**source, planned.item.kind, sourceSuffix, m_context);
        if (!suffix) {
            if (suffix.error().kind() == ErrorKind::Cancelled)
                return suffix.error();
            fail(result, suffix.error());
            continue;
        }
        m_names.back() = names.take(planned.name.path, *suffix);
    }
    return {};
}

Result<void> ItemWork::redactAndVerify(const PlannedItem &planned,
                                       const std::filesystem::path &relative,
                                       const JobContext &context, ItemResult &result) const
{
    auto source = m_open(planned.item.id);
    if (!source)
        return source.error();
    auto output = AtomicOutput::create(m_options.out / "redacted" / relative);
    if (!output)
        return output.error();
    auto report = m_options.tools.redact(**source, planned.plan, m_options.redaction, **output,
                                         context.part(0, 600));
    if (!report)
        return report.error();
    result.notes = report->notes;
    result.textPlaces = report->textPlaces;
    result.applied = report->applied;

    auto written = openFileSource((*output)->partPath());
    if (!written)
        return written.error();
    auto verification = m_options.tools.verify(
        **written, expectationFor(planned, *report),
        {m_options.ocr, m_options.ocrLanguages, m_options.search, planned.kept},
        context.part(600, 990));
    if (!verification)
        return verification.error();
    checkName(planned, relative, *verification);
    result.verification = *verification;
    if (verification->verdict == verify::Outcome::Leak) {
        result.status = Status::Withheld;
        result.errorKind = ErrorKind::Leak;
        result.why = leakSentence(*verification);
        for (const verify::Suspect &suspect : verification->suspects) {
            if (suspect.withheld >= 0 && suspect.withheld < planned.plan.withheld.size())
                result.leaked.insert(suspect.withheld, planned.plan.withheld[suspect.withheld]);
        }
        return {};
    }
    const auto digest = sha256(**written, [&] { return context.cancelled(); });
    if (!digest)
        return digest.error();
    if (auto committed = (*output)->commit(); !committed)
        return committed;
    result.status = Status::Released;
    result.why = {};
    result.outputSha256 = *digest;
    result.output = u"redacted/"_s + displayName(relative);
    return {};
}

void Runner::process(size_t index)
{
    m_progress.begin(m_numbers[index]);
    bool worked = false;
    if (!m_names[index].empty() && !m_context.cancelled()) {
        const PlannedItem &planned = m_plan.items[index];
        if (m_options.complete) {
            PlannedItem completed = planned;
            if (const auto done = m_options.complete(completed))
                worked = processPlanned(completed, index);
            else
                fail(m_results[index], done.error());
        } else {
            worked = processPlanned(planned, index);
        }
        tellUnexamined(m_results[index]);
    }
    makePublic(index);
    const Status status = m_results[index].status;
    const bool whole = worked && (status == Status::Released || status == Status::Withheld);
    m_progress.end(m_numbers[index],
                   whole ? WorkForecast::Ended::Done : WorkForecast::Ended::Shortened);
}

/// What libraries, detectors and writers say of an item may quote it; a release may not.
void Runner::makePublic(size_t index)
{
    const PlannedItem &planned = m_plan.items[index];
    ItemResult &result = m_results[index];
    const auto told = [&](Message &sentence) {
        sentence = publicMessage(m_plan, planned, sentence);
    };
    told(result.why);
    for (Message &note : result.notes)
        told(note);
    for (NotExamined &part : result.notExamined) {
        told(part.portion.words);
        told(part.why);
    }
    for (verify::Check &check : result.verification.checks)
        told(check.detail);
    if (planned.name.replaced)
        result.notes.append(Tr::tr("The name of the file holds withheld words and was replaced; "
                                   "the original has it."));
}

/// False when nothing was left to do.
bool Runner::processPlanned(const PlannedItem &planned, size_t index)
{
    ItemResult &result = m_results[index];
    UnfinishedRelease unfinished(m_options, planned, m_plan.profile, m_names[index]);
    if (takeUp(unfinished, result))
        return false;
    runItem(planned, index, m_progress.contextOf(m_numbers[index], m_context.token()));
    if (result.status == Status::Released)
        unfinished.keep(result);
    return true;
}

/// What an earlier run released, if the file is still the one that was verified then.
bool Runner::takeUp(const UnfinishedRelease &unfinished, ItemResult &result) const
{
    const auto known = unfinished.find();
    if (!known || known->status != Status::Released)
        return false;
    const auto existing = openFileSource(m_options.out / pathFromString(known->output));
    const auto digest = existing ? sha256(**existing, [this] { return m_context.cancelled(); })
                                 : Result<QByteArray>(existing.error());
    if (!digest || *digest != known->outputSha256)
        return false;
    // What depends on decisions alone is as it is now.
    result.status = known->status;
    result.output = known->output;
    result.outputSha256 = known->outputSha256;
    result.notes = known->notes;
    result.verification = known->verification;
    result.textPlaces = known->textPlaces;
    result.applied = known->applied;
    return true;
}

void Runner::runItem(const PlannedItem &planned, size_t index, const JobContext &context)
{
    ItemResult &result = m_results[index];
    // Shared with the work: it is over when that comes back, however late.
    const std::shared_ptr<vault::Attempt> attempt =
        m_options.vault ? m_options.vault->beginAttempt(planned.item.id, kReleaseAttempt) : nullptr;
    if (attempt && attempt->leaveAside()) {
        fail(result, Error(ErrorKind::Limit, "release/aside",
                           Tr::tr("Redacting it was begun twice and never finished, so it was left "
                                  "aside this time. The next release tries it again.")));
        m_options.vault->forgetAttempts(planned.item.id, kReleaseAttempt);
        return;
    }
    WatchNotes notes;
    if (attempt) {
        notes.silent = [attempt] { attempt->silent(); };
        notes.resumed = [attempt] { attempt->resumed(); };
    }
    const std::filesystem::path output = m_options.out / "redacted" / m_names[index];
    notes.left = [&output] {
        std::error_code none; // the thread that hangs may not have come that far
        std::filesystem::remove(output.native() + ".part", none);
    };
    auto done = runWatched<ItemResult>(
        context, "release/item", m_options.patience.value_or(patienceFor(planned.item.size)),
        [work = m_work, planned, relative = m_names[index], fresh = result,
         attempt](const JobContext &own) -> Result<ItemResult> {
            ItemResult item = fresh;
            if (auto written = work->redactAndVerify(planned, relative, own, item); !written)
                return written.error();
            return item;
        },
        notes);
    if (done)
        result = *std::move(done);
    else
        fail(result, done.error());
}

Result<ReleaseResult> Runner::run()
{
    if (auto prepared = prepareNames(); !prepared)
        return prepared.error();
    std::mutex doneMutex;
    const auto work = [&](size_t index) {
        process(index);
        const std::lock_guard lock(doneMutex);
        if (m_options.itemDone && !m_context.cancelled())
            m_options.itemDone(m_results[index]);
    };
    if (m_options.scheduler != nullptr) {
        forEachOn(m_options.scheduler->newLine(JobClass::Long), m_plan.items.size(),
                  m_options.scheduler->threads(), work);
    } else {
        for (size_t index = 0; index < m_plan.items.size(); ++index)
            work(index);
    }
    if (m_context.cancelled())
        return JobContext::cancelledError("release/run");
    ReleaseResult result;
    for (ItemResult &item : m_results)
        result.items.append(std::move(item));
    return result;
}

} // namespace

QString toString(Status status)
{
    switch (status) {
    case Status::Released:
        return u"released"_s;
    case Status::Withheld:
        return u"withheld"_s;
    case Status::Failed:
        return u"failed"_s;
    case Status::Unsupported:
        return u"unsupported"_s;
    }
    return {};
}

bool ReleaseResult::anyLeak() const
{
    return std::any_of(items.begin(), items.end(),
                       [](const ItemResult &item) { return item.status == Status::Withheld; });
}

bool ReleaseResult::anyProblem() const
{
    return std::any_of(items.begin(), items.end(), [](const ItemResult &item) {
        return item.status == Status::Failed || item.status == Status::Unsupported;
    });
}

CopyTools toolsHere()
{
    return {medium::outputSuffix, medium::redact,
            [](const ByteSource &output, const verify::Expectation &expectation,
               const AttackRequest &request, const JobContext &context) {
                return verify::verifyOutput(output, expectation,
                                            {request.ocr, request.ocrLanguages, {}}, context);
            }};
}

ReleasePlan planRelease(const casefile::ReviewSheet &sheet, const casefile::Profile &profile,
                        const QList<ItemId> &items, const QList<SensitiveText> &alsoWithheld)
{
    ReleasePlan release;
    release.profile = profile;
    release.created = QDateTime::currentDateTimeUtc();
    const redact::LabelBook labels(sheet);
    for (const casefile::Item &item : sheet.items()) {
        if (!items.isEmpty() && !items.contains(item.id))
            continue;
        PlannedItem planned;
        auto plan = redact::makePlan(sheet, item.id, profile, labels);
        if (plan)
            planned.plan = std::move(*plan);
        else
            planned.problem = plan.error();
        planned.marks = redact::markRecords(sheet, item.id, profile);
        planned.kept = keptBoxes(sheet, profile, item.id, item.kind);
        for (const Finding *finding : sheet.findings(item.id))
            planned.undecided += sheet.outcome(*finding, profile).undecided ? 1 : 0;
        // Last: findings that cannot be read are noted in the item when they are first asked for.
        planned.item = *sheet.item(item.id);
        release.items.push_back(std::move(planned));
    }
    // Of the whole case, also where a part of it is released.
    release.withheld = withheldWords(sheet, profile, alsoWithheld);
    const std::map<ItemId, PublicName> names = publicNames(sheet, profile, release.withheld);
    for (PlannedItem &planned : release.items) {
        planned.name = names.at(planned.item.id);
        const auto parent = planned.item.parent ? names.find(*planned.item.parent) : names.end();
        if (parent != names.end())
            planned.parent = parent->second.shown;
    }
    return release;
}

std::vector<verify::PictureSearch> searchesIn(const std::vector<KeptBox> &kept,
                                              const OutputSearches &searches)
{
    std::vector<verify::PictureSearch> all;
    for (const OutputSearch &each : searches) {
        QList<Message> words;
        for (const FindingType type : each.types)
            words.append(displayName(type));
        verify::PictureSearch search{each.name, Message::joined(words, u", "_s), each.find};
        for (const KeptBox &box : kept) {
            if (!box.only || each.types.contains(*box.only))
                search.kept[box.at].append(box.rect);
        }
        all.push_back(std::move(search));
    }
    return all;
}

QString withPublicName(const PlannedItem &planned, QString sentence)
{
    if (!planned.name.replaced)
        return sentence;
    sentence.replace(planned.item.name, planned.name.shown);
    return sentence.replace(baseName(planned.item.name), baseName(planned.name.shown));
}

Message publicMessage(const ReleasePlan &plan, const PlannedItem &planned, const Message &message)
{
    const Message changed =
        message.withTexts([&](const QString &text) { return publicSentence(plan, planned, text); });
    // A pattern or a sentence that only a newer version knows, and words that meet in a sentence.
    const QString words = changed.text();
    QString shown = publicSentence(plan, planned, words);
    return shown == words ? changed : Message::plain(shown);
}

QString publicSentence(const ReleasePlan &plan, const PlannedItem &planned, QString sentence)
{
    sentence = withPublicName(planned, std::move(sentence));
    sentence = plan.withheld.leaveOut(sentence, planned.name.kept);
    // What stood around one may be another together.
    return plan.withheld.occurIn(sentence, planned.name.kept) ? u"[…]"_s : sentence;
}

Result<ReleaseResult> runRelease(const ReleasePlan &plan, const Opener &open,
                                 const RunOptions &options, const JobContext &context)
{
    return Runner(plan, open, options, context).run();
}

} // namespace redoubt::release
