// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/document/heifboxes.h"

#include <QList>
#include <QtEndian>

namespace redoubt::document {

namespace {

constexpr int kMostBoxes = 10'000;

struct Box
{
    QByteArrayView type;
    QByteArrayView body;
};

quint32 big(QByteArrayView bytes, qint64 at, int count)
{
    if (at < 0 || at + count > bytes.size())
        return 0;
    quint32 value = 0;
    for (int i = 0; i < count; ++i)
        value = (value << 8) | uchar(bytes[qsizetype(at + i)]);
    return value;
}

QList<Box> boxesIn(QByteArrayView bytes)
{
    QList<Box> boxes;
    qint64 at = 0;
    while (at + 8 <= bytes.size() && boxes.size() < kMostBoxes) {
        qint64 header = 8;
        qint64 size = big(bytes, at, 4);
        if (size == 1) {
            header = 16;
            size = qint64(big(bytes, at + 8, 4) & 0x7fffffff) << 32 | big(bytes, at + 12, 4);
        } else if (size == 0) {
            size = bytes.size() - at;
        }
        // Cut off, it is still there: what lies in it counts.
        if (size < header)
            break;
        const qint64 end =
            std::min<qint64>(bytes.size(), size > bytes.size() ? bytes.size() : at + size);
        if (at + header > end)
            break;
        boxes.append({bytes.sliced(qsizetype(at + 4), 4),
                      bytes.sliced(qsizetype(at + header), qsizetype(end - at - header))});
        at = end;
    }
    return boxes;
}

QByteArrayView bodyOf(QByteArrayView bytes, const char *type)
{
    for (const Box &box : boxesIn(bytes)) {
        if (box.type == QByteArrayView(type))
            return box.body;
    }
    return {};
}

} // namespace

bool heifHasSequence(QByteArrayView file)
{
    const QList<Box> boxes = boxesIn(file);
    return std::any_of(boxes.begin(), boxes.end(),
                       [](const Box &box) { return box.type == QByteArrayView("moov"); });
}

bool heifTurnsItem(QByteArrayView file, quint32 item)
{
    const QByteArrayView meta = bodyOf(file, "meta");
    if (meta.size() < 4)
        return false;
    const QByteArrayView properties = bodyOf(meta.sliced(4), "iprp");
    const QList<Box> all = boxesIn(bodyOf(properties, "ipco"));
    for (const Box &box : boxesIn(properties)) {
        if (box.type != QByteArrayView("ipma") || box.body.size() < 8)
            continue;
        const bool wideItems = big(box.body, 0, 1) >= 1;
        const bool wideIndexes = (big(box.body, 3, 1) & 1) != 0;
        const quint32 entries = big(box.body, 4, 4);
        qint64 at = 8;
        for (quint32 i = 0; i < entries && at < box.body.size(); ++i) {
            const quint32 id = big(box.body, at, wideItems ? 4 : 2);
            at += wideItems ? 4 : 2;
            const quint32 count = big(box.body, at, 1);
            ++at;
            for (quint32 k = 0; k < count && at < box.body.size(); ++k) {
                const qint64 index =
                    big(box.body, at, wideIndexes ? 2 : 1) & (wideIndexes ? 0x7fff : 0x7f);
                at += wideIndexes ? 2 : 1;
                if (id != item || index < 1 || index > all.size())
                    continue;
                const QByteArrayView type = all[index - 1].type;
                if (type == QByteArrayView("irot") || type == QByteArrayView("imir"))
                    return true;
            }
        }
    }
    return false;
}

} // namespace redoubt::document
