// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/secretbytes.h"

#include <QTest>

#include <type_traits>

using namespace redoubt;

static_assert(!std::is_copy_constructible_v<SecretBytes>, "a copy of a key is spelled clone()");
static_assert(!std::is_copy_assignable_v<SecretBytes>);
static_assert(std::is_nothrow_move_constructible_v<SecretBytes>);

class TestSecretBytes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startsWithZeros()
    {
        QVERIFY(initSecrets());
        QVERIFY(initSecrets());
        const SecretBytes bytes(64);
        QCOMPARE(bytes.view(), QByteArrayView(QByteArray(64, '\0')));
        QVERIFY(SecretBytes().isEmpty());
        QVERIFY(SecretBytes(0).isEmpty());
        QVERIFY(SecretBytes::copyOf({}).isEmpty());
        QVERIFY(SecretBytes::random(0).isEmpty());
    }

    void movingEmptiesTheSource()
    {
        SecretBytes first = SecretBytes::copyOf("passphrase");
        SecretBytes second = std::move(first);
        QVERIFY(first.isEmpty()); // NOLINT: what a move leaves is what is tested
        QVERIFY(!first.data());
        QCOMPARE(second.view(), QByteArrayView("passphrase"));
        SecretBytes third(5);
        third = std::move(second);
        QCOMPARE(third.view(), QByteArrayView("passphrase"));
        QVERIFY(second.isEmpty());
        SecretBytes &same = third;
        third = std::move(same);
        QCOMPARE(third.view(), QByteArrayView("passphrase"));
    }

    void clonesAreSeparate()
    {
        const SecretBytes first = SecretBytes::copyOf("abc");
        SecretBytes second = first.clone();
        QVERIFY(first.equals(second));
        second.data()[0] = 'x';
        QVERIFY(!first.equals(second));
        QCOMPARE(first.view(), QByteArrayView("abc"));
        QVERIFY(SecretBytes().clone().isEmpty());
    }

    void comparesLengthAndEveryByte()
    {
        const SecretBytes key = SecretBytes::random(32);
        for (int i = 0; i < 32; ++i) {
            SecretBytes other = key.clone();
            QVERIFY(key.equals(other));
            other.data()[i] ^= 1;
            QVERIFY(!key.equals(other));
        }
        QVERIFY(!key.equals(SecretBytes::copyOf(key.view().first(31))));
        QVERIFY(SecretBytes().equals(SecretBytes()));
        QVERIFY(!SecretBytes().equals(key));
    }

    void randomKeysDiffer() { QVERIFY(!SecretBytes::random(32).equals(SecretBytes::random(32))); }

    void wipesWhatItIsGiven()
    {
        QByteArray bytes("secret");
        wipe(std::span<char>(bytes.data(), size_t(bytes.size())));
        QCOMPARE(bytes, QByteArray(6, '\0'));
        wipe({});
    }
};

QTEST_GUILESS_MAIN(TestSecretBytes)
#include "tst_secretbytes.moc"
