// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/standardmedia.h"
#include "core/medium/sniff/filehead.h"

#include <QSet>
#include <QTest>

using namespace redoubt;
using namespace redoubt::medium;
using namespace Qt::StringLiterals;

class TestMediumTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyMediumIsComplete()
    {
        const Table standard = app::standardMedia();
        QSet<ItemKind> kinds;
        for (const Medium &medium : standard.all()) {
            QVERIFY2(isComplete(medium), qPrintable(toString(medium.kind)));
            kinds.insert(medium.kind);
            QVERIFY(!displayName(medium.kind).isEmpty());
            QVERIFY(!medium.icon.isEmpty());
            // What the modules below know of the kind agrees.
            QCOMPARE(isStill(medium.kind), medium.still);
        }
        QCOMPARE(kinds.size(), qsizetype(standard.all().size()));
        QVERIFY(standard.find(ItemKind::Json)->redact != standard.find(ItemKind::Pdf)->redact);
    }

    void incompleteMediaAreTold()
    {
        Medium medium = *app::standardMedia().find(ItemKind::Text);
        QVERIFY(isComplete(medium));
        medium.expect = nullptr;
        QVERIFY(!isComplete(medium)); // its outputs could not be attacked
        medium = *app::standardMedia().find(ItemKind::Text);
        medium.analyze = nullptr;
        QVERIFY(!isComplete(medium));
        medium = *app::standardMedia().find(ItemKind::Text);
        medium.previewText = nullptr;
        QVERIFY(!isComplete(medium)); // nobody would see what leaves
        for (const ItemKind kind : {ItemKind::Video, ItemKind::Image, ItemKind::Pdf}) {
            medium = *app::standardMedia().find(kind);
            medium.preview = nullptr;
            QVERIFY(!isComplete(medium));
        }
        QVERIFY(!isComplete(Medium()));
    }

    void theSurestMediumGetsAFileAndOfEqualsTheFirst()
    {
        Medium first;
        first.kind = ItemKind("first");
        first.sniff = [](const FileHead &head) { return head.bytes().startsWith("a") ? 30 : 0; };
        Medium second;
        second.kind = ItemKind("second");
        second.sniff = [](const FileHead &head) { return head.bytes().contains("b") ? 30 : 0; };
        Medium third;
        third.kind = ItemKind("third");
        third.sniff = [](const FileHead &head) { return head.bytes().endsWith("c") ? 31 : 0; };
        third.refine = [](const ByteSource &source) {
            return source.size() > 3 ? ItemKind("first") : ItemKind("third");
        };
        for (Medium *medium : {&first, &second, &third}) {
            medium->analysisWeight = smallWeight;
            medium->releaseWeight = smallReleaseWeight;
        }
        Table table;
        for (const Medium &medium : {first, second, third})
            table.add(medium);
        const auto guess = [&](const char *bytes) {
            return toString(table.guess(*memorySource(bytes)));
        };
        QCOMPARE(guess("ax"), u"first"_s);
        QCOMPARE(guess("ab"), u"first"_s);
        QCOMPARE(guess("xb"), u"second"_s);
        QCOMPARE(guess("abc"), u"third"_s);
        QCOMPARE(guess("xyz"), u"unknown"_s);
        QCOMPARE(toString(table.kindOf(*memorySource("abc"))), u"third"_s);
        QCOMPARE(toString(table.kindOf(*memorySource("abbc"))), u"first"_s);
    }

    void kindsOfNobodyDoNothing()
    {
        const ItemKind kind("zeppelin");
        QVERIFY(!table().find(kind));
        QVERIFY(!canRedact(kind) && of(kind).view == kNoView);
        const auto source = memorySource("x");
        QCOMPARE(analyze(*source, kind, {}, {}, {}, {}).error().kind(), ErrorKind::Unsupported);
        QCOMPARE(outputSuffix(*source, kind, u".x"_s, {}).error().kind(), ErrorKind::Unsupported);
        MarkSpec mark;
        mark.term = u"x"_s;
        QCOMPARE(resolveMark(mark, *source, kind, {}, {}).error().kind(), ErrorKind::NoMatch);
        QVERIFY(of(kind).releaseWeight({}) > 0);
    }

    void sealsByTheModalityOfTheMedium()
    {
        const casefile::IngestOptions options = ingestOptions();
        QVERIFY(options.modalityOf(ItemKind::Video) == Modality::Video);
        QVERIFY(options.modalityOf(ItemKind::Audio) == Modality::Audio);
        QVERIFY(options.modalityOf(ItemKind::Image) == Modality::Image);
        QVERIFY(options.modalityOf(ItemKind::Dicom) == Modality::Image);
        QVERIFY(options.modalityOf(ItemKind::Pdf) == Modality::Text);
        QVERIFY(options.modalityOf(ItemKind("zeppelin")) == Modality::Text);
        QVERIFY(options.kindOf(*memorySource("{\"a\": [1, 2]}"), {}) == ItemKind::Json);
    }
};

QTEST_GUILESS_MAIN(TestMediumTable)
#include "tst_mediumtable.moc"
