// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/paths.h"
#include "core/release/exemptionlog.h"
#include "core/release/manifest.h"
#include "core/release/unfinished.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>
#include <QXmlStreamReader>

using namespace redoubt;
using namespace redoubt::release;
using namespace Qt::StringLiterals;

/// What is handed over with a release: manifest, report, exemption log.
class tst_Reports : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void manifestKeepsToItsContract();
    void manifestEntriesComeBackAsTheyWere();
    void refusesDamagedEntries();
    void manifestHoldsNoWithheldText();
    void logHasOneRowForEveryMark();
    void logSaysNothingOfPlacesThatDidNotLeave();
    void holdsNoWithheldWordsInSentences();
    void holdsNoWithheldWordsInMessages();
    void logCellsAreSafeInASpreadsheet();
    void reportEscapesWhatCameFromAFile();
    void reportIsSelfContained();
    void reportSaysWhatNoPersonSaw();
    void placesReadAsPeopleSpeak();
    void resumesOnlyTheSamePlan();
};

namespace {

constexpr auto kSecret = "Zebedee Quux";

ReleasePlan samplePlan(const QString &name = u"folder/note.txt"_s)
{
    ReleasePlan plan;
    plan.profile.name = u"standard"_s;
    plan.profile.title = u"Standard"_s;
    plan.created = QDateTime::fromSecsSinceEpoch(1'700'000'000, Qt::UTC);
    PlannedItem item;
    item.item.id = ItemId::fromContent("item");
    item.item.name = name;
    item.name.path = name.toStdString();
    item.name.shown = name;
    item.item.kind = ItemKind::Text;
    item.item.sha256 = QByteArray(32, 'a');
    item.sourceFingerprint = QByteArray(32, 'c');
    item.plan.kind = ItemKind::Text;
    item.plan.withheld = {SensitiveText(QString::fromLatin1(kSecret))};
    item.plan.edits = {{{0, 12}, u"[person_name 1]"_s}};
    item.marks = {{FindingId::fromContent("f"),
                   FindingType::PersonName,
                   TextRange{0, 12},
                   Effect::Label,
                   {u"(b)(6)"_s},
                   u"=cmd|' /C calc'!A0"_s,
                   true,
                   12}};
    plan.items.push_back(item);
    return plan;
}

ReleaseResult sampleResult(const ReleasePlan &plan)
{
    ItemResult item;
    item.item = plan.items.front().item.id;
    item.input = plan.items.front().item.name;
    item.kind = ItemKind::Text;
    item.sourceFingerprint = QByteArray(32, 'c');
    item.textPlaces = {{4, 9}};
    item.applied = {Effect::Label};
    item.status = Status::Released;
    item.output = u"redacted/folder/note.txt"_s;
    item.outputSha256 = QByteArray(32, 'b');
    item.marks = {{u"person_name"_s, 1}};
    item.machineOnly = 1;
    item.notes = {Message::plain(u"A note."_s)};
    item.notExamined = {{Portion::page(2), Message::plain(u"damaged"_s)}};
    item.verification.verdict = verify::Outcome::Clean;
    item.verification.checks = {
        {u"text"_s, verify::Outcome::Clean, Message::plain(u"1 string searched"_s)}};
    ReleaseResult result;
    result.items.append(item);
    return result;
}

} // namespace

void tst_Reports::manifestKeepsToItsContract()
{
    const ReleasePlan plan = samplePlan();
    const QJsonObject root =
        QJsonDocument::fromJson(manifestJson(plan, sampleResult(plan), {})).object();
    QCOMPARE(root[u"format"].toString(), u"redoubt-release/1"_s);
    QCOMPARE(root[u"release"].toInt(), 1);
    QCOMPARE(root[u"profile"].toString(), u"standard"_s);
    QCOMPARE(root[u"created"].toString(), u"2023-11-14T22:13:20Z"_s);
    const QJsonObject item = root[u"items"][0].toObject();
    QCOMPARE(item[u"input"].toString(), u"folder/note.txt"_s);
    QCOMPARE(item[u"kind"].toString(), u"text"_s);
    QCOMPARE(item[u"source_fingerprint"].toString(), QString(32, u'6').replace(u"6"_s, u"63"_s));
    QVERIFY(!item.contains(u"source_sha256"));
    QCOMPARE(item[u"output"].toString(), u"redacted/folder/note.txt"_s);
    QCOMPARE(item[u"status"].toString(), u"released"_s);
    QCOMPARE(item[u"marks"][u"person_name"].toInt(), 1);
    QCOMPARE(item[u"machine_only"].toInt(), 1);
    QCOMPARE(item[u"not_examined"][0][u"what"].toString(), u"page 3"_s);
    QCOMPARE(item[u"not_examined"][0][u"why"].toString(), u"damaged"_s);
    QCOMPARE(item[u"not_examined"][0][u"page"].toInt(-1), 2);
    QCOMPARE(item[u"verification"][u"verdict"].toString(), u"clean"_s);
    QCOMPARE(item[u"verification"][u"checks"][0][u"name"].toString(), u"text"_s);
}

void tst_Reports::manifestEntriesComeBackAsTheyWere()
{
    const ReleasePlan plan = samplePlan();
    const ItemResult before = sampleResult(plan).items.first();
    const auto after = itemFromJson(itemToJson(before));
    QVERIFY(after);
    QCOMPARE(itemToJson(*after), itemToJson(before));
}

void tst_Reports::refusesDamagedEntries()
{
    const ReleasePlan plan = samplePlan();
    QJsonObject object = itemToJson(sampleResult(plan).items.first());
    for (const char *key : {"kind", "status", "verification"}) {
        QJsonObject damaged = object;
        damaged.insert(QString::fromLatin1(key), u"no such word"_s);
        QVERIFY2(!itemFromJson(damaged), key);
        damaged.remove(QString::fromLatin1(key));
        QVERIFY2(!itemFromJson(damaged), key);
    }
}

void tst_Reports::manifestHoldsNoWithheldText()
{
    const ReleasePlan plan = samplePlan();
    const ReleaseResult result = sampleResult(plan);
    for (const QByteArray &file : {manifestJson(plan, result, {}), reportHtml(plan, result, {}),
                                   exemptionLogCsv(plan, result)}) {
        QVERIFY(!file.contains(kSecret));
        // Nor what lets it be guessed: a plain hash of the original, the length of what went.
        QVERIFY(!file.contains(QByteArray(32, 'a').toHex()));
        QVERIFY(!file.contains("12 char") && !file.contains("0 to 12"));
    }
}

void tst_Reports::logHasOneRowForEveryMark()
{
    ReleasePlan plan = samplePlan();
    plan.items.front().marks.push_back(plan.items.front().marks.front());
    ReleaseResult result = sampleResult(plan);
    result.items.first().applied.push_back(Effect::Remove); // though a label was planned
    const QList<QByteArray> lines = exemptionLogCsv(plan, result).split('\n');
    QCOMPARE(lines.size(), 4); // heading, two marks, what follows the last line end
    QVERIFY(lines[0].startsWith("item,output,type,place,effect,reason,amount,decided_by"));
    QVERIFY(lines[1].contains("folder/note.txt,redacted/folder/note.txt,person_name,\"line 4, "
                              "character 9\",label,(b)(6),1 place"));
    QVERIFY(lines[2].contains(",remove,(b)(6),1 place"));
}

void tst_Reports::logSaysNothingOfPlacesThatDidNotLeave()
{
    const ReleasePlan plan = samplePlan();
    for (const Status status : {Status::Withheld, Status::Failed}) {
        ReleaseResult result = sampleResult(plan);
        result.items.first().status = status;
        result.items.first().output.clear();
        QVERIFY(exemptionLogCsv(plan, result)
                    .contains("folder/note.txt,,person_name,no output,,(b)(6),,"));
    }
}

void tst_Reports::holdsNoWithheldWordsInSentences()
{
    ReleasePlan plan = samplePlan(u"Zebedee_Quux/note.txt"_s);
    PlannedItem &planned = plan.items.front();
    plan.withheld.add(SensitiveText(QString::fromLatin1(kSecret)), FindingType::PersonName);
    planned.name.path = "folder-0001/note.txt";
    planned.name.shown = u"folder-0001/note.txt"_s;
    planned.name.replaced = true;
    planned.marks.front().reasons = {u"asked for by zebedée quux"_s};
    planned.marks.front().decidedBy = u"Mrs Quux"_s;
    planned.marks.push_back(planned.marks.front());
    planned.marks.back().place = Field{u"Info.Zebedee-Quux"_s};
    const QByteArray log = exemptionLogCsv(plan, sampleResult(plan));
    QVERIFY2(!log.toLower().contains("quux"), log.constData());
    QCOMPARE(publicSentence(plan, planned, u"“Zebedee_Quux/note.txt” is empty."_s),
             u"“folder-0001/note.txt” is empty."_s);
    QCOMPARE(publicSentence(plan, planned, u"attachment Quux.pdf is damaged"_s),
             u"attachment […].pdf is damaged"_s);
    QCOMPARE(publicSentence(plan, planned, u"page 1 is signed ZEBEDE\u0301E  QUUX, Quuxley"_s),
             u"page 1 is signed […], Quuxley"_s);
    QCOMPARE(publicSentence(plan, planned, u"Zebedee Zebedee Quux Quux"_s), u"[…] […] […]"_s);
    plan.withheld.add(SensitiveText(u"Page"_s), FindingType::Custom);
    QCOMPARE(publicSentence(plan, planned, u"page 1: takes too long to draw"_s),
             u"[…] 1: takes too long to draw"_s);
}

void tst_Reports::holdsNoWithheldWordsInMessages()
{
    ReleasePlan plan = samplePlan(u"Zebedee_Quux/note.txt"_s);
    PlannedItem &planned = plan.items.front();
    plan.withheld.add(SensitiveText(QString::fromLatin1(kSecret)), FindingType::PersonName);
    planned.name.shown = u"folder-0001/note.txt"_s;
    planned.name.replaced = true;
    const Message inner = Error(ErrorKind::Damaged, "test").message();
    const Message sentence = Message::plain(u"“%1”: %2 (%3)"_s)
                                 .arg(u"Zebedee_Quux/note.txt"_s)
                                 .arg(inner)
                                 .arg(Message::plain(u"by Mrs Quux"_s));
    const Message shown = publicMessage(plan, planned, sentence);
    QCOMPARE(shown.text(), u"“folder-0001/note.txt”: "_s + inner.text() + u" (by Mrs […])"_s);
    // What is not withheld stays a fact.
    QVERIFY(publicMessage(plan, planned, inner) == inner);
    // What only the whole tells: in a pattern, and across two arguments.
    QCOMPARE(publicMessage(plan, planned, Message::plain(u"%1 Quux"_s).arg(1)).text(), u"1 […]"_s);
    plan.withheld.add(SensitiveText(u"12 High Street"_s), FindingType::Custom);
    QCOMPARE(publicMessage(plan, planned, Message::plain(u"%1 %2 Street"_s).arg(12).arg(u"High"_s))
                 .text(),
             u"[…]"_s);
}

void tst_Reports::logCellsAreSafeInASpreadsheet()
{
    const ReleasePlan plan = samplePlan(u"-1+1,\"x\".txt"_s);
    const QByteArray csv = exemptionLogCsv(plan, sampleResult(plan));
    QVERIFY(csv.contains("\r\n\"'-1+1,\"\"x\"\".txt\","));
    QVERIFY(csv.contains(",'=cmd|' /C calc'!A0\r\n"));
}

void tst_Reports::reportEscapesWhatCameFromAFile()
{
    const ReleasePlan plan = samplePlan(u"<script>alert(1)</script>.txt"_s);
    const QByteArray html = reportHtml(plan, sampleResult(plan), {});
    QVERIFY(!html.contains("<script"));
    QVERIFY(html.contains("&lt;script&gt;"));
}

void tst_Reports::reportIsSelfContained()
{
    const ReleasePlan plan = samplePlan();
    const QByteArray html = reportHtml(plan, sampleResult(plan), {});
    for (const char *outside : {"http://", "https://", "src=", "@import", "url("})
        QVERIFY2(!html.contains(outside), outside);
    QVERIFY(html.contains("default-src 'none'"));
}

void tst_Reports::reportSaysWhatNoPersonSaw()
{
    const ReleasePlan plan = samplePlan();
    ReportInfo info;
    info.warnings = {u"Recall is poor without the model."_s};
    const QString html = QString::fromUtf8(reportHtml(plan, sampleResult(plan), info));
    QVERIFY(html.contains(u"without a person having looked"_s));
    QVERIFY(html.contains(u"Recall is poor without the model."_s));
    QVERIFY(html.contains(u"page 3: damaged"_s));
}

void tst_Reports::placesReadAsPeopleSpeak()
{
    casefile::Item item;
    item.kind = ItemKind::Video;
    casefile::ItemStream stream;
    stream.timeBase = {1, 1000};
    item.streams.append(stream);
    QCOMPARE(placeText(Span{0, {3'600'000, 3'661'500}, {}}, item),
             u"stream 0, 1:00:00.000 to 1:01:01.500"_s);
    QCOMPARE(placeText(Area{1, {{10, 20, 30, 40}}, std::nullopt}, item),
             u"page 2, 30×40 at 10, 20"_s);
    QCOMPARE(placeText(Field{u"Exif.GPSInfo"_s}, item), u"Exif.GPSInfo"_s);
    QCOMPARE(placeText(Track{0, {{1250, {1, 2, 3, 4}, BoxOrigin::Drawn, 1.f}}}, item),
             u"0:01.250 to 0:01.250, 3×4 pixels at 1, 2"_s);
}

void tst_Reports::resumesOnlyTheSamePlan()
{
    const ReleasePlan plan = samplePlan();
    const RunOptions options;
    const QByteArray fingerprint =
        fingerprintOf(plan.items.front(), plan.profile, options, "note.txt");
    QCOMPARE(fingerprintOf(plan.items.front(), plan.profile, options, "note.txt"), fingerprint);
    ReleasePlan changed = plan;
    changed.items.front().plan.edits.front().range.end = 13;
    QVERIFY(fingerprintOf(changed.items.front(), plan.profile, options, "note.txt") != fingerprint);
    RunOptions other;
    other.ocr = false;
    QVERIFY(fingerprintOf(plan.items.front(), plan.profile, other, "note.txt") != fingerprint);
    QVERIFY(fingerprintOf(plan.items.front(), plan.profile, options, "b.txt") != fingerprint);
}

QTEST_GUILESS_MAIN(tst_Reports)
#include "tst_reports.moc"
