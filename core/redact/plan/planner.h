// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/casefile/reviewsheet.h"
#include "core/redact/plan/plan.h"

#include <QHash>

namespace redoubt::redact {

/// Numbers for labels such as "[person_name 2]": the same text gets the same number everywhere in a
/// case, in order of first appearance, so that a reader can still follow who is who. Reads the
/// whole sheet when the first label is asked for: plans without text do not pay for it. Borrows the
/// sheet, which must not change meanwhile. Threads: the sheet's. A finding of a known subject takes
/// the subject's number, whichever of the names was written.
class LabelBook
{
public:
    explicit LabelBook(const casefile::ReviewSheet &sheet);
    /// "[person_name 2]". Requires: the finding is in the sheet the book was made from.
    QString label(const Finding &finding) const;

private:
    QString key(const Finding &finding) const;
    const QHash<QString, int> &numbers() const;

    const casefile::ReviewSheet &m_sheet;
    /// By type and folded text, or type and subject.
    mutable std::optional<QHash<QString, int>> m_numbers;
};

/// What is removed from one item under a profile, as a pure value.
/// Redaction wins where a redacted and a kept finding overlap. Withheld strings are those of
/// redacted findings that no kept finding of the same item shows. Errors: Invalid when the profile
/// requires reasons and a mark has none; NotFound for an unknown item.
Result<RedactionPlan> makePlan(const casefile::ReviewSheet &sheet, ItemId item,
                               const casefile::Profile &profile, const LabelBook &labels);

/// One row of the exemption log: a mark as it will be applied.
struct MarkRecord
{
    FindingId finding;
    FindingType type = FindingType::Custom;
    Place place;
    Effect effect = Effect::Fill; ///< as planned; a log tells what the writer did
    QStringList reasons;
    QString decidedBy;
    bool decidedByPerson = false;
    qsizetype textLength = 0; ///< of the withheld text, in code points; 0 for pictures and sound
};

/// The marks of an item in the order of placeLess: what makePlan() turns into masks, cuts and
/// edits.
std::vector<MarkRecord> markRecords(const casefile::ReviewSheet &sheet, ItemId item,
                                    const casefile::Profile &profile);

} // namespace redoubt::redact
