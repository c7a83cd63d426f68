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
            QVERIFY(!check.detail.text().contains(u"Roe"_s, Qt::CaseInsensitive));
            QVERIFY(!check.detail.text().contains(u"6789"_s));
        }
    }

    void leftTextIsFoundInEveryForm_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("percent") << QByteArray("GET /?n=J%61ne%20R%6fe");
        QTest::newRow("percent twice") << QByteArray("GET /?n=J%2561ne%2520Roe");
        QTest::newRow("entities") << QByteArray("<p>J&#97;ne &#x52;oe</p>");
        QTest::newRow("accents by name") << QByteArray("J&aacute;n&eacute; Roe");
        QTest::newRow("backslash") << QByteArray("J\\u0061ne R\\x6fe");
        QTest::newRow("backslash twice") << QByteArray("J\\\\u0061ne Roe");
        QTest::newRow("quoted-printable") << QByteArray("the person is Ja=\nne Ro=65 =\nhere");
        QTest::newRow("tags") << QByteArray("J<b>an</b>e</td><td>R<i>oe");
        QTest::newRow("overrides") << QByteArray("Ja{\\i1}ne Ro{\\b0}e");
        QTest::newRow("two columns") << QByteArray("It was Jane      Nobody else\n"
                                                   "Roe who came     was there.\n");
        const QByteArray packed =
            QByteArray("A letter that is long enough for two lines, and in it Ja")
                .append("ne Roe is named, once and for all, by her own mother.")
                .toBase64();
        QTest::newRow("base64 over lines") << packed.left(72) + "\r\n" + packed.mid(72) + "\r\n";
        QTest::newRow("escapes in base64") << QByteArray("J%61ne R%6fe here").toBase64();
    }
    void leftTextIsFoundInEveryForm()
    {
        QFETCH(QByteArray, bytes);
        QCOMPARE(toString(verified(bytes, expecting(ItemKind::Text)).verdict),
                 toString(Outcome::Leak));
    }

    void leftTextIsFoundInOldEncodings_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("encoding");
        QTest::newRow("Shift_JIS")
            << QByteArray("x \x8E\x52\x93\x63\x91\xBE\x98\x59.") << u"Shift_JIS"_s;
        QTest::newRow("Shift_JIS, not said")
            << QByteArray("x \x8E\x52\x93\x63\x91\xBE\x98\x59.") << QString();
        QTest::newRow("ISO-2022-JP") << QByteArray("x \x1B$B;3EDB@O:\x1B(B.") << u"ISO-2022-JP"_s;
        QTest::newRow("KOI8-R") << QByteArray("\xE9\xF7\xE1\xEE\xEF\xF7, 5") << u"KOI8-R"_s;
        QTest::newRow("UTF-32") << QByteArray("J\0\0\0a\0\0\0n\0\0\0e\0\0\0 \0\0\0R\0\0\0o\0\0\0e"
                                              "\0\0\0",
                                              32)
                                << u"UTF-32LE"_s;
    }
    void leftTextIsFoundInOldEncodings()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, encoding);
        Expectation expectation = expecting(ItemKind::Text);
        expectation.withheld = secrets({u"山田太郎"_s, u"Иванов"_s, u"Jane Roe"_s});
        expectation.textEncoding = encoding;
        QCOMPARE(toString(verified(bytes, expectation).verdict), toString(Outcome::Leak));
    }

    void redactedFormsAreClean()
    {
        const QByteArray bytes = "GET /?n=[x 1]%20 &#64; {\\i1}[x 1]{\\i0} <b>[x 1]</b> a   b\n"
                                 "SGVsbG8gdGhlcmUsIHlvdSBhbGwh c     d\n";
        QCOMPARE(summary(verified(bytes, expecting(ItemKind::Text))), QByteArray("clean"));
        Expectation expectation = expecting(ItemKind::Text);
        expectation.textEncoding = u"Shift_JIS"_s;
        QCOMPARE(summary(verified("[x 1]\x82\xB3\x82\xF1", expectation)), QByteArray("clean"));
        // What is no text in the encoding that was said was not examined.
        expectation.textEncoding = u"EUC-JP"_s;
        QCOMPARE(toString(verified("\x82\xB3\xFF\x82\xF1\xFF\x81", expectation).verdict),
                 toString(Outcome::Incomplete));
    }

    void shortTextsAreFoundAtTheirPlacesOnly()
    {
        Expectation expectation = expecting(ItemKind::Csv);
        expectation.withheld = secrets({u"NY"_s, u"Li"_s, u"Page"_s, u"person"_s});
        expectation.replacements = {u"[person_name 1]"_s, u"[location 1]"_s};
        const auto place = [](const QString &before, const QString &text, const QString &after) {
            return AnchoredText{SensitiveText(before), SensitiveText(text), SensitiveText(after)};
        };
        expectation.anchored = {place(u"1,Mr "_s, u"Li"_s, u","_s),
                                place(u","_s, u"NY"_s, u"\nNY state, page 2\n"_s)};
        const QByteArray good = "1,Mr [person_name 1],[location 1]\nNY state, page 2\n2,Li,NY\n";
        expectation.redactedText = SensitiveText(QString::fromUtf8(good));
        const Verification clean = verified(good, expectation);
        QCOMPARE(summary(clean), QByteArray("clean"));
        QVERIFY(checkNamed(clean, u"text"_s).detail.text().contains(u"4 of 4"_s));
        for (const QByteArray &bad :
             {QByteArray(good).replace("[person_name 1]", "Li"),
              QByteArray(good).replace("[location 1]", "NY"),
              // At its place, although the same text is gone where it was to stay.
              QByteArray(good).replace("[location 1]", "NY").replace("2,Li,NY", "2,Li,")}) {
            const Verification result = verified(bad, expectation);
            QCOMPARE(toString(checkNamed(result, u"text"_s).outcome), toString(Outcome::Leak));
            QVERIFY(!summary(result).contains("Li"));
        }
        // The whole file is the short text.
        expectation.anchored = {place({}, u"12"_s, {})};
        expectation.redactedText = SensitiveText(u"[age 12]"_s);
        QCOMPARE(summary(verified("[age 12]", expectation)), QByteArray("clean"));
        expectation.redactedText = SensitiveText(u"[age 1]"_s);
        QCOMPARE(toString(verified("12", expectation).verdict), toString(Outcome::Leak));
    }

    void labelsOfTheWriterAreNoLeak()
    {
        Expectation expectation = expecting(ItemKind::Text);
        expectation.withheld = secrets({u"email address"_s, u"Persons Name"_s});
        expectation.replacements = {u"[email_address 1]"_s, u"[email_address 2]"_s};
        QCOMPARE(summary(verified("wrote to [email_address 17].", expectation)),
                 QByteArray("clean"));
        QCOMPARE(toString(verified("wrote to her e-mail address", expectation).verdict),
                 toString(Outcome::Leak));
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
