// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>

namespace redoubt::redact {

/// Hands items from one thread to the next, holding back the faster one. Items have a weight; at
/// most @a capacity of it waits. Ends when closed (after what still waits) or stopped (at once).
template <typename T>
class BoundedQueue
{
public:
    BoundedQueue(int capacity, std::stop_token stop)
        : m_capacity(capacity)
        , m_stop(std::move(stop))
    {}

    /// False when stopped: nobody will ever take it.
    bool push(T item, int weight)
    {
        std::unique_lock lock(m_mutex);
        if (!m_changed.wait(lock, m_stop, [this] { return m_weight < m_capacity; }))
            return false;
        m_weight += weight;
        m_items.emplace_back(std::move(item), weight);
        m_changed.notify_all();
        return true;
    }

    /// Nothing when closed and empty, or stopped.
    std::optional<T> pop()
    {
        std::unique_lock lock(m_mutex);
        if (!m_changed.wait(lock, m_stop, [this] { return !m_items.empty() || m_closed; }) ||
            m_items.empty())
            return std::nullopt;
        std::optional<T> item(std::move(m_items.front().first));
        m_weight -= m_items.front().second;
        m_items.pop_front();
        m_changed.notify_all();
        return item;
    }

    void close()
    {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
        m_changed.notify_all();
    }

private:
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::deque<std::pair<T, int>> m_items;
    int m_weight = 0;
    const int m_capacity;
    const std::stop_token m_stop;
    bool m_closed = false;
};

} // namespace redoubt::redact
