// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/vault/chain.h"

#include <QTest>

using namespace redoubt;
using namespace redoubt::vault;

namespace {

QList<QByteArray> someRows(int count)
{
    QList<QByteArray> rows;
    for (int i = 0; i < count; ++i)
        rows.append("row " + QByteArray::number(i));
    return rows;
}

QByteArray rootOf(const QList<QByteArray> &rows)
{
    MerkleTree tree;
    for (const QByteArray &row : rows)
        tree.append(row);
    return tree.root();
}

QByteArray chainOf(const VaultId &vault, const QList<QByteArray> &rows)
{
    QByteArray h = chainStart(vault);
    for (qsizetype i = 0; i < rows.size(); ++i)
        h = chainNext(h, quint64(i + 1), rows[i]);
    return h;
}

} // namespace

class TestChain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void seesEveryChangeOfHistory()
    {
        const VaultId vault = VaultId::fromContent("v");
        const QList<QByteArray> rows = someRows(6);
        const QByteArray h = chainOf(vault, rows);
        QVERIFY(h != chainOf(VaultId::fromContent("w"), rows));
        QVERIFY(h != chainOf(vault, rows.first(5)));
        for (qsizetype i = 0; i < rows.size(); ++i) {
            QList<QByteArray> changed = rows;
            changed[i][0] = 'R';
            QVERIFY(chainOf(vault, changed) != h);
            changed = rows;
            changed.removeAt(i);
            QVERIFY(chainOf(vault, changed) != h);
            if (i > 0) {
                changed = rows;
                changed.swapItemsAt(i - 1, i);
                QVERIFY(chainOf(vault, changed) != h);
            }
        }
    }

    void bindsARowToItsPlace()
    {
        const VaultId vault = VaultId::fromContent("v");
        const QByteArray h = chainStart(vault);
        QVERIFY(rowContext(vault, 1, h) != rowContext(vault, 2, h));
        QVERIFY(rowContext(vault, 1, h) != rowContext(VaultId::fromContent("w"), 1, h));
        QVERIFY(rowContext(vault, 1, h) != rowContext(vault, 1, chainNext(h, 1, "x")));
    }

    void treeOfOneRowIsItsLeaf()
    {
        // Made with another implementation (Python hashlib).
        MerkleTree empty;
        QCOMPARE(empty.root().toHex(),
                 QByteArray("0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8"));
        QCOMPARE(rootOf(someRows(1)).toHex(),
                 QByteArray("54ed981bc5b59c36491698d99502e1e53adb49f2e531e2db58c1a6133a2f23f6"));
        QCOMPARE(rootOf(someRows(3)).toHex(),
                 QByteArray("907aa9dc05f47a266017e2a8d22d72a5c1540c75d7270b31d9551d0d4f9c4f0d"));
    }

    void provesEveryRowOfTreesOfManySizes()
    {
        for (int size = 1; size <= 20; ++size) {
            const QList<QByteArray> rows = someRows(size);
            const QByteArray root = rootOf(rows);
            for (int i = 0; i < size; ++i) {
                const QList<QByteArray> proof = inclusionProof(rows, i);
                QVERIFY(verifyInclusion(rows[i], quint64(i), quint64(size), proof, root));
                QVERIFY(!verifyInclusion("forged", quint64(i), quint64(size), proof, root));
                QVERIFY(!verifyInclusion(rows[i], quint64(size), quint64(size), proof, root));
                if (size > 1) {
                    QVERIFY(!verifyInclusion(rows[i], quint64((i + 1) % size), quint64(size), proof,
                                             root));
                    QVERIFY(
                        !verifyInclusion(rows[i], quint64(i), quint64(size), proof.mid(1), root));
                }
            }
        }
        QVERIFY(inclusionProof(someRows(3), 3).isEmpty());
        QVERIFY(inclusionProof(someRows(3), -1).isEmpty());
    }

    void readsBackItsCheckpoints()
    {
        Checkpoint point{VaultId::fromContent("v"), 42, QByteArray(32, 'c'), QByteArray(32, 'm'),
                         -5};
        const QByteArray bytes = point.toBytes();
        QCOMPARE(bytes.size(), 100);
        QVERIFY(Checkpoint::fromBytes(bytes) == point);
        for (qsizetype n = 0; n < bytes.size(); ++n)
            QVERIFY(!Checkpoint::fromBytes(bytes.first(n)));
        QVERIFY(!Checkpoint::fromBytes(bytes + '\0'));
        QVERIFY(!Checkpoint::fromBytes("X" + bytes.mid(1)));
    }
};

QTEST_GUILESS_MAIN(TestChain)
#include "tst_chain.moc"
