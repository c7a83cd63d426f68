// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/common/gestures.h"

#include "core/casefile/commands.h"
#include "ui/common/session.h"

#include <algorithm>
#include <atomic>

namespace redoubt::ui {

namespace {

template <typename Id>
QList<Id> without(QList<Id> list, const Id &id)
{
    list.removeAll(id);
    return list;
}

} // namespace

void Gestures::decide(const QList<FindingId> &findings, Verdict verdict,
                      const std::optional<QStringList> &reasons, std::optional<Effect> effect)
{
    QList<Decision> decisions;
    for (const FindingId id : findings) {
        if (m_session.sheet().finding(id) == nullptr)
            continue;
        const auto before = m_session.sheet().decision(id);
        Decision decision;
        decision.finding = id;
        decision.verdict = verdict;
        decision.reasons = reasons ? *reasons : before ? before->reasons : QStringList();
        decision.effect = effect ? *effect : before ? before->effect : Effect::Default;
        decisions.append(decision);
    }
    push(decisions);
}

void Gestures::toggleReason(const QList<FindingId> &findings, const QString &code)
{
    const auto reasonsOf = [this](FindingId id) {
        const auto decided = m_session.sheet().decision(id);
        return decided && decided->verdict == Verdict::Redact ? decided->reasons : QStringList();
    };
    const bool all = std::all_of(findings.begin(), findings.end(),
                                 [&](FindingId id) { return reasonsOf(id).contains(code); });
    QList<Decision> decisions;
    for (const FindingId id : findings) {
        if (m_session.sheet().finding(id) == nullptr)
            continue;
        Decision decision;
        decision.finding = id;
        decision.verdict = Verdict::Redact;
        decision.reasons = without(reasonsOf(id), code);
        if (!all)
            decision.reasons.append(code);
        if (const auto before = m_session.sheet().decision(id))
            decision.effect = before->effect;
        decisions.append(decision);
    }
    push(decisions);
}

void Gestures::push(const QList<Decision> &decisions)
{
    if (!decisions.isEmpty())
        m_session.openCase().undoStack().push(
            new casefile::DecideCommand(m_session.openCase(), decisions));
}

void Gestures::undecide(const QList<FindingId> &findings)
{
    QList<casefile::Change> changes;
    for (const FindingId id : findings) {
        if (m_session.sheet().decision(id))
            changes.append(casefile::Undecide{id});
    }
    change(Session::tr("Take a decision back"), changes);
}

FindingId Gestures::addMark(Place place, FindingType type, const SensitiveText &text)
{
    Finding mark;
    mark.id = FindingId::random();
    mark.item = m_session.currentItem();
    mark.type = type;
    mark.score = 1;
    mark.place = std::move(place);
    mark.provenance = Provenance::person();
    mark.text = text;
    m_session.openCase().undoStack().push(
        new casefile::AddMarkCommand(m_session.openCase(), {mark}));
    m_session.select({mark.id}, Session::Reveal::No);
    if (!text.isEmpty())
        Q_EMIT m_session.textMarked(mark.id);
    return mark.id;
}

FindingId Gestures::editPlace(FindingId finding, Place place, quint64 gesture)
{
    m_session.openCase().undoStack().push(
        new casefile::EditPlaceCommand(m_session.openCase(), finding, std::move(place), gesture));
    const FindingId shown = m_session.sheet().shownFor(finding);
    if (const qsizetype at = m_session.selection().indexOf(finding); at >= 0 && shown != finding) {
        QList<FindingId> moved = m_session.selection();
        moved[at] = shown;
        m_session.select(moved, Session::Reveal::No);
    }
    return shown;
}

void Gestures::remove(const QList<FindingId> &findings)
{
    QList<casefile::Change> changes;
    for (const FindingId id : findings) {
        const Finding *finding = m_session.sheet().finding(id);
        if (finding == nullptr)
            continue;
        // What was drawn and then moved is drawn all the same: every step of it goes.
        QList<casefile::Change> steps{casefile::Withdraw{id}};
        const Finding *origin = finding;
        while (origin != nullptr && origin->supersedes) {
            steps.append(casefile::Withdraw{*origin->supersedes});
            origin = m_session.sheet().finding(*origin->supersedes);
        }
        if (origin != nullptr && origin->provenance.byPerson()) {
            changes += steps;
        } else {
            Decision keep;
            keep.finding = id;
            keep.verdict = Verdict::Keep;
            changes.append(casefile::Decide{keep});
        }
    }
    change(Session::tr("Remove"), changes);
}

void Gestures::removeItem(ItemId id)
{
    const casefile::Item *found = m_session.sheet().item(id);
    if (found == nullptr)
        return;
    m_session.saveSeen();
    QList<casefile::Change> changes{casefile::RemoveItem{id}};
    for (const ItemId part : m_session.sheet().partsOf(id))
        changes.append(casefile::RemoveItem{part});
    change(Session::tr("Remove %1").arg(found->name), changes);
}

void Gestures::change(const QString &text, const QList<casefile::Change> &changes)
{
    if (!changes.isEmpty())
        m_session.openCase().undoStack().push(
            new casefile::ChangeCommand(m_session.openCase(), text, changes));
}

void Gestures::setSubject(const casefile::Subject &subject)
{
    m_session.openCase().undoStack().push(
        new casefile::SubjectCommand(m_session.openCase(), subject.id, subject));
}

void Gestures::removeSubject(SubjectId id)
{
    m_session.openCase().undoStack().push(
        new casefile::SubjectCommand(m_session.openCase(), id, std::nullopt));
}

quint64 Gestures::next()
{
    static std::atomic<quint64> last = 0;
    return ++last;
}

} // namespace redoubt::ui
