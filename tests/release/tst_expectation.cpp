// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/release/release.h"

#include <QTest>

using namespace redoubt;
using namespace redoubt::release;
using namespace Qt::StringLiterals;

/// The verifier is told everything that must be gone, in its own coordinates and clock.
class tst_Expectation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void expectsAMaskOnEveryFrameThatItCovers();
    void expectsAMaskBetweenTwoKnownFrames();
    void cutsMasksToThePicture();
    void countsAudioStreamsAsTheOutputDoes();
    void leavesOutCutsOfStreamsThatWereNotWritten();
    void expectsPagesInPoints();
    void expectsBoxesOnThePagesOfAPicture();
    void searchesForTellingTagsOnly();
    void saysWhichMasksAreNotSolid();
    void putsLabelsOnPictures();
    void tellsWhereShortTextsStood();
};

namespace {

PlannedItem videoItem()
{
    PlannedItem planned;
    planned.plan.kind = ItemKind::Video;
    casefile::ItemStream sound;
    sound.index = 2;
    sound.timeBase = {1, 48000};
    planned.item.streams.append(sound);
    return planned;
}

redact::RedactReport videoReport()
{
    redact::RedactReport report;
    report.kind = ItemKind::Video;
    report.framePts = {0, 40, 80, 120};
    report.frameTimeBase = {1, 1000};
    report.frameSize = {100, 50};
    return report;
}

TrackBox box(Ticks pts, PixelRect rect)
{
    return {pts, rect, BoxOrigin::Detected, 1.f};
}

} // namespace

void tst_Expectation::expectsAMaskOnEveryFrameThatItCovers()
{
    PlannedItem planned = videoItem();
    planned.plan.masks.push_back({0,
                                  {box(40, {1, 2, 10, 10}), box(80, {3, 2, 10, 10})},
                                  Effect::Fill,
                                  {},
                                  FindingType::Face});
    const verify::Expectation expectation = expectationFor(planned, videoReport());
    QCOMPARE(expectation.boxes.size(), size_t(2));
    QCOMPARE(expectation.boxes[0].pts, Ticks(40));
    QCOMPARE(expectation.boxes[1].rect, (PixelRect{3, 2, 10, 10}));
    QVERIFY(expectation.boxes[0].solid);
}

void tst_Expectation::expectsAMaskBetweenTwoKnownFrames()
{
    PlannedItem planned = videoItem();
    planned.plan.masks.push_back({0,
                                  {box(0, {0, 0, 10, 10}), box(80, {20, 0, 10, 10})},
                                  Effect::Fill,
                                  {},
                                  FindingType::Face});
    const verify::Expectation expectation = expectationFor(planned, videoReport());
    QCOMPARE(expectation.boxes.size(), size_t(3));
    QCOMPARE(expectation.boxes[1].pts, Ticks(40));
    QCOMPARE(expectation.boxes[1].rect, (PixelRect{0, 0, 30, 10}));
}

void tst_Expectation::cutsMasksToThePicture()
{
    PlannedItem planned = videoItem();
    planned.plan.masks.push_back({0,
                                  {box(0, {90, 40, 30, 30}), box(40, {500, 500, 5, 5})},
                                  Effect::Fill,
                                  {},
                                  FindingType::Face});
    const verify::Expectation expectation = expectationFor(planned, videoReport());
    QCOMPARE(expectation.boxes.size(), size_t(1));
    QCOMPARE(expectation.boxes[0].rect, (PixelRect{90, 40, 10, 10}));
}

void tst_Expectation::countsAudioStreamsAsTheOutputDoes()
{
    PlannedItem planned = videoItem();
    planned.plan.cuts.push_back({2, {48000, 96000}, {}, Effect::Silence});
    redact::RedactReport report = videoReport();
    report.audioStreams = {1, 2};
    const verify::Expectation expectation = expectationFor(planned, report);
    QCOMPARE(expectation.audioStreams, 2);
    QCOMPARE(expectation.cuts.size(), size_t(1));
    QCOMPARE(expectation.cuts[0].audioStream, 1);
    QCOMPARE(expectation.cuts[0].beginSeconds, 1.0);
    QCOMPARE(expectation.cuts[0].endSeconds, 2.0);
    QVERIFY(expectation.cuts[0].silent);
}

void tst_Expectation::leavesOutCutsOfStreamsThatWereNotWritten()
{
    PlannedItem planned = videoItem();
    planned.plan.cuts.push_back({2, {0, 10}, {}, Effect::Bleep});
    QVERIFY(expectationFor(planned, videoReport()).cuts.empty());
}

void tst_Expectation::expectsBoxesOnThePagesOfAPicture()
{
    PlannedItem planned;
    planned.plan.kind = ItemKind::Image;
    planned.plan.pages.push_back({2, {PageRect{1.5, 2, 10, 200}}, {}, FindingType::Custom});
    planned.plan.pages.push_back({0, {PageRect{3, 3, 4, 4}}, {}, FindingType::Custom});
    redact::RedactReport report;
    report.kind = ItemKind::Image;
    report.pageCount = 3;
    report.frameSize = {100, 50};
    report.pageSizes = {{100, 50}, {100, 50}, {30, 60}};
    const verify::Expectation expectation = expectationFor(planned, report);
    QCOMPARE(expectation.pageCount, 3);
    QCOMPARE(expectation.pageSizes, report.pageSizes);
    QCOMPARE(expectation.boxes.size(), size_t(2));
    QCOMPARE(expectation.boxes[0].pts, Ticks(0));
    QCOMPARE(expectation.boxes[1].pts, Ticks(2));
    QCOMPARE(expectation.boxes[1].rect, (PixelRect{1, 2, 11, 58})); // cut to its own page
}

void tst_Expectation::expectsPagesInPoints()
{
    PlannedItem planned;
    planned.plan.kind = ItemKind::Pdf;
    planned.plan.pages = {{3, {{1, 2, 3, 4}}, u"(b)(6)"_s, FindingType::UsSsn},
                          {1, {{5, 6, 7, 8}, {9, 9, 9, 9}}, u"(b)(6)"_s, FindingType::UsSsn},
                          {1, {{50, 6, 7, 8}}, {}, FindingType::UsSsn}};
    redact::RedactReport report;
    report.kind = ItemKind::Pdf;
    report.pageCount = 4;
    const verify::Expectation expectation = expectationFor(planned, report);
    QCOMPARE(expectation.pageCount, 4);
    QCOMPARE(expectation.boxes.size(), size_t(4));
    QCOMPARE(expectation.boxes[0].pts, Ticks(1));
    QCOMPARE(expectation.boxes[3].pts, Ticks(3));
    QCOMPARE(expectation.boxes[3].pageRect, (PageRect{1, 2, 3, 4}));
    QCOMPARE(expectation.labels, QStringList{u"(b)(6)"_s});
}

void tst_Expectation::searchesForTellingTagsOnly()
{
    PlannedItem planned = videoItem();
    for (const QString &tag :
         {u"und"_s, u"2"_s, u"      "_s, u"Canon EOS"_s, u"+48.1234"_s, u"Ann Lee"_s})
        planned.plan.droppedTags.append(SensitiveText(tag));
    const verify::Expectation expectation = expectationFor(planned, videoReport());
    QCOMPARE(expectation.forbiddenTags,
             (QList<SensitiveText>{SensitiveText(u"Canon EOS"_s), SensitiveText(u"+48.1234"_s),
                                   SensitiveText(u"Ann Lee"_s)}));
}

void tst_Expectation::saysWhichMasksAreNotSolid()
{
    PlannedItem planned = videoItem();
    planned.plan.masks.push_back(
        {0, {box(0, {0, 0, 10, 10})}, Effect::Blur, {}, FindingType::Face});
    QVERIFY(!expectationFor(planned, videoReport()).boxes.at(0).solid);
}

void tst_Expectation::putsLabelsOnPictures()
{
    PlannedItem planned;
    planned.plan.kind = ItemKind::Image;
    planned.plan.masks.push_back(
        {0, {box(0, {0, 0, 10, 10})}, Effect::Fill, u"(b)(6)"_s, FindingType::Face});
    // Text is filled whatever was decided.
    planned.plan.masks.push_back(
        {0, {box(0, {0, 0, 10, 10})}, Effect::Blur, u"(b)(6)"_s, FindingType::PersonName});
    planned.plan.pages = {{0, {{5, 6, 7, 8}, {20, 9, 9, 9}}, u"(b)(7)"_s, FindingType::UsSsn}};
    redact::RedactReport report;
    report.kind = ItemKind::Image;
    report.frameSize = {100, 100};
    const verify::Expectation expectation = expectationFor(planned, report);
    QCOMPARE(expectation.boxes.size(), size_t(4));
    QStringList labels;
    for (const verify::BoxExpectation &each : expectation.boxes) {
        QVERIFY(each.solid);
        QCOMPARE(*each.colour, qRgb(0, 0, 0));
        labels.append(each.label);
    }
    QCOMPARE(labels, (QStringList{u"(b)(6)"_s, u"(b)(6)"_s, u"(b)(7)"_s, {}}));
}

void tst_Expectation::tellsWhereShortTextsStood()
{
    const QString text = u"1,Mr Li,NY\nJane Roe,page 12\n"_s;
    PlannedItem planned;
    planned.plan.kind = ItemKind::Csv;
    const auto edit = [&](const QString &mark, const QString &replacement) {
        const qsizetype at = text.indexOf(mark);
        planned.plan.edits.push_back({{at, at + mark.size()}, replacement});
    };
    edit(u"Li"_s, u"[person_name 1]"_s);
    edit(u"NY"_s, u"[location 1]"_s);
    edit(u"Jane Roe"_s, u"[person_name 2]"_s);
    edit(u"12"_s, u"12"_s); // generalised to itself
    redact::RedactReport report;
    report.kind = ItemKind::Csv;
    report.text = SensitiveText(text);
    const verify::Expectation expectation = expectationFor(planned, report);
    QCOMPARE(expectation.anchored.size(), size_t(2));
    QCOMPARE(expectation.anchored[0].before.reveal(), u"1,Mr "_s);
    QCOMPARE(expectation.anchored[0].text.reveal(), u"Li"_s);
    QCOMPARE(expectation.anchored[0].after.reveal(), u","_s);
    QCOMPARE(expectation.anchored[1].before.reveal(), u","_s);
    QCOMPARE(expectation.anchored[1].after.reveal(), u"\n"_s);
    QCOMPARE(expectation.redactedText.reveal(),
             u"1,Mr [person_name 1],[location 1]\n[person_name 2],page 12\n"_s);
    QCOMPARE(expectation.replacements.size(), 4);
}

QTEST_GUILESS_MAIN(tst_Expectation)
#include "tst_expectation.moc"
