// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/verify/pdf/watcheddocument.h"

#include "core/jobs/runwatched.h"

#include <poppler-qt6.h>

#include <QVariant>

#include <mutex>

namespace redoubt::verify {

namespace {

/// For one step on one page: four times what the reader of originals takes at most for a page, so
/// that what could be drawn there is not given up here.
constexpr std::chrono::milliseconds kStepTime{60'000};

using PopplerPtr = std::unique_ptr<Poppler::Document>;

/// Poppler prints what it cannot read, which is case content.
void keepQuiet()
{
    static std::once_flag once;
    std::call_once(
        once, [] { Poppler::setDebugErrorFunction([](const QString &, const QVariant &) {}, {}); });
}

PopplerPtr openNow(const QByteArray &bytes)
{
    keepQuiet();
    PopplerPtr document = Poppler::Document::loadFromData(bytes);
    if (!document || document->isLocked())
        return {};
    document->setRenderHint(Poppler::Document::Antialiasing);
    document->setRenderHint(Poppler::Document::TextAntialiasing);
    return document;
}

bool isStopped(const QVariant &payload)
{
    return reinterpret_cast<const JobContext *>(payload.value<quintptr>())->cancelled();
}

QVariant payloadOf(const JobContext &context)
{
    return QVariant::fromValue(reinterpret_cast<quintptr>(&context));
}

} // namespace

struct WatchedDocument::Private
{
    PopplerPtr document;
};

WatchedDocument::WatchedDocument(const QByteArray &bytes, std::shared_ptr<Private> shared,
                                 int pages)
    : m_bytes(bytes)
    , d(std::move(shared))
    , m_pages(pages)
{}

WatchedDocument::~WatchedDocument() = default;

std::unique_ptr<WatchedDocument> WatchedDocument::open(const QByteArray &bytes,
                                                       const JobContext &context)
{
    struct Opened
    {
        std::shared_ptr<Private> shared;
        int pages = 0;
    };
    const auto opened = runWatched<Opened>(JobContext(context.token()), "verify/pdf", kStepTime,
                                           [bytes](const JobContext &) -> Result<Opened> {
                                               auto shared = std::make_shared<Private>();
                                               shared->document = openNow(bytes);
                                               const int pages = shared->document
                                                                     ? shared->document->numPages()
                                                                     : 0;
                                               return Opened{std::move(shared), pages};
                                           });
    if (!opened || !opened->shared->document)
        return {};
    return std::unique_ptr<WatchedDocument>(
        new WatchedDocument(bytes, opened->shared, opened->pages));
}

template <typename T, typename Work>
T WatchedDocument::on(int page, const JobContext &context, Work work)
{
    if (gaveUp(page))
        return T();
    if (!d) {
        auto again = open(m_bytes, context);
        if (!again) {
            m_givenUp = page;
            return T();
        }
        d = std::move(again->d);
    }
    auto result =
        runWatched<T>(JobContext(context.token()), "verify/pdf", kStepTime,
                      [own = d, page, work = std::move(work)](const JobContext &job) -> Result<T> {
                          const std::unique_ptr<Poppler::Page> opened = own->document->page(page);
                          return opened ? work(*opened, job) : T();
                      });
    if (d.use_count() > 1) { // it did not come back
        d.reset();
        m_givenUp = page;
        ++m_lost;
    }
    return result ? *std::move(result) : T();
}

bool WatchedDocument::hasPage(int page, const JobContext &context)
{
    return on<bool>(page, context, [](Poppler::Page &, const JobContext &) { return true; });
}

QSizeF WatchedDocument::pageSize(int page, const JobContext &context)
{
    return on<QSizeF>(page, context,
                      [](Poppler::Page &opened, const JobContext &) { return opened.pageSizeF(); });
}

QString WatchedDocument::text(int page, Order order, const JobContext &context)
{
    return on<QString>(page, context, [order](Poppler::Page &opened, const JobContext &) {
        return opened.text(QRectF(), order == Order::Layout ? Poppler::Page::PhysicalLayout
                                                            : Poppler::Page::RawOrderLayout);
    });
}

QList<WatchedDocument::Word> WatchedDocument::words(int page, const JobContext &context)
{
    return on<QList<Word>>(page, context, [](Poppler::Page &opened, const JobContext &job) {
        QList<Word> words;
        for (const auto &word :
             opened.textList(Poppler::Page::Rotate0, isStopped, payloadOf(job))) {
            Word found{word->text(), word->boundingBox(), {}};
            for (qsizetype i = 0; i < found.text.size(); ++i)
                found.letters.append(word->charBoundingBox(int(i)));
            words.append(std::move(found));
        }
        return words;
    });
}

QImage WatchedDocument::render(int page, double dpi, const PixelRect &part,
                               const JobContext &context)
{
    return on<QImage>(page, context, [dpi, part](Poppler::Page &opened, const JobContext &job) {
        return opened.renderToImage(
            dpi, dpi, part.x, part.y, part.w, part.h, Poppler::Page::Rotate0,
            [](const QImage &, const QVariant &) {}, [](const QVariant &) { return false; },
            isStopped, payloadOf(job));
    });
}

} // namespace redoubt::verify
