// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/ids.h"

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QtEndian>

#include <cstring>

namespace redoubt::casefile {

/// Appends little-endian fields to bytes: the payloads of journal events (JOURNAL.md).
class Writer
{
public:
    template <typename T>
    void number(T value)
    {
        char raw[sizeof(T)];
        qToLittleEndian(value, raw);
        m_bytes.append(raw, sizeof(T));
    }
    void real(double value)
    {
        quint64 bits = 0;
        std::memcpy(&bits, &value, sizeof bits);
        number(bits);
    }
    void flag(bool value) { number(quint8(value)); }
    void bytes(QByteArrayView value)
    {
        number(quint32(value.size()));
        m_bytes.append(value);
    }
    void text(const QString &value) { bytes(value.toUtf8()); }
    void texts(const QStringList &values)
    {
        number(quint32(values.size()));
        for (const QString &value : values)
            text(value);
    }
    template <typename Tag>
    void id(const Id<Tag> &value)
    {
        m_bytes.append(value.toBytes());
    }
    void raw(QByteArrayView value) { m_bytes.append(value); }
    const QByteArray &result() const { return m_bytes; }

private:
    QByteArray m_bytes;
};

/// Reads what Writer wrote. A read that the bytes cannot satisfy gives zero or empty and makes ok()
/// false for good, so callers check once at the end; nothing is allocated by a size that the bytes
/// do not have.
class Reader
{
public:
    explicit Reader(QByteArrayView bytes)
        : m_bytes(bytes)
    {}
    template <typename T>
    T number()
    {
        const QByteArrayView raw = take(sizeof(T));
        return raw.isEmpty() ? T{} : qFromLittleEndian<T>(raw.data());
    }
    double real()
    {
        const quint64 bits = number<quint64>();
        double value = 0;
        std::memcpy(&value, &bits, sizeof value);
        return value;
    }
    bool flag()
    {
        const auto value = number<quint8>();
        m_ok = m_ok && value <= 1;
        return value == 1;
    }
    /// An enumerator saved by number. Requires: @a last is the largest one.
    template <typename E>
    E enumerator(E last)
    {
        const auto value = number<quint8>();
        m_ok = m_ok && value <= quint8(last);
        return m_ok ? E(value) : E{};
    }
    QByteArrayView view() { return take(number<quint32>()); }
    QByteArray bytes() { return view().toByteArray(); }
    QString text() { return QString::fromUtf8(view()); }
    /// A number of things that each need at least @a each bytes.
    quint32 count(qsizetype each)
    {
        const auto value = number<quint32>();
        if (qint64(value) * each > m_bytes.size())
            m_ok = false;
        return m_ok ? value : 0;
    }
    QStringList texts()
    {
        QStringList list;
        for (quint32 n = count(4); n > 0 && m_ok; --n)
            list.append(text());
        return list;
    }
    template <typename I>
    I id()
    {
        return I::fromBytes(take(I::kSize)).value_or(I());
    }
    QByteArrayView take(qsizetype size)
    {
        if (!m_ok || size > m_bytes.size()) {
            m_ok = false;
            return {};
        }
        const QByteArrayView taken = m_bytes.first(size);
        m_bytes = m_bytes.sliced(size);
        return taken;
    }
    QByteArrayView rest() { return take(m_bytes.size()); }
    bool ok() const { return m_ok; }
    /// Everything was read, and nothing was missing.
    bool finished() const { return m_ok && m_bytes.isEmpty(); }

private:
    QByteArrayView m_bytes;
    bool m_ok = true;
};

} // namespace redoubt::casefile
