// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/detect/repeatedtext.h"

#include <QElapsedTimer>
#include <QTest>

using namespace redoubt;
using namespace redoubt::detect;
using namespace Qt::StringLiterals;

/// What was recognised once is found wherever it stands again.
class tst_RepeatedText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheSameWordsElsewhere_data();
    void findsTheSameWordsElsewhere();
    void leavesOutWhatIsCoveredAlready();
    void ignoresWhatNamesNobody();
    void keepsTheScoreOfCandidates();
    void looksInsidePlacesAndDates();
    void countsInUtf16();
    void prefersTheLongestThing();
    void readsAMegabyteWithManyThingsQuickly();
};

namespace {

TextMatch match(QStringView text, const QString &words, FindingType type = FindingType::PersonName,
                double score = 0.9)
{
    const qsizetype at = text.indexOf(words);
    return {{at, at + words.size()}, type, score, u"test"_s};
}

QStringList found(const QString &text, const std::vector<TextMatch> &matches)
{
    QStringList list;
    for (const TextMatch &m : repeatedMatches(text, matches))
        list.append(text.mid(m.range.begin, m.range.length()));
    return list;
}

} // namespace

void tst_RepeatedText::findsTheSameWordsElsewhere_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("known");
    QTest::addColumn<QStringList>("again");
    QTest::newRow("plain") << u"Ms Ann Lee. Later Ann Lee left."_s << u"Ann Lee"_s
                           << QStringList{u"Ann Lee"_s};
    QTest::newRow("other case") << u"Ms Ann Lee. ANN LEE!"_s << u"Ann Lee"_s
                                << QStringList{u"ANN LEE"_s};
    QTest::newRow("diacritics") << u"Mr José Ruíz, jose ruiz"_s << u"José Ruíz"_s
                                << QStringList{u"jose ruiz"_s};
    QTest::newRow("line break") << u"Ms Ann Lee. Ann\n  Lee"_s << u"Ann Lee"_s
                                << QStringList{u"Ann\n  Lee"_s};
    QTest::newRow("not inside words")
        << u"Ms Anna. Annabel and Hanna"_s << u"Anna"_s << QStringList{};
    QTest::newRow("far apart") << u"Ms Ann Leeds. Ann ---------- Leeds"_s << u"Ann Leeds"_s
                               << QStringList{u"Ann"_s, u"Leeds"_s};
    QTest::newRow("far apart and short")
        << u"Mr Li Po. Li ---------- Po"_s << u"Li Po"_s << QStringList{};
    QTest::newRow("two letters") << u"Mr Li. Li, or LI; not Lisa"_s << u"Li"_s
                                 << QStringList{u"Li"_s, u"LI"_s};
    QTest::newRow("one letter") << u"Mr K. K"_s << u"K"_s << QStringList{};
    QTest::newRow("before digits")
        << u"Mr Lee, lee50@, x_lee"_s << u"Lee"_s << QStringList{u"lee"_s, u"lee"_s};
    QTest::newRow("digits in digits") << u"No. 12345; 9123456"_s << u"12345"_s << QStringList{};
    QTest::newRow("without spaces") << u"\u738b\u4f1f\u5148\u751f\uff0c\u89c1\u738b\u4f1f\u4e86"_s
                                    << u"\u738b\u4f1f"_s << QStringList{u"\u738b\u4f1f"_s};
    QTest::newRow("number") << u"SSN 078-05-1120; 078 05 1120"_s << u"078-05-1120"_s
                            << QStringList{u"078 05 1120"_s};
}

void tst_RepeatedText::findsTheSameWordsElsewhere()
{
    QFETCH(QString, text);
    QFETCH(QString, known);
    QFETCH(QStringList, again);
    QCOMPARE(found(text, {match(text, known)}), again);
}

void tst_RepeatedText::leavesOutWhatIsCoveredAlready()
{
    const QString text = u"Ann Lee and Ann Lee Smith"_s;
    QCOMPARE(found(text, {match(text, u"Ann Lee"_s), match(text, u"Ann Lee Smith"_s)}),
             QStringList());
}

void tst_RepeatedText::ignoresWhatNamesNobody()
{
    const QString text = u"on 3 May 2024, again 3 May 2024"_s;
    QCOMPARE(found(text, {match(text, u"3 May 2024"_s, FindingType::Date)}), QStringList());
}

void tst_RepeatedText::keepsTheScoreOfCandidates()
{
    const QString text = u"Rose Garden, the rose garden; Rose"_s;
    const auto again = repeatedMatches(
        text, {match(text, u"Rose Garden"_s, FindingType::PersonName, 0.4),
               match(text, u"Rose"_s, FindingType::PersonName, 0.2)}); // too little to be kept
    QCOMPARE(again.size(), size_t(1));
    QCOMPARE(again.front().score, 0.4);
}

void tst_RepeatedText::looksInsidePlacesAndDates()
{
    const QString text = u"Mr Lorenzen of Sankt Lorenzen"_s;
    const qsizetype place = text.indexOf(u"Sankt"_s);
    QCOMPARE(found(text, {match(text, u"Lorenzen"_s),
                          {{place, text.size()}, FindingType::Location, 0.9, u"test"_s}}),
             QStringList{u"Lorenzen"_s});
}

void tst_RepeatedText::countsInUtf16()
{
    const QString text = u"\U0001F600 Ms Ann Lee \U0001F600\U0001F600 Ann Lee"_s;
    const auto again = repeatedMatches(text, {match(text, u"Ann Lee"_s)});
    QCOMPARE(again.size(), size_t(1));
    QCOMPARE(again.front().range, (TextRange{text.size() - 7, text.size()}));
}

void tst_RepeatedText::prefersTheLongestThing()
{
    const QString text = u"Ann Lee; Ann Lee Smith; ann lee smith"_s;
    QCOMPARE(found(text, {match(text, u"Ann Lee"_s), match(text, u"Ann Lee Smith"_s)}),
             QStringList{u"ann lee smith"_s});
}

void tst_RepeatedText::readsAMegabyteWithManyThingsQuickly()
{
    QString text;
    std::vector<TextMatch> matches;
    for (int i = 0; text.size() < 1'000'000; ++i) {
        const QString name = u"Person%1 Family%1"_s.arg(i);
        if (i < 5000)
            matches.push_back(
                {{text.size(), text.size() + name.size()}, FindingType::PersonName, 0.9, u"t"_s});
        text += name + u" spoke.\n"_s;
    }
    QElapsedTimer timer;
    timer.start();
    QVERIFY(repeatedMatches(text, matches).empty());
    qInfo("1 MB with 5000 known names: %lld ms", timer.elapsed());
}

QTEST_GUILESS_MAIN(tst_RepeatedText)
#include "tst_repeatedtext.moc"
