// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/casefile/fold.h"

#include "core/base/overloaded.h"
#include "core/casefile/reviewsheet_p.h"

#include <algorithm>

namespace redoubt::casefile {

namespace {

constexpr int kDeepestItem = 64; // more than any analysis takes out of one

} // namespace

Fold::Fold(ReviewSheet &sheet, Signals notify)
    : m_sheet(sheet)
    , m_notify(notify == Signals::Emitted)
{}

void Fold::apply(const Event &event)
{
    std::visit(Overloaded{[](const CaseCreated &) {}, [](const CheckpointSigned &) {},
                          [&](const ItemAdded &e) { addItem(e); },
                          [&](const FindingsPacked &e) { addPacked(e); },
                          [&](const ItemAnalysed &e) { describe(e.item); },
                          [&](const ItemTextSet &e) { m_sheet.d->texts.insert(e.item, e.object); },
                          [&](const ProfileSet &e) { m_sheet.d->profile = e.profile; },
                          [&](const SeenRecorded &e) { record(e); },
                          [&](const ReleaseMade &e) { m_sheet.d->releases = e.number; },
                          [&](const Gesture &e) { apply(e.changes); }},
               event.payload);
}

void Fold::apply(const QList<Change> &changes)
{
    for (const Change &c : changes)
        change(c);
}

void Fold::change(const Change &change)
{
    const auto decided = [&](FindingId id) {
        if (m_notify)
            Q_EMIT m_sheet.decisionChanged(id);
    };
    std::visit(Overloaded{[&](const Decide &c) {
                              m_sheet.d->decisions.insert(c.decision.finding, c.decision);
                              decided(c.decision.finding);
                          },
                          [&](const Undecide &c) {
                              m_sheet.d->decisions.remove(c.finding);
                              decided(c.finding);
                          },
                          [&](const AddMark &c) { addMark(c.finding); },
                          [&](const Withdraw &c) { withdraw(c.finding); },
                          [&](const SetSubject &c) { setSubject(c.subject); },
                          [&](const RemoveSubject &c) { removeSubject(c.subject); },
                          [&](const RemoveItem &c) { removeItem(c.item); },
                          [&](const RestoreItem &c) { restoreItem(c.item); }},
               change);
}

void Fold::addItem(const ItemAdded &added)
{
    auto &d = *m_sheet.d;
    if (d.known(added.item.id) != nullptr)
        return;
    // The parent was there before, so that nothing lies in itself, and not endlessly deep.
    const Item *parent = added.item.parent ? d.known(*added.item.parent) : nullptr;
    const int depth = parent ? parent->depth + 1 : 0;
    d.ingested.insert(added.item.id, size_t(d.ingested.size()));
    d.itemIndex.insert(added.item.id, d.items.size());
    d.items.push_back(added.item);
    if (parent && depth <= kDeepestItem)
        d.items.back().depth = depth;
    else
        d.items.back().parent.reset();
    if (!added.contentId.isEmpty())
        d.contents.insert(added.contentId, added.item.object);
    if (m_notify)
        Q_EMIT m_sheet.itemAdded(added.item.id);
}

void Fold::describe(const Item &described)
{
    auto &d = *m_sheet.d;
    Item *const known = d.known(described.id);
    if (known == nullptr)
        return;
    // An analysis describes what is inside; what was sealed stays what it was.
    Item &item = *known;
    item.kind = described.kind;
    item.state = described.state;
    item.problem = described.problem;
    item.streams = described.streams;
    item.notExamined = described.notExamined;
    item.shots = described.shots;
    item.start = described.start;
    item.extent = described.extent;
    item.analysisVersion = described.analysisVersion;
    if (m_notify)
        Q_EMIT m_sheet.itemChanged(item.id);
}

void Fold::addPacked(const FindingsPacked &packed)
{
    auto &d = *m_sheet.d;
    if (d.known(packed.item) == nullptr)
        return;
    ItemFindings &held = d.findings[packed.item];
    held.packed.push_back(packed);
    held.shownCurrent = false;
    if (m_notify)
        Q_EMIT m_sheet.findingsChanged(packed.item);
}

void Fold::addMark(const Finding &finding)
{
    auto &d = *m_sheet.d;
    if (d.known(finding.item) == nullptr)
        return;
    ItemFindings &held = d.findings[finding.item];
    if (!d.byId.contains(finding.id)) {
        held.all.push_back(finding);
        held.known.insert(finding.id);
        d.byId.insert(finding.id, &held.all.back());
        if (finding.supersedes && *finding.supersedes != finding.id)
            d.superseders[*finding.supersedes].append(finding.id);
    }
    d.withdrawn.remove(finding.id);
    held.shownCurrent = false;
    if (m_notify)
        Q_EMIT m_sheet.findingsChanged(finding.item);
}

void Fold::withdraw(FindingId id)
{
    auto &d = *m_sheet.d;
    d.withdrawn.insert(id);
    const Finding *finding = m_sheet.finding(id);
    if (finding == nullptr)
        return;
    d.findings[finding->item].shownCurrent = false;
    if (m_notify)
        Q_EMIT m_sheet.findingsChanged(finding->item);
}

void Fold::setSubject(const Subject &subject)
{
    auto &d = *m_sheet.d;
    const auto it = std::find_if(d.subjects.begin(), d.subjects.end(),
                                 [&](const Subject &s) { return s.id == subject.id; });
    if (it == d.subjects.end()) {
        // In order of ids: a subject that is removed and brought back takes its old place.
        d.subjects.insert(
            std::upper_bound(d.subjects.begin(), d.subjects.end(), subject,
                             [](const Subject &a, const Subject &b) { return a.id < b.id; }),
            subject);
    } else {
        *it = subject;
    }
    d.indexSubjects();
    if (m_notify)
        Q_EMIT m_sheet.subjectsChanged();
}

void Fold::removeSubject(SubjectId id)
{
    auto &d = *m_sheet.d;
    std::erase_if(d.subjects, [id](const Subject &s) { return s.id == id; });
    d.indexSubjects();
    if (m_notify)
        Q_EMIT m_sheet.subjectsChanged();
}

void Fold::removeItem(ItemId id)
{
    auto &d = *m_sheet.d;
    const auto it = d.itemIndex.constFind(id);
    if (it == d.itemIndex.constEnd())
        return;
    const auto at = d.items.begin() + std::ptrdiff_t(*it);
    d.removed.push_back(std::move(*at));
    d.items.erase(at);
    d.indexItems();
    if (m_notify)
        Q_EMIT m_sheet.itemRemoved(id);
}

void Fold::restoreItem(ItemId id)
{
    auto &d = *m_sheet.d;
    const auto gone = std::find_if(d.removed.begin(), d.removed.end(),
                                   [id](const Item &item) { return item.id == id; });
    if (gone == d.removed.end())
        return;
    const size_t number = d.ingested.value(id);
    const auto at = std::find_if(d.items.begin(), d.items.end(), [&](const Item &item) {
        return d.ingested.value(item.id) > number;
    });
    d.items.insert(at, std::move(*gone));
    d.removed.erase(gone);
    d.indexItems();
    if (m_notify)
        Q_EMIT m_sheet.itemAdded(id);
}

void Fold::record(const SeenRecorded &recorded)
{
    if (recorded.span.isEmpty())
        return;
    QList<TimeSpan> &list = m_sheet.d->seen[{recorded.item, recorded.stream}];
    TimeSpan span = recorded.span;
    QList<TimeSpan> merged;
    for (const TimeSpan &old : std::as_const(list)) {
        if (old.end < span.begin || span.end < old.begin)
            merged.append(old);
        else
            span = span.united(old);
    }
    merged.append(span);
    std::sort(merged.begin(), merged.end(),
              [](const TimeSpan &a, const TimeSpan &b) { return a.begin < b.begin; });
    list = merged;
}

QList<Change> Fold::inverse(const ReviewSheet &sheet, const QList<Change> &changes)
{
    QList<Change> back;
    const auto decisionBack = [&](FindingId id) -> Change {
        if (const auto before = sheet.decision(id))
            return Decide{*before};
        return Undecide{id};
    };
    const auto subjectBack = [&](SubjectId id) -> Change {
        if (const Subject *before = sheet.subject(id))
            return SetSubject{*before};
        return RemoveSubject{id};
    };
    for (const Change &change : changes) {
        back.prepend(std::visit(
            Overloaded{[&](const Decide &c) { return decisionBack(c.decision.finding); },
                       [&](const Undecide &c) { return decisionBack(c.finding); },
                       [&](const AddMark &c) -> Change { return Withdraw{c.finding.id}; },
                       [&](const Withdraw &c) -> Change {
                           // Taking back a finding that nobody knows changes nothing either way.
                           const Finding *finding = sheet.finding(c.finding);
                           if (finding == nullptr)
                               return Withdraw{c.finding};
                           return AddMark{*finding};
                       },
                       [&](const SetSubject &c) { return subjectBack(c.subject.id); },
                       [&](const RemoveSubject &c) { return subjectBack(c.subject); },
                       [](const RemoveItem &c) -> Change { return RestoreItem{c.item}; },
                       [](const RestoreItem &c) -> Change { return RemoveItem{c.item}; }},
            change));
    }
    return back;
}

bool Fold::knows(const ReviewSheet &sheet, ItemId item, FindingId id)
{
    const auto it = sheet.d->findings.find(item);
    if (it == sheet.d->findings.end())
        return false;
    for (; it->knownBatches < it->packed.size(); ++it->knownBatches) {
        const QByteArray &ids = it->packed[it->knownBatches].ids;
        for (qsizetype at = 0; at < ids.size(); at += FindingId::kSize)
            it->known.insert(
                *FindingId::fromBytes(QByteArrayView(ids).sliced(at, FindingId::kSize)));
    }
    return it->known.contains(id);
}

QList<TimeSpan> Fold::seen(const ReviewSheet &sheet, ItemId item, int stream)
{
    return sheet.d->seen.value({item, stream});
}

std::optional<ObjectId> Fold::textObject(const ReviewSheet &sheet, ItemId item)
{
    const auto it = sheet.d->texts.constFind(item);
    return it == sheet.d->texts.constEnd() ? std::nullopt : std::optional(*it);
}

const QHash<QByteArray, ObjectId> &Fold::contents(const ReviewSheet &sheet)
{
    return sheet.d->contents;
}

int Fold::lastRelease(const ReviewSheet &sheet)
{
    return sheet.d->releases;
}

} // namespace redoubt::casefile
