// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/canvas/wordselect.h"

#include <algorithm>
#include <cmath>

namespace redoubt::ui {

namespace {

/// Half the height of a word: the gap to its neighbour is about that.
double reach(const document::Word &word)
{
    return word.box.h / 2;
}

/// How far a point is from a word; lines count more than columns, so that a drag beyond the end of
/// a line stays on it.
double distance(const document::Word &word, QPointF p)
{
    const double x = std::max({word.box.x - p.x(), p.x() - word.box.right(), 0.0});
    const double y = std::max({word.box.y - p.y(), p.y() - word.box.bottom(), 0.0});
    return x + 20 * y;
}

std::optional<size_t> nearest(const std::vector<document::Word> &words, QPointF p)
{
    std::optional<size_t> found;
    double least = 0;
    for (size_t i = 0; i < words.size(); ++i) {
        if (!isVisibleWord(words[i]))
            continue;
        const double d = distance(words[i], p);
        if (!found || d < least) {
            found = i;
            least = d;
        }
    }
    return found;
}

bool onOneLine(const PageRect &line, const PageRect &word)
{
    const double common = std::min(line.bottom(), word.bottom()) - std::max(line.y, word.y);
    return common > 0.5 * std::min(line.h, word.h) && word.x + word.w > line.x;
}

} // namespace

bool isVisibleWord(const document::Word &word)
{
    return word.source == document::WordSource::TextLayer ||
           word.source == document::WordSource::Ocr ||
           word.source == document::WordSource::FormField;
}

bool isOnText(const std::vector<document::Word> &words, QPointF p)
{
    return std::any_of(words.begin(), words.end(), [p](const document::Word &word) {
        const PageRect box = word.box;
        const double by = reach(word);
        return isVisibleWord(word) && p.x() >= box.x - by && p.x() <= box.right() + by &&
               p.y() >= box.y && p.y() <= box.bottom();
    });
}

std::optional<WordRun> wordsBetween(const std::vector<document::Word> &words, QPointF from,
                                    QPointF to)
{
    const auto a = nearest(words, from);
    const auto b = nearest(words, to);
    if (!a || !b)
        return std::nullopt;
    return WordRun{std::min(*a, *b), std::max(*a, *b)};
}

QList<PageRect> lineRects(const std::vector<document::Word> &words, const WordRun &run)
{
    QList<PageRect> lines;
    for (size_t i = run.first; i <= run.last && i < words.size(); ++i) {
        if (!isVisibleWord(words[i]))
            continue;
        if (!lines.isEmpty() && onOneLine(lines.last(), words[i].box))
            lines.last() = lines.last().united(words[i].box);
        else
            lines.append(words[i].box);
    }
    return lines;
}

TextRange textOf(const std::vector<document::Word> &words, const WordRun &run)
{
    if (run.first >= words.size() || run.last >= words.size())
        return {};
    return {words[run.first].begin, words[run.last].end};
}

} // namespace redoubt::ui
