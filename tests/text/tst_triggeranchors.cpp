// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text/triggeranchors.h"

#include <QtTest>

using namespace redoubt::text;

class tst_triggeranchors : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsWhatATriggerNeeds_data();
    void tellsWhatATriggerNeeds();
    void gathersAroundAnchors_data();
    void gathersAroundAnchors();
    void knowsWhereAByteStood();
};

void tst_triggeranchors::tellsWhatATriggerNeeds_data()
{
    QTest::addColumn<QByteArray>("trigger");
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("anchor");
    const auto row = [](const char *name, const char *trigger, int width, Anchor anchor) {
        QTest::newRow(name) << QByteArray(trigger) << width << int(anchor);
    };
    row("five digits", "\\b[0-9]{5}\\b", 5, Anchor::Number);
    row("in parts", "[0-9]{2}[ -]?[0-9][1-3]{1,2}[5]", 9, Anchor::Number);
    row("too long for a number", "[0-9]{5}[a-z]{30}", 35, Anchor::Digit);
    row("too long", "[0-9]{5}[a-z]{90}", 95, Anchor::None);
    row("four digits", "[a-z][0-9]{4}", 5, Anchor::Digit);
    row("escaped", "9\\x30", 2, Anchor::Digit);
    row("one of two without", "[0-9]{9}|x", 9, Anchor::None);
    row("both with", "(?:[0-9]{9}|x1)", 9, Anchor::Digit);
    row("digit or letter", "[0-9a-z]{9}", 9, Anchor::None);
    row("all but letters", "[^a-z]{9}", 9, Anchor::None);
    row("none at least", "x[0-9]{0,9}[0-9]*[0-9]?", 30, Anchor::None);
    row("repeated group", "(?:a[0-9]){5}", 10, Anchor::Number);
    row("bracket in a class", "[]0-9]{5}", 5, Anchor::None);
    row("hyphen at the end", "[0-9-]{5}", 5, Anchor::None);
    row("separator", "name[ \\t]{0,6}(?:[:=\\t]|   )", 13, Anchor::Separator);
    row("two blanks", "name[ ]{2}", 6, Anchor::None);
    row("blanks in pieces", "name [ ]{1,4} x", 11, Anchor::Separator);
    row("blanks around a letter", "a  b x", 6, Anchor::None);
    row("ideograph or digit", "a[0-9\\x81]", 2, Anchor::Ideograph);
    row("ideograph", "\\x81[a-z]?\\x81", 3, Anchor::Ideograph);
    row("other letter", "[\\x80-\\x83]", 1, Anchor::None);
    row("look-ahead", "(?=[0-9]{9})x", 1, Anchor::None);
    row("class by name", "\\d{9}[0-9]{5}", 14, Anchor::None);
    row("POSIX class", "[[:digit:]]{9}[0-9]{5}", 14, Anchor::None);
    row("possessive", "[0-9]{5}+", 5, Anchor::None);
    row("nothing", "", 0, Anchor::None);
    row("unfinished", "[0-9]{5", 5, Anchor::None);
}

void tst_triggeranchors::tellsWhatATriggerNeeds()
{
    QFETCH(QByteArray, trigger);
    QFETCH(int, width);
    QTEST(int(anchorOf(trigger, width)), "anchor");
}

void tst_triggeranchors::gathersAroundAnchors_data()
{
    QTest::addColumn<int>("anchor");
    QTest::addColumn<QByteArray>("datum");
    QTest::addColumn<int>("reach");
    QTest::newRow("number") << int(Anchor::Number) << QByteArray("12-34 5") << int(kShortReach);
    QTest::newRow("near digit") << int(Anchor::Digit) << QByteArray("7") << int(kShortReach);
    QTest::newRow("digit") << int(Anchor::Digit) << QByteArray("7") << int(kLongReach);
    QTest::newRow("ideograph") << int(Anchor::Ideograph) << QByteArray("\x81") << int(kLongReach);
    QTest::newRow("colon") << int(Anchor::Separator) << QByteArray(":") << int(kLongReach);
    QTest::newRow("blanks") << int(Anchor::Separator) << QByteArray("   ") << int(kLongReach);
}

void tst_triggeranchors::gathersAroundAnchors()
{
    QFETCH(int, anchor);
    QFETCH(QByteArray, datum);
    QFETCH(int, reach);
    AnchoredText near;
    near.gather(QByteArray(1000, 'x'), Anchor(anchor), reach);
    QVERIFY(near.bytes().isEmpty());
    for (const int at : {0, 1, 2, 63, 64, 200, 511, 993}) {
        QByteArray text(1000, 'x');
        text.replace(at, datum.size(), datum);
        near.gather(text, Anchor(anchor), reach);
        const QByteArray gathered = near.bytes().toByteArray();
        const qsizetype size = datum.size();
        // A match may begin or end with the datum; the byte before and behind is seen as well.
        const qsizetype begin = std::max<qsizetype>(0, at + size - reach - 1);
        const qsizetype end = std::min<qsizetype>(text.size(), at + reach + 1);
        const qsizetype found = gathered.indexOf(datum);
        QVERIFY(found >= at - begin);
        QCOMPARE(gathered.mid(found - (at - begin), end - begin), text.mid(begin, end - begin));
        QVERIFY(gathered.size() < 2 * reach + 10);
        QCOMPARE(near.endInText(found + size), at + size);
    }
}

void tst_triggeranchors::knowsWhereAByteStood()
{
    QByteArray text(2000, 'x');
    const std::vector<qsizetype> places{5, 300, 340, 700, 1999};
    for (const qsizetype at : places)
        text[at] = '5';
    AnchoredText near;
    near.gather(text, Anchor::Digit, kLongReach);
    std::vector<qsizetype> found;
    for (qsizetype i = 0; i < near.bytes().size(); ++i) {
        if (near.bytes()[i] == '5')
            found.push_back(near.endInText(i + 1) - 1);
    }
    QCOMPARE(found, places);
}

QTEST_GUILESS_MAIN(tst_triggeranchors)
#include "tst_triggeranchors.moc"
