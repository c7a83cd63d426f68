// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text/subjectnames.h"
#include "core/text/textscanner.h"

#include <QtTest>

using namespace redoubt::text;
using namespace Qt::StringLiterals;

class tst_subjectnames : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsWritings_data();
    void findsWritings();
    void leavesOthersAlone_data();
    void leavesOthersAlone();
    void measuresEdits_data();
    void measuresEdits();
    void readsOddLists();
    void staysLinear();
};

void tst_subjectnames::findsWritings_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("hit");
    QTest::addColumn<double>("least");
    const auto row = [](const char *tag, const QString &name, const QString &text,
                        const QString &hit,
                        double least) { QTest::newRow(tag) << name << text << hit << least; };
    row("exact", u"Jane Roe"_s, u"then Jane Roe left"_s, u"Jane Roe"_s, 0.9);
    row("upper case", u"Jane Roe"_s, u"then JANE ROE left"_s, u"JANE ROE"_s, 0.9);
    row("lower case", u"Jane Roe"_s, u"then jane roe left"_s, u"jane roe"_s, 0.9);
    row("accents", u"Jose Nunez"_s, u"señor José Núñez."_s, u"José Núñez"_s, 0.9);
    row("accents in the list", u"José Núñez"_s, u"Jose Nunez"_s, u"Jose Nunez"_s, 0.9);
    row("last first", u"Jane Roe"_s, u"ROE, JANE (F)"_s, u"ROE, JANE"_s, 0.9);
    row("list has last first", u"Roe, Jane"_s, u"Jane Roe"_s, u"Jane Roe"_s, 0.9);
    row("middle name", u"Jane Roe"_s, u"Jane Mary Roe"_s, u"Jane Mary Roe"_s, 0.8);
    row("middle initial", u"Jane Roe"_s, u"Jane M. Roe"_s, u"Jane M. Roe"_s, 0.8);
    row("initial", u"Jane Roe"_s, u"by J. Roe, clerk"_s, u"J. Roe"_s, 0.7);
    row("initials", u"Jane Mary Roe"_s, u"by J. M. Roe"_s, u"J. M. Roe"_s, 0.7);
    row("last initial", u"Jane Roe"_s, u"seen by Jane R. today"_s, u"Jane R."_s, 0.6);
    row("possessive", u"Jane Roe"_s, u"Jane Roe's car"_s, u"Jane Roe"_s, 0.9);
    row("line break", u"Jane Roe"_s, u"Jane\nRoe"_s, u"Jane\nRoe"_s, 0.9);
    row("dotted handle", u"Jane Roe"_s, u"user jane.roe42 logged in"_s, u"jane.roe42"_s, 0.8);
    row("handle", u"Jane Roebuck"_s, u"user jroebuck7 logged in"_s, u"jroebuck7"_s, 0.6);
    row("joined", u"Jane Roe"_s, u"@janeroe"_s, u"janeroe"_s, 0.6);
    row("typo", u"Katharina Lindqvist"_s, u"Katarina Lindqwist"_s, u"Katarina Lindqwist"_s, 0.6);
    row("swapped letters", u"Katharina Lindqvist"_s, u"Katharina Lnidqvist"_s,
        u"Katharina Lnidqvist"_s, 0.7);
    row("single token", u"Jane Roebuck"_s, u"that Roebuck did"_s, u"Roebuck"_s, 0.45);
    row("first name alone", u"Jane Roebuck"_s, u"and Jane did"_s, u"Jane"_s, 0.45);
    row("apostrophe", u"Sean O'Neil"_s, u"Sean O’Neil's"_s, u"Sean O’Neil"_s, 0.9);
    row("apostrophe left out", u"Sean O'Neil"_s, u"Sean ONeil"_s, u"Sean ONeil"_s, 0.9);
    row("hyphen", u"Ann Smith-Jones"_s, u"Ann Smith-Jones"_s, u"Ann Smith-Jones"_s, 0.9);
    row("title in the list", u"Dr. Jane Roe"_s, u"Jane Roe"_s, u"Jane Roe"_s, 0.9);
    row("mononym", u"Suharto"_s, u"met Suharto"_s, u"Suharto"_s, 0.85);
    row("Han", u"王小芳"_s, u"患者王小芳已出院"_s, u"王小芳"_s, 0.9);
    row("Han reversed", u"芳 王"_s, u"见王芳"_s, u"王芳"_s, 0.9);
    row("Cyrillic", u"Анна Петрова"_s, u"АННА ПЕТРОВА пришла"_s, u"АННА ПЕТРОВА"_s, 0.9);
    row("Hebrew", u"דוד כהן"_s, u"עם דוד כהן אתמול"_s, u"דוד כהן"_s, 0.9);
    row("after emoji", u"Jane Roe"_s, u"\U0001F600\U0001F600 Jane Roe"_s, u"Jane Roe"_s, 0.9);
    row("look-alike letters", u"Jessica Lewis"_s, u"J\u0435ssi\u0441\u0430 Lewis"_s,
        u"J\u0435ssi\u0441\u0430 Lewis"_s, 0.9);
}

void tst_subjectnames::findsWritings()
{
    QFETCH(QString, name);
    QFETCH(QString, text);
    QFETCH(QString, hit);
    QFETCH(double, least);
    ScanOptions options;
    options.types = {u"person_name"_s};
    options.names = {name};
    const auto scanner = TextScanner::create(options);
    QVERIFY(scanner);
    const auto hits = (*scanner)->scan(text);
    const auto found = std::find_if(hits.begin(), hits.end(), [&](const TextHit &one) {
        return text.mid(one.begin, one.end - one.begin) == hit;
    });
    if (found == hits.end()) {
        for (const TextHit &one : hits)
            qInfo() << text.mid(one.begin, one.end - one.begin) << one.score << one.recognizer;
    }
    QVERIFY(found != hits.end());
    QVERIFY2(found->score >= least, qPrintable(QString::number(found->score)));
}

void tst_subjectnames::leavesOthersAlone_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("other word") << u"the roebuck ran"_s;
    QTest::newRow("two people") << u"Jane left.\n\nBoat Roes"_s;
    QTest::newRow("short words are exact") << u"a rope and a cane"_s;
    QTest::newRow("inside a word") << u"Throe"_s;
}

void tst_subjectnames::leavesOthersAlone()
{
    QFETCH(QString, text);
    std::vector<Candidate> candidates;
    SubjectNames({u"Jane Roe"_s}).find(text, {}, candidates);
    for (const Candidate &candidate : candidates)
        QVERIFY2(candidate.score < 0.6,
                 qPrintable(text.mid(candidate.begin, candidate.end - candidate.begin)));
}

void tst_subjectnames::measuresEdits_data()
{
    QTest::addColumn<QString>("a");
    QTest::addColumn<QString>("b");
    QTest::addColumn<int>("distance");
    QTest::newRow("same") << u"smith"_s << u"smith"_s << 0;
    QTest::newRow("swap") << u"smith"_s << u"msith"_s << 1;
    QTest::newRow("insert") << u"smith"_s << u"smiths"_s << 1;
    QTest::newRow("delete") << u"smith"_s << u"smth"_s << 1;
    QTest::newRow("replace") << u"smith"_s << u"smyth"_s << 1;
    QTest::newRow("two") << u"smith"_s << u"smythe"_s << 2;
    QTest::newRow("beyond") << u"smith"_s << u"jones"_s << 3;
    QTest::newRow("empty") << u""_s << u"ab"_s << 2;
}

void tst_subjectnames::measuresEdits()
{
    QFETCH(QString, a);
    QFETCH(QString, b);
    QFETCH(int, distance);
    QCOMPARE(editDistance(a, b, 2), distance);
    QCOMPARE(editDistance(b, a, 2), distance);
}

void tst_subjectnames::readsOddLists()
{
    const SubjectNames names(
        {u""_s, u" "_s, u"."_s, u"X"_s, u"Al"_s, u","_s, u"Mr."_s, QString(5000, u'a'), u"Roe,"_s});
    std::vector<Candidate> candidates;
    names.find(u"Al met X. and Roe; Mr. nobody", {}, candidates);
    QCOMPARE(candidates.empty(), false); // "Roe" from "Roe,"
    for (const Candidate &candidate : candidates)
        QCOMPARE(candidate.begin, 14);
}

void tst_subjectnames::staysLinear()
{
    QString text;
    while (text.size() < 3'000'000)
        text +=
            u"Jane Roe and Jane J. Jane Roe Roe, Jane qwertyuiop lorem ipsum dolor sit amet. "_s;
    std::vector<Candidate> candidates;
    QElapsedTimer timer;
    timer.start();
    SubjectNames({u"Jane Roe"_s, u"Jane Jane"_s, u"Roe Roe Roe"_s}).find(text, {}, candidates);
    QVERIFY(!candidates.empty());
    QVERIFY2(timer.elapsed() < 30000, qPrintable(QString::number(timer.elapsed())));
    int asked = 0;
    candidates.clear();
    SubjectNames({u"Jane Roe"_s})
        .find(
            text, [&] { return ++asked > 0; }, candidates);
    QVERIFY(asked < 3);
}

QTEST_GUILESS_MAIN(tst_subjectnames)
#include "tst_subjectnames.moc"
