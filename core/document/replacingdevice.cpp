// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/document/hiddenink_p.h"

namespace redoubt::document {

namespace {

struct ReplacingDevice
{
    fz_device super;
    fz_device *inner;
    Replacing *state;
};

fz_device *innerOf(fz_device *device)
{
    return reinterpret_cast<ReplacingDevice *>(device)->inner;
}

Replacing &stateOf(fz_device *device)
{
    return *reinterpret_cast<ReplacingDevice *>(device)->state;
}

bool isAlone(fz_device *device)
{
    return stateOf(device).instead == Instead::Alone;
}

bool isTarget(fz_device *device)
{
    Replacing &state = stateOf(device);
    return state.next++ == state.target;
}

void fillPath(fz_context *fz, fz_device *d, const fz_path *path, int rule, fz_matrix ctm,
              fz_colorspace *space, const float *colour, float alpha, fz_color_params params)
{
    if (!isAlone(d))
        fz_fill_path(fz, innerOf(d), path, rule, ctm, space, colour, alpha, params);
}

void strokePath(fz_context *fz, fz_device *d, const fz_path *path, const fz_stroke_state *stroke,
                fz_matrix ctm, fz_colorspace *space, const float *colour, float alpha,
                fz_color_params params)
{
    if (!isAlone(d))
        fz_stroke_path(fz, innerOf(d), path, stroke, ctm, space, colour, alpha, params);
}

void clipPath(fz_context *fz, fz_device *d, const fz_path *path, int rule, fz_matrix ctm,
              fz_rect scissor)
{
    if (!isAlone(d))
        fz_clip_path(fz, innerOf(d), path, rule, ctm, scissor);
}

void clipStrokePath(fz_context *fz, fz_device *d, const fz_path *path,
                    const fz_stroke_state *stroke, fz_matrix ctm, fz_rect scissor)
{
    if (!isAlone(d))
        fz_clip_stroke_path(fz, innerOf(d), path, stroke, ctm, scissor);
}

void replaceFilled(fz_context *fz, fz_device *d, const fz_text *text, fz_matrix ctm,
                   fz_colorspace *space, const float *colour, float alpha, fz_color_params params)
{
    if (!isAlone(d))
        fz_fill_text(fz, innerOf(d), text, ctm, space, colour, alpha, params);
}

void replaceStroked(fz_context *fz, fz_device *d, const fz_text *text,
                    const fz_stroke_state *stroke, fz_matrix ctm, fz_colorspace *space,
                    const float *colour, float alpha, fz_color_params params)
{
    if (!isAlone(d))
        fz_stroke_text(fz, innerOf(d), text, stroke, ctm, space, colour, alpha, params);
}

void clipText(fz_context *fz, fz_device *d, const fz_text *text, fz_matrix ctm, fz_rect scissor)
{
    if (!isAlone(d))
        fz_clip_text(fz, innerOf(d), text, ctm, scissor);
}

void clipStrokeText(fz_context *fz, fz_device *d, const fz_text *text,
                    const fz_stroke_state *stroke, fz_matrix ctm, fz_rect scissor)
{
    if (!isAlone(d))
        fz_clip_stroke_text(fz, innerOf(d), text, stroke, ctm, scissor);
}

void fillShade(fz_context *fz, fz_device *d, fz_shade *shade, fz_matrix ctm, float alpha,
               fz_color_params params)
{
    if (!isAlone(d))
        fz_fill_shade(fz, innerOf(d), shade, ctm, alpha, params);
}

const float kBlack[1] = {0};
const float kWhite[1] = {1};

void fillImage(fz_context *fz, fz_device *d, fz_image *image, fz_matrix ctm, float alpha,
               fz_color_params params)
{
    const bool target = isTarget(d);
    if (isAlone(d)) {
        if (target)
            fz_fill_image(fz, innerOf(d), image, ctm, 1, params);
    } else if (target) {
        fz_fill_path(fz, innerOf(d), stateOf(d).square, 0, ctm, fz_device_gray(fz),
                     stateOf(d).instead == Instead::White ? kWhite : kBlack, alpha, params);
    } else {
        fz_fill_image(fz, innerOf(d), image, ctm, alpha, params);
    }
}

void fillImageMask(fz_context *fz, fz_device *d, fz_image *image, fz_matrix ctm,
                   fz_colorspace *space, const float *colour, float alpha, fz_color_params params)
{
    const bool target = isTarget(d);
    if (isAlone(d)) {
        if (target)
            fz_fill_image_mask(fz, innerOf(d), image, ctm, fz_device_gray(fz), kBlack, 1, params);
    } else if (!target) {
        fz_fill_image_mask(fz, innerOf(d), image, ctm, space, colour, alpha, params);
    } else if (stateOf(d).instead == Instead::Black) {
        fz_fill_path(fz, innerOf(d), stateOf(d).square, 0, ctm, space, colour, alpha, params);
    }
}

void clipImageMask(fz_context *fz, fz_device *d, fz_image *image, fz_matrix ctm, fz_rect scissor)
{
    const bool target = isTarget(d);
    if (isAlone(d)) {
        if (target)
            fz_fill_image_mask(fz, innerOf(d), image, ctm, fz_device_gray(fz), kBlack, 1,
                               fz_default_color_params);
    } else if (!target) {
        fz_clip_image_mask(fz, innerOf(d), image, ctm, scissor);
    } else {
        const Replacing &state = stateOf(d);
        fz_clip_path(fz, innerOf(d), state.instead == Instead::Black ? state.square : state.nothing,
                     0, ctm, scissor);
    }
}

void popClip(fz_context *fz, fz_device *d)
{
    if (!isAlone(d))
        fz_pop_clip(fz, innerOf(d));
}

void beginMask(fz_context *fz, fz_device *d, fz_rect area, int luminosity, fz_colorspace *space,
               const float *colour, fz_color_params params)
{
    if (!isAlone(d))
        fz_begin_mask(fz, innerOf(d), area, luminosity, space, colour, params);
}

void endMask(fz_context *fz, fz_device *d)
{
    if (!isAlone(d))
        fz_end_mask(fz, innerOf(d));
}

void beginGroup(fz_context *fz, fz_device *d, fz_rect area, fz_colorspace *space, int isolated,
                int knockout, int blendmode, float alpha)
{
    if (!isAlone(d))
        fz_begin_group(fz, innerOf(d), area, space, isolated, knockout, blendmode, alpha);
}

void endGroup(fz_context *fz, fz_device *d)
{
    if (!isAlone(d))
        fz_end_group(fz, innerOf(d));
}

int beginTile(fz_context *fz, fz_device *d, fz_rect area, fz_rect view, float xstep, float ystep,
              fz_matrix ctm, int)
{
    // Number 0: a tile that was kept from another pass shows the other picture.
    return isAlone(d) ? 0 : fz_begin_tile_id(fz, innerOf(d), area, view, xstep, ystep, ctm, 0);
}

void passEndTile(fz_context *fz, fz_device *d)
{
    if (!isAlone(d))
        fz_end_tile(fz, innerOf(d));
}

void renderFlags(fz_context *fz, fz_device *d, int set, int clear)
{
    fz_render_flags(fz, innerOf(d), set, clear);
}

void setDefaultSpaces(fz_context *fz, fz_device *d, fz_default_colorspaces *spaces)
{
    fz_set_default_colorspaces(fz, innerOf(d), spaces);
}

} // namespace

fz_device *newReplacingDevice(fz_context *fz, fz_device *inner, Replacing *state)
{
    auto *device = reinterpret_cast<ReplacingDevice *>(
        fz_new_device_of_size(fz, int(sizeof(ReplacingDevice))));
    device->inner = inner;
    device->state = state;
    fz_device &d = device->super;
    d.fill_path = fillPath;
    d.stroke_path = strokePath;
    d.clip_path = clipPath;
    d.clip_stroke_path = clipStrokePath;
    d.fill_text = replaceFilled;
    d.stroke_text = replaceStroked;
    d.clip_text = clipText;
    d.clip_stroke_text = clipStrokeText;
    d.fill_shade = fillShade;
    d.fill_image = fillImage;
    d.fill_image_mask = fillImageMask;
    d.clip_image_mask = clipImageMask;
    d.pop_clip = popClip;
    d.begin_mask = beginMask;
    d.end_mask = endMask;
    d.begin_group = beginGroup;
    d.end_group = endGroup;
    d.begin_tile = beginTile;
    d.end_tile = passEndTile;
    d.render_flags = renderFlags;
    d.set_default_colorspaces = setDefaultSpaces;
    return &d;
}

} // namespace redoubt::document
