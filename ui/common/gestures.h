// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/casefile/event.h"
#include "core/finding/decision.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace redoubt::ui {

class Session;

/// What a person changes in the case: each function is one step of the undo stack, and durable when
/// it returns. What only looks has no need of it. Threads: the window's. Ownership: borrows the
/// session.
class Gestures
{
public:
    explicit Gestures(Session &session)
        : m_session(session)
    {}
    /// Reasons and effect of earlier decisions stay where none are given.
    void decide(const QList<FindingId> &findings, Verdict verdict,
                const std::optional<QStringList> &reasons = {}, std::optional<Effect> effect = {});
    /// Redacts the findings for the reason, or takes the reason away when all have it.
    void toggleReason(const QList<FindingId> &findings, const QString &code);
    /// Forgets decisions: the findings are proposals again.
    void undecide(const QList<FindingId> &findings);
    /// A mark drawn by a person on the current item; it is selected. @a text: what stands there,
    /// when it is known; the release looks for it in the output. Returns its id.
    FindingId addMark(Place place, FindingType type = FindingType::Custom,
                      const SensitiveText &text = {});
    /// Moves with the same @a gesture (see next()) are one step. The selection follows.
    FindingId editPlace(FindingId finding, Place place, quint64 gesture);
    /// Removes what a person drew; what a machine proposed is kept instead.
    void remove(const QList<FindingId> &findings);
    /// Takes an item out of the case; undo brings it back.
    void removeItem(ItemId item);
    void change(const QString &text, const QList<casefile::Change> &changes);
    void setSubject(const casefile::Subject &subject);
    void removeSubject(SubjectId id);
    /// A number for a gesture that has several steps, such as a drag.
    static quint64 next();

private:
    void push(const QList<Decision> &decisions);

    Session &m_session;
};

} // namespace redoubt::ui
