// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/shell/casejobs.h"

#include <algorithm>
#include <utility>

namespace redoubt::ui {

using namespace Qt::StringLiterals;

namespace {

QString skippedId(const std::filesystem::path &path)
{
    return u"skipped/%1"_s.arg(
        QString::fromLatin1(QByteArray::fromStdString(path.native()).toBase64()));
}

/// Called on a worker; the case is told of each file on its own thread, while the session is there.
std::function<Result<void>(casefile::SealedInput)>
addingTo(Session *session, const Postbox::Address &address, const JobContext &context)
{
    return [session, address, context](const casefile::SealedInput &input) -> Result<void> {
        if (context.cancelled())
            return JobContext::cancelledError("ui/seal");
        address.post([session, input] {
            if (auto added = session->openCase().addSealed(input);
                !added && added.error().kind() != ErrorKind::Cancelled)
                Q_EMIT session->problem(added.error().text());
        });
        return {};
    };
}

/// Seals on a worker.
Result<std::vector<SkippedInput>>
sealInputs(const std::vector<std::filesystem::path> &inputs, casefile::Ingest &ingest,
           Session *session, const std::shared_ptr<const workflow::ItemWorker> &worker,
           const Postbox::Address &address, const JobContext &context)
{
    const InputList list = walkInputs(inputs, [&] { return context.cancelled(); });
    if (context.cancelled())
        return JobContext::cancelledError("ui/seal");
    return ingest.run(list, workflow::ingestOptions(worker), addingTo(session, address, context),
                      context);
}

} // namespace

CaseJobs::CaseJobs(Session &session, JobBoard &jobs, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_jobs(jobs)
{
    connect(&m_jobs, &JobBoard::changed, this, [this] {
        if (m_running)
            Q_EMIT itemProgress(*m_running);
    });
}

workflow::AnalysisSettings CaseJobs::settings() const
{
    workflow::AnalysisSettings settings;
    settings.profile = m_session.profile();
    settings.threads = std::max(1, m_session.pools().cpuThreads());
    settings.worker = m_session.itemWorker();
    return settings;
}

double CaseJobs::share() const
{
    for (int row = 0; row < m_jobs.rowCount(); ++row) {
        if (m_jobs.numberAt(row) == m_runningJob)
            return m_jobs.data(m_jobs.index(row), JobBoard::ShareRole).toDouble();
    }
    return 0;
}

void CaseJobs::addFiles(std::vector<std::filesystem::path> inputs)
{
    if (inputs.empty())
        return;
    QString problemId = u"sealing"_s;
    for (const std::filesystem::path &input : inputs) {
        problemId += skippedId(input);
        Q_EMIT solved(skippedId(input));
    }
    Q_EMIT solved(problemId);
    // Shared by the job's copies of the function; only one of them ever runs.
    auto ingest = std::make_shared<casefile::Ingest>(m_session.openCase().startIngest());
    ++m_sealing;
    auto job = m_session.start<std::vector<SkippedInput>>(
        m_session.pools().disk(),
        [inputs, ingest, session = &m_session, worker = m_session.itemWorker(),
         address = m_session.address()](const JobContext &context) {
            return sealInputs(inputs, *ingest, session, worker, address, context);
        });
    m_jobs.add<std::vector<SkippedInput>>(
        tr("Sealing files"), job, this,
        [this, inputs = std::move(inputs), problemId](Result<std::vector<SkippedInput>> done) {
            --m_sealing;
            inputsDone(done, inputs, problemId);
            if (m_orphansTold)
                tellOrphans(); // a file that was added again may have been one
            if (m_sealing == 0 && std::exchange(m_takeBackWaits, false))
                takeBack();
            analyzePending();
        });
}

void CaseJobs::tellOrphans()
{
    int lost = 0;
    for (const casefile::Orphan &orphan : m_session.openCase().orphans())
        lost += orphan.role == casefile::Orphan::Role::Derived ? 0 : 1;
    m_orphansTold = lost > 0;
    if (lost == 0) {
        Q_EMIT solved(u"orphans"_s);
        return;
    }
    Q_EMIT problem({u"orphans"_s,
                    tr("%n sealed file(s) are not named in the journal of this case: it was closed "
                       "in the middle of adding them, or its journal lost rows or is an older one. "
                       "They are kept. Add the same files again, or take them back without their "
                       "names.",
                       nullptr, lost),
                    tr("Take back"), [this] { takeBack(); }, Problem::Kind::Condition});
}

void CaseJobs::takeBack()
{
    if (m_sealing > 0) {
        m_takeBackWaits = true;
        return;
    }
    Q_EMIT solved(u"orphans"_s);
    // Shared by the job's copies of the function; only one of them ever runs.
    auto ingest = std::make_shared<casefile::Ingest>(m_session.openCase().startIngest());
    ++m_sealing;
    auto job = m_session.start<QList<Error>>(
        m_session.pools().disk(), [ingest, session = &m_session, worker = m_session.itemWorker(),
                                   address = m_session.address()](const JobContext &context) {
            return ingest->takeBack(workflow::ingestOptions(worker),
                                    addingTo(session, address, context), context);
        });
    m_jobs.add<QList<Error>>(tr("Taking sealed files back"), job, this,
                             [this](const Result<QList<Error>> &done) {
                                 --m_sealing;
                                 takenBack(done);
                                 analyzePending();
                             });
}

void CaseJobs::takenBack(const Result<QList<Error>> &done)
{
    if (!done) {
        tellOrphans(); // what is left
        if (done.error().kind() != ErrorKind::Cancelled)
            Q_EMIT problem({u"orphans/stopped"_s, done.error().text(), {}, {}});
        return;
    }
    for (const Error &error : *done)
        Q_EMIT problem({error.text(), error.text(), {}, {}});
}

void CaseJobs::inputsDone(const Result<std::vector<SkippedInput>> &done,
                          const std::vector<std::filesystem::path> &inputs,
                          const QString &problemId)
{
    if (!done) {
        if (done.error().kind() != ErrorKind::Cancelled)
            Q_EMIT problem({problemId,
                            tr("Not all files are in the case. %1").arg(done.error().text()),
                            tr("Add the rest"), [this, inputs] { addFiles(inputs); }});
        return;
    }
    for (const SkippedInput &skipped : *done)
        Q_EMIT problem(
            {skippedId(skipped.path),
             tr("Not in the case: %1. %2")
                 .arg(redoubt::displayName(skipped.path.filename()), skipped.error.text()),
             tr("Try again"), [this, path = skipped.path] { addFiles({path}); }});
}

QList<ItemId> CaseJobs::pending() const
{
    return workflow::pendingItems(m_session.sheet(),
                                  workflow::analysisVersion(m_session.registry(), settings(),
                                                            m_session.sheet().subjectNames()));
}

bool CaseJobs::hasPending() const
{
    return !pending().isEmpty();
}

void CaseJobs::analyzePending()
{
    enqueue(pending());
}

void CaseJobs::analyzeUnexamined()
{
    QList<ItemId> items;
    for (const casefile::Item &item : m_session.sheet().items()) {
        if (item.state == casefile::ItemState::Sealed)
            items.append(item.id);
    }
    if (!items.isEmpty())
        enqueue(items);
}

void CaseJobs::analyzeAgain(ItemId item)
{
    workflow::allowAnalysis(m_session.openCase(), item);
    enqueue({item});
}

void CaseJobs::enqueue(const QList<ItemId> &items)
{
    for (const ItemId item : items) {
        if (!m_queue.contains(item) && m_running != item) {
            m_queue.append(item);
            Q_EMIT itemProgress(item);
        }
    }
    startNext();
}

void CaseJobs::skip(ItemId item)
{
    if (m_running == item)
        m_jobs.cancel(m_runningJob);
    else if (m_queue.removeAll(item) > 0)
        Q_EMIT itemProgress(item);
}

void CaseJobs::startNext()
{
    if (m_running)
        return;
    if (m_queue.isEmpty()) {
        announceIdle();
        return;
    }
    const ItemId id = m_queue.takeFirst();
    const casefile::Item *item = m_session.sheet().item(id);
    if (item == nullptr) {
        Q_EMIT itemProgress(id);
        startNext();
        return;
    }
    m_running = id;
    const QStringList names = m_session.sheet().subjectNames();
    auto job = m_session.start<workflow::ItemAnalysis>(
        m_session.pools().cpu(),
        [vault = m_session.openCase().sharedVault(), item = *item, settings = settings(), names,
         registry = m_session.registry()](const JobContext &context) {
            return workflow::analyzeApart(vault, item, registry, settings, names, context);
        });
    m_runningJob = m_jobs.add<workflow::ItemAnalysis>(
        tr("Analysing %1").arg(item->name), job, this,
        [this, id](Result<workflow::ItemAnalysis> done) {
            m_running.reset();
            const auto saved =
                done ? workflow::applyAnalysis(m_session.openCase(), *done) : done.error();
            if (saved) {
                m_session.setObstacle(id, {});
                for (const ItemId part : workflow::freshParts(m_session.sheet(), id)) {
                    if (!m_queue.contains(part))
                        m_queue.append(part);
                }
            } else if (saved.error().kind() != ErrorKind::Cancelled)
                m_session.setObstacle(
                    id, tr("The analysis could not be kept. %1").arg(saved.error().text()));
            Q_EMIT itemProgress(id);
            startNext();
        });
    Q_EMIT itemProgress(id);
}

void CaseJobs::announceIdle()
{
    if (isIdle())
        Q_EMIT idle();
}

} // namespace redoubt::ui
