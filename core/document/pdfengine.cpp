// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/document/pdfengine.h"

#include "core/document/mupdf_p.h"
#include "core/document/pdfprivate.h"
#include "core/document/tilelimit.h"
#include "core/document/tr.h"
#include "core/jobs/runwatched.h"

#include <cmath>
#include <cstring>

namespace redoubt::document {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t kStoreBytes = 64U << 20;
constexpr size_t kMemoryLimit = size_t(1536) << 20;
constexpr qint64 kMaxRenderedPixels = 120'000'000;
/// For a page that was told to stop.
constexpr std::chrono::milliseconds kPageGrace{2000};
constexpr int kMostLost = 3;
constexpr int kStreamBuffer = 64 * 1024;

// An allocator that refuses before the machine does. The size stands before each block.
constexpr size_t kHeader = 16;

void *limitedRealloc(void *user, void *block, size_t size)
{
    auto &used = *static_cast<size_t *>(user);
    char *base = block ? static_cast<char *>(block) - kHeader : nullptr;
    size_t before = 0;
    if (base)
        std::memcpy(&before, base, sizeof before);
    if (size > kMemoryLimit || used - before + size > kMemoryLimit)
        return nullptr;
    auto *grown = static_cast<char *>(std::realloc(base, size + kHeader));
    if (!grown)
        return nullptr;
    std::memcpy(grown, &size, sizeof size);
    used = used - before + size;
    return grown + kHeader;
}

void *limitedMalloc(void *user, size_t size)
{
    return limitedRealloc(user, nullptr, size);
}

void limitedFree(void *user, void *block)
{
    if (!block)
        return;
    char *base = static_cast<char *>(block) - kHeader;
    size_t size = 0;
    std::memcpy(&size, base, sizeof size);
    *static_cast<size_t *>(user) -= size;
    std::free(base);
}

void ignoreMessage(void *, const char *)
{
    // Messages may quote the document; whether a page failed is learnt from exceptions and
    // cookies.
}

// fz_stream over a ByteSource.
struct StreamState
{
    std::shared_ptr<LentSource> lent; // shared with the engine
    qint64 size;
    qint64 position;
    unsigned char buffer[kStreamBuffer];
};

int nextBytes(fz_context *fz, fz_stream *stream, size_t)
{
    auto *state = static_cast<StreamState *>(stream->state);
    qint64 got = -1;
    {
        const std::lock_guard lock(state->lent->mutex);
        if (state->lent->source != nullptr) {
            const auto read = state->lent->source->readAt(
                state->position, std::span(reinterpret_cast<char *>(state->buffer), kStreamBuffer));
            if (read)
                got = *read;
        }
    }
    if (got < 0)
        fz_throw(fz, FZ_ERROR_GENERIC, "read error");
    stream->rp = state->buffer;
    stream->wp = state->buffer + got;
    state->position += got;
    stream->pos = state->position;
    return got == 0 ? EOF : *stream->rp++;
}

void seekBytes(fz_context *, fz_stream *stream, int64_t offset, int whence)
{
    auto *state = static_cast<StreamState *>(stream->state);
    qint64 target = offset;
    if (whence == SEEK_CUR)
        target += stream->pos - (stream->wp - stream->rp);
    else if (whence == SEEK_END)
        target += state->size;
    state->position = std::clamp<qint64>(target, 0, state->size);
    stream->pos = state->position;
    stream->rp = stream->wp = state->buffer;
}

void dropBytes(fz_context *, void *state)
{
    delete static_cast<StreamState *>(state);
}

Error damaged()
{
    return Error(ErrorKind::Damaged, "document/pdfengine",
                 Tr::tr("The PDF is damaged and cannot be read. Repair it in the program that "
                        "made it, or ask for another copy."));
}

Error tooSlow()
{
    return Error(ErrorKind::Limit, "document/pdfengine",
                 Tr::tr("The page takes too long to draw. Flatten or simplify it first."));
}

} // namespace

PageGuard::PageGuard(fz_cookie &cookie, const JobContext &context, std::chrono::milliseconds limit)
    : m_cookie(cookie)
{
    m_thread = std::thread([this, token = context.token(), limit] {
        const auto until = std::chrono::steady_clock::now() + limit;
        std::unique_lock lock(m_mutex);
        while (!m_done) {
            if (token.stop_requested()) {
                m_cookie.abort = 1;
                return;
            }
            if (std::chrono::steady_clock::now() >= until) {
                m_timedOut = true;
                m_cookie.abort = 1;
                return;
            }
            m_wake.wait_for(lock, std::chrono::milliseconds(50));
        }
    });
}

PageGuard::~PageGuard()
{
    {
        const std::lock_guard lock(m_mutex);
        m_done = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

PdfEngine::Private::~Private()
{
    if (fz) {
        fonts.reset();
        pdf_drop_document(fz, document);
        fz_drop_stream(fz, stream);
        fz_drop_context(fz);
    }
}

PdfEngine::PdfEngine(std::shared_ptr<Private> data, const ByteSource &source,
                     OptionalContent layers)
    : d(std::move(data))
    , m_source(source)
    , m_layers(layers)
    , m_pages(d->pages)
    , m_optionalContent(d->optionalContent)
{}

PdfEngine::~PdfEngine() = default;

Result<std::unique_ptr<PdfEngine>> PdfEngine::open(const ByteSource &source, OptionalContent layers)
{
    auto d = std::make_shared<Private>();
    d->lent = std::make_shared<LentSource>();
    d->lent->source = &source;
    d->allocator = {&d->used, limitedMalloc, limitedRealloc, limitedFree};
    d->fz = fz_new_context(&d->allocator, nullptr, kStoreBytes);
    if (!d->fz)
        return Error(ErrorKind::Internal, "document/pdfengine");
    fz_context *fz = d->fz;
    fz_set_warning_callback(fz, ignoreMessage, nullptr);
    fz_set_error_callback(fz, ignoreMessage, nullptr);

    auto *state = new StreamState{d->lent, source.size(), 0, {}};
    Private *p = d.get();
    if (!guarded(fz, [&] { p->stream = fz_new_stream(fz, state, nextBytes, dropBytes); })) {
        delete state;
        return Error(ErrorKind::Internal, "document/pdfengine");
    }
    p->stream->seek = seekBytes;
    if (!guarded(fz, [&] { p->document = pdf_open_document_with_stream(fz, p->stream); }))
        return damaged();
    bool locked = false;
    if (!guarded(fz, [&] { locked = fz_needs_password(fz, &p->document->super) != 0; }))
        return damaged();
    if (locked)
        return Error(ErrorKind::Encrypted, "document/pdfengine",
                     Tr::tr("The PDF is protected by a password. Save a copy without the password "
                            "and add that."));
    if (!guarded(fz, [&] { p->pages = pdf_count_pages(fz, p->document); }) || p->pages <= 0)
        return damaged();
    p->findOptionalContent(layers);
    p->fonts = std::make_unique<FontCheck>(fz);
    return std::unique_ptr<PdfEngine>(new PdfEngine(std::move(d), source, layers));
}

void PdfEngine::Private::findOptionalContent(OptionalContent layers)
{
    // Layers that are off come back when nothing says that they are off.
    guarded(fz, [&] {
        pdf_obj *root = pdf_dict_get(fz, pdf_trailer(fz, document), PDF_NAME(Root));
        if (!pdf_dict_get(fz, root, PDF_NAME(OCProperties)))
            return;
        optionalContent = true;
        if (layers == OptionalContent::AsSaved)
            return;
        pdf_dict_del(fz, root, PDF_NAME(OCProperties));
        const int count = pdf_xref_len(fz, document);
        for (int i = 1; i < count; ++i) {
            pdf_obj *object = nullptr;
            fz_var(object);
            fz_try(fz)
            {
                object = pdf_load_object(fz, document, i);
                pdf_obj *type =
                    pdf_is_dict(fz, object) ? pdf_dict_get(fz, object, PDF_NAME(Type)) : nullptr;
                if (pdf_name_eq(fz, type, PDF_NAME(OCG))) {
                    pdf_dict_del(fz, object, PDF_NAME(Usage));
                    pdf_dict_del(fz, object, PDF_NAME(Intent));
                } else if (pdf_name_eq(fz, type, PDF_NAME(OCMD))) {
                    pdf_dict_del(fz, object, PDF_NAME(P));
                    pdf_dict_del(fz, object, PDF_NAME(VE));
                }
            }
            fz_always(fz)
            {
                pdf_drop_obj(fz, object);
            }
            fz_catch(fz)
            {
                // A damaged object holds no layer that could be drawn.
            }
        }
    });
}

pdf_page *PdfEngine::Private::load(int page)
{
    pdf_page *loaded = nullptr;
    fz_context *context = fz;
    pdf_document *file = document;
    guarded(context, [&] { loaded = pdf_load_page(context, file, page); });
    // Fields without a stored appearance get one, as viewers do.
    if (loaded)
        guarded(context, [&] { pdf_update_page(context, loaded); });
    return loaded;
}

void PdfEngine::Private::drop(pdf_page *page)
{
    fz_drop_page(fz, reinterpret_cast<fz_page *>(page));
}

int PdfEngine::pageCount() const
{
    return m_pages;
}

bool PdfEngine::hasOptionalContent() const
{
    return m_optionalContent;
}

void PdfEngine::setPageTime(std::chrono::milliseconds time)
{
    m_pageTime = time;
    if (d)
        d->pageTime = time;
}

/// Opens the document again after a page of it was left alone.
Result<void> PdfEngine::ready()
{
    if (d)
        return {};
    if (m_lost >= kMostLost)
        return tooSlow(); // each of them keeps a core busy
    auto again = open(m_source, m_layers);
    if (!again)
        return again.error();
    d = std::move((*again)->d);
    d->pageTime = m_pageTime;
    return {};
}

/// Runs @a work(document, context) on a thread that can be left alone: a picture or a shading is
/// drawn in loops that no cookie stops.
template <typename T, typename Work>
Result<T> PdfEngine::apart(const JobContext &context, Work work)
{
    if (auto opened = ready(); !opened)
        return opened.error();
    auto result = runWatched<T>(
        JobContext(context.token()), "document/pdfengine", m_pageTime + kPageGrace,
        [own = d, work = std::move(work)](const JobContext &job) { return work(*own, job); });
    if (d.use_count() == 1)
        return result;
    // It did not come back. What it reads is taken from it, and what it works on is its own now.
    {
        const std::lock_guard lock(d->lent->mutex);
        d->lent->source = nullptr;
    }
    d.reset();
    ++m_lost;
    return context.cancelled() ? JobContext::cancelledError("document/pdfengine") : tooSlow();
}

static Result<QSizeF> pageSizeOf(PdfEngine::Private *d, int page);
static Result<PageInk> readPageOf(PdfEngine::Private *d, int page, const JobContext &context);
static Result<QImage> renderOf(PdfEngine::Private *d, int page, double dpi, PageColour colour,
                               const PixelRect &drawnPart, const JobContext &context);

Result<QSizeF> PdfEngine::pageSize(int page)
{
    if (auto opened = ready(); !opened)
        return opened.error();
    return pageSizeOf(d.get(), page);
}

static Result<QSizeF> pageSizeOf(PdfEngine::Private *d, int page)
{
    if (page < 0 || page >= d->pages)
        return Error(ErrorKind::NotFound, "document/pdfengine");
    pdf_page *loaded = nullptr;
    fz_rect box = fz_empty_rect;
    guarded(d->fz, [&] { loaded = pdf_load_page(d->fz, d->document, page); });
    if (!loaded)
        return damaged();
    const bool bounded =
        guarded(d->fz, [&] { box = fz_bound_page(d->fz, reinterpret_cast<fz_page *>(loaded)); });
    d->drop(loaded);
    const QSizeF size(double(box.x1 - box.x0), double(box.y1 - box.y0));
    if (!bounded || !std::isfinite(size.width()) || !std::isfinite(size.height()) ||
        size.width() < 1 || size.height() < 1)
        return damaged();
    return size;
}

Result<PageInk> PdfEngine::readPage(int page, const JobContext &context)
{
    return apart<PageInk>(context, [page](Private &document, const JobContext &job) {
        return readPageOf(&document, page, job);
    });
}

static Result<PageInk> readPageOf(PdfEngine::Private *d, int page, const JobContext &context)
{
    const auto size = pageSizeOf(d, page);
    if (!size)
        return size.error();
    PageInk ink;
    ink.size = *size;
    pdf_page *loaded = d->load(page);
    if (!loaded)
        return damaged();
    auto *fitzPage = reinterpret_cast<fz_page *>(loaded);
    fz_context *fz = d->fz;

    fz_cookie cookie{};
    GlyphSink sink;
    sink.page = fz_make_rect(0, 0, float(size->width()), float(size->height()));
    sink.paints = &ink.paints;
    sink.pictures = &ink.pictures;
    sink.shapes = &ink.shapes;
    sink.fonts = d->fonts.get();
    sink.cookie = &cookie;
    fz_rect bounds = fz_empty_rect;
    bool complete = guarded(fz, [&] { bounds = fz_bound_page(fz, fitzPage); });
    const fz_matrix shift = fz_translate(-bounds.x0, -bounds.y0);
    bool timedOut = false;
    {
        const PageGuard guard(cookie, context, d->pageTime);
        using Run = void (*)(fz_context *, fz_page *, fz_device *, fz_matrix, fz_cookie *);
        const auto run = [&](Run part, std::vector<Glyph> *glyphs) {
            sink.glyphs = glyphs;
            sink.tileDepth = 0;
            fz_device *device = nullptr;
            const bool done = guarded(fz, [&] {
                device = newGlyphDevice(fz, &sink);
                part(fz, fitzPage, device, shift, &cookie);
                fz_close_device(fz, device);
            });
            fz_drop_device(fz, device);
            complete = complete && done;
        };
        run(fz_run_page_contents, &ink.contents);
        ink.imageShare = std::min(1.0, sink.imageArea / (size->width() * size->height()));
        run(fz_run_page_annots, &ink.annotations);
        run(fz_run_page_widgets, &ink.fields);
        d->collectNotes(loaded, shift, ink.notes);
        timedOut = guard.timedOut();
    }
    d->drop(loaded);
    if (context.cancelled())
        return JobContext::cancelledError("document/pdfengine");
    if (timedOut)
        return tooSlow();
    for (std::vector<Glyph> *glyphs : {&ink.contents, &ink.annotations, &ink.fields}) {
        for (Glyph &glyph : *glyphs)
            glyph.unsure = !d->fonts->agrees(glyph.font);
    }
    ink.drawn = sink.order;
    ink.incomplete = !complete || cookie.errors > 0 || sink.overflow;
    return ink;
}

Result<QImage> PdfEngine::render(int page, double dpi, PageColour colour, const JobContext &context)
{
    const auto size = pageSize(page);
    if (!size)
        return size.error();
    PageRect whole{0, 0, size->width(), size->height()};
    return renderPart(page, dpi, colour, whole, context);
}

Result<QImage> PdfEngine::renderPart(int page, double dpi, PageColour colour, PageRect &part,
                                     const JobContext &context)
{
    const auto size = pageSize(page);
    if (!size)
        return size.error();
    const PageMapping mapping(*size, dpi);
    const PixelRect drawnPart = mapping.toPixels(part);
    part = mapping.toPage(drawnPart);
    return apart<QImage>(context, [=](Private &document, const JobContext &job) {
        return renderOf(&document, page, dpi, colour, drawnPart, job);
    });
}

static Result<QImage> renderOf(PdfEngine::Private *d, int page, double dpi, PageColour colour,
                               const PixelRect &drawnPart, const JobContext &context)
{
    const QSize pixels(drawnPart.w, drawnPart.h);
    if (pixels.isEmpty() || qint64(pixels.width()) * pixels.height() > kMaxRenderedPixels)
        return Error(ErrorKind::Limit, "document/pdfengine",
                     Tr::tr("The page is too large to draw at this resolution."));
    const bool grey = colour == PageColour::Grey;
    QImage image(pixels, grey ? QImage::Format_Grayscale8 : QImage::Format_RGB888);
    if (image.isNull())
        return Error(ErrorKind::Limit, "document/pdfengine",
                     Tr::tr("There is not enough memory to draw the page."));
    image.fill(Qt::white);
    pdf_page *loaded = d->load(page);
    if (!loaded)
        return damaged();
    auto *fitzPage = reinterpret_cast<fz_page *>(loaded);
    fz_context *fz = d->fz;

    fz_cookie cookie{};
    unsigned char *bits = image.bits();
    const int stride = int(image.bytesPerLine());
    bool drawn = false;
    bool timedOut = false;
    std::optional<TileLimit> tiles;
    {
        const PageGuard guard(cookie, context, d->pageTime);
        fz_pixmap *pixmap = nullptr;
        fz_device *device = nullptr;
        drawn = guarded(fz, [&] {
            const fz_rect bounds = fz_bound_page(fz, fitzPage);
            const auto scale = float(dpi / 72.0);
            const fz_matrix matrix =
                fz_concat(fz_translate(-bounds.x0, -bounds.y0), fz_scale(scale, scale));
            pixmap =
                fz_new_pixmap_with_data(fz, grey ? fz_device_gray(fz) : fz_device_rgb(fz),
                                        pixels.width(), pixels.height(), nullptr, 0, stride, bits);
            pixmap->x = drawnPart.x;
            pixmap->y = drawnPart.y;
            device = fz_new_draw_device(fz, matrix, pixmap);
            tiles.emplace(device, cookie);
            fz_run_page(fz, fitzPage, device, fz_identity, &cookie);
            fz_close_device(fz, device);
        });
        fz_drop_device(fz, device);
        fz_drop_pixmap(fz, pixmap);
        timedOut = guard.timedOut() || (tiles && tiles->exceeded());
    }
    d->drop(loaded);
    if (context.cancelled())
        return JobContext::cancelledError("document/pdfengine");
    if (timedOut)
        return tooSlow();
    if (!drawn)
        return damaged();
    return image;
}

} // namespace redoubt::document
