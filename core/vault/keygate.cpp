// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/vault/keygate.h"

#include "core/vault/tr.h"

namespace redoubt::vault {

KeyGate::Use KeyGate::use() const
{
    Use result;
    if (m_revoked)
        return result;
    result.m_lock = std::shared_lock(m_mutex);
    if (m_revoked)
        result.m_lock.unlock();
    return result;
}

quint64 KeyGate::onRevoke(std::function<void()> wipe)
{
    const std::lock_guard lock(m_listMutex);
    if (m_revoked) {
        wipe();
        return 0;
    }
    m_wipes.emplace(++m_last, std::move(wipe));
    return m_last;
}

void KeyGate::forget(quint64 number)
{
    const std::lock_guard lock(m_listMutex);
    m_wipes.erase(number);
}

void KeyGate::revoke()
{
    const std::lock_guard list(m_listMutex);
    m_revoked = true;
    const std::lock_guard none(m_mutex);
    for (const auto &[number, wipe] : m_wipes)
        wipe();
    m_wipes.clear();
}

Error KeyGate::closed()
{
    return Error(ErrorKind::Cancelled, "vault/closed", Tr::tr("The case was closed."));
}

} // namespace redoubt::vault
