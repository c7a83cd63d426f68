// SPDX-License-Identifier: AGPL-3.0-or-later
// PDF: text and places, drawings that hide, and pictures of pages.
#include "core/document/docmodel.h"
#include "core/document/pdfengine.h"
#include "tests/fuzz/seeds.h"
#include "tests/support/budget.h"
#include "tests/support/tinypdf.h"

#include <cmath>
#include <cstdlib>

using namespace redoubt;
using namespace redoubt::document;
using test::TinyPdf;

std::vector<std::string> redoubt::fuzz::seeds()
{
    std::vector<std::string> files;
    {
        TinyPdf pdf;
        pdf.addPage(TinyPdf::text(20, 100, "Jane Roe") + "3 Tr " + TinyPdf::text(20, 50, "x"));
        files.push_back(pdf.bytes().toStdString());
    }
    {
        TinyPdf pdf;
        const int mask = pdf.addStream("\xff\x00\x80\x40", "/Subtype /Image /Width 2 /Height 2 "
                                                           "/ColorSpace /DeviceGray "
                                                           "/BitsPerComponent 8");
        const int image = pdf.addStream("\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c",
                                        "/Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceRGB "
                                        "/BitsPerComponent 8 /SMask " +
                                            TinyPdf::ref(mask));
        pdf.addPage("q 0 0 50 50 re W n 90 0 0 90 10 10 cm /I Do Q 0 g 0 0 40 40 re f",
                    "/XObject << /I " + TinyPdf::ref(image) + " >>");
        files.push_back(pdf.bytes().toStdString());
    }
    {
        TinyPdf pdf;
        const int form = pdf.addStream("BT /F1 9 Tf (form) Tj ET",
                                       "/Subtype /Form /BBox [0 0 90 90] /Matrix [1 0 0 1 5 5]");
        const int tile = pdf.addStream("0 0 5 5 re f", "/PatternType 1 /PaintType 1 /TilingType 1 "
                                                       "/BBox [0 0 9 9] /XStep 9 /YStep 9 "
                                                       "/Resources << >>");
        pdf.addPage("/X Do /Pattern cs /P scn 9 9 m 90 20 50 80 9 99 c h f",
                    "/XObject << /X " + TinyPdf::ref(form) + " >> /Pattern << /P " +
                        TinyPdf::ref(tile) + " >>",
                    "/Rotate 90 /Annots [<< /Type /Annot /Subtype /Text /Rect [1 1 9 9] "
                    "/Contents (note) >>]");
        files.push_back(pdf.bytes().toStdString());
    }
    return files;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto source = memorySource(bytes);
    const test::Budget budget(std::chrono::milliseconds(1500));
    LoadOptions options;
    options.ocr = Ocr::Never;
    options.maxPages = 4;
    const auto model = loadPdf(*source, options, budget.context());
    if (!model)
        return 0;
    for (const Page &page : model->pages) {
        for (const Word &word : page.words) {
            if (word.begin < page.begin || word.end > page.end || word.box.isEmpty() ||
                !std::isfinite(word.box.right()) || !std::isfinite(word.box.bottom()))
                std::abort();
        }
    }
    auto engine = PdfEngine::open(*source, OptionalContent::AsSaved);
    if (!engine)
        return 0;
    std::ignore = (*engine)->hidesInk(0, budget.context());
    const auto size0 = (*engine)->pageSize(0);
    if (size0 && size0->width() * size0->height() < 4e6)
        std::ignore = (*engine)->render(0, 36, PageColour::Grey, budget.context());
    return 0;
}
