// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/bytesource.h"
#include "core/base/itemkind.h"

#include <QByteArray>
#include <QtEndian>

#include <optional>
#include <span>
#include <string_view>

namespace redoubt::medium {

/// How surely a file is of a kind, by its first bytes: the surest medium gets it, of equally sure
/// ones the first in the table. Numbers between these may be used.
namespace sure {
inline constexpr int kNot = 0;
inline constexpr int kText = 20;      ///< what is left: readable, and shaped like the kind
inline constexpr int kStream = 50;    ///< frames or packets that follow one another
inline constexpr int kShape = 60;     ///< a short signature, and numbers that make sense
inline constexpr int kContainer = 80; ///< a container, by the brand or parts in it
inline constexpr int kSignature = 90; ///< a signature that nothing else starts with
inline constexpr int kPreamble = 100; ///< one that stands behind what may imitate other kinds
} // namespace sure

/// A signature at a fixed place.
struct Magic
{
    qsizetype offset;
    std::string_view bytes;
};

/// The beginning of a file, read once for all media that look at it. Borrows the source.
/// Threads: use from one thread.
class FileHead
{
public:
    static constexpr qint64 kRead = 64 * 1024;

    /// Without bytes when the source cannot be read; isReadable() tells.
    explicit FileHead(const ByteSource &source);

    bool isReadable() const { return m_readable; }
    /// At most kRead of the file.
    const QByteArray &bytes() const { return m_bytes; }
    qint64 size() const { return m_source.size(); } ///< of the whole file
    bool isWhole() const { return m_bytes.size() == size(); }
    const ByteSource &source() const { return m_source; }
    bool hasAny(std::span<const Magic> magics) const;
    /// As sniffText() tells; asked once.
    std::optional<ItemKind> textKind() const;

private:
    const ByteSource &m_source;
    QByteArray m_bytes;
    bool m_readable = false;
    mutable std::optional<std::optional<ItemKind>> m_textKind;
};

// Bytes outside are zero.
inline uchar byteAt(const QByteArray &bytes, qsizetype at)
{
    return at >= 0 && at < bytes.size() ? uchar(bytes[at]) : uchar(0);
}

inline bool has(const QByteArray &bytes, qsizetype offset, std::string_view what)
{
    return offset + qsizetype(what.size()) <= bytes.size() &&
           std::string_view(bytes.constData() + offset, what.size()) == what;
}

inline quint32 big32(const QByteArray &bytes, qsizetype at)
{
    return at + 4 <= bytes.size() ? qFromBigEndian<quint32>(bytes.constData() + at) : 0;
}

inline quint32 little32(const QByteArray &bytes, qsizetype at)
{
    return at + 4 <= bytes.size() ? qFromLittleEndian<quint32>(bytes.constData() + at) : 0;
}

} // namespace redoubt::medium
