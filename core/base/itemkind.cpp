// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/itemkind.h"

#include "core/base/tr.h"

#include <array>

namespace redoubt {

namespace {

struct Row
{
    const char *name;
    const char *words;
};

constexpr std::array kKinds{
    Row{"video", QT_TRANSLATE_NOOP("redoubt::base", "Video")},
    Row{"audio", QT_TRANSLATE_NOOP("redoubt::base", "Audio")},
    Row{"image", QT_TRANSLATE_NOOP("redoubt::base", "Picture")},
    Row{"pdf", QT_TRANSLATE_NOOP("redoubt::base", "PDF")},
    Row{"text", QT_TRANSLATE_NOOP("redoubt::base", "Text")},
    Row{"csv", QT_TRANSLATE_NOOP("redoubt::base", "Table (CSV)")},
    Row{"office", QT_TRANSLATE_NOOP("redoubt::base", "Office document")},
    Row{"mail", QT_TRANSLATE_NOOP("redoubt::base", "Mail")},
    Row{"html", QT_TRANSLATE_NOOP("redoubt::base", "HTML")},
    Row{"json", QT_TRANSLATE_NOOP("redoubt::base", "JSON")},
    Row{"dicom", QT_TRANSLATE_NOOP("redoubt::base", "DICOM")},
    Row{"archive", QT_TRANSLATE_NOOP("redoubt::base", "Archive")},
    Row{"empty", QT_TRANSLATE_NOOP("redoubt::base", "Empty file")},
    Row{"unknown", QT_TRANSLATE_NOOP("redoubt::base", "Unknown kind")},
};
static_assert(kKinds.size() == size_t(ItemKind::Unknown) + 1);

constexpr std::array kModalities{"video", "audio", "image", "text", "meta", "identity"};

} // namespace

QString toString(ItemKind kind)
{
    return QString::fromLatin1(kKinds[size_t(kind)].name);
}

std::optional<ItemKind> itemKindFromString(QStringView text)
{
    for (size_t i = 0; i < kKinds.size(); ++i) {
        if (text == QLatin1StringView(kKinds[i].name))
            return ItemKind(i);
    }
    return std::nullopt;
}

QString displayName(ItemKind kind)
{
    return Tr::tr(kKinds[size_t(kind)].words);
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
