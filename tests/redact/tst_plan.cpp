// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/redact/plan/plan.h"

#include <QtTest>

using namespace redoubt;
using namespace redoubt::redact;
using namespace Qt::StringLiterals;

class tst_Plan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void masksNothingOutsideOfItsTime()
    {
        MaskTrack mask;
        QVERIFY(!mask.rectAt(0));
        mask.boxes = {{10, {1, 2, 3, 4}}, {20, {5, 6, 7, 8}}};
        QVERIFY(!mask.rectAt(9));
        QVERIFY(!mask.rectAt(21));
        QVERIFY(mask.rectAt(10));
        QVERIFY(mask.rectAt(20));
    }

    void givesTheBoxOfAKnownFrame()
    {
        MaskTrack mask;
        mask.boxes = {{10, {1, 2, 3, 4}}, {20, {50, 6, 7, 8}}, {30, {9, 9, 9, 9}}};
        QCOMPARE(*mask.rectAt(20), (PixelRect{50, 6, 7, 8}));
    }

    void unitesBothNeighboursOfAnUnknownFrame()
    {
        MaskTrack mask;
        mask.boxes = {{10, {0, 0, 4, 4}}, {20, {10, 10, 4, 4}}, {30, {90, 90, 4, 4}}};
        QCOMPARE(*mask.rectAt(15), (PixelRect{0, 0, 14, 14}));
        QCOMPARE(*mask.rectAt(29), (PixelRect{10, 10, 84, 84}));
    }

    void unitesBoxesOfOneInstant()
    {
        MaskTrack mask;
        mask.boxes = {
            {10, {0, 0, 4, 4}}, {10, {20, 0, 4, 4}}, {20, {40, 0, 4, 4}}, {20, {0, 30, 4, 4}}};
        QCOMPARE(*mask.rectAt(10), (PixelRect{0, 0, 24, 4}));
        QCOMPARE(*mask.rectAt(20), (PixelRect{0, 0, 44, 34}));
        QCOMPARE(*mask.rectAt(12), (PixelRect{0, 0, 44, 34}));
    }

    void printsNoText()
    {
        RedactionPlan plan;
        plan.kind = ItemKind::Text;
        plan.edits = {{{3, 9}, u"planted-secret"_s}};
        plan.withheld = {SensitiveText(u"planted-secret"_s)};
        plan.droppedTags = {SensitiveText(u"planted-secret"_s)};
        plan.masks.push_back({0, {{1, {}}}, Effect::Fill, u"planted-secret"_s});
        QString printed;
        QDebug(&printed) << plan;
        QVERIFY(printed.contains(u"[3..9)"_s));
        QVERIFY(printed.contains(u"withheld 1"_s));
        QVERIFY(!printed.contains(u"planted"_s));
    }
};

QTEST_GUILESS_MAIN(tst_Plan)
#include "tst_plan.moc"
