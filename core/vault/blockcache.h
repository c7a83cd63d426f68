// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/secretbytes.h"

#include <QtGlobal>

#include <algorithm>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

namespace redoubt::vault {

/// Plaintext of one block, wiped when the last reader lets go of it.
class PlainBlock
{
public:
    explicit PlainBlock(size_t size)
        : m_bytes(size)
    {}
    ~PlainBlock() { wipe(m_bytes); }
    PlainBlock(const PlainBlock &) = delete;
    PlainBlock &operator=(const PlainBlock &) = delete;
    char *data() { return m_bytes.data(); }
    std::span<const char> bytes() const { return m_bytes; }

private:
    std::vector<char> m_bytes;
};

/// A buffer for copying plaintext, wiped at the end.
class PlainBuffer
{
public:
    PlainBuffer()
        : m_block(1 << 20)
    {}
    std::span<char> span() { return {m_block.data(), m_block.bytes().size()}; }

private:
    PlainBlock m_block;
};

/// The blocks that were used last. Blocks are shared because a thread may still copy from one
/// that another thread's read pushed out. Threads: any.
class BlockCache
{
public:
    using Block = std::shared_ptr<const PlainBlock>;

    explicit BlockCache(size_t capacity)
        : m_capacity(capacity)
    {}
    Block find(quint64 index)
    {
        const std::lock_guard lock(m_mutex);
        const auto it = std::find_if(m_entries.begin(), m_entries.end(),
                                     [index](const Entry &e) { return e.index == index; });
        if (it == m_entries.end())
            return {};
        std::rotate(it, it + 1, m_entries.end()); // most recent last
        return m_entries.back().block;
    }
    void insert(quint64 index, Block block)
    {
        const std::lock_guard lock(m_mutex);
        std::erase_if(m_entries, [index](const Entry &e) { return e.index == index; });
        if (m_entries.size() >= m_capacity)
            m_entries.erase(m_entries.begin());
        m_entries.push_back({index, std::move(block)});
    }

    void clear()
    {
        const std::lock_guard lock(m_mutex);
        m_entries.clear();
    }

private:
    struct Entry
    {
        quint64 index;
        Block block;
    };
    const size_t m_capacity;
    std::mutex m_mutex;
    std::vector<Entry> m_entries;
};

} // namespace redoubt::vault
