// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/finding/effecttable.h"
#include "core/release/release.h"
#include "tests/support/samplecase.h"

#include <QTest>

#include <array>

using namespace redoubt;
using namespace redoubt::release;
using namespace Qt::StringLiterals;

namespace {

constexpr Effect kInitials{1000};
constexpr Effect kStripes{1001};
constexpr std::array kOnlyText{Canvas::Text};
constexpr std::array kOnlyPictures{Canvas::Picture};

bool isName(FindingType type)
{
    return type == FindingType::PersonName;
}

std::optional<QString> initials(FindingType, QStringView text, const QString &)
{
    QString letters;
    for (const auto &word : text.split(u' ', Qt::SkipEmptyParts))
        letters += word.front() + u'.';
    return letters.size() > 2 ? std::optional(letters) : std::nullopt;
}

} // namespace

/// The table of this program: that of the others, and two rows more. Nothing else is told of them.
std::span<const EffectRow> redoubt::effectRows()
{
    static const std::vector<EffectRow> all = [] {
        const auto others = builtInEffects();
        std::vector<EffectRow> rows(others.begin(), others.end());
        rows.push_back({kInitials, "initials", "Initials", EffectMedium::Text, Filling::Words,
                        Strength::Traces, true, kOnlyText, isName, initials});
        rows.push_back({kStripes, "stripes", "Stripes", EffectMedium::Picture, Filling::Black,
                        Strength::Complete, false, kOnlyPictures});
        return rows;
    }();
    return all;
}

/// A row of the table is all that a new effect needs, to be offered, journalled, planned, made,
/// logged, and taken up again.
class tst_NewEffect : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isOfferedWhereItsRowSays();
    void isReadFromMarksAndProfiles();
    void goesFromADecisionIntoCopyAndLog();
    void isLoggedAsWhatWasDoneInstead();
    void comesBackWithAnUnfinishedRelease();

private:
    Finding name(ItemId item, TextRange range, const QString &words) const;
    void decide(const Finding &finding, Effect effect);
    Result<ReleaseResult> run(const ReleasePlan &plan, const RunOptions &options);

    std::unique_ptr<test::SampleCase> m_case;
    casefile::Profile m_profile;

private Q_SLOTS:
    void init()
    {
        m_case = std::make_unique<test::SampleCase>();
        m_profile = casefile::loadProfile(u"standard"_s).value();
    }
};

Finding tst_NewEffect::name(ItemId item, TextRange range, const QString &words) const
{
    Finding finding;
    finding.item = item;
    finding.type = FindingType::PersonName;
    finding.score = 0.9;
    finding.place = range;
    finding.provenance = {u"patterns"_s, u"1"_s, {}};
    finding.source = TextSource::Text;
    finding.text = SensitiveText(words);
    finding.id = stableFindingId(finding);
    return finding;
}

void tst_NewEffect::decide(const Finding &finding, Effect effect)
{
    QVERIFY((*m_case)->decide({{finding.id, Verdict::Redact, effect, {}, u"J"_s, 1}}));
}

Result<ReleaseResult> tst_NewEffect::run(const ReleasePlan &plan, const RunOptions &options)
{
    return runRelease(plan, [this](ItemId item) { return (*m_case)->openItem(item); }, options, {});
}

void tst_NewEffect::isOfferedWhereItsRowSays()
{
    QVERIFY(effectsOn(Canvas::Text, FindingType::PersonName).contains(kInitials));
    QVERIFY(!effectsOn(Canvas::Text, FindingType::Date).contains(kInitials));
    QVERIFY(!effectsOn(Canvas::Field, FindingType::PersonName).contains(kInitials));
    QVERIFY(effectsOn(Canvas::Picture, FindingType::Face).contains(kStripes));
    QVERIFY(!effectsOn(Canvas::Picture, FindingType::UsSsn).contains(kStripes));
    QVERIFY(!effectsOn(Canvas::Film, FindingType::Face).contains(kStripes));
    QVERIFY(isWeak(kInitials) && !isWeak(kStripes));
    QVERIFY(isSolid(kStripes) && isFor(kStripes, EffectMedium::Picture));
    QCOMPARE(displayName(kInitials), u"Initials"_s);
}

void tst_NewEffect::isReadFromMarksAndProfiles()
{
    const auto marks =
        parseMarks(R"({"marks":[{"file":"a.txt","term":"Jane Roe","effect":"initials"}]})");
    QVERIFY2(marks, marks ? "" : qPrintable(marks.error().text()));
    QVERIFY(marks->first().effect == kInitials);
    const auto profile = casefile::parseProfile(
        R"({"format":"redoubt-profile/1","name":"with-initials","default_effects":{"text":"initials"},)"
        R"("types":{}})");
    QVERIFY2(profile, profile ? "" : qPrintable(profile.error().text()));
    const TextRange place{0, 1};
    QVERIFY(profile->effectFor(FindingType::PersonName, place, ItemKind::Text, Effect::Default) ==
            kInitials);
    QVERIFY(profile->effectFor(FindingType::Date, place, ItemKind::Text, Effect::Default) ==
            Effect::Label);
}

void tst_NewEffect::goesFromADecisionIntoCopyAndLog()
{
    const ItemId item = m_case->addText("a.txt", "asked Jane Roe twice\n");
    const Finding found = name(item, {6, 14}, u"Jane Roe"_s);
    m_case->addFindings(item, {found});
    decide(found, kInitials);
    m_case->reopen(); // by its name in the journal
    const ReleasePlan plan = planRelease(m_case->sheet(), m_profile, {});
    QCOMPARE(plan.items.front().plan.marks, (std::vector<redact::PlannedMark>{{0, kInitials}}));
    RunOptions options;
    options.out = m_case->folder() / "release";
    const auto result = run(plan, options);
    QVERIFY(result);
    QCOMPARE(result->items.first().why.text(), QString());
    QCOMPARE(test::readFile(options.out / "redacted/a.txt"), QByteArray("asked J.R. twice\n"));
    QVERIFY(result->items.first().applied == std::vector{kInitials});
    QVERIFY(exemptionLogCsv(plan, *result).contains(",initials,"));
}

/// What cannot be had for a text is labelled, and so is a mark inside of another one: the log tells
/// what a reader of the copy sees.
void tst_NewEffect::isLoggedAsWhatWasDoneInstead()
{
    const ItemId item = m_case->addText("a.txt", "asked Jane twice, and Ann Lee Roe\n");
    const Finding one = name(item, {6, 10}, u"Jane"_s);
    const Finding whole = name(item, {22, 33}, u"Ann Lee Roe"_s);
    const Finding inside = name(item, {26, 29}, u"Lee"_s);
    m_case->addFindings(item, {one, whole, inside});
    decide(one, kInitials);
    decide(whole, kInitials);
    decide(inside, Effect::Remove);
    const ReleasePlan plan = planRelease(m_case->sheet(), m_profile, {});
    RunOptions options;
    options.out = m_case->folder() / "release";
    const auto result = run(plan, options);
    QVERIFY(result);
    QCOMPARE(test::readFile(options.out / "redacted/a.txt"),
             QByteArray("asked [person_name 1] twice, and A.L.R.\n"));
    const std::vector<Effect> &applied = result->items.first().applied;
    QCOMPARE(applied.size(), size_t(3));
    for (size_t i = 0; i < applied.size(); ++i)
        QVERIFY(applied[i] ==
                (plan.items.front().marks[i].finding == one.id ? Effect::Label : kInitials));
}

void tst_NewEffect::comesBackWithAnUnfinishedRelease()
{
    const ItemId item = m_case->addText("a.txt", "asked Jane Roe twice\n");
    const Finding found = name(item, {6, 14}, u"Jane Roe"_s);
    m_case->addFindings(item, {found});
    decide(found, kInitials);
    const ReleasePlan plan = planRelease(m_case->sheet(), m_profile, {});
    RunOptions options;
    options.out = m_case->folder() / "release";
    options.openUnfinished = [this](ItemId id, const QByteArray &purpose) {
        return (*m_case)->vault().openWork(id, purpose);
    };
    for (int round = 0; round < 2; ++round) { // made, and taken from the first round
        const auto result = run(plan, options);
        QVERIFY(result);
        QVERIFY(result->items.first().applied == std::vector{kInitials});
    }
}

QTEST_GUILESS_MAIN(tst_NewEffect)
#include "tst_neweffect.moc"
