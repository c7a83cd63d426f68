// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

// Included by the few .cpp files that talk to MuPDF, by nothing else.

#include "core/document/mupdf_p.h"

#include <unordered_map>
#include <vector>

namespace redoubt::document {

/// Tells fonts that draw what they name from those that do not: what a font says of its glyphs may
/// be missing or a lie, and then a page shows other words than its text layer holds. The glyphs of
/// Latin letters and digits are drawn and compared with those of well-known fonts; how many other
/// letters they resemble more is the measure. Fonts without such letters are not judged.
class FontCheck
{
public:
    explicit FontCheck(fz_context *fz)
        : m_fz(fz)
    {}
    ~FontCheck();
    FontCheck(const FontCheck &) = delete;
    FontCheck &operator=(const FontCheck &) = delete;

    /// Notes that @a font draws @a glyph for @a code; returns the number of the font.
    int see(fz_font *font, int glyph, int code);
    /// By all glyphs seen so far.
    bool agrees(int font) const;

private:
    struct Known
    {
        fz_font *font = nullptr; ///< owned
        std::unordered_map<qint64, bool> glyphs;
        int judged = 0;
        double ranks = 0; ///< sum over judged glyphs, each 0 (like its own letter) to 1
    };
    fz_context *m_fz;
    std::vector<Known> m_fonts;
    std::unordered_map<fz_font *, int> m_numbers;
};

} // namespace redoubt::document
