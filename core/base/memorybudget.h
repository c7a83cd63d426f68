// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QSize>

#include <condition_variable>
#include <mutex>
#include <stop_token>

namespace redoubt {

/// Bytes that several workers share for large things such as decoded pictures: who needs some waits
/// until they are free, and who needs more than there ever are is refused before anything is
/// allocated. The number of bytes is what an operation takes at its peak, all copies counted.
/// A thread holds at most one lease at a time: those that wait while they hold could wait for each
/// other. Threads: all functions from any.
class MemoryBudget
{
public:
    /// Gives the bytes back when it goes. Movable.
    class Lease
    {
    public:
        Lease() = default;
        Lease(Lease &&other) noexcept;
        Lease &operator=(Lease &&other) noexcept;
        ~Lease();
        qint64 bytes() const { return m_bytes; }

    private:
        friend class MemoryBudget;
        Lease(MemoryBudget &budget, qint64 bytes)
            : m_budget(&budget)
            , m_bytes(bytes)
        {}
        void release();
        MemoryBudget *m_budget = nullptr;
        qint64 m_bytes = 0;
    };

    explicit MemoryBudget(qint64 bytes)
        : m_size(bytes)
        , m_free(bytes)
    {}
    MemoryBudget(const MemoryBudget &) = delete;
    MemoryBudget &operator=(const MemoryBudget &) = delete;

    /// Of the whole program for pictures: a quarter of the computer's memory, at most 3 GiB and at
    /// least 512 MiB. REDOUBT_PICTURE_MEMORY gives another number, in MiB.
    static MemoryBudget &pictures();

    qint64 size() const { return m_size; }
    qint64 free() const;
    /// Errors: Limit when @a bytes are more than the whole budget, with a sentence that tells how
    /// much is needed; Cancelled when @a token says so while waiting.
    Result<Lease> acquire(qint64 bytes, const char *site, const std::stop_token &token);
    /// The Limit error that acquire() would give, without taking anything.
    Result<void> check(qint64 bytes, const char *site) const;

private:
    void giveBack(qint64 bytes);

    const qint64 m_size;
    mutable std::mutex m_mutex;
    std::condition_variable_any m_freed;
    qint64 m_free;
};

/// What decoding, examining and writing a picture takes at its peak: the decoded pixels and what
/// each step makes of them. @a deep: more than eight bits a channel.
qint64 pictureWorkBytes(QSize size, bool deep);

} // namespace redoubt
