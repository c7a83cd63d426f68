// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <functional>
#include <span>

namespace redoubt::verify {

struct Inflated
{
    QByteArray bytes;   ///< up to the limit
    bool ended = false; ///< the end of the stream was reached
};

struct InflatedSize
{
    qint64 bytes = 0;  ///< unpacked, up to the limit
    qint64 unused = 0; ///< packed bytes after the end of the stream
    bool ended = false;
};

/// Unpacks zlib data as far as it goes, at most @a limit bytes.
Inflated inflate(QByteArrayView packed, qint64 limit);
/// Counts without keeping.
InflatedSize inflatedSize(QByteArrayView packed, qint64 limit);
/// Hands out blocks until @a take returns false, the data ends or is damaged. Blocks are at most
/// 64 KiB.
InflatedSize inflateBlocks(QByteArrayView packed,
                           const std::function<bool(std::span<const char>)> &take);

} // namespace redoubt::verify
