// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/casefile/event.h"

#include <vector>

namespace redoubt::casefile {

/// The undo stack as the journal tells it: built while rows are read, before any of their changes
/// reach the sheet. A value; knows no QUndoStack.
class UndoHistory
{
public:
    struct Entry
    {
        quint64 number = 0;
        quint64 gesture = 0;
        QList<Change> forward;
        QList<Change> backward;
    };

    /// @a backward: what takes the gesture back, as the sheet is before it.
    void add(const Gesture &gesture, const QList<Change> &backward);
    /// Steps of one drag become one. Called once, after the last row.
    void finish();
    const std::vector<Entry> &entries() const { return m_entries; }
    /// How many of the entries are done; the rest can be redone.
    size_t done() const { return m_done; }
    quint64 highestNumber() const { return m_highest; }

    /// True when @a next moves what @a before has moved last: both are steps of one drag.
    static bool continues(const QList<Change> &before, const QList<Change> &next);

private:
    void join(size_t first, size_t last);
    /// Index of the entry with this number, or of nothing (size).
    size_t find(quint64 number) const;

    std::vector<Entry> m_entries;
    size_t m_done = 0;
    quint64 m_highest = 0;
};

} // namespace redoubt::casefile
