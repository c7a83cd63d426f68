// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/ids.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <optional>

/// The audit chain of FORMAT.md section 8. It runs over sealed rows and needs no key, so that an
/// auditor can verify it without seeing the case. Pure functions.
namespace redoubt::vault {

/// h(0): where the chain of a vault begins.
QByteArray chainStart(const VaultId &vault);
/// h(n) from h(n-1), n and row n. Requires: previous has 32 bytes.
QByteArray chainNext(QByteArrayView previous, quint64 n, QByteArrayView row);
/// What row n is bound to, for Vault::sealRow() and openRow().
QByteArray rowContext(const VaultId &vault, quint64 n, QByteArrayView previous);

/// Merkle tree (RFC 6962, with BLAKE2b-256) that grows row by row; remembers log2(n) hashes.
class MerkleTree
{
public:
    void append(QByteArrayView row);
    quint64 size() const { return m_size; }
    QByteArray root() const;

private:
    QList<QByteArray> m_peaks; ///< roots of complete subtrees, largest first
    quint64 m_size = 0;
};

/// The hashes that, with the row itself, give the root: evidence that row @a index (from 0) is one
/// of @a rows. Empty for an index that does not exist.
QList<QByteArray> inclusionProof(const QList<QByteArray> &rows, qsizetype index);
bool verifyInclusion(QByteArrayView row, quint64 index, quint64 size,
                     const QList<QByteArray> &proof, QByteArrayView root);

/// The state of a chain at one moment, to be signed with Vault::sign().
struct Checkpoint
{
    VaultId vault;
    quint64 rows = 0;
    QByteArray chain;  ///< h(rows)
    QByteArray merkle; ///< root over the rows
    qint64 time = 0;   ///< microseconds since 1970, UTC

    /// The 100 bytes that are signed.
    QByteArray toBytes() const;
    static std::optional<Checkpoint> fromBytes(QByteArrayView bytes);
    bool operator==(const Checkpoint &) const = default;
};

} // namespace redoubt::vault
