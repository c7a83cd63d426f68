// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <cstdint>

namespace redoubt::verify {

/// Reads integers out of untrusted bytes; outside of them everything is zero, so that callers check
/// sizes once and cannot read beyond the end.
class Bytes
{
public:
    explicit Bytes(QByteArrayView bytes)
        : m_bytes(bytes)
    {}
    qint64 size() const { return m_bytes.size(); }
    bool holds(qint64 offset, qint64 count) const
    {
        return offset >= 0 && count >= 0 && offset <= size() && count <= size() - offset;
    }
    std::uint8_t u8(qint64 at) const
    {
        return holds(at, 1) ? static_cast<std::uint8_t>(m_bytes[qsizetype(at)]) : std::uint8_t(0);
    }
    std::uint16_t be16(qint64 at) const { return std::uint16_t(u8(at) << 8 | u8(at + 1)); }
    std::uint32_t be32(qint64 at) const { return (std::uint32_t(be16(at)) << 16) | be16(at + 2); }
    std::uint64_t be64(qint64 at) const { return (std::uint64_t(be32(at)) << 32) | be32(at + 4); }
    std::uint16_t le16(qint64 at) const { return std::uint16_t(u8(at + 1) << 8 | u8(at)); }
    std::uint32_t le32(qint64 at) const { return (std::uint32_t(le16(at + 2)) << 16) | le16(at); }
    /// Cut to what is there.
    QByteArrayView part(qint64 offset, qint64 count) const
    {
        if (offset < 0 || offset >= size() || count <= 0)
            return {};
        return m_bytes.sliced(qsizetype(offset), qsizetype(std::min(count, size() - offset)));
    }
    bool isZero(qint64 offset, qint64 count) const
    {
        for (const char c : part(offset, count)) {
            if (c != 0)
                return false;
        }
        return true;
    }

private:
    QByteArrayView m_bytes;
};

} // namespace redoubt::verify
