// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/casefile/event.h"
#include "core/casefile/reviewsheet.h"

#include <QMap>
#include <QSet>

#include <deque>

namespace redoubt::casefile {

/// The findings of one item. Batches stay packed until somebody asks for the item: a case with a
/// million findings opens at the speed of its chain, not of its findings.
struct ItemFindings
{
    std::vector<FindingsPacked> packed;
    std::deque<Finding> all; ///< a deque: addresses stay while it grows
    QSet<FindingId> known;   ///< ids of all, and of the first knownBatches of packed
    size_t knownBatches = 0; ///< grows when knows() is asked
    std::vector<const Finding *> shown;
    bool shownCurrent = false;
};

struct ReviewSheet::Private
{
    std::vector<Item> items;
    QHash<ItemId, size_t> itemIndex; ///< of items
    std::vector<Item> removed;       ///< what was found out about them goes on being kept
    QHash<ItemId, size_t> ingested;  ///< number of each, removed or not
    mutable QHash<ItemId, ItemFindings> findings;
    mutable QHash<FindingId, const Finding *> byId;
    QHash<FindingId, QList<FindingId>> superseders; ///< of a finding, oldest first
    QSet<FindingId> withdrawn;
    QHash<FindingId, Decision> decisions;
    std::vector<Subject> subjects;
    QHash<std::pair<ItemId, QString>, size_t> subjectByGroup;
    QHash<QString, size_t> subjectByName; ///< names and identifiers, folded
    QString profile;
    QMap<std::pair<ItemId, int>, QList<TimeSpan>> seen;
    QHash<ItemId, ObjectId> texts;
    QHash<QByteArray, ObjectId> contents;
    int releases = 0;

    /// Unpacks what is packed of an item.
    ItemFindings &unpacked(ItemId item) const;
    bool isHidden(FindingId id) const;
    /// Removed or not; null when the case never held it.
    Item *known(ItemId id);
    void indexItems();
    void indexSubjects();
    static QString folded(const QString &name);
};

} // namespace redoubt::casefile
