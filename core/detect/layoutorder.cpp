// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/detect/layoutorder.h"

#include "core/detect/streamanalysis.h"
#include "core/text/textscanner.h"

#include <QSet>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace redoubt::detect {

namespace {

// In heights of the line.
constexpr double kCellGap = 1.2;   // between columns; words of a line stand closer
constexpr double kGutter = 0.6;    // the same where lines above or below have a gap at this place
constexpr double kSharedGap = 0.3; // of a gap and those above and below it
constexpr double kLineGap = 1.0;   // between lines that follow each other
constexpr int kGutterLines = 2;    // further lines that must have the gap
constexpr size_t kMaxCompared = 300;
constexpr size_t kProseWords = 3;
constexpr qsizetype kShortestBroken = 4; // letters of a text that is looked for again
constexpr qsizetype kMostBroken = 300;   // such texts

struct Gap
{
    double left = 0;
    double right = 0;
    double y = 0;
    double height = 0;
    size_t word = 0; // behind the gap
};

bool isShown(const document::Word &word)
{
    return word.source == document::WordSource::TextLayer ||
           word.source == document::WordSource::Ocr;
}

// Gaps that go down through several lines: what stands on both sides are columns.
std::vector<bool> beginsColumn(const std::vector<Gap> &gaps, size_t words)
{
    std::vector<bool> begins(words, false);
    std::vector<size_t> sorted(gaps.size());
    std::iota(sorted.begin(), sorted.end(), size_t(0));
    std::stable_sort(sorted.begin(), sorted.end(),
                     [&](size_t a, size_t b) { return gaps[a].y < gaps[b].y; });
    for (size_t i = 0; i < sorted.size(); ++i) {
        const Gap &gap = gaps[sorted[i]];
        if (gap.right - gap.left >= kCellGap * gap.height) {
            begins[gap.word] = true;
            continue;
        }
        int lines = 0;
        const auto look = [&](qsizetype step) {
            double y = gap.y;
            double left = gap.left;
            double right = gap.right;
            size_t compared = 0;
            for (auto j = qsizetype(i) + step; j >= 0 && j < qsizetype(sorted.size()); j += step) {
                const Gap &other = gaps[sorted[size_t(j)]];
                if (++compared > kMaxCompared || lines >= kGutterLines ||
                    std::abs(other.y - y) > 2 * gap.height)
                    return;
                if (std::abs(other.y - y) < 0.5 * gap.height ||
                    std::min(right, other.right) - std::max(left, other.left) <
                        kSharedGap * gap.height)
                    continue;
                left = std::max(left, other.left);
                right = std::min(right, other.right);
                y = other.y;
                ++lines;
            }
        };
        look(-1);
        look(1);
        begins[gap.word] = lines >= kGutterLines;
    }
    return begins;
}

} // namespace

/// Words that stand beside each other in one column.
struct LayoutText::Piece
{
    std::vector<size_t> words; ///< of the page, in the document's order
    PageRect box;
};

namespace {

constexpr size_t kNone = size_t(-1);

// For every piece the one that goes on below it: the nearest, when it has none nearer above.
template <typename Piece>
std::vector<size_t> successors(const std::vector<Piece> &pieces)
{
    std::vector<size_t> sorted(pieces.size());
    std::iota(sorted.begin(), sorted.end(), size_t(0));
    std::stable_sort(sorted.begin(), sorted.end(),
                     [&](size_t a, size_t b) { return pieces[a].box.y < pieces[b].box.y; });
    std::vector<size_t> below(pieces.size(), kNone);
    std::vector<size_t> above(pieces.size(), kNone);
    for (size_t i = 0; i < sorted.size(); ++i) {
        const PageRect &upper = pieces[sorted[i]].box;
        for (size_t j = i + 1; j < std::min(sorted.size(), i + kMaxCompared); ++j) {
            const PageRect &lower = pieces[sorted[j]].box;
            if (lower.y - upper.bottom() > kLineGap * std::max(upper.h, lower.h))
                break;
            const double shared =
                std::min(upper.right(), lower.right()) - std::max(upper.x, lower.x);
            if (lower.y < upper.y + 0.5 * upper.h || shared < 0.5 * std::min(upper.w, lower.w))
                continue;
            if (below[sorted[i]] == kNone)
                below[sorted[i]] = sorted[j];
            above[sorted[j]] = sorted[i]; // later ones are nearer
        }
    }
    for (size_t i = 0; i < pieces.size(); ++i) {
        if (below[i] != kNone && above[below[i]] != i)
            below[i] = kNone;
    }
    return below;
}

} // namespace

LayoutText::LayoutText(const document::DocModel &model)
    : m_model(model)
{
    for (const document::Page &page : model.pages)
        addPage(page);
}

void LayoutText::addPage(const document::Page &page)
{
    const auto &words = page.words;
    const auto newLine = [&](size_t before, size_t word) {
        return QStringView(m_model.text)
            .sliced(words[before].end, words[word].begin - words[before].end)
            .contains(u'\n');
    };
    std::vector<size_t> shown;
    std::vector<Gap> gaps;
    for (size_t i = 0; i < words.size(); ++i) {
        if (!isShown(words[i]))
            continue;
        if (!shown.empty() && !newLine(shown.back(), i)) {
            const PageRect &left = words[shown.back()].box;
            const PageRect &right = words[i].box;
            const double height = std::max(left.h, right.h);
            if (right.x - left.right() >= kGutter * height)
                gaps.push_back({left.right(), right.x, right.y + right.h / 2, height, i});
        }
        shown.push_back(i);
    }
    const std::vector<bool> columns = beginsColumn(gaps, words.size());

    std::vector<Piece> pieces;
    for (size_t n = 0; n < shown.size(); ++n) {
        const size_t i = shown[n];
        if (n == 0 || columns[i] || newLine(shown[n - 1], i))
            pieces.emplace_back();
        pieces.back().words.push_back(i);
        pieces.back().box = pieces.back().box.united(words[i].box);
    }
    const std::vector<size_t> below = successors(pieces);
    std::vector<bool> continued(pieces.size(), false);
    for (const size_t next : below) {
        if (next != kNone)
            continued[next] = true;
    }
    std::vector<size_t> order;
    for (size_t i = 0; i < pieces.size(); ++i) {
        if (continued[i])
            continue;
        for (size_t at = i; at != kNone; at = below[at])
            order.push_back(at);
    }
    if (!std::is_sorted(order.begin(), order.end()))
        append(page, pieces, order);
}

void LayoutText::append(const document::Page &page, const std::vector<Piece> &pieces,
                        const std::vector<size_t> &order)
{
    if (!m_text.isEmpty())
        m_text += u'\f';
    const Piece *before = nullptr;
    size_t last = 0;
    for (const size_t number : order) {
        const Piece &piece = pieces[number];
        if (before) {
            if (piece.words.front() != last + 1) {
                m_breaks.push_back(m_text.size());
                if (before->words.size() >= kProseWords)
                    m_proseBreaks.push_back(m_text.size());
            }
            m_text += u'\n';
        }
        for (size_t n = 0; n < piece.words.size(); ++n) {
            const document::Word &word = page.words[piece.words[n]];
            const bool glued = n > 0 && page.words[piece.words[n - 1]].end == word.begin;
            if (n > 0 && !glued)
                m_text += u' ';
            m_words.push_back({m_text.size(), {word.begin, word.end}});
            m_text += QStringView(m_model.text).sliced(word.begin, word.end - word.begin);
        }
        before = &piece;
        last = piece.words.back();
    }
}

bool LayoutText::crosses(TextRange range, const std::vector<qsizetype> &breaks)
{
    const auto at = std::lower_bound(breaks.begin(), breaks.end(), range.begin);
    return at != breaks.end() && *at < range.end;
}

std::vector<TextRange> LayoutText::inDocument(TextRange range) const
{
    std::vector<TextRange> ranges;
    auto copied = std::partition_point(m_words.begin(), m_words.end(), [&](const Copied &c) {
        return c.at + c.word.length() <= range.begin;
    });
    for (; copied != m_words.end() && copied->at < range.end; ++copied) {
        const TextRange part{copied->word.begin + std::max<qsizetype>(0, range.begin - copied->at),
                             copied->word.begin +
                                 std::min(copied->word.length(), range.end - copied->at)};
        const bool follows = !ranges.empty() && part.begin >= ranges.back().end &&
                             QStringView(m_model.text)
                                 .sliced(ranges.back().end, part.begin - ranges.back().end)
                                 .trimmed()
                                 .isEmpty();
        if (follows)
            ranges.back().end = part.end;
        else
            ranges.push_back(part);
    }
    return ranges;
}

FindingList LayoutText::findings(ItemId item, TextRange range, FindingType type, double score,
                                 const Provenance &provenance) const
{
    std::vector<TextPlace> joined; // one for each page
    for (const TextRange &part : inDocument(range)) {
        for (TextPlace &place : placesOf(m_model, part)) {
            const auto known = std::find_if(joined.begin(), joined.end(), [&](const TextPlace &t) {
                return t.area.page == place.area.page;
            });
            if (known != joined.end()) {
                known->area.rects += place.area.rects;
            } else {
                place.area.range.reset();
                joined.push_back(std::move(place));
            }
        }
    }
    FindingList findings;
    for (TextPlace &place : joined) {
        Finding finding;
        finding.item = item;
        finding.type = type;
        finding.score = score;
        finding.place = std::move(place.area);
        finding.provenance = provenance;
        finding.source = place.source;
        finding.text = SensitiveText(m_text.mid(range.begin, range.length()));
        finding.id = stableFindingId(finding);
        findings.push_back(std::move(finding));
    }
    return findings;
}

Result<void> analyzeLayout(const document::DocModel &model, ItemId item,
                           const TextDetector &detector, Analysis &analysis,
                           const JobContext &context)
{
    const LayoutText layout(model);
    if (layout.text().isEmpty())
        return {};
    auto found = detector.detect(layout.text(), context);
    if (!found)
        return found.error();
    const Provenance provenance = detector.info().provenance;
    FindingList broken;
    const auto add = [&](TextRange range, FindingType type, double score) {
        FindingList findings = layout.findings(item, range, type, score, provenance);
        std::move(findings.begin(), findings.end(), std::back_inserter(broken));
    };
    for (const TextMatch &match : found->matches) {
        if (match.score >= kKeptScore && layout.crossesProse(match.range))
            add(match.range, match.type, match.score);
    }
    // The attack on the copy finds these again, in cells as well.
    QSet<QString> known;
    for (const Finding &finding : analysis.findings) {
        const QString text = finding.text.reveal().simplified();
        if (text.size() < kShortestBroken || !text.contains(u' ') || known.contains(text) ||
            known.size() >= kMostBroken)
            continue;
        known.insert(text);
        for (const auto &[begin, end] : text::findTerm(layout.text(), text)) {
            if (layout.crosses({begin, end}))
                add({begin, end}, finding.type, finding.score);
        }
    }
    std::move(broken.begin(), broken.end(), std::back_inserter(analysis.findings));
    return {};
}

} // namespace redoubt::detect
