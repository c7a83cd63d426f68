// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QHash>
#include <QString>

#include <array>
#include <compare>
#include <optional>

namespace redoubt {

/// 16 bytes that name something. Ids of different things have different types, so that they cannot
/// be mixed up.
template <typename Tag>
class Id
{
public:
    static constexpr int kSize = 16;

    /// The null id, which names nothing.
    constexpr Id() = default;

    /// A new id from the operating system's random source.
    static Id random();
    /// An id that depends on nothing but @a content (BLAKE2b-128), for values that must come out
    /// the same in every run.
    static Id fromContent(QByteArrayView content);
    static std::optional<Id> fromBytes(QByteArrayView bytes)
    {
        if (bytes.size() != kSize)
            return std::nullopt;
        Id id;
        std::copy(bytes.begin(), bytes.end(), id.m_bytes.begin());
        return id;
    }
    /// Reads 32 hexadecimal digits.
    static std::optional<Id> fromString(QStringView text)
    {
        if (text.size() != 2 * kSize)
            return std::nullopt;
        for (const QChar c : text) {
            if (!((c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F')))
                return std::nullopt;
        }
        return fromBytes(QByteArray::fromHex(text.toLatin1()));
    }

    bool isNull() const { return *this == Id(); }
    QByteArray toBytes() const { return QByteArray(m_bytes.data(), kSize); }
    QString toString() const { return QString::fromLatin1(toBytes().toHex()); }

    auto operator<=>(const Id &) const = default;
    friend size_t qHash(const Id &id, size_t seed = 0)
    {
        return qHashBits(id.m_bytes.data(), kSize, seed);
    }

private:
    std::array<char, kSize> m_bytes{};
};

namespace detail {
void randomIdBytes(char *out, int size);
void contentIdBytes(QByteArrayView content, char *out, int size);
} // namespace detail

template <typename Tag>
Id<Tag> Id<Tag>::random()
{
    Id id;
    detail::randomIdBytes(id.m_bytes.data(), kSize);
    return id;
}

template <typename Tag>
Id<Tag> Id<Tag>::fromContent(QByteArrayView content)
{
    Id id;
    detail::contentIdBytes(content, id.m_bytes.data(), kSize);
    return id;
}

using ItemId = Id<struct ItemTag>;
using FindingId = Id<struct FindingTag>;
using SubjectId = Id<struct SubjectTag>;
using ObjectId = Id<struct ObjectTag>;
using VaultId = Id<struct VaultTag>;

} // namespace redoubt
