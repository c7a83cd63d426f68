// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/sensitivetext.h"
#include "core/worker/sharedarea.h"

#include <QByteArray>
#include <QCborStreamReader>
#include <QCborStreamWriter>
#include <QList>
#include <QMap>
#include <QSet>
#include <QString>

#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

/// Values as CBOR (RFC 8949), for messages between processes. A struct is written and read by one
/// function, which is found in its own namespace:
///     template <typename Io> void fields(Io &io, MaskTrack &m) { io(m.stream, m.boxes, m.label); }
/// and becomes an array of that many elements. Both ends are of one build: nothing is optional and
/// nothing is skipped.
namespace redoubt::worker {

/// The largest enumerator of E, for those that travel by number. None may be missing below it.
template <typename E>
inline constexpr auto kLastEnumerator = nullptr; // an E without its own does not compile

/// For a function that does something of its own in one direction: whether @a Io reads. What was
/// read can be refused.
template <typename Io>
concept ReadsFields = requires(Io &io)
{
    io.refuse();
};

/// Writes values. Threads: one.
class CborWriter
{
public:
    /// @a area: borrowed, for what is large; null: all goes into the bytes.
    explicit CborWriter(SharedArea *area = nullptr)
        : m_writer(&m_bytes)
        , m_area(area)
    {}
    template <typename... T>
    void operator()(const T &...values)
    {
        m_writer.startArray(sizeof...(T));
        (put(values), ...);
        m_writer.endArray();
    }
    const QByteArray &bytes() const { return m_bytes; }
    SharedArea *area() const { return m_area; }

private:
    void put(bool value) { m_writer.append(value); }
    void put(double value) { m_writer.append(value); }
    void put(float value) { m_writer.append(double(value)); }
    // As bytes: Qt's reader of text strings drops a leading byte order mark, which shifts offsets.
    void put(const QString &value) { m_writer.append(value.toUtf8()); }
    void put(const QByteArray &value) { m_writer.append(value); }
    void put(const std::string &value)
    {
        m_writer.appendByteString(value.data(), qsizetype(value.size()));
    }
    void put(const SensitiveText &value) { put(value.reveal()); }
    template <typename Tag>
    void put(const Id<Tag> &value)
    {
        m_writer.append(value.toBytes());
    }
    template <typename T>
    requires std::is_integral_v<T>
    void put(T value)
    {
        if constexpr (std::is_signed_v<T>)
            m_writer.append(qint64(value));
        else
            m_writer.append(quint64(value));
    }
    template <typename E>
    requires std::is_enum_v<E>
    void put(E value)
    {
        Q_ASSERT(value <= kLastEnumerator<E>);
        m_writer.append(qint64(value));
    }
    template <typename T>
    void put(const std::optional<T> &value)
    {
        m_writer.startArray(value ? 1 : 0);
        if (value)
            put(*value);
        m_writer.endArray();
    }
    template <typename T>
    void put(const QList<T> &values)
    {
        putAll(values);
    }
    template <typename T>
    void put(const std::vector<T> &values)
    {
        putAll(values);
    }
    template <typename K, typename V>
    void put(const QMap<K, V> &map)
    {
        putPairs(map.keyValueBegin(), map.keyValueEnd(), map.size());
    }
    template <typename K, typename V>
    void put(const std::map<K, V> &map)
    {
        putPairs(map.begin(), map.end(), qsizetype(map.size()));
    }
    template <typename T>
    requires std::is_class_v<T>
    void put(const T &value)
    {
        // One function serves both directions; this one only reads.
        fields(*this, const_cast<T &>(value));
    }
    template <typename Values>
    void putAll(const Values &values)
    {
        m_writer.startArray(quint64(values.size()));
        for (const auto &value : values)
            put(value);
        m_writer.endArray();
    }
    template <typename It>
    void putPairs(It begin, It end, qsizetype count)
    {
        m_writer.startArray(quint64(count) * 2);
        for (; begin != end; ++begin) {
            const auto &[key, value] = *begin;
            put(key);
            put(value);
        }
        m_writer.endArray();
    }

    QByteArray m_bytes;
    QCborStreamWriter m_writer;
    SharedArea *const m_area;
};

/// Reads what CborWriter wrote, from bytes that nobody vouches for: another type, another number of
/// elements, a number out of range or bytes that are missing make ok() false for good. Nothing is
/// allocated by a size that the bytes do not have. Threads: one. Ownership: shares the bytes.
class CborReader
{
public:
    /// @a area: borrowed, of the end that wrote.
    explicit CborReader(const QByteArray &bytes, const SharedArea *area = nullptr)
        : m_reader(bytes)
        , m_size(bytes.size())
        , m_area(area)
    {}
    template <typename... T>
    void operator()(T &...values)
    {
        if (!enter(sizeof...(T)))
            return;
        (get(values), ...);
        leave();
    }
    bool ok() const { return m_ok; }
    const SharedArea *area() const { return m_area; }
    /// For a value that the bytes have and the caller does not take.
    void refuse() { m_ok = false; }
    /// Everything was read, and nothing was missing.
    bool finished()
    {
        return m_ok && m_reader.lastError() == QCborError{QCborError::NoError} &&
               m_reader.currentOffset() == m_size;
    }

private:
    bool enter(std::optional<quint64> count);
    void leave();
    void get(bool &value);
    void get(double &value);
    void get(float &value);
    void get(QString &value);
    void get(QByteArray &value);
    void get(std::string &value);
    void get(SensitiveText &value);
    qint64 integer(qint64 least, quint64 most);
    template <typename Tag>
    void get(Id<Tag> &value)
    {
        QByteArray bytes;
        get(bytes);
        const auto id = Id<Tag>::fromBytes(bytes);
        m_ok = m_ok && id;
        value = id.value_or(Id<Tag>());
    }
    template <typename T>
    requires std::is_integral_v<T>
    void get(T &value)
    {
        value = T(
            integer(qint64(std::numeric_limits<T>::min()), quint64(std::numeric_limits<T>::max())));
    }
    template <typename E>
    requires std::is_enum_v<E>
    void get(E &value) { value = E(integer(0, quint64(kLastEnumerator<E>))); }
    template <typename T>
    void get(std::optional<T> &value)
    {
        value.reset();
        const quint64 count = length();
        m_ok = m_ok && count <= 1 && enter(count);
        if (m_ok && count == 1)
            get(value.emplace());
        leave();
    }
    template <typename T>
    void get(QList<T> &values)
    {
        getAll(values);
    }
    template <typename T>
    void get(std::vector<T> &values)
    {
        getAll(values);
    }
    template <typename K, typename V>
    void get(QMap<K, V> &map)
    {
        getPairs(map);
    }
    template <typename K, typename V>
    void get(std::map<K, V> &map)
    {
        getPairs(map);
    }
    template <typename T>
    requires std::is_class_v<T>
    void get(T &value) { fields(*this, value); }
    template <typename Values>
    void getAll(Values &values)
    {
        values.clear();
        const quint64 count = length();
        if (!enter(count))
            return;
        for (quint64 i = 0; i < count && m_ok; ++i)
            get(values.emplace_back());
        leave();
    }
    template <typename Map>
    void getPairs(Map &map)
    {
        map.clear();
        const quint64 count = length();
        m_ok = m_ok && count % 2 == 0;
        if (!enter(count))
            return;
        for (quint64 i = 0; i < count && m_ok; i += 2) {
            typename Map::key_type key;
            get(key);
            get(map[key]);
        }
        leave();
    }
    /// Of the array that comes next; no more than there are bytes for.
    quint64 length();

    QCborStreamReader m_reader;
    const qint64 m_size;
    const SharedArea *const m_area;
    int m_depth = 0;
    bool m_ok = true;
};

/// One value, whole.
template <typename T>
QByteArray toCbor(const T &value, SharedArea *area = nullptr)
{
    CborWriter writer(area);
    writer(value);
    return writer.bytes();
}
template <typename T>
std::optional<T> fromCbor(const QByteArray &bytes, const SharedArea *area = nullptr)
{
    T value;
    CborReader reader(bytes, area);
    reader(value);
    if (!reader.finished())
        return std::nullopt;
    return value;
}

} // namespace redoubt::worker
