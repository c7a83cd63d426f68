// SPDX-License-Identifier: AGPL-3.0-or-later
// Pictures and drawings of which a page does not show everything. Each picture that may be hidden
// in part is taken out of the page twice: once replaced by black and once by white, once drawn
// everywhere and once nowhere. Where the two pages are the same, nobody sees it; and where it has
// anything to be seen there, the file holds more than the page.
#include "core/document/fitzrect_p.h"
#include "core/document/hiddenink_p.h"
#include "core/document/pdfprivate.h"

#include <cmath>

namespace redoubt::document {

namespace {

constexpr double kInkDpi = 100;
constexpr double kLeastDpi = 40;    // less would not show letters of a usual size
constexpr double kMaxPicture = 4e6; // pixels of one picture that is looked at
constexpr size_t kMaxSuspects = 40; // of one page
constexpr int kSeen = 16;           // of 255, by which black and white must differ
constexpr int kRim = 2;             // pixels around what is seen
constexpr int kInk = 28;            // of 255, between neighbours
constexpr int kHiddenEdges = 24;    // a small letter has more
constexpr int kHiddenSegments = 40; // of curves: three or four letters

bool isOpen(fz_rect r)
{
    return r.x1 > r.x0 && r.y1 > r.y0;
}

// Some pixels around what is seen: edges are drawn between two pixels.
QImage withRim(const QImage &seen)
{
    QImage out(seen.size(), QImage::Format_Grayscale8);
    out.fill(0);
    for (int y = 0; y < seen.height(); ++y) {
        const uchar *line = seen.constScanLine(y);
        for (int x = 0; x < seen.width(); ++x) {
            if (!line[x])
                continue;
            const int left = std::max(0, x - kRim);
            const int right = std::min(seen.width() - 1, x + kRim);
            for (int row = std::max(0, y - kRim); row <= std::min(seen.height() - 1, y + kRim);
                 ++row)
                std::fill(out.scanLine(row) + left, out.scanLine(row) + right + 1, uchar(255));
        }
    }
    return out;
}

QImage difference(const QImage &a, const QImage &b)
{
    QImage out(a.size(), QImage::Format_Grayscale8);
    for (int y = 0; y < a.height(); ++y) {
        const uchar *p = a.constScanLine(y);
        const uchar *q = b.constScanLine(y);
        uchar *to = out.scanLine(y);
        for (int x = 0; x < a.width(); ++x, p += 3, q += 3) {
            const int most =
                std::max({std::abs(p[0] - q[0]), std::abs(p[1] - q[1]), std::abs(p[2] - q[2])});
            to[x] = most >= kSeen ? 255 : 0;
        }
    }
    return out;
}

// Edges of a picture, drawn alone, between pixels of which none is seen. @a seen lies at @a offset
// in it.
int hiddenEdges(const QImage &alone, const QImage &seen, QPoint offset)
{
    const auto isSeen = [&](int x, int y) {
        const int sx = x - offset.x();
        const int sy = y - offset.y();
        return sx >= 0 && sy >= 0 && sx < seen.width() && sy < seen.height() &&
               seen.constScanLine(sy)[sx] != 0;
    };
    const auto differ = [](const uchar *a, const uchar *b) {
        return std::max({std::abs(a[0] - b[0]), std::abs(a[1] - b[1]), std::abs(a[2] - b[2])}) >=
               kInk;
    };
    int edges = 0;
    for (int y = 0; y < alone.height(); ++y) {
        const uchar *line = alone.constScanLine(y);
        const uchar *below = y + 1 < alone.height() ? alone.constScanLine(y + 1) : nullptr;
        for (int x = 0; x < alone.width(); ++x) {
            if (isSeen(x, y))
                continue;
            const uchar *here = line + 3 * x;
            edges += x + 1 < alone.width() && !isSeen(x + 1, y) && differ(here, here + 3);
            edges += below && !isSeen(x, y + 1) && differ(here, below + 3 * x);
        }
    }
    return edges;
}

bool isFlat(const QImage &page, const QRectF &box)
{
    const QRect part = box.toAlignedRect().adjusted(-1, -1, 1, 1).intersected(page.rect());
    int low[3] = {255, 255, 255};
    int high[3] = {0, 0, 0};
    for (int y = part.top(); y <= part.bottom(); ++y) {
        const uchar *pixel = page.constScanLine(y) + 3 * part.left();
        for (int x = part.left(); x <= part.right(); ++x) {
            for (int c = 0; c < 3; ++c, ++pixel) {
                low[c] = std::min<int>(low[c], *pixel);
                high[c] = std::max<int>(high[c], *pixel);
                if (high[c] - low[c] >= kSeen)
                    return false;
            }
        }
    }
    return true;
}

/// Draws the page of one engine with pictures replaced.
class Replacer
{
public:
    Replacer(fz_context *fz, fz_page *page, fz_matrix shift, fz_cookie *cookie)
        : m_fz(fz)
        , m_page(page)
        , m_cookie(cookie)
    {
        m_shift = shift;
        guarded(fz, [&] {
            m_state.square = fz_new_path(fz);
            fz_rectto(fz, m_state.square, 0, 0, 1, 1);
            m_state.nothing = fz_new_path(fz);
        });
    }
    ~Replacer()
    {
        fz_drop_path(m_fz, m_state.square);
        fz_drop_path(m_fz, m_state.nothing);
    }
    Replacer(const Replacer &) = delete;
    Replacer &operator=(const Replacer &) = delete;

    /// Null when it cannot be drawn.
    QImage draw(int target, Instead instead, QRect part, float scale)
    {
        QImage image(part.size(), QImage::Format_RGB888);
        if (image.isNull() || !m_state.square || !m_state.nothing)
            return {};
        image.fill(Qt::white);
        m_state.target = target;
        m_state.instead = instead;
        m_state.next = 0;
        unsigned char *bits = image.bits();
        const int stride = int(image.bytesPerLine());
        fz_context *fz = m_fz;
        fz_pixmap *pixmap = nullptr;
        fz_device *inner = nullptr;
        fz_device *device = nullptr;
        const bool done = guarded(fz, [&] {
            pixmap = fz_new_pixmap_with_data(fz, fz_device_rgb(fz), part.width(), part.height(),
                                             nullptr, 0, stride, bits);
            pixmap->x = part.x();
            pixmap->y = part.y();
            inner = fz_new_draw_device(fz, fz_scale(scale, scale), pixmap);
            device = newReplacingDevice(fz, inner, &m_state);
            fz_run_page(fz, m_page, device, m_shift, m_cookie);
            fz_close_device(fz, device);
            fz_close_device(fz, inner);
        });
        fz_drop_device(fz, device);
        fz_drop_device(fz, inner);
        fz_drop_pixmap(fz, pixmap);
        return done && !m_cookie->abort ? image : QImage();
    }

private:
    fz_context *m_fz;
    fz_page *m_page;
    fz_cookie *m_cookie;
    fz_matrix m_shift{};
    Replacing m_state;
};

// Whether the page shows all that the picture holds.
bool showsAll(Replacer &replacer, const PageSurvey &survey, const PictureUse &use, int number)
{
    const double width = double(use.box.x1 - use.box.x0);
    const double height = double(use.box.y1 - use.box.y0);
    const double dpi =
        std::min(kInkDpi, 72 * std::sqrt(kMaxPicture / std::max(width * height, 1.0)));
    if (dpi < kLeastDpi)
        return false;
    const double scale = dpi / 72;
    const auto pixels = [&](fz_rect r) {
        return QRectF(QPointF(double(r.x0), double(r.y0)) * scale,
                      QPointF(double(r.x1), double(r.y1)) * scale)
            .toAlignedRect();
    };
    const QRect whole = pixels(use.box);
    if (whole.width() < 3 || whole.height() < 3)
        return true;
    const QImage alone = replacer.draw(number, Instead::Alone, whole, float(scale));
    if (alone.isNull())
        return false;
    if (hiddenEdges(alone, {}, {}) < kHiddenEdges)
        return true; // nothing to be seen anywhere
    const QRect part = whole.intersected(pixels(survey.page));
    QImage seen;
    if (!part.isEmpty()) {
        const QImage black = replacer.draw(number, Instead::Black, part, float(scale));
        const QImage white = replacer.draw(number, Instead::White, part, float(scale));
        if (black.isNull() || white.isNull())
            return false;
        seen = withRim(difference(black, white));
    }
    return hiddenEdges(alone, seen, part.topLeft() - whole.topLeft()) < kHiddenEdges;
}

} // namespace

Result<bool> PdfEngine::hidesInk(int page, const JobContext &context)
{
    const auto size = pageSize(page);
    if (!size)
        return size.error();
    pdf_page *loaded = d->load(page);
    if (!loaded)
        return true;
    auto *fitzPage = reinterpret_cast<fz_page *>(loaded);
    fz_context *fz = d->fz;
    fz_cookie cookie{};
    PageSurvey survey;
    survey.page = fz_make_rect(0, 0, float(size->width()), float(size->height()));
    bool hides = false;
    {
        const PageGuard guard(cookie, context, kPageTime);
        fz_rect bounds = fz_empty_rect;
        fz_device *device = nullptr;
        hides = !guarded(fz, [&] {
            bounds = fz_bound_page(fz, fitzPage);
            device = newSurveyDevice(fz, &survey);
            fz_run_page(fz, fitzPage, device, fz_translate(-bounds.x0, -bounds.y0), &cookie);
            fz_close_device(fz, device);
        });
        fz_drop_device(fz, device);
        hides = hides || survey.overflow || cookie.abort != 0;
        size_t suspects = 0;
        Replacer replacer(fz, fitzPage, fz_translate(-bounds.x0, -bounds.y0), &cookie);
        for (size_t i = 0; i < survey.uses.size() && !hides; ++i) {
            const PictureUse &use = survey.uses[i];
            if (!isUsable(use.box) || !isOpen(use.box))
                continue;
            const bool covered =
                std::any_of(survey.paints.begin(), survey.paints.end(), [&](const InkMark &paint) {
                    const fz_rect shared = fz_intersect_rect(paint.box, use.box);
                    return paint.order > use.order && isOpen(shared) && shared.x1 - shared.x0 > 2 &&
                           shared.y1 - shared.y0 > 2;
                });
            if (!use.suspect && !covered && use.kind != PictureKind::Stencil)
                continue;
            hides = ++suspects > kMaxSuspects || !showsAll(replacer, survey, use, int(i));
        }
    }
    d->drop(loaded);
    if (context.cancelled())
        return JobContext::cancelledError("document/hiddenink");
    if (hides)
        return true;

    int segments = 0;
    for (const InkMark &shape : survey.shapes)
        segments += shape.segments;
    if (segments < kHiddenSegments)
        return false;
    const auto image = render(page, kInkDpi, PageColour::Rgb, context);
    if (!image)
        return image.error().kind() == ErrorKind::Cancelled ? Result<bool>(image.error()) : true;
    const double scale = kInkDpi / 72;
    segments = 0;
    for (const InkMark &shape : survey.shapes) {
        const QRectF box(QPointF(double(shape.box.x0), double(shape.box.y0)) * scale,
                         QPointF(double(shape.box.x1), double(shape.box.y1)) * scale);
        const QRectF shown = box.intersected(QRectF(image->rect()));
        const bool mostlyOff = shown.width() * shown.height() < 0.5 * box.width() * box.height();
        if (mostlyOff || isFlat(*image, shown))
            segments += shape.segments;
    }
    return segments >= kHiddenSegments;
}

} // namespace redoubt::document
