// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/document/fitzrect_p.h"
#include "core/document/hiddenink_p.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace redoubt::document {

namespace {

constexpr size_t kMaxRecords = 200'000;
constexpr double kSameBox = 0.75; // points by which a clip may cut a picture
constexpr int kRectangle = 5;     // segments that draw no letter

struct SurveyDevice
{
    fz_device super;
    PageSurvey *survey;
};

PageSurvey &surveyOf(fz_device *device)
{
    return *reinterpret_cast<SurveyDevice *>(device)->survey;
}

fz_rect scissorOf(fz_context *fz, fz_device *device)
{
    const fz_rect scissor = fz_device_current_scissor(fz, device);
    const fz_rect page = surveyOf(device).page;
    return isUsable(scissor) && !fz_is_infinite_rect(scissor) ? fz_intersect_rect(scissor, page)
                                                              : page;
}

template <typename Add>
void record(PageSurvey &survey, size_t size, Add add)
{
    if (size >= kMaxRecords) {
        survey.overflow = true;
        return;
    }
    try {
        add();
    } catch (...) {
        survey.overflow = true;
    }
}

void addUse(fz_context *fz, fz_device *device, fz_matrix ctm, PictureKind kind)
{
    PageSurvey &survey = surveyOf(device);
    PictureUse use;
    use.kind = kind;
    use.order = ++survey.order;
    use.box = fz_transform_rect(fz_unit_rect, ctm);
    const fz_rect room = scissorOf(fz, device);
    use.suspect = kind == PictureKind::Mask ||
                  std::find(survey.clips.begin(), survey.clips.end(), true) != survey.clips.end() ||
                  !(use.box.x0 >= room.x0 - kSameBox && use.box.y0 >= room.y0 - kSameBox &&
                    use.box.x1 <= room.x1 + kSameBox && use.box.y1 <= room.y1 + kSameBox);
    record(survey, survey.uses.size(), [&] { survey.uses.push_back(use); });
    if (kind == PictureKind::Picture)
        record(survey, survey.paints.size(), [&] {
            survey.paints.push_back({use.box, use.order, 0});
        });
}

void countLine(fz_context *, void *arg, float, float)
{
    ++*static_cast<int *>(arg);
}

void countCurve(fz_context *, void *arg, float, float, float, float, float, float)
{
    ++*static_cast<int *>(arg);
}

void countNothing(fz_context *, void *, float, float) {}

void countNoClose(fz_context *, void *) {}

void addPath(fz_context *fz, fz_device *device, const fz_path *path, fz_rect box, bool covers)
{
    PageSurvey &survey = surveyOf(device);
    const int order = ++survey.order;
    int segments = 0;
    const fz_path_walker walker{countNothing, countLine, countCurve, countNoClose,
                                nullptr,      nullptr,   nullptr,    nullptr};
    fz_walk_path(fz, path, &walker, &segments);
    if (isUsable(box) && segments > kRectangle)
        record(survey, survey.shapes.size(), [&] {
            survey.shapes.push_back({box, order, segments});
        });
    if (covers && isUsable(box))
        record(survey, survey.paints.size(), [&] { survey.paints.push_back({box, order, 0}); });
}

void surveyFillPath(fz_context *fz, fz_device *device, const fz_path *path, int, fz_matrix ctm,
                    fz_colorspace *, const float *, float alpha, fz_color_params)
{
    if (alpha > 0)
        addPath(fz, device, path, fz_bound_path(fz, path, nullptr, ctm), true);
}

void surveyStrokePath(fz_context *fz, fz_device *device, const fz_path *path,
                      const fz_stroke_state *stroke, fz_matrix ctm, fz_colorspace *, const float *,
                      float, fz_color_params)
{
    const bool broad = stroke && double(stroke->linewidth) * double(fz_matrix_expansion(ctm)) > 3;
    addPath(fz, device, path, fz_bound_path(fz, path, stroke, ctm), broad);
}

void surveyShade(fz_context *fz, fz_device *device, fz_shade *shade, fz_matrix ctm, float,
                 fz_color_params)
{
    PageSurvey &survey = surveyOf(device);
    const fz_rect box = fz_bound_shade(fz, shade, ctm);
    record(survey, survey.paints.size(), [&] {
        survey.paints.push_back({box, ++survey.order, 0});
    });
}

void surveyImage(fz_context *fz, fz_device *device, fz_image *, fz_matrix ctm, float,
                 fz_color_params)
{
    addUse(fz, device, ctm, PictureKind::Picture);
}

void surveyStencil(fz_context *fz, fz_device *device, fz_image *, fz_matrix ctm, fz_colorspace *,
                   const float *, float, fz_color_params)
{
    addUse(fz, device, ctm, PictureKind::Stencil);
}

void push(fz_device *device, bool hides)
{
    PageSurvey &survey = surveyOf(device);
    record(survey, survey.clips.size(), [&] { survey.clips.push_back(hides); });
}

void pop(fz_device *device)
{
    if (!surveyOf(device).clips.empty())
        surveyOf(device).clips.pop_back();
}

// The corners of a path, as far as a rectangle has any.
struct Corners
{
    std::array<fz_point, 6> points{};
    size_t count = 0; ///< more than there is room for: no rectangle
};

void cornerPoint(fz_context *, void *arg, float x, float y)
{
    auto &corners = *static_cast<Corners *>(arg);
    if (corners.count < corners.points.size())
        corners.points[corners.count] = fz_make_point(x, y);
    ++corners.count;
}

void cornerCurve(fz_context *, void *arg, float, float, float, float, float, float)
{
    static_cast<Corners *>(arg)->count = 100;
}

void cornerClose(fz_context *, void *) {}

bool isRectangle(fz_context *fz, const fz_path *path, fz_matrix ctm)
{
    const fz_path_walker walker{cornerPoint, cornerPoint, cornerCurve, cornerClose,
                                nullptr,     nullptr,     nullptr,     nullptr};
    Corners corners;
    fz_walk_path(fz, path, &walker, &corners);
    if (corners.count < 4 || corners.count > 5)
        return false;
    // As large as its bounds, and then it has no other form.
    double area = 0;
    for (size_t i = 0; i < corners.count; ++i) {
        const fz_point a = fz_transform_point(corners.points[i], ctm);
        const fz_point b = fz_transform_point(corners.points[(i + 1) % corners.count], ctm);
        area += double(a.x) * double(b.y) - double(b.x) * double(a.y);
    }
    const fz_rect box = fz_bound_path(fz, path, nullptr, ctm);
    const double bounds = double(box.x1 - box.x0) * double(box.y1 - box.y0);
    return std::abs(area) / 2 >= 0.999 * bounds;
}

void surveyClipPath(fz_context *fz, fz_device *device, const fz_path *path, int, fz_matrix ctm,
                    fz_rect)
{
    push(device, !isRectangle(fz, path, ctm));
}

void surveyClipStroke(fz_context *, fz_device *device, const fz_path *, const fz_stroke_state *,
                      fz_matrix, fz_rect)
{
    push(device, true);
}

void surveyClipText(fz_context *, fz_device *device, const fz_text *, fz_matrix, fz_rect)
{
    push(device, true);
}

void surveyClipStrokeText(fz_context *, fz_device *device, const fz_text *, const fz_stroke_state *,
                          fz_matrix, fz_rect)
{
    push(device, true);
}

void surveyClipMask(fz_context *fz, fz_device *device, fz_image *, fz_matrix ctm, fz_rect)
{
    addUse(fz, device, ctm, PictureKind::Mask);
    push(device, true);
}

void surveyPop(fz_context *, fz_device *device)
{
    pop(device);
}

void surveyBeginMask(fz_context *, fz_device *device, fz_rect, int, fz_colorspace *, const float *,
                     fz_color_params)
{
    push(device, true);
}

void surveyEndMask(fz_context *, fz_device *)
{
    // The mask becomes a clip, which pop_clip takes away.
}

void surveyBeginGroup(fz_context *, fz_device *device, fz_rect, fz_colorspace *, int, int,
                      int blendmode, float alpha)
{
    push(device, blendmode != 0 || alpha < 1);
}

void surveyEndGroup(fz_context *, fz_device *device)
{
    pop(device);
}

int surveyBeginTile(fz_context *, fz_device *device, fz_rect, fz_rect, float, float, fz_matrix, int)
{
    push(device, true);
    return 0;
}

void surveyEndTile(fz_context *, fz_device *device)
{
    pop(device);
}

} // namespace

fz_device *newSurveyDevice(fz_context *fz, PageSurvey *survey)
{
    auto *device =
        reinterpret_cast<SurveyDevice *>(fz_new_device_of_size(fz, int(sizeof(SurveyDevice))));
    device->survey = survey;
    fz_device &d = device->super;
    d.fill_path = surveyFillPath;
    d.stroke_path = surveyStrokePath;
    d.fill_shade = surveyShade;
    d.fill_image = surveyImage;
    d.fill_image_mask = surveyStencil;
    d.clip_path = surveyClipPath;
    d.clip_stroke_path = surveyClipStroke;
    d.clip_text = surveyClipText;
    d.clip_stroke_text = surveyClipStrokeText;
    d.clip_image_mask = surveyClipMask;
    d.pop_clip = surveyPop;
    d.begin_mask = surveyBeginMask;
    d.end_mask = surveyEndMask;
    d.begin_group = surveyBeginGroup;
    d.end_group = surveyEndGroup;
    d.begin_tile = surveyBeginTile;
    d.end_tile = surveyEndTile;
    return &d;
}

} // namespace redoubt::document
