// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <vector>

namespace redoubt::text {

/// What every match of a trigger holds. Where none of it stands in a text, the trigger need not be
/// looked for, and most of a text holds no number and no label.
enum class Anchor {
    None,      ///< nothing that is rare: the whole text is searched
    Number,    ///< five digits or more, in a match of kShortReach at most
    Digit,     ///< a digit
    Ideograph, ///< a digit, or a character of a script without spaces
    Separator  ///< a colon, an equals sign, a tab or three blanks: what parts a label from a value
};

/// Longest matches of triggers that are searched together.
constexpr qsizetype kShortReach = 24;
constexpr qsizetype kLongReach = 64; ///< of one with an anchor

/// The rarest anchor of @a trigger, none of whose matches is longer than @a width. Understands what
/// triggers are made of (resources/patterns/README.md); anything else has Anchor::None.
Anchor anchorOf(QByteArrayView trigger, qsizetype width);

/// The parts of a text around its anchors, one behind the other with a zero byte after each, so
/// that they are searched in one go.
class AnchoredText
{
public:
    /// Takes over what stands near an @a anchor in @a bytes (byte-folded text): at least every
    /// stretch of up to @a reach bytes that a trigger of that anchor can match, with the byte
    /// before and the byte after it.
    void gather(QByteArrayView bytes, Anchor anchor, qsizetype reach);
    QByteArrayView bytes() const { return m_bytes; }
    /// Where the byte before @a end, which is not the first one, stands in the text; one past it.
    qsizetype endInText(qsizetype end) const;

private:
    struct Part
    {
        qsizetype at;
        qsizetype inText;
    };
    void add(QByteArrayView bytes, qsizetype begin, qsizetype end);

    std::vector<char> m_bytes;
    std::vector<Part> m_parts;
    qsizetype m_end = 0; ///< of what was taken over so far, in the text
};

} // namespace redoubt::text
