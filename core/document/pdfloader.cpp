// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/document/loaders.h"
#include "core/document/pdfengine.h"
#include "core/document/tr.h"

#include <QRegularExpression>

#include <cmath>
#include <map>
#include <tuple>

namespace redoubt::document {

using namespace Qt::StringLiterals;

namespace {

constexpr double kLargePictures = 0.2; // share of the page from which pictures are read too
constexpr double kVisibilityDpi = 100; // resolution at which visibility is judged
constexpr int kLeastContrast = 24;     // of 255, in any channel
constexpr double kOcrDpi = 300;
constexpr size_t kMaxComparisons = 5'000'000;
constexpr double kLeastTextHeight = 4; // points; letters of less are not read by people
constexpr double kLeastTextWidth = 10; // three narrow letters of that height
constexpr int kFewestSegments = 40;    // of three or four letters that are drawn as curves
constexpr double kPlaceMargin = 6;     // points around a place that is read
constexpr size_t kMaxPlaces = 24;
constexpr size_t kMaxShapes = 3000;

PageRect toPageRect(const QRectF &rect)
{
    return {rect.x(), rect.y(), std::max(rect.width(), 0.5), std::max(rect.height(), 0.5)};
}

bool covers(const QRectF &paint, const QRectF &word)
{
    const QRectF shared = paint.intersected(word);
    return shared.width() * shared.height() >= 0.5 * word.width() * word.height();
}

// Words that may not be seen: nearly white, or painted over later.
bool isSuspect(const BuiltWord &word, const std::vector<Paint> &paints, bool tooMany)
{
    if (word.pale || tooMany)
        return true;
    return std::any_of(paints.begin(), paints.end(), [&](const Paint &paint) {
        return paint.order > word.order && covers(paint.box, word.box);
    });
}

// No contrast in the middle of the word's box: nothing can be read there.
bool isInvisible(const QRectF &box, const QImage &page)
{
    const double scale = kVisibilityDpi / 72.0;
    const QRectF middle = box.adjusted(0.1 * box.width(), 0.25 * box.height(), -0.1 * box.width(),
                                       -0.25 * box.height());
    const int left = std::clamp(int(std::floor(middle.left() * scale)), 0, page.width());
    const int right = std::clamp(int(std::ceil(middle.right() * scale)), 0, page.width());
    const int top = std::clamp(int(std::floor(middle.top() * scale)), 0, page.height());
    const int bottom = std::clamp(int(std::ceil(middle.bottom() * scale)), 0, page.height());
    int low[3] = {255, 255, 255};
    int high[3] = {0, 0, 0};
    for (int y = top; y < bottom; ++y) {
        const uchar *pixel = page.constScanLine(y) + 3 * left;
        for (int x = left; x < right; ++x) {
            for (int c = 0; c < 3; ++c, ++pixel) {
                low[c] = std::min<int>(low[c], *pixel);
                high[c] = std::max<int>(high[c], *pixel);
            }
        }
    }
    for (int c = 0; c < 3; ++c) {
        if (high[c] - low[c] >= kLeastContrast)
            return false;
    }
    return true;
}

void markInvisible(std::vector<BuiltLine> &lines, const PageInk &ink, PdfEngine &engine, int page,
                   const JobContext &context)
{
    size_t count = 0;
    for (const BuiltLine &line : lines)
        count += line.size();
    const bool tooMany = count * ink.paints.size() > kMaxComparisons;
    std::vector<BuiltWord *> suspects;
    for (BuiltLine &line : lines) {
        for (BuiltWord &word : line) {
            if (!word.hidden && isSuspect(word, ink.paints, tooMany))
                suspects.push_back(&word);
        }
    }
    if (suspects.empty())
        return;
    const auto image = engine.render(page, kVisibilityDpi, PageColour::Rgb, context);
    if (!image)
        return; // words stay listed as visible, which hides nothing from anybody
    for (BuiltWord *word : suspects)
        word->hidden = isInvisible(word->box, *image);
}

// Glyphs that appear only when every layer is shown.
void addHiddenLayers(PageInk &ink, PageInk all)
{
    if (all.contents.size() <= ink.contents.size())
        return;
    using Key = std::tuple<char32_t, int, int>;
    const auto keyOf = [](const Glyph &glyph) {
        return Key(glyph.code, int(std::lround(glyph.origin.x() * 4)),
                   int(std::lround(glyph.origin.y() * 4)));
    };
    std::map<Key, int> seen;
    for (const Glyph &glyph : ink.contents)
        ++seen[keyOf(glyph)];
    for (Glyph &glyph : all.contents) {
        if (seen[keyOf(glyph)]-- > 0)
            continue;
        glyph.hidden = true;
        ink.contents.push_back(glyph);
    }
}

bool isReadable(const BuiltWord &word)
{
    for (const QChar c : word.text) {
        if (word.unsure || c == QChar::ReplacementCharacter ||
            (c.unicode() >= 0xE000 && c.unicode() <= 0xF8FF)) // private use: no known meaning
            return false;
    }
    return true;
}

struct LineCount
{
    size_t visible = 0;
    size_t unreadable = 0;
};

LineCount appendLines(LoosePage &page, const std::vector<BuiltLine> &lines, WordSource source)
{
    LineCount count;
    for (const BuiltLine &line : lines) {
        std::vector<LooseWord> words;
        for (const BuiltWord &built : line) {
            const bool hidden = built.hidden && source == WordSource::TextLayer;
            words.push_back({built.text, toPageRect(built.box),
                             hidden ? WordSource::Hidden : source, 1, built.glued});
            count.visible += !built.hidden;
            count.unreadable += !built.hidden && !isReadable(built);
        }
        page.lines.push_back(std::move(words));
    }
    return count;
}

QString spelled(const std::vector<BuiltLine> &lines)
{
    QString text;
    for (const BuiltLine &line : lines) {
        for (const BuiltWord &word : line)
            text += word.text;
    }
    return text.toCaseFolded();
}

// What belongs to a place without being drawn there. Drawn values are not repeated.
void appendNotes(LoosePage &page, const std::vector<PageNote> &notes, const QString &drawn)
{
    for (const PageNote &note : notes) {
        QString dense = note.text;
        dense.remove(QRegularExpression(u"\\s"_s));
        if (!dense.isEmpty() && drawn.contains(dense.toCaseFolded()))
            continue;
        const QStringList lines =
            note.text.split(QRegularExpression(u"[\\r\\n]+"_s), Qt::SkipEmptyParts);
        for (const QString &line : lines) {
            std::vector<LooseWord> words;
            for (const QString &word : line.simplified().split(u' ', Qt::SkipEmptyParts))
                words.push_back({word, toPageRect(note.box), note.source, 1, false});
            page.lines.push_back(std::move(words));
        }
    }
}

// Joins what stands close together, as letters of a line and lines of a paragraph do.
std::vector<Shape> joined(std::vector<Shape> parts)
{
    const auto near = [](const Shape &a, const Shape &b) {
        const double room = std::clamp(std::min(a.box.height(), b.box.height()), 3.0, 24.0);
        return a.box.adjusted(-room, -room / 2, room, room / 2).intersects(b.box);
    };
    for (bool again = true; again;) {
        again = false;
        std::vector<Shape> groups;
        for (const Shape &part : parts) {
            const auto group = std::find_if(groups.begin(), groups.end(),
                                            [&](const Shape &g) { return near(g, part); });
            if (group == groups.end()) {
                groups.push_back(part);
                continue;
            }
            group->box = group->box.united(part.box);
            group->segments += part.segments;
            again = true;
        }
        parts = std::move(groups);
        if (parts.size() > kMaxPlaces * 4)
            break;
    }
    return parts;
}

bool canHoldText(const QRectF &box)
{
    return box.height() >= kLeastTextHeight && box.width() >= kLeastTextWidth;
}

// Where a page with a text layer shows what that layer does not say: pictures of any size, letters
// drawn as curves, and words of fonts that do not tell their letters.
std::vector<PageRect> placesToRead(const PageInk &ink, const std::vector<BuiltLine> &lines)
{
    std::vector<Shape> drawings;
    if (ink.shapes.size() <= kMaxShapes)
        drawings = joined(ink.shapes);
    else
        drawings.push_back({QRectF(QPointF(0, 0), ink.size), kFewestSegments});
    std::vector<Shape> parts;
    for (const Shape &drawing : drawings) {
        if (drawing.segments >= kFewestSegments && canHoldText(drawing.box))
            parts.push_back(drawing);
    }
    for (const QRectF &picture : ink.pictures) {
        if (canHoldText(picture))
            parts.push_back({picture, 0});
    }
    for (const BuiltLine &line : lines) {
        for (const BuiltWord &word : line) {
            if (!word.hidden && !isReadable(word))
                parts.push_back({word.box, 0});
        }
    }
    if (parts.size() > kMaxShapes)
        parts.assign(1, {QRectF(QPointF(0, 0), ink.size), 0});
    parts = joined(std::move(parts));
    std::vector<PageRect> places;
    for (const Shape &part : parts)
        places.push_back(toPageRect(part.box).grown(kPlaceMargin));
    // So many are read faster in one go.
    if (places.size() > kMaxPlaces)
        places.assign(1, {0, 0, ink.size.width(), ink.size.height()});
    return places;
}

LoosePage buildPage(const PageInk &ink, PdfEngine &engine, int number, const LoadOptions &options,
                    const JobContext &context)
{
    LoosePage page;
    page.size = ink.size;
    std::vector<BuiltLine> contents = buildLines(ink.contents);
    markInvisible(contents, ink, engine, number, context);
    const std::vector<BuiltLine> annotations = buildLines(ink.annotations);
    const std::vector<BuiltLine> fields = buildLines(ink.fields);
    const LineCount count = appendLines(page, contents, WordSource::TextLayer);
    appendLines(page, annotations, WordSource::Annotation);
    appendLines(page, fields, WordSource::FormField);
    appendNotes(page, ink.notes, spelled(annotations) + u'\0' + spelled(fields));

    page.hasTextLayer = count.visible > 0;
    const bool unreliable = count.unreadable * 5 > count.visible;
    const bool needed =
        (count.visible == 0 && ink.drawn > 0) || unreliable || ink.imageShare >= kLargePictures;
    page.wantsOcr = options.ocr == Ocr::Always || (options.ocr == Ocr::WhereNeeded && needed);
    if (!page.wantsOcr && options.ocr == Ocr::WhereNeeded) {
        page.places = placesToRead(ink, contents);
        page.wantsOcr = !page.places.empty();
    }
    return page;
}

Result<OcrInput> renderForOcr(PdfEngine &engine, int page, const std::optional<PageRect> &place,
                              const JobContext &context)
{
    const auto size = engine.pageSize(page);
    if (!size)
        return size.error();
    PageRect part = place.value_or(PageRect{0, 0, size->width(), size->height()});
    const double dpi = std::min(kOcrDpi, 72 * std::sqrt(double(kMaxOcrPixels) / (part.w * part.h)));
    auto image = engine.renderPart(page, dpi, PageColour::Grey, part, context);
    if (!image)
        return image.error();
    OcrInput input;
    input.origin = {part.x, part.y};
    input.scale = dpi / 72.0;
    input.dpi = int(dpi);
    if (!isBlank(*image))
        input.image = *std::move(image);
    return input;
}

// Engines are opened only where layers exist, which is rare.
Result<std::unique_ptr<PdfEngine>> openAllLayers(const ByteSource &source, const PdfEngine &engine)
{
    if (!engine.hasOptionalContent())
        return std::unique_ptr<PdfEngine>();
    return PdfEngine::open(source, OptionalContent::AllShown);
}

} // namespace

Result<DocModel> loadPdf(const ByteSource &source, const LoadOptions &options,
                         const JobContext &context)
{
    auto opened = PdfEngine::open(source, OptionalContent::AsSaved);
    if (!opened)
        return opened.error();
    PdfEngine &engine = **opened;
    auto layers = openAllLayers(source, engine);

    DocModel model;
    model.kind = ItemKind::Pdf;
    model.metadata = engine.metadata();
    const int count = std::min(engine.pageCount(), options.maxPages);
    if (engine.pageCount() > count)
        model.notExamined.append({Portion::pages(count, engine.pageCount() - 1),
                                  Tr::tr("The document has more pages than are read.")});
    if (!layers)
        model.notExamined.append({Portion::of(Tr::tr("layers")), layers.error().message()});

    const JobContext reading = context.part(0, options.ocr == Ocr::Never ? 1000 : 300);
    std::vector<LoosePage> pages;
    int readable = 0;
    for (int i = 0; i < count; ++i) {
        if (context.cancelled())
            return JobContext::cancelledError("document/pdf");
        if (options.onlyPage.value_or(i) != i) {
            pages.emplace_back();
            continue;
        }
        auto ink = engine.readPage(i, context);
        if (!ink) {
            if (ink.error().kind() == ErrorKind::Cancelled)
                return ink.error();
            // The page keeps its place so that numbers stay right.
            LoosePage empty;
            empty.size = engine.pageSize(i).value_or(QSizeF(612, 792));
            pages.push_back(empty);
            model.notExamined.append({Portion::page(i), ink.error().message()});
            continue;
        }
        ++readable;
        if (ink->incomplete)
            model.notExamined.append(
                {Portion::page(i), Tr::tr("Parts of the page are damaged and could not be read.")});
        if (layers && *layers) {
            if (auto all = (*layers)->readPage(i, context))
                addHiddenLayers(*ink, *std::move(all));
        }
        pages.push_back(buildPage(*ink, engine, i, options, context));
        reading.progress(i + 1, count);
    }
    if (readable == 0)
        return Error(ErrorKind::Damaged, "document/pdf",
                     Tr::tr("No page of the PDF can be read. Repair it in the program that made "
                            "it, or ask for another copy."));

    const OcrSourceFactory factory = [&]() -> Result<OcrSource> {
        auto own = PdfEngine::open(source, OptionalContent::AsSaved);
        if (!own)
            return own.error();
        // Shared by the copies of the function object, not by threads.
        const std::shared_ptr<PdfEngine> reader = *std::move(own);
        return OcrSource(
            [reader](int page, const std::optional<PageRect> &part, const JobContext &job) {
                return renderForOcr(*reader, page, part, job);
            });
    };
    if (auto done = recognisePages(factory, options, pages, model, context.part(300, 1000)); !done)
        return done.error();
    assemble(std::move(pages), model);
    return model;
}

} // namespace redoubt::document
