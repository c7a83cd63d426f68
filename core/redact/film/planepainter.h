// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/geometry.h"
#include "core/finding/decision.h"

#include <vector>

struct AVFrame;

namespace redoubt::redact {

/// Something to cover on one frame, in displayed pixels.
struct FrameMask
{
    PixelRect rect;
    Effect effect = Effect::Fill;
};

/// True for planar 8- and 10-bit YUV, the formats that can be painted on.
bool canPaint(int pixelFormat);

/// What a mask really covers, in coded pixels: turned, grown by @a grow, rounded outward to whole
/// chroma samples (of both fields when interlaced), cut to the picture. Empty when outside of it.
PixelRect coveredOnFrame(const AVFrame &frame, const PixelRect &displayed, Turn turn, int grow);

/// The same for a frame of that coded size.
PixelRect coveredOnFrame(QSize coded, bool interlaced, const PixelRect &displayed, Turn turn,
                         int grow);

/// What these painters make of @a effect.
Effect paintedOnFrame(Effect effect);

/// Covers the masks in place, in luma and chroma, by drawingOf(). Blocks keep a few rounded mean
/// values; surroundings are drawn from the pixels around the box only, so nothing of what was
/// inside is left. Requires: the frame is writable and canPaint() its format.
void paintMasks(AVFrame &frame, const std::vector<FrameMask> &masks, Turn turn, int grow);

/// Blackens everything.
void paintWhole(AVFrame &frame);

} // namespace redoubt::redact
