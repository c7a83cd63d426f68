// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/casefile/item.h"
#include "core/finding/decision.h"

#include <QByteArray>
#include <QList>

#include <optional>
#include <variant>

namespace redoubt::casefile {

// What the journal holds. Payload layouts: JOURNAL.md. All values; decoding refuses what encoding
// cannot have written.

struct CaseCreated
{
    bool operator==(const CaseCreated &) const = default;
};
struct ItemAdded
{
    Item item;
    QByteArray contentId; ///< of the vault, for finding duplicates
    bool operator==(const ItemAdded &) const = default;
};
/// How findings lie in a pack. A form that this program does not know keeps the case closed: what
/// is found in it when somebody looks at the item comes too late to be refused.
enum class FindingsForm {
    Positional, ///< of version 1, with their ids
    Tagged      ///< records without their ids
};
/// Up to 256 findings of one item, packed. They stay packed until somebody looks at the item.
struct FindingsPacked
{
    ItemId item;
    QByteArray ids;    ///< 16 bytes each
    QByteArray packed; ///< zstd of length and bytes of each
    FindingsForm form = FindingsForm::Tagged;
    bool operator==(const FindingsPacked &) const = default;
};
struct ItemAnalysed
{
    Item item;
    bool operator==(const ItemAnalysed &) const = default;
};
struct ItemTextSet
{
    ItemId item;
    ObjectId object;
    bool operator==(const ItemTextSet &) const = default;
};
struct ProfileSet
{
    QString profile;
    bool operator==(const ProfileSet &) const = default;
};
struct SeenRecorded
{
    ItemId item;
    int stream = 0;
    TimeSpan span;
    bool operator==(const SeenRecorded &) const = default;
};
struct ReleaseMade
{
    int number = 0;
    QByteArray manifestSha256;
    bool operator==(const ReleaseMade &) const = default;
};
/// A signed vault::Checkpoint over all rows before this one.
struct CheckpointSigned
{
    QByteArray checkpoint;
    QByteArray signature;
    bool operator==(const CheckpointSigned &) const = default;
};

/// One change of the sheet by a person.
struct Decide
{
    Decision decision;
    bool operator==(const Decide &) const = default;
};
struct Undecide
{
    FindingId finding;
    bool operator==(const Undecide &) const = default;
};
struct AddMark
{
    Finding finding;
    bool operator==(const AddMark &) const = default;
};
struct Withdraw
{
    FindingId finding;
    bool operator==(const Withdraw &) const = default;
};
struct SetSubject
{
    Subject subject;
    bool operator==(const SetSubject &) const = default;
};
struct RemoveSubject
{
    SubjectId subject;
    bool operator==(const RemoveSubject &) const = default;
};
/// The item is no longer part of the case. Its sealed original, findings and decisions stay.
struct RemoveItem
{
    ItemId item;
    bool operator==(const RemoveItem &) const = default;
};
struct RestoreItem
{
    ItemId item;
    bool operator==(const RestoreItem &) const = default;
};
using Change = std::variant<Decide, Undecide, AddMark, Withdraw, SetSubject, RemoveSubject,
                            RemoveItem, RestoreItem>;

/// What a gesture is for the undo stack.
enum class StepRole {
    None, ///< no undo step (command line, imports)
    Do,   ///< a new step
    Undo,
    Redo,
    Drop ///< undone and forgotten: a drag that came back to where it began
};

/// Where a gesture belongs in the undo history.
struct Step
{
    StepRole role = StepRole::None;
    quint64 number = 0;  ///< of the command, unique in the case
    quint64 gesture = 0; ///< commands with the same one merge; 0: never
    bool operator==(const Step &) const = default;
};

struct Gesture
{
    QList<Change> changes;
    Step step;
    bool operator==(const Gesture &) const = default;
};

using Payload = std::variant<CaseCreated, ItemAdded, FindingsPacked, ItemAnalysed, ItemTextSet,
                             ProfileSet, SeenRecorded, ReleaseMade, CheckpointSigned, Gesture>;

struct Event
{
    qint64 atUs = 0;
    QString actor;
    Payload payload;
    bool operator==(const Event &) const = default;
};

constexpr qsizetype kFindingsPerEvent = 256;

/// In the newest version; eventFromBytes() reads all.
QByteArray toBytes(const Event &event);
std::optional<Event> eventFromBytes(QByteArrayView bytes);

/// Requires: 1..kFindingsPerEvent findings, all of @a item.
FindingsPacked packFindings(ItemId item, const Finding *begin, const Finding *end);
/// Nothing when the bytes are damaged or do not fit the ids.
std::optional<FindingList> unpackFindings(const FindingsPacked &packed);

/// Stable name for the custody log.
QString eventName(const Payload &payload);

} // namespace redoubt::casefile
