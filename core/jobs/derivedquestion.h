// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/jobs/answers.h"

#include <QByteArray>
#include <QByteArrayView>

#include <QList>

#include <algorithm>

namespace redoubt {

inline constexpr char kDerivedMark[] = "derived/";

/// A question (Answers) whose answer says something of the file alone, not of the job that found
/// it: whoever asks the same of the same file later may have it. @a kind ends with the version of
/// how it is worked out ("words-1"), is not empty and holds no '/'; @a details say what of it.
inline QByteArray derivedQuestion(QByteArrayView kind, QByteArrayView details)
{
    QByteArray question(kDerivedMark);
    question.append(kind);
    question.append('/');
    question.append(details);
    return question;
}

/// The kind of such a question; empty for another one.
inline QByteArrayView derivedKind(QByteArrayView question)
{
    if (!question.startsWith(kDerivedMark))
        return {};
    const QByteArrayView rest = question.sliced(qsizetype(sizeof kDerivedMark) - 1);
    return rest.first(std::max<qsizetype>(0, rest.indexOf('/')));
}

/// Derived answers of some kinds and no others, for a job that has to do with these alone. Borrows
/// what it asks; null: knows and keeps nothing.
class DerivedOnly final : public Answers
{
public:
    DerivedOnly(Answers *all, QList<QByteArray> kinds)
        : m_all(all)
        , m_kinds(std::move(kinds))
    {}
    std::optional<QByteArray> find(const QByteArray &question) const override
    {
        return isMeant(question) ? m_all->find(question) : std::nullopt;
    }
    void keep(const QByteArray &question, const QByteArray &answer) override
    {
        if (isMeant(question))
            m_all->keep(question, answer);
    }
    bool isMeant(const QByteArray &question) const
    {
        const QByteArrayView kind = derivedKind(question);
        return m_all != nullptr && std::any_of(m_kinds.begin(), m_kinds.end(),
                                               [kind](const QByteArray &k) { return kind == k; });
    }

private:
    Answers *m_all;
    const QList<QByteArray> m_kinds;
};

} // namespace redoubt
