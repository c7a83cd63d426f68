// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text/jsonescapes.h"

#include <QRandomGenerator>
#include <QTest>

using namespace redoubt::text;
using namespace Qt::StringLiterals;

class tst_JsonEscapes : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void knowsJsonByItsFirstCharacter();
    void readsEveryEscape_data();
    void readsEveryEscape();
    void findsTheWayBack();
    void coversEveryUnitOnce();
};

void tst_JsonEscapes::knowsJsonByItsFirstCharacter()
{
    QVERIFY(looksLikeJson(u" \n{\"a\": 1}"));
    QVERIFY(looksLikeJson(u"[1, 2]"));
    QVERIFY(!looksLikeJson(u"Dear Ms Roe, {sic}"));
    QVERIFY(!looksLikeJson(u"  "));
    QVERIFY(!looksLikeJson(u""));
}

void tst_JsonEscapes::readsEveryEscape_data()
{
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << uR"("Jane Roe")"_s << u"\"Jane Roe\""_s;
    QTest::newRow("line end") << uR"(a\nJane\r\tRoe)"_s << u"a\nJane\n\tRoe"_s;
    QTest::newRow("itself") << uR"(\\n \/ \")"_s << u"\\n / \""_s;
    QTest::newRow("unit") << uR"(Jos\u00e9\u00C9)"_s << u"José\u00c9"_s;
    QTest::newRow("pair") << uR"(\ud83d\ude00!)"_s << u"\U0001F600!"_s;
    QTest::newRow("no hexadecimal") << uR"(\u12g4 \u-123 \u12)"_s << uR"(\u12g4 \u-123 \u12)"_s;
    QTest::newRow("no escape") << uR"(C:\Users\x)"_s << uR"(C:\Users\x)"_s;
    QTest::newRow("at the end") << uR"(a\)"_s << uR"(a\)"_s;
}

void tst_JsonEscapes::readsEveryEscape()
{
    QFETCH(QString, json);
    QFETCH(QString, text);
    QCOMPARE(UnescapedJson(json).text(), text);
}

void tst_JsonEscapes::findsTheWayBack()
{
    const QString json = uR"({"t":"\n\nJos\u00e9 Roe\n"})"_s;
    const UnescapedJson read(json);
    const qsizetype at = read.text().indexOf(u"José Roe"_s);
    const auto [begin, end] = read.toOriginal(at, at + 8);
    QCOMPARE(json.mid(begin, end - begin), uR"(Jos\u00e9 Roe)"_s);
    QCOMPARE(read.toOriginal(0, read.text().size()), std::pair(qsizetype(0), json.size()));
    QCOMPARE(read.toOriginal(at, at).first, read.toOriginal(at, at).second);
}

/// Whatever the text: the pieces of single units lie end to end and are all of it.
void tst_JsonEscapes::coversEveryUnitOnce()
{
    QRandomGenerator random(7);
    const QString alphabet = uR"(\\\nu00e9"ab )"_s;
    for (int round = 0; round < 2000; ++round) {
        QString json;
        for (int i = random.bounded(40); i > 0; --i)
            json += alphabet[random.bounded(int(alphabet.size()))];
        const UnescapedJson read(json);
        qsizetype at = 0;
        for (qsizetype i = 0; i < read.text().size(); ++i) {
            const auto [begin, end] = read.toOriginal(i, i + 1);
            QCOMPARE(begin, at);
            QVERIFY(end > begin);
            at = end;
        }
        QCOMPARE(at, json.size());
    }
}

QTEST_GUILESS_MAIN(tst_JsonEscapes)
#include "tst_jsonescapes.moc"
