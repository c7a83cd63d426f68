// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/verify/inflate.h"

#include <zlib.h>

#include <algorithm>
#include <vector>

namespace redoubt::verify {

InflatedSize inflateBlocks(QByteArrayView packed,
                           const std::function<bool(std::span<const char>)> &take)
{
    InflatedSize result;
    z_stream stream{};
    if (inflateInit(&stream) != Z_OK)
        return result;
    std::vector<char> block(64 << 10);
    const char *next = packed.data();
    qint64 left = packed.size();
    for (;;) {
        if (stream.avail_in == 0 && left > 0) {
            const uInt count = uInt(std::min<qint64>(left, 1 << 30));
            stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(next));
            stream.avail_in = count;
            next += count;
            left -= count;
        }
        stream.next_out = reinterpret_cast<Bytef *>(block.data());
        stream.avail_out = uInt(block.size());
        const int state = ::inflate(&stream, Z_NO_FLUSH);
        const std::size_t made = block.size() - stream.avail_out;
        result.bytes += qint64(made);
        const bool more = made == 0 || take({block.data(), made});
        if (state == Z_STREAM_END) {
            result.ended = true;
            result.unused = qint64(stream.avail_in) + left;
            break;
        }
        if (state != Z_OK || !more || (made == 0 && stream.avail_in == 0 && left == 0))
            break;
    }
    inflateEnd(&stream);
    return result;
}

Inflated inflate(QByteArrayView packed, qint64 limit)
{
    Inflated result;
    const InflatedSize size = inflateBlocks(packed, [&](std::span<const char> block) {
        const qint64 room = limit - result.bytes.size();
        result.bytes.append(block.data(), qsizetype(std::min<qint64>(room, qint64(block.size()))));
        return result.bytes.size() < limit;
    });
    result.ended = size.ended;
    return result;
}

InflatedSize inflatedSize(QByteArrayView packed, qint64 limit)
{
    qint64 count = 0;
    return inflateBlocks(packed, [&](std::span<const char> block) {
        count += qint64(block.size());
        return count < limit;
    });
}

} // namespace redoubt::verify
