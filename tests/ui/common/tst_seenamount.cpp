// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/ui/uicase.h"
#include "ui/common/seenamount.h"

#include <QTest>

using namespace redoubt;
using namespace redoubt::test;
using namespace redoubt::ui;
using namespace Qt::StringLiterals;

namespace {

casefile::Item described(UiCase &c, ItemKind kind, qint64 extent)
{
    casefile::Item item = *c.session().item();
    item.kind = kind;
    item.extent = extent;
    return item;
}

} // namespace

class TestSeenAmount : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void countsPagesByTheirStrips()
    {
        UiCase c;
        const casefile::Item item = described(c, ItemKind::Pdf, 4);
        auto &openCase = c.session().openCase();
        QCOMPARE(ui::seenAmount(openCase, item).text(), u"pages 0 of 4"_s);
        // Half of the first page, and the third as an older version recorded it.
        QVERIFY(openCase.recordSeen(item.id, kStripStream, {0, kStripsPerPage / 2}));
        QVERIFY(openCase.recordSeen(item.id, 0, {2, 3}));
        QVERIFY(openCase.recordSeen(item.id, kStripStream,
                                    {2 * kStripsPerPage, 2 * kStripsPerPage + 3})); // once more
        const SeenAmount seen = ui::seenAmount(openCase, item);
        QCOMPARE(seen.pagesSeen, 1.5);
        QCOMPARE(seen.text(), u"pages 1.5 of 4"_s);
        QCOMPARE(seen.share(), 1.5 / 4);
    }
    void countsCharactersOfTexts()
    {
        UiCase c;
        const casefile::Item item = described(c, ItemKind::Csv, 3000);
        auto &openCase = c.session().openCase();
        QVERIFY(openCase.recordSeen(item.id, 0, {0, 750}));
        QCOMPARE(ui::seenAmount(openCase, item).text(), u"characters 750 of 3,000"_s);
    }
    void weighsFilesByTheirLength()
    {
        SeenAmount report;
        report.pages = 99;
        SeenAmount photo;
        photo.pages = photo.pagesSeen = 1;
        SeenAmount all = report;
        all += photo;
        QCOMPARE(all.share(), 0.01); // and not the half of two files
        SeenAmount film;
        film.seconds = 240;
        film.secondsSeen = 89.9;
        all += film;
        QCOMPARE(all.text(), u"pages 1 of 100 · minutes 1:29 of 4:00"_s);
    }
    void roundsNothingUpToAll()
    {
        SeenAmount nearly;
        nearly.pages = 2;
        nearly.pagesSeen = 1.999;
        QCOMPARE(nearly.text(), u"pages 1.9 of 2"_s);
        QVERIFY(nearly.share() < 1);
    }
    void hasNothingToSayOfNothing()
    {
        QCOMPARE(SeenAmount().text(), QString());
        QCOMPARE(SeenAmount().share(), 0.0);
    }
};

int main(int argc, char **argv)
{
    QLocale::setDefault(QLocale::English);
    QApplication app(argc, argv);
    TestSeenAmount test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_seenamount.moc"
