// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/verify/outputs.h"

#include <QStringEncoder>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace redoubt;
using namespace redoubt::test;
using namespace redoubt::verify;

namespace {

Expectation expecting(ItemKind kind)
{
    Expectation expectation;
    expectation.kind = kind;
    expectation.withheld = secrets({u"Jane Roe"_s, u"123-45-6789"_s});
    return expectation;
}

} // namespace

class tst_VerifyText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void redactedTextIsClean()
    {
        const Verification result =
            verified("Patient [person_name 1], SSN [us_ssn 1].\n", expecting(ItemKind::Text));
        QCOMPARE(summary(result), QByteArray("clean"));
        QCOMPARE(toString(result.verdict), toString(Outcome::Clean));
    }

    void leftTextIsFoundInEveryEncoding_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QString text = u"Patientin: Jané  Roe.\n"_s;
        QStringEncoder little(QStringConverter::Utf16LE, QStringConverter::Flag::WriteBom);
        QStringEncoder big(QStringConverter::Utf16BE, QStringConverter::Flag::WriteBom);
        QStringEncoder bare(QStringConverter::Utf16LE);
        QTest::newRow("utf-8") << text.toUtf8();
        QTest::newRow("latin-1") << text.toLatin1();
        QTest::newRow("utf-16le marked") << QByteArray(little.encode(text));
        QTest::newRow("utf-16be marked") << QByteArray(big.encode(text));
        QTest::newRow("utf-16 bare") << QByteArray(bare.encode(text));
        QTest::newRow("number without dashes") << QByteArray("id,ssn\n1,123456789\n");
        QTest::newRow("base64") << QByteArray("blob=") + QByteArray("to Jane Roe").toBase64();
    }
    void leftTextIsFoundInEveryEncoding()
    {
        QFETCH(QByteArray, bytes);
        const Verification result = verified(bytes, expecting(ItemKind::Csv));
        QCOMPARE(toString(result.verdict), toString(Outcome::Leak));
        for (const Check &check : result.checks) {
            QVERIFY(!check.detail.contains(u"Roe"_s, Qt::CaseInsensitive));
            QVERIFY(!check.detail.contains(u"6789"_s));
        }
    }

    void textOnBordersOfPiecesIsFound()
    {
        for (int shift = -9; shift <= 1; ++shift) {
            QByteArray bytes(3 << 20, ' ');
            bytes.replace((1 << 20) + shift, 8, "Jane Roe");
            QCOMPARE(toString(verified(bytes, expecting(ItemKind::Text)).verdict),
                     toString(Outcome::Leak));
        }
    }

    void droppedTagsAreSearched()
    {
        Expectation expectation = expecting(ItemKind::Text);
        expectation.forbiddenTags = secrets({u"Canon EOS 5D serial 4711"_s});
        QCOMPARE(toString(verified("made with canon eos 5d serial 4711", expectation).verdict),
                 toString(Outcome::Leak));
        QCOMPARE(toString(verified("made with something", expectation).verdict),
                 toString(Outcome::Clean));
    }

    void kindsWithoutAnAttackAreNeverClean()
    {
        for (const ItemKind kind : {ItemKind::Unknown, ItemKind::Office, ItemKind::Mail,
                                    ItemKind::Dicom, ItemKind::Archive})
            QCOMPARE(toString(verified("nothing", expecting(kind)).verdict),
                     toString(Outcome::Incomplete));
        QCOMPARE(toString(verified("Jane Roe", expecting(ItemKind::Office)).verdict),
                 toString(Outcome::Leak));
    }

    void cancelledIsAnError()
    {
        std::stop_source stop;
        stop.request_stop();
        const auto result = verifyOutput(*memorySource("text"), expecting(ItemKind::Text), {},
                                         JobContext(stop.get_token()));
        QVERIFY(!result.has_value());
        QCOMPARE(result.error().kind(), ErrorKind::Cancelled);
    }

    void unreadableOutputIsAnError()
    {
        struct Broken : ByteSource
        {
            qint64 size() const override { return 100; }
            Result<qint64> readAt(qint64, std::span<char>) const override
            {
                return Error(ErrorKind::Io, "test");
            }
        };
        QVERIFY(!verifyOutput(Broken(), expecting(ItemKind::Text), {}, JobContext()).has_value());
    }
};

QTEST_GUILESS_MAIN(tst_VerifyText)
#include "tst_verifytext.moc"
