// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <memory>
#include <span>

namespace redoubt::worker {

/// Memory that two processes of one machine see, for pictures: through a channel each of their
/// bytes is copied six times. Its size is fixed and costs nothing until it is written. The worker
/// writes, and the other end copies out of it what an answer names; as the worker may be hostile
/// and can change it at any time, nothing but plain numbers is ever read from it. Threads: one at
/// a time. Linux only.
class SharedArea
{
public:
    /// A new one, filled with zeros; null where the system gives none, and nothing but time is lost
    /// then.
    static std::unique_ptr<SharedArea> create(qint64 size);
    /// The one that somebody else made; takes @a fd over. Null for what is none.
    static std::unique_ptr<SharedArea> of(int fd);
    ~SharedArea();
    SharedArea(const SharedArea &) = delete;
    SharedArea &operator=(const SharedArea &) = delete;

    /// For the other process; it stays open as long as this lives.
    int fd() const { return m_fd; }
    /// The next @a size bytes for an answer; null: it has no more. All of it is free again after
    /// clear().
    char *take(qint64 size);
    /// Where @a at lies, for take() of the same size at the other end.
    qint64 offsetOf(const char *at) const { return at - m_bytes.data(); }
    void clear() { m_used = 0; }
    /// Nothing for what does not lie in it.
    std::span<const char> at(qint64 offset, qint64 size) const;

private:
    SharedArea(int fd, std::span<char> bytes)
        : m_fd(fd)
        , m_bytes(bytes)
    {}
    const int m_fd;
    const std::span<char> m_bytes;
    qint64 m_used = 0;
};

} // namespace redoubt::worker
