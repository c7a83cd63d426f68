// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/verify/checklog.h"
#include "core/verify/search/secretsearch.h"

#include <QByteArray>
#include <QImage>

#include <map>
#include <optional>
#include <vector>

namespace redoubt::verify {

/// What the parts of the PDF attack share. Borrows; const, so that workers may use it at once.
struct PdfTask
{
    const Task &task;
    const QByteArray &bytes;
    const SecretSearch &withheld;
    const SecretSearch &tags;
    std::map<int, QList<PageRect>> boxes; ///< solid boxes by page
    std::map<int, int> softBoxes;         ///< numbers of the others
    std::optional<QRgb> colour;           ///< of solid boxes, where it is known
};

/// Counts what was found over a whole part, and reports it once.
struct PdfFound
{
    Found withheld;
    Found tags;
};

/// The raw bytes without any PDF library: exactly one revision, nothing between, behind or outside
/// of objects, and the content of every stream that can be unpacked, referenced or not. "structure"
/// and "raw_bytes".
Result<void> carvePdf(const PdfTask &pdf, CheckLog &log);

/// Every object as QPDF reads it: keys against lists, names, strings and decoded streams searched:
/// "structure", "objects" and "metadata".
Result<void> walkPdfObjects(const PdfTask &pdf, CheckLog &log);

/// What is drawn on pages with masked boxes: each picture alone, so that what lies beneath a
/// painted box shows, and drawings that reach into a box: "layers".
Result<void> checkPdfLayers(const PdfTask &pdf, CheckLog &log);

/// Pictures of any page that hold more than the pages show of them: "layers".
Result<void> checkPdfHidden(const PdfTask &pdf, CheckLog &log);

/// A part of a page as Poppler shows it, in pixels at @a dpi; null when it cannot.
QImage drawPdfPage(const QByteArray &document, int page, double dpi, const PixelRect &part,
                   const JobContext &context);

/// Every page as Poppler reads and shows it, by two workers: "pages", "text", "pixels" and "ocr".
Result<void> checkPdfPages(const PdfTask &pdf, CheckLog &log);

/// One picture drawn alone on one page of a document of its own, and where to look on it.
struct AlonePage
{
    int sourcePage = 0;
    std::vector<PageRect> places; ///< parts of masked boxes that the picture covers
};

/// Renders and judges the document made by checkPdfLayers().
Result<void> judgeAlonePages(const PdfTask &pdf, const QByteArray &document,
                             const std::vector<AlonePage> &pages, CheckLog &log);

} // namespace redoubt::verify
