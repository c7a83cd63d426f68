// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/document/docmodel.h"
#include "core/document/glyph.h"

#include <QImage>

#include <chrono>
#include <memory>
#include <vector>

namespace redoubt::document {

/// Something painted that is not text: it may cover what was drawn before it.
struct Paint
{
    QRectF box;
    int order = 0;
};

/// A drawing with curves or slants, as letters are when they are drawn without a font.
struct Shape
{
    QRectF box; ///< the part that the page shows
    int segments = 0;
};

/// Text that belongs to a place on a page without being drawn as page text: the contents of an
/// annotation, the value of a field.
struct PageNote
{
    QString text;
    QRectF box;
    WordSource source = WordSource::Annotation;
};

/// What one page draws.
struct PageInk
{
    QSizeF size; ///< points, displayed orientation
    std::vector<Glyph> contents;
    std::vector<Glyph> annotations;
    std::vector<Glyph> fields;
    std::vector<Paint> paints;
    std::vector<QRectF> pictures; ///< the parts of them that the page shows
    std::vector<Shape> shapes;
    std::vector<PageNote> notes;
    double imageShare = 0;   ///< of the page's area that lies under pictures, 0..1
    int drawn = 0;           ///< drawing operations, text included
    bool incomplete = false; ///< the interpreter met errors in the page
};

enum class OptionalContent {
    AsSaved, ///< layers as a viewer shows them
    AllShown ///< every layer, to find what is hidden in them
};

enum class PageColour { Rgb, Grey };

/// A PDF through MuPDF. No script runs, nothing is fetched, memory is limited.
/// A page that hangs in MuPDF is given up after a while, and the document is opened anew for the
/// others. Threads: one at a time; open one engine per thread. Ownership: borrows the source.
class PdfEngine
{
public:
    /// Errors: Encrypted, Damaged, Limit.
    static Result<std::unique_ptr<PdfEngine>> open(const ByteSource &source,
                                                   OptionalContent layers);
    ~PdfEngine();

    int pageCount() const;
    bool hasOptionalContent() const;
    Result<QSizeF> pageSize(int page);
    /// Text with places and what else is drawn. Errors: Damaged, Limit (too slow), Cancelled.
    Result<PageInk> readPage(int page, const JobContext &context);
    /// Annotations and fields included. Errors as readPage(), and Limit for absurd sizes.
    Result<QImage> render(int page, double dpi, PageColour colour, const JobContext &context);
    /// The same of a part of the page, grown to whole pixels: @a part says what was drawn.
    Result<QImage> renderPart(int page, double dpi, PageColour colour, PageRect &part,
                              const JobContext &context);
    /// Whether the file holds more of the page's pictures and drawings than the page shows: parts
    /// that are clipped, masked, painted over, off the page or of the colour of the paper. True
    /// also where that cannot be told. Errors: Damaged, Cancelled.
    Result<bool> hidesInk(int page, const JobContext &context);
    /// Document information, XMP, bookmarks, attachments, scripts and form data that no page
    /// shows.
    QList<MetadataField> metadata();
    /// How long one page may take; other than usual only in tests.
    void setPageTime(std::chrono::milliseconds time);

    static constexpr std::chrono::milliseconds kPageTime{15000};

    struct Private;

private:
    PdfEngine(std::shared_ptr<Private> d, const ByteSource &source, OptionalContent layers);
    Result<void> ready();
    template <typename T, typename Work>
    Result<T> apart(const JobContext &context, Work work);

    std::shared_ptr<Private> d; ///< shared with the thread that draws a page; null after one hung
    const ByteSource &m_source;
    OptionalContent m_layers;
    int m_pages = 0;
    bool m_optionalContent = false;
    int m_lost = 0; ///< pages that hung
    std::chrono::milliseconds m_pageTime = kPageTime;
};

} // namespace redoubt::document
