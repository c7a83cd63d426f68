// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/casefile/item.h"
#include "core/casefile/profile.h"
#include "core/finding/decision.h"

#include <QHash>
#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace redoubt::casefile {

/// The state of a case: the fold of its journal. Items, findings, decisions, subjects.
/// Changed only through Case (which journals first) and undo commands; views read it and follow its
/// signals. Threads: the thread it lives in; workers get copies of what they need.
class ReviewSheet : public QObject
{
    Q_OBJECT
public:
    explicit ReviewSheet(QObject *parent = nullptr);
    ~ReviewSheet() override;

    const std::vector<Item> &items() const;        ///< in order of ingest
    const Item *item(ItemId id) const;             ///< null for one that was removed, too
    const std::vector<Item> &removedItems() const; ///< in order of their removal
    /// What was taken out of an item, parts of parts included, each behind the one it was in.
    QList<ItemId> partsOf(ItemId id) const;
    /// Findings of an item that are not superseded, sorted by placeLess.
    const std::vector<const Finding *> &findings(ItemId item) const;
    const Finding *finding(FindingId id) const; ///< superseded ones too
    bool isSuperseded(FindingId id) const;
    /// The newest finding that is shown in the place of @a id; @a id itself when none is.
    FindingId shownFor(FindingId id) const;
    std::optional<Decision> decision(FindingId id) const;
    const std::vector<Subject> &subjects() const;
    const Subject *subject(SubjectId id) const;
    /// The subject that a finding belongs to through its group, or by its text being one of the
    /// names.
    const Subject *subjectOf(const Finding &finding) const;
    /// Names and identifiers of all subjects, for the recognisers.
    QStringList subjectNames() const;
    QString profileName() const;
    int undecidedCount(ItemId item) const;

    /// What happens to a finding at release under @a profile: a person's decision, else the
    /// profile's rule (Ask: redact).
    struct Outcome
    {
        Verdict verdict = Verdict::Redact;
        Effect effect = Effect::Fill; ///< resolved, never Default
        QStringList reasons;
        QString by; ///< "profile:standard" when no person decided
        bool decidedByPerson = false;
        bool undecided = false; ///< the profile says Ask and nobody answered
    };
    Outcome outcome(const Finding &finding, const Profile &profile) const;

    bool operator==(const ReviewSheet &other) const; ///< same state, for tests

Q_SIGNALS:
    void itemAdded(redoubt::ItemId item); ///< or put back, at its old place
    void itemChanged(redoubt::ItemId item);
    void itemRemoved(redoubt::ItemId item);
    /// Findings of the item were added or superseded: lists re-read them.
    void findingsChanged(redoubt::ItemId item);
    void decisionChanged(redoubt::FindingId finding);
    void subjectsChanged();

private:
    friend class Fold; // core/casefile/fold.h: applies journal events, the only writer
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace redoubt::casefile
