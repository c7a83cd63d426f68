// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/finding/effects.h"

#include <QSet>
#include <QTest>

using namespace redoubt;
using namespace Qt::StringLiterals;

/// One table says which effects there are, and where.
class tst_Effects : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void standsInWithOneOfTheSameCanvas()
    {
        for (const Canvas canvas : kAll) {
            for (const FindingType type : allFindingTypes()) {
                const QList<Effect> offered = effectsOn(canvas, type);
                QVERIFY(!offered.isEmpty());
                for (int e = int(Effect::Fill); e <= int(Effect::Generalise); ++e) {
                    const Effect applied = appliedEffect(Effect(e), canvas, type);
                    QVERIFY(offered.contains(applied));
                    QCOMPARE(applied == Effect(e), isImplemented(Effect(e), canvas, type));
                    if (applied != Effect(e))
                        QVERIFY(applied == offered.first());
                }
            }
        }
    }
    void isAWholeTable()
    {
        QSet<Effect> seen;
        for (const EffectRow &row : effectRows()) {
            QVERIFY(row.effect != Effect::Default);
            QVERIFY(!seen.contains(row.effect));
            seen.insert(row.effect);
            QVERIFY(*row.name && *row.words);
            QVERIFY(effectFromString(QString::fromLatin1(row.name)) == row.effect);
            QCOMPARE(row.replace != nullptr, row.medium == EffectMedium::Text);
            for (const Canvas canvas : row.on)
                QVERIFY(row.medium == mediumOf(canvas));
            // What leaves traces shows letters, and the first of a canvas is what others become.
            if (row.strength == Strength::Traces)
                QVERIFY(!row.mayHoldLetters);
        }
        QCOMPARE(seen.size(), int(Effect::Generalise)); // all of the enumeration but Default
        for (const Canvas canvas : kAll) {
            const Effect first = effectsOn(canvas, FindingType::Custom).first();
            QVERIFY(!isWeak(first));
            if (mediumOf(canvas) != EffectMedium::Text)
                QVERIFY(isSolid(first));
        }
    }
    void replacesTextByItsRow()
    {
        const QString label = u"[date 1]"_s;
        const auto made = [&](Effect effect, const QString &text) {
            const Replacement r = replacementFor(effect, FindingType::Date, text, label);
            return toString(r.effect) + u": "_s + r.text;
        };
        QCOMPARE(made(Effect::Remove, u"x"_s), u"remove: "_s);
        QCOMPARE(made(Effect::Label, u"x"_s), u"label: [date 1]"_s);
        QCOMPARE(made(Effect::Generalise, u"3 May 2019"_s), u"generalise: 2019"_s);
        QCOMPARE(made(Effect::Generalise, u"3 May"_s), u"label: [date 1]"_s);
        QCOMPARE(made(Effect::Default, u"x"_s), u"label: [date 1]"_s);
        QVERIFY(staysAsItIs(Effect::Generalise, FindingType::Age, u"45"_s));
        QVERIFY(!staysAsItIs(Effect::Generalise, FindingType::Age, u"95"_s));
    }
    void offersNothingThatIsNotThere()
    {
        for (const Effect effect : {Effect::Disguise, Effect::Pseudonym}) {
            QVERIFY(!isImplemented(effect));
            QVERIFY(unknownEffect(effect).text().contains(toString(effect)));
        }
        QVERIFY(effectsOn(Canvas::Page, FindingType::Face) == QList<Effect>{Effect::Fill});
        QVERIFY(appliedEffect(Effect::Disguise, Canvas::Sound, FindingType::Voice) ==
                Effect::Silence);
        QVERIFY(appliedEffect(Effect::Pseudonym, Canvas::Text, FindingType::PersonName) ==
                Effect::Label);
    }
    void neverBlursWhatCanBeRead()
    {
        for (const Canvas canvas : kAll) {
            for (const FindingType type : {FindingType::UsSsn, FindingType::PersonName,
                                           FindingType::LicencePlate, FindingType::Screen}) {
                QVERIFY(!isImplemented(Effect::Blur, canvas, type));
                QVERIFY(!isImplemented(Effect::Pixelate, canvas, type));
            }
        }
        QVERIFY(isImplemented(Effect::Blur, Canvas::Film, FindingType::Custom));
        QVERIFY(!isImplemented(Effect::Blur, Canvas::Picture, FindingType::Custom));
    }
    void namesTheEffectsToChooseFrom()
    {
        const QString sentence = unfitEffect(Effect::Blur, Canvas::Page, FindingType::Face).text();
        QVERIFY(sentence.contains(u"blur"_s) && sentence.contains(u"fill"_s));
    }
    void knowsWhereAPlaceIs()
    {
        QVERIFY(canvasOf(Track{}, ItemKind::Image) == Canvas::Picture);
        QVERIFY(canvasOf(Track{}, ItemKind::Video) == Canvas::Film);
        QVERIFY(canvasOf(Area{}, ItemKind::Image) == Canvas::Page);
        QVERIFY(canvasOf(Span{}, ItemKind::Video) == Canvas::Sound);
        QVERIFY(canvasOf(TextRange{}, ItemKind::Csv) == Canvas::Text);
        QVERIFY(canvasOf(Field{}, ItemKind::Pdf) == Canvas::Field);
    }

private:
    static constexpr std::array kAll{Canvas::Film,  Canvas::Picture, Canvas::Page,
                                     Canvas::Sound, Canvas::Text,    Canvas::Field};
};

QTEST_GUILESS_MAIN(tst_Effects)
#include "tst_effects.moc"
