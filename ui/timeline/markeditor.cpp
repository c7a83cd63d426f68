// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/timeline/markeditor.h"

#include "ui/common/gestures.h"
#include "ui/timeline/spanedits.h"
#include "ui/timeline/streamdata.h"

#include <algorithm>

namespace redoubt::ui {

namespace {

int streamOf(const Finding &finding)
{
    if (const auto *track = std::get_if<Track>(&finding.place))
        return track->stream;
    const auto *span = std::get_if<Span>(&finding.place);
    return span != nullptr ? span->stream : -1;
}

TimeSpan timeOf(const Finding &finding)
{
    if (const auto *span = std::get_if<Span>(&finding.place))
        return span->time;
    const auto *track = std::get_if<Track>(&finding.place);
    if (track == nullptr || track->boxes.empty())
        return {};
    return {track->boxes.front().pts, track->boxes.back().pts + 1};
}

} // namespace

MarkEditor::MarkEditor(Session &session, const StreamData &facts, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_facts(facts)
{}

bool MarkEditor::canMove(const Finding &finding)
{
    return std::holds_alternative<Span>(finding.place) ||
           (std::holds_alternative<Track>(finding.place) && finding.placedByPerson());
}

std::optional<Ticks> MarkEditor::toStream(const Finding &finding, Ticks time,
                                          Rounding rounding) const
{
    const casefile::Item *item = m_session.item();
    const auto &axis = m_session.axis();
    if (item == nullptr || !axis)
        return std::nullopt;
    const int stream = streamOf(finding);
    if (stream == axis->stream)
        return time;
    const casefile::ItemStream *found = item->stream(stream);
    if (found == nullptr || !found->timeBase.isValid())
        return std::nullopt;
    return rescale(time, axis->base, found->timeBase, rounding);
}

const std::vector<Ticks> &MarkEditor::framesOf(const Finding &finding) const
{
    static const std::vector<Ticks> none;
    const auto &axis = m_session.axis();
    const auto *frames = m_facts.frames();
    return axis && frames != nullptr && streamOf(finding) == axis->stream ? *frames : none;
}

bool MarkEditor::needsFrames(const Finding &finding) const
{
    return std::holds_alternative<Track>(finding.place) && framesOf(finding).empty();
}

QList<const Finding *> MarkEditor::selected() const
{
    QList<const Finding *> list;
    for (const FindingId id : m_session.selection()) {
        const Finding *finding = m_session.sheet().finding(id);
        if (finding != nullptr && finding->item == m_session.currentItem() &&
            streamOf(*finding) >= 0)
            list.append(finding);
    }
    return list;
}

std::optional<Place> MarkEditor::withEdge(const Finding &finding, MarkEdge edge, Ticks time) const
{
    const auto at =
        toStream(finding, time, edge == MarkEdge::Begin ? Rounding::Down : Rounding::Up);
    if (!at)
        return std::nullopt;
    TimeSpan wanted = timeOf(finding);
    const bool grows = edge == MarkEdge::Begin ? *at < wanted.begin : *at > wanted.end;
    (edge == MarkEdge::Begin ? wanted.begin : wanted.end) = *at;
    if (grows && needsFrames(finding)) {
        tellFramesAreRead();
        return std::nullopt;
    }
    return withTime(finding.place, wanted, framesOf(finding));
}

void MarkEditor::tellFramesAreRead() const
{
    Q_EMIT m_session.problem(tr("The frames of this video are still being read. "
                                "Try again in a moment."));
}

void MarkEditor::setEdge(FindingId id, MarkEdge edge, Ticks time)
{
    const Finding *finding = m_session.sheet().finding(id);
    if (finding == nullptr)
        return;
    if (const auto place = withEdge(*finding, edge, time))
        m_session.gestures().editPlace(id, *place, Gestures::next());
}

void MarkEditor::move(FindingId id, Ticks by)
{
    const Finding *finding = m_session.sheet().finding(id);
    if (finding == nullptr || !canMove(*finding))
        return;
    if (needsFrames(*finding)) {
        tellFramesAreRead();
        return;
    }
    // The distance, not the place, is carried over.
    const auto zero = toStream(*finding, 0, Rounding::Nearest);
    const auto to = toStream(*finding, by, Rounding::Nearest);
    if (!zero || !to)
        return;
    if (const auto place = movedBy(finding->place, *to - *zero, framesOf(*finding)))
        m_session.gestures().editPlace(id, *place, Gestures::next());
}

void MarkEditor::split(Ticks time)
{
    QList<casefile::Change> changes;
    QList<FindingId> parts;
    for (const Finding *finding : selected()) {
        const auto at = toStream(*finding, time, Rounding::Nearest);
        const auto two = at ? splitAt(finding->place, *at) : std::nullopt;
        if (!two)
            continue;
        changes += splitChanges(m_session.sheet(), *finding, {two->first, two->second});
    }
    if (changes.isEmpty()) {
        Q_EMIT m_session.problem(
            tr("Nothing to split: select a mark and bring the playhead inside of it."));
        return;
    }
    for (const casefile::Change &change : std::as_const(changes)) {
        if (const auto *added = std::get_if<casefile::AddMark>(&change))
            parts.append(added->finding.id);
    }
    m_session.gestures().change(tr("Split"), changes);
    m_session.select(parts, Session::Reveal::No);
}

void MarkEditor::join()
{
    QList<const Finding *> list = selected();
    if (list.size() < 2) {
        Q_EMIT m_session.problem(tr("Nothing to join: select two or more marks of one lane."));
        return;
    }
    std::sort(list.begin(), list.end(), [](const Finding *a, const Finding *b) {
        return timeOf(*a).begin < timeOf(*b).begin;
    });
    std::vector<const Place *> places;
    for (const Finding *each : std::as_const(list)) {
        // What two people wear or say is not one mark.
        const bool sameThing =
            each->group == list.first()->group ||
            (m_session.sheet().subjectOf(*each) != nullptr &&
             m_session.sheet().subjectOf(*each) == m_session.sheet().subjectOf(*list.first()));
        if (!sameThing || each->type != list.first()->type) {
            Q_EMIT m_session.problem(
                tr("Only marks of one person or thing can be joined. Attach both to a subject "
                   "first if they show the same one."));
            return;
        }
        places.push_back(&each->place);
    }
    if (needsFrames(*list.first())) {
        tellFramesAreRead();
        return;
    }
    const auto place = joined(places, framesOf(*list.first()));
    if (!place) {
        Q_EMIT m_session.problem(tr("Pictures and sound cannot be joined into one mark."));
        return;
    }
    const FindingId id = FindingId::random();
    m_session.gestures().change(
        tr("Join"), joinChanges(m_session.sheet(), {list.begin(), list.end()}, *place, id));
    m_session.select({id}, Session::Reveal::No);
}

void MarkEditor::trimSelected(MarkEdge edge, Ticks time)
{
    const QList<const Finding *> list = selected();
    if (list.isEmpty()) {
        Q_EMIT m_session.problem(tr("Nothing to trim: select a mark first."));
        return;
    }
    // The frame under the playhead stays marked at both edges.
    Ticks to = time;
    if (edge == MarkEdge::End) {
        to = time + 1;
        if (const auto *frames = m_facts.frames()) {
            const auto next = std::upper_bound(frames->begin(), frames->end(), time);
            if (next != frames->end())
                to = *next;
        }
    }
    if (list.size() == 1) {
        setEdge(list.first()->id, edge, to);
        return;
    }
    QList<casefile::Change> changes;
    for (const Finding *finding : list) {
        if (const auto place = withEdge(*finding, edge, to))
            changes += splitChanges(m_session.sheet(), *finding, {*place});
    }
    QList<FindingId> edited;
    for (const casefile::Change &change : std::as_const(changes)) {
        if (const auto *added = std::get_if<casefile::AddMark>(&change))
            edited.append(added->finding.id);
    }
    m_session.gestures().change(tr("Trim"), changes);
    if (!edited.isEmpty())
        m_session.select(edited, Session::Reveal::No);
}

void MarkEditor::silence(TimeSpan time)
{
    const casefile::Item *item = m_session.item();
    const auto &axis = m_session.axis();
    if (item == nullptr || !axis || time.isEmpty()) {
        Q_EMIT m_session.problem(
            tr("Set an in and an out mark around the sound first (keys I and O)."));
        return;
    }
    QList<casefile::Change> changes;
    QList<FindingId> made;
    for (const casefile::ItemStream &stream : item->streams) {
        if (stream.modality != Modality::Audio || !stream.timeBase.isValid())
            continue;
        Finding mark;
        mark.id = FindingId::random();
        mark.item = item->id;
        mark.type = FindingType::Custom;
        mark.score = 1;
        mark.place = Span{stream.index, rescaleOutward(time, axis->base, stream.timeBase), {}};
        mark.provenance = Provenance::person();
        Decision decision;
        decision.finding = mark.id;
        decision.verdict = Verdict::Redact;
        decision.effect = Effect::Silence;
        changes.append(casefile::AddMark{mark});
        changes.append(casefile::Decide{decision});
        made.append(mark.id);
    }
    if (changes.isEmpty()) {
        Q_EMIT m_session.problem(tr("This file has no sound."));
        return;
    }
    m_session.gestures().change(tr("Silence sound"), changes);
    m_session.select(made, Session::Reveal::No);
}

} // namespace redoubt::ui
