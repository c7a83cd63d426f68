// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/canvas/wordselect.h"

#include <QTest>

using namespace redoubt;
using namespace redoubt::ui;
using document::Word;
using document::WordSource;

namespace {

/// Three lines of four words, 50 points wide in steps of 60, lines 20 apart; one hidden word.
std::vector<Word> lines()
{
    std::vector<Word> words;
    qsizetype at = 0;
    for (int line = 0; line < 3; ++line) {
        for (int column = 0; column < 4; ++column) {
            words.push_back({at, at + 5, {60.0 * column, 20.0 * line, 50, 12}});
            at += 6;
        }
    }
    words.push_back({at, at + 5, {0, 0, 50, 12}, WordSource::Hidden});
    return words;
}

} // namespace

class tst_WordSelect : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void knowsTextFromEmptyGround()
    {
        const auto words = lines();
        QVERIFY(isOnText(words, {10, 5}));
        QVERIFY(isOnText(words, {54, 5})); // the gap between two words
        QVERIFY(!isOnText(words, {10, 16}));
        QVERIFY(!isOnText(words, {400, 5}));
    }
    void coversTheWordsBetweenInEitherDirection()
    {
        const auto words = lines();
        const auto run = wordsBetween(words, {70, 5}, {70, 45});
        QCOMPARE(run, std::optional(WordRun{1, 9}));
        QCOMPARE(wordsBetween(words, {70, 45}, {70, 5}), run);
        const auto rects = lineRects(words, *run);
        QCOMPARE(rects.size(), 3);
        QCOMPARE(rects[0], (PageRect{60, 0, 170, 12}));
        QCOMPARE(rects[1], (PageRect{0, 20, 230, 12}));
        QCOMPARE(rects[2], (PageRect{0, 40, 110, 12}));
        QCOMPARE(textOf(words, *run), (TextRange{6, 59}));
    }
    void staysOnTheLineBeyondItsEnd()
    {
        const auto words = lines();
        QCOMPARE(wordsBetween(words, {5, 25}, {900, 27}), std::optional(WordRun{4, 7}));
    }
    void hiddenWordsAreNotChosen()
    {
        const std::vector<Word> hidden{{0, 5, {0, 0, 50, 12}, WordSource::Hidden}};
        QVERIFY(!wordsBetween(hidden, {5, 5}, {9, 9}));
        QVERIFY(!isOnText(hidden, {5, 5}));
        QVERIFY(!wordsBetween({}, {5, 5}, {9, 9}));
    }
};

QTEST_GUILESS_MAIN(tst_WordSelect)
#include "tst_wordselect.moc"
