// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/vault/chain.h"

#include "core/base/fieldcodec.h"
#include "core/vault/primitives.h"

#include <algorithm>
#include <bit>

namespace redoubt::vault {

namespace {

constexpr char kRowMagic[] = "RVJ1";
constexpr char kCheckpointMagic[] = "RVC1";

QByteArray leaf(QByteArrayView row)
{
    return hash(LittleEndianWriter().u8(0).raw(row).result());
}

QByteArray node(QByteArrayView left, QByteArrayView right)
{
    return hash(LittleEndianWriter().u8(1).raw(left).raw(right).result());
}

/// The largest power of two below @a n. Requires: n > 1.
quint64 splitPoint(quint64 n)
{
    return std::bit_floor(n - 1);
}

QByteArray rootOf(const QList<QByteArray> &rows, qsizetype begin, qsizetype end)
{
    MerkleTree tree;
    for (qsizetype i = begin; i < end; ++i)
        tree.append(rows[i]);
    return tree.root();
}

} // namespace

QByteArray chainStart(const VaultId &vault)
{
    return hash(LittleEndianWriter().raw(kRowMagic).raw(vault.toBytes()).result());
}

QByteArray chainNext(QByteArrayView previous, quint64 n, QByteArrayView row)
{
    Q_ASSERT(previous.size() == kHashSize);
    return hash(LittleEndianWriter().raw(previous).u64(n).raw(row).result());
}

QByteArray rowContext(const VaultId &vault, quint64 n, QByteArrayView previous)
{
    return LittleEndianWriter().raw(kRowMagic).raw(vault.toBytes()).u64(n).raw(previous).result();
}

void MerkleTree::append(QByteArrayView row)
{
    QByteArray carry = leaf(row);
    // Every trailing one bit of the old size is a complete subtree that joins the new leaf.
    for (quint64 bits = m_size; bits & 1; bits >>= 1)
        carry = node(m_peaks.takeLast(), carry);
    m_peaks.append(carry);
    ++m_size;
}

QByteArray MerkleTree::root() const
{
    if (m_peaks.isEmpty())
        return hash({});
    QByteArray result = m_peaks.last();
    for (qsizetype i = m_peaks.size() - 2; i >= 0; --i)
        result = node(m_peaks[i], result);
    return result;
}

QList<QByteArray> inclusionProof(const QList<QByteArray> &rows, qsizetype index)
{
    QList<QByteArray> proof;
    if (index < 0 || index >= rows.size())
        return proof;
    qsizetype begin = 0;
    qsizetype end = rows.size();
    while (end - begin > 1) {
        const qsizetype middle = begin + qsizetype(splitPoint(quint64(end - begin)));
        if (index < middle) {
            proof.prepend(rootOf(rows, middle, end));
            end = middle;
        } else {
            proof.prepend(rootOf(rows, begin, middle));
            begin = middle;
        }
    }
    return proof;
}

bool verifyInclusion(QByteArrayView row, quint64 index, quint64 size,
                     const QList<QByteArray> &proof, QByteArrayView root)
{
    if (index >= size)
        return false;
    // The sides of the path from the root down; the proof runs from the leaf up.
    QList<bool> leftSide;
    for (quint64 at = index, n = size; n > 1;) {
        const quint64 middle = splitPoint(n);
        leftSide.prepend(at < middle);
        n = at < middle ? middle : n - middle;
        at = at < middle ? at : at - middle;
    }
    if (leftSide.size() != proof.size())
        return false;
    QByteArray running = leaf(row);
    for (qsizetype i = 0; i < proof.size(); ++i)
        running = leftSide[i] ? node(running, proof[i]) : node(proof[i], running);
    return running == root;
}

QByteArray Checkpoint::toBytes() const
{
    return LittleEndianWriter()
        .raw(kCheckpointMagic)
        .raw(vault.toBytes())
        .u64(rows)
        .raw(chain)
        .raw(merkle)
        .u64(quint64(time))
        .result();
}

std::optional<Checkpoint> Checkpoint::fromBytes(QByteArrayView bytes)
{
    LittleEndianReader reader(bytes);
    const bool known = reader.take(4) == QByteArrayView(kCheckpointMagic);
    const auto id = VaultId::fromBytes(reader.take(kIdSize));
    Checkpoint result;
    result.rows = reader.u64();
    result.chain = reader.take(kHashSize).toByteArray();
    result.merkle = reader.take(kHashSize).toByteArray();
    result.time = qint64(reader.u64());
    if (!known || !id || !reader.finished())
        return std::nullopt;
    result.vault = *id;
    return result;
}

} // namespace redoubt::vault
