// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/casefile/event.h"
#include "core/finding/findingfields.h"

#include <cmath>

// How rows are saved: the one place that gives fields their tags and alternatives their names
// (core/base/taggedfields.h; JOURNAL.md is normative). Internal to core/casefile.

namespace redoubt {

/// By itself, as it also crosses to other processes (core/base/notexamined.h).
template <typename Io>
void taggedFields(Io &io, NotExamined &n)
{
    QByteArray bytes;
    if constexpr (!ReadsTagged<Io>)
        bytes = n.toBytes();
    io(1, bytes);
    if constexpr (ReadsTagged<Io>) {
        if (auto read = NotExamined::fromBytes(bytes))
            n = *std::move(read);
        else
            io.refuse();
    }
}

template <typename Io>
void taggedFields(Io &io, Decision &d)
{
    io(1, d.finding);
    io.named(2, d.verdict, verdictFromString);
    io.named(3, d.effect, effectFromString);
    io.optional(4, d.reasons);
    io.optional(5, d.by);
    io.optional(6, d.atUs);
}

} // namespace redoubt

namespace redoubt::casefile {

constexpr std::array kPayloadNames{"case_created", "item_added",  "findings_added", "item_analysed",
                                   "item_text",    "profile_set", "seen",           "release",
                                   "checkpoint",   "gesture"};
constexpr std::array kChangeNames{"decision",       "decision_withdrawn", "mark_added",
                                  "mark_withdrawn", "subject_set",        "subject_removed",
                                  "item_removed",   "item_restored"};
static_assert(kPayloadNames.size() == std::variant_size_v<Payload>);
static_assert(kChangeNames.size() == std::variant_size_v<Change>);

QString toString(StepRole role);
std::optional<StepRole> stepRoleFromString(QStringView text);
QString toString(FindingsForm form);
std::optional<FindingsForm> findingsFormFromString(QStringView text);

// ---- Items

template <typename Io>
void taggedFields(Io &io, ItemStream &s)
{
    io(1, s.index);
    io.named(2, s.modality, modalityFromString);
    io.optional(3, s.codec);
    int width = s.size.width();
    int height = s.size.height();
    io.pair(4, width, height);
    if constexpr (ReadsTagged<Io>)
        s.size = QSize(width, height);
    io.pair(5, s.timeBase.num, s.timeBase.den);
    io.optional(6, s.seconds);
    io.optional(7, s.sampleRate);
    io.optional(8, s.channels);
}

/// Why nothing was found out about the item.
template <typename Io>
void problemField(Io &io, int tag, Item &item)
{
    QByteArray bytes;
    if constexpr (!ReadsTagged<Io>)
        bytes = item.problem.isEmpty() ? QByteArray() : item.problem.toBytes();
    io.optional(tag, bytes);
    if constexpr (ReadsTagged<Io>) {
        if (bytes.isEmpty())
            return;
        if (auto read = Message::fromBytes(bytes))
            item.problem = *std::move(read);
        else
            io.refuse();
    }
}

/// Two numbers for each shot.
template <typename Io>
void shotsField(Io &io, int tag, QList<TimeSpan> &shots)
{
    std::vector<Ticks> ends;
    if constexpr (!ReadsTagged<Io>) {
        for (const TimeSpan &shot : std::as_const(shots))
            ends.insert(ends.end(), {shot.begin, shot.end});
    }
    io.optional(tag, ends);
    if constexpr (ReadsTagged<Io>) {
        if (ends.size() % 2 != 0)
            return io.refuse();
        for (size_t i = 0; i < ends.size(); i += 2)
            shots.append({ends[i], ends[i + 1]});
    }
}

template <typename Io>
void taggedFields(Io &io, Item &item)
{
    io(1, item.id);
    io(2, item.rawName);
    io(3, item.name);
    io.named(4, item.kind, itemKindFromString);
    io(5, item.size);
    io(6, item.sha256);
    io(7, item.object);
    io.named(8, item.state, itemStateFromString);
    problemField(io, 9, item);
    io.optional(10, item.streams);
    io.optional(11, item.notExamined);
    shotsField(io, 12, item.shots);
    io.optional(13, item.analysisVersion);
    io.optional(14, item.extent);
    io.optional(15, item.start);
    io.optional(16, item.parent);
    io.optional(17, item.part);
    if constexpr (ReadsTagged<Io>) {
        if (item.start && !std::isfinite(*item.start))
            io.refuse();
    }
}

// ---- Changes

template <typename Io>
void taggedFields(Io &io, Decide &c)
{
    io(1, c.decision);
}
template <typename Io>
void taggedFields(Io &io, Undecide &c)
{
    io(1, c.finding);
}
template <typename Io>
void taggedFields(Io &io, AddMark &c)
{
    io(1, c.finding);
}
template <typename Io>
void taggedFields(Io &io, Withdraw &c)
{
    io(1, c.finding);
}
template <typename Io>
void taggedFields(Io &io, Subject::GroupRef &g)
{
    io(1, g.item);
    io(2, g.group);
}
template <typename Io>
void taggedFields(Io &io, Subject &s)
{
    io(1, s.id);
    io.named(2, s.role, subjectRoleFromString);
    io.optional(3, s.names);
    io.optional(4, s.identifiers);
    io.optional(5, s.groups);
}
template <typename Io>
void taggedFields(Io &io, SetSubject &c)
{
    io(1, c.subject);
}
template <typename Io>
void taggedFields(Io &io, RemoveSubject &c)
{
    io(1, c.subject);
}
template <typename Io>
void taggedFields(Io &io, RemoveItem &c)
{
    io(1, c.item);
}
template <typename Io>
void taggedFields(Io &io, RestoreItem &c)
{
    io(1, c.item);
}

// ---- Events

template <typename Io>
void taggedFields(Io &, CaseCreated &)
{}
template <typename Io>
void taggedFields(Io &io, ItemAdded &e)
{
    io(1, e.item);
    io.optional(2, e.contentId);
}
template <typename Io>
void taggedFields(Io &io, FindingsPacked &e)
{
    io(1, e.item);
    io(2, e.ids);
    io(3, e.packed);
    io.named(4, e.form, findingsFormFromString);
}
template <typename Io>
void taggedFields(Io &io, ItemAnalysed &e)
{
    io(1, e.item);
}
template <typename Io>
void taggedFields(Io &io, ItemTextSet &e)
{
    io(1, e.item);
    io(2, e.object);
}
template <typename Io>
void taggedFields(Io &io, ProfileSet &e)
{
    io(1, e.profile);
}
template <typename Io>
void taggedFields(Io &io, SeenRecorded &e)
{
    io(1, e.item);
    io(2, e.stream);
    io.pair(3, e.span.begin, e.span.end);
}
template <typename Io>
void taggedFields(Io &io, ReleaseMade &e)
{
    io(1, e.number);
    io(2, e.manifestSha256);
}
template <typename Io>
void taggedFields(Io &io, CheckpointSigned &e)
{
    io(1, e.checkpoint);
    io(2, e.signature);
}
template <typename Io>
void taggedFields(Io &io, Gesture &e)
{
    io.choices(1, e.changes, kChangeNames);
    io.named(2, e.step.role, stepRoleFromString);
    io.optional(3, e.step.number);
    io.optional(4, e.step.gesture);
}
template <typename Io>
void taggedFields(Io &io, Event &e)
{
    io(1, e.atUs);
    io(2, e.actor);
    io.choice(3, e.payload, kPayloadNames);
}

} // namespace redoubt::casefile
