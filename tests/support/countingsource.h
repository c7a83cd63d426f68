// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/bytesource.h"

#include <atomic>
#include <memory>

namespace redoubt::test {

/// Counts the bytes that are read of a source.
class CountingSource final : public ByteSource
{
public:
    explicit CountingSource(std::shared_ptr<const ByteSource> source)
        : m_source(std::move(source))
    {}
    qint64 size() const override { return m_source->size(); }
    Result<qint64> readAt(qint64 offset, std::span<char> out) const override
    {
        auto got = m_source->readAt(offset, out);
        if (got)
            m_bytes += *got;
        return got;
    }
    qint64 bytes() const { return m_bytes; }
    void reset() { m_bytes = 0; }

private:
    const std::shared_ptr<const ByteSource> m_source; // shared with who else reads it
    mutable std::atomic<qint64> m_bytes = 0;
};

} // namespace redoubt::test
