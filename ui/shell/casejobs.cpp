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
    , m_sealingLine(session.scheduler().newLine(JobClass::Long, Scheduler::Places::Own, 1))
    , m_queue(
          session.openCase(), session.registry(), session.scheduler(),
          [address = m_postbox.address()](std::function<void()> call) {
              address.post(std::move(call));
          },
          queueEvents())
{
    m_rowTimer.setSingleShot(true);
    m_rowTimer.setInterval(0);
    connect(&m_rowTimer, &QTimer::timeout, this, &CaseJobs::refreshRow);
    useSettings();
    // What begins from now on goes by what is known now; what was done before is pending again.
    connect(&session, &Session::profileChanged, this, &CaseJobs::useSettings);
    connect(&session, &Session::subjectsChanged, this, &CaseJobs::useSettings);
    connect(&session, &Session::currentItemChanged, this,
            [this] { m_queue.raise(m_session.currentItem()); });
    connect(&session, &Session::itemRemoved, this, [this](ItemId item) { m_queue.skip(item); });
}

workflow::AnalysisSettings CaseJobs::settings() const
{
    workflow::AnalysisSettings settings;
    settings.profile = m_session.profile();
    settings.worker = m_session.itemWorker();
    return settings;
}

void CaseJobs::useSettings()
{
    m_queue.setBasis(settings(), m_session.sheet().subjectNames());
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
        m_sealingLine, [inputs, ingest, session = &m_session, worker = m_session.itemWorker(),
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
        m_sealingLine, [ingest, session = &m_session, worker = m_session.itemWorker(),
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
    useSettings(); // who reads may be another one
    m_queue.add(items);
    m_queue.raise(m_session.currentItem());
    if (isIdle())
        Q_EMIT idle();
}

void CaseJobs::skip(ItemId item)
{
    m_queue.skip(item);
}

workflow::AnalysisQueue::Events CaseJobs::queueEvents()
{
    workflow::AnalysisQueue::Events events;
    events.began = [this](const std::stop_source &stop) { return beginRow(stop); };
    events.reads = [this](std::stop_source stop, std::shared_ptr<WorkEnd> end) {
        m_session.reads(std::move(stop), std::move(end));
    };
    events.changed = [this](ItemId item) {
        m_rowTimer.start();
        Q_EMIT itemProgress(item);
    };
    events.done = [this](const casefile::Item &item, const Result<void> &saved) {
        analysed(item.id, saved);
    };
    events.idle = [this] {
        m_jobs.remove(std::exchange(m_row, 0));
        if (isIdle())
            Q_EMIT idle();
    };
    return events;
}

JobContext CaseJobs::beginRow(std::stop_source stop)
{
    m_jobs.remove(m_row); // of analyses that are being stopped
    const auto meter = std::make_shared<WorkMeter>();
    m_row = m_jobs.show(tr("Analysing files"), meter, stop);
    return meteredContext(stop.get_token(), meter, [this, address = m_postbox.address()] {
        // The address leads nowhere when this is gone.
        address.post([this] {
            m_jobs.refresh(m_row);
            for (const ItemId item : m_queue.analyzing())
                Q_EMIT itemProgress(item);
        });
    });
}

/// One is named, many are counted.
void CaseJobs::refreshRow()
{
    const QList<ItemId> atWork = m_queue.analyzing();
    const casefile::Item *only = m_queue.open() == 1 && atWork.size() == 1
                                     ? m_session.sheet().item(atWork.first())
                                     : nullptr;
    m_jobs.setTitle(m_row, only != nullptr ? tr("Analysing %1").arg(only->name)
                                           : tr("Analysing %n file(s)", nullptr, m_queue.open()));
}

void CaseJobs::analysed(ItemId item, const Result<void> &saved)
{
    if (saved)
        m_session.setObstacle(item, {});
    else if (saved.error().kind() != ErrorKind::Cancelled)
        m_session.setObstacle(item,
                              tr("The analysis could not be kept. %1").arg(saved.error().text()));
}

} // namespace redoubt::ui
