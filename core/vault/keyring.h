// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/itemkind.h"
#include "core/base/secretbytes.h"

#include <compare>
#include <map>
#include <optional>
#include <vector>

namespace redoubt::vault {

/// First half of a key's name, as stored (FORMAT.md section 3).
using KeyRole = quint8;
inline constexpr int kModalities = 6;
inline constexpr KeyRole kListRole = 0xFE;
inline constexpr KeyRole kSigningRole = 0xFF;
inline constexpr quint32 kNoEpoch = 0xFFFFFFFF;

/// Enumerators are never saved as they are; this is the stored number.
constexpr KeyRole roleOf(Modality modality)
{
    switch (modality) {
    case Modality::Video:
        return 0;
    case Modality::Audio:
        return 1;
    case Modality::Image:
        return 2;
    case Modality::Text:
        return 3;
    case Modality::Meta:
        return 4;
    case Modality::Identity:
        return 5;
    }
    return 4;
}

/// Nothing for roles that are no modality.
constexpr std::optional<Modality> modalityOf(KeyRole role)
{
    for (const Modality modality : {Modality::Video, Modality::Audio, Modality::Image,
                                    Modality::Text, Modality::Meta, Modality::Identity}) {
        if (roleOf(modality) == role)
            return modality;
    }
    return std::nullopt;
}

struct KeyName
{
    KeyRole role = 0;
    quint32 epoch = 0;
    auto operator<=>(const KeyName &) const = default;

    static KeyName dedupe(Modality modality) { return {roleOf(modality), kNoEpoch}; }
    static KeyName list() { return {kListRole, kNoEpoch}; }
    static KeyName signing() { return {kSigningRole, kNoEpoch}; }
};

/// The keys that one secret opened. Once filled it changes only in clear(); see KeyGate.
class KeyRing
{
public:
    void insert(KeyName name, SecretBytes key) { m_keys.insert_or_assign(name, std::move(key)); }
    /// Null when this ring does not hold the key. Owned by the ring.
    const SecretBytes *find(KeyName name) const
    {
        const auto it = m_keys.find(name);
        return it == m_keys.end() ? nullptr : &it->second;
    }
    /// Wipes them.
    void clear() { m_keys.clear(); }
    std::vector<KeyName> names() const
    {
        std::vector<KeyName> result;
        for (const auto &[name, key] : m_keys)
            result.push_back(name);
        return result;
    }

private:
    std::map<KeyName, SecretBytes> m_keys;
};

} // namespace redoubt::vault
