// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/support/faultysource.h"

#include <algorithm>
#include <cstring>

namespace redoubt::test {

FaultySource::FaultySource(QByteArray bytes, Fault fault, qint64 at)
    : m_bytes(std::move(bytes))
    , m_fault(fault)
    , m_at(at)
{
    if (m_fault == Fault::Flip && m_at >= 0 && m_at < m_bytes.size())
        m_bytes[m_at] = char(m_bytes.at(m_at) ^ 1);
}

Result<qint64> FaultySource::readAt(qint64 offset, std::span<char> out) const
{
    const qint64 end = m_fault == Fault::Shorten ? std::min<qint64>(m_at, size()) : size();
    const qint64 n = std::clamp<qint64>(end - offset, 0, qint64(out.size()));
    if (m_fault == Fault::Fail && m_at >= offset && m_at < offset + n)
        return Error(ErrorKind::Io, "test/faultysource");
    if (n > 0)
        std::memcpy(out.data(), m_bytes.constData() + offset, size_t(n));
    return n;
}

} // namespace redoubt::test
