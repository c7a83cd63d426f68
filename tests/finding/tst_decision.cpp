// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/finding/decision.h"

#include <QSet>
#include <QTest>

using namespace redoubt;

class TestDecision : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyEffectHasAWordThatReadsBack();
    void verdictsReadBack();
    void refusesWordsOfNobody();
};

void TestDecision::everyEffectHasAWordThatReadsBack()
{
    QSet<QString> seen;
    for (int i = 0; i <= int(Effect::Generalise); ++i) {
        const QString word = toString(Effect(i));
        QVERIFY(!word.isEmpty());
        QVERIFY(!seen.contains(word));
        seen.insert(word);
        QVERIFY(effectFromString(word) == Effect(i));
        QVERIFY(!displayName(Effect(i)).isEmpty());
    }
}

void TestDecision::verdictsReadBack()
{
    for (const Verdict v : {Verdict::Redact, Verdict::Keep})
        QVERIFY(verdictFromString(toString(v)) == v);
}

void TestDecision::refusesWordsOfNobody()
{
    for (const QString &word : {QString(), QStringLiteral("Fill"), QStringLiteral("fill ")}) {
        QVERIFY(!effectFromString(word));
        QVERIFY(!verdictFromString(word));
    }
}

QTEST_GUILESS_MAIN(TestDecision)
#include "tst_decision.moc"
