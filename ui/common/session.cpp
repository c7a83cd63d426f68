// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/common/session.h"

#include "core/casefile/commands.h"
#include "core/vault/latesource.h"
#include "ui/common/gestures.h"

#include <algorithm>

namespace redoubt::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// What a person saw is durable within this time (docs/architecture.md), and a second of playback
/// is one event of the journal, not thirty.
constexpr auto kSeenDelay = 900ms;

} // namespace

Session::Session(std::unique_ptr<casefile::Case> openCase, const detect::Registry &registry,
                 Scheduler &scheduler, QObject *parent)
    : QObject(parent)
    , m_case(std::move(openCase))
    , m_registry(registry)
    , m_itemWorker(workflow::hereWorker(registry))
    , m_scheduler(scheduler)
    , m_gestures(std::make_unique<Gestures>(*this))
{
    const QString wanted = sheet().profileName().isEmpty() ? u"standard"_s : sheet().profileName();
    auto profile = casefile::loadProfile(wanted);
    if (!profile) {
        reportLater(profile.error());
        profile = casefile::loadProfile(u"standard"_s);
    }
    if (profile)
        useProfile(*std::move(profile));
    m_case->setErrorHandler([this](const Error &error) { Q_EMIT problem(error.text()); });

    m_marksTimer.setSingleShot(true);
    m_marksTimer.setInterval(0);
    connect(&m_marksTimer, &QTimer::timeout, this, &Session::flushMarks);
    m_seenTimer.setSingleShot(true);
    m_seenTimer.setInterval(kSeenDelay);
    connect(&m_seenTimer, &QTimer::timeout, this, &Session::saveSeen);

    const casefile::ReviewSheet *s = &m_case->sheet();
    connect(s, &casefile::ReviewSheet::itemAdded, this, [this](ItemId added) {
        Q_EMIT itemAdded(added);
        if (item() == nullptr)
            setCurrentItem(added);
    });
    connect(s, &casefile::ReviewSheet::itemRemoved, this, &Session::leaveItem);
    connect(s, &casefile::ReviewSheet::itemChanged, this, [this](ItemId changed) {
        if (changed == m_item)
            refreshAxis();
        scheduleMarks(changed);
    });
    connect(s, &casefile::ReviewSheet::findingsChanged, this, &Session::scheduleMarks);
    connect(s, &casefile::ReviewSheet::decisionChanged, this, [this](FindingId id) {
        if (const Finding *finding = sheet().finding(id))
            scheduleMarks(finding->item);
    });
    connect(s, &casefile::ReviewSheet::subjectsChanged, this, [this] {
        for (const casefile::Item &each : sheet().items())
            scheduleMarks(each.id);
        Q_EMIT subjectsChanged();
    });
    if (!sheet().items().empty()) {
        m_item = sheet().items().front().id;
        refreshAxis();
        if (m_axis)
            m_time = m_axis->begin;
    }
}

void Session::setItemWorker(std::shared_ptr<const workflow::ItemWorker> worker)
{
    m_itemWorker = std::move(worker);
}

Session::~Session()
{
    blockSignals(true); // whoever listened may be half destroyed
    close();
    // The case outlives the connections to this object.
    m_case->sheet().disconnect(this);
    m_case->setErrorHandler({});
}

void Session::close()
{
    if (m_closed)
        return;
    saveSeen();
    m_closed = true;
    Q_EMIT closing();
    m_jobs.requestStop();
    m_marksTimer.stop();
    m_case->close();
}

void Session::useProfile(casefile::Profile profile)
{
    m_profile = std::move(profile);
    m_reasons.clear();
    if (m_profile.reasonSet.isEmpty())
        return;
    auto set = casefile::loadReasonSet(m_profile.reasonSet);
    if (set)
        m_reasons = std::move(set->reasons);
    else
        reportLater(set.error());
}

void Session::reportLater(const Error &error)
{
    QTimer::singleShot(0, this, [this, why = error.text()] { Q_EMIT problem(why); });
}

const casefile::ReviewSheet &Session::sheet() const
{
    return std::as_const(*m_case).sheet();
}

Result<void> Session::setProfile(const QString &nameOrFile)
{
    auto profile = casefile::loadProfile(nameOrFile);
    if (!profile)
        return profile.error();
    if (auto saved = m_case->setProfile(nameOrFile); !saved)
        return saved;
    useProfile(*std::move(profile));
    for (const casefile::Item &each : sheet().items())
        scheduleMarks(each.id);
    Q_EMIT profileChanged();
    return {};
}

// ---- What the person looks at

const casefile::Item *Session::item() const
{
    return sheet().item(m_item);
}

void Session::setCurrentItem(ItemId id)
{
    if (id == m_item || sheet().item(id) == nullptr)
        return;
    saveSeen();
    m_item = id;
    m_selection.clear();
    m_page = 0;
    m_axis.reset();
    m_soundStream = -1;
    refreshAxis();
    m_time = m_axis ? m_axis->begin : 0;
    setTimeMarks({});
    Q_EMIT currentItemChanged();
    Q_EMIT selectionChanged(Reveal::No);
}

void Session::refreshAxis()
{
    const casefile::Item *current = item();
    const int chosen = m_axis ? m_axis->stream : -1;
    m_axis = current != nullptr ? timeAxis(*current, chosen) : std::nullopt;
    const QList<int> sounds =
        current != nullptr ? streamsOf(*current, Modality::Audio) : QList<int>();
    if (!sounds.contains(m_soundStream))
        m_soundStream = sounds.value(0, -1);
}

void Session::showStream(int index)
{
    const casefile::Item *current = item();
    const casefile::ItemStream *stream = current != nullptr ? current->stream(index) : nullptr;
    if (stream == nullptr || !m_axis)
        return;
    const auto axis = timeAxis(*current, index);
    const bool sound = stream->modality == Modality::Audio && index != m_soundStream;
    const bool counts = axis && axis->stream == index && index != m_axis->stream;
    if (!sound && !counts)
        return;
    if (sound)
        m_soundStream = index;
    if (counts) {
        saveSeen();
        m_time = std::clamp(rescale(m_time, m_axis->base, axis->base, Rounding::Nearest),
                            axis->begin, axis->end);
        m_axis = axis;
        setTimeMarks({});
    }
    Q_EMIT streamsChanged();
}

void Session::setTime(Ticks time, TimeChange change)
{
    if (!m_axis)
        return;
    time = std::clamp(time, m_axis->begin, m_axis->end);
    if (time == m_time)
        return;
    m_time = time;
    Q_EMIT timeChanged(change);
}

void Session::setInMark(std::optional<Ticks> time)
{
    const bool empty = time && m_timeMarks.out && *m_timeMarks.out <= *time;
    setTimeMarks({time, empty ? std::nullopt : m_timeMarks.out});
}

void Session::setOutMark(std::optional<Ticks> time)
{
    const bool empty = time && m_timeMarks.in && *time <= *m_timeMarks.in;
    setTimeMarks({empty ? std::nullopt : m_timeMarks.in, time});
}

void Session::setTimeMarks(const TimeMarks &marks)
{
    if (marks == m_timeMarks)
        return;
    m_timeMarks = marks;
    Q_EMIT timeMarksChanged();
}

void Session::setPage(int page)
{
    page = std::max(0, page);
    if (page == m_page)
        return;
    m_page = page;
    Q_EMIT pageChanged();
}

void Session::setViewMode(ViewMode mode)
{
    if (mode == m_viewMode)
        return;
    m_viewMode = mode;
    Q_EMIT viewModeChanged();
}

void Session::select(const QList<FindingId> &findings, Reveal reveal)
{
    if (findings == m_selection && reveal == Reveal::No)
        return;
    m_selection = findings;
    if (reveal == Reveal::Yes && !findings.isEmpty()) {
        const Finding *first = sheet().finding(findings.first());
        if (first != nullptr) {
            if (first->item != m_item) {
                setCurrentItem(first->item);
                m_selection = findings;
            }
            if (const auto *area = std::get_if<Area>(&first->place))
                setPage(area->page);
            if (const auto *track = std::get_if<Track>(&first->place))
                showStream(track->stream);
            else if (const auto *heard = std::get_if<Span>(&first->place))
                showStream(heard->stream);
            const casefile::Item *current = item();
            if (m_axis && current != nullptr) {
                const auto span = spanOn(*m_axis, *current, *first);
                if (span && !span->contains(m_time))
                    setTime(span->begin);
            }
        }
    }
    Q_EMIT selectionChanged(reveal);
}

// ---- Findings

const std::vector<const Finding *> &Session::findings(ItemId id) const
{
    return sheet().findings(id);
}

casefile::ReviewSheet::Outcome Session::outcome(const Finding &finding) const
{
    return sheet().outcome(finding, m_profile);
}

MarkState Session::state(const Finding &finding) const
{
    return markState(finding, outcome(finding));
}

QString Session::title(const Finding &finding) const
{
    if (const casefile::Subject *who = sheet().subjectOf(finding);
        who != nullptr && !who->names.isEmpty())
        return who->names.first();
    if (finding.type == FindingType::Custom && !finding.provenance.byPerson()) {
        //: A finding of no type of its own, by the detector that proposed it
        return tr("Found by %1").arg(finding.provenance.detector);
    }
    const qsizetype dash = finding.group.lastIndexOf(u'-');
    if (dash > 0) {
        //: A group of findings of one type, with its number: "Face 2"
        return tr("%1 %2").arg(displayName(finding.type), finding.group.mid(dash + 1));
    }
    return displayName(finding.type);
}

ItemCounts Session::counts(ItemId id) const
{
    if (const auto known = m_counts.constFind(id); known != m_counts.constEnd())
        return *known;
    ItemCounts counts;
    for (const Finding *finding : findings(id)) {
        ++counts.findings;
        counts.undecided += isUndecided(state(*finding)) ? 1 : 0;
    }
    m_counts.insert(id, counts);
    return counts;
}

ItemCounts Session::counts() const
{
    ItemCounts all;
    for (const casefile::Item &each : sheet().items()) {
        const ItemCounts one = counts(each.id);
        all.findings += one.findings;
        all.undecided += one.undecided;
    }
    return all;
}

const SeenAmount &Session::seenAmount(ItemId id) const
{
    auto known = m_seenAmounts.find(id);
    if (known == m_seenAmounts.end()) {
        const casefile::Item *found = sheet().item(id);
        known = m_seenAmounts.insert(id, found != nullptr ? ui::seenAmount(*m_case, *found)
                                                          : SeenAmount());
    }
    return *known;
}

SeenAmount Session::seenAmount() const
{
    SeenAmount all;
    for (const casefile::Item &each : sheet().items())
        all += seenAmount(each.id);
    return all;
}

void Session::leaveItem(ItemId removed)
{
    m_changedItems.removeAll(removed);
    Q_EMIT itemRemoved(removed);
    if (removed != m_item)
        return;
    m_seen.clear();
    m_item = {};
    const auto &left = sheet().items();
    if (!left.empty()) {
        setCurrentItem(left.front().id);
        return;
    }
    m_selection.clear();
    m_axis.reset();
    m_soundStream = -1;
    setTimeMarks({});
    Q_EMIT currentItemChanged();
    Q_EMIT selectionChanged(Reveal::No);
}

Result<workflow::ViewedItem> Session::source(ItemId id) const
{
    const casefile::Item *found = sheet().item(id);
    if (found == nullptr)
        return Error(ErrorKind::NotFound, "ui/source");
    return workflow::ViewedItem(
        vault::lateSource(m_case->sharedVault(), found->object, found->size),
        workflow::derivedOf(m_case->vault(), *found));
}

void Session::setObstacle(ItemId id, const QString &sentence)
{
    if (obstacle(id) == sentence)
        return;
    if (sentence.isEmpty())
        m_obstacles.remove(id);
    else
        m_obstacles.insert(id, sentence);
    scheduleMarks(id);
}

void Session::recordSeen(int stream, TimeSpan span)
{
    if (span.isEmpty() || item() == nullptr)
        return;
    const TimeSpan pending = m_seen.value(stream);
    if (!pending.isEmpty() && (span.begin > pending.end || pending.begin > span.end))
        saveSeen(); // a jump: what was seen before it is a span of its own
    m_seen[stream] = m_seen.value(stream).united(span);
    if (!m_seenTimer.isActive())
        m_seenTimer.start();
}

void Session::saveSeen()
{
    m_seenTimer.stop();
    const QHash<int, TimeSpan> pending = std::exchange(m_seen, {});
    if (m_closed)
        return;
    for (auto it = pending.begin(); it != pending.end(); ++it) {
        if (auto saved = m_case->recordSeen(m_item, it.key(), it.value()); !saved)
            Q_EMIT problem(saved.error().text());
    }
    if (pending.isEmpty())
        return;
    m_seenAmounts.remove(m_item);
    Q_EMIT seenChanged();
}

void Session::scheduleMarks(ItemId id)
{
    m_counts.remove(id);
    m_seenAmounts.remove(id);
    if (!m_changedItems.contains(id))
        m_changedItems.append(id);
    m_marksTimer.start();
}

void Session::flushMarks()
{
    const QList<ItemId> changed = std::exchange(m_changedItems, {});
    // Undo may have taken away what is selected.
    QList<FindingId> left = m_selection;
    left.removeIf([this](FindingId id) {
        return sheet().finding(id) == nullptr || sheet().isSuperseded(id);
    });
    for (const ItemId id : changed)
        Q_EMIT itemMarksChanged(id);
    if (left != m_selection)
        select(left, Reveal::No);
}

} // namespace redoubt::ui
