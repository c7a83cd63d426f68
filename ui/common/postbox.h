// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>
#include <memory>
#include <mutex>

namespace redoubt::ui {

/// Takes calls from other threads to an object of the window, for as long as it lives. Held by the
/// object; threads hold addresses, which lead nowhere when it is gone. (A QPointer does not do: the
/// object may go between the look at it and the call.) Threads: the object's; addresses: any.
class Postbox
{
public:
    class Address
    {
    public:
        /// Runs @a call from the receiver's event loop, if it is still there then.
        void post(std::function<void()> call) const
        {
            const std::lock_guard lock(m_state->mutex);
            if (m_state->receiver != nullptr)
                QMetaObject::invokeMethod(m_state->receiver, std::move(call), Qt::QueuedConnection);
        }

    private:
        friend class Postbox;
        struct State
        {
            std::mutex mutex;
            QObject *receiver = nullptr;
        };
        explicit Address(std::shared_ptr<State> state)
            : m_state(std::move(state))
        {}
        std::shared_ptr<State> m_state; // shared with the box
    };

    explicit Postbox(QObject &receiver)
        : m_state(std::make_shared<Address::State>())
    {
        m_state->receiver = &receiver;
    }
    ~Postbox()
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->receiver = nullptr;
    }
    Postbox(const Postbox &) = delete;
    Postbox &operator=(const Postbox &) = delete;

    Address address() const { return Address(m_state); }

private:
    std::shared_ptr<Address::State> m_state;
};

} // namespace redoubt::ui
