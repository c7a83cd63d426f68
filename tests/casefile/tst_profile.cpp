// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/casefile/profile.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace redoubt;
using namespace redoubt::casefile;
using namespace Qt::StringLiterals;

class TestProfile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void builtInProfilesNameEveryType();
    void builtInProfilesUseReasonsOfTheirSet();
    void standardKeepsWhatTheDesignKeeps();
    void hipaaCoversVoicesAndGeneralisesDates();
    void foiaNeedsReasons();
    void dsarKeepsTheRequester();
    void manualProposesNothing();
    void typesThatAProfileDoesNotNameAreAsked();
    void readsRulesOfUsers();
    void refuses_data();
    void refuses();
    void loadsFilesByPath();
    void saysWhatIsBuiltInWhenNothingIsFound();
    void textIsNeverBlurred();
    void effectsFitTheirMedium();
    void reasonSetsHaveUniqueCodes();
    void reasonSetsHoldTheStatutes();
    void refusesBrokenReasonSets();
};

namespace {

QByteArray withFields(const char *fields)
{
    return QByteArray(R"({"format":"redoubt-profile/1","name":"office")") + fields + "}";
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

} // namespace

void TestProfile::builtInProfilesNameEveryType()
{
    QCOMPARE(builtInProfiles(),
             (QStringList{u"dsar"_s, u"foia"_s, u"hipaa"_s, u"manual"_s, u"standard"_s}));
    for (const QString &name : builtInProfiles()) {
        const auto profile = loadProfile(name);
        QVERIFY2(profile, qPrintable(name));
        QCOMPARE(profile->name, name);
        QVERIFY(!profile->title.isEmpty() && !profile->description.isEmpty());
        QCOMPARE(profile->rules.size(), allFindingTypes().size());
        QFile file(u":/redoubt/profiles/%1.json"_s.arg(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto types = QJsonDocument::fromJson(file.readAll()).object()[u"types"_s].toObject();
        for (const FindingType type : allFindingTypes())
            QVERIFY2(types.contains(toString(type)), qPrintable(name + toString(type)));
    }
}

void TestProfile::builtInProfilesUseReasonsOfTheirSet()
{
    for (const QString &name : builtInProfiles()) {
        const auto profile = loadProfile(name);
        QVERIFY(profile);
        QSet<QString> codes;
        if (!profile->reasonSet.isEmpty()) {
            const auto set = loadReasonSet(profile->reasonSet);
            QVERIFY(set);
            for (const Reason &reason : set->reasons)
                codes.insert(reason.code);
        }
        for (const TypeRule &rule : profile->rules) {
            for (const QString &code : rule.reasons)
                QVERIFY2(codes.contains(code), qPrintable(code));
            QVERIFY(!profile->reasonRequired || !rule.reasons.isEmpty());
        }
    }
}

void TestProfile::standardKeepsWhatTheDesignKeeps()
{
    const auto profile = loadProfile(u"standard"_s);
    QVERIFY(profile);
    const QSet<FindingType> kept{FindingType::Date,     FindingType::Age, FindingType::Organisation,
                                 FindingType::Location, FindingType::Url, FindingType::Voice};
    for (const FindingType type : allFindingTypes())
        QCOMPARE(profile->rule(type).verdict,
                 kept.contains(type) ? DefaultVerdict::Keep : DefaultVerdict::Redact);
    QVERIFY(profile->keepMetadata.isEmpty());
}

void TestProfile::hipaaCoversVoicesAndGeneralisesDates()
{
    const auto profile = loadProfile(u"hipaa"_s);
    QVERIFY(profile);
    QCOMPARE(profile->rule(FindingType::Voice).verdict, DefaultVerdict::Redact);
    QVERIFY(profile->rule(FindingType::Date).effect == Effect::Generalise);
    for (const TypeRule &rule : profile->rules)
        QVERIFY(rule.verdict != DefaultVerdict::Keep);
}

void TestProfile::foiaNeedsReasons()
{
    const auto profile = loadProfile(u"foia"_s);
    QVERIFY(profile && profile->reasonRequired);
    QCOMPARE(profile->reasonSet, u"foia"_s);
    QCOMPARE(profile->rule(FindingType::Face).reasons, QStringList{u"(b)(6)"_s});
    const auto standard = loadProfile(u"standard"_s);
    for (const FindingType type : allFindingTypes())
        QCOMPARE(profile->rule(type).verdict, standard->rule(type).verdict);
}

void TestProfile::dsarKeepsTheRequester()
{
    const auto profile = loadProfile(u"dsar"_s);
    QVERIFY(profile && profile->keepRequester);
    QCOMPARE(profile->rule(FindingType::Voice).verdict, DefaultVerdict::Redact);
}

void TestProfile::manualProposesNothing()
{
    const auto profile = loadProfile(u"manual"_s);
    QVERIFY(profile && !profile->detect);
}

void TestProfile::typesThatAProfileDoesNotNameAreAsked()
{
    const auto profile = parseProfile(withFields(R"(,"types":{"face":"keep"})"));
    QVERIFY(profile);
    QCOMPARE(profile->rule(FindingType::Face).verdict, DefaultVerdict::Keep);
    QCOMPARE(profile->rule(FindingType::UsSsn).verdict, DefaultVerdict::Ask);
    QCOMPARE(profile->rules.size(), allFindingTypes().size());
}

void TestProfile::readsRulesOfUsers()
{
    QVERIFY(!loadProfile(u"standard"_s)->sameFormat);
    const auto same =
        parseProfile(R"({"format":"redoubt-profile/1","name":"x","same_format":true})");
    QVERIFY(same);
    QVERIFY(same->sameFormat);
    const auto profile = parseProfile(withFields(
        R"j(,"other_types":"redact","detect":false,"ocr_languages":"eng+chi_sim","reason_set":"foia",
        "default_effects":{"picture":"blur","sound":"bleep","text":"remove"},"keep_metadata":["Info.Title"],
        "types":{"date":{"verdict":"ask","effect":"generalise","reasons":["(b)(6)"]
}
})j"));
    QVERIFY(profile);
    QVERIFY(!profile->detect);
    QVERIFY(profile->pictureEffect == Effect::Blur);
    QVERIFY(profile->soundEffect == Effect::Bleep);
    QVERIFY(profile->textEffect == Effect::Remove);
    QCOMPARE(profile->keepMetadata, QStringList{u"Info.Title"_s});
    QCOMPARE(profile->rule(FindingType::Face).verdict, DefaultVerdict::Redact);
    QVERIFY((profile->rule(FindingType::Date) ==
             TypeRule{DefaultVerdict::Ask, Effect::Generalise, {u"(b)(6)"_s}}));
}

void TestProfile::refuses_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("named");
    QTest::newRow("no json") << QByteArray("{") << QString();
    QTest::newRow("list") << QByteArray("[]") << QString();
    QTest::newRow("no format") << QByteArray(R"({"name":"x"})") << u"format"_s;
    QTest::newRow("other format") << QByteArray(R"({"format":"redoubt-profile/2","name":"x"})")
                                  << u"format"_s;
    QTest::newRow("no name") << QByteArray(R"({"format":"redoubt-profile/1"})") << u"name"_s;
    QTest::newRow("misspelt field") << withFields(R"(,"detct":true)") << u"detct"_s;
    QTest::newRow("flag as text") << withFields(R"(,"detect":"yes")") << u"detect"_s;
    QTest::newRow("unknown type") << withFields(R"(,"types":{"shoe":"redact"})") << u"types.shoe"_s;
    QTest::newRow("unknown verdict")
        << withFields(R"(,"types":{"face":"hide"})") << u"types.face"_s;
    QTest::newRow("rule without verdict")
        << withFields(R"(,"types":{"face":{"effect":"fill"}})") << u"types.face.verdict"_s;
    QTest::newRow("unknown effect")
        << withFields(R"(,"types":{"face":{"verdict":"redact","effect":"melt"}})")
        << u"types.face.effect"_s;
    QTest::newRow("misspelt in a rule")
        << withFields(R"(,"types":{"face":{"verdict":"redact","reason":"x"}})")
        << u"types.face.reason"_s;
    QTest::newRow("rule as number") << withFields(R"(,"types":{"face":1})") << u"types.face"_s;
    QTest::newRow("sound effect for pictures")
        << withFields(R"(,"default_effects":{"picture":"bleep"})") << u"default_effects.picture"_s;
    QTest::newRow("unknown medium")
        << withFields(R"(,"default_effects":{"smell":"fill"})") << u"default_effects.smell"_s;
    QTest::newRow("languages that leave the folder")
        << withFields(R"(,"ocr_languages":"../eng")") << u"ocr_languages"_s;
    QTest::newRow("reasons required of no set")
        << withFields(R"(,"reason_required":true)") << u"reason_set"_s;
    QTest::newRow("metadata not a list")
        << withFields(R"(,"keep_metadata":"x")") << u"keep_metadata"_s;
}

void TestProfile::refuses()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, named);
    const auto profile = parseProfile(json);
    QVERIFY(!profile);
    QCOMPARE(profile.error().kind(), ErrorKind::Invalid);
    QVERIFY2(profile.error().text().contains(named), qPrintable(profile.error().text()));
}

void TestProfile::loadsFilesByPath()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"büro.json"_s);
    write(path, "\xEF\xBB\xBF" + withFields(R"(,"types":{"face":"keep"})"));
    const auto profile = loadProfile(path);
    QVERIFY(profile);
    QCOMPARE(profile->name, u"office"_s);
}

void TestProfile::saysWhatIsBuiltInWhenNothingIsFound()
{
    const auto profile = loadProfile(u"nonsuch"_s);
    QVERIFY(!profile);
    QCOMPARE(profile.error().kind(), ErrorKind::NotFound);
    QVERIFY(profile.error().text().contains(u"standard"_s));
    QVERIFY(!loadReasonSet(u"nonsuch"_s));
}

void TestProfile::textIsNeverBlurred()
{
    Profile profile = *loadProfile(u"standard"_s);
    profile.pictureEffect = Effect::Blur;
    for (const FindingType type : allFindingTypes()) {
        for (const Effect wanted : {Effect::Default, Effect::Blur, Effect::Pixelate}) {
            for (const Place &place : {Place(Track{}), Place(Area{}), Place(TextRange{0, 1}),
                                       Place(Field{u"a"_s}), Place(Span{})}) {
                const Effect effect = profile.effectFor(type, place, ItemKind::Video, wanted);
                QVERIFY(effect != Effect::Default);
                const bool drawn = type == FindingType::Custom && place.index() == 0;
                if (isTextual(type) && !drawn)
                    QVERIFY(effect != Effect::Blur && effect != Effect::Pixelate);
            }
        }
    }
    QVERIFY(profile.effectFor(FindingType::Face, Track{}, ItemKind::Video, Effect::Default) ==
            Effect::Blur);
    QVERIFY(profile.effectFor(FindingType::LicencePlate, Track{}, ItemKind::Video, Effect::Blur) ==
            Effect::Fill);
    QVERIFY(profile.effectFor(FindingType::UsSsn, TextRange{0, 1}, ItemKind::Video, Effect::Blur) ==
            Effect::Label);
}

void TestProfile::effectsFitTheirMedium()
{
    const Profile profile = *loadProfile(u"hipaa"_s);
    const FindingType date = FindingType::Date;
    QVERIFY(profile.effectFor(date, TextRange{0, 1}, ItemKind::Video, Effect::Default) ==
            Effect::Generalise);
    QVERIFY(profile.effectFor(date, TextRange{0, 1}, ItemKind::Video, Effect::Remove) ==
            Effect::Remove);
    QVERIFY(profile.effectFor(date, Span{}, ItemKind::Video, Effect::Default) == Effect::Silence);
    QVERIFY(profile.effectFor(date, Span{}, ItemKind::Video, Effect::Bleep) == Effect::Bleep);
    QVERIFY(profile.effectFor(date, Area{}, ItemKind::Video, Effect::Default) == Effect::Fill);
    QVERIFY(profile.effectFor(date, Area{}, ItemKind::Video, Effect::Silence) == Effect::Fill);
    QVERIFY(profile.effectFor(FindingType::PersonName, TextRange{0, 1}, ItemKind::Video,
                              Effect::Default) == Effect::Label);
    QVERIFY(profile.effectFor(FindingType::PersonName, Field{u"a"_s}, ItemKind::Video,
                              Effect::Default) == Effect::Remove);
}

void TestProfile::reasonSetsHaveUniqueCodes()
{
    QCOMPARE(builtInReasonSets(), (QStringList{u"foia"_s, u"gdpr"_s, u"hipaa"_s}));
    for (const QString &name : builtInReasonSets()) {
        const auto set = loadReasonSet(name);
        QVERIFY(set);
        QCOMPARE(set->name, name);
        QSet<QString> codes;
        for (const Reason &reason : set->reasons) {
            QVERIFY(!codes.contains(reason.code));
            codes.insert(reason.code);
            QVERIFY(!reason.label.isEmpty() && !reason.text.isEmpty());
            QVERIFY2(reason.label.size() <= 12, "it has to fit on a mark");
        }
    }
}

void TestProfile::reasonSetsHoldTheStatutes()
{
    const auto foia = loadReasonSet(u"foia"_s);
    QStringList needing;
    for (const Reason &reason : foia->reasons) {
        if (reason.needsText)
            needing.append(reason.code);
    }
    QVERIFY(needing.contains(u"(b)(3)"_s));
    QVERIFY(!needing.contains(u"(b)(6)"_s));
    const auto hipaa = loadReasonSet(u"hipaa"_s);
    const auto identifiers =
        std::count_if(hipaa->reasons.begin(), hipaa->reasons.end(),
                      [](const Reason &r) { return r.code.startsWith(u"HIPAA-"); });
    QCOMPARE(identifiers, 18);
}

void TestProfile::refusesBrokenReasonSets()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"r.json"_s);
    const auto kindOf = [&](const char *fields) {
        write(path, QByteArray(R"({"format":"redoubt-reasons/1","name":"x")") + fields + "}");
        const auto set = loadReasonSet(path);
        return set ? QString() : set.error().text();
    };
    QVERIFY(kindOf(R"(,"reasons":[{"code":"a","text":"b"}])").isEmpty());
    QVERIFY(kindOf("").contains(u"reasons"_s));
    QVERIFY(kindOf(R"(,"reasons":[])").contains(u"reasons"_s));
    QVERIFY(kindOf(R"(,"reasons":[1])").contains(u"reasons[0].code"_s));
    QVERIFY(kindOf(R"(,"reasons":[{"code":"a"}])").contains(u"reasons[0].text"_s));
    QVERIFY(kindOf(R"(,"reasons":[{"code":"a","text":"b"},{"code":"a","text":"c"}])")
                .contains(u"[1]"_s));
    QVERIFY(kindOf(R"(,"reasons":[{"code":"a","text":"b","txt":1}])").contains(u"txt"_s));
}

QTEST_GUILESS_MAIN(TestProfile)
#include "tst_profile.moc"
