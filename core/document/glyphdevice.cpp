// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/document/fitzrect_p.h"
#include "core/document/fontcheck.h"
#include "core/document/mupdf_p.h"

#include <algorithm>
#include <cmath>

namespace redoubt::document {

namespace {

constexpr size_t kMaxGlyphs = 2'000'000;
constexpr size_t kMaxPaints = 1'000'000;
constexpr double kSideBearing = 0.06; // em behind the ink of a usual letter
constexpr double kTinyEm = 0.5;       // points; smaller text cannot be read on the page

struct GlyphDevice
{
    fz_device super;
    GlyphSink *sink;
};

GlyphSink &sinkOf(fz_device *device)
{
    return *reinterpret_cast<GlyphDevice *>(device)->sink;
}

bool apart(fz_rect a, fz_rect b)
{
    return a.x1 <= b.x0 || b.x1 <= a.x0 || a.y1 <= b.y0 || b.y1 <= a.y0;
}

// Geometry of fonts is never trusted: widths of zero, empty or absurd boxes all occur. The result
// covers ink and advance, and at least 0.6 em where either is missing.
fz_rect glyphBox(fz_rect ink, double advance, bool vertical, fz_matrix matrix, double em)
{
    fz_rect local;
    if (vertical) {
        local = fz_make_rect(-0.5F, float(std::min(0.0, -advance)), 0.5F,
                             float(std::max(0.0, -advance)));
        if (local.y1 - local.y0 < 0.1F)
            local.y0 = local.y1 - 0.6F;
    } else {
        local = fz_make_rect(float(std::min(0.0, advance)), -0.22F, float(std::max(0.0, advance)),
                             0.78F);
        if (local.x1 - local.x0 < 0.1F && !(ink.x1 - ink.x0 > 0.05F))
            local.x1 = local.x0 + 0.6F;
    }
    if (isUsable(ink) && ink.x1 > ink.x0 && ink.y1 > ink.y0) {
        local.x0 = std::min(local.x0, std::max(ink.x0, local.x0 - 1.5F));
        local.y0 = std::min(local.y0, std::max(ink.y0, local.y0 - 1.5F));
        local.x1 = std::max(local.x1, std::min(ink.x1, local.x1 + 1.5F));
        local.y1 = std::max(local.y1, std::min(ink.y1, local.y1 + 1.5F));
    }
    fz_rect box = fz_transform_rect(local, matrix);
    const float least = float(std::max(0.6 * std::min(em, 12.0), 1.0));
    if (box.x1 - box.x0 < 0.1F * float(em) || box.x1 - box.x0 < 0.5F) {
        const float middle = (box.x0 + box.x1) / 2;
        box.x0 = middle - least / 2;
        box.x1 = middle + least / 2;
    }
    if (box.y1 - box.y0 < 0.1F * float(em) || box.y1 - box.y0 < 0.5F) {
        const float middle = (box.y0 + box.y1) / 2;
        box.y0 = middle - least / 2;
        box.y1 = middle + least / 2;
    }
    return box;
}

// Characters of East Asian scripts, their punctuation included, that are an em wide.
bool isFullWidth(int code)
{
    return (code >= 0x2E80 && code <= 0xA4CF) || (code >= 0xAC00 && code <= 0xD7A3) ||
           (code >= 0xF900 && code <= 0xFAFF) || (code >= 0xFE30 && code <= 0xFE4F) ||
           (code >= 0xFF01 && code <= 0xFF60) || (code >= 0x20000 && code <= 0x3FFFF);
}

enum class Ink { Visible, Invisible };

struct TextLook
{
    Ink ink = Ink::Visible;
    bool pale = false;
};

void addGlyph(fz_context *fz, fz_device *device, const fz_text_span &span, int index, fz_matrix ctm,
              TextLook look)
{
    GlyphSink &sink = sinkOf(device);
    const fz_text_item &item = span.items[index];
    if (item.ucs < 0 && item.gid < 0)
        return;
    fz_matrix matrix = span.trm;
    matrix.e = item.x;
    matrix.f = item.y;
    matrix = fz_concat(matrix, ctm);

    fz_rect ink = fz_empty_rect; // without one the box falls back to the em square
    double advance = 0;
    const bool vertical = span.wmode != 0;
    if (item.gid >= 0 && span.font) {
        guarded(fz, [&] {
            advance = double(fz_advance_glyph(fz, span.font, item.gid, span.wmode));
            ink = fz_bound_glyph(fz, span.font, item.gid, fz_identity);
        });
    }
    if (!std::isfinite(advance) || std::abs(advance) > 10)
        advance = 0.6;
    // Subsets of fonts may have lost their widths; their letters would all stand alone.
    if (!vertical && std::abs(advance) < 0.02 && ink.x1 > 0.1F && item.ucs >= 0 &&
        !QChar::isMark(char32_t(item.ucs)))
        advance = isFullWidth(item.ucs) ? 1 : double(std::min(ink.x1, 1.5F)) + kSideBearing;
    int font = -1;
    if (item.gid >= 0 && span.font) {
        try {
            font = sink.fonts->see(span.font, item.gid, item.ucs);
        } catch (...) {
            sink.overflow = true;
        }
    }

    const double width = std::hypot(double(matrix.a), double(matrix.b));
    const double height = std::hypot(double(matrix.c), double(matrix.d));
    if (!std::isfinite(width) || !std::isfinite(height) || !std::isfinite(matrix.e) ||
        !std::isfinite(matrix.f))
        return;
    QPointF direction(1, 0);
    if (vertical && height > 0)
        direction = QPointF(-double(matrix.c), -double(matrix.d)) / height;
    else if (width > 0)
        direction = QPointF(double(matrix.a), double(matrix.b)) / width;
    else if (height > 0) // no width at all: along the line that the height stands on
        direction = QPointF(-double(matrix.d), double(matrix.c)) / height;

    Glyph glyph;
    glyph.code = item.ucs < 0 ? 0xFFFD : char32_t(item.ucs);
    glyph.origin = {double(matrix.e), double(matrix.f)};
    glyph.direction = direction;
    glyph.em = std::max(height, 0.001);
    glyph.advance = std::abs(advance) * (vertical ? height : width);
    glyph.space = QChar::isSpace(glyph.code) || glyph.code == 0xA0;
    glyph.joined = item.gid < 0;
    glyph.order = sink.order;
    glyph.font = font;
    glyph.pale = look.pale;
    fz_rect box = glyphBox(ink, advance, vertical, matrix, glyph.em);
    const fz_rect scissor = fz_device_current_scissor(fz, device);
    glyph.hidden = look.ink == Ink::Invisible || height < kTinyEm || width < kTinyEm / 4 ||
                   apart(box, sink.page) ||
                   (isUsable(scissor) && !fz_is_infinite_rect(scissor) && apart(box, scissor));
    // A pattern repeats its text over an area; one tile of it is all that passes here.
    if (sink.tileDepth > 0 && isUsable(sink.tile))
        box = fz_union_rect(box, sink.tile);
    if (!isUsable(box))
        return;
    glyph.box = toRect(box);
    if (glyph.joined && !sink.glyphs->empty())
        glyph.box = sink.glyphs->back().box;
    try {
        sink.glyphs->push_back(glyph);
    } catch (...) {
        sink.overflow = true;
    }
}

void addText(fz_context *fz, fz_device *device, const fz_text *text, fz_matrix ctm, TextLook look)
{
    GlyphSink &sink = sinkOf(device);
    ++sink.order;
    for (const fz_text_span *span = text->head; span; span = span->next) {
        for (int i = 0; i < span->len; ++i) {
            if (sink.glyphs->size() >= kMaxGlyphs) {
                sink.overflow = true;
                sink.cookie->abort = 1;
                return;
            }
            addGlyph(fz, device, *span, i, ctm, look);
        }
    }
}

// The part of a box that the page can show at all.
fz_rect shownPart(fz_context *fz, fz_device *device, fz_rect box)
{
    const fz_rect scissor = fz_device_current_scissor(fz, device);
    if (isUsable(scissor) && !fz_is_infinite_rect(scissor))
        box = fz_intersect_rect(box, scissor);
    return fz_intersect_rect(box, sinkOf(device).page);
}

void addPaint(fz_context *fz, fz_device *device, fz_rect box)
{
    GlyphSink &sink = sinkOf(device);
    ++sink.order;
    box = shownPart(fz, device, box);
    if (!isUsable(box) || !(box.x1 - box.x0 > 2) || !(box.y1 - box.y0 > 2))
        return; // lines cover no word
    if (sink.paints->size() >= kMaxPaints) {
        sink.overflow = true;
        return;
    }
    try {
        sink.paints->push_back({toRect(box), sink.order});
    } catch (...) {
        sink.overflow = true;
    }
}

// Counts what makes letters: curves and slants. Rules, boxes and tables have none.
struct SegmentCount
{
    int segments = 0;
    int slanted = 0;
    float x = 0;
    float y = 0;
};

void countMove(fz_context *, void *arg, float x, float y)
{
    auto &count = *static_cast<SegmentCount *>(arg);
    count.x = x;
    count.y = y;
}

void countLine(fz_context *, void *arg, float x, float y)
{
    auto &count = *static_cast<SegmentCount *>(arg);
    ++count.segments;
    count.slanted += std::abs(x - count.x) > 0.01F && std::abs(y - count.y) > 0.01F;
    count.x = x;
    count.y = y;
}

void countCurve(fz_context *, void *arg, float, float, float, float, float x, float y)
{
    auto &count = *static_cast<SegmentCount *>(arg);
    ++count.segments;
    ++count.slanted;
    count.x = x;
    count.y = y;
}

void countClose(fz_context *, void *arg)
{
    ++static_cast<SegmentCount *>(arg)->segments;
}

void addShape(fz_context *fz, fz_device *device, const fz_path *path, fz_rect box)
{
    GlyphSink &sink = sinkOf(device);
    if (sink.shapes->size() >= kMaxPaints) {
        sink.overflow = true;
        return;
    }
    box = shownPart(fz, device, box);
    if (!isUsable(box) || !(box.x1 > box.x0) || !(box.y1 > box.y0))
        return;
    const fz_path_walker walker{countMove, countLine, countCurve, countClose,
                                nullptr,   nullptr,   nullptr,    nullptr};
    SegmentCount count;
    fz_walk_path(fz, path, &walker, &count);
    if (count.slanted == 0)
        return;
    try {
        sink.shapes->push_back({toRect(box), count.segments});
    } catch (...) {
        sink.overflow = true;
    }
}

TextLook lookOf(fz_context *fz, fz_colorspace *space, const float *colour, float alpha,
                fz_color_params params)
{
    TextLook look;
    if (alpha <= 0.02F)
        look.ink = Ink::Invisible;
    if (space && colour && fz_colorspace_type(fz, space) != FZ_COLORSPACE_NONE) {
        float rgb[3] = {0, 0, 0};
        fz_convert_color(fz, space, colour, fz_device_rgb(fz), rgb, nullptr, params);
        look.pale = rgb[0] > 0.85F && rgb[1] > 0.85F && rgb[2] > 0.85F;
    }
    look.pale = look.pale || alpha < 0.2F;
    return look;
}

void fillText(fz_context *fz, fz_device *device, const fz_text *text, fz_matrix ctm,
              fz_colorspace *space, const float *colour, float alpha, fz_color_params params)
{
    addText(fz, device, text, ctm, lookOf(fz, space, colour, alpha, params));
}

void strokeText(fz_context *fz, fz_device *device, const fz_text *text, const fz_stroke_state *,
                fz_matrix ctm, fz_colorspace *space, const float *colour, float alpha,
                fz_color_params params)
{
    addText(fz, device, text, ctm, lookOf(fz, space, colour, alpha, params));
}

void clipText(fz_context *fz, fz_device *device, const fz_text *text, fz_matrix ctm, fz_rect)
{
    addText(fz, device, text, ctm, {Ink::Visible, true}); // shows only what is painted into it
}

void clipStrokeText(fz_context *fz, fz_device *device, const fz_text *text, const fz_stroke_state *,
                    fz_matrix ctm, fz_rect)
{
    addText(fz, device, text, ctm, {Ink::Visible, true});
}

void ignoreText(fz_context *fz, fz_device *device, const fz_text *text, fz_matrix ctm)
{
    addText(fz, device, text, ctm, {Ink::Invisible, false});
}

void fillPath(fz_context *fz, fz_device *device, const fz_path *path, int, fz_matrix ctm,
              fz_colorspace *, const float *, float alpha, fz_color_params)
{
    if (alpha <= 0.05F)
        return;
    const fz_rect box = fz_bound_path(fz, path, nullptr, ctm);
    addPaint(fz, device, box);
    addShape(fz, device, path, box);
}

void strokePath(fz_context *fz, fz_device *device, const fz_path *path,
                const fz_stroke_state *stroke, fz_matrix ctm, fz_colorspace *, const float *, float,
                fz_color_params)
{
    const fz_rect box = fz_bound_path(fz, path, stroke, ctm);
    if (stroke && double(stroke->linewidth) * double(fz_matrix_expansion(ctm)) > 3)
        addPaint(fz, device, box); // a text marker's stroke
    else
        ++sinkOf(device).order;
    addShape(fz, device, path, box);
}

void fillShade(fz_context *fz, fz_device *device, fz_shade *shade, fz_matrix ctm, float,
               fz_color_params)
{
    addPaint(fz, device, fz_bound_shade(fz, shade, ctm));
}

void addImage(fz_context *fz, fz_device *device, fz_matrix ctm)
{
    GlyphSink &sink = sinkOf(device);
    const fz_rect box = fz_transform_rect(fz_unit_rect, ctm);
    addPaint(fz, device, box);
    const fz_rect seen = shownPart(fz, device, box);
    if (!isUsable(seen) || !(seen.x1 > seen.x0) || !(seen.y1 > seen.y0))
        return;
    sink.imageArea += double(seen.x1 - seen.x0) * double(seen.y1 - seen.y0);
    if (sink.pictures->size() >= kMaxPaints) {
        sink.overflow = true;
        return;
    }
    try {
        sink.pictures->push_back(toRect(seen));
    } catch (...) {
        sink.overflow = true;
    }
}

void fillImage(fz_context *fz, fz_device *device, fz_image *, fz_matrix ctm, float, fz_color_params)
{
    addImage(fz, device, ctm);
}

void fillImageMask(fz_context *fz, fz_device *device, fz_image *, fz_matrix ctm, fz_colorspace *,
                   const float *, float, fz_color_params)
{
    addImage(fz, device, ctm);
}

void clipImageMask(fz_context *fz, fz_device *device, fz_image *, fz_matrix ctm, fz_rect)
{
    addImage(fz, device, ctm);
}

int beginTile(fz_context *, fz_device *device, fz_rect area, fz_rect, float, float, fz_matrix ctm,
              int)
{
    GlyphSink &sink = sinkOf(device);
    if (sink.tileDepth++ == 0)
        sink.tile = fz_intersect_rect(fz_transform_rect(area, ctm), sink.page);
    return 0; // draw the tile's content once
}

void endTile(fz_context *, fz_device *device)
{
    --sinkOf(device).tileDepth;
}

} // namespace

fz_device *newGlyphDevice(fz_context *fz, GlyphSink *sink)
{
    auto *device =
        reinterpret_cast<GlyphDevice *>(fz_new_device_of_size(fz, int(sizeof(GlyphDevice))));
    device->sink = sink;
    device->super.fill_text = fillText;
    device->super.stroke_text = strokeText;
    device->super.clip_text = clipText;
    device->super.clip_stroke_text = clipStrokeText;
    device->super.ignore_text = ignoreText;
    device->super.fill_path = fillPath;
    device->super.stroke_path = strokePath;
    device->super.fill_shade = fillShade;
    device->super.fill_image = fillImage;
    device->super.fill_image_mask = fillImageMask;
    device->super.clip_image_mask = clipImageMask;
    device->super.begin_tile = beginTile;
    device->super.end_tile = endTile;
    return &device->super;
}

} // namespace redoubt::document
