// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text/textscanner.h"

#include "core/text/chinesenames.h"
#include "core/text/compiledpatterns.h"
#include "core/text/contextscorer.h"
#include "core/text/coordinatelists.h"
#include "core/text/overlap.h"
#include "core/text/personnames.h"
#include "core/text/phoneregions.h"
#include "core/text/segments.h"
#include "core/text/subjectnames.h"
#include "core/text/tablecolumns.h"
#include "core/text/textfold.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <tuple>

using namespace Qt::StringLiterals;

namespace redoubt::text {

namespace {

constexpr double kLowestScore = 0.3;
/// A text broken inside a datum is a weaker hint than one that stands in one piece.
constexpr double kGlueFactor = 0.75;
constexpr qsizetype kGlueReach = 80;
/// From here on a candidate with its own format needs no second opinion.
constexpr double kSettled = 0.75;

/// What a number of another country than the asked one loses: only the letters around say so.
constexpr double kAbroad = 0.1;
/// A number of a country behind that country's word for telephone is certain.
constexpr double kLabelledAbroad = 0.65;

/// Verdicts of one scan, since the same numbers return in headers, footers and threads of mail.
class PhoneVerdicts
{
public:
    Verdict of(QStringView candidate, const QString &region)
    {
        return known(candidate.toString(), [&] { return checkPhone(candidate, region); });
    }
    /// The best of what @a regions say.
    Verdict abroad(QStringView candidate, const QStringList &regions)
    {
        auto best = Verdict::Invalid;
        for (const QString &region : regions) {
            const Verdict verdict = known(candidate.toString() + region,
                                          [&] { return checkPhoneAbroad(candidate, region); });
            if (verdict == Verdict::Valid)
                return verdict;
            if (verdict == Verdict::Plausible)
                best = verdict;
        }
        return best;
    }

private:
    template <typename Check>
    Verdict known(QString key, const Check &check)
    {
        const auto entry = m_verdicts.constFind(key);
        if (entry != m_verdicts.constEnd())
            return *entry;
        if (m_verdicts.size() >= kMost)
            m_verdicts.clear();
        return *m_verdicts.insert(std::move(key), check());
    }

    static constexpr qsizetype kMost = 20'000;
    QHash<QString, Verdict> m_verdicts;
};

/// A phone number may begin or hold brackets; one whose other half stands outside belongs to the
/// sentence around it.
TextSpan withoutLooseBrackets(QStringView text, TextSpan span)
{
    const auto count = [&](QChar wanted) {
        return std::count(text.begin() + span.first, text.begin() + span.second, wanted);
    };
    while (span.second > span.first && text[span.second - 1] == u')' && count(u'(') < count(u')')) {
        --span.second;
        while (span.second > span.first && text[span.second - 1] == u' ')
            --span.second;
    }
    while (span.second > span.first && text[span.first] == u'(' && count(u'(') > count(u')')) {
        ++span.first;
        while (span.second > span.first && text[span.first] == u' ')
            ++span.first;
    }
    return span;
}

/// A day, or two years with a dash: countries whose numbers have no fixed length have such ones
/// too.
bool speaksOfTime(QStringView number)
{
    constexpr qsizetype kDigitsOfDay = 8;
    const QString digits = alphanumeric(number);
    if (digits.size() > kDigitsOfDay)
        return false;
    const auto isYear = [](QStringView year) {
        return year.startsWith(u"19") || year.startsWith(u"20");
    };
    const QStringView all(digits);
    if (all.size() == kDigitsOfDay && isYear(all.first(4)) && isYear(all.sliced(4)) &&
        number.startsWith(all.first(4)) && number.endsWith(all.sliced(4)))
        return true;
    return validate(Validator::Date, number, 0, number.size(), {}).verdict == Verdict::Valid;
}

double scoreFor(const Pattern &pattern, Verdict verdict)
{
    return verdict == Verdict::Valid       ? pattern.valid
           : verdict == Verdict::Plausible ? pattern.plausible
                                           : pattern.invalid;
}

/// Pieces of text around line ends that cut a word, each with the line end taken out.
struct GluedText
{
    struct Piece
    {
        qsizetype glued;
        qsizetype original;
    };
    QString text;
    std::vector<Piece> pieces;

    qsizetype originalOf(qsizetype at) const
    {
        const auto next = std::upper_bound(
            pieces.begin(), pieces.end(), at,
            [](qsizetype value, const Piece &piece) { return value < piece.glued; });
        const Piece &piece = *std::prev(next);
        return piece.original + at - piece.glued;
    }
    void append(QStringView source, qsizetype begin, qsizetype end)
    {
        pieces.push_back({text.size(), begin});
        text.append(source.sliced(begin, end - begin));
    }
};

bool isTokenUnit(QChar c)
{
    return c.isLetterOrNumber() || c == u'@' || c == u'.' || c == u'-' || c == u'_' || c == u'/' ||
           c == u':' || c == u'%' || c == u'+' || c == u'=' || c == u'&' || c == u'?';
}

/// Worth gluing: a token that is cut by the line end and is not plain prose.
bool looksCut(QStringView before, QStringView after)
{
    if (before.isEmpty() || after.isEmpty())
        return false;
    // The end of a sentence is no cut: an address that goes on after its dot goes on in lower case.
    if (u".!?;:,"_s.contains(before.back()) && !after.front().isLower() && !after.front().isDigit())
        return false;
    const auto special = [](QStringView token) {
        return std::any_of(token.begin(), token.end(),
                           [](QChar c) { return c == u'@' || c.isDigit(); }) ||
               token.contains(u"://");
    };
    return before.contains(u'@') || after.contains(u'@') || before.contains(u"://") ||
           (special(before) && special(after));
}

GluedText glueLines(QStringView text, const Stop &stop)
{
    GluedText glued;
    int lines = 0;
    for (qsizetype end = text.indexOf(u'\n'); end >= 0; end = text.indexOf(u'\n', end + 1)) {
        if ((++lines & 0x3ff) == 0 && stop && stop())
            break;
        qsizetype left = end;
        while (left > 0 && end - left < 8 && text[left - 1] == u' ')
            --left;
        qsizetype right = end + 1;
        while (right < text.size() && right - end < 16 &&
               (text[right] == u' ' || text[right] == u'\t' || text[right] == u'>'))
            ++right;
        qsizetype from = left;
        while (from > 0 && left - from < kGlueReach && isTokenUnit(text[from - 1]))
            --from;
        qsizetype to = right;
        while (to < text.size() && to - right < kGlueReach && isTokenUnit(text[to]))
            ++to;
        if (!looksCut(text.sliced(from, left - from), text.sliced(right, to - right)))
            continue;
        glued.append(text, from, left);
        glued.append(text, right, to);
        glued.pieces.push_back({glued.text.size(), to});
        glued.text.append(u"\n\n");
    }
    return glued;
}

} // namespace

struct TextScanner::Private
{
    ScanOptions options;
    std::shared_ptr<const CompiledPatterns> patterns;
    std::vector<bool> enabled;
    std::vector<bool> glued;
    std::vector<WordSet> contexts; ///< of each pattern
    WordSet negative;
    std::unique_ptr<SubjectNames> subjects;
    PhoneRegions phoneRegions;

    bool wants(const QString &type) const
    {
        return options.types.isEmpty() || options.types.contains(type);
    }
    std::optional<Candidate> judge(QStringView text, const CompiledPatterns::Match &match,
                                   ContextReader &contextReader, PhoneVerdicts &phones) const;
    double scoreAbroad(QStringView text, const CompiledPatterns::Match &match,
                       const Candidate &candidate, double shift, ContextReader &contextReader,
                       PhoneVerdicts &phones) const;
    bool isPhone(const CompiledPatterns::Match &match) const
    {
        return patterns->pack().patterns[match.pattern].validator == Validator::Phone;
    }
    void judgeAll(QStringView text, const std::vector<CompiledPatterns::Match> &matches,
                  const Stop &stop, std::vector<Candidate> &candidates) const;
    Coverage scanGlued(const QString &text, const Stop &stop,
                       std::vector<Candidate> &candidates) const;
};

/// What a match is worth as a number of a country that a label or the script around it speaks of;
/// @a shift is added to it.
double TextScanner::Private::scoreAbroad(QStringView text, const CompiledPatterns::Match &match,
                                         const Candidate &candidate, double shift,
                                         ContextReader &contextReader, PhoneVerdicts &phones) const
{
    const Pattern &pattern = patterns->pack().patterns[match.pattern];
    const QStringView number = text.sliced(candidate.begin, candidate.end - candidate.begin);
    if (speaksOfTime(number))
        return 0;
    const QStringList labelled = phoneRegions.labelled(contextReader.before(match.begin));
    if (phones.abroad(number, labelled) != Verdict::Invalid)
        return std::max(pattern.valid, kLabelledAbroad - shift);
    const QStringList written = PhoneRegions::written(text, candidate.begin, candidate.end);
    return phones.abroad(number, written) == Verdict::Valid ? pattern.valid - kAbroad : 0;
}

/// Validator, then context: what a match is worth, or nothing.
std::optional<Candidate> TextScanner::Private::judge(QStringView text,
                                                     const CompiledPatterns::Match &match,
                                                     ContextReader &contextReader,
                                                     PhoneVerdicts &phones) const
{
    const Pattern &pattern = patterns->pack().patterns[match.pattern];
    Candidate candidate{match.begin, match.end, pattern.type, pattern.score, pattern.id};
    if (pattern.idRule) {
        // Nine in ten numbers fail here, at a small part of what the words around them cost.
        candidate.score = scoreFor(
            pattern,
            pattern.idRule(alphanumeric(text.sliced(match.begin, match.end - match.begin))));
        if (candidate.score <= 0)
            return std::nullopt;
    }
    auto context = Context::None;
    if (!pattern.context.isEmpty() || pattern.penalty > 0)
        context = contextReader.of(match.begin, match.end, contexts[match.pattern]);
    if (pattern.requiresContext && context != Context::For)
        return std::nullopt;
    const double shift = context == Context::For       ? pattern.boost
                         : context == Context::Against ? -pattern.penalty
                                                       : 0;
    if (pattern.validator != Validator::None) {
        const double best = std::max({pattern.valid, pattern.plausible, pattern.invalid});
        if (best + shift < kLowestScore)
            return std::nullopt; // not worth a telephone library's time
        Check check{Verdict::Invalid, match.end};
        if (pattern.validator == Validator::Phone) {
            const auto [begin, end] = withoutLooseBrackets(text, {match.begin, match.end});
            candidate.begin = begin;
            check = {phones.of(text.sliced(begin, end - begin), options.region), end};
        } else {
            check = validate(pattern.validator, text, match.begin, match.end, options.region);
        }
        candidate.end = check.end;
        candidate.score = scoreFor(pattern, check.verdict);
        if (pattern.validator == Validator::Phone && check.verdict != Verdict::Valid)
            candidate.score = std::max(
                candidate.score, scoreAbroad(text, match, candidate, shift, contextReader, phones));
        if (candidate.score <= 0)
            return std::nullopt;
    }
    candidate.score = std::clamp(candidate.score + shift, 0.0, 0.99);
    if (candidate.score < kLowestScore - 1e-9)
        return std::nullopt;
    return candidate;
}

void TextScanner::Private::judgeAll(QStringView text,
                                    const std::vector<CompiledPatterns::Match> &matches,
                                    const Stop &stop, std::vector<Candidate> &candidates) const
{
    PhoneVerdicts phones;
    ContextReader contextReader(text, negative);
    int judged = 0;
    for (const auto &match : matches) {
        if ((++judged & 0xff) == 0 && stop && stop())
            return;
        if (isPhone(match))
            continue;
        if (auto candidate = judge(text, match, contextReader, phones))
            candidates.push_back(std::move(*candidate));
    }
    // The telephone library is by far the dearest validator: it is not asked about digits that are
    // already known to be something else.
    std::vector<TextSpan> known;
    for (const Candidate &candidate : candidates) {
        if (candidate.score >= kSettled && candidate.type != u"url"_s)
            known.push_back({candidate.begin, candidate.end});
    }
    std::sort(known.begin(), known.end());
    for (const auto &match : matches) {
        if (!isPhone(match))
            continue;
        if ((++judged & 0x3f) == 0 && stop && stop())
            return;
        const auto after =
            std::upper_bound(known.begin(), known.end(), TextSpan(match.begin, text.size() + 1));
        if (after != known.begin() && std::prev(after)->second >= match.end)
            continue;
        if (auto candidate = judge(text, match, contextReader, phones))
            candidates.push_back(std::move(*candidate));
    }
}

namespace {

/// Candidates that were found whole on one line and touch its end or beginning: an address that
/// ends a line is complete, and the first word of the next line is none of it.
class WholeOnLine
{
public:
    WholeOnLine(QStringView text, const std::vector<Candidate> &candidates)
        : m_text(text)
    {
        for (const Candidate &candidate : candidates) {
            const qsizetype after = afterBlanks(candidate.end);
            if (after < text.size() && text[after] == u'\n')
                m_ends.insert({after, candidate.type});
            const qsizetype before = beforeBlanks(candidate.begin);
            if (before > 0 && text[before - 1] == u'\n')
                m_begins.insert({before - 1, candidate.type});
        }
    }
    /// True when @a glued only joins such a one with its neighbour line.
    bool explains(const Candidate &glued) const
    {
        const qsizetype lineEnd = m_text.indexOf(u'\n', glued.begin);
        return lineEnd >= 0 &&
               (m_ends.contains({lineEnd, glued.type}) || m_begins.contains({lineEnd, glued.type}));
    }

private:
    qsizetype afterBlanks(qsizetype at) const
    {
        while (at < m_text.size() && m_text[at] == u' ')
            ++at;
        return at;
    }
    qsizetype beforeBlanks(qsizetype at) const
    {
        while (at > 0 && (m_text[at - 1] == u' ' || m_text[at - 1] == u'\t'))
            --at;
        return at;
    }

    QStringView m_text;
    QSet<std::pair<qsizetype, QString>> m_ends;   ///< position of the line end, type
    QSet<std::pair<qsizetype, QString>> m_begins; ///< likewise, of the line end before
};

} // namespace

Coverage TextScanner::Private::scanGlued(const QString &text, const Stop &stop,
                                         std::vector<Candidate> &candidates) const
{
    const GluedText lines = glueLines(text, stop);
    if (lines.text.isEmpty())
        return Coverage::Complete;
    const WholeOnLine whole(text, candidates);
    std::vector<CompiledPatterns::Match> matches;
    const Coverage coverage = patterns->match(lines.text, glued, stop, matches);
    PhoneVerdicts phones;
    ContextReader contextReader(lines.text, negative);
    for (const auto &match : matches) {
        const qsizetype begin = lines.originalOf(match.begin);
        const qsizetype end = lines.originalOf(match.end - 1) + 1;
        // Only what really reaches over the line end; the rest was seen in place.
        if (end - begin == match.end - match.begin)
            continue;
        auto candidate = judge(lines.text, match, contextReader, phones);
        if (!candidate)
            continue;
        candidate->begin = lines.originalOf(candidate->begin);
        candidate->end = lines.originalOf(candidate->end - 1) + 1;
        candidate->score *= kGlueFactor;
        if (candidate->score >= kLowestScore && !whole.explains(*candidate))
            candidates.push_back(std::move(*candidate));
    }
    return coverage;
}

TextScanner::TextScanner(std::unique_ptr<Private> p)
    : d(std::move(p))
{}

TextScanner::~TextScanner() = default;

Result<std::shared_ptr<const TextScanner>> TextScanner::create(const ScanOptions &options)
{
    auto patterns = CompiledPatterns::builtIn();
    if (!patterns)
        return patterns.error();
    auto made = std::make_unique<Private>();
    made->options = options;
    made->patterns = *patterns;
    for (const Pattern &pattern : made->patterns->pack().patterns) {
        made->enabled.push_back(made->wants(pattern.type));
        made->glued.push_back(made->wants(pattern.type) && pattern.glue);
        made->contexts.emplace_back(pattern.context);
    }
    made->negative = WordSet(made->patterns->pack().negative);
    if (made->wants(u"person_name"_s) && !options.names.isEmpty())
        made->subjects = std::make_unique<SubjectNames>(options.names);
    return std::shared_ptr<const TextScanner>(new TextScanner(std::move(made)));
}

std::vector<TextHit> TextScanner::scan(QStringView text, const std::function<bool()> &stop) const
{
    Coverage coverage = Coverage::Complete;
    return scan(text, stop, coverage);
}

std::vector<TextHit> TextScanner::scan(QStringView text, const std::function<bool()> &stop,
                                       Coverage &coverage) const
{
    const FoldedText folded = foldText(text, Fold::Normalise);
    const QString &plain = folded.text();
    std::vector<CompiledPatterns::Match> matches;
    coverage = d->patterns->match(plain, d->enabled, stop, matches);

    std::vector<Candidate> candidates;
    // What several patterns say of one place comes together: the words around are read once.
    std::sort(matches.begin(), matches.end(), [](const auto &a, const auto &b) {
        return std::tie(a.begin, a.end, a.pattern) < std::tie(b.begin, b.end, b.pattern);
    });
    d->judgeAll(plain, matches, stop, candidates);
    if (d->scanGlued(plain, stop, candidates) == Coverage::Partial)
        coverage = Coverage::Partial;
    findTableColumns(plain, stop, candidates);
    findSegmentFields(plain, stop, candidates);
    if (d->wants(u"geo_coordinates"_s))
        findCoordinateLists(plain, stop, candidates);
    if (d->wants(u"person_name"_s) || d->wants(u"location"_s)) {
        findPersonNames(plain, stop, candidates);
        findChineseNames(plain, stop, candidates);
    }
    if (d->subjects)
        d->subjects->find(plain, stop, candidates);
    if (stop && stop()) {
        coverage = Coverage::Partial;
        return {};
    }
    std::erase_if(candidates, [&](const Candidate &candidate) {
        return !d->wants(candidate.type) || candidate.end <= candidate.begin;
    });

    std::vector<TextHit> hits;
    for (Candidate &candidate : resolveOverlaps(std::move(candidates))) {
        const TextSpan span = folded.toOriginal(candidate.begin, candidate.end);
        hits.push_back({span.first, span.second, std::move(candidate.type), candidate.score,
                        std::move(candidate.recognizer)});
    }
    return hits;
}

QString TextScanner::version()
{
    // The rules in code; packs carry their own number.
    static const QString kRules = u"5"_s;
    // Reading the pack is enough: compiling it takes most of a second, which nobody should wait for
    // who only asks for the number.
    static const auto pack = builtInPatterns();
    return pack ? kRules + u'.' + QString::number(pack->version) : kRules;
}

} // namespace redoubt::text
