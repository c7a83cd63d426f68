// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/release/withheldwords.h"

#include "core/redact/plan/withheld.h"

#include <algorithm>
#include <vector>

namespace redoubt::release {

namespace {

constexpr qsizetype kTelling = 10;    // letters that no other word holds by chance
constexpr qsizetype kShortest = 3;    // of a word
constexpr qsizetype kPartOfName = 4;  // of a person's name
constexpr qsizetype kLongNumber = 7;  // digits that no other number holds by chance
constexpr qsizetype kShortNumber = 4; // fewer digits name nobody

bool writesNoSpaces(QChar c)
{
    switch (c.script()) {
    case QChar::Script_Han:
    case QChar::Script_Hiragana:
    case QChar::Script_Katakana:
    case QChar::Script_Thai:
    case QChar::Script_Lao:
    case QChar::Script_Khmer:
    case QChar::Script_Myanmar:
        return true;
    default:
        return c.isSurrogate(); // rare ideographs
    }
}

/// A text as letters and digits only, with what is left of its words.
struct Folded
{
    QString text;
    std::vector<bool> begins;    ///< whether a word begins at this character; one more for the end
    std::vector<qsizetype> from; ///< where the original has this character
};

Folded fold(const QString &text)
{
    Folded folded;
    bool between = true;
    QChar before;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        const bool pair = c.isHighSurrogate() && i + 1 < text.size();
        // Digits of all scripts are alike, as they are to the verifier.
        const QString piece = c.isDigit() ? QString(QChar(u'0' + c.digitValue()))
                                          : redact::foldedForMatching(text.mid(i, pair ? 2 : 1));
        if (piece.isEmpty()) {
            // Accents that stand apart end no word.
            between = between || !c.isMark();
            continue;
        }
        const bool begins = between || c.isDigit() != before.isDigit() ||
                            (c.isUpper() && before.isLower()) || writesNoSpaces(c);
        folded.text += piece;
        folded.begins.push_back(begins);
        folded.begins.insert(folded.begins.end(), size_t(piece.size() - 1), false);
        folded.from.insert(folded.from.end(), size_t(piece.size()), i);
        between = false;
        before = c;
        i += pair ? 1 : 0;
    }
    folded.begins.push_back(true);
    return folded;
}

} // namespace

void WithheldWords::addOne(const QString &text)
{
    const Folded folded = fold(text);
    const QString &key = folded.text;
    const bool ideographs = std::any_of(key.begin(), key.end(), writesNoSpaces);
    const bool digits = std::any_of(key.begin(), key.end(), [](QChar c) { return c.isDigit(); });
    const bool number = std::all_of(key.begin(), key.end(), [](QChar c) { return c.isDigit(); });
    if (key.size() < (ideographs ? 2 : number ? kShortNumber : kShortest))
        return;
    const auto words = std::count(folded.begins.begin(), folded.begins.end(), true) - 1;
    const bool anywhere = ideographs || key.size() >= kTelling ||
                          (number ? key.size() >= kLongNumber : digits || words > 1);
    const auto known = m_texts.find(key);
    if (known != m_texts.end())
        *known = *known && !anywhere;
    else
        m_texts.insert(key, !anywhere);
    m_lengths.insert(key.size());
}

bool WithheldWords::isTelling(const SensitiveText &text)
{
    const QString key = fold(text.reveal()).text;
    const bool number = std::all_of(key.begin(), key.end(), [](QChar c) { return c.isDigit(); });
    WithheldWords words;
    words.addOne(text.reveal());
    return !words.isEmpty() && !(number && key.size() < kLongNumber);
}

void WithheldWords::add(const SensitiveText &text, FindingType type)
{
    addOne(text.reveal());
    if (type != FindingType::PersonName)
        return;
    const QStringList words = text.reveal().simplified().split(u' ');
    for (const QString &word : words) {
        if (words.size() > 1 && redact::foldedForMatching(word).size() >= kPartOfName)
            addOne(word);
    }
}

std::vector<WithheldWords::Piece>
WithheldWords::occurrences(const QString &text, const QStringList &kept, bool all) const
{
    if (m_texts.isEmpty())
        return {};
    const Folded folded = fold(text);
    std::vector<bool> left(size_t(folded.text.size()), false);
    for (const QString &passage : kept) {
        const QString key = fold(passage).text;
        for (qsizetype at = key.isEmpty() ? -1 : folded.text.indexOf(key); at >= 0;
             at = folded.text.indexOf(key, at + 1))
            std::fill_n(left.begin() + at, key.size(), true);
    }
    std::vector<bool> hidden(size_t(text.size()), false);
    bool any = false;
    for (const qsizetype length : m_lengths) {
        for (qsizetype at = 0; at + length <= folded.text.size() && (all || !any); ++at) {
            const auto hit = m_texts.find(folded.text.mid(at, length));
            if (hit == m_texts.end() ||
                (*hit && !(folded.begins[size_t(at)] && folded.begins[size_t(at + length)])) ||
                std::all_of(left.begin() + at, left.begin() + at + length,
                            [](bool stays) { return stays; }))
                continue;
            const qsizetype last = folded.from[size_t(at + length - 1)];
            const qsizetype end = last + (text[last].isHighSurrogate() ? 2 : 1);
            std::fill(hidden.begin() + folded.from[size_t(at)], hidden.begin() + end, true);
            any = true;
        }
    }
    std::vector<Piece> pieces;
    for (qsizetype i = 0; any && i < text.size(); ++i) {
        if (!hidden[size_t(i)])
            continue;
        if (pieces.empty() || pieces.back().end != i)
            pieces.push_back({i, i});
        pieces.back().end = i + 1;
    }
    return pieces;
}

bool WithheldWords::occurIn(const QString &text, const QStringList &kept) const
{
    return !occurrences(text, kept, false).empty();
}

QString WithheldWords::leaveOut(const QString &text, const QStringList &kept) const
{
    QString told;
    qsizetype at = 0;
    for (const Piece &piece : occurrences(text, kept, true)) {
        told += QStringView(text).sliced(at, piece.begin - at);
        told += u"[…]";
        at = piece.end;
    }
    return told + text.sliced(at);
}

} // namespace redoubt::release
