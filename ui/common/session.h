// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/casefile/case.h"
#include "core/detect/analysis.h"
#include "core/jobs/jobgroup.h"
#include "core/jobs/scheduler.h"
#include "core/workflow/itemworker.h"
#include "ui/common/markstate.h"
#include "ui/common/postbox.h"
#include "ui/common/seenamount.h"
#include "ui/common/timeaxis.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>

namespace redoubt::ui {

class Gestures;

enum class ViewMode {
    Edit,    ///< marks with their states over the original
    Preview, ///< exactly what the release will show
    Original ///< the original, nothing over it
};

/// Counts that tree and meters show for one item.
struct ItemCounts
{
    int findings = 0;  ///< shown ones
    int undecided = 0; ///< as isUndecided()
    bool operator==(const ItemCounts &) const = default;
};

/// An open case as the window works on it: the case, its profile, what the person looks at and
/// what is selected. Panels read it, follow its signals and change the case only through its
/// gestures (gestures.h), each of which is one undo step. Threads: the window's; source() gives
/// workers their own reader.
class Session : public QObject
{
    Q_OBJECT
public:
    /// @a registry and @a scheduler are borrowed and must outlive the session. The profile is the
    /// case's; when its file cannot be read, "standard" serves and problem() is emitted later.
    Session(std::unique_ptr<casefile::Case> openCase, const detect::Registry &registry,
            Scheduler &scheduler, QObject *parent = nullptr);
    ~Session() override;

    casefile::Case &openCase() { return *m_case; }
    /// Closes the case, keys and all, and asks everything that reads from it to stop; waits for
    /// nothing. Panels let go of the item at closing(). What is asked of the session afterwards
    /// finds no case: it gets Cancelled.
    void close();
    bool isClosed() const { return m_closed; }
    /// Starts a job that reads from the case. It owns what it touches, since it may be left alone
    /// when the case is closed; its results come to nobody then.
    template <typename T, typename Work>
    Job<T> start(JobClass jobClass, Work work)
    {
        return start<T>(m_scheduler.line(jobClass), std::move(work));
    }
    template <typename T, typename Work>
    Job<T> start(const Scheduler::Line &line, Work work)
    {
        Job<T> job = startJob<T>(line, std::move(work));
        m_jobs.add(job);
        return job;
    }
    /// The same for work that was started otherwise and reads from the case until @a end is told.
    void reads(std::stop_source stop, std::shared_ptr<WorkEnd> end)
    {
        m_jobs.add(std::move(stop), std::move(end));
    }
    /// Waits for them after close(); false when some hang.
    bool waitForJobs(std::chrono::milliseconds limit) { return m_jobs.waitFor(limit); }
    Postbox::Address address() const { return m_postbox.address(); }
    const casefile::ReviewSheet &sheet() const;
    const detect::Registry &registry() const { return m_registry; }
    /// Who reads, redacts and verifies what items hold; this process, until another one is given.
    const std::shared_ptr<const workflow::ItemWorker> &itemWorker() const { return m_itemWorker; }
    void setItemWorker(std::shared_ptr<const workflow::ItemWorker> worker);
    Scheduler &scheduler() { return m_scheduler; }
    const casefile::Profile &profile() const { return m_profile; }
    Result<void> setProfile(const QString &nameOrFile);
    /// Reasons that the profile offers; empty when it names no set.
    const QList<casefile::Reason> &reasons() const { return m_reasons; }

    // ---- What the person looks at
    ItemId currentItem() const { return m_item; }
    /// Null when the case is empty.
    const casefile::Item *item() const;
    void setCurrentItem(ItemId item);
    /// Of the current item; nothing for documents, pictures and text.
    const std::optional<TimeAxis> &axis() const { return m_axis; }
    /// Ticks of axis(). The player follows jumps and moves it while playing.
    Ticks time() const { return m_time; }
    /// The video and audio streams that are shown and heard; -1: there is none. What a file has
    /// first, until another one is chosen or a finding of another one is revealed.
    int pictureStream() const { return m_axis && m_axis->video ? m_axis->stream : -1; }
    int soundStream() const { return m_soundStream; }
    /// Ignored when the current item has no such stream.
    void showStream(int index);
    enum class TimeChange { Jump, Playback };
    void setTime(Ticks time, TimeChange change = TimeChange::Jump);
    /// A stretch of axis() that a person marked to work on. It goes with the item.
    struct TimeMarks
    {
        std::optional<Ticks> in;
        std::optional<Ticks> out; ///< exclusive
        bool operator==(const TimeMarks &) const = default;
    };
    const TimeMarks &timeMarks() const { return m_timeMarks; }
    /// A mark that leaves nothing between the two takes the other one away.
    void setInMark(std::optional<Ticks> time);
    void setOutMark(std::optional<Ticks> time);
    int page() const { return m_page; }
    void setPage(int page);
    ViewMode viewMode() const { return m_viewMode; }
    void setViewMode(ViewMode mode);
    /// Findings of the current item, in the order of selection.
    const QList<FindingId> &selection() const { return m_selection; }
    bool isSelected(FindingId id) const { return m_selection.contains(id); }
    enum class Reveal {
        No,
        Yes ///< views scroll and seek so that the first selected finding is seen
    };
    void select(const QList<FindingId> &findings, Reveal reveal);

    // ---- Findings
    /// Shown findings of an item (not superseded), sorted by placeLess.
    const std::vector<const Finding *> &findings(ItemId item) const;
    casefile::ReviewSheet::Outcome outcome(const Finding &finding) const;
    MarkState state(const Finding &finding) const;
    /// What to call a finding: the subject's first name, else group ("Face 2"), else the type.
    QString title(const Finding &finding) const;
    ItemCounts counts(ItemId item) const;
    ItemCounts counts() const; ///< of the whole case
    /// How much a person saw, read or heard.
    const SeenAmount &seenAmount(ItemId item) const;
    SeenAmount seenAmount() const; ///< of the whole case
    double seenShare(ItemId item) const { return seenAmount(item).share(); }
    double seenShare() const { return seenAmount().share(); }
    /// What a person changes.
    Gestures &gestures() { return *m_gestures; }

    /// The sealed original and what was derived from it, for a worker; opened by who first reads
    /// it: what cannot be opened is told there. Threads: this one; the source may be used on any.
    Result<workflow::ViewedItem> source(ItemId item) const;
    /// What kept the window's work from this item, with the next step; empty when nothing does.
    /// Not journalled: it is known again when the work is tried again.
    QString obstacle(ItemId item) const { return m_obstacles.value(item); }
    /// An empty sentence: it is solved.
    void setObstacle(ItemId item, const QString &sentence);
    /// Remembers that a person saw or heard this part of the current item (durable within a
    /// second).
    void recordSeen(int stream, TimeSpan seen);
    /// What was seen until now is durable when it returns.
    void saveSeen();

Q_SIGNALS:
    /// The case is about to be closed.
    void closing();
    void currentItemChanged();
    void timeChanged(redoubt::ui::Session::TimeChange change);
    /// The axis may be another one, with the time at the same moment.
    void streamsChanged();
    void timeMarksChanged();
    void pageChanged();
    void viewModeChanged();
    void selectionChanged(redoubt::ui::Session::Reveal reveal);
    void profileChanged();
    /// Findings, decisions or the description of an item changed. Emitted once for many changes,
    /// from the event loop.
    void itemMarksChanged(redoubt::ItemId item);
    void itemAdded(redoubt::ItemId item);
    void itemRemoved(redoubt::ItemId item);
    void subjectsChanged();
    void seenChanged();
    /// A person marked a text that may stand in other places too.
    void textMarked(redoubt::FindingId mark);
    /// Something could not be done; the sentence names cause and next step.
    void problem(const QString &sentence);

private:
    void useProfile(casefile::Profile profile);
    void reportLater(const Error &error);
    void scheduleMarks(ItemId item);
    void flushMarks();
    void leaveItem(ItemId removed);
    void setTimeMarks(const TimeMarks &marks);
    void refreshAxis();

    std::unique_ptr<casefile::Case> m_case;
    bool m_closed = false;
    JobGroup m_jobs;
    const detect::Registry &m_registry;
    std::shared_ptr<const workflow::ItemWorker> m_itemWorker; // shared with running jobs
    Scheduler &m_scheduler;
    const std::unique_ptr<Gestures> m_gestures;
    casefile::Profile m_profile;
    QList<casefile::Reason> m_reasons;
    ItemId m_item;
    std::optional<TimeAxis> m_axis;
    int m_soundStream = -1;
    Ticks m_time = 0;
    TimeMarks m_timeMarks;
    int m_page = 0;
    ViewMode m_viewMode = ViewMode::Edit;
    QList<FindingId> m_selection;
    QList<ItemId> m_changedItems;
    QTimer m_marksTimer;
    mutable QHash<ItemId, ItemCounts> m_counts;      ///< as long as nothing of the item changes
    mutable QHash<ItemId, SeenAmount> m_seenAmounts; ///< likewise
    QHash<ItemId, QString> m_obstacles;
    QTimer m_seenTimer;
    QHash<int, TimeSpan> m_seen; ///< of the current item, not journalled yet, by stream
    Postbox m_postbox{*this};
};

} // namespace redoubt::ui
