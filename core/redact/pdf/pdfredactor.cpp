// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/redact/pdf/pdfcopier_p.h"
#include "core/redact/pdf/pdfraster.h"
#include "core/redact/pdf/pdfsource_p.h"
#include "core/redact/plan/withheld.h"
#include "core/redact/redactor.h"
#include "core/redact/tr.h"

#include "core/document/docmodel.h"
#include "core/document/pagereading.h"
#include "core/document/pdfengine.h"
#include "core/jobs/guarded.h"

#include <qpdf/QPDFAcroFormDocumentHelper.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include <atomic>
#include <cmath>
#include <map>
#include <new>
#include <set>
#include <thread>

namespace redoubt::redact {

using namespace Qt::StringLiterals;
using document::DocModel;
using document::PageRenderer;
using document::WordSource;

namespace {

constexpr double kMaxPagePixels = 100'000'000;
constexpr double kLeastDpi = 36;

Error failed(Message text)
{
    return Error(ErrorKind::Damaged, "redact/pdf", std::move(text));
}

bool meets(const PageRect &word, const QList<BurntBox> &boxes)
{
    return std::any_of(boxes.begin(), boxes.end(),
                       [&](const BurntBox &box) { return word.grown(0.5).intersects(box.rect); });
}

// In a script without spaces neighbours touch; a box over one of them takes only that one.
PageRect middleOf(const PageRect &box)
{
    const double room = std::min(0.2 * box.w + 0.5, 0.5 * box.w - 0.1);
    return {box.x + room, box.y, box.w - 2 * room, box.h};
}

// What is done to one page.
struct PageJob
{
    QList<BurntBox> boxes;
    std::vector<KeptWord> words;
    bool raster = false;
    bool readAgain = false; ///< searchable before, by text that is not kept: recognise it anew
};

QStringList wordTexts(const DocModel &model, const document::Page &page)
{
    QStringList texts;
    for (const document::Word &word : page.words)
        texts.append(model.text.mid(word.begin, word.end - word.begin));
    return texts;
}

// Decides about the words of a page and whether its own content can stay.
PageJob planPage(const DocModel &model, const document::Page &page, QList<BurntBox> boxes,
                 const WithheldMatcher &withheld)
{
    PageJob job;
    job.boxes = std::move(boxes);
    const QStringList texts = wordTexts(model, page);
    const std::vector<bool> secret = withheld.match(texts);
    bool hidden = false;
    bool visible = false;
    QStringList keptTexts;
    std::vector<KeptWord> kept;
    std::vector<bool> glued; // to the word before, in a script without spaces
    qsizetype end = -1;      // of the last word that was kept
    for (size_t i = 0; i < page.words.size(); ++i) {
        const document::Word &word = page.words[i];
        hidden = hidden || word.source == WordSource::Hidden;
        visible = visible || word.source == WordSource::TextLayer;
        const bool inRun = (i > 0 && page.words[i - 1].end == word.begin) ||
                           (i + 1 < page.words.size() && page.words[i + 1].begin == word.end);
        if (word.source == WordSource::TextLayer && !secret[i] &&
            !meets(inRun ? middleOf(word.box) : word.box, job.boxes)) {
            kept.push_back({texts[qsizetype(i)], word.box});
            keptTexts.append(kept.back().text);
            glued.push_back(word.begin == end);
            end = word.end;
        }
    }
    // Leaving words out can bring the halves of a withheld text together.
    const std::vector<bool> still = withheld.match(keptTexts);
    for (size_t i = 0; i < kept.size(); ++i) {
        if (still[i])
            continue;
        if (glued[i] && !still[i - 1]) {
            job.words.back().text += kept[i].text;
            job.words.back().box = job.words.back().box.united(kept[i].box);
        } else {
            job.words.push_back(std::move(kept[i]));
        }
    }
    job.raster = !job.boxes.isEmpty() || hidden ||
                 std::find(secret.begin(), secret.end(), true) != secret.end();
    job.readAgain = hidden && !visible;
    return job;
}

// Annotations and fields become part of the page; what cannot be drawn as it looks is left to the
// renderer.
std::set<size_t> pagesWithOpenForms(QPDF &pdf)
{
    std::set<size_t> pages;
    QPDFObjectHandle form = pdf.getRoot().getKey("/AcroForm");
    const bool unfinished = form.isDictionary() && form.getKey("/NeedAppearances").isBool() &&
                            form.getKey("/NeedAppearances").getBoolValue();
    const auto all = pdf.getAllPages();
    for (size_t i = 0; i < all.size(); ++i) {
        QPDFObjectHandle list = all[i];
        list = list.getKey("/Annots");
        if (!list.isArray())
            continue;
        for (auto &annotation : list.getArrayAsVector()) {
            if (!annotation.isDictionary())
                continue;
            QPDFObjectHandle subtype = annotation.getKey("/Subtype");
            const std::string name = subtype.isName() ? subtype.getName() : std::string();
            QPDFObjectHandle flags = annotation.getKey("/F");
            const bool unseen = flags.isInteger() && (flags.getIntValue() & 0x23) != 0;
            if (name == "/Link" || name == "/Popup" || unseen)
                continue;
            QPDFObjectHandle appearance = annotation.getKey("/AP");
            const bool drawn = appearance.isDictionary() && !appearance.getKey("/N").isNull();
            if (!drawn || annotation.hasKey("/OC") || (name == "/Widget" && unfinished))
                pages.insert(i);
        }
    }
    return pages;
}

struct Source
{
    QPDF pdf;
    std::vector<QPDFObjectHandle> pages; ///< empty: nothing can be copied
    std::set<size_t> notCopied;
};

// Opens the file for copying. Null when QPDF does not get on with it; then every page is drawn.
Result<std::unique_ptr<Source>> openForCopy(const ByteSource &bytes, size_t pageCount)
{
    auto source = std::make_unique<Source>();
    source->pdf.setSuppressWarnings(true);
    try {
        source->pdf.processInputSource(newInputSource(bytes));
        QPDFObjectHandle form = source->pdf.getRoot().getKey("/AcroForm");
        const bool xfa = form.isDictionary() && form.hasKey("/XFA");
        QPDFObjectHandle needs = source->pdf.getRoot().getKey("/NeedsRendering");
        if (xfa && needs.isBool() && needs.getBoolValue())
            return Error(ErrorKind::Unsupported, "redact/pdf",
                         Tr::tr("The PDF is a dynamic XFA form, whose pages exist only inside "
                                "Adobe's own programs. Print it to a new PDF there and add that."));
        QPDFPageDocumentHelper helper(source->pdf);
        if (source->pdf.getAllPages().size() != pageCount)
            return std::unique_ptr<Source>();
        source->notCopied = pagesWithOpenForms(source->pdf);
        helper.pushInheritedAttributesToPage();
        helper.flattenAnnotations(0, 0x01 | 0x02 | 0x20); // not: invisible, hidden, no view
        source->pages = source->pdf.getAllPages();
        if (source->pages.size() != pageCount)
            return std::unique_ptr<Source>();
    } catch (const std::exception &) {
        return std::unique_ptr<Source>();
    }
    return source;
}

struct Drawn
{
    QImage image;
    QSizeF size;
    double dpi = 72;
    std::vector<KeptWord> words;
    std::optional<Error> error;
};

// Words of the burnt picture: they cannot know what was under a box.
void readBurnt(Drawn &drawn, document::OcrEngine &engine, const WithheldMatcher &withheld,
               const JobContext &context)
{
    const auto read = document::readPicture(engine, drawn.image, int(drawn.dpi),
                                            document::OcrLayout::Page, context);
    if (!read) {
        if (read.error().kind() == ErrorKind::Cancelled)
            drawn.error = read.error();
        return; // the page then has no text layer, which is safe
    }
    QStringList texts;
    for (const document::OcrWord &word : read->words)
        texts.append(word.text);
    const std::vector<bool> secret = withheld.match(texts);
    const PageMapping mapping(drawn.size, drawn.dpi);
    for (size_t i = 0; i < read->words.size(); ++i) {
        const document::OcrWord &word = read->words[i];
        if (secret[i] || word.confidence < 0.5F)
            continue;
        const PageRect box = mapping.toPage(word.box);
        if (word.glued && i > 0 && !secret[i - 1] && !drawn.words.empty()) {
            drawn.words.back().text += word.text;
            drawn.words.back().box = drawn.words.back().box.united(box);
        } else {
            drawn.words.push_back({word.text, box});
        }
    }
}

Drawn drawPage(PageRenderer &renderer, int page, const PageJob &job, int wantedDpi,
               document::OcrEngine *engine, const WithheldMatcher &withheld,
               const JobContext &context)
{
    Drawn drawn;
    const auto size = renderer.pageSize(page);
    if (!size) {
        drawn.error = size.error();
        return drawn;
    }
    drawn.size = *size;
    const double most = 72 * std::sqrt(kMaxPagePixels / (size->width() * size->height()));
    drawn.dpi = std::max(kLeastDpi, std::min(double(wantedDpi), std::floor(most)));
    auto image = renderer.render(page, drawn.dpi, context);
    if (!image) {
        drawn.error = image.error();
        return drawn;
    }
    drawn.image = image->convertToFormat(QImage::Format_RGB888);
    if (drawn.image.isNull())
        throw std::bad_alloc();
    burn(drawn.image, job.boxes, PageMapping(drawn.size, drawn.dpi));
    drawn.words = job.words;
    if (job.readAgain && engine)
        readBurnt(drawn, *engine, withheld, context);
    return drawn;
}

using Handle = QPDFObjectHandle;

// The fonts that all drawn pages share. The text layer's font has no glyphs: it is never painted.
struct SharedFonts
{
    Handle label;
    Handle words;
    Handle unicode;
};

SharedFonts makeFonts(QPDF &to)
{
    SharedFonts fonts;
    fonts.label =
        to.makeIndirectObject(Handle::parse("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica "
                                            "/Encoding /WinAnsiEncoding >>"));
    Handle descriptor = to.makeIndirectObject(
        Handle::parse("<< /Type /FontDescriptor /FontName /Helvetica /Flags 4 "
                      "/FontBBox [0 -200 1000 800] /ItalicAngle 0 /Ascent 800 /Descent -200 "
                      "/CapHeight 700 /StemV 80 >>"));
    Handle cid =
        Handle::parse("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Helvetica /DW 500 "
                      "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
                      "/CIDToGIDMap /Identity >>");
    cid.replaceKey("/FontDescriptor", descriptor);
    fonts.unicode = to.newStream(std::string());
    Handle font = Handle::parse("<< /Type /Font /Subtype /Type0 /BaseFont /Helvetica "
                                "/Encoding /Identity-H >>");
    Handle descendants = Handle::newArray();
    descendants.appendItem(to.makeIndirectObject(cid));
    font.replaceKey("/DescendantFonts", descendants);
    font.replaceKey("/ToUnicode", fonts.unicode);
    fonts.words = to.makeIndirectObject(font);
    return fonts;
}

Handle makePage(QPDF &to, const RasterPage &page, const SharedFonts &fonts)
{
    Handle image = to.newStream(page.samples.toStdString());
    Handle dict = image.getDict();
    dict.replaceKey("/Type", Handle::newName("/XObject"));
    dict.replaceKey("/Subtype", Handle::newName("/Image"));
    dict.replaceKey("/Width", Handle::newInteger(page.pixels.width()));
    dict.replaceKey("/Height", Handle::newInteger(page.pixels.height()));
    dict.replaceKey("/BitsPerComponent", Handle::newInteger(page.bits));
    dict.replaceKey("/ColorSpace", Handle::newName(page.colour.toStdString()));
    dict.replaceKey("/Filter", Handle::newName(page.filter.toStdString()));
    Handle resources = Handle::newDictionary();
    resources.replaceKey("/XObject", Handle::newDictionary({{"/Im0", image}}));
    resources.replaceKey("/Font",
                         Handle::newDictionary({{"/F0", fonts.label}, {"/F1", fonts.words}}));
    Handle result = Handle::newDictionary();
    result.replaceKey("/Type", Handle::newName("/Page"));
    Handle box = Handle::newArray();
    box.appendItem(Handle::newInteger(0));
    box.appendItem(Handle::newInteger(0));
    box.appendItem(Handle::newReal(page.size.width(), 2));
    box.appendItem(Handle::newReal(page.size.height(), 2));
    result.replaceKey("/MediaBox", box);
    result.replaceKey("/Resources", resources);
    result.replaceKey("/Contents", to.newStream(page.operators.toStdString()));
    return to.makeIndirectObject(result);
}

// Sends what QPDF writes to the output.
class OutputPipeline final : public Pipeline
{
public:
    explicit OutputPipeline(AtomicOutput &output)
        : Pipeline("output", nullptr)
        , m_output(output)
    {}
    void write(unsigned char const *data, size_t size) override
    {
        if (error)
            return;
        if (auto done = m_output.write(
                QByteArrayView(reinterpret_cast<const char *>(data), qsizetype(size)));
            !done)
            error = done.error();
    }
    void finish() override {}
    std::optional<Error> error;

private:
    AtomicOutput &m_output;
};

/// Draws every page that is not copied, with several readers, in batches so that memory stays
/// bounded; results do not depend on the number of threads.
class Rasteriser
{
public:
    Rasteriser(const ByteSource &source, const std::map<int, PageJob> &jobs,
               const RedactOptions &options, const WithheldMatcher &withheld)
        : m_source(source)
        , m_jobs(jobs)
        , m_options(options)
        , m_withheld(withheld)
    {}

    Result<std::map<int, RasterPage>> run(CodeTable &codes, const JobContext &context)
    {
        std::vector<int> pages;
        bool readAgain = false;
        for (const auto &[page, job] : m_jobs) {
            if (job.raster)
                pages.push_back(page);
            readAgain = readAgain || (job.raster && job.readAgain);
        }
        const int threads = std::clamp(m_options.threads, 1, 16);
        for (int i = 0; i < std::min<int>(threads, int(pages.size())); ++i) {
            auto renderer = PageRenderer::openPdf(m_source);
            if (!renderer)
                return renderer.error();
            m_renderers.push_back(*std::move(renderer));
            std::unique_ptr<document::OcrEngine> engine;
            if (readAgain) {
                if (auto made = document::OcrEngine::create(m_options.ocrLanguages))
                    engine = *std::move(made);
            }
            m_engines.push_back(std::move(engine));
        }
        std::map<int, RasterPage> result;
        const size_t batch = m_renderers.size() * 2;
        for (size_t at = 0; at < pages.size(); at += batch) {
            const std::vector<int> part(pages.begin() + qsizetype(at),
                                        pages.begin() +
                                            qsizetype(std::min(at + batch, pages.size())));
            std::vector<Drawn> drawn = draw(part, context);
            if (context.cancelled())
                return JobContext::cancelledError("redact/pdf");
            for (size_t i = 0; i < part.size(); ++i) {
                if (drawn[i].error)
                    return *drawn[i].error;
                auto page = encodePage(drawn[i].image, drawn[i].size, m_jobs.at(part[i]).boxes,
                                       drawn[i].words, drawn[i].dpi, codes);
                if (!page)
                    return page.error();
                result[part[i]] = *std::move(page);
            }
            context.progress(qint64(std::min(at + batch, pages.size())), qint64(pages.size()));
        }
        return result;
    }

private:
    std::vector<Drawn> draw(const std::vector<int> &pages, const JobContext &context)
    {
        std::vector<Drawn> drawn(pages.size());
        std::atomic<size_t> next = 0;
        const JobContext quiet(context.token());
        const auto work = [&](size_t worker) {
            for (size_t i = next++; i < pages.size() && !quiet.cancelled(); i = next++) {
                const auto done = guarded("redact/pdf", [&]() -> Result<void> {
                    drawn[i] =
                        drawPage(*m_renderers[worker], pages[i], m_jobs.at(pages[i]),
                                 m_options.pageDpi, m_engines[worker].get(), m_withheld, quiet);
                    return {};
                });
                if (!done)
                    drawn[i].error = done.error();
            }
        };
        std::vector<std::jthread> workers;
        for (size_t i = 1; i < m_renderers.size(); ++i)
            workers.emplace_back([&, i] { work(i); });
        work(0);
        workers.clear(); // joins
        return drawn;
    }

    const ByteSource &m_source;
    const std::map<int, PageJob> &m_jobs;
    const RedactOptions &m_options;
    const WithheldMatcher &m_withheld;
    std::vector<std::unique_ptr<PageRenderer>> m_renderers;
    std::vector<std::unique_ptr<document::OcrEngine>> m_engines;
};

Result<std::map<int, QList<BurntBox>>> boxesByPage(const RedactionPlan &plan, int pageCount)
{
    std::map<int, QList<BurntBox>> boxes;
    for (const PageMask &mask : plan.pages) {
        if (mask.page < 0 || mask.page >= pageCount)
            return Error(ErrorKind::Invalid, "redact/pdf",
                         Tr::tr("A mark lies on page %1, but the document has %n page(s).", nullptr,
                                pageCount)
                             .arg(mask.page + 1));
        bool first = true;
        for (const PageRect &rect : mask.rects) {
            if (!std::isfinite(rect.x) || !std::isfinite(rect.y) || rect.isEmpty())
                return Error(ErrorKind::Invalid, "redact/pdf",
                             Tr::tr("A mark on page %1 has no size.").arg(mask.page + 1));
            boxes[mask.page].append({rect, first ? mask.label : QString()});
            first = false;
        }
    }
    return boxes;
}

} // namespace

Result<QString> pdfSuffix(const ByteSource &, const QString &sourceSuffix, const JobContext &)
{
    const bool fits = sourceSuffix.compare(u".pdf"_s, Qt::CaseInsensitive) == 0;
    return fits ? sourceSuffix : u".pdf"_s;
}

Result<RedactReport> redactPdf(const ByteSource &source, const RedactionPlan &plan,
                               const RedactOptions &options, AtomicOutput &output,
                               const JobContext &context)
{
    document::LoadOptions loading;
    loading.ocr = document::Ocr::Never;
    const auto model = document::loadPdf(source, loading, context.part(0, 200));
    if (!model)
        return model.error();
    const auto pageCount = int(model->pages.size());
    auto boxes = boxesByPage(plan, pageCount);
    if (!boxes)
        return boxes.error();
    auto copying = openForCopy(source, size_t(pageCount));
    if (!copying)
        return copying.error();

    const WithheldMatcher withheld(plan.withheld);
    std::map<int, PageJob> jobs;
    for (int i = 0; i < pageCount; ++i)
        jobs[i] = planPage(*model, model->pages[size_t(i)], (*boxes)[i], withheld);

    RedactReport report;
    report.kind = ItemKind::Pdf;
    report.suffix = u".pdf"_s;
    report.pageCount = pageCount;
    try {
        QPDF to;
        to.emptyPDF();
        to.setSuppressWarnings(true);
        std::map<int, Handle> copies;
        if (*copying) {
            PdfCopier copier((*copying)->pdf, to);
            const auto shown =
                document::PdfEngine::open(source, document::OptionalContent::AsSaved);
            for (auto &[page, job] : jobs) {
                if (context.cancelled())
                    return JobContext::cancelledError("redact/pdf");
                if (job.raster)
                    continue;
                job.raster = true; // unless all of it is understood
                if ((*copying)->notCopied.count(size_t(page)) > 0)
                    continue;
                // A copied picture goes out whole, also what the page cuts off or paints over.
                const auto hides = shown ? (*shown)->hidesInk(page, context) : Result<bool>(true);
                if (!hides && hides.error().kind() == ErrorKind::Cancelled)
                    return hides.error();
                if (hides.value_or(true))
                    continue;
                try {
                    copies[page] = copier.copyPage((*copying)->pages[size_t(page)]);
                    job.raster = false;
                } catch (const std::exception &) {
                    copies.erase(page);
                }
            }
        } else {
            for (auto &[page, job] : jobs)
                job.raster = true;
            report.notes.append(Tr::tr("The structure of the PDF is damaged. Every page was "
                                       "turned into a picture."));
        }

        CodeTable codes;
        Rasteriser rasteriser(source, jobs, options, withheld);
        auto drawn = rasteriser.run(codes, context.part(200, 900));
        if (!drawn)
            return drawn.error();
        SharedFonts fonts = makeFonts(to);
        fonts.unicode.replaceStreamData(codes.toUnicode().toStdString(), Handle::newNull(),
                                        Handle::newNull());
        QPDFPageDocumentHelper helper(to);
        for (int i = 0; i < pageCount; ++i) {
            const bool raster = jobs[i].raster;
            if (raster)
                report.rasterisedPages.append(i);
            Handle page = raster ? makePage(to, drawn->at(i), fonts) : copies.at(i);
            helper.addPage(QPDFPageObjectHelper(page), false);
        }
        if (context.cancelled())
            return JobContext::cancelledError("redact/pdf");
        OutputPipeline pipeline(output);
        QPDFWriter writer(to);
        writer.setOutputPipeline(&pipeline);
        writer.setDeterministicID(true);
        writer.setObjectStreamMode(qpdf_o_generate);
        writer.setMinimumPDFVersion("1.7");
        writer.write();
        if (pipeline.error)
            return *pipeline.error;
    } catch (const std::exception &) {
        return failed(Tr::tr("The PDF could not be written. Print it to a new PDF and add that."));
    }
    if (!report.rasterisedPages.isEmpty())
        report.notes.append(Tr::tr("%n page(s) were turned into pictures.", nullptr,
                                   int(report.rasterisedPages.size())));
    // Boxes on pages are burnt in, or what lies under them is left out; every one of them above.
    report.done.assign(effectsOf(plan).size(), Effect::Default);
    std::fill_n(report.done.begin() + qsizetype(plan.masks.size() + plan.cuts.size()),
                plan.pages.size(), Effect::Fill);
    context.progress(1000, 1000);
    return report;
}

} // namespace redoubt::redact
