// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text/textfold.h"

#include <QChar>
#include <QList>

#include <algorithm>
#include <array>
#include <iterator>

namespace redoubt::text {

namespace {

/// Blanks within a name of two characters, set so that names of two and three are equally wide.
constexpr qsizetype kPadding = 2;

/// Shown by nothing, used to hide text from patterns or to guide layout.
bool isInvisible(char32_t c)
{
    return c == 0xad || c == 0x34f || c == 0x61c || c == 0x180e || (c >= 0x200b && c <= 0x200f) ||
           (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) ||
           (c >= 0xfe00 && c <= 0xfe0f) || c == 0xfeff || (c >= 0xe0000 && c <= 0xe0fff);
}

bool isLineEnd(char32_t c)
{
    return c == '\n' || c == '\r' || c == 0x0b || c == 0x0c || c == 0x85 || c == 0x2028 ||
           c == 0x2029;
}

/// Marks that a reader may leave out. Marks of scripts where they are letters in their own right
/// (Devanagari vowels, kana voicing) are not among them.
bool isDroppedMark(char32_t c)
{
    return (c >= 0x300 && c <= 0x36f) || (c >= 0x591 && c <= 0x5bd) || (c >= 0x5bf && c <= 0x5c7) ||
           (c >= 0x610 && c <= 0x61a) || (c >= 0x64b && c <= 0x65f) || c == 0x670 ||
           (c >= 0x6d6 && c <= 0x6dc) || (c >= 0x6df && c <= 0x6ed) ||
           (c >= 0x1ab0 && c <= 0x1aff) || (c >= 0x1dc0 && c <= 0x1dff) ||
           (c >= 0x20d0 && c <= 0x20ff) || (c >= 0xfe20 && c <= 0xfe2f);
}

char32_t punctuation(char32_t c)
{
    switch (c) {
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2043:
    case 0x2212:
    case 0xfe58:
    case 0xfe63:
        return '-';
    case 0x2bc:
    case 0x2018:
    case 0x2019:
    case 0x201a:
    case 0x201b:
    case 0x2032:
        return '\'';
    case 0x201c:
    case 0x201d:
    case 0x201e:
    case 0x201f:
    case 0x2033:
        return '"';
    case 0x2024:
        return '.';
    case 0x2044:
    case 0x2215:
        return '/';
    default:
        return c;
    }
}

struct Pair
{
    char16_t from;
    const char16_t *to;
};

/// Letters without a canonical decomposition that people type as plain ones.
constexpr Pair kLetters[] = {{0x00df, u"ss"}, {0x00e6, u"ae"}, {0x00f0, u"d"}, {0x00f8, u"o"},
                             {0x00fe, u"th"}, {0x0111, u"d"},  {0x0127, u"h"}, {0x0131, u"i"},
                             {0x0138, u"k"},  {0x0142, u"l"},  {0x014b, u"n"}, {0x0153, u"oe"},
                             {0x0167, u"t"},  {0x017f, u"s"},  {0x0180, u"b"}, {0x0192, u"f"},
                             {0x0259, u"e"}};

/// Cyrillic and Greek small letters that look like Latin ones. Both sides of a comparison pass
/// through this, so it only ever makes more texts equal.
constexpr Pair kLookAlikes[] = {{0x0430, u"a"}, {0x0435, u"e"}, {0x043e, u"o"}, {0x0440, u"p"},
                                {0x0441, u"c"}, {0x0443, u"y"}, {0x0445, u"x"}, {0x0456, u"i"},
                                {0x0458, u"j"}, {0x0455, u"s"}, {0x04bb, u"h"}, {0x0501, u"d"},
                                {0x051b, u"q"}, {0x051d, u"w"}, {0x03bf, u"o"}, {0x03b1, u"a"},
                                {0x03bd, u"v"}, {0x03c1, u"p"}, {0x0475, u"v"}, {0x0261, u"g"}};

template <std::size_t N>
const char16_t *lookUp(const Pair (&table)[N], char32_t c)
{
    const auto found = std::find_if(std::begin(table), std::end(table),
                                    [c](const Pair &pair) { return pair.from == c; });
    return found == std::end(table) ? nullptr : found->to;
}

bool isPlainCompatibility(char32_t c)
{
    switch (QChar::decompositionTag(c)) {
    case QChar::NoDecomposition:
    case QChar::Canonical:
    case QChar::Super: // a footnote mark is not a digit of the number before it
    case QChar::Sub:
    case QChar::Fraction:
        return false;
    default:
        return true;
    }
}

void appendCharacter(QString &out, char32_t c)
{
    if (QChar::requiresSurrogates(c)) {
        out.append(QChar(QChar::highSurrogate(c)));
        out.append(QChar(QChar::lowSurrogate(c)));
    } else {
        out.append(QChar(char16_t(c)));
    }
}

/// Normalised form of one character that is neither invisible nor a line end.
void normaliseInto(QString &out, char32_t c, int depth = 0)
{
    if (c < 0x80) {
        out.append(QChar(char16_t(c)));
        return;
    }
    if (c >= 0xff01 && c <= 0xff5e) {
        out.append(QChar(char16_t(c - 0xfee0)));
        return;
    }
    if (const char32_t mapped = punctuation(c); mapped != c) {
        out.append(QChar(char16_t(mapped)));
        return;
    }
    if (QChar::isSpace(c)) {
        out.append(u' ');
        return;
    }
    if (QChar::category(c) == QChar::Number_DecimalDigit) {
        out.append(QChar(char16_t('0' + QChar::digitValue(c))));
        return;
    }
    if (depth < 4 && isPlainCompatibility(c)) {
        const QString parts = QChar::decomposition(c);
        if (!parts.isEmpty() && !parts.front().isSpace()) {
            for (const char32_t part : parts.toUcs4())
                normaliseInto(out, part, depth + 1);
            return;
        }
    }
    appendCharacter(out, c);
}

/// Case and diacritics off; @a c is already normalised.
void compareInto(QString &out, char32_t c)
{
    if (c < 0x80) {
        out.append(QChar(char16_t(c >= 'A' && c <= 'Z' ? c + 0x20 : c)));
        return;
    }
    char32_t folded = QChar::toCaseFolded(c);
    // Kana and Hangul are taken as they are: their parts are letters.
    for (int depth = 0; depth < 4 && !isUnspacedScript(folded); ++depth) {
        if (QChar::decompositionTag(folded) != QChar::Canonical)
            break;
        const auto parts = QChar::decomposition(folded).toUcs4();
        if (parts.isEmpty() || !std::all_of(parts.begin() + 1, parts.end(),
                                            [](char32_t mark) { return isDroppedMark(mark); }))
            break;
        folded = QChar::toCaseFolded(char32_t(parts.front()));
    }
    const char16_t *letters = lookUp(kLetters, folded);
    if (!letters)
        letters = lookUp(kLookAlikes, folded);
    if (letters)
        out.append(QString::fromUtf16(letters));
    else
        appendCharacter(out, folded);
}

} // namespace

bool isUnspacedScript(char32_t c)
{
    return (c >= 0x2e80 && c <= 0x9fff) || (c >= 0xf900 && c <= 0xfaff) ||
           (c >= 0x20000 && c <= 0x3ffff);
}

/// Writes the folded text and its map side by side.
class FoldBuilder
{
public:
    FoldBuilder(QStringView source, Fold how)
        : m_source(source)
        , m_how(how)
    {
        m_result.m_originalSize = source.size();
        m_result.m_text.reserve(source.size());
    }

    FoldedText build()
    {
        qsizetype i = 0;
        while (i < m_source.size())
            i = m_how == Fold::Normalise ? normaliseAt(i) : compareAt(i);
        return std::move(m_result);
    }

private:
    char32_t characterAt(qsizetype i, qsizetype &length) const
    {
        const QChar unit = m_source[i];
        length = 1;
        if (unit.isHighSurrogate() && i + 1 < m_source.size() && m_source[i + 1].isLowSurrogate()) {
            length = 2;
            return QChar::surrogateToUcs4(unit, m_source[i + 1]);
        }
        return unit.isSurrogate() ? 0xfffd : unit.unicode();
    }

    /// Notes that folded units from @a folded on came from @a length units at @a original.
    void note(qsizetype folded, qsizetype original, qsizetype length)
    {
        const QStringView made = QStringView(m_result.m_text).sliced(folded);
        const bool oneToOne =
            made.size() == length && (length == 1 || made == m_source.sliced(original, length));
        if (oneToOne)
            noteRun(folded, original);
        else
            m_result.m_pieces.push_back({folded, original, length});
    }

    /// A dropped mark belongs to the character before it: whoever takes one takes both.
    void attachToPrevious(qsizetype original, qsizetype length)
    {
        const qsizetype last = m_result.m_text.size() - 1;
        if (last < 0)
            return;
        auto &pieces = m_result.m_pieces;
        const qsizetype begin = m_result.unitBegin(last);
        if (m_result.unitEnd(last) != original)
            return;
        if (pieces.back().block != 0 || pieces.back().folded == last)
            pieces.back().block = original + length - pieces.back().original;
        else
            pieces.push_back({last, begin, original + length - begin});
    }

    qsizetype normaliseAt(qsizetype i)
    {
        // Most text is a long run of plain characters: copy it whole.
        qsizetype run = i;
        while (run < m_source.size() && m_source[run].unicode() < 0x80 &&
               m_source[run].unicode() != u'\r' && m_source[run].unicode() != 0x0b &&
               m_source[run].unicode() != 0x0c)
            ++run;
        if (run > i) {
            const qsizetype folded = m_result.m_text.size();
            m_result.m_text.append(m_source.sliced(i, run - i));
            noteRun(folded, i);
            return run;
        }
        qsizetype length = 0;
        const char32_t c = characterAt(i, length);
        if (isInvisible(c))
            return i + length;
        const qsizetype folded = m_result.m_text.size();
        if (isLineEnd(c)) {
            if (c == '\r' && i + 1 < m_source.size() && m_source[i + 1] == u'\n')
                return i + 1; // the "\n" speaks for both
            m_result.m_text.append(u'\n');
        } else {
            normaliseInto(m_result.m_text, c);
        }
        note(folded, i, length);
        return i + length;
    }

    void noteRun(qsizetype folded, qsizetype original)
    {
        auto &pieces = m_result.m_pieces;
        if (!pieces.empty() && pieces.back().block == 0 &&
            pieces.back().original - pieces.back().folded == original - folded)
            return;
        pieces.push_back({folded, original, 0});
    }

    qsizetype compareAt(qsizetype i)
    {
        qsizetype length = 0;
        const char32_t c = characterAt(i, length);
        if (isInvisible(c))
            return i + length;
        if (isDroppedMark(c)) {
            attachToPrevious(i, length);
            return i + length;
        }
        if (isLineEnd(c) || QChar::isSpace(c))
            return foldSpace(i);
        if (m_how == Fold::CompareUnhyphenated && punctuation(c) == '-') {
            const qsizetype after = skipLineEnd(i + length);
            if (after > 0)
                return after;
        }
        const qsizetype folded = m_result.m_text.size();
        m_scratch.resize(0);
        normaliseInto(m_scratch, c);
        for (qsizetype k = 0; k < m_scratch.size(); ++k) {
            char32_t part = m_scratch[k].unicode();
            if (m_scratch[k].isHighSurrogate() && k + 1 < m_scratch.size()) {
                part = QChar::surrogateToUcs4(m_scratch[k], m_scratch[k + 1]);
                ++k;
            }
            compareInto(m_result.m_text, part);
        }
        note(folded, i, length);
        return i + length;
    }

    /// The end of the white space at @a i when it holds a line end and a letter follows, else -1.
    qsizetype skipLineEnd(qsizetype i) const
    {
        bool lineEnd = false;
        qsizetype length = 0;
        while (i < m_source.size()) {
            const char32_t c = characterAt(i, length);
            if (!isLineEnd(c) && !QChar::isSpace(c) && !isInvisible(c))
                break;
            lineEnd = lineEnd || isLineEnd(c);
            i += length;
        }
        return lineEnd && i < m_source.size() && QChar::isLetter(characterAt(i, length)) ? i : -1;
    }

    qsizetype foldSpace(qsizetype i)
    {
        const qsizetype begin = i;
        bool lineEnd = false;
        qsizetype length = 0;
        while (i < m_source.size()) {
            const char32_t c = characterAt(i, length);
            if (!isLineEnd(c) && !QChar::isSpace(c) && !isInvisible(c))
                break;
            lineEnd = lineEnd || isLineEnd(c);
            i += length;
        }
        const QString &text = m_result.m_text;
        if ((lineEnd || i - begin <= kPadding) && i < m_source.size() && !text.isEmpty() &&
            isUnspacedScript(text.back().unicode()) && isUnspacedScript(characterAt(i, length)))
            return i; // a wrapped line or a padded name, not a gap
        const qsizetype folded = text.size();
        m_result.m_text.append(u' ');
        note(folded, begin, i - begin);
        return i;
    }

    QStringView m_source;
    Fold m_how;
    FoldedText m_result;
    QString m_scratch;
};

const FoldedText::Piece &FoldedText::pieceOf(qsizetype folded) const
{
    const auto next =
        std::upper_bound(m_pieces.begin(), m_pieces.end(), folded,
                         [](qsizetype at, const Piece &piece) { return at < piece.folded; });
    return *std::prev(next);
}

qsizetype FoldedText::unitBegin(qsizetype index) const
{
    const Piece &piece = pieceOf(index);
    return piece.block ? piece.original : piece.original + index - piece.folded;
}

qsizetype FoldedText::unitEnd(qsizetype index) const
{
    const Piece &piece = pieceOf(index);
    return piece.block ? piece.original + piece.block : piece.original + index - piece.folded + 1;
}

TextSpan FoldedText::toOriginal(qsizetype begin, qsizetype end) const
{
    if (begin >= end) {
        const qsizetype at = begin < m_text.size() ? unitBegin(begin) : m_originalSize;
        return {at, at};
    }
    return {begin == 0 ? 0 : unitBegin(begin),
            end == m_text.size() ? m_originalSize : unitEnd(end - 1)};
}

TextSpan FoldedText::fromOriginal(qsizetype begin, qsizetype end) const
{
    if (m_pieces.empty() || begin >= end)
        return {0, 0};
    // The last unit that begins at or before @a begin, and the first that ends at or after @a end.
    const auto pieceAt = [this](qsizetype original) {
        const auto next =
            std::upper_bound(m_pieces.begin(), m_pieces.end(), original,
                             [](qsizetype at, const Piece &piece) { return at < piece.original; });
        return next == m_pieces.begin() ? next : std::prev(next);
    };
    const auto foldedEnd = [this](std::vector<Piece>::const_iterator piece) {
        const auto next = std::next(piece);
        return next == m_pieces.end() ? m_text.size() : next->folded;
    };
    const auto first = pieceAt(begin);
    qsizetype from = first->folded;
    if (!first->block)
        from = std::clamp(first->folded + begin - first->original, first->folded,
                          foldedEnd(first) - 1);
    const auto last = pieceAt(end - 1);
    qsizetype to = foldedEnd(last);
    if (!last->block)
        to = std::min(to, std::max(last->folded + (end - last->original), last->folded + 1));
    // An end among dropped units reaches on to the next unit that stands.
    if (to < m_text.size() && unitEnd(to - 1) < end)
        ++to;
    return {from, to};
}

FoldedText foldText(QStringView text, Fold how)
{
    return FoldBuilder(text, how).build();
}

QString foldKey(QStringView text)
{
    // Nearly every word is plain; it needs no map back and no tables.
    if (std::any_of(text.begin(), text.end(), [](QChar c) { return c.unicode() >= 0x80; }))
        return foldText(text, Fold::Compare).text();
    QString key(text.size(), Qt::Uninitialized);
    QChar *out = key.data();
    bool space = false;
    for (const QChar c : text) {
        const char16_t unit = c.unicode();
        const bool isSpace = unit == u' ' || (unit >= 0x09 && unit <= 0x0d);
        if (!isSpace)
            *out++ = QChar(char16_t(unit >= u'A' && unit <= u'Z' ? unit + 0x20 : unit));
        else if (!space)
            *out++ = u' ';
        space = isSpace;
    }
    key.truncate(out - key.constData());
    return key;
}

} // namespace redoubt::text
