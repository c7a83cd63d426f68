// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/detect/layoutorder.h"

#include <QTest>

using namespace redoubt;
using namespace redoubt::detect;
using namespace redoubt::document;
using namespace Qt::StringLiterals;

namespace {

struct Line
{
    QString text;
    double x = 0;
    double y = 0;
};

// A page with letters of half their height, in the order in which the lines are given. " | " is a
// gap of two letters inside of a line.
DocModel model(const std::vector<Line> &lines)
{
    DocModel model;
    model.kind = ItemKind::Pdf;
    Page page;
    page.size = {600, 800};
    for (const Line &line : lines) {
        if (!model.text.isEmpty())
            model.text += u'\n';
        double x = line.x;
        bool first = true;
        for (const QString &word : line.text.split(u' ')) {
            if (word == u"|"_s) {
                x += 10;
                continue;
            }
            if (!first)
                model.text += u' ';
            first = false;
            Word placed;
            placed.begin = model.text.size();
            model.text += word;
            placed.end = model.text.size();
            placed.box = {x, line.y, 5.0 * double(word.size()), 10};
            x = placed.box.right() + 3;
            page.words.push_back(placed);
        }
    }
    page.end = model.text.size();
    model.pages.push_back(page);
    return model;
}

} // namespace

class TestLayoutOrder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pagesInReadingOrderAreLeftOut();
    void columnsThatAreDrawnAcrossAreReadDown();
    void narrowGuttersAreSeenByTheirNeighbours();
    void cellsAreReadDownButAreNoProse();
    void findingsHoldAllRectanglesAndNoRange();
};

void TestLayoutOrder::pagesInReadingOrderAreLeftOut()
{
    const DocModel plain = model({{u"one two three"_s, 0, 0}, {u"four five six"_s, 0, 12}});
    QVERIFY(LayoutText(plain).text().isEmpty());
    const DocModel columns = model({{u"one two"_s, 0, 0},
                                    {u"three four"_s, 0, 12},
                                    {u"five six"_s, 300, 0},
                                    {u"seven eight"_s, 300, 12}});
    QVERIFY(LayoutText(columns).text().isEmpty());
    QVERIFY(LayoutText(DocModel()).text().isEmpty());
}

void TestLayoutOrder::columnsThatAreDrawnAcrossAreReadDown()
{
    const DocModel doc = model({{u"was seen by Jane"_s, 0, 0},
                                {u"other words stand here"_s, 300, 0},
                                {u"Roe on that day"_s, 0, 12},
                                {u"and go on here"_s, 300, 12}});
    const LayoutText layout(doc);
    const qsizetype at = layout.text().indexOf(u"Jane\nRoe"_s);
    QVERIFY(at >= 0);
    QVERIFY(layout.text().contains(u"stand here\nand go"_s));
    QVERIFY(layout.crosses({at, at + 8}));
    QVERIFY(layout.crossesProse({at, at + 8}));
    QVERIFY(!layout.crosses({at, at + 4}));
    const std::vector<TextRange> ranges = layout.inDocument({at, at + 8});
    QCOMPARE(ranges.size(), size_t(2));
    QCOMPARE(doc.text.mid(ranges[0].begin, ranges[0].length()), u"Jane"_s);
    QCOMPARE(doc.text.mid(ranges[1].begin, ranges[1].length()), u"Roe"_s);
}

void TestLayoutOrder::narrowGuttersAreSeenByTheirNeighbours()
{
    // Both columns come as one line each time, seven points apart.
    const DocModel doc = model({{u"seen by Jane | other words"_s, 0, 0},
                                {u"Roe then too | and more of"_s, 0, 12},
                                {u"in the house | that so far"_s, 0, 24}});
    QVERIFY(LayoutText(doc).text().contains(u"Jane\nRoe"_s));
}

void TestLayoutOrder::cellsAreReadDownButAreNoProse()
{
    const DocModel doc =
        model({{u"Jane"_s, 0, 0}, {u"4111"_s, 300, 0}, {u"Roe"_s, 0, 12}, {u"1111"_s, 300, 12}});
    const LayoutText layout(doc);
    const qsizetype at = layout.text().indexOf(u"Jane\nRoe"_s);
    QVERIFY(at >= 0);
    QVERIFY(layout.crosses({at, at + 8}));
    QVERIFY(!layout.crossesProse({at, at + 8}));
}

void TestLayoutOrder::findingsHoldAllRectanglesAndNoRange()
{
    const DocModel doc = model({{u"was seen by Jane"_s, 0, 0},
                                {u"other words stand here"_s, 300, 0},
                                {u"Roe on that day"_s, 0, 12},
                                {u"and go on here"_s, 300, 12}});
    const LayoutText layout(doc);
    const qsizetype at = layout.text().indexOf(u"Jane\nRoe"_s);
    const FindingList findings =
        layout.findings({}, {at, at + 8}, FindingType::PersonName, 0.8, Provenance::person());
    QCOMPARE(findings.size(), size_t(1));
    const Area area = std::get<Area>(findings[0].place);
    QCOMPARE(area.rects.size(), 2);
    QCOMPARE(area.rects[0].x, 54.0);
    QCOMPARE(area.rects[1].y, 12.0);
    QVERIFY(!area.range);
    QCOMPARE(findings[0].text.reveal(), u"Jane\nRoe"_s);
}

QTEST_GUILESS_MAIN(TestLayoutOrder)
#include "tst_layoutorder.moc"
