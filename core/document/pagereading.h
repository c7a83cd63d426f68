// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/document/ocr.h"

namespace redoubt::document {

/// What a person could read in a picture, as far as the recogniser follows.
struct PictureText
{
    std::vector<OcrWord> words; ///< line by line
    int unread = 0;             ///< places that look like words and could not be read
};

/// Reads a picture that may lie on its side, on its head or askew, at up to about fifteen degrees,
/// and looks a second time where the recogniser is in doubt, nearer and word by word. Boxes are in
/// pixels of @a image and cover their words, which are slanted there when the picture is. Noise is
/// left out. Errors: as of OcrEngine::recognise().
Result<PictureText> readPicture(OcrEngine &engine, const QImage &image, int dpi, OcrLayout layout,
                                const JobContext &context);

} // namespace redoubt::document
