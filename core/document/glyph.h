// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/document/docmodel.h"

#include <QPointF>
#include <QRectF>
#include <QString>

#include <vector>

namespace redoubt::document {

/// One character as a page draws it. Page points, displayed orientation, origin top left.
struct Glyph
{
    char32_t code = 0;
    QPointF origin;      ///< pen position on the base line
    QPointF direction;   ///< of writing, length 1
    double em = 0;       ///< height of the font in points
    double advance = 0;  ///< along the direction
    QRectF box;          ///< union of ink and advance, never empty
    int order = 0;       ///< position in the drawing sequence of the page, paths included
    int font = -1;       ///< number of its font in the document
    bool space = false;  ///< separates words
    bool joined = false; ///< a further character of the same shape (ligature)
    bool hidden = false; ///< invisible mode, off the page, clipped away, too small to see
    bool pale = false;   ///< nearly white: visible only on a dark ground
    bool unsure = false; ///< its font draws other letters than it names
};

struct BuiltWord
{
    QString text;
    QRectF box;
    int order = 0; ///< of its last glyph
    bool hidden = false;
    bool pale = false;
    bool unsure = false;
    bool glued = false; ///< follows the word before it without a space
};

/// Words of one line, in reading order.
using BuiltLine = std::vector<BuiltWord>;

/// Puts glyphs together to words and lines, by geometry rather than by the order of drawing, so
/// that text drawn letter by letter in any order still reads as written. Lines come in the order
/// in which their first glyph was drawn. Scripts that write no spaces give a word for every
/// character, so that each has a place of its own. Pure; deterministic.
std::vector<BuiltLine> buildLines(const std::vector<Glyph> &glyphs);

} // namespace redoubt::document
