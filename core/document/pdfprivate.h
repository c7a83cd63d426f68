// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/document/fontcheck.h"
#include "core/document/mupdf_p.h"

namespace redoubt::document {

/// A source that its owner can take back from a thread that is left alone.
struct LentSource
{
    std::mutex mutex;
    const ByteSource *source = nullptr;
};

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

    std::shared_ptr<LentSource> lent; // shared with the engine's stream
    size_t used = 0;                  ///< bytes that MuPDF holds; outlives the context
    fz_alloc_context allocator{};
    fz_context *fz = nullptr;
    fz_stream *stream = nullptr;
    pdf_document *document = nullptr;
    std::unique_ptr<FontCheck> fonts;
    int pages = 0;
    std::chrono::milliseconds pageTime = PdfEngine::kPageTime;
    bool optionalContent = false;
};

} // namespace redoubt::document
