// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/message.h"

#include <QString>

#include <array>
#include <optional>
#include <string_view>

namespace redoubt {

/// What an item is, decided by its content: a name, such as "video". An open set: a medium brings
/// the names of its kinds along (core/medium), and nothing below has to know them all. Saved as
/// toString(). A value; constants may stand in constant tables. Threads: any.
class ItemKind
{
public:
    static constexpr size_t kMaxLength = 15;

    /// Unknown.
    constexpr ItemKind() = default;
    /// Requires: isName(name).
    constexpr explicit ItemKind(std::string_view name)
    {
        m_name = {};
        for (size_t i = 0; i < name.size() && i < kMaxLength; ++i)
            m_name[i] = name[i];
    }
    /// Lower-case letters, digits and '_', a letter first, at most kMaxLength.
    static constexpr bool isName(std::string_view name)
    {
        if (name.empty() || name.size() > kMaxLength || name[0] < 'a' || name[0] > 'z')
            return false;
        for (const char c : name) {
            if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'))
                return false;
        }
        return true;
    }
    constexpr std::string_view name() const { return {m_name.data()}; }

    friend constexpr bool operator==(const ItemKind &, const ItemKind &) = default;
    friend constexpr auto operator<=>(const ItemKind &, const ItemKind &) = default;
    friend size_t qHash(const ItemKind &kind, size_t seed = 0)
    {
        return qHashBits(kind.m_name.data(), kind.m_name.size(), seed);
    }

    static const ItemKind Video;
    static const ItemKind Audio;
    static const ItemKind Image;
    static const ItemKind Pdf;
    static const ItemKind Text;   ///< plain text, Markdown, logs
    static const ItemKind Csv;    ///< comma, semicolon or tab separated
    static const ItemKind Office; ///< OOXML, OpenDocument
    static const ItemKind Mail;
    static const ItemKind Html;
    static const ItemKind Json;
    static const ItemKind Dicom;
    static const ItemKind Archive;
    static const ItemKind Empty; ///< a file of zero bytes
    static const ItemKind Unknown;

private:
    std::array<char, kMaxLength + 1> m_name{'u', 'n', 'k', 'n', 'o', 'w', 'n'};
};

inline constexpr ItemKind ItemKind::Video{"video"};
inline constexpr ItemKind ItemKind::Audio{"audio"};
inline constexpr ItemKind ItemKind::Image{"image"};
inline constexpr ItemKind ItemKind::Pdf{"pdf"};
inline constexpr ItemKind ItemKind::Text{"text"};
inline constexpr ItemKind ItemKind::Csv{"csv"};
inline constexpr ItemKind ItemKind::Office{"office"};
inline constexpr ItemKind ItemKind::Mail{"mail"};
inline constexpr ItemKind ItemKind::Html{"html"};
inline constexpr ItemKind ItemKind::Json{"json"};
inline constexpr ItemKind ItemKind::Dicom{"dicom"};
inline constexpr ItemKind ItemKind::Archive{"archive"};
inline constexpr ItemKind ItemKind::Empty{"empty"};
inline constexpr ItemKind ItemKind::Unknown{};

QString toString(ItemKind kind);
/// Any well-formed name, whether this version can read such items or not: a case of a newer version
/// keeps what it says.
std::optional<ItemKind> itemKindFromString(QStringView text);

/// What every module may know of a kind without knowing its medium.
struct KindFacts
{
    ItemKind kind;
    Message (*words)() = nullptr; ///< for people ("Picture")
    bool still = false;           ///< boxes lie on one picture and not on frames over time
};
/// Tells of a further kind, or anew of a known one. Threads: call it before others read.
void registerItemKind(const KindFacts &facts);
/// Words for people ("Picture"); the name of a kind that nobody told of.
Message displayName(ItemKind kind);
/// KindFacts::still; false for a kind that nobody told of.
bool isStill(ItemKind kind);

/// What a key or a grant is cut by (core/vault/FORMAT.md, section 3).
enum class Modality { Video, Audio, Image, Text, Meta, Identity };

QString toString(Modality modality);
std::optional<Modality> modalityFromString(QStringView text);

} // namespace redoubt
