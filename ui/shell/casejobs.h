// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/paths.h"
#include "core/workflow/workflow.h"
#include "ui/common/problem.h"
#include "ui/common/session.h"
#include "ui/jobs/jobboard.h"

#include <QObject>

#include <filesystem>
#include <optional>
#include <vector>

namespace redoubt::ui {

/// The long work on an open case: sealing files and analysing items, one item after another, as
/// jobs of the board. Threads: the window's.
class CaseJobs : public QObject
{
    Q_OBJECT
public:
    /// Both are borrowed and must outlive this object.
    CaseJobs(Session &session, JobBoard &jobs, QObject *parent = nullptr);

    /// Seals files and folders, then analyses what came in.
    void addFiles(std::vector<std::filesystem::path> inputs);
    /// Says which sealed files the journal does not name, with a way to take them back.
    void tellOrphans();
    void takeBack();
    /// Analyses what still needs it under the profile and the names of the case.
    void analyzePending();
    /// There are such items.
    bool hasPending() const;
    /// Goes on with items that were sealed and not analysed yet, after a case was opened again.
    void analyzeUnexamined();
    void analyzeAgain(ItemId item);
    /// Stops analysing the item, or takes it out of the queue; it stays "not examined".
    void skip(ItemId item);

    bool isSealing() const { return m_sealing > 0; }
    bool isIdle() const { return !m_running && m_queue.isEmpty() && m_sealing == 0; }
    bool isWaiting(ItemId item) const { return m_queue.contains(item); }
    bool isAnalyzing(ItemId item) const { return m_running == item; }
    /// 0..1 of the item that is being analysed.
    double share() const;

Q_SIGNALS:
    /// The state of an item in the queue changed, or its progress.
    void itemProgress(redoubt::ItemId item);
    void idle();
    /// Files that are not in the case, or work that stopped. What failed for one item is told at
    /// the item, as Session::obstacle().
    void problem(const redoubt::ui::Problem &problem);
    /// A problem of this id is gone, or is being tried again.
    void solved(const QString &id);

private:
    workflow::AnalysisSettings settings() const;
    QList<ItemId> pending() const;
    void startNext();
    void takenBack(const Result<QList<Error>> &done);
    void inputsDone(const Result<std::vector<SkippedInput>> &done,
                    const std::vector<std::filesystem::path> &inputs, const QString &problemId);
    void enqueue(const QList<ItemId> &items);
    void announceIdle();

    Session &m_session;
    JobBoard &m_jobs;
    QList<ItemId> m_queue;
    std::optional<ItemId> m_running;
    int m_runningJob = 0;
    int m_sealing = 0;
    bool m_orphansTold = false;
    bool m_takeBackWaits = false; ///< for what is being sealed: that is about to get its name
};

} // namespace redoubt::ui
