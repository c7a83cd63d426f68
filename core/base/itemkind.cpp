// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/itemkind.h"

#include "core/base/tr.h"

#include <algorithm>
#include <array>
#include <vector>

namespace redoubt {

namespace {

struct KindRow
{
    ItemKind kind;
    const char *words;
    bool still = false;
};

constexpr std::array kKinds{
    KindRow{ItemKind::Video, QT_TRANSLATE_NOOP("redoubt::base", "Video")},
    KindRow{ItemKind::Audio, QT_TRANSLATE_NOOP("redoubt::base", "Audio")},
    KindRow{ItemKind::Image, QT_TRANSLATE_NOOP("redoubt::base", "Picture"), true},
    KindRow{ItemKind::Pdf, QT_TRANSLATE_NOOP("redoubt::base", "PDF")},
    KindRow{ItemKind::Text, QT_TRANSLATE_NOOP("redoubt::base", "Text")},
    KindRow{ItemKind::Csv, QT_TRANSLATE_NOOP("redoubt::base", "Table (CSV)")},
    KindRow{ItemKind::Office, QT_TRANSLATE_NOOP("redoubt::base", "Office document")},
    KindRow{ItemKind::Mail, QT_TRANSLATE_NOOP("redoubt::base", "Mail")},
    KindRow{ItemKind::Html, QT_TRANSLATE_NOOP("redoubt::base", "HTML")},
    KindRow{ItemKind::Json, QT_TRANSLATE_NOOP("redoubt::base", "JSON")},
    KindRow{ItemKind::Dicom, QT_TRANSLATE_NOOP("redoubt::base", "DICOM")},
    KindRow{ItemKind::Archive, QT_TRANSLATE_NOOP("redoubt::base", "Archive")},
    KindRow{ItemKind::Empty, QT_TRANSLATE_NOOP("redoubt::base", "Empty file")},
    KindRow{ItemKind::Unknown, QT_TRANSLATE_NOOP("redoubt::base", "Unknown kind")},
};

std::vector<KindFacts> &furtherKinds()
{
    static std::vector<KindFacts> kinds;
    return kinds;
}

template <typename Rows>
auto rowOf(const Rows &rows, ItemKind kind) -> decltype(&*rows.begin())
{
    const auto it =
        std::find_if(rows.begin(), rows.end(), [kind](const auto &r) { return r.kind == kind; });
    return it == rows.end() ? nullptr : &*it;
}

constexpr std::array kModalities{"video", "audio", "image", "text", "meta", "identity"};

} // namespace

QString toString(ItemKind kind)
{
    return QString::fromLatin1(kind.name().data(), qsizetype(kind.name().size()));
}

std::optional<ItemKind> itemKindFromString(QStringView text)
{
    // What is no Latin letter becomes '?', which no name holds.
    const QByteArray bytes = text.first(std::min(text.size(), qsizetype(32))).toLatin1();
    const std::string_view name(bytes.constData(), size_t(bytes.size()));
    return ItemKind::isName(name) ? std::optional(ItemKind(name)) : std::nullopt;
}

void registerItemKind(const KindFacts &facts)
{
    auto &kinds = furtherKinds();
    std::erase_if(kinds, [&](const KindFacts &known) { return known.kind == facts.kind; });
    kinds.push_back(facts);
}

Message displayName(ItemKind kind)
{
    if (const KindFacts *further = rowOf(furtherKinds(), kind); further && further->words)
        return further->words();
    const KindRow *row = rowOf(kKinds, kind);
    return row ? Tr::tr(row->words) : Message::plain(toString(kind));
}

bool isStill(ItemKind kind)
{
    if (const KindFacts *further = rowOf(furtherKinds(), kind))
        return further->still;
    const KindRow *row = rowOf(kKinds, kind);
    return row && row->still;
}

QString toString(Modality modality)
{
    return QString::fromLatin1(kModalities[size_t(modality)]);
}

std::optional<Modality> modalityFromString(QStringView text)
{
    for (size_t i = 0; i < kModalities.size(); ++i) {
        if (text == QLatin1StringView(kModalities[i]))
            return Modality(i);
    }
    return std::nullopt;
}

} // namespace redoubt
