// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QtEndian>

namespace redoubt::vault {

/// Appends little-endian integers and bytes, as FORMAT.md lays them out.
class ByteWriter
{
public:
    ByteWriter &bytes(QByteArrayView b)
    {
        m_out.append(b);
        return *this;
    }
    template <typename T>
    ByteWriter &number(T value)
    {
        const T little = qToLittleEndian(value);
        m_out.append(reinterpret_cast<const char *>(&little), sizeof little);
        return *this;
    }
    ByteWriter &u8(quint8 v) { return number(v); }
    ByteWriter &u16(quint16 v) { return number(v); }
    ByteWriter &u32(quint32 v) { return number(v); }
    ByteWriter &u64(quint64 v) { return number(v); }
    ByteWriter &zeros(int n)
    {
        m_out.append(n, '\0');
        return *this;
    }
    const QByteArray &result() const { return m_out; }

private:
    QByteArray m_out;
};

/// Reads the same from bytes that nobody vouches for. After the first read behind the end ok() is
/// false, numbers are 0 and pieces are empty; so a parser may check once per record.
class ByteReader
{
public:
    explicit ByteReader(QByteArrayView bytes)
        : m_bytes(bytes)
    {}
    bool ok() const { return m_ok; }
    bool atEnd() const { return m_at == m_bytes.size(); }
    qsizetype position() const { return m_at; }
    qsizetype left() const { return m_bytes.size() - m_at; }

    QByteArrayView bytes(qint64 n)
    {
        if (!m_ok || n < 0 || n > left()) {
            m_ok = false;
            return {};
        }
        const QByteArrayView piece = m_bytes.sliced(m_at, qsizetype(n));
        m_at += qsizetype(n);
        return piece;
    }
    template <typename T>
    T number()
    {
        const QByteArrayView piece = bytes(sizeof(T));
        return piece.isEmpty() ? T(0) : qFromLittleEndian<T>(piece.data());
    }
    quint8 u8() { return number<quint8>(); }
    quint16 u16() { return number<quint16>(); }
    quint32 u32() { return number<quint32>(); }
    quint64 u64() { return number<quint64>(); }
    /// Whether the next @a n bytes are there and all zero.
    bool zeros(int n)
    {
        for (const char c : bytes(n))
            m_ok = m_ok && c == 0;
        return m_ok;
    }

private:
    QByteArrayView m_bytes;
    qsizetype m_at = 0;
    bool m_ok = true;
};

} // namespace redoubt::vault
