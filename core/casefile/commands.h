// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/casefile/case.h"

#include <QUndoCommand>

namespace redoubt::casefile {

// Undo commands over a case. They refer to things by id, journal through Case, and merge the moves
// of one drag. Push them on Case::undoStack(); a failure to journal is reported through Case's
// error handler and makes the command obsolete, so that stack and journal cannot disagree.

/// What they share: changes that are worked out when the command is first done, and what takes them
/// back.
class CaseCommand : public QUndoCommand
{
public:
    void undo() override;
    void redo() override;

protected:
    CaseCommand(Case &c, QUndoCommand *parent);
    /// What the command does to the sheet as it is now; nothing makes the command obsolete.
    virtual QList<Change> changes() = 0;

    /// Takes the changes of a later command of the same drag in.
    void absorb(const CaseCommand &next);
    /// Journals that the drag came back to its beginning; the command becomes obsolete.
    void drop();
    void setGesture(quint64 gesture);
    bool continuedBy(const CaseCommand &next) const;
    Decision completed(const Decision &decision) const;

    Case &m_case;

private:
    friend class RestoredCommand;
    void journal(const QList<Change> &changes, StepRole role);

    quint64 m_number = 0; ///< of the step, given when it is first done
    quint64 m_gesture = 0;
    QList<Change> m_forward;
    QList<Change> m_backward;
};

/// Decides one or many findings at once.
class DecideCommand : public CaseCommand
{
public:
    DecideCommand(Case &c, QList<Decision> decisions, QUndoCommand *parent = nullptr);
    int id() const override { return 1; }

protected:
    QList<Change> changes() override;

private:
    QList<Decision> m_after;
};

/// Adds a mark that a person drew.
class AddMarkCommand : public CaseCommand
{
public:
    AddMarkCommand(Case &c, FindingList marks, QUndoCommand *parent = nullptr);

protected:
    QList<Change> changes() override;

private:
    FindingList m_marks;
};

/// Gives a finding another place: the new finding supersedes the old one and takes its decision
/// along.
class EditPlaceCommand : public CaseCommand
{
public:
    /// @a gesture: moves with the same number belong to one drag and merge into one step. A finding
    /// that was moved already stands for what is shown in its place.
    EditPlaceCommand(Case &c, FindingId finding, Place place, quint64 gesture,
                     QUndoCommand *parent = nullptr);
    int id() const override { return 2; }
    bool mergeWith(const QUndoCommand *other) override;
    /// The finding that this command made. Requires: it was done.
    FindingId edited() const { return m_edited; }

protected:
    QList<Change> changes() override;

private:
    FindingId m_finding;
    Place m_place;
    Place m_before;
    FindingId m_edited;
};

/// Any list of changes as one step: taking marks or decisions back, splitting a mark.
class ChangeCommand : public CaseCommand
{
public:
    /// @a text names the step for people ("Split a mark").
    ChangeCommand(Case &c, const QString &text, QList<Change> changes,
                  QUndoCommand *parent = nullptr);

protected:
    QList<Change> changes() override;

private:
    QList<Change> m_changes;
};

class SubjectCommand : public CaseCommand
{
public:
    /// @a after: nothing removes the subject.
    SubjectCommand(Case &c, SubjectId id, std::optional<Subject> after,
                   QUndoCommand *parent = nullptr);

protected:
    QList<Change> changes() override;

private:
    SubjectId m_id;
    std::optional<Subject> m_after;
};

} // namespace redoubt::casefile
