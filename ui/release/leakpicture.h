// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/geometry.h"
#include "core/casefile/item.h"
#include "core/workflow/itemviewer.h"

#include <QImage>

namespace redoubt::ui {

/// The place of a suspected leak as the original shows it, cut out with surroundings, with a red
/// frame around it. @a page is -1 for video, where @a pts (ticks of its first video stream) tells.
/// @a rect is in pixels of the displayed frame or picture, or of the page at 72 dpi (points).
/// For a worker. Errors: those of the readers; Unsupported for kinds without pictures.
Result<QImage> leakPicture(const workflow::ItemViewer &viewer,
                           const std::shared_ptr<const ByteSource> &source,
                           const casefile::Item &item, int page, Ticks pts, const PixelRect &rect,
                           QSize size, const JobContext &context);

} // namespace redoubt::ui
