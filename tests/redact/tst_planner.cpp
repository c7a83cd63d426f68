// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/casefile/case.h"
#include "core/finding/generalise.h"
#include "core/redact/plan/planner.h"
#include "tests/support/samplecase.h"

#include <QTest>

using namespace redoubt;
using namespace redoubt::redact;
using namespace Qt::StringLiterals;

/// What is decided becomes what is removed, and nothing else.
class tst_Planner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void redactsWhatNobodyDecided();
    void keepsWhatAPersonKept();
    void givesTheSameTextTheSameLabelInEveryFile();
    void joinsOverlappingEdits();
    void withholdsTextUnlessItIsKeptElsewhereInTheFile();
    void dropsMetadataWhateverWasDecided();
    void turnsEveryPlaceIntoItsKindOfMark();
    void refusesAMarkWithoutTheReasonThatTheProfileRequires();
    void isEqualToItselfAndPrintsNoText();
    void makesDatesAgesAndZipCodesCoarser_data();
    void makesDatesAgesAndZipCodesCoarser();
    void refusesAnUnknownItem();

private:
    Finding text(ItemId item, FindingType type, TextRange range, const QString &words,
                 double score = 0.9);
    RedactionPlan planOf(ItemId item);

    std::unique_ptr<test::SampleCase> m_case;
    casefile::Profile m_profile;
};

void tst_Planner::initTestCase()
{
    auto profile = casefile::loadProfile(u"standard"_s);
    QVERIFY(profile);
    m_profile = *profile;
}

void tst_Planner::init()
{
    m_case = std::make_unique<test::SampleCase>();
}

Finding tst_Planner::text(ItemId item, FindingType type, TextRange range, const QString &words,
                          double score)
{
    Finding finding;
    finding.item = item;
    finding.type = type;
    finding.score = score;
    finding.place = range;
    finding.provenance = {u"patterns"_s, u"1"_s, {}};
    finding.source = TextSource::Text;
    finding.text = SensitiveText(words);
    finding.id = stableFindingId(finding);
    return finding;
}

RedactionPlan tst_Planner::planOf(ItemId item)
{
    const LabelBook labels(m_case->sheet());
    auto plan = makePlan(m_case->sheet(), item, m_profile, labels);
    return plan ? std::move(*plan) : RedactionPlan();
}

void tst_Planner::redactsWhatNobodyDecided()
{
    const ItemId item = m_case->addText("a.txt", "call 555-0100 now");
    m_case->addFindings(item, {text(item, FindingType::PhoneNumber, {5, 13}, u"555-0100"_s)});
    const RedactionPlan plan = planOf(item);
    QCOMPARE(plan.edits.size(), size_t(1));
    QCOMPARE(plan.edits.front().range, (TextRange{5, 13}));
    QCOMPARE(plan.edits.front().replacement, u"[phone_number 1]"_s);
    QCOMPARE(plan.machineOnly, 1);
    QCOMPARE(plan.marksByType.value(u"phone_number"_s), 1);
}

void tst_Planner::keepsWhatAPersonKept()
{
    const ItemId item = m_case->addText("a.txt", "call 555-0100 now");
    const Finding finding = text(item, FindingType::PhoneNumber, {5, 13}, u"555-0100"_s);
    m_case->addFindings(item, {finding});
    m_case->decide(finding.id, Verdict::Keep);
    const RedactionPlan plan = planOf(item);
    QVERIFY(plan.edits.empty());
    QVERIFY(plan.withheld.isEmpty());
    QCOMPARE(plan.machineOnly, 0);
}

void tst_Planner::givesTheSameTextTheSameLabelInEveryFile()
{
    const ItemId a = m_case->addText("a.txt", "Ann Lee, Bob Ray");
    const ItemId b = m_case->addText("b.txt", "bob  ray");
    m_case->addFindings(a, {text(a, FindingType::PersonName, {0, 7}, u"Ann Lee"_s),
                            text(a, FindingType::PersonName, {9, 16}, u"Bob Ray"_s)});
    m_case->addFindings(b, {text(b, FindingType::PersonName, {0, 8}, u"bob  ray"_s)});
    QCOMPARE(planOf(a).edits.at(0).replacement, u"[person_name 1]"_s);
    QCOMPARE(planOf(a).edits.at(1).replacement, u"[person_name 2]"_s);
    QCOMPARE(planOf(b).edits.at(0).replacement, u"[person_name 2]"_s);
}

void tst_Planner::joinsOverlappingEdits()
{
    const ItemId item = m_case->addText("a.txt", "Ann Lee <ann@lee.example> wrote");
    m_case->addFindings(item, {text(item, FindingType::PersonName, {0, 7}, u"Ann Lee"_s),
                               text(item, FindingType::EmailAddress, {9, 24}, u"ann@lee.example"_s),
                               text(item, FindingType::PersonName, {9, 12}, u"ann"_s),
                               text(item, FindingType::Url, {13, 27}, u"lee.example> wr"_s)});
    m_case->decideAll(item, Verdict::Redact);
    const RedactionPlan plan = planOf(item);
    TextRange last{-1, -1};
    for (const TextEdit &edit : plan.edits) {
        QVERIFY2(edit.range.begin >= last.end, "edits overlap");
        last = edit.range;
    }
    QCOMPARE(plan.edits.size(), size_t(2));
    QCOMPARE(plan.edits.back().range, (TextRange{9, 27}));
}

void tst_Planner::withholdsTextUnlessItIsKeptElsewhereInTheFile()
{
    const ItemId item = m_case->addText("a.txt", "Ann Lee and ann lee and Bob Ray");
    const Finding kept = text(item, FindingType::PersonName, {0, 7}, u"Ann Lee"_s);
    const Finding same = text(item, FindingType::PersonName, {12, 19}, u"ann lee"_s);
    const Finding other = text(item, FindingType::PersonName, {24, 31}, u"Bob Ray"_s);
    m_case->addFindings(item, {kept, same, other});
    m_case->decide(kept.id, Verdict::Keep);
    const RedactionPlan plan = planOf(item);
    QCOMPARE(plan.withheld, QList<SensitiveText>{SensitiveText(u"Bob Ray"_s)});
}

void tst_Planner::dropsMetadataWhateverWasDecided()
{
    const ItemId item = m_case->addText("a.txt", "x");
    Finding field = text(item, FindingType::Metadata, {}, u"Ann Lee's camera"_s);
    field.place = Field{u"Exif.Image.Artist"_s};
    field.source = TextSource::Metadata;
    field.id = stableFindingId(field);
    m_case->addFindings(item, {field});
    QCOMPARE(planOf(item).droppedTags.size(), 1);
    QVERIFY(planOf(item).edits.empty());
    m_profile.keepMetadata = {u"Exif.Image"_s};
    QVERIFY(planOf(item).droppedTags.isEmpty());
    m_profile.keepMetadata.clear();
}

void tst_Planner::turnsEveryPlaceIntoItsKindOfMark()
{
    const ItemId item = m_case->addText("a.txt", "x");
    Finding face = text(item, FindingType::Face, {}, {});
    face.place = Track{0, {{0, {1, 2, 3, 4}, BoxOrigin::Detected, 0.9f}}};
    face.source = TextSource::None;
    face.id = stableFindingId(face);
    Finding voice = face;
    voice.type = FindingType::Voice;
    voice.place = Span{1, {10, 20}, {0}};
    voice.id = stableFindingId(voice);
    Finding area = text(item, FindingType::UsSsn, {}, u"078-05-1120"_s);
    area.place = Area{2, {{1, 2, 3, 4}}, std::nullopt};
    area.id = stableFindingId(area);
    m_case->addFindings(item, {face, voice, area});
    m_case->decideAll(item, Verdict::Redact, {u"(b)(6)"_s});
    const RedactionPlan plan = planOf(item);
    QCOMPARE(plan.masks.size(), size_t(1));
    // The detector's box of a face is given room for hair and ears; one that a person drew is left
    // as it is.
    QVERIFY(plan.masks.front().boxes.front().rect.area() > 3 * 4);
    QVERIFY(plan.masks.front().effect == Effect::Fill);
    QCOMPARE(plan.masks.front().label, u"(b)(6)"_s);
    QCOMPARE(plan.cuts.size(), size_t(1));
    QVERIFY(plan.cuts.front().effect == Effect::Silence);
    QCOMPARE(plan.cuts.front().channels, QList<int>{0});
    QCOMPARE(plan.pages.size(), size_t(1));
    QCOMPARE(plan.pages.front().page, 2);
    QCOMPARE(plan.machineOnly, 0);
}

void tst_Planner::refusesAMarkWithoutTheReasonThatTheProfileRequires()
{
    const ItemId item = m_case->addText("a.txt", "call 555-0100 now");
    const Finding finding = text(item, FindingType::PhoneNumber, {5, 13}, u"555-0100"_s);
    m_case->addFindings(item, {finding});
    casefile::Profile strict = m_profile;
    strict.reasonRequired = true;
    strict.rules[FindingType::PhoneNumber].reasons.clear();
    const LabelBook labels(m_case->sheet());
    const auto refused = makePlan(m_case->sheet(), item, strict, labels);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind(), ErrorKind::Invalid);
    m_case->decide(finding.id, Verdict::Redact, {u"(b)(6)"_s});
    QVERIFY(makePlan(m_case->sheet(), item, strict, labels));
}

void tst_Planner::isEqualToItselfAndPrintsNoText()
{
    const ItemId item = m_case->addText("a.txt", "Zebedee Quux was here");
    m_case->addFindings(item, {text(item, FindingType::PersonName, {0, 12}, u"Zebedee Quux"_s)});
    const RedactionPlan plan = planOf(item);
    QCOMPARE(plan, planOf(item));
    QString printed;
    QDebug(&printed) << plan;
    QVERIFY(!printed.isEmpty());
    QVERIFY(!printed.contains(u"Zebedee"_s));
}

void tst_Planner::makesDatesAgesAndZipCodesCoarser_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("coarse");
    QTest::newRow("American date") << u"date"_s << u"03/14/1987"_s << u"1987"_s;
    QTest::newRow("spelled date") << u"date"_s << u"14 March 1987"_s << u"1987"_s;
    QTest::newRow("two years") << u"date"_s << u"1987-2001"_s << QString();
    QTest::newRow("no year") << u"date"_s << u"14 March"_s << QString();
    QTest::newRow("age") << u"age"_s << u"45 years"_s << u"45 years"_s;
    QTest::newRow("age of 89") << u"age"_s << u"89"_s << u"89"_s;
    QTest::newRow("age of 90") << u"age"_s << u"90 years old"_s << u"90+"_s;
    QTest::newRow("ZIP") << u"location"_s << u"60614"_s << u"606**"_s;
    QTest::newRow("ZIP+4") << u"location"_s << u"60614-1234"_s << u"606**"_s;
    QTest::newRow("ZIP of few people")
        << u"location"_s << u"03601"_s << u"036**"_s.replace(u"036"_s, u"000"_s);
    QTest::newRow("more than a ZIP") << u"location"_s << u"Chicago 60614"_s << QString();
    QTest::newRow("name") << u"person_name"_s << u"Ann Lee"_s << QString();
}

void tst_Planner::makesDatesAgesAndZipCodesCoarser()
{
    QFETCH(QString, type);
    QFETCH(QString, text);
    QFETCH(QString, coarse);
    const auto result = generalised(*findingTypeFromString(type), text);
    QCOMPARE(result.value_or(QString()), coarse);
}

void tst_Planner::refusesAnUnknownItem()
{
    const LabelBook labels(m_case->sheet());
    const auto plan = makePlan(m_case->sheet(), ItemId::random(), m_profile, labels);
    QVERIFY(!plan);
    QCOMPARE(plan.error().kind(), ErrorKind::NotFound);
}

QTEST_GUILESS_MAIN(tst_Planner)
#include "tst_planner.moc"
