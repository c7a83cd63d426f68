// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/verify/checklog.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace redoubt;
using namespace redoubt::verify;

class tst_CheckLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingRunIsIncomplete()
    {
        QCOMPARE(toString(CheckLog().result().verdict), toString(Outcome::Incomplete));
    }

    void worstOutcomeWinsWhateverTheOrder()
    {
        const QList<Outcome> all{Outcome::Clean, Outcome::Incomplete, Outcome::Leak};
        for (const Outcome a : all) {
            for (const Outcome b : all) {
                CheckLog log;
                log.add(u"x"_s, a, Message::plain(u"a"_s));
                log.add(u"x"_s, b, Message::plain(u"b"_s));
                const Outcome worst = a == Outcome::Leak || b == Outcome::Leak ? Outcome::Leak
                                      : a == Outcome::Incomplete || b == Outcome::Incomplete
                                          ? Outcome::Incomplete
                                          : Outcome::Clean;
                QCOMPARE(toString(log.result().verdict), toString(worst));
                QCOMPARE(toString(log.outcomeOf(u"x"_s)), toString(worst));
                QCOMPARE(log.result().checks.size(), 1);
            }
        }
    }

    void sentencesOfMilderOutcomesAreDropped()
    {
        CheckLog log;
        log.incomplete(u"x"_s, Message::plain(u"milder"_s));
        log.leak(u"x"_s, Message::plain(u"worse"_s));
        log.clean(u"x"_s, Message::plain(u"mildest"_s));
        QCOMPARE(log.result().checks.constFirst().detail.text(), u"worse"_s);
    }

    void manyFaultsGiveAShortReport()
    {
        CheckLog log;
        for (int i = 0; i < 1000; ++i) {
            log.leak(u"x"_s, Message::plain(QString::number(i)));
            log.suspect({u"x"_s, i, 0, {}, {}});
        }
        const Verification result = log.result();
        QVERIFY(result.checks.constFirst().detail.text().size() < 100);
        QVERIFY(result.checks.constFirst().detail.text().contains(u"992"_s));
        QCOMPARE(result.suspects.size(), 256);
    }

    void mergingKeepsOrderAndOutcomes()
    {
        CheckLog a;
        a.clean(u"one"_s);
        CheckLog b;
        b.leak(u"two"_s, Message::plain(u"found"_s));
        b.incomplete(u"one"_s, Message::plain(u"why"_s));
        a.merge(b);
        const Verification result = a.result();
        QCOMPARE(result.checks.size(), 2);
        QCOMPARE(result.checks.at(0).name, u"one"_s);
        QCOMPARE(toString(result.checks.at(0).outcome), toString(Outcome::Incomplete));
        QCOMPARE(toString(result.verdict), toString(Outcome::Leak));
    }
};

QTEST_GUILESS_MAIN(tst_CheckLog)
#include "tst_checklog.moc"
