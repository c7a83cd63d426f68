// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/media/videoreader.h"
#include "core/redact/plan/plan.h"

#include <QImage>

namespace redoubt::redact {

// What a release will show, painted from the same plan by the same code as the writers use, on
// pictures that may be smaller or larger than the original: there, a mask is rounded outward.

/// A frame of a video: the rectangles that the writer covers, rounded to the grid of its chroma
/// samples, and the whole of a damaged frame. @a image is a copy of frame.image.
void previewFrame(QImage &image, const RedactionPlan &plan, int stream,
                  const media::VideoFrame &frame);

/// A picture, or page @a number of one with several; @a source is its full size in pixels.
void previewPicture(QImage &image, const RedactionPlan &plan, int number, QSize source);

/// A page of a document, rendered at any resolution; @a page is its size in points.
void previewPage(QImage &image, const RedactionPlan &plan, int number, QSizeF page);

/// The text with the plan's edits made.
QString previewText(const QString &text, const RedactionPlan &plan);

} // namespace redoubt::redact
