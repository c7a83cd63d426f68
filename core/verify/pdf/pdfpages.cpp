// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/verify/attacks.h"
#include "core/verify/boxjudge.h"
#include "core/verify/ocr.h"
#include "core/verify/pdf/columnorder.h"
#include "core/verify/pdf/pdfparts.h"
#include "core/verify/pdf/watcheddocument.h"

#include <QSet>

#include <atomic>
#include <cmath>
#include <future>
#include <optional>

namespace redoubt::verify {

using namespace Qt::StringLiterals;

namespace {

constexpr int kWorkers = 2;
constexpr double kMaxPartPixels = 40e6;
constexpr int kOcrDpi = 200;

using DocumentPtr = std::unique_ptr<WatchedDocument>;

/// One page of an open document, on which the steps are taken.
struct WatchedPage
{
    WatchedDocument &document;
    int number;
    const JobContext &context;

    QSizeF pageSizeF() const { return document.pageSize(number, context); }
    QString text(WatchedDocument::Order order) const
    {
        return document.text(number, order, context);
    }
    QList<WatchedDocument::Word> words() const { return document.words(number, context); }
    bool gaveUp() const { return document.gaveUp(number); }
};

QImage rendered(const WatchedPage &page, double dpi, const PixelRect &part,
                const JobContext &context)
{
    return page.document.render(page.number, dpi, part, context);
}

/// The whole pixels inside of @a rect, so that neighbours do not shine in.
PixelRect inward(const PageRect &rect, double dpi)
{
    const double scale = dpi / 72;
    const int left = int(std::ceil(rect.x * scale - 1e-6));
    const int top = int(std::ceil(rect.y * scale - 1e-6));
    return {left, top, int(std::floor(rect.right() * scale + 1e-6)) - left,
            int(std::floor(rect.bottom() * scale + 1e-6)) - top};
}

PixelRect toPixels(const PageRect &rect, double dpi)
{
    return outward(
        QRectF(rect.x, rect.y, rect.w, rect.h).adjusted(0, 0, 0, 0).isEmpty()
            ? QRectF()
            : QRectF(rect.x * dpi / 72, rect.y * dpi / 72, rect.w * dpi / 72, rect.h * dpi / 72));
}

struct Judged
{
    int mixed = 0;
    int outside = 0;
    bool done = true;
    PageRect firstBad;
};

constexpr int kLetterLight = 140;
constexpr double kMostInk = 0.6; // letters leave more than this of their line dark

/// A printed reason may be light where its letters stand in the text layer: there only, and only as
/// much as letters are.
QImage labelInk(const QImage &luma, QPoint origin, const std::vector<QRectF> &labels, double dpi)
{
    QImage ink(luma.size(), QImage::Format_Grayscale8);
    if (ink.isNull())
        return {};
    ink.fill(0);
    for (const QRectF &label : labels) {
        // Strokes reach over what a font says of its letters, and smoothing over strokes.
        const double room = 0.1 * label.height() * dpi / 72 + 1;
        const QRectF place(label.x() * dpi / 72, label.y() * dpi / 72, label.width() * dpi / 72,
                           label.height() * dpi / 72);
        const QRect pixels = place.adjusted(-room, -room, room, room)
                                 .toAlignedRect()
                                 .translated(-origin)
                                 .intersected(luma.rect());
        qint64 light = 0;
        for (int y = pixels.top(); y <= pixels.bottom(); ++y) {
            const uchar *row = luma.constScanLine(y);
            for (int x = pixels.left(); x <= pixels.right(); ++x)
                light += row[x] >= kLetterLight ? 1 : 0;
        }
        if (double(light) > kMostInk * pixels.width() * pixels.height())
            continue;
        for (int y = pixels.top(); y <= pixels.bottom(); ++y)
            std::fill_n(ink.scanLine(y) + pixels.left(), pixels.width(), uchar(255));
    }
    return ink;
}

/// Boxes of one page and what is known of them.
struct PageBoxes
{
    std::vector<PageRect> boxes;
    std::vector<QRectF> labels; ///< where letters of printed reasons stand; points
    std::optional<QRgb> colour;
};

/// Renders the part of the page that holds all of the boxes and judges each.
Judged judgeBoxes(const WatchedPage &page, const PageBoxes &what, double dpi,
                  const JobContext &context)
{
    const std::vector<PageRect> &boxes = what.boxes;
    Judged result;
    const QSizeF size = page.pageSizeF();
    const PixelRect whole{0, 0, int(std::ceil(size.width() * dpi / 72)),
                          int(std::ceil(size.height() * dpi / 72))};
    PixelRect part;
    for (const PageRect &box : boxes)
        part = part.united(inward(box, dpi).intersected(whole));
    const bool together = double(part.w) * part.h <= kMaxPartPixels;
    std::unique_ptr<PictureJudge> judge;
    const auto judged = [&](const PictureJudge &picture, QPoint origin, const QImage &ink,
                            const PixelRect &place) {
        const BoxRule rule{what.colour, ink.isNull() ? nullptr : &ink, {}, false, 0};
        return picture.judge({place.x - origin.x(), place.y - origin.y(), place.w, place.h},
                             Coding::Lossy, rule);
    };
    QImage ink;
    if (together && !part.isEmpty()) {
        const QImage image = rendered(page, dpi, part, context);
        if (image.isNull()) {
            result.done = false;
            return result;
        }
        judge = std::make_unique<PictureJudge>(image);
        if (!what.labels.empty())
            ink = labelInk(judge->luma(), {part.x, part.y}, what.labels, dpi);
    }
    for (const PageRect &box : boxes) {
        PixelRect pixels = inward(box, dpi).intersected(whole);
        if (pixels.isEmpty()) {
            // Smaller than a pixel, or beside the page.
            result.outside += box.w * dpi / 72 >= 2 && box.h * dpi / 72 >= 2 ? 1 : 0;
            continue;
        }
        BoxState state = BoxState::Mixed;
        if (together) {
            state = judged(*judge, {part.x, part.y}, ink, pixels);
        } else if (double(pixels.w) * pixels.h <= kMaxPartPixels) {
            const PictureJudge own(rendered(page, dpi, pixels, context));
            const QPoint origin(pixels.x, pixels.y);
            state = judged(own, origin,
                           what.labels.empty() ? QImage()
                                               : labelInk(own.luma(), origin, what.labels, dpi),
                           pixels);
        } else {
            result.done = false;
            continue;
        }
        if (state == BoxState::Mixed) {
            if (result.mixed++ == 0)
                result.firstBad = box;
        } else if (state == BoxState::Outside) {
            ++result.outside;
        }
    }
    return result;
}

class PageWorker
{
public:
    PageWorker(const PdfTask &pdf, DocumentPtr document)
        : m_pdf(pdf)
        , m_context(pdf.task.context.withReporter({}))
        , m_document(std::move(document))
    {
        for (const QString &label : pdf.task.expectation.labels) {
            for (const QString &word : label.simplified().split(u' ', Qt::SkipEmptyParts))
                m_labels.insert(foldedForSearch(word).remove(u' '));
        }
    }

    CheckLog log;

    Result<void> examine(int number)
    {
        const Message place = Words::tr("page %1").arg(number + 1);
        const WatchedPage page{*m_document, number, m_context};
        if (!m_document->hasPage(number, m_context)) {
            if (m_context.cancelled())
                return JobContext::cancelledError("verify/pdf");
            log.incomplete(u"pages"_s, page.gaveUp()
                                           ? gaveUpNote(place)
                                           : Words::tr("%1 could not be read").arg(place));
            return {};
        }
        auto done = examinePage(page, number, place);
        if (page.gaveUp())
            log.incomplete(u"pages"_s, gaveUpNote(place));
        return done;
    }

private:
    static Message gaveUpNote(const Message &place)
    {
        return Words::tr("%1: the reader did not finish in time").arg(place);
    }

    Result<void> examinePage(const WatchedPage &page, int number, const Message &place)
    {
        const auto boxes = m_pdf.boxes.find(number);
        const bool masked = boxes != m_pdf.boxes.end();
        readText(page, place);
        if (masked) {
            PageBoxes what{{boxes->second.begin(), boxes->second.end()}, {}, m_pdf.colour};
            what.labels = wordsInBoxes(page, number, place, boxes->second);
            pixels(page, number, place, what);
        }
        if (m_context.cancelled())
            return JobContext::cancelledError("verify/pdf");
        if ((masked || m_pdf.softBoxes.count(number)) && m_pdf.task.options.ocr &&
            !m_pdf.withheld.isEmpty())
            return recognise(page, number, place);
        return {};
    }

    void readText(const WatchedPage &page, const Message &place)
    {
        Found found;
        m_pdf.withheld.searchText(page.text(WatchedDocument::Order::Layout), found);
        m_pdf.withheld.searchText(page.text(WatchedDocument::Order::Stream), found);
        std::vector<PlacedWord> words;
        for (const WatchedDocument::Word &word : page.words())
            words.push_back({word.text, word.box});
        m_pdf.withheld.searchText(columnText(std::move(words)), found);
        if (!found.empty())
            log.leak(u"text"_s,
                     Words::tr("%1: %n withheld text(s)", nullptr, int(found.size())).arg(place));
    }

    /// Whole words of labels only, several in a row where boxes touch: a letter of a label may be
    /// all that a box should hide.
    bool isLabel(const QString &word) const
    {
        const QString folded = foldedForSearch(word).remove(u' ');
        std::vector<bool> reached(size_t(folded.size()) + 1, false);
        reached[0] = true;
        for (qsizetype at = 0; at < folded.size(); ++at) {
            if (!reached[size_t(at)])
                continue;
            for (const QString &label : m_labels) {
                if (!label.isEmpty() && QStringView(folded).sliced(at).startsWith(label))
                    reached[size_t(at + label.size())] = true;
            }
        }
        return reached.back();
    }

    /// The letters of @a word that stand under a box. Neighbours that reach over a little do not.
    static QString lettersInBoxes(const WatchedDocument::Word &word, const QList<PageRect> &boxes,
                                  QRectF &place)
    {
        QString letters;
        const QString &text = word.text;
        for (qsizetype i = 0; i < text.size(); ++i) {
            const QRectF letter = word.letters.value(i);
            const bool hit = std::any_of(boxes.begin(), boxes.end(), [&](const PageRect &box) {
                return QRectF(box.x, box.y, box.w, box.h).contains(letter.center());
            });
            if (hit) {
                letters.append(text.at(i));
                place = place.united(letter);
            }
        }
        return letters;
    }

    /// Words of the text layer that stand under a box, whatever they say. Gives the places of
    /// those that are printed reasons.
    std::vector<QRectF> wordsInBoxes(const WatchedPage &page, int number, const Message &place,
                                     const QList<PageRect> &boxes)
    {
        int count = 0;
        std::vector<QRectF> labels;
        const QList<WatchedDocument::Word> words = page.words();
        for (const WatchedDocument::Word &word : words) {
            const QRectF &rect = word.box;
            if (word.text.trimmed().isEmpty())
                continue;
            QRectF inside;
            const QString letters = lettersInBoxes(word, boxes, inside);
            if (!letters.isEmpty() && isLabel(letters)) {
                labels.push_back(inside);
                continue;
            }
            for (const PageRect &box : boxes) {
                const QRectF shared = rect.intersected(QRectF(box.x, box.y, box.w, box.h));
                // Boxes of neighbours reach over a little.
                if (shared.width() * shared.height() >=
                        0.4 * std::max(rect.width() * rect.height(), 0.01) ||
                    (rect.isEmpty() &&
                     QRectF(box.x, box.y, box.w, box.h).contains(rect.center()))) {
                    if (count++ == 0)
                        log.suspect(
                            {u"text"_s, number, number,
                             toPixels({rect.x(), rect.y(), rect.width(), rect.height()}, 72),
                             Words::tr("text under a masked box")});
                    break;
                }
            }
        }
        if (count > 0)
            log.leak(u"text"_s,
                     Words::tr("%1: %n word(s) under masked boxes", nullptr, count).arg(place));
        return labels;
    }

    void pixels(const WatchedPage &page, int number, const Message &place, const PageBoxes &what)
    {
        for (const double dpi : {72.0, 150.0}) {
            const Judged judged = judgeBoxes(page, what, dpi, m_context);
            if (judged.mixed > 0) {
                log.leak(u"pixels"_s, Words::tr("%1: %n masked box(es) are not of one colour",
                                                nullptr, judged.mixed)
                                          .arg(place));
                log.suspect({u"pixels"_s, number, number, toPixels(judged.firstBad, 72),
                             Words::tr("not of one colour")});
            }
            if (judged.outside > 0)
                log.incomplete(u"pixels"_s,
                               Words::tr("%1: %n masked box(es) lie outside of the page", nullptr,
                                         judged.outside)
                                   .arg(place));
            if (!judged.done)
                log.incomplete(u"pixels"_s, Words::tr("%1 could not be shown").arg(place));
            if (judged.mixed > 0 || m_context.cancelled())
                return;
        }
    }

    Result<void> recognise(const WatchedPage &page, int number, const Message &place)
    {
        if (!m_reader) {
            auto reader = OcrReader::open(m_pdf.task.options.ocrLanguages);
            if (!reader) {
                log.incomplete(u"ocr"_s, reader.error().message());
                return {};
            }
            m_reader = std::move(*reader);
        }
        const QSizeF size = page.pageSizeF();
        const PixelRect whole = toPixels({0, 0, size.width(), size.height()}, kOcrDpi);
        if (double(whole.w) * whole.h > kMaxPartPixels) {
            log.incomplete(u"ocr"_s, Words::tr("%1 is too large to be read").arg(place));
            return {};
        }
        QImage picture = rendered(page, kOcrDpi, whole, m_context);
        if (picture.isNull()) {
            log.incomplete(u"ocr"_s, Words::tr("%1 could not be shown").arg(place));
            return {};
        }
        if (const auto boxes = m_pdf.boxes.find(number); boxes != m_pdf.boxes.end()) {
            for (const PageRect &box : boxes->second)
                blacken(picture, inward(box, kOcrDpi));
        }
        const auto text = m_reader->read(picture, kOcrDpi, m_context, Turns::All);
        if (!text) {
            if (text.error().kind() == ErrorKind::Cancelled)
                return text.error();
            log.incomplete(u"ocr"_s, text.error().message());
            return {};
        }
        Found found;
        m_pdf.withheld.searchText(*text, found);
        if (!found.empty()) {
            log.leak(u"ocr"_s,
                     Words::tr("%1: %n withheld text(s) can be read", nullptr, int(found.size()))
                         .arg(place));
            log.suspect({u"ocr"_s, number, number, {}, Words::tr("readable text")});
        } else {
            log.clean(u"ocr"_s);
        }
        return {};
    }

    const PdfTask &m_pdf;
    JobContext m_context; // without a reporter: workers run side by side
    DocumentPtr m_document;
    std::unique_ptr<OcrReader> m_reader;
    QSet<QString> m_labels; // folded words
};

} // namespace

Result<void> checkPdfPages(const PdfTask &pdf, CheckLog &log)
{
    const JobContext quiet(pdf.task.context.token());
    DocumentPtr first = WatchedDocument::open(pdf.bytes, quiet);
    if (!first) {
        log.incomplete(u"pages"_s, Words::tr("the document could not be opened for reading"));
        return {};
    }
    const int pages = first->pageCount();
    log.clean(u"pages"_s);
    const int expected = pdf.task.expectation.pageCount;
    if (expected > 0 && pages != expected)
        log.leak(u"pages"_s, Words::tr("%1 pages instead of %2").arg(pages).arg(expected));
    log.clean(u"text"_s);
    if (!pdf.boxes.empty())
        log.clean(u"pixels"_s);
    // Odd pages go to one worker and even ones to the other; each has its own log for each page, so
    // that the report does not depend on who was faster.
    std::vector<CheckLog> logs(std::size_t(std::max(pages, 0)));
    std::atomic<bool> stop = false;
    std::atomic<int> done = 0;
    const auto work = [&](int start, DocumentPtr document) -> Result<void> {
        PageWorker worker(pdf, std::move(document));
        for (int number = start; number < pages && !stop; number += kWorkers) {
            const auto examined = worker.examine(number);
            logs[std::size_t(number)] = std::exchange(worker.log, CheckLog());
            if (!examined) {
                stop = true;
                return examined;
            }
            ++done;
            if (start == 0)
                pdf.task.context.progress(done, pages);
        }
        return {};
    };
    std::future<Result<void>> other;
    if (pages > 1) {
        other = std::async(std::launch::async, [&]() -> Result<void> {
            DocumentPtr second = WatchedDocument::open(pdf.bytes, quiet);
            if (!second)
                return Error(ErrorKind::Internal, "verify/pdf",
                             Words::tr("The document could not be opened twice."));
            return work(1, std::move(second));
        });
    }
    const auto here = work(0, std::move(first));
    const auto there = other.valid() ? other.get() : Result<void>();
    for (const CheckLog &page : logs)
        log.merge(page);
    if (!here)
        return here;
    return there;
}

QImage drawPdfPage(const QByteArray &document, int page, double dpi, const PixelRect &part,
                   const JobContext &context)
{
    const DocumentPtr opened = WatchedDocument::open(document, context);
    return opened ? opened->render(page, dpi, part, context) : QImage();
}

Result<void> judgeAlonePages(const PdfTask &pdf, const QByteArray &document,
                             const std::vector<AlonePage> &pages, CheckLog &log)
{
    const QString name = u"layers"_s;
    const DocumentPtr opened = WatchedDocument::open(document, pdf.task.context);
    if (!opened || opened->pageCount() != int(pages.size())) {
        log.incomplete(name, Words::tr("the pictures of masked pages could not be shown alone"));
        return {};
    }
    for (std::size_t i = 0; i < pages.size(); ++i) {
        if (pdf.task.context.cancelled())
            return JobContext::cancelledError("verify/pdf");
        const Message place = Words::tr("page %1").arg(pages[i].sourcePage + 1);
        const WatchedPage page{*opened, int(i), pdf.task.context};
        const Judged judged =
            opened->hasPage(int(i), pdf.task.context)
                ? judgeBoxes(page, {pages[i].places, {}, {}}, 150, pdf.task.context)
                : Judged{0, 0, false, {}};
        if (judged.mixed > 0) {
            log.leak(name,
                     Words::tr("%1: a picture still shows what a masked box covers").arg(place));
            log.suspect({name, pages[i].sourcePage, pages[i].sourcePage,
                         toPixels(judged.firstBad, 72), Words::tr("a picture under a masked box")});
        }
        if (!judged.done)
            log.incomplete(name, Words::tr("%1: a picture could not be shown alone").arg(place));
    }
    return {};
}

} // namespace redoubt::verify
