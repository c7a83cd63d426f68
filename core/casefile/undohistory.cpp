// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/casefile/undohistory.h"

#include <algorithm>

namespace redoubt::casefile {

namespace {

const Finding *lastMark(const QList<Change> &changes)
{
    for (auto it = changes.rbegin(); it != changes.rend(); ++it) {
        if (const auto *mark = std::get_if<AddMark>(&*it))
            return &mark->finding;
    }
    return nullptr;
}

} // namespace

bool UndoHistory::continues(const QList<Change> &before, const QList<Change> &next)
{
    const Finding *moved = lastMark(before);
    const auto *mark = next.isEmpty() ? nullptr : std::get_if<AddMark>(&next.first());
    return moved != nullptr && mark != nullptr && mark->finding.supersedes == moved->id;
}

size_t UndoHistory::find(quint64 number) const
{
    const auto it = std::find_if(m_entries.begin(), m_entries.end(),
                                 [number](const Entry &e) { return e.number == number; });
    return size_t(it - m_entries.begin());
}

void UndoHistory::join(size_t first, size_t last)
{
    Entry &into = m_entries[first];
    for (size_t i = first + 1; i <= last; ++i) {
        into.forward += m_entries[i].forward;
        into.backward = m_entries[i].backward + into.backward;
    }
    m_entries.erase(m_entries.begin() + std::ptrdiff_t(first) + 1,
                    m_entries.begin() + std::ptrdiff_t(last) + 1);
}

void UndoHistory::add(const Gesture &gesture, const QList<Change> &backward)
{
    const Step &step = gesture.step;
    m_highest = std::max(m_highest, step.number);
    if (step.role == StepRole::Do) {
        m_entries.resize(m_done);
        m_entries.push_back({step.number, step.gesture, gesture.changes, backward});
        ++m_done;
        return;
    }
    const size_t at = find(step.number);
    if (step.role == StepRole::None || at == m_entries.size())
        return;
    if (step.role == StepRole::Redo) {
        m_done = std::max(m_done, at + 1);
        return;
    }
    // Undone or dropped. What still lies above it is a later step of the same drag, or a step that
    // the program lost because its undo could not be written.
    size_t last = at;
    while (last + 1 < m_done && m_entries[at].gesture != 0 &&
           m_entries[last + 1].gesture == m_entries[at].gesture)
        ++last;
    m_entries.erase(m_entries.begin() + std::ptrdiff_t(last) + 1,
                    m_entries.begin() + std::ptrdiff_t(std::max(m_done, last + 1)));
    join(at, last);
    m_done = at;
    if (step.role == StepRole::Drop)
        m_entries.erase(m_entries.begin() + std::ptrdiff_t(at));
}

void UndoHistory::finish()
{
    for (size_t i = 0; i + 1 < m_entries.size();) {
        const bool sameSide = (i < m_done) == (i + 1 < m_done);
        if (sameSide && m_entries[i].gesture != 0 &&
            m_entries[i].gesture == m_entries[i + 1].gesture &&
            continues(m_entries[i].forward, m_entries[i + 1].forward)) {
            join(i, i + 1);
            m_done -= i < m_done ? 1 : 0;
        } else {
            ++i;
        }
    }
}

} // namespace redoubt::casefile
