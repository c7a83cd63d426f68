// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/ids.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <QStringDecoder>
#include <QStringList>
#include <QtEndian>

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>
#include <optional>

namespace redoubt {

/// Nothing for what is not UTF-8.
inline std::optional<QString> strictUtf8(QByteArrayView utf8)
{
    if (std::all_of(utf8.begin(), utf8.end(), [](char c) { return quint8(c) < 0x80; }))
        return QString::fromLatin1(utf8);
    // QString::fromUtf8() would swallow a leading byte order mark and shift every offset.
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom);
    const QString decoded = decoder(utf8);
    return decoder.hasError() ? std::nullopt : std::optional(decoded);
}

/// Appends fields of fixed byte order to bytes; the formats of the vault, the journal and findings
/// are written with it. A *block* is a 32-bit length and that many bytes; text is a block of UTF-8.
template <std::endian Order>
class FieldWriter
{
public:
    template <typename T>
    FieldWriter &number(T value)
    {
        char bytes[sizeof(T)];
        if constexpr (Order == std::endian::little)
            qToLittleEndian(value, bytes);
        else
            qToBigEndian(value, bytes);
        m_bytes.append(bytes, sizeof(T));
        return *this;
    }
    FieldWriter &u8(quint8 value) { return number(value); }
    FieldWriter &u16(quint16 value) { return number(value); }
    FieldWriter &u32(quint32 value) { return number(value); }
    FieldWriter &u64(quint64 value) { return number(value); }
    /// Its bits (IEEE 754), so that every value comes back as it was.
    FieldWriter &real(double value) { return number(std::bit_cast<quint64>(value)); }
    FieldWriter &flag(bool value) { return u8(value ? 1 : 0); }
    FieldWriter &raw(QByteArrayView bytes)
    {
        m_bytes.append(bytes);
        return *this;
    }
    template <typename Tag>
    FieldWriter &id(const Id<Tag> &value)
    {
        return raw(value.toBytes());
    }
    FieldWriter &zeros(qsizetype count)
    {
        m_bytes.append(count, '\0');
        return *this;
    }
    FieldWriter &block(QByteArrayView bytes) { return u32(quint32(bytes.size())).raw(bytes); }
    FieldWriter &text(const QString &value) { return block(value.toUtf8()); }
    FieldWriter &texts(const QStringList &values)
    {
        u32(quint32(values.size()));
        for (const QString &value : values)
            text(value);
        return *this;
    }

    void reserve(qsizetype size) { m_bytes.reserve(size); }
    const QByteArray &result() const { return m_bytes; }

private:
    QByteArray m_bytes;
};

/// Reads what FieldWriter wrote, from bytes that nobody vouches for. A read that the bytes cannot
/// satisfy gives zero or empty and makes ok() false for good, so a parser may check once per
/// record; nothing is allocated by a size that the bytes do not have.
/// Ownership: borrows the bytes, and the pieces it gives are views of them.
template <std::endian Order>
class FieldReader
{
public:
    explicit FieldReader(QByteArrayView bytes)
        : m_bytes(bytes)
    {}
    bool ok() const { return m_ok; }
    /// For a value that the bytes have and the format does not.
    void refuse() { m_ok = false; }
    bool atEnd() const { return m_at == m_bytes.size(); }
    /// Everything was read, and nothing was missing.
    bool finished() const { return m_ok && atEnd(); }
    qsizetype position() const { return m_at; }
    qsizetype left() const { return m_bytes.size() - m_at; }

    QByteArrayView take(qint64 size)
    {
        if (!m_ok || size < 0 || size > left()) {
            m_ok = false;
            return {};
        }
        const QByteArrayView taken = m_bytes.sliced(m_at, qsizetype(size));
        m_at += qsizetype(size);
        return taken;
    }
    template <typename T>
    T number()
    {
        const QByteArrayView bytes = take(sizeof(T));
        if (bytes.isEmpty())
            return T{};
        if constexpr (Order == std::endian::little)
            return qFromLittleEndian<T>(bytes.data());
        else
            return qFromBigEndian<T>(bytes.data());
    }
    quint8 u8() { return number<quint8>(); }
    quint16 u16() { return number<quint16>(); }
    quint32 u32() { return number<quint32>(); }
    quint64 u64() { return number<quint64>(); }
    double real() { return std::bit_cast<double>(u64()); }
    /// Only the two values that are written.
    bool flag()
    {
        const quint8 value = u8();
        m_ok = m_ok && value <= 1;
        return m_ok && value == 1;
    }
    /// An enumerator saved by number. Requires: @a last is the largest one, and none is missing.
    template <typename E>
    E enumerator(E last)
    {
        const quint8 value = u8();
        m_ok = m_ok && value <= quint8(last);
        return m_ok ? E(value) : E{};
    }
    template <typename I>
    I id()
    {
        return I::fromBytes(take(I::kSize)).value_or(I());
    }
    /// Whether the next @a count bytes are there and all zero.
    bool zeros(qsizetype count)
    {
        for (const char byte : take(count))
            m_ok = m_ok && byte == 0;
        return m_ok;
    }
    /// A number of things, at most @a most, that each need at least @a each bytes.
    quint32 count(qint64 each, quint32 most = std::numeric_limits<quint32>::max())
    {
        const quint32 value = u32();
        m_ok = m_ok && value <= most && qint64(value) * each <= left();
        return m_ok ? value : 0;
    }
    QByteArrayView block(quint32 most = std::numeric_limits<quint32>::max())
    {
        return take(count(1, most));
    }
    /// Refuses what is not UTF-8, and what is longer than @a most bytes.
    QString text(quint32 most = std::numeric_limits<quint32>::max())
    {
        const auto decoded = strictUtf8(block(most));
        m_ok = m_ok && decoded;
        return decoded.value_or(QString());
    }
    QStringList texts()
    {
        QStringList list;
        for (quint32 n = count(sizeof(quint32)); n > 0 && m_ok; --n)
            list.append(text());
        return list;
    }

private:
    QByteArrayView m_bytes;
    qsizetype m_at = 0;
    bool m_ok = true;
};

using LittleEndianWriter = FieldWriter<std::endian::little>;
using LittleEndianReader = FieldReader<std::endian::little>;
using BigEndianWriter = FieldWriter<std::endian::big>;
using BigEndianReader = FieldReader<std::endian::big>;

} // namespace redoubt
