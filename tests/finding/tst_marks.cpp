// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/finding/decision.h"

#include <QTest>

using namespace redoubt;
using namespace Qt::StringLiterals;

class TestMarks : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsEveryFormOfTheContract();
    void readsTypeVerdictEffectAndReasons();
    void skipsAByteOrderMark();
    void refuses_data();
    void refuses();
    void namesTheMarkAndTheField();
    void survivesEveryCutOfAFile();
};

namespace {

constexpr char kContract[] = R"j({"marks":[
{"file":"t01.pdf","term":"Jane Roe"},
{"file":"p.pdf","page":0,"rect":[1,2.5,30,4],"reason":"(b)(6)"
},
{"file":"v.mp4","stream":0,"begin":1.0,"end":2.0,"rect":[0,0,8,8],"effect":"fill"},
{"file":"a.wav","begin":1.0,"end":2.0,"effect":"bleep"},
{"file":"n.txt","range":[10,22]},
{"file":"i.jpg","field":"Exif.GPSInfo"}]
})j";

QByteArray one(const char *fields)
{
    return QByteArray("{\"marks\":[{") + fields + "}]}";
}

} // namespace

void TestMarks::readsEveryFormOfTheContract()
{
    const auto marks = parseMarks(kContract);
    QVERIFY(marks);
    QCOMPARE(marks->size(), 6);
    QCOMPARE(marks->at(0).term, std::optional(u"Jane Roe"_s));
    QCOMPARE(marks->at(1).page, std::optional(0));
    QVERIFY((marks->at(1).rect == PageRect{1, 2.5, 30, 4}));
    QCOMPARE(marks->at(1).reasons, QStringList{u"(b)(6)"_s});
    QCOMPARE(marks->at(2).stream, std::optional(0));
    QCOMPARE(marks->at(2).end, std::optional(2.0));
    QVERIFY(marks->at(2).effect == Effect::Fill);
    QVERIFY(marks->at(3).effect == Effect::Bleep);
    QVERIFY(!marks->at(3).stream);
    QVERIFY((marks->at(4).codePoints == TextRange{10, 22}));
    QCOMPARE(marks->at(5).field, std::optional(u"Exif.GPSInfo"_s));
    QVERIFY(marks->at(5).verdict == Verdict::Redact);
}

void TestMarks::readsTypeVerdictEffectAndReasons()
{
    const auto marks =
        parseMarks(one(R"("file":"a","term":"x","type":"person_name","verdict":"keep",)"
                       R"("effect":"generalise","reasons":["a","b"],"comment":"said so")"));
    QVERIFY(marks);
    QVERIFY(marks->first().type == FindingType::PersonName);
    QVERIFY(marks->first().verdict == Verdict::Keep);
    QVERIFY(marks->first().effect == Effect::Generalise);
    QCOMPARE(marks->first().reasons, (QStringList{u"a"_s, u"b"_s}));
}

void TestMarks::skipsAByteOrderMark()
{
    QVERIFY(parseMarks(QByteArray("\xEF\xBB\xBF") + kContract));
}

void TestMarks::refuses_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no list") << QByteArray("{}");
    QTest::newRow("list of numbers") << QByteArray("{\"marks\":[1]}");
    QTest::newRow("no file") << one(R"("term":"x")");
    QTest::newRow("no place") << one(R"("file":"a")");
    QTest::newRow("two places") << one(R"("file":"a","term":"x","range":[1,2])");
    QTest::newRow("empty term") << one(R"("file":"a","term":"  ")");
    QTest::newRow("misspelt field") << one(R"("file":"a","term":"x","efect":"fill")");
    QTest::newRow("range backwards") << one(R"("file":"a","range":[2,2])");
    QTest::newRow("range of halves") << one(R"("file":"a","range":[0.5,2])");
    QTest::newRow("range of texts") << one(R"("file":"a","range":["0","2"])");
    QTest::newRow("range below zero") << one(R"("file":"a","range":[-1,2])");
    QTest::newRow("rect of three") << one(R"("file":"a","rect":[1,2,3])");
    QTest::newRow("rect of five") << one(R"("file":"a","rect":[1,2,3,4,5])");
    QTest::newRow("flat rect") << one(R"("file":"a","rect":[1,2,3,0])");
    QTest::newRow("endless rect") << one(R"("file":"a","rect":[1,2,3,1e300])");
    QTest::newRow("page without rect") << one(R"("file":"a","page":1)");
    QTest::newRow("page with time")
        << one(R"("file":"a","page":1,"rect":[0,0,1,1],"begin":0,"end":1)");
    QTest::newRow("page of one and a half") << one(R"("file":"a","page":1.5,"rect":[0,0,1,1])");
    QTest::newRow("begin without end") << one(R"("file":"a","begin":1)");
    QTest::newRow("end before begin") << one(R"("file":"a","begin":2,"end":1)");
    QTest::newRow("negative time") << one(R"("file":"a","begin":-2,"end":1)");
    QTest::newRow("negative stream") << one(R"("file":"a","stream":-1,"begin":0,"end":1)");
    QTest::newRow("lonely stream") << one(R"("file":"a","stream":1)");
    QTest::newRow("effect of a later version")
        << one(R"("file":"a","begin":0,"end":1,"effect":"disguise")");
    QTest::newRow("unknown effect") << one(R"("file":"a","term":"x","effect":"vanish")");
    QTest::newRow("unknown type") << one(R"("file":"a","term":"x","type":"shoe")");
    QTest::newRow("unknown verdict") << one(R"("file":"a","term":"x","verdict":"maybe")");
    QTest::newRow("reason not a text") << one(R"("file":"a","term":"x","reason":6)");
    QTest::newRow("reasons not a list") << one(R"("file":"a","term":"x","reasons":"b6")");
}

void TestMarks::refuses()
{
    QFETCH(QByteArray, json);
    const auto marks = parseMarks(json);
    QVERIFY(!marks);
    QCOMPARE(marks.error().kind(), ErrorKind::Invalid);
}

void TestMarks::namesTheMarkAndTheField()
{
    const auto marks = parseMarks(R"({"marks":[{"file":"a","term":"x"},{"file":"a","rect":[1]}]})");
    QVERIFY(!marks);
    QVERIFY(marks.error().text().contains(u"2"_s));
    QVERIFY(marks.error().text().contains(u"rect"_s));
}

void TestMarks::survivesEveryCutOfAFile()
{
    const QByteArray whole(kContract);
    for (qsizetype i = 0; i < whole.size(); ++i)
        QVERIFY(!parseMarks(whole.first(i)));
}

QTEST_GUILESS_MAIN(TestMarks)
#include "tst_marks.moc"
