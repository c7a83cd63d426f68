// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

// Included by the .cpp files that read pages with MuPDF, by nothing else.

#include <mupdf/fitz.h>

#include <QRectF>

#include <cmath>

namespace redoubt::document {

inline QRectF toRect(fz_rect rect)
{
    return {QPointF(double(rect.x0), double(rect.y0)), QPointF(double(rect.x1), double(rect.y1))};
}

/// Pages may name coordinates that are no numbers.
inline bool isUsable(fz_rect rect)
{
    return std::isfinite(rect.x0) && std::isfinite(rect.y0) && std::isfinite(rect.x1) &&
           std::isfinite(rect.y1);
}

} // namespace redoubt::document
