// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/paths.h"
#include "core/jobs/scheduler.h"
#include "core/workflow/analysisqueue.h"
#include "ui/common/problem.h"
#include "ui/common/session.h"
#include "ui/jobs/jobboard.h"

#include <QObject>
#include <QTimer>

#include <filesystem>
#include <vector>

namespace redoubt::ui {

/// The long work on an open case, as rows of the board: sealing files, one list after another, and
/// the queue of the analyses, with one row for all of them. Threads: the window's.
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
    bool isIdle() const { return m_queue.isIdle() && m_sealing == 0; }
    bool isWaiting(ItemId item) const { return m_queue.isWaiting(item); }
    bool isAnalyzing(ItemId item) const { return m_queue.isAnalyzing(item); }
    /// 0..1 of an item that is being analysed.
    double share(ItemId item) const { return m_queue.share(item); }

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
    workflow::AnalysisQueue::Events queueEvents();
    JobContext beginRow(std::stop_source stop);
    void refreshRow();
    void useSettings();
    void analysed(ItemId item, const Result<void> &saved);
    void takenBack(const Result<QList<Error>> &done);
    void inputsDone(const Result<std::vector<SkippedInput>> &done,
                    const std::vector<std::filesystem::path> &inputs, const QString &problemId);
    void enqueue(const QList<ItemId> &items);
    Session &m_session;
    JobBoard &m_jobs;
    /// Sealing waits for a disk, and what a person gave is safe only after it.
    const Scheduler::Line m_sealingLine;
    Postbox m_postbox{*this};
    workflow::AnalysisQueue m_queue;
    int m_row = 0;     ///< of the analyses; 0: there is none
    QTimer m_rowTimer; ///< many items may change at once
    int m_sealing = 0;
    bool m_orphansTold = false;
    bool m_takeBackWaits = false; ///< for what is being sealed: that is about to get its name
};

} // namespace redoubt::ui
