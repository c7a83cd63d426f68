// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/casefile/commands.h"

#include "core/casefile/case_p.h"
#include "core/casefile/tr.h"

namespace redoubt::casefile {

namespace {

QString wordsFor(const QList<Change> &changes)
{
    if (changes.isEmpty())
        return {};
    switch (changes.first().index()) {
    case 0:
    case 1:
        return Tr::tr("Decide");
    case 2:
        return std::get<AddMark>(changes.first()).finding.supersedes ? Tr::tr("Move")
                                                                     : Tr::tr("Draw a mark");
    case 3:
        return Tr::tr("Withdraw a mark");
    default:
        return Tr::tr("Change a person");
    }
}

} // namespace

/// A step of an earlier session. It never merges: its drag is over.
class RestoredCommand final : public CaseCommand
{
public:
    RestoredCommand(Case &c, const UndoHistory::Entry &entry)
        : CaseCommand(c, nullptr)
    {
        m_number = entry.number;
        m_forward = entry.forward;
        m_backward = entry.backward;
        setText(wordsFor(entry.forward));
    }

protected:
    QList<Change> changes() override { return m_forward; }
};

void Case::Private::restoreUndo()
{
    restoring = true;
    for (const UndoHistory::Entry &entry : history.entries())
        undo.push(new RestoredCommand(*self, entry));
    undo.setIndex(int(history.done()));
    restoring = false;
    history = {};
}

CaseCommand::CaseCommand(Case &c, QUndoCommand *parent)
    : QUndoCommand(parent)
    , m_case(c)
{}

void CaseCommand::setGesture(quint64 gesture)
{
    m_gesture = gesture == 0 ? 0 : gesture ^ m_case.d->salt;
}

Decision CaseCommand::completed(const Decision &decision) const
{
    return m_case.d->completed(decision);
}

void CaseCommand::journal(const QList<Change> &changes, StepRole role)
{
    const auto done = m_case.d->gesture(changes, {role, m_number, m_gesture});
    if (done)
        return;
    setObsolete(true);
    if (m_case.d->onError)
        m_case.d->onError(done.error());
}

void CaseCommand::redo()
{
    if (m_case.d->restoring)
        return;
    if (m_number != 0) {
        journal(m_forward, StepRole::Redo);
        return;
    }
    m_forward = changes();
    if (m_forward.isEmpty()) {
        setObsolete(true);
        return;
    }
    m_backward = Fold::inverse(m_case.sheet(), m_forward);
    m_number = ++m_case.d->lastStep;
    journal(m_forward, StepRole::Do);
}

void CaseCommand::undo()
{
    if (!m_case.d->restoring)
        journal(m_backward, StepRole::Undo);
}

bool CaseCommand::continuedBy(const CaseCommand &next) const
{
    return m_gesture != 0 && m_gesture == next.m_gesture && !next.isObsolete() &&
           UndoHistory::continues(m_forward, next.m_forward);
}

void CaseCommand::absorb(const CaseCommand &next)
{
    m_forward += next.m_forward;
    m_backward = next.m_backward + m_backward;
}

void CaseCommand::drop()
{
    journal(m_backward, StepRole::Drop);
    // After a failure the command is obsolete as well: the journal has the drag, the stack has not.
    setObsolete(true);
}

DecideCommand::DecideCommand(Case &c, QList<Decision> decisions, QUndoCommand *parent)
    : CaseCommand(c, parent)
    , m_after(std::move(decisions))
{
    setText(Tr::tr("Decide"));
}

QList<Change> DecideCommand::changes()
{
    QList<Change> list;
    for (const Decision &decision : std::as_const(m_after))
        list.append(Decide{completed(decision)});
    return list;
}

AddMarkCommand::AddMarkCommand(Case &c, FindingList marks, QUndoCommand *parent)
    : CaseCommand(c, parent)
    , m_marks(std::move(marks))
{
    setText(Tr::tr("Draw a mark"));
}

QList<Change> AddMarkCommand::changes()
{
    QList<Change> list;
    for (const Finding &mark : m_marks) {
        if (m_case.sheet().item(mark.item) != nullptr)
            list.append(AddMark{mark});
    }
    return list;
}

EditPlaceCommand::EditPlaceCommand(Case &c, FindingId finding, Place place, quint64 gesture,
                                   QUndoCommand *parent)
    : CaseCommand(c, parent)
    , m_finding(finding)
    , m_place(std::move(place))
{
    setText(Tr::tr("Move"));
    setGesture(gesture);
}

QList<Change> EditPlaceCommand::changes()
{
    const FindingId shown = m_case.sheet().shownFor(m_finding);
    const Finding *old = m_case.sheet().finding(shown);
    if (old == nullptr || old->place == m_place)
        return {};
    m_before = old->place;
    Finding edited = *old;
    edited.id = m_edited = FindingId::random();
    edited.place = m_place;
    edited.supersedes = shown;
    QList<Change> list{AddMark{edited}};
    if (auto decision = m_case.sheet().decision(shown)) {
        decision->finding = edited.id;
        list.append(Decide{*decision});
    }
    return list;
}

bool EditPlaceCommand::mergeWith(const QUndoCommand *other)
{
    // The stack has compared id() already.
    const auto &next = static_cast<const EditPlaceCommand &>(*other);
    if (!continuedBy(next))
        return false;
    absorb(next);
    m_place = next.m_place;
    m_edited = next.m_edited;
    if (m_place == m_before)
        drop();
    return true;
}

ChangeCommand::ChangeCommand(Case &c, const QString &text, QList<Change> changes,
                             QUndoCommand *parent)
    : CaseCommand(c, parent)
    , m_changes(std::move(changes))
{
    setText(text);
}

QList<Change> ChangeCommand::changes()
{
    for (Change &change : m_changes) {
        if (auto *decide = std::get_if<Decide>(&change))
            decide->decision = completed(decide->decision);
    }
    return m_changes;
}

SubjectCommand::SubjectCommand(Case &c, SubjectId id, std::optional<Subject> after,
                               QUndoCommand *parent)
    : CaseCommand(c, parent)
    , m_id(id)
    , m_after(std::move(after))
{
    setText(Tr::tr("Change a person"));
}

QList<Change> SubjectCommand::changes()
{
    if (m_after)
        return {SetSubject{*m_after}};
    if (m_case.sheet().subject(m_id) == nullptr)
        return {};
    return {RemoveSubject{m_id}};
}

} // namespace redoubt::casefile
