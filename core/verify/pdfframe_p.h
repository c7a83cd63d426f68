// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

// Included by the .cpp files that read PDF with QPDF, by nothing else.

#include <qpdf/QPDFPageObjectHelper.hh>

#include <QSizeF>
#include <QTransform>

namespace redoubt::verify {

struct PageFrame
{
    QTransform toDisplayed; ///< user space to displayed points, origin top left
    QSizeF size;            ///< displayed
};

/// By the page's crop box and its turn.
PageFrame pageFrame(QPDFPageObjectHelper &page);

} // namespace redoubt::verify
