// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/verify/search/secretsearch.h"

#include "core/verify/search/telling.h"

#include <QStringEncoder>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace redoubt;
using namespace redoubt::verify;

namespace {

bool inText(const QString &needle, const QString &text)
{
    Found found;
    SecretSearch({SensitiveText(needle)}, {.shortToo = true}).searchText(text, found);
    return !found.empty();
}

bool inBytes(const QString &needle, const QByteArray &bytes)
{
    Found found;
    SecretSearch({SensitiveText(needle)}).searchBytes(bytes, found);
    return !found.empty();
}

QByteArray noise(int size, quint32 seed)
{
    QByteArray bytes(size, Qt::Uninitialized);
    for (char &c : bytes) {
        seed = seed * 1664525U + 1013904223U;
        c = char(seed >> 24);
    }
    return bytes;
}

} // namespace

class tst_SecretSearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsSpellingsInText_data()
    {
        QTest::addColumn<QString>("needle");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("expected");
        QTest::newRow("plain") << u"Jane Roe"_s << u"met Jane Roe today"_s << true;
        QTest::newRow("case") << u"Jane Roe"_s << u"JANE ROE"_s << true;
        QTest::newRow("diacritics in text") << u"Jose Muller"_s << u"José Müller"_s << true;
        QTest::newRow("diacritics in needle") << u"José Müller"_s << u"Jose Muller"_s << true;
        QTest::newRow("two lines") << u"Jane Roe"_s << u"Jane\n   Roe"_s << true;
        QTest::newRow("no space") << u"Jane Roe"_s << u"janeroe@example.org"_s << true;
        QTest::newRow("letter by letter") << u"Jane Roe"_s << u"J a n e  R o e"_s << true;
        QTest::newRow("soft hyphen") << u"Jane Roe"_s << u"Ja\u00adne R\u200boe"_s << true;
        QTest::newRow("full width") << u"Jane Roe"_s << u"Ｊａｎｅ Ｒｏｅ"_s << true;
        QTest::newRow("ligature") << u"Griffin Offley"_s << u"Griﬃn Oﬀley"_s << true;
        QTest::newRow("emoji before") << u"Jane Roe"_s << u"😀😀 Jane Roe"_s << true;
        QTest::newRow("emoji before, squeezed") << u"Jane Roe"_s << u"😀😀 Jane-Roe"_s << true;
        QTest::newRow("other dashes") << u"123-45-6789"_s << u"123–45–6789"_s << true;
        QTest::newRow("no dashes") << u"123-45-6789"_s << u"no 123456789."_s << true;
        QTest::newRow("arabic digits") << u"123-45-6789"_s << u"١٢٣-٤٥-٦٧٨٩"_s << true;
        QTest::newRow("inside longer number") << u"123-45-6789"_s << u"91234567890"_s << false;
        QTest::newRow("columns of numbers") << u"555 0143"_s << u"1 155 50 1437"_s << false;
        QTest::newRow("short name alone") << u"Ann"_s << u"for Ann, who"_s << true;
        QTest::newRow("short name in word") << u"Ann"_s << u"annual"_s << false;
        QTest::newRow("surname in longer one") << u"Martin"_s << u"Martinez"_s << false;
        QTest::newRow("surname with digits") << u"Martin"_s << u"martin99"_s << true;
        QTest::newRow("two letters alone") << u"Li"_s << u"Mr Li went"_s << true;
        QTest::newRow("two letters in word") << u"Li"_s << u"line list"_s << false;
        QTest::newRow("chinese") << u"张伟"_s << u"患者张伟来院"_s << true;
        QTest::newRow("chinese absent") << u"张伟"_s << u"患者李伟来院"_s << false;
        QTest::newRow("latin beside chinese") << u"Lee"_s << u"患者Lee来院"_s << true;
        QTest::newRow("cyrillic case") << u"Иванова Анна"_s << u"ИВАНОВА АННА"_s << true;
        QTest::newRow("absent") << u"Jane Roe"_s << u"John Doe"_s << false;
        QTest::newRow("empty text") << u"Jane Roe"_s << QString() << false;
    }
    void findsSpellingsInText()
    {
        QFETCH(QString, needle);
        QFETCH(QString, text);
        QFETCH(bool, expected);
        QCOMPARE(inText(needle, text), expected);
    }

    void findsSpellingsInBytes_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QString name = u"Jane Roeström"_s;
        const QByteArray utf8 = name.toUtf8();
        QStringEncoder little(QStringConverter::Utf16LE);
        QStringEncoder big(QStringConverter::Utf16BE);
        const QByteArray le = little.encode(name);
        const QByteArray be = big.encode(name);
        QTest::newRow("utf-8") << utf8;
        QTest::newRow("upper") << name.toUpper().toUtf8();
        QTest::newRow("latin-1") << name.toLatin1();
        QTest::newRow("folded") << QByteArray("jane roestrom");
        QTest::newRow("joined") << QByteArray("x=JaneRoestrom;");
        QTest::newRow("utf-16le") << le;
        QTest::newRow("utf-16be") << be;
        QTest::newRow("hex") << utf8.toHex();
        QTest::newRow("hex upper") << utf8.toHex().toUpper();
        QTest::newRow("hex of utf-16") << be.toHex();
        QTest::newRow("base64") << utf8.toBase64();
        QTest::newRow("base64 of utf-16") << le.toBase64();
        QTest::newRow("percent") << utf8.toPercentEncoding();
        QTest::newRow("percent lower") << utf8.toPercentEncoding().toLower();
        QTest::newRow("escapes") << QByteArray("Jane Roestr\\u00f6m");
    }
    void findsSpellingsInBytes()
    {
        QFETCH(QByteArray, bytes);
        const QByteArray hay = noise(50'000, 7) + bytes + noise(50'000, 8);
        QVERIFY(inBytes(u"Jane Roeström"_s, hay));
        QVERIFY(!inBytes(u"John Doeström"_s, hay));
    }

    void findsBase64AtEveryAlignmentAndBesideAnything()
    {
        for (int lead = 0; lead < 9; ++lead) {
            for (int trail = 0; trail < 4; ++trail) {
                const QByteArray coded =
                    (QByteArray(lead, 'x') + "Jane Roe" + QByteArray(trail, 'y')).toBase64();
                QVERIFY2(inBytes(u"Jane Roe"_s, coded), coded.constData());
            }
        }
    }

    void randomBytesGiveNoAlarm()
    {
        QList<SensitiveText> names;
        for (const char *name : {"Roe", "Ann", "Li", "Jane", "Smith", "O'Hara", "12345"})
            names.append(SensitiveText(QString::fromLatin1(name)));
        const SecretSearch search(names, {.shortToo = true});
        Found found;
        search.searchBytes(noise(8 << 20, 99), found);
        QVERIFY(found.empty());
        QVERIFY(search.tooShortForBytes(8 << 20) >= 3);
        QCOMPARE(SecretSearch({SensitiveText(u"Jane Roe"_s)}).tooShortForBytes(qint64(1) << 40), 0);
    }

    void hitsOnBordersOfBlocksAreFound()
    {
        const SecretSearch search({SensitiveText(u"Jane Roe"_s)});
        for (const qint64 shift : {-12, -8, -4, -1, 0, 1}) {
            QByteArray bytes(9 << 20, '.');
            bytes.replace((4 << 20) + shift, 8, "Jane Roe");
            Found found;
            QVERIFY(search.searchSource(*memorySource(bytes), JobContext(), found).has_value());
            QCOMPARE(found.size(), std::size_t(1));
        }
    }

    void aWordCutByABlockIsNoWholeWord()
    {
        const SecretSearch search({SensitiveText(u"Caroline"_s)});
        QByteArray bytes(9 << 20, '.');
        bytes.replace((4 << 20) - 8, 12, "Carolineangel");
        Found found;
        QVERIFY(search.searchSource(*memorySource(bytes), JobContext(), found).has_value());
        QVERIFY(found.empty());
    }

    void stopsWhenAsked()
    {
        std::stop_source stop;
        stop.request_stop();
        Found found;
        const SecretSearch search({SensitiveText(u"Jane Roe"_s)});
        const auto result =
            search.searchSource(*memorySource("Jane Roe"), JobContext(stop.get_token()), found);
        QVERIFY(!result.has_value());
        QCOMPARE(result.error().kind(), ErrorKind::Cancelled);
    }

    void foldingAsciiQuicklyIsTheSame()
    {
        quint32 seed = 3;
        for (int round = 0; round < 300; ++round) {
            QString ascii;
            for (int i = 0; i < 40; ++i) {
                seed = seed * 1664525U + 1013904223U;
                ascii.append(QChar(ushort((seed >> 20) & 0x7f)));
            }
            // One letter beyond ASCII sends the same text the long way.
            QCOMPARE(foldedForSearch(QString(ascii + u"\u00e9"_s)).chopped(1),
                     foldedForSearch(QString(ascii + u"e"_s)).chopped(1));
        }
    }

    void tellsShortAndCommonStringsFromTellingOnes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("telling");
        for (const auto &text : {u"Page"_s, u"Mr Li"_s, u"12"_s, u"NY"_s, u"1985"_s, u"0001"_s,
                                 u"Young"_s, u"CONTENTS"_s, u"Title"_s, u"Iris"_s, u"李"_s,
                                 u"キム"_s, u"이"_s, u"May 5"_s, u"Ann"_s, u"¡ñ!"_s, u"--"_s})
            QTest::newRow(qPrintable(text)) << text << false;
        for (const auto &text : {u"Smith"_s, u"Jane Roe"_s, u"10115"_s, u"123-45-6789"_s, u"张伟"_s,
                                 u"김민수"_s, u"Ελένη"_s, u"Иван"_s + u"ова"_s, u"yamada"_s,
                                 u"タナカ"_s, u"Young Lane"_s, u"j.li@x.org"_s, u"AB1234"_s})
            QTest::newRow(qPrintable(text)) << text << true;
    }
    void tellsShortAndCommonStringsFromTellingOnes()
    {
        QFETCH(QString, text);
        QFETCH(bool, telling);
        QCOMPARE(isTelling(text), telling);
    }

    void leavesShortAndCommonStringsToTheirPlaces()
    {
        const SecretSearch search({SensitiveText(u"Page"_s), SensitiveText(u"Young"_s),
                                   SensitiveText(u"1985"_s), SensitiveText(u"Jane Roe"_s)});
        QCOMPARE(search.atPlaces(), 3);
        Found found;
        search.searchText(u"Page 12 of 1985, young and old"_s, found);
        search.searchBytes("/Type /Page 1985 young", found);
        QVERIFY(found.empty());
        search.searchText(u"by jane roe"_s, found);
        QCOMPARE(found, Found{3});
    }

    void whatTheFormatSaysIsNoHit()
    {
        const SearchScope scope{{u"/Helvetica"_s, u"[email_address"_s, u"(b)(6)"_s}};
        const SecretSearch search({SensitiveText(u"Helvetica"_s), SensitiveText(u"address"_s),
                                   SensitiveText(u"email address"_s)},
                                  scope);
        const auto hits = [&](const QByteArray &bytes) {
            Found found;
            search.searchText(QString::fromUtf8(bytes), found);
            const std::size_t inText = found.size();
            found.clear();
            search.searchBytes(bytes, found);
            return std::pair(inText, found.size());
        };
        using Hits = std::pair<std::size_t, std::size_t>;
        QCOMPARE(hits("<< /BaseFont /Helvetica /Size 9 >> [email_address 12] wrote"), Hits(0, 0));
        QCOMPARE(hits("/Helvetica"), Hits(0, 0));
        QCOMPARE(hits("<< /BaseFont /HelveticaRoe >>"), Hits(0, 0)); // another word
        QCOMPARE(hits("<< /BaseFont /Helvetica-Roe >>"), Hits(1, 1));
        QCOMPARE(hits("(Helvetica) Tj"), Hits(1, 1));
        QCOMPARE(hits("her email address"), Hits(1, 1));
        QCOMPARE(hits("/Helvetica (Ms Helvetica)"), Hits(1, 1));
    }

    void whatTheFormatSaysIsNoHitOnBordersOfBlocks()
    {
        const SecretSearch search({SensitiveText(u"Helvetica"_s)}, {{u"/Helvetica"_s}});
        for (qint64 shift = -24; shift <= 4; ++shift) {
            for (const bool format : {true, false}) {
                QByteArray bytes(9 << 20, '.');
                bytes.replace((4 << 20) + shift, 11, format ? "/Helvetica " : " Helvetica ");
                Found found;
                QVERIFY(search.searchSource(*memorySource(bytes), JobContext(), found).has_value());
                QCOMPARE(found.empty(), format);
            }
        }
    }

    void digitsInTextAreNoSurprise()
    {
        const QByteArray table = "0000010001 00000 n \n<< /Length 10115 >>";
        for (const bool textual : {true, false}) {
            SearchScope scope;
            scope.textual = textual;
            Found found;
            SecretSearch({SensitiveText(u"10115"_s)}, scope).searchBytes(table, found);
            QCOMPARE(found.empty(), textual);
        }
    }

    void oddStringsAreCountedNotSearched()
    {
        const SecretSearch search({SensitiveText(), SensitiveText(u"--"_s), SensitiveText(u"x"_s),
                                   SensitiveText(u"Jane Roe"_s)});
        QCOMPARE(search.unsearchable(), 3);
        Found found;
        search.searchText(u"-- x"_s, found);
        QVERIFY(found.empty());
    }
};

QTEST_GUILESS_MAIN(tst_SecretSearch)
#include "tst_secretsearch.moc"
