// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/vault/itemlist.h"

#include "core/base/fieldcodec.h"
#include "core/vault/primitives.h"
#include "core/vault/tr.h"

#include <limits>

namespace redoubt::vault {

namespace {

constexpr char kItemListMagic[] = "RVL1";
constexpr quint16 kItemListVersion = 1;
constexpr size_t kMaximumItemName = 65535;

} // namespace

bool isSafeItemName(std::string_view name)
{
    if (name.empty() || name.size() > kMaximumItemName || name.find('\0') != std::string_view::npos)
        return false;
    while (true) {
        const size_t slash = name.find('/');
        const std::string_view part = name.substr(0, slash);
        if (part.empty() || part == "." || part == "..")
            return false;
        if (slash == std::string_view::npos)
            return true;
        name.remove_prefix(slash + 1);
    }
}

QByteArray serializeItems(const std::vector<PackedItem> &items)
{
    LittleEndianWriter writer;
    writer.raw(kItemListMagic).u16(kItemListVersion).u32(quint32(items.size()));
    for (const PackedItem &item : items) {
        const QByteArray kind = toString(item.kind).toLatin1();
        writer.u16(quint16(item.name.size()))
            .raw(item.name)
            .u8(quint8(kind.size()))
            .raw(kind)
            .u64(quint64(item.size))
            .raw(item.sha256)
            .raw(item.object.toBytes());
    }
    return writer.result();
}

Result<std::vector<PackedItem>> parseItems(QByteArrayView bytes)
{
    const Error damaged(ErrorKind::Damaged, "vault/items",
                        Tr::tr("The package's list of files is damaged."));
    LittleEndianReader reader(bytes);
    if (reader.take(4) != QByteArrayView(kItemListMagic) || reader.u16() != kItemListVersion)
        return damaged;
    const quint32 count = reader.u32();
    std::vector<PackedItem> items;
    for (quint32 i = 0; i < count; ++i) {
        PackedItem item;
        const quint16 nameSize = reader.u16();
        item.name = reader.take(nameSize).toByteArray().toStdString();
        const quint8 kindSize = reader.u8();
        // A kind of a later version is still an original that can be extracted.
        item.kind = itemKindFromString(QString::fromLatin1(reader.take(kindSize)))
                        .value_or(ItemKind::Unknown);
        const quint64 size = reader.u64();
        item.sha256 = reader.take(kHashSize).toByteArray();
        const auto object = ObjectId::fromBytes(reader.take(kIdSize));
        if (!reader.ok() || !object || !isSafeItemName(item.name) ||
            size > quint64(std::numeric_limits<qint64>::max()))
            return damaged;
        item.size = qint64(size);
        item.object = *object;
        items.push_back(std::move(item));
    }
    if (!reader.finished())
        return damaged;
    return items;
}

} // namespace redoubt::vault
