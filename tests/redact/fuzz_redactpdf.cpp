// SPDX-License-Identifier: AGPL-3.0-or-later
// The PDF redactor: what it writes can be read and holds no marked word.
#include "core/document/docmodel.h"
#include "core/redact/redactor.h"
#include "tests/fuzz/seeds.h"
#include "tests/support/budget.h"
#include "tests/support/tempfolder.h"
#include "tests/support/tinypdf.h"

#include <cstdlib>

using namespace redoubt;
using test::TinyPdf;

std::vector<std::string> redoubt::fuzz::seeds()
{
    std::vector<std::string> files;
    {
        TinyPdf pdf;
        pdf.addPage(TinyPdf::text(20, 100, "zebrafish") + TinyPdf::text(20, 50, "public"));
        files.push_back(pdf.bytes().toStdString());
    }
    {
        // Copied, not drawn: the mark lies on the other page.
        TinyPdf pdf;
        pdf.addPage("0 g 5 5 20 20 re f");
        const int state = pdf.add("<< /Type /ExtGState /ca 0.5 /BM /Multiply >>");
        const int image =
            pdf.addStream("\x00\xff", "/Subtype /Image /Width 2 /Height 1 /ColorSpace "
                                      "[/Indexed /DeviceGray 1 <00ff>] "
                                      "/BitsPerComponent 8");
        pdf.addPage("q /G gs 90 0 0 90 9 9 cm /I Do Q BI /W 1 /H 1 /BPC 8 /CS /G ID \x7f EI " +
                        TinyPdf::text(9, 9, "words"),
                    "/ExtGState << /G " + TinyPdf::ref(state) + " >> /XObject << /I " +
                        TinyPdf::ref(image) + " >>",
                    "/Annots [<< /Type /Annot /Subtype /Text /Rect [1 1 9 9] "
                    "/Contents (zebrafish) >>]");
        files.push_back(pdf.bytes().toStdString());
    }
    return files;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const test::TempFolder folder;
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto source = memorySource(bytes);
    const test::Budget budget(std::chrono::milliseconds(2500));
    redact::RedactionPlan plan;
    plan.kind = ItemKind::Pdf;
    plan.withheld.append(SensitiveText(QStringLiteral("zebrafish")));
    plan.pages.push_back({0, {{10, 80, 120, 40}}, QStringLiteral("(b)(6)"), FindingType::Custom});
    redact::RedactOptions options;
    options.threads = 1;
    options.pageDpi = 36;
    const auto path = folder / "out.pdf";
    auto output = AtomicOutput::create(path);
    if (!output)
        return 0;
    const auto report = redact::redactPdf(*source, plan, options, **output, budget.context());
    if (!report || !(*output)->commit())
        return 0;
    const QByteArray written = test::readFile(path);
    const auto copy = memorySource(written);
    document::LoadOptions loading;
    loading.ocr = document::Ocr::Never;
    const auto model = document::loadPdf(*copy, loading, budget.context());
    if (!model && model.error().kind() != ErrorKind::Cancelled &&
        model.error().kind() != ErrorKind::Limit)
        std::abort();
    if (!model || !model->text.contains(u"zebrafish"))
        return 0;
    // The plan names the first page. A damaged file may show the same one again: what everybody
    // sees there is left to the verifier, annotations and hidden words are not.
    for (std::size_t i = 0; i < model->pages.size(); ++i) {
        QString text =
            model->text.sliced(model->pages[i].begin, model->pages[i].end - model->pages[i].begin);
        for (const document::Word &word : model->pages[i].words) {
            if (i > 0 && word.source == document::WordSource::TextLayer)
                text.replace(word.begin - model->pages[i].begin, word.end - word.begin,
                             QString(word.end - word.begin, u' '));
        }
        if (text.contains(u"zebrafish"))
            std::abort();
    }
    return 0;
}
