// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/verify/pdf/columnorder.h"

#include <algorithm>

namespace redoubt::verify {

namespace {

constexpr double kWordGap = 1.0; // heights of the line; columns stand further apart
constexpr double kLineGap = 1.2; // between lines of a column
constexpr std::size_t kMaxCompared = 400;
constexpr int kNone = -1;

struct Piece
{
    QString text;
    QRectF box;
    int below = kNone;
    int above = kNone;
};

bool onOneLine(const QRectF &a, const QRectF &b)
{
    return std::abs(a.center().y() - b.center().y()) < 0.5 * std::min(a.height(), b.height());
}

std::vector<Piece> pieces(const std::vector<PlacedWord> &words)
{
    std::vector<Piece> found;
    std::vector<std::size_t> open; // pieces of the lines around the word, the latest last
    for (const PlacedWord &word : words) {
        Piece *before = nullptr;
        for (auto i = open.rbegin(); i != open.rend() && !before; ++i) {
            Piece &piece = found[*i];
            const double gap = word.box.left() - piece.box.right();
            const double height = std::max(piece.box.height(), word.box.height());
            if (onOneLine(piece.box, word.box) && gap < kWordGap * height && gap > -height)
                before = &piece;
        }
        if (before) {
            before->text += u' ' + word.text;
            before->box |= word.box;
            continue;
        }
        std::erase_if(open, [&](std::size_t i) {
            return found[i].box.bottom() < word.box.top() - word.box.height();
        });
        open.push_back(found.size());
        found.push_back({word.text, word.box, kNone, kNone});
    }
    return found;
}

} // namespace

QString columnText(std::vector<PlacedWord> words)
{
    // Lines from top to bottom; words of one line, whose boxes differ a little, from the left.
    std::sort(words.begin(), words.end(), [](const PlacedWord &a, const PlacedWord &b) {
        return a.box.center().y() < b.box.center().y();
    });
    for (auto begin = words.begin(); begin != words.end();) {
        auto end = begin;
        while (end != words.end() && onOneLine(begin->box, end->box))
            ++end;
        end = std::max(end, begin + 1);
        std::sort(begin, end, [](const PlacedWord &a, const PlacedWord &b) {
            return a.box.left() < b.box.left();
        });
        begin = end;
    }
    std::vector<Piece> found = pieces(words);
    for (std::size_t i = 0; i < found.size(); ++i) {
        for (std::size_t j = i + 1; j < std::min(found.size(), i + kMaxCompared); ++j) {
            const QRectF &upper = found[i].box;
            const QRectF &lower = found[j].box;
            const double gap = lower.top() - upper.bottom();
            if (gap > kLineGap * std::max(upper.height(), lower.height()))
                break;
            if (gap < -0.5 * upper.height() || lower.left() >= upper.right() ||
                upper.left() >= lower.right())
                continue;
            if (found[i].below == kNone)
                found[i].below = int(j);
            found[j].above = int(i);
        }
    }
    QString text;
    for (std::size_t i = 0; i < found.size(); ++i) {
        const int above = found[i].above;
        if (above != kNone && found[std::size_t(above)].below == int(i))
            continue; // goes on with another
        for (int at = int(i); at != kNone;) {
            const Piece &piece = found[std::size_t(at)];
            text += piece.text + u'\n';
            at = piece.below != kNone && found[std::size_t(piece.below)].above == at ? piece.below
                                                                                     : kNone;
        }
    }
    return text;
}

} // namespace redoubt::verify
