// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/finding/effects.h"

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
