// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/document/docmodel.h"
#include "core/document/ocr.h"

#include <functional>
#include <optional>

namespace redoubt::document {

/// A word before its place in the text is known.
struct LooseWord
{
    QString text;
    PageRect box;
    WordSource source = WordSource::TextLayer;
    float confidence = 1;
    bool glued = false; ///< follows the word before it without a space
};

/// A page whose words still come from several readers.
struct LoosePage
{
    QSizeF size;
    std::vector<std::vector<LooseWord>> lines;
    bool hasTextLayer = false;
    bool wantsOcr = false;
    std::vector<PageRect> places; ///< to be recognised; none: the whole page, if it is wanted
};

/// Writes the pages' words into model.text and model.pages, in order.
void assemble(std::vector<LoosePage> pages, DocModel &model);

/// A picture of a page or of a part of it for recognition, and how its pixels map to the page.
struct OcrInput
{
    QImage image;     ///< null: blank, nothing to recognise
    QPointF origin;   ///< of the image on the page
    double scale = 1; ///< pixels of the image per unit of the page
    int dpi = 300;
    OcrLayout layout = OcrLayout::Page;
};

/// Gives the picture of a page, or of a part of it; made once per worker, so that each has its own
/// reader.
using OcrSource = std::function<Result<OcrInput>(int page, const std::optional<PageRect> &part,
                                                 const JobContext &context)>;
using OcrSourceFactory = std::function<Result<OcrSource>()>;

/// Recognises the pages that want it, with options.threads workers, and adds the words to them.
/// Words that the text layer has already are left out. Pages that fail are noted in
/// model.notExamined. @a look tells several pictures of one page apart, where they are kept.
/// Errors: Cancelled only.
Result<void> recognisePages(const OcrSourceFactory &factory, const LoadOptions &options,
                            std::vector<LoosePage> &pages, DocModel &model,
                            const JobContext &context, int look = 0);

} // namespace redoubt::document
