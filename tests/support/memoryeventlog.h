// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/casefile/eventlog.h"

#include <map>
#include <memory>
#include <optional>

namespace redoubt::test {

/// What a log in memory holds, which a test may look at and change.
struct MemoryRows
{
    std::map<quint64, QByteArray> rows;
    QByteArray checkpoint;
    std::optional<Error> refusal; ///< the answer to all that is appended
};

/// A log that shares its rows with whoever made it, so that it can be opened again.
class MemoryEventLog final : public casefile::EventLog
{
public:
    explicit MemoryEventLog(std::shared_ptr<MemoryRows> held)
        : m_held(std::move(held))
    {}

    Result<void> append(const casefile::RowBatch &batch) override
    {
        if (m_held->refusal)
            return *m_held->refusal;
        auto rows = m_held->rows;
        quint64 number = batch.first;
        for (const QByteArray &row : batch.rows) {
            if (!rows.emplace(number++, row).second)
                return Error(ErrorKind::Io, "test/log");
        }
        m_held->rows = std::move(rows);
        if (!batch.checkpoint.isEmpty())
            m_held->checkpoint = batch.checkpoint;
        return {};
    }
    Result<void> scan(quint64 first, const Visitor &visit) const override
    {
        for (auto it = m_held->rows.lower_bound(first); it != m_held->rows.end(); ++it) {
            if (auto taken = visit(it->first, it->second); !taken)
                return taken;
        }
        return {};
    }
    Result<quint64> tail() const override
    {
        return m_held->rows.empty() ? quint64(0) : m_held->rows.rbegin()->first;
    }

private:
    std::shared_ptr<MemoryRows> m_held;
};

} // namespace redoubt::test
