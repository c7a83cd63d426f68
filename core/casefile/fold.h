// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/casefile/event.h"
#include "core/casefile/reviewsheet.h"

namespace redoubt::casefile {

/// Applies journal events to a sheet: the only writer of ReviewSheet. The same events give the same
/// sheet. Threads: the thread of the sheet.
class Fold
{
public:
    enum class Signals { Quiet, Emitted };

    /// @a sheet must outlive the fold. Quiet while a journal is read for the first time.
    Fold(ReviewSheet &sheet, Signals notify);

    void apply(const Event &event);
    void apply(const QList<Change> &changes);

    /// What takes @a changes back, given the sheet as it is before they are applied.
    static QList<Change> inverse(const ReviewSheet &sheet, const QList<Change> &changes);
    /// True when the item has a finding of this id, shown or not; does not unpack anything.
    static bool knows(const ReviewSheet &sheet, ItemId item, FindingId id);
    static QList<TimeSpan> seen(const ReviewSheet &sheet, ItemId item, int stream);
    /// Where the extracted text is sealed.
    static std::optional<ObjectId> textObject(const ReviewSheet &sheet, ItemId item);
    /// Content ids of the vault and the objects that hold them.
    static const QHash<QByteArray, ObjectId> &contents(const ReviewSheet &sheet);
    static int lastRelease(const ReviewSheet &sheet);

private:
    void change(const Change &change);
    void addItem(const ItemAdded &added);
    void describe(const Item &item);
    void addPacked(const FindingsPacked &packed);
    void addMark(const Finding &finding);
    void withdraw(FindingId id);
    void setSubject(const Subject &subject);
    void removeSubject(SubjectId id);
    void record(const SeenRecorded &seen);
    void removeItem(ItemId id);
    void restoreItem(ItemId id);

    ReviewSheet &m_sheet;
    bool m_notify;
};

} // namespace redoubt::casefile
