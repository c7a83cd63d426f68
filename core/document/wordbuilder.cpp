// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/document/glyph.h"

#include "core/base/scripts.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <unordered_map>

namespace redoubt::document {

namespace {

constexpr double kWordGap = 0.16;       // em; spaces of tightly set text are 0.2 em
constexpr double kMaxKerning = 0.3;     // em that a glyph may reach back into its neighbour
constexpr double kLineGap = 2.0;        // em between words drawn one after the other
constexpr double kMergeGap = 1.2;       // em between pieces that were not drawn one after the other
constexpr double kBaselineShift = 0.35; // em; superscripts stay on their line
constexpr size_t kMaxNeighbours = 2000; // compared per piece, against hostile pages

double along(const Glyph &glyph, QPointF direction)
{
    return QPointF::dotProduct(glyph.origin, direction);
}

double across(const Glyph &glyph, QPointF direction)
{
    return glyph.origin.y() * direction.x() - glyph.origin.x() * direction.y();
}

// Glyphs that follow each other without a gap, in drawing order.
struct Atom
{
    std::vector<const Glyph *> glyphs;
    QPointF direction;
    double begin = 0; // along the direction
    double end = 0;
    double baseline = 0; // across it
    double em = 0;
    int order = 0;
    bool hidden = false;
    bool spaceBefore = false;
};

// Atoms that make a line or a part of one.
struct Run
{
    std::vector<size_t> atoms;
    double begin = 0;
    double end = 0;
    double baseline = 0;
    double em = 0;
    QPointF direction;
    bool hidden = false;
};

bool sameDirection(QPointF a, QPointF b)
{
    return QPointF::dotProduct(a, b) > 0.99;
}

bool continues(const Atom &atom, const Glyph &glyph)
{
    const double em = std::max(atom.em, glyph.em);
    if (glyph.hidden != atom.hidden || !sameDirection(atom.direction, glyph.direction))
        return false;
    const double gap = along(glyph, atom.direction) - atom.end;
    return std::abs(across(glyph, atom.direction) - atom.baseline) <= 0.1 * em &&
           gap <= kWordGap * em && gap >= -kMaxKerning * em;
}

// The same letter again at nearly the same place, as bold is imitated letter by letter.
bool isSecondCopy(const Glyph &glyph, const Glyph &before)
{
    const QPointF step = glyph.origin - before.origin;
    return glyph.code == before.code && glyph.hidden == before.hidden &&
           std::hypot(step.x(), step.y()) < std::min(0.25 * glyph.em, 0.5 * glyph.advance);
}

std::vector<Atom> collectAtoms(const std::vector<Glyph> &glyphs)
{
    std::vector<Atom> atoms;
    bool space = false;
    bool open = false;
    for (const Glyph &glyph : glyphs) {
        if (glyph.space) {
            space = true;
            open = false;
            continue;
        }
        if (glyph.joined && !atoms.empty()) {
            atoms.back().glyphs.push_back(&glyph);
            continue;
        }
        if (open && isSecondCopy(glyph, *atoms.back().glyphs.back()))
            continue;
        if (!open || !continues(atoms.back(), glyph)) {
            Atom atom;
            atom.direction = glyph.direction;
            atom.begin = along(glyph, glyph.direction);
            atom.end = atom.begin;
            atom.baseline = across(glyph, glyph.direction);
            atom.em = glyph.em;
            atom.order = glyph.order;
            atom.hidden = glyph.hidden;
            atom.spaceBefore = space;
            atoms.push_back(std::move(atom));
            space = false;
            open = true;
        }
        Atom &atom = atoms.back();
        atom.glyphs.push_back(&glyph);
        atom.end = std::max(atom.end, along(glyph, atom.direction) + glyph.advance);
        atom.em = std::max(atom.em, glyph.em);
    }
    return atoms;
}

// True when the second atom repeats the first at nearly the same place, as imitated bold does.
bool repeats(const Atom &a, const Atom &b)
{
    // Half a glyph: two narrow letters in a row are no repetition.
    const double near = std::min(0.25 * std::max(a.em, b.em), 0.5 * a.glyphs.front()->advance);
    if (a.glyphs.size() != b.glyphs.size() || a.hidden != b.hidden ||
        std::abs(a.begin - b.begin) > near || std::abs(a.baseline - b.baseline) > near ||
        !sameDirection(a.direction, b.direction))
        return false;
    for (size_t i = 0; i < a.glyphs.size(); ++i) {
        if (a.glyphs[i]->code != b.glyphs[i]->code)
            return false;
    }
    return true;
}

// Leaves out what was drawn a second time. Only recent atoms of the same text are compared.
std::vector<Atom> withoutRepeats(std::vector<Atom> atoms)
{
    constexpr size_t kRecent = 8;
    std::unordered_map<std::u32string, std::vector<size_t>> known;
    std::vector<Atom> kept;
    kept.reserve(atoms.size());
    for (Atom &atom : atoms) {
        std::u32string text;
        for (const Glyph *glyph : atom.glyphs)
            text += glyph->code;
        std::vector<size_t> &same = known[text];
        const size_t first = same.size() > kRecent ? same.size() - kRecent : 0;
        bool repeated = false;
        for (size_t i = first; i < same.size() && !repeated; ++i)
            repeated = repeats(kept[same[i]], atom);
        if (repeated)
            continue;
        same.push_back(kept.size());
        kept.push_back(std::move(atom));
    }
    return kept;
}

std::vector<Run> collectRuns(const std::vector<Atom> &atoms)
{
    std::vector<Run> runs;
    for (size_t i = 0; i < atoms.size(); ++i) {
        const Atom &atom = atoms[i];
        bool joins = false;
        if (!runs.empty()) {
            const Run &run = runs.back();
            const double em = std::max(run.em, atom.em);
            const double gap = atom.begin - run.end;
            joins = run.hidden == atom.hidden && sameDirection(run.direction, atom.direction) &&
                    std::abs(atom.baseline - run.baseline) <= kBaselineShift * em &&
                    gap <= kLineGap * em && gap >= -kMaxKerning * em;
        }
        if (!joins) {
            Run run;
            run.begin = atom.begin;
            run.end = atom.end;
            run.direction = atom.direction;
            run.hidden = atom.hidden;
            runs.push_back(std::move(run));
        }
        Run &run = runs.back();
        run.atoms.push_back(i);
        run.begin = std::min(run.begin, atom.begin);
        run.end = std::max(run.end, atom.end);
        // The base line follows slanted scans, but not a superscript.
        if (run.em == 0 || atom.em >= 0.8 * run.em)
            run.baseline = atom.baseline;
        run.em = std::max(run.em, atom.em);
    }
    return runs;
}

struct Groups
{
    explicit Groups(size_t size)
        : parent(size)
    {
        std::iota(parent.begin(), parent.end(), size_t(0));
    }
    size_t find(size_t i)
    {
        while (parent[i] != i)
            i = parent[i] = parent[parent[i]];
        return i;
    }
    void join(size_t a, size_t b)
    {
        a = find(a);
        b = find(b);
        parent[std::max(a, b)] = std::min(a, b);
    }
    std::vector<size_t> parent;
};

// Joins pieces that stand beside each other on one base line though they were drawn at different
// times.
Groups mergeRuns(const std::vector<Run> &runs)
{
    Groups groups(runs.size());
    std::vector<size_t> sorted(runs.size());
    std::iota(sorted.begin(), sorted.end(), size_t(0));
    std::stable_sort(sorted.begin(), sorted.end(),
                     [&](size_t a, size_t b) { return runs[a].baseline < runs[b].baseline; });
    double largest = 0;
    for (const Run &run : runs)
        largest = std::max(largest, run.em);
    for (size_t i = 0; i < sorted.size(); ++i) {
        const Run &a = runs[sorted[i]];
        for (size_t j = i + 1; j < std::min(sorted.size(), i + kMaxNeighbours); ++j) {
            const Run &b = runs[sorted[j]];
            const double em = std::max(a.em, b.em);
            if (b.baseline - a.baseline > 0.2 * largest)
                break;
            if (b.baseline - a.baseline > 0.2 * em || a.hidden != b.hidden ||
                !sameDirection(a.direction, b.direction))
                continue;
            const double gap = std::max(a.begin, b.begin) - std::min(a.end, b.end);
            if (gap <= kMergeGap * em && gap >= -kMaxKerning * em)
                groups.join(sorted[i], sorted[j]);
        }
    }
    return groups;
}

void appendCode(QString &text, char32_t code)
{
    if (code > 0x10FFFF || (code >= 0xD800 && code < 0xE000) || code < 0x20)
        code = 0xFFFD;
    if (code == 0xAD) // soft hyphen: drawn as a hyphen
        code = '-';
    text += QString::fromUcs4(&code, 1);
}

bool isRightToLeft(char32_t code)
{
    const QChar::Direction direction = QChar::direction(code);
    return direction == QChar::DirR || direction == QChar::DirAL;
}

using AtomList = std::vector<const Atom *>;

// Whether @a code begins a word of its own behind @a before, though no space stands between them.
bool beginsWord(char32_t before, char32_t code)
{
    const auto standsAlone = [](char32_t c) {
        const bool fullWidth = (c >= 0x3001 && c <= 0x303F) || (c >= 0xFF01 && c <= 0xFF60);
        return writesNoSpaces(c) || (fullWidth && !QChar::isLetterOrNumber(c));
    };
    return !QChar::isMark(code) && (standsAlone(code) || standsAlone(before));
}

// One word; several, glued together, where the script writes no spaces.
void appendWord(const AtomList &atoms, BuiltLine &line)
{
    std::vector<const Glyph *> glyphs;
    size_t rightToLeft = 0;
    for (const Atom *atom : atoms) {
        for (const Glyph *glyph : atom->glyphs) {
            glyphs.push_back(glyph);
            rightToLeft += isRightToLeft(glyph->code);
        }
    }
    // Atoms are in visual order; what is written from the right reads the other way.
    if (rightToLeft * 2 > glyphs.size())
        std::reverse(glyphs.begin(), glyphs.end());
    for (size_t i = 0; i < glyphs.size(); ++i) {
        const Glyph &glyph = *glyphs[i];
        const bool glued = i > 0;
        if (!glued || (!glyph.joined && beginsWord(glyphs[i - 1]->code, glyph.code))) {
            line.emplace_back();
            line.back().glued = glued;
        }
        BuiltWord &word = line.back();
        appendCode(word.text, glyph.code);
        word.box = word.box.isNull() ? glyph.box : word.box.united(glyph.box);
        word.order = std::max(word.order, glyph.order);
        word.hidden = word.hidden || glyph.hidden;
        word.pale = word.pale || glyph.pale;
        word.unsure = word.unsure || glyph.unsure;
    }
}

// Letter-spaced text: every glyph stands alone. The usual gap is then no space.
double wordGap(const AtomList &atoms)
{
    std::vector<double> gaps;
    for (size_t i = 1; i < atoms.size(); ++i) {
        if (atoms[i]->glyphs.size() > 1 || atoms[i - 1]->glyphs.size() > 1 || atoms[i]->spaceBefore)
            return kWordGap;
        gaps.push_back((atoms[i]->begin - atoms[i - 1]->end) / std::max(atoms[i]->em, 0.01));
    }
    if (gaps.size() < 4)
        return kWordGap;
    std::nth_element(gaps.begin(), gaps.begin() + qsizetype(gaps.size() / 2), gaps.end());
    return std::max(kWordGap, 1.6 * gaps[gaps.size() / 2]);
}

BuiltLine makeLine(AtomList atoms)
{
    std::stable_sort(atoms.begin(), atoms.end(),
                     [](const Atom *a, const Atom *b) { return a->begin < b->begin; });
    const double gap = wordGap(atoms);
    BuiltLine line;
    AtomList current;
    const auto flush = [&] {
        if (!current.empty())
            appendWord(current, line);
        current.clear();
    };
    double end = 0;
    for (const Atom *atom : atoms) {
        if (!current.empty() && (atom->spaceBefore || atom->begin - end > gap * atom->em))
            flush();
        end = current.empty() ? atom->end : std::max(end, atom->end);
        current.push_back(atom);
    }
    flush();
    const auto rightToLeft = std::count_if(line.begin(), line.end(), [](const BuiltWord &word) {
        return !word.text.isEmpty() && isRightToLeft(word.text.toUcs4().front());
    });
    if (size_t(rightToLeft) * 2 > line.size()) {
        std::reverse(line.begin(), line.end());
        for (BuiltWord &word : line)
            word.glued = false; // what it followed now follows it
    }
    return line;
}

} // namespace

std::vector<BuiltLine> buildLines(const std::vector<Glyph> &glyphs)
{
    const std::vector<Atom> atoms = withoutRepeats(collectAtoms(glyphs));
    const std::vector<Run> runs = collectRuns(atoms);
    Groups groups = mergeRuns(runs);

    // A group is named by its first run, so the order of the names is the order of drawing.
    std::vector<AtomList> members(runs.size());
    for (size_t i = 0; i < runs.size(); ++i) {
        AtomList &list = members[groups.find(i)];
        for (const size_t atom : runs[i].atoms)
            list.push_back(&atoms[atom]);
    }
    std::vector<BuiltLine> lines;
    for (AtomList &list : members) {
        if (!list.empty())
            lines.push_back(makeLine(std::move(list)));
    }
    return lines;
}

} // namespace redoubt::document
