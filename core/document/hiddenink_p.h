// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

// The two devices behind PdfEngine::hidesInk(). Included by the few .cpp files that talk to MuPDF,
// by nothing else.

#include "core/document/mupdf_p.h"

#include <vector>

namespace redoubt::document {

enum class PictureKind {
    Picture,
    Stencil, ///< paints one colour through holes
    Mask     ///< lets through what is painted next
};

/// One picture as the page uses it. Uses are numbered in the order of drawing.
struct PictureUse
{
    PictureKind kind = PictureKind::Picture;
    fz_rect box{}; ///< all of it, also what is cut off
    int order = 0;
    bool suspect = false; ///< the page may cut off or mask a part
};

struct InkMark
{
    fz_rect box{};
    int order = 0;
    int segments = 0; ///< of a path
};

/// What a page draws where.
struct PageSurvey
{
    std::vector<PictureUse> uses;
    std::vector<InkMark> paints; ///< what may cover pictures drawn before
    std::vector<InkMark> shapes; ///< paths that are more than rectangles
    std::vector<bool> clips; ///< whether each open clip, mask or group may hide more than its box
    fz_rect page{};
    int order = 0;
    bool overflow = false;
};

/// Throws MuPDF exceptions.
fz_device *newSurveyDevice(fz_context *fz, PageSurvey *survey);

enum class Instead {
    Black, ///< all of the picture's area in black; a stencil or mask without anything that it holds
    White, ///< all of it in white; a stencil or mask that lets nothing through
    Alone  ///< the picture and nothing else, without clips and masks; stencils and masks in black
};

/// A page that is drawn with one of its pictures replaced.
struct Replacing
{
    int target = -1; ///< number of the use
    Instead instead = Instead::Black;
    int next = 0;              ///< number of the use that comes next
    fz_path *square = nullptr; ///< the unit square
    fz_path *nothing = nullptr;
};

/// Hands everything on to @a inner, which it borrows, but for that picture. Throws MuPDF
/// exceptions.
fz_device *newReplacingDevice(fz_context *fz, fz_device *inner, Replacing *state);

} // namespace redoubt::document
