// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text/overlap.h"

#include <QRandomGenerator>
#include <QtTest>

#include <set>

using namespace redoubt::text;
using namespace Qt::StringLiterals;

class tst_overlap : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void strongerKeepsItsSpan();
    void joinsOneType();
    void containersYield();
    void neverShrinksTheUnion();
    void doesNotDependOnOrder();
};

void tst_overlap::strongerKeepsItsSpan()
{
    const auto out =
        resolveOverlaps({{0, 10, u"date"_s, 0.5, u"a"_s}, {5, 15, u"us_ssn"_s, 0.9, u"b"_s}});
    QCOMPARE(out.size(), 2u);
    QCOMPARE(out[0].begin, 0);
    QCOMPARE(out[0].end, 5);
    QCOMPARE(out[1].begin, 5);
    QCOMPARE(out[1].end, 15);
}

void tst_overlap::joinsOneType()
{
    const auto out = resolveOverlaps({{0, 10, u"person_name"_s, 0.5, u"a"_s},
                                      {5, 15, u"person_name"_s, 0.9, u"b"_s},
                                      {15, 20, u"person_name"_s, 0.4, u"c"_s}});
    QCOMPARE(out.size(), 2u);
    QCOMPARE(out[0].end, 15);
    QCOMPARE(out[0].score, 0.9);
    QCOMPARE(out[0].recognizer, u"b"_s);
}

void tst_overlap::containersYield()
{
    const auto out = resolveOverlaps(
        {{0, 30, u"url"_s, 0.95, u"url"_s}, {10, 20, u"email_address"_s, 0.6, u"mail"_s}});
    QCOMPARE(out.size(), 3u);
    QCOMPARE(out[1].type, u"email_address"_s);
    QCOMPARE(out[0].type, u"url"_s);
    QCOMPARE(out[2].begin, 20);
}

static std::vector<Candidate> randomCandidates(QRandomGenerator &random)
{
    const QStringList types{u"url"_s, u"date"_s, u"us_ssn"_s, u"person_name"_s};
    std::vector<Candidate> all;
    const int count = random.bounded(1, 12);
    for (int i = 0; i < count; ++i) {
        const int begin = random.bounded(40);
        all.push_back({begin, begin + random.bounded(1, 15), types[random.bounded(4)],
                       random.bounded(3, 10) / 10.0, QString::number(i % 3)});
    }
    return all;
}

void tst_overlap::neverShrinksTheUnion()
{
    QRandomGenerator random(99);
    for (int round = 0; round < 3000; ++round) {
        const auto candidates = randomCandidates(random);
        std::set<qsizetype> wanted;
        for (const Candidate &candidate : candidates) {
            for (qsizetype at = candidate.begin; at < candidate.end; ++at)
                wanted.insert(at);
        }
        std::set<qsizetype> covered;
        qsizetype last = 0;
        for (const Candidate &candidate : resolveOverlaps(candidates)) {
            QVERIFY(candidate.begin >= last && candidate.end > candidate.begin);
            last = candidate.end;
            for (qsizetype at = candidate.begin; at < candidate.end; ++at)
                covered.insert(at);
        }
        QVERIFY(wanted == covered);
    }
}

void tst_overlap::doesNotDependOnOrder()
{
    QRandomGenerator random(5);
    for (int round = 0; round < 300; ++round) {
        auto candidates = randomCandidates(random);
        const auto first = resolveOverlaps(candidates);
        std::reverse(candidates.begin(), candidates.end());
        const auto second = resolveOverlaps(candidates);
        QCOMPARE(first.size(), second.size());
        for (std::size_t i = 0; i < first.size(); ++i) {
            QCOMPARE(first[i].begin, second[i].begin);
            QCOMPARE(first[i].type, second[i].type);
            QCOMPARE(first[i].recognizer, second[i].recognizer);
        }
    }
}

QTEST_GUILESS_MAIN(tst_overlap)
#include "tst_overlap.moc"
