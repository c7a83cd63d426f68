// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/bytesource.h"

namespace redoubt::test {

/// What goes wrong with the byte at the fault's offset.
enum class Fault {
    None,
    Fail,    ///< a read that touches it is an Io error
    Shorten, ///< the source claims its full size, yet ends there
    Flip     ///< its lowest bit is inverted
};

/// Bytes with one fault at a chosen offset, for sweeps that put it everywhere.
class FaultySource final : public ByteSource
{
public:
    FaultySource(QByteArray bytes, Fault fault, qint64 at);

    qint64 size() const override { return m_bytes.size(); }
    Result<qint64> readAt(qint64 offset, std::span<char> out) const override;

private:
    QByteArray m_bytes;
    Fault m_fault;
    qint64 m_at;
};

} // namespace redoubt::test
