// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/sensitivetext.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

#include <array>
#include <cstring>
#include <limits>
#include <optional>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

/// Records of tagged fields, for what is saved and read by other versions of the program. A record
/// is a map of CBOR (RFC 8949) with integers as keys, and one function, found in the namespace of
/// its type, writes and reads it:
///     template <typename Io> void taggedFields(Io &io, Person &p)
///     {
///         io(1, p.id);
///         io.optional(2, p.nickname);
///     }
/// Fields are named in rising order of their tags, those with negative tags last and falling. A tag
/// is never used again for something else.
///
/// What a program does with a field that it does not know: one with a positive tag may change what
/// the record says, and the record is refused; one with a negative tag is left out. An optional
/// field is absent while it holds the value of a new object, so a new positive tag keeps only those
/// records from older programs that need it.
///
/// Only this of CBOR: integers, byte and text strings, arrays, maps, false, true and 64-bit floats,
/// all of definite length and in the shortest form, so that a value has one form.
namespace redoubt {

/// For a function that does something of its own in one direction. What was read can be refused.
template <typename Io>
concept ReadsTagged = requires(Io &io)
{
    io.refuse();
};

/// Threads: one.
class TaggedWriter
{
public:
    template <typename T>
    void record(const T &value)
    {
        const qsizetype at = m_bytes.size();
        const int outer = std::exchange(m_count, 0);
        m_bytes.append(char(kMap));
        // One function serves both directions; this one only reads.
        taggedFields(*this, const_cast<T &>(value));
        close(at);
        m_count = outer;
    }
    template <typename T>
    void operator()(int tag, const T &value)
    {
        key(tag);
        put(value);
    }
    /// Absent when it is the value of a new object.
    template <typename T>
    void optional(int tag, const T &value)
    {
        if (!(value == T()))
            (*this)(tag, value);
    }
    template <typename T>
    void optional(int tag, const std::optional<T> &value)
    {
        if (value)
            (*this)(tag, *value);
    }
    /// An enumerator by its name, as toString() gives it.
    template <typename E, typename FromString>
    void named(int tag, E value, FromString)
    {
        (*this)(tag, toString(value));
    }
    /// A variant, as an array of the name of its alternative and the record of that.
    template <typename... A>
    void choice(int tag, const std::variant<A...> &value,
                const std::array<const char *, sizeof...(A)> &names)
    {
        key(tag);
        putChoice(value, names);
    }
    template <typename... A>
    void choices(int tag, const QList<std::variant<A...>> &values,
                 const std::array<const char *, sizeof...(A)> &names)
    {
        key(tag);
        head(kArray, quint64(values.size()));
        for (const auto &value : values)
            putChoice(value, names);
    }
    /// Two integers that make one value, such as a span of time: an array.
    template <typename A, typename B>
    void pair(int tag, const A &a, const B &b)
    {
        key(tag);
        head(kArray, 2);
        put(a);
        put(b);
    }
    const QByteArray &bytes() const { return m_bytes; }
    void reserve(qsizetype size) { m_bytes.reserve(size); }

private:
    static constexpr quint8 kUnsigned = 0x00;
    static constexpr quint8 kNegative = 0x20;
    static constexpr quint8 kBytes = 0x40;
    static constexpr quint8 kText = 0x60;
    static constexpr quint8 kArray = 0x80;
    static constexpr quint8 kMap = 0xA0;

    void key(int tag)
    {
        ++m_count;
        put(tag);
    }
    void head(quint8 type, quint64 value);
    void close(qsizetype at);
    void text(QByteArrayView utf8)
    {
        head(kText, quint64(utf8.size()));
        m_bytes.append(utf8);
    }

    void put(bool value) { m_bytes.append(char(value ? 0xF5 : 0xF4)); }
    void put(double value);
    void put(const QString &value) { text(value.toUtf8()); }
    void put(const SensitiveText &value) { put(value.reveal()); }
    void put(QByteArrayView value)
    {
        head(kBytes, quint64(value.size()));
        m_bytes.append(value);
    }
    void put(const QByteArray &value) { put(QByteArrayView(value)); }
    void put(const std::string &value)
    {
        put(QByteArrayView(value.data(), qsizetype(value.size())));
    }
    template <typename Tag>
    void put(const Id<Tag> &value)
    {
        put(value.toBytes());
    }
    template <typename T>
    requires std::is_integral_v<T>
    void put(T value)
    {
        if constexpr (std::is_signed_v<T>) {
            if (value < 0)
                return head(kNegative, quint64(-(qint64(value) + 1)));
        }
        head(kUnsigned, quint64(value));
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
    template <typename T>
    requires std::is_class_v<T>
    void put(const T &value) { record(value); }
    template <typename Values>
    void putAll(const Values &values)
    {
        head(kArray, quint64(values.size()));
        for (const auto &value : values)
            put(value);
    }
    template <typename... A>
    void putChoice(const std::variant<A...> &value,
                   const std::array<const char *, sizeof...(A)> &names)
    {
        head(kArray, 2);
        text(names[value.index()]);
        std::visit([this](const auto &alternative) { record(alternative); }, value);
    }

    QByteArray m_bytes;
    int m_count = 0; ///< of fields of the record that is being written
};

/// Reads what TaggedWriter wrote, from bytes that nobody vouches for. A field that is missing,
/// another type, a number out of range, a name that nobody knows, bytes that are missing or a
/// second form of a value make ok() false for good. Nothing is allocated by a size that the bytes
/// do not have. Threads: one. Ownership: borrows the bytes.
class TaggedReader
{
public:
    explicit TaggedReader(QByteArrayView bytes)
        : m_bytes(bytes)
    {}
    template <typename T>
    void record(T &value)
    {
        const Record outer = std::exchange(m_record, open());
        taggedFields(*this, value);
        close();
        m_record = outer;
    }
    template <typename T>
    void operator()(int tag, T &value)
    {
        m_ok = find(tag) && m_ok;
        get(value);
    }
    /// Leaves @a value what it is when the field is absent.
    template <typename T>
    void optional(int tag, T &value)
    {
        if (find(tag))
            get(value);
    }
    template <typename T>
    void optional(int tag, std::optional<T> &value)
    {
        if (find(tag))
            get(value.emplace());
    }
    /// @a fromString gives an optional enumerator for a QString; nothing is refused.
    template <typename E, typename FromString>
    void named(int tag, E &value, FromString fromString)
    {
        QString name;
        (*this)(tag, name);
        const std::optional<E> known = m_ok ? fromString(name) : std::nullopt;
        m_ok = m_ok && known;
        value = known.value_or(E{});
    }
    template <typename... A>
    void choice(int tag, std::variant<A...> &value,
                const std::array<const char *, sizeof...(A)> &names)
    {
        m_ok = find(tag) && m_ok;
        getChoice(value, names);
    }
    template <typename... A>
    void choices(int tag, QList<std::variant<A...>> &values,
                 const std::array<const char *, sizeof...(A)> &names)
    {
        m_ok = find(tag) && m_ok;
        values.clear();
        for (quint64 n = elements(); n > 0 && m_ok; --n)
            getChoice(values.emplaceBack(), names);
    }
    template <typename A, typename B>
    void pair(int tag, A &a, B &b)
    {
        m_ok = find(tag) && m_ok;
        m_ok = elements() == 2 && m_ok;
        get(a);
        get(b);
    }
    bool ok() const { return m_ok; }
    /// For a value that the bytes have and the format does not.
    void refuse() { m_ok = false; }
    /// Everything was read, and nothing was missing.
    bool finished() const { return m_ok && m_at == m_bytes.size(); }

private:
    struct Record
    {
        quint64 left = 0; ///< fields that were not read yet
        std::optional<qint64> key;
        qint64 last = -1; ///< rank of the key before
    };
    struct Head
    {
        quint8 type = 0xFF; ///< the upper three bits; 0xFF: there is none
        quint8 info = 0;
        quint64 value = 0;
    };

    Record open();
    void close();
    /// Whether the record has the field; leaves out what stands before it.
    bool find(int tag);
    bool nextKey();
    void skip(int depth);
    Head head();
    /// The value of a head of @a type; 0 for another one.
    quint64 headOf(quint8 type);
    /// Of the array that comes next; no more than there are bytes for.
    quint64 elements();
    QByteArrayView take(quint64 size);
    qint64 integer(qint64 least, quint64 most);

    void get(bool &value);
    void get(double &value);
    void get(QString &value);
    void get(QByteArray &value);
    void get(std::string &value);
    void get(SensitiveText &value);
    template <typename Tag>
    void get(Id<Tag> &value)
    {
        const auto id = Id<Tag>::fromBytes(take(headOf(0x40)));
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
    template <typename T>
    requires std::is_class_v<T>
    void get(T &value) { record(value); }
    template <typename Values>
    void getAll(Values &values)
    {
        values.clear();
        for (quint64 n = elements(); n > 0 && m_ok; --n)
            get(values.emplace_back());
    }
    template <typename... A>
    void getChoice(std::variant<A...> &value, const std::array<const char *, sizeof...(A)> &names)
    {
        m_ok = elements() == 2 && m_ok;
        const QByteArrayView name = take(headOf(0x60));
        size_t index = 0;
        while (index < names.size() && name != QByteArrayView(names[index]))
            ++index;
        m_ok = m_ok && index < names.size();
        if (m_ok)
            getAlternative(value, index, std::index_sequence_for<A...>());
    }
    template <typename Variant, size_t... I>
    void getAlternative(Variant &value, size_t index, std::index_sequence<I...>)
    {
        ((index == I ? record(value.template emplace<I>()) : void()), ...);
    }

    QByteArrayView m_bytes;
    qsizetype m_at = 0;
    Record m_record;
    int m_depth = 0;
    bool m_ok = true;
};

/// One record, whole.
template <typename T>
QByteArray toTagged(const T &value)
{
    TaggedWriter writer;
    writer.reserve(256);
    writer.record(value);
    return writer.bytes();
}
template <typename T>
std::optional<T> fromTagged(QByteArrayView bytes)
{
    T value;
    TaggedReader reader(bytes);
    reader.record(value);
    if (!reader.finished())
        return std::nullopt;
    return value;
}

} // namespace redoubt
