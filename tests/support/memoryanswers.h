// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/jobs/answers.h"

#include <QHash>

#include <functional>
#include <mutex>

namespace redoubt::test {

/// Answers that are found again in the next run, as a case's are.
class MemoryAnswers : public Answers
{
public:
    std::optional<QByteArray> find(const QByteArray &question) const override
    {
        const std::lock_guard lock(m_mutex);
        const auto it = m_known.find(question);
        return it == m_known.end() ? std::nullopt : std::optional(*it);
    }
    void keep(const QByteArray &question, const QByteArray &answer) override
    {
        const std::lock_guard lock(m_mutex);
        m_known.insert(question, answer);
        ++kept;
        if (whenKept)
            whenKept();
    }
    void replaceAll(const QByteArray &answer)
    {
        const std::lock_guard lock(m_mutex);
        for (QByteArray &known : m_known)
            known = answer;
    }

    int kept = 0; ///< how often
    std::function<void()> whenKept;

private:
    mutable std::mutex m_mutex;
    QHash<QByteArray, QByteArray> m_known;
};

} // namespace redoubt::test
