// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/canvas/pagelook.h"

#include <QTest>

using namespace redoubt::ui;
using namespace std::chrono_literals;

class TestPageLook : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void seesAPageThatStoodLongEnough()
    {
        PageLook look;
        QVERIFY(look.look({0, 0, 1, 1}, 750ms).isEmpty());
        QCOMPARE(look.look({0, 0, 1, 1}, 250ms).size(), qsizetype(kStripsPerPage));
        QVERIFY(look.look({0, 0, 1, 1}, 5s).isEmpty()); // each once
    }
    void seesOnlyThePartInView()
    {
        PageLook look;
        const QList<int> top = look.look({0, 0, 1, 0.5}, 1s);
        QCOMPARE(top.size(), qsizetype(kStripsPerPage / 2));
        QCOMPARE(top.last(), kStripsPerPage / 2 - 1);
        QCOMPARE(look.look({0, 0.5, 1, 0.5}, 1s).first(), kStripsPerPage / 2);
    }
    void putsAWidePageTogether()
    {
        PageLook look;
        QVERIFY(look.look({0, 0, 0.6, 1}, 1s).isEmpty()); // the right side was never in view
        QCOMPARE(look.look({0.5, 0, 0.5, 1}, 1s).size(), qsizetype(kStripsPerPage));
    }
    void cutsNoStripInHalf()
    {
        PageLook look;
        QCOMPARE(look.look({0, 0, 1, 1.5 / kStripsPerPage}, 1s), QList<int>{0});
        QVERIFY(look.look({0, 1.5 / kStripsPerPage, 1, 0.3 / kStripsPerPage}, 1s).isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestPageLook)
#include "tst_pagelook.moc"
