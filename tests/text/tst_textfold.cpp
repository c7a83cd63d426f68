// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text/textfold.h"
#include "core/text/textscanner.h"

#include <QRandomGenerator>
#include <QtTest>

using namespace redoubt::text;
using namespace Qt::StringLiterals;

using Spans = std::vector<std::pair<qsizetype, qsizetype>>;

class tst_textfold : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void normalises_data();
    void normalises();
    void comparesAlike_data();
    void comparesAlike();
    void givesTheSameKeyByBothWays();
    void mapsBackOverEverySpan_data();
    void mapsBackOverEverySpan();
    void keepsMarksWithTheirLetter();
    void findsTerms_data();
    void findsTerms();
    void findsOverlappingTerms();
    void findsNothingForAnEmptyTerm();
    void findsExactPlaces();
};

void tst_textfold::normalises_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("plain") << u"Ab 1\tc"_s << u"Ab 1\tc"_s;
    QTest::newRow("full width") << u"１２３－４５：Ａ"_s << u"123-45:A"_s;
    QTest::newRow("arabic-indic digits") << u"\u0661\u0662\u06f3"_s << u"123"_s;
    QTest::newRow("mathematical digits") << u"\U0001D7D8\U0001D7D9"_s << u"01"_s;
    QTest::newRow("spaces") << u"a\u00a0b\u2009c\u3000d"_s << u"a b c d"_s;
    QTest::newRow("invisible") << u"a\u00adb\u200bc\u2060d\ufeffe"_s << u"abcde"_s;
    QTest::newRow("ligature") << u"o\ufb03ce"_s << u"office"_s;
    QTest::newRow("quotes") << u"\u2018a\u2019 \u201cb\u201d"_s << u"'a' \"b\""_s;
    QTest::newRow("dashes") << u"1\u20112\u20133\u2212"_s << u"1-2-3-"_s;
    QTest::newRow("line ends") << u"a\r\nb\rc\u2028d\n"_s << u"a\nb\nc\nd\n"_s;
    QTest::newRow("keeps accents") << u"José Ǩ"_s << u"José Ǩ"_s;
    QTest::newRow("keeps footnote digits apart") << u"1234²"_s << u"1234²"_s;
    QTest::newRow("lone surrogate") << QString(QChar(0xd800)) + u'x' << u"\ufffdx"_s;
    QTest::newRow("emoji") << u"\U0001F600a"_s << u"\U0001F600a"_s;
}

void tst_textfold::normalises()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QCOMPARE(foldText(text, Fold::Normalise).text(), expected);
}

void tst_textfold::comparesAlike_data()
{
    QTest::addColumn<QString>("a");
    QTest::addColumn<QString>("b");
    QTest::newRow("case") << u"JANE Roe"_s << u"jane roe"_s;
    QTest::newRow("composed") << u"José"_s << u"JOSE"_s;
    QTest::newRow("decomposed") << u"Jose\u0301"_s << u"jose"_s;
    QTest::newRow("letters") << u"Łukasz Øster Straße Æsir"_s << u"lukasz oster strasse aesir"_s;
    QTest::newRow("Vietnamese") << u"Nguyễn"_s << u"nguyen"_s;
    QTest::newRow("look-alikes") << u"J\u0435ssi\u0441\u0430"_s << u"jessica"_s;
    QTest::newRow("space") << u"jane \t\r\n  roe"_s << u"jane roe"_s;
    QTest::newRow("wrapped Han") << u"王\n芳"_s << u"王芳"_s;
    QTest::newRow("Hebrew points")
        << u"\u05d3\u05b8\u05d5\u05b4\u05d3"_s << u"\u05d3\u05d5\u05d3"_s;
}

void tst_textfold::comparesAlike()
{
    QFETCH(QString, a);
    QFETCH(QString, b);
    QCOMPARE(foldKey(a), foldKey(b));
}

void tst_textfold::givesTheSameKeyByBothWays()
{
    QRandomGenerator random(7);
    for (int round = 0; round < 2000; ++round) {
        QString text;
        const int size = random.bounded(12);
        for (int i = 0; i < size; ++i)
            text += QChar(char16_t(random.bounded(0x80)));
        QCOMPARE(foldKey(text), foldText(text, Fold::Compare).text());
        text += u"\u00e9 X"_s;
        QCOMPARE(foldKey(text), foldText(text, Fold::Compare).text());
    }
}

void tst_textfold::mapsBackOverEverySpan_data()
{
    QTest::addColumn<int>("how");
    QTest::newRow("normalise") << int(Fold::Normalise);
    QTest::newRow("compare") << int(Fold::Compare);
    QTest::newRow("unhyphenated") << int(Fold::CompareUnhyphenated);
}

void tst_textfold::mapsBackOverEverySpan()
{
    QFETCH(int, how);
    const QStringList parts{u"a"_s,
                            u"Z"_s,
                            u" "_s,
                            u"\r\n"_s,
                            u"\n"_s,
                            u"\u00ad"_s,
                            u"\u200b"_s,
                            u"\ufb03"_s,
                            u"e\u0301"_s,
                            u"\u0301"_s,
                            u"ß"_s,
                            u"１"_s,
                            u"\U0001D7D8"_s,
                            u"\U0001F600"_s,
                            u"王"_s,
                            u"-"_s,
                            u"\u05d0"_s,
                            u"\ufeff"_s,
                            QString(QChar(0xdc00)),
                            u"ş"_s};
    QRandomGenerator random(4711);
    for (int round = 0; round < 400; ++round) {
        QString text;
        const int size = random.bounded(1, 24);
        for (int i = 0; i < size; ++i)
            text += parts[random.bounded(int(parts.size()))];
        const FoldedText folded = foldText(text, Fold(how));
        QCOMPARE(folded.originalSize(), text.size());
        const qsizetype length = folded.text().size();
        for (qsizetype begin = 0; begin < text.size(); ++begin) {
            for (qsizetype end = begin + 1; end <= text.size(); ++end) {
                const TextSpan inner = folded.fromOriginal(begin, end);
                QVERIFY(0 <= inner.first && inner.first <= inner.second && inner.second <= length);
                if (length == 0)
                    continue;
                const TextSpan outer = folded.toOriginal(inner.first, inner.second);
                QVERIFY2(outer.first <= begin && outer.second >= end,
                         qPrintable(u"%1 [%2, %3)"_s.arg(text).arg(begin).arg(end)));
            }
        }
        // Neighbouring units never change places.
        qsizetype last = 0;
        for (qsizetype at = 0; at < length; ++at) {
            const TextSpan unit = folded.toOriginal(at, at + 1);
            QVERIFY(unit.first < unit.second && unit.first >= 0 && unit.second <= text.size());
            QVERIFY(unit.first >= last || at == 0);
            last = at == 0 ? 0 : unit.first;
        }
    }
}

void tst_textfold::keepsMarksWithTheirLetter()
{
    const QString text = u"xe\u0301\u0323y"_s;
    const FoldedText folded = foldText(text, Fold::Compare);
    QCOMPARE(folded.text(), u"xey"_s);
    QCOMPARE(folded.toOriginal(1, 2), TextSpan(1, 4));
    QCOMPARE(folded.toOriginal(0, 1), TextSpan(0, 1));
}

void tst_textfold::findsTerms_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("term");
    QTest::addColumn<int>("count");
    QTest::newRow("case") << u"jane ROE and Jane Roe"_s << u"Jane Roe"_s << 2;
    QTest::newRow("accents in the text") << u"Señor José Núñez"_s << u"jose nunez"_s << 1;
    QTest::newRow("accents in the term") << u"Jose Nunez"_s << u"José Núñez"_s << 1;
    QTest::newRow("line break") << u"Jane\r\n   Roe"_s << u"Jane Roe"_s << 1;
    QTest::newRow("hyphenated") << u"Mr. Rich-\nardson left"_s << u"Richardson"_s << 1;
    QTest::newRow("broken at its own hyphen") << u"Smith-\nJones"_s << u"Smith-Jones"_s << 1;
    QTest::newRow("soft hyphen") << u"Rich\u00adardson"_s << u"richardson"_s << 1;
    QTest::newRow("zero width") << u"J\u200bane R\ufeffoe"_s << u"Jane Roe"_s << 1;
    QTest::newRow("no-break space") << u"Jane\u00a0Roe"_s << u"Jane  Roe"_s << 1;
    QTest::newRow("inside a word") << u"Hannah"_s << u"anna"_s << 1;
    QTest::newRow("right to left") << u"שלום דוד כהן"_s << u"דוד  כהן"_s << 1;
    QTest::newRow("Han over a line end") << u"患者王\n小芳。"_s << u"王小芳"_s << 1;
    QTest::newRow("absent") << u"Jane Roe"_s << u"John Doe"_s << 0;
    QTest::newRow("longer than the text") << u"J"_s << u"Jane"_s << 0;
    QTest::newRow("full width") << u"ＪＡＮＥ"_s << u"jane"_s << 1;
}

void tst_textfold::findsTerms()
{
    QFETCH(QString, text);
    QFETCH(QString, term);
    QFETCH(int, count);
    const Spans found = findTerm(text, term);
    QCOMPARE(int(found.size()), count);
}

void tst_textfold::findsOverlappingTerms()
{
    QCOMPARE(findTerm(u"aaa", u"aa"), (Spans{{0, 2}, {1, 3}}));
}

void tst_textfold::findsNothingForAnEmptyTerm()
{
    QVERIFY(findTerm(u"text", u"").empty());
    QVERIFY(findTerm(u"text", u" \u200b\n").empty());
    QVERIFY(findTerm(u"", u"a").empty());
}

void tst_textfold::findsExactPlaces()
{
    const QString text = u"\U0001F600 Jose\u0301\r\nNúñez."_s;
    const Spans found = findTerm(text, u"josé núñez");
    QCOMPARE(found.size(), 1u);
    QCOMPARE(text.mid(found[0].first, found[0].second - found[0].first), u"Jose\u0301\r\nNúñez"_s);
}

QTEST_GUILESS_MAIN(tst_textfold)
#include "tst_textfold.moc"
