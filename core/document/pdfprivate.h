// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/document/fontcheck.h"
#include "core/document/mupdf_p.h"

namespace redoubt::document {

/// For one look at a page.
constexpr std::chrono::milliseconds kPageTime{15000};

struct PdfEngine::Private
{
    ~Private();
    void findOptionalContent(OptionalContent layers);
    /// Null when the page cannot be loaded.
    pdf_page *load(int page);
    void drop(pdf_page *page);
    /// Contents of annotations and values of fields, drawn or not.
    void collectNotes(pdf_page *page, fz_matrix shift, std::vector<PageNote> &notes);
    /// A text string of @a dict, empty when absent. @a key is a dictionary key's name.
    QString text(pdf_obj *dict, const char *key);
    QString text(pdf_obj *object);

    size_t used = 0; ///< bytes that MuPDF holds; outlives the context
    fz_alloc_context allocator{};
    fz_context *fz = nullptr;
    fz_stream *stream = nullptr;
    pdf_document *document = nullptr;
    std::unique_ptr<FontCheck> fonts;
    int pages = 0;
    bool optionalContent = false;
};

} // namespace redoubt::document
