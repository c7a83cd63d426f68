// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/document/glyph.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace redoubt::document;
using namespace Qt::StringLiterals;

namespace {

constexpr double kEm = 10;
constexpr double kAdvance = 5;

// Glyphs of a line of text, every character half an em wide, turned by @a degrees.
std::vector<Glyph> line(const QString &text, QPointF start, double degrees = 0, int order = 1,
                        double spacing = 0)
{
    std::vector<Glyph> glyphs;
    const double angle = degrees * 3.14159265358979 / 180;
    const QPointF direction(std::cos(angle), std::sin(angle));
    QPointF pen = start;
    for (const char32_t code : text.toUcs4()) {
        Glyph glyph;
        glyph.code = code;
        glyph.origin = pen;
        glyph.direction = direction;
        glyph.em = kEm;
        glyph.advance = kAdvance;
        glyph.space = code == ' ';
        glyph.order = order++;
        glyph.box = QRectF(pen.x(), pen.y() - 8, kAdvance, 10);
        glyphs.push_back(glyph);
        pen += direction * (kAdvance + spacing);
    }
    return glyphs;
}

QString spelled(const std::vector<Glyph> &glyphs)
{
    QStringList lines;
    for (const BuiltLine &built : buildLines(glyphs)) {
        QStringList words;
        for (const BuiltWord &word : built)
            words.append(word.text);
        lines.append(words.join(u' '));
    }
    return lines.join(u'\n');
}

std::vector<Glyph> operator+(std::vector<Glyph> a, const std::vector<Glyph> &b)
{
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

} // namespace

class TestWordBuilder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void splitsAtSpacesAndGaps();
    void readsEveryDirection();
    void readsGlyphsDrawnInAnyOrder();
    void joinsLetterSpacedWords();
    void dropsTheSecondCopyOfImitatedBold();
    void keepsColumnsApart();
    void readsArabicFromTheRight();
    void keepsHiddenGlyphsApart();
    void boxCoversEveryGlyph();
    void survivesGlyphsWithoutWidth();
};

void TestWordBuilder::splitsAtSpacesAndGaps()
{
    QCOMPARE(spelled(line(u"Jane Roe"_s, {10, 50})), u"Jane Roe"_s);
    QCOMPARE(spelled(line(u"Jane"_s, {10, 50}) + line(u"Roe"_s, {33, 50}, 0, 10)), u"Jane Roe"_s);
    QCOMPARE(spelled(line(u"Ja"_s, {10, 50}) + line(u"ne"_s, {20.5, 50}, 0, 10)), u"Jane"_s);
    QCOMPARE(spelled(line(u"one"_s, {10, 50}) + line(u"two"_s, {10, 62}, 0, 10)), u"one\ntwo"_s);
    QVERIFY(buildLines({}).empty());
}

void TestWordBuilder::readsEveryDirection()
{
    for (int degrees = 0; degrees < 360; degrees += 15)
        QCOMPARE(spelled(line(u"Jane Roe 7"_s, {100, 100}, degrees)), u"Jane Roe 7"_s);
}

void TestWordBuilder::readsGlyphsDrawnInAnyOrder()
{
    std::vector<Glyph> glyphs =
        line(u"078-05-1120"_s, {10, 50}) + line(u"another"_s, {10, 70}, 0, 50);
    QRandomGenerator random(7);
    for (int round = 0; round < 20; ++round) {
        std::shuffle(glyphs.begin(), glyphs.end(), random);
        const QString text = spelled(glyphs);
        QVERIFY(text.contains(u"078-05-1120"_s));
        QVERIFY(text.contains(u"another"_s));
    }
}

void TestWordBuilder::joinsLetterSpacedWords()
{
    QCOMPARE(spelled(line(u"sample"_s, {10, 50}, 0, 1, 3)), u"sample"_s);
}

void TestWordBuilder::dropsTheSecondCopyOfImitatedBold()
{
    std::vector<Glyph> glyphs;
    const auto first = line(u"Bold"_s, {10, 50});
    const auto second = line(u"Bold"_s, {10.3, 50});
    QCOMPARE(spelled(first + second), u"Bold"_s);
    for (size_t i = 0; i < first.size(); ++i) {
        glyphs.push_back(first[i]);
        glyphs.push_back(second[i]);
    }
    QCOMPARE(spelled(glyphs), u"Bold"_s);
    // Narrow letters in a row stay two letters.
    auto narrow = line(u"hell"_s, {10, 50});
    narrow[3].origin = {10 + 2 * kAdvance + 2.2, 50};
    narrow[2].advance = narrow[3].advance = 2.2;
    QCOMPARE(spelled(narrow), u"hell"_s);
}

void TestWordBuilder::keepsColumnsApart()
{
    const auto page = line(u"left one"_s, {10, 50}) + line(u"left two"_s, {10, 62}, 0, 20) +
                      line(u"right one"_s, {80, 50}, 0, 40) + line(u"right two"_s, {80, 62}, 0, 60);
    QCOMPARE(spelled(page), u"left one\nleft two\nright one\nright two"_s);
}

void TestWordBuilder::readsArabicFromTheRight()
{
    // Files hold Arabic as it is seen: the last letter first.
    QString visual = u"حبيبي"_s;
    std::reverse(visual.begin(), visual.end());
    QCOMPARE(spelled(line(visual, {10, 50})), u"حبيبي"_s);
}

void TestWordBuilder::keepsHiddenGlyphsApart()
{
    auto hidden = line(u"secret"_s, {10, 50}, 0, 20);
    for (Glyph &glyph : hidden)
        glyph.hidden = true;
    const auto lines = buildLines(line(u"public"_s, {10, 50}) + hidden);
    QCOMPARE(lines.size(), size_t(2));
    QCOMPARE(lines[0][0].text, u"public"_s);
    QVERIFY(!lines[0][0].hidden);
    QCOMPARE(lines[1][0].text, u"secret"_s);
    QVERIFY(lines[1][0].hidden);
}

void TestWordBuilder::boxCoversEveryGlyph()
{
    const auto glyphs = line(u"Wide"_s, {10, 50}, 30);
    const auto lines = buildLines(glyphs);
    for (const Glyph &glyph : glyphs)
        QVERIFY(lines[0][0].box.contains(glyph.box));
}

void TestWordBuilder::survivesGlyphsWithoutWidth()
{
    auto glyphs = line(u"hidden"_s, {10, 50});
    for (Glyph &glyph : glyphs) {
        glyph.origin = {10, 50};
        glyph.advance = 0;
        glyph.em = 0.001;
    }
    QVERIFY(!spelled(glyphs).isEmpty());
}

QTEST_GUILESS_MAIN(TestWordBuilder)
#include "tst_wordbuilder.moc"
