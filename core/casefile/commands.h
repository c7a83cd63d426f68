// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/casefile/case.h"

#include <QUndoCommand>

namespace redoubt::casefile {

// Undo commands over a case. They refer to things by id, journal through Case, and merge the moves
// of one drag. Push them on Case::undoStack(); a failure to journal is reported through Case's
// error callback and makes the command obsolete, so that stack and journal cannot disagree.

/// Decides one or many findings at once.
class DecideCommand : public QUndoCommand
{
public:
    DecideCommand(Case &c, QList<Decision> decisions, QUndoCommand *parent = nullptr);
    void undo() override;
    void redo() override;
    int id() const override { return 1; }

private:
    Case &m_case;
    QList<Decision> m_after;
    QList<std::pair<FindingId, std::optional<Decision>>> m_before;
};

/// Adds a mark that a person drew.
class AddMarkCommand : public QUndoCommand
{
public:
    AddMarkCommand(Case &c, FindingList marks, QUndoCommand *parent = nullptr);
    void undo() override;
    void redo() override;

private:
    Case &m_case;
    FindingList m_marks;
};

/// Gives a finding another place: the new finding supersedes the old one and takes its decision
/// along.
class EditPlaceCommand : public QUndoCommand
{
public:
    /// @a gesture: moves with the same number belong to one drag and merge into one step.
    EditPlaceCommand(Case &c, FindingId finding, Place place, quint64 gesture,
                     QUndoCommand *parent = nullptr);
    void undo() override;
    void redo() override;
    int id() const override { return 2; }
    bool mergeWith(const QUndoCommand *other) override;

private:
    Case &m_case;
    FindingId m_original;
    Finding m_edited;
    quint64 m_gesture;
};

class SubjectCommand : public QUndoCommand
{
public:
    /// @a after: nothing removes the subject.
    SubjectCommand(Case &c, SubjectId id, std::optional<Subject> after,
                   QUndoCommand *parent = nullptr);
    void undo() override;
    void redo() override;

private:
    Case &m_case;
    SubjectId m_id;
    std::optional<Subject> m_before;
    std::optional<Subject> m_after;
};

} // namespace redoubt::casefile
